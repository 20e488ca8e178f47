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
# What a title names that heads a part of its unit.
_KINDS_OF_PARTS = (
    "phòng", "khoa", "đội", "bộ môn", "tham mưu", "tham mưu trưởng", "chủ nhiệm chính trị", "chủ nhiệm hậu cần",
    "chủ nhiệm kỹ thuật", "kế toán trưởng", "điều dưỡng trưởng", "ban tổ chức", "ban dân vận", "ban tuyên giáo",
    "ban nội chính",
)  # fmt: skip
_A_PART = 2  # levels between a unit and its part
_A_LEVEL = 3  # of height, between two levels of units
_PARTS = re.compile(r"[,;]| kiêm ")  # of a title that names two posts
_WORD = re.compile(r"\w+")


class Standing(NamedTuple):
    """How high a post stands. single: one person holds it at a time. seat: 2 a head, 1 a deputy, 0 others.

    part: whether it heads, or is deputy in, a part of the unit (`Trưởng phòng 4` of a Cục). height: of the unit's level
    and the seat; a higher post has a higher number.
    """

    single: bool
    seat: int
    part: bool
    height: int


@lru_cache(maxsize=65_536)
def standing_of(title: str, unit: str | None, level: int | None) -> Standing:
    """How high the post of a title stands in a unit of a level (1 the State's top, 9 a team; None: not known)."""
    names = [part.split() for part in _PARTS.split(fold(title)) if part]
    seats = [(_seat(words), _is_of_a_part(words, fold(unit or ""))) for words in names]
    seat, part = max(seats, key=lambda s: (not s[1], s[0]), default=(0, False))
    below = _A_PART * part
    return Standing(is_single(title), seat, part, _A_LEVEL * (9 - (level or UNLISTED_LEVEL) - below) + seat)


def _seat(words: list[str]) -> int:
    """`trưởng ban dân vận` begins as a head's title; the longest known title with which the words begin counts."""
    if _DEPUTY in words:
        return 1
    for end in range(len(words), 0, -1):
        known = _single().get(" ".join(words[:end]))
        if known is not None:
            return 2 if known else 0
    return 2 if words and words[0] == _HEAD else 0


def _is_of_a_part(words: list[str], unit: str) -> bool:
    """Whether a title names a part of the unit, or a field of work in it, and not the unit itself."""
    title = f" {' '.join(words)} "
    return any(f" {kind} " in title and not unit.startswith(kind) for kind in _KINDS_OF_PARTS)


@lru_cache(maxsize=65_536)
def is_single(title: str) -> bool:
    """Whether one person at a time holds the post of that title in a unit, by the gazetteer of posts."""
    return _single().get(fold(title), False)


@lru_cache(maxsize=65_536)
def heads_alone(title: str, unit: str) -> bool:
    """Whether the post of a title is that of the one head of a unit, and not of one of its parts.

    `Trưởng phòng` of a Phòng is, of a Cục it is not: a Cục has many of them.
    """
    words = fold(title).split()
    if not is_single(title) and words != [_HEAD]:
        return False
    named = words[1] if words[0] == _HEAD and len(words) > 1 else None
    return not _is_of_a_part(words, fold(unit)) and (named is None or fold(unit).startswith(named))


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
