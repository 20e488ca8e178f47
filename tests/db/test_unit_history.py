"""What units are, what became of them, and whose part they are: rows that follow from claims and from lists."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.load import Loader
from extractors.records import Extraction
from stories import article, bloc, extraction, meeting, official, unit

_number = itertools.count(1)


def says(*facts: Any, day: str | None = "2025-01-10", words: str = "") -> Extraction:
    """An article with facts of which the evidence is its first word."""
    return extraction(article(f"Bài {next(_number)}", f"Họp. {words}", published=day), *facts)


def names(*units: str, day: str | None = "2025-01-10") -> Extraction:
    """An article that names units."""
    return says(*(official("Họp", f"Lò Văn Bưởi {n}", ("Trưởng", u)) for n, u in enumerate(units)), day=day)


def rows(tmp_path: Path, query: str, found: Sequence[Extraction]) -> list[tuple[Any, ...]]:
    path = tmp_path / "a.db"
    path.unlink(missing_ok=True)
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    connection = open_archive(path)
    try:
        return [tuple(row) for row in connection.execute(query)]
    finally:
        connection.close()


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Công an tỉnh Hòa Bình", "cong-an-tinh"),
        ("Công an Hòa Bình", "cong-an"),
        ("Bộ CHQS tỉnh Hòa Bình", "bo-chqs"),
        ("Bộ Chỉ huy quân sự tỉnh Hòa Bình", "bo-chqs"),
        ("UBND tỉnh Hoà Bình", "ubnd"),
        ("Uỷ ban nhân dân tỉnh Hòa Bình", "ubnd"),
        ("Sở NN-PTNT tỉnh Hòa Bình", "so-nong-nghiep-va-phat-trien-nong-thon"),
        ("Sở Ngư nghiệp tỉnh Hòa Bình", "so"),
        ("Quân khu 4", "quan-khu"),
        ("QK4", "quan-khu"),
        ("Bộ Quốc phòng", "bo"),
        ("Trường THPT Bãi Vàng", "truong-trung-hoc-pho-thong"),
        ("Vietcombank", None),
        ("Hải Triều", None),
        ("Bộ đội địa phương Hòa Bình", None),
        ("Phú Thọ", None),
    ],
)
def test_units_have_a_kind(tmp_path: Path, name: str, kind: str | None) -> None:
    assert rows(tmp_path, "SELECT name, kind FROM units", [names(name)]) == [(name, kind)]


EVENTS = """
SELECT u.name, e.day, e.kind, e.into_name, i.name, e.document
FROM unit_events e JOIN units u ON u.id = e.unit LEFT JOIN units i ON i.id = e.into_unit
ORDER BY u.name, e.day, e.into_name
"""


def test_events_lead_to_the_unit_that_the_archive_knows(tmp_path: Path) -> None:
    found = [
        names("Sở GTVT tỉnh Hòa Bình", "Công an huyện Quỳ Hợp"),
        names("Sở Xây dựng Hoà Bình", day="2025-04-02"),
    ]
    sgtvt, sxd = "Sở GTVT tỉnh Hòa Bình", "Sở Xây dựng Hoà Bình"
    assert rows(tmp_path, EVENTS, found) == [
        ("Công an huyện Quỳ Hợp", "2025-03-01", "dissolved", "", None, "02/2025/NĐ-CP"),
        (sgtvt, "2025-03-01", "merged", "Sở Xây dựng tỉnh Hòa Bình", sxd, None),
        (sxd, "2025-03-01", "enlarged", "Sở Xây dựng tỉnh Hòa Bình", sxd, None),
        (sxd, "2025-07-01", "merged", "Sở Xây dựng tỉnh Phú Thọ", None, "202/2025/QH15"),
    ]


def test_a_unit_merged_into_two_has_an_event_for_each(tmp_path: Path) -> None:
    found = [names("BĐBP tỉnh Nghệ An", "Bộ CHQS tỉnh Nghệ An")]
    assert [row[3:5] for row in rows(tmp_path, EVENTS, found)] == [
        ("Ban Chỉ huy Bộ đội Biên phòng tỉnh Nghệ An", None),
        ("Bộ Chỉ huy quân sự tỉnh Nghệ An", "Bộ CHQS tỉnh Nghệ An"),
    ]


def test_an_enlarged_unit_leads_to_itself(tmp_path: Path) -> None:
    name = "Công an TP. Hồ Chí Minh"
    into = "Công an Thành phố Hồ Chí Minh"
    assert rows(tmp_path, EVENTS, [names(name)]) == [
        (name, "2025-07-01", "enlarged", into, name, "202/2025/QH15"),
    ]


@pytest.mark.parametrize("name", ["Sở Giao thông vận tải", "Công an huyện", "Tỉnh ủy", "Quân khu 4", "Viện Gió"])
def test_no_events_of_relative_names_and_of_units_in_no_list(tmp_path: Path, name: str) -> None:
    assert rows(tmp_path, EVENTS, [names(name)]) == []


PARENTS = """
SELECT u.name, p.name, x.first_cited, x.last_cited, x.sources FROM unit_parents x
JOIN units u ON u.id = x.unit JOIN units p ON p.id = x.parent ORDER BY u.name, p.name
"""
WARDEN = ("Họp", "Phòng Tham mưu Quân khu 4", "Quân khu 4")


def test_a_parent_is_cited_from_the_first_day_to_the_last(tmp_path: Path) -> None:
    found = [says(unit(*WARDEN), day=day, words=f"Lần {day}.") for day in ("2021-05-01", "2020-03-04", "2022-01-09")]
    expected = [("Phòng Tham mưu Quân khu 4", "Quân khu 4", "2020-03-04", "2022-01-09", 3)]
    assert rows(tmp_path, PARENTS, found) == expected
    assert rows(tmp_path, PARENTS, found[::-1]) == expected


def test_the_claim_is_that_of_the_earliest_day(tmp_path: Path) -> None:
    found = [says(unit(*WARDEN), day=day, words=f"Lần {day}.") for day in ("2021-05-01", None, "2020-03-04")]
    query = "SELECT x.claim FROM unit_parents x"
    assert rows(tmp_path, query, found) == [(found[2].units[0].id,)]


def test_of_one_day_the_claim_of_the_least_id(tmp_path: Path) -> None:
    found = [says(unit(*WARDEN), words=f"Lần {n}, chuyện khác hẳn bài kia: {n}{n}.") for n in range(4)]
    least = min(one.units[0].id for one in found)
    assert rows(tmp_path, "SELECT claim FROM unit_parents", found) == [(least,)]


def test_without_a_date_the_first_meeting_of_the_article_counts(tmp_path: Path) -> None:
    meetings = [meeting("Họp", "Khối thi đua 1", day) for day in ("2023-07-02", "2023-01-02")]
    found = [says(unit(*WARDEN), *meetings, day=None)]
    assert [row[2:] for row in rows(tmp_path, PARENTS, found)] == [("2023-01-02", "2023-01-02", 1)]
    assert [row[2:] for row in rows(tmp_path, PARENTS, [says(unit(*WARDEN), day=None)])] == [(None, None, 1)]


def test_two_parents_are_two_rows(tmp_path: Path) -> None:
    found = [
        says(unit("Họp", "Cục Gió", "Bộ Mưa"), day="2020-01-01"),
        says(unit("Họp", "Cục Gió", "Bộ Nắng"), day="2025-06-01", words="Về bộ mới."),
    ]
    assert rows(tmp_path, PARENTS, found) == [
        ("Cục Gió", "Bộ Mưa", "2020-01-01", "2020-01-01", 1),
        ("Cục Gió", "Bộ Nắng", "2025-06-01", "2025-06-01", 1),
    ]


def test_a_copy_is_no_second_source(tmp_path: Path) -> None:
    text = (
        "Sáng qua, hội nghị tổng kết phong trào thi đua của Khối thi đua 1 do Cục Gió chủ trì đã bàn việc năm tới, "
        "nêu ba bài học về nắm chắc đơn vị, làm đúng việc và nói đi đôi với làm, rồi ký kết giao ước thi đua mới."
    )
    said = unit("Cục Gió", "Cục Gió", "Bộ Mưa")
    one = extraction(article("Khối thi đua 1 họp", text, published="2020-01-02", publisher="Báo Một"), said)
    said = unit("Cục Gió", "Cục Gió", "Bộ Mưa")
    other = extraction(article("Họp khối", text, published="2020-01-05", publisher="Báo Hai", source="b.html"), said)
    assert rows(tmp_path, "SELECT count(*) FROM copies", [one, other]) == [(1,)]
    assert rows(tmp_path, PARENTS, [one, other]) == [("Cục Gió", "Bộ Mưa", "2020-01-02", "2020-01-05", 1)]


def test_a_unit_is_not_its_own_parent(tmp_path: Path) -> None:
    assert rows(tmp_path, PARENTS, [says(unit("Họp", "Quân khu 4", "QK4"))]) == []


def test_rows_do_not_depend_on_the_order_of_articles(tmp_path: Path) -> None:
    found = [
        names("Sở GTVT tỉnh Hòa Bình"),
        names("Sở Xây dựng tỉnh Hòa Bình", day="2025-04-01"),
        says(unit(*WARDEN), words="Một."),
        says(unit(*WARDEN), day=None, words="Hai."),
        says(bloc("Họp", "Khối thi đua 1", None, ["Công an tỉnh Hòa Bình", "Công an tỉnh Phú Thọ"])),
    ]
    for table in ("unit_events", "unit_parents"):
        query = f"SELECT * FROM {table}"
        first = rows(tmp_path, query, found)
        assert first
        assert rows(tmp_path, query, found[::-1]) == first
