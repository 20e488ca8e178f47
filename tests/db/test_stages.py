"""Stages: each says what it reads and what it writes, and where it is done again only rows that differ are written."""

from __future__ import annotations

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from db import archive, search_index
from db.decided import DECISIONS
from db.derive import STAGES, clear_derived
from db.judgements import Judgements
from db.resolve import prepare
from db.slices import WRONG, WRONG_MEETINGS
from db.stages import Change, Changes, Rows, Slice, Stage
from decided import DERIVED
from deriving import copied, numbered, opened, some_decision

# --- what stages say of themselves -----------------------------------------------------------------------------------

_READ, _INSERT, _UPDATE, _DELETE = (
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_INSERT,
    sqlite3.SQLITE_UPDATE,
    sqlite3.SQLITE_DELETE,
)


class Watched:
    """What is read of the archive's tables, by table and column, and which of them are written."""

    def __init__(self) -> None:
        self.read: defaultdict[str, set[str]] = defaultdict(set)
        self.written: set[str] = set()

    def __call__(self, action: int, table: str | None, column: str | None, schema: str | None, _: str | None) -> int:
        if schema == "main" and table and not table.startswith("sqlite_") and not _is_of_an_index(table):
            if action == _READ:
                self.read[table].add(column or "")
            elif action in (_INSERT, _UPDATE, _DELETE):
                self.written.add(table)
        return sqlite3.SQLITE_OK


def _is_of_an_index(table: str) -> bool:
    return any(
        table.startswith(f"{index}_")
        for index in search_index.TABLES
        if table not in ("search_entries", "search_words")
    )


@pytest.fixture(scope="module")
def watched(country: sqlite3.Connection, told: sqlite3.Connection) -> dict[str, Watched]:
    """Every stage, done on two archives with decisions of all kinds."""
    found = {stage.name: Watched() for stage in STAGES}
    for start in (country, told):
        chance = random.Random(1)
        lines = numbered([some_decision(start, chance) for _ in range(12)])
        with closing(copied(start)) as connection:
            clear_derived(connection)
            prepare(connection)
            judgements = Judgements(lines)
            for stage in STAGES:
                connection.set_authorizer(found[stage.name])
                stage.run(connection, judgements, None)
                connection.set_authorizer(None)
    return found


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_reads_what_it_says_and_nothing_else(stage: Stage, watched: dict[str, Watched]) -> None:
    ignored = {*stage.tables, *search_index.TABLES, "json_each"}
    read = {table: columns for table, columns in watched[stage.name].read.items() if table not in ignored}
    said: defaultdict[str, set[str]] = defaultdict(set)
    for rows in stage.reads:
        if rows.table in (WRONG.table, WRONG_MEETINGS.table):
            said["judged_claims"] |= {"claim", "judgement"}
        elif rows.table not in (DECISIONS, *search_index.TABLES):  # what is read of an index, it does not tell
            said[rows.table] |= set(rows.columns) or {row[1] for row in columns_of(rows.table)}
    assert set(read) == set(said)
    assert {
        table: columns - said[table] - {""} for table, columns in read.items() if columns - said[table] - {""}
    } == {}


def columns_of(table: str) -> list[Any]:
    with closing(opened()) as connection:
        archive.create(connection)
        return connection.execute(f"PRAGMA table_info({table})").fetchall()


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_a_stage_writes_what_it_says(stage: Stage, watched: dict[str, Watched]) -> None:
    assert watched[stage.name].written - set(search_index.TABLES) == set(stage.tables) - set(search_index.TABLES)


@pytest.mark.parametrize("stage", [s for s in STAGES if not s.in_place], ids=lambda stage: stage.name)
def test_a_stage_that_writes_a_part_of_a_table_does_not_look_at_the_rest(
    stage: Stage, watched: dict[str, Watched]
) -> None:
    parts = {rows.table for rows in stage.writes if rows.where is not None}
    assert parts.isdisjoint(watched[stage.name].read)


def test_every_table_of_what_follows_is_some_stage_s() -> None:
    parts = defaultdict(list)
    for stage in STAGES:
        for rows in stage.writes:
            parts[rows.table].append(rows.where)
    assert DERIVED - {DECISIONS, "alterations"} <= set(parts)  # these are written between the stages
    for table, found in parts.items():
        assert found == [None] or None not in found, table
        values = [value for where in found if where for value in where[1]]
        assert len(values) == len(set(values)), table


def test_a_stage_reads_only_what_stages_before_it_write() -> None:
    made: set[str] = set()
    everything = {table for stage in STAGES for table in stage.tables}
    for stage in STAGES:
        assert {rows.table for rows in stage.reads} & everything <= made, stage.name
        made |= set(stage.tables)


# --- changed rows ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "wanted", "touched"),
    [
        (None, {"kind": "a", "n": 1}, Rows("t"), True),
        ({"kind": "a", "n": 1}, None, Rows("t"), True),
        ({"kind": "a", "n": 1}, None, Rows("other"), False),
        ({"kind": "a", "n": 1}, {"kind": "a", "n": 2}, Rows("t", columns=("n",)), True),
        ({"kind": "a", "n": 1}, {"kind": "a", "n": 2}, Rows("t", columns=("kind",)), False),
        ({"kind": "a", "n": 1}, None, Rows("t", columns=("kind",)), True),
        ({"kind": "a", "n": 1}, {"kind": "a", "n": 2}, Rows("t", ("kind", ("b",))), False),
        ({"kind": "a", "n": 1}, {"kind": "b", "n": 1}, Rows("t", ("kind", ("b",))), True),
        ({"kind": "a", "n": 1}, {"kind": "b", "n": 1}, Rows("t", ("kind", ("a", "c"))), True),
    ],
)
def test_which_changes_touch_which_rows(old: Any, new: Any, wanted: Rows, touched: bool) -> None:
    changes = Changes()
    changes.add("t", [Change(old, new)])
    assert changes.touch(wanted) is touched


def test_of_a_table_of_which_any_row_may_be_another_all_rows_are_touched() -> None:
    assert Changes(whole=["t"]).touch(Rows("t", ("kind", ("a",)), ("n",)))
    assert not Changes(whole=["t"]).touch(Rows("u"))


def stage_of(*rows: tuple[str, str, str], part: Slice | None = None) -> Stage:
    """A stage that writes those names of people."""

    def run(connection: sqlite3.Connection, *_: object) -> None:
        connection.executemany("INSERT INTO entity_names (entity, kind, name, mentions) VALUES (?, ?, ?, 1)", rows)

    return Stage("test", run, (), (Rows("entity_names", ("kind", ("person",))),), lambda *_: part)


@pytest.fixture
def names() -> Iterator[sqlite3.Connection]:
    with closing(opened()) as connection:
        archive.create(connection)
        for entity, kind in (("a", "person"), ("b", "person"), ("u", "unit")):
            connection.execute("INSERT INTO entity_names VALUES (?, ?, 'x', 1)", (entity, kind))
        yield connection


ALL_NAMES = "SELECT entity, name FROM entity_names ORDER BY 1, 2"


def test_only_rows_that_differ_are_written(names: sqlite3.Connection) -> None:
    changes = Changes()
    before = names.total_changes
    stage_of(("a", "person", "x"), ("c", "person", "y")).redo(names, Judgements(), changes)
    assert names.execute(ALL_NAMES).fetchall() == [("a", "x"), ("c", "y"), ("u", "x")]
    assert sorted(row["entity"] for row in changes.rows(Rows("entity_names"))) == ["b", "c"]
    assert names.total_changes - before == 2 + 2  # two of them into the table that is compared


def test_of_a_slice_only_what_it_owns_goes(names: sqlite3.Connection) -> None:
    part = Slice(frozenset("a"), {"entity_names": "entity IN (SELECT key FROM temp.redone)"})
    stage_of(("a", "person", "z"), part=part).redo(names, Judgements(), Changes())
    assert names.execute(ALL_NAMES).fetchall() == [("a", "z"), ("b", "x"), ("u", "x")]


def test_a_slice_that_makes_what_is_not_its_own_stops(names: sqlite3.Connection) -> None:
    part = Slice(frozenset("a"), {"entity_names": "entity IN (SELECT key FROM temp.redone)"})
    with pytest.raises(sqlite3.IntegrityError):
        stage_of(("a", "person", "x"), ("b", "person", "x"), part=part).redo(names, Judgements(), Changes())
