"""What the pages of people, units and blocs share: other names, entities that may be the same, contradictions."""

from __future__ import annotations

import sqlite3

from db.site.paths import row_path
from db.site.rows import Row, rows

_TABLES = {"person": "people", "unit": "units", "bloc": "blocs"}


def other_names(connection: sqlite3.Connection, entity: str, name: str) -> list[Row]:
    """What else an entity is called, and how often; most often first. mentions 0: a person says so."""
    query = (
        "SELECT name, mentions FROM entity_names WHERE entity = :entity AND name <> :name ORDER BY mentions DESC, name"
    )
    return rows(connection, query, entity=entity, name=name)


def possibly_same(connection: sqlite3.Connection, kind: str, entity: str) -> list[Row]:
    """Entities that may be the same one, the likeliest first, with why."""
    scope = "o.scope" if kind == "bloc" else "NULL"
    found = rows(
        connection,
        f"SELECT o.id, o.name, {scope} AS scope, o.mentions, s.score, s.reason FROM "
        "(SELECT second AS id, score, reason FROM possibly_same WHERE kind = :kind AND first = :entity UNION ALL "
        "SELECT first, score, reason FROM possibly_same WHERE kind = :kind AND second = :entity) s "
        f"JOIN {_TABLES[kind]} o ON o.id = s.id ORDER BY s.score DESC, o.id",
        kind=kind,
        entity=entity,
    )
    return [row | {"path": row_path(_TABLES[kind], row["id"])} for row in found]


def contradictions_of(connection: sqlite3.Connection, kind: str, entity: str) -> list[Row]:
    """The contradictions about an entity."""
    return rows(
        connection,
        "SELECT id, kind, what, year, first_says, first_claim, second_says, second_claim FROM contradictions "
        f"WHERE {kind} = :entity ORDER BY year, kind, id",
        entity=entity,
    )


def reference_of(connection: sqlite3.Connection, kind: str, entity: str) -> str | None:
    """How decisions name an entity; None if nothing but an alias does."""
    row = connection.execute(
        f"SELECT claim, field, name FROM {kind}_mentions WHERE {kind} = ? ORDER BY claim, field, name LIMIT 1",
        (entity,),
    ).fetchone()
    return f"{row[0]}#{row[1]}={row[2]}" if row else None
