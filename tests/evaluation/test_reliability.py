"""Bins of confidence."""

from __future__ import annotations

import pytest

from pipeline.evaluation.reliability import FEWEST, Judged, bins, expected_error


def records(confidence: float, right: int, wrong: int) -> list[Judged]:
    return [Judged(confidence, True)] * right + [Judged(confidence, False)] * wrong


def test_bins_hold_enough_records_and_keep_equal_confidences_together() -> None:
    found = bins(records(0.9, 90, 10) + records(0.8, 30, 10) + records(0.7, 21, 9) + records(0.5, 3, 4))
    assert [(b.lowest, b.highest, b.count) for b in found] == [(0.9, 0.9, 100), (0.5, 0.8, 77)]
    assert found[0].right == pytest.approx(0.9)


def test_too_few_records_make_no_bin() -> None:
    assert bins(records(0.9, FEWEST - 1, 0)) == []
    assert expected_error([]) is None


def test_expected_error_is_weighted_by_count() -> None:
    found = bins(records(0.9, 80, 20) + records(0.5, 150, 150))
    assert expected_error(found) == pytest.approx(0.1 * 100 / 400)


def test_the_order_of_records_does_not_matter() -> None:
    some = records(0.9, 60, 5) + records(0.6, 40, 20)
    assert bins(some) == bins(some[::-1])
