"""Pasted text → Article."""

from datetime import date

import pytest

from corpus.article import BlockKind
from corpus.errors import UnreadableError
from corpus_pages import LAST, MORE, PARAGRAPH, blocks, text

BODY = f"{PARAGRAPH}\n\n{MORE}\n\n{LAST}"


@pytest.mark.parametrize(
    ("head", "title", "day"),
    [
        ("Khối thi đua số 8 sơ kết quý I", "Khối thi đua số 8 sơ kết quý I", None),
        ("Ngành điện\nKhối thi đua số 8 về đích sớm\nThứ 4, 10/04/2024 | 19:05", "Khối thi đua số 8 về đích sớm", 10),
        ("Trang chủ > Tin tức > Quốc phòng\nĐổi mới cách làm\n10/04/2024 08:00", "Đổi mới cách làm", 10),
        ("Trang chủ » Thời sự\nĐổi mới cách làm\n10/04/2024 08:00", "Đổi mới cách làm", 10),
        ("HỎI ĐÁP PHÁP LUẬT\n\nBầu khối trưởng thế nào cho đúng luật?", "Bầu khối trưởng thế nào cho đúng luật?", None),
        ("THI ĐUA SỐ 8 SƠ KẾT\nNgày đăng: 10/04/2024", "THI ĐUA SỐ 8 SƠ KẾT", 10),
        ("10/04/2024 08:00\nKhối thi đua số 8 sơ kết quý I", "Khối thi đua số 8 sơ kết quý I", 10),
        # The visitor's day in a site's header.
        ("Thứ Sáu, 22/11/2024, 16:08 (GMT+7)\nKhối thi đua số 8 sơ kết quý I", "Khối thi đua số 8 sơ kết quý I", None),
        ("Khối thi đua số 8 sơ kết\n\nEmailPrintAa\n11:36 10/04/2024", "Khối thi đua số 8 sơ kết", 10),
        # Worded like a caption, but dated like a headline.
        (
            "Khối thi đua số 8 ký kết giao ước thi đua\n08:04, 10/04/2024",
            "Khối thi đua số 8 ký kết giao ước thi đua",
            10,
        ),
        # Worded like a caption, but said again by the first paragraph.
        ("Khối thi đua số 8 tổ chức sơ kết", "Khối thi đua số 8 tổ chức sơ kết", None),
        (
            "Khối thi đua số 8 ký kết, sơ kết tại thành phố Vinh",
            "Khối thi đua số 8 ký kết, sơ kết tại thành phố Vinh",
            None,
        ),
        # Worded like a caption, but a meeting's bare name.
        ("Lễ ký kết giao ước của Khối số 8 năm nay", "Lễ ký kết giao ước của Khối số 8 năm nay", None),
        ("Bế mạc Hội nghị Ban Chấp hành khóa XII", "Bế mạc Hội nghị Ban Chấp hành khóa XII", None),
        # As long as a paragraph, but asking, exclaiming, dated.
        (
            "Vì sao Khối thi đua số 8 ba năm liền đổi cách chấm điểm mà vẫn chưa yên lòng?",
            "Vì sao Khối thi đua số 8 ba năm liền đổi cách chấm điểm mà vẫn chưa yên lòng?",
            None,
        ),
        (
            "Ba năm liền đổi cách chấm điểm, Khối thi đua số 8 vẫn chưa thể “yên lòng”!\nNgày đăng: 10/04/2024",
            "Ba năm liền đổi cách chấm điểm, Khối thi đua số 8 vẫn chưa thể “yên lòng”!",
            10,
        ),
        # One that ends as a sentence does, over the beginning of a report.
        (
            "Lữ đoàn 900 nhận cờ luân lưu của Khối thi đua số 8 sau ba năm liền về nhì.",
            "Lữ đoàn 900 nhận cờ luân lưu của Khối thi đua số 8 sau ba năm liền về nhì.",
            None,
        ),
        ("Tôi là hội viên đã mười năm. Xin hỏi như vậy tôi có được dự buổi họp của khối không?", None, None),
        ("", None, None),
        ("leftcenterrightdel\nQuang cảnh hội nghị", None, None),
        ("Quang cảnh hội nghị", None, None),
        ("Ảnh: Đại biểu dự hội nghị", None, None),
        ("IMG_2207.jpg", None, None),
    ],
)
def test_headline_and_day(head: str, title: str | None, day: int | None) -> None:
    article = text(f"{head}\n\n{BODY}")
    assert article.title == title
    assert article.published == (date(2024, 4, day) if day else None)
    assert blocks(article)[-3:] == [PARAGRAPH.strip(), MORE, LAST]
    assert (blocks(article, BlockKind.TITLE) or [None]) == [title]


@pytest.mark.parametrize(
    ("signature", "names"),
    [
        ("Tin, ảnh: HỒ HẢI", ["Hồ Hải"]),
        ("Bài và ảnh: Hồ Hải (TTXVN)", ["Hồ Hải"]),
        ("Hồ Hải", ["Hồ Hải"]),
        ("HỒ HẢI", ["Hồ Hải"]),
        ("Hồ Hải (Tổng hợp)", ["Hồ Hải"]),
        ("Hồ Hải/VOV-Tây Bắc", ["Hồ Hải"]),
        ("Hồ Hải/VOV Hồ Hải/VOV", ["Hồ Hải"]),
        ("Hồ Hải - Mai Sơn", ["Hồ Hải", "Mai Sơn"]),
    ],
)
def test_a_signature_behind_the_last_sentence(signature: str, names: list[str]) -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{BODY} {signature}")
    assert article.byline == tuple(names)
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


@pytest.mark.parametrize(
    "ending",
    [
        "Buổi chiều, đoàn về TP. Hồ Chí Minh",
        "Các đại biểu trao đổi với TS. Mai Sơn",
        "Theo VGP",
        "TTXVN/Tin Tức",
        "(Ảnh: Mai Sơn)",
        "Ảnh Mai Sơn",
        "Thượng tá Mai Sơn, Phó Chỉ huy trưởng Lữ đoàn 819 dự hội nghị.",
    ],
)
def test_what_else_stands_behind_the_last_sentence(ending: str) -> None:
    assert text(f"Khối thi đua số 8 sơ kết quý I\n\n{BODY} {ending}").byline == ()


def test_a_signature_before_the_lead_said_again() -> None:
    lead = "Sau ba tháng chuẩn bị, các đơn vị của Khối thi đua số 8 ngồi lại chấm điểm cho nhau."
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{lead}\n\n{BODY}\n\nHồ Hải/VOV {lead}")
    assert article.byline == ("Hồ Hải",)
    assert blocks(article)[1:] == [lead, PARAGRAPH.strip(), MORE, LAST]
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{lead}\n\n{BODY}\n\nĐại tá Hồ Hải {lead}")
    assert article.byline == ()


def test_the_last_line_may_say_who_and_when() -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{BODY}\n\nHồ Mai Hải | 16:45 10/04/2024")
    assert article.byline == ("Hồ Mai Hải",)
    assert article.published == date(2024, 4, 10)
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


@pytest.mark.parametrize("captions", ["Cờ luân lưu của khối.", "Cờ luân lưu của khối.\n\nNhà truyền thống của lữ đoàn"])
def test_captions_without_a_mark_below_the_name_that_signs(captions: str) -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{BODY}\n\nMai Sơn (tổng hợp)\n\n{captions}")
    assert article.byline == ("Mai Sơn",)
    told = "Ông Mai Sơn, Cụm trưởng, cho biết các đơn vị đều đồng tình với cách chấm điểm chéo."
    assert text(f"Khối số 8\n\n{BODY}\n\n{told}\n\nMai Sơn\n\n{captions}").byline == ()


@pytest.mark.parametrize("credit", ["Đồ họa: Hồ Cự.", "(Ảnh: Hồ Cự)", "Ảnh: Hồ Cự"])
def test_a_credit_below_a_caption_leaves_the_article_to_the_name_above(credit: str) -> None:
    article = text(f"Khối số 8 sơ kết\n\n{BODY}\n\nMai Sơn - Vi Hải\n\nCờ luân lưu của khối.\n\n{credit}")
    assert article.byline == ("Mai Sơn", "Vi Hải")


def test_the_last_of_several_credits_signs_nothing() -> None:
    pictures = "Ảnh - Hồ Cự.\n\nCờ luân lưu của khối.\n\nẢnh - Hồ Cự"
    assert text(f"Khối số 8 sơ kết\n\n{BODY}\n\n{pictures}").byline == ()
    assert text(f"Khối số 8 sơ kết\n\n{BODY}\n\nẢnh: Hồ Cự").byline == ("Hồ Cự",)


def test_a_text_run_together_with_the_link_before_it_is_the_articles() -> None:
    line = "» Đổi mới cách chấm điểm " + " ".join([MORE] * 10)
    assert blocks(text(f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\n{line}"))[-1] == line
    short = "» Đổi mới cách chấm điểm ở các cụm"
    assert short not in blocks(text(f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\n{short}\n\n{LAST}"))


def test_a_day_that_a_crawler_put_before_the_first_words_dates_the_article() -> None:
    article = text(f" date 2024-04-06 {BODY}")
    assert article.published == date(2024, 4, 6)
    assert article.text.startswith(PARAGRAPH.strip())


def test_a_name_between_headline_and_text_signs_the_article() -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\nHồ Hải\n\n{BODY}")
    assert article.byline == ("Hồ Hải",)
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


def test_a_name_beside_the_day_signs_the_article_over_a_lead_without_a_full_stop() -> None:
    lead = "Sau ba tháng chuẩn bị, các đơn vị của Khối thi đua số 8 ngồi lại chấm điểm cho nhau ở xã Bãi Vàng"
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\nHồ Hải\n\n10/04/2024 08:00\n\n{lead}\n\n{BODY}")
    assert article.byline == ("Hồ Hải",)
    assert blocks(article)[1] == lead


def test_two_names_beside_the_day_sign_the_article() -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\nHồ Hải - Mai Sơn\n\n10/04/2024 08:00\n\n{BODY}")
    assert article.byline == ("Hồ Hải", "Mai Sơn")
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


def test_a_section_beside_a_name_or_the_day_is_none_of_the_article() -> None:
    article = text(f"Tờ giấy khen và chiếc lồng kính\n\nGóc nhìn | Hồ Hải\n\n{BODY}")
    assert article.byline == ("Hồ Hải",)
    for line in (
        *("Văn hóa - Giải trí - 10/04/2024", "Doanh nghiệp - Thứ Tư, 10/04/2024", "Thể thao - 21:48 10/04/2024"),
        "(Thế giới) - Thứ Tư, 10/04/2024, 06:30",
    ):
        article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{line}\n\n{BODY}")
        assert article.published == date(2024, 4, 10)
        assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


def test_people_in_captions_do_not_sign_the_article() -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{BODY}\n\nÔng Vũ Cự, Phó Chủ tịch UBND xã Bãi Vàng.")
    assert article.byline == ()
    assert blocks(article)[-1] == "Ông Vũ Cự, Phó Chủ tịch UBND xã Bãi Vàng."


TAILS = [
    "Tin liên quan\nThiếu tướng Vũ Cự làm Tư lệnh\nKhối thi đua số 9 họp",
    "TIN CÙNG CHUYÊN MỤC\nThiếu tướng Vũ Cự làm Tư lệnh",
    "Các tin khác:\n• Thiếu tướng Vũ Cự làm Tư lệnh (01/02/2024)",
    "CÁC TIN ĐÃ ĐƯA:\nThiếu tướng Vũ Cự làm Tư lệnh",
    "Những tin mới hơn\nThiếu tướng Vũ Cự làm Tư lệnh\nNhững tin cũ hơn\nThiếu tướng Vũ Cự",
    "Đọc nhiều\n1\nThiếu tướng Vũ Cự làm Tư lệnh",
    "Có thể bạn quan tâm\nThiếu tướng Vũ Cự làm Tư lệnh",
    "Từ khóa: Khối thi đua, Vũ Cự\nXem thêm: Thiếu tướng Vũ Cự làm Tư lệnh",
    ">> Thiếu tướng Vũ Cự làm Tư lệnh\nLike Share 0 bình luận",
    "Bình luận\nGửi\nÔng Vũ Cự nói đúng lắm, cả cụm chúng tôi đều mong như vậy từ rất lâu rồi, xin cảm ơn báo.",
    "Ý kiến bạn đọc (3)\nVũ Cự: hay quá",
    "Người gửi: Vũ Cự - 13/12: bài hay",
    "Tổng số điểm của bài viết là: 15 trong 3 đánh giá\nClick để đánh giá bài viết\nBình luận\nVũ Cự",
    "Thống kê\nĐang truy cập2\nHôm nay349\nQuản trị: Vũ Cự",
    "Chia sẻ Facebook | Zalo | Copy link",
    "Cơ quan chủ quản: Tỉnh ủy. Tổng Biên tập: Vũ Cự",
    "© 2024 Báo Sông. Chịu trách nhiệm: Vũ Cự",
    "Giấy phép số 12/GP-TTĐT. Phụ trách: Vũ Cự",
    "Lượt xem: 318\nBình chọn: 0 phiếu\nBạn có thích bài viết này? 21 0",
    "* Mời bạn đọc vào chuyên mục Quốc phòng xem các tin, bài liên quan.",
    "Mã bảo mật\nTin xem nhiều\nThiếu tướng Vũ Cự làm Tư lệnh",
]


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("signature", ["", "Tin, ảnh: HỒ HẢI", "Hồ Hải", "BBT"])
def test_what_follows_the_article_is_cut_off(tail: str, signature: str) -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{BODY}\n\n{signature}\n\n{tail}\n")
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]
    assert article.byline == (("Hồ Hải",) if "h" in signature.lower() else ())


def test_links_in_the_middle_of_a_signed_article_do_not_end_it() -> None:
    article = text(
        f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\nTin liên quan\nThiếu tướng Vũ Cự làm Tư lệnh\n\n"
        f"{MORE}\n\n>>> Xem thêm: Vũ Cự nghỉ hưu\n\n{LAST}\n\nBài, ảnh: Hồ Hải\n\nBình luận"
    )
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


def test_an_advertisement_in_the_middle_of_an_article_does_not_end_it() -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\n{MORE}\n\nQuảng cáo\n\n{LAST}")
    assert blocks(article)[1:] == [PARAGRAPH.strip(), MORE, LAST]


def test_the_signature_may_come_after_the_links() -> None:
    article = text(f"Khối thi đua số 8\n\n{BODY}\n\nCác bài đã đăng: A; B\nNgười gửi: C - 13/12\nTin, ảnh: Hồ Hải")
    assert article.byline == ("Hồ Hải",)


@pytest.mark.parametrize(
    "line",
    [
        "Thống kê của cơ quan quân sự cho thấy chỉ tiêu tuyển quân năm nay đạt 100%, cao nhất trong năm năm qua.",
        "Bình luận về kết quả này, Đại tá Lê Bá Tước cho rằng các đơn vị cần làm kỹ hơn khâu chấm điểm chéo.",
        "Công ty được cấp giấy phép số 12/GP trong năm nay, theo báo cáo của cơ quan thường trực của khối thi đua.",
        "Trả lời:",
        "Tin tưởng vào tập thể",
    ],
)
def test_lines_of_an_article_that_begin_like_a_sites_own(line: str) -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\n{line}\n\n{LAST}")
    assert blocks(article)[1:] == [PARAGRAPH.strip(), line, LAST]


@pytest.mark.parametrize(
    ("lines", "caption"),
    [
        ("leftcenterrightdel\n Đại tá Lê Bá Tước trao cờ. ", "Đại tá Lê Bá Tước trao cờ."),
        ("leftcenterrightdel Đại tá Lê Bá Tước trao cờ.", "Đại tá Lê Bá Tước trao cờ."),
        ("left center right del\n\nĐại tá Lê Bá Tước trao cờ.", "Đại tá Lê Bá Tước trao cờ."),
        ("(Chú thích ảnh) Ông Lê Bá Tước trao cờ.", "Ông Lê Bá Tước trao cờ."),
        ("[Ảnh 1] Ông Lê Bá Tước trao cờ", "Ông Lê Bá Tước trao cờ"),
        ("Ảnh: Đại tá Lê Bá Tước phát biểu tại hội nghị", "Đại tá Lê Bá Tước phát biểu tại hội nghị"),
        ("Đại biểu xem ảnh tư liệu. Ảnh: Hồ Hải", "Đại biểu xem ảnh tư liệu. Ảnh: Hồ Hải"),
        ("Đại biểu xem ảnh tư liệu. (Ảnh: Hồ Hải)", "Đại biểu xem ảnh tư liệu. (Ảnh: Hồ Hải)"),
        ("Toàn cảnh Hội nghị", "Toàn cảnh Hội nghị"),
        (
            "Đồng chí Lê Bá Tước tặng hoa chúc mừng khối năm 2025",
            "Đồng chí Lê Bá Tước tặng hoa chúc mừng khối năm 2025",
        ),
        ("Đại tá Lê Bá Tước, Cục trưởng phát biểu khai mạc.", "Đại tá Lê Bá Tước, Cục trưởng phát biểu khai mạc."),
        ("\n\nCác đại biểu thăm nhà truyền thống của lữ đoàn.", "Các đại biểu thăm nhà truyền thống của lữ đoàn."),
    ],
)
def test_captions(lines: str, caption: str) -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\n{lines}\n\n{MORE}\n\n{LAST}")
    assert blocks(article, BlockKind.CAPTION) == [caption]
    assert blocks(article, BlockKind.BODY) == [PARAGRAPH.strip(), MORE, LAST]


@pytest.mark.parametrize(
    "line",
    [
        "Phát biểu tại hội nghị, Đại tá Lê Bá Tước yêu cầu các đơn vị chấm điểm công khai.",
        "Tại hội nghị, đại diện các đơn vị đã ký kết giao ước thi đua.",
        "Đại diện các đơn vị cũng đã ký kết giao ước thi đua.",
        "Đại tá Lê Bá Tước chủ trì; Thượng tá Mai Sơn dự và phát biểu chỉ đạo.",
        "(BSĐ) - Sáng 3-6, khối tổ chức sơ kết. Đồng chí Lê Bá Tước chủ trì hội nghị.",
        "Dự hội nghị có lãnh đạo các đơn vị:",
    ],
)
def test_running_text_is_no_caption(line: str) -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\n{line}\n\n{MORE}\n\n{LAST}")
    assert blocks(article, BlockKind.CAPTION) == []


def test_stills_and_file_names_are_dropped_and_their_neighbours_stay_body() -> None:
    article = text(
        f"Khối thi đua số 8\n\n{PARAGRAPH}\nDUNG TIN 00 00 11 14 Still1256\n \nDSC_0012.JPG\n    {MORE}\n{LAST}"
    )
    assert blocks(article, BlockKind.BODY) == [PARAGRAPH.strip(), MORE, LAST]


@pytest.mark.parametrize(
    "items",
    [
        ["- Lữ đoàn 900 (Khối trưởng)", "- Lữ đoàn 901", "- Sư đoàn 902"],
        ["+ Lữ đoàn 900;", "+ Lữ đoàn 901."],
        ["1. Lữ đoàn 900", "2. Lữ đoàn 901"],
        ["• Lữ đoàn 900", "• Lữ đoàn 901"],
        ["Lữ đoàn 900;", "Lữ đoàn 901;", "Sư đoàn 902."],
        ["Lữ đoàn 900", "Lữ đoàn 901", "Sư đoàn 902"],
    ],
)
def test_a_list_stays_with_the_line_that_introduces_it(items: list[str]) -> None:
    listed = "\n".join(items)
    article = text(
        f"Khối thi đua số 8 sơ kết quý I\n\n{PARAGRAPH}\n\nKhối gồm các đơn vị:\n{listed}\n\n{MORE}\n\n{LAST}"
    )
    assert blocks(article)[2:] == [f"Khối gồm các đơn vị:\n{listed}", MORE, LAST]


def test_a_colon_before_running_text_introduces_no_list() -> None:
    article = text(f"Khối thi đua số 8 sơ kết quý I\n\nTrả lời:\n\n{PARAGRAPH}\n\n{MORE}")
    assert blocks(article)[1:] == ["Trả lời:", PARAGRAPH.strip(), MORE]


def test_what_is_said_twice_is_kept_once() -> None:
    title = "Khối thi đua số 8 sơ kết quý I"
    caption = "Đại biểu dự hội nghị. Ảnh: Hồ Hải"
    article = text(
        f"{title}\n10/04/2024\n{title.upper()}\n{caption}\n{caption}\n{PARAGRAPH}\n{caption}\n{MORE}\nHỏi:\nHỏi:\n{LAST}"
    )
    assert blocks(article) == [title, caption, PARAGRAPH.strip(), MORE, "Hỏi:", "Hỏi:", LAST]


def test_where_it_was_taken_from() -> None:
    article = text(
        f"Khối thi đua số 8\n\nGốc\n{BODY}\n\nTin, ảnh: Hồ Hải\n\nNguồn Báo Sông https://BaoSong.example/a-12.html?utm_source=x#c"
    )
    assert (article.publisher, article.url) == ("Báo Sông", "https://baosong.example/a-12.html")
    assert "Gốc" not in article.text


@pytest.mark.parametrize(
    "content", ["Tin liên quan\n", "Bình luận\nGửi", "\u200b\u200b \u00ad", "leftcenterrightdel\n"]
)
def test_a_text_without_an_article_is_unreadable(content: str) -> None:
    with pytest.raises(UnreadableError):
        text(content)


def test_one_line_is_an_article_without_a_headline() -> None:
    article = text("Khối thi đua số 8 sơ kết quý I")
    assert (article.title, article.text) == (None, "Khối thi đua số 8 sơ kết quý I")
