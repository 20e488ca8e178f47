"""When things happened: the day of the meeting, the period that it looks back on or opens, the years left out.

The entry to everything about time: `find_dates`, `find_relative`, `complete` (from `days`) and `find_periods` (from
`periods`) read text; the functions below read an article. Offsets count code points, ends are exclusive.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
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
    is_birth,
    is_far,
    near,
)
from extractors.periods import PeriodMention, find_periods, sentences
from extractors.records import Span

__all__ = [
    "DateMention",
    "PeriodMention",
    "RelativeMention",
    "article_years",
    "complete",
    "dominant_year",
    "find_dates",
    "find_periods",
    "find_relative",
    "meeting_date",
    "meeting_period",
    "resolve",
    "resolver",
    "sentences",
    "years_spoken",
]


def years_spoken(text: str) -> Counter[int]:
    """How often the text speaks of which year: `năm N`, halves and quarters of it, days with it.

    Spans (giai đoạn), terms of office, years of birth, of laws and of document numbers are not counted.
    """
    years: Counter[int] = Counter()
    for period in find_periods(text):
        if period.kind not in ("span", "term") and not is_birth(text, period.start):
            years[int(period.value[:4])] += 1
    years.update(m.year for m in find_dates(text) if m.year is not None and not is_birth(text, m.start))
    return years


# --- an article's days and period ----------------------------------------------------------------------------

# The words that open a look back and a look ahead; what they speak of stands after them in the sentence.
_BACK = re.compile(
    r"(?<!\w)(?:tổng kết|sơ kết|sơ, tổng kết|đánh giá (?:kết quả |tình hình |công tác |hoạt động |phong trào )|"
    r"đánh giá(?= (?:0?[69]|sáu|chín) tháng| quý| năm)|"
    r"nhìn lại|rút kinh nghiệm|giao ban|bình xét (?:thi đua|khen thưởng)|khép lại|kết thúc)(?!\w)",
    re.I,
)
_AHEAD = re.compile(
    r"(?<!\w)(?:phát động|ký(?: kết)? giao ước|kí(?: kết)? giao ước|triển khai|ra quân|phương hướng|hưởng ứng|giao ước|"
    r"bàn (?:phương hướng|nhiệm vụ|việc)|đăng ký thi đua|bầu (?:ra )?(?:khối trưởng|cụm trưởng|trưởng khối|trưởng cụm))"
    r"(?!\w)",
    re.I,
)
# Congresses of emulation look back on the years since the last one.
_CONGRESS = re.compile(r"(?<!\w)(?:đại hội thi đua|điển hình tiên tiến)(?!\w)[^.;:]{0,90}?(?=giai đoạn)", re.I)
# What is rewarded, or chosen for it, is the work of the period behind it.
_REWARDED = re.compile(
    r"(?<!\w)(?:khen thưởng|tuyên dương|biểu dương|tôn vinh|vinh danh|bình xét|bình bầu|bình chọn|xét tặng|suy tôn|"
    r"(?:tập thể|cá nhân|đơn vị) (?:tiêu biểu|xuất sắc))(?!\w)",
    re.I,
)
_REPORTED = re.compile(r"(?:^|[.:;,]\s+)(?:trong|qua|trải qua|sau|theo báo cáo)\s+$|^\s*$|[.:]\s+$", re.I)
_TARGET = re.compile(r"(?<!\w)(?:đến|tới|hết|tầm nhìn|trước|từ|mục tiêu)\s+$", re.I)
_PLAN_OF = re.compile(
    r"(?:kế hoạch|chương trình|đề án|nghị quyết|chỉ thị|đại hội|mục tiêu|nhân điển hình tiên tiến)[^,;.]{0,40}$", re.I
)
_FUTURE = re.compile(
    r"^(?:trong )?(?:thời gian tới|năm tới|giai đoạn tới|(?:6|sáu) tháng cuối năm)|^từ nay đến|^phương hướng",
    re.I,
)
_SUBJECT = re.compile(r",?\s*|\s+của [^,.;]{1,60}\s(?:đã )?được\s+", re.I)  # `Năm 2021 của X được nhìn lại`
_WORK = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công tác|phong trào|kế hoạch)(?: [^\W\d]+){0,5} năm (?P<y>20\d\d)(?![\d/-])", re.I
)
_SUMS_UP = re.compile(r"tổng kết", re.I)  # a whole year, so after its end
_EMULATION = re.compile(r"thi đua|tổng kết|sơ kết|khen thưởng", re.I)  # without these nothing is looked back on
_FIRST_YEAR = 2000  # of those that an article may be of
_LAST_YEARS = 2  # before an article's own year, on which a report may look back without saying so
_LAST_ARTICLES = 2  # whose periods are remembered: several extractors ask for that of the article under reading
REACH = 220  # code points within which a cue speaks of a period
CUE_LENGTH = 40  # code points, more than any cue before a period has
LEAD_LENGTH = 700  # code points of the headline and the first paragraph or two
HEAD_LENGTH = 2500  # code points in which an article says what the meeting was and when


@lru_cache(maxsize=_LAST_ARTICLES)
def meeting_period(article: Article) -> tuple[str, Span] | None:
    """The period that the meeting looks back on (tổng kết, sơ kết … năm N), else the one that it opens (phát động …).

    The span covers the cue and the period. What stands in the headline and the opening paragraphs comes first; a
    slogan's `giai đoạn`, a congress's term and a plan's year win over nothing.
    """
    if not _EMULATION.search(article.text):
        return None
    year = _known_year(article)
    head = [b for b in article.blocks if b.start < HEAD_LENGTH and not _FUTURE.search(article.text[b.start : b.end])]
    for cue in (_BACK, _AHEAD):
        for block in head:
            found = _period_after(article.text, block.start, block.end, cue, year)
            if found:
                return found
    for block in head:
        if block.start < LEAD_LENGTH and (found := _congress_period(article.text, block.start, block.end, year)):
            return found
    for block in head:
        if block.start < LEAD_LENGTH and (
            found := _period_after(article.text, block.start, block.end, _REWARDED, year)
        ):
            return found
    latest = year or max(years_spoken(article.text), default=0)
    reach = _LAST_YEARS if year else 1  # a tie of years is a career's as a rule: `Năm 2014, ông … Năm 2016, ông …`
    for block in article.blocks:  # no cue: `Theo báo cáo: Trong 6 tháng đầu năm 2023, …`
        text = article.text[block.start : block.end]
        for period in find_periods(text, year):
            before = text[max(0, period.start - CUE_LENGTH) : period.start]
            if period.kind not in ("year", "half", "quarter", "months", "school_year"):
                continue
            if not -1 <= latest - int(period.value[:4]) <= reach:
                continue  # years of the past in which an award was given
            if _REPORTED.search(before):
                return period.value, Span(start=block.start + period.start, end=block.start + period.end)
    return None


def _period_after(text: str, start: int, end: int, cue: re.Pattern[str], year: int | None) -> tuple[str, Span] | None:
    """The first period that a cue in `text[start:end]` speaks of: after it, in its sentence, before another cue."""
    for first, last in sentences(text, start, end):
        periods = find_periods(text[first:last], year)
        if not periods:
            continue
        for match in cue.finditer(text, first, last):
            reach = min(last, match.end() + REACH)
            other = (_AHEAD if cue is _BACK else _BACK).search(text, match.end(), reach)
            limit = other.start() if other else reach
            nearby = bisect_left(periods, match.end() - first, key=lambda p: p.start)
            for period in periods[nearby : nearby + 4]:
                at, stop = first + period.start, first + period.end
                between = text[match.end() : at]
                if at >= limit or _TARGET.search(text[max(first, at - 20) : at]):
                    continue
                if period.kind == "term" or (period.kind == "span" and (_PLAN_OF.search(between) or "," in between)):
                    continue
                if not (cue is _AHEAD and period.kind == "span"):
                    return period.value, Span(start=match.start(), end=stop)
            before = periods[nearby - 1] if nearby else None
            if cue is _AHEAD or before is None or before.kind not in ("year", "half"):
                continue
            if _SUBJECT.fullmatch(text[first + before.end : match.start()]):  # `Năm 2023, tổng kết …`
                return before.value, Span(start=first + before.start, end=match.end())
    return None


def _congress_period(text: str, start: int, end: int, year: int | None) -> tuple[str, Span] | None:
    """`Đại hội Thi đua quyết thắng …, giai đoạn 2019-2024`: the years that a congress of emulation looks back on."""
    match = _CONGRESS.search(text, start, end)
    if match is None:
        return None
    period = next((p for p in find_periods(text[match.end() : end], year) if p.start == 0 and p.kind == "span"), None)
    return (period.value, Span(start=match.start(), end=match.end() + period.end)) if period else None


def _known_year(article: Article) -> int | None:
    """The year that a half year without one takes: that of publication, else the one most spoken of."""
    if article.published is not None:
        return article.published.year
    return dominant_year(article.text)


def dominant_year(text: str, least: int = 1) -> int | None:
    """The year since 2000 that the text speaks of most, `least` times or more; None where two do so equally."""
    ranked = [(y, n) for y, n in years_spoken(text).most_common() if y >= 2000][:2]
    if not ranked or ranked[0][1] < least or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def article_years(article: Article, mention: DateMention) -> tuple[int, ...]:
    """The years that a day of the article may be in, likeliest first, from what the article says; none when unknown.

    A meeting that looks back on a whole year in its first months was held in the year after; one that opens a year
    in November or December, in the year before.
    """
    return _years_of(_spoken_of(article), mention)


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What an article speaks of, for the years that it leaves out: its meeting's period, else its dominant year."""

    value: str | None
    looks_back: bool
    by_period: bool
    sums_up: bool = False
    rewards: bool = False  # without a word for a look back


@lru_cache(maxsize=_LAST_ARTICLES)
def _spoken_of(article: Article) -> _Spoken:
    found = meeting_period(article)
    if found is None:
        # A year named once may be any (`từ năm 2018 …`), but for that of the work at hand.
        year = dominant_year(article.text, least=2) or _year_of_work(article.text) or _only_year(article.text)
        return _Spoken(None if year is None else f"{year}-any", looks_back=False, by_period=False)
    value, span = found
    cues = (_BACK, _AHEAD)
    back, ahead = (bool(cue.search(article.text, span.start, span.end)) for cue in cues)
    sums_up = _SUMS_UP.search(article.text, span.start, span.end) is not None
    return _Spoken(value, looks_back=back or not ahead, by_period=True, sums_up=sums_up, rewards=not back)


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
    return tuple(day for day in days_with_year(article.text) if day.year >= 2000)


def _years_of(spoken: _Spoken, mention: DateMention) -> tuple[int, ...]:
    value, looks_back, month = spoken.value, spoken.looks_back, mention.month or 0
    if value is None:
        return ()
    year = int(value[:4])
    if "/" in value:  # a school year ends in summer; a span closes or opens with its last or first year
        last = int(value[5:])
        year = last if looks_back and (month < 9 or last - year > 1 or spoken.sums_up) else year
    elif len(value) == 4 and looks_back and month <= 6:
        if spoken.rewards and month > 3:
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
    """A function from a mention in the article to the day that it means (see `complete`, `article_years`), or None.

    What the article speaks of is looked up once, and only where a year is missing.
    """
    spoken: list[_Spoken] = []

    def day(mention: DateMention) -> date | None:
        if mention.year is not None or article.published is not None:
            return complete(mention, article.published, ())
        if not spoken:
            spoken.append(_spoken_of(article))
        years = _years_of(spoken[0], mention)
        if not spoken[0].by_period and (year := near(mention, _recent_days(article))):
            years = (year,)
        return complete(mention, None, years)

    return day


def resolve(article: Article, mention: DateMention) -> date | None:
    """The day that one mention in the article means, or None; for several use `resolver`."""
    return resolver(article)(mention)


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


def meeting_date(article: Article) -> tuple[str, Span] | None:
    """The day on which the meeting was held (of several days the first), as ISO 8601, and where the article says so.

    It is the first day near the start with a word for time before it and a word for a meeting in its sentence
    (`Sáng 31-5, tại …, Khối thi đua … tổ chức …`), else a relative one (`sáng nay`) counted from the day of
    publication, else the first day with a time of day. Days on which documents were signed, of remembrance, and from
    or until which something counts are none. None where the year cannot be known.
    """
    text, order = article.text, {BlockKind.LEAD: 0, BlockKind.BODY: 0, BlockKind.CAPTION: 1, BlockKind.TITLE: 2}
    blocks = sorted((b for b in article.blocks if b.start < HEAD_LENGTH), key=lambda b: order[b.kind])
    fallback: tuple[str, Span] | None = None
    meant = resolver(article)
    for block in blocks:
        for start, end in sentences(text, block.start, block.end):
            held = bool(_HELD.search(text, start, end))
            for mention, span in _days(article, meant, start, end):
                if held or _TIME_OF_DAY.search(text[max(start, span.start - 40) : span.start]):
                    if held:
                        return mention.isoformat(), span
                    fallback = fallback or (mention.isoformat(), span)
    return fallback


def _days(
    article: Article, meant: Callable[[DateMention], date | None], start: int, end: int
) -> Iterator[tuple[date, Span]]:
    """The days in a sentence on which a meeting may have been held, in order, each with its place."""
    text = article.text
    named = [m for m in find_dates(text[start:end]) if m.day is not None]
    relative = [m for m in find_relative(text[start:end]) if m.days <= 0]
    mentions: list[DateMention | RelativeMention] = [*named, *relative]
    for mention in sorted(mentions, key=lambda m: m.start):
        span = Span(start=start + mention.start, end=start + mention.end)
        before = text[max(start, span.start - 100) : span.start]
        if isinstance(mention, RelativeMention):
            follows = any(mention.end <= m.start <= mention.end + 4 for m in named)  # `sáng nay (30/12)`
            if article.published is not None and not follows:
                yield article.published + timedelta(days=mention.days), span
            continue
        if _OTHER_DAY.search(before) or not (_DAYTIME.search(before[-60:]) or not before.strip()):
            continue
        if _ISSUED.match(text, span.end, end):
            continue
        day = meant(mention)
        if day is None:
            continue
        if is_far(day, article.published, _recent_days(article)):
            continue
        yield day, span
