"""Members of a bloc that are units of one kind, one in each place of a list.

Cụm thi đua số 2 gồm các Sở X của 4 tỉnh (khu vực …) là: A, B, C, D · Khối … có Sở X thuộc 4 tỉnh (…) gồm: A, B
"""

from __future__ import annotations

from ..chunks import Kind, Row, is_word
from ..text.words import ALL, AND, AT, COMPRISES, HAS, IN, OF, UNDER

_LINKS = (OF, UNDER, AT, IN)
_REACH = 16  # chunks before a list in which the units are named
_BLOC_REACH = 5  # chunks before the units in which their bloc stands
_KINDS_OF_PLACES = ("tỉnh", "thành", "huyện", "xã", "phường", "quận", "thị")
_COUNTS = frozenset({ALL, "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"})


def unit_of_each(row: Row, first: int) -> int:
    """The chunk of the unit that each place of a list at chunk `first` has; -1 where none is said."""
    for k in range(first - 1, max(first - _REACH, 2), -1):
        chunk = row[k]
        if chunk.kind is Kind.UNIT:
            told = chunk.unit is not None and chunk.unit.above is None and not chunk.unit.open_place
            return k if told and _of_places(row[k + 1 : first]) and _bloc_has(row[max(k - _BLOC_REACH, 0) : k]) else -1
        if chunk.text in ".;" or chunk.kind in (Kind.BLOC, Kind.ROLE, Kind.AWARD, Kind.NAME):
            return -1
    return -1


def _of_places(behind: Row) -> bool:
    """`của | 4 | tỉnh …`; `của` alone where the number and the kind of place open the list."""
    if not behind or not is_word(behind[0], *_LINKS):
        return False
    if len(behind) == 1:
        return True
    counted = behind[1].kind is Kind.NUMBER or behind[1].norm in _COUNTS
    return counted and len(behind) > 2 and is_word(behind[2], *_KINDS_OF_PLACES)


def _bloc_has(before: Row) -> bool:
    """`Cụm thi đua số 2 | (bao) gồm | các`: does a bloc have what follows?"""
    bloc = next((k for k in range(len(before) - 1, -1, -1) if before[k].kind is Kind.BLOC), None)
    has = before[bloc + 1 :] if bloc is not None else ()
    return any(is_word(c, COMPRISES, HAS) for c in has) and not any(is_word(c, ",", AND) for c in has)
