"""When two spellings count as one in the figures."""

from __future__ import annotations

import pytest

from pipeline.evaluation.folding import fold_code, fold_name, fold_title


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Ban CHQS huyện Mỹ Tú", "Ban Chỉ huy quân sự huyện Mỹ Tú", True),
        ("Khối thi đua số 2", "Khối Thi đua 2", True),
        ("Phó Trưởng ban Ban Nội chính", "Phó Trưởng Ban Nội chính", True),
        ("Chánh Văn phòng Văn phòng Huyện ủy", "Chánh Văn phòng Huyện ủy", True),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo", True),
        ("Sở KH-CN", "Sở Khoa học và Công nghệ", True),
        ("QK9", "Quân khu 9", True),
        ("Tỉnh ủy viên", "Ủy viên Tỉnh ủy", True),
        ("BCH BĐBP tỉnh Sóc Trăng", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh Sóc Trăng", True),
        ("Ban Tổ chức T.Ư", "Ban Tổ chức Trung ương", True),
        ("Kỷ niệm chương “Vì nghề báo”", 'Kỷ niệm chương "Vì nghề báo"', True),
        ("Khối thi đua 2", "Khối thi đua 3", False),
        ("Sở Y tế", "Sở Tư pháp", False),
        ("Tiểu đoàn 1 1", "Tiểu đoàn 1", False),
        ("Phó Chủ tịch UBND xã", "Chủ tịch UBND xã", False),
    ],
)
def test_names_of_units_fold(one: str, other: str, equal: bool) -> None:
    assert (fold_title(one) == fold_title(other)) is equal


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Trịnh Xuân Hoà", "TRỊNH XUÂN HÒA", True),
        ("Lý Thuỷ", "Lý Thủy", True),
        ("K’Brểu", "K'Brểu", True),
        ("Bùi  Văn Thêm.", "Bùi Văn Thêm", True),
        ("Bùi Quý", "Bùi Quy", False),
        ("Lê Hùng", "Lê Hưng", False),
        ("Lê Văn Hùng", "Lê Hùng", False),
    ],
)
def test_names_of_people_fold(one: str, other: str, equal: bool) -> None:
    assert (fold_name(one) == fold_name(other)) is equal


def test_codes_fold_by_case_only() -> None:
    assert fold_code(2023) == fold_code("2023") and fold_code("12/QĐ-UBND") == fold_code("12/qđ-ubnd")
    assert fold_code("2023-H1") != fold_code("2023")
