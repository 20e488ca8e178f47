"""When a post passes: the day and the year in which someone takes it up, and the years of a career long past.

bổ nhiệm … giữ chức X kể từ ngày 1/1/2022 · các quyết định có hiệu lực từ ngày … · ngày 28/12/2022, … đã bầu
tháng 2-2024, … được điều động · trước đó, …, cuối năm 2023, … đã bầu (near enough to be of the news, the day unknown)
not: năm 2015, ông A giữ chức X · giữ chức X từ tháng 3/2019, từ 7/2015-9/2019, 4 năm trước · sau đó gần một năm, … ·
     Quyết định số 3/QĐ-UBND ngày 21-8-2023
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from ..people.post_groups import PostGroup
from ..reading import Reading
from ..sentence import Sentence
from ..text.words import FROM
from ..times.dates import complete, dominant_year, find_dates, resolver, years_spoken
from ..times.days import DateMention, is_birth
from ..times.earlier_news import year_of_news

_DIGIT = re.compile(r"\d")
_SPOKEN_YEAR = re.compile(r"(?:năm|tháng\s+\d{1,2}\s?[-/.]|tháng\s+\d{1,2}\s+năm)\s*((?:19|20)\d\d)(?!\d)", re.I)
_NO_YEAR_OF_OFFICE = re.compile(
    r"(?:sinh|nhiệm kỳ|giai đoạn|khóa|khoá|khóa học|niên khóa|quyết định|đến|hết|năm học|tổng kết|kế hoạch)\s*$", re.I
)
_OPENING_TILL = re.compile(r"\W*đến\s*", re.I)  # `Đến tháng 4/2011, ông được bổ nhiệm`: when, not how long
_NO_MONTH_OF_OFFICE = re.compile(r"(?<!\w)(?:từ|đến|hết|trước|sinh|sau)\s*$", re.I)
_PLANNED = re.compile(r"(?<!\w)(?:trước|hết|tới)\s*(?:ngày\s*)?$", re.I)
_NEVER = date(1900, 1, 1)
_AHEAD = 62  # days by which what an article announces may lie ahead of it
_SPAN_OF_YEARS = re.compile(r"(?<![\d/.-])(?:19|20)\d\d\s*[-–]\s*((?:19|20)\d\d)(?![\d/-])")
_NO_SPAN_OF_OFFICE = re.compile(r"(?:nhiệm k[ỳì]|khóa|khoá|niên khóa|năm học|kế hoạch|đoạn từ)\s*\(?(?:năm\s*)?$", re.I)
_COUNT = r"(?:\d{1,2}|nửa|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|vài|mấy|nhiều)"
_LONG_AGO = re.compile(
    rf"(?<!\w)(?:cách đây\s+(?:\w+\s+)?{_COUNT}\s+năm|{_COUNT}\s+năm\s+(?:về\s+)?trước(?!\w)|{_COUNT}\s+năm\s+sau\s*,|"
    rf"sau đó\s+(?:(?:gần|hơn|khoảng|chừng)\s+)?{_COUNT}\s+năm)(?!\w)",
    re.I,
)
_MONTH = r"(?:tháng\s*)?(?:\d{1,2}\s?[-/.]\s?){1,2}((?:19|20)\d\d)"
_STRETCH = re.compile(rf"(?<![\d/.-]){_MONTH}\s*(?:[-–]|đến)\s*{_MONTH}(?![\d/-])", re.I)
_ON_DAY = re.compile(r"(?<!\w)(?:vào|hôm|trong)\s+(?:ngày\s+)?$", re.I)
_FROM = re.compile(r"(?<!\w)từ\s+(?:ngày\s+)?$", re.I)
_OF_THE_LEAVER = re.compile(r"(?<!\w)(?:nghỉ|thôi|hưu|thay)(?!\w)", re.I)
_OF_A_DOCUMENT = re.compile(r"(?:số\s+\S+|[/-][A-ZĐ]{2}\S*|ký|ban hành|quyết định)[\s,(]*(?:ngày\s+)?$", re.I)
_IN_FORCE = re.compile(r"(?:hiệu lực|thi hành|thực hiện|áp dụng)(?:\s+\w+){0,2}?\s+(?:kể\s+)?từ\s+(?:ngày\s+)?", re.I)
_FORCE = frozenset({"lực", "hành", "hiện", "dụng"})  # the last syllables of the words for it
_OF_A_CAREER = re.compile(r"(?<!\w)(?:sinh|từ|đến|thành lập)[ :,]*(?:năm|ngày)?\s*$", re.I)
_TERM = re.compile(r"nhiệm kỳ\s*\(?((?:19|20)\d\d)\s?[-–]", re.I)
# What says that something was on another day than the news, or in another month.
_ANOTHER_TIME = re.compile(
    r"(?<!\w)(?:trước đó|trước đây|mới đây|gần đây|vừa qua|(?:đầu|giữa|cuối) (?:tháng|năm)|hồi|tháng \d|tháng trước|"
    r"tuần trước|hôm qua|năm ngoái)(?!\w)",
    re.I,
)
_IN_ANOTHER_MONTH = re.compile(r"(?<!\w)(?:hồi|vào)(?: (?:đầu|giữa|cuối))? (?:tháng|năm)(?!\w)", re.I)
_END_OF_YEAR = re.compile(r"cuối năm\s*((?:19|20)\d\d)(?!\d)", re.I)
_END = 11  # the month for which the end of a year stands
_FIRST_YEAR = 2000  # of those that an article may be of
_LATELY = 330  # days before the meeting that still belong to its news


@dataclass(frozen=True, slots=True)
class Term:
    """The day on which a post passes and the year in which its taker begins, as far as the article says."""

    day: str | None
    year: int | None


class PostTimes:
    """When the posts of an article pass."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._text = reading.article.text

    @cached_property
    def _day(self) -> str | None:
        """The day that the article as a whole is about, where its year can be trusted."""
        day = self._reading.day
        if day is None:
            return None
        told = self._reading.article.published or day[0][:4] in self._text[day[1].start : day[1].end]
        return day[0] if told or date.fromisoformat(day[0]) >= self._earliest else None

    @cached_property
    def _earliest(self) -> date:
        """The day before which the article cannot be: the latest month that it tells of, the first of a term."""
        told = [date(int(match[1]), 1, 1) for match in _TERM.finditer(self._text)]
        for mention in find_dates(self._text):
            if mention.year and mention.month and not _PLANNED.search(self._text[: mention.start][-12:]):
                told.append(date(mention.year, mention.month, 1))
        return max(told, default=_NEVER) - timedelta(days=_AHEAD)

    @cached_property
    def _now(self) -> date | None:
        """The day of the article's news."""
        return date.fromisoformat(self._day) if self._day else self._reading.article.published

    @cached_property
    def _known(self) -> Term:
        """What holds for every post of which its sentence says nothing else."""
        now = self._now
        year = _in_force(self._reading, now) or (now.year if now else self._likely_year)
        return Term(self._day, year)

    @cached_property
    def _likely_year(self) -> int | None:
        """The year of an article without a day; None where it has one whose year cannot be trusted."""
        year = None if self._reading.day else _likely_year(self._text) or year_of_news(self._reading.article)
        return year if year and year >= self._earliest.year else None

    @cached_property
    def _year(self) -> int | None:
        """The article's year, before which a post passed long ago."""
        return self._now.year if self._now else self._known.year or max(years_spoken(self._text), default=None)

    def term_of(self, sentence: Sentence, group: PostGroup | None) -> Term | None:
        """When a group of posts (None: one that stands elsewhere) passes in a sentence; None where it did long ago."""
        start, end = _clause(sentence, group)
        text = self._text[start:end]
        post = sentence.row[group.first].a - start if group else len(text)
        another = _ANOTHER_TIME.search(text, 0, post) or _IN_ANOTHER_MONTH.search(text)
        known = Term(None, self._known.year) if another else self._known
        if _LONG_AGO.search(text):
            return None
        if _DIGIT.search(text) is None:
            return known
        now = self._now
        near = _near(text, now)
        if near:
            return Term(None, near)
        if _is_bygone(text, self._year if now or known.year else None):
            return None
        for mention in find_dates(text):
            meant = self._meant(mention) if mention.day else None
            before = text[: mention.start]
            if meant is None or _OF_A_DOCUMENT.search(before) or is_birth(text, mention.start):
                continue
            since = _FROM.search(before)
            if mention.start > post:
                if since and not _OF_THE_LEAVER.search(before[post:]):
                    return self._since(meant)
                on_day = now and mention.year and _ON_DAY.search(before)
                if on_day and now and (now - meant).days > _LATELY:
                    return None  # `được bổ nhiệm làm X vào ngày …`
            elif now is None and mention.year and known.year and mention.year < known.year:
                return None
            elif now is None and mention.year is None:
                return Term(meant.isoformat(), meant.year)
            elif now is None and known.year is None:
                return None  # the news have no year: what has one was in a career
            elif now and not since:
                days = (now - meant).days
                if mention.year and days > _LATELY:
                    return None
                if 0 < days <= _LATELY:
                    return Term(meant.isoformat(), meant.year)
        return known

    def _meant(self, mention: DateMention) -> date | None:
        """The day that a mention means, by the day of the news, else by what the article tells beside them."""
        now = self._now
        return complete(mention, now, ()) if now or mention.year else self._resolve(mention)

    @cached_property
    def _resolve(self) -> Callable[[DateMention], date | None]:
        return resolver(self._reading.article)

    def _since(self, day: date) -> Term | None:
        """The term of a post held from a day on; None where that was long ago."""
        now, year = self._now, self._year
        if (now and (now - day).days > _LATELY) or (not now and year and day.year < year):
            return None
        return Term(self._known.day, day.year)


def _near(text: str, now: date | None) -> int | None:
    """`Tháng 11/2023`, `cuối năm 2023`: the year of the one month in which something was, if it is of the news."""
    if now is None:
        return None
    months = [(m.year, m.month, m.start) for m in find_dates(text) if m.year and m.month and not m.day]
    months += [(int(match[1]), _END, match.start()) for match in _END_OF_YEAR.finditer(text)]
    if len(months) != 1 or len(_SPOKEN_YEAR.findall(text)) != 1:
        return None
    ((year, month, start),) = months
    if _NO_MONTH_OF_OFFICE.search(text[:start]):
        return None
    return year if 0 <= (now - date(year, month, 1)).days <= _LATELY else None


def _likely_year(text: str) -> int | None:
    """The year that an article without a day of its own speaks of most, else that of the last day that it names.

    A year named once may be any of a career (`Năm 2004, ông …`), and so may a day of the last century.
    """
    year = dominant_year(text, least=2)
    days = [m.year for m in find_dates(text) if m.day and m.year and not _OF_A_CAREER.search(text[: m.start][-30:])]
    found = year or max(days, default=0)
    return found if found >= _FIRST_YEAR and found >= max(years_spoken(text)) - 1 else None


def _clause(sentence: Sentence, group: PostGroup | None) -> tuple[int, int]:
    """The offsets of the clause, between semicolons, that holds a group."""
    row = sentence.row
    if group is None:
        return row[0].a, row[-1].b
    first = next((k + 1 for k in range(group.first - 1, -1, -1) if row[k].text == ";"), 0)
    last = next((k for k in range(group.last, len(row)) if row[k].text == ";"), len(row))
    return row[first].a, row[last - 1].b


def _is_bygone(text: str, year: int | None) -> bool:
    """Does a clause speak of a year before this one, as of that in which something was?

    Where the article's own year is unknown, its news have none: any year that is told is one of a career.
    """
    years = [
        int(match[1])
        for match in _SPOKEN_YEAR.finditer(text)
        if not _NO_YEAR_OF_OFFICE.search(text[: match.start()]) or _OPENING_TILL.fullmatch(text[: match.start()])
    ]
    years += [
        int(match[1]) for match in _SPAN_OF_YEARS.finditer(text) if not _NO_SPAN_OF_OFFICE.search(text[: match.start()])
    ]
    return any(year is None or spoken < year for spoken in years) or _is_over(text, year)


def _is_over(text: str, year: int | None) -> bool:
    """`Từ 7/2015-9/2019, ông A giữ chức X`: does a clause tell of a time from one month to another that is past?"""
    stretches = (m for m in _STRETCH.finditer(text) if not _NO_SPAN_OF_OFFICE.search(text[: m.start()]))
    return any(year is None or int(match[2]) <= year for match in stretches)


def _in_force(reading: Reading, now: date | None) -> int | None:
    """`Các quyết định có hiệu lực từ ngày 1/1/2022`: the year of the one day from which decisions are in force."""
    text = reading.article.text
    years = set()
    for number, row in enumerate(reading.rows):
        syllables = reading.syllables(number)
        if FROM not in syllables or _FORCE.isdisjoint(syllables):
            continue
        for match in _IN_FORCE.finditer(text, row[0].a, row[-1].b):
            mention = next((m for m in find_dates(text[match.end() : match.end() + 30]) if m.start == 0), None)
            meant = complete(mention, now, ()) if mention else None
            if meant and (now is None or 0 <= (meant - now).days < _LATELY):
                years.add(meant.year)
    return years.pop() if len(years) == 1 else None
