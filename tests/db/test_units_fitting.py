"""Which units a typed name fits."""

from __future__ import annotations

import sqlite3

import pytest

from db.load import Loader
from db.units_fitting import units_fitting
from stories import article, extraction, official

NAMES = (
    "Bộ Chỉ huy quân sự tỉnh Cao Bằng",
    "Bộ CHQS tỉnh Hà Giang",
    "Ban CHQS huyện Văn Lãng",
    "Công an thành phố Vinh",
    "Công an tỉnh Hòa Bình",
    "Quân khu 1",
    "Quân khu 12",
    "Phòng Tham mưu",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> sqlite3.Connection:
    path = tmp_path_factory.mktemp("units") / "a.db"
    with Loader(path, "1") as loader:
        for at, unit in enumerate(NAMES):
            words = f"Ông Lò Văn Sáu, Trưởng phòng {unit}, dự họp."
            loader.add(extraction(article(f"Tin {at}", words), official(words, "Lò Văn Sáu", ("Trưởng phòng", unit))))
        loader.finish()
    connection = sqlite3.connect(path)
    (police,) = connection.execute("SELECT id FROM units WHERE name = 'Công an tỉnh Hòa Bình'").fetchone()
    connection.execute("INSERT INTO entity_names VALUES (?, 'unit', 'Ty Công an Hòa Bình', 0)", (police,))
    return connection


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("Bộ Chỉ huy quân sự tỉnh Cao Bằng", NAMES[0]),
        ("Bộ CHQS tỉnh Cao Bằng", NAMES[0]),
        ("BCHQS Cao Bằng", NAMES[0]),
        ("bo chi huy quan su cao bang", NAMES[0]),
        ("BỘ CHQS TỈNH CAO BẰNG", NAMES[0]),
        ("bchqs ha giang", NAMES[1]),
        ("BCHQS huyện Văn Lãng", NAMES[2]),
        ("ban chqs h van lang", NAMES[2]),
        ("ca tp vinh", NAMES[3]),
        ("ca hoà bình", NAMES[4]),
        ("Ty Công an Hoà Bình", NAMES[4]),
        ("ty cong an hoa binh", NAMES[4]),
        ("qk1", NAMES[5]),
        ("QK 1", NAMES[5]),
        ("Quan khu 12", NAMES[6]),
        ("phong tham muu", NAMES[7]),
        # What it became, where the archive knows the old name only.
        ("Bộ CHQS tỉnh Tuyên Quang", NAMES[1]),
        ("bo chqs tuyen quang", NAMES[1]),
    ],
)
def test_a_name_as_people_type_it(archive: sqlite3.Connection, typed: str, wanted: str) -> None:
    found = [unit.name for unit in units_fitting(archive, typed)]
    assert [name.replace("CHQS", "Chỉ huy quân sự") for name in found] == [wanted.replace("CHQS", "Chỉ huy quân sự")]


@pytest.mark.parametrize(
    "typed", ["Quân khu", "Bộ CHQS tỉnh Cao Bàng", "Công an", "", "!!", "khoi thi dua 1", "NEAR(a b)"]
)
def test_no_unit_of_that_name(archive: sqlite3.Connection, typed: str) -> None:
    assert units_fitting(archive, typed) == []


def test_other_names_say_that_they_are(archive: sqlite3.Connection) -> None:
    assert [unit.via for unit in units_fitting(archive, "ty cong an hoa binh")] == ["Ty Công an Hòa Bình"]
    assert [unit.via for unit in units_fitting(archive, "bo chqs tuyen quang")] == [
        "Bộ Chỉ huy quân sự tỉnh Tuyên Quang"
    ]
    assert units_fitting(archive, "Công an tỉnh Hòa Bình")[0].via is None


def test_loosely_the_words_are_enough(archive: sqlite3.Connection) -> None:
    (found,) = units_fitting(archive, "van lang chqs", loosely=True)
    assert found.name.endswith("huyện Văn Lãng")
    assert units_fitting(archive, "hoa binh cong an", loosely=True)[0].name == "Công an tỉnh Hòa Bình"
    assert units_fitting(archive, "12", loosely=True) == []
