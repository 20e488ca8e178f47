"""In which province a place lies, before the reform of July 2025 and since."""

from __future__ import annotations

import subprocess
import sys

import pytest

from extractors.text.gazetteer import load
from extractors.units.places_of_provinces import province_of

HCM = "Thành phố Hồ Chí Minh"


@pytest.mark.parametrize(
    ("place", "kind", "before", "after"),
    [
        ("Quỳ Hợp", "huyện", "Nghệ An", "Nghệ An"),
        ("huyện Quỳ Hợp", None, "Nghệ An", "Nghệ An"),
        ("Huyện Quỳ Hợp", None, "Nghệ An", "Nghệ An"),
        ("Quỳ Hợp", None, "Nghệ An", "Nghệ An"),
        ("Mai Châu", "huyện", "Hòa Bình", "Phú Thọ"),
        ("thành phố Hoà Bình", None, "Hòa Bình", "Phú Thọ"),
        ("TP. Việt Trì", None, "Phú Thọ", "Phú Thọ"),
        ("Vinh", "thành phố", "Nghệ An", "Nghệ An"),
        ("Vinh", "TP", "Nghệ An", "Nghệ An"),
        ("Thuận An", "thành phố", "Bình Dương", HCM),
        ("Vũng Tàu", "thành phố", "Bà Rịa - Vũng Tàu", HCM),
        ("thị xã Sơn Tây", None, "Hà Nội", "Hà Nội"),
        ("Ba Đình", "quận", "Hà Nội", "Hà Nội"),
        ("thành phố Thủ Đức", None, HCM, HCM),
        ("Quận 1", None, HCM, HCM),
        ("Côn Đảo", "huyện đảo", "Bà Rịa - Vũng Tàu", HCM),
        ("M'Đrắk", "huyện", "Đắk Lắk", "Đắk Lắk"),
        # Provinces lie in themselves, and go on in their successors.
        ("Hòa Bình", "tỉnh", "Hòa Bình", "Phú Thọ"),
        ("tỉnh Hoà Bình", None, "Hòa Bình", "Phú Thọ"),
        ("Hòa Bình", None, "Hòa Bình", "Phú Thọ"),
        ("TP. Hồ Chí Minh", None, HCM, HCM),
        ("Hồ Chí Minh", "thành phố", HCM, HCM),
        ("Đà Nẵng", "thành phố", "Đà Nẵng", "Đà Nẵng"),
        ("Thừa Thiên Huế", "tỉnh", "Thừa Thiên Huế", "Huế"),
        # Two provinces had a district of that name.
        ("Châu Thành", "huyện", None, None),
        ("Tân Phú", None, None, None),
        # One name in two provinces that are one today.
        ("Châu Thành A", "huyện", "Hậu Giang", "Cần Thơ"),
        # Many communes of one name; and none.
        ("Tân Lập", "xã", None, None),
        ("Bãi Vàng", "huyện", None, None),
        ("Quỳ Hợp", "tỉnh", None, None),
        ("Quỳ Hợp", "quận", None, None),
        ("huyện", None, None, None),
        ("", None, None, None),
    ],
)
def test_province_of(place: str, kind: str | None, before: str | None, after: str | None) -> None:
    assert (province_of(place, kind), province_of(place, kind, after=True)) == (before, after)


def test_new_communes_are_known_since_the_reform_only() -> None:
    assert province_of("Côn Đảo", "đặc khu") is None
    assert province_of("Côn Đảo", "đặc khu", after=True) == HCM


def test_provinces_are_those_of_the_list() -> None:
    names = {entry.name for entry in load("provinces")}
    places = [("huyện", "Quỳ Hợp"), ("thành phố", "Huế"), ("quận", "Thuận Hóa"), ("huyện", "Đắk Mil")]
    found = {province_of(name, kind, after=after) for kind, name in places for after in (False, True)}
    assert found <= names


def test_underthesea_is_not_imported() -> None:
    code = (
        "import sys; from extractors.units.places_of_provinces import province_of; "
        "assert province_of('Quỳ Hợp', 'huyện'); print('underthesea' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "False"
