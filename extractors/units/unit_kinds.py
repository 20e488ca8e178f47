"""What the kinds of unit are like: their level, what they take in, how they are completed; and what ends a name.

All of it stands in `data/`; here it is looked up, folded.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache

from ..text.gazetteer import load
from ..text.language import fold
from .long_forms import long_forms, written_out

UNLISTED_LEVEL = 6  # of a unit whose kind has no row
_LONGEST_KIND = 8  # syllables
_WORD = re.compile(r"\w+")


class Trait(StrEnum):
    """A trait of a kind of unit in `data/unit_traits.csv`."""

    PEOPLE = "people"  # may bear a person's name: schools, hospitals, firms
    EPONYM = "eponym"  # does so as a rule, so that no one's own name stands right behind it: schools
    PLACE = "place"  # takes a place for its name, and nothing else
    ORGAN = "organ"  # bears the name of the committee whose organ it is
    COMMITTEE = "committee"  # is such a committee
    TAIL = "tail"  # may stand bare at the end of another's name, to be completed: `Bộ Tư lệnh Quân khu`


@cache
def closing_words() -> frozenset[str]:
    """Folded words that never continue a unit's name after a capital: verbs, conjunctions, pointers."""
    return frozenset(fold(e.name) for e in load("closing_words"))


@cache
def verbs_that_are_fields() -> frozenset[str]:
    """Folded words that name a field in capitals and an action in lower case."""
    return frozenset(fold(e.name) for e in load("verb_fields"))


@cache
def fixed_names() -> frozenset[str]:
    """The folded names of the units that are listed one by one."""
    return frozenset(fold(form) for e in load("named_units") for form in e.forms())


@cache
def bodies_headed() -> dict[str, tuple[str, ...]]:
    """Folded titles, each with the folded kinds of unit that its holders lead, each with a blank behind it."""
    return {
        fold(form): tuple(f"{fold(kind)} " for kind in entry.fields["kinds"].split("|"))
        for entry in load("heads")
        for form in entry.forms()
    }


@cache
def kinds_with(trait: Trait) -> tuple[str, ...]:
    """The folded kinds of unit that have a trait."""
    return tuple(fold(form) for e in load("unit_traits") if trait in e.fields["traits"].split() for form in e.forms())


def has_trait(kind: str, trait: Trait) -> bool:
    """Does a folded kind of unit begin with one that has the trait?"""
    return kind.startswith(kinds_with(trait))


_CENTRAL = ("trung", "ương")  # the last syllables of a country-wide body
_CENTRAL_LEVEL = 3  # below a ministry, not below a province


@lru_cache(maxsize=8_192)
def level(name: str) -> int:
    """The level of a unit by the longest kind that its name begins with: 1 the State's and Party's top, 9 a team."""
    for spelt in (long_forms().get(name, name), written_out(name, long_forms())):  # `Tổng LĐLĐ` begins with no kind
        words = fold(spelt).split()
        for length in range(min(_LONGEST_KIND, len(words)), 0, -1):
            found = _levels().get(" ".join(words[:length]))
            if found is not None:
                return min(found, _CENTRAL_LEVEL) if tuple(words[-2:]) == _CENTRAL else found
    return UNLISTED_LEVEL


def has_level(name: str) -> bool:
    """Does a name begin with a kind of unit that has a level?"""
    words = fold(name).split()
    return any(" ".join(words[:length]) in _levels() for length in range(min(_LONGEST_KIND, len(words)), 0, -1))


@lru_cache(maxsize=8_192)
def absorbs(kind: str) -> bool:
    """Does a folded kind take in the body that stands behind it (`Đảng ủy | Quân khu 1`)?"""
    words = kind.split()
    known = (" ".join(words[:length]) for length in range(min(_LONGEST_KIND, len(words)), 0, -1))
    longest = next((name for name in known if name in _levels()), None)
    return longest in _absorbing()


@cache
def _levels() -> dict[str, int]:
    return {fold(form): int(e.fields["level"]) for e in load("unit_levels") for form in e.forms()}


@cache
def _absorbing() -> frozenset[str]:
    return frozenset(fold(form) for e in load("unit_levels") if e.fields["absorbs"] == "yes" for form in e.forms())


@lru_cache(maxsize=8_192)
def kind_of(name: str) -> str | None:
    """The id of the longest kind of unit in `data/unit_kinds.csv` that a name begins with; None if it begins with none.

    A kind of one word that takes a proper name is none before a small letter: `Bộ đội` is no ministry.
    """
    best: tuple[int, str | None] = (0, None)
    for spelt in (name, written_out(name, long_forms())):  # a kind is listed short, in full, or both
        found = _WORD.findall(unicodedata.normalize("NFC", spelt))
        words = tuple(fold(word) for word in found)
        for length in range(min(_longest_kind(), len(words)), best[0], -1):
            kind = _kinds().get(words[:length])
            if kind and not (length == 1 < len(words) and kind[1] and found[1][0].islower()):
                best = length, kind[0]
                break
    return best[1]


@cache
def _kinds() -> dict[tuple[str, ...], tuple[str, bool]]:
    """By its folded words: a kind's id, and whether it takes a proper name only."""
    found: dict[tuple[str, ...], tuple[str, bool]] = {}
    for entry in load("unit_kinds"):
        for form in entry.forms():
            for spelling in (form, written_out(form, long_forms())):
                words = tuple(_WORD.findall(fold(spelling)))
                found.setdefault(words, (entry.id, entry.fields["takes"] == "name"))
    return found


@cache
def _longest_kind() -> int:
    return max(map(len, _kinds()))
