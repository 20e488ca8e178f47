"""Parquet: DuckDB reads each file, and it holds what its table does, typed."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import export_archive
from db.exports import export, parquet
from db.exports.tables import Column, Table, exported_tables
from export_archive import opened


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_archive.build(tmp_path_factory.mktemp("parquet") / "a.db")


def read(path: Path) -> tuple[dict[str, str], list[tuple[Any, ...]]]:
    """Types and rows, days as they are written in the archive."""
    found = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
    rows = [tuple(v.isoformat() if isinstance(v, date) else v for v in row) for row in found.fetchall()]
    return dict(zip(found.columns, map(str, found.types), strict=True)), rows


def test_every_file_is_equal_to_its_table(built: Path, tmp_path: Path) -> None:
    connection = opened(built)
    export(connection, tmp_path, "parquet")
    for table in exported_tables(connection):
        types, rows = read(tmp_path / f"{table.name}.parquet")
        assert list(types) == table.headings
        assert rows == list(table.rows(connection)), table.name


def test_columns_have_types(built: Path, tmp_path: Path) -> None:
    export(opened(built), tmp_path, "parquet")
    types = {path.stem: read(path)[0] for path in tmp_path.glob("*.parquet")}
    assert types["articles"]["published"] == "DATE" and types["articles"]["facts"] == "BIGINT"
    assert types["who_led"]["year"] == "BIGINT" and types["who_led"]["quote"] == "VARCHAR"
    assert types["claims"]["confidence"] == "DOUBLE"
    assert types["ledger_sources"]["best"] == "BIGINT"  # an expression of a view
    assert types["documents"]["signed"] == "VARCHAR"  # a month
    assert types["documents"]["announced"] == "DATE"
    assert types["copied_articles"]["published"] == "DATE"  # none there


def test_duckdb_answers_who_led(built: Path, tmp_path: Path) -> None:
    export(opened(built), tmp_path, "parquet")
    query = f"SELECT unit FROM '{tmp_path}/who_led.parquet' WHERE year = 2021 AND scope = 'Bộ Mặt trời'"
    assert duckdb.sql(query).fetchall() == [("Cục Ánh sáng",)]


ROWS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1)),
        st.one_of(st.none(), st.floats(allow_nan=False)),
        st.one_of(st.none(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))),
        st.one_of(st.none(), st.dates().map(date.isoformat), st.sampled_from(["2021", "2021-02-30", "0000-01-01", ""])),
    )
)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_any_row_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute('CREATE TABLE "t" (n INTEGER, x REAL, s TEXT, d TEXT)')
    connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
    columns = (Column("n", "integer"), Column("x", "number"), Column("s", "text"), Column("d", "date"))
    (path,) = parquet.write_tables(connection, [Table("t", columns, "rowid")], tmp_path_factory.mktemp("p"))
    assert read(path)[1] == rows


def test_a_large_table_is_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import pyarrow.parquet

    monkeypatch.setattr(parquet, "_MOST_LETTERS", 100)
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (s TEXT)")
    connection.executemany("INSERT INTO t VALUES (?)", [("x" * 40,)] * 10)
    (path,) = parquet.write_tables(connection, [Table("t", (Column("s", "text"),), "rowid")], tmp_path)
    assert pyarrow.parquet.ParquetFile(path).num_row_groups == 4
    assert len(read(path)[1]) == 10
