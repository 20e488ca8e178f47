"""Which mentions are one emulation bloc: its name and the body whose bloc it is."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.decisions import Decision, Ref
from db.load import Loader
from extractors.records import Extraction, MeetingKind
from following import build, rows, signed
from stories import article, bloc, extraction, meeting, official, role

_number = itertools.count(1)
TWO, NUMBER_TWO = "Khối thi đua 2", "Khối thi đua số 2"
A, B, C, D = "Lữ đoàn 61", "Lữ đoàn 62", "Lữ đoàn 63", "Lữ đoàn 64"

HOST = "Công an tỉnh Nghệ An"


def says(name: str, scope: str | None = None, members: tuple[str, ...] = (), *more: Any, text: str = "") -> Extraction:
    """An article that names a bloc."""
    words = f"{name} của {scope} gồm {members}"
    return extraction(article(f"Bài {next(_number)}", f"{words}.", text), bloc(words, name, scope, members), *more)


def leads(name: str, unit: str, year: int = 2021) -> Extraction:
    words = f"{unit} là Khối trưởng {name} năm {year}"
    return extraction(article(f"Bài {next(_number)}", f"{words}."), role(words, name, year, unit))


ONE = [
    ("number-and-case", [says(TWO, "Bộ Gió"), says("khối thi đua số 02", "Bộ Gió")]),
    ("scope-short", [says(TWO, "Bộ CHQS tỉnh Lạng Sơn"), says(TWO, "Bộ Chỉ huy quân sự tỉnh Lạng Sơn")]),
    ("scope-and-its-office", [says(TWO, "Tổng cục Chính trị"), says(TWO, "Cơ quan Tổng cục Chính trị")]),
    ("scope-and-its-command", [says(TWO, "Quân khu 4"), says(TWO, "Bộ Tư lệnh Quân khu 4")]),
    ("scope-with-or-without-the-word-province", [says(TWO, "tỉnh Hòa Bình"), says(TWO, "Hòa Bình")]),
    ("scope-with-the-tone-elsewhere", [says(TWO, "tỉnh Hoà Bình"), says(TWO, "tỉnh Hòa Bình")]),
    ("scope-in-the-name", [says("Khối thi đua số 2 Quân khu 4", "Quân khu 4"), says(NUMBER_TWO, "Quân khu 4")]),
    (
        "scope-that-its-article-completes",
        [
            says(TWO, "Công an tỉnh", (), official("Ông Sáu", "Lò Sáu", ("Giám đốc", HOST)), text="Ông Sáu dự."),
            says(TWO, HOST),
        ],
    ),
    ("no-scope-all-members", [says(TWO, "Bộ Gió", (A, B, C)), says(TWO, None, (A, B, C))]),
    ("no-scope-some-members", [says(TWO, "Bộ Gió", (A, B, C)), says(TWO, None, (A, C))]),
    (
        "no-scope-members-told-in-two-articles",
        [says(TWO, "Bộ Gió", (A, B)), says(TWO, "Bộ Gió", (C,)), says(TWO, None, (A, C))],
    ),
    ("no-scope-anywhere-the-same-members", [says(TWO, None, (A, B)), says(TWO, None, (B, A))]),
]
SEVERAL = [
    ("another-scope", 2, [says(TWO, "Tổng cục Chính trị"), says(TWO, "Bộ Quốc phòng")]),
    ("another-number", 2, [says(TWO, "Bộ Gió"), says("Khối thi đua 3", "Bộ Gió")]),
    ("a-cluster", 2, [says(TWO, "Bộ Gió"), says("Cụm thi đua 2", "Bộ Gió")]),
    ("roman-number", 2, [says(TWO, "Bộ Gió"), says("Khối thi đua II", "Bộ Gió")]),
    ("a-part-of-that-body", 2, [says(TWO, "Quân khu 4"), says(TWO, "Cục Chính trị Quân khu 4")]),
    ("another-province", 2, [says(TWO, "Công an tỉnh Nghệ An"), says(TWO, "Công an tỉnh Hòa Bình")]),
    ("a-province-and-its-heir", 2, [says(TWO, "Công an tỉnh Hòa Bình"), says(TWO, "Công an tỉnh Phú Thọ")]),
    ("relative-scopes-of-two-articles", 2, [says(TWO, "Công an tỉnh"), says(TWO, "Công an tỉnh")]),
    ("no-scope-nothing-else", 2, [says(TWO, "Bộ Gió", (A, B)), says(TWO)]),
    ("no-scope-twice", 2, [says(TWO), says(TWO)]),
    ("no-scope-one-member", 2, [says(TWO, "Bộ Gió", (A, B)), says(TWO, None, (A,))]),
    ("no-scope-a-head-only", 2, [says(TWO, "Bộ Gió", (A, B)), leads(TWO, A)]),
    ("no-scope-a-member-of-another", 2, [says(TWO, "Bộ Gió", (A, B)), says(TWO, None, (A, B, C))]),
    (
        "no-scope-members-of-two",
        3,
        [says(TWO, "Bộ Gió", (A, B)), says(TWO, "Bộ Mưa", (A, B)), says(TWO, None, (A, B))],
    ),
    (
        "no-scope-members-of-none",
        3,
        [says(TWO, "Bộ Gió", (A, B)), says(TWO, "Bộ Mưa", (C, D)), says(TWO, None, (A, C))],
    ),
    ("renumbered", 2, [says(TWO, "Bộ Gió", (A, B, C)), says("Khối thi đua 3", "Bộ Gió", (A, B, C))]),
]


@pytest.mark.parametrize("found", [pytest.param(found, id=name) for name, found in ONE])
def test_one_bloc(tmp_path: Path, found: list[Extraction]) -> None:
    for order in (found, found[::-1]):
        connection = build(tmp_path / "a.db", order)
        assert rows(connection, "SELECT name, scope FROM blocs WHERE mentions = ?", len(found)) != []
        assert rows(connection, "SELECT count(*) FROM blocs") == [(1,)]
        connection.close()


@pytest.mark.parametrize(("number", "found"), [pytest.param(*case, id=name) for name, *case in SEVERAL])
def test_several_blocs(tmp_path: Path, number: int, found: list[Extraction]) -> None:
    answers = []
    for order in (found, found[::-1]):
        connection = build(tmp_path / "a.db", order)
        answers.append(rows(connection, "SELECT * FROM blocs ORDER BY id"))
        connection.close()
    assert answers[0] == answers[1]
    assert len(answers[0]) == number


def links(tmp_path: Path, *found: Extraction) -> list[tuple[Any, ...]]:
    connection = build(tmp_path / "a.db", found)
    query = """SELECT coalesce(a.scope, '?'), coalesce(b.scope, '?'), p.score, p.reason FROM possibly_same p
        JOIN blocs a ON a.id = p.first JOIN blocs b ON b.id = p.second WHERE p.kind = 'bloc'"""
    return sorted((*sorted(pair), score, reason) for *pair, score, reason in rows(connection, query))


SHARED = "same name, scope not stated; units in common"
NOT_SHARED = "same name, scope not stated; no units in common"


def test_links_of_blocs_whose_scope_is_not_stated(tmp_path: Path) -> None:
    of_gió, of_mưa = says(TWO, "Bộ Gió", (A, B)), says(TWO, "Bộ Mưa", (C, D))
    assert links(tmp_path, of_gió, of_mưa) == []
    assert links(tmp_path, of_gió, says(TWO, None, (A,))) == [("?", "Bộ Gió", 0.8, SHARED)]
    assert links(tmp_path, of_gió, says(TWO)) == [("?", "Bộ Gió", 0.5, NOT_SHARED)]
    assert links(tmp_path, of_gió, says("Khối thi đua 3", None, (A,))) == []
    # It may be either; that of which more units are comes first.
    found = links(tmp_path, of_gió, of_mưa, says(TWO, None, (A, B, C)))
    assert found == [("?", "Bộ Gió", 0.8, SHARED), ("?", "Bộ Mưa", 0.55, SHARED)]


def test_links_are_few_and_what_shares_units_comes_first(tmp_path: Path) -> None:
    unknown = [says(TWO) for _ in range(10)]
    found = links(tmp_path, says(TWO, "Bộ Gió", (A, B)), says(TWO, "Bộ Mưa", (C, D)), says(TWO, None, (C,)), *unknown)
    assert len(found) <= len(unknown) + 1
    assert max(found, key=lambda link: link[2])[:3] == ("?", "Bộ Mưa", 0.8)
    assert all(0 < score < 0.2 for _, _, score, reason in found if reason == NOT_SHARED)


def test_blocs_that_a_person_told_apart_are_not_linked(tmp_path: Path) -> None:
    found = [says(TWO, "Bộ Gió", (A, B)), says(TWO, None, (A,))]
    assert len(links(tmp_path, *found)) == 1
    claims = [f"{claim}#name" for (claim,) in rows(open_archive(tmp_path / "a.db"), "SELECT claim FROM claim_blocs")]
    decide(tmp_path / "a.db", Decision(decision="different", mentions=tuple(map(Ref.parse, claims))))
    assert rows(open_archive(tmp_path / "a.db"), "SELECT * FROM possibly_same") == []


def decide(path: Path, *decisions: Decision) -> None:
    with Loader(path, "1") as loader:
        loader.decide(decisions, date(2026, 1, 1))


def test_a_bloc_that_was_renumbered_is_one_where_a_person_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    connection = build(path, [says(TWO, "Bộ Gió", (A, B)), says("Khối thi đua 3", "Bộ Gió", (A, B))])
    ((claim,),) = rows(connection, "SELECT claim FROM claim_blocs WHERE name = ?", "Khối thi đua 3")
    connection.close()
    decide(path, Decision(decision="alias", mentions=(Ref(claim, "name"),), name=TWO))
    connection = open_archive(path)
    assert rows(connection, "SELECT count(*), max(mentions) FROM blocs") == [(1, 2)]
    names = rows(connection, "SELECT name FROM entity_names WHERE kind = 'bloc' ORDER BY name")
    assert names == [(TWO,), ("Khối thi đua 3",)]


@pytest.mark.parametrize(
    ("scope", "level"),
    [
        ("Bộ Quốc phòng", "central"),
        ("Quân khu 4", "region"),
        ("Bộ CHQS tỉnh Lạng Sơn", "province"),
        ("Công an huyện Quỳ Hợp", "district"),
        ("UBND xã Châu Quang", "commune"),
        ("Bệnh viện Sông Lam", "body"),
        (None, None),
    ],
)
def test_the_level_is_that_of_the_scope(tmp_path: Path, scope: str | None, level: str | None) -> None:
    connection = build(tmp_path / "a.db", [says(TWO, scope)])
    assert rows(connection, "SELECT scope, level FROM blocs") == [(scope, level)]


def test_one_decision_founds_several_blocs(tmp_path: Path) -> None:
    """Of two blocs of one name only the one that the sentence means; not one that another sentence names."""
    words = "Quyết định 12/QĐ-BG thành lập Khối thi đua 2 và Khối thi đua 3 của Bộ Gió"
    other = "Khối thi đua 4 của Bộ Gió cũng dự"
    text = article("Ra mắt", f"{words}.", f"{other}.", published="2021-03-02")
    found = extraction(
        text,
        signed(words, "12/QĐ-BG"),
        bloc(words, TWO, "Bộ Gió"),
        bloc(words, "Khối thi đua 3", "Bộ Gió"),
        bloc(other, "Khối thi đua 4", "Bộ Gió"),
    )
    connection = build(tmp_path / "a.db", [found, says(TWO, "Bộ Mưa")])
    query = "SELECT b.name, b.scope FROM blocs b WHERE b.founded_by IS NOT NULL ORDER BY b.name"
    assert rows(connection, query) == [(TWO, "Bộ Gió"), ("Khối thi đua 3", "Bộ Gió")]


def test_a_founding_and_an_announcement_are_two_days(tmp_path: Path) -> None:
    """Founded by a decision of 29-3, announced on 31-5: the design's own example."""
    words = "Sáng 31-5, Bộ Quốc phòng công bố Quyết định 1200/QĐ-BQP thành lập Khối thi đua số 2"
    found = extraction(
        article("Công bố", f"{words}.", published="2024-05-31"),
        meeting(words, NUMBER_TWO, "2024-05-31", MeetingKind.ESTABLISHMENT),
        bloc(words, NUMBER_TWO, "Bộ Quốc phòng"),
        signed(words, "1200/QĐ-BQP", "2024-03-29", "Bộ Quốc phòng"),
    )
    connection = build(tmp_path / "a.db", [found, says(TWO, "Tổng cục Chính trị")])
    query = "SELECT b.scope, d.number, d.signed, d.announced FROM blocs b JOIN documents d ON d.id = b.founded_by"
    assert rows(connection, query) == [("Bộ Quốc phòng", "1200/QĐ-BQP", "2024-03-29", "2024-05-31")]
