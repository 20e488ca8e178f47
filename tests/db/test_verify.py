"""Checks that find what is broken."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from db.archive import open_archive
from db.load import Loader
from db.verify import verify
from extractors.records import Extraction
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
        ("UPDATE search_entries SET name = 'other' WHERE number = 1", "out of step"),
        ("DELETE FROM search_entries WHERE kind = 'article'", "not in the search index"),
        ("UPDATE articles SET title = 'other'", "out of step"),
        ("DELETE FROM search_words WHERE word = 'cuc'", "out of step"),
        ("DELETE FROM search_names_data WHERE id > 10", "is damaged"),
        ("DROP TABLE search", "is damaged"),
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
