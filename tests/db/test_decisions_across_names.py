"""Decisions that make people of different names one, or keep them apart: what is compared name by name is then looked at
together."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.verify import verify
from decided import TITLES, built, of_person, parts, refs_of, rows, said, statuses
from stories import dump

BOSS, DEPUTY = ("Giám đốc", "Viện Gió"), ("Phó Giám đốc", "Viện Gió")
ARTICLES = [
    of_person(TITLES[0], "Lò Văn Bưởi", BOSS),
    of_person(TITLES[1], "Lò Văn Bưởi", BOSS),
    of_person(TITLES[2], "Hà Thị Cam", DEPUTY),
    of_person("Gió đổi chiều", "Hà Thị Cam", DEPUTY),
    of_person("Nước lên nhanh", "Vi Văn Sậy", ("Trưởng trạm", "Trạm Mưa")),
]
REFS = refs_of(ARTICLES)


@pytest.mark.parametrize(
    ("decisions", "one"),
    [
        ([], [[0, 1], [2, 3], [4]]),
        ([("same", 0, 2)], [[0, 1, 2, 3], [4]]),
        ([("same", 3, 1)], [[0, 1, 2, 3], [4]]),
        ([("same", 0, 2), ("same", 3, 4)], [[0, 1, 2, 3, 4]]),
        ([("same", 0, 2, 4)], [[0, 1, 2, 3, 4]]),
        ([("different", 0, 2)], [[0, 1], [2, 3], [4]]),
        ([("same", 0, 2), ("different", 0, 1)], [[0, 2, 3], [1], [4]]),
        ([("same", 0, 2), ("different", 2, 3), ("same", 3, 4)], [[0, 1, 2], [3, 4]]),
        ([("different", 0, 3), ("same", 0, 2)], [[0, 1, 2], [3], [4]]),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_who_is_one(tmp_path: Path, decisions: list[tuple[str, int]], one: list[list[int]], turned: bool) -> None:
    lines = [said(what, *(REFS[at] for at in ats)) for what, *ats in decisions]
    connection = built(tmp_path / "a.db", ARTICLES[::-1] if turned else ARTICLES, lines)
    assert parts(connection, REFS) == one
    assert statuses(connection) == ["applied"] * len(lines)
    assert verify(connection) == []
    connection.close()
    if turned:
        built(tmp_path / "b.db", ARTICLES, lines).close()
        assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")


def test_all_names_of_whom_a_person_suppressed_are_gone(tmp_path: Path) -> None:
    lines = [said("same", REFS[0], REFS[2]), said("suppressed", REFS[3])]
    connection = built(tmp_path / "a.db", ARTICLES, lines)
    assert rows(connection, "SELECT name FROM people") == [("Vi Văn Sậy",)]
    hidden = {name for _, name in rows(connection, "SELECT article, name FROM suppressed_names")}
    assert hidden == {"Lò Văn Bưởi", "Hà Thị Cam"}


def test_an_alias_is_one_of_the_joined_person(tmp_path: Path) -> None:
    lines = [said("same", REFS[0], REFS[2]), said("alias", REFS[1], name="Tám Bưởi")]
    connection = built(tmp_path / "a.db", ARTICLES, lines)
    query = (
        "SELECT n.name FROM entity_names n JOIN person_mentions m ON m.person = n.entity WHERE m.claim = ? ORDER BY 1"
    )
    named = [name for (name,) in rows(connection, query, REFS[3].partition("#")[0])]
    assert named == ["Hà Thị Cam", "Lò Văn Bưởi", "Tám Bưởi"]
