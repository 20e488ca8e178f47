"""Confidence is a share of records that proved right."""

from __future__ import annotations

import csv

import pytest

import calibrate
from articles import article_of
from calibrate import CASES, Seen, counted
from extractors.confidence import Count, grade, share
from extractors.reader import Reader
from extractors.records import KINDS


def seen(right: int, wrong: int, name: str = "gold", sign: str = "x") -> list[Seen]:
    return [Seen(name, "one", "awards", sign, True)] * right + [Seen(name, "one", "awards", sign, False)] * wrong


def test_a_grade_that_was_met_often_speaks_for_itself() -> None:
    counts = {("awards", "x"): Count(7000, 10000), ("awards", "y"): Count(9200, 10000)}
    assert share(counts, "awards", "x") == pytest.approx(0.70, abs=0.01)
    assert share(counts, "awards", "y") == pytest.approx(0.92, abs=0.01)


def test_a_grade_that_was_never_met_leans_on_its_kind() -> None:
    counts = {("awards", "x"): Count(80, 100), ("units", "x"): Count(1, 100)}
    assert share(counts, "awards", "never met") == pytest.approx(0.79, abs=0.01)


def test_no_share_is_certain() -> None:
    assert share({("awards", "x"): Count(10000, 10000)}, "awards", "x") == 0.96
    assert share({("awards", "x"): Count(5, 5)}, "awards", "x") < 1
    assert 0 < share({}, "awards", "x") < 1


def test_articles_that_nobody_looked_at_count_more_and_cases_do_not() -> None:
    counts = counted([*seen(1, 0, "unseen"), *seen(0, 1, "gold"), *seen(50, 0, CASES)])
    assert counts == {("awards", "x"): Count(8, 9)}


def test_every_record_states_a_confidence_of_its_grade() -> None:
    with calibrate.TABLE.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["kind"] for row in rows} == set(KINDS)
    assert all(0 <= int(row["right"]) <= int(row["found"]) for row in rows)
    found = Reader().read(
        article_of(
            "Sáng 3-3-2031, Khối thi đua số 9 Bộ Công Thương tổng kết năm 2030. Ông Lò Văn Ổi, Giám đốc Sở Mỏ chủ trì.",
            "Bộ trưởng Bộ Công Thương tặng Bằng khen cho Sở Mỏ. Bà Ma Thị Sen được bổ nhiệm giữ chức Phó Giám đốc Sở Mỏ.",
        )
    )
    counts = {(row["kind"], row["grade"]): Count(int(row["right"]), int(row["found"])) for row in rows}
    assert len(list(found.records())) >= 5
    for kind, record in found.records():
        assert record.confidence == share(counts, kind, grade(record))
