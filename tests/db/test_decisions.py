"""What a person decided counts: each kind of decision on each kind of entity, later lines first, and what is undone."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.decisions import decisions_path
from db.load import Loader
from db.search import Query, search
from db.verify import verify
from db.who import who
from decided import (
    APART,
    DERIVED,
    TITLES,
    TOGETHER,
    built,
    decided,
    of_bloc,
    of_person,
    of_unit,
    parts,
    refs_of,
    rows,
    said,
    statuses,
)
from extractors.records import Extraction, RecipientKind
from stories import article, award, bloc, dump, extraction, handover, meeting, official, role

KINDS = ("people", "units", "blocs")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


# --- the same, not the same ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("decisions", "one", "status"),
    [
        ([("same", 0, 1)], [[0, 1], [2]], ["applied"]),
        ([("same", 0, 1), ("same", 2, 1)], [[0, 1, 2]], ["applied"] * 2),
        ([("same", 2, 0, 1)], [[0, 1, 2]], ["applied"]),
        ([("different", 0, 1)], [[0], [1], [2]], ["applied"]),
        ([("same", 0, 1), ("different", 0, 1)], [[0], [1], [2]], ["overruled", "applied"]),
        ([("different", 0, 1), ("same", 1, 0)], [[0, 1], [2]], ["overruled", "applied"]),
        # What follows from two lines together counts as said.
        ([("same", 0, 1), ("same", 1, 2), ("different", 0, 2)], [[0], [1, 2]], ["overruled", "applied", "applied"]),
        ([("different", 0, 2), ("same", 0, 1), ("same", 1, 2)], [[0, 1, 2]], ["overruled", "applied", "applied"]),
        ([("same", 0, 1), ("different", 0, 1), ("same", 0, 1)], [[0, 1], [2]], ["applied", "overruled", "applied"]),
    ],
)
def test_entities_that_stand_apart(
    path: Path, kind: str, decisions: list[tuple[str, int]], one: list[list[int]], status: list[str]
) -> None:
    refs = refs_of(APART[kind])
    assert parts(built(path, APART[kind]), refs) == [[0], [1], [2]]
    connection = built(path, APART[kind], [said(what, *(refs[at] for at in ats)) for what, *ats in decisions])
    assert parts(connection, refs) == one
    assert statuses(connection) == status
    assert verify(connection) == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("decisions", "one"),
    [
        ([("different", 0, 1)], [[0, 2], [1]]),
        ([("different", 1, 0)], [[0], [1, 2]]),
        ([("different", 0, 1, 2)], [[0], [1], [2]]),
        ([("different", 0, 1), ("different", 1, 2)], [[0, 2], [1]]),
        ([("different", 0, 1), ("same", 1, 2)], [[0], [1, 2]]),
        ([("same", 1, 2), ("different", 0, 1)], [[0], [1, 2]]),
        ([("different", 0, 1), ("same", 0, 1)], [[0, 1, 2]]),
        ([("same", 0, 1)], [[0, 1, 2]]),
    ],
)
def test_an_entity_is_taken_apart(
    path: Path, kind: str, decisions: list[tuple[str, int]], one: list[list[int]]
) -> None:
    refs = refs_of(TOGETHER[kind])
    assert parts(built(path, TOGETHER[kind]), refs) == [[0, 1, 2]]
    connection = built(path, TOGETHER[kind], [said(what, *(refs[at] for at in ats)) for what, *ats in decisions])
    assert parts(connection, refs) == one
    assert verify(connection) == []


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_told_apart_is_asked_no_more(path: Path, kind: str) -> None:
    alike = {
        "people": [
            of_person("Lúa trổ bông", "Lê Văn Hùng", ("Giám đốc", "Viện Gió")),
            of_person("Mưa đầu mùa", "Le Van Hung", ("Giám đốc", "Viện Gió")),
        ],
        "units": [
            of_person(t, f"Lò Văn {n}", ("Giám đốc", "Sở Y tế"))
            for t, n in zip(TITLES[:2], ("Bưởi", "Khoát"), strict=True)
        ],
        "blocs": [of_bloc("Lúa trổ bông", "Khối thi đua 2", None), of_bloc("Mưa đầu mùa", "Khối thi đua 2", None)],
    }[kind]
    connection = built(path, alike)
    ((first, second),) = rows(connection, "SELECT first, second FROM possibly_same")
    field = "post" if kind == "units" else "name"
    refs = [ref.replace("#name", f"#{field}") for ref in refs_of(alike)]
    assert len(parts(connection, refs)) == 2 and first != second
    connection = decided(path, said("different", *refs))
    assert rows(connection, "SELECT * FROM possibly_same") == []
    assert len(parts(connection, refs)) == 2 and statuses(connection) == ["applied"]
    connection = decided(path, said("same", *refs))
    assert len(parts(connection, refs)) == 1 and statuses(connection) == ["overruled", "applied"]


def test_two_names_in_one_article_are_one_there(path: Path) -> None:
    text = article("Trao thưởng", "Ông Lò Văn Sáu, Giám đốc Viện Gió.", "Tặng Bằng khen cho Lò Văn Sáu.")
    found = extraction(
        text,
        official("Ông Lò Văn Sáu", "Lò Văn Sáu", ("Giám đốc", "Viện Gió")),
        award("Tặng Bằng khen", "Bằng khen", "Lò Văn Sáu", RecipientKind.PERSON),
    )
    connection = built(
        path, [found], [said("different", f"{found.officials[0].id}#name", f"{found.awards[0].id}#recipient")]
    )
    assert rows(connection, "SELECT status FROM decisions") == [("unmatched",)]
    assert "one article" in rows(connection, "SELECT note FROM decisions")[0][0]


def test_blocs_of_two_bodies_that_are_one_take_no_third_ones_id(path: Path) -> None:
    found = [
        of_bloc("Lúa trổ bông", "Khối thi đua 3", "Bộ Gió"),
        of_bloc("Mưa đầu mùa", "Khối thi đua 2", "Bộ Mưa"),
        of_bloc("Nắng cuối năm", "Khối thi đua 2", "Bộ Gió"),
    ]
    refs = refs_of(found)
    connection = built(path, found, [said("same", refs[0], refs[1])])
    assert parts(connection, refs) == [[0, 1], [2]]
    assert verify(connection) == []


def test_units_that_are_told_apart_may_contradict_each_other(path: Path) -> None:
    found = [
        extraction(
            article(title, "Cục Gió là Khối trưởng Khối thi đua 2 (Bộ Gió) năm 2020.", published=day),
            bloc("Khối thi đua 2 (Bộ Gió)", "Khối thi đua 2", "Bộ Gió"),
            role("Cục Gió là Khối trưởng", "Khối thi đua 2", 2020, "Cục Gió"),
        )
        for title, day in (("Lúa trổ bông", "2020-02-01"), ("Mưa đầu mùa", "2020-12-01"))
    ]
    refs = [f"{one.bloc_roles[0].id}#unit" for one in found]
    connection = built(path, found, [said("different", *refs)])
    assert rows(connection, "SELECT unit, contradicted FROM who_led") == [("Cục Gió", 1)] * 2
    assert verify(connection) == []


# --- other names -----------------------------------------------------------------------------------------------------

TRAFFIC = "Phòng Cảnh sát giao thông Công an tỉnh Nghệ An"


def test_another_name_of_a_unit(path: Path) -> None:
    found = [of_unit("Lúa trổ bông", TRAFFIC, "Công an tỉnh Nghệ An"), of_unit("Mưa đầu mùa", "PC08", "Bộ Gió")]
    refs = refs_of(found)
    assert parts(built(path, found), refs) == [[0], [1]]
    connection = built(path, found, [said("alias", refs[0], name="PC08")])
    assert parts(connection, refs) == [[0, 1]] and statuses(connection) == ["applied"]
    assert ("PC08",) in rows(connection, "SELECT name FROM entity_names WHERE kind = 'unit'")


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("Phòng PC08", True),
        ("Phòng PC08 Công an tỉnh Nghệ An", True),
        ("Phòng PC08 Công an tỉnh Hà Tĩnh", False),
        ("Phòng PC09", False),
    ],
)
def test_another_name_that_wants_a_body(path: Path, name: str, one: bool) -> None:
    found = [
        of_unit("Lúa trổ bông", TRAFFIC, "Công an tỉnh Nghệ An"),
        of_person("Mưa đầu mùa", "Lò Văn Bưởi", ("Trưởng phòng", name)),
    ]
    refs = [refs_of(found)[0], refs_of(found)[1].replace("#name", "#post")]
    connection = built(path, found, [said("alias", refs[0], name="Phòng PC08")])
    assert (len(parts(connection, refs)) == 1) is one
    assert verify(connection) == []


def test_an_alias_that_no_article_uses_is_found_and_kept(path: Path) -> None:
    found = [of_unit("Lúa trổ bông", TRAFFIC, "Công an tỉnh Nghệ An")]
    connection = built(path, found, [said("alias", *refs_of(found), name="PC08")])
    assert rows(connection, "SELECT name, mentions FROM entity_names WHERE name = 'PC08'") == [("PC08", 0)]
    assert [hit.kind for hit in search(connection, Query("PC08")).hits] == ["unit"]


@pytest.mark.parametrize("scope", ["Bộ Gió", None])
def test_another_name_of_a_bloc(path: Path, scope: str | None) -> None:
    found = [
        of_bloc("Lúa trổ bông", "Khối thi đua 2", scope),
        of_bloc("Mưa đầu mùa", "Khối thi đua Sao Mai", None),
        of_bloc("Nắng cuối năm", "Khối thi đua Sao Mai", "Bộ Mưa"),
    ]
    refs = refs_of(found)
    connection = built(path, found, [said("alias", refs[0], name="Khối thi đua Sao Mai")])
    assert parts(connection, refs) == [[0, 1], [2]]
    assert verify(connection) == []
    ((bloc_id,),) = rows(connection, "SELECT DISTINCT bloc FROM bloc_mentions WHERE claim = ?", refs[0].split("#")[0])
    assert bloc_id in {answer.id for answer in who(connection, "khoi thi dua sao mai")}


def test_another_name_of_a_person_is_found(path: Path) -> None:
    found = [of_person("Lúa trổ bông", "Lò Văn Bưởi", ("Giám đốc", "Viện Gió"))]
    connection = built(path, found, [said("alias", *refs_of(found), name="Ba Bưởi")])
    assert [hit.kind for hit in search(connection, Query("ba bưởi")).hits] == ["person"]


# --- right, wrong ----------------------------------------------------------------------------------------------------


def reports() -> list[Extraction]:
    """Two articles that name two heads of one bloc, with everything else that a claim leads to."""
    one = article("Lúa trổ bông", "Viện Nước là Khối trưởng Khối thi đua 2 (Bộ Gió) năm 2020.", published="2020-02-01")
    two = article(
        "Mưa đầu mùa",
        "Viện Mưa là Khối trưởng Khối thi đua 2 (Bộ Gió) năm 2020. Ông Lò Văn Bưởi, Giám đốc Viện Mưa.",
        "Tặng Bằng khen cho Lò Văn Bưởi. Viện Đất bàn giao Khối thi đua 2 cho Viện Lửa. Họp ngày 1-2-2020.",
        published="2020-03-01",
    )
    return [
        extraction(
            one,
            bloc("Khối thi đua 2 (Bộ Gió)", "Khối thi đua 2", "Bộ Gió"),
            role("Viện Nước là Khối trưởng", "Khối thi đua 2", 2020, "Viện Nước"),
        ),
        extraction(
            two,
            bloc("Khối thi đua 2 (Bộ Gió)", "Khối thi đua 2", "Bộ Gió"),
            role("Viện Mưa là Khối trưởng", "Khối thi đua 2", 2020, "Viện Mưa"),
            official("Ông Lò Văn Bưởi, Giám đốc Viện Mưa", "Lò Văn Bưởi", ("Giám đốc", "Viện Mưa"), rank="Đại tá"),
            award("Bằng khen", "Bằng khen", "Lò Văn Bưởi", RecipientKind.PERSON),
            handover("Viện Đất bàn giao", "Khối thi đua 2", "Viện Đất", "Viện Lửa", 2021),
            meeting("Họp ngày 1-2-2020", "Khối thi đua 2", "2020-02-01"),
        ),
    ]


def test_a_wrong_claim_drops_out_and_comes_back(path: Path) -> None:
    found = reports()
    before = built(path, found)
    untouched = dump(path)
    heads = "SELECT unit, contradicted FROM who_led WHERE year = 2020 ORDER BY unit"
    assert rows(before, heads) == [("Viện Mưa", 1), ("Viện Nước", 1)]
    assert rows(before, "SELECT count(*) FROM contradictions") == [(1,)]
    wrong = said("wrong", found[1].bloc_roles[0].id)
    connection = decided(path, wrong)
    assert rows(connection, heads) == [("Viện Nước", 0)]
    assert rows(connection, "SELECT count(*) FROM contradictions") == [(0,)]
    assert rows(connection, "SELECT state FROM ledger_years WHERE year = 2020 AND role = 'head'") == [("known",)]
    assert rows(connection, "SELECT count(*) FROM claim_bloc_roles") == [(2,)]  # what articles say is never altered
    assert verify(connection) == []
    with Loader(path, "1") as loader:
        loader.take_back([wrong])
    assert dump(path) == untouched and not decisions_path(path).exists()


@pytest.mark.parametrize("key", ["blocs", "bloc_roles", "officials", "awards", "handovers", "meetings"])
def test_of_every_kind_a_wrong_claim_is_nowhere_in_what_follows(path: Path, key: str) -> None:
    found = reports()
    claim = getattr(found[1], key)[0].id
    connection = built(path, found, [said("wrong", claim)])
    assert statuses(connection) == ["applied"]
    for table in DERIVED - {"decisions", "judged_claims"}:
        for row in connection.execute(f"SELECT * FROM {table}"):
            assert claim not in tuple(row), table
    assert verify(connection) == []
    views = {
        "awards": "awards_given",
        "handovers": "handovers_by_date",
        "meetings": "meetings_held",
        "officials": "officials_named",
    }
    if key in views:
        assert rows(connection, f"SELECT count(*) FROM {views[key]}") == [(0,)]
    if key == "officials":  # the prize names him still; his post and his rank are gone
        assert rows(connection, "SELECT count(*) FROM tenures") == [(0,)]
        hits = search(connection, Query("lo van buoi", kind="person")).hits
        assert hits and not any("Giám đốc" in f"{hit.detail} {hit.snippet}" for hit in hits)
        assert not search(connection, Query("giam doc", kind="person")).hits


def test_the_last_word_on_a_claim_counts(path: Path) -> None:
    found = reports()
    claim = found[1].bloc_roles[0].id
    connection = built(path, found, [said("wrong", claim), said("right", claim)])
    assert statuses(connection) == ["overruled", "applied"]
    assert rows(connection, "SELECT judgement FROM judged_claims") == [("right",)]
    assert rows(connection, "SELECT count(*) FROM who_led WHERE year = 2020") == [(2,)]


def test_a_mention_of_a_wrong_claim_names_nobody(path: Path) -> None:
    found = APART["people"]
    refs = refs_of(found)
    connection = built(path, found, [said("same", *refs[:2]), said("wrong", found[0].officials[0].id)])
    assert statuses(connection) == ["unmatched", "applied"]
    assert refs[0] in rows(connection, "SELECT note FROM decisions WHERE line = 1")[0][0]


# --- unmatched -------------------------------------------------------------------------------------------------------


def test_decisions_outlive_what_they_name(path: Path) -> None:
    found = APART["people"]
    refs = refs_of(found)
    decisions = [said("same", *refs[:2]), said("right", found[1].officials[0].id)]
    assert statuses(built(path, found, decisions)) == ["applied"] * 2
    without = built(path, [found[0], found[2]], decisions)
    assert statuses(without) == ["unmatched"] * 2
    assert statuses(built(path, found, decisions)) == ["applied"] * 2


def test_an_article_that_is_read_otherwise_leaves_its_decisions_unmatched(path: Path) -> None:
    text = article("Lúa trổ bông", "Ông Lò Văn Bưởi dự. Bà Lò Thị Khoát dự.", source="1.html")
    before = extraction(text, official("Ông Lò Văn Bưởi", "Lò Văn Bưởi"))
    after = extraction(text, official("Bà Lò Thị Khoát", "Lò Thị Khoát"))
    other = APART["people"][0]
    refs = refs_of([before, other])
    assert statuses(built(path, [before, other], [said("same", *refs)])) == ["applied"]
    with Loader(path, "2") as loader:  # another reader
        loader.add(after)
        loader.add(other)
        summary = loader.finish()
    assert summary.unmatched == 1
    with Loader(path, "1") as loader:
        loader.add(before)
        loader.add(other)
        assert loader.finish().unmatched == 0
