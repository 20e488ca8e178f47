"""Days as articles write them, and the years that they leave out.

Pure functions of text; offsets count code points, ends are exclusive. A day without a year takes
it from the article: from its day of publication, else from what the meeting looks back on or opens, else from the
year that the article speaks of most. It never takes one from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from ..text.plain_text import has_any, lowered, matches_at, offsets

FEW_DAYS = timedelta(days=7)  # an announcement may name a day shortly after its own
STALE = timedelta(days=300)  # a day without a year is hardly this far back when it lies ahead by weeks
SOON = timedelta(days=62)
FIRST_YEAR, LAST_YEAR = 1930, 2100

# --- days ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """`text[start:end]` names a day (of several days the first), or a month where `day` is None.

    What the text leaves out is None.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None

    @property
    def iso(self) -> str | None:
        """`2024-05-31`, `2024-05` where no day is said, None where no year is."""
        if self.year is None or self.month is None:
            return None
        head = f"{self.year:04d}-{self.month:02d}"
        return head if self.day is None else f"{head}-{self.day:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class RelativeMention:
    """`text[start:end]` names a day by its distance in days from the day of publication."""

    start: int
    end: int
    days: int


_MONTH_NAMES = {
    "mười một": 11, "mười hai": 12, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6,
    "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10,
}  # fmt: skip
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)|(?:" + "|".join(_MONTH_NAMES) + r")(?!\w| +\d)"
_YEAR = r"(?:19|20)\d\d"
_YEAR_WORD = "năm"  # may part the month from the year
# A number that may be a day's, by what stands around it; a set first, so that `re` looks at digits only.
_DAY = re.compile(r"[0-9](?<![\d.,/-].)[0-9]?(?=\s*(?:[-/.–,]|(?i:và|đến|tháng)))")
_MONTH_WORD = "tháng"
_SEP = r"[ \u00a0]?[/.\-–][ \u00a0]?"
_MORE_DAYS = r"(?P<more>\s?[-–]\s?\d{1,2}|(?:\s*(?:,|và|đến(?: ngày)?)\s*\d{1,2}){1,6})?"  # 28 và 29/11: the first
# ngày 10 tháng 01 (năm 2024) · 19 Tháng Mười Một, 2022 · ngày 28 và 29 tháng 11
_LONG = re.compile(
    rf"(?<![\d.,/-])(?P<d>\d{{1,2}})"
    rf"{_MORE_DAYS}\s+tháng\s+(?P<m>{_MONTH})"
    rf"(?:\s*(?:,|/|-|–|,?\s*năm)\s*(?P<y>{_YEAR})(?!\d)|\s+(?P<y2>{_YEAR})(?!\d))?",
    re.I,
)
# 31/01/2024 · 25/7/2023tại · 28 và 29/11/2023
_FULL = re.compile(
    rf"(?<![\d/.,–-])(?P<d>\d{{1,2}}){_MORE_DAYS}"
    rf"(?P<sep>{_SEP})(?P<m>\d{{1,2}})[ \u00a0]?(?P<sep2>[/.\-–]|,?\s*năm )[ \u00a0]?(?P<y>{_YEAR})"
    r"(?!\d|/[^\W\d]|-[A-ZĐ])"
)
# Sáng 31-5 · ngày 12 / 9 · (30/12) · 28 và 29/11 : only in the context of a date
_SHORT = re.compile(
    rf"(?<![\d/.,–-])(?P<d>\d{{1,2}}){_MORE_DAYS}"
    rf"(?P<sep>{_SEP})(?P<m>\d{{1,2}})(?!\d|[%‰°]|,\d)(?!(?:[/.\-–][ \u00a0]?)\d{{3}})"
)
# tháng 8 năm 2023 · tháng 8/2023 · tháng 10
_MONTHLY = re.compile(
    rf"(?<!\w)tháng\s+(?P<m>{_MONTH})(?:\s*(?:/|-|–|,?\s*năm\s)\s*(?P<y>{_YEAR})(?!\d))?(?!\s*[/-]\s*\d)", re.I
)
_STRONG = re.compile(
    r"(?:(?:rạng |đầu giờ |cuối giờ )?(?:sáng|chiều|tối|trưa|đêm)|(?P<day>ngày)|hôm|mùng|mồng)"
    r"(?:\s+(?:nay|qua|mai|thứ [\w]+|chủ nhật))?\s*[,(]?\s*$"
    r"|(?:thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật)\s*[,(]?\s*$",
    re.I,
)
_COUNTED_DAYS = re.compile(
    r"(?<!thứ )(?:\d|mỗi|một|hai|ba|bốn|năm|sáu|bảy|mươi|nhiều|mấy|vài|các|những|trong|hàng|hằng)\s+ngày\s*$", re.I
)
_AFTER_CLOCK = re.compile(r"\d\s*[:hg]\s*\d\d\s+ngày\s*$|\d giờ \d{1,2}\s+ngày\s*$", re.I)  # `9h30 ngày 5/6`
_COUNTED_MONTHS = re.compile(r"\d\s+$")
_DAY_OF = re.compile(r"(?:các|những|trong|hai|ba)\s+ngày\s*$", re.I)
_WEAK = re.compile(r"(?:^|[\s(])(?:đến|tới|từ|vào|trước|sau|kể từ|lúc)\s+$", re.I)
# What a day is not followed by, by the mark between it and its month: it is a number of several parts, or a document's.
_GOES_ON = {
    mark: re.compile(rf"\s?{re.escape(mark)}\s?\d|/?[^\W\d]*/[A-ZĐ]|/[^\W\d]|-[A-ZĐ]") for mark in ("/", ".", "-", "–")
}
_OPEN_BRACKET = re.compile(r"\(\s*$")
_BEFORE_BRACKET = re.compile(r"(?:ngày|nay|qua|sáng|chiều|tối|hôm|thứ)\b[^.;()]{0,60}\(\s*$", re.I)
# what a day may be followed by where only `từ`, `đến`, `vào` … stand before it: else it is a fraction or a range
_AFTER_DAY = re.compile(r"\s*(?:[,.;:)…!?]|$|\n|đến\b|tới\b|năm\s+\d{4}|tại\b|ở\b|và\b)", re.I)
# what makes a number of it after all
_COUNTED = re.compile(
    r"\s*(?:tổng\s+)?(?:số|tỷ|tỉ|triệu|nghìn|ngàn|đồng|phần|điểm|tiếng|giờ|phút|lượt|lần|người|kg|km|ha|tấn|tạ|lít|"
    r"USD|quân số|cán bộ|chiến sĩ|hội viên|đảng viên|đại biểu|diện tích|thành viên|đơn vị|mô hình|tiêu chí|bàn|hiệp)"
    r"(?!\w)|\s?%",
    re.I,
)
_RELATIVE = re.compile(
    r"(?<!\w)(?:(?P<nay>(?:rạng sáng|sáng|trưa|chiều|tối|đêm|ngày|hôm)\s+nay)"
    r"|(?P<qua>(?:rạng sáng|sáng|trưa|chiều|tối|đêm|ngày hôm|hôm)\s+qua)"
    r"|(?P<kia>hôm\s+kia)|(?P<mai>(?:sáng|trưa|chiều|tối|ngày)\s+mai))(?!\w)",
    re.I,
)
_RELATIVE_WORDS = ("nay", "qua", "kia", "mai")
# kỷ niệm 66 năm … (27/2/1955-27/2/2021): the second day is the anniversary's, as a rule near the meeting's.
_JUBILEE = re.compile(
    rf"[0-9](?<![0-9].)[0-9]?\s?[/.-]\s?\d{{1,2}}\s?[/.-]\s?{_YEAR}\s?[-–/]\s?"
    rf"(?P<d>\d{{1,2}})\s?[/.-]\s?(?P<m>\d{{1,2}})\s?[/.-]\s?(?P<y>{_YEAR})(?!\d)"
)
# Before the day of a law or a directive that has long been in force: `5 năm thực hiện Chỉ thị số 05 ngày …`.
_LASTING = re.compile(
    r"(?<!\w)(?:thực hiện|theo|căn cứ|quán triệt) [^.;,]{0,30}?"
    r"(?:chỉ thị|nghị định|nghị quyết|luật|thông tư|kết luận)(?!\w)[^.;,]{0,50}ngày\s+$",
    re.I,
)
# A page's own month before its first words: `date 2019-10 Tại kỳ họp …`.
_MONTH_ABOVE = re.compile(rf"\s*date (?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?!-?\d)")
_BORN = re.compile(r"(?<!\w)(?:sinh|sn)[ :,]*(?:(?:năm|ngày|tháng)\s*)?$", re.I)
# Whose days are remembered: several extractors ask for those of an article and of its parts.
_LAST_TEXTS = 1_024
_IDIOM = re.compile(r"(?:cho đến|đến|tới|như|của|cuộc sống|thế hệ)\s+(?:ngày\s+)?$", re.I)


@lru_cache(maxsize=_LAST_TEXTS)
def find_dates(text: str) -> tuple[DateMention, ...]:
    """Every day and month that the text names, in order, without overlaps.

    Days with their year stand anywhere; a bare `31-5`, `8.10`, `12 / 9` counts only where a word says that it is a
    day (sáng, chiều, ngày, hôm, a weekday, a bracket after them; từ, đến, vào where no counted thing follows): scores,
    fractions, amounts and numbers of documents give none. Neither do days that no calendar has.
    """
    starts = [match.start() for match in _DAY.finditer(text)]
    months = offsets(lowered(text), _MONTH_WORD)
    found = _Found()
    _find_whole(text, starts, months, found)
    for match in matches_at(_SHORT, text, starts):
        if _in_date_context(text, match):
            found.add(match, int(match["d"]), int(match["m"]), None)
    for match in matches_at(_MONTHLY, text, months):
        if not _COUNTED_MONTHS.search(text[max(0, match.start() - 4) : match.start()]):  # `6 tháng 9 …` counts months
            found.add(match, None, _month(match["m"]), int(match["y"]) if match["y"] else None)
    return tuple(sorted(found.mentions, key=lambda m: m.start))


class _Found:
    """Days and months without overlaps: what is found first stays."""

    def __init__(self) -> None:
        self.mentions: list[DateMention] = []

    def add(self, match: re.Match[str], day: int | None, month: int, year: int | None) -> None:
        start, end = match.start("d") if day is not None else match.start(), match.end()
        free = not any(m.start < end and start < m.end for m in self.mentions)
        if free and _exists(day, month, year):
            self.mentions.append(DateMention(start=start, end=end, year=year, month=month, day=day))


def _find_whole(text: str, starts: Sequence[int], months: Sequence[int], found: _Found) -> None:
    """Add the days with their month in words or with their year, which are days wherever they stand.

    starts: where a day's number may stand; months: where the word for a month does.
    """
    for match in matches_at(_LONG, text, starts) if months else ():
        year = match["y"] or match["y2"]
        if year or _STRONG.search(text[max(0, match.start("d") - 40) : match.start("d")]):
            found.add(match, int(match["d"]), _month(match["m"]), int(year) if year else None)
    for match in matches_at(_FULL, text, starts):
        if _is_one_day(match):
            found.add(match, int(match["d"]), int(match["m"]), int(match["y"]))


def find_relative(text: str) -> list[RelativeMention]:
    """`hôm nay`, `sáng nay`, `chiều qua`, `hôm qua`, `hôm kia`, `sáng mai`, in order."""
    found: list[RelativeMention] = []
    if not has_any(lowered(text), _RELATIVE_WORDS):
        return found
    for match in _RELATIVE.finditer(text):
        if not _IDIOM.search(text[max(0, match.start() - 16) : match.start()]):
            days = {"nay": 0, "qua": -1, "kia": -2, "mai": 1}[match.lastgroup or "nay"]
            found.append(RelativeMention(start=match.start(), end=match.end(), days=days))
    return found


def _exists(day: int | None, month: int, year: int | None) -> bool:
    try:
        date(year or 2000, month, day or 1)
    except ValueError:
        return False
    return year is None or FIRST_YEAR <= year <= LAST_YEAR


def _month(text: str) -> int:
    return int(text) if text.isdigit() else _MONTH_NAMES[" ".join(text.casefold().split())]


def _is_one_day(match: re.Match[str]) -> bool:
    """Day, month and year are parted alike, and days from days otherwise: `12-3/2024`, `1-2-3-2024` are no dates."""
    sep, second = match["sep"].strip(), match["sep2"].strip(" ,")
    return second in (sep, _YEAR_WORD) and sep not in (match["more"] or "")


def _in_date_context(text: str, match: re.Match[str]) -> bool:
    before, after = text[max(0, match.start("d") - 80) : match.start("d")], text[match.end() : match.end() + 40]
    sep = match["sep"].strip()
    if _GOES_ON[sep].match(after):
        return False
    if _COUNTED.match(after):
        return False
    strong = _STRONG.search(before)
    if strong:
        counted = strong["day"] and not match["more"] and _COUNTED_DAYS.search(before)
        return not counted or bool(_DAY_OF.search(before)) or bool(_AFTER_CLOCK.search(before))
    if _OPEN_BRACKET.search(before):
        closed = re.match(r"\s*\)", after)
        return bool(closed) and (sep == "/" or bool(_BEFORE_BRACKET.search(before)))
    if _WEAK.search(before) and sep in "/-–" and match.group("d", "m") != ("24", "7"):
        return bool(_AFTER_DAY.match(after))
    return False


def days_with_year(text: str) -> list[date]:
    """Every day that the text names with its year, the second one of an anniversary's two among them.

    Not those of laws and directives that are carried out.
    """
    whole = _Found()
    _find_whole(text, [m.start() for m in _DAY.finditer(text)], offsets(lowered(text), _MONTH_WORD), whole)
    own = [m for m in whole.mentions if not _LASTING.search(text[max(0, m.start - 110) : m.start])]
    found = [calendar_day(m.year, m.month, m.day) for m in own if m.year and m.month and m.day]
    found += [calendar_day(int(m["y"]), int(m["m"]), int(m["d"])) for m in _JUBILEE.finditer(text)]
    if above := _MONTH_ABOVE.match(text):
        found.append(calendar_day(int(above["y"]), int(above["m"]), 15))
    return [day for day in found if day]


def is_far(day: date, published: date | None, known: Sequence[date]) -> bool:
    """Is a day most of a year from the news: from its publication, else before the latest of the days known?"""
    if published is None:
        return any(k - day > STALE for k in known)
    return not -STALE <= day - published <= FEW_DAYS


def is_birth(text: str, start: int) -> bool:
    """Is the day or year at an offset one of birth: `sinh ngày 20-5-1970`, `sinh năm 1963`, `SN 1971`?"""
    return _BORN.search(text[max(0, start - 20) : start]) is not None


def near(mention: DateMention, known: Sequence[date]) -> int | None:
    """The latest year that puts a day without one within weeks of a day known with its year, or None.

    The decisions that a meeting announces, the anniversary that it keeps, what takes effect soon after it. None where
    the article knows of later days: those of a career lie all over the past.
    """
    if mention.day is None or mention.month is None:
        return None
    years = {k.year + step for k in known for step in (-1, 0, 1)}
    days = [d for y in years if (d := calendar_day(y, mention.month, mention.day))]
    day = max((d for d in days if any(abs(d - k) <= SOON for k in known)), default=None)
    return day.year if day and all(k - day <= STALE for k in known) else None


# --- years that are left out ---------------------------------------------------------------------------------


def complete(mention: DateMention, published: date | None, years: Sequence[int]) -> date | None:
    """The day that the mention means, or None where its year (or its day) cannot be known.

    published: the day of publication; of the days that the mention may mean, the last one not after it by more than
    a few days is taken, so that a December meeting reported in January is the year before's; only where that is most
    of a year ago while the next one is near is the next one taken.
    years: without a day of publication, the years that the article speaks of, likeliest first, or none.
    """
    if mention.day is None or mention.month is None:
        return None
    if mention.year is not None:
        return calendar_day(mention.year, mention.month, mention.day)
    if published is None:
        return next((d for y in years[:1] if (d := calendar_day(y, mention.month, mention.day))), None)
    days = [
        d for y in range(published.year - 4, published.year + 2) if (d := calendar_day(y, mention.month, mention.day))
    ]
    past = [d for d in days if d <= published + FEW_DAYS]
    ahead = [d for d in days if d > published + FEW_DAYS]
    if past and ahead and published - past[-1] > STALE and ahead[0] - published <= SOON:
        return ahead[0]
    return past[-1] if past else None


def calendar_day(year: int, month: int, day: int) -> date | None:
    """A day; None where no calendar has it."""
    try:
        return date(year, month, day)
    except ValueError:  # 29 February of a common year
        return None
