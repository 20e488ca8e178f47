"""Pieces of texts that show what was found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search_excerpt import marked, pieces_of
from db.search_query import understand


def excerpt(text: str, query: str) -> str:
    return "".join(piece for piece, _ in pieces_of(text, understand(query)))


def matches(text: str, query: str) -> list[str]:
    return [piece for piece, is_match in pieces_of(text, understand(query)) if is_match]


@pytest.mark.parametrize(
    ("text", "query", "piece"),
    [
        ("Ông Lò Văn Sáu dự.", "lo van sau", "Ông Lò Văn Sáu dự."),
        (
            "Một hai ba. " * 20 + "Đội trưởng đến.\nRồi về. " + "Bốn năm. " * 60,
            "đội trưởng",
            "Đội trưởng đến. · Rồi về.",
        ),
        ("Đức đến. " + "Một hai ba. " * 40 + "Ông Văn Đức về.", "van duc", "Ông Văn Đức về."),
        ("Lúa. " + "Một hai ba. " * 40 + "Mưa rồi lúa trổ.", "lúa mưa", "Mưa rồi lúa trổ."),
        ("", "x", ""),
        ("…", "x", "…"),
        ("Không có.", "", "Không có."),
    ],
)
def test_an_excerpt_shows_what_was_found(text: str, query: str, piece: str) -> None:
    found = excerpt(text, query)
    assert piece in found and len(found) < 300
    assert found.startswith("… ") is (len(text) > 100)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("Ông Lò Văn Sáu và Lò Văn Sậu.", "Lò Văn Sáu", ["Lò", "Văn", "Sáu", "Lò", "Văn"]),
        ("Ban CHQS huyện và QK1", "ban chi huy quan su", ["Ban CHQS"]),
        ("QK1, Quân khu 1, quân  khu\n1", "qk1", ["QK1", "Quân khu 1", "quân khu · 1"]),
        ("Bộ Chỉ huy quân sự tỉnh", "BCHQS tỉnh", ["Bộ Chỉ huy quân sự", "tỉnh"]),
        ("Khối thi đua số 02 và 2", "khoi thi dua 2", ["Khối", "thi", "đua", "02", "2"]),
        ("Đội trưởng, đội trưởn, đối", "đội trư", ["Đội", "trưởng", "đội", "trưởn"]),
        ("hoà hòa hóa", "hòa", ["hoà", "hòa"]),
        ("Hu\u031bng Hu\u0300ng", "hùng", ["Hu\u0300ng"]),
        ("Năm 2021 và 20211", "2021", ["2021"]),
    ],
)
def test_what_is_marked(text: str, query: str, found: list[str]) -> None:
    assert matches(text, query) == found


@given(st.text(max_size=400), st.text(max_size=20))
def test_an_excerpt_is_of_the_text(text: str, query: str) -> None:
    def bare(passage: str) -> str:
        return re.sub(r"[\s·…]", "", passage)

    assert bare(excerpt(text, query)) in bare(text)
    assert bare("".join(piece for piece, _ in marked(text, understand(query)))) == bare(text)
    assert all(piece for piece, _ in pieces_of(text, understand(query)))
