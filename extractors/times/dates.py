"""When things happened: the day of the meeting.

The entry to everything about time: `find_dates`, `find_relative`, `complete` (from `days`), `find_periods` (from
`periods`) and `years_spoken` (from `spoken_years`) read text; `meeting_period` (from `meeting_periods`) and the
functions below read an article. Offsets count code points, ends are exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from corpus.article import Article, BlockKind

from ..meetings.meeting_periods import HEAD_LENGTH, meeting_period
from ..records import Span
from ..text.plain_text import lowered_text, sentences_by_block
from .days import DateMention, RelativeMention, complete, find_dates, find_relative, is_far
from .left_out_years import DAYTIME, FIRST_YEAR, OTHER_DAY, recent_days, resolver
from .periods import PeriodMention, find_periods
from .spoken_years import dominant_year, years_spoken

__all__ = [
    "DateMention",
    "PeriodMention",
    "RelativeMention",
    "complete",
    "dominant_year",
    "find_dates",
    "find_periods",
    "find_relative",
    "meeting_date",
    "meeting_period",
    "resolver",
    "years_spoken",
]

_HELD = re.compile(
    r"(?<!\w)(?:tổ chức|diễn ra|họp|hội nghị|tiến hành|sơ kết|tổng kết|phát động|ký kết|ký giao ước|khai mạc|công bố|"
    r"trao(?! đổi)|bàn giao|mở|triển khai|đại hội|lễ|buổi|chủ trì|phiên|hội thi|gặp mặt|giao ban|chuyển giao|ra mắt|"
    r"thành lập|kỷ niệm|biểu dương|tuyên dương|tôn vinh|bổ nhiệm|sinh hoạt|đón nhận)(?!\w)",
    re.I,
)
_TIME_OF_DAY = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa)(?!\w)[^.;]{0,20}$", re.I)

# `Ngày 2/1, Bộ X có Quyết định số …`: the day on which a paper was issued.
_ISSUED = re.compile(
    r",? [^,.;]{2,80} (?:đã )?(?:có|ban hành|ký|ra|phát hành) (?:các )?(?:quyết định|công văn|kế hoạch|văn bản|"
    r"tờ trình|hướng dẫn|thông báo|chỉ thị) (?:số|của)",
    re.I,
)

# `03/12/2022 - 23:22 Thực hiện …`: when the page was written, put before its first words.
_CLOCK = re.compile(r"\s*[-–|,]?\s*\d{1,2}:\d{2}(?!\d)")

_OPENS = "khai mạc"
_OPENED = re.compile(
    r"(?<!\w)(?:hội nghị|đại hội|kỳ họp|phiên họp) (?:được |đã )?khai mạc (?:vào )?"
    r"(?P<day>(?:sáng |chiều |tối )?ngày [^.;]{3,20})",
    re.I,
)
_LONGEST_MEETING = timedelta(days=10)

# The blocks in which the meeting's day is looked for, first to last.
_ORDER = {BlockKind.LEAD: 0, BlockKind.BODY: 0, BlockKind.CAPTION: 1, BlockKind.TITLE: 2}


def meeting_date(article: Article) -> tuple[str, Span] | None:
    """The day on which the meeting was held (of several days the first), as ISO 8601, and where the article says so.

    It is the first day near the start with a word for time before it and a word for a meeting in its sentence
    (`Sáng 31-5, tại …, Khối thi đua … tổ chức …`), else a relative one (`sáng nay`) counted from the day of
    publication, else the first day with a time of day. Days on which documents were signed, of remembrance, and from
    or until which something counts are none. None where the year cannot be known.
    """
    text = article.text
    told = [(block, spans) for block, spans in sentences_by_block(article) if block.start < HEAD_LENGTH]
    fallback: tuple[str, Span] | None = None
    meant = resolver(article)
    for _, spans in sorted(told, key=lambda one: _ORDER[one[0].kind]):
        for start, end in spans:
            for day, span in _days(article, meant, start, end):
                held = _HELD.search(text, start, end) is not None
                if day is None:
                    if held:
                        return fallback  # the meeting's day, of an unknown year: those further down are others
                    continue
                if held:
                    return _opening(article, meant, day) or (day.isoformat(), span)
                if fallback is None and _TIME_OF_DAY.search(text[max(start, span.start - 40) : span.start]):
                    fallback = day.isoformat(), span
    return fallback


def _opening(article: Article, meant: Callable[[DateMention], date | None], day: date) -> tuple[str, Span] | None:
    """`… bế mạc ngày 5/12 … Hội nghị khai mạc ngày 3/12`: the first of several days, told beside the last."""
    openings = _OPENED.finditer(article.text, 0, HEAD_LENGTH) if _OPENS in lowered_text(article) else ()
    for match in openings:
        mention = next(iter(find_dates(article.text[match.start("day") : match.end()])), None)
        first = meant(mention) if mention else None
        if mention and first and timedelta() < day - first <= _LONGEST_MEETING:
            return first.isoformat(), Span(
                start=match.start("day") + mention.start, end=match.start("day") + mention.end
            )
    return None


def _days(
    article: Article, meant: Callable[[DateMention], date | None], start: int, end: int
) -> Iterator[tuple[date | None, Span]]:
    """The days in a sentence on which a meeting may have been held, in order, each with its place.

    None where the year cannot be known.
    """
    text = article.text
    named = [m for m in find_dates(text[start:end]) if m.day is not None]
    mentions: list[DateMention | RelativeMention] = list(named)
    if article.published is not None:
        mentions += [m for m in find_relative(text[start:end]) if m.days <= 0]
        mentions.sort(key=lambda m: m.start)
    for mention in mentions:
        span = Span(start=start + mention.start, end=start + mention.end)
        if isinstance(mention, RelativeMention):
            follows = any(mention.end <= m.start <= mention.end + 4 for m in named)  # `sáng nay (30/12)`
            if article.published is not None and not follows:
                yield article.published + timedelta(days=mention.days), span
            continue
        before = text[max(start, span.start - 100) : span.start]
        if OTHER_DAY.search(before) or not (DAYTIME.search(before[-60:]) or not before.strip()):
            continue
        if _ISSUED.match(text, span.end, end) or _CLOCK.match(text, span.end, end):
            continue
        day = meant(mention)
        if day is None:
            yield None, span
            continue
        if day.year < FIRST_YEAR or is_far(
            day, article.published, recent_days(article) if article.published is None else ()
        ):
            continue
        yield day, span
