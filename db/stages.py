"""Stages: what follows from the claims and the decisions is made step by step, and each step says what it reads and
what it writes.

So, where little changed, most of them need not be done again: a stage is due if rows that it reads changed. It is then
done into tables of the same names in the temporary schema, where its own code finds them first; these are compared
with what was there, and only the rows that differ are written. What differs says which of the later stages are due.
A stage may know how to do only a *slice* of its work: the groups of rows that a change can have touched.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from db.judgements import Judgements

Row = Mapping[str, Any]


class Rows(NamedTuple):
    """Rows of a table. where: a column and the values of it that they have; None: all. columns: those that are looked
    at; (): all, and whether there is a row at all."""

    table: str
    where: tuple[str, tuple[str, ...]] | None = None
    columns: tuple[str, ...] = ()

    def holds(self, row: Row) -> bool:
        """Whether a row of the table is one of them."""
        return self.where is None or row[self.where[0]] in self.where[1]

    def condition(self, table: str) -> str:
        """That in SQL."""
        if self.where is None:
            return "1"
        values = ", ".join(f"'{value}'" for value in self.where[1])
        return f"{table}.{self.where[0]} IN ({values})"


class Change(NamedTuple):
    """A row as it was and as it is; None where it was not, or is no more."""

    old: Row | None
    new: Row | None

    @property
    def versions(self) -> Iterator[Row]:
        """Those that there are."""
        return (row for row in self if row is not None)


class Changes:
    """Which rows of which tables are others than before. whole: tables of which any row may be."""

    def __init__(self, whole: Iterable[str] = ()) -> None:
        self._rows: defaultdict[str, list[Change]] = defaultdict(list)
        self.whole = frozenset(whole)

    def add(self, table: str, changes: Iterable[Change]) -> None:
        """Take in changes."""
        self._rows[table] += changes

    def add_whole(self, tables: Iterable[str]) -> None:
        """Take in that any row of tables may be another one."""
        self.whole |= set(tables)

    def of(self, table: str) -> Sequence[Change]:
        """The changes of a table."""
        return self._rows.get(table, ())

    @property
    def tables(self) -> set[str]:
        """The tables that changed."""
        return {table for table, changes in self._rows.items() if changes} | self.whole

    def rows(self, wanted: Rows) -> Iterator[Row]:
        """The rows that changed, as they were and as they are."""
        for change in self.of(wanted.table):
            if _differs(change, wanted):
                yield from (row for row in change.versions if wanted.holds(row))

    def altered(self, wanted: Rows) -> bool:
        """Whether any of those rows stayed, with something else in it."""
        return any(None not in change and _differs(change, wanted) for change in self.of(wanted.table))

    def touch(self, wanted: Rows) -> bool:
        """Whether any of those rows may be another one."""
        return wanted.table in self.whole or next(self.rows(wanted), None) is not None


def _differs(change: Change, wanted: Rows) -> bool:
    old, new = change
    return old is None or new is None or not wanted.columns or any(old[c] != new[c] for c in wanted.columns)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a stage's work. keys: of the groups that are done again; the table temp.redone holds them, too. owned:
    by table, SQL for the rows that come of those groups, on the table `main.TABLE`."""

    keys: frozenset[str]
    owned: Mapping[str, str]


NOTHING = Slice(frozenset(), {})
"""The slice of a stage that need not be done again at all, though rows that it reads changed."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A step. run: does it, all or a slice of it. reads, writes: the rows that it looks at and those that it makes.

    narrow: what of it must be done again after changes; None: all of it.
    always: whether it costs little and is done whatever changed. in_place: whether it empties its tables itself and
    fills them again, as little reads them.
    """

    name: str
    run: Callable[[sqlite3.Connection, Judgements, Slice | None], None]
    reads: tuple[Rows, ...]
    writes: tuple[Rows, ...]
    narrow: Callable[[sqlite3.Connection, Changes], Slice | None] = field(default=lambda connection, changes: None)
    always: bool = False
    in_place: bool = False

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables that it writes, each once."""
        return tuple(dict.fromkeys(rows.table for rows in self.writes))

    def is_due(self, changes: Changes) -> bool:
        """Whether rows that it reads changed."""
        return any(changes.touch(rows) for rows in self.reads)

    def redo(self, connection: sqlite3.Connection, judgements: Judgements, changes: Changes) -> None:
        """Do it again, write the rows that differ, and add them to the changes."""
        part = self.narrow(connection, changes)
        if part is NOTHING:
            return
        if self.in_place:
            self.run(connection, judgements, None)
            changes.add_whole(self.tables)
            return
        if part is not None:
            _note(connection, part.keys)
        for table in self.tables:
            _make_twin(connection, table)
        self.run(connection, judgements, part)
        found = [(rows.table, _compared(connection, rows, part)) for rows in self.writes]
        for table in self.tables:
            connection.execute(f"DROP TABLE temp.{table}")
        for table, different in found:
            _write(connection, table, different)
            changes.add(table, different)


def _note(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS redone (key TEXT PRIMARY KEY) WITHOUT ROWID")
    connection.execute("DELETE FROM temp.redone")
    connection.executemany("INSERT INTO temp.redone VALUES (?)", ((key,) for key in sorted(keys)))


def _make_twin(connection: sqlite3.Connection, table: str) -> None:
    """An empty table of the same name, with its checks and indexes, in the temporary schema."""
    query = (
        "SELECT type, sql FROM main.sqlite_master WHERE tbl_name = ? AND type IN ('table', 'index') AND sql IS NOT NULL"
    )
    made_by = connection.execute(f"{query} ORDER BY type DESC", (table,)).fetchall()
    connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    for kind, sql in made_by:
        if kind == "table":
            connection.execute(sql.replace("CREATE TABLE", "CREATE TEMP TABLE", 1))
        else:
            connection.execute(sql.replace("CREATE INDEX ", "CREATE INDEX temp.", 1))


def _compared(connection: sqlite3.Connection, rows: Rows, part: Slice | None) -> list[Change]:
    """The rows of the table that are others in its twin."""
    table = rows.table
    columns, key = _columns(connection, table)
    owned = part.owned[table] if part is not None else "1"
    is_own = f"{rows.condition(f'main.{table}')} AND {owned}"
    joined = " AND ".join(f"n.{column} = o.{column}" for column in key)
    others = [column for column in columns if column not in key]
    differs = " OR ".join(f"n.{column} IS NOT o.{column}" for column in others) or "0"
    own = f"(SELECT * FROM main.{table} WHERE {is_own})"
    both = ", ".join(f"{side}.{column}" for side in "on" for column in columns)
    found = connection.execute(
        f"SELECT {both} FROM {own} o LEFT JOIN temp.{table} n ON {joined} WHERE n.{key[0]} IS NULL OR {differs}"
    ).fetchall()
    # A row that is not its own, and yet is there, stops the writing: the stage's slices would not be slices.
    new = connection.execute(
        f"SELECT {', '.join(f'n.{column}' for column in columns)} FROM temp.{table} n LEFT JOIN {own} o ON {joined} "
        f"WHERE o.{key[0]} IS NULL"
    ).fetchall()
    width = len(columns)
    changed = []
    for row in found:
        old, now = row[:width], row[width:]
        is_gone = now[columns.index(key[0])] is None
        changed.append(
            Change(dict(zip(columns, old, strict=True)), None if is_gone else dict(zip(columns, now, strict=True)))
        )
    return [*changed, *(Change(None, dict(zip(columns, row, strict=True))) for row in new)]


def _write(connection: sqlite3.Connection, table: str, changes: Iterable[Change]) -> None:
    columns, key = _columns(connection, table)
    at = " AND ".join(f"{column} = ?" for column in key)
    gone = [[change.old[column] for column in key] for change in changes if change.old is not None]
    connection.executemany(f"DELETE FROM main.{table} WHERE {at}", gone)
    marks = ", ".join("?" * len(columns))
    rows = [tuple(change.new.values()) for change in changes if change.new is not None]
    connection.executemany(f"INSERT INTO main.{table} ({', '.join(columns)}) VALUES ({marks})", rows)


def _columns(connection: sqlite3.Connection, table: str) -> tuple[list[str], list[str]]:
    """The columns of a table, and those of its key."""
    found = connection.execute(f"PRAGMA main.table_info({table})").fetchall()
    return [row[1] for row in found], [row[1] for row in sorted(found, key=lambda row: row[5]) if row[5]]
