"""What became of units: renamed, merged, dissolved, enlarged, as `data/unit_events.csv` tells of kinds and bodies.

A row tells of a body by name, of a kind of body in every province or district, or of a place and all bodies that go
with it (`data/bodies_of_places.csv`). Mergers of provinces stand in `data/provinces.csv` and are not written again.
A unit that was dissolved, merged or renamed has no later events under its old name: what it became has.

- `Sở Giao thông vận tải tỉnh Hòa Bình` was merged into `Sở Xây dựng tỉnh Hòa Bình`, and that into the one of Phú Thọ.
- `Bộ CHQS tỉnh Phú Thọ` goes on under its name with two others joined to it: it was *enlarged*, into itself, and a
  unit of that name after that day may be a new one.
- A part of a body that went into one of another name (`Văn phòng Sở Giao thông vận tải …`): nobody says what of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple

from ..text.gazetteer import Entry, load
from .placed_names import PLAIN, Place, PlacedName, Province, folded, in_full, place_of, placed_name, provinces, spelt

MERGED, DISSOLVED, ENLARGED = "merged", "dissolved", "enlarged"
_NAMED, _PLACE, _IN_PROVINCE, _IN_DISTRICT = "named", "place", "province", "district"
_BOTH = "both"
_PROVINCES = "tỉnh"  # the row of all provinces
# The military commands of the two greatest cities have names of their own.
_COMMANDS = {
    "ha-noi": "Bộ Tư lệnh Thủ đô Hà Nội",
    "thanh-pho-ho-chi-minh": "Bộ Tư lệnh Thành phố Hồ Chí Minh",
}
_COMMAND_KINDS = ("Bộ Chỉ huy quân sự", "Bộ Tư lệnh")
# What stands before a body's name without making another unit's history of it.
_LEADING = ("Bộ Tư lệnh", "Đảng ủy")


@dataclass(frozen=True, slots=True)
class UnitEvent:
    """What a unit underwent. day: ISO, the first on which it holds. kind: `renamed`, `merged`, `dissolved` or
    `enlarged`. into: the full name of what it became, '' if nothing took its place. document: the law or decision."""

    day: str
    kind: str
    into: str
    document: str | None


class _PlaceEvent(NamedTuple):
    """What a place underwent; target: what it became, None if nothing."""

    day: str
    kind: str
    target: Place | None
    document: str | None


class _Rule(NamedTuple):
    """A row on a kind of body. into: what those bodies became; spared: ids of the provinces where it does not hold."""

    day: str
    kind: str
    into: tuple[str, ...]
    document: str | None
    spared: frozenset[str]


@lru_cache(maxsize=131_072)
def events_of(name: str) -> tuple[UnitEvent, ...]:
    """The events that a unit underwent under its full name, by day. name: in any spelling of articles.

    Nothing for a relative name (`Sở Y tế`), and for a unit of which no row tells.
    """
    full = in_full(name)
    return _of_a_body(full) or _of_a_placed(placed_name(full))


def successors(name: str) -> tuple[tuple[str, str], ...]:
    """What a unit became after it bore a name: other names, spelt in full, each with the first day (ISO) on which it
    bore it. Mergers are followed.

    name: as it is given in articles.
    """
    since: dict[str, str] = {}
    pending = [(name, "")]
    while pending:
        borne, day = pending.pop()
        if borne not in since or day < since[borne]:
            since[borne] = day
            pending += [(e.into, e.day) for e in events_of(borne) if e.into and e.kind != ENLARGED and e.day >= day]
    return tuple((other, day) for other, day in since.items() if other != name)


# ---------------------------------------------------------------------------------------------------------------
# Bodies known by name


def _of_a_body(name: str) -> tuple[UnitEvent, ...]:
    """Of a body that a row names, or of its command or Party committee (`Bộ Tư lệnh Quân đoàn 4`)."""
    words = folded(name)
    rows = _named()
    known = _canonical(words)
    if known in rows:
        return tuple(_events(rows[known], ""))
    for first, leading in _leading().items():
        rest = _canonical(words[len(first) :]) if words[: len(first)] == first else ()
        if rest in rows:
            return tuple(_events(rows[rest], f"{leading} "))
    return ()


def _events(row: Entry, leading: str) -> Iterator[UnitEvent]:
    for into in row.fields["into"].split("|"):
        named = f"{leading}{into}" if into else ""
        yield UnitEvent(row.fields["day"], row.fields["event"], named, row.fields["document"] or None)


@cache
def _leading() -> dict[tuple[str, ...], str]:
    return {folded(leading): leading for leading in _LEADING}


@cache
def _named() -> dict[tuple[str, ...], Entry]:
    """The rows on one body, by the folded words of its names."""
    rows = [row for row in load("unit_events") if row.fields["within"] == _NAMED]
    return {_canonical(folded(in_full(form))): row for row in rows for form in row.forms()}


def _canonical(words: tuple[str, ...]) -> tuple[str, ...]:
    return _usual_names().get(words, words)


@cache
def _usual_names() -> dict[tuple[str, ...], tuple[str, ...]]:
    """The other spellings of bodies known by name, each with the words of the usual one."""
    found: dict[tuple[str, ...], tuple[str, ...]] = {}
    for entry in load("named_units"):
        usual = folded(in_full(entry.name))
        for form in entry.forms():
            found.setdefault(folded(in_full(form)), usual)
    return found


# ---------------------------------------------------------------------------------------------------------------
# Bodies of places


def _of_a_placed(name: PlacedName | None) -> tuple[UnitEvent, ...]:
    if name is None:
        return ()
    of_place = _place_events(name.place)
    found: list[UnitEvent] = []
    unknown: str | None = None  # the day from which on nobody says what became of it
    rules, whole = _rules_for(name)
    for rule in rules:
        spared = name.place.key in rule.spared
        if rule.kind == DISSOLVED and not spared:
            found.append(UnitEvent(rule.day, rule.kind, "", rule.document))
        elif spared or not whole:
            unknown = min(filter(None, (unknown, rule.day))) if rule.kind != ENLARGED else unknown
        else:
            moved = next((e.target for e in of_place if e.day == rule.day and e.kind != ENLARGED and e.target), None)
            kind = MERGED if moved else rule.kind  # a new name in a province with others
            for into in rule.into:
                to = _spelt(into, name.head, moved or name.place)
                found.append(UnitEvent(rule.day, kind, to, rule.document))
    if _goes_with_its_place(name):
        ends = {event.day for event in found if event.kind != ENLARGED}
        for event in of_place:
            if event.day not in ends:
                to = _spelt(name.body, name.head, event.target) if event.target else ""
                found.append(UnitEvent(event.day, event.kind, to, event.document))
    found.sort(key=lambda event: event.day)
    last = min((event.day for event in found if event.kind != ENLARGED), default=None)
    kept = [event for event in found if last is None or event.day <= last]
    return tuple(event for event in kept if unknown is None or event.day < unknown)


def _spelt(body: str, head: int, place: Place) -> str:
    command = _COMMANDS.get(place.key)
    kind = next((kind for kind in _COMMAND_KINDS if body.endswith(kind)), None)
    if command and kind and head == PLAIN:
        return body.removesuffix(kind) + command
    return spelt(body, head, place)


def _rules_for(name: PlacedName) -> tuple[tuple[_Rule, ...], bool]:
    """The rules on the body that a unit is, or else is a part of; and whether it is that body."""
    level = _IN_PROVINCE if name.place.province else _IN_DISTRICT
    rules = _rules()[level]
    for i in range(len(name.words)):
        # A part's superior begins with a capital: `Phòng 3 | Cục Thuế`, no `Chi | cục Thuế`.
        if name.words[i:] in rules and (i == 0 or name.capitals[i]):
            return rules[name.words[i:]], i == 0
    return (), True


@cache
def _rules() -> dict[str, dict[tuple[str, ...], tuple[_Rule, ...]]]:
    """The rows on a kind of body, by the level of its places and the folded words of its names."""
    found: dict[str, dict[tuple[str, ...], tuple[_Rule, ...]]] = {_IN_PROVINCE: {}, _IN_DISTRICT: {}}
    for row in load("unit_events"):
        of_level = found.get(row.fields["within"])
        if of_level is None:
            continue
        spared = frozenset(place_of(place).key for place in row.fields["except"].split("|") if place)
        into = tuple(name for name in row.fields["into"].split("|") if name)
        rule = _Rule(row.fields["day"], row.fields["event"], into, row.fields["document"] or None, spared)
        for form in row.forms():
            words = folded(in_full(form))
            of_level[words] = (*of_level.get(words, ()), rule)
    return found


def _goes_with_its_place(name: PlacedName) -> bool:
    """Is it the place itself, one of its committees or their organs, or a body that is one of the place's?"""
    level = _IN_PROVINCE if name.place.province else _IN_DISTRICT
    if name.head != PLAIN or not name.words or name.words in _rules()[level]:
        return True
    whole, opening = _bodies()[level]
    for i in range(len(name.words)):
        if name.words[i:] in whole:
            return True
        # `Văn phòng | Sở Y tế`, but no place's name (`Công ty Hải Phòng`) and no common word (`cơ sở`)
        if (name.words[i],) in opening and name.capitals[i] and not (i and name.capitals[i - 1]):
            return True
    return False


@cache
def _bodies() -> dict[str, tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]]:
    """By level the folded words of the bodies that go with their place: whole names, and how names of a field open."""
    found: dict[str, tuple[frozenset[tuple[str, ...]], frozenset[tuple[str, ...]]]] = {}
    for level in (_IN_PROVINCE, _IN_DISTRICT):
        rows = [row for row in load("bodies_of_places") if row.fields["of"] in (level, _BOTH)]
        goes_on: dict[str, set[tuple[str, ...]]] = {"no": set(), "yes": set()}
        for row in rows:
            goes_on[row.fields["goes_on"]].update(folded(in_full(form)) for form in row.forms())
        found[level] = frozenset(goes_on["no"]), frozenset(goes_on["yes"])
    return found


# ---------------------------------------------------------------------------------------------------------------
# Places


def _place_events(place: Place) -> tuple[_PlaceEvent, ...]:
    known = _events_of_places()
    return known.get(place.key) or (() if place.province else known.get(place.kind, ()))


@cache
def _events_of_places() -> dict[str, tuple[_PlaceEvent, ...]]:
    """What places underwent, by their keys; by the kind of place what all districts of a kind did."""
    found: dict[str, list[_PlaceEvent]] = defaultdict(list)
    documents: dict[str, str | None] = {}
    for row in (row for row in load("unit_events") if row.fields["within"] == _PLACE):
        day, kind, document = row.fields["day"], row.fields["event"], row.fields["document"] or None
        if row.name == _PROVINCES:
            documents[day] = document
        elif " " not in row.name:  # kinds of district
            for form in row.forms():
                found[form].append(_PlaceEvent(day, kind, None, document))
        else:
            into = row.fields["into"]
            found[place_of(row.name).key].append(_PlaceEvent(day, kind, place_of(into) if into else None, document))
    for province in provinces().values():
        if province.until and province.id not in found:
            found[province.id].append(_merger(province, documents))
    for event in [event for events in found.values() for event in events]:
        if event.target and event.target.province:
            enlarged = event._replace(kind=ENLARGED)
            if enlarged not in found[event.target.key]:
                found[event.target.key].append(enlarged)
    return {key: tuple(sorted(events, key=lambda event: event.day)) for key, events in found.items()}


def _merger(province: Province, documents: dict[str, str | None]) -> _PlaceEvent:
    day = (date.fromisoformat(province.until) + timedelta(days=1)).isoformat()
    into = provinces()[province.successor]
    return _PlaceEvent(day, MERGED, Place(into.kind, into.name, into), documents.get(day))
