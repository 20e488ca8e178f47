"""Posts and ranks as they are compared: how high a post stands, whether one person holds it at a time."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from extractors.text.gazetteer import load
from extractors.text.language import fold
from extractors.units.unit_kinds import UNLISTED_LEVEL

_DEPUTY = "phó"
_HEAD = "trưởng"
_A_LEVEL = 3  # of height, between two levels of units
_PARTS = re.compile(r"[,;]| kiêm ")  # of a title that names two posts
_WORD = re.compile(r"\w+")


class Standing(NamedTuple):
    """How high a post stands. single: one person holds it at a time. seat: 2 a head, 1 a deputy, 0 others.

    height: of its unit's level and the seat; a higher post has a higher number.
    """

    single: bool
    seat: int
    height: int


@lru_cache(maxsize=65_536)
def standing_of(title: str, level: int | None) -> Standing:
    """How high the post of a title stands in a unit of a level (1 the State's top, 9 a team; None: not known)."""
    parts = [part.split() for part in _PARTS.split(fold(title)) if part]
    seats = [1 if _DEPUTY in words else 2 if _begins_as_single(words) else 0 for words in parts]
    seat = max(seats, default=0)
    return Standing(is_single(title), seat, _A_LEVEL * (9 - (level or UNLISTED_LEVEL)) + seat)


def _begins_as_single(words: list[str]) -> bool:
    """`trưởng ban dân vận` begins as a head's title; the longest known title that it begins with counts."""
    for end in range(len(words), 0, -1):
        known = _single().get(" ".join(words[:end]))
        if known is not None:
            return known
    return bool(words) and words[0] == _HEAD


@lru_cache(maxsize=65_536)
def is_single(title: str) -> bool:
    """Whether one person at a time holds the post of that title in a unit, by the gazetteer of posts."""
    return _single().get(fold(title), False)


@lru_cache(maxsize=65_536)
def title_key(title: str, unit: str | None) -> str:
    """A title as it is compared: without the words with which its unit's name begins.

    `Trưởng Công an huyện` of `Công an huyện Quỳ Hợp` is `trưởng`.
    """
    words = _WORD.findall(fold(title))
    body = _WORD.findall(fold(unit)) if unit else []
    for at in range(1, len(words)):
        if words[at:] == body[: len(words) - at]:
            return " ".join(words[:at])
    return " ".join(words)


@lru_cache(maxsize=4_096)
def rank_of(rank: str) -> tuple[int, str] | None:
    """Grade and branch of a military or police rank; None for one that is in no list."""
    return _ranks().get(fold(rank))


@cache
def _single() -> dict[str, bool]:
    return {fold(form): e.fields["single"] == "yes" for e in load("posts") for form in e.forms()}


@cache
def _ranks() -> dict[str, tuple[int, str]]:
    found = ((form, e) for e in load("ranks") for form in e.forms())
    return {fold(form): (int(entry.fields["grade"]), entry.fields["branch"]) for form, entry in found}
