"""One Excel workbook of what people read, a sheet per view, the data dictionary first.

Whole days are dates, years and counts numbers, all else text: never a formula, never a link. The heading stays in
sight and filters. Excel's limits: a text of more than 32,767 letters is cut and says so at its end; what does not fit
into the 1,048,576 rows of a sheet stands in a further one.
"""

from __future__ import annotations

import math
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError

from db.exports.dictionary import HEADINGS
from db.exports.tables import Row, Table
from db.files import passing_folder, replacing_bytes

NAME = "sovang.xlsx"
TITLE = "Sổ Vàng"
# The views that people read, in this order, and the tables of entities.
SHEETS = (
    *(
        "who_led",
        "ledger_by_year",
        "careers",
        "officials_named",
        "people",
        "blocs",
        "bloc_members",
        "units",
        "superiors",
    ),
    *("meetings_held", "handovers_by_date", "award_history", "awards_given", "decisions_register", "documents_cited"),
    *("contradicting", "possibly_the_same", "copied_articles", "articles_without_facts", "not_read"),
)
_NOT_READ_BY_PEOPLE = ("key", "plain", "sort_key")
DICTIONARY = "dictionary"

MOST_ROWS = 1_048_576
MOST_LETTERS = 32_767  # in units of UTF-16, as Excel counts
CUT = " … [cut: Excel holds no more]"
_CREATED = datetime(2000, 1, 1)  # fixed, so that the same archive gives the same bytes
_FIRST_DAY = "1900-03-01"  # Excel's calendar has a 29 February 1900
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LARGEST = 2**53  # beyond, Excel would round
_SAMPLE = 200  # rows that the widths of columns are taken from
_NARROWEST, _WIDEST = 6, 60  # in letters


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Any
    day: Any


def sheets(tables: Iterable[Table]) -> list[Table]:
    """The tables that are sheets, as they are shown."""
    named = {table.name: table for table in tables}
    return [named[name].without(*_NOT_READ_BY_PEOPLE) for name in SHEETS if name in named]


def write_workbook(
    connection: sqlite3.Connection, tables: Iterable[Table], dictionary: Iterable[Row], folder: Path
) -> list[Path]:
    """Write sovang.xlsx; the file written."""
    path = folder / NAME
    # Rows go to a file as they come: `constant_memory` keeps one of them.
    options = {"constant_memory": True, "default_date_format": "yyyy-mm-dd"}
    with (
        passing_folder("sovang-sheets-") as rows,
        replacing_bytes(path) as file,
        _plain_errors(),
        xlsxwriter.Workbook(file, options | {"tmpdir": str(rows)}) as workbook,
    ):
        workbook.set_properties({"title": TITLE, "created": _CREATED})
        formats = _Formats(workbook.add_format({"bold": True}), workbook.add_format({"num_format": "yyyy-mm-dd"}))
        _write_sheets(workbook, formats, DICTIONARY, list(HEADINGS), dictionary, days=())
        for table in tables:
            days = [at for at, column in enumerate(table.columns) if column.type in ("day", "date")]
            _write_sheets(workbook, formats, table.name, table.headings, table.rows(connection), days)
    return [path]


@contextmanager
def _plain_errors() -> Iterator[None]:
    """The library wraps a full disk into an error of its own: as the OSError that it is."""
    try:
        yield
    except FileCreateError as error:
        raise OSError(*getattr(error.args[0], "args", error.args)) from None


def _write_sheets(
    workbook: Any, formats: _Formats, name: str, headings: list[str], rows: Iterable[Row], days: Iterable[int]
) -> None:
    """One sheet, or as many as the rows need."""
    remaining = iter(rows)
    number = 1
    while True:
        part = islice(remaining, MOST_ROWS - 1)
        sheet = workbook.add_worksheet(name if number == 1 else f"{name} ({number})")
        _write_sheet(sheet, formats, headings, part, frozenset(days))
        number += 1
        first = next(remaining, None)
        if first is None:
            return
        remaining = chain([first], remaining)


def _write_sheet(sheet: Any, formats: _Formats, headings: list[str], rows: Iterator[Row], days: frozenset[int]) -> None:
    sample = list(islice(rows, _SAMPLE))
    sheet.freeze_panes(1, 0)
    for at, heading in enumerate(headings):
        sheet.set_column(at, at, _width(heading, (row[at] for row in sample)))
        sheet.write_string(0, at, heading, formats.heading)
    last = 0
    for last, row in enumerate(chain(sample, rows), start=1):
        for at, value in enumerate(row):
            _write_cell(sheet, last, at, value, formats.day if at in days else None)
    sheet.autofilter(0, 0, last, len(headings) - 1)


def _write_cell(sheet: Any, row: int, column: int, value: Any, day_format: Any) -> None:
    if value is None:
        return
    if isinstance(value, int | float) and math.isfinite(value) and abs(value) <= _LARGEST:
        sheet.write_number(row, column, value)
    elif day_format is not None and _is_day(value):
        sheet.write_datetime(row, column, date.fromisoformat(value), day_format)
    else:
        sheet.write_string(row, column, fitting(str(value)))


def _is_day(value: Any) -> bool:
    if not isinstance(value, str) or not _DAY.fullmatch(value) or value < _FIRST_DAY:
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def fitting(text: str) -> str:
    """A text that a cell can hold: cut, with a mark that says so, where it is too long."""
    if len(text) * 2 <= MOST_LETTERS or len(text.encode("utf-16-le")) // 2 <= MOST_LETTERS:
        return text
    kept = text.encode("utf-16-le")[: (MOST_LETTERS - len(CUT)) * 2]
    return kept.decode("utf-16-le", errors="ignore") + CUT


def _width(heading: str, values: Iterable[Any]) -> int:
    """Of a column, in letters: as wide as its longest line in the sample, within what can be read."""
    lines = (max(map(len, str(value).split("\n"))) for value in values if value is not None)
    return min(_WIDEST, max(_NARROWEST, len(heading) + 3, *lines, 0) + 1)
