"""The bodies whose blocs emulation blocs are, as they stand behind a bloc's name.

Khối thi đua số 2, Bộ Quốc phòng · … 2, Cơ quan Tổng cục Chính trị · … số 4 - Bộ Công an · … số 2 (Bộ Quốc phòng)
… số 1 của Cảnh sát biển Việt Nam · … số 7, thuộc X · … trực thuộc X · … số 5 Tổng cục Hải quan
… số 13 ngành Kiểm sát nhân dân · … số IV TAND · … số 3, lực lượng vũ trang tỉnh X · … 5 – Quận 1 · … số 2 tỉnh X
"""

from __future__ import annotations

from dataclasses import dataclass

from ..text.tokens import Tokens
from ..text.words import ALL, AND, IS, OF, PROVINCE, UNDER
from ..units.long_forms import long_forms
from ..units.places import place_at
from ..units.unit_kinds import level
from ..units.unit_lists import spread_at
from ..units.unit_parse import UnitParse, head_at
from ..units.units import unit_at

_SEPARATORS = frozenset(",-–—(")
_BELONGING = (("trực", "thuộc"), (UNDER,), (OF,))
# What may stand behind a unit that is the subject of its own clause, not the bloc's body.
_PREDICATES = frozenset({"trao", "bàn", "chuyển", "nhận", "được", "làm", IS})
_SUBJECT_LEVEL = 4  # the level of a unit from which on it may be a subject of its own
# Words before the name of a branch of the State: `ngành Kiểm sát nhân dân`, `hệ thống Tòa án nhân dân`.
_BRANCHES = (("ngành",), ("hệ", "thống"))
_BRANCH_WORDS = frozenset(words[0] for words in _BRANCHES)
_EMULATION = ["thi", "đua"]
_PROVINCES = frozenset({PROVINCE, "thành"})
_JOINS = frozenset({AND, ",", "&", "-"})
_FIELDS = ("unit_words", "named_units", "unit_kinds", "bloc_words")  # gazetteers in which such names stand
_FORCES = ("lực", "lượng")  # the first syllables of a body that is written in lower case
_COMMITTEES = (
    "tỉnh ủy",
    "thành ủy",
    "huyện ủy",
    "tỉnh đoàn",
    "thành đoàn",
    "huyện đoàn",
    "quân khu",
)  # bodies that their kind names where one is meant
_STANDING = ["ban", "thường"]
_WHOLE = 3  # syllables of a kind that names a whole branch by itself: `Tòa án nhân dân`
_COMPLETED = frozenset({"province"})  # kinds that say whose bloc it is without their name, in an article on one
_KINDS = frozenset({"province", "city", "district", "commune"})  # kinds of place that have blocs


@dataclass(frozen=True, slots=True)
class Scope:
    """Up to token `end` a body is named: a unit, or its name as it stands (`text`)."""

    end: int
    unit: UnitParse | None
    text: str | None


def scope_behind(tokens: Tokens, j: int, *, numbered: bool) -> Scope | None:
    """The body whose bloc it is, behind a bloc's name that ends before token j; None where none is named."""
    first = j
    j, parted, belonging = _over_link(tokens, j)
    if j >= tokens.size or not (belonging or parted or numbered) or tokens.sentence[j] != tokens.sentence[first - 1]:
        return None
    bracket = parted == "("
    found = _unit(tokens, j, parted) or (_branch(tokens, j) or _place(tokens, j) if numbered or belonging else None)
    if found is None:
        return None
    if bracket:
        closed = found.end < tokens.size and tokens.text[found.end] == ")"
        return Scope(found.end + 1, found.unit, found.text) if closed else None
    return None if not belonging and _own_clause(tokens, found, parted) else found


def _over_link(tokens: Tokens, j: int) -> tuple[int, str, bool]:
    """(the token after a mark and words of belonging at token j, the mark or "", whether there are such words)."""
    parted = tokens.text[j] if j < tokens.size and tokens.text[j] in _SEPARATORS else ""
    j += bool(parted)
    words = next((w for w in _BELONGING if tuple(tokens.norm[j : j + len(w)]) == w), ())
    return j + len(words), parted, bool(words)


def _unit(tokens: Tokens, j: int, parted: str) -> Scope | None:
    """A unit with a name of its own; a branch that its kind names by itself; forces in lower case."""
    forces = tuple(tokens.norm[j : j + 2]) == _FORCES
    unit = unit_at(tokens, j, after_post=forces) if tokens.cap[j] or forces else None
    if unit is None or spread_at(tokens, j) or tokens.norm[unit.end : unit.end + 1] == [ALL]:
        return None
    if tokens.norm[j : j + len(_STANDING)] == _STANDING:
        return None  # a standing committee comes to a meeting, it has no blocs
    if unit.bare and unit.kind in _COMMITTEES and not parted:
        return Scope(unit.end, unit, None)
    if unit.bare:
        head = head_at(tokens, j)
        whole = head is not None and len(head.entry.name.split()) > _WHOLE and not _counts(tokens, unit.end)
        return Scope(unit.end, None, tokens.quote(j, unit.end)) if whole else None
    return Scope(unit.end, unit, None)


def _counts(tokens: Tokens, j: int) -> bool:
    return j < tokens.size and tokens.text[j].isdigit()


def _branch(tokens: Tokens, j: int) -> Scope | None:
    """`ngành Giáo dục tỉnh X`, `hệ thống Tòa án nhân dân`: a branch of the State with what names it."""
    words = next((w for w in _BRANCHES if tuple(tokens.norm[j : j + len(w)]) == w), ())
    i = j + len(words)
    if not words or i >= tokens.size or not tokens.cap[i]:
        return None
    field = max((m.end for group in _FIELDS if (m := tokens.match(i, group))), default=i)
    if field == i and tokens.upper[i] and tokens.text[i] in long_forms():
        field = i + 1  # `ngành KSND`
    if field == i:
        return None
    field = _over_fields(tokens, field)
    behind = field + (field < tokens.size and tokens.cap[field])
    if tokens.norm[behind : behind + 1] == [ALL]:
        return None  # the bodies of several provinces
    place = place_at(tokens, field) if field < tokens.size else None
    end = place.end if place and not place.bare else field
    return Scope(end, None, tokens.quote(j, end))


def _over_fields(tokens: Tokens, field: int) -> int:
    """`ngành Giáo dục | và Đào tạo`, `ngành Văn hóa | , Thể thao và Du lịch`: the end of the last field."""
    end = field
    while field + 1 < tokens.size and tokens.norm[field] in _JOINS and tokens.cap[field + 1]:
        ends = [m.end for group in _FIELDS if (m := tokens.match(field + 1, group))]
        if not ends:
            break
        field = max(ends)
        end = field if tokens.norm[field : field + 1] != [","] else end
    return end


def branch_at_end(tokens: Tokens, i: int, end: int) -> str | None:
    """The branch of the State that a bloc's field ends with: `các bệnh viện tuyến tỉnh | ngành Y tế X`."""
    for j in range(i + 3, end - 1):
        if tokens.norm[j - len(_EMULATION) : j] == _EMULATION:
            continue  # `Khối thi đua | ngành Tài chính`: its field
        branch = _branch(tokens, j) if tokens.norm[j] in _BRANCH_WORDS else None
        if branch and branch.end == end:
            return branch.text
    return None


def province_at_end(tokens: Tokens, i: int, end: int) -> str | None:
    """The province that a field ends with is the body: `Khối thi đua các ngân hàng | tỉnh X`."""
    for j in range(end - 1, i, -1):
        if tokens.norm[j] in _PROVINCES:
            place = place_at(tokens, j)
            several = tokens.norm[j - 1] == ALL or tokens.text[j - 1].isdigit()
            if place and place.end == end and not place.bare and not several:
                return tokens.quote(j, end)
    return None


def is_belonging(tokens: Tokens, j: int) -> bool:
    """`của`, `thuộc`, `trực thuộc` at token j?"""
    return _over_link(tokens, j)[2]


def _place(tokens: Tokens, j: int) -> Scope | None:
    """`tỉnh X`, `Quận 1`: a place with its name."""
    kind, place = tokens.match(j, "places"), place_at(tokens, j)
    if kind and place and place.bare and kind.entry.fields["kind"] in _COMPLETED and _may_end(tokens, place.end):
        return Scope(place.end, None, tokens.quote(j, place.end))  # `Khối thi đua số 2 | tỉnh tổ chức …`
    if kind is None or place is None or place.bare or kind.entry.fields["kind"] not in _KINDS:
        return None
    return Scope(place.end, None, tokens.quote(j, place.end))


def _may_end(tokens: Tokens, j: int) -> bool:
    """Does no name or number stand at token j, nor a word by which the place before it is one of several?"""
    return j >= tokens.size or not (tokens.cap[j] or tokens.text[j].isdigit() or tokens.norm[j] in (AND, ","))


def _own_clause(tokens: Tokens, found: Scope, parted: str) -> bool:
    """Is a body behind a bloc one of a list, or a subject of its own (`…, Cục X trao cờ`)?"""
    if found.end >= tokens.size:
        return False
    after = tokens.norm[found.end]
    if found.unit is None:
        return bool(parted) and (after in (AND, ";") or after in _PREDICATES)
    listed = after in (AND, ";") and bool(parted)
    return listed or (after in _PREDICATES and level(found.unit.name) >= _SUBJECT_LEVEL)
