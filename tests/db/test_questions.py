"""What is asked, and what is asked again."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from pathlib import Path

from contradicting_articles import GIÓ, MƯA, heads
from db.archive import open_archive
from db.load import Loader
from db.questions import Question, answers, questions
from following import build, tells

DAY = date(2026, 1, 2)


def open_ones(path: Path) -> list[Question]:
    with closing(open_archive(path)) as archive:
        return questions(archive, "contradictions")


def test_a_contradiction_that_another_sentence_keeps_up_is_another_question(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    found = [tells("2021-03-01", heads(GIÓ)), tells("2021-06-01", heads(MƯA)), tells("2021-09-01", heads(MƯA))]
    build(path, found).close()
    asked: list[str] = []
    while (left := open_ones(path)) and len(asked) < len(found):
        question = left[0]
        asked.append(question.id)
        key = "1" if question.says[0] == GIÓ else "2"
        with closing(open_archive(path)) as archive:
            _, decision = answers(archive, question)[key]
        with Loader(path, "1") as loader:
            loader.decide([decision], DAY)
    assert len(asked) == len(set(asked)) == 2 and open_ones(path) == []
