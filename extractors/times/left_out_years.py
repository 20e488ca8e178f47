"""The years that an article's days leave out, from what it speaks of.

Its meeting's period, days that it names with theirs, anniversaries and congresses, else the year that it speaks of
most, where what else it knows bears that out. It never takes one from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from corpus.article import Article

from ..meetings.meeting_periods import HEAD_LENGTH, Outlook, meeting_period, outlook
from ..text.plain_text import LAST_ARTICLES
from .days import DateMention, complete, days_with_year, find_dates, near
from .earlier_news import year_behind_news
from .periods import find_periods
from .spoken_years import dominant_year, first_term, is_at_hand, years_spoken

# What stands right before the day of a meeting: a word for time, perhaps with `nay (`.
DAYTIME = re.compile(
    r"(?<!\w)(?:sáng|chiều|tối|trưa|đêm|ngày|hôm|thứ \w+|chủ nhật)(?:\s+(?:nay|qua|thứ \w+|chủ nhật|ngày))*"
    r"\s*[,(]?\s*(?:ngày\s+)?$",
    re.I,
)

# … and what says that it is another day: a document's, an anniversary's, one from or until which something counts.
OTHER_DAY = re.compile(
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

_WORK = re.compile(
    r"(?<!\w)(?:nhiệm vụ|công tác|phong trào thi đua|kế hoạch)(?: [^\W\d]+){0,5} năm (?P<y>20\d\d)(?![\d/-])", re.I
)
FIRST_YEAR = 2000  # of those that an article may be of
# What says of a month that it is still to come; `từ … đến …` tells of what was.
_TO_COME = re.compile(
    r"(?<!\w)(?P<word>đến|tới|hết|trước(?! đó| khi)|dự kiến|sẽ|sắp|thời hạn)(?!\w)[^.;,]{0,30}$", re.I
)
_UNTIL = ("đến", "tới")
_CAREER_GOES_ON = re.compile(
    r",? (?:ông|bà|anh|chị|đồng chí|được|làm|giữ|là|đã)(?!\w)", re.I
)  # `đến tháng 9/2017, ông`
_SINCE = re.compile(r"(?<!\w)từ(?!\w)[^.;,]*$", re.I)
_LAST_YEAR = 2100
# `tổ chức Đại hội đại biểu Đảng bộ phường lần thứ nhất, nhiệm kỳ 2025-2030`; not one carried out or looked forward to.
_CONGRESS = re.compile(
    r"(?<!\w)đại hội(?! đồng| nhiệm kỳ trước)(?!\w)[^.;:]{0,120}?nhiệm kỳ\s+(?P<y>20\d\d)\s?[-–]\s?20\d\d", re.I
)
_OTHER_CONGRESS = re.compile(
    r"(?<!\w)(?:nghị quyết|chào mừng|tiến tới|hướng tới|thực hiện|văn kiện|trước|sau|chuẩn bị)(?!\w)[^.;:]{0,40}$", re.I
)
_ANNIVERSARY = re.compile(r"(?<!\w)k[ỷỉ] niệm (?:lần thứ )?(?P<n>\d{1,3}) năm(?!\w)", re.I)
_LONG_AFTER = timedelta(days=45)
_MUCH_AFTER = timedelta(days=100)  # for a day near one that the article names
_SHORTLY = timedelta(days=150)
# Of the year before or after that of a day at its turn: plans made ahead of a year, rewards for one that is over.
_PLANNED = re.compile(
    r"(?<!\w)(?:triển khai|kế hoạch|phương hướng|dự toán|chỉ tiêu)(?!\w)[^.;]{0,120}? năm (?P<y>20\d\d)(?!\d)",
    re.I,
)
_REWARDED = re.compile(
    r"(?<!\w)(?:tiêu biểu|xuất sắc|giải thưởng|tuyên dương|vinh danh)(?!\w)[^.;]{0,80}? năm (?P<y>20\d\d)", re.I
)
_PLANNED_FROM, _REWARDED_UNTIL = 11, 2  # months


@dataclass(frozen=True, slots=True)
class _Spoken:
    """What an article speaks of, for the years that it leaves out: its meeting's period, else its dominant year.

    at_hand: it is the year of what is told; else only a month told shortly before a day can bear it out.
    """

    value: str | None
    outlook: Outlook
    by_period: bool
    at_hand: bool


_NO_PERIOD = Outlook(looks_back=False, sums_up=False, rewards=False)


@lru_cache(maxsize=LAST_ARTICLES)
def _spoken_of(article: Article) -> _Spoken:
    found = meeting_period(article)
    if found is None:
        if opened := _year_of_congress(article.text):
            return _Spoken(f"{opened}-any", _NO_PERIOD, by_period=False, at_hand=True)
        # A year named once may be any (`từ năm 2018 …`), but for that of the work at hand.
        year = dominant_year(article.text, least=2)
        at_hand = year is not None and is_at_hand(article.text, year)
        if year is None:
            year = _year_of_work(article.text)
            at_hand = year is not None
            year = year or _only_year(article.text)
        return _Spoken(None if year is None else f"{year}-any", _NO_PERIOD, by_period=False, at_hand=at_hand)
    value, span = found
    return _Spoken(value, outlook(article, span), by_period=True, at_hand=True)


def _year_of_congress(text: str) -> int | None:
    """The first year of the term that a congress which the head tells of opens: it is held in that year."""
    found = (m for m in _CONGRESS.finditer(text, 0, HEAD_LENGTH) if not _OTHER_CONGRESS.search(text[: m.start()]))
    years = {int(match["y"]) for match in found}
    terms = {period.value[:4] for period in find_periods(text) if period.kind == "term"} if years else set()
    # Besides it only the terms before it, which such a congress looks back on.
    return max(years) if terms and str(max(years)) == max(terms) else None


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
        DAYTIME.search(before) and not OTHER_DAY.search(before) and not _PAPER.search(before)
        for before in _before(text, days)
    )
    return year if year >= FIRST_YEAR and told else None


def _before(text: str, days: Sequence[DateMention]) -> Iterator[str]:
    """What stands right before each of some days."""
    return (text[max(0, day.start - 100) : day.start] for day in days)


@lru_cache(maxsize=LAST_ARTICLES)
def recent_days(article: Article) -> tuple[date, ...]:
    """The days since 2000 that an article names with their year, anniversaries that it tells how many years after."""
    days = days_with_year(article.text)
    return tuple(day for day in (*days, *_anniversaries(article.text, days)) if day.year >= FIRST_YEAR)


def _anniversaries(text: str, days: Sequence[date]) -> Iterator[date]:
    """`kỷ niệm 70 năm ngày … (11/6/1948)`: the day so many years after, where the head tells of only one number."""
    counted = {int(match["n"]) for match in _ANNIVERSARY.finditer(text, 0, HEAD_LENGTH)}
    years = counted.pop() if len(counted) == 1 else 0
    known = [*(day.year for day in days), *years_spoken(text)] if years else []
    for day in days if years else ():
        kept, told = day.year + years, [year for year in known if year >= FIRST_YEAR and year != day.year]
        itself = any((day.year - years, day.month, day.day) == (d.year, d.month, d.day) for d in days)
        after = DateMention(start=0, end=0, year=kept, month=day.month, day=day.day)
        latest = max(told, default=_LAST_YEAR if day.year < FIRST_YEAR else 0) + 1
        if not itself and kept <= latest and (found := complete(after, None, ())):
            yield found


@lru_cache(maxsize=LAST_ARTICLES)
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
        if not (spoken[0].by_period and years) and (year := near(mention, recent_days(article))):
            meant = complete(mention, None, (year,))
            return meant if meant and not _is_before(article, meant, _MUCH_AFTER) else None
        meant = complete(mention, None, years)
        if meant and (spoken[0].by_period or _is_borne_out(article, meant, spoken[0])):
            return meant
        behind = None if spoken[0].by_period else year_behind_news(article, mention)
        return complete(mention, None, (behind,)) if behind else None

    return day


def _is_borne_out(article: Article, meant: date, spoken: _Spoken) -> bool:
    """Can a day be in the year that an article speaks of most?

    Not where the article knows of what came well after it, or of a term of office that begins later: the year is that
    of something before. Duties and work of a year are told of in the months before it as well.
    """
    if _is_before(article, meant, _LONG_AFTER) or first_term(article.text) > meant.year + 1:
        return False
    turn = _PLANNED if meant.month >= _PLANNED_FROM else _REWARDED if meant.month <= _REWARDED_UNTIL else None
    if turn and any(int(match["y"]) == meant.year for match in turn.finditer(article.text, 0, HEAD_LENGTH)):
        return False
    return spoken.at_hand or any(timedelta() <= meant - before <= _SHORTLY for before in _told_months(article))


def _is_before(article: Article, meant: date, long: timedelta) -> bool:
    """Does the article know of what came so long after a day? Its year is then that of something before."""
    return any(later - meant > long for later in _told_months(article))
