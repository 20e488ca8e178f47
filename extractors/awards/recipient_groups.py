"""Groups that are only counted, not named, among those who get an award.

4 tập thể · 03 đơn vị · 11 bác sĩ · 9.870 cá nhân · mười lăm tập thể · hai mươi ba cá nhân · hai đồng chí
15 lượt tập thể · các tập thể và cá nhân · hai cá nhân là A, B (who are named)
"""

from __future__ import annotations

from dataclasses import dataclass

from ..chunks import Kind, is_word, words
from ..records import RecipientKind, Span
from ..text.cue_words import group_openings, group_words
from ..text.words import ALL, AT, COMPRISES, IN, IS, OF, UNDER
from .award_clauses import AwardSentence

_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
_TEN = 10
_TENS = "mươi"
_BEHIND_TENS = {"mốt": 1, "tư": 4, "lăm": 5}
_UNITS = {**{word: n for word, n in _NUMBERS.items() if n < _TEN}, **_BEHIND_TENS}
# Numbers and plurals that count groups in running text.
COUNTING = (ALL, "những", "nhiều", *_NUMBERS)
COUNTING_WORDS = frozenset(COUNTING)
_NAMED = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME})
_NAMING_REACH = 12  # chunks behind a group in which `gồm` says that its members are named
_AMONG_THEM = "trong đó"
_TIMES = "lượt"
_HEALERS = "y"
_LONGEST_GROUP = 3  # chunks of a word for a group
_CREDITS = ("ảnh", "nguồn", "video", "clip")  # before the colon of whose a picture is
_THOUSANDS = 3  # digits behind the full stop of `2.405`


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an award: a name, or a group with its size if that is said; and the passage.

    kind_of_place: of a place that stands for those who govern it, `tỉnh`; "" otherwise.
    """

    kind: RecipientKind
    name: str | None
    count: int | None
    span: Span
    kind_of_place: str = ""


def opens_credit(here: AwardSentence, k: int) -> bool:
    """`(ảnh: Bộ X)`: is the colon at chunk k behind a word for a picture or its source?"""
    return 0 < k < len(here.row) and here.row[k].text == ":" and is_word(here.row[k - 1], *_CREDITS)


def among_them(here: AwardSentence, start: int, end: int) -> int:
    """The chunk of `trong đó` between chunks `start` and `end`; 0 where it does not stand there."""
    row = here.row
    inside = range(start, min(end, len(row)) - 1)
    return next((j for j in inside if f"{row[j].norm} {row[j + 1].norm}" == _AMONG_THEM), 0)


def counted_at(here: AwardSentence, k: int) -> tuple[int, str, int] | None:
    """`sáu tập thể` at chunk k: its number, what is counted, the chunk after it; its members may be named."""
    row = here.row
    if row[k].kind is Kind.NUMBER:
        count, first = _number(here, k)
    elif is_word(row[k], *_NUMBERS):
        spelt, first = _spelt(here, k)
        count = spelt or 0
    else:
        return None
    last = group_end(here, first)
    return None if last is None else (count, words(row, first, last), last)


def behind_naming(here: AwardSentence, k: int, end: int) -> int:
    """`hai cá nhân là A`, `2 tập thể gồm: X`: the chunk where those of a group at chunk k are named; 0 where none."""
    row = here.row
    if row[k].kind is not Kind.NUMBER and not is_word(row[k], *COUNTING):
        return 0
    last = group_end(here, k + 1)
    if last is None and k + 1 < end and row[k + 1].kind is Kind.POST:
        last = k + 2 + (k + 2 < end and row[k + 2].kind is Kind.UNIT)  # `hai Phó Giám đốc Sở Y tế là A, B`
    if last is None:
        return 0
    while last < end and row[last].text == ",":
        last += 1
    first = last
    while last < end and (is_word(row[last], IS, COMPRISES) or row[last].text == ":"):
        last += 1
    return last if last > first else 0


def group_at(here: AwardSentence, k: int) -> tuple[Recipient, int] | None:
    """`4 tập thể`, `03 đơn vị`, `các tập thể và cá nhân` at chunk k, and the chunk after it."""
    row, chunk = here.row, here.row[k]
    if chunk.kind is Kind.HONORIFIC:
        return _counted_people(here, k)
    if chunk.kind is not Kind.NUMBER and not is_word(chunk, *COUNTING):
        return None
    count, first = _number(here, k) if chunk.kind is Kind.NUMBER else _spelt(here, k)
    first += first < len(row) and is_word(row[first], _TIMES)  # `15 lượt tập thể`
    last = group_end(here, first) or _martyrs_end(here, first)
    if last is None or _are_named(here, k, last):
        return None
    span = here.reading.span(chunk.a, row[last - 1].b)
    return Recipient(RecipientKind.GROUP, None, count, span), last


def _martyrs_end(here: AwardSentence, first: int) -> int | None:
    """`468 | liệt sĩ thuộc …`: the chunk after a form of address that is only counted; None where names follow."""
    row = here.row
    if first >= len(row) or row[first].kind is not Kind.HONORIFIC or not row[first].text.islower():
        return None
    behind = row[first + 1] if first + 1 < len(row) else None
    return first + 1 if behind is not None and is_word(behind, UNDER, OF, AT, IN) else None


def _number(here: AwardSentence, k: int) -> tuple[int, int]:
    """The number at chunk k and the chunk after it: `9.870` is three chunks; of `5/10` the first counts."""
    row, digits = here.row, here.row[k].text
    if k > 1 and row[k - 1].text == "/" and row[k - 2].kind is Kind.NUMBER and row[k - 2].b == row[k - 1].a:
        return int(row[k - 2].text), k + 1
    while _goes_on_with_thousands(here, k):
        k += 2
        digits += row[k].text
    return int(digits), k + 1


def _goes_on_with_thousands(here: AwardSentence, k: int) -> bool:
    """`9 | .870`: do a full stop and three digits stand glued behind the number at chunk k?"""
    row = here.row
    return (
        k + 2 < len(row)
        and row[k + 1].text == "."
        and row[k + 2].kind is Kind.NUMBER
        and len(row[k + 2].text) == _THOUSANDS
        and row[k].b == row[k + 1].a
        and row[k + 1].b == row[k + 2].a
    )


def _spelt(here: AwardSentence, k: int) -> tuple[int | None, int]:
    """The number in words at chunk k (`mười lăm`, `hai mươi ba`) and the chunk after it; None for a plural."""
    row, count = here.row, _NUMBERS.get(here.row[k].norm)
    if count is None:
        return None, k + 1
    last = k + 1
    if last < len(row) and count < _TEN and is_word(row[last], _TENS):
        count, last = count * _TEN, last + 1
    if count >= _TEN and last < len(row) and row[last].kind is Kind.WORD and row[last].norm in _UNITS:
        count, last = count + _UNITS[row[last].norm], last + 1
    return count, last


def ends_with_group(here: AwardSentence, end: int) -> int | None:
    """The first chunk of the word for a group (`cá nhân`) that ends before chunk `end`; None where none does."""
    for first in range(max(end - 3, 0), end):
        if group_end(here, first) == end:
            return first
    return None


def _counted_people(here: AwardSentence, k: int) -> tuple[Recipient, int] | None:
    """`hai đồng chí`, `4 đồng chí` in one chunk, where no names follow."""
    chunk = here.row[k]
    first = chunk.norm.split()[0]
    count = int(first) if first.isdecimal() else _NUMBERS.get(first)
    after = here.row[k + 1] if k + 1 < len(here.row) else None
    if count is None or (after and after.kind in (Kind.NAME, Kind.MARK) and after.text != ","):
        return None
    return Recipient(RecipientKind.GROUP, None, count, here.reading.span(chunk.a, chunk.b)), k + 1


def group_end(here: AwardSentence, first: int) -> int | None:
    """The chunk after the word for a group that starts at chunk `first`; None where none does."""
    row = here.row
    if first + 2 < len(row) and is_word(row[first], _HEALERS) and row[first + 1].text == ",":
        first += 2  # `22 y, | bác sĩ`
    if first >= len(row) or row[first].norm.partition(" ")[0] not in group_openings():
        return None
    for end in range(min(first + _LONGEST_GROUP, len(row)), first, -1):
        if words(row, first, end) in group_words():
            return end
    return None


def _are_named(here: AwardSentence, k: int, last: int) -> bool:
    """`các đơn vị A, B`; `03 đơn vị …, gồm: A, B`: are those of the group at chunks k to last named?"""
    row = here.row
    if last < len(row) and row[k].kind is not Kind.NUMBER and row[last].kind in (Kind.UNIT, Kind.NAME):
        return True
    reach = row[last : last + _NAMING_REACH]
    reach = reach[: next((j for j, c in enumerate(reach) if c.text == ";"), len(reach))]
    among = among_them(here, last, last + len(reach))
    if among and row[k].kind is Kind.NUMBER:
        reach = reach[: among - last]  # `13 cá nhân, trong đó có A`: one of them
    plain = reach[: next((j for j, c in enumerate(reach) if c.text == ","), len(reach))]
    colon = any(c.text == ":" and not opens_credit(here, last + j) for j, c in enumerate(reach))
    lists = colon or any(is_word(c, COMPRISES) for c in reach) or any(is_word(c, IS) for c in plain)
    lists = lists or _AMONG_THEM in words(reach)
    return lists and any(c.kind in _NAMED for c in row[last:])
