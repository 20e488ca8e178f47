"""Search: with and without diacritics, and nothing that is typed is a query language."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.archive import open_archive
from db.load import Loader
from db.search import excerpt, find, match_expression
from db.who import who
from extractors.records import RecipientKind
from stories import article, award, extraction, official, role, story


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("search") / "a.db"
    names = article(
        "Đại tá đến dự", "Ông Nguyễn Văn Đức, Đội trưởng Đội Đắk Lắk. Ông Lê Văn Hùng. Bà Lê Văn Hưng đổi ca."
    )
    tones = article("Dấu thanh", "Chị Hoà ở Thuỷ Nguyên khen bà Hoá.")
    with Loader(path, "1") as loader:
        for one in story():
            loader.add(one)
        loader.add(
            extraction(
                names,
                official("Ông Nguyễn Văn Đức", "Nguyễn Văn Đức", ("Đội trưởng", "Đội Đắk Lắk"), rank="Đại tá"),
                official("Ông Lê Văn Hùng", "Lê Văn Hùng"),
                official("Bà Lê Văn Hưng", "Lê Văn Hưng"),
            )
        )
        loader.add(extraction(tones, award("khen", "Bằng khen", "Hoá", RecipientKind.GROUP)))
        loader.finish()
    connection = open_archive(path)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("query", "found", "not_found"),
    [
        ("nguyen van duc", {"Nguyễn Văn Đức"}, {"Lê Văn Hùng"}),
        ("NGUYEN VAN DUC", {"Nguyễn Văn Đức"}, set()),
        ("Nguyễn Văn Đức", {"Nguyễn Văn Đức"}, set()),
        ("Đức", {"Nguyễn Văn Đức", "Hoà Văn Đức"}, set()),
        ("dai ta", {"Nguyễn Văn Đức", "Đại tá đến dự"}, {"Lê Văn Hùng"}),
        ("doi", {"Đội Đắk Lắk", "Đại tá đến dự"}, set()),
        ("đội", {"Đội Đắk Lắk"}, set()),
        ("dak lak", {"Đội Đắk Lắk"}, set()),
        ("le van hung", {"Lê Văn Hùng", "Lê Văn Hưng"}, set()),
        ("Lê Văn Hùng", {"Lê Văn Hùng", "Đại tá đến dự"}, {"Lê Văn Hưng"}),
        ("hoà", {"Dấu thanh", "Hoà Văn Đức"}, set()),
        ("hòa", {"Dấu thanh", "Hoà Văn Đức"}, set()),
        ("Hoá", {"Dấu thanh"}, {"Hoà Văn Đức"}),
        ("thủy nguyên", {"Dấu thanh"}, set()),
        ("khoi thi dua 2", {"Khối thi đua 2"}, set()),
        ("nguyễn van đuc", set(), {"Lê Văn Hùng"}),
        ("không có ở đây", set(), {"Khối thi đua 2"}),
    ],
)
def test_what_is_found(archive: sqlite3.Connection, query: str, found: set[str], not_found: set[str]) -> None:
    names = {row["name"] for row in find(archive, query)}
    assert found <= names
    assert not names & not_found


def test_decomposed_text_is_the_same_query(archive: sqlite3.Connection) -> None:
    decomposed = "Nguye\u0302\u0303n Va\u0306n Đu\u031b\u0301c"
    assert [r["id"] for r in find(archive, decomposed)] == [r["id"] for r in find(archive, "Nguyễn Văn Đức")]


def test_a_name_comes_before_its_mention_in_a_text(archive: sqlite3.Connection) -> None:
    assert find(archive, "nguyen van duc")[0]["kind"] == "person"


def test_words_in_a_row_come_before_words_apart(tmp_path: Path) -> None:
    apart = "Nguyễn Thị Bưởi khen Đức. Văn nghệ: văn, nguyễn, đức. " * 3
    with Loader(tmp_path / "a.db", "1") as loader:
        loader.add(extraction(article("Văn Đức, Đức Văn, Nguyễn", apart)))
        loader.add(extraction(article("Dự họp", "Có nhiều người dự, trong đó có ông Nguyễn Văn Đức. " + "Họp. " * 60)))
        loader.finish()
    connection = open_archive(tmp_path / "a.db")
    for query in ("nguyen van duc", "Nguyễn Văn Đức"):
        rows = [(row["name"], row["in_a_row"]) for row in find(connection, query)]
        assert rows == [("Dự họp", 1), ("Văn Đức, Đức Văn, Nguyễn", 0)]
        assert [row["name"] for row in find(connection, f'"{query}"')] == ["Dự họp"]


@pytest.mark.parametrize(
    "query", ["", " ", '"', "*", "AND", "a OR", "name:", "NEAR(", "-x", "^a", "(", "x'; DROP TABLE y"]
)
def test_nothing_typed_is_syntax(archive: sqlite3.Connection, query: str) -> None:
    find(archive, query)


@pytest.mark.parametrize(
    ("text", "query", "piece"),
    [
        ("Ông Lò Văn Sáu dự.", "lo van sau", "Ông Lò Văn Sáu dự."),
        (
            "Một hai ba. " * 20 + "Đội trưởng đến.\nRồi về. " + "Bốn năm. " * 60,
            "đội trưởng",
            "Đội trưởng đến. · Rồi về.",
        ),
        ("", "x", ""),
        ("…", "x", "…"),
        ("Không có.", "", "Không có."),
    ],
)
def test_an_excerpt_shows_what_was_found(text: str, query: str, piece: str) -> None:
    found = excerpt(text, query)
    assert piece in found and len(found) < 300
    assert found.startswith("… ") is (len(text) > 100) and found.endswith(" …") is (len(text) > 100)


@given(st.text(max_size=400), st.text(max_size=20))
def test_an_excerpt_is_of_the_text(text: str, query: str) -> None:
    def bare(passage: str) -> str:
        return re.sub(r"[\s·…]", "", passage)

    assert bare(excerpt(text, query)) in bare(text)


@given(st.text(max_size=30))
def test_no_text_at_all_is_syntax(query: str) -> None:
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE search USING fts5(name, text, exact, plain)")
    connection.execute("SELECT * FROM search WHERE search MATCH ?", (match_expression(query),)).fetchall()
    connection.close()


# ---------------------------------------------------------------------------------------------------------------
# who


@pytest.mark.parametrize(
    ("query", "scopes"),
    [
        ("Khối thi đua 2", {"Tổng cục Sông Lam", "Bộ Mặt trời", None}),
        ("khoi thi dua so 02", {"Tổng cục Sông Lam", "Bộ Mặt trời", None}),
        ("KHỐI THI ĐUA SỐ 2", {"Tổng cục Sông Lam", "Bộ Mặt trời", None}),
        ("khối thi đua 2 Bộ Mặt trời", {"Bộ Mặt trời"}),
        ("khoi thi dua 2 song lam", {"Tổng cục Sông Lam"}),
        ("mat troi khoi", {"Bộ Mặt trời"}),
        ("khoi", {"Tổng cục Sông Lam", "Bộ Mặt trời", None}),
        ("khối thi đua số", {"Tổng cục Sông Lam", "Bộ Mặt trời", None}),
        ("khoi thi dua so", {"Tổng cục Sông Lam", "Bộ Mặt trời", None}),
        ("số", set()),
        ("Khôi thi đua 2", set()),
        ("Khối thi đua 22", set()),
        ("sông lam", set()),
        ("", set()),
        ("???", set()),
    ],
)
def test_every_bloc_that_a_name_fits(archive: sqlite3.Connection, query: str, scopes: set[str | None]) -> None:
    assert {answer.scope for answer in who(archive, query)} == scopes


def test_an_exact_name_leaves_out_longer_ones(tmp_path: Path) -> None:
    with Loader(tmp_path / "a.db", "1") as loader:
        for name in ("Khối thi đua 2", "Khối thi đua 2 các sở"):
            text = article(name, f"Sở Gió là Khối trưởng {name}.")
            loader.add(extraction(text, role("Sở Gió là Khối trưởng", name, 2020, "Sở Gió")))
        loader.finish()
    connection = open_archive(tmp_path / "a.db")
    assert [answer.name for answer in who(connection, "khoi thi dua 2")] == ["Khối thi đua 2"]
    assert [answer.name for answer in who(connection, "các sở khối")] == ["Khối thi đua 2 các sở"]


def test_an_answer_has_its_sentence_and_source(archive: sqlite3.Connection) -> None:
    (answer,) = who(archive, "Khối thi đua 2 Tổng cục Sông Lam", 2020)
    (only,) = answer.roles
    assert (only.year, only.role, only.unit, only.basis) == (2020, "head", "Cục Thủy văn", "handover")
    assert only.quote == "Cục Đo đạc nhận cờ Khối trưởng năm 2021 từ Cục Thủy văn."
    assert (only.published, only.source) == ("2020-10-13", "https://songlam.example/1")


def test_a_year_without_a_source_is_no_unknown_bloc(archive: sqlite3.Connection) -> None:
    (answer,) = who(archive, "Khối thi đua 2 Tổng cục Sông Lam", 1999)
    assert (answer.roles, answer.years) == ([], [2020, 2021])
