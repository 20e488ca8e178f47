"""Which unit headed a bloc on a day: terms from handover to handover, and years that are not the calendar's."""

from __future__ import annotations

import itertools
import random
import sqlite3
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.bloc_on_day import bloc_head
from db.load import Loader
from db.who import blocs_fitting
from extractors.records import Basis, Extraction
from stories import article, bloc, extraction, handover, meeting, role

NAME, GIO, MUA = "Khối thi đua 1", "Viện Gió", "Viện Mưa"
_number = itertools.count(1)


def says(day: str | None, *facts: Any, met: str | None = None) -> Extraction:
    """An article of a day on one bloc, with facts about it; met: the day of the meeting that it tells of."""
    text = article(f"Bài {next(_number)}", f"{NAME} của Bộ Gió họp.", published=day)
    about = [meeting("họp", NAME, met)] if met else []
    return extraction(text, bloc(f"{NAME} của Bộ Gió", NAME, "Bộ Gió"), *about, *facts)


def head(unit: str, year: int, **more: Any) -> Any:
    return role("họp", NAME, year, unit, **more)


def passing(giver: str, taker: str, day: str, year: int | None = None) -> Extraction:
    return says(day, handover("họp", NAME, giver, taker, year, day))


def archive(tmp_path: Path, *found: Extraction) -> sqlite3.Connection:
    path = tmp_path / "a.db"
    path.unlink(missing_ok=True)
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    return open_archive(path)


def told(connection: sqlite3.Connection, day: str) -> dict[str, str]:
    (fitting,) = blocs_fitting(connection, NAME)
    answer = bloc_head(connection, fitting["id"], day)
    assert all(c.evidence for c in answer.candidates)
    return {c.name: str(c.status) for c in answer.candidates}


# Gió heads 2021, Mưa 2022; each is named once in its year.
YEARS = (says("2021-07-01", head(GIO, 2021)), says("2022-07-01", head(MUA, 2022)))


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        ("2020-09-30", {}),
        ("2020-10-01", {GIO: "possible"}),
        ("2021-07-01", {GIO: "sure"}),
        ("2021-09-30", {GIO: "possible"}),
        ("2021-10-01", {GIO: "possible", MUA: "possible"}),
        # Between the old year and the meeting that closes it.
        ("2022-01-15", {GIO: "possible", MUA: "possible"}),
        ("2022-03-31", {GIO: "possible", MUA: "possible"}),
        ("2022-04-01", {MUA: "possible"}),
        ("2022-07-01", {MUA: "sure"}),
        ("2023-03-31", {MUA: "possible"}),
        ("2023-04-01", {}),
    ],
)
def test_a_year_of_a_bloc_is_not_the_calendars(tmp_path: Path, day: str, wanted: dict[str, str]) -> None:
    with archive(tmp_path, *YEARS) as connection:
        assert told(connection, day) == wanted


def test_the_next_head_shown_ends_what_is_possible_of_the_last(tmp_path: Path) -> None:
    with archive(tmp_path, *YEARS, says("2022-01-10", head(MUA, 2022))) as connection:
        assert told(connection, "2022-01-09") == {GIO: "possible", MUA: "possible"}
        assert told(connection, "2022-01-15") == {MUA: "sure"}


def test_a_head_shown_late_was_no_other_before(tmp_path: Path) -> None:
    with archive(tmp_path, *YEARS, says("2021-12-20", head(GIO, 2021))) as connection:
        assert told(connection, "2021-11-11") == {GIO: "sure"}
        assert told(connection, "2021-12-21") == {GIO: "possible", MUA: "possible"}


def test_a_dated_handover_starts_and_ends(tmp_path: Path) -> None:
    found = (*YEARS, passing(GIO, MUA, "2021-11-05", 2022))
    for order in itertools.permutations(found):
        with archive(tmp_path, *order) as connection:
            assert told(connection, "2021-11-04") == {GIO: "sure"}
            assert told(connection, "2021-11-05") == {MUA: "sure"}
            assert told(connection, "2022-01-15") == {MUA: "sure"}


def test_a_handover_without_a_year_late_in_one_is_for_the_next(tmp_path: Path) -> None:
    with archive(tmp_path, passing(GIO, MUA, "2021-11-05")) as connection:
        assert told(connection, "2022-12-31") == {MUA: "possible"}
    with archive(tmp_path, passing(GIO, MUA, "2021-06-05")) as connection:
        assert told(connection, "2022-12-31") == {}


def test_a_dated_term_counts_as_a_handover_does(tmp_path: Path) -> None:
    since = says("2021-12-01", head(MUA, 2022, since="2021-11-05", basis=Basis.ELECTED))
    with archive(tmp_path, *YEARS, since) as connection:
        assert told(connection, "2022-01-15") == {MUA: "sure"}
        assert told(connection, "2021-11-04") == {GIO: "possible"}


def test_the_day_of_the_meeting_counts(tmp_path: Path) -> None:
    with archive(tmp_path, says("2022-01-03", head(GIO, 2021), met="2021-12-29")) as connection:
        assert told(connection, "2021-12-29") == {GIO: "sure"}


def test_an_inference_is_never_sure(tmp_path: Path) -> None:
    found = [says(day, head(GIO, 2021, basis=Basis.CHAIRED)) for day in ("2021-03-01", "2021-07-01")]
    with archive(tmp_path, *found) as connection:
        assert told(connection, "2021-05-01") == told(connection, "2021-07-01") == {GIO: "possible"}


def test_a_contradicted_year_makes_nobody_sure(tmp_path: Path) -> None:
    found = [says("2021-03-01", head(GIO, 2021)), says("2021-07-01", head(GIO, 2021)), says(None, head(MUA, 2021))]
    with archive(tmp_path, *found) as connection:
        assert told(connection, "2021-05-01") == {GIO: "possible", MUA: "possible"}


def test_a_head_again_years_later_was_none_between(tmp_path: Path) -> None:
    with archive(tmp_path, says("2019-07-01", head(GIO, 2019)), says("2022-07-01", head(GIO, 2022))) as connection:
        assert told(connection, "2021-01-15") == {}
    with archive(tmp_path, says("2021-07-01", head(GIO, 2021)), says("2022-07-01", head(GIO, 2022))) as connection:
        assert told(connection, "2022-01-15") == {GIO: "sure"}


def test_a_year_of_which_nothing_is_known_says_why(tmp_path: Path) -> None:
    archive(tmp_path, *YEARS).close()
    connection = sqlite3.connect(tmp_path / "a.db")
    (fitting,) = blocs_fitting(connection, NAME)
    connection.execute("DELETE FROM ledger_years")
    answer = bloc_head(connection, fitting["id"], "2024-05-01")
    assert (answer.status, answer.reason) == ("unknown", "no_source")
    assert [(known.name, known.day) for known in answer.before] == [(MUA, "2022-07-01")]
    row = (fitting["id"], 2024, "head", "unknown", "silent", 2)
    connection.execute("INSERT INTO ledger_years VALUES (?, ?, ?, ?, ?, ?)", row)
    assert bloc_head(connection, fitting["id"], "2024-05-01").reason == "silent"


def test_whatever_articles_say_a_sure_head_is_the_only_one(tmp_path: Path) -> None:
    chance = random.Random(3)
    units = (GIO, MUA, "Viện Đất")
    for _ in range(25):
        found = []
        for _ in range(chance.randrange(1, 8)):
            day = date(2020, 1, 1) + timedelta(days=chance.randrange(1400))
            year, unit = day.year + chance.choice((0, 0, 1)), chance.choice(units)
            other = chance.choice([u for u in units if u != unit])
            basis = chance.choice((Basis.STATED, Basis.ELECTED, Basis.CHAIRED))
            choices = (says(str(day), head(unit, year, basis=basis)), passing(other, unit, str(day), year))
            found.append(chance.choice(choices))
        days = [str(date(2019, 9, 1) + timedelta(days=chance.randrange(2000))) for _ in range(60)]
        with archive(tmp_path, *found) as connection:
            answers = [told(connection, day) for day in days]
        with archive(tmp_path, *found[::-1]) as connection:
            assert answers == [told(connection, day) for day in days]
        assert all(len(answer) == 1 for answer in answers if "sure" in answer.values())
