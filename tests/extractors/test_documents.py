"""Numbered documents: which are read, with their day and issuer, and what is none."""

from __future__ import annotations

import pytest

from articles import article_of
from extractors.documents import find_documents

# text, the documents in it: (number, kind, date, issuer)
FOUND = [
    (
        "Thực hiện Quyết định số 77/QĐ-BQP ngày 18-5-2023 của Bộ trưởng Bộ Quốc phòng về việc lập các khối thi đua,",
        [("77/QĐ-BQP", "Quyết định", "2023-05-18", "Bộ trưởng Bộ Quốc phòng")],
    ),
    (
        "và hướng dẫn số 417/HD-CT ngày 6-5-2024 của Tổng cục Chính trị, nói cách lập khối, cụm",
        [("417/HD-CT", "Hướng dẫn", "2024-05-06", "Tổng cục Chính trị")],
    ),
    ("Đẩy mạnh thực hiện Chỉ thị 05-CT/TW của Bộ Chính trị", [("05-CT/TW", "Chỉ thị", None, "Bộ Chính trị")]),
    (
        "Nghị quyết số 51-NQ/TW của Bộ Chính trị và Nghị quyết số 1011-NQ/QUTW",
        [("51-NQ/TW", "Nghị quyết", None, "Bộ Chính trị"), ("1011-NQ/QUTW", "Nghị quyết", None, None)],
    ),
    ("theo Nghị định 98/2023/NĐ-CP của Chính phủ.", [("98/2023/NĐ-CP", "Nghị định", None, "Chính phủ")]),
    ("theo Nghị định số 98/2023/NĐ-CP ngày 31/12", [("98/2023/NĐ-CP", "Nghị định", "2023-12-31", None)]),
    ("Kế hoạch số 12/KH-UBND của UBND tỉnh", [("12/KH-UBND", "Kế hoạch", None, "UBND tỉnh")]),
    ("Thông tư 01/2024/TT-BNV, Bộ Nội vụ", [("01/2024/TT-BNV", "Thông tư", None, "Bộ Nội vụ")]),
    ("Công văn số 314/BTĐKT-VP ngày 2/2/2024", [("314/BTĐKT-VP", "Công văn", "2024-02-02", None)]),
    ("Thông báo số 9-TB/TU", [("9-TB/TU", "Thông báo", None, None)]),
    ("Tờ trình số 40/TTr-SNV", [("40/TTr-SNV", "Tờ trình", None, None)]),
    (
        "công bố các Quyết định số 12, 13/QĐ-UBND của Chủ tịch UBND tỉnh tặng Bằng khen",
        [
            ("12/QĐ-UBND", "Quyết định", None, "Chủ tịch UBND tỉnh"),
            ("13/QĐ-UBND", "Quyết định", None, "Chủ tịch UBND tỉnh"),
        ],
    ),
    (
        "Quyết định số 12/QĐ-UBND ngày 1/2/2024 và số 15/QĐ-UBND ngày 3/3/2024 của UBND tỉnh",
        [
            ("12/QĐ-UBND", "Quyết định", "2024-02-01", "UBND tỉnh"),
            ("15/QĐ-UBND", "Quyết định", "2024-03-03", "UBND tỉnh"),
        ],
    ),
    (
        "các Nghị định 91/2017/NĐ-CP và 98/2023/NĐ-CP",
        [("91/2017/NĐ-CP", "Nghị định", None, None), ("98/2023/NĐ-CP", "Nghị định", None, None)],
    ),
    ("Quyết định 1350 /QĐ- BQP (ký ngày 18/3/2024)", [("1350/QĐ-BQP", "Quyết định", "2024-03-18", None)]),
    ("Quyết định số 124/2024/QĐ-TTg của Thủ tướng Chính phủ", [
        ("124/2024/QĐ-TTg", "Quyết định", None, "Thủ tướng Chính phủ"),
    ]),
    ("theo văn bản số 77/KH-UBND", [("77/KH-UBND", "Văn bản", None, None)]),
    ("Căn cứ số 77/KH-UBND đã ban hành", [("77/KH-UBND", "Kế hoạch", None, None)]),
    ("Hướng dẫn số 11 của Ban Thường vụ Tỉnh đoàn về tổ chức các cụm thi đua", [
        ("11", "Hướng dẫn", None, "Ban Thường vụ Tỉnh đoàn"),
    ]),
    (
        "Ngày 29-3-2024, Bộ trưởng Bộ Công an ký Quyết định số 35/QĐ-BCA thành lập các cụm thi đua",
        [("35/QĐ-BCA", "Quyết định", "2024-03-29", "Bộ trưởng Bộ Công an")],
    ),
    ("Quyết định số 7/QĐ-BGDĐT của Bộ Giáo dục và Đào tạo và Kế hoạch của Sở", [
        ("7/QĐ-BGDĐT", "Quyết định", None, "Bộ Giáo dục và Đào tạo"),
    ]),
    ("Quyết định số 8/QĐ-HĐTĐKT của Hội đồng Thi đua - Khen thưởng tỉnh về việc chia cụm", [
        ("8/QĐ-HĐTĐKT", "Quyết định", None, "Hội đồng Thi đua - Khen thưởng tỉnh"),
    ]),
    ("Bộ Quốc phòng chia khối theo Quyết định số 5/QĐ-BQP", [("5/QĐ-BQP", "Quyết định", None, "Bộ Quốc phòng")]),
    ("Luật số 06/2022/QH15", [("06/2022/QH15", "Luật", None, None)]),
]  # fmt: skip
NONE = [
    "Luật Thi đua, khen thưởng năm 2022 không định nghĩa khối thi đua",
    "Nghị quyết Trung ương 4 (khóa XII)",
    "Nghị quyết Đại hội XIII của Đảng",
    "Giấy phép số 218/GP-BTTTT",
    "Giấy phép thiết lập trang tin điện tử số 548/GP-TTĐT ngày 24/08/2021",
    "theo quyết định của Chủ tịch nước",
    "Khối thi đua số 2, Bộ Quốc phòng",
    "trao quyết định cho 12 đồng chí",
    "Kế hoạch 5 năm 2021-2025",
    "ra thông báo 3 lần",
    "chương trình 135 của tỉnh",
    "Chỉ thị, nghị quyết của cấp trên",
    "Nhà máy Z113, xe số 29A-123.45",
    "tỷ số 12/QĐ",
    "Văn bản liên quan: Nghị định 98/2023/NĐ-CP; Thông tư 01/2024/TT-BNV",
    "Sáng 12/6, Đảng ủy công bố quyết định",
    "quyết định 2 nội dung quan trọng",
]


@pytest.mark.parametrize(("text", "expected"), FOUND, ids=[t[:50] for t, _ in FOUND])
def test_documents_read(text: str, expected: list[tuple[str, str, str | None, str | None]]) -> None:
    read = article_of(text)
    found = find_documents(read)
    assert [(d.number, d.kind, d.date, d.issuer) for d in found] == expected
    for document in found:
        quotes = " ".join(read.text[s.start : s.end] for s in document.evidence)
        assert document.number.split("/")[-1] in quotes.replace(" ", "")


@pytest.mark.parametrize("text", NONE)
def test_no_documents(text: str) -> None:
    assert find_documents(article_of(text)) == ()


def test_a_document_named_twice_is_one_record() -> None:
    first, second = "Theo Quyết định số 9/QĐ-BQP, khối ra mắt.", "Quyết định 9/QĐ-BQP ngày 1-2-2024 nêu rõ việc này."
    [document] = find_documents(article_of(first, second))
    assert (document.date, len(document.evidence)) == ("2024-02-01", 2)
    [again] = find_documents(article_of(second, first))
    assert again.id == document.id
