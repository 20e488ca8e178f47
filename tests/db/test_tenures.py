"""Tenures and ranks: which titles are one post, which days count, and what a second stint is."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

from db.archive import open_archive
from db.decisions import Decision, Ref
from db.load import Loader, clear_derived
from db.resolve import resolve
from db.tenures import write_tenures
from extractors.records import Extraction, HandoverKind
from stories import article, extraction, handover, official

COLUMNS = "person, title, unit, first_cited, last_cited, started, ended, former_cited, sources"


def archive(path: Path, *found: Extraction) -> sqlite3.Connection:
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    return open_archive(path)


def careers(connection: sqlite3.Connection, columns: str = COLUMNS) -> list[tuple[Any, ...]]:
    order = "ORDER BY person, coalesce(first_cited, started, former_cited)"
    return [tuple(row) for row in connection.execute(f"SELECT {columns} FROM careers {order}")]


def cited(
    name: str, title: str, unit: str, day: str | None, *more: str, former: bool = False, rank: str | None = None
) -> Extraction:
    words = f"Ông {name}, {title} {unit}, dự họp."
    text = article(f"{name} dự họp {day}", words, *more, published=day)
    return extraction(text, official(words, name, (title, unit), former=former, rank=rank))


def changed(
    giver: str | None, taker: str | None, day: str | None, published: str, cites: str | None = None
) -> Extraction:
    words = f"Ông {giver} bàn giao cho ông {taker}."
    fact = handover(words, "Viện Gió", giver, taker, None, day, HandoverKind.POST, "Viện trưởng")
    people = [official(f"ông {taker}", taker)] if taker else []
    if giver:
        people.append(official(f"Ông {giver}", giver, *([("Viện trưởng", "Viện Gió")] if cites == giver else [])))
    return extraction(article(f"Bàn giao {published}", words, published=published), fact, *people)


def test_titles_of_one_post_are_one(tmp_path: Path) -> None:
    unit = "Công an huyện Quỳ Hợp"
    connection = archive(
        tmp_path / "a.db",
        cited("Lò Văn Sáu", "Trưởng Công an huyện", unit, "2020-01-01"),
        cited("Lò Văn Sáu", "Trưởng", unit, "2021-01-01"),
        cited("Lò Văn Sáu", "Trưởng", unit, "2022-01-01"),
    )
    assert careers(connection) == [("Lò Văn Sáu", "Trưởng", unit, "2020-01-01", "2022-01-01", None, None, None, 3)]
    assert [row[0] for row in connection.execute("SELECT single FROM tenures")] == [1]


def test_a_post_that_someone_leaves_is_not_cited_after_that(tmp_path: Path) -> None:
    told_later = changed("Lò Văn Sáu", "Lò Văn Bảy", "2022-08-16", "2022-08-18", cites="Lò Văn Sáu")
    rows = careers(archive(tmp_path / "a.db", told_later), "person, first_cited, last_cited, started, ended")
    assert rows == [
        ("Lò Văn Bảy", "2022-08-18", "2022-08-18", "2022-08-16", None),
        ("Lò Văn Sáu", "2022-08-16", "2022-08-16", None, "2022-08-16"),
    ]


def test_a_post_that_begins_later_is_not_cited_before(tmp_path: Path) -> None:
    rows = careers(archive(tmp_path / "a.db", changed(None, "Lò Văn Bảy", "2022-09-01", "2022-08-18")))
    assert [row[3:6] for row in rows] == [(None, None, "2022-09-01")]


def test_a_month_is_no_day(tmp_path: Path) -> None:
    rows = careers(archive(tmp_path / "a.db", changed(None, "Lò Văn Bảy", "2022-08", "2022-08-18")))
    assert [row[3:6] for row in rows] == [("2022-08-18", "2022-08-18", None)]


def test_two_stints_with_somebody_between_are_two_tenures(tmp_path: Path) -> None:
    found = [
        changed(None, "Lò Văn Sáu", "2010-01-01", "2010-01-01"),
        changed("Lò Văn Sáu", "Lò Văn Bảy", "2012-01-01", "2012-01-01"),
        changed("Lò Văn Bảy", "Lò Văn Sáu", "2012-09-01", "2012-09-01"),
    ]
    columns = "person, started, ended"
    wanted = [
        ("Lò Văn Bảy", "2012-01-01", "2012-09-01"),
        ("Lò Văn Sáu", "2010-01-01", "2012-01-01"),
        ("Lò Văn Sáu", "2012-09-01", None),
    ]
    connection = archive(tmp_path / "a.db", *found)
    assert careers(connection, columns) == wanted
    assert careers(archive(tmp_path / "b.db", *found[::-1]), columns) == wanted
    ids = {row[0] for row in connection.execute("SELECT id FROM tenures")}
    # The first stint has the id that it has while nothing is known of the second.
    assert {row[0] for row in archive(tmp_path / "c.db", *found[:2]).execute("SELECT id FROM tenures")} < ids


def test_a_copy_counts_as_its_original(tmp_path: Path) -> None:
    filler = [f"Câu thứ {n} kể về con nước số {n} và bãi bồi số {n * 7}." for n in range(40)]
    words = "Ông Lò Văn Sáu, Viện trưởng Viện Gió, dự họp."
    found = [
        extraction(
            article(title, words, *filler, published=day, publisher=publisher, source=title),
            official(words, "Lò Văn Sáu", ("Viện trưởng", "Viện Gió"), rank="Đại tá"),
        )
        for title, day, publisher in (("Họp", "2020-01-01", "Báo Sông"), ("Họp ", "2020-03-01", "Báo Núi"))
    ]
    connection = archive(tmp_path / "a.db", *found)
    assert connection.execute("SELECT count(*) FROM copies").fetchone()[0] == 1
    assert [row[3:5] + row[8:] for row in careers(connection)] == [("2020-01-01", "2020-01-01", 1)]
    assert [
        tuple(r) for r in connection.execute("SELECT rank, first_cited, last_cited, sources FROM person_ranks")
    ] == [("Đại tá", "2020-01-01", "2020-01-01", 1)]


def test_ranks_with_their_days(tmp_path: Path) -> None:
    connection = archive(
        tmp_path / "a.db",
        cited("Lò Văn Sáu", "Lữ đoàn trưởng", "Lữ đoàn 799", "2020-01-01", rank="Thượng tá"),
        cited("Lò Văn Sáu", "Lữ đoàn trưởng", "Lữ đoàn 799", "2022-01-01", rank="Đại tá"),
        cited("Lò Văn Sáu", "Lữ đoàn trưởng", "Lữ đoàn 799", "2021-01-01", rank="đại tá"),
        cited("Lò Văn Sáu", "Lữ đoàn trưởng", "Lữ đoàn 799", "2023-01-01", rank="Đại tá"),
        cited("Lò Văn Sáu", "Lữ đoàn trưởng", "Lữ đoàn 799", "2024-01-01", rank="Đại sao"),
    )
    rows = connection.execute(
        "SELECT x.rank, x.first_cited, x.last_cited, x.sources, q.published FROM person_ranks x "
        "JOIN claim_quotes q ON q.claim = x.claim ORDER BY x.grade"
    )
    assert [tuple(row) for row in rows] == [
        ("Thượng tá", "2020-01-01", "2020-01-01", 1, "2020-01-01"),
        ("Đại tá", "2021-01-01", "2023-01-01", 3, "2021-01-01"),
    ]


def test_a_claim_that_a_person_called_wrong_does_not_count(tmp_path: Path) -> None:
    right = cited("Lò Văn Sáu", "Viện trưởng", "Viện Gió", "2020-01-01")
    wrong = cited("Lò Văn Sáu", "Viện trưởng", "Viện Gió", "2024-01-01")
    archive(tmp_path / "a.db", right, wrong).close()
    claim = wrong.officials[0].id
    connection = sqlite3.connect(tmp_path / "a.db")
    clear_derived(connection)
    decision = Decision(
        line=1, decision="wrong", mentions=(Ref(claim, None, None),), name=None, who=None, when=None, why=None
    )
    resolve(connection, [decision])
    write_tenures(connection)
    assert [row[3:5] for row in careers(connection)] == [("2020-01-01", "2020-01-01")]
