"""Units as people's mentions are compared by: branch, provinces, level, and how two of them hang together."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from enum import IntEnum
from functools import cache, lru_cache
from typing import NamedTuple

from db.unit_identity import bare_key, is_open, may_be_one
from db.unit_names import unit_name
from extractors.text.language import fold, plain
from extractors.units.branches import branches_of
from extractors.units.placed_names import provinces
from extractors.units.unit_events import ENLARGED, events_of, successors
from extractors.units.unit_kinds import Trait, has_trait, kinds_with, level


class Relation(IntEnum):
    """How two units hang together, the closest first."""

    SAME = 0
    PART = 1  # one is the other's part, the Party committee of it, or its name left short
    PLACE = 2  # both are of one district or commune
    SIBLING = 3  # both are parts of one unit, as articles state
    RELATIVE = 4  # one is named without its place, else alike
    NONE = 5


# The highest level of a body of a place; a district's `UBND` is no province's.
_LEVEL_OF_THE_YOUNG = 5  # of the Youth Union of a province, whose leaders rise to lead a district
_LEVELS_OF_PLACES = {"huyện": 5, "quận": 5, "thị xã": 5, "xã": 7, "phường": 7, "thị trấn": 7, "đặc khu": 7}


class Facts(NamedTuple):
    """A unit: its key, branches, provinces, level (1 the State's top, 9 a team) and the places that it names.

    words: of the key. is_open: whether only its article knows it. is_committee: whether it is a Party committee.
    """

    key: str
    name: str
    branches: frozenset[str]
    provinces: frozenset[str]
    level: int
    places: frozenset[tuple[str, str]]
    words: tuple[str, ...]
    is_open: bool
    is_committee: bool


_RULING = frozenset({"party", "council"})
_PROVINCIAL_LEVEL = 3  # of `Tỉnh ủy` and `UBND tỉnh`
_FIRM = ("công", "ty")
_FEWEST_WORDS, _MOST_LEFT_OUT = 3, 3
_PROVINCIAL = {"tỉnh"}


@cache
def merged_provinces() -> dict[str, tuple[int, str]]:
    """By a province's folded name: the day (an ordinal) from which it was part of another one, and that one's folded
    name."""
    known = provinces()
    return {
        fold(p.name): (date.fromisoformat(p.until).toordinal() + 1, fold(known[p.successor].name))
        for p in known.values()
        if p.successor
    }


class UnitFacts(dict[str, Facts]):
    """The units of an archive, by id; each is taken apart when it is first asked for."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        rows = connection.execute("SELECT id, name, key FROM units").fetchall()
        self._names: dict[str, tuple[str, str]] = {unit: (name, key) for unit, name, key in rows}
        self._superiors: dict[str, set[str]] = defaultdict(set)
        for unit, superior in connection.execute(_SUPERIORS):
            if unit != superior:
                self._superiors[unit].add(superior)
        self._relations: dict[tuple[str, str], Relation] = {}
        # What is asked again and again, by unit.
        self._chains: dict[str, tuple[str, ...]] = {}
        self._ends: dict[str, tuple[tuple[int, bool], ...]] = {}
        self._became: dict[str, dict[str, int]] = {}

    def __missing__(self, unit: str) -> Facts:
        name, key = self._names[unit]
        parsed = unit_name(name)
        above = [unit_name(self._names[s][0]) for s in self._chain(unit)]
        found = self[unit] = Facts(
            key,
            name,
            branches_of(name),
            parsed.provinces or frozenset(p for one in above for p in one.provinces) or _provinces_of_key(key),
            _level(name, parsed.places),
            frozenset(place for place in parsed.places if place[0] not in _PROVINCIAL),
            tuple(key.split()) or (key,),
            is_open(key),
            has_trait(fold(name), Trait.COMMITTEE),
        )
        return found

    def _chain(self, unit: str) -> tuple[str, ...]:
        """The units above a unit, as articles state them."""
        known = self._chains.get(unit)
        if known is None:
            known = self._chains[unit] = tuple(self._above(unit)) if unit in self._superiors else ()
        return known

    def _above(self, unit: str) -> list[str]:
        found: list[str] = []
        pending = sorted(self._superiors.get(unit, ()))
        while pending:
            above = pending.pop()
            if above not in found and above != unit:
                found.append(above)
                pending += sorted(self._superiors.get(above, ()))
        return found

    def is_part(self, unit: str, whole: str) -> bool:
        """Whether a unit is a part of another one, by what articles state or by its name."""
        return whole in self._chain(unit) or _holds(self[unit], self[whole])

    def reads_as(self, one: str, other: str) -> bool:
        """Whether two names are one but for diacritics."""
        keys = [bare_key(self[unit].key) for unit in (one, other)]
        return plain(keys[0]) == plain(keys[1])

    def is_committee(self, unit: str | None) -> bool:
        """Whether a unit is a Party committee."""
        return unit is not None and self[unit].is_committee

    def ended(self, unit: str, after: int, until: int, *, dissolved: bool = False) -> bool:
        """Whether a unit, or one above it, was renamed, merged or dissolved between two days (ordinals); dissolved:
        only that."""
        return any(after < day <= until and (gone or not dissolved) for day, gone in self._ends_of(unit))

    def _ends_of(self, unit: str) -> tuple[tuple[int, bool], ...]:
        """The days on which a unit or one above it ended, and whether nothing took its place."""
        known = self._ends.get(unit)
        if known is None:
            named = (unit, *self._chain(unit))
            known = self._ends[unit] = tuple(end for one in named for end in _ends(self._full_name(one)))
        return known

    def relation(self, one: str, other: str) -> Relation:
        """How two units hang together."""
        if one == other:
            return Relation.SAME
        pair = (one, other) if one < other else (other, one)
        found = self._relations.get(pair)
        if found is None:
            found = self._relations[pair] = self._relate(*pair)
        return found

    def _relate(self, one: str, other: str) -> Relation:
        a, b = self[one], self[other]
        above, above_other = self._chain(one), self._chain(other)
        if other in above or one in above_other or _is_part(a, b):
            return Relation.PART
        if a.provinces & b.provinces and _rules(a) and _rules(b):
            return Relation.PLACE
        if a.places & b.places and not (a.provinces and b.provinces and a.provinces.isdisjoint(b.provinces)):
            return Relation.PLACE
        if not set(above).isdisjoint(above_other):
            return Relation.SIBLING
        if (a.is_open or b.is_open) and may_be_one(a.key, b.key):
            return Relation.RELATIVE
        return Relation.NONE

    def became(self, earlier: str, later: str, until: int) -> bool:
        """Whether one unit had been renamed to another, or merged into it, by a day (an ordinal)."""
        if not any(day <= until for day, _ in self._ends_of(earlier)):
            return False
        known = self._became.get(earlier)
        if known is None:
            known = self._became[earlier] = _became(self._full_name(earlier))
        return known.get(self[later].key, until + 1) <= until

    def _full_name(self, unit: str) -> str:
        """A unit's name, or its key where the name is a relative one that was completed."""
        name, key = self._names[unit]
        return key.title() if unit_name(name).needs and not is_open(key) else name

    def only_province(self, units: Iterable[str]) -> frozenset[str]:
        """The province of units if they are of one, else nothing."""
        found: frozenset[str] = frozenset()
        for unit in units:
            found |= self[unit].provinces
            if len(found) > 1:
                return frozenset()
        return found


_SUPERIORS = """
SELECT DISTINCT n.unit, p.unit FROM unit_mentions n JOIN unit_mentions p ON p.claim = n.claim AND p.field = 'parent'
WHERE n.field = 'name'
"""


def _rules(unit: Facts) -> bool:
    """Whether a unit is one of those that rule a province: Party committee, council, committee."""
    return not unit.places and unit.level <= _PROVINCIAL_LEVEL and bool(unit.branches & _RULING)


def _level(name: str, places: frozenset[tuple[str, str]]) -> int:
    young = _LEVEL_OF_THE_YOUNG if "youth" in branches_of(name) else 0
    return max(level(name), young, *(_LEVELS_OF_PLACES.get(kind, 0) for kind, _ in places))


def _is_part(a: Facts, b: Facts) -> bool:
    """Whether the names of two units say that one is a part of the other, or its Party committee, or short for it."""
    if a.words[-1] != b.words[-1]:
        return False
    if _holds(a, b) or _holds(b, a) or _is_committee_of(a, b) or _is_committee_of(b, a):
        return True
    return _is_short_for(a.words, b.words) or _is_short_for(b.words, a.words)


def _is_short_for(few: tuple[str, ...], many: tuple[str, ...]) -> bool:
    """Whether a key (its words) of a numbered unit or a firm leaves out words of another that ends alike: `lữ đoàn
    406`, `lữ đoàn xe tăng 406`."""
    if len(few) < _FEWEST_WORDS or not 0 < len(many) - len(few) <= _MOST_LEFT_OUT:
        return False
    if few[:2] != many[:2] or not (few[-1].isdigit() or few[:2] == _FIRM):
        return False
    rest = iter(many)
    return all(word in rest for word in few)


def _holds(longer: Facts, shorter: Facts) -> bool:
    """`đảng ủy quân khu 4` holds `quân khu 4`."""
    length = len(shorter.words)
    if longer.is_open or shorter.is_open or not 1 < length < len(longer.words):
        return False
    return longer.words[-length:] == shorter.words


def _is_committee_of(unit: Facts, body: Facts) -> bool:
    """Whether a unit is the Party committee of a body: `Đảng ủy Quân sự tỉnh X` of `Bộ Chỉ huy quân sự tỉnh X`."""
    if not unit.is_committee:
        return False
    committee = next((kind for kind in kinds_with(Trait.COMMITTEE) if unit.key.startswith(f"{kind} ")), None)
    rest = unit.key.removeprefix(f"{committee} ") if committee else ""
    return " " in rest and rest not in _province_names() and body.key.endswith(f" {rest}")


@lru_cache(maxsize=65_536)
def _provinces_of_key(key: str) -> frozenset[str]:
    """A relative name's key is completed by its place, which its spelling lacks."""
    words = key.split()
    ends = (" ".join(words[at:]) for at in range(1, len(words)))
    found = next((end for end in ends if end in _province_names()), None)
    return frozenset() if found is None or is_open(key) else frozenset({found})


@cache
def _province_names() -> frozenset[str]:
    return frozenset(fold(province.name) for province in provinces().values())


@lru_cache(maxsize=131_072)
def _ends(name: str) -> tuple[tuple[int, bool], ...]:
    """The days (ordinals) on which a unit ended under its name, and whether nothing took its place."""
    return tuple((date.fromisoformat(e.day).toordinal(), not e.into) for e in events_of(name) if e.kind != ENLARGED)


def _became(name: str) -> dict[str, int]:
    """The keys of what a unit was renamed to or merged into, and from which day (an ordinal)."""
    found: dict[str, int] = {}
    for other, day in successors(name):
        key, since = unit_name(other).key, date.fromisoformat(day).toordinal()
        found[key] = min(since, found.get(key, since))
    found.pop(unit_name(name).key, None)
    return found
