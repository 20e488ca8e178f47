"""The tables of mentions, filled at once.

Mentions come in the order in which their entities are told, and lie in that of claims. The database sorts them, as to
do so here would take the longer the more there are: they lie all over the memory. Indexes are made when a table is
full, else each row would change another page.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

_AT_ONCE = 10_000  # rows


class MentionTable:
    """The mentions of one kind of entity: `add` them in any order, then `write`."""

    def __init__(self, connection: sqlite3.Connection, kind: str) -> None:
        self._connection = connection
        self._kind = kind
        self._met = f"temp.{kind}_mentions_met"
        self._rows: list[tuple[str, str, str, str | int]] = []
        connection.execute(f"DROP TABLE IF EXISTS {self._met}")
        connection.execute(f"CREATE TABLE {self._met} (claim TEXT, field TEXT, name TEXT, entity)")

    def add(self, rows: Iterable[tuple[str, str, str, str | int]]) -> None:
        """Add rows (claim, field, name, entity); an entity by its id, or all of them by numbers from 0."""
        self._rows += rows
        if len(self._rows) >= _AT_ONCE:
            self._flush()

    def write(self, ids: Sequence[str] | None = None) -> None:
        """Fill the table. The entities must have been written. ids: by the entities' numbers."""
        self._flush()
        entity, joined = "m.entity", ""
        if ids is not None:
            entity, joined = "e.id", "CROSS JOIN temp.entity_ids e ON e.number = m.entity"
            self._connection.execute("DROP TABLE IF EXISTS temp.entity_ids")
            self._connection.execute("CREATE TABLE temp.entity_ids (number INTEGER PRIMARY KEY, id TEXT NOT NULL)")
            self._connection.executemany("INSERT INTO temp.entity_ids VALUES (?, ?)", enumerate(ids))
        table = f"{self._kind}_mentions"
        with without_indexes(self._connection, table):
            self._connection.execute(
                f"INSERT INTO {table} (claim, field, name, {self._kind}) "
                f"SELECT m.claim, m.field, m.name, {entity} FROM {self._met} m {joined} ORDER BY 1, 2, 3"
            )
        self._connection.execute("DROP TABLE IF EXISTS temp.entity_ids")
        self._connection.execute(f"DROP TABLE {self._met}")

    def _flush(self) -> None:
        self._connection.executemany(f"INSERT INTO {self._met} VALUES (?, ?, ?, ?)", self._rows)
        self._rows.clear()


@contextmanager
def without_indexes(connection: sqlite3.Connection, table: str) -> Iterator[None]:
    """A table without its indexes, which are made anew at the end."""
    is_twin = "SELECT 1 FROM temp.sqlite_master WHERE type = 'table' AND name = ?"  # see stages.py
    schema = "main" if connection.execute(is_twin, (table,)).fetchone() is None else "temp"
    query = (
        f"SELECT name, sql FROM {schema}.sqlite_master "
        "WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name"
    )
    indexes = connection.execute(query, (table,)).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {schema}.{name}")
    try:
        yield
    finally:
        for _, made_by in indexes:
            connection.execute(made_by)
