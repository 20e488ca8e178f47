"""Signs before a verb of giving: what announces awards, hosts of a visit, those who hand over beside another.

Ban Thường vụ Thành đoàn X (đã) đến (trụ sở của) | Đội Y trao … · ông A, Phó Bí thư Z, và lãnh đạo | Đội Y trao …
"""

from __future__ import annotations

from ..chunks import Chunk, Kind, Row, is_word, words
from ..text.words import AND, AT, GIVES, IN, PASSIVE

# What leads to the place where somebody goes, and the words between it and whose place it is.
_GOING = ("đến", "tới", "về", "thăm", AT, IN)
_SEATS = frozenset({"trụ", "sở", "cơ", "quan", "đơn", "vị", "nơi", "doanh", "trại", "gia", "đình", "của"})
_BEFORE_GOING = frozenset({"đã", "cũng", "trực", "tiếp", "cử", "đại", "diện", "đoàn", "vừa", "xuống", "có", "mặt"})
_LEADERS = ("lãnh đạo", "đại diện", "chỉ huy")
_BODIES = frozenset({Kind.UNIT, Kind.POST})
# What announces awards behind words for them all.
_BULLETS = frozenset({"-", "–", "+", "•"})
_AMONG = ("trong đó", "trong số", "tiêu biểu")
_ORDERS = "huân"  # `huân, huy chương`
LIGHT = frozenset({Kind.WORD, Kind.DECOY, Kind.NUMBER, Kind.HONORIFIC})
_REACH = 7  # chunks from the word of going back to who goes


def host_or_giver(row: Row, office: int, start: int) -> int:
    """The chunk of who gives where the office at chunk `office` is only visited; that chunk where it is not.

    -1 where nobody is named who goes there.
    """
    k = office - 1
    while k > start and row[k].kind is Kind.WORD and row[k].norm in _SEATS:
        k -= 1
    if k < start or not is_word(row[k], *_GOING):
        return office
    k -= 1
    first = k
    while k >= start and first - k < _REACH and row[k].kind is Kind.WORD and row[k].norm in (*_BEFORE_GOING, *_GOING):
        k -= 1
    if k < start or row[k].kind not in _BODIES:
        return -1
    return k


def hands_over_beside(row: Row, office: int, start: int) -> bool:
    """`… A (áo xanh) và lãnh đạo | Đội Y trao`: do a unit's leaders only hand over together with somebody named?"""
    k = office - 2
    return k > start and words(row, k, office) in _LEADERS and is_word(row[k - 1], AND) and _ends_person(row, k - 1)


def _ends_person(row: Row, end: int) -> bool:
    """Does somebody's name stand before chunk `end`, over a bracket or the post behind it?"""
    before: list[Chunk] = [c for c in row[max(end - _REACH, 0) : end] if c.text not in ("(", ")")]
    return any(c.kind is Kind.NAME for c in before)


def before_announcing(row: Row, k: int, start: int) -> int:
    """`được X tặng nhiều phần thưởng cao quý | :`, `… nhiều huân | , huy chương`: the chunk before a mark, else k.

    A colon or a comma announces awards behind words for them all where somebody received, and behind `tặng`.
    """
    k -= k > start and row[k].text in _BULLETS and row[k - 1].text == ":"
    if k > start and row[k].text == ":" and is_word(row[k - 1], GIVES):
        return k - 1
    while k > start and row[k].kind is Kind.MARK and row[k - 1].kind in LIGHT:
        announces = row[k].text == ":" or words(row, k + 1, k + 3) in _AMONG or is_word(row[k - 1], _ORDERS)
        if not announces or not any(is_word(c, PASSIVE) for c in row[start:k]):
            break
        k -= 1
    return k


def before_paper(row: Row, k: int, start: int) -> int:
    """`ký Quyết định số | 655/QĐ-BNV tặng`: the chunk before the number of a paper that ends at chunk k, else k."""
    first = k
    while first > start and row[first - 1].b == row[first].a and row[first].kind is not Kind.NUMBER:
        first -= 1
    slashed = first < k and row[first].kind is Kind.NUMBER and row[first + 1].text == "/"
    return first - 1 if slashed else k
