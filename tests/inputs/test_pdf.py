"""Newspapers' PDF: made by `pdf_files`, read in real processes."""

from __future__ import annotations

import random
import time
import zlib
from collections.abc import Callable
from datetime import date

import pytest

from corpus.article import PDF, Article, BlockKind, Page
from corpus.errors import UnreadableError
from corpus.pdf import process
from corpus.pdf.margins import without_margins
from corpus.pdf.order import columns_of
from corpus.pdf.paragraphs import paragraphs_of
from corpus.pdf.sheets import Piece
from corpus.pdf.sheets import Sheet as Read
from corpus.read import read
from corpus_pages import LAST, MORE, PARAGRAPH, blocks
from encoders import tcvn3
from pdf_files import HEIGHT, WIDTH, Sheet, pdf, wrapped

TITLE = "Khối thi đua số 8 sơ kết quý I năm 2025"
FIRST = PARAGRAPH.strip()
BODY = [
    FIRST,
    MORE,
    "Lữ đoàn 900 có phong trào thi đua nổi bật, được Bộ Chỉ huy biểu dương trước toàn khối trong hội nghị.",
    "Trung đoàn 800 giới thiệu cách làm mới về tăng gia sản xuất, được các đơn vị bạn học tập và nhân rộng.",
    "Tiểu đoàn 700 xây dựng ba công trình thanh niên, giúp nhân dân làm đường liên thôn dài hai cây số.",
    LAST,
]
CAPTION = "Quang cảnh hội nghị của khối"
LEFT, RIGHT, TOP, COLUMN = 50, 310, 740, 235


def article_of(*sheets: Sheet, **more: str) -> Article:
    return read(Page(source="a.pdf", content=pdf(sheets, **more), media_type=PDF))


def code_of(content: bytes) -> str:
    with pytest.raises(UnreadableError) as raised:
        read(Page(source="a.pdf", content=content, media_type=PDF))
    return raised.value.code


def two_columns(sheet: Sheet | None = None, body: list[str] = BODY, top: float = TOP) -> Sheet:
    sheet = sheet or Sheet()
    sheet.column(body[:3], LEFT, top, COLUMN)
    sheet.column(body[3:], RIGHT, top, COLUMN)
    return sheet


def test_two_columns_under_a_headline() -> None:
    sheet = two_columns(Sheet().text(LEFT, 770, 20, TITLE, "bold"))
    article = article_of(sheet)
    assert article.title == TITLE
    assert blocks(article) == [TITLE, *BODY]
    assert [b.kind for b in article.blocks[1:]] == [BlockKind.BODY] * len(BODY)


def test_the_order_in_the_file_does_not_matter() -> None:
    sheet = two_columns(Sheet().text(LEFT, 770, 20, TITLE, "bold"))
    random.Random(7).shuffle(sheet.texts)
    assert blocks(article_of(sheet)) == [TITLE, *BODY]


def test_a_headline_that_is_printed_twice_to_look_bold() -> None:
    sheet = two_columns(Sheet().text(LEFT, 770, 20, TITLE).text(LEFT + 0.4, 770, 20, TITLE))
    assert blocks(article_of(sheet)) == [TITLE, *BODY]


def test_a_headline_in_two_lines_and_a_lead_across() -> None:
    lead = "Sáng 5-4, tại thành phố Vinh, hội nghị sơ kết quý I của khối thi đua số 8 có mặt đại biểu của sáu đơn vị, do khối trưởng chủ trì."
    sheet = (
        Sheet()
        .text(LEFT, 790, 20, "Khối thi đua số 8 sơ kết quý I", "bold")
        .text(LEFT, 766, 20, "và giao nhiệm vụ quý II", "bold")
    )
    for number, line in enumerate(wrapped(lead, 495, 11)):
        sheet.text(LEFT, 740 - 13 * number, 11, line, "bold")
    article = article_of(two_columns(sheet, top=690))
    assert article.title == "Khối thi đua số 8 sơ kết quý I và giao nhiệm vụ quý II"
    assert blocks(article, BlockKind.LEAD) == [lead]
    assert blocks(article)[2:] == BODY


def test_three_columns_and_a_picture_with_its_caption() -> None:
    sheet = Sheet().text(LEFT, 770, 20, TITLE, "bold")
    for number in range(3):
        sheet.column(BODY[2 * number : 2 * number + 2], LEFT + 170 * number, TOP, 155)
    sheet.picture(LEFT, 400, 325, 150).text(LEFT + 60, 388, 8, CAPTION, "italic")
    article = article_of(sheet)
    assert blocks(article, BlockKind.BODY) == BODY
    assert blocks(article, BlockKind.CAPTION) == [CAPTION]


def test_a_picture_inside_a_column() -> None:
    sheet = Sheet().text(LEFT, 770, 20, TITLE, "bold")
    y = sheet.column(BODY[:2], LEFT, TOP, COLUMN)
    sheet.picture(LEFT, y - 100, COLUMN, 100).text(LEFT, y - 112, 8, CAPTION, "italic")
    sheet.column(BODY[2:3], LEFT, y - 130, COLUMN)
    sheet.column(BODY[3:], RIGHT, TOP, COLUMN)
    article = article_of(sheet)
    assert blocks(article, BlockKind.CAPTION) == [CAPTION]
    assert blocks(article, BlockKind.BODY) == BODY


def test_headers_footers_and_page_numbers_are_no_text() -> None:
    sheets = []
    for number in range(3):
        sheet = Sheet().text(LEFT, 812, 9, "BÁO BẾN SÔNG").text(400, 812, 9, "Thứ Bảy, 05/04/2025")
        sheet.text(LEFT, 20, 8, "Tòa soạn: số 8, đường Bờ Sông").text(290, 20, 8, f"Trang {number + 1}")
        sheets.append(sheet)
    sheets[0].text(LEFT, 770, 20, TITLE, "bold")
    for number, sheet in enumerate(sheets):
        two_columns(sheet, [f"{p[:-1]}, ở trang {number + 1}." for p in BODY])
    article = article_of(*sheets)
    assert article.published == date(2025, 4, 5)
    assert blocks(article) == [TITLE, *(f"{p[:-1]}, ở trang {n}." for n in (1, 2, 3) for p in BODY)]


def test_a_paragraph_that_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    words = " ".join(f"chữ{n}" for n in range(150))
    lines = wrapped(f"Đoạn dài {words} là hết.", COLUMN, 9)
    third = len(lines) // 3
    sheets = [Sheet().text(LEFT, 770, 20, TITLE, "bold"), Sheet()]
    places = [(0, LEFT, lines[:third]), (0, RIGHT, lines[third : 2 * third]), (1, LEFT, lines[2 * third :])]
    for at, x, part in places:
        for number, line in enumerate(part):
            sheets[at].text(x, TOP - 11 * number, 9, line)
    assert blocks(article_of(*sheets)) == [TITLE, f"Đoạn dài {words} là hết."]


def test_it_goes_on_after_a_caption() -> None:
    sheet = Sheet().text(LEFT, 770, 20, TITLE, "bold")
    lines = wrapped(FIRST + " " + MORE, COLUMN, 9)
    for number, line in enumerate(lines[:3]):
        sheet.text(LEFT, TOP - 11 * number, 9, line)
    sheet.picture(LEFT, 600, COLUMN, 90).text(LEFT, 588, 8, CAPTION, "italic")
    for number, line in enumerate(lines[3:]):
        sheet.text(LEFT, 560 - 11 * number, 9, line)
    article = article_of(sheet)
    assert blocks(article, BlockKind.BODY) == [FIRST + " " + MORE]
    assert blocks(article, BlockKind.CAPTION) == [CAPTION]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["phát triển kinh tế-", "xã hội của tỉnh"], "phát triển kinh tế-xã hội của tỉnh"),
        (["giai đoạn 2020-", "2025 của khối"], "giai đoạn 2020-2025 của khối"),
        (["đồng chí Vla-", "đi-mia dự"], "đồng chí Vla-đi-mia dự"),
        (["hội nghị sơ kết -", "một dịp vui"], "hội nghị sơ kết - một dịp vui"),
        (["quyết\u00ad", "thắng"], "quyết\u00adthắng"),
        (["một dòng ", " hai dòng"], "một dòng hai dòng"),
    ],
)
def test_ends_of_lines(lines: list[str], text: str) -> None:
    pieces = tuple(
        Piece(x0=50, y0=700 - 11 * n, x1=250, y1=709 - 11 * n, text=line, size=9) for n, line in enumerate(lines)
    )
    (paragraph,) = paragraphs_of([Read(width=WIDTH, height=HEIGHT, pieces=pieces, pictures=())])
    assert paragraph.text == text


def test_what_the_file_says_of_itself_is_nobodys_word() -> None:
    article = article_of(two_columns(), info="<</Title(Mau)/Author(May In)/CreationDate(D:20190101000000)>>")
    assert (article.published, article.byline, article.publisher) == (None, (), None)


def test_without_a_larger_headline_it_is_looked_for_in_the_text() -> None:
    sheet = Sheet().text(LEFT, 770, 9, TITLE)
    sheet.column(BODY, LEFT, 740, 300)
    assert blocks(article_of(sheet)) == [TITLE, *BODY]


def test_a_second_headline_stays_in_the_text() -> None:
    other = "Nước sông lên nhanh trong đêm qua"
    sheet = Sheet().text(LEFT, 770, 20, TITLE, "bold")
    y = sheet.column(BODY[:3], LEFT, 740, 300)
    sheet.text(LEFT, y - 30, 16, other, "bold")
    sheet.column(BODY[3:], LEFT, y - 60, 300)
    article = article_of(sheet)
    assert article.title == TITLE
    assert blocks(article) == [TITLE, *BODY[:3], other, *BODY[3:]]


def test_a_signature() -> None:
    sheet = Sheet().text(LEFT, 770, 20, TITLE, "bold")
    y = sheet.column(BODY, LEFT, 740, 300)
    sheet.text(280, y - 5, 9, "LÊ BẢO TƯỚC", "bold")
    article = article_of(sheet)
    assert article.byline == ("Lê Bảo Tước",)
    assert blocks(article) == [TITLE, *BODY]


def test_legacy_fonts() -> None:
    sheet = Sheet()
    y = 770.0
    for paragraph in (TITLE, *BODY):
        for line in wrapped(paragraph, 300, 9):
            sheet.text(LEFT, y, 9, tcvn3(line), "legacy")
            y -= 11
        y -= 11
    article = article_of(sheet)
    assert blocks(article) == [TITLE, *BODY]


# --- what is no article ----------------------------------------------------------------------------------------------


def test_scans_need_ocr() -> None:
    scan = Sheet().picture(0, 0, WIDTH, HEIGHT)
    assert code_of(pdf([scan])) == "needs_ocr"
    stamped = Sheet().picture(0, 0, WIDTH, HEIGHT).text(10, 10, 8, "Quét bởi máy số 8 - trang 1")
    assert code_of(pdf([stamped, scan])) == "needs_ocr"


def test_a_page_over_a_picture_is_no_scan() -> None:
    sheet = two_columns(Sheet().text(LEFT, 770, 20, TITLE, "bold").picture(0, 0, WIDTH, HEIGHT))
    assert article_of(sheet).title == TITLE


def test_no_text_at_all() -> None:
    assert code_of(pdf([Sheet()])) == "no_text"


def test_fonts_that_do_not_name_their_letters() -> None:
    sheet = Sheet()
    sheet.column(BODY, LEFT, TOP, 495, font="nameless")
    assert code_of(pdf([sheet])) == "no_unicode"


def test_a_few_nameless_letters_cost_only_themselves() -> None:
    sheet = two_columns(Sheet().text(LEFT, 770, 20, TITLE, "bold")).text(LEFT, 300, 9, "••", "nameless")
    assert blocks(article_of(sheet))[: len(BODY) + 1] == [TITLE, *BODY]


def test_locked_files() -> None:
    sheet = two_columns(Sheet().text(LEFT, 770, 20, TITLE, "bold"))
    assert code_of(pdf([sheet], password="bí mật")) == "encrypted"
    assert article_of(sheet, password="").title == TITLE  # it forbids printing, not reading


@pytest.mark.parametrize(
    ("spoil", "codes"),
    [
        (lambda c: b"", ("damaged",)),
        (lambda c: b"hello", ("damaged",)),
        (lambda c: b"%PDF-1.4\n", ("damaged",)),
        (lambda c: c[: len(c) // 2], ("damaged", "no_text", "no_unicode", "needs_ocr")),
        (lambda c: c.replace(b"/Root", b"/Ruin"), ("damaged", "no_text")),
        (lambda c: c.replace(b"/FlateDecode", b"/LZWDecode  "), ("damaged", "no_text")),
    ],
)
def test_what_cannot_be_read(spoil: Callable[[bytes], bytes], codes: tuple[str, ...]) -> None:
    assert code_of(spoil(pdf([two_columns()]))) in codes


def test_too_many_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert code_of(pdf([Sheet().text(50, 700, 9, "Một trang")] * 101)) == "too_large"


def test_a_decompression_bomb_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "CPU_SECONDS", 2)
    content = pdf([two_columns()])
    bomb = zlib.compress(b"q " * 100_000_000, 9)
    start = content.index(b"/FlateDecode")
    head = content.rindex(b"obj\n", 0, start)
    end = content.index(b"endobj", start)
    spoilt = (
        content[:head]
        + b"obj\n<</Filter/FlateDecode/Length %d>>\nstream\n" % len(bomb)
        + bomb
        + b"\nendstream\n"
        + content[end:]
    )
    begun = time.process_time()
    assert code_of(spoilt) in ("too_slow", "too_large", "damaged", "no_text")
    assert time.process_time() - begun < 5  # of this process: the work is another's


def test_a_worker_that_does_not_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "WALL_SECONDS", 0.05)
    assert code_of(pdf([two_columns()])) == "too_slow"


@pytest.mark.parametrize("answer", ["", "exit 1", "kill -9 $$", "kill -XCPU $$", "echo '{'"])
def test_a_worker_that_dies(monkeypatch: pytest.MonkeyPatch, tmp_path: object, answer: str) -> None:
    import stat
    from pathlib import Path

    script = Path(str(tmp_path)) / "python"
    script.write_text(f"#!/bin/sh\n{answer}\n")
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("sys.executable", str(script))
    assert code_of(pdf([two_columns()])) in ("damaged", "too_slow")


def test_what_lies_in_the_working_folder_is_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    for name in ("corpus", "pdfminer", "json"):
        (folder / name).mkdir()
        (folder / name / "__init__.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(folder)
    assert blocks(article_of(two_columns())) == BODY


# --- order, without a process ----------------------------------------------------------------------------------------


def piece(text: str, x0: float, y0: float, x1: float, size: float = 9) -> Piece:
    return Piece(x0=x0, y0=y0, x1=x1, y1=y0 + size, text=text, size=size)


def texts(pieces: list[Piece]) -> list[str]:
    return [line.text for column in columns_of(pieces) for line in column.lines]


def grid(name: str, x0: float, x1: float, top: float, count: int) -> list[Piece]:
    return [piece(f"{name}{n}", x0, top - 11 * n, x1) for n in range(count)]


@pytest.mark.parametrize(
    ("parts", "order"),
    [
        ([("a", 50, 280, 700, 3), ("b", 300, 530, 700, 3)], "a b"),
        ([("a", 50, 280, 700, 3), ("b", 300, 530, 695, 5)], "a b"),
        ([("h", 50, 530, 740, 1), ("a", 50, 280, 700, 3), ("b", 300, 530, 700, 3)], "h a b"),
        ([("h", 50, 530, 740, 1), ("a", 50, 280, 700, 3), ("b", 300, 530, 700, 3), ("f", 50, 530, 600, 2)], "h a b f"),
        (
            [
                ("a", 50, 280, 700, 3),
                ("b", 300, 530, 700, 3),
                ("h", 50, 530, 640, 1),
                ("c", 50, 280, 600, 3),
                ("d", 300, 530, 600, 3),
            ],
            "a b h c d",
        ),
        (
            [
                ("a", 50, 200, 700, 4),
                ("b", 215, 365, 700, 4),
                ("c", 380, 530, 700, 4),
                ("h", 50, 530, 640, 1),
                ("d", 50, 280, 600, 4),
                ("e", 300, 530, 600, 4),
            ],
            "a b c h d e",
        ),
        (
            [
                ("a", 50, 200, 700, 4),
                ("b", 215, 365, 700, 4),
                ("c", 380, 530, 700, 4),
                ("d", 50, 280, 600, 4),
                ("e", 300, 530, 600, 4),
            ],
            "a b c d e",
        ),
        (
            [("a", 50, 200, 700, 9), ("h", 215, 530, 700, 1), ("b", 215, 365, 680, 6), ("c", 380, 530, 680, 6)],
            "a h b c",
        ),
        ([("a", 50, 530, 700, 9)], "a"),
    ],
)
def test_orders(parts: list[tuple[str, float, float, float, int]], order: str) -> None:
    pieces = [p for part in parts for p in grid(*part)]
    random.Random(1).shuffle(pieces)
    shown: list[str] = []
    for text in texts(pieces):
        if text[0] not in shown[-1:]:
            shown.append(text[0])
    assert " ".join(shown) == order
    assert sorted(texts(pieces)) == sorted(p.text for p in pieces)


def test_pieces_of_a_line_are_put_together() -> None:
    pieces = [
        *grid("a", 50, 280, 700, 3),
        piece("b", 50, 650, 120),
        piece("c", 130, 650, 200),
        piece("d", 212, 650, 280),
    ]
    assert texts(pieces)[-1] == "b c d"


def test_a_thousand_lines_at_random_places_come_out_once_each() -> None:
    rng = random.Random(3)
    pieces = [
        piece(f"x{n}", x := rng.uniform(0, 500), rng.uniform(0, 800), x + rng.uniform(5, 90)) for n in range(1000)
    ]
    assert sorted(" ".join(texts(pieces)).split()) == sorted(p.text for p in pieces)


@pytest.mark.parametrize(
    ("text", "y", "kept"),
    [
        ("3", 20, False),
        ("Trang 3", 20, False),
        ("- 3 -", 812, False),
        ("3/8", 812, False),
        ("Số 812 - Thứ Bảy, 5/4/2025", 812, False),
        ("3", 400, True),
        ("Hội nghị diễn ra ngày 5/4/2025.", 812, True),
        ("Một câu của bài", 812, True),
        ("612/QĐ-BTL ngày 17-2-2020 của Tư lệnh", 40, True),
        ("Báo Bến Sông | Thứ Bảy, 5/4/2025 | Trang 3", 812, False),
    ],
)
def test_margins_of_one_page(text: str, y: float, kept: bool) -> None:
    sheet = Read(width=WIDTH, height=HEIGHT, pieces=(piece(text, 50, y, 200),), pictures=())
    ((inner,), _) = without_margins([sheet])
    assert bool(inner.pieces) is kept
