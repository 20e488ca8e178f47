"""Signatures."""

import pytest

from corpus.byline import is_department, is_labelled, is_photo_credit, read_byline


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Tin, ảnh: Lê Bảo – Trần Cẩm", ["Lê Bảo", "Trần Cẩm"]),
        ("Tin, ảnh: LÊ QUANG BẢO", ["Lê Quang Bảo"]),
        ("Tin và ảnh: Thu Cúc", ["Thu Cúc"]),
        ("Bài và ảnh: Hồ Hải-Mai Sơn", ["Hồ Hải", "Mai Sơn"]),
        ("Bài, ảnh: H'LEN NIÊ", ["H'Len Niê"]),
        ("Bài: Văn Bắc - Ảnh: Tiến Mạnh", ["Văn Bắc", "Tiến Mạnh"]),
        ("Bài: Văn Bắc. Ảnh: Văn Bắc", ["Văn Bắc"]),
        ("Tin: Kim Oanh; ảnh: Đình Sơn", ["Kim Oanh", "Đình Sơn"]),
        ("Tác giả bài viết: Anh Đào- Xuân Hoà", ["Anh Đào", "Xuân Hoà"]),
        ("Tác giả: ThS. Đỗ Trọng Bằng", ["Đỗ Trọng Bằng"]),
        ("Tác giả bài viết: Cô Lường Thị Hoài Sim - GV tổ Sử - Địa", ["Lường Thị Hoài Sim"]),
        ("Tin, ảnh: Cô Lam", ["Cô Lam"]),
        ("Thực hiện: Nguyễn Lam và Hồ Thu", ["Nguyễn Lam", "Hồ Thu"]),
        ("Kíp thực hiện: Nguyễn Lam, Hồ Thu", ["Nguyễn Lam", "Hồ Thu"]),
        ("Ê-kíp thực hiện: Nguyễn Lam", ["Nguyễn Lam"]),
        ("Nhóm thực hiện: Nguyễn Lam - Hồ Thu", ["Nguyễn Lam", "Hồ Thu"]),
        ("Người thực hiện: Nguyễn Lam", ["Nguyễn Lam"]),
        ("Bài và ảnh HOÀNG LAM", ["Hoàng Lam"]),
        ("Ghi chép của Nguyễn Trọng Lam", ["Nguyễn Trọng Lam"]),
        ("Bài: Diễm Mỹ. Ảnh: BTC", ["Diễm Mỹ"]),
        ("Tin, ảnh: Vũ Quang (TTXVN)", ["Vũ Quang"]),
        ("Tin, ảnh: Vũ Quang, Phòng Chính trị", ["Vũ Quang"]),
        ("Tin, ảnh: P.V", []),
        ("Tin, bài: BBT", []),
        ("Tin: TTXVN", []),
        ("Tin bài: Lê Bảo", ["Lê Bảo"]),
        ("Tin bài, ảnh: Lê Bảo", ["Lê Bảo"]),
        ("Người đưa tin: Lê Bảo ./.", ["Lê Bảo"]),
    ],
)
def test_labelled_lines(line: str, names: list[str]) -> None:
    assert read_byline(line) == tuple(names)
    assert is_labelled(line)


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Minh Thư", ["Minh Thư"]),
        ("LÊ CHÂU thực hiện", ["Lê Châu"]),
        ("Hải Yến/Baoxunghe.vn", ["Hải Yến"]),
        ("Hồng Thắm - Ủy ban MTTQ huyện Bãi Vàng", ["Hồng Thắm"]),
        ("HOÀNG LAM", ["Hoàng Lam"]),
        ("Quốc Hưng - Thu Hà", ["Quốc Hưng", "Thu Hà"]),
        ("Hà Linh (theo các hãng tin)", ["Hà Linh"]),
        ("Lê Nam (TTXVN)", ["Lê Nam"]),
        ("Theo Hoàng Lan/VOV", ["Hoàng Lan"]),
        ("ThS. Đỗ Trọng Bằng", ["Đỗ Trọng Bằng"]),
        ("PGS, TS Lê Văn Tý", ["Lê Văn Tý"]),
        ("Thượng tá NGUYỄN LÊ CẨM", ["Nguyễn Lê Cẩm"]),
        ("Y Thuyên Niê Kđăm", ["Y Thuyên Niê Kđăm"]),
        ("Lê Bảo - KBNN Bãi Vàng", ["Lê Bảo"]),
        ("Lê Bảo - Sở GD&ĐT", ["Lê Bảo"]),
        ("Lê Bảo Theo Metro", ["Lê Bảo"]),
        ("Trang Lê", ["Trang Lê"]),
        ("VTCC", []),
        ("P.V", []),
        ("PV", []),
        ("BBT", []),
        ("Ban Biên tập", []),
        ("admin", []),
        ("TTXVN", []),
        ("H.L", []),
        ("Lê Quang Bảo – Thanh tra Sở Y tế", ["Lê Quang Bảo"]),
        ("Lê Quang Bảo - TAND huyện Bãi Vàng", ["Lê Quang Bảo"]),
        ("Lê Quang Bảo, Trợ lý Tuyên huấn", ["Lê Quang Bảo"]),
        ("Lê Bảo - Ảnh: Trần Cẩm", ["Lê Bảo", "Trần Cẩm"]),
        ("Đoàn Bảo - Vũ Cẩm", ["Đoàn Bảo", "Vũ Cẩm"]),
        ("(Lê Bảo)", ["Lê Bảo"]),
        ("Lê Bảo/VOV-Miền Trung", ["Lê Bảo"]),
        ("Lê Bảo/VOV2", ["Lê Bảo"]),
        ("VOV-TPHCM", []),
        ("CAND Online", []),
        ("Anh Đào", ["Anh Đào"]),
        ("Anh Duy", ["Anh Duy"]),
        ("Trường Giang", ["Trường Giang"]),
        ("Theo Vietnam+", []),
        ("VietnamPlus", []),
        ("Chinhphu.vn", []),
        ("Theo Reuters", []),
    ],
)
def test_bare_names_where_authors_sign(line: str, names: list[str]) -> None:
    assert read_byline(line, signed=True) == tuple(names)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Kết quả nổi bật",
        "KẾT QUẢ NỔI BẬT",
        "Phòng Chính Trị",
        "Trường THPT Hoa Lư",
        "Hội nghị thành công tốt đẹp.",
        "Ban CHQS huyện Châu Thành",
        "Các phòng, ban ký giao ước thi đua năm 2024",
        "Năm 2024",
        "Bài học kinh nghiệm: Đoàn kết là sức mạnh",
        "Nội dung: Thi đua lập thành tích",
        "Ảnh: Đại tá Lê Minh phát biểu tại hội nghị",
        "Tin vui từ biên giới: dân quân bắt được cá lớn",
        "Khối thi đua gồm: Học viện Hậu cần và Trường Sĩ quan",
        "Ông Khúc Thành Thơi",
        "Ông Lường Nho Trữ, phó giám đốc sở.",
        "Bà Vàng Thị Ánh Sen - bí thư Thị ủy.",
        "Đồng chí Lê Bảo Cẩm, Chủ tịch UBND huyện",
        "Anh Lò Quốc Phòng",
        "Ông Lò Văn Tấn - Ảnh: VI SƠN",
        "Thiếu tướng Vi Minh Chấu.",
        "Cô Lường Thị Hoài Sim, giáo viên",
    ],
)
def test_no_signatures(line: str) -> None:
    assert read_byline(line, signed=True) is None
    assert not is_labelled(line)


def test_a_photo_credit_is_no_label_of_the_article() -> None:
    assert is_photo_credit("Ảnh: Hoàng Vũ")
    assert is_photo_credit("Ảnh HOÀNG VŨ")
    assert is_photo_credit("Ảnh - Hồng Sậu.")
    assert read_byline("Ảnh HOÀNG VŨ") == ("Hoàng Vũ",)
    assert read_byline("Ảnh - Hồng Sậu") == ("Hồng Sậu",)
    assert not is_labelled("Ảnh: Hoàng Vũ")
    assert not is_photo_credit("Ảnh: Hoàng Vũ trao cờ cho đơn vị bạn")


def test_departments_are_compared_without_marks_and_dots() -> None:
    assert all(is_department(d) for d in ("P.V", "p.v.", "Phóng viên", "QUẢN TRỊ", "Thông tấn xã Việt Nam"))
    assert all(is_department(d) for d in ("Unknown", "Anonymous", "Nặc danh"))
    assert not any(is_department(d) for d in ("Phan Văn", "Bùi Thị Tâm", "An Danh"))
