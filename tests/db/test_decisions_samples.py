"""Decisions on the archive of the bundled pages: deciding one by one equals building with the file."""

from __future__ import annotations

import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus.article import Page
from corpus.errors import UnreadableError
from corpus.read import read
from corpus.sources import read_inputs
from db.archive import open_archive
from db.decisions import Decision, decisions_path
from db.load import Loader
from db.questions import answers, questions
from db.verify import verify
from decided import DAY, built, rows, statuses
from extractors.reader import Reader
from extractors.records import Extraction
from house import ROOT
from stories import dump

_DECISIONS = 25
_SLOWEST = 10.0  # seconds that a decision on this archive may cost, on a machine that does other things too


@pytest.fixture(scope="module")
def readings() -> list[Extraction]:
    articles = []
    for item in read_inputs([ROOT / "corpus" / "samples"]):
        if isinstance(item, Page):
            try:
                articles.append(read(item))
            except UnreadableError:  # one of them holds no article, on purpose
                continue
    return list(Reader().read_many(articles))


def next_decision(path: Path, number: int, asked: set[str]) -> Decision:
    """The next open question that was not asked yet, answered by turns."""
    with closing(open_archive(path)) as archive:
        question = next(q for q in questions(archive) if q.id not in asked)
        asked.add(question.id)
        choices = sorted(answers(archive, question).items())
    _, (_, decision) = choices[number % len(choices)]
    return decision


def test_twenty_five_decisions_equal_a_build_with_their_file(readings: list[Extraction], tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    built(path, readings).close()
    before, asked, taken, dumps = dump(path), set[str](), list[Decision](), []
    slowest = 0.0
    for number in range(_DECISIONS):
        taken.append(next_decision(path, number, asked))
        started = time.perf_counter()
        with Loader(path, "1") as loader:
            loader.decide(taken[-1:], DAY)
        slowest = max(slowest, time.perf_counter() - started)
        dumps.append(dump(path))
    kinds = {decision.decision for decision in taken}
    assert {"same", "different", "wrong", "right"} <= kinds
    with closing(open_archive(path)) as archive:
        assert verify(archive) == []
        assert rows(archive, "SELECT count(*) FROM decisions") == [(_DECISIONS,)]
        assert "applied" in statuses(archive)
    print(f"a decision costs {slowest:.2f} s at most")
    assert slowest < _SLOWEST
    other = tmp_path / "b.db"
    decisions_path(other).write_bytes(decisions_path(path).read_bytes())
    with Loader(other, "1") as loader:
        for extraction in reversed(readings):
            loader.add(extraction)
        loader.finish()
    assert dump(other) == dumps[-1]
    for number in range(_DECISIONS - 1, _DECISIONS - 4, -1):
        with Loader(path, "1") as loader:
            loader.take_back([taken[number]])
        assert dump(path) == dumps[number - 1]
    decisions_path(path).unlink()
    with Loader(path, "1") as loader:
        loader.finish()
    assert dump(path) == before
