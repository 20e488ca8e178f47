"""Emulation blocs and clusters: their names, the bodies whose blocs they are.

    Khối thi đua số 2, Bộ Quốc phòng · Khối thi đua 2, Cơ quan Tổng cục Chính trị · Cụm thi đua số 4 - Bộ Công an
    Cụm thi đua số 1 của Cảnh sát biển Việt Nam · Cụm thi đua số VI · Khối thi đua số 2 (Bộ Quốc phòng)
    Khối Thi đua các cơ quan Đảng Trung ương · Khối thi đua Ngân hàng thương mại cổ phần tỉnh Vĩnh Phúc

Without a number or a field (`Khối thi đua`, `trong cụm`) it points to the article's bloc and names none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .places import place_at
from .tokens import Tokens
from .unit_kinds import closing_words, level
from .unit_lists import spread_at
from .units import UnitParse, unit_at
from .words import ALL, AND, NUMBER, OF, PROVINCE, UNDER

BLOC_WORDS = frozenset({"khối", "cụm"})
_EMULATION = ["thi", "đua"]
_ROMAN = re.compile(r"[IVXLC]+")
_SEPARATORS = frozenset(",-–—(")
_BELONGING = (("trực", "thuộc"), (UNDER,), (OF,))
# What may stand behind a unit that is the subject of its own clause, not the bloc's body.
_PREDICATES = frozenset({"trao", "bàn", "chuyển", "nhận", "được", "làm", "là"})
# What a bare number counts (`khối thi đua 12 tỉnh`), so that it is no bloc's number.
_COUNTED = frozenset({"tỉnh", "thành", "đơn", "huyện", "quận", "xã", "phường", "thị", "sở", "trường", "cơ", "tháng"})
_PROVINCES = frozenset({PROVINCE, "thành"})
_LONGEST_FIELD = 14  # tokens
_SUBJECT_LEVEL = 4  # the level of a unit from which on it may be a subject of its own


@dataclass(frozen=True, slots=True)
class BlocParse:
    """Tokens `start` to `name_end` are a bloc's name, to `end` with its body. bare: it names none."""

    start: int
    name_end: int
    end: int
    name: str
    scope: UnitParse | None
    scope_text: str | None
    numbered: bool
    bare: bool


def bloc_at(tokens: Tokens, i: int) -> BlocParse | None:
    """The bloc that starts at token i, or None."""
    if tokens.norm[i] not in BLOC_WORDS:
        return None
    emulation = tokens.norm[i + 1 : i + 3] == _EMULATION
    j = i + 3 if emulation else i + 1
    numbered = _number_end(tokens, j, loose=emulation)
    if numbered and (emulation or (tokens.cap[i] and tokens.norm[j] == NUMBER)):
        return _with_scope(tokens, i, numbered, numbered=True)
    if not emulation:
        return None
    end = _field_end(tokens, j)
    if end == j or (end == j + 1 and tokens.norm[j] == ALL):
        return BlocParse(i, j, j, tokens.quote(i, j), None, None, False, True)
    return _with_scope(tokens, i, end, numbered=False)


def _number_end(tokens: Tokens, j: int, *, loose: bool) -> int:
    """The token after `số 2`, `2`, `VI`, `A`; 0 where there is no number.

    loose: `thi đua` stands before it, so that a numeral needs no `số`.
    """
    marked = j < len(tokens) and tokens.norm[j] == NUMBER
    j += marked
    if j >= len(tokens):
        return 0
    word = tokens.text[j]
    following = tokens.norm[j + 1] if j + 1 < len(tokens) else ""
    if word.isdigit() and len(word) <= 3 and following not in ("/", "%"):
        return 0 if not marked and following in _COUNTED else j + 1
    numeral = bool(_ROMAN.fullmatch(word)) and (loose or marked)
    letter = len(word) == 1 and marked
    return j + 1 if tokens.cap[j] and (numeral or letter) else 0


def _field_end(tokens: Tokens, j: int) -> int:
    """The end of what tells a bloc without a number apart: `các cơ quan Đảng Trung ương`."""
    start, compound = j, False  # compound: the last syllable may be the first of a word that no list has
    while j < len(tokens) and j - start < _LONGEST_FIELD and tokens.sentence[j] == tokens.sentence[start]:
        if tokens.text[j].isdigit() and tokens.match(j + 1, "bloc_words"):
            j, compound = j + 1, False  # `Cụm thi đua | 5 thành phố trực thuộc Trung ương`
        listed = _listed_end(tokens, j, first=j == start)
        if listed:
            j, compound = listed, False
        elif tokens.cap[j] and tokens.is_word(j) and not tokens.match(j, "posts"):
            j, compound = j + 1, True
        elif compound and tokens.text[j].isalpha() and tokens.norm[j] not in closing_words():
            j, compound = j + 1, False
        elif j > start and _joins(tokens, j):
            j += 1
        else:
            break
    return j


def _listed_end(tokens: Tokens, j: int, *, first: bool) -> int:
    """The token after a field, a place or a word of blocs' names at token j; 0 where none of them stands there."""
    word = tokens.match(j, "bloc_words")
    field = tokens.match(j, "unit_words")
    if field and tokens.cap[j] and (not word or field.end >= word.end):
        return field.end
    place = place_at(tokens, j)
    if place and not place.bare:
        return place.end
    if word and (not first or tokens.cap[j] or word.entry.name == ALL or word.end - j > 1):
        return word.end
    return 0


def _joins(tokens: Tokens, j: int) -> bool:
    """Does a mark or `và` at token j join two fields of one name (`Mặt trận - Đoàn thể`), not two clauses?"""
    if j + 1 >= len(tokens):
        return False
    word = tokens.match(j + 1, "bloc_words") is not None
    if tokens.text[j] in "-–&" or tokens.norm[j] == AND:
        return word or (tokens.cap[j + 1] and tokens.cap[j - 1])
    return tokens.text[j] == "," and word and tokens.match(j - 1, "bloc_words") is not None


def _with_scope(tokens: Tokens, i: int, end: int, *, numbered: bool) -> BlocParse:
    name = " ".join(tokens.quote(i, end).split())
    scope, scope_end = _scope(tokens, end, numbered)
    text = scope.name if scope else None if numbered else _province(tokens, i, end)
    return BlocParse(i, end, max(end, scope_end), name, scope, text, numbered, False)


def _province(tokens: Tokens, i: int, end: int) -> str | None:
    """The province that a field ends with is the body: `Khối thi đua các ngân hàng | tỉnh X`."""
    for j in range(end - 1, i, -1):
        if tokens.norm[j] in _PROVINCES:
            place = place_at(tokens, j)
            if place and place.end == end and not place.bare and tokens.norm[j - 1] != ALL:
                return tokens.quote(j, end)
    return None


def _scope(tokens: Tokens, j: int, numbered: bool) -> tuple[UnitParse | None, int]:
    """The body whose bloc it is, behind a bloc's name that ends before token j, and the token after it; else 0."""
    if j >= len(tokens):
        return None, 0
    bracket = tokens.text[j] == "("
    belonging = next((w for w in _BELONGING if tuple(tokens.norm[j : j + len(w)]) == w), ())
    if belonging:
        j += len(belonging)
    elif tokens.text[j] in _SEPARATORS:
        j += 1
    elif not numbered:
        return None, 0
    unit = unit_at(tokens, j) if j < len(tokens) and tokens.cap[j] else None
    if unit is None or unit.bare or spread_at(tokens, j) or tokens.norm[unit.end : unit.end + 1] == [ALL]:
        return None, 0
    if bracket:
        closed = unit.end < len(tokens) and tokens.text[unit.end] == ")"
        return (unit, unit.end + 1) if closed else (None, 0)
    return (None, 0) if not belonging and _own_clause(tokens, unit) else (unit, unit.end)


def _own_clause(tokens: Tokens, unit: UnitParse) -> bool:
    """Is a unit behind a bloc one of a list, or a subject of its own (`…, Cục X trao cờ`)?"""
    if unit.end >= len(tokens):
        return False
    after = tokens.norm[unit.end]
    return after in (AND, ";") or (after in _PREDICATES and level(unit.name) >= _SUBJECT_LEVEL)
