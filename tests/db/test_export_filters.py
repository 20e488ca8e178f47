"""Filters: what is exported is what is about them, and every reference within it leads somewhere."""

from __future__ import annotations

import itertools
import json
import sqlite3
from pathlib import Path

import pytest

import export_archive
from db.archive import ArchiveError
from db.exports import Filters, export
from db.exports.filters import Fit, fits
from db.exports.kept import ABOUT, BELONGING, BETWEEN, NEVER, WHOLE, WITH_ID, references
from db.exports.tables import PUBLIC
from db.exports.working_copy import leaving
from export_archive import opened

SUN = "khoi thi dua 2 bo mat troi"
FILTERS = {
    "bloc": Filters(blocs=(SUN,)),
    "blocs": Filters(blocs=("Khối thi đua 2", "khoi thi dua 7")),
    "unit": Filters(units=("cuc do dac",)),
    "person": Filters(people=("Hòa Văn Đức",)),
    "year": Filters(years=(2021,)),
    "years": Filters(years=(1999, 2020)),
    "both": Filters(units=("Cục Đo đạc",), years=(2021,)),
    "neither": Filters(blocs=(SUN,), people=("Bưởi Ân",)),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    return opened(export_archive.build(tmp_path_factory.mktemp("filters") / "a.db"))


def exported(archive: sqlite3.Connection, filters: Filters, folder: Path) -> dict[str, list[dict[str, object]]]:
    export(archive, folder, "jsonl", filters=filters)
    return {p.stem: [json.loads(line) for line in p.read_text().split("\n")[:-1]] for p in folder.glob("*.jsonl")}


def test_every_table_has_its_rule(archive: sqlite3.Connection) -> None:
    tables = {row[0] for row in archive.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    tables -= {
        table for table in tables if table.startswith("search") and table not in ("search_entries", "search_words")
    }
    rules = [*WITH_ID, *BELONGING, *BETWEEN, *WHOLE, *NEVER, *(table for table in ABOUT if table not in WITH_ID)]
    assert sorted(rules) == sorted(tables)
    for table, (column, owner) in BELONGING.items():
        targets = {row[3]: row[2] for row in archive.execute(f"PRAGMA foreign_key_list({table})")}
        assert targets.get(column, owner) == owner or targets[column] in BELONGING


def test_what_is_masked_by_its_column_s_name_is_so_named(archive: sqlite3.Connection) -> None:
    for (table,) in archive.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        for column, target in references(archive, table):
            if target == "claims":
                assert column == "claim" or column.endswith("_claim")
            if target == "articles":
                assert column in ("article", "original")


@pytest.mark.parametrize("profile", ["full", PUBLIC])
@pytest.mark.parametrize("name", FILTERS)
def test_every_reference_leads_somewhere(archive: sqlite3.Connection, name: str, profile: str) -> None:
    before = archive.total_changes
    with leaving(archive, fits(archive, FILTERS[name]), profile) as copy:
        assert copy.execute("PRAGMA foreign_key_check").fetchall() == []
        orphans = "SELECT count(*) FROM claims WHERE id NOT IN (SELECT claim FROM evidence)"
        assert copy.execute(orphans).fetchone() == (0,)
        for table, key in (("people", "person_mentions"), ("articles", "claims")):
            column = {"people": "person", "articles": "article"}[table]
            unused = f"SELECT count(*) FROM {table} WHERE id NOT IN (SELECT {column} FROM {key})"
            assert copy.execute(unused).fetchone() == (0,)
    assert archive.execute("SELECT count(*) FROM temp.sqlite_master").fetchone()[0] == 0
    assert archive.total_changes >= before


def test_a_bloc_s_export_is_about_the_bloc(archive: sqlite3.Connection, tmp_path: Path) -> None:
    found = exported(archive, Filters(blocs=(SUN,)), tmp_path)
    assert [(row["bloc"], row["scope"], row["unit"]) for row in found["who_led"]] == [
        ("Khối thi đua 2", "Bộ Mặt trời", "Cục Ánh sáng")
    ]
    assert [row["name"] for row in found["units"]] == ["Cục Ánh sáng"]
    assert [row["number"] for row in found["decisions_register"]] == ["12/QĐ-BMT"]
    assert len(found["articles"]) == 1 and found["people"] == [] and found["unread"] == []
    assert len(found["records"]) == 1 and len(found["decisions"]) == 1


def test_a_unit_s_export_is_about_the_unit(archive: sqlite3.Connection, tmp_path: Path) -> None:
    found = exported(archive, Filters(units=("cuc do dac",)), tmp_path)
    assert {row["unit"] for row in found["who_led"]} == {"Cục Đo đạc"}
    assert {row["unit"] for row in found["careers"]} == {"Cục Đo đạc"}
    assert [row["recipient"] for row in found["award_history"]] == ["Cục Đo đạc"]
    assert {row["name"] for row in found["people"]} <= {"Hoà Văn Đức", "Hòa Văn Đức"}
    assert len(found["unit_events"]) == 1 and len(found["contradicting"]) == 1


def test_a_person_s_export_is_about_the_person(archive: sqlite3.Connection, tmp_path: Path) -> None:
    found = exported(archive, Filters(people=("buoi an",)), tmp_path)
    assert {row["person"] for row in found["officials_named"]} == {"Bưởi Ân"}
    assert [row["award"] for row in found["award_history"]] == ["Huân chương"]
    assert found["who_led"] == [] and [row["name"] for row in found["people"]] == ["Bưởi Ân"]


def test_a_year_s_export_is_of_the_year(archive: sqlite3.Connection, tmp_path: Path) -> None:
    found = exported(archive, Filters(years=(2020,)), tmp_path)
    assert {row["year"] for row in found["ledger"]} == {2020}
    assert {row["year"] for row in found["ledger_by_year"]} == {2020}
    assert {row["published"] for row in found["officials_named"]} == {"2020-10-13"}
    assert len(found["person_ranks"]) == 1


def test_filters_of_two_kinds_must_both_fit(archive: sqlite3.Connection, tmp_path: Path) -> None:
    one = exported(archive, Filters(units=("Cục Đo đạc",), years=(2020,)), tmp_path / "one")
    assert one["ledger"] == [] and one["careers"]
    assert exported(archive, FILTERS["neither"], tmp_path / "none")["claims"] == []


def test_one_more_of_a_kind_only_adds(archive: sqlite3.Connection, tmp_path: Path) -> None:
    wide = exported(archive, Filters(years=(2020, 2021)), tmp_path / "both")
    for year in (2020, 2021):
        narrow = exported(archive, Filters(years=(year,)), tmp_path / str(year))
        for table in ("ledger", "claims", "tenures", "articles", "people"):
            assert {row["id"] for row in narrow[table]} <= {row["id"] for row in wide[table]}


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        (Filters(blocs=("KHỐI THI ĐUA SỐ 2",)), 3),
        (Filters(blocs=("bloc-old",)), 1),
        (Filters(units=("CUC DO DAC",)), 1),
        (Filters(units=("CĐĐ",)), 1),
        (Filters(units=("do dac",)), 1),
        (Filters(people=("person-old",)), 1),
        (Filters(people=("đức",)), 2),
        (Filters(years=(2021, 2020)), 2),
    ],
)
def test_names_fit_as_they_are_typed(archive: sqlite3.Connection, filters: Filters, names: int) -> None:
    assert len(fits(archive, filters)) == names


@pytest.mark.parametrize(
    ("filters", "kind"),
    [
        (Filters(blocs=("Khối thi đua 99",)), "bloc"),
        (Filters(units=("Cục Đò đạc",)), "unit"),
        (Filters(people=("Bưởi Ẩn",)), "person"),
        (Filters(people=("",)), "person"),
        (Filters(units=("bloc-old",)), "unit"),
        (Filters(blocs=("\udcff",)), "bloc"),  # a byte of a command line that is no UTF-8
    ],
)
def test_a_name_that_fits_nothing_is_one_line(
    archive: sqlite3.Connection, tmp_path: Path, filters: Filters, kind: str
) -> None:
    with pytest.raises(ArchiveError, match=f"^--{kind} .*fits no {kind}") as error:
        export(archive, tmp_path / "out", "csv", filters=filters)
    assert "\n" not in str(error.value) and not (tmp_path / "out").exists()


def test_the_export_says_what_was_asked_and_what_it_meant(archive: sqlite3.Connection, tmp_path: Path) -> None:
    export(archive, tmp_path, "csv", filters=FILTERS["both"])
    about = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert [(f["kind"], f["asked"], f["name"]) for f in about["filters"]] == [
        ("unit", "Cục Đo đạc", "Cục Đo đạc"),
        ("year", "2021", "2021"),
    ]


def test_filters_without_anything_are_none() -> None:
    assert not Filters()
    for kind, values in itertools.product(("blocs", "units", "people"), (("x",),)):
        assert Filters(**{kind: values})
    assert Fit(kind="unit", asked="a", id="unit-1", name="A").to_json()["id"] == "unit-1"
