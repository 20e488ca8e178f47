"""The reader keeps what it reached on the annotated articles, and the floor is only ever raised."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from floor import FLOOR, GOLD, digest, fallen, measured, raised, reached, read_floor, written
from house import ROOT

SHARED = ROOT.parent / "shared" / "gold"


def test_the_floor_holds() -> None:
    gold, floor = read_floor(FLOOR.read_text(encoding="utf-8"))
    assert gold == digest(), "the annotated articles changed: look at the figures, then `make floor`"
    outcome = measured(GOLD)
    assert fallen(floor, reached(outcome)) == []
    assert outcome.unproved == 0


def test_the_floor_was_only_ever_raised() -> None:
    """Against every version that git knows; of a floor of other annotated articles nothing is asked."""
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("no history beside this checkout")

    def ask(*arguments: str) -> str:
        done = subprocess.run([git, *arguments], cwd=ROOT, capture_output=True, check=True)
        return done.stdout.decode()

    path = FLOOR.relative_to(ROOT).as_posix()
    gold, now = read_floor(FLOOR.read_text(encoding="utf-8"))
    lower = []
    for commit in ask("log", "--format=%H", "--diff-filter=AM", "--", path).split():
        was, then = read_floor(ask("show", f"{commit}:{path}"))
        if was == gold:
            lower += [f"{commit[:10]} {line}" for line in fallen(then, now)]
    assert lower == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real articles are not beside this checkout")
@pytest.mark.parametrize(("only", "precision", "recall"), [("0*", 1.0, 1.0), ("*", 0.97, 0.95)])
def test_real_articles(only: str, precision: float, recall: float) -> None:
    outcome = measured(SHARED, only)
    assert outcome.figures()["all"].precision >= precision
    assert outcome.figures()["all"].recall >= recall
    assert outcome.unproved == 0


def test_figures_that_fall_are_seen() -> None:
    old = {"award": {"precision": 0.9, "recall": 0.8}, "bloc": {"precision": 1.0, "recall": 1.0}}
    assert fallen(old, old) == []
    assert fallen(old, {"award": {"precision": 0.95, "recall": 0.7}, "bloc": old["bloc"]}) == [
        "award: recall fell from 0.800 to 0.700"
    ]
    assert len(fallen(old, {"award": old["award"]})) == 2


def test_raising_keeps_the_higher_figure() -> None:
    old = {"award": {"precision": 0.9, "recall": 0.8}}
    new = {"award": {"precision": 0.8, "recall": 0.9}}
    assert raised(old, new) == {"award": {"precision": 0.9, "recall": 0.9}}
    assert read_floor(written("00", raised(old, new))) == ("00", raised(old, new))


def test_no_real_article_is_in_the_project() -> None:
    assert [path.name for path in Path(GOLD).iterdir() if path.name[0].isdigit()] == []
