"""What all formats share: the tables and views that leave an archive, their columns and types, their rows in order."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import sqlite_utils

from db.exports.dictionary import column_type
from db.outgoing import quoted

Row = tuple[Any, ...]

_INDEX = "search"  # the full-text index: made from the rest, of no use outside
_NEVER = (
    "suppressed_names",  # what is blacked out is not listed either
    "name_keys",  # as the full-text index
)

# --- a public profile: quotes and links instead of whole articles, nothing of the desk's own files and notes ----------
FULL, PUBLIC = PROFILES = ("full", "public")
_NOT_PUBLIC = (
    *("blocks", "versions", "version_pages", "article_versions"),  # whole texts, and offsets into them
    *("sources", "unread", "not_read"),  # paths of files
    *("decisions", "alterations"),  # who decided, and why; what was misread
)
_NOT_PUBLIC_COLUMNS = {"articles": ("text", "source")}

# Tables of people: by given name, in the Vietnamese order of letters. The column with the person's id.
_PEOPLE = {"people": "id", "tenures": "person", "person_ranks": "person", "person_mentions": "person"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its type, one of `dictionary.TYPES`."""

    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table or a view as it is exported."""

    name: str
    columns: tuple[Column, ...]
    order: str
    """What follows ORDER BY."""

    @property
    def headings(self) -> list[str]:
        """The names of its columns."""
        return [column.name for column in self.columns]

    def without(self, *names: str) -> Table:
        """The same without some of its columns."""
        return Table(self.name, tuple(c for c in self.columns if c.name not in names), self.order)

    def rows(self, connection: sqlite3.Connection) -> Iterator[Row]:
        """Its rows in order, one after the other: people by given name, else by key, a view's by all its columns."""
        cursor = connection.cursor()
        cursor.row_factory = None
        return iter(cursor.execute(f"SELECT {_quoted(self.headings)} FROM {quoted(self.name)} t ORDER BY {self.order}"))


def exported_names(connection: sqlite3.Connection, profile: str = FULL) -> list[str]:
    """The tables and views that are exported, by name."""
    database = sqlite_utils.Database(connection)
    names = (n for n in [*database.table_names(), *database.view_names()] if n != _INDEX and n not in _NEVER)
    hidden = _NOT_PUBLIC if profile == PUBLIC else ()
    return sorted(n for n in names if not n.startswith((f"{_INDEX}_", "sqlite_")) and n not in hidden)


def exported_tables(connection: sqlite3.Connection, profile: str = FULL) -> list[Table]:
    """The tables and views that are exported, by name."""
    return [table_of(connection, name, profile) for name in exported_names(connection, profile)]


def table_of(connection: sqlite3.Connection, name: str, profile: str = FULL) -> Table:
    """One table or view; its rows are sorted by its key, if it has one."""
    cursor = connection.cursor()
    cursor.row_factory = None
    info = cursor.execute(f"PRAGMA table_info({quoted(name)})").fetchall()
    hidden = _NOT_PUBLIC_COLUMNS.get(name, ()) if profile == PUBLIC else ()
    columns = tuple(
        Column(row[1], column_type(connection, name, row[1], row[2])) for row in info if row[1] not in hidden
    )
    keys = [row[1] for row in sorted(info, key=lambda row: row[5]) if row[5]]
    order = _quoted(keys or [column.name for column in columns])
    person = _PEOPLE.get(name) or _person_of([row[1] for row in info])
    if person:
        order = f"(SELECT sort_key FROM people WHERE id = t.{quoted(person)}), {quoted(person)}, {order}"
    return Table(name, columns, order)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(quoted(name) for name in names)


def _person_of(columns: list[str]) -> str | None:
    """The column with the person's id, of a view that lists people: their name stands first."""
    return "person_id" if columns[0] == "person" and "person_id" in columns else None
