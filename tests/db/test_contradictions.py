"""Contradictions about blocs, documents and awards: what is one, and what only looks like one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from contradicting_articles import AROUND, CONTRADICTING, NEAR_MISSES, PAIRS
from db.archive import open_archive
from db.decisions import Decision, Ref
from db.load import Loader
from extractors.records import Extraction
from following import build, contradictions, rows, tells


@pytest.mark.parametrize(("kind", "found"), CONTRADICTING)
def test_contradiction(tmp_path: Path, kind: str, found: list[Extraction]) -> None:
    one, other = (last_paragraph(of) for of in found[:2])
    assert contradictions(tmp_path / "a.db", found) == {(kind, frozenset((one, other)))}


def last_paragraph(of: Extraction) -> str:
    return of.article.text.split("\n")[-1]


@pytest.mark.parametrize("found", NEAR_MISSES)
def test_no_contradiction(tmp_path: Path, found: list[Extraction]) -> None:
    assert contradictions(tmp_path / "a.db", found) == set()


def pair(kind: str, around: Sequence[str] = ()) -> list[Extraction]:
    facts = [[(cls, words, dict(fields)) for cls, words, fields in of] for of in PAIRS[kind]]
    days = ("2021-03-01", "2021-03-03")
    return [tells(day, *of, around=around) for day, of in zip(days, facts, strict=True)]


@pytest.mark.parametrize("kind", PAIRS)
def test_an_edition_that_was_put_right_contradicts_nothing(tmp_path: Path, kind: str) -> None:
    found = pair(kind, AROUND)
    assert contradictions(tmp_path / "a.db", found) == set()
    assert rows(build(tmp_path / "a.db", found), "SELECT kind FROM copies") == [("edition",)]


@pytest.mark.parametrize("kind", PAIRS)
def test_a_claim_that_is_called_wrong_contradicts_nothing(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.db"
    (both,) = rows(build(path, pair(kind)), "SELECT kind, first_claim, second_claim FROM contradictions")
    assert both[0] == kind
    for claim in both[1:]:
        judged = tmp_path / f"{claim}.db"
        shutil.copy(path, judged)
        with Loader(judged, "1") as loader:
            loader.decide([Decision(decision="wrong", mentions=(Ref(claim),))], date(2026, 1, 1))
        assert rows(open_archive(judged), "SELECT * FROM contradictions") == []
