"""What a person altered counts: what follows follows from it, and what was read is kept and comes back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from db.alterations import Field, alterable, altered, changed, typed, unfit
from db.archive import ArchiveError
from db.decisions import Decision, Value, check, parse_decisions
from db.dossiers import sides
from db.effects import State, changes
from db.exports import export
from db.exports.tables import PUBLIC
from db.load import Loader
from db.questions import questions
from db.references import misfits
from db.search import Query, search
from db.verify import verify
from db.who import who
from decided import built, decided, rows, said, statuses
from extractors.records import Extraction, RecipientKind
from stories import article, award, bloc, dump, extraction, handover, official, role, unit

LED = "Cục Đo đạc là Khối trưởng Khối thi đua 2 năm 2021, ông Lò Văn Bưởi."


def led(title: str = "Khối thi đua 2 họp", name: str = "Cục Đo đạc", year: int = 2021) -> Extraction:
    """An article on a head, with every kind of claim."""
    words = f"{name} là Khối trưởng Khối thi đua 2 năm {year}, ông Lò Văn Bưởi."
    return extraction(
        article(title, words, "Ông Lò Văn Bưởi, Cục trưởng.", published=f"{year}-01-01", source=f"{title}.html"),
        bloc("Khối thi đua 2 năm", "Khối thi đua 2", "Bộ Gió", ["Cục Đo đạc", "Cục Thủy văn", "Cục Mưa"]),
        role("là Khối trưởng", "Khối thi đua 2", year, name, "Lò Văn Bưởi"),
        official("Ông Lò Văn Bưởi, Cục trưởng", "Lò Văn Bưởi", ("Cục trưởng", name), ("Bí thư", "Đảng ủy Cục"), rank="Đại tá"),
        unit("Khối trưởng", name, "Bộ Gió"),
        award("Khối trưởng Khối", "Cờ thi đua", name, RecipientKind.UNIT),
        handover("là Khối trưởng Khối", "Khối thi đua 2", "Cục Mưa", name, year),
    )  # fmt: skip


FOUND = [led()]
IDS = {
    kind: getattr(FOUND[0], kind)[0].id for kind in ("blocs", "bloc_roles", "officials", "units", "awards", "handovers")
}
ROLE, OFFICIAL, BLOC = IDS["bloc_roles"], IDS["officials"], IDS["blocs"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.db"


def alter(claim: str, **fields: Value) -> Decision:
    return said("altered", claim, fields=fields)


def put(claim: str, fields: Mapping[str, Value]) -> Decision:
    return said("altered", claim, fields=fields)


def alterations(connection: sqlite3.Connection) -> list[tuple[Any, ...]]:
    return rows(connection, "SELECT field, was, now FROM alterations ORDER BY claim, field")


def notes(connection: sqlite3.Connection) -> list[str | None]:
    return [note for (note,) in rows(connection, "SELECT note FROM decisions ORDER BY line")]


# --- what follows ----------------------------------------------------------------------------------------------------


def test_what_follows_follows_from_what_was_altered(path: Path) -> None:
    plain = built(path, FOUND)
    before = rows(plain, "SELECT * FROM claims"), rows(plain, "SELECT * FROM evidence")
    connection = built(path, FOUND, [alter(ROLE, unit="Cục Bờ bãi", year=2022, person=None)])
    assert statuses(connection) == ["applied"] and verify(connection) == []
    assert rows(connection, "SELECT year, unit, person FROM claim_bloc_roles") == [(2022, "Cục Bờ bãi", None)]
    assert rows(connection, "SELECT year, unit, person FROM who_led") == [(2022, "Cục Bờ bãi", None)]
    assert (rows(connection, "SELECT * FROM claims"), rows(connection, "SELECT * FROM evidence")) == before
    assert alterations(connection) == [
        ("person", "Lò Văn Bưởi", None),
        ("unit", "Cục Đo đạc", "Cục Bờ bãi"),
        ("year", "2021", "2022"),
    ]
    (answer,) = who(connection, "khoi thi dua 2", 2022)
    assert [told.unit for told in answer.roles] == ["Cục Bờ bãi"]
    assert [hit.kind for hit in search(connection, Query("cuc bo bai", kind="unit")).hits] == ["unit"]


@pytest.mark.parametrize(
    ("kind", "fields", "query", "expected"),
    [
        ("officials", {"name": "Lò Văn Bười"}, "SELECT DISTINCT name FROM officials_named JOIN people ON id = person_id", [("Lò Văn Bười",)]),
        ("officials", {"rank": "Thượng tá"}, "SELECT rank FROM person_ranks", [("Thượng tá",)]),
        ("officials", {"rank": None}, "SELECT rank FROM person_ranks", []),
        ("officials", {"post.0.title": "Phó Cục trưởng"}, "SELECT title FROM careers ORDER BY title", [("Bí thư",), ("Phó Cục trưởng",)]),
        ("officials", {"post.0.unit": "Cục Mưa"}, "SELECT unit FROM careers WHERE title = 'Cục trưởng'", [("Cục Mưa",)]),
        ("officials", {"post.0.former": 1}, "SELECT last_cited, former_cited FROM careers WHERE title = 'Cục trưởng'", [(None, "2021-01-01")]),
        ("officials", {"post.1.title": None}, "SELECT title FROM careers", [("Cục trưởng",)]),
        ("officials", {"post.2.title": "Giám đốc", "post.2.unit": "Viện Gió"}, "SELECT unit FROM careers WHERE title = 'Giám đốc'", [("Viện Gió",)]),
        ("blocs", {"member.1": None}, "SELECT unit FROM bloc_members ORDER BY unit", [("Cục Mưa",), ("Cục Đo đạc",)]),
        ("blocs", {"member.3": "Cục Nắng"}, "SELECT count(*) FROM bloc_members", [(4,)]),
        ("blocs", {"member.1": "Cục Nắng"}, "SELECT position FROM claim_bloc_members WHERE unit = 'Cục Nắng'", [(1,)]),
        ("blocs", {"scope": "Bộ Mưa"}, "SELECT scope FROM blocs", [("Bộ Mưa",)]),
        ("units", {"parent": "Bộ Mưa"}, "SELECT superior FROM superiors", [("Bộ Mưa",)]),
        ("awards", {"award": "Bằng khen", "year": 2020}, "SELECT award, year FROM award_history", [("Bằng khen", 2020)]),
        ("awards", {"status": "proposed"}, "SELECT status FROM award_history", [("proposed",)]),
        ("awards", {"recipient": "Lò Văn Bưởi", "recipient_kind": "person"}, "SELECT count(*) FROM award_history WHERE person_id IS NOT NULL", [(1,)]),
        ("handovers", {"giver": "Cục Thủy văn"}, "SELECT handed_over_by FROM who_led", [("Cục Thủy văn",)]),
    ],
)  # fmt: skip
def test_each_kind_of_claim(
    path: Path, kind: str, fields: dict[str, Value], query: str, expected: list[tuple[Any, ...]]
) -> None:
    connection = built(path, FOUND, [put(IDS[kind], fields)])
    assert statuses(connection) == ["applied"], notes(connection)
    assert rows(connection, query) == expected
    assert verify(connection) == []


def test_a_contradiction_is_settled(path: Path) -> None:
    other = led("Khối thi đua 2 họp nữa", "Cục Mưa")
    query = "SELECT count(*) FROM contradictions WHERE kind = 'bloc_head'"
    assert rows(built(path, [*FOUND, other]), query) == [(1,)]
    assert rows(decided(path, alter(other.bloc_roles[0].id, unit="Cục Đo đạc")), query) == [(0,)]


def test_copies_are_what_they_were(path: Path) -> None:
    """Copies are found by the articles' words, which are never altered."""
    found = [led("Một"), led("Hai")]
    query = "SELECT article, original FROM copies"
    before = rows(built(path, found), query)
    assert rows(decided(path, alter(found[0].bloc_roles[0].id, unit="Cục Mưa")), query) == before


# --- mentions --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ref", "status"),
    [
        (f"{ROLE}#unit=Cục Bờ bãi", "applied"),
        (f"{ROLE}#unit", "applied"),
        (f"{ROLE}#unit=Cục Đo đạc", "unmatched"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_mention_has_its_new_name(path: Path, ref: str, status: str, first: bool) -> None:
    lines = [alter(ROLE, unit="Cục Bờ bãi"), said("same", ref, f"{OFFICIAL}#post=Cục Đo đạc")]
    connection = built(path, FOUND, lines if first else lines[::-1])
    assert sorted(statuses(connection)) == sorted(["applied", status])
    units = dict(rows(connection, "SELECT name, count(*) FROM unit_mentions GROUP BY name"))
    assert units["Cục Bờ bãi"] == 1
    one = "SELECT count(DISTINCT unit) FROM unit_mentions WHERE name IN ('Cục Bờ bãi', 'Cục Đo đạc')"
    assert rows(connection, one) == [(1 if status == "applied" else 2,)]


def test_a_person_is_found_under_the_id_of_the_misread_name(path: Path) -> None:
    found = [extraction(article("Họp", "Ông Lò Văn Bưởi dự."), official("Ông Lò", "Lò Văn Bưởi", ("Giám đốc", None)))]
    ((old,),) = rows(built(path, found), "SELECT id FROM people")
    connection = decided(path, alter(found[0].officials[0].id, name="Lò Văn Bười"))
    ((new,),) = rows(connection, "SELECT id FROM people")
    assert rows(connection, "SELECT id, entity FROM redirects WHERE kind = 'person'") == [(old, new)]


# --- which lines count -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lines", "status", "values"),
    [
        ([alter(ROLE, year=2022), alter(ROLE, year=2023)], ["overruled", "applied"], (2023, "Cục Đo đạc")),
        ([alter(ROLE, year=2022), alter(ROLE, year=2022)], ["applied"] * 2, (2022, "Cục Đo đạc")),
        ([alter(ROLE, year=2022), alter(ROLE, unit="Cục Mưa")], ["applied"] * 2, (2022, "Cục Mưa")),
        # What of an overruled line no other speaks of still counts.
        ([alter(ROLE, year=2022, unit="Cục Mưa"), alter(ROLE, year=2020)], ["overruled", "applied"], (2020, "Cục Mưa")),
        # Back to what was read.
        ([alter(ROLE, year=2022), alter(ROLE, year=2021)], ["overruled", "applied"], (2021, "Cục Đo đạc")),
        ([alter(ROLE, year=2022), alter(ROLE, year=None), alter(ROLE, year=2022)], ["applied", "overruled", "applied"], (2022, "Cục Đo đạc")),
        # Wrong wins, wherever it stands; unless a later line says right.
        ([alter(ROLE, year=2022), said("wrong", ROLE)], ["overruled", "applied"], (2021, "Cục Đo đạc")),
        ([said("wrong", ROLE), alter(ROLE, year=2022)], ["applied", "overruled"], (2021, "Cục Đo đạc")),
        ([said("right", ROLE), alter(ROLE, year=2022)], ["applied"] * 2, (2022, "Cục Đo đạc")),
        ([said("wrong", ROLE), said("right", ROLE), alter(ROLE, year=2022)], ["overruled", "applied", "applied"], (2022, "Cục Đo đạc")),
        # All of a line fits, or none of it counts.
        ([alter(ROLE, year=2022, place="Huế")], ["unmatched"], (2021, "Cục Đo đạc")),
        ([alter(ROLE, year="2022")], ["unmatched"], (2021, "Cục Đo đạc")),
        ([alter(ROLE, year=22)], ["unmatched"], (2021, "Cục Đo đạc")),
        ([alter(ROLE, role="boss")], ["unmatched"], (2021, "Cục Đo đạc")),
        ([alter(ROLE, bloc=None)], ["unmatched"], (2021, "Cục Đo đạc")),
        ([alter("blocrole-gone", year=2022)], ["unmatched"], (2021, "Cục Đo đạc")),
    ],
)  # fmt: skip
def test_which_lines_count(path: Path, lines: list[Decision], status: list[str], values: tuple[Any, ...]) -> None:
    connection = built(path, FOUND, lines)
    assert statuses(connection) == status
    assert rows(connection, "SELECT year, unit FROM claim_bloc_roles") == [values]
    for came, note in zip(status, notes(connection), strict=True):
        assert (note is None) is (came == "applied") and "\n" not in (note or "")
    assert verify(connection) == []


POSTS = [("Cục trưởng", "Cục Đo đạc", 0), ("Bí thư", "Đảng ủy Cục", 0)]


@pytest.mark.parametrize(
    ("lines", "status", "posts"),
    [
        ([{"post.0.title": None}], ["applied"], POSTS[1:]),
        ([{"post.0.title": None}, {"post.0.title": None}], ["applied"] * 2, POSTS[1:]),
        ([{"post.0.title": None, "post.1.title": None}], ["applied"], []),
        ([{"post.0.title": None, "post.0.unit": None}], ["applied"], POSTS[1:]),
        # Places stay what they were, whatever is removed.
        ([{"post.0.title": None}, {"post.1.unit": "Cục Mưa"}], ["applied"] * 2, [("Bí thư", "Cục Mưa", 0)]),
        ([{"post.2.title": "Giám đốc"}], ["applied"], [*POSTS, ("Giám đốc", None, 0)]),
        ([{"post.2.title": "Giám đốc", "post.2.unit": "Cục Mưa", "post.2.former": 1}], ["applied"], [*POSTS, ("Giám đốc", "Cục Mưa", 1)]),
        ([{"post.2.title": "A"}, {"post.3.title": "B"}], ["applied"] * 2, [*POSTS, ("A", None, 0), ("B", None, 0)]),
        ([{"post.3.title": "B", "post.2.title": "A"}], ["applied"], [*POSTS, ("A", None, 0), ("B", None, 0)]),
        ([{"post.2.title": "A"}, {"post.2.title": None}], ["overruled", "applied"], POSTS),
        ([{"post.0.unit": "Cục Mưa"}, {"post.0.title": None}], ["overruled", "applied"], POSTS[1:]),
        # What was removed comes back as a new one.
        ([{"post.0.title": None}, {"post.0.title": "Cục phó"}], ["overruled", "applied"], [("Cục phó", None, 0), POSTS[1]]),
        ([{"post.2.unit": "Cục Mưa"}], ["unmatched"], POSTS),
        ([{"post.2.title": None}], ["unmatched"], POSTS),
        ([{"post.3.title": "B"}], ["unmatched"], POSTS),
        ([{"post.0.title": None}, {"post.0.unit": "Cục Mưa"}], ["applied", "unmatched"], POSTS[1:]),
        ([{"post.0.title": None, "post.0.unit": "Cục Mưa"}], ["unmatched"], POSTS),
        ([{"post.0.former": None}], ["unmatched"], POSTS),
        ([{"post.0.former": 2}], ["unmatched"], POSTS),
        ([{"member.0": "Cục Mưa"}], ["unmatched"], POSTS),
    ],
)  # fmt: skip
def test_posts_are_altered_removed_and_added(
    path: Path, lines: list[dict[str, Value]], status: list[str], posts: list[tuple[Any, ...]]
) -> None:
    built(path, FOUND).close()
    before = dump(path)
    decisions = [put(OFFICIAL, fields) for fields in lines]
    connection = built(path, FOUND, decisions)
    assert statuses(connection) == status
    assert rows(connection, "SELECT title, unit, former FROM claim_posts ORDER BY position") == posts
    assert verify(connection) == []
    with Loader(path, "1") as loader:
        loader.take_back(decisions)
    assert dump(path) == before


# --- rebuilding ------------------------------------------------------------------------------------------------------


def test_an_article_that_changes_keeps_its_alterations_while_the_claim_is_there(path: Path) -> None:
    lines = [alter(ROLE, year=2022), put(OFFICIAL, {"post.0.title": None})]
    built(path, FOUND, lines).close()
    whole = dump(path)
    article_ = replace(FOUND[0].article, digest="another page")
    same = replace(FOUND[0], article=article_)
    other = replace(FOUND[0], article=replace(article_, digest="a third"), bloc_roles=())
    for one, status in ((same, ["applied"] * 2), (other, ["unmatched", "applied"]), (FOUND[0], ["applied"] * 2)):
        with Loader(path, "1") as loader:
            loader.add(one)
            loader.finish()
        connection = sqlite3.connect(path)
        assert statuses(connection) == status and verify(connection) == []
        connection.close()
    with Loader(path, "1") as loader:
        loader.finish()
    assert "2022" in dump(path) and whole.count("alterations") == dump(path).count("alterations")


def test_a_rebuild_over_the_same_page_changes_nothing(path: Path) -> None:
    built(path, FOUND, [alter(ROLE, year=2022)]).close()
    before = dump(path)
    with Loader(path, "1") as loader:
        loader.add(led("Một bài khác", "Cục Nắng", 2019))
        loader.finish()
    assert dump(path) == dump_of(path.with_name("b.db"), [*FOUND, led("Một bài khác", "Cục Nắng", 2019)])
    assert dump(path) != before


def dump_of(path: Path, found: list[Extraction]) -> str:
    built(path, found, [alter(ROLE, year=2022)]).close()
    return dump(path)


# --- suppressed ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["", "=Lò Văn Bười", "=Lò Văn Bưởi"])
def test_a_suppressed_person_is_nowhere_by_either_name(path: Path, tmp_path: Path, name: str) -> None:
    found = [extraction(article("Họp", "Ông Lò Văn Bưởi dự."), official("Ông Lò", "Lò Văn Bưởi", ("Giám đốc", None)))]
    claim = found[0].officials[0].id
    connection = built(path, found, [said("suppressed", f"{claim}#name{name}"), alter(claim, name="Lò Văn Bười")])
    assert statuses(connection) == ["applied", "applied"]
    assert rows(connection, "SELECT name FROM suppressed_names ORDER BY 1") == [("Lò Văn Bười",), ("Lò Văn Bưởi",)]
    assert rows(connection, "SELECT * FROM people") == []
    for profile in ("full", "public"):
        for path_ in export(connection, tmp_path / profile, "jsonl", profile=profile):
            content = path_.read_text(encoding="utf-8").lower()
            assert "bưởi" not in content and "bười" not in content, path_.name


def test_a_namesake_of_the_misread_name_is_not_blacked_out(path: Path) -> None:
    text = article("Họp", "Ông Lò Văn Bưởi dự. Bà Vi Thị Mận nói, cùng Lò Văn Bưởi.")
    found = [
        extraction(
            text,
            official("Ông Lò Văn Bưởi", "Lò Văn Bưởi", ("Giám đốc", None)),
            role("cùng Lò Văn Bưởi", "Khối thi đua 2", 2021, "Cục Mưa", "Lò Văn Bưởi"),
            official("Bà Vi Thị Mận", "Vi Thị Mận"),
        )
    ]
    claim = found[0].bloc_roles[0].id
    lines = [alter(claim, person="Vi Thị Mận"), said("suppressed", f"{claim}#person=Vi Thị Mận")]
    connection = built(path, found, lines)
    assert statuses(connection) == ["applied", "applied"]
    assert rows(connection, "SELECT name FROM people") == [("Lò Văn Bưởi",)]
    assert rows(connection, "SELECT name FROM suppressed_names") == [("Vi Thị Mận",)]


# --- what is shown and what leaves -----------------------------------------------------------------------------------


def test_exports_say_what_it_is_and_for_the_owner_what_it_was(path: Path, tmp_path: Path) -> None:
    connection = built(path, FOUND, [alter(ROLE, year=2022), put(IDS["handovers"], {"giver": None})])
    export(connection, tmp_path / "full", "jsonl")
    (record,) = [json.loads(line) for line in (tmp_path / "full" / "records.jsonl").read_text("utf-8").splitlines()]
    assert (record["bloc_roles"][0]["year"], record["bloc_roles"][0]["read_as"]) == (2022, {"year": "2021"})
    assert (record["handovers"][0]["from"], record["handovers"][0]["read_as"]) == (None, {"from": "Cục Mưa"})
    assert "read_as" not in record["officials"][0]
    assert (tmp_path / "full" / "alterations.jsonl").exists()
    export(connection, tmp_path / "public", "jsonl", profile=PUBLIC)
    assert not (tmp_path / "public" / "alterations.jsonl").exists()
    (record,) = [json.loads(line) for line in (tmp_path / "public" / "records.jsonl").read_text("utf-8").splitlines()]
    assert record["bloc_roles"][0]["year"] == 2022 and "read_as" not in record["bloc_roles"][0]


def test_a_dossier_says_what_was_altered_and_it_is_not_asked_about(path: Path) -> None:
    built(path, FOUND).close()
    connection = decided(path, alter(IDS["awards"], year=2020, grantor="Bộ Gió"))
    asked = questions(connection, "claims")
    assert IDS["awards"] not in [q.first for q in asked] and ROLE in [q.first for q in asked]
    question = replace(next(q for q in asked if q.first == ROLE), first=IDS["awards"])
    (side,) = sides(connection, question)
    assert "altered: grantor was read as nothing; year was read as 2022" in side.lines


def test_the_effect_is_told(path: Path) -> None:
    line = alter(ROLE, unit="Cục Mưa", person=None)
    before = State.of(built(path, FOUND), [line])
    lines = changes(before, State.of(decided(path, line), [line]))
    assert lines[0] == f"{ROLE}: unit Cục Đo đạc → Cục Mưa, person Lò Văn Bưởi → nothing"


def test_verify_finds_what_is_out_of_step(path: Path) -> None:
    built(path, FOUND, [alter(ROLE, year=2022), put(OFFICIAL, {"post.1.title": None})]).close()
    connection = sqlite3.connect(path)
    connection.execute("UPDATE claim_bloc_roles SET year = 2021")
    connection.commit()
    assert verify(connection) == [f"an altered field says something else: {ROLE} year"]


# --- the form --------------------------------------------------------------------------------------------------------


def test_what_may_be_altered_is_listed(path: Path) -> None:
    connection = built(path, FOUND, [alter(ROLE, year=2022), put(OFFICIAL, {"post.0.title": None})])
    fields = {field.name: field for field in alterable(connection, ROLE)}
    assert list(fields) == ["bloc", "year", "role", "unit", "person", "basis", "since", "until"]
    assert fields["year"] == Field("year", 2022, 2021, True, "year", (), False)
    assert fields["role"] == Field("role", "head", "head", False, "code", ("head", "standing_deputy", "deputy"), True)
    posts = [(f.name, f.value, f.read_as, f.is_altered, f.new) for f in alterable(connection, OFFICIAL)[4:]]
    assert posts == [
        ("post.0.title", None, "Cục trưởng", True, False),
        ("post.0.unit", None, "Cục Đo đạc", True, False),
        ("post.0.former", None, 0, True, False),
        ("post.1.title", "Bí thư", "Bí thư", False, False),
        ("post.1.unit", "Đảng ủy Cục", "Đảng ủy Cục", False, False),
        ("post.1.former", 0, 0, False, False),
        ("post.2.title", None, None, False, True),
        ("post.2.unit", None, None, False, True),
        ("post.2.former", None, None, False, True),
    ]
    assert alterable(connection, "blocrole-gone") == []
    assert changed(connection, ROLE) == {"year": (2021, 2022)}


@pytest.mark.parametrize("claim", [*IDS.values()])
def test_a_form_that_is_sent_as_it_is_alters_nothing(path: Path, claim: str) -> None:
    removed = put(OFFICIAL, {"post.0.title": None, "post.2.title": "Giám đốc"})
    connection = built(path, FOUND, [removed, put(BLOC, {"member.1": None})])
    sent = {field.name: "" if field.value is None else str(field.value) for field in alterable(connection, claim)}
    assert altered(connection, claim, sent) is None


@pytest.mark.parametrize(
    ("claim", "sent", "fields"),
    [
        (ROLE, {"year": " 2022 ", "unit": "Cục  Đo đạc", "person": ""}, {"year": 2022, "person": None}),
        (ROLE, {"year": "2021", "unit": "Cu\u0323c \u0110o \u0111a\u0323c"}, None),
        (ROLE, {"year": "mai"}, {"year": "mai"}),
        (ROLE, {"rank": "Đại tá"}, {"rank": "Đại tá"}),
        (OFFICIAL, {"post.0.former": "yes"}, {"post.0.former": 1}),
        (OFFICIAL, {"post.0.title": "", "post.0.unit": "Cục Đo đạc", "post.0.former": "0"}, {"post.0.title": None}),
        (OFFICIAL, {"post.2.title": "A", "post.2.unit": "", "post.2.former": ""}, {"post.2.title": "A"}),
        (OFFICIAL, {"post.2.title": "A", "post.2.unit": "B", "post.2.former": "1"},
         {"post.2.title": "A", "post.2.unit": "B", "post.2.former": 1}),
        (OFFICIAL, {"post.2.title": "", "post.2.unit": "B", "post.2.former": "0"}, {"post.2.unit": "B"}),
        ("blocrole-gone", {"year": "2022"}, {"year": 2022}),
    ],
)  # fmt: skip
def test_a_form_becomes_what_really_differs(
    path: Path, claim: str, sent: dict[str, Value], fields: dict[str, Value] | None
) -> None:
    decision = altered(built(path, FOUND), claim, sent)
    assert (decision and dict(decision.fields)) == fields
    if decision:
        check(decision)


@pytest.mark.parametrize(
    ("claim", "fields", "words"),
    [
        (ROLE, {"year": "mai"}, "year is 'mai', no year from 1930 to 2100"),
        (ROLE, {"role": "boss"}, "role is 'boss', not one of head, standing_deputy, deputy"),
        (ROLE, {"bloc": None}, "bloc needs a value"),
        (ROLE, {"since": "mai"}, "since is 'mai', no date (2024-05-31, 2024-05 or 2024)"),
        (ROLE, {"rank": "Đại tá"}, "rank is no field of bloc_roles, which have bloc, year, role"),
        (OFFICIAL, {"post.5.title": "A"}, "post.5.title is past the end: the next one is post.2"),
        (OFFICIAL, {"post.2.unit": "A"}, "post.2.unit is of no post: post.2.title says nothing"),
        ("blocrole-gone", {"year": 2022}, "no claim of this archive is 'blocrole-gone'"),
    ],
)
def test_what_does_not_fit_is_told_up_front(path: Path, claim: str, fields: dict[str, Value], words: str) -> None:
    connection = built(path, FOUND)
    (line,) = misfits(connection, [put(claim, fields)])
    assert line.startswith(f"{claim}: {words}") and "\n" not in line
    assert (set(unfit(connection, put(claim, fields))) == set(fields)) is (claim != "blocrole-gone")


def test_decisions_of_one_batch_are_tried_one_after_the_other(path: Path) -> None:
    lines = [put(BLOC, {"member.3": "A"}), put(BLOC, {"member.4": "B"})]
    connection = built(path, FOUND)
    assert misfits(connection, lines) == []
    assert len(misfits(connection, lines[1:])) == 1
    (line,) = misfits(built(path, FOUND, [said("wrong", ROLE)]), [alter(ROLE, year=2020)])
    assert line == f"{ROLE}: the claim was called wrong, so nothing follows from it"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("year", "2022", 2022),
        ("year", "", None),
        ("year", "٢٠٢٢", "٢٠٢٢"),
        ("year", "99999999999", "99999999999"),
        ("count", " 12", 12),
        ("unit", " a \n b ", "a b"),
        ("unit", "2022", "2022"),
        ("period", "2022", "2022"),
        ("post.3.former", "no", 0),
        ("post.3.former", "maybe", "maybe"),
        ("year", 2022, 2022),
    ],
)
def test_what_a_text_means(name: str, text: Value, value: Value) -> None:
    assert typed(name, text) == value


# --- the file --------------------------------------------------------------------------------------------------------


def test_a_line_is_read_back_as_it_is_written() -> None:
    line = said("altered", "c-1", fields={"unit": "Cục Đo đạc", "year": 2022, "person": None, "post.0.title": "A"})
    text = json.dumps(line.to_json(), ensure_ascii=False)
    assert parse_decisions(text, "x") == [replace(line, line=1)]
    assert json.loads(text)["fields"] == {"unit": "Cục Đo đạc", "year": 2022, "person": None, "post.0.title": "A"}
    assert "fields" not in said("wrong", "c-1").to_json()


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"fields": {}},
        {"fields": None},
        {"fields": ["year"]},
        {"fields": "year=2022"},
        {"fields": {"year": True}},
        {"fields": {"year": 2022.0}},
        {"fields": {"year": [2022]}},
        {"fields": {"year": 10**30}},
        {"fields": {"unit": ""}},
        {"fields": {"unit": " x"}},
        {"fields": {"unit": "a\nb"}},
        {"fields": {"unit": "\x1b[31m"}},
        {"fields": {"unit": "\ud800"}},
        {"fields": {"unit": "x" * 501}},
        {"fields": {"": "x"}},
        {"fields": {"Unit": "x"}},
        {"fields": {"post.01.title": "x"}},
        {"fields": {"post.99999.title": "x"}},
        {"fields": {"a b": "x"}},
        {"fields": {"x" * 100: "x"}},
        {"fields": {"year": 2022}, "name": "x"},
        {"fields": {"year": 2022}, "mentions": ["c-1", "c-2"]},
        {"fields": {"year": 2022}, "mentions": []},
        {"fields": {"year": 2022}, "mentions": ["c-1#year"]},
        {"fields": {"year": 2022}, "decision": "wrong"},
        {"fields": {"year": 2022}, "unknown": 1},
    ],
)
def test_what_is_no_alteration(more: dict[str, Any]) -> None:
    line = json.dumps({"decision": "altered", "mentions": ["c-1"]} | more)
    with pytest.raises(ArchiveError, match=r"^x:1: .*mend the line"):
        parse_decisions(line, "x")


def test_values_are_composed() -> None:
    (line,) = parse_decisions('{"decision": "altered", "mentions": ["c"], "fields": {"unit": "Cu\u0323c"}}', "x")
    assert line.fields == (("unit", "C\u1ee5c"),)
