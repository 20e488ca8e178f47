"""Words of `data/` that rules ask for by what they mean: links, cues of appointments, what groups are counted in."""

from __future__ import annotations

import re
from collections.abc import Set
from enum import StrEnum
from functools import cache

from .gazetteer import load
from .language import fold


class Link(StrEnum):
    """Between what the words of `data/linking_words.csv` may stand."""

    ROLE = "role"  # between someone and their role in a bloc
    DEED = "deed"  # between someone and the verb of what they do at the meeting
    FLAG = "flag"  # between a bloc's head and the verb of handing the headship over


class Cue(StrEnum):
    """What a word of `data/appointment_words.csv` says of someone and a post."""

    APPOINTS = "appoints"  # what those do who give a post
    TAKES = "takes"  # what the one does who gets it
    ASSUMES = "assumes"  # … in words that say so beside an appointment only
    OFFICE = "office"  # what a post is called in front of its title
    LEAVES = "leaves"
    SUCCEEDS = "succeeds"
    NOT_YET = "not_yet"  # nor any more
    OTHER_DEED = "other_deed"  # what others do at an appointment


@cache
def linking_words(link: Link) -> frozenset[str]:
    """The folded words, syllable by syllable, that may stand between two parts of a fact."""
    return frozenset(fold(e.name) for e in load("linking_words") if link in e.fields["links"].split())


@cache
def _cues(cue: Cue) -> tuple[str, ...]:
    return tuple(fold(form) for e in load("appointment_words") if e.fields["means"] == cue for form in e.forms())


@cache
def _cues_by_first() -> dict[str, list[tuple[str, frozenset[str], Cue]]]:
    """Under the first syllable of each word that says something: the word between blanks, its syllables, its cue."""
    found: dict[str, list[tuple[str, frozenset[str], Cue]]] = {}
    for cue in Cue:
        for word in _cues(cue):
            syllables = word.split()
            found.setdefault(syllables[0], []).append((f" {word} ", frozenset(syllables), cue))
    return found


@cache
def _first_syllables() -> frozenset[str]:
    return frozenset(_cues_by_first())


def cues_in(words: str, syllables: Set[str]) -> frozenset[Cue]:
    """All that folded words say of someone and a post; syllables: those of the words."""
    between_blanks, known = f" {words} ", _cues_by_first()
    found: set[Cue] = set()
    for first in _first_syllables() & syllables:
        for word, own, cue in known[first]:
            if cue not in found and own <= syllables and word in between_blanks:
                found.add(cue)
    return frozenset(found)


def has_cue(words: str, cue: Cue) -> bool:
    """Do folded words hold one of the words that say this?"""
    between_blanks = f" {words} "
    return any(f" {word} " in between_blanks for word in _cues(cue))


@cache
def any_of(*cues: Cue) -> str:
    """A pattern for one of the words that say one of these, over folded words that a blank follows each."""
    forms = sorted({form for cue in cues for form in _cues(cue)}, key=len, reverse=True)
    return "(?:" + "|".join(map(re.escape, forms)) + ") "


@cache
def group_words() -> frozenset[str]:
    """The folded words in which groups of recipients are counted: `tập thể`, `cá nhân`."""
    return frozenset(fold(form) for e in load("group_words") for form in e.forms())


@cache
def group_openings() -> frozenset[str]:
    """The first syllables of these words."""
    return frozenset(word.split()[0] for word in group_words())
