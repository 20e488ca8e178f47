"""What is no article of the genre: nothing is invented from it, and nothing fails."""

from __future__ import annotations

import random

import pytest

from corpus.article import Page
from corpus.read import read
from extractors.reader import Reader

POEM = """Chiều trên bến cũ

Chiều buông trên bến sông quê
Con đò gác mái lắng nghe nước nguồn
Ông trăng nhòm cửa trông suông
Bà ru cháu ngủ mưa tuôn ngoài rào

Anh ra giữ đảo năm nào
Em trao chiếc khối tình vào tay anh
Hùng tâm tướng sĩ đầu xanh
Sư đoàn lá đổ quân hành rừng khuya
"""
ENGLISH = """Ministry opens new bridge

Hanoi, March 3 - Colonel John Carter, Director of the Department of Transport, said that the bridge would open in 2031.
The Minister awarded the Labour Medal to the team. General Tran Quang Hai handed over the post of commander to Colonel
Le Van Dung. The emulation bloc No. 3 was led by the Department of Culture in 2030.
"""
CAPITALS = """CỬA HÀNG KHỐI LƯỢNG LỚN GIẢM GIÁ CUỐI NĂM

MUA NGAY HÔM NAY NHẬN QUÀ TẶNG CỜ LƯU NIỆM VÀ HOA TƯƠI. GIÁM ĐỐC CỬA HÀNG CẢM ƠN QUÝ KHÁCH. ĐƯỜNG LÊ DUẨN MỞ CỬA ĐẾN
CHÍN GIỜ TỐI. TRƯỜNG TRẦN PHÚ ĐỐI DIỆN. THI ĐUA MUA SẮM, RINH GIẢI NHẤT.
"""
SHOP = """<html><head><title>Giỏ hàng</title></head><body><h1>Máy lọc nước Đại Thủy</h1>
<p>Giá: 5.500.000 đ. Giám đốc khuyến mãi tặng ngay phiếu mua hàng. Liên hệ: anh Nam, chị Lan, 12 đường Lê Lợi.</p>
<p>Huân chương chất lượng vàng cho sản phẩm bán chạy. Khối động cơ bảo hành 24 tháng.</p></body></html>
"""
RANDOM = random.Random(7)
DIGITS = "".join(RANDOM.choices("0123456789", k=1_000_000))
DATES = " ".join(f"{RANDOM.randint(1, 31)}{RANDOM.choice('-/. ')}{RANDOM.randint(1, 12)}" for _ in range(50_000))


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        pytest.param(POEM, "text/plain", id="poem"),
        pytest.param(ENGLISH, "text/plain", id="english"),
        pytest.param(CAPITALS, "text/plain", id="capitals"),
        pytest.param(SHOP, "text/html", id="shop"),
        pytest.param(DIGITS, "text/plain", id="a megabyte of digits"),
        pytest.param(DATES, "text/plain", id="dates"),
    ],
)
def test_nothing_is_read_from_what_is_no_article(content: str, media_type: str) -> None:
    page = Page(source="test:odd", url=None, content=content.encode(), media_type=media_type, fetched=None)
    assert [record for _, record in Reader().read(read(page)).records()] == []
