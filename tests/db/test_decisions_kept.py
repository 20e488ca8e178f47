"""Suppressed people, copies, ids that lead on, and the file of decisions itself."""

from __future__ import annotations

import asyncio
import sqlite3
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from db.archive import ArchiveError
from db.decisions import Decision, decisions_path, read_decisions, take_back
from db.load import Loader
from db.post_history import history
from db.search import Query, search
from db.site.app import application
from db.site.metadata import NAME
from db.verify import verify
from db.who import who
from decided import (
    APART,
    DAY,
    DERIVED,
    TITLES,
    TOGETHER,
    built,
    decided,
    of_person,
    of_unit,
    parts,
    refs_of,
    rows,
    said,
    statuses,
    write,
)
from extractors.records import Extraction, HandoverKind, RecipientKind
from stories import article, award, bloc, extraction, handover, official, role

KINDS = ("people", "units", "blocs")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


# --- suppressed ------------------------------------------------------------------------------------------------------


def suppressible() -> list[Extraction]:
    """Somebody in every place where a person may stand, and a namesake elsewhere."""
    one = article(
        "Ông Lò Văn Bưởi nhận cờ",
        "Ông Lò Văn Bưởi, Giám đốc Viện Mưa, là Khối trưởng Khối thi đua 2 năm 2020.",
        "Tặng Bằng khen cho Lò Văn Bưởi. Ông Lò Văn Bưởi thay ông Lò Văn Khoát.",
        byline=["Lò Văn Bưởi"],
        published="2020-03-01",
    )
    return [
        extraction(
            one,
            role("là Khối trưởng Khối thi đua 2 năm 2020", "Khối thi đua 2", 2020, "Viện Mưa", "Lò Văn Bưởi"),
            official("Ông Lò Văn Bưởi, Giám đốc", "Lò Văn Bưởi", ("Giám đốc", "Viện Mưa"), rank="Đại tá"),
            official("ông Lò Văn Khoát", "Lò Văn Khoát"),
            award("Bằng khen", "Bằng khen", "Lò Văn Bưởi", RecipientKind.PERSON),
            handover("Ông Lò Văn Bưởi thay", "Viện Mưa", "Lò Văn Khoát", "Lò Văn Bưởi", None, "2020-01-01",
                     HandoverKind.POST, "Giám đốc"),
        ),
        of_person("Nắng cuối năm", "Lò Văn Bưởi", ("Nhạc trưởng", "Đoàn Kèn")),
    ]  # fmt: skip


def test_a_suppressed_person_is_nowhere(path: Path) -> None:
    found = suppressible()
    connection = built(path, found, [said("suppressed", f"{found[0].officials[0].id}#name")])
    assert statuses(connection) == ["applied"]
    assert rows(connection, "SELECT name, mentions FROM people ORDER BY name") == [
        ("Lò Văn Bưởi", 1),  # the namesake
        ("Lò Văn Khoát", 2),
    ]
    suppressed_in = rows(connection, "SELECT article FROM suppressed_names")
    assert suppressed_in == [(found[0].article.id,)]
    namesake = set(rows(connection, "SELECT id FROM people WHERE name = 'Lò Văn Bưởi'"))
    for table in DERIVED - {"suppressed_names", "decisions"}:
        for row in rows(connection, f"SELECT * FROM {table}"):
            if "Lò Văn Bưởi" in " ".join(map(str, row)):
                theirs = {found[1].officials[0].id, found[1].article.id, *(one for (one,) in namesake)}
                assert theirs & set(row), (table, row)
    assert [(hit.kind, hit.id) for hit in search(connection, Query('"lò văn bưởi"')).hits] == [
        ("person", next(iter(namesake))[0]),
        ("article", found[1].article.id),
    ]
    assert [hit.kind for hit in search(connection, Query("lo van khoat")).hits] == ["person", "article"]
    (answer,) = who(connection, "khoi thi dua 2")
    assert "Bưởi" not in str(answer.to_json()) and answer.roles[0].unit == "Viện Mưa"
    assert "█" in answer.roles[0].quote or "Bưởi" not in answer.roles[0].quote
    (director,) = history(
        connection, [one for (one,) in rows(connection, "SELECT id FROM units WHERE name = 'Viện Mưa'")], None
    )
    assert [tenure.person for tenure in director.tenures] == ["Lò Văn Khoát"]
    assert "Lò Văn Khoát" in str(director.to_json()) and "Bưởi" not in str(director.to_json())
    for view in ("who_led", "careers", "officials_named", "awards_given"):
        for row in rows(connection, f"SELECT * FROM {view}"):
            told = [str(value) for value in row if "Ông Lò" not in str(value) and "Tặng" not in str(value)]
            assert found[0].article.id not in row or "Lò Văn Bưởi" not in told, view
    assert rows(connection, 'SELECT "from", "to" FROM handovers_by_date') == [("Lò Văn Khoát", None)]
    assert verify(connection) == []


def test_a_suppressed_person_stands_in_no_row_of_another_one(path: Path) -> None:
    """Two articles name different people for one unit: one row of the ledger."""
    found = [
        extraction(
            article(title, f"Ông {name}, Giám đốc Viện Mưa, là Khối trưởng Khối thi đua 2 năm 2020.", published=day),
            role("là Khối trưởng Khối thi đua 2 năm 2020", "Khối thi đua 2", 2020, "Viện Mưa", name),
            official(f"Ông {name}, Giám đốc", name, ("Giám đốc", "Viện Mưa")),
            bloc("Khối thi đua 2", "Khối thi đua 2", "Bộ Gió"),
        )
        for title, name, day in (
            ("Lúa trổ bông", "Lò Văn Bưởi", "2020-03-01"),
            ("Mưa đầu mùa", "Quàng Văn Khoát", "2020-05-01"),
        )
    ]
    connection = built(path, found, [said("suppressed", f"{found[0].officials[0].id}#name")])
    assert rows(connection, "SELECT person FROM who_led") == [("Quàng Văn Khoát",)]
    by_source = rows(connection, "SELECT article_id, person FROM who_led_by_source")
    assert sorted(by_source) == sorted([(found[0].article.id, None), (found[1].article.id, "Quàng Văn Khoát")])


def test_the_whole_person_is_suppressed_not_the_mention_alone(path: Path) -> None:
    found = TOGETHER["people"]
    refs = refs_of(found)
    connection = built(path, found, [said("suppressed", refs[1])])
    assert rows(connection, "SELECT * FROM people") == []
    assert len(rows(connection, "SELECT * FROM suppressed_names")) == 3
    connection = built(
        path,
        APART["people"],
        [said("suppressed", refs_of(APART["people"])[0]), said("same", *refs_of(APART["people"]))],
    )
    assert rows(connection, "SELECT * FROM people") == []


@pytest.mark.parametrize("kind", ["units", "blocs"])
def test_only_people_are_suppressed(path: Path, kind: str) -> None:
    connection = built(path, APART[kind], [said("suppressed", refs_of(APART[kind])[0])])
    assert statuses(connection) == ["unmatched"]
    assert "only people" in rows(connection, "SELECT note FROM decisions")[0][0]


# --- copies, redirects -----------------------------------------------------------------------------------------------


def copied() -> list[Extraction]:
    """An article, its copy, and another one on somebody of the same name."""
    passage = "Ông Lò Văn Bưởi, Giám đốc Viện Gió, dự hội nghị. " + "Hội nghị bàn nhiều việc của năm tới. " * 8
    both = [
        article(title, passage.strip(), source=f"{title}.html", published=day)
        for title, day in (("Một", "2020-01-02"), ("Hai", "2020-01-01"))
    ]
    return [
        *(extraction(one, official("Ông Lò Văn Bưởi", "Lò Văn Bưởi", ("Giám đốc", "Viện Gió"))) for one in both),
        of_person("Nắng cuối năm", "Lò Văn Bưởi", ("Nhạc trưởng", "Đoàn Kèn")),
    ]


@pytest.mark.parametrize("named", [0, 1])
def test_a_decision_about_a_copy_is_about_its_original_too(path: Path, named: int) -> None:
    found = copied()
    refs = refs_of(found)
    assert parts(built(path, found), refs) == [[0, 1], [2]]
    assert parts(built(path, found, [said("same", refs[named], refs[2])]), refs) == [[0, 1, 2]]
    connection = built(path, found, [said("suppressed", refs[named])])
    assert sorted(rows(connection, "SELECT article FROM suppressed_names")) == sorted(
        (one.article.id,) for one in found[:2]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_ids_that_were_lead_on(path: Path, kind: str) -> None:
    refs = refs_of(APART[kind])
    before = {i for (i,) in rows(built(path, APART[kind]), f"SELECT id FROM {kind}")}
    connection = decided(path, said("same", *refs))
    now = {i for (i,) in rows(connection, f"SELECT id FROM {kind}")}
    gone = before - now
    assert gone
    site = application(path)
    for old in gone:
        ((new,),) = rows(connection, "SELECT entity FROM redirects WHERE id = ?", old)
        assert new in now
        for form in ("", ".json"):
            answer = asyncio.run(site.client.get(f"/{NAME}/{kind}/{old}{form}"))
            assert (answer.status_code, answer.headers["location"]) == (302, f"/{NAME}/{kind}/{new}{form}")
        assert asyncio.run(site.client.get(f"/{NAME}/{kind}/{new}")).status_code == 200
        other = next(table for table in KINDS if table != kind)
        assert asyncio.run(site.client.get(f"/{NAME}/{other}/{kind}-none")).status_code == 404


# --- the file --------------------------------------------------------------------------------------------------------


def test_taking_back_wants_the_last_lines(path: Path) -> None:
    found = APART["people"]
    refs = refs_of(found)
    first, second = said("same", *refs[:2]), said("same", *refs[1:])
    built(path, found, [first, second])
    with pytest.raises(ArchiveError, match="changed by somebody else"):
        take_back(decisions_path(path), [first])
    take_back(decisions_path(path), [second])
    assert [d.mentions for d in read_decisions(decisions_path(path))] == [first.mentions]


def test_comments_stay_when_the_last_line_is_taken_back(path: Path) -> None:
    found = APART["people"]
    built(path, found)
    decisions_path(path).write_text("# kept by hand\n\n", encoding="utf-8")
    line = said("same", *refs_of(found)[:2])
    decided(path, line)
    with Loader(path, "1") as loader:
        loader.take_back([line])
    assert decisions_path(path).read_text(encoding="utf-8") == "# kept by hand\n\n"


def test_where_the_archive_cannot_follow_nothing_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = APART["people"]
    built(path, found)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("db.derive.search_index.write_entities", full)
    with Loader(path, "1") as loader, pytest.raises(sqlite3.OperationalError):
        loader.decide([said("same", *refs_of(found)[:2])], DAY)
    assert path.read_bytes() == before and not decisions_path(path).exists()


def test_a_line_that_is_no_decision_stops_the_build(path: Path) -> None:
    built(path, APART["people"])
    before = path.read_bytes()
    decisions_path(path).write_text('{"decision": "same"}\n', encoding="utf-8")
    with Loader(path, "1") as loader, pytest.raises(ArchiveError, match=r"a\.decisions\.jsonl:1: "):
        loader.finish()
    assert path.read_bytes() == before


@pytest.mark.parametrize("why", ["x" * 10_000, "\udcff", "\ud800"])
def test_nothing_is_written_that_could_not_be_read_again(path: Path, why: str) -> None:
    refs = refs_of(APART["people"])
    built(path, APART["people"])
    before = path.read_bytes()
    with Loader(path, "1") as loader, pytest.raises(ArchiveError, match="nothing was written"):
        loader.decide([replace(said("same", *refs[:2]), why=why)], DAY)
    assert path.read_bytes() == before and not decisions_path(path).exists()


def test_half_a_character_is_no_text(path: Path) -> None:
    decisions_path(path).write_text('{"decision": "wrong", "mentions": ["a-1"], "why": "\\ud800"}\n', encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"a\.decisions\.jsonl:1: "):
        read_decisions(decisions_path(path))


def test_names_fit_however_they_are_composed(path: Path) -> None:
    found = APART["people"]
    refs = [f"{ref}={unicodedata.normalize('NFD', 'Lò Văn Bưởi')}" for ref in refs_of(found)]
    write(path, [said("same", *refs)])
    assert isinstance(read_decisions(decisions_path(path))[0], Decision)
    assert statuses(built(path, found, [said("same", *refs)])) == ["applied"]
    assert statuses(built(path, found, [said("same", *(ref.replace("=", "=Ông ") for ref in refs))])) == ["unmatched"]


def test_units_told_apart_have_names_and_years_of_their_own(path: Path) -> None:
    found = [of_unit(t, "Cục Gió") for t in TITLES]
    refs = refs_of(found)
    connection = built(path, found, [said("different", *refs[:2])])
    assert rows(connection, "SELECT name, mentions FROM units WHERE name = 'Cục Gió' ORDER BY mentions") == [
        ("Cục Gió", 1),
        ("Cục Gió", 2),
    ]
