"""Word files: made with python-docx, and spoilt by hand."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.article import WORD, Article, BlockKind, Page
from corpus.errors import UnreadableError
from corpus.inputs import office
from corpus.inputs.items import Options, Unread
from corpus.read import read
from corpus_pages import LAST, MORE, PARAGRAPH, blocks
from encoders import tcvn3, vni

TITLE = "Khối thi đua số 8 sơ kết quý I"
FIRST = PARAGRAPH.strip()
CAPTION = "Đại tá Lê Bá Tước phát biểu tại hội nghị. Ảnh: Bảo Lê"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f00038201"
    "80b8cd0b4b0000000049454e44ae426082"
)


def saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def made(*build: Callable[[Document], Any]) -> Article:
    document = docx.Document()
    for step in build:
        step(document)
    return article_of(saved(document))


def article_of(content: bytes) -> Article:
    return read(Page(source="a.docx", content=content, media_type=WORD))


def paragraph(text: str, style: str | None = None) -> Callable[[Document], Any]:
    return lambda document: document.add_paragraph(text, style)


def picture(document: Document) -> None:
    document.add_picture(io.BytesIO(PIXEL))


def xml(body: str) -> Callable[[Document], Any]:
    """Raw paragraphs, put in before the section's properties."""

    def add(document: Document) -> None:
        names = nsdecls("w", "r", "a", "wp", "pic")
        more = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml"'
        for element in list(parse_xml(f"<w:body {names} {more}>{body}</w:body>")):
            document.element.body.insert(-1, element)

    return add


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


BODY = [paragraph(FIRST), paragraph(MORE), paragraph(LAST)]


@pytest.mark.parametrize("style", ["Title", "Heading 1", "Heading 2", None])
def test_headline_and_paragraphs(style: str | None) -> None:
    article = made(paragraph(TITLE, style), *BODY)
    assert article.title == TITLE
    assert blocks(article) == [TITLE, FIRST, MORE, LAST]
    assert [b.kind for b in article.blocks] == [BlockKind.TITLE, *[BlockKind.BODY] * 3]


def test_a_heading_in_the_middle_is_no_headline() -> None:
    article = made(paragraph(TITLE), *BODY, paragraph("Kết quả nổi bật", "Heading 2"), paragraph(MORE + " Hết."))
    assert article.title == TITLE
    assert "Kết quả nổi bật" in blocks(article, BlockKind.BODY)


def test_what_stands_above_a_headline_and_the_day_below_it() -> None:
    article = made(paragraph("BÁO BẾN SÔNG"), paragraph(TITLE, "Title"), paragraph("Thứ Bảy, 05/04/2025 10:30"), *BODY)
    assert blocks(article) == [TITLE, FIRST, MORE, LAST]
    assert article.published == date(2025, 4, 5)


def test_a_lead_in_bold() -> None:
    def bold(document: Document) -> None:
        document.add_paragraph().add_run(FIRST).bold = True

    article = made(paragraph(TITLE, "Title"), bold, paragraph(MORE), paragraph(LAST))
    assert blocks(article, BlockKind.LEAD) == [FIRST]


def test_all_in_bold_has_no_lead() -> None:
    def bold(text: str) -> Callable[[Document], Any]:
        return lambda document: setattr(document.add_paragraph().add_run(text), "bold", True)

    assert blocks(made(paragraph(TITLE, "Title"), bold(FIRST), bold(MORE), bold(LAST)), BlockKind.LEAD) == []


def test_a_list_goes_with_what_introduces_it() -> None:
    items = ["Lữ đoàn 900", "Trung đoàn 800", "Tiểu đoàn 700"]
    article = made(
        paragraph(TITLE, "Title"),
        paragraph("Khối thi đua số 8 gồm:"),
        *(paragraph(i, "List Bullet") for i in items),
        *BODY,
    )
    assert "\n".join(["Khối thi đua số 8 gồm:", *items]) in blocks(article)


def test_numbered_without_a_style() -> None:
    number = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>{}</w:t></w:r></w:p>'
    )
    article = made(
        paragraph(TITLE, "Title"),
        paragraph("Khối gồm các đơn vị:"),
        xml(number.format("Lữ đoàn 900. Cả lữ đoàn.")),
        *BODY,
    )
    assert "Khối gồm các đơn vị:\nLữ đoàn 900. Cả lữ đoàn." in blocks(article)


def table(*rows: list[str]) -> Callable[[Document], Any]:
    def add(document: Document) -> None:
        grid = document.add_table(len(rows), len(rows[0]))
        for row, texts in zip(grid.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return add


def test_a_table_is_its_cells() -> None:
    article = made(paragraph(TITLE, "Title"), *BODY, table(["Đơn vị", "Chức vụ"], ["Lữ đoàn 900", "Khối trưởng"]))
    assert blocks(article)[-4:] == ["Đơn vị", "Chức vụ", "Lữ đoàn 900", "Khối trưởng"]


@pytest.mark.parametrize("style", ["Caption", None])
def test_a_caption_below_its_picture(style: str | None) -> None:
    article = made(
        paragraph(TITLE, "Title"),
        paragraph(FIRST),
        picture,
        paragraph("Đại tá Lê Bá Tước chủ trì hội nghị", style),
        paragraph(MORE),
        paragraph(LAST),
    )
    assert blocks(article, BlockKind.CAPTION) == ["Đại tá Lê Bá Tước chủ trì hội nghị"]


def test_a_caption_in_the_paragraph_of_its_picture_and_in_a_table_with_it() -> None:
    def together(document: Document) -> None:
        run = document.add_paragraph().add_run()
        run.add_picture(io.BytesIO(PIXEL))
        run.add_break()
        run.add_text("Đại tá Lê Bá Tước chủ trì hội nghị")

    def framed(document: Document) -> None:
        grid = document.add_table(2, 1)
        grid.cell(0, 0).paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL))
        grid.cell(1, 0).text = "Các đại biểu dự hội nghị"

    article = made(paragraph(TITLE, "Title"), paragraph(FIRST), together, paragraph(MORE), framed, paragraph(LAST))
    assert blocks(article, BlockKind.CAPTION) == ["Đại tá Lê Bá Tước chủ trì hội nghị", "Các đại biểu dự hội nghị"]
    assert blocks(article, BlockKind.BODY) == [FIRST, MORE, LAST]


def test_text_boxes_are_read_once() -> None:
    box = f"<w:txbxContent>{p(CAPTION)}</w:txbxContent>"
    shape = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    article = made(paragraph(TITLE, "Title"), paragraph(FIRST), xml(shape), paragraph(MORE), paragraph(LAST))
    assert article.text.count("phát biểu tại hội nghị") == 1


def test_tracked_changes_and_content_controls() -> None:
    body = (
        f"<w:p><w:ins><w:r><w:t>{FIRST}</w:t></w:r></w:ins><w:del><w:r><w:delText>Đã xóa.</w:delText></w:r></w:del></w:p>"
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p(MORE)}</w:sdtContent></w:sdt>"
        f"<w:p><w:hyperlink><w:r><w:t>{LAST}</w:t></w:r></w:hyperlink></w:p>"
        "<w:p><w:r><w:instrText>HYPERLINK x</w:instrText></w:r><w:moveFrom><w:r><w:t>Dời đi.</w:t></w:r></w:moveFrom></w:p>"
    )
    assert blocks(made(paragraph(TITLE, "Title"), xml(body))) == [TITLE, FIRST, MORE, LAST]


def test_words_cut_into_runs_stay_whole() -> None:
    half = len(FIRST) // 2
    runs = "".join(f"<w:r><w:t xml:space='preserve'>{part}</w:t></w:r>" for part in (FIRST[:half], FIRST[half:]))
    assert FIRST in blocks(made(paragraph(TITLE, "Title"), xml(f"<w:p>{runs}</w:p>"), paragraph(MORE)))


def test_what_the_file_says_of_itself_is_nobodys_word() -> None:
    def properties(document: Document) -> None:
        document.core_properties.author = "Máy Văn Phòng"
        document.core_properties.title = "Mẫu công văn số 1"
        document.core_properties.created = datetime(2019, 1, 1, tzinfo=UTC)

    article = made(properties, paragraph(TITLE, "Title"), *BODY)
    assert (article.title, article.published, article.byline, article.publisher) == (TITLE, None, (), None)


def test_a_signature() -> None:
    def right(document: Document) -> None:
        document.add_paragraph("LÊ BẢO TƯỚC").alignment = WD_ALIGN_PARAGRAPH.RIGHT

    article = made(paragraph(TITLE, "Title"), *BODY, right)
    assert article.byline == ("Lê Bảo Tước",)
    assert blocks(article)[-1] == LAST


@pytest.mark.parametrize(("font", "encode"), [(".VnTime", tcvn3), ("VNI-Times", vni)])
@pytest.mark.parametrize("where", ["run", "style", "nowhere"])
def test_legacy_fonts(font: str, encode: Callable[[str], str], where: str) -> None:
    def legacy(text: str, style: str | None = None) -> Callable[[Document], Any]:
        def add(document: Document) -> None:
            run = document.add_paragraph(style=style).add_run(encode(text))
            if where == "run":
                run.font.name = font

        return add

    def styled(document: Document) -> None:
        if where == "style":
            document.styles["Normal"].font.name = font

    article = made(styled, legacy(TITLE), legacy(FIRST), legacy(MORE), legacy(LAST))
    assert blocks(article) == [TITLE, FIRST, MORE, LAST]


# --- what is no article ----------------------------------------------------------------------------------------------


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def whole() -> dict[str, bytes]:
    document = docx.Document()
    for step in (paragraph(TITLE, "Title"), *BODY):
        step(document)
    return parts_of(saved(document))


DOCUMENT = "word/document.xml"
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">'.encode() for i in range(9))
    + b"]>"
)
OUTSIDE = b'<!DOCTYPE a [<!ENTITY j SYSTEM "file:///etc/passwd">]>'


def with_entities(head: bytes) -> bytes:
    parts = whole()
    declared, rest = parts[DOCUMENT].split(b"?>", 1)
    return packed({**parts, DOCUMENT: declared + b"?>" + head + rest.replace("Khối thi đua".encode(), b"&j;")})


@pytest.mark.parametrize("head", [LAUGHS, OUTSIDE])
def test_entities_are_not_unpacked(head: bytes) -> None:
    try:
        text = article_of(with_entities(head)).text
    except UnreadableError as error:
        assert error.code in ("damaged", "no_text")
    else:
        assert "haha" not in text and "root:" not in text and len(text) < 2000


def deep(levels: int) -> bytes:
    parts = whole()
    nested = b"<w:tbl><w:tr><w:tc>" * levels + b"</w:tc></w:tr></w:tbl>" * levels
    return packed({**parts, DOCUMENT: parts[DOCUMENT].replace(b"<w:sectPr", nested + b"<w:sectPr", 1)})


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04", "damaged"),
        (b"hello", "damaged"),
        (b"{\\rtf1}", "damaged"),
        (packed({}), "damaged"),
        (packed({"a.txt": b"x"}), "damaged"),
        (packed({k: v for k, v in whole().items() if k != DOCUMENT}), "damaged"),
        (packed({**whole(), DOCUMENT: b""}), "damaged"),
        (packed({**whole(), DOCUMENT: b"<a"}), "damaged"),
        (packed({**whole(), DOCUMENT: b"<a/>"}), "damaged"),
        (packed({**whole(), "[Content_Types].xml": b"<a/>"}), "damaged"),
        (packed(whole())[:3000], "damaged"),
        (deep(200), "damaged"),
        (packed({**whole(), "word/media/a.xml": b"\0" * 21_000_000}), "bomb"),
        (packed({**whole(), **{f"word/media/{i}.png": b"" for i in range(5001)}}), "bomb"),
        (saved(docx.Document()), "no_text"),
    ],
)
def test_what_cannot_be_read(content: bytes, code: str) -> None:
    with pytest.raises(UnreadableError) as raised:
        article_of(content)
    assert raised.value.code == code


def test_tables_in_tables_are_read_as_deep_as_the_parser_goes() -> None:
    assert article_of(deep(60)).title == TITLE


def test_a_thousand_ways_to_spoil_a_file() -> None:
    """Whatever byte is wrong, the answer is an article or a reason."""
    content = packed(whole())
    for at in range(0, len(content), max(1, len(content) // 300)):
        spoilt = content[:at] + bytes([content[at] ^ 0x41]) + content[at + 1 :]
        try:
            article_of(spoilt)
        except UnreadableError as error:
            assert error.reason


def test_the_reader_of_files(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(packed(whole()))
    (page,) = office.read(str(path), "a.docx", Options())
    assert isinstance(page, Page) and (page.media_type, page.source) == (WORD, "a.docx")
    path.write_bytes(b"")
    (row,) = office.read(str(path), "a.docx", Options())
    assert isinstance(row, Unread) and row.code == "empty"
