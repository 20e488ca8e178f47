"""The tables of mentions, filled at once: every row, with its indexes, in whatever order they come."""

from __future__ import annotations

import random
import sqlite3

import pytest

from career_articles import fill
from db import archive, mention_table
from db.mention_table import MentionTable

ROWS = [(f"of-{n:03}", field, f"Sở Y tế {n % 7}") for n in range(40) for field in ("member", "post")]


def filled(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT claim, field, name, unit FROM unit_mentions ORDER BY 1, 2, 3").fetchall()


def schema(connection: sqlite3.Connection) -> set[tuple[str, str | None]]:
    return set(connection.execute("SELECT name, sql FROM sqlite_master").fetchall())


@pytest.fixture
def connection() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:", isolation_level=None)
    archive.create(made)
    return made


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_rows_are_written_in_any_order(
    connection: sqlite3.Connection, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mention_table, "_AT_ONCE", at_once)
    before = schema(connection)
    rows = [(*row, f"unit-{row[2][-1]}") for row in ROWS]
    random.Random(at_once).shuffle(rows)
    table = MentionTable(connection, "unit")
    for row in rows:
        table.add([row])
    table.write()
    assert filled(connection) == sorted(rows)
    assert schema(connection) == before
    assert connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (0,)


def test_entities_may_come_by_numbers(connection: sqlite3.Connection) -> None:
    one, other = MentionTable(connection, "unit"), MentionTable(connection, "bloc")
    one.add((*row, n % 3) for n, row in enumerate(ROWS))
    other.add([("bl-1", "name", "Khối thi đua 2", 0)])
    other.write(["bloc-a"])
    one.write(["unit-a", "unit-b", "unit-a"])
    expected = [(*row, "unit-b" if n % 3 == 1 else "unit-a") for n, row in enumerate(ROWS)]
    assert filled(connection) == sorted(expected)
    assert connection.execute("SELECT bloc FROM bloc_mentions").fetchall() == [("bloc-a",)]


def test_of_nothing_nothing_is_written(connection: sqlite3.Connection) -> None:
    MentionTable(connection, "unit").write([])
    MentionTable(connection, "bloc").write()
    assert filled(connection) == []


def test_an_entity_that_is_not_there_is_noticed(connection: sqlite3.Connection) -> None:
    fill(connection, 5)
    (claim,) = connection.execute("SELECT min(id) FROM claims").fetchone()
    before = schema(connection)
    table = MentionTable(connection, "unit")
    table.add([(claim, "post", "Sở Y tế", "unit-x")])
    table.write()
    assert archive.broken_references(connection) == ["a row of unit_mentions refers to no row of units"]
    assert schema(connection) == before


def test_what_a_failure_left_is_no_hindrance(connection: sqlite3.Connection) -> None:
    before = schema(connection)
    broken = MentionTable(connection, "unit")
    broken.add([("of-1", "post", "Sở Y tế", 0)] * 2)
    with pytest.raises(sqlite3.IntegrityError):
        broken.write(["unit-a"])
    assert schema(connection) == before
    again = MentionTable(connection, "unit")
    again.add([("of-1", "post", "Sở Y tế", 0)])
    again.write(["unit-a"])
    assert filled(connection) == [("of-1", "post", "Sở Y tế", "unit-a")]
