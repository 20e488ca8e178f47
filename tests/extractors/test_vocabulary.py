"""The word lists that rules ask for by what they mean, and the names that an article completes."""

from __future__ import annotations

from enum import StrEnum

import pytest

from articles import article_of
from extractors.reader import Reader
from extractors.records import Record
from extractors.text.cue_words import Cue, Link, group_openings, group_words, has_cue, linking_words
from extractors.text.gazetteer import load
from extractors.units.unit_kinds import Trait, absorbs, has_trait, kinds_with, level


@pytest.mark.parametrize(
    ("group", "column", "values"),
    [("linking_words", "links", Link), ("appointment_words", "means", Cue), ("unit_traits", "traits", Trait)],
)
def test_columns_hold_what_the_code_knows(group: str, column: str, values: type[StrEnum]) -> None:
    named = [value for entry in load(group) for value in entry.fields[column].split()]
    assert set(named) == {value.value for value in values}
    assert all(entry.fields[column].split() for entry in load(group))


@pytest.mark.parametrize(
    ("words", "cue", "found"),
    [
        (", được bổ nhiệm giữ chức", Cue.APPOINTS, True),
        ("trúng cử", Cue.TAKES, True),
        ("phát biểu tại", Cue.APPOINTS, False),
        ("từng giữ chức", Cue.NOT_YET, True),
        ("được điều động", Cue.NOT_YET, False),
    ],
)
def test_cues(words: str, cue: Cue, found: bool) -> None:
    assert has_cue(words, cue) is found


@pytest.mark.parametrize(
    ("link", "word", "found"),
    [
        (Link.ROLE, "nhiệm", True),
        (Link.ROLE, "bìa", False),
        (Link.DEED, "trái", True),
        (Link.DEED, "cờ", False),
        (Link.FLAG, "cờ", True),
        (Link.FLAG, "vai", False),
    ],
)
def test_links(link: Link, word: str, found: bool) -> None:
    assert (word in linking_words(link)) is found


def test_groups_are_counted_in_words() -> None:
    assert {"tập thể", "hộ", "người lao động"} <= group_words()
    assert {"tập", "hộ", "người"} <= group_openings()


@pytest.mark.parametrize(
    ("kind", "trait", "has"),
    [
        ("trường trung học", Trait.PEOPLE, True),
        ("sở", Trait.PEOPLE, False),
        ("ban dân vận", Trait.ORGAN, True),
        ("huyện ủy", Trait.COMMITTEE, True),
        ("ủy ban nhân dân", Trait.COMMITTEE, False),
        ("tổng cục", Trait.TAIL, True),
    ],
)
def test_traits(kind: str, trait: Trait, has: bool) -> None:
    assert has_trait(kind, trait) is has


def test_levels_order_superiors() -> None:
    assert level("Bộ Quốc phòng") < level("Quân khu 1") < level("Trung đoàn 2")
    assert absorbs("đảng ủy") and not absorbs("sở")
    assert "quân khu" in kinds_with(Trait.TAIL)


# --- small texts through the reader ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def read(reader: Reader, *paragraphs: str) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for key, record in reader.read(article_of(*paragraphs)).records():
        found.setdefault(key, []).append(record)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Bộ Công an tặng Bằng khen cho 9 giáo viên",  # the word for the group is one chunk, and the last
        "Bộ Công an tặng Bằng khen cho ² tập thể năm ².",  # a digit that is no number
        "Sở Y tế làm Khối trưởng Khối thi đua số ² năm ²",
        "Quyền Giám đốc phụ trách",
        "Q. Q. Q.",
        "các",
        "3 Sở:",
        "Ban CHQS các huyện: A, B và",
        "Sở Y tế (",
        "khối thi đua số",
        "Đại tá",
        "thay",
    ],
)
def test_texts_that_end_where_more_is_expected(text: str, reader: Reader) -> None:
    read(reader, text)


def test_a_group_named_by_one_word_is_quoted_alone(reader: Reader) -> None:
    text = "Bộ Công an tặng Bằng khen cho 9 giáo viên, Giấy khen cho 3 đơn vị."
    quotes = {text[s.start : s.end] for record in read(reader, text)["awards"] for s in record.evidence}
    assert "9 giáo viên" in quotes


@pytest.mark.parametrize(
    ("paragraphs", "unit"),
    [
        (("Công an tỉnh Hòa Bình họp.", "Đại tá Lê Văn Ổi, Giám đốc Công an tỉnh phát biểu."), "Công an tỉnh Hòa Bình"),
        (("Sư đoàn 871 ra quân.", "Đại tá Lê Văn Ổi, Chính ủy Sư đoàn phát biểu."), "Sư đoàn 871"),
        (("Đại tá Lê Văn Ổi, Bí thư Đảng ủy, Chính ủy Sư đoàn 871 dự.",), "Đảng ủy Sư đoàn 871"),
        (("Trung đoàn (TĐ) họp.", "Đại tá Lê Văn Ổi, Trưởng ban Thanh niên Quân đội dự."), "Ban Thanh niên Quân đội"),
    ],
)
def test_units_are_completed_from_the_article(paragraphs: tuple[str, ...], unit: str, reader: Reader) -> None:
    units = {post.unit for official in read(reader, *paragraphs)["officials"] for post in official.posts}  # type: ignore[attr-defined]
    assert unit in units
