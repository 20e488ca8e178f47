"""Persons' names in units' names and right behind them: whom a unit is named after, and who leads it."""

from __future__ import annotations

from ..people.names import family_at, run_end
from ..text.tokens import Tokens
from .places import PlaceParse
from .unit_kinds import Trait, has_trait, kinds_with

_THREE = 3  # syllables of most names
_IN_NAMES = frozenset({"trường", "hội", "đài"})  # kinds of unit that are syllables of places' and people's names
_NAMED_AFTER_PEOPLE = ("Trần Văn Thời", "Hoàng Su Phì", "Cù Lao Dung", "Châu Thành A", "Tân Phú Đông")  # districts
_DISTRICT = "huyện"
_CORPORATION = "tổng công ty"
_MIDDLE_NAMES = frozenset({"văn", "thị"})


def is_holder(tokens: Tokens, place: PlaceParse) -> bool:
    """`Trưởng Công an xã | Lê Văn Bưởi`: is what stands behind a kind of place the post's holder?"""
    i = place.name
    if place.end - i != _THREE or i == place.start or not family_at(tokens, i):
        return False
    # Communes and quarters bear people's names; of the districts some begin as a name does.
    certain = tokens.norm[i + 1] in _MIDDLE_NAMES or tokens.norm[i - 1] == _DISTRICT
    return certain and tokens.quote(i, place.end) not in _NAMED_AFTER_PEOPLE


def bears_name(tokens: Tokens, kind: str, i: int) -> bool:
    """May a person's name at token i be the own one of a unit of a kind (folded)?

    Not of a firm where a middle name shows who leads it.
    """
    if not has_trait(kind, Trait.PEOPLE):
        return False
    if kind == _CORPORATION and run_end(tokens, i) - i >= _THREE:
        return False  # `Chủ tịch Công đoàn Tổng công ty | Lê Đức Bưởi`: these are named for what they make
    middle = i + family_at(tokens, i)
    return has_trait(kind, Trait.EPONYM) or tokens.norm[middle] not in _MIDDLE_NAMES


def is_syllable_of_name(tokens: Tokens, kind: str, first: int, i: int) -> bool:
    """Is token i, a kind of unit by itself, a syllable of the name that a unit of a kind (folded) bears?

    `Đồn Biên phòng | Trường Long Hòa`: of a place. `Trường THPT Võ | Trường Dưa`: behind the family name at `first`.
    """
    if tokens.norm[i] not in _IN_NAMES or i + 1 >= tokens.size or not tokens.cap[i + 1] or tokens.upper[i]:
        return False
    if tokens.match(i + 1, "unit_words"):
        return False
    if i == first:
        return kind in kinds_with(Trait.PLACE)
    return i == first + 1 and family_at(tokens, first) > 0 and has_trait(kind, Trait.EPONYM)
