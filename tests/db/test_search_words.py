"""Words as the index has them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.search_words import WORD, indexed, tokens_of


@pytest.mark.parametrize(
    ("text", "plain", "exact"),
    [
        ("Nguyễn Văn Đức", "nguyen van duc", "nguyễn văn đức"),
        ("Trần Lan", "tran lan", "trần"),
        ("Nguyễn Văn \u00d0ức", "nguyen van duc", "nguyễn văn đức"),  # as old fonts print it
        ("HOÀ hòa", "hoa hoa", "hòa hòa"),
        ("Khối thi đua số 02", "khoi thi dua 2", "khối đua"),
        ("Cụm số 0 và số", "cum 0 va so", "cụm và số"),
        ("chuyển đổi số", "chuyen doi so", "chuyển đổi số"),
        ("Ban CHQS xã", "ban chi huy quan su xa", "chỉ quân sự xã"),
        ("QK1 QK12 qk1", "quan khu 1 quan khu 12 qk1", "quân quân"),
        ("KT-XH, KT", "kinh te xa hoi kt", "tế xã hội"),
        ("BCHQS tỉnh", "bo chi huy quan su tinh", "bộ chỉ quân sự tỉnh"),
        ("BCHQS huyện", "ban chi huy quan su huyen", "chỉ quân sự huyện"),
        ("BCHQS", "bchqs", ""),
        ("SGDĐT", "so giao duc va dao tao", "sở giáo dục và đào tạo"),
        ("Ban BCH", "ban chap hanh", "chấp hành"),  # no word twice
        ("Đảng ủy UBND", "dang uy uy ban nhan dan", "đảng ủy ủy nhân dân"),
        ("Bí thư HU", "bi thu huyen uy", "bí thư huyện ủy"),
        ("BÀ LÒ THỊ THA", "ba lo thi tha", "bà lò thị"),
        ("a_b c", "a b c", ""),
        ("", "", ""),
        ("… —", "", ""),
    ],
)
def test_a_text_as_words(text: str, plain: str, exact: str) -> None:
    assert indexed(text) == (plain, exact)


@given(
    st.text(max_size=60)
    | st.lists(st.sampled_from(["QK1", "số", "2", "Ban", "BCH", "CHQS", "KT-XH", "và"])).map(" ".join)
)
def test_every_word_that_is_compared_is_made_of_words_of_the_text(text: str) -> None:
    words = WORD.findall(text)
    tokens = tokens_of(words)
    assert " ".join(token.plain for token in tokens) == indexed(text)[0]
    assert all(0 <= token.first <= token.last < len(words) for token in tokens)
    assert [token.first for token in tokens] == sorted(token.first for token in tokens)
