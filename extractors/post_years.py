"""The year from which someone holds a post that a sentence gives them."""

from __future__ import annotations

import re

from .dates import find_dates, years_spoken
from .sentence import FIRST_YEAR, LAST_YEAR, Sentence
from .words import YEAR

_LONG_AGO = 2  # years before the article's, from which on a sentence tells of someone's life
_RECENT = 2000  # of articles without a day: an earlier year that they name is one of somebody's life
_UNKNOWN = 0
_BORN = "sinh"
_BIRTH = re.compile(r"(?:[Ss]inh|SN)(?: ngày)?:? ?$")
_SINCE = re.compile(r"(?<!\w)[Tt]ừ(?: ngày)?:? ?$")


def year_of(sentence: Sentence, appointed: bool) -> int | None:
    """The year of a change of post; 0 where nothing says it, None where the sentence tells of long ago.

    It is that of a day or a year in the sentence, else of the meeting, else of publication. Decisions are signed in the
    year in which they take effect, or right before it. appointed: the sentence says who takes up a post, so that a year
    long before the article's makes it an entry of a life (`năm 2009, ông được bổ nhiệm …`).
    """
    reading = sentence.reading
    starting = _starting(sentence)
    published = reading.article.published
    day = int(reading.day[0][:4]) if reading.day else None
    known = day or (published.year if published else None)
    if known is None:
        years = years_spoken(reading.article.text)
        known = next((year for year in years if len(years) == 1 and year >= _RECENT), None)
    if starting and (known is None or 0 <= starting - known < _LONG_AGO):
        return starting
    said = _said(sentence)
    if said is None:
        return known or _UNKNOWN
    if known is None:
        return said
    if appointed and known - said >= _LONG_AGO:
        return None
    return said if said == known - 1 and _has_a_day(sentence, said) else known


def _said(sentence: Sentence) -> int | None:
    """The year that the sentence names last before its end as a day's, else the only one that it names.

    A year of birth is none.
    """
    text = sentence.reading.text(sentence.row)
    days = [m.year for m in find_dates(text) if m.year and m.day is not None and not _BIRTH.search(text[: m.start])]
    if days:
        return days[0]
    year = sentence.only_year
    if year is None or not FIRST_YEAR <= year <= LAST_YEAR or f"{_BORN} {YEAR} {year}" in sentence.all_words:
        return None
    return year


def _starting(sentence: Sentence) -> int | None:
    """`(kể) từ ngày D/M/Y`: the year of the last day of which the sentence says that something begins on it."""
    text = sentence.reading.text(sentence.row)
    days = (m for m in find_dates(text) if m.year and m.day is not None and _SINCE.search(text[: m.start]))
    return max((m.year for m in days if m.year), default=None)


def _has_a_day(sentence: Sentence, year: int) -> bool:
    days = find_dates(sentence.reading.text(sentence.row))
    return any(m.year == year and m.day is not None for m in days)
