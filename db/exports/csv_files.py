"""CSV, for spreadsheets: a file per table and view.

UTF-8 with a byte order mark (without it, Excel misreads diacritics), lines ended by CR LF. A cell of text that a
spreadsheet would take for a formula (it begins with = + - @, a tab or a carriage return) gets an apostrophe in front;
so does one that has apostrophes before such a sign, so that taking one away gives the text back. Nothing at all
between two commas is what is not known; "" is an empty text.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from db.exports.dictionary import HEADINGS
from db.exports.tables import Row, Table
from db.files import replacing

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_TO_QUOTE = re.compile(r'[",\r\n]|^$')


def write_tables(connection: sqlite3.Connection, tables: Iterable[Table], folder: Path) -> list[Path]:
    """Write each table as NAME.csv; the files written."""
    return [write_csv(folder / f"{t.name}.csv", t.headings, t.rows(connection)) for t in tables]


def write_dictionary(folder: Path, lines: Iterable[Row]) -> Path:
    """Write data-dictionary.csv."""
    return write_csv(folder / "data-dictionary.csv", HEADINGS, lines)


def write_csv(path: Path, headings: Iterable[str], rows: Iterable[Row]) -> Path:
    """Write one file, whole."""
    with replacing(path) as file:
        file.writelines(_lines(headings, rows))
    return path


def _lines(headings: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    yield "\ufeff"
    yield _line(headings)
    for row in rows:
        yield _line(guarded(value) for value in row)


def _line(values: Iterable[Any]) -> str:
    return ",".join(_cell(value) for value in values) + "\r\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        return repr(value)
    return '"' + value.replace('"', '""') + '"' if _TO_QUOTE.search(value) else value


def guarded(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and _FORMULA.match(value):
        return "'" + value
    return value
