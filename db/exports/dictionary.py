"""The data dictionary: what every table, view and column means, in Vietnamese and English, and where it comes from.

It stands in dictionary.csv. A line whose table is `*` is about every column of that name that has no line of its own; a
line without a column is about the table itself. Each export carries the lines that are about its files.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from functools import cache
from importlib import resources

ANY = "*"
TYPES = ("text", "id", "day", "date", "time", "year", "integer", "number", "yes/no", "json", "table")
"""day: a whole ISO day. date: a day, a month or a year, as exact as the source. yes/no: 1 or 0. id: a key."""
ORIGINS = ("article", "derived", "decision", "input", "list")
"""Whose word it is: an article's, what follows from articles, a person's, the input's, or a list's in the code."""


@dataclass(frozen=True, slots=True)
class Line:
    """What a column (or, with column '', a table) is; see TYPES and ORIGINS. unit: what a number counts."""

    table: str
    column: str
    type: str
    unit: str
    origin: str
    vi: str
    en: str


HEADINGS = tuple(field.name for field in fields(Line))


@cache
def lines() -> dict[tuple[str, str], Line]:
    """All lines, by table and column."""
    text = resources.files("db.exports").joinpath("dictionary.csv").read_text(encoding="utf-8")
    return {(row["table"], row["column"]): Line(**row) for row in csv.DictReader(text.splitlines())}


def line_of(table: str, column: str) -> Line | None:
    """The line of a column (or, with '', of a table); None where the dictionary knows nothing of it."""
    return lines().get((table, column)) or (lines().get((ANY, column)) if column else None)


def columns_of(table: str) -> list[str]:
    """The columns that the dictionary has of a file that is no table, in its order."""
    return [column for name, column in lines() if name == table and column]


def described(files: Iterable[tuple[str, Iterable[str]]]) -> Iterator[tuple[str, ...]]:
    """The lines about files, given as (table, its columns): values in the order of HEADINGS.

    What has no line gets one without a meaning: nothing that is exported is kept from the list.
    """
    for table, columns in files:
        for column in ("", *columns):
            found = line_of(table, column) or Line(table, column, "", "", "", "", "")
            yield (table, *astuple(found)[1:])


def column_type(connection: sqlite3.Connection, table: str, column: str, declared: str) -> str:
    """One of TYPES. declared: the column's SQL type, '' for an expression of a view."""
    line = line_of(table, column)
    if line and line.type in TYPES:
        return line.type
    return {"INTEGER": "integer", "REAL": "number"}.get(declared, "text")
