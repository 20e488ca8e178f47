"""Whether what a row of somebody's table says beside the name fits a candidate: True, False, or None where the archive
does not know or the two can both be."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from db.name_keys import UNIT, key_of, name_words
from db.names import is_accented, scope_name
from db.people.posts import rank_of
from db.reconciliation import facts
from db.reconciliation.names import Fit, entity, find
from db.unit_names import unit_name
from extractors.text.language import fold, plain

MATCHED = {"person": ("unit", "post", "rank", "year"), "unit": ("superior",), "bloc": ("scope", "year")}
"""The properties by which each kind is matched."""
WHOSE = ("superior", "scope")
"""Those that say whose a relative name is."""

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_FAR = 10  # years: so long before the first or behind the last article that it is hardly the same


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a property: its text, and the id of an entity where it was reconciled before."""

    text: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A property that a query states, with one value or several: one of them must fit."""

    property: str
    values: tuple[Value, ...]


@dataclass(slots=True)
class Judge:
    """What a query states, compared with one candidate after the other; the units that it names are looked up once."""

    connection: sqlite3.Connection
    wanted: Sequence[Wanted]
    _units: dict[Value, frozenset[str]] = field(default_factory=dict)

    def verdicts(self, kind: str, candidate: str) -> dict[str, bool | None]:
        """For each property of that kind whether it fits the candidate."""
        return {
            one.property: self._verdict(one, kind, candidate) for one in self.wanted if one.property in MATCHED[kind]
        }

    def _verdict(self, one: Wanted, kind: str, candidate: str) -> bool | None:
        compare = _COMPARED[one.property]
        found = [compare(self, kind, candidate, value) for value in one.values]
        return True if True in found else None if None in found or not found else False

    def years(self) -> list[int]:
        """The years that the query states."""
        texts = (value.text for one in self.wanted if one.property == "year" for value in one.values)
        return [int(year) for text in texts for year in _YEAR.findall(text)]

    def units(self, value: Value) -> frozenset[str]:
        """The units that a value names: those whose full name it is, else those who are called so for short."""
        if value not in self._units:
            self._units[value] = frozenset(self._named(value))
        return self._units[value]

    def _named(self, value: Value) -> list[str]:
        known = entity(self.connection, value.id or value.text)
        if known:
            return [known[1]] if known[0] == UNIT else []
        found = [f for f in find(self.connection, UNIT, value.text).found if f.fit >= Fit.OPEN]
        return [f.id for f in found if f.whole] or [f.id for f in found]


def _unit(judge: Judge, _: str, person: str, value: Value) -> bool | None:
    own = facts.units_of(judge.connection, person)
    if not own:
        return None
    named = judge.units(value)
    if not named and any(_names_it(value.text, name) for name in own.values()):
        return True
    if named & own.keys() or any(named & facts.above(judge.connection, unit) for unit in own):
        return True
    # The table may name the part of a unit where articles name the whole; of units of one province it is not always
    # known which is part of which.
    if any(facts.above(judge.connection, unit) & own.keys() for unit in named):
        return None
    said = unit_name(value.text).provinces
    return None if any(said & unit_name(name).provinces for name in own.values()) else False


def _post(judge: Judge, _: str, person: str, value: Value) -> bool | None:
    held = facts.posts(judge.connection, person)
    if not held:
        return None
    said = _forms(value.text)
    for post in held:
        for title in _forms(post.title, like=value.text):
            units = _forms(post.unit_name, like=value.text) if post.unit_name else set()
            for words in said:
                if words == title or (len(words) > 1 and title[: len(words)] == words):
                    return True
                rest = words[len(title) :]
                if words[: len(title)] == title and any(set(rest) <= set(unit) for unit in units):
                    return True
    return False


def _rank(judge: Judge, _: str, person: str, value: Value) -> bool | None:
    known = facts.ranks(judge.connection, person)
    if any(plain(ranked.rank) == plain(value.text) and _tones_fit(value.text, ranked.rank) for ranked in known):
        return True
    graded = rank_of(value.text.strip())
    if not graded or not known:
        return None
    grade = graded[0]
    if any(ranked.grade == grade for ranked in known):
        return True
    # Ranks rise: another one is no contradiction, unless a year says that it would have fallen.
    for year in judge.years():
        for ranked in known:
            if ranked.years and (
                (ranked.grade > grade and ranked.years[0] < year) or (ranked.grade < grade and ranked.years[1] > year)
            ):
                return False
    return None


def _year(judge: Judge, kind: str, candidate: str, value: Value) -> bool | None:
    stated = [int(year) for year in _YEAR.findall(value.text)]
    span = facts.years(judge.connection, kind, candidate)
    if not stated or not span:
        return None
    first, last = span
    if any(first <= year <= last for year in stated):
        return True
    return False if all(year < first - _FAR or year > last + _FAR for year in stated) else None


def _superior(judge: Judge, _: str, unit: str, value: Value) -> bool | None:
    parents = facts.superiors(judge.connection, unit)
    named = judge.units(value)
    if named & facts.above(judge.connection, unit):
        return True
    (key,) = judge.connection.execute("SELECT key FROM units WHERE id = ?", (unit,)).fetchone()
    if any(_names_it(value.text, name) for name in (*parents.values(), key, facts.name(judge.connection, UNIT, unit))):
        return True
    return False if parents else None


def _scope(judge: Judge, _: str, bloc: str, value: Value) -> bool | None:
    scope = facts.scope(judge.connection, bloc)
    if scope is None:
        return None
    known = entity(judge.connection, value.id or value.text)
    text = facts.name(judge.connection, *known) if known else value.text
    return bool(_forms(scope_name(text)) & _forms(scope_name(scope), like=text))


_COMPARED: dict[str, Callable[[Judge, str, str, Value], bool | None]] = {
    "unit": _unit,
    "post": _post,
    "rank": _rank,
    "year": _year,
    "superior": _superior,
    "scope": _scope,
}


def _forms(text: str, like: str | None = None) -> set[tuple[str, ...]]:
    """The words of a name; without diacritics where it is compared with a text that has none."""
    words = name_words(UNIT, text)
    return set(words) if like is None or is_accented(like) else {tuple(key_of(form).split()) for form in words}


def _names_it(said: str, name: str) -> bool:
    """Whether the words that were said stand in a name in a row."""
    for whole in _forms(name, like=said):
        for words in _forms(said):
            ends = range(len(words), len(whole) + 1)
            if words and any(whole[end - len(words) : end] == words for end in ends):
                return True
    return False


def _tones_fit(said: str, name: str) -> bool:
    return not is_accented(said) or fold(said.strip()) == fold(name)
