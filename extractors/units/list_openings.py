"""What stands between the kind that a list's units share and the first of their names.

Ban CHQS 5 xã | trong cụm là | A, B · các trường THPT | trong cụm gồm: | A, B · Sở Nội vụ 5 tỉnh | trong Cụm: | A, B
TAND các tỉnh | gồm | A, B · 3 tỉnh | (| A, B
"""

from __future__ import annotations

from typing import NamedTuple

from ..text.tokens import Tokens
from ..text.words import ALL, BLOC_WORDS, COMPRISES, HAS, IS, OF, UNDER
from .places import place_at

_WITHIN = frozenset({"trong", UNDER, OF})
_EMULATION = ["thi", "đua"]
# Words that lead from a plural to its names; `bao gồm`, `gồm có`.
_LEADING = frozenset({IS, COMPRISES})
_LONGEST_EPITHET = 3  # syllables
_BESIDE = frozenset({"bao", HAS})

# How a region begins that stands between a count of places and their names.
_REGIONS = frozenset("khu vùng miền phía đồng duyên trung bắc nam tây đông biên ven".split())
_LONGEST_REGION = 8  # tokens: `khu vực Bắc Trung Bộ`


class Opening(NamedTuple):
    """Token `end` is where the names begin; of_bloc: it is said that they are those of the bloc."""

    end: int
    of_bloc: bool


def opening_at(tokens: Tokens, i: int) -> Opening:
    """What opens the names behind a kind in the plural that ends before token i; the names may begin there."""
    j = _over_bloc(tokens, i)
    of_bloc = j > i
    led = j
    while led < tokens.size and tokens.norm[led] in _BESIDE:
        led += 1
    leads = led < tokens.size and tokens.norm[led] in _LEADING
    if leads:
        j = led + 1
        j += tokens.norm[j : j + 1] == [HAS]
    if j == i:
        j = _over_epithet(tokens, i)
    marked = j < tokens.size and tokens.text[j] in ":("
    j += marked
    if of_bloc and not (leads or marked):
        return Opening(i, False)
    if leads and tokens.norm[j : j + 1] == [ALL]:
        return Opening(i, False)  # `5 đơn vị trong Khối gồm | các sở: A, B`
    same = j < tokens.size and tokens.sentence[j] == tokens.sentence[i - 1]
    return Opening(j, of_bloc) if same else Opening(i, False)


def _over_epithet(tokens: Tokens, i: int) -> int:
    """`các huyện, thị xã | nội địa (A, B)`, `các xã | biên giới (A, B)`: the bracket behind what tells them apart."""
    j = i
    while j < min(i + _LONGEST_EPITHET, tokens.size) and tokens.text[j].islower() and tokens.norm[j] != ALL:
        j += 1
    return j if i < j < tokens.size and tokens.text[j] == "(" else i


def _over_bloc(tokens: Tokens, i: int) -> int:
    """`trong cụm`, `thuộc Khối thi đua`: the token behind the article's bloc, named without a number; else i."""
    if tokens.norm[i : i + 1] == [] or tokens.norm[i] not in _WITHIN or tokens.norm[i + 1 : i + 2] == []:
        return i
    if tokens.norm[i + 1] not in BLOC_WORDS:
        return i
    return i + 2 + len(_EMULATION) * (tokens.norm[i + 2 : i + 4] == _EMULATION)


def over_region(tokens: Tokens, i: int) -> int:
    """The token behind a region at token i that `là` or a colon parts from its places: `6 tỉnh | Bắc Bộ, là A, B`."""
    if tokens.norm[i] not in _REGIONS:
        return i
    j = i
    while j < min(i + _LONGEST_REGION, tokens.size):
        region = tokens.match(j, "bloc_words")
        place = None if region else place_at(tokens, j)
        end = region.end if region else place.end if place else j
        if end == j:
            break
        j = end
    comma = tokens.text[j : j + 1] == [","]
    listed = tokens.norm[j + comma : j + comma + 1]
    return j + comma + 1 if j > i and (listed == [IS] or (not comma and listed == [":"])) else i
