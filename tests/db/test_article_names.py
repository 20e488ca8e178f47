"""The names of each article: together with those of its copies, each once, none of a claim that was called wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest

from career_articles import fill
from db import archive, names
from db.article_names import ArticleNames, names_by_article
from db.rows import CLAIM_TABLES, rows_of
from extractors.records import Extraction
from stories import article, bloc, extraction, handover, official, role


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    made = sqlite3.connect(":memory:", isolation_level=None)
    archive.create(made)
    names.add_functions(made)
    yield made
    made.close()


def put(connection: sqlite3.Connection, *found: Extraction) -> None:
    for one in found:
        rows = rows_of(one, "test")
        for table in CLAIM_TABLES:
            if rows[table]:
                marks = ", ".join("?" * len(rows[table][0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])


def told(day: str, *posts: tuple[str, str]) -> Extraction:
    words = "Ông Cam Văn Bưởi dự."
    return extraction(article(f"Tin ngày {day}", words), official(words, "Cam Văn Bưởi", *posts))


def test_copies_are_read_with_their_original(connection: sqlite3.Connection) -> None:
    one, other, third = (told(day, ("Giám đốc", f"Sở Y tế {day}")) for day in "123")
    put(connection, one, other, third)
    ids = sorted(e.article.id for e in (one, other, third))
    connection.execute("INSERT INTO copies VALUES (?, ?, 'edition', 0.9, 'test')", (ids[0], ids[2]))
    found = {n.article: n for n in names_by_article(connection)}
    assert set(found) == {ids[1], ids[2]}
    assert {m.article for m in found[ids[2]].units} == {ids[0], ids[2]}


def test_a_name_that_a_claim_says_twice_is_one_mention(connection: sqlite3.Connection) -> None:
    put(connection, told("1", ("Giám đốc", "Sở Y tế"), ("Bí thư", "Sở Y tế"), ("Ủy viên", "Tỉnh ủy")))
    (found,) = names_by_article(connection)
    assert [m.name for m in found.units] == ["Sở Y tế", "Tỉnh ủy"]


def test_claims_that_were_called_wrong_name_nothing(connection: sqlite3.Connection) -> None:
    put(connection, told("1", ("Giám đốc", "Sở Y tế")))
    (claim,) = connection.execute("SELECT id FROM claims").fetchone()
    connection.execute("INSERT INTO judged_claims VALUES (?, 'wrong')", (claim,))
    assert list(names_by_article(connection)) == []


def test_blocs_their_scopes_and_members(connection: sqlite3.Connection) -> None:
    words = "Khối thi đua 2 Quân khu 4 gồm Sở Y tế và Công an tỉnh."
    of = article("Tin", words)
    put(
        connection,
        extraction(
            of,
            bloc(words, "Khối thi đua 2", "Quân khu 4", ["Sở Y tế", "Công an tỉnh"]),
            role(words, "Khối thi đua 2", 2024, "Sở Y tế"),
        ),
    )
    (found,) = names_by_article(connection)
    assert [m.name for m in found.blocs] == ["Khối thi đua 2", "Khối thi đua 2"]
    assert list(found.scopes.values()) == ["Quân khu 4"]
    assert sorted((m.field, m.name) for m in found.units) == [
        ("member", "Công an tỉnh"),
        ("member", "Sở Y tế"),
        ("unit", "Sở Y tế"),
    ]


def test_a_handover_may_lack_an_end(connection: sqlite3.Connection) -> None:
    words = "Ông Cam Văn Bưởi dự; Sở Y tế nhận chức Khối trưởng Khối thi đua 2."
    facts = [official(words, "Cam Văn Bưởi"), handover(words, "Khối thi đua 2", None, "Sở Y tế")]
    put(connection, extraction(article("Tin", words), *facts))
    (found,) = names_by_article(connection)
    assert [m.name for m in found.units] == ["Sở Y tế"]


@pytest.mark.parametrize("as_official", [True, False])
def test_who_hands_over_a_bloc_is_a_unit_unless_the_article_knows_a_person(
    connection: sqlite3.Connection, as_official: bool
) -> None:
    words = "Cam Văn Bưởi bàn giao Khối trưởng Khối thi đua 2 cho Sở Y tế."
    facts = [handover(words, "Khối thi đua 2", "Cam Văn Bưởi", "Sở Y tế")]
    if as_official:
        facts.append(official(words, "CAM VĂN BƯỞI"))
    put(connection, extraction(article("Tin", words), *facts))
    (found,) = names_by_article(connection)
    named = {m.name for m in found.units}
    assert named == ({"Sở Y tế"} if as_official else {"Sở Y tế", "Cam Văn Bưởi"})


def test_articles_come_in_order_and_each_once(connection: sqlite3.Connection) -> None:
    fill(connection, 300)
    found: list[ArticleNames] = list(names_by_article(connection))
    articles = [n.article for n in found]
    assert articles == sorted(set(articles)) and len(articles) > 50
    for one in found:
        keys = [(m.article, m.claim, m.field, m.name) for m in one.units]
        assert keys == sorted(set(keys))
