"""Filters of search: a year, a bloc, a publisher; with words and without."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from db.archive import open_archive
from db.load import Loader
from db.search import Count, Query, search
from stories import article, bloc, extraction, meeting, official, role, unit

RIVER, LAMP = "Báo Sông Lam", "Báo Đèn Biển"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("filters") / "a.db"
    first = article(
        "Khối Gió họp",
        "Khối thi đua Gió (Bộ Gió) gồm Viện Mây, Viện Mưa. Bà Lò Thị Sáu, Giám đốc Viện Mây, Khối trưởng. Ông Lò Văn Khoát dự.",
        published="2019-03-01",
        publisher=RIVER,
    )
    second = article(
        "Khối Gió tổng kết",
        "Khối thi đua Gió (Bộ Gió) tổng kết năm. Bà Lò Thị Sáu, Giám đốc Viện Mây, phát biểu.",
        published="2021-03-01",
        publisher=LAMP,
    )
    third = article(
        "Tin Viện Nắng", "Viện Nắng thuộc Bộ Nắng. Ông Lò Văn Bưởi dự.", published="2021-05-01", publisher=RIVER
    )
    undated = article("Tin không ngày", "Ông Lò Văn Bưởi nói.", publisher=None)
    scope = "Bộ Gió"
    with Loader(path, "1") as loader:
        loader.add(
            extraction(
                first,
                bloc(
                    "Khối thi đua Gió (Bộ Gió) gồm Viện Mây, Viện Mưa",
                    "Khối thi đua Gió",
                    scope,
                    ["Viện Mây", "Viện Mưa"],
                ),
                role("Viện Mây, Khối trưởng", "Khối thi đua Gió", 2018, "Viện Mây", "Lò Thị Sáu"),
                official("Bà Lò Thị Sáu, Giám đốc Viện Mây", "Lò Thị Sáu", ("Giám đốc", "Viện Mây")),
                official("Ông Lò Văn Khoát", "Lò Văn Khoát"),
            )
        )
        loader.add(
            extraction(
                second,
                meeting("Khối thi đua Gió (Bộ Gió) tổng kết", "Khối thi đua Gió", "2020-12-30"),
                bloc("Khối thi đua Gió (Bộ Gió)", "Khối thi đua Gió", scope),
                official("Bà Lò Thị Sáu, Giám đốc Viện Mây", "Lò Thị Sáu", ("Giám đốc", "Viện Mây")),
            )
        )
        loader.add(
            extraction(
                third, unit("Viện Nắng thuộc", "Viện Nắng", "Bộ Nắng"), official("Ông Lò Văn Bưởi", "Lò Văn Bưởi")
            )
        )
        loader.add(extraction(undated, official("Ông Lò Văn Bưởi", "Lò Văn Bưởi")))
        loader.finish()
    connection = open_archive(path)
    yield connection
    connection.close()


WIND = "Khối thi đua Gió"


@pytest.mark.parametrize(
    ("words", "filters", "found"),
    [
        ("", {"year": 2018}, {"Lò Thị Sáu", "Viện Mây", WIND}),
        ("", {"year": 2019}, {"Lò Thị Sáu", "Lò Văn Khoát", "Viện Mây", "Viện Mưa", "Khối Gió họp"}),
        ("", {"year": 2020}, {"Lò Thị Sáu", WIND}),  # she held the post from 2019 to 2021; the bloc met
        (
            "",
            {"year": 2021},
            {"Lò Thị Sáu", "Lò Văn Bưởi", "Viện Mây", "Viện Nắng", "Bộ Nắng", "Khối Gió tổng kết", "Tin Viện Nắng"},
        ),
        ("", {"year": 1999}, set()),
        ("", {"bloc": WIND}, {WIND, "Viện Mây", "Viện Mưa", "Lò Thị Sáu", "Khối Gió họp", "Khối Gió tổng kết"}),
        ("", {"bloc": "bloc-nope"}, set()),
        ("", {"publisher": LAMP}, {WIND, "Lò Thị Sáu", "Viện Mây", "Khối Gió tổng kết"}),
        ("", {"publisher": "báo  ĐÈN biển"}, {WIND, "Lò Thị Sáu", "Viện Mây", "Khối Gió tổng kết"}),
        ("", {"publisher": "Báo Đền Biển"}, set()),
        ("", {"year": 2021, "publisher": RIVER}, None),
        ("lo thi sau", {"year": 2018}, {"Lò Thị Sáu"}),
        ("lo", {"year": 2019, "kind": "person"}, {"Lò Thị Sáu", "Lò Văn Khoát"}),
        ("lo", {"bloc": WIND, "kind": "person"}, {"Lò Thị Sáu"}),
        ("Viện Mây", {"year": 2018}, {"Viện Mây", "Lò Thị Sáu"}),
        ("Viện Nắng", {"publisher": LAMP}, set()),
        ("vien", {"publisher": RIVER, "kind": "unit"}, {"Viện Mây", "Viện Mưa", "Viện Nắng"}),
        ("khoi gio", {"year": 2021, "kind": "article"}, {"Khối Gió tổng kết"}),
        ("***", {"year": 2021}, set()),
    ],
)
def test_what_fits(
    archive: sqlite3.Connection, words: str, filters: dict[str, str | int], found: set[str] | None
) -> None:
    bloc_ids = dict(archive.execute("SELECT name, id FROM blocs").fetchall())
    asked = {key: bloc_ids.get(value, value) if key == "bloc" else value for key, value in filters.items()}
    answer = search(archive, Query(words, limit=100, **asked))  # type: ignore[arg-type]
    names = [hit.name for hit in answer.hits]
    if found is None:  # both must fit
        assert {"Tin Viện Nắng", "Lò Văn Bưởi", "Viện Nắng"} <= set(names)
        assert not {"Khối Gió họp", "Khối Gió tổng kết", "Viện Mưa", "Tin không ngày"} & set(names)
        return
    # Scopes are units here only where an article says whose part something is.
    assert set(names) - {"Bộ Gió"} == found
    assert len(names) == len(set(names))
    kinds = [hit.kind for hit in answer.hits]
    if "kind" not in filters:
        assert answer.counts == {kind: Count(kinds.count(kind)) for kind in answer.counts}


def test_without_words_the_best_known_come_first_and_articles_by_their_days(archive: sqlite3.Connection) -> None:
    hits = search(archive, Query(year=2021)).hits
    assert {hits[0].name, hits[1].name} == {"Lò Thị Sáu", "Viện Mây"}
    assert [hit.name for hit in hits if hit.kind == "article"] == ["Tin Viện Nắng", "Khối Gió tổng kết"]
    assert all(not any(is_match for _, is_match in hit.marked_name) for hit in hits)
    assert all("".join(piece for piece, _ in hit.snippet) for hit in hits if hit.kind == "article")


def test_an_exact_name_that_does_not_fit_is_not_found(archive: sqlite3.Connection) -> None:
    assert search(archive, Query("Lò Văn Khoát", year=2019)).hits[0].name == "Lò Văn Khoát"
    assert not search(archive, Query("Lò Văn Khoát", year=2021)).hits


def test_a_filter_cannot_be_typed(archive: sqlite3.Connection) -> None:
    assert not search(archive, Query("y2021")).hits
    assert not search(archive, Query("\ue000y2021")).hits


def test_the_marks_are_of_the_archive_alone(tmp_path: Path) -> None:
    with Loader(tmp_path / "a.db", "1") as loader:
        loader.finish()
    connection = open_archive(tmp_path / "a.db")
    assert search(connection, Query("a", year=2020, bloc="x", publisher="y")).hits == ()
    assert search(connection, Query(year=2020)).counts["article"] == Count(0)
