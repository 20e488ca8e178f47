"""Suggestions while somebody types."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.archive import open_archive
from db.load import Loader
from db.suggest import suggest
from stories import article, bloc, extraction, official, unit


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("suggest") / "a.db"
    with Loader(path, "1") as loader:
        for at in range(3):
            text = article(
                f"Nguyễn Văn Đức khen lúa {at}",
                f"Ông Nguyễn Văn Đức, Giám đốc Viện Mây, dự {at}.",
                published=f"2020-01-0{at + 1}",
            )
            held = official("Ông Nguyễn Văn Đức", "Nguyễn Văn Đức", ("Giám đốc", "Viện Mây"))
            loader.add(extraction(text, held))
        text = article(
            "Tin chung",
            "Ông Nguyễn Văn Đức, Giám đốc Viện Mưa. Ông Nguyễn Văn Dũng. Ông Đức Văn Nguyễn. Viện Mây thuộc Bộ CHQS tỉnh X. "
            "Khối thi đua số 1 họp. Khối thi đua số 12 họp. Cụm Chuyển đổi số họp.",
            published="2020-02-01",
        )
        loader.add(
            extraction(
                text,
                official("Ông Nguyễn Văn Đức", "Nguyễn Văn Đức", ("Giám đốc", "Viện Mưa")),
                official("Ông Nguyễn Văn Dũng", "Nguyễn Văn Dũng"),
                official("Ông Đức Văn Nguyễn", "Đức Văn Nguyễn"),
                unit("Viện Mây thuộc Bộ CHQS tỉnh X", "Viện Mây", "Bộ CHQS tỉnh X"),
                bloc("Khối thi đua số 1", "Khối thi đua số 1", "Bộ Gió"),
                bloc("Khối thi đua số 12", "Khối thi đua số 12", "Bộ Gió"),
                bloc("Cụm Chuyển đổi số", "Cụm Chuyển đổi số", "Bộ Gió"),
            )
        )
        loader.finish()
    connection = open_archive(path)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("typed", "first", "never"),
    [
        ("nguyen van d", ["Nguyễn Văn Đức", "Nguyễn Văn Đức", "Nguyễn Văn Dũng"], "Viện Mây"),
        ("Nguyễn Văn Đ", ["Nguyễn Văn Đức", "Nguyễn Văn Đức"], "Nguyễn Văn Dũng"),
        ("nguyễn văn dun", ["Nguyễn Văn Dũng"], "Nguyễn Văn Đức"),
        (
            "Nguyễn Văn Dư",
            ["Nguyễn Văn Đức", "Nguyễn Văn Đức", "Nguyễn Văn Dũng"],
            "Viện Mây",
        ),  # the accent is not typed to its end
        ("Nguyê", ["Nguyễn Văn Đức"], "Viện Mây"),
        ("duc van nguyen", ["Đức Văn Nguyễn", "Nguyễn Văn Đức"], "Nguyễn Văn Dũng"),
        ("khoi thi dua so", None, "Cụm Chuyển đổi số"),
        ("khoi thi dua 1", ["Khối thi đua số 1", "Khối thi đua số 12"], "Cụm Chuyển đổi số"),
        ("khoi thi dua so 12", ["Khối thi đua số 12"], "Khối thi đua số 1"),
        ("chuyen doi so", ["Cụm Chuyển đổi số"], "Viện Mây"),
        ("ban chi huy", [], "Bộ CHQS tỉnh X"),
        ("bo chi huy qu", ["Bộ CHQS tỉnh X"], "Viện Mây"),
        ("chq", ["Bộ CHQS tỉnh X"], "Viện Mây"),
        ("bộ chqs", ["Bộ CHQS tỉnh X"], "Viện Mây"),
        ("khen l", ["Nguyễn Văn Đức khen lúa 2"], "Viện Mây"),
        ("Giám đốc", [], "Nguyễn Văn Đức"),  # posts are no names
        ("", [], "Viện Mây"),
        ("***", [], "Viện Mây"),
    ],
)
def test_what_is_suggested(archive: sqlite3.Connection, typed: str, first: list[str] | None, never: str) -> None:
    names = [each.name for each in suggest(archive, typed)]
    if first is None:  # two that are named as often as each other
        assert sorted(names) == ["Khối thi đua số 1", "Khối thi đua số 12"]
    else:
        assert names[: len(first)] == first and (first or not names)
    assert never not in names


def test_namesakes_are_told_apart_the_best_known_first(archive: sqlite3.Connection) -> None:
    people = [each for each in suggest(archive, "nguyen van duc") if each.kind == "person"]
    assert [each.detail for each in people] == ["Giám đốc Viện Mây (2020)", "Giám đốc Viện Mưa (2020)", ""]
    assert [each.name for each in people][-1] == "Đức Văn Nguyễn"


def test_titles_come_last(archive: sqlite3.Connection) -> None:
    kinds = [each.kind for each in suggest(archive, "nguyen")]
    assert kinds == [*["person"] * 4, *["article"] * 3]


@pytest.mark.parametrize(("limit", "number"), [(0, 0), (-3, 0), (2, 2), (8, 7), (10_000, 7)])
def test_no_more_than_were_asked_for(archive: sqlite3.Connection, limit: int, number: int) -> None:
    assert len(suggest(archive, "nguyen", limit)) == number


@settings(deadline=None)
@given(st.text(max_size=40))
def test_nothing_typed_is_an_error(archive: sqlite3.Connection, typed: str) -> None:
    found = suggest(archive, typed)
    assert len(found) <= 8 and len({each.id for each in found}) == len(found)
