"""Paths of awards: which proposals and gifts are one award."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contradicting_articles import AROUND
from db.archive import open_archive
from db.decisions import Decision, Ref
from db.load import Loader
from extractors.records import Extraction, RecipientKind
from following import build, given, proposed, rows, started, tells

FLAG = "Cờ thi đua"
GIÓ, MƯA = "Viện Gió", "Viện Mưa"
MINISTRY, GOVERNMENT = "Bộ Gió", "Chính phủ"
Told = tuple[str | None, Any]


def asks(award: str = FLAG, to: str = GIÓ, **more: Any) -> Any:
    return proposed(f"Đề nghị tặng {award} cho {to} {more or ''}.", award, to, **more)


def gets(award: str = FLAG, to: str = GIÓ, **more: Any) -> Any:
    return given(f"Trao {award} cho {to} {more or ''}.", award, to, **more)


def archive_of(told: Sequence[Told]) -> list[Extraction]:
    return [tells(day, *(fact if isinstance(fact, list) else [fact])) for day, fact in told]


# (proposed, awarded) of each path, by its days.
CASES: list[tuple[str, list[Told], set[tuple[str | None, str | None]]]] = [
    ("proposed-then-given", [("2021-12-01", asks()), ("2022-02-01", gets())], {("2021-12-01", "2022-02-01")}),
    ("only-proposed", [("2021-12-01", asks())], {("2021-12-01", None)}),
    ("only-given", [("2021-12-01", gets())], {(None, "2021-12-01")}),
    ("given-then-proposed-again", [("2021-01-10", gets()), ("2021-12-01", asks())],
     {(None, "2021-01-10"), ("2021-12-01", None)}),
    ("proposed-twice", [("2021-11-01", asks()), ("2021-12-01", asks()), ("2022-02-01", gets())],
     {("2021-11-01", "2022-02-01")}),
    ("given-in-two-papers", [("2021-12-01", asks()), ("2022-02-01", gets()), ("2022-02-05", gets())],
     {("2021-12-01", "2022-02-01")}),
    ("three-years-later", [("2019-02-01", asks()), ("2022-01-20", gets())], {("2019-02-01", "2022-01-20")}),
    ("four-years-later", [("2018-01-01", asks()), ("2022-02-01", gets())],
     {("2018-01-01", None), (None, "2022-02-01")}),
    ("each-year-its-own", [("2020-12-01", asks(year=2020)), ("2021-02-01", gets(year=2020)),
                           ("2021-12-01", asks(year=2021)), ("2022-02-01", gets(year=2021))],
     {("2020-12-01", "2021-02-01"), ("2021-12-01", "2022-02-01")}),
    ("years-that-do-not-agree", [("2021-12-01", asks(year=2021)), ("2022-12-01", gets(year=2022))],
     {("2021-12-01", None), (None, "2022-12-01")}),
    ("one-names-the-year", [("2021-12-01", asks(year=2021)), ("2022-02-01", gets())], {("2021-12-01", "2022-02-01")}),
    ("each-year-without-naming-it", [("2020-12-01", asks()), ("2021-02-01", gets()),
                                     ("2021-12-01", asks()), ("2022-02-01", gets())],
     {("2020-12-01", "2021-02-01"), ("2021-12-01", "2022-02-01")}),
    ("given-twice-years-apart", [("2019-02-01", gets()), ("2022-02-01", gets())],
     {(None, "2019-02-01"), (None, "2022-02-01")}),
    ("one-year-told-again-years-later", [("2019-02-01", gets(year=2018)), ("2022-02-01", gets(year=2018))],
     {(None, "2019-02-01")}),
    ("given-years-apart-one-of-which-names-its-year", [("2019-02-01", gets()), ("2022-02-01", gets(year=2021))],
     {(None, "2019-02-01"), (None, "2022-02-01")}),
    ("proposed-years-apart-one-of-which-names-its-year", [("2019-02-01", asks()), ("2022-02-01", asks(year=2021))],
     {("2019-02-01", None), ("2022-02-01", None)}),
    ("the-nearest-of-two-gifts", [("2021-12-01", asks()), ("2022-02-01", gets()), ("2023-03-01", gets())],
     {("2021-12-01", "2022-02-01"), (None, "2023-03-01")}),
    ("two-recipients", [("2021-12-01", asks()), ("2022-02-01", gets(to=MƯA))],
     {("2021-12-01", None), (None, "2022-02-01")}),
    ("two-awards", [("2021-12-01", asks()), ("2022-02-01", gets("Bằng khen"))],
     {("2021-12-01", None), (None, "2022-02-01")}),
    ("two-grades", [("2021-12-01", asks("Huân chương Lao động hạng Nhì")),
                    ("2022-02-01", gets("Huân chương Lao động hạng Ba"))],
     {("2021-12-01", None), (None, "2022-02-01")}),
    ("two-grantors", [("2021-12-01", asks(grantor=GOVERNMENT)), ("2022-02-01", gets(grantor=MINISTRY))],
     {("2021-12-01", None), (None, "2022-02-01")}),
    ("a-grantor-and-its-head", [("2021-12-01", asks(grantor=MINISTRY)),
                                ("2022-02-01", gets(grantor="Bộ trưởng Bộ Gió"))],
     {("2021-12-01", "2022-02-01")}),
    ("a-grantor-spelt-short", [("2021-12-01", asks(grantor="UBND tỉnh Nam Giang")),
                               ("2022-02-01", gets(grantor="Ủy ban nhân dân tỉnh Nam Giang"))],
     {("2021-12-01", "2022-02-01")}),
    ("a-grantor-not-named", [("2021-12-01", asks(grantor=MINISTRY)), ("2022-02-01", gets())],
     {("2021-12-01", "2022-02-01")}),
    ("two-grantors-one-of-whom-gave", [("2021-12-01", [asks(grantor=MINISTRY), asks(grantor=GOVERNMENT)]),
                                       ("2022-02-01", gets(grantor=GOVERNMENT))],
     {("2021-12-01", None), ("2021-12-01", "2022-02-01")}),
    ("in-one-article", [("2021-12-01", [asks(), gets(year=None)])], {("2021-12-01", "2021-12-01")}),
    ("without-a-day", [(None, asks()), ("2022-02-01", gets())], {(None, "2022-02-01")}),
    ("a-group", [("2021-12-01", asks(to="12 tập thể", kind=RecipientKind.GROUP))], set()),
]  # fmt: skip


@pytest.mark.parametrize(("told", "paths"), [pytest.param(*case[1:], id=case[0]) for case in CASES])
def test_paths(tmp_path: Path, told: list[Told], paths: set[tuple[str | None, str | None]]) -> None:
    found = archive_of(told)
    answers = []
    for order in (found, found[::-1]):
        connection = build(tmp_path / "a.db", order)
        answers.append(rows(connection, "SELECT * FROM award_paths ORDER BY id"))
        days = rows(connection, "SELECT proposed, awarded FROM award_paths")
        said = rows(connection, "SELECT count(*), count(DISTINCT claim) FROM award_path_claims")
        connection.close()
    assert answers[0] == answers[1]
    assert sorted(days, key=str) == sorted(paths, key=str)
    claims = 0 if not paths else sum(len(e.awards) for e in found)
    assert said == [(claims, claims)]  # every claim is on one path


def test_a_person(tmp_path: Path) -> None:
    who = "Lò Văn Sáu"
    told = [
        (day, [fact, started("Ông nhận chức Viện trưởng.", "Viện trưởng", GIÓ, who)])
        for day, fact in (
            ("2021-12-01", asks(to=who, kind=RecipientKind.PERSON)),
            ("2022-02-01", gets(to=who, kind=RecipientKind.PERSON)),
        )
    ]
    connection = build(tmp_path / "a.db", archive_of(told))
    query = "SELECT p.name, a.unit, a.proposed, a.awarded FROM award_paths a JOIN people p ON p.id = a.person"
    assert rows(connection, query) == [(who, None, "2021-12-01", "2022-02-01")]


def test_what_is_known_of_a_path(tmp_path: Path) -> None:
    told = [
        ("2021-12-01", asks(grantor=MINISTRY)),
        ("2022-02-01", gets(year=2021)),
        ("2022-02-03", gets(grantor=MINISTRY, year=2021)),
    ]
    connection = build(tmp_path / "a.db", archive_of(told))
    query = """SELECT w.award, w.grantor, w.year, w.status, w.proposed, w.awarded, w.sources, p.published, g.published
        FROM award_paths w JOIN claim_quotes p ON p.claim = w.proposed_claim
        JOIN claim_quotes g ON g.claim = w.awarded_claim"""
    days = ("2021-12-01", "2022-02-01")
    assert rows(connection, query) == [(FLAG, MINISTRY, 2021, "awarded", *days, 3, *days)]


def test_a_proposal_that_is_reprinted_after_the_gift_leads_to_it(tmp_path: Path) -> None:
    first, again = (
        tells(day, asks(), around=AROUND, publisher=paper)
        for day, paper in (("2021-12-01", "Báo Sông Lam"), ("2022-03-01", "Tổng Tin"))
    )
    connection = build(tmp_path / "a.db", [first, again, tells("2022-02-01", gets())])
    assert rows(connection, "SELECT article FROM copies") == [(again.article.id,)]
    query = "SELECT proposed, awarded, sources FROM award_paths"
    assert rows(connection, query) == [("2021-12-01", "2022-02-01", 2)]


def test_a_gift_that_was_called_wrong_leaves_the_proposal(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connection = build(path, archive_of([("2021-12-01", asks()), ("2022-02-01", gets())]))
    ((claim,),) = rows(connection, "SELECT claim FROM claim_awards WHERE status = 'awarded'")
    connection.close()
    with Loader(path, "1") as loader:
        loader.decide([Decision(decision="wrong", mentions=(Ref(claim),))], date(2026, 1, 1))
    query = "SELECT status, proposed, awarded FROM award_paths"
    assert rows(open_archive(path), query) == [("proposed", "2021-12-01", None)]
