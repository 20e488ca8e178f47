"""Data extension: the values that the archive has for properties of entities, to fill columns of somebody's table."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from db.reconciliation import facts
from db.reconciliation.facts import span_text
from db.reconciliation.names import entity

Value = str | int | tuple[str, str]
"""A text, a number, or an entity as (id, name)."""

_HEADS = """
SELECT l.year, l.unit, u.name FROM ledger l JOIN units u ON u.id = l.unit
WHERE l.bloc = ? AND l.role = 'head' AND NOT l.inferred ORDER BY l.year IS NULL, l.year, u.name, u.id
"""
_LED = """
SELECT DISTINCT b.id, b.name || coalesce(' (' || b.scope || ')', '') FROM ledger l JOIN blocs b ON b.id = l.bloc
WHERE l.{column} = ? AND l.role = 'head' AND NOT l.inferred ORDER BY 2, 1
"""
_AWARDS = (
    "SELECT award, year FROM award_paths WHERE {column} = ? AND status = 'awarded' ORDER BY year IS NULL, year, award"
)


def extend(
    connection: sqlite3.Connection, ids: Sequence[str], properties: Sequence[tuple[str, int]]
) -> dict[str, dict[str, list[Value]]]:
    """For each id and each property its values. properties: (property, how many values at most; 0 for all).

    A former id has the values of the entity to which it leads. An id that is no entity's, and a property that its kind
    does not have, have none.
    """
    rows = {}
    for one in ids:
        known = entity(connection, one)
        row: dict[str, list[Value]] = {}
        for wanted, limit in properties:
            found = EXTENDED[known[0]].get(wanted) if known else None
            values = found(connection, known[1]) if found and known else []
            row[wanted] = values[:limit] if limit else values
        rows[one] = row
    return rows


def _posts(connection: sqlite3.Connection, person: str) -> list[Value]:
    return [
        post.text + (f" ({span_text(post.years)})" if post.years else "") for post in facts.posts(connection, person)
    ]


def _ranks(connection: sqlite3.Connection, person: str) -> list[Value]:
    return [ranked.rank for ranked in facts.ranks(connection, person)]


def _units(connection: sqlite3.Connection, person: str) -> list[Value]:
    return list(facts.units_of(connection, person).items())


def _superiors(connection: sqlite3.Connection, unit: str) -> list[Value]:
    return list(facts.superiors(connection, unit).items())


def _scope(connection: sqlite3.Connection, bloc: str) -> list[Value]:
    scope = facts.scope(connection, bloc)
    return [scope] if scope else []


def _heads(connection: sqlite3.Connection, bloc: str) -> list[Value]:
    rows = connection.execute(_HEADS, (bloc,)).fetchall()
    return list(dict.fromkeys((unit, unit_name) for _, unit, unit_name in rows))


def _heads_by_year(connection: sqlite3.Connection, bloc: str) -> list[Value]:
    return [f"{year}: {unit_name}" for year, _, unit_name in connection.execute(_HEADS, (bloc,)) if year]


def _led(column: str) -> Callable[[sqlite3.Connection, str], list[Value]]:
    def values(connection: sqlite3.Connection, one: str) -> list[Value]:
        return [tuple(row) for row in connection.execute(_LED.format(column=column), (one,))]

    return values


def _awards(column: str) -> Callable[[sqlite3.Connection, str], list[Value]]:
    def values(connection: sqlite3.Connection, one: str) -> list[Value]:
        rows = connection.execute(_AWARDS.format(column=column), (one,))
        return [award + (f" ({year})" if year else "") for award, year in rows]

    return values


def _year(kind: str, which: int) -> Callable[[sqlite3.Connection, str], list[Value]]:
    def values(connection: sqlite3.Connection, one: str) -> list[Value]:
        span = facts.years(connection, kind, one)
        return [span[which]] if span else []

    return values


def _common(kind: str) -> dict[str, Callable[[sqlite3.Connection, str], list[Value]]]:
    return {
        "name": lambda connection, one: [facts.name(connection, kind, one)],
        "names": lambda connection, one: list(facts.names(connection, one)),
        "first_year": _year(kind, 0),
        "last_year": _year(kind, 1),
    }


EXTENDED: dict[str, dict[str, Callable[[sqlite3.Connection, str], list[Value]]]] = {
    "person": {
        "unit": _units,
        "post": _posts,
        "rank": _ranks,
        "led": _led("person"),
        "awards": _awards("person"),
        **_common("person"),
    },
    "unit": {"superior": _superiors, "led": _led("unit"), "awards": _awards("unit"), **_common("unit")},
    "bloc": {"scope": _scope, "head": _heads, "heads": _heads_by_year, **_common("bloc")},
}
"""The properties that each kind has to hand out."""

VALUES_OF = {"unit": "unit", "superior": "unit", "head": "unit", "led": "bloc"}
"""The kind of the entities that are a property's values."""
