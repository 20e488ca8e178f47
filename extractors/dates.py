"""When things happened: the day of the meeting, and the years that its days leave out.

The entry to everything about time: `find_dates`, `find_relative`, `complete` (from `days`), `find_periods` (from
`periods`) and `years_spoken` (from `spoken_years`) read text; `meeting_period` (from `meeting_periods`) and the
functions below read an article. Offsets count code points, ends are exclusive.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.article import Article, BlockKind
from extractors.days import (
    DateMention,
    RelativeMention,
    complete,
    days_with_year,
    find_dates,
    find_relative,
    is_far,
    near,
)
from extractors.meeting_periods import HEAD_LENGTH, Outlook, meeting_period, outlook
from extractors.periods import PeriodMention, find_periods
from extractors.plain_text import sentences_by_block
from extractors.records import Span
from extractors.spoken_years import dominant_year, years_spoken

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


_WORK = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công tác|phong trào|kế hoạch)(?: [^\W\d]+){0,5} năm (?P<y>20\d\d)(?![\d/-])", re.I
)
_FIRST_YEAR = 2000  # of those that an article may be of
# What says of a month that it is still to come; `từ … đến …` tells of what was.
_TO_COME = re.compile(
    r"(?<!\w)(?P<word>đến|tới|hết|trước(?! đó| khi)|dự kiến|sẽ|sắp|thời hạn)(?!\w)[^.;,]{0,30}$", re.I
)
_UNTIL = ("đến", "tới")
_CAREER_GOES_ON = re.compile(
    r",? (?:ông|bà|anh|chị|đồng chí|được|làm|giữ|là|đã)(?!\w)", re.I
)  # `đến tháng 9/2017, ông`
_SINCE = re.compile(r"(?<!\w)từ(?!\w)[^.;,]*$", re.I)
_LONG_AFTER = timedelta(days=100)
_LAST_ARTICLES = 2  # whose days are remembered: several extractors ask for those of the article under reading


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What an article speaks of, for the years that it leaves out: its meeting's period, else its dominant year."""

    value: str | None
    outlook: Outlook
    by_period: bool


_NO_PERIOD = Outlook(looks_back=False, sums_up=False, rewards=False)


@lru_cache(maxsize=_LAST_ARTICLES)
def _spoken_of(article: Article) -> _Spoken:
    found = meeting_period(article)
    if found is None:
        # A year named once may be any (`từ năm 2018 …`), but for that of the work at hand.
        year = dominant_year(article.text, least=2) or _year_of_work(article.text) or _only_year(article.text)
        return _Spoken(None if year is None else f"{year}-any", _NO_PERIOD, by_period=False)
    value, span = found
    return _Spoken(value, outlook(article, span), by_period=True)


def _year_of_work(text: str) -> int | None:
    """The year of the duties and the work that an article speaks of (`nhiệm vụ năm 2023`), if it is one only."""
    years = {int(match["y"]) for match in _WORK.finditer(text)}
    return years.pop() if len(years) == 1 else None


def _only_year(text: str) -> int | None:
    """The year of the deeds whose days an article names with theirs, where it speaks of no other.

    The days of papers are none.
    """
    years = set(years_spoken(text))
    year = years.pop() if len(years) == 1 else 0
    days = [found for found in find_dates(text) if found.day and found.year == year]
    told = any(
        _DAYTIME.search(before) and not _OTHER_DAY.search(before) and not _PAPER.search(before)
        for before in _before(text, days)
    )
    return year if year >= _FIRST_YEAR and told else None


def _before(text: str, days: Sequence[DateMention]) -> Iterator[str]:
    """What stands right before each of some days."""
    return (text[max(0, day.start - 100) : day.start] for day in days)


@lru_cache(maxsize=_LAST_ARTICLES)
def _recent_days(article: Article) -> tuple[date, ...]:
    return tuple(day for day in days_with_year(article.text) if day.year >= _FIRST_YEAR)


@lru_cache(maxsize=_LAST_ARTICLES)
def _told_months(article: Article) -> tuple[date, ...]:
    """The days and months past that an article names with their year, months by their middle."""
    text = article.text
    named = (m for m in find_dates(text) if m.year is not None and m.month is not None)
    past = (m for m in named if not _is_to_come(text[max(0, m.start - 60) : m.start], text[m.end : m.end + 20]))
    return tuple(date(m.year or 1, m.month or 1, m.day or 15) for m in past)


def _is_to_come(before: str, behind: str) -> bool:
    """Is the month between these words one that is still to come?"""
    found = _TO_COME.search(before)
    if found is None or found["word"].lower() not in _UNTIL:
        return found is not None
    return not (_SINCE.search(before[: found.start()]) or _CAREER_GOES_ON.match(behind))


def _years_of(spoken: _Spoken, mention: DateMention) -> tuple[int, ...]:
    """The years that a day of the article may be in, likeliest first, from what the article says; none when unknown.

    A meeting that looks back on a whole year in its first months was held in the year after; one that opens a year
    in November or December, in the year before.
    """
    value, looks_back, month = spoken.value, spoken.outlook.looks_back, mention.month or 0
    if value is None:
        return ()
    year = int(value[:4])
    if "/" in value:  # a school year ends in summer; a span closes or opens with its last or first year
        last = int(value[5:])
        year = last if looks_back and (month < 9 or last - year > 1 or spoken.outlook.sums_up) else year
    elif len(value) == 4 and looks_back and month <= 6:
        if spoken.outlook.rewards and month > 3:
            return ()  # `Sáng 10/6, … tuyên dương công nhân giỏi năm 2022`: of this year or of the last
        year += 1
    elif len(value) == 4 and not looks_back and month >= 11:
        year -= 1
    elif value.endswith(("H2", "Q4")) and looks_back and month <= 4:
        year += 1
    elif value.endswith("H1") and not looks_back and month >= 11:
        year -= 1
    return (year,)


def resolver(article: Article) -> Callable[[DateMention], date | None]:
    """A function from a mention in the article to the day that it means (see `complete`, `_years_of`), or None.

    What the article speaks of is looked up once, and only where a year is missing.
    """
    spoken: list[_Spoken] = []

    def day(mention: DateMention) -> date | None:
        if mention.year is not None or article.published is not None:
            return complete(mention, article.published, ())
        if not spoken:
            spoken.append(_spoken_of(article))
        years = _years_of(spoken[0], mention)
        if not (spoken[0].by_period and years) and (year := near(mention, _recent_days(article))):
            years = (year,)
        meant = complete(mention, None, years)
        if meant and not spoken[0].by_period and any(told - meant > _LONG_AFTER for told in _told_months(article)):
            return None  # the article knows of what came months later: the year is that of something before
        return meant

    return day


_HELD = re.compile(
    r"(?<!\w)(?:tổ chức|diễn ra|họp|hội nghị|tiến hành|sơ kết|tổng kết|phát động|ký kết|ký giao ước|khai mạc|công bố|"
    r"trao|bàn giao|mở|triển khai|đại hội|lễ|buổi|chủ trì|phiên|hội thi|gặp mặt|giao ban|chuyển giao|ra mắt|thành lập|"
    r"kỷ niệm|biểu dương|tuyên dương|tôn vinh|bổ nhiệm|sinh hoạt|đón nhận)(?!\w)",
    re.I,
)
# What stands right before the day of a meeting: a word for time, perhaps with `nay (`.
_DAYTIME = re.compile(
    r"(?<!\w)(?:sáng|chiều|tối|trưa|đêm|ngày|hôm|thứ \w+|chủ nhật)(?:\s+(?:nay|qua|thứ \w+|chủ nhật|ngày))*"
    r"\s*[,(]?\s*(?:ngày\s+)?$",
    re.I,
)
_TIME_OF_DAY = re.compile(r"(?<!\w)(?:sáng|chiều|tối|trưa)(?!\w)[^.;]{0,20}$", re.I)
# … and what says that it is another day: a document's, an anniversary's, one from or until which something counts.
_OTHER_DAY = re.compile(
    r"(?:(?<!\w)số\s+\S+\s*,?\s*\(?(?:ký\s+|ban hành\s+)?(?:ngày\s+)?"
    r"|[/-][A-ZĐ]{2,}\S*\s*,?\s*\(?(?:ký\s+|ban hành\s+)?(?:ngày\s+)?"
    r"|(?<!\w)(?:kể từ|hết|đến|trước|sau|tới|sinh|thành lập|truyền thống|lịch sử)\s+(?:ngày\s+)?"
    r"|(?<!\w)(?:kỷ niệm|chào mừng|nhân (?:dịp|ngày))(?!\w)[^.;,]{0,60}"
    r"|(?<!\w)trước đó(?!\w)[^.;\d]{0,40}"
    r"|(?<!\w)(?:nghỉ hưu|nhận nhiệm vụ|thi hành|hiệu lực|chế độ)\s+(?:kể\s+)?từ\s+(?:ngày\s+)?)$",
    re.I,
)

# A paper that a day is the day of: `Nghị định … ngày 30/3/2015`.
_PAPER = re.compile(
    r"(?<!\w)(?:nghị định|luật|quyết định|chỉ thị|nghị quyết|kế hoạch|thông tư|công văn|hướng dẫn|bộ luật)(?!\w)"
    r"[^.;,]{0,60}ngày\s+$",
    re.I,
)
# `Ngày 2/1, Bộ X có Quyết định số …`: the day on which a paper was issued.
_ISSUED = re.compile(
    r",? [^,.;]{2,80} (?:đã )?(?:có|ban hành|ký|ra|phát hành) (?:các )?(?:quyết định|công văn|kế hoạch|văn bản|"
    r"tờ trình|hướng dẫn|thông báo|chỉ thị) (?:số|của)",
    re.I,
)

# `03/12/2022 - 23:22 Thực hiện …`: when the page was written, put before its first words.
_CLOCK = re.compile(r"\s*[-–|,]?\s*\d{1,2}:\d{2}(?!\d)")

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
                    return day.isoformat(), span
                if fallback is None and _TIME_OF_DAY.search(text[max(start, span.start - 40) : span.start]):
                    fallback = day.isoformat(), span
    return fallback


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
        if _OTHER_DAY.search(before) or not (_DAYTIME.search(before[-60:]) or not before.strip()):
            continue
        if _ISSUED.match(text, span.end, end) or _CLOCK.match(text, span.end, end):
            continue
        day = meant(mention)
        if day is None:
            yield None, span
            continue
        if day.year < _FIRST_YEAR or is_far(
            day, article.published, _recent_days(article) if article.published is None else ()
        ):
            continue
        yield day, span
