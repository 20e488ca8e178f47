"""Reconciling names: whom they must match, where it must stay open, and who must not appear."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

import reconciling
from db.archive import open_archive
from db.load import Loader
from db.name_keys import key_of, name_words
from db.reconciliation import names, suggestion
from db.reconciliation.matching import Candidate, Query, Value, Wanted, reconcile
from db.reconciliation.names import Fit, fit_of
from db.reconciliation.suggestion import suggest
from db.reconciliation.variants import LONGEST, variants
from db.verify import verify
from reconciling import SUPPRESSED
from stories import article, extraction, official


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    connection = open_archive(reconciling.build(tmp_path_factory.mktemp("reconciling") / "a.db"))
    yield connection
    connection.close()


def asked(archive: sqlite3.Connection, kind: str, name: str, **properties: str | int) -> list[Candidate]:
    wanted = [Wanted(one, (Value(str(value)),)) for one, value in properties.items()]
    return reconcile(archive, Query(name, (kind,), wanted=wanted))


MUST_MATCH = [
    # the same name: capitals, tone places, i and y, blanks do not count
    ("person", "Mông Thế Hùng", {}, "Mông Thế Hùng"),
    ("person", "  mông   thế HÙNG ", {}, "Mông Thế Hùng"),
    ("person", "Mông Thế Hùng", {}, "Mông Thế Hùng"),  # not composed
    ("person", "Tạ Quang Bỷ", {}, "Tạ Quang Bỉ"),
    # ranks, degrees and forms of address are no part of it
    ("person", "Đại tá Mông Thế Hùng", {}, "Mông Thế Hùng"),
    ("person", "Đồng chí Đại tá, TS. Mông Thế Hùng", {}, "Mông Thế Hùng"),
    ("person", "đ/c Mông Thế Hùng", {}, "Mông Thế Hùng"),
    ("person", "dai ta mong the hung", {}, "Mông Thế Hùng"),
    ("person", "Bà Lò Thị Nguyễn", {}, "Lò Thị Nguyễn"),
    # a name that begins as a form of address
    ("person", "Ông Văn Phú Lạc", {}, "Ông Văn Phú Lạc"),
    ("person", "Ông Ông Văn Phú Lạc", {}, "Ông Văn Phú Lạc"),
    # without diacritics, where one person fits
    ("person", "mong the hung", {}, "Mông Thế Hùng"),
    ("person", "dam thi quy", {}, "Đàm Thị Quỳ"),
    ("person", "Cao Minh Lan", {}, "Cao Minh Lan"),
    # with tones, where the other is another name
    ("person", "Hà Thị Vương", {}, "Hà Thị Vương"),
    # what agrees, or does not speak against it
    ("person", "Mông Thế Hùng", {"unit": "Lữ đoàn Công binh 614", "year": "2021"}, "Mông Thế Hùng"),
    ("person", "Mông Thế Hùng", {"unit": "Quân khu 4"}, "Mông Thế Hùng"),
    ("person", "Mông Thế Hùng", {"rank": "Thiếu tướng"}, "Mông Thế Hùng"),
    ("person", "Mông Thế Hùng", {"year": "2027"}, "Mông Thế Hùng"),
    ("unit", "Lữ đoàn Công binh 614", {}, "Lữ đoàn Công binh 614"),
    ("unit", "lu doan cong binh 614", {}, "Lữ đoàn Công binh 614"),
    ("unit", "Đoàn Sông Mã", {}, "Lữ đoàn Công binh 614"),
    ("unit", "QK4", {}, "Quân khu 4"),
    ("unit", "qk 4", {}, "Quân khu 4"),
    ("unit", "Bộ CHQS tỉnh Cao Bằng", {}, "Bộ Chỉ huy quân sự tỉnh Cao Bằng"),
    ("unit", "bo chqs cao bang", {}, "Bộ Chỉ huy quân sự tỉnh Cao Bằng"),
    ("unit", "CA tỉnh Hoà Bình", {}, "Công an tỉnh Hòa Bình"),
    ("unit", "Lữ đoàn Công binh 614", {"superior": "QK4"}, "Lữ đoàn Công binh 614"),
    ("unit", "Phòng Tham mưu", {"superior": "Lữ đoàn Công binh 614"}, "Phòng Tham mưu"),
    ("bloc", "Khối thi đua số 4 Quân khu 4", {}, "Khối thi đua số 4"),
    ("bloc", "Khối thi đua 04 của QK4", {}, "Khối thi đua số 4"),
    ("bloc", "khoi thi dua so 4 (quan khu 4)", {}, "Khối thi đua số 4"),
    ("bloc", "Khối thi đua số 4", {"scope": "Bộ Tư lệnh Quân khu 4"}, "Khối thi đua số 4"),
    ("bloc", "Khối thi đua số 4", {"scope": "cong an hoa binh"}, "Khối thi đua số 4"),
]


@pytest.mark.parametrize(("kind", "name", "properties", "expected"), MUST_MATCH)
def test_must_match(
    archive: sqlite3.Connection, kind: str, name: str, properties: dict[str, str], expected: str
) -> None:
    first, *others = asked(archive, kind, name, **properties)
    assert (first.name, first.match) == (expected, True)
    assert not any(other.match for other in others)


MUST_STAY_OPEN = [
    # namesakes: all of them, none certain
    ("person", "Bế Ngọc Tú", {}, 2, 100),
    ("person", "Bế Ngọc Tú", {"year": "2022"}, 2, 95),
    ("person", "ha thi vuong", {}, 2, 90),
    # one spelling error
    ("person", "Mông Thế Hưng", {}, 1, 60),
    ("person", "Mông Thế Hùgn", {}, 1, 55),
    ("person", "Mông ThếHùng", {}, 1, 55),
    ("person", "Mông Thế Hùngg", {}, 1, 55),
    ("person", "mon the hung", {}, 1, 55),
    ("unit", "Lữ đoàn Công binhh 614", {}, 1, 55),
    # what contradicts
    ("person", "Mông Thế Hùng", {"unit": "Sư đoàn 879"}, 1, 80),
    ("person", "Mông Thế Hùng", {"unit": "Viện Nghiên cứu Mưa"}, 1, 80),
    ("person", "Mông Thế Hùng", {"post": "Chính ủy"}, 1, 80),
    ("person", "Mông Thế Hùng", {"year": "1975"}, 1, 80),
    ("person", "Mông Thế Hùng", {"rank": "Đại úy", "year": "2023"}, 1, 75),
    ("unit", "Lữ đoàn Công binh 614", {"superior": "Công an tỉnh Hòa Bình"}, 1, 80),
    # a name that does not say whose
    ("unit", "Phòng Tham mưu", {}, 1, 75),
    ("bloc", "Khối thi đua số 4", {}, 2, 75),
    ("bloc", "Khối thi đua các trường", {}, 1, 75),
    ("bloc", "Khối thi đua các trường", {"scope": "Quân khu 4"}, 1, 70),
]


@pytest.mark.parametrize(("kind", "name", "properties", "number", "score"), MUST_STAY_OPEN)
def test_must_stay_open(
    archive: sqlite3.Connection, kind: str, name: str, properties: dict[str, str], number: int, score: int
) -> None:
    found = asked(archive, kind, name, **properties)
    assert (len(found), found[0].score) == (number, score)
    assert not any(one.match for one in found)


MUST_NOT_APPEAR = [
    ("person", SUPPRESSED, "suppressed"),
    ("person", "quang van lang", "suppressed, without tones"),
    ("person", "Mống Thệ Hưng", "three other tones"),
    ("person", "Mông Hùng", "a word less"),
    ("person", "Mông Thê Hugn", "two errors"),
    ("person", "Đại tá", "a rank alone"),
    ("person", "Hùng", "a given name alone"),
    ("person", "Quân khu 4", "a unit"),
    ("unit", "Lữ đoàn Công binh 615", "another number"),
    ("unit", "Lữ đoàn Công binh 61", "a number cut"),
    ("unit", "Quân khu 5", "another number"),
    ("unit", "QK5", "another number, short"),
    ("unit", "Mông Thế Hùng", "a person"),
    ("bloc", "Khối thi đua số 5", "another number"),
    ("bloc", "Khối thi đua số 4 Quân khu 5", "of another body"),
    ("bloc", "Cụm thi đua số 4", "another kind"),
    ("person", "", "nothing"),
    ("unit", " .,;- ", "marks only"),
    ("bloc", "%' OR 1=1 --", "SQL"),
]


@pytest.mark.parametrize(("kind", "name", "why"), MUST_NOT_APPEAR)
def test_must_not_appear(archive: sqlite3.Connection, kind: str, name: str, why: str) -> None:
    assert asked(archive, kind, name) == [], why


@pytest.mark.parametrize(
    ("properties", "post"),
    [
        ({"unit": "Lữ đoàn Công binh 614"}, "Trợ lý"),
        ({"unit": "lu doan cong binh 614"}, "Trợ lý"),
        ({"unit": "Quân khu 4"}, "Trợ lý"),
        ({"unit": "Công an huyện Tân Lạc"}, "Trưởng"),
        ({"post": "Trợ lý"}, "Trợ lý"),
        ({"post": "tro ly"}, "Trợ lý"),
        ({"post": "Trưởng Công an huyện Tân Lạc"}, "Trưởng"),
        ({"year": 2023, "post": "Trưởng"}, "Trưởng"),
    ],
)
def test_a_property_decides_between_namesakes(
    archive: sqlite3.Connection, properties: dict[str, str | int], post: str
) -> None:
    first, second = asked(archive, "person", "Bế Ngọc Tú", **properties)
    assert first.match and not second.match
    assert post in first.description and first.score > second.score


def test_a_name_of_several_kinds_is_found_in_each(archive: sqlite3.Connection) -> None:
    assert {one.kind for one in reconcile(archive, Query("Khối thi đua số 4"))} == {"bloc"}
    assert {one.kind for one in reconcile(archive, Query("Quân khu 4"))} == {"unit"}
    assert reconcile(archive, Query("Quân khu 4", ())) == []


def test_namesakes_are_told_apart(archive: sqlite3.Connection) -> None:
    descriptions = {one.description for one in asked(archive, "person", "Bế Ngọc Tú")}
    assert descriptions == {
        "Đại úy · Trợ lý Lữ đoàn Công binh 614 · 2021",
        "Trung tá · Trưởng Công an huyện Tân Lạc · 2023",
    }


def test_the_limit_changes_no_decision(archive: sqlite3.Connection) -> None:
    (only,) = reconcile(archive, Query("Bế Ngọc Tú", ("person",), limit=1))
    assert not only.match


def test_ids_are_found_also_former_ones(archive: sqlite3.Connection, tmp_path: Path) -> None:
    (found,) = asked(archive, "person", "Mông Thế Hùng")
    assert [(c.id, c.match, c.score) for c in asked(archive, "person", f" {found.id} ")] == [(found.id, True, 100)]
    assert asked(archive, "unit", found.id) == []
    assert asked(archive, "person", "person-0000000000000000") == []
    copy = sqlite3.connect(tmp_path / "copy.db")
    archive.backup(copy)
    copy.execute(
        "INSERT INTO redirects VALUES ('person-old', 'person', ?), ('person-x', 'person', 'person-y')", (found.id,)
    )
    assert [c.id for c in asked(copy, "person", "person-old")] == [found.id]
    assert asked(copy, "person", "person-x") == []
    copy.close()


def test_what_cannot_be_looked_through_is_never_certain(tmp_path: Path) -> None:
    """More namesakes than are looked at: the one that fits best of them need not be the one that is meant."""
    connection = open_archive(reconciling.build(tmp_path / "a.db"))
    copy = sqlite3.connect(tmp_path / "copy.db")
    connection.backup(copy)
    connection.close()
    for n in range(400):
        copy.execute("INSERT INTO people VALUES (?, 'Bế Ngọc Tú', 9, 'bế ngọc tú', '')", (f"person-many{n}",))
        copy.execute("INSERT INTO name_keys VALUES ('person', 'be ngoc tu', ?, 'Bế Ngọc Tú')", (f"person-many{n}",))
    found = reconcile(copy, Query("Bế Ngọc Tú", ("person",), wanted=[Wanted("post", (Value("Trợ lý"),))], limit=50))
    assert len(found) == 50 and not any(one.match for one in found)
    copy.close()


def test_two_of_a_name_without_tones_are_rivals(tmp_path: Path) -> None:
    """A paper that writes no tones may mean either; so neither is certain."""
    path = tmp_path / "a.db"
    with Loader(path, "1") as loader:
        for name, day in (("Lầu Bá Rua", "2020-01-01"), ("Lau Ba Rua", "2021-01-01")):
            loader.add(
                extraction(article(f"Bài {name}", f"Ông {name} dự.", published=day), official(f"Ông {name}", name))
            )
        loader.finish()
    connection = open_archive(path)
    found = asked(connection, "person", "Lầu Bá Rua")
    assert [(c.name, c.score, c.match) for c in found] == [("Lầu Bá Rua", 100, False), ("Lau Ba Rua", 90, False)]
    connection.close()


@pytest.mark.parametrize(
    ("typed", "name", "fit"),
    [
        ("Hùng Mạnh", "Hùng Mạnh", Fit.SAME),
        ("Hung Manh", "Hùng Mạnh", Fit.OPEN),
        ("Hùng Mạnh", "Hung Manh", Fit.OPEN),
        ("Hưng Mạnh", "Hùng Mạnh", Fit.TONE),
        ("Hùng Manh", "Hùng Mạnh", Fit.TONE),  # who typed one tone meant all of them
        ("Hưng Mành", "Hùng Mạnh", None),
        ("Hùng Mạn", "Hùng Mạnh", Fit.LETTER),
        ("Hưng Mạn", "Hùng Mạnh", None),
        ("Hùng Mnạh", "Hùng Mạnh", Fit.LETTER),
        ("Hung Man", "Hùng Mạnh", Fit.LETTER),
        ("HùngMạnh", "Hùng Mạnh", Fit.LETTER),
        ("HưngMạnh", "Hùng Mạnh", None),
        ("Hùng Ma", "Hùng Mạnh", None),
    ],
)
def test_how_well_names_fit(typed: str, name: str, fit: Fit | None) -> None:
    (one,), (other,) = name_words("person", typed), name_words("person", name)
    assert fit_of(one, other) == fit


def test_variants_are_bounded_and_leave_numbers_alone() -> None:
    found = variants("lu doan cong binh 614")
    assert "lu doan cong bin 614" in found and "lu doan cog binh 614" in found and "ludoan cong binh 614" in found
    assert all(one.endswith(" 614") for one in found)
    assert variants("tu an") == set() and variants("a" * (LONGEST + 1)) == set()
    assert len(variants("nguyen van trong")) < 1_500
    assert all("iv" in one.split() for one in variants("quan doan iv"))


def test_every_name_of_the_archive_finds_its_entity(archive: sqlite3.Connection) -> None:
    for kind, entity, name in archive.execute("SELECT kind, entity, name FROM entity_names").fetchall():
        assert entity in {one.id for one in asked(archive, kind, name)}, name
        assert entity in {one.id for one in suggest(archive, name, (kind,))}, name


@pytest.mark.parametrize(
    ("prefix", "names"),
    [
        ("Mông Th", ["Mông Thế Hùng"]),
        ("mong the h", ["Mông Thế Hùng"]),
        ("Mống", []),
        ("Hà Thị Vượ", ["Hà Thị Vượng"]),
        ("ha thi vuon", ["Hà Thị Vương", "Hà Thị Vượng"]),
        ("QK4", ["Quân khu 4"]),
        ("Khối thi đua số 4 qu", ["Khối thi đua số 4"]),
        ("quàng", []),
        ("", []),
        ("'; DROP", []),
    ],
)
def test_suggestions_begin_as_typed(archive: sqlite3.Connection, prefix: str, names: list[str]) -> None:
    assert sorted(one.name for one in suggest(archive, prefix)) == names


def test_suggestions_can_be_turned_over(archive: sqlite3.Connection) -> None:
    whole = [one.id for one in suggest(archive, "b", limit=100)]
    pieces = [one.id for at in range(0, len(whole) + 1, 2) for one in suggest(archive, "b", skipped=at, limit=2)]
    assert pieces == whole and len(set(whole)) == len(whole) > 2


def test_an_archive_whose_index_of_names_is_wrong_is_found_out(archive: sqlite3.Connection, tmp_path: Path) -> None:
    for statement, fault in (
        ("DELETE FROM name_keys WHERE kind = 'unit'", "cannot be looked up"),
        ("INSERT INTO name_keys VALUES ('person', 'x', 'person-none', 'X')", "leads to no entity"),
    ):
        copy = sqlite3.connect(":memory:")
        archive.backup(copy)
        copy.execute(statement)
        copy.commit()
        assert any(fault in line for line in verify(copy))
        copy.close()


def test_candidates_come_from_the_index(archive: sqlite3.Connection) -> None:
    """No table of entities or names is read through."""
    for query, values in (
        (names._NAMES, ("person", '["mong the hung"]', 10)),
        (suggestion._NAMES, ("person", "m", "n", 10)),
    ):
        plan = archive.execute("EXPLAIN QUERY PLAN " + query.format(table="people"), values).fetchall()
        assert not [row[3] for row in plan if row[3].startswith("SCAN") and "json_each" not in row[3]]


def test_a_key_is_what_the_index_holds(archive: sqlite3.Connection) -> None:
    (words,) = name_words("person", "Mông Thế Hùng")
    found = archive.execute("SELECT name FROM name_keys WHERE kind = 'person' AND key = ?", (key_of(words),))
    assert [row[0] for row in found] == ["Mông Thế Hùng"]
