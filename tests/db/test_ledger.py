"""The ledger: what merges into a row, what contradicts what, and what an inference may not do."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.load import Loader
from db.who import who
from extractors.records import Basis, Extraction, Role
from stories import article, bloc, extraction, handover, role

NAME = "Khối thi đua 1"
_number = itertools.count(1)


def says(*facts: Any, day: str | None = None) -> Extraction:
    """An article on one bloc of a known scope, with facts about it."""
    text = article(f"Bài {next(_number)}", f"{NAME} của Bộ Gió họp.", published=day)
    return extraction(text, bloc(f"{NAME} của Bộ Gió", NAME, "Bộ Gió"), *facts)


def head(unit: str | None, year: int | None = 2021, **more: Any) -> Any:
    return role("họp", NAME, year, unit, **more)


def passing(giver: str, taker: str, year: int | None, day: str | None) -> list[Extraction]:
    """Two heads of 2021, and a handover."""
    return [says(head("Viện Gió"), head("Viện Mưa")), says(handover("họp", NAME, giver, taker, year, day))]


def ledger(tmp_path: Path, *found: Extraction) -> list[tuple[Any, ...]]:
    path = tmp_path / "a.db"
    path.unlink(missing_ok=True)
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    columns = "year, role, unit, person, basis, inferred, contradicted, sources"
    order = "ORDER BY year IS NULL, year, role, unit, person"
    connection = open_archive(path)
    try:
        return [tuple(row) for row in connection.execute(f"SELECT {columns} FROM who_led {order}")]
    finally:
        connection.close()


def test_sources_that_agree_are_one_row_with_the_best_basis(tmp_path: Path) -> None:
    found = (
        says(head("Viện Gió")),
        says(head("Viện Gió", basis=Basis.ELECTED)),
        says(head("Viện Gió", basis=Basis.CHAIRED)),
    )
    assert ledger(tmp_path, *found) == [(2021, "head", "Viện Gió", None, "elected", 0, 0, 3)]


def test_two_heads_in_one_year_contradict_each_other(tmp_path: Path) -> None:
    assert ledger(tmp_path, says(head("Viện Gió")), says(head("Viện Mưa"))) == [
        (2021, "head", "Viện Gió", None, "stated", 0, 1, 1),
        (2021, "head", "Viện Mưa", None, "stated", 0, 1, 1),
    ]


@pytest.mark.parametrize(
    ("found", "contradicted"),
    [
        # A handover between the two, in that year and for it, explains both; the other way round too.
        (passing("Viện Gió", "Viện Mưa", 2021, "2021-10-08"), 0),
        (passing("Viện Mưa", "Viện Gió", 2021, "2021-01-08"), 0),
        # Without a year for which it is, its day counts.
        (passing("Viện Gió", "Viện Mưa", None, "2021-10-08"), 0),
        # One for the next year explains nothing: the taker was not yet head.
        (passing("Viện Gió", "Viện Mưa", 2022, "2021-12-08"), 2),
        # In another year, without a day, or between others it does not.
        (passing("Viện Gió", "Viện Mưa", 2022, "2022-01-08"), 2),
        (passing("Viện Gió", "Viện Mưa", 2021, None), 2),
        (passing("Viện Gió", "Viện Đất", 2021, "2021-10-08"), 2),
        # Terms that are dated one after the other are in turn.
        ([says(head("Viện Gió", until="2021-06-01")), says(head("Viện Mưa", since="2021-06-01"))], 0),
        ([says(head("Viện Gió", until="2021-07-01")), says(head("Viện Mưa", since="2021-06-01"))], 2),
        ([says(head("Viện Gió", until="2021")), says(head("Viện Mưa", since="2021-06-01"))], 2),
        # A gave to B and B to C: all three led in turn.
        (
            [
                *passing("Viện Gió", "Viện Mưa", 2021, "2021-03-08"),
                *passing("Viện Mưa", "Viện Đất", 2021, "2021-10-08"),
                says(head("Viện Đất")),
            ],
            0,
        ),
        # Different years, no year, different roles.
        ([says(head("Viện Gió", 2020)), says(head("Viện Mưa", 2021))], 0),
        ([says(head("Viện Gió", None)), says(head("Viện Mưa", None))], 0),
        ([says(head("Viện Gió")), says(head("Viện Mưa", what=Role.DEPUTY))], 0),
        ([says(head("Viện Gió", what=Role.DEPUTY)), says(head("Viện Mưa", what=Role.DEPUTY))], 0),
        # One unit and a person without a unit.
        ([says(head("Viện Gió")), says(head(None, person="Lò Văn Sáu"))], 0),
        # Three heads: each contradicts both others.
        ([says(head("Viện Gió")), says(head("Viện Mưa")), says(head("Viện Đất"))], 3),
    ],
)
def test_contradictions(tmp_path: Path, found: list[Extraction], contradicted: int) -> None:
    assert sum(row[6] for row in ledger(tmp_path, *found)) == contradicted


def test_an_inference_is_marked_and_contradicts_nothing(tmp_path: Path) -> None:
    found = (
        says(head("Viện Gió", basis=Basis.CHAIRED)),
        says(head("Viện Mưa")),
        says(head("Viện Đất", basis=Basis.EXPANDED)),
    )
    assert ledger(tmp_path, *found) == [
        (2021, "head", "Viện Gió", None, "chaired", 1, 0, 1),
        (2021, "head", "Viện Mưa", None, "stated", 0, 0, 1),
        (2021, "head", "Viện Đất", None, "expanded", 1, 0, 1),
    ]


def test_a_person_joins_the_row_of_their_unit(tmp_path: Path) -> None:
    found = says(head("Viện Gió")), says(head("Viện Gió", person="Lò Văn Sáu"))
    assert ledger(tmp_path, *found) == [(2021, "head", "Viện Gió", "Lò Văn Sáu", "stated", 0, 0, 2)]


def test_two_persons_of_a_unit_are_two_rows_without_a_contradiction(tmp_path: Path) -> None:
    found = (
        says(head("Viện Gió", person="Lò Văn Sáu")),
        says(head("Viện Gió", person="Lò Văn Bảy")),
        says(head("Viện Gió")),
    )
    assert [row[3:] for row in ledger(tmp_path, *found)] == [
        ("Lò Văn Bảy", "stated", 0, 0, 2),
        ("Lò Văn Sáu", "stated", 0, 0, 2),
    ]


def test_nobody_is_named(tmp_path: Path) -> None:
    assert ledger(tmp_path, says(head(None))) == [(2021, "head", None, None, "stated", 0, 0, 1)]
    assert ledger(tmp_path, says(head(None)), says(head("Viện Gió"))) == [
        (2021, "head", None, None, "stated", 0, 0, 1),
        (2021, "head", "Viện Gió", None, "stated", 0, 0, 1),
    ]


def test_every_claim_is_in_the_ledger(tmp_path: Path) -> None:
    found = [
        says(head("Viện Gió")),
        says(head("Viện Gió", person="Lò Văn Sáu")),
        says(head(None, person="Lò Văn Sáu")),
        says(head(None, person="Lò Văn Bảy")),
        says(head(None)),
        says(head("Viện Mưa", None)),
    ]
    ledger(tmp_path, *found)
    connection = open_archive(tmp_path / "a.db")
    query = "SELECT count(*) FROM claim_bloc_roles WHERE claim NOT IN (SELECT claim FROM ledger_claims)"
    assert connection.execute(query).fetchone()[0] == 0


def test_a_head_took_over_from_the_unit_that_a_handover_names(tmp_path: Path) -> None:
    found = [
        says(head("Viện Gió", 2020)),
        says(head("Viện Mưa", basis=Basis.HANDOVER), handover("họp", NAME, "Viện Gió", "Viện Mưa", 2021, "2020-12-08")),
    ]
    ledger(tmp_path, *found)
    query = "SELECT year, unit, handed_over_by FROM who_led ORDER BY year"
    rows = [tuple(row) for row in open_archive(tmp_path / "a.db").execute(query)]
    assert rows == [(2020, "Viện Gió", None), (2021, "Viện Mưa", "Viện Gió")]


def test_sources_that_name_different_givers_name_none(tmp_path: Path) -> None:
    found = [
        says(head("Viện Mưa"), handover("họp", NAME, giver, "Viện Mưa", 2021)) for giver in ("Viện Gió", "Viện Đất")
    ]
    ledger(tmp_path, *found)
    assert [row[0] for row in open_archive(tmp_path / "a.db").execute("SELECT handed_over_by FROM who_led")] == [None]


def test_a_relative_name_that_may_be_the_same_unit_contradicts_nothing(tmp_path: Path) -> None:
    for other, contradicted in (("Sở Gió", 0), ("Sở Gió tỉnh Nam Giang", 0), ("Sở Mưa", 1)):
        rows = ledger(tmp_path, says(head("Sở Gió")), says(head(other)))
        assert [row[6] for row in rows] == [contradicted, contradicted], other


def test_who_is_shown_is_named_by_a_sentence_that_is_shown(tmp_path: Path) -> None:
    """A handover names the unit only; the person of the same row comes with the sentence that names them."""
    path = tmp_path / "a.db"
    told = {"Trao": "Viện Gió nhận cờ.", "Họp": "Ông Lò Văn Sáu, Viện Gió, Khối trưởng.", "Lại": "Lại là Viện Gió."}
    days = ("2020-12-01", "2021-06-01", "2021-07-01")
    with Loader(path, "1") as loader:
        for (title, words), day in zip(told.items(), days, strict=True):
            text = article(title, f"{NAME} của Bộ Gió họp.", words, published=day)
            basis = Basis.HANDOVER if title == "Trao" else Basis.STATED
            person = "Lò Văn Sáu" if title == "Họp" else None
            fact = role(words, NAME, 2021, "Viện Gió", person, basis=basis)
            loader.add(extraction(text, bloc(f"{NAME} của Bộ Gió", NAME, "Bộ Gió"), fact))
        loader.finish()
    connection = open_archive(path)
    (row,) = connection.execute("SELECT person, quote, other_sources, sources FROM who_led").fetchall()
    assert tuple(row) == (
        "Lò Văn Sáu",
        "Viện Gió nhận cờ.",  # nothing of another article: a quote is of its source
        "“Ông Lò Văn Sáu, Viện Gió, Khối trưởng.” Họp, 2021-06-01 · Lại, 2021-07-01",
        3,
    )
    (answer,) = who(connection, NAME)
    (only,) = answer.roles
    assert only.quote == "Viện Gió nhận cờ."
    assert [(c.quote, c.article_title, c.published) for c in only.further] == [
        ("Ông Lò Văn Sáu, Viện Gió, Khối trưởng.", "Họp", "2021-06-01"),
        (None, "Lại", "2021-07-01"),
    ]


def test_a_row_of_one_source_has_no_other(tmp_path: Path) -> None:
    ledger(tmp_path, says(head("Viện Gió", person="Lò Văn Sáu")))
    connection = open_archive(tmp_path / "a.db")
    assert [tuple(r) for r in connection.execute("SELECT other_sources FROM who_led")] == [(None,)]
    assert [role.further for answer in who(connection, NAME) for role in answer.roles] == [[]]
