"""Contradictions about posts: what is one, and what only looks like one."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contradicting_articles import AROUND, several
from db.archive import open_archive
from db.decisions import Decision, Ref
from db.load import Loader
from extractors.records import Extraction
from following import build, contradictions, left, rows, started, tells
from stories import official

CHIEF, COMMISSAR, DEPUTY = "Trung đoàn trưởng", "Chính ủy", "Phó Trung đoàn trưởng"
REGIMENT, OTHER = "Trung đoàn 977", "Trung đoàn 978"
POLICE = "Công an tỉnh Nghệ An"
SÁU, BẢY = "Lò Văn Sáu", "Vi Thị Bảy"


def holds(who: str, post: str = CHIEF, unit: str = REGIMENT, rank: str | None = None) -> Any:
    return official(f"{rank or 'Đồng chí'} {who}, {post} {unit}, dự.", who, (post, unit), rank=rank)


def held(who: str, post: str = CHIEF, unit: str = REGIMENT, rank: str | None = None) -> Any:
    return official(f"{rank or 'Đồng chí'} {who}, nguyên {post} {unit}, dự.", who, (post, unit), rank=rank, former=True)


def takes(who: str, day: str | None, giver: str | None = None, post: str = CHIEF, unit: str = REGIMENT) -> Any:
    return started(f"{who} nhận chức {post} {unit} ngày {day} từ {giver}.", post, unit, who, day, giver)


def leaves(who: str, day: str | None, post: str = CHIEF, unit: str = REGIMENT) -> Any:
    return left(f"{who} thôi chức {post} {unit} ngày {day}.", post, unit, who, day)


Told = tuple[str, Any]


def articles(facts: Sequence[Told]) -> list[Extraction]:
    return [tells(day, *several(of), scope=None) for day, of in facts]


def told(kind: str, one: int, other: int, *facts: Told, id: str) -> Any:
    """one, other: the articles whose sentences contradict each other."""
    return pytest.param(kind, articles(facts), {one, other}, id=f"{kind}-{id}")


def near(*facts: Told, id: str) -> Any:
    return pytest.param(articles(facts), id=id)


CONTRADICTING = [
    told(
        "post_holders", 1, 2, ("2021-01-10", holds(SÁU)), ("2021-06-10", holds(BẢY)), ("2021-12-10", holds(SÁU)),
        id="in-the-midst",
    ),
    told("post_holders", 0, 1, ("2021-01-10", holds(SÁU)), ("2021-01-10", holds(BẢY)), id="on-one-day"),
    told(
        "post_holders", 1, 2, ("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-06-10", holds(BẢY)),
        ("2021-12-10", holds(SÁU)), id="after-a-dated-start",
    ),
    told(
        "post_holders", 1, 2, ("2021-01-10", holds(SÁU, COMMISSAR)), ("2021-06-10", holds(BẢY, COMMISSAR)),
        ("2021-12-10", holds(SÁU, COMMISSAR)), ("2023-01-12", takes(BẢY, "2023-01-10", SÁU, COMMISSAR)),
        id="a-handover-that-comes-later-explains-nothing",
    ),
    told(
        "post_holders", 1, 2, ("2021-01-10", holds(SÁU, "Giám đốc", POLICE)),
        ("2021-06-10", holds(BẢY, "Giám đốc Công an tỉnh", POLICE)), ("2021-12-10", holds(SÁU, "Giám đốc", POLICE)),
        id="a-title-with-the-words-of-its-unit",
    ),
    told(
        "rank_falls", 0, 1, ("2021-01-10", holds(SÁU, rank="Thượng tá")), ("2022-01-10", holds(SÁU, rank="Trung tá")),
        id="by-one",
    ),
    told(
        "rank_falls", 0, 1, ("2021-01-10", holds(SÁU, COMMISSAR, rank="Đại tá")),
        ("2021-02-10", holds(SÁU, COMMISSAR, rank="Thiếu tá")), id="by-three",
    ),
    told(
        "rank_falls", 1, 2, ("2020-01-10", holds(SÁU, rank="Trung tá")), ("2021-01-10", holds(SÁU, rank="Thượng tá")),
        ("2022-01-10", holds(SÁU, rank="Trung tá")), id="after-a-rise",
    ),
    told("post_left", 0, 1, ("2021-01-10", held(SÁU)), ("2021-06-10", holds(SÁU)), id="a-former-one"),
    told("post_left", 0, 1, ("2021-01-10", leaves(SÁU, "2021-01-08")), ("2021-06-10", holds(SÁU)), id="who-left"),
    told(
        "post_left", 0, 1, ("2021-01-10", takes(BẢY, "2021-01-08", SÁU)), ("2021-06-10", holds(SÁU)),
        id="who-handed-over",
    ),
    told(
        "post_left", 3, 4, ("2021-01-10", leaves(SÁU, "2021-01-08")), ("2022-01-10", takes(SÁU, "2022-01-08")),
        ("2022-06-10", holds(SÁU)), ("2023-01-10", leaves(SÁU, "2023-01-08")), ("2023-06-10", holds(SÁU)),
        id="left-for-the-second-time",
    ),
    told(
        "appointment_day", 0, 1, ("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-02-10", takes(SÁU, "2021-01-18")),
        id="days-apart",
    ),
    told(
        "appointment_day", 0, 1, ("2021-01-10", takes(SÁU, "2021-01-08")), ("2022-02-10", takes(SÁU, "2021-02-08")),
        id="told-a-year-later",
    ),
    told(
        "appointment_day", 0, 1, ("2021-01-10", takes(SÁU, "2021-01-08", post=DEPUTY)),
        ("2021-02-10", takes(SÁU, "2021-02-01", post=DEPUTY)), id="of-a-deputy",
    ),
    told(
        "appointment_day", 0, 1, ("2021-01-10", takes(SÁU, "2021-01-08", BẢY)),
        ("2021-02-10", takes(SÁU, "2021-01-18")), id="one-names-who-went",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "found", "which"), CONTRADICTING)
def test_contradiction(tmp_path: Path, kind: str, found: list[Extraction], which: set[int]) -> None:
    quotes = frozenset(found[at].article.text.split("\n")[-1] for at in which)
    assert contradictions(tmp_path / "a.db", found) == {(kind, quotes)}


@pytest.mark.parametrize(("kind", "found", "which"), CONTRADICTING)
def test_a_claim_that_is_called_wrong_contradicts_nothing(
    tmp_path: Path, kind: str, found: list[Extraction], which: set[int]
) -> None:
    path = tmp_path / "a.db"
    (both,) = rows(build(path, found), "SELECT kind, first_claim, second_claim FROM contradictions")
    assert both[0] == kind and len(which) == 2
    for claim in both[1:]:
        judged = tmp_path / f"{claim}.db"
        shutil.copy(path, judged)
        with Loader(judged, "1") as loader:
            loader.decide([Decision(decision="wrong", mentions=(Ref(claim),))], date(2026, 1, 1))
        assert rows(open_archive(judged), "SELECT * FROM contradictions") == []


NEAR_MISSES = [
    # post_holders
    near(("2021-01-10", holds(SÁU)), ("2021-06-10", holds(BẢY)), id="one-after-the-other"),
    near(
        ("2021-06-02", [takes(BẢY, "2021-06-01", SÁU), holds(BẢY)]),
        ("2021-06-02", holds(SÁU)),
        ("2021-12-02", holds(BẢY)),
        id="a-handover-that-two-papers-tell-of-on-one-day",
    ),
    near(
        ("2021-01-02", holds(SÁU)), ("2021-06-01", takes(BẢY, "2021-06-01")), ("2021-06-05", holds(SÁU)),
        ("2021-12-02", holds(BẢY)), id="a-paper-that-is-some-days-late",
    ),
    near(
        ("2021-01-02", holds(SÁU)), ("2021-06-03", takes(BẢY, "2021-06-01", SÁU)), ("2021-12-01", holds(BẢY)),
        ("2022-06-03", takes(SÁU, "2022-06-01", BẢY)), ("2022-12-01", holds(SÁU)), id="there-and-back-by-handovers",
    ),
    near(
        ("2021-01-10", holds(SÁU, DEPUTY)), ("2021-06-10", holds(BẢY, DEPUTY)), ("2021-12-10", holds(SÁU, DEPUTY)),
        id="two-deputies",
    ),
    near(
        ("2021-01-10", holds(SÁU, "Trưởng phòng", "Cục Thủy văn")),
        ("2021-06-10", holds(BẢY, "Trưởng phòng", "Cục Thủy văn")),
        ("2021-12-10", holds(SÁU, "Trưởng phòng", "Cục Thủy văn")),
        id="two-heads-of-offices-of-a-directorate",
    ),
    near(
        ("2021-01-10", holds(SÁU)), ("2021-06-10", holds(BẢY, f"Quyền {CHIEF}")), ("2021-12-10", holds(SÁU)),
        id="who-acted-for-the-holder",
    ),
    near(
        ("2021-01-10", holds(SÁU)), ("2021-06-10", holds(BẢY, unit=OTHER)), ("2021-12-10", holds(SÁU)),
        id="of-two-units",
    ),
    near(
        ("2021-01-10", holds(SÁU)), ("2021-06-10", holds(BẢY, COMMISSAR)), ("2021-12-10", holds(SÁU)),
        id="of-two-posts",
    ),
    near(("2021-01-10", holds(SÁU)), ("2021-06-10", held(BẢY)), ("2021-12-10", holds(SÁU)), id="a-former-holder"),
    near(
        ("2021-01-10", holds(SÁU)), ("2021-06-10", [holds(SÁU), holds(BẢY)]), ("2021-12-10", holds(BẢY)),
        id="an-article-that-names-both",
    ),
    near(
        ("2021-01-10", holds(SÁU, unit="Sở Gió")), ("2021-06-10", holds(BẢY, unit="Sở Gió")),
        ("2021-12-10", holds(SÁU, unit="Sở Gió")), id="of-bodies-of-unknown-provinces",
    ),
    # rank_falls
    near(
        ("2021-01-10", holds(SÁU, rank="Trung tá")), ("2022-01-10", holds(SÁU, rank="Thượng tá")),
        ("2023-01-10", holds(SÁU, rank="Đại tá")), id="a-rank-that-rises",
    ),
    near(
        ("2021-01-10", holds(SÁU, rank="Thượng tá")), ("2021-01-10", holds(SÁU, rank="Trung tá")),
        id="two-ranks-on-one-day",
    ),
    near(
        ("2021-01-10", holds(SÁU, rank="Thượng tá")), ("2022-01-10", holds(SÁU, rank="Trung tá", unit=OTHER)),
        id="a-namesake-in-another-unit",
    ),
    near(
        ("2021-01-10", holds("Lò Văn Hùng", rank="Thượng tá")), ("2022-01-10", holds("Lò Văn Hưng", rank="Trung tá")),
        id="two-names-that-look-alike",
    ),
    near(
        ("2021-01-10", holds(SÁU, DEPUTY, rank="Thượng tá")), ("2022-01-10", holds(SÁU, DEPUTY, rank="Trung tá")),
        id="in-a-post-of-several",
    ),
    near(
        ("2021-01-10", holds(SÁU, rank="Thượng tá")), ("2022-01-10", holds(SÁU, rank="Đội trưởng danh dự")),
        ("2022-02-10", holds(SÁU)), id="a-rank-that-is-none-and-no-rank",
    ),
    # post_left
    near(("2021-01-10", leaves(SÁU, "2021-01-08")), ("2021-01-29", holds(SÁU)), id="papers-that-are-late"),
    near(
        ("2021-01-10", leaves(SÁU, "2021-01-08")), ("2022-01-10", takes(SÁU, "2022-01-08")),
        ("2022-06-10", holds(SÁU)), id="appointed-again",
    ),
    near(("2021-01-10", held(SÁU)), ("2021-06-10", holds(SÁU, COMMISSAR)), id="in-another-post"),
    near(("2021-01-10", held(SÁU)), ("2021-06-10", holds(SÁU, unit=OTHER)), id="in-another-unit"),
    near(("2021-01-10", held(SÁU)), ("2020-06-10", holds(SÁU)), id="held-before-it-was-left"),
    near(("2021-01-10", held(SÁU)), ("2021-06-10", holds(BẢY)), id="somebody-else-in-it"),
    near(("2021-01-10", held(SÁU)), ("2021-06-10", held(SÁU)), id="a-former-one-twice"),
    # appointment_day
    near(
        ("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-02-10", takes(SÁU, "2021-01-08")), id="one-day-told-twice"
    ),
    near(("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-02-10", takes(SÁU, None)), id="one-without-a-day"),
    near(("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-02-10", takes(SÁU, "2021-01")), id="a-month-only"),
    near(
        ("2018-01-10", takes(SÁU, "2018-01-08")), ("2023-02-10", takes(SÁU, "2023-02-08")),
        id="two-appointments-years-apart",
    ),
    near(
        ("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-06-10", leaves(SÁU, "2021-06-08")),
        ("2022-02-10", takes(SÁU, "2022-02-08")), id="left-and-appointed-again",
    ),
    near(
        ("2021-01-10", takes(SÁU, "2021-01-08", post=DEPUTY)), ("2021-02-10", takes(SÁU, "2021-02-08")),
        id="two-posts",
    ),
    near(
        ("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-02-10", takes(SÁU, "2021-02-08", unit=OTHER)), id="two-units"
    ),
    near(
        ("2021-01-10", takes(SÁU, "2021-01-08")), ("2021-02-10", takes(BẢY, "2021-02-08")), id="two-people"
    ),
    near(
        ("2021-01-10", [takes(SÁU, "2021-01-08"), takes(SÁU, "2021-01-15")]),
        ("2021-02-10", takes(SÁU, "2021-01-15")), id="an-article-that-gives-both-days",
    ),
]  # fmt: skip


@pytest.mark.parametrize("found", NEAR_MISSES)
def test_no_contradiction(tmp_path: Path, found: list[Extraction]) -> None:
    assert contradictions(tmp_path / "a.db", found) == set()


@pytest.mark.parametrize("fact", [leaves(SÁU, "2021-02-08"), takes(BẢY, "2021-02-08", SÁU)], ids=["left", "passed on"])
def test_a_reprint_is_of_the_day_of_its_original(tmp_path: Path, fact: Any) -> None:
    """Else it would show that someone still held a post that they had left."""
    first, again = (
        tells(day, holds(SÁU), scope=None, around=AROUND, publisher=paper)
        for day, paper in (("2021-01-10", "Báo Sông Lam"), ("2021-09-10", "Tổng Tin"))
    )
    found = [first, tells("2021-02-10", fact, scope=None), tells("2021-12-10", holds(BẢY), scope=None), again]
    assert contradictions(tmp_path / "a.db", found) == set()
    assert rows(build(tmp_path / "a.db", found), "SELECT article FROM copies") == [(again.article.id,)]
