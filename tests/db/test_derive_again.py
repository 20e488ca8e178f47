"""Deriving again after decisions: what comes out is what deriving anew makes."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.decisions import Decision
from db.derive import STAGES, derive_again
from db.load import Loader
from db.stages import Stage
from decided import DAY, built, said
from deriving import TOLD, copied, derived, dumped, numbered, some_decision
from stories import story


def decide_at_random(start: sqlite3.Connection, seed: int, steps: int) -> None:
    chance = random.Random(seed)
    lines: list[Decision] = []
    with closing(copied(start)) as edited:
        for _ in range(steps):
            if lines and chance.random() < 0.3:
                lines.pop(chance.randrange(len(lines)))
            else:
                lines.insert(
                    chance.randrange(len(lines) + 1) if chance.random() < 0.2 else len(lines),
                    some_decision(edited, chance),
                )
            derived(edited, numbered(lines), by=derive_again)
            with closing(copied(start)) as fresh:
                derived(fresh, numbered(lines))
                here, there = dumped(edited), dumped(fresh)
            assert sorted(set(here) ^ set(there))[:6] == [], lines[-1:]
            assert here == there
        derived(edited, by=derive_again)
        assert dumped(edited) == dumped(start)


SEEDS = st.integers(0, 10**9)
slow = settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@slow
@given(SEEDS)
def test_deciding_and_undoing_in_a_country_equals_deriving_anew(country: sqlite3.Connection, seed: int) -> None:
    decide_at_random(country, seed, 6)


@settings(slow, max_examples=20)
@given(SEEDS)
def test_deciding_and_undoing_in_a_story_equals_deriving_anew(told: sqlite3.Connection, seed: int) -> None:
    decide_at_random(told, seed, 8)


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("claim_officials", "UPDATE claim_officials SET name = 'Lò Văn Bưởi', rank = 'Đại tá' WHERE claim = :claim"),
        ("claim_posts", "UPDATE claim_posts SET title = 'Chủ tịch', unit = NULL WHERE claim = :claim"),
        ("claim_posts", "DELETE FROM claim_posts WHERE claim = :claim"),
    ],
)
def test_claims_that_were_altered_are_gone_through_anew(country: sqlite3.Connection, table: str, change: str) -> None:
    (claim,) = country.execute(
        "SELECT claim FROM claim_posts WHERE unit <> '' ORDER BY claim LIMIT 1 OFFSET 9"
    ).fetchone()
    with closing(copied(country)) as edited, closing(copied(country)) as fresh:
        for connection in (edited, fresh):
            connection.execute(change, {"claim": claim})
        derived(edited, by=lambda *given: derive_again(*given, altered=[table]))
        derived(fresh)
        assert dumped(edited) == dumped(fresh) != dumped(country)


@pytest.mark.parametrize("stage", STAGES[1:], ids=lambda stage: stage.name)
def test_where_a_stage_fails_archive_and_file_stay(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.db"
    found = [*story(), *TOLD]
    built(path, found).close()
    before = path.read_bytes()
    redo = Stage.redo

    def failing(self: Stage, *given: Any) -> None:
        redo(self, *given)
        if self.name == stage.name:
            raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Stage, "redo", failing)
    claims = [
        fact.id for one in found for fact in (*one.blocs, *one.bloc_roles, *one.officials, *one.awards, *one.meetings)
    ]
    with Loader(path, "1") as loader, pytest.raises(sqlite3.OperationalError):
        loader.decide([said("wrong", *claims[::2])], DAY)
    assert path.read_bytes() == before
    assert sorted(tmp_path.iterdir()) == [path]
