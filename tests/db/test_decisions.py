"""What a person decided counts: each kind of decision on each kind of entity, later lines first, and what is undone."""

from __future__ import annotations

import asyncio
import sqlite3
import unicodedata
from pathlib import Path

import pytest

from db.archive import ArchiveError
from db.decisions import Decision, decisions_path, read_decisions, take_back
from db.load import Loader
from db.search import find
from db.site.app import application
from db.site.metadata import NAME
from db.verify import verify
from db.who import who
from decided import (
    APART,
    DAY,
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
    write,
)
from extractors.records import Extraction, HandoverKind, RecipientKind
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


# --- other names -----------------------------------------------------------------------------------------------------

TRAFFIC = "Phòng Cảnh sát giao thông Công an tỉnh Nghệ An"


def test_another_name_of_a_unit(path: Path) -> None:
    found = [of_unit("Lúa trổ bông", TRAFFIC, "Công an tỉnh Nghệ An"), of_unit("Mưa đầu mùa", "PC08", "Bộ Gió")]
    refs = refs_of(found)
    assert parts(built(path, found), refs) == [[0], [1]]
    connection = built(path, found, [said("alias", refs[0], name="PC08")])
    assert parts(connection, refs) == [[0, 1]] and statuses(connection) == ["applied"]
    assert ("PC08",) in rows(connection, "SELECT name FROM entity_names WHERE kind = 'unit'")


def test_an_alias_that_no_article_uses_is_found_and_kept(path: Path) -> None:
    found = [of_unit("Lúa trổ bông", TRAFFIC, "Công an tỉnh Nghệ An")]
    connection = built(path, found, [said("alias", *refs_of(found), name="PC08")])
    assert rows(connection, "SELECT name, mentions FROM entity_names WHERE name = 'PC08'") == [("PC08", 0)]
    assert [row["kind"] for row in find(connection, "PC08")] == ["unit"]


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
    assert [row["kind"] for row in find(connection, "ba bưởi")] == ["person"]


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
        assert "Giám đốc" not in {row["text"] for row in find(connection, "lo van buoi") if row["kind"] == "person"}


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


# --- suppressed ------------------------------------------------------------------------------------------------------


def suppressible() -> list[Extraction]:
    """Somebody in every place where a person may stand, and a namesake elsewhere."""
    one = article(
        "Ông Lò Văn Bưởi nhận cờ",
        "Ông Lò Văn Bưởi, Giám đốc Viện Mưa, là Khối trưởng Khối thi đua 2 năm 2020.",
        "Tặng Bằng khen cho Lò Văn Bưởi. Ông Lò Văn Bưởi thay ông Lò Văn Khoát.",
        byline=["Lò Văn Bưởi"],
        published="2020-03-01",
    )
    return [
        extraction(
            one,
            role("là Khối trưởng Khối thi đua 2 năm 2020", "Khối thi đua 2", 2020, "Viện Mưa", "Lò Văn Bưởi"),
            official("Ông Lò Văn Bưởi, Giám đốc", "Lò Văn Bưởi", ("Giám đốc", "Viện Mưa"), rank="Đại tá"),
            official("ông Lò Văn Khoát", "Lò Văn Khoát"),
            award("Bằng khen", "Bằng khen", "Lò Văn Bưởi", RecipientKind.PERSON),
            handover("Ông Lò Văn Bưởi thay", "Viện Mưa", "Lò Văn Khoát", "Lò Văn Bưởi", None, "2020-01-01",
                     HandoverKind.POST, "Giám đốc"),
        ),
        of_person("Nắng cuối năm", "Lò Văn Bưởi", ("Nhạc trưởng", "Đoàn Kèn")),
    ]  # fmt: skip


DERIVED = {
    *("search_entries", "suppressed_names", "judged_claims", "decisions", "award_path_claims", "award_paths"),
    *("contradictions", "tenure_claims", "tenures", "ledger_years", "ledger_claims", "ledger", "person_ranks"),
    *("unit_events", "unit_parents", "redirects", "entity_names", "possibly_same", "person_mentions", "unit_mentions"),
    *("bloc_mentions", "people", "units", "blocs", "document_rests", "document_claims", "documents"),
}


def test_a_suppressed_person_is_nowhere(path: Path) -> None:
    found = suppressible()
    connection = built(path, found, [said("suppressed", f"{found[0].officials[0].id}#name")])
    assert statuses(connection) == ["applied"]
    assert rows(connection, "SELECT name, mentions FROM people ORDER BY name") == [
        ("Lò Văn Bưởi", 1),  # the namesake
        ("Lò Văn Khoát", 2),
    ]
    suppressed_in = rows(connection, "SELECT article FROM suppressed_names")
    assert suppressed_in == [(found[0].article.id,)]
    namesake = set(rows(connection, "SELECT id FROM people WHERE name = 'Lò Văn Bưởi'"))
    for table in DERIVED - {"suppressed_names", "decisions"}:
        for row in rows(connection, f"SELECT * FROM {table}"):
            if "Lò Văn Bưởi" in " ".join(map(str, row)):
                theirs = {found[1].officials[0].id, found[1].article.id, *(one for (one,) in namesake)}
                assert theirs & set(row), (table, row)
    assert [(row["kind"], row["id"]) for row in find(connection, '"lò văn bưởi"')] == [
        ("person", next(iter(namesake))[0]),
        ("article", found[1].article.id),
    ]
    assert [row["kind"] for row in find(connection, "lo van khoat")] == ["person", "article"]
    (answer,) = who(connection, "khoi thi dua 2")
    assert "Bưởi" not in str(answer.to_json()) and answer.roles[0].unit == "Viện Mưa"
    assert "█" in answer.roles[0].quote or "Bưởi" not in answer.roles[0].quote
    for view in ("who_led", "careers", "officials_named", "awards_given"):
        for row in rows(connection, f"SELECT * FROM {view}"):
            told = [str(value) for value in row if "Ông Lò" not in str(value) and "Tặng" not in str(value)]
            assert found[0].article.id not in row or "Lò Văn Bưởi" not in told, view
    assert rows(connection, 'SELECT "from", "to" FROM handovers_by_date') == [("Lò Văn Khoát", None)]
    assert verify(connection) == []


def test_the_whole_person_is_suppressed_not_the_mention_alone(path: Path) -> None:
    found = TOGETHER["people"]
    refs = refs_of(found)
    connection = built(path, found, [said("suppressed", refs[1])])
    assert rows(connection, "SELECT * FROM people") == []
    assert len(rows(connection, "SELECT * FROM suppressed_names")) == 3
    connection = built(
        path,
        APART["people"],
        [said("suppressed", refs_of(APART["people"])[0]), said("same", *refs_of(APART["people"]))],
    )
    assert rows(connection, "SELECT * FROM people") == []


@pytest.mark.parametrize("kind", ["units", "blocs"])
def test_only_people_are_suppressed(path: Path, kind: str) -> None:
    connection = built(path, APART[kind], [said("suppressed", refs_of(APART[kind])[0])])
    assert statuses(connection) == ["unmatched"]
    assert "only people" in rows(connection, "SELECT note FROM decisions")[0][0]


# --- copies, redirects -----------------------------------------------------------------------------------------------


def copied() -> list[Extraction]:
    """An article, its copy, and another one on somebody of the same name."""
    passage = "Ông Lò Văn Bưởi, Giám đốc Viện Gió, dự hội nghị. " + "Hội nghị bàn nhiều việc của năm tới. " * 8
    both = [
        article(title, passage.strip(), source=f"{title}.html", published=day)
        for title, day in (("Một", "2020-01-02"), ("Hai", "2020-01-01"))
    ]
    return [
        *(extraction(one, official("Ông Lò Văn Bưởi", "Lò Văn Bưởi", ("Giám đốc", "Viện Gió"))) for one in both),
        of_person("Nắng cuối năm", "Lò Văn Bưởi", ("Nhạc trưởng", "Đoàn Kèn")),
    ]


@pytest.mark.parametrize("named", [0, 1])
def test_a_decision_about_a_copy_is_about_its_original_too(path: Path, named: int) -> None:
    found = copied()
    refs = refs_of(found)
    assert parts(built(path, found), refs) == [[0, 1], [2]]
    assert parts(built(path, found, [said("same", refs[named], refs[2])]), refs) == [[0, 1, 2]]
    connection = built(path, found, [said("suppressed", refs[named])])
    assert sorted(rows(connection, "SELECT article FROM suppressed_names")) == sorted(
        (one.article.id,) for one in found[:2]
    )


@pytest.mark.parametrize("kind", KINDS)
def test_ids_that_were_lead_on(path: Path, kind: str) -> None:
    refs = refs_of(APART[kind])
    before = {i for (i,) in rows(built(path, APART[kind]), f"SELECT id FROM {kind}")}
    connection = decided(path, said("same", *refs))
    now = {i for (i,) in rows(connection, f"SELECT id FROM {kind}")}
    gone = before - now
    assert gone
    site = application(path)
    for old in gone:
        ((new,),) = rows(connection, "SELECT entity FROM redirects WHERE id = ?", old)
        assert new in now
        for form in ("", ".json"):
            answer = asyncio.run(site.client.get(f"/{NAME}/{kind}/{old}{form}"))
            assert (answer.status_code, answer.headers["location"]) == (302, f"/{NAME}/{kind}/{new}{form}")
        assert asyncio.run(site.client.get(f"/{NAME}/{kind}/{new}")).status_code == 200
        other = next(table for table in KINDS if table != kind)
        assert asyncio.run(site.client.get(f"/{NAME}/{other}/{kind}-none")).status_code == 404


# --- the file --------------------------------------------------------------------------------------------------------


def test_taking_back_wants_the_last_lines(path: Path) -> None:
    found = APART["people"]
    refs = refs_of(found)
    first, second = said("same", *refs[:2]), said("same", *refs[1:])
    built(path, found, [first, second])
    with pytest.raises(ArchiveError, match="changed by somebody else"):
        take_back(decisions_path(path), [first])
    take_back(decisions_path(path), [second])
    assert [d.mentions for d in read_decisions(decisions_path(path))] == [first.mentions]


def test_comments_stay_when_the_last_line_is_taken_back(path: Path) -> None:
    found = APART["people"]
    built(path, found)
    decisions_path(path).write_text("# kept by hand\n\n", encoding="utf-8")
    line = said("same", *refs_of(found)[:2])
    decided(path, line)
    with Loader(path, "1") as loader:
        loader.take_back([line])
    assert decisions_path(path).read_text(encoding="utf-8") == "# kept by hand\n\n"


def test_where_the_archive_cannot_follow_nothing_is_said(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = APART["people"]
    built(path, found)
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("db.derive.search.write_index", full)
    with Loader(path, "1") as loader, pytest.raises(sqlite3.OperationalError):
        loader.decide([said("same", *refs_of(found)[:2])], DAY)
    assert path.read_bytes() == before and not decisions_path(path).exists()


def test_a_line_that_is_no_decision_stops_the_build(path: Path) -> None:
    built(path, APART["people"])
    before = path.read_bytes()
    decisions_path(path).write_text('{"decision": "same"}\n', encoding="utf-8")
    with Loader(path, "1") as loader, pytest.raises(ArchiveError, match=r"a\.decisions\.jsonl:1: "):
        loader.finish()
    assert path.read_bytes() == before


def test_names_fit_however_they_are_composed(path: Path) -> None:
    found = APART["people"]
    refs = [f"{ref}={unicodedata.normalize('NFD', 'Lò Văn Bưởi')}" for ref in refs_of(found)]
    write(path, [said("same", *refs)])
    assert isinstance(read_decisions(decisions_path(path))[0], Decision)
    assert statuses(built(path, found, [said("same", *refs)])) == ["applied"]
    assert statuses(built(path, found, [said("same", *(ref.replace("=", "=Ông ") for ref in refs))])) == ["unmatched"]


def test_units_told_apart_have_names_and_years_of_their_own(path: Path) -> None:
    found = [of_unit(t, "Cục Gió") for t in TITLES]
    refs = refs_of(found)
    connection = built(path, found, [said("different", *refs[:2])])
    assert rows(connection, "SELECT name, mentions FROM units WHERE name = 'Cục Gió' ORDER BY mentions") == [
        ("Cục Gió", 1),
        ("Cục Gió", 2),
    ]
