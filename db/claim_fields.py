"""The fields of claims by name: what each may hold, and how a claim's are read from the tables and written.

A field is a column of the claim's table (`year`) or stands in a place of its list: `post.0.title`, `post.0.unit` and
`post.0.former` of an official, `member.2` of a bloc. Places count from 0 in the order of the article. A place whose
first part (the title, the member) is null is empty: the list has no row for it.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import NamedTuple, get_args, get_type_hints

from db.decisions import Value
from db.rows import COLUMNS
from extractors.records import KINDS
from extractors.times.days import FIRST_YEAR, LAST_YEAR

TEXT, YEAR, NUMBER, DATE, PERIOD, CODE, YES_NO = TYPES = ("text", "year", "number", "date", "period", "code", "yes/no")
"""date: a day, a month or a year. period: as the record format writes it. code: one of some words. yes/no: 1 or 0."""

WHOLE = (YEAR, NUMBER, YES_NO)
"""The types of whole numbers."""

_TYPE_OF = {"year": YEAR, "count": NUMBER, "date": DATE, "since": DATE, "until": DATE, "period": PERIOD}
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?")
_PERIOD = re.compile(r"([0-9]{4})(?:-(?:H[12]|Q[1-4]|[1-9]M|1[0-2]M)|/([0-9]{4}))?")
_PLACED = re.compile(r"([a-z]+)\.(0|[1-9][0-9]*)(?:\.([a-z]+))?")


@dataclass(frozen=True, slots=True)
class Spec:
    """What a field may hold: a type of TYPES, the codes of a code; required: never null."""

    type: str
    required: bool
    codes: tuple[str, ...] = ()

    def unfit(self, value: Value) -> str | None:
        """Why a value does not fit; None if it does."""
        if value is None:
            return "needs a value" if self.required else None
        if self._fits(value):
            return None
        meant = {
            TEXT: "no text",
            YEAR: f"no year from {FIRST_YEAR} to {LAST_YEAR}",
            NUMBER: "no whole number from 0",
            DATE: "no date (2024-05-31, 2024-05 or 2024)",
            PERIOD: "no period (2023, 2023-H1, 2023-Q3, 2023-9M or 2021/2025)",
            CODE: f"not one of {', '.join(self.codes)}",
            YES_NO: "neither 1 (yes) nor 0 (no)",
        }
        return f"is {value!r}, {meant[self.type]}"

    def _fits(self, value: str | int) -> bool:
        if isinstance(value, int) or self.type in WHOLE:
            return self.type in WHOLE and isinstance(value, int) and value in _range(self.type)
        if self.type == DATE:
            return _is_date(value)
        if self.type == PERIOD:
            match = _PERIOD.fullmatch(value)
            return match is not None and all(int(year) in _range(YEAR) for year in match.groups() if year)
        return self.type == TEXT or value in self.codes


def _range(kind: str) -> range:
    return {YEAR: range(FIRST_YEAR, LAST_YEAR + 1), YES_NO: range(2)}.get(kind, range(2**31))


def _is_date(text: str) -> bool:
    match = _DATE.fullmatch(text)
    if not match or int(match[1]) not in _range(YEAR):
        return False
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Listed:
    """The list that claims of a kind have. parts: the columns of its table, the one that every place needs first."""

    name: str
    table: str
    parts: dict[str, Spec]

    @property
    def head(self) -> str:
        """The part that every place needs."""
        return next(iter(self.parts))

    def field(self, number: int, part: str) -> str:
        """The name of a field: `post.0.unit`, `member.2`."""
        return f"{self.name}.{number}" + (f".{part}" if len(self.parts) > 1 else "")

    def fields(self, number: int) -> dict[str, Spec]:
        """The fields of a place, its head first."""
        return {self.field(number, part): spec for part, spec in self.parts.items()}


class Place(NamedTuple):
    """Where a field stands: the number of the place, and which part of it."""

    number: int
    part: str


_MAY_BE_EMPTY = Spec(TEXT, required=False)
LISTS = {
    "officials": Listed("post", "claim_posts", {"title": _MAY_BE_EMPTY, "unit": _MAY_BE_EMPTY,
                                                "former": Spec(YES_NO, required=True)}),
    "blocs": Listed("member", "claim_bloc_members", {"unit": _MAY_BE_EMPTY}),
}  # fmt: skip
"""By kind of claim. A head may be null: its place is then empty."""


@cache
def tables_of(kind: str) -> tuple[str, ...]:
    """The tables in which the fields of such claims stand."""
    return (f"claim_{kind}", LISTS[kind].table) if kind in LISTS else (f"claim_{kind}",)


def columns(kind: str) -> dict[str, Spec]:
    """The fields of a kind of claim that are columns, as the types of its record say."""
    hints = get_type_hints(KINDS[kind])
    return {name: _spec(name, hints[name]) for name in COLUMNS[kind]}


def _spec(name: str, hint: object) -> Spec:
    kinds = set(get_args(hint)) or {hint}
    codes = next((k for k in kinds if isinstance(k, type) and issubclass(k, StrEnum)), None)
    spec = Spec(_TYPE_OF.get(name, TEXT), required=NoneType not in kinds)
    return spec if codes is None else replace(spec, type=CODE, codes=tuple(code.value for code in codes))


def spec_of(kind: str, name: str) -> Spec | None:
    """What a field of a kind of claim may hold; None where the kind has no such field."""
    if found := columns(kind).get(name):
        return found
    place = place_of(kind, name)
    return LISTS[kind].parts[place.part] if place else None


def place_of(kind: str, name: str) -> Place | None:
    """Where in the list of a claim a field stands; None if it stands in none."""
    listed, match = LISTS.get(kind), _PLACED.fullmatch(name)
    if not listed or not match or match[1] != listed.name:
        return None
    place = Place(int(match[2]), match[3] or listed.head)
    return place if place.part in listed.parts and listed.field(*place) == name else None


def places(kind: str, names: Iterable[str]) -> list[int]:
    """The numbers of the places that some fields stand in, in order."""
    return sorted({place.number for name in names if (place := place_of(kind, name))})


def in_order(kind: str, names: Iterable[str]) -> Iterator[str]:
    """All columns of a kind of claim, and then all fields of the places that some fields stand in."""
    yield from columns(kind)
    for number in places(kind, names):
        yield from LISTS[kind].fields(number)


def read_fields(connection: sqlite3.Connection, kind: str, claim: str) -> dict[str, Value]:
    """What the tables say of a claim, by field, in order."""
    cursor = connection.cursor()
    cursor.row_factory = None
    names = ", ".join(columns(kind))
    values = cursor.execute(f"SELECT {names} FROM claim_{kind} WHERE claim = ?", (claim,)).fetchone()
    found: dict[str, Value] = dict(zip(columns(kind), values, strict=True))
    if listed := LISTS.get(kind):
        parts = ", ".join(listed.parts)
        query = f"SELECT position, {parts} FROM {listed.table} WHERE claim = ? ORDER BY position"
        for number, *held in cursor.execute(query, (claim,)).fetchall():
            found |= dict(zip(listed.fields(number), held, strict=True))
    return found


def write_fields(connection: sqlite3.Connection, kind: str, claim: str, values: Mapping[str, Value]) -> None:
    """Make the tables say of a claim what is given, all of its fields. Places that are empty have no row."""
    sets = ", ".join(f"{name} = ?" for name in columns(kind))
    row = [values[name] for name in columns(kind)]
    connection.execute(f"UPDATE claim_{kind} SET {sets} WHERE claim = ?", (*row, claim))
    if listed := LISTS.get(kind):
        connection.execute(f"DELETE FROM {listed.table} WHERE claim = ?", (claim,))
        marks = ", ".join("?" * len(listed.parts))
        insert = f"INSERT INTO {listed.table} (claim, position, {', '.join(listed.parts)}) VALUES (?, ?, {marks})"
        for number in places(kind, values):
            held = [values[name] for name in listed.fields(number)]
            if held[0] is not None:
                connection.execute(insert, (claim, number, *held))
