"""Lines that are the site's, lines that are captions, and lines of an article that look like them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.article import BlockKind, Page
from corpus.marks import is_leftover, tells_places
from corpus.published import parse_line
from corpus.read import read

LEFT = (
    "Đăng ký để không bỏ lỡ số mới",
    "Nhận bản tin mỗi sáng vào hộp thư của bạn",
    "Mời bạn theo dõi trang của chúng tôi để nhận bài mới mỗi tuần",
    "Nguồn tham khảo: hồ sơ Bệnh viện Quân y 88",
    "Ngày xuất bản: 2/12/2025",
    "Nghe bài viết 0:00 / 2:47",
)
KEPT = (
    "Nhận nhiệm vụ Khối trưởng năm 2025 là Sở Xây dựng.",
    "Đăng ký giao ước thi đua giữa chín đơn vị",
    "Mời các đơn vị ký kết giao ước",
    "Theo dõi, đôn đốc các đơn vị nộp báo cáo trước ngày 5",
    "Nguồn lực của Khối còn ít",
)
PLACES = (
    "Từ trái sang: Đại tá Lê Bảo, Thượng tá Hà An",
    "Từ phải qua (hàng đầu): Đại tá Lê Bảo",
    "Ảnh trên: Đại tá Lê Bảo trao cờ",
)
NO_PLACES = ("Từ trái tim người lính, ông kể lại", "Từ trái sang phải đều là lúa", "Ảnh: Lê Bảo")


@pytest.mark.parametrize("line", LEFT)
def test_what_the_site_says_is_left_out(line: str) -> None:
    assert is_leftover(line)


@pytest.mark.parametrize("line", KEPT)
def test_what_the_article_says_is_not(line: str) -> None:
    assert not is_leftover(line)


@pytest.mark.parametrize("line", PLACES)
def test_a_line_that_says_who_stands_where_is_a_caption(line: str) -> None:
    assert tells_places(line)


@pytest.mark.parametrize("line", NO_PLACES)
def test_a_line_that_begins_like_one_is_none(line: str) -> None:
    assert not tells_places(line)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Gửi bởi Ban Tuyên huấn vào 2011/1/20 9:10:00", date(2011, 1, 20)),
        ("2011.01.20 09:10", date(2011, 1, 20)),
        ("11/01/2019 9:05:00 SA | Tác giả: Lò Văn Hặc - Tuấn Giao | Bản in", date(2019, 1, 11)),
        ("(Cập nhật ngày: 28/12/2009)", date(2009, 12, 28)),
        ("16/03/2022 (Cập nhật: 20/03/2022)", date(2022, 3, 16)),
        ("Chỉ thị 917/1999/CT-QP được tổng kết tại hội nghị", None),
        ("Thông tư 2011/1/BQP", None),
    ],
)
def test_days_of_old_systems(line: str, day: date | None) -> None:
    parsed = parse_line(line)
    assert (parsed.day if parsed else None) == day


FIRST = (
    "Sáng 5-4, Khối thi đua số 8 tổ chức hội nghị sơ kết tại thành phố Vinh, bàn việc của quý sau và bầu Khối trưởng."
)
LAST = "Hội nghị thống nhất giao Lữ đoàn 900 làm Khối trưởng năm 2025 và ký kết giao ước thi đua giữa các đơn vị."


def texts(body: str, kind: BlockKind | None = None) -> list[str]:
    page = f"<html><body><h1>Khối thi đua số 8 sơ kết quý một</h1><div><p>{FIRST}</p>{body}<p>{LAST}</p></div></body></html>"
    article = read(Page(source="p", content=page.encode(), media_type="text/html"))
    wanted = [b for b in article.blocks if kind is None or b.kind is kind]
    return [article.text[b.start : b.end] for b in wanted]


@pytest.mark.parametrize(
    "inside",
    [
        "<a href=x><div>Ra mắt tổ tự quản ở Cồn Tròn</div><div>Bà con góp hai trăm ngày công.</div></a>",
        "<aside><b>Tin khác</b><p><a href=x>Ra mắt tổ tự quản ở Cồn Tròn</a></p></aside>",
        "<inline-promo><p>Ủng hộ quỹ học bổng qua mã bên cạnh nhé các bạn.</p></inline-promo>",
    ],
)
def test_cards_asides_and_elements_of_promotion_are_left_out(inside: str) -> None:
    assert texts(inside)[1:] == [FIRST, LAST]


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<aside><p>Sợ nhất là bệnh nhân đến quá muộn.</p></aside>", ["Sợ nhất là bệnh nhân đến quá muộn."]),
        (
            "<text-block>Một câu đứng riêng.</text-block><text-block>Câu nữa.</text-block>",
            ["Một câu đứng riêng.", "Câu nữa."],
        ),
    ],
)
def test_quotes_set_apart_and_elements_of_the_sites_own_stay(inside: str, said: list[str]) -> None:
    assert texts(inside)[1:] == [FIRST, *said, LAST]
