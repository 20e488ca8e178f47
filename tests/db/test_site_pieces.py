"""Marked stretches of texts, and drawings over years: what holds for all of them, whatever the spans and the days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.site.citing import pieces
from db.site.drawing import STEP_HEIGHT, Scale, ladder
from db.site.pages.article import marked
from db.site.pages.person import post_lines
from db.site.view import day_text

LETTERS = st.text(alphabet="aăâ đ\u0301🦊<&\n", max_size=40)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, int, int, list[tuple[int, int]]]:
    """(text, start, end of a stretch, spans), each span of one sign or more."""
    text = draw(LETTERS)
    start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
    some = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 12))
    spans = [(left, min(left + length, len(text))) for left, length in draw(st.lists(some, max_size=7))]
    return text, start, end, [(left, right) for left, right in spans if left < right]


# --- pieces of a sentence --------------------------------------------------------------------------------------------


@given(texts_with_spans())
def test_pieces_are_the_text_and_mark_exactly_the_spans(case: tuple[str, int, int, list[tuple[int, int]]]) -> None:
    text, start, end, spans = case
    found = pieces(text, start, end, spans)
    assert "".join(piece for piece, _ in found) == text[start:end]
    told = [marked for piece, marked in found for _ in piece]
    assert told == [any(left <= at < right for left, right in spans) for at in range(start, end)]
    assert all(piece for piece, _ in found)
    assert all(one[1] != other[1] for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("start", "end", "spans", "there"),
    [
        (0, 6, [], [("abcdef", False)]),
        (0, 6, [(2, 4)], [("ab", False), ("cd", True), ("ef", False)]),
        (0, 6, [(0, 6)], [("abcdef", True)]),
        (0, 6, [(1, 3), (3, 5)], [("a", False), ("bcde", True), ("f", False)]),
        (0, 6, [(1, 4), (2, 5)], [("a", False), ("bcde", True), ("f", False)]),
        (2, 4, [(0, 3)], [("c", True), ("d", False)]),
        (2, 4, [(4, 6), (0, 2)], [("cd", False)]),
        (3, 3, [(0, 6)], []),
    ],
)
def test_pieces(start: int, end: int, spans: list[tuple[int, int]], there: list[tuple[str, bool]]) -> None:
    assert pieces("abcdef", start, end, spans) == there


# --- stretches of an article -----------------------------------------------------------------------------------------


@given(texts_with_spans())
def test_marks_are_the_text_and_name_every_record_of_every_sign(
    case: tuple[str, int, int, list[tuple[int, int]]],
) -> None:
    text, start, end, spans = case
    numbered = [(left, right, number, 0) for number, (left, right) in enumerate(sorted(spans), start=1)]
    found = marked(text, start, end, numbered)
    assert "".join(mark.text for mark in found) == text[start:end] and all(mark.text for mark in found)
    told = [set(mark.records) for mark in found for _ in mark.text]
    assert told == [{n for left, right, n, _ in numbered if left <= at < right} for at in range(start, end)]
    for mark in found:
        assert len(mark.records) == len(set(mark.records)) and set(mark.starts) <= set(mark.records)
    begun = [number for mark in found for number in mark.starts]
    assert sorted(begun) == [n for left, right, n, _ in numbered if start < end and left < end and right > start]


def test_only_the_first_passage_of_a_record_is_its_place() -> None:
    found = marked("abcdef", 0, 6, [(0, 2, 1, 0), (3, 5, 1, 1), (3, 4, 2, 0)])
    assert [(mark.text, mark.records, mark.starts) for mark in found] == [
        ("ab", [1], [1]), ("c", [], []), ("d", [1, 2], [2]), ("e", [1], []), ("f", [], []),
    ]  # fmt: skip


# --- drawings --------------------------------------------------------------------------------------------------------

DAYS = st.dates(date(1945, 9, 2), date(2026, 12, 31)).map(date.isoformat)
INEXACT = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


@given(st.lists(INEXACT, min_size=1, max_size=12))
def test_all_days_lie_within_their_scale_and_in_order(days: list[str]) -> None:
    scale = Scale.of([*days, None, ""])
    assert scale is not None and scale.years[0] <= scale.years[-1]
    places = [scale.x(day) for day in days]
    assert all(0 <= place < 100 for place in places)
    for one, other in pairwise(sorted(days)):
        assert scale.x(one) <= scale.x(other)
    assert scale.rules == sorted(scale.rules) and scale.rules[0] == 0
    ticks = scale.ticks
    assert 1 <= len(ticks) <= 12 and all(0 < place < 100 for place, _ in ticks)
    assert [year for _, year in ticks] == sorted({year for _, year in ticks}) and ticks[0][1] == scale.first


@given(st.lists(DAYS, min_size=2, max_size=8))
def test_bars_lie_within_the_drawing_and_can_be_seen(days: list[str]) -> None:
    scale = Scale.of(days)
    assert scale is not None
    first, last = min(days[:2]), max(days[:2])
    bar = scale.bar(first, last, "post", f"{first} – {last}")
    assert bar.x >= 0 and bar.width >= 0.9 and bar.x + bar.width <= 100.001
    assert abs(bar.x - scale.x(first)) <= 0.9 and bar.x + bar.width >= scale.x(last) - 0.001


@given(st.integers(1950, 2026), st.integers(0, 60))
def test_bars_over_years_do_not_touch(first: int, more: int) -> None:
    scale = Scale(first, first + more)
    bars = [scale.year_bar(year, "head stated", f"head:{year}") for year in scale.years]
    assert bars[0].x > 0 and bars[-1].x + bars[-1].width < 100
    for one, other in pairwise(bars):
        assert one.x + one.width < other.x
    assert all(bar.width > 0 for bar in bars)


def test_a_scale_of_nothing_is_none() -> None:
    assert Scale.of([]) is None and Scale.of([None, "", None]) is None
    assert Scale.of([2021, "2019-05"]) == Scale(2019, 2021)


@pytest.mark.parametrize(
    ("day", "place"), [("2020", 0), ("2020-07", 25), ("2021", 50), ("2021-01-01", 50), ("2021-07-01", 75), (2021, 50)]
)
def test_places_of_days(day: str | int, place: float) -> None:
    assert Scale(2020, 2021).x(day) == place


@given(st.lists(st.tuples(st.integers(1, 20), DAYS, st.integers(0, 4000)), max_size=9))
def test_a_ladder_has_a_step_for_each_rank_within_the_drawing(held: list[tuple[int, str, int]]) -> None:
    ranks = []
    for number, (grade, first, length) in enumerate(held):
        last = min(date.fromisoformat(first) + timedelta(days=length), date(2026, 12, 31)).isoformat()
        ranks.append((f"{number}", grade, first, last))
    scale = Scale.of(day for _, _, *days in ranks for day in days)
    if scale is None:
        assert ladder(Scale(2020, 2021), ranks) is None
        return
    found = ladder(scale, ranks)
    assert found is not None and len(found.steps) == len(ranks)
    grade = {name: grade for name, grade, _, _ in ranks}
    assert {step.label for step in found.steps} == set(grade)
    for step in found.steps:
        assert 0 <= step.x < step.end <= step.until <= 100.001
        assert STEP_HEIGHT <= step.y < found.height
    for one in found.steps:
        for other in found.steps:
            assert (one.y < other.y) == (grade[one.label] > grade[other.label])
    assert [step.x for step in found.steps] == sorted(step.x for step in found.steps)


@given(st.lists(st.tuples(*[st.one_of(st.none(), DAYS)] * 4), max_size=8))
def test_posts_are_drawn_from_the_first_day_to_the_last_and_only_known_ends_are_marked(
    days: list[tuple[str | None, ...]],
) -> None:
    names = ("started", "first_cited", "last_cited", "ended")
    posts = [
        {"title": f"Chức {n}", "unit": None, "unit_id": None, **dict(zip(names, of, strict=True))}
        for n, of in enumerate(days)
    ]
    scale = Scale.of(day for of in days for day in of)
    if scale is None:
        return
    lines = post_lines(scale, posts)
    dated = [post for post in posts if any(post[name] for name in names)]
    assert [line.label for line in lines] == [f"{post['title']}|" for post in dated]
    for post, line in zip(dated, lines, strict=True):
        (bar,) = line.bars
        known = [str(post[name]) for name in names if post[name]]
        assert (bar.starts, bar.ends) == (bool(post["started"]), bool(post["ended"]))
        assert bar.title == f"{min(known)} – {max(known)}" and line.path is None
        assert bar.x >= 0 and bar.x + bar.width <= 100.001


# --- days ------------------------------------------------------------------------------------------------------------


@given(DAYS)
def test_days_can_be_told_apart_as_they_are_written(day: str) -> None:
    year, month, number = (int(part) for part in day.split("-"))
    assert day_text(day, "vi") == f"{number}/{month}/{year}"
    english = day_text(day, "en").split()
    assert english[0] == str(number) and english[2] == str(year) and english[1].isalpha()
