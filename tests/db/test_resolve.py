"""Who is who: what merges, and what must not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.load import Loader
from db.names import bloc_key, plain_bloc_key, scope_key, unit_key
from extractors.records import Extraction, HandoverKind, RecipientKind
from stories import article, award, bloc, extraction, handover, official, role, unit

Archive = Callable[..., sqlite3.Connection]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    def of(*found: Extraction) -> sqlite3.Connection:
        with Loader(tmp_path / "a.db", "1") as loader:
            for one in found:
                loader.add(one)
            loader.finish()
        return open_archive(tmp_path / "a.db")

    return of


def all_of(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(query)]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Khối thi đua số 2", "Khối thi đua 2", True),
        ("Khối thi đua 02", "khối Thi đua số  2", True),
        ("Cụm thi đua số II", "Cụm thi đua II", True),
        ("Khối thi đua 2", "Khối thi đua 12", False),
        ("Khối thi đua 2", "Cụm thi đua 2", False),
        ("Khối thi đua 20", "Khối thi đua 2", False),
        ("Khối thi đua số 2", "Khối thi đua số hai", False),
        ("Khối thi đua các sở", "Khối thi đua các số", False),
        ("Cụm thi đua Thuỷ lợi", "Cụm thi đua Thủy lợi", True),
    ],
)
def test_bloc_names(one: str, other: str, same: bool) -> None:
    assert (bloc_key(one) == bloc_key(other)) is same


def test_a_bloc_name_typed_without_diacritics() -> None:
    assert plain_bloc_key("Khối thi đua số 02") == plain_bloc_key("khoi thi dua so 2") == "khoi thi dua 2"
    assert plain_bloc_key("khoi thi dua cac so") == "khoi thi dua cac so"
    assert bloc_key("") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Cơ quan Tổng cục Chính trị", "Tổng cục Chính trị", True),
        ("Tổng cục Chính trị", "Tổng cục Chính Trị", True),
        ("Cơ quan", "", False),
        ("Bộ Quốc phòng", "Tổng cục Chính trị", False),
    ],
)
def test_scopes(one: str, other: str, same: bool) -> None:
    assert (scope_key(one) == scope_key(other)) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Hoà Văn Nam", "Hòa Văn Nam", True),
        ("Nguyễn Văn Hùng", "Nguyễn Văn Hưng", False),
        ("Nguyễn Văn Đức", "Nguyễn Văn Dức", False),
        ("Phòng Thi đua - Khen thưởng", "Phòng Thi đua-Khen thưởng", True),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert (unit_key(one) == unit_key(other)) is same


def of_bloc(title: str, name: str, scope: str | None, members: tuple[str, ...] = ()) -> Extraction:
    words = f"{name} họp ở {title}"
    return extraction(article(title, f"{words}."), bloc(words, name, scope, members))


TWO_MEMBERS = ("Viện Nước", "Viện Gió")


@pytest.mark.parametrize(
    ("found", "blocs"),
    [
        # The same name and scope, spelt in two ways.
        ([of_bloc("A", "Khối thi đua 2", "Bộ Gió"), of_bloc("B", "Khối thi đua số 2", "Cơ quan Bộ Gió")], 1),
        # The same name, another scope.
        ([of_bloc("A", "Khối thi đua 2", "Bộ Gió"), of_bloc("B", "Khối thi đua 2", "Bộ Mưa")], 2),
        # The same name alone never merges.
        ([of_bloc("A", "Khối thi đua 2", "Bộ Gió"), of_bloc("B", "Khối thi đua 2", None)], 2),
        ([of_bloc("A", "Khối thi đua 2", None), of_bloc("B", "Khối thi đua 2", None)], 2),
        # ... but with exactly the same members it does,
        ([of_bloc("A", "Khối thi đua 2", "Bộ Gió", TWO_MEMBERS), of_bloc("B", "Khối thi đua 2", None, TWO_MEMBERS)], 1),
        (
            [
                of_bloc("A", "Khối thi đua 2", None, TWO_MEMBERS),
                of_bloc("B", "Khối thi đua 2", None, TWO_MEMBERS[::-1]),
            ],
            1,
        ),
        # not with other ones, nor with a single one,
        (
            [
                of_bloc("A", "Khối thi đua 2", "Bộ Gió", TWO_MEMBERS),
                of_bloc("B", "Khối thi đua 2", None, ("Viện Nước", "Viện Đất")),
            ],
            2,
        ),
        (
            [
                of_bloc("A", "Khối thi đua 2", "Bộ Gió", ("Viện Nước",)),
                of_bloc("B", "Khối thi đua 2", None, ("Viện Nước",)),
            ],
            2,
        ),
        # and never two known scopes through a third article.
        (
            [
                of_bloc("A", "Khối thi đua 2", "Bộ Gió", TWO_MEMBERS),
                of_bloc("B", "Khối thi đua 2", None, TWO_MEMBERS),
                of_bloc("C", "Khối thi đua 2", "Bộ Mưa", TWO_MEMBERS),
            ],
            3,
        ),
        # A scope at the end of the name is no part of it,
        (
            [of_bloc("A", "Khối thi đua các sở tỉnh Gió", "tỉnh Gió"), of_bloc("B", "Khối thi đua các sở", "tỉnh Gió")],
            1,
        ),
        # but of no known scope it is.
        ([of_bloc("A", "Khối thi đua các sở tỉnh Gió", None), of_bloc("B", "Khối thi đua các sở", "tỉnh Gió")], 2),
        # The same members under another name.
        ([of_bloc("A", "Khối thi đua 2", None, TWO_MEMBERS), of_bloc("B", "Khối thi đua 3", None, TWO_MEMBERS)], 2),
    ],
)
def test_blocs_merge(archive: Archive, found: list[Extraction], blocs: int) -> None:
    connection = archive(*found)
    assert all_of(connection, "SELECT count(*) FROM blocs") == [(blocs,)]


def test_within_an_article_a_bare_name_is_the_bloc_named_with_its_scope(archive: Archive) -> None:
    text = article("Họp", "Khối thi đua số 2 (Bộ Gió) họp.", "Viện Nước là Khối trưởng Khối thi đua 2.")
    connection = archive(
        extraction(
            text,
            bloc("Khối thi đua số 2 (Bộ Gió)", "Khối thi đua số 2", "Bộ Gió"),
            role("Viện Nước là Khối trưởng Khối thi đua 2", "Khối thi đua 2", 2020, "Viện Nước"),
        )
    )
    assert all_of(connection, "SELECT bloc, scope, unit FROM who_led") == [("Khối thi đua 2", "Bộ Gió", "Viện Nước")]


def test_within_an_article_a_name_may_end_in_its_scope_or_not(archive: Archive) -> None:
    text = article("Họp", "Khối thi đua các sở tỉnh Gió họp.", "Viện Nước là Khối trưởng Khối thi đua các sở.")
    connection = archive(
        extraction(
            text,
            bloc("Khối thi đua các sở tỉnh Gió", "Khối thi đua các sở tỉnh Gió", "tỉnh Gió"),
            role("Viện Nước là Khối trưởng", "Khối thi đua các sở", 2020, "Viện Nước"),
        )
    )
    assert all_of(connection, "SELECT scope, unit FROM who_led") == [("tỉnh Gió", "Viện Nước")]
    assert all_of(connection, "SELECT count(*) FROM blocs") == [(1,)]


def test_a_bare_name_beside_two_scopes_stays_open(archive: Archive) -> None:
    text = article("Họp", "Khối thi đua 2 Bộ Gió, Khối thi đua 2 Bộ Mưa.", "Viện Nước là Khối trưởng Khối thi đua 2.")
    connection = archive(
        extraction(
            text,
            bloc("Khối thi đua 2 Bộ Gió", "Khối thi đua 2", "Bộ Gió"),
            bloc("Khối thi đua 2 Bộ Mưa", "Khối thi đua 2", "Bộ Mưa"),
            role("Viện Nước là Khối trưởng", "Khối thi đua 2", 2020, "Viện Nước"),
        )
    )
    assert all_of(connection, "SELECT scope FROM who_led") == [(None,)]
    links = all_of(connection, "SELECT scope_1, scope_2, reason FROM possibly_the_same WHERE kind = 'bloc'")
    assert links and all(None in link[:2] and link[2] for link in links)


def test_copies_speak_of_one_bloc_and_count_once(archive: Archive) -> None:
    passage = "Viện Nước là Khối trưởng Khối thi đua 2 năm 2020. " + "Hội nghị bàn nhiều việc của năm tới. " * 8
    one = article("Một", passage.strip(), source="1.html", published="2020-01-02")
    two = article("Hai", passage.strip(), source="2.html", published="2020-01-01")
    short = [article(t, "Khối thi đua 5 họp.", source=f"{t}.html") for t in ("Ba", "Bốn")]
    connection = archive(
        *(extraction(a, role("Viện Nước là Khối trưởng", "Khối thi đua 2", 2020, "Viện Nước")) for a in (one, two)),
        *(extraction(a, bloc("Khối thi đua 5", "Khối thi đua 5")) for a in short),
    )
    assert all_of(connection, "SELECT title, original_title FROM copied_articles") == [("Một", "Hai")]
    assert all_of(connection, "SELECT unit, sources FROM who_led") == [("Viện Nước", 1)]
    assert all_of(connection, "SELECT count(*) FROM who_led_by_source") == [(2,)]
    assert all_of(connection, "SELECT count(*) FROM blocs WHERE key LIKE '% 5'") == [(2,)]


def of_person(title: str, name: str, *posts: tuple[str, str | None]) -> Extraction:
    return extraction(article(title, f"Ông {name} dự {title}."), official(f"Ông {name}", name, *posts))


@pytest.mark.parametrize(
    ("found", "people", "links"),
    [
        # The same name in the same unit, with the tone mark in either place.
        (
            [
                of_person("A", "Hoà Văn Nam", ("Giám đốc", "Viện Gió")),
                of_person("B", "Hòa Văn Nam", ("Bí thư", "Viện Gió")),
            ],
            1,
            0,
        ),
        # Another tone is another name.
        (
            [
                of_person("A", "Lê Văn Hùng", ("Giám đốc", "Viện Gió")),
                of_person("B", "Lê Văn Hưng", ("Giám đốc", "Viện Gió")),
            ],
            2,
            0,
        ),
        # The same name in two units stays apart; a name that many bear is no reason for a link.
        (
            [
                of_person("A", "Lê Văn Hùng", ("Giám đốc", "Viện Gió")),
                of_person("B", "Lê Văn Hùng", ("Giám đốc", "Viện Mưa")),
            ],
            2,
            0,
        ),
        # The same post without a unit says nothing.
        ([of_person("A", "Lê Văn Hùng", ("Giám đốc", None)), of_person("B", "Lê Văn Hùng", ("Giám đốc", None))], 2, 0),
        # An article that knows both units ties them together.
        (
            [
                of_person("A", "Lê Văn Hùng", ("Giám đốc", "Viện Gió")),
                of_person("B", "Lê Văn Hùng", ("Giám đốc", "Viện Mưa")),
                of_person("C", "Lê Văn Hùng", ("Giám đốc", "Viện Gió"), ("Ủy viên", "Viện Mưa")),
            ],
            1,
            0,
        ),
        # Without diacritics it may be either: linked with both, merged with none.
        (
            [
                of_person("A", "Lê Văn Hùng", ("Giám đốc", "Viện Gió")),
                of_person("B", "Lê Văn Hưng", ("Giám đốc", "Viện Gió")),
                of_person("C", "Le Van Hung", ("Giám đốc", "Viện Gió")),
            ],
            3,
            2,
        ),
    ],
)
def test_people_merge(archive: Archive, found: list[Extraction], people: int, links: int) -> None:
    connection = archive(*found)
    assert all_of(connection, "SELECT count(*) FROM people") == [(people,)]
    assert all_of(connection, "SELECT count(*) FROM possibly_same WHERE kind = 'person'") == [(links,)]


def test_one_name_in_one_article_is_one_person_in_all_its_facts(archive: Archive) -> None:
    text = article("Trao thưởng", "Ông Lò Văn Sáu, Giám đốc Viện Gió.", "Tặng Bằng khen cho Lò Văn Sáu.")
    connection = archive(
        extraction(
            text,
            official("Ông Lò Văn Sáu", "Lò Văn Sáu", ("Giám đốc", "Viện Gió")),
            award("Tặng Bằng khen", "Bằng khen", "Lò Văn Sáu", RecipientKind.PERSON),
        )
    )
    assert all_of(connection, "SELECT count(*) FROM people") == [(1,)]
    assert all_of(connection, "SELECT count(DISTINCT person) FROM person_mentions") == [(1,)]
    assert all_of(connection, "SELECT count(*) FROM person_mentions") == [(2,)]


def test_a_person_who_takes_the_flag_is_no_unit(archive: Archive) -> None:
    text = article("Trao cờ", "Viện Gió trao cờ Khối trưởng Khối thi đua 1 cho ông Lò Văn Sáu.")
    connection = archive(
        extraction(
            text,
            official("ông Lò Văn Sáu", "Lò Văn Sáu"),
            handover("Viện Gió trao cờ Khối trưởng", "Khối thi đua 1", "Viện Gió", "Lò Văn Sáu", 2022),
        )
    )
    assert all_of(connection, "SELECT name FROM units") == [("Viện Gió",)]
    assert all_of(connection, "SELECT name FROM people") == [("Lò Văn Sáu",)]


def test_units_are_their_names_and_keep_their_usual_spelling(archive: Archive) -> None:
    connection = archive(
        *(
            extraction(article(t, f"{name} thuộc Bộ Gió, {t}."), unit(f"{name} thuộc Bộ Gió", name, "Bộ Gió"))
            for t, name in (
                ("A", "Cục Thủy văn"),
                ("B", "Cục Thuỷ Văn"),
                ("C", "Cục Thủy văn"),
                ("D", "Cục Thủy văn 2"),
            )
        )
    )
    found = all_of(connection, "SELECT name, mentions FROM units ORDER BY name")
    assert found == [("Bộ Gió", 4), ("Cục Thủy văn", 3), ("Cục Thủy văn 2", 1)]


def test_tenures_start_and_end_by_handovers_only(archive: Archive) -> None:
    seen = article("Dự", "Ông Lò Văn Sáu, Giám đốc Viện Gió, dự họp.", published="2021-05-01")
    again = article("Lại dự", "Ông Lò Văn Sáu, Giám đốc Viện Gió, lại dự.", published="2022-05-01")
    appointed = article("Bổ nhiệm", "Ông Lò Văn Sáu giữ chức Giám đốc Viện Gió từ 1-2-2020.", published="2020-02-02")
    former = article("Nguyên", "Ông Lò Văn Sáu, nguyên Giám đốc Viện Gió, kể.", published="2024-01-01")
    post = {"kind": HandoverKind.POST, "post": "Giám đốc"}
    connection = archive(
        *(extraction(a, official("Ông Lò Văn Sáu", "Lò Văn Sáu", ("Giám đốc", "Viện Gió"))) for a in (seen, again)),
        extraction(appointed, handover("giữ chức Giám đốc", "Viện Gió", None, "Lò Văn Sáu", day="2020-02-01", **post)),
        extraction(former, official("nguyên Giám đốc", "Lò Văn Sáu", ("Giám đốc", "Viện Gió"), former=True)),
    )
    columns = "person, title, unit, first_cited, last_cited, started, ended, former_cited, sources"
    assert all_of(connection, f"SELECT {columns} FROM careers") == [
        ("Lò Văn Sáu", "Giám đốc", "Viện Gió", "2020-02-02", "2022-05-01", "2020-02-01", None, "2024-01-01", 4)
    ]


def test_a_handover_cites_the_post_for_both(archive: Archive) -> None:
    words = "Ông Lò Văn Sáu bàn giao chức Giám đốc Viện Gió cho ông Lò Văn Bảy."
    text = article("Bàn giao", words, published="2022-08-18")
    fact = handover(words, "Viện Gió", "Lò Văn Sáu", "Lò Văn Bảy", None, "2022-08-16", HandoverKind.POST, "Giám đốc")
    people = [official(f"ông {name}", name) if name.endswith("Bảy") else official(f"Ông {name}", name) for name in
              ("Lò Văn Sáu", "Lò Văn Bảy")]  # fmt: skip
    connection = archive(extraction(text, *people, fact))
    assert all_of(
        connection, "SELECT person, first_cited, last_cited, started, ended FROM careers ORDER BY person"
    ) == [
        ("Lò Văn Bảy", "2022-08-18", "2022-08-18", "2022-08-16", None),
        ("Lò Văn Sáu", "2022-08-16", "2022-08-16", None, "2022-08-16"),
    ]
