"""Which unit a name means: units and people of two provinces never merge by a relative name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.load import Loader
from db.unit_names import unit_name
from extractors.records import Extraction, RecipientKind
from stories import article, award, bloc, extraction, handover, official, role, unit

Archive = Callable[..., sqlite3.Connection]


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    def of(*found: Extraction, name: str = "a.db") -> sqlite3.Connection:
        with Loader(tmp_path / name, "1") as loader:
            for one in found:
                loader.add(one)
            loader.finish()
        return open_archive(tmp_path / name)

    return of


def all_of(connection: sqlite3.Connection, query: str) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in connection.execute(query)]


@pytest.mark.parametrize(
    "name",
    [
        "Tỉnh ủy",
        "Huyện uỷ",
        "Thành ủy",
        "Ban Nội chính Tỉnh ủy",
        "Văn phòng Tỉnh ủy",
        "Ban Thường vụ Tỉnh ủy",
        "UBND tỉnh",
        "Bộ Chỉ huy quân sự tỉnh",
        "Công an tỉnh",
        "Trường Chính trị tỉnh",
        "Ban CHQS huyện",
        "UBND xã",
        "Đảng ủy",
        "Đảng ủy Công an tỉnh",
        "Công an",
        "Quân khu",
        "Đảng ủy Quân khu",
        "Bộ Tư lệnh Quân khu",
        "Bộ Tham mưu",
        "Sở Y tế",
        "Phòng Tham mưu",
        "Phòng Tuyên huấn",
        "Phòng 3",
        "Phòng Chính trị Bộ CHQS tỉnh",
        "Phòng Tổng hợp Văn phòng",
        "Khoa Nội",
        "Đội 2",
        "Ban Tuyên giáo",
        "Ban Chỉ đạo 35",
        "Văn phòng",
        "Hội Nông dân",
        "Ủy ban nhân dân",
        "Ủy ban Kiểm tra",
        "Thanh tra tỉnh",
        "Tiểu đoàn 1",
    ],
)
def test_relative_names(name: str) -> None:
    assert unit_name(name).needs is not None


@pytest.mark.parametrize(
    "name",
    [
        "Bộ Quốc phòng",
        "Tổng cục Chính trị",
        "Bộ Tổng Tham mưu",
        "Cục Tuyên huấn",
        "Học viện Lục quân",
        "Quân khu 4",
        "Bộ Tư lệnh Quân khu 4",
        "Phòng Tham mưu Quân đoàn 12",
        "Sư đoàn 871",
        "Lữ đoàn Công binh 614",
        "Tỉnh ủy Nam Giang",
        "Tỉnh ủy Hòa Bình",
        "Ban Nội chính Tỉnh ủy Nam Giang",
        "UBND tỉnh Nam Giang",
        "Sở Y tế Hòa Bình",
        "Sở Y tế tỉnh Nam Giang",
        "Phòng Chính trị Công an tỉnh Nam Giang",
        "Ban CHQS huyện Đồng Chiêm",
        "Ban Thanh niên Quân đội",
        "Ban Tổ chức Trung ương",
        "Ban Phụ nữ Quân đội",
        "Văn phòng Chính phủ",
        "Văn phòng Bộ Quốc phòng",
        "Phòng Kế hoạch Cục Xăng dầu",
        "Khoa Nội Bệnh viện Quân y 7",
        "Hội Nông dân Việt Nam",
        "Đảng ủy Khối các cơ quan Trung ương",
        "Nhà xuất bản Hải Triều",
        "Công an huyện Quế Phong",
        "Trung ương Đảng",
        "Ngân hàng Nhà nước",
    ],
)
def test_absolute_names(name: str) -> None:
    assert unit_name(name).needs is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Công an tỉnh Nghệ An", "Công an Nghệ An", True),
        ("Sở Y tế tỉnh Hòa Bình", "Sở Y tế Hòa Bình", True),
        ("Công an thành phố Cần Thơ", "Công an TP Cần Thơ", True),
        ("Công an thành phố Hòa Bình", "Công an tỉnh Hòa Bình", False),
        ("Tỉnh ủy Hòa Bình", "UBND tỉnh Hòa Bình", False),
        ("Ban CHQS xã Hòa Bình", "Ban CHQS tỉnh Hòa Bình", False),
    ],
)
def test_full_names(one: str, other: str, same: bool) -> None:
    assert (unit_name(one).key == unit_name(other).key) is same


def posted(title: str, unit_of_post: str, *more: Any, words: str = "") -> Extraction:
    """An article in which Lê Văn Bình holds a post, with more facts about `words`."""
    text = article(title, f"Ông Lê Văn Bình dự {title}. {words}")
    return extraction(text, official("Ông Lê Văn Bình", "Lê Văn Bình", ("Trưởng", unit_of_post)), *more)


def in_province(title: str, unit_of_post: str, *names: str) -> Extraction:
    """... which names units in full, each rewarded."""
    words = " ".join(f"Khen {name}." for name in names)
    facts = [award(f"Khen {name}", "Bằng khen", name, RecipientKind.UNIT) for name in names]
    return posted(title, unit_of_post, *facts, words=words)


def under(title: str, unit_of_post: str, superior: str) -> Extraction:
    return posted(title, unit_of_post, unit("Có cấp trên", unit_of_post, superior), words="Có cấp trên.")


def in_bloc(title: str, member: str, scope: str) -> Extraction:
    return posted(title, member, bloc("Khối họp", "Khối thi đua 1", scope, (member,)), words="Khối họp.")


MUST_MERGE: list[tuple[str, list[Extraction]]] = [
    (
        "a relative name with its province is the name in full",
        [
            in_province("A", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Nam Giang"),
            in_province("B", "Ban Nội chính Tỉnh ủy Nam Giang"),
        ],
    ),
    (
        "two articles, each naming the same province",
        [
            in_province("A", "Sở Y tế", "UBND tỉnh Hòa Bình"),
            in_province("B", "Sở Y tế", "Tỉnh ủy Hòa Bình", "Sở Y tế Hòa Bình"),
        ],
    ),
    (
        "the stated superior is the context",
        [under("A", "Phòng Tham mưu", "Công an tỉnh Nam Giang"), under("B", "Phòng Tham mưu", "Công an tỉnh Nam Giang")],
    ),
    (
        "with the superior behind it the name is full",
        [under("A", "Phòng Tham mưu", "Quân khu 4"), in_province("B", "Phòng Tham mưu Quân khu 4")],
    ),
    (
        "a superior may be relative itself",
        [
            posted("A", "Phòng Tham mưu", unit("Có", "Phòng Tham mưu", "Công an tỉnh"), award("Khen", "Bằng khen",
                   "UBND tỉnh Nam Giang", RecipientKind.UNIT), words="Có. Khen."),
            in_province("B", "Phòng Tham mưu Công an tỉnh Nam Giang"),
        ],
    ),
    (
        "the scope of its bloc",
        [in_bloc("A", "Phòng Tham mưu", "Công an tỉnh Nam Giang"), in_bloc("B", "Phòng Tham mưu", "Công an tỉnh Nam Giang")],
    ),
    (
        "the province of its bloc's scope",
        [in_bloc("A", "Ban Dân vận Tỉnh ủy", "tỉnh Hòa Bình"), in_province("B", "Ban Dân vận Tỉnh ủy Hòa Bình")],
    ),
    (
        "the stated superior counts before the only province",
        [
            posted("A", "Sở Y tế", unit("Có", "Sở Y tế", "UBND tỉnh Hà Dương"),
                   bloc("Khối", "Khối thi đua 1", "tỉnh Nam Giang", ("Sở Y tế",)), words="Có. Khối."),
            in_province("B", "Sở Y tế tỉnh Hà Dương"),
        ],
    ),
    ("absolute names need nothing", [in_province("A", "Quân khu 4"), in_province("B", "Quân khu 4", "UBND tỉnh Hòa Bình")]),
    (
        "within one article a name is one unit, named in full elsewhere in it",
        [
            in_province("A", "Văn phòng Tỉnh ủy", "Văn phòng Tỉnh ủy Nam Giang", "UBND tỉnh Hà Dương"),
            in_province("B", "Văn phòng Tỉnh ủy Nam Giang"),
        ],
    ),
]  # fmt: skip
MUST_NOT_MERGE: list[tuple[str, list[Extraction]]] = [
    (
        "two provinces",
        [
            in_province("A", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Nam Giang"),
            in_province("B", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Hà Dương"),
        ],
    ),
    (
        "one province known, the other not",
        [in_province("A", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Nam Giang"), in_province("B", "Ban Nội chính Tỉnh ủy")],
    ),
    ("nothing known", [in_province("A", "Tỉnh ủy"), in_province("B", "Tỉnh ủy")]),
    ("a department of anything", [in_province("A", "Phòng Tuyên huấn"), in_province("B", "Phòng Tuyên huấn")]),
    (
        "a province does not tell whose department it is",
        [
            in_province("A", "Phòng Tham mưu", "Công an tỉnh Nam Giang"),
            in_province("B", "Phòng Tham mưu", "Bộ CHQS tỉnh Nam Giang"),
        ],
    ),
    (
        "a province does not tell which district",
        [in_province("A", "Ban CHQS huyện", "UBND tỉnh Hòa Bình"), in_province("B", "Ban CHQS huyện", "UBND tỉnh Hòa Bình")],
    ),
    (
        "two provinces named in one article",
        [
            in_province("A", "Sở Y tế", "UBND tỉnh Nam Giang", "UBND tỉnh Hà Dương"),
            in_province("B", "Sở Y tế", "UBND tỉnh Nam Giang"),
        ],
    ),
    (
        "two superiors",
        [under("A", "Phòng Tham mưu", "Quân khu 4"), under("B", "Phòng Tham mưu", "Quân khu 5")],
    ),
    (
        "two scopes",
        [in_bloc("A", "Sở Y tế", "tỉnh Hòa Bình"), in_bloc("B", "Sở Y tế", "tỉnh Nam Giang")],
    ),
    (
        "a scope that is relative itself",
        [in_bloc("A", "Sở Y tế", "tỉnh"), in_bloc("B", "Sở Y tế", "tỉnh")],
    ),
    ("a bare kind", [in_province("A", "Quân khu"), in_province("B", "Quân khu")]),
]  # fmt: skip


def bearers(connection: sqlite3.Connection) -> tuple[int, int]:
    """How many units Lê Văn Bình's posts are in, and how many people he is."""
    (units,) = connection.execute("SELECT count(DISTINCT unit) FROM unit_mentions WHERE field = 'post'").fetchone()
    (people,) = connection.execute("SELECT count(*) FROM people").fetchone()
    return units, people


@pytest.mark.parametrize("found", [f for _, f in MUST_MERGE], ids=[name for name, _ in MUST_MERGE])
def test_must_merge(archive: Archive, found: list[Extraction]) -> None:
    assert bearers(archive(*found)) == (1, 1)


@pytest.mark.parametrize("found", [f for _, f in MUST_NOT_MERGE], ids=[name for name, _ in MUST_NOT_MERGE])
def test_must_not_merge(archive: Archive, found: list[Extraction]) -> None:
    connection = archive(*found)
    assert bearers(connection) == (2, 2)


def test_what_cannot_be_told_is_linked(archive: Archive) -> None:
    known = in_province("A", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Nam Giang")
    other = in_province("B", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Hà Dương")
    links = "SELECT name_1, name_2 FROM possibly_the_same WHERE kind = 'unit'"
    assert all_of(archive(known, other), links) == []
    open_one = in_province("C", "Ban Nội chính Tỉnh ủy")
    assert len(all_of(archive(known, open_one, name="b.db"), links)) == 1


@pytest.mark.parametrize("scopes", [("tỉnh", "tỉnh"), ("Tỉnh ủy", "Tỉnh ủy")])
def test_a_relative_scope_does_not_make_blocs_one(archive: Archive, scopes: Sequence[str]) -> None:
    found = [
        extraction(article(t, f"Khối họp ở {t}."), bloc("Khối họp", "Khối thi đua 1", scope))
        for t, scope in zip("AB", scopes, strict=True)
    ]
    assert all_of(archive(*found), "SELECT count(*) FROM blocs") == [(2,)]


def test_relative_members_do_not_make_blocs_one(archive: Archive) -> None:
    members = ("Sở Y tế", "Sở Nội vụ")
    found = [
        extraction(article(t, f"Khối họp ở {t}."), bloc("Khối họp", "Khối thi đua 1", None, members)) for t in "AB"
    ]
    assert all_of(archive(*found), "SELECT count(*) FROM blocs") == [(2,)]


def test_a_role_in_a_bloc_tells_whose_unit_it_is(archive: Archive) -> None:
    text = "Khối thi đua 1 tỉnh Nam Giang. Sở Y tế là Khối trưởng. Sở Y tế trao cờ cho Sở Nội vụ."
    found = [
        extraction(
            article(t, f"{text} {t}."),
            bloc("Khối thi đua 1 tỉnh Nam Giang", "Khối thi đua 1", "tỉnh Nam Giang"),
            role("Sở Y tế là Khối trưởng", "Khối thi đua 1", 2020, "Sở Y tế"),
            handover("Sở Y tế trao cờ cho Sở Nội vụ", "Khối thi đua 1", "Sở Y tế", "Sở Nội vụ", 2021),
        )
        for t in "AB"
    ]
    connection = archive(*found)
    assert all_of(connection, "SELECT count(*) FROM units") == [(2,)]


def test_the_order_of_articles_does_not_count(archive: Archive) -> None:
    found = [
        in_province("A", "Ban Nội chính Tỉnh ủy", "UBND tỉnh Nam Giang"),
        in_province("B", "Ban Nội chính Tỉnh ủy"),
        under("C", "Phòng Tham mưu", "Công an tỉnh"),
    ]
    kept = set()
    for at, order in enumerate(permutations(found)):
        connection = archive(*order, name=f"{at}.db")
        kept.add(
            (
                tuple(all_of(connection, "SELECT * FROM units ORDER BY id")),
                tuple(all_of(connection, "SELECT * FROM possibly_same")),
            )
        )
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Phòng CSGT Công an tỉnh Cao Bằng", "Phòng Cảnh sát giao thông Công an tỉnh Cao Bằng"),
        ("Trường ĐH Bãi Vàng", "Trường Đại học Bãi Vàng"),
    ],
)
def test_a_name_written_short_is_the_one_written_in_full(short: str, full: str) -> None:
    assert unit_name(short).key == unit_name(full).key
