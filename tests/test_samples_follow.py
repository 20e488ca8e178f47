"""What follows from the bundled pages: contradictions, years of the ledger, documents, paths of awards, successors."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import Any

import pytest

from corpus.article import Article
from following import rows
from test_samples import BLOCS, STORY, case, fold, is_one_of

ROLES = {"head", "standing_deputy", "deputy"}
# The day of the meeting that announced it, where a page says that one did.
ANNOUNCED = {
    "612/QĐ-BTL": "2020-03-13",
    "145/QĐ-BCH": "2018-01-12",
    "3187/QĐ-CAT-TCCB": "2021-09-17",
    "417-QĐ/TU": "2021-06-03",
    "1466/QĐ-BTL": "2020-07-10",
    "486/QĐ-BTL": "2023-03-15",
    "2309/QĐ-BQP": "2024-06-14",
    "2216-QĐ/TU": "2025-02-14",
    "905/QĐ-CAT-TCCB": "2025-02-28",
    "2764/QĐ-CAT-PX03": "2019-12-06",
}
# Which kinds of facts rest on a decision: the sentence that cites it says them.
RESTS = {
    "612/QĐ-BTL": {"blocs"},
    "145/QĐ-BCH": {"blocs"},
    "27/QĐ-BCH": {"blocs"},
    "1164/QĐ-BQP": {"handovers"},
    "486/QĐ-BTL": {"handovers"},
    "2309/QĐ-BQP": {"handovers"},
    "2318/QĐ-BTL": {"handovers"},
    "905/QĐ-CAT-TCCB": {"handovers"},
    "389/QĐ-BTL": {"awards"},
    "6187/QĐ-BQP": {"awards"},
}
FOUNDED_BY = {"qk4-4": {"612/QĐ-BTL"}, "ls-3": {"145/QĐ-BCH", "27/QĐ-BCH"}}  # of two that are told, either
NUMBERS = sorted({row["number"] for row in STORY["document"]})
# Of whose end the list of events knows the day only: regional commands have names of their own, a province's police
# takes over what several did. And one that the page gives another day than the list, which has that of the central one.
ENDED_INTO = {
    "Ban Chỉ huy Phòng thủ khu vực 1 - Lộc Bình",
    "Ban Chỉ huy Phòng thủ khu vực 2 - Tràng Định",
    "Ban Chỉ huy Phòng thủ khu vực 3 - Cao Lộc",
    "Công an tỉnh Hòa Bình",
}
ON_ANOTHER_DAY = {"Ban Tuyên giáo và Dân vận Tỉnh ủy Hòa Bình"}


@pytest.fixture(scope="module")
def page_of(articles: dict[str, Article]) -> dict[str, str]:
    return {article.id: path for path, article in articles.items()}


@pytest.fixture(scope="module")
def bloc_of(archive: sqlite3.Connection) -> dict[str, str]:
    """By the archive's id of a bloc the story's; every bloc of the archive is one of the story."""
    found: dict[str, list[str]] = defaultdict(list)
    for bloc, name, scope in rows(archive, "SELECT id, name, scope FROM blocs"):
        found[bloc] += [
            row["id"] for row in BLOCS.values() if is_one_of(name, row["name"]) and is_one_of(scope, row["scope"])
        ]
    assert sorted(id for ids in found.values() for id in ids) == sorted(BLOCS)
    return {bloc: ids[0] for bloc, ids in found.items()}


# --- contradictions ----------------------------------------------------------------------------------------------


def test_the_contradictions_are_those_that_were_planted(archive: sqlite3.Connection, page_of: dict[str, str]) -> None:
    query = "SELECT kind, article_1_id, article_2_id FROM contradicting"
    found = sorted((kind, sorted((page_of[a], page_of[b]))) for kind, a, b in rows(archive, query))
    assert found == sorted((row["kind"], sorted(row["pages"])) for row in STORY["contradiction"])


def test_every_kind_of_contradiction_is_planted() -> None:
    assert {row["kind"] for row in STORY["contradiction"]} == {
        "bloc_head", "handover_giver", "handover_day", "role_both", "rank_falls", "post_holders", "post_left",
        "appointment_day", "document_date", "bloc_founding", "award_grade",
    }  # fmt: skip


@pytest.mark.parametrize("row", STORY["contradiction"], ids=lambda row: case(row, "kind", "about"))
def test_a_contradiction_says_what_it_is_about(
    archive: sqlite3.Connection, page_of: dict[str, str], row: dict[str, Any]
) -> None:
    query = (
        "SELECT x.article_1_id, x.article_2_id, x.year, x.what, u.name, p.name, b.name FROM contradicting x "
        "LEFT JOIN units u ON u.id = x.unit_id LEFT JOIN people p ON p.id = x.person_id "
        "LEFT JOIN blocs b ON b.id = x.bloc_id WHERE x.kind = ?"
    )
    (found,) = [r for r in rows(archive, query, row["kind"]) if {page_of[r[0]], page_of[r[1]]} == set(row["pages"])]
    _, _, year, *about = found
    assert year == row.get("year", year)
    assert any(fold(row["about"]) in fold(name or "") for name in about), about


# --- the ledger --------------------------------------------------------------------------------------------------


def test_no_head_that_the_story_does_not_have(archive: sqlite3.Connection, bloc_of: dict[str, str]) -> None:
    query = (
        "SELECT bloc_id, year, unit, person, inferred FROM who_led "
        "WHERE role = 'head' AND coalesce(unit, person) IS NOT NULL"
    )
    wrong = []
    for bloc, year, unit, person, inferred in rows(archive, query):
        fitting = [
            head
            for head in BLOCS[bloc_of[bloc]]["head"]
            if year in (None, head["year"])
            and (unit is None or is_one_of(unit, head["unit"]))
            and (person is None or any(is_one_of(person, name) for name in head["people"]))
        ]
        if not any(bool(inferred) == (head["basis"] == ["chaired"]) for head in fitting):
            wrong.append((bloc_of[bloc], year, unit, person, inferred))
    assert not wrong


@pytest.mark.parametrize("bloc", BLOCS.values(), ids=BLOCS)
def test_no_year_is_left_out(archive: sqlite3.Connection, bloc_of: dict[str, str], bloc: dict[str, Any]) -> None:
    query = "SELECT bloc, year, role, state, reason FROM ledger_years ORDER BY year"
    found = [row[1:] for row in rows(archive, query) if bloc_of[row[0]] == bloc["id"]]
    told = {head["year"] for head in bloc["head"]} | {row["year"] for row in bloc.get("unknown", [])}
    years = {year for year, *_ in found}
    assert years == set(range(min(years), max(years) + 1))
    assert told <= years
    assert {(year, role) for year, role, *_ in found} == {(year, role) for year in years for role in ROLES}
    heads = {year: (state, reason) for year, role, state, reason in found if role == "head"}
    unknown = {row["year"]: ("unknown", row["reason"]) for row in bloc.get("unknown", [])}
    # Where the story has neither a head nor a reason, the year is one after the last head.
    without = {year for year, (state, _) in heads.items() if state == "unknown"}
    assert {year: heads[year] for year in without if year <= max(told)} == unknown
    for head in bloc["head"]:
        others = [h for h in bloc["head"] if h["year"] == head["year"]]
        if head["basis"] == ["chaired"] and len(others) == 1:
            assert heads[head["year"]] == ("inferred", None)
    against = {row["year"] for row in STORY["contradiction"] if row.get("bloc") == bloc["id"]}
    assert {year for year, (state, _) in heads.items() if state == "contradicted"} == against


# --- documents ---------------------------------------------------------------------------------------------------


def test_each_document_stands_once(archive: sqlite3.Connection) -> None:
    found = rows(archive, "SELECT number, signed FROM documents")
    assert sorted(number for number, _ in found) == NUMBERS
    days = {number: {row["date"] for row in STORY["document"] if row["number"] == number} for number in NUMBERS}
    assert [(number, day) for number, day in found if day not in days[number]] == []


@pytest.mark.parametrize("number", NUMBERS)
def test_a_document_is_cited_announced_and_rested_on(
    archive: sqlite3.Connection, page_of: dict[str, str], number: str
) -> None:
    ((document, announced, sources),) = rows(
        archive, "SELECT id, announced, sources FROM documents WHERE number = ?", number
    )
    cited = rows(
        archive,
        "SELECT c.article FROM document_claims d JOIN claims c ON c.id = d.claim WHERE d.document = ?",
        document,
    )
    pages = {row["page"] for row in STORY["document"] if row["number"] == number}
    assert {page_of[article] for (article,) in cited} == pages
    assert sources == len(pages - {row["page"] for row in STORY["copy"]})
    assert announced == ANNOUNCED.get(number)
    resting = "SELECT DISTINCT c.kind FROM document_rests r JOIN claims c ON c.id = r.claim WHERE r.document = ?"
    assert {kind for (kind,) in rows(archive, resting, document)} == RESTS.get(number, set())


def test_blocs_are_founded_by_the_documents_that_say_so(archive: sqlite3.Connection, bloc_of: dict[str, str]) -> None:
    founded = rows(archive, "SELECT b.id, d.number FROM blocs b JOIN documents d ON d.id = b.founded_by")
    assert {bloc_of[bloc] for bloc, _ in founded} == set(FOUNDED_BY)
    assert all(number in FOUNDED_BY[bloc_of[bloc]] for bloc, number in founded)


def test_the_levels_of_the_blocs(archive: sqlite3.Connection, bloc_of: dict[str, str]) -> None:
    found = {bloc_of[bloc]: level for bloc, level in rows(archive, "SELECT id, level FROM blocs")}
    assert found == {bloc: "region" if bloc.startswith("qk4") else "province" for bloc in BLOCS}


# --- awards, successors ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("row", STORY["award_path"], ids=lambda row: case(row, "award", "recipient"))
def test_a_path_leads_from_the_proposal_to_the_award(
    archive: sqlite3.Connection, page_of: dict[str, str], row: dict[str, Any]
) -> None:
    query = (
        "SELECT a.id, a.award, a.grantor, a.year, a.awarded, a.status, p.article, g.article, coalesce(u.name, o.name) "
        "FROM award_paths a LEFT JOIN units u ON u.id = a.unit LEFT JOIN people o ON o.id = a.person "
        "LEFT JOIN claims p ON p.id = a.proposed_claim LEFT JOIN claims g ON g.id = a.awarded_claim"
    )
    found = [
        r
        for r in rows(archive, query)
        if is_one_of(r[8], row["recipient"])
        and (is_one_of(r[1], row["award"]) or is_one_of(f"{r[1]} của {r[2]}", row["award"]))
        and {page_of.get(r[6]), page_of.get(r[7])} & {row["proposed"], row["awarded"]}
    ]
    ((path, _, _, year, awarded, status, first, then, _),) = found
    assert (status, page_of[first], page_of[then]) == ("awarded", row["proposed"], row["awarded"])
    assert row["year"] in (year, int(awarded[:4]))
    said = "SELECT c.article FROM award_path_claims s JOIN claims c ON c.id = s.claim WHERE s.award = ?"
    assert {row["proposed"], row["awarded"]} <= {page_of[article] for (article,) in rows(archive, said, path)}


def test_what_was_only_proposed_is_no_award(archive: sqlite3.Connection) -> None:
    paths = rows(archive, "SELECT status, awarded, awarded_claim, proposed_claim FROM award_paths")
    assert {status for status, *_ in paths} == {"awarded", "proposed"}
    assert all((status == "awarded") is (given is not None) for status, _, given, _ in paths)
    assert all(proposed is not None for status, _, _, proposed in paths if status == "proposed")


@pytest.mark.parametrize("row", STORY["successor"], ids=lambda row: case(row, "unit"))
def test_what_a_unit_became_is_known(archive: sqlite3.Connection, row: dict[str, Any]) -> None:
    units = [id for id, name in rows(archive, "SELECT id, name FROM units") if is_one_of(name, row["unit"])]
    if not units:
        pytest.skip("no page names that unit in full")
    events = rows(archive, "SELECT day, into_name FROM unit_events WHERE unit = ?", units[0])
    day, into = row["date"].isoformat(), fold(row["into"])
    known = [(on, fold(became)) for on, became in events]
    assert (day, "" if row["into"] in ENDED_INTO else into) in known or (
        row["into"] in ON_ANOTHER_DAY and into in [became for _, became in known]
    )


@pytest.mark.parametrize("row", STORY["successor"], ids=lambda row: case(row, "unit"))
def test_a_unit_that_ended_has_an_end(archive: sqlite3.Connection, row: dict[str, Any]) -> None:
    units = [id for id, name in rows(archive, "SELECT id, name FROM units") if is_one_of(name, row["unit"])]
    events = [day for unit in units for (day,) in rows(archive, "SELECT day FROM unit_events WHERE unit = ?", unit)]
    assert not units or any(day[:4] == str(row["date"].year) for day in events)
