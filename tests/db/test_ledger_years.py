"""The years of a bloc: none is left out, and an unknown one says why."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contradicting_articles import AROUND
from db.archive import open_archive
from db.decisions import Decision, Ref
from db.load import Loader
from extractors.records import Basis, Extraction, Role
from following import BLOC, build, rows, tells
from stories import meeting, role

GIÓ, MƯA = "Viện Gió", "Viện Mưa"
State = tuple[str, str | None]
KNOWN, INFERRED, CONTRADICTED = ("known", None), ("inferred", None), ("contradicted", None)
NO_SOURCE, SILENT = ("unknown", "no_source"), ("unknown", "silent")


def heads(year: int | None, unit: str | None = GIÓ, **more: Any) -> Any:
    return role(f"{unit} là Khối trưởng năm {year}.", BLOC, year, unit, **more)


def meets(day: str) -> Any:
    return meeting(f"Khối họp ngày {day}.", BLOC, day)


CASES: list[tuple[str, list[Extraction], dict[int, State]]] = [
    ("one-year", [tells("2021-03-01", heads(2021))], {2021: KNOWN}),
    ("two-years-in-a-row", [tells("2021-12-01", heads(2021), heads(2022))], {2021: KNOWN, 2022: KNOWN}),
    (
        "a-gap-without-a-source",
        [tells("2020-03-01", heads(2020)), tells("2023-03-01", heads(2023))],
        {2020: KNOWN, 2021: NO_SOURCE, 2022: NO_SOURCE, 2023: KNOWN},
    ),
    (
        "a-gap-of-an-article-that-does-not-say",
        [tells("2020-03-01", heads(2020)), tells("2021-03-01"), tells("2022-03-01", heads(2022))],
        {2020: KNOWN, 2021: SILENT, 2022: KNOWN},
    ),
    ("only-a-mention", [tells("2021-03-01")], {2021: SILENT}),
    ("a-role-that-nobody-is-named-for", [tells("2021-03-01", heads(2021, None))], {2021: SILENT}),
    ("a-role-of-no-year", [tells("2021-03-01", heads(None))], {2021: SILENT}),
    ("only-who-chaired", [tells("2021-03-01", heads(2021, basis=Basis.CHAIRED))], {2021: INFERRED}),
    (
        "who-chaired-and-a-source",
        [tells("2021-03-01", heads(2021, basis=Basis.CHAIRED)), tells("2021-06-01", heads(2021))],
        {2021: KNOWN},
    ),
    (
        "two-heads",
        [tells("2021-03-01", heads(2021)), tells("2021-06-01", heads(2021, MƯA))],
        {2021: CONTRADICTED},
    ),
    (
        # The year of the meeting counts, not that of the paper.
        "a-report-in-january-of-a-meeting-in-december",
        [tells("2021-01-03", meets("2020-12-30"), heads(2021))],
        {2020: SILENT, 2021: KNOWN},
    ),
    (
        "a-look-back",
        [tells("2023-03-01", meets("2023-02-28"), heads(2021))],
        {2021: KNOWN, 2022: NO_SOURCE, 2023: SILENT},
    ),
    ("without-a-day", [tells(None, heads(2021))], {2021: KNOWN}),
    ("without-any-year", [tells(None)], {}),
    (
        "another-bloc-of-that-name",
        [tells("2020-03-01", heads(2020)), tells("2021-03-01", scope="Bộ Mưa"), tells("2022-03-01", heads(2022))],
        {2020: KNOWN, 2021: NO_SOURCE, 2022: KNOWN},
    ),
]


@pytest.mark.parametrize(("found", "years"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_heads_by_year(tmp_path: Path, found: list[Extraction], years: dict[int, State]) -> None:
    for order in (found, found[::-1]):
        connection = build(tmp_path / "a.db", order)
        of_bloc = "SELECT y.year, y.state, y.reason FROM ledger_years y JOIN blocs b ON b.id = y.bloc "
        of_bloc += "WHERE y.role = 'head' AND b.scope = 'Bộ Gió'"
        assert {year: (state, reason) for year, state, reason in rows(connection, of_bloc)} == years
        roles = "SELECT bloc, year, count(DISTINCT role) FROM ledger_years GROUP BY bloc, year"
        assert {count for _, _, count in rows(connection, roles)} <= {3}
        connection.close()


def test_each_role_by_itself(tmp_path: Path) -> None:
    words = "Viện Mưa là Khối phó."
    found = tells("2021-03-01", heads(2021), role(words, BLOC, 2021, MƯA, what=Role.DEPUTY))
    connection = build(tmp_path / "a.db", [found])
    query = "SELECT role, state, reason, articles FROM ledger_years ORDER BY role"
    assert rows(connection, query) == [
        ("deputy", *KNOWN, 1),
        ("head", *KNOWN, 1),
        ("standing_deputy", *SILENT, 1),
    ]


def test_copies_are_one_article(tmp_path: Path) -> None:
    found = [
        tells("2021-03-01", heads(2021), around=AROUND),
        tells("2021-03-02", heads(2021), around=AROUND, publisher="Tổng Tin"),
    ]
    connection = build(tmp_path / "a.db", found)
    assert rows(connection, "SELECT count(*) FROM copies") == [(1,)]
    assert rows(connection, "SELECT DISTINCT articles FROM ledger_years") == [(1,)]


def test_a_copy_of_next_year_says_nothing_of_that_year(tmp_path: Path) -> None:
    found = [
        tells("2021-12-30", heads(2021), around=AROUND),
        tells("2022-01-02", heads(2021), around=AROUND, publisher="Tổng Tin"),
    ]
    connection = build(tmp_path / "a.db", found)
    assert rows(connection, "SELECT count(*) FROM copies") == [(1,)]
    assert rows(connection, "SELECT year, state FROM ledger_years WHERE role = 'head'") == [(2021, "known")]


@pytest.mark.parametrize("table", ["claim_bloc_roles", "claim_meetings"])
def test_a_claim_that_was_called_wrong_says_nothing(tmp_path: Path, table: str) -> None:
    path = tmp_path / "a.db"
    found = [tells("2021-03-01", meets("2020-12-30"), heads(2021)), tells("2021-05-01")]
    ((claim,),) = rows(build(path, found), f"SELECT claim FROM {table}")
    with Loader(path, "1") as loader:
        loader.decide([Decision(decision="wrong", mentions=(Ref(claim),))], date(2026, 1, 1))
    query = "SELECT year, state, reason FROM ledger_years WHERE role = 'head' ORDER BY year"
    head_is_wrong = table == "claim_bloc_roles"
    expected = [(2020, *SILENT), (2021, *SILENT)] if head_is_wrong else [(2021, *KNOWN)]
    assert rows(open_archive(path), query) == expected
