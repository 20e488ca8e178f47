"""Checks that find what is broken, and exports that can be read again."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from db.archive import ArchiveError, open_archive
from db.export import export, exported_names, guarded, records
from db.load import Loader
from db.verify import verify
from extractors.records import Extraction, extraction_to_json
from stories import article, bloc, extraction, meeting, official, story, unit


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("verify") / "a.db"
    with Loader(path, "1") as loader:
        for one in everything():
            loader.add(one)
        loader.fail("=x.pdf", "unknown_type", "not a .html file")
        loader.finish()
    return path


def everything() -> list[Extraction]:
    text = article("=HYPERLINK(1)", '-Khối thi đua 7, "Sở A";\nSở B thuộc Bộ C.', byline=["A, B", "C"])
    odd = extraction(
        text,
        meeting("Khối thi đua 7", None, None),
        bloc("Khối thi đua 7", "Khối thi đua 7", None, ["Sở A", "Sở B"]),
        unit("Sở B thuộc Bộ C", "Sở B", "Bộ C"),
        official("Sở A", "+Lò", ("@Trưởng", None), ("Phó", "Sở A"), former=True),
    )
    return [*story(), odd]


def test_a_fresh_archive_is_without_fault(built: Path) -> None:
    before = built.read_bytes()
    assert verify(open_archive(built)) == []
    assert built.read_bytes() == before


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        ("UPDATE evidence SET quote = upper(quote) WHERE quote LIKE 'Cục%'", "a quote is not what stands"),
        ("UPDATE articles SET text = 'x' || text", "a quote is not what stands"),
        ("DELETE FROM evidence WHERE claim = (SELECT min(claim) FROM evidence)", "has no evidence"),
        ('UPDATE blocks SET "end" = "start" + 1 WHERE kind = \'body\'', "lies in no single block"),
        ("DELETE FROM claim_awards", "has no fields"),
        ("UPDATE articles SET facts = 99", "number of facts is wrong"),
        ("DELETE FROM sources", "has no source"),
        ("DELETE FROM ledger_claims", "not in the ledger"),
        ("DELETE FROM blocs", "foreign key"),
        ("DELETE FROM version_pages", "a source is no page of its article"),
        ("DELETE FROM version_pages", "a version has no page"),
        ("UPDATE versions SET text = 'other'", "has not one version that counts"),
        ("UPDATE ledger_claims SET listed = 0", "names none of its sources"),
        (
            "INSERT INTO copies SELECT a.id, b.id, 'reprint', 0.9, 'why' FROM articles a, articles b WHERE a.id <> b.id "
            "AND (a.id = (SELECT max(id) FROM articles) OR a.id = (SELECT min(id) FROM articles)) GROUP BY a.id",
            "a copy of a copy",
        ),
        ("UPDATE search_entries SET plain = 'other' WHERE number = 1", "out of step"),
        ("DELETE FROM search_entries WHERE kind = 'article'", "not in the search index"),
        ("DROP TABLE search", "out of step"),
    ],
)
def test_damage_is_found(built: Path, tmp_path: Path, damage: str, says: str) -> None:
    path = tmp_path / "b.db"
    shutil.copy(built, path)
    connection = sqlite3.connect(path)
    connection.execute(damage)
    connection.commit()
    connection.close()
    faults = verify(open_archive(path))
    assert any(says in fault for fault in faults)
    assert len(faults) < 100


def test_records_are_read_back_as_they_were_extracted(built: Path) -> None:
    expected = sorted((extraction_to_json(one) for one in everything()), key=lambda line: line["article"]["id"])
    found = list(records(open_archive(built)))
    assert found[:-1] == expected
    assert found[-1] == {"source": "=x.pdf", "error": "not a .html file", "code": "unknown_type"}


def test_every_table_and_view_is_exported(built: Path, tmp_path: Path) -> None:
    connection = open_archive(built)
    for file_format in ("csv", "jsonl"):
        written = export(connection, tmp_path / file_format, file_format)
        assert {p.stem for p in written} - {"records"} == set(exported_names(connection))
    names = set(exported_names(connection))
    assert {"who_led", "articles", "evidence", "not_read", "claim_posts"} <= names
    assert not {n for n in names if n.startswith("search")}
    for name in names:
        count = connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        lines = [json.loads(line) for line in (tmp_path / "jsonl" / f"{name}.jsonl").read_text().splitlines()]
        with (tmp_path / "csv" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            cells = list(csv.DictReader(file))
        assert len(lines) == len(cells) == count
    lines = (tmp_path / "jsonl" / "articles.jsonl").read_text().splitlines()
    assert "=HYPERLINK(1)" in {json.loads(line)["title"] for line in lines}


def test_an_export_is_the_same_each_time(built: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        for file_format in ("csv", "jsonl"):
            export(open_archive(built), tmp_path / name, file_format)
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+84", "'+84"),
        ("- gạch đầu dòng", "'- gạch đầu dòng"),
        ("@a", "'@a"),
        ("\ta", "'\ta"),
        ("a=1", "a=1"),
        ("", ""),
        (-5, -5),
        (None, None),
    ],
)
def test_no_cell_is_a_formula(value: object, cell: object) -> None:
    assert guarded(value) == cell


def test_a_csv_opens_right_in_a_spreadsheet(built: Path, tmp_path: Path) -> None:
    export(open_archive(built), tmp_path, "csv")
    content = (tmp_path / "articles.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbfid,") and b"\r\n" in content
    assert b"'=HYPERLINK(1)" in content
    assert b"'=x.pdf" in (tmp_path / "not_read.csv").read_bytes()


def test_a_folder_that_cannot_be_written_is_one_line(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ArchiveError, match="cannot be written"):
        export(open_archive(built), tmp_path / "file" / "out", "csv")
