"""Which blocs a name fits, and what is answered about them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.archive import open_archive
from db.load import Loader
from db.who import who
from stories import article, extraction, role, story


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("who") / "a.db"
    with Loader(path, "1") as loader:
        for one in story():
            loader.add(one)
        loader.finish()
    connection = open_archive(path)
    yield connection
    connection.close()


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
