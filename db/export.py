"""Exports: every table and view as CSV or JSON Lines, and the articles' records as the record format writes them.

CSV is for spreadsheets: UTF-8 with a byte order mark (without it, Excel misreads diacritics), and a cell of text that
a spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe in front.
JSON Lines keep every value as it is.
"""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlite_utils

from db.archive import ArchiveError
from db.files import replacing
from db.rows import article_json

FORMATS = ("csv", "jsonl")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_INDEX = "search"  # the full-text index: made from the rest, of no use outside


def export(connection: sqlite3.Connection, folder: Path, file_format: str) -> list[Path]:
    """Write every table and view (and `records.jsonl`, with jsonl) into a folder; the files written, in order.

    The folder is made if it is missing; each file is replaced whole. Raises ArchiveError if it cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in exported_names(connection):
            columns, rows = _table(connection, name)
            path = folder / f"{name}.{file_format}"
            _write(path, _csv(columns, rows) if file_format == "csv" else _jsonl(columns, rows))
            written.append(path)
        if file_format == "jsonl":
            _write(folder / "records.jsonl", (_line(record) for record in records(connection)))
            written.append(folder / "records.jsonl")
    except OSError as error:
        raise ArchiveError(f"{folder}: cannot be written ({error.strerror}); choose another --out") from None
    return written


def exported_names(connection: sqlite3.Connection) -> list[str]:
    """The tables and views that are exported, by name."""
    database = sqlite_utils.Database(connection)
    names = [*database.table_names(), *database.view_names()]
    return sorted(n for n in names if n != _INDEX and not n.startswith((f"{_INDEX}_", "sqlite_")))


def records(connection: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Every article as the record format writes it, by id, and then every input that could not be read."""
    for article in connection.execute("SELECT * FROM articles ORDER BY id"):
        yield article_json(connection, article)
    for source, code, reason in connection.execute("SELECT source, code, reason FROM unread ORDER BY source"):
        yield {"source": source, "error": reason, "code": code}


def _table(connection: sqlite3.Connection, name: str) -> tuple[list[str], Iterator[tuple[Any, ...]]]:
    """Columns and rows. A view's rows are sorted by all columns, a table's by its key."""
    cursor = connection.cursor()
    cursor.row_factory = None
    columns = [row[1] for row in cursor.execute(f'PRAGMA table_info("{name}")')]
    keys = [row[1] for row in sorted(cursor.execute(f'PRAGMA table_info("{name}")'), key=lambda r: r[5]) if row[5]]
    order = ", ".join(f'"{column}"' for column in keys or columns)
    return columns, iter(cursor.execute(f'SELECT * FROM "{name}" ORDER BY {order}'))


def _csv(columns: list[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    yield "\ufeff"
    yield _csv_line(columns)
    for row in rows:
        yield _csv_line([guarded(value) for value in row])


def _csv_line(values: Iterable[Any]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(values)
    return line.getvalue()


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return "'" + value
    return value


def _jsonl(columns: list[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    return (_line(dict(zip(columns, row, strict=True))) for row in rows)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False) + "\n"


def _write(path: Path, pieces: Iterable[str]) -> None:
    with replacing(path) as file:
        file.writelines(pieces)
