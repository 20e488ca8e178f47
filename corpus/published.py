"""When an article was published: dates in all the forms that pages write them, and which to trust.

Nothing here asks the clock: a day without a year stays open unless its weekday and the article's own years settle it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from corpus.byline import is_department, read_byline
from corpus.sections import is_section_path

VIETNAM = timezone(timedelta(hours=7))
FIRST_YEAR, LAST_YEAR = 1985, 2099  # before and after, a machine's default or a slip

_VIETNAMESE_MONTHS = "một hai ba tư năm sáu bảy tám chín mười"
_ENGLISH_MONTHS = (
    "jan january|feb february|mar march|apr april|may|jun june|jul july|aug august|sep sept september|"
    "oct october|nov november|dec december"
)
_WEEKDAYS = "hai ba tư năm sáu bảy"
MONTHS = {
    **{f"tháng {name}": i for i, name in enumerate(_VIETNAMESE_MONTHS.split(), 1)},
    **{"tháng giêng": 1, "tháng bốn": 4, "tháng mười một": 11, "tháng mười hai": 12, "tháng chạp": 12},
    **{name: i for i, names in enumerate(_ENGLISH_MONTHS.split("|"), 1) for name in names.split()},
}
WEEKDAYS = {
    **{w: i for i, w in enumerate(_WEEKDAYS.split())},
    **{str(n): n - 2 for n in range(2, 8)},
    **{"chủ nhật": 6, "chúa nhật": 6, "cn": 6},
}

_MONTH_NAME = "|".join(sorted((re.escape(m).replace(r"\ ", r"\s+") for m in MONTHS), key=len, reverse=True))
_WEEKDAY = r"(?:(?:thứ\s+|\bT(?=[2-7],))(?P<weekday>hai|ba|tư|năm|sáu|bảy|[2-7])|(?P<sunday>chủ nhật|chúa nhật|\bcn\b))"
_DAY_FORMS = (
    r"(?<!\d)(?P<y1>\d{4})(?P<between>[-/.])(?P<m1>\d{1,2})(?P=between)(?P<d1>\d{1,2})(?!\d)",
    r"(?<!\d)(?P<d2>\d{1,2})\s*[/.\-]\s*(?P<m2>\d{1,2})\s*[/.\-]\s*(?P<y2>\d{4})(?!\d)",
    r"(?<!\d)(?P<d3>\d{1,2})\s*,?\s*(?:tháng\s+|thg\.?\s*|th(?=\d))(?P<m3>\d{1,2})\s*(?:,|năm|/|-)?\s*(?P<y3>\d{4})(?!\d)",
    rf"(?<!\d)(?P<d4>\d{{1,2}})\s*,?\s*(?P<m4>{_MONTH_NAME})\.?\s*(?:,|năm)?\s*(?P<y4>\d{{4}})(?!\d)",
    rf"(?P<m5>{_MONTH_NAME})\.?\s+(?P<d5>\d{{1,2}})\s*,?\s*(?P<y5>\d{{4}})(?!\d)",
    r"tháng\s+(?P<m6>\d{1,2})\s+(?P<d6>\d{1,2})\s*,\s*(?P<y6>\d{4})(?!\d)",
)
_DAY = re.compile("|".join(_DAY_FORMS), re.I)
_DAY_NO_YEAR = re.compile(r"(?<![\d/.\-])(?P<d>\d{1,2})\s*[/\-]\s*(?P<m>\d{1,2})(?![\d/.\-])")
_CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-3])\s*[:hg]\s*[0-5]\d(?:\s*:\s*\d{2})?\s*(?:AM|PM|SA|CH)?(?!\w)", re.I)
_AM_PM = re.compile(r"\d\s*(?:AM|PM)\b")

# What may stand beside a date in a date line and says nothing of its own.
_LABELS = re.compile(
    r"ngày\s*(?:đăng|cập nhật|xuất bản|tạo|phát hành|viết|giờ|gửi)?|cập nhật(?: lúc| lần cuối)?|"
    r"đăng\s*(?:ngày|lúc|bởi)|gửi (?:bởi|vào)|"
    r"xuất bản|được đăng|posted on|submitted|được gửi|published|created|updated|date|\bon\b|lúc|vào|bởi|by|"
    r"giờ|thời gian(?: đăng| cập nhật)?|gmt\s*\+?\s*7|utc\s*\+?\s*7|"
    r"(?:số )?(?:lượt|lần) (?:xem|đọc)|lượt|xem|views?|in bài|bản in|email|print|theo dõi trên google news|"
    r"chuyên mục|thứ|hôm nay|tác giả|người đăng|nguồn tin|facebook|zalo|chia sẻ|bình luận|\d+ phút đọc|\d+ min read|"
    r"viết bởi",
    re.I,
)
_LABELLED = re.compile(
    r"(?:ngày\s*(?:đăng|cập nhật|xuất bản|phát hành|tạo)|cập nhật|đăng (?:ngày|lúc|bởi)|xuất bản|được đăng|posted on|"
    r"submitted by|(?:được )?gửi (?:bởi|vào)|thời gian đăng|published)",
    re.I,
)
_ANY_WEEKDAY = re.compile(rf"{_WEEKDAY}|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
_DOTS = re.compile(r"\s*·\s*")  # a bar in other pages
_GLUED = re.compile(r"(\d{1,2}[./-]\d{1,2}[./-]\d{4})(?=\d{1,2}[:h]\d{2})")  # a day and an hour without a blank
_CHANGED = re.compile(r"\((?:sửa|cập nhật|chỉnh sửa|updated)[^()]*\)", re.I)  # when it was changed later
_BRACKET = re.compile(r"[()\[\]]")
_DIGIT = re.compile(r"\d")
_MAX_LINE = 160
_MAX_PART = 6  # words of a section's name beside a date

# Where a page says when it was published, most trusted first: a machine's word before a line's.
TRUST = ("json_ld", "meta", "site", "time", "line")


def choose(found: Mapping[str, date | None], *, latest: date | None = None) -> date | None:
    """The most trusted of the days that were found, by the names in TRUST; none after the latest that can be."""
    days = (found[name] for name in TRUST)
    return next((day for day in days if day is not None and (latest is None or day <= latest)), None)


def latest_day(fetched: datetime | None) -> date | None:
    """The last day on which what was fetched then can have been published, in Vietnam; None where that is unknown."""
    if fetched is None:
        return None
    return (fetched.astimezone(VIETNAM) if fetched.tzinfo else fetched + timedelta(days=1)).date()


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that only dates the article.

    day: None where it has no year. weekday: 0 Monday … 6 Sunday, or None. month_day: what a line without a year says.
    labelled: it says that this is the day of publishing (`Ngày đăng:`). rest: what else stands in it.
    """

    day: date | None
    weekday: int | None
    month_day: tuple[int, int] | None
    labelled: bool
    rest: str

    @property
    def bare_weekday(self) -> bool:
        """A weekday and a day without a label: how sites greet their visitor as well."""
        return self.weekday is not None and not self.labelled


def parse_day(text: str, *, us_order: bool | None = None) -> date | None:
    """The first day that a text writes out with its year, or None.

    ISO 8601 with a time zone is taken in Vietnam's. `3/7/2024` is 3 July, unless only 7 March falls on the weekday
    beside it; with English AM/PM it is 7 March where `us_order` says that the site writes so, 3 July where it says that
    it does not, else it stays open.
    """
    text = text.strip()
    if stamp := _iso(text):
        return stamp
    match = _DAY.search(text)
    if match is None:
        return None
    day, month, year = (int(_month(v)) for v in _parts(match))
    if match["d2"]:
        local, american = _date(year, month, day), _date(year, day, month)
        if settled := _by_weekday(text, local, american):
            return settled
        if _AM_PM.search(text) and local and american:
            return {True: american, False: local, None: local if local == american else None}[us_order]
        return local or american
    return _date(year, month, day)


def parse_line(line: str, *, us_order: bool | None = None) -> DateLine | None:
    """A line that holds a date or a time of publishing and little else, or None.

    `Ngày đăng: 31/01/2024 - 14:01` · `Thứ sáu - 15/03/2024 19:50` · `09:30 | 12 tháng 12, 2022` ·
    `19 Tháng Mười Một, 2022` · `27/12/2024 03:05:00 CH` · `Thứ Hai, 03-07, 17:58` · `16/03/2022 07:45 | A`
    """
    return _parse(line, us_order) if len(line) <= _MAX_LINE and _DIGIT.search(line) else None


@lru_cache(maxsize=64)  # a page's lines are asked several times
def _parse(line: str, us_order: bool | None) -> DateLine | None:
    kept = _CHANGED.sub(" ", line)
    only_changed = kept != line and not _DAY.search(kept)  # then it is all that is known
    line = _GLUED.sub(r"\1 ", _DOTS.sub(" | ", line if only_changed else kept))
    full = _DAY.search(line)
    short = None if full else _DAY_NO_YEAR.search(line)
    if full is None and (short is None or not (_CLOCK.search(line) and re.search(_WEEKDAY, line, re.I))):
        return None
    match = full or short
    assert match is not None
    rest = line[: match.start()] + " " + line[match.end() :]
    weekday = _weekday(line)
    for pattern in (_CLOCK, _ANY_WEEKDAY, _LABELS):
        rest = pattern.sub(" ", rest)
    rest = re.sub(r"\(\s*\)|[|:,;()\[\]•·/+]|(?<!\w)[\-–—.]+|[\-–—.]+(?!\w)|(?<!\w)\d[\d.,]*(?!\w)", " ", rest)
    rest = " ".join(rest.split())
    words = rest.split()
    if _stands_apart(line, match) or is_section_path(_before_day(line, match)):
        words = []  # `August 15, 2022 | Tin nội bộ`: what stands beside it is a section or a site's name
    if is_department(rest):
        words = []
    if len(words) > 8 or (not _LABELLED.search(line) and (len(words) > 4 or any(w[0].islower() for w in words))):
        return None  # a sentence or a caption with a date in it
    if short is not None:
        month_day = (int(short["m"]), int(short["d"]))
        return DateLine(None, weekday, month_day, bool(_LABELLED.search(line)), rest)
    day = parse_day(line, us_order=us_order)
    return DateLine(day, weekday, None, not only_changed and bool(_LABELLED.search(line)), rest)


def _before_day(line: str, match: re.Match[str]) -> str:
    """What stands before a line's day, without its weekday, its hour and brackets around it.

    `Doanh nghiệp - Thứ Sáu, 19/04` · `Thể thao - 21:48 17/05/2024` · `(Thế giới) - Thứ Hai, 13/11/2023`
    """
    return _BRACKET.sub(" ", _CLOCK.sub(" ", _ANY_WEEKDAY.sub(" ", line[: match.start()])))


def _stands_apart(line: str, match: re.Match[str]) -> bool:
    """Is the day, with its time and label at most, one of the few short parts into which bars cut a line?"""
    left, right = line.rfind("|", 0, match.start()), line.find("|", match.end())
    if left < 0 and right < 0:
        return False
    own = line[left + 1 : match.start()] + " " + line[match.end() : right if right >= 0 else len(line)]
    for pattern in (_CLOCK, _ANY_WEEKDAY, _LABELS):
        own = pattern.sub(" ", own)
    others = [*line[: max(left, 0)].split("|"), *(line[right + 1 :].split("|") if right >= 0 else ())]
    return not re.search(r"\w", own) and all(
        len(part.split()) <= _MAX_PART or read_byline(part.strip()) for part in others
    )


def settle_year(line: DateLine, years: Iterable[int]) -> date | None:
    """The day of a line without a year, where exactly one of the article's own years puts it on the line's weekday."""
    if line.month_day is None or line.weekday is None:
        return None
    days = {_date(year, *line.month_day) for year in years}
    fitting = [d for d in days if d is not None and d.weekday() == line.weekday]
    return fitting[0] if len(fitting) == 1 else None


def years_in(text: str) -> set[int]:
    """The years that a text speaks of."""
    return {int(y) for y in re.findall(r"(?<![\d/.,])(?:19|20)\d\d(?![\d/]|[.,]\d)", text)}


def _iso(text: str) -> date | None:
    if not re.match(r"\d{4}-\d\d-\d\d", text):
        return None
    try:
        stamp = datetime.fromisoformat(re.sub(r"([+-]\d\d)(\d\d)$", r"\1:\2", text))
    except ValueError:
        return None
    try:
        return _in_range((stamp.astimezone(VIETNAM) if stamp.tzinfo else stamp).date())
    except OverflowError:
        return None


def _parts(match: re.Match[str]) -> tuple[str, str, str]:
    for n in range(1, len(_DAY_FORMS) + 1):
        if match[f"d{n}"]:
            return match[f"d{n}"], match[f"m{n}"], match[f"y{n}"]
    raise AssertionError("a form without its parts")


def _month(value: str) -> str:
    return value if value.isdecimal() else str(MONTHS[" ".join(value.lower().split())])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return _in_range(date(year, month, day))
    except ValueError:
        return None


def _in_range(day: date) -> date | None:
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _weekday(line: str) -> int | None:
    match = re.search(_WEEKDAY, line, re.I)
    return WEEKDAYS[(match["weekday"] or match["sunday"]).lower()] if match else None


def _by_weekday(text: str, *days: date | None) -> date | None:
    weekday = _weekday(text)
    fitting = [d for d in days if d is not None and d.weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None
