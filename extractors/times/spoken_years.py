"""The years that a text speaks of, and the one that it speaks of most."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from corpus.article import Article

from ..text.plain_text import LAST_ARTICLES
from .days import find_dates, is_birth
from .periods import find_periods

_FIRST_YEAR = 2000  # of those that an article may be of
_HEAD = 900  # code points of headline and first paragraphs
# Before a year that something is only compared with: `tăng 76% so với năm 2011`.
_COMPARED = re.compile(r"(?<!\w)so(?: với)?(?: cùng kỳ)?\s+$", re.I)


def _is_aside(text: str, start: int) -> bool:
    """Is the year at an offset one of birth, or one that something is compared with?"""
    return is_birth(text, start) or _COMPARED.search(text[max(0, start - 20) : start]) is not None


@lru_cache(maxsize=LAST_ARTICLES)
def years_spoken(text: str) -> Counter[int]:
    """How often the text speaks of which year: `năm N`, halves and quarters of it, days with it. To be read only.

    Spans (giai đoạn), terms of office, years of birth, of laws and of document numbers are not counted.
    """
    years: Counter[int] = Counter()
    for period in find_periods(text):
        if period.kind not in ("span", "term") and not _is_aside(text, period.start):
            years[int(period.value[:4])] += 1
    years.update(m.year for m in find_dates(text) if m.year is not None and not is_birth(text, m.start))
    return years


def dominant_year(text: str, least: int = 1) -> int | None:
    """The year since 2000 that the text speaks of most, `least` times or more; None where two do so equally."""
    ranked = [(y, n) for y, n in years_spoken(text).most_common() if y >= _FIRST_YEAR][:2]
    if not ranked or ranked[0][1] < least or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0]


def known_year(article: Article) -> int | None:
    """The year that a half year without one takes: that of publication, else the one most spoken of."""
    return dominant_year(article.text) if article.published is None else article.published.year


# Before a year that is a goal, a beginning or an end, or that of a term: `đến năm 2020`, `nhiệm kỳ 2016-2021`.
_FAR = re.compile(
    r"(?<!\w)(?:đến|tới|từ|hết|tầm nhìn|trước|sau|hồi|khoảng|nhiệm kỳ|giai đoạn|khóa|khoá)(?: đầu| giữa| cuối)?"
    r"(?: năm| tháng \d{1,2} ?[/-]?)? ?\(?(?:\d{4} ?[-–] ?)?$",
    re.I,
)
_WHOLE = r"(?<![\d./-]){}(?!\d| ?[-–] ?\d{{4}}|/[A-ZĐ])"
_OF_EMULATION = r"(?<!\w)thi đua(?:,? khen thưởng)?(?: yêu nước)?(?: của)? năm {}(?!\d)"
_BEGUN = r"(?<!\w)(?:tháng|từ) đầu(?: của)? năm {}(?!\d)"
_PARTS = ("half", "quarter", "months")


def is_at_hand(text: str, year: int) -> bool:
    """Is a year that of what a text tells: one of its head, of a half year, a quarter, or of emulation?

    Not where the text knows of the first months of the next one.
    """
    if re.search(_BEGUN.format(year + 1), text, re.I):
        return False
    named = (match.start() for match in re.finditer(_WHOLE.format(year), text[:_HEAD]))
    if any(not _FAR.search(text[max(0, start - 40) : start]) for start in named):
        return True
    if re.search(_OF_EMULATION.format(year), text, re.I):
        return True
    return any(p.kind in _PARTS and p.value.startswith(str(year)) for p in find_periods(text))


def first_term(text: str) -> int:
    """The latest year in which a term of office that a text names begins (`nhiệm kỳ 2016-2021`), else 0."""
    return max((int(p.value[:4]) for p in find_periods(text) if p.kind == "term"), default=0)
