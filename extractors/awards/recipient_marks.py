"""Signs around those who may get an award: brackets that go on behind a post, a place where something happens, schools.

bà A (giáo viên Trường X, | huyện Y), … · Ngày 3/8, tại hội trường | Bộ X, Công ty Y nhận … · Trường X, | Tiểu học Y
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ..chunks import Kind, is_word, words
from ..people.posts import capitalised
from ..reading import Reading
from ..records import RecipientKind
from ..text.language import fold
from ..text.words import AND, AT, GIVES, IN, OF, TO, UNDER
from ..units.unit_parse import head_at
from ..units.units import unit_at
from .award_clauses import AwardSentence, Clause
from .recipient_groups import Recipient

_POSTHUMOUSLY = "truy"
_KIN = frozenset({"con", "chồng", "vợ", "bố", "cha", "mẹ", "em", "anh", "cháu", "liệt", "liệt sĩ"})
_SCHOOL = "Trường"
# What schools are called, where a list leaves out the word `Trường` behind the first.
_LEVELS = frozenset({"thcs", "thpt", "mn", "ptdtbt", "ptdtnt"})
_LEVEL_PAIRS = frozenset({"tiểu học", "mầm non", "mẫu giáo", "trung học", "phổ thông"})
_NO_NAME = (AT, IN, UNDER, OF, "trên")
_GOING_ON = frozenset({"-", "–", "&", "/"})
_KINDS = frozenset({"unit_kinds", "named_units"})
_LONGEST_NAME = 8  # chunks
_WHERE_REACH = 5  # chunks between `tại` and the unit in whose rooms something happens


def bracket_end(here: AwardSentence, first: int, last: int) -> int:
    """The chunk behind someone at chunks `first` to `last`, and behind the bracket that opens there and goes on."""
    row = here.row
    opened = 0
    for chunk in row[first:last]:
        opened += (chunk.text == "(") - (chunk.text == ")")
    if opened <= 0:
        return last
    return next((j + 1 for j in range(last, len(row)) if row[j].text == ")"), last)


def stands_where(here: AwardSentence, first: int, k: int, end: int) -> bool:
    """`Ngày 3/8, tại hội trường | Bộ X, …`: does what stands at chunks k to `end` only say where, before a comma?"""
    row = here.row
    if end >= len(row) or row[end].text != ",":
        return False
    j = k - 1
    while j > first and k - j <= _WHERE_REACH and row[j].kind is Kind.WORD and not is_word(row[j], AT, IN, AND):
        j -= 1
    return j >= first and is_word(row[j], AT, IN) and (j == first or row[j - 1].text == ",")


def takes_for_another(here: AwardSentence, clause: Clause) -> bool:
    """`bà A nhận Huân chương X mà Nhà nước truy tặng`, `… của con trai`: does a family take what is one of theirs?"""
    behind = here.row[clause.after : clause.end]
    if len(behind) > 1 and is_word(behind[0], OF) and behind[1].norm in _KIN:
        return True
    return any(is_word(c, _POSTHUMOUSLY) and is_word(d, GIVES) for c, d in pairwise(behind))


def names_in_brackets(reading: Reading) -> dict[str, str]:
    """`Ngân hàng TMCP X (XBank)`: the folded names of units by the short name that an article gives them so."""
    found: dict[str, str] = {}
    for number in reading.rows_with(Kind.UNIT):
        row = reading.rows[number]
        for k in range(len(row) - 3):
            full, opening, short, closing = row[k : k + 4]
            if full.kind is not Kind.UNIT or opening.text != "(" or closing.text != ")" or short.kind is not Kind.UNIT:
                continue
            if full.unit and short.unit and " " not in short.norm:
                name = reading.unit_name(short.unit, short.a)
                found.setdefault(fold(name), fold(reading.unit_name(full.unit, full.a)))
    return found


def small_unit(here: AwardSentence, k: int, found: Sequence[Recipient]) -> tuple[list[Recipient], int] | None:
    """`trao Huân chương X cho | tổng công ty Y`: a unit whose kind in lower case at chunk k has a name in capitals."""
    row, tokens = here.row, here.reading.tokens
    i = row[k].start
    if not is_word(row[k - 1], TO) or found or tokens.cap[i] or _KINDS.isdisjoint(tokens.at[i]):
        return None
    head, unit = head_at(tokens, i), unit_at(tokens, i, after_post=True)
    if head is None or unit is None:
        return None
    fixed = head.entry.group == "named_units" and tokens.cap[head.end - 1]
    if not fixed and (unit.end <= head.end or not tokens.cap[head.end] or unit.bare):
        return None
    after = next((j for j in range(k + 1, len(row)) if row[j].start >= unit.end), len(row))
    if row[after - 1].end != unit.end or (after < len(row) and row[after].text in _GOING_ON):
        return None  # `tổ Toán | - Tin`: its name is not read to its end
    text = here.reading.article.text[row[k].a : row[after - 1].b]
    span = here.reading.span(row[k].a, row[after - 1].b)
    return [Recipient(RecipientKind.UNIT, capitalised(here.reading.names.expand(text)), None, span)], after


def next_school(here: AwardSentence, k: int, before: Recipient) -> tuple[list[Recipient], int] | None:
    """`Trường Mầm non A, | Tiểu học B (huyện C)`: a school at chunk k behind one, without the word for it."""
    row = here.row
    if row[k].kind is not Kind.WORD or not row[k].text[0].isupper() or before.kind is not RecipientKind.UNIT:
        return None
    pair = words(row, k, k + 2) in _LEVEL_PAIRS
    if not (pair or row[k].norm in _LEVELS) or not _is_school(before.name or ""):
        return None
    if row[k - 1].text not in (",", ";", ")") and not is_word(row[k - 1], AND):
        return None
    name = k + 1 + pair
    j = name
    while j < min(name + _LONGEST_NAME, len(row)) and row[j].kind is not Kind.MARK and not is_word(row[j], AND):
        j += 1
    if j == name or not (row[j - 1].text[0].isupper() or row[j - 1].kind in (Kind.PLACE, Kind.NUMBER)):
        return None
    if is_word(row[name], *_NO_NAME):
        return None
    text = here.reading.article.text[row[k].a : row[j - 1].b]
    span = here.reading.span(row[k].a, row[j - 1].b)
    return [Recipient(RecipientKind.UNIT, here.reading.names.expand(f"{_SCHOOL} {text}"), None, span)], j


def _is_school(name: str) -> bool:
    folded = name.lower()
    return folded.startswith(_SCHOOL.lower()) or folded.split()[0] in _LEVELS
