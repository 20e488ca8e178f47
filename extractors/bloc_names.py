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
from .units import UnitParse, closing_words, level, spread_at, unit_at

_WORDS = frozenset({"khối", "cụm"})
_ROMAN = re.compile(r"[IVXLC]+")
_SEPARATORS = frozenset(",-–—(")
_BELONGING = (("trực", "thuộc"), ("thuộc",), ("của",))
_GIVING = (["trao"], ["bàn"], ["chuyển"], ["nhận"], ["được"], ["làm"], ["là"])
_LONGEST = 14


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
    if tokens.norm[i] not in _WORDS:
        return None
    emulation = tokens.norm[i + 1 : i + 3] == ["thi", "đua"]
    j = i + 3 if emulation else i + 1
    numbered = _number_end(tokens, j, loose=emulation)
    if numbered and (emulation or (tokens.cap[i] and tokens.norm[j] == "số")):
        return _with_scope(tokens, i, numbered, numbered=True)
    if not emulation:
        return None
    end = _field_end(tokens, j)
    if end == j or (end == j + 1 and tokens.norm[j] == "các"):
        return BlocParse(i, j, j, tokens.quote(i, j), None, None, False, True)
    return _with_scope(tokens, i, end, numbered=False)


def _number_end(tokens: Tokens, j: int, *, loose: bool) -> int:
    """The token after `số 2`, `2`, `VI`, `A`; 0 where there is no number."""
    if j >= len(tokens):
        return 0
    marked = tokens.norm[j] == "số"
    j += marked
    if j >= len(tokens):
        return 0
    word = tokens.text[j]
    if word.isdigit() and len(word) <= 3 and not (j + 1 < len(tokens) and tokens.text[j + 1] in "/%"):
        following = tokens.norm[j + 1] if j + 1 < len(tokens) else ""
        return 0 if not marked and following in ("tỉnh", "đơn", "huyện", "tháng") else j + 1
    letter = tokens.cap[j] and len(word) == 1 and marked
    return j + 1 if _ROMAN.fullmatch(word) and (loose or marked) and tokens.cap[j] or letter else 0


def _field_end(tokens: Tokens, j: int) -> int:
    """The end of what tells a bloc without a number apart: `các cơ quan Đảng Trung ương`."""
    start, compound = j, False
    while j < len(tokens) and j - start < _LONGEST and tokens.sentence[j] == tokens.sentence[start]:
        word = tokens.match(j, "bloc_words")
        field = tokens.match(j, "unit_words")
        place = place_at(tokens, j)
        if field and tokens.cap[j] and (not word or field.end >= word.end):
            j, compound = field.end, False
        elif place and not place.bare:
            j, compound = place.end, False
        elif word and (j > start or tokens.cap[j] or word.entry.name == "các" or word.end - j > 1):
            j, compound = word.end, False
        elif tokens.cap[j] and tokens.text[j][0].isalpha() and not tokens.match(j, "posts"):
            j, compound = j + 1, True
        elif compound and tokens.text[j].isalpha() and tokens.norm[j] not in closing_words():
            j, compound = j + 1, False
        elif (
            j > start
            and j + 1 < len(tokens)
            and (tokens.text[j] in ",-–&" or tokens.norm[j] == "và")
            and _joins(tokens, j)
        ):
            j += 1
        else:
            break
    return j


def _joins(tokens: Tokens, j: int) -> bool:
    """Does a mark or `và` at token j join two fields of one name (`Mặt trận - Đoàn thể`), not two clauses?"""
    if tokens.text[j] in "-–&" or tokens.norm[j] == "và":
        return tokens.cap[j + 1] and tokens.cap[j - 1] or tokens.match(j + 1, "bloc_words") is not None
    return tokens.match(j + 1, "bloc_words") is not None and tokens.match(j - 1, "bloc_words") is not None


def _with_scope(tokens: Tokens, i: int, end: int, *, numbered: bool) -> BlocParse:
    name = " ".join(tokens.quote(i, end).split())
    scope, scope_end = _scope(tokens, end, numbered)
    text = scope.name if scope else None
    if not scope and not numbered:
        text = _province(tokens, i, end)
    return BlocParse(i, end, max(end, scope_end), name, scope, text, numbered, False)


def _province(tokens: Tokens, i: int, end: int) -> str | None:
    """The province that a field ends with is the body: `Khối thi đua các ngân hàng | tỉnh X`."""
    for j in range(end - 1, i, -1):
        if tokens.norm[j] in ("tỉnh", "thành"):
            place = place_at(tokens, j)
            if place and place.end == end and not place.bare:
                return tokens.quote(j, end)
    return None


def _scope(tokens: Tokens, j: int, numbered: bool) -> tuple[UnitParse | None, int]:
    if j >= len(tokens):
        return None, 0
    stated, bracket = False, tokens.text[j] == "("
    for words in _BELONGING:
        if tuple(tokens.norm[j : j + len(words)]) == words:
            j, stated = j + len(words), True
            break
    else:
        if tokens.text[j] in _SEPARATORS:
            j += 1
        elif not numbered:
            return None, 0
    if j >= len(tokens) or not tokens.cap[j]:
        return None, 0
    unit = unit_at(tokens, j)
    if unit is None or unit.bare or spread_at(tokens, j) or tokens.norm[unit.end : unit.end + 1] == ["các"]:
        return None, 0
    if not stated and not bracket and unit.end < len(tokens) and (
        tokens.norm[unit.end] in ("và", ";", "(") and tokens.text[unit.end] != "("
    ):
        return None, 0
    if not stated and not bracket and level(unit.name) >= 4 and tokens.norm[unit.end : unit.end + 1] in _GIVING:
        return None, 0  # `…, Cục X trao cờ`: a subject of its own
    end = unit.end
    if bracket:
        if end >= len(tokens) or tokens.text[end] != ")":
            return None, 0
        end += 1
    return unit, end
