"""What an export is about: blocs, units, people, years. Names as they are typed become ids here."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from db.archive import ArchiveError
from db.names import is_accented, unit_key
from db.who import blocs_fitting
from extractors.text.language import plain

_EXAMPLES = 3  # names shown where none fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What was asked for: names or ids; within one kind any of them, between kinds all. Empty: everything."""

    blocs: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    years: tuple[int, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.blocs or self.units or self.people or self.years)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """An entity, or a year, that something asked for means."""

    kind: str  # bloc, unit, person or year
    asked: str
    id: str
    name: str

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def fits(connection: sqlite3.Connection, filters: Filters) -> list[Fit]:
    """All that is meant; a name may fit several. Raises ArchiveError where one fits nothing, naming some that would."""
    finders: dict[str, tuple[tuple[str, ...], Callable[[sqlite3.Connection, str], list[tuple[str, str]]]]] = {
        "bloc": (filters.blocs, _blocs),
        "unit": (filters.units, lambda connection, asked: _named(connection, "units", "unit", asked)),
        "person": (filters.people, lambda connection, asked: _named(connection, "people", "person", asked)),
    }
    found = []
    for kind, (names, finder) in finders.items():
        table = {"bloc": "blocs", "unit": "units", "person": "people"}[kind]
        for given in names:
            asked = given.encode(errors="replace").decode()  # bytes of a command line that are no UTF-8 fit nothing
            fitting = _by_id(connection, table, kind, asked) or (finder(connection, asked) if asked.strip() else [])
            if not fitting:
                raise ArchiveError(f"--{kind} {asked!r}: fits no {kind} of this archive{_known(connection, table)}")
            found += [Fit(kind=kind, asked=asked, id=id_, name=name) for id_, name in fitting]
    found += [Fit(kind="year", asked=str(year), id=f"{year:04d}", name=str(year)) for year in filters.years]
    return found


def _by_id(connection: sqlite3.Connection, table: str, kind: str, asked: str) -> list[tuple[str, str]]:
    """The entity of an id, also of one that it had."""
    query = (
        f"SELECT id, name FROM {table} WHERE id = :asked OR id = "
        "(SELECT entity FROM redirects WHERE id = :asked AND kind = :kind)"
    )
    return _pairs(connection.execute(query, {"asked": asked, "kind": kind}))


def _blocs(connection: sqlite3.Connection, asked: str) -> list[tuple[str, str]]:
    return [(bloc["id"], bloc["name"]) for bloc in blocs_fitting(connection, asked)]


def _named(connection: sqlite3.Connection, table: str, kind: str, asked: str) -> list[tuple[str, str]]:
    """The units or people of a name, as well known by another one; else those whose name holds all its words.

    What is typed without diacritics fits any.
    """
    key: Callable[[str], str] = unit_key if is_accented(asked) else lambda name: plain(unit_key(name))
    wanted = key(asked)
    names = connection.execute(
        f"SELECT e.id, e.name, n.name FROM {table} e JOIN "
        f"(SELECT id AS entity, name FROM {table} UNION SELECT entity, name FROM entity_names WHERE kind = ?) n "
        "ON n.entity = e.id ORDER BY e.mentions DESC, e.id",
        (kind,),
    ).fetchall()
    keyed = [(id_, name, key(known)) for id_, name, known in names]
    wholly = {id_: name for id_, name, known in keyed if known == wanted}
    words = set(wanted.split())
    holding = {id_: name for id_, name, known in keyed if words and words <= set(known.split())}
    return list((wholly or holding).items())


def _known(connection: sqlite3.Connection, table: str) -> str:
    names = [
        name for (name,) in connection.execute(f"SELECT name FROM {table} ORDER BY mentions DESC, id LIMIT {_EXAMPLES}")
    ]
    return f"; it has {'; '.join(names)} …" if names else "; it has none"


def _pairs(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [(id_, name) for id_, name in rows]
