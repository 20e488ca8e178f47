"""Rows of the archive as plain dictionaries, which is what the pages are made of."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable
from typing import Any

Row = dict[str, Any]


def rows(connection: sqlite3.Connection, sql: str, **values: object) -> list[Row]:
    """Every row that a query finds; its parameters are named."""
    cursor = connection.cursor()
    cursor.row_factory = None
    cursor.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, found, strict=True)) for found in cursor.fetchall()]


def one(connection: sqlite3.Connection, sql: str, **values: object) -> Row | None:
    """The first row that a query finds, None if there is none."""
    found = rows(connection, sql, **values)
    return found[0] if found else None


def number_of(connection: sqlite3.Connection, sql: str, **values: object) -> int:
    """The whole number that a query gives."""
    return int(connection.execute(sql, values).fetchone()[0] or 0)


def listed(values: Iterable[object]) -> str:
    """Values as JSON, for `IN (SELECT value FROM json_each(:name))`."""
    return json.dumps(list(values), ensure_ascii=False)


def by(found: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    """Rows by what stands in one of their columns, in their order."""
    groups: dict[Any, list[Row]] = {}
    for row in found:
        groups.setdefault(row[column], []).append(row)
    return groups


def as_csv(columns: Iterable[str], found: Iterable[Row]) -> str:
    """Rows as CSV, with a line of headings."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(columns), extrasaction="ignore")
    writer.writeheader()
    writer.writerows(found)
    return text.getvalue()
