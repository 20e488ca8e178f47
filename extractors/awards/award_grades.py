"""The grades of an order and the years of a Party badge, one or several, written out or told short.

Huân chương Lao động | hạng Nhất · | (hạng Nhì) · | các hạng Nhất, Nhì · | hạng Ba (1978), hạng Nhì và hạng Nhất
Huân chương Chiến sĩ vẻ vang | (Nhất, Nhì, Ba) · Huy hiệu | 60 năm, 55 năm và 50 năm tuổi Đảng · | 70, 60 năm tuổi Đảng
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..chunks import Kind, Row, is_word
from ..sentence import SentenceView, year_of
from ..text.language import fold
from ..text.words import ALL, AND, YEAR

_GRADE = "hạng"
_GRADES = frozenset({"nhất", "nhì", "ba", "i", "ii", "iii"})
_LONGEST_ASIDE = 4  # chunks of the bracket between two grades: `(năm 1978)`
_LONGEST_BRACKET = 16  # chunks of a bracket that lists grades
_BADGE = "huy hiệu"
_OF_THE_PARTY = ["tuổi", "đảng"]  # tokens that end a badge's name


class Grade(NamedTuple):
    """A grade at chunks `first` to `last`, where `hạng` itself may be left out, and its year if it has one."""

    first: int
    last: int
    year: int | None


def grade_end(row: Row, i: int) -> int:
    """The chunk after the grade at chunk i, in brackets or without; i where none stands, or a bracket with several."""
    bracketed = i < len(row) and row[i].text == "("
    k = i + bracketed
    k += k + 1 < len(row) and is_word(row[k], ALL) and is_word(row[k + 1], _GRADE)  # `các | hạng Nhất, Nhì`
    if k + 1 >= len(row) or not is_word(row[k], _GRADE) or row[k + 1].kind is Kind.MARK:
        return i
    if not bracketed:
        return k + 2
    close = next((j for j in range(k + 2, min(k + 7, len(row))) if row[j].text == ")"), None)
    several = close is not None and any(is_word(c, YEAR, AND, ",") for c in row[k:close])
    return i if close is None or several else close + 1


def further_grades(row: Row, k: int, end: int) -> Sequence[Grade]:
    """`hạng Ba (1978), | hạng Nhì và | hạng Nhất`, `hạng Nhất | , Nhì`: the grades behind the one before chunk k."""
    found: list[Grade] = []
    while k < end:
        if k + 1 < end and is_word(row[k], YEAR) and year_of(row[k + 1]):
            k += 2  # `hạng Nhất | năm 2015`
            continue
        if row[k].text == "(":
            close = next((j for j in range(k, min(k + _LONGEST_ASIDE, end)) if row[j].text == ")"), None)
            if close is None:
                break
            k = close + 1
            continue
        first = k + 1 if row[k].text == "," or is_word(row[k], AND) else k
        behind = _one_end(row, first, end) if first > k else first
        if behind == first:
            break
        found.append(Grade(first, behind, _year_at(row, behind, end)))
        k = behind
    return found


def bracketed_grades(row: Row, opening: int) -> Sequence[Grade]:
    """`(hạng Nhì, hạng Ba)`, `(Nhất, Nhì)`: the grades that fill the bracket at a chunk; none where it holds more."""
    reach = range(opening + 1, min(opening + _LONGEST_BRACKET, len(row)))
    close = next((j for j in reach if row[j].text == ")"), None)
    if close is None:
        return []
    first = _one_end(row, opening + 1, close)
    if first == opening + 1:
        return []
    found = [Grade(opening + 1, first, _year_at(row, first, close)), *further_grades(row, first, close)]
    last = found[-1].last + 2 * (found[-1].year is not None)
    return found if last == close else []


def badge_years(here: SentenceView, k: int) -> tuple[Sequence[str], int]:
    """`Huy hiệu | 60 năm, 55 năm và 50 năm tuổi Đảng` at chunk k: its several numbers, and the chunk after it.

    No numbers where the badge at chunk k has one or none.
    """
    row, tokens = here.row, here.reading.tokens
    if not row[k].norm.startswith(_BADGE) or k + 1 >= len(row):
        return (), k + 1
    norm, limit = tokens.norm, row[-1].end
    t, found, ended = row[k].start + 2, [], False
    while t < limit and norm[t].isdecimal():
        found.append(norm[t])
        t += 1 + (t + 1 < limit and norm[t + 1] == YEAR)
        ended = norm[t : t + 2] == _OF_THE_PARTY
        t += 2 * ended
        if t >= limit or norm[t] not in (",", AND):
            break
        if t + 1 >= limit or not norm[t + 1].isdecimal():
            break
        t += 1
    if len(found) < 2 or not ended:
        return (), k + 1
    return found, next((j for j in range(k, len(row)) if row[j].start >= t), len(row))


def _one_end(row: Row, k: int, end: int) -> int:
    """The chunk after the grade at chunk k, with `hạng` or without; k where none stands."""
    if k + 1 < end and is_word(row[k], _GRADE) and row[k + 1].kind is not Kind.MARK:
        return k + 2
    if k >= end or row[k].norm not in _GRADES:
        return k
    behind = row[k + 1] if k + 1 < len(row) else None
    if behind is None or behind.kind is Kind.MARK or is_word(behind, AND, YEAR):
        return k + 1
    # `hạng Nhất, ba cá nhân`: a number that counts something; `hạng Nhất, Ba Vì`: a name
    return k + 1 if row[k].text[0].isupper() and behind.text[0].islower() else k


def _year_at(row: Row, k: int, end: int) -> int | None:
    """`hạng Nhì | (năm 2010)`: the year right behind a grade, in a bracket or without."""
    k += k < end and row[k].text == "("
    return year_of(row[k + 1]) if k + 1 < end and is_word(row[k], YEAR) else None


def without_grade(award: str) -> str | None:
    """An award's folded name without its grade (`huân chương lao động` of `Huân chương Lao động hạng Ba`); None if it
    names none."""
    words = fold(award).split()
    at = next((i for i in range(1, len(words) - 1) if words[i] == _GRADE and words[i + 1] in _GRADES), None)
    return " ".join([*words[:at], *words[at + 2 :]]) if at else None
