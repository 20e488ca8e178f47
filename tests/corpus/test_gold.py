"""The articles that were marked by hand, where they are at hand beside the checkout."""

import pytest

from corpus.article import BlockKind
from gold_pages import HTML, NAMES, PARTS, load, right

pytestmark = pytest.mark.skipif(not NAMES, reason="the articles marked by hand are not beside this checkout")

# What stands in menus, tickers, related links, comments, imprints: it must not be in the article.
ABSENT = {
    "003_4e4d7b14ab757cc2": ["Gốc", "https://", "NAM VĂN"],
    "004_43c535f998f88826": ["DUNG TIN", "Still12", "Mã bảo mật", "Click để", "truy cập", "Tác giả"],
    "a01": [
        "Vương Sĩ Hoành",
        "Phan Thế Lực",
        "Đồng Văn Nhuệ",
        "Lý Thị Mẩy",
        "Lương Minh Đỗ",
        "Nguyễn Đăng Toàn",
        "XUÂN",
    ],
    "a03": ["Trương Bá Lộc", "Rơ Lan Thới", "Vũ Xuân Mão", "Cụm thi đua số 3"],
    "a06": ["Kiều Bá Cảnh", "Tôn Thất Viễn", "Uông Chấn Hưng", "Nghiêm Phú", "Phùng Khánh Hoà"],
    "a08": ["leftcenter", "Mai Đắc Thuần", "Khối thi đua 2", "KIỀU VĂN"],
    "a11": ["Chú thích", "tân Tư lệnh", "Thuỷ thủ già", "Quản trị"],
    "a13": ["Cao Thế Lộc", "Cục Đối ngoại", "Quân sự nước ngoài", "Hà Linh"],
    "b01": ["Vũ Hồng Quảng", "Bùi Sỹ Hoạch", "Ngô Đức Thành", "Phạm Ngọc Thạch", "Lê Văn Tám", "admin"],
    "b03": ["Nguyễn Đăng Quyết", "Lê Toàn Thắng", "Trịnh Phong", "Vương Quốc Bảo", "nguyenhuuphuoc"],
    "b06": ["Tạ Đình Luân", "Honda", "Lê Duy Thành Nam", "Đặng Quốc Hưng", "Nguyễn Thị Thảo"],
    "b08": ["Phạm Hữu Nghĩa", "Lê Hồng Minh", "Cụm thi đua số 1", "Phương Chi"],
    "b11": ["[Ảnh", "Nguyễn Hữu Cường Quốc", "BBT", "Tuổi trẻ Lào Cai"],
    "b13": ["HỎI ĐÁP", "Nghị định 98", "Mức tiền thưởng"],
    "c01": ["Mai Trọng Tân", "Kpă Thuyên", "Trần Đức Bảo", "Nguyễn Hữu Trực", "Đinh Thế Hiển"],
    "c03": ["Trịnh Ngọc Ấn", "Bùi Quang Tú", "Tô Quốc Chính", "Phạm Hiếu Dân"],
    "c06": ["Võ Như Toại", "Lê Đình Trí", "Mai Văn Tự", "THÙY LINH"],
    "c08": ["Lê Huy Vịnh Quang", "Khối thi đua"],
    "c11": ["Huỳnh Ngọc Trắng", "Kho bạc", "Thuế - Hải quan\n", "Google"],
    "c13": ["Vietnam Airlines", "Mạc Tiến Dũng", "Ngành điện"],
    "d01": ["Trịnh Hoài Bắc", "Đào Duy Lễ", "Phạm Công Bằng", "Trần Văn Chỉnh", "Đinh Xuân Tòa"],
    "d03": ["Bạch Ngọc Hải", "Ma Thế Chung", "Lại Đăng Khải", "Phạm Nguyên Hưng", "minhhoang88"],
    "d06": ["Kim Sơn Ngọc", "Cụm thi đua số 1", "HOÀNG LAM", "Ảnh:"],
    "d08": ["Hứa Đăng Tài", "Mai Hữu Kế", "banbientap", "Văn Bắc"],
    "d11": ["Tráng A Sềnh", "Phùng Tiến Đạt", "P.V", "Sơn La"],
    "d13": ["Hoàng Kim Trọng", "Tôn Nữ Hạ Vy", "lan_hue"],
}
# The first words of captions, which must be captions.
CAPTIONS = {
    "a01": ["Thiếu tướng Trịnh Bá Khoan, Phó Chính ủy Quân khu phát biểu", "Bộ CHQS tỉnh Lạng Sơn trao cờ"],
    "a03": ["Đại tá Lê Công Toại (bên trái)"],
    "a06": ["Trung tướng, PGS.TS. Lương Thế Uyên phát biểu", "Học viện Hậu cần bàn giao cờ"],
    "a08": ["Quang cảnh hội nghị sơ kết", "Đại tá Tống Duy Kiên", "Thượng tá Lâm Quang Thuỷ phát biểu"],
    "a11": ["Thiếu tướng Đỗ Hoà Khiêm trao Bằng khen"],
    "b01": ["Đồng chí Nguyễn Trọng Khuyến gợi mở", "Ông A Thoan"],
    "b03": ["Ông Lê Hữu Trạc (phải)"],
    "b06": ["Ông Kim Văn Ngoạn phát biểu tại lễ ký. (Ảnh: Khánh Linh)"],
    "b08": ["Các chân chạy nhí"],
    "b11": ["Đ/c Vàng A Sếnh tặng hoa", "Sáu thủ lĩnh Đoàn"],
    "c01": ["Thiếu tướng Đoàn Hữu Khiêm đề nghị", "Đại tá Phan Thái Nguyên góp ý"],
    "c03": ["Đại tá Giàng A Sùng (trái)"],
    "c06": ["Đại diện các ngân hàng ký giao ước", "Ông Cao Bá Quát Hiền"],
    "c11": ["Các đại biểu tại hội nghị.", "Bà Lưu Thị Ánh Hồng khai mạc"],
    "c13": ["Ông Chu Thành Đạt Nhân, Phó Tổng giám đốc EVN phát biểu", "Đ/c Chu Thành Đạt Nhân trao cờ"],
    "d01": ["Đại tá Y Phôn Niê Siêng (bên trái)", "Tư lệnh Quân khu Tạ Đình Vượng"],
    "d06": ["Đại tá Lý Minh Hoà phát biểu tại hội nghị"],
    "d08": ["Đại tá Bùi Thế Lân phát biểu", "Các đơn vị ký kết giao ước"],
    "d11": ["Thứ trưởng Hà Trọng Khiêm trao Bằng Anh hùng"],
    "d13": ["Pha chắn bóng quyết định"],
}


@pytest.mark.parametrize("name", NAMES)
def test_title_day_and_byline_are_those_marked_by_hand(name: str) -> None:
    article, gold = load(name)
    read_right = right(article, gold)
    assert all(read_right.values()), (read_right, article.title, article.published, article.byline)
    if "title" not in gold and name.startswith("0"):
        assert article.title is None
    for key in ("publisher", "url"):
        if gold.get(key):
            assert getattr(article, key) == gold[key]


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_right_on_pages_of_html(part: str) -> None:
    marked = [read_right[part] for name in HTML if part in (read_right := right(*load(name)))]
    assert len(marked) >= 15
    assert sum(marked) >= 0.95 * len(marked)


@pytest.mark.parametrize("name", sorted(set(NAMES) & set(ABSENT)))
def test_nothing_of_the_site_gets_in(name: str) -> None:
    article, _ = load(name)
    assert [bad for bad in ABSENT[name] if bad in article.text] == []


@pytest.mark.parametrize("name", sorted(set(NAMES) & set(CAPTIONS)))
def test_captions_are_kept_and_told_apart(name: str) -> None:
    article, _ = load(name)
    captions = [article.text[b.start : b.end] for b in article.blocks if b.kind is BlockKind.CAPTION]
    assert [c for c in CAPTIONS[name] if not any(x.startswith(c) for x in captions)] == []


def test_a_list_stays_with_what_introduces_it() -> None:
    if "b11" not in NAMES:
        pytest.skip("not there")
    article, _ = load("b11")
    block = article.block_at(article.text.index("Cụm thi đua số 2 có 6 đơn vị:"))
    assert article.text[block.start : block.end].split("\n")[1:7] == [
        "- Thị đoàn Sa Pa (Cụm trưởng)",
        "- Huyện đoàn Bát Xát (Cụm phó)",
        "- Huyện đoàn Mường Khương",
        "- Huyện đoàn Si Ma Cai",
        "- Huyện đoàn Bắc Hà",
        "- Đoàn Thanh niên Công an tỉnh",
    ]
