"""The workbook: what openpyxl reads back is what the views say, within Excel's limits."""

from __future__ import annotations

import sqlite3
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.utils.escape import unescape

import export_archive
from db.exports import export, xlsx
from db.exports.tables import Column, Table, exported_names, table_of
from export_archive import LONG, opened


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_archive.build(tmp_path_factory.mktemp("xlsx") / "a.db")


@pytest.fixture(scope="module")
def workbook(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("out")
    export(opened(built), folder, "xlsx")
    return openpyxl.load_workbook(folder / "sovang.xlsx")


def rows_of(sheet: Any) -> list[tuple[Any, ...]]:
    """Its rows as the archive has them: days as text."""
    return [tuple(_value(cell) for cell in row) for row in sheet.iter_rows()]


def _value(cell: Any) -> Any:
    assert cell.data_type != "f" and cell.hyperlink is None
    if isinstance(cell.value, datetime):
        assert cell.number_format == "yyyy-mm-dd"
        return cell.value.date().isoformat()
    return unescape(cell.value) if isinstance(cell.value, str) else cell.value


def test_each_sheet_says_what_its_view_does(built: Path, workbook: Any) -> None:
    connection = opened(built)
    assert workbook.sheetnames == ["dictionary", *xlsx.SHEETS]
    for name in xlsx.SHEETS:
        table = table_of(connection, name).without("key", "plain", "sort_key")
        headings, *rows = rows_of(workbook[name])
        assert list(headings) == table.headings
        expected = [
            tuple(v if not isinstance(v, str) else xlsx.fitting(v) or None for v in r) for r in table.rows(connection)
        ]
        assert rows == expected, name


def test_every_sheet_can_be_read(workbook: Any) -> None:
    for sheet in workbook.worksheets:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert widths and all(6 <= width <= 63 for width in widths)
        assert sheet["A1"].font.bold


def test_days_are_dates_and_years_numbers(workbook: Any) -> None:
    headings = [cell.value for cell in workbook["who_led"][1]]
    cells = dict(zip(headings, workbook["who_led"][2], strict=True))
    assert isinstance(cells["published"].value, datetime) and isinstance(cells["year"].value, int)
    register = dict(
        zip([c.value for c in workbook["decisions_register"][1]], workbook["decisions_register"][2], strict=True)
    )
    assert register["signed"].value == "2021-02"  # a month is no day


def test_the_first_sheet_explains_the_others(workbook: Any) -> None:
    _, *lines = rows_of(workbook["dictionary"])
    for name in xlsx.SHEETS:
        told = [line[1] for line in lines if line[0] == name and line[1]]
        assert told == [cell.value for cell in workbook[name][1]]
    assert all(line[5] and line[6] for line in lines)


def test_sheets_are_tables_and_views(built: Path) -> None:
    assert set(xlsx.SHEETS) <= set(exported_names(opened(built)))


def test_it_has_no_time_of_the_clock(built: Path, tmp_path: Path) -> None:
    (path, *_) = export(opened(built), tmp_path, "xlsx")
    with zipfile.ZipFile(path) as packed:
        assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_a_text_that_is_too_long_says_so() -> None:
    assert xlsx.fitting(LONG[: xlsx.MOST_LETTERS]) == LONG[: xlsx.MOST_LETTERS]
    cut = xlsx.fitting(LONG)
    assert len(cut) == xlsx.MOST_LETTERS and cut.endswith(xlsx.CUT) and LONG.startswith(cut.removesuffix(xlsx.CUT))
    pairs = xlsx.fitting("𝐀" * 20_000)
    assert len(pairs.encode("utf-16-le")) // 2 <= xlsx.MOST_LETTERS and pairs.endswith(xlsx.CUT)


def test_more_rows_than_a_sheet_holds_stand_in_further_ones(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 4)
    connection = numbers(7)
    xlsx.write_workbook(connection, [NUMBERS], [], tmp_path)
    book = openpyxl.load_workbook(tmp_path / xlsx.NAME)
    assert book.sheetnames == ["dictionary", "t", "t (2)", "t (3)"]
    assert [[row[0] for row in rows_of(book[name])] for name in book.sheetnames[1:]] == [
        ["n", 0, 1, 2],
        ["n", 3, 4, 5],
        ["n", 6],
    ]
    xlsx.write_workbook(numbers(6), [NUMBERS], [], tmp_path)
    assert openpyxl.load_workbook(tmp_path / xlsx.NAME).sheetnames == ["dictionary", "t", "t (2)"]


NUMBERS = Table("t", (Column("n", "integer"),), "n")


def numbers(count: int) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (n INTEGER)")
    connection.executemany("INSERT INTO t VALUES (?)", [(n,) for n in range(count)])
    return connection


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(-(2**53), 2**53)),
        st.one_of(st.none(), TEXTS, st.sampled_from(["=1+1", "_x000D_", "http://a.example/", "1,5", "  a ", "a\nb"])),
        st.one_of(st.none(), st.dates(date(1900, 3, 1)).map(date.isoformat), st.sampled_from(["2021", "1823-05-01"])),
    ),
    min_size=1,
)


@settings(max_examples=25, deadline=None)
@given(rows=ROWS)
def test_any_row_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (n INTEGER, s TEXT, d TEXT)")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?)", rows)
    columns = (Column("n", "integer"), Column("s", "text"), Column("d", "date"))
    (path,) = xlsx.write_workbook(connection, [Table("t", columns, "rowid")], [], tmp_path_factory.mktemp("x"))
    sheet = openpyxl.load_workbook(path)["t"]
    assert [row for row in rows_of(sheet)[1:] if row != (None,) * 3] == [row for row in rows if row != (None,) * 3]
