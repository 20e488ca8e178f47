"""People in order: the given name first, in the Vietnamese order of letters and tones."""

from __future__ import annotations

import random
import unicodedata
from pathlib import Path

import pytest

from db.sorting import name_sort_key, syllable_key
from following import build, rows, tells
from stories import official

LETTERS = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"
TONES = "ma mà mả mã má mạ"

# Each list stands in its order.
SYLLABLES = [
    LETTERS.split(),
    TONES.split(),
    "an àn ản ãn án ạn ang anh ăn ăng ân ấn".split(),
    "Dung Dũng Dương Đa Đan Đào Đức".split(),
    "Hoa Hòa Hỏa Hóa Họa Hoan".split(),
    "Hung Hùng Hưng Hương".split(),
    "Nga Ngà Ngọc Nhàn Ninh".split(),
    "Thi Thị Thu Thư Thức".split(),
    "Tu Tú Tuấn Tư Tường".split(),
    # The letters of the whole syllable count before its tone.
    "bá ban bàn báo bạo bát".split(),
    "lê lề lễ".split(),
    "Quy Quỳ Quỷ Quý Quỵ".split(),
    "U Ú Ư Ứ Ỷ".split(),
]
NAMES = [
    # Given name, family name, middle names.
    ["Trần Văn An", "Lê Thị Bình", "Nguyễn Văn Cường", "Bùi Văn Đức", "Đỗ Văn Đức"],
    ["Đặng Văn Hùng", "Lê Văn Hùng", "Lê Xuân Hùng", "Nguyễn Bá Hùng", "Nguyễn Văn Hùng", "An Văn Hưng"],
    ["Nguyễn Văn Dũng", "Nguyễn Văn Dương", "Nguyễn Văn Đa"],
    ["Lê Ba Sáu", "Lê Bà Sáu", "Lê Bá Sáu", "Lê Bạ Sáu"],
    ["Nguyễn Đức", "Nguyễn An Đức", "Nguyễn Thị Đức", "Nguyễn Thị An Đức"],
    # Names of one word; ethnic names.
    ["Đức", "Lê Đức", "Lê Văn Đức"],
    ["Y Bình", "H'Hen Niê", "Điểu K'Ré", "K'Sự"],
    ["Giàng A Chu", "Giàng A Dơ", "Lò Thị Dơ", "Vàng A Đa", "Sùng A Páo"],
    ["Hoàng Thị Thu Hà", "Lê Thu Hà", "Hoàng Thị Hạ"],
]


@pytest.mark.parametrize("ordered", SYLLABLES, ids=lambda words: words[0])
def test_syllables_in_order(ordered: list[str]) -> None:
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=syllable_key) == ordered


@pytest.mark.parametrize("ordered", NAMES, ids=lambda names: names[0].split()[-1])
def test_names_in_order(ordered: list[str]) -> None:
    shuffled = random.Random(7).sample(ordered, len(ordered))
    assert sorted(shuffled, key=name_sort_key) == ordered


@pytest.mark.parametrize("name", [name for names in NAMES for name in names])
def test_spelling_does_not_matter(name: str) -> None:
    key = name_sort_key(name)
    assert name_sort_key(name.upper()) == key
    assert name_sort_key(unicodedata.normalize("NFD", name)) == key
    assert name_sort_key(unicodedata.normalize("NFD", name.upper())) == key
    assert name_sort_key(f"  {name.replace(' ', '   ')} ") == key


@pytest.mark.parametrize(("one", "other"), [("Hoà", "Hòa"), ("Thuỷ", "Thủy"), ("Khoẻ", "Khỏe"), ("Tuý", "Túy")])
def test_a_tone_may_stand_on_either_vowel(one: str, other: str) -> None:
    assert syllable_key(one) == syllable_key(other)


def test_an_apostrophe_may_be_any() -> None:
    assert name_sort_key("Điểu K'Ré") == name_sort_key("Điểu K\N{RIGHT SINGLE QUOTATION MARK}Ré")


def test_different_names_have_different_keys() -> None:
    names = ["Hùng", "Hưng", "Hung", "Hừng", "Hứng", "Đức", "Dức", "Đưc", "Đực"]
    assert len({name_sort_key(name) for name in names}) == len(names)


def test_no_name() -> None:
    assert name_sort_key("") == "" == name_sort_key(" - ")


def test_keys_sort_as_plain_text_in_the_archive(tmp_path: Path) -> None:
    """By bytes, as SQLite compares: no collation is needed."""
    names = [name for ordered in NAMES[:3] for name in ordered]
    facts = [official(f"Có {name} dự.", name) for name in names]
    connection = build(tmp_path / "a.db", [tells("2021-03-01", *facts)])
    found = [name for (name,) in rows(connection, "SELECT name FROM people ORDER BY sort_key")]
    assert found == sorted(names, key=name_sort_key)
