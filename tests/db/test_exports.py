"""CSV and JSON Lines, and what all formats share: every table, its dictionary, the same bytes each time."""

from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import export_archive
from db.archive import SCHEMA_VERSION, ArchiveError
from db.exports import FORMATS, export
from db.exports.csv_files import guarded, write_csv
from db.exports.dictionary import ANY, HEADINGS, ORIGINS, TYPES, line_of, lines
from db.exports.jsonl import records
from db.exports.tables import PUBLIC, exported_names, exported_tables
from db.files import replacing
from export_archive import LONG, everything, opened
from extractors.records import extraction_to_json


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return export_archive.build(tmp_path_factory.mktemp("exports") / "a.db")


def rows_in(connection: sqlite3.Connection, name: str) -> list[tuple[Any, ...]]:
    """The rows of a table or a view, in an order of their own."""
    return sorted((tuple(row) for row in connection.execute(f"SELECT * FROM {name}")), key=repr)


def cells(path: Path) -> list[list[str | None]]:
    """A CSV file read by the letter: None where nothing stands, '' where an empty text does; guards taken off."""
    text = path.read_bytes().decode("utf-8-sig")
    rows: list[list[str | None]] = [[]]
    at = 0
    while at < len(text):
        cell: str | None = None
        if text[at] == '"':
            cell = ""
            while True:
                end = text.index('"', at + 1)
                cell += text[at + 1 : end]
                at = end + 1
                if text[at] != '"':
                    break
                cell += '"'
        else:
            end = min(i for i in (text.find(",", at), text.find("\r\n", at)) if i >= 0)
            cell = text[at:end] or None
            at = end
        if cell and cell.startswith("'") and cell.lstrip("'")[:1] in tuple("=+-@\t\r"):
            cell = cell[1:]
        rows[-1].append(cell)
        if text[at] == ",":
            at += 1
        else:
            assert text[at : at + 2] == "\r\n"
            at += 2
            rows.append([])
    assert rows.pop() == []
    return rows


def as_text(row: tuple[Any, ...]) -> list[str | None]:
    return [None if value is None else value if isinstance(value, str) else repr(value) for value in row]


def test_every_row_is_read_back_from_csv(built: Path, tmp_path: Path) -> None:
    connection = opened(built)
    export(connection, tmp_path, "csv")
    for name in exported_names(connection):
        headings, *found = cells(tmp_path / f"{name}.csv")
        assert headings == [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
        assert sorted(found, key=repr) == sorted((as_text(row) for row in rows_in(connection, name)), key=repr), name


def test_every_row_is_read_back_from_json_lines(built: Path, tmp_path: Path) -> None:
    connection = opened(built)
    export(connection, tmp_path, "jsonl")
    for name in exported_names(connection):
        found = [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text(encoding="utf-8").split("\n")[:-1]]
        assert sorted((tuple(row.values()) for row in found), key=repr) == rows_in(connection, name), name


TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.one_of(st.none(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), TEXTS)


@given(rows=st.lists(st.tuples(VALUES, VALUES, TEXTS)))
def test_any_row_is_read_back_from_csv(tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[Any, ...]]) -> None:
    path = write_csv(tmp_path_factory.mktemp("csv") / "x.csv", ["a", "b", "c"], rows)
    assert cells(path)[1:] == [as_text(row) for row in rows]


def test_the_archive_has_what_files_stumble_over(built: Path) -> None:
    connection = opened(built)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    texts = [text for (text,) in connection.execute("SELECT text FROM articles")]
    assert any(LONG.strip() in text for text in texts)
    assert not {name for name in exported_names(connection) if name.startswith("search")}
    full = {
        table.name for table in exported_tables(connection) if table.rows(connection) and list(table.rows(connection))
    }
    copies = {"copies", "copied_articles", "article_copies", "ledger_copies", "article_versions"}
    assert set(exported_names(connection)) - full == copies


def test_records_are_read_back_as_they_were_extracted(built: Path) -> None:
    expected = sorted((extraction_to_json(one) for one in everything()), key=lambda line: line["article"]["id"])
    found = list(records(opened(built)))
    altered = [fact.pop("read_as", None) for line in found[:-1] for fact in line["bloc_roles"]]
    assert [was for was in altered if was] == [{"person": "Lò Ân"}]
    assert found[:-1] == expected
    assert found[-1] == {"source": "=x.pdf", "error": "not a .html file", "code": "unknown_type"}


@pytest.mark.parametrize("profile", ["full", "public"])
@pytest.mark.parametrize("file_format", FORMATS)
def test_an_export_is_the_same_each_time(built: Path, tmp_path: Path, file_format: str, profile: str) -> None:
    written = [export(opened(built), tmp_path / name, file_format, profile=profile) for name in ("one", "two")]
    for one, two in zip(*written, strict=True):
        assert one.read_bytes() == two.read_bytes()
    assert {path.name for path in written[0]} == {path.name for path in (tmp_path / "one").iterdir()}


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_export_says_what_it_is(built: Path, tmp_path: Path, file_format: str) -> None:
    connection = opened(built)
    export(connection, tmp_path, file_format)
    about = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert (about["format"], about["profile"], about["schema_version"]) == (file_format, "full", SCHEMA_VERSION)
    assert about["filters"] == []
    assert about["rows"]["articles"] == connection.execute("SELECT count(*) FROM articles").fetchone()[0]


def test_people_are_listed_by_given_name(built: Path, tmp_path: Path) -> None:
    connection = opened(built)
    export(connection, tmp_path, "csv")
    keys = dict(connection.execute("SELECT name, sort_key FROM people").fetchall())
    for table in ("people", "careers", "officials_named"):
        headings, *rows = cells(tmp_path / f"{table}.csv")
        named = [row[headings.index("name" if table == "people" else "person")] for row in rows]
        assert len(named) > 2 and [keys[name or ""] for name in named] == sorted(keys[name or ""] for name in named)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("- gạch đầu dòng", "'- gạch đầu dòng"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("'=1", "''=1"),
        ("'a", "'a"),
        ("a=1", "a=1"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: object) -> None:
    assert guarded(value) == cell


def test_a_csv_opens_right_in_a_spreadsheet(built: Path, tmp_path: Path) -> None:
    export(opened(built), tmp_path, "csv")
    content = (tmp_path / "articles.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,") and b"\r\n" in content
    assert b"'=HYPERLINK(1)" in content
    assert b"'=x.pdf" in (tmp_path / "not_read.csv").read_bytes()


def test_a_folder_that_cannot_be_written_is_one_line(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be written"):
        export(opened(built), tmp_path / "file" / "out", "csv")


FIRST = {
    "csv": "who_led.csv",
    "jsonl": "records.jsonl",
    "parquet": "who_led.parquet",
    "xlsx": "sovang.xlsx",
    "ftm": "entities.ftm.json",
    "popolo": "popolo.json",
}


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_that_cannot_be_written_is_one_line_too(built: Path, tmp_path: Path, file_format: str) -> None:
    (tmp_path / FIRST[file_format]).mkdir()
    with pytest.raises(ArchiveError, match="cannot be written"):
        export(opened(built), tmp_path, file_format)
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_full_disk_leaves_what_was_there(built: Path, tmp_path: Path, file_format: str) -> None:
    """A process of its own may write files of 2 kB and no larger."""
    path = tmp_path / FIRST[file_format]
    path.write_text("before")
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
        try:
            export(opened(built), tmp_path, file_format)
        except ArchiveError as error:
            os._exit(0 if "cannot be written" in str(error) else 3)
        except BaseException:
            os._exit(4)
        os._exit(5)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == 0
    assert path.read_bytes() == b"before"
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_killed_export_leaves_nothing_that_stays(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file_format: str
) -> None:
    """Killed in the midst of its last file, a whole export leaves no copy, and nothing that a public one keeps."""
    temporary, out = tmp_path / "temporary", tmp_path / "out"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setattr("db.exports.working_copy.suppressed_articles", lambda connection: ["a-1"])
    child = os.fork()
    if child == 0:
        os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)  # the file is written, and not yet in its place
        export(opened(built), out, file_format)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    assert [path.name for path in out.iterdir() if path.name.startswith(".")]
    export(opened(built), out, file_format, profile=PUBLIC)
    assert [path.name for path in out.iterdir() if path.name.startswith(".")] == []
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("file_format", ["csv", "jsonl", "parquet"])
def test_what_a_killed_export_left_of_a_table_that_is_not_public_goes(
    built: Path, tmp_path: Path, file_format: str
) -> None:
    child = os.fork()
    if child == 0:
        with replacing(tmp_path / f"versions.{file_format}") as file:
            file.write("whole texts")
            file.flush()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    (left,) = tmp_path.iterdir()
    export(opened(built), tmp_path, file_format, profile=PUBLIC)
    assert not left.exists()


# --- profiles --------------------------------------------------------------------------------------------------------


def test_a_public_export_has_quotes_and_no_whole_article_and_no_path(built: Path, tmp_path: Path) -> None:
    connection = opened(built)
    passages = [
        text.split("\n\n")[-1]
        for (text,) in connection.execute("SELECT text FROM articles WHERE facts = 0 OR url LIKE '%7?%'")
    ]
    paths = [path for (path,) in connection.execute("SELECT source FROM sources WHERE source LIKE 'pages/%'")]
    assert passages and paths
    for file_format in FORMATS:
        written = export(connection, tmp_path / file_format, file_format, profile=PUBLIC)
        content = b"\n".join(path.read_bytes() for path in written).decode(errors="replace")
        for text in (*passages, *paths, "=x.pdf"):
            assert text not in content and json.dumps(text, ensure_ascii=False)[1:-1] not in content
        assert "nhận cờ Khối trưởng năm 2021" in content or file_format in ("xlsx", "parquet")


def test_public_records_have_the_words_of_their_evidence(built: Path) -> None:
    full = {
        record["article"]["id"]: record["article"]["text"] for record in records(opened(built)) if "article" in record
    }
    for record in records(opened(built), PUBLIC):
        assert "text" not in record["article"] and "blocks" not in record["article"]
        for fact in record["officials"]:
            for span in fact["evidence"]:
                assert span["quote"] == full[record["article"]["id"]][span["start"] : span["end"]]


def test_what_a_full_export_left_does_not_stay_in_a_public_one(built: Path, tmp_path: Path) -> None:
    export(opened(built), tmp_path, "csv")
    export(opened(built), tmp_path, "jsonl")
    (tmp_path / "own.csv").write_text("mine")
    export(opened(built), tmp_path, "csv", profile=PUBLIC)
    assert not (tmp_path / "versions.csv").exists()
    assert (tmp_path / "versions.jsonl").exists() and (tmp_path / "own.csv").exists()


# --- the dictionary --------------------------------------------------------------------------------------------------


def test_the_dictionary_knows_every_table_view_and_column_and_nothing_else(built: Path) -> None:
    connection = opened(built)
    tables = {table.name: table.headings for table in exported_tables(connection)}
    missing = [
        (name, column) for name, columns in tables.items() for column in ("", *columns) if not line_of(name, column)
    ]
    assert missing == []
    own = {(name, column) for name, columns in tables.items() for column in ("", *columns)}
    general = {(ANY, column) for name, column in own if (name, column) not in lines()}
    others = {key for key in lines() if "." in key[0]}  # files that are no table
    assert set(lines()) - own - general - others == set()


def test_every_line_of_the_dictionary_is_whole() -> None:
    for line in lines().values():
        assert line.type in TYPES and line.origin in ORIGINS and line.vi and line.en, line
        assert not (line.type in ("integer", "number") and not line.unit and line.column not in NO_UNIT), line


NO_UNIT = {"position", "turn", "line", "grade"}


@pytest.mark.parametrize("file_format", FORMATS)
def test_each_export_carries_the_lines_of_its_files(built: Path, tmp_path: Path, file_format: str) -> None:
    export(opened(built), tmp_path, file_format)
    headings, *found = cells(tmp_path / "data-dictionary.csv")
    assert headings == list(HEADINGS)
    assert all(row[5] and row[6] for row in found)
    if file_format == "csv":
        told = {row[0]: [r[1] for r in found if r[0] == row[0] and r[1]] for row in found}
        assert told == {path.stem: cells(path)[0] for path in tmp_path.glob("*.csv") if path.stem != "data-dictionary"}
