"""Lists of units as blocs' members stand in them: in a sentence, in brackets, or one to a line.

A, B và C · A (Cụm trưởng), B (Cụm phó), C · A - Khối trưởng, B · Ban CHQS huyện A, B và thị xã C
các phường A, B; các xã C, D · các tỉnh: A, B · 1. A 2. B · - A; - B · lines without any sign
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .chunks import Chunk, Kind, Row
from .places import place_at
from .reading import Reading
from .unit_kinds import Trait, kinds_with
from .unit_lists import places_at
from .units import UnitParse
from .words import ALL, AND, TOGETHER

_SEPARATORS = frozenset({",", ";", AND, TOGETHER, "-", "–", "+", "•", "*"})
_BULLETS = frozenset({"-", "–", "+", "•", "*"})
_ENUMERATORS = frozenset({".", ")", "/"})  # behind the number or letter of a line
# A unit's name up to its kind of place, which the list's next places share: `Ban CHQS huyện | A`.
_ELIDED = re.compile(r"^((.*\b)(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã))\s+\S")
_UNITS = frozenset({Kind.UNIT, Kind.UNITS})
_IN_ITEMS = frozenset({*_UNITS, Kind.MARK, Kind.ROLE, Kind.PLACE, Kind.NUMBER})
_PLACES = frozenset({Kind.PLACE, Kind.NUMBER})
_LOCALITY = "địa"  # the first syllable of `địa phương`
_LONGEST_BRACKET = 6  # chunks of an abbreviation or a role behind a unit


@dataclass(slots=True)
class MemberList:
    """Units in a list: names, ids of closed sets; chunks `first` to `last` (exclusive) of its row.

    places: it names places only. roles: one of its units bears a bloc's role behind its name.
    """

    first: int
    last: int
    names: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)
    places: bool = False
    roles: bool = False

    @property
    def size(self) -> int:
        """How many units it names, closed sets counted as two each."""
        return len(self.names) + 2 * len(self.closed)


def with_lines(reading: Reading) -> Iterator[Row]:
    """The sentences; one that ends with a colon takes in the lines of the list that follow it."""
    rows, number = reading.rows, 0
    while number < len(rows):
        row = rows[number]
        number += 1
        if row[-1].text == ":" or (len(row) > 2 and row[-3].text == ":" and is_enumerator(row, len(row) - 2)):
            row = list(row)
            while number < len(rows) and _is_line_of_list(reading, rows[number], row):
                row.extend(rows[number])
                number += 1
        yield row


def _is_line_of_list(reading: Reading, row: Row, before: Row) -> bool:
    """Does a sentence go on with a list: by a bullet, a number, or as a unit alone in its line?"""
    if row[0].text in _BULLETS or is_enumerator(row, 0):
        return True
    if len(before) > 1 and is_enumerator(before, len(before) - 2):
        return True  # the number is a sentence of its own
    alone = row[0].kind in _UNITS and all(c.kind in _IN_ITEMS for c in row)
    return alone and reading.tokens.newline[row[0].start]


def is_enumerator(row: Row, i: int) -> bool:
    """`1.`, `a)` at chunk i?"""
    if i + 1 >= len(row) or row[i + 1].text not in _ENUMERATORS:
        return False
    return (row[i].kind is Kind.NUMBER and len(row[i].text) <= 2) or (
        row[i].kind is Kind.WORD and len(row[i].text) == 1
    )


def list_starts(row: Row) -> list[int]:
    """The chunks at which a list may start: units, and the plurals and kinds of places."""
    if not any(c.kind in _UNITS or c.kind is Kind.PLACE or c.norm == _LOCALITY for c in row):
        return []
    return [k for k, c in enumerate(row) if c.kind in _UNITS or c.kind in _PLACES or c.norm == ALL]


def list_at(reading: Reading, row: Row, i: int) -> MemberList | None:
    """The list that starts at chunk i, perhaps of one unit; None where none starts there."""
    unit = row[i].unit
    if row[i].kind is Kind.UNIT and (unit is None or unit.bare):
        return None
    found = MemberList(i, i, places=row[i].kind not in _UNITS)
    while i < len(row):
        after = _take_item(reading, row, i, found)
        if after == i:
            break
        found.last = after
        i = _behind_bracket(row, after, found)
        i, parted = _over_separators(reading, row, i, found)
        if not parted:
            break
    return found if found.size else None


def _take_item(reading: Reading, row: Row, i: int, found: MemberList) -> int:
    """Take in what stands at chunk i; the chunk after it, i itself where the list ends there."""
    chunk = row[i]
    if chunk.units:
        found.names.extend(reading.names.expand(u.name) for u in chunk.units.units)
        found.closed.extend([chunk.units.closed] if chunk.units.closed else [])
        found.places = False
        return i + 1
    if chunk.kind is Kind.UNIT and chunk.unit and (not chunk.unit.bare or _is_known_alone(chunk.unit, found)):
        found.names.append(reading.unit_name(chunk.unit, chunk.a))
        found.places = False
        return i + 1
    if found.names and not found.places:
        name = _elided(reading, chunk, found.names[-1]) if chunk.kind is Kind.PLACE else None
        found.names.extend([name] if name else [])
        return i + 1 if name else i
    several = places_at(reading.tokens, chunk.start) if chunk.norm == ALL or chunk.kind in _PLACES else None
    if several is None:
        return i
    found.names.extend(reading.names.expand(u.name) for u in several.units)
    return next((j for j in range(i, len(row)) if row[j].start >= several.end), len(row))


def _is_known_alone(unit: UnitParse, found: MemberList) -> bool:
    """`Sở Nội vụ và | Tỉnh đoàn`: a bare kind that a place alone would complete names a member among others."""
    return bool(found.names) and not found.places and unit.kind in kinds_with(Trait.PLACE)


def _elided(reading: Reading, chunk: Chunk, before: str) -> str | None:
    """`Ban CHQS huyện A | B`, `… | thị xã C`: the unit of a place whose kind of unit the one before it says."""
    match = _ELIDED.match(before)
    place = place_at(reading.tokens, chunk.start)
    if match is None or place is None:
        return None
    own_kind = place.name > chunk.start and chunk.text[0].islower()
    return reading.names.expand(f"{match.group(2).strip()} {chunk.text}" if own_kind else f"{match[1]} {chunk.text}")


def _behind_bracket(row: Row, i: int, found: MemberList) -> int:
    """The chunk after a short bracket at chunk i, which may hold a role; i where there is none."""
    if i >= len(row) or row[i].text != "(":
        return i
    end = next((j for j in range(i + 1, min(i + _LONGEST_BRACKET, len(row))) if row[j].text == ")"), None)
    if end is None:
        return i
    found.roles = found.roles or any(c.kind is Kind.ROLE for c in row[i:end])
    return end + 1


def _over_separators(reading: Reading, row: Row, i: int, found: MemberList) -> tuple[int, bool]:
    """(the chunk after the separators, roles and numbers of lines at chunk i, whether another unit may follow)."""
    newline = reading.tokens.newline
    start = i
    while i < len(row):
        if row[i].norm in _SEPARATORS or (row[i].text == "." and i + 1 < len(row) and newline[row[i + 1].start]):
            i += 1
        elif row[i].kind is Kind.ROLE and i > start:
            found.roles = True  # `A - Khối trưởng`
            i += 1
        elif newline[row[i].start] and is_enumerator(row, i):
            i += 2
        else:
            break
    return i, i > start or (i < len(row) and newline[row[i].start])
