"""Parquet, for DuckDB, pandas and the like: a file per table and view, its columns typed.

Whole numbers are int64, shares and scores doubles, text is text. A column of days is a DATE if each of its values is a
whole day; if one is only a month or a year, or no day of the calendar, all of them stay text.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from db.exports.tables import Row, Table
from db.files import replacing_bytes
from db.outgoing import quoted

_TYPES = {"integer": pa.int64(), "year": pa.int64(), "yes/no": pa.int64(), "number": pa.float64()}
_DAYS = ("day", "date")
# A row group is what is held in memory: so many rows, or so many letters.
_MOST_ROWS, _MOST_LETTERS = 50_000, 8_000_000


def write_tables(connection: sqlite3.Connection, tables: Iterable[Table], folder: Path) -> list[Path]:
    """Write each table as NAME.parquet; the files written."""
    return [_write(connection, table, folder / f"{table.name}.parquet") for table in tables]


def _write(connection: sqlite3.Connection, table: Table, path: Path) -> Path:
    schema = pa.schema(
        [(column.name, kind) for column, kind in zip(table.columns, _types(connection, table), strict=True)]
    )
    with replacing_bytes(path) as file, pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for group in _groups(table.rows(connection)):
            columns = zip(*group, strict=True)
            arrays = [
                pa.array(_values(c, field.type), type=field.type) for c, field in zip(columns, schema, strict=True)
            ]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
    return path


def _types(connection: sqlite3.Connection, table: Table) -> Iterator[Any]:
    days = _whole_days(connection, table)
    for column in table.columns:
        if column.type in _DAYS:
            yield pa.date32() if column.name in days else pa.string()
        else:
            yield _TYPES.get(column.type, pa.string())


def _whole_days(connection: sqlite3.Connection, table: Table) -> set[str]:
    """The columns of which each value is a whole day; of those without values the ones that are made for days."""
    columns = [column for column in table.columns if column.type in _DAYS]
    if not columns:
        return set()
    asked = []
    for column in columns:
        name = quoted(column.name)
        # Counting on, SQLite makes a day of the calendar of what is none; year 0 is beyond what others know.
        no_day = f"{name} IS NOT NULL AND (date({name}, '+0 days') IS NOT {name} OR {name} < '0001')"
        asked.append(f"coalesce(max({no_day}), 0), count({name})")
    answers = iter(connection.execute(f"SELECT {', '.join(asked)} FROM {quoted(table.name)}").fetchone())
    whole = set()
    for column in columns:
        others, values = next(answers), next(answers)
        if not others and (values or column.type == "day"):
            whole.add(column.name)
    return whole


def _values(values: Iterable[Any], kind: Any) -> list[Any]:
    if kind == pa.date32():
        return [None if value is None else date.fromisoformat(value) for value in values]
    if kind == pa.string():
        return [value if value is None or isinstance(value, str) else str(value) for value in values]
    return list(values)


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    letters = 0
    for row in rows:
        group.append(row)
        letters += sum(len(value) for value in row if isinstance(value, str))
        if len(group) >= _MOST_ROWS or letters >= _MOST_LETTERS:
            yield group
            group, letters = [], 0
    if group:
        yield group
