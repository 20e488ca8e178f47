"""One article in every format that is read: the same headline, day, text and captions come out of each."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from cli_runs import sovang
from corpus.article import PDF, WORD, BlockKind, Page
from corpus.inputs.items import Options
from corpus.inputs.standard import read_stream
from corpus.read import read
from corpus.sources import read_inputs
from corpus_pages import blocks
from pdf_files import Sheet, pdf

TITLE = "Khối thi đua số 8 sơ kết công tác quý I năm 2025"
DAY = "05/04/2025 10:30"
BODY = [
    "Sáng 5-4, tại thành phố Vinh, Khối thi đua số 8 tổ chức hội nghị sơ kết, do Đại tá Lê Bá Tước chủ trì.",
    "Khối thi đua số 8 gồm:\nLữ đoàn 900\nTrung đoàn 800\nTiểu đoàn 700",
    "Các đơn vị trong khối đã hoàn thành nhiệm vụ quý I, có nhiều cách làm mới được nhân rộng trong toàn khối.",
    "Hội nghị thống nhất giao Lữ đoàn 900 làm Khối trưởng năm 2025 và ký kết giao ước thi đua giữa các đơn vị.",
]
CAPTION = "Đại tá Lê Bá Tước phát biểu tại hội nghị"
SIGNED = "LÊ BẢO TƯỚC"
LINES = [line for part in BODY for line in part.split("\n")]


def as_text() -> bytes:
    return "\n\n".join([TITLE, DAY, LINES[0], "Ảnh: " + CAPTION, *LINES[1:], SIGNED]).encode()


def as_html() -> bytes:
    items = "".join(f"<li>{line}</li>" for line in LINES[2:5])
    return (
        f"<html><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1><time>{DAY}</time><p>{LINES[0]}</p>"
        f"<figure><img src='a.jpg'><figcaption>{CAPTION}</figcaption></figure><p>{LINES[1]}</p><ul>{items}</ul>"
        f"<p>{LINES[5]}</p><p>{LINES[6]}</p><p style='text-align:right'><strong>{SIGNED}</strong></p></article></body></html>"
    ).encode()


def as_word() -> bytes:
    document = docx.Document()
    document.add_paragraph(TITLE, "Title")
    for text in (DAY, LINES[0]):
        document.add_paragraph(text)
    document.add_paragraph(CAPTION, "Caption")
    document.add_paragraph(LINES[1])
    for text in LINES[2:5]:
        document.add_paragraph(text, "List Bullet")
    for text in (*LINES[5:], SIGNED):
        document.add_paragraph(text)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_pdf() -> bytes:
    sheet = Sheet().text(50, 770, 16, TITLE, "bold").text(50, 750, 9, DAY)
    y = sheet.column(LINES[:1], 50, 730, 240)
    sheet.picture(50, y - 80, 240, 80).text(60, y - 92, 8, CAPTION, "italic")
    y = sheet.column(LINES[1:2], 50, y - 115, 240)
    for line in LINES[2:5]:
        y = sheet.column([line], 50, y, 240)
    sheet.column(LINES[5:], 310, 730, 240)
    sheet.text(470, 600, 9, SIGNED, "bold")
    return pdf([sheet])


def record() -> dict[str, str]:
    text = "\n".join([LINES[0], "Ảnh: " + CAPTION, *LINES[1:]])
    return {"title": TITLE, "published": DAY, "text": text, "author": SIGNED}


def as_json() -> bytes:
    return json.dumps(record(), ensure_ascii=False).encode() + b"\n"


def as_csv() -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(record()), delimiter=";")
    writer.writeheader()
    writer.writerow(record())
    return out.getvalue().encode("utf-8-sig")


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("a.txt", as_text),
        ("a.html", as_html),
        ("a.docx", as_word),
        ("a.pdf", as_pdf),
        ("a.jsonl", as_json),
        ("a.csv", as_csv),
    ],
)
def test_one_article_in_every_format(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    (tmp_path / name).write_bytes(make())
    (page,) = read_inputs([tmp_path / name])
    assert isinstance(page, Page)
    article = read(page)
    assert (article.title, article.published, article.byline) == (TITLE, date(2025, 4, 5), ("Lê Bảo Tước",))
    assert blocks(article, BlockKind.BODY) == BODY
    assert blocks(article, BlockKind.CAPTION) == [CAPTION]


@pytest.mark.parametrize(("media_type", "make"), [(PDF, as_pdf), (WORD, as_word), ("text/html", as_html)])
def test_in_a_web_archive(tmp_path: Path, media_type: str, make: Callable[[], bytes]) -> None:
    address = "https://bao.example/so-ket"
    with (tmp_path / "a.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        head = StatusAndHeaders("200 OK", [("Content-Type", media_type)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(address, "response", io.BytesIO(make()), http_headers=head))
    (page,) = read_inputs([tmp_path / "a.warc.gz"])
    assert isinstance(page, Page)
    article = read(page)
    assert (article.title, article.url) == (TITLE, address)
    assert blocks(article, BlockKind.BODY) == BODY


def test_on_the_standard_input() -> None:
    for content in (as_pdf(), as_word(), as_json()):
        (page,) = read_stream(io.BytesIO(content), "-", Options())
        assert isinstance(page, Page)
        assert read(page).title == TITLE


def test_an_archive_of_all_formats(tmp_path: Path) -> None:
    folder, db = tmp_path / "bai", tmp_path / "a.db"
    folder.mkdir()
    made = {
        "a.txt": as_text,
        "a.html": as_html,
        "a.docx": as_word,
        "a.pdf": as_pdf,
        "a.jsonl": as_json,
        "a.csv": as_csv,
    }
    for name, make in made.items():
        (folder / name).write_bytes(make())
    (folder / "quet.pdf").write_bytes(pdf([Sheet().picture(0, 0, 595, 842)]))
    (folder / "cu.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512)
    for read_now, unchanged in ((8, 0), (2, 6)):  # what could not be read is tried again
        done = sovang("build", folder, "--db", db, "--json")
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert (told["read"], told["unchanged"], told["unread"]) == (read_now - 2, unchanged, 2), told
    with sqlite3.connect(db) as connection:
        rows = connection.execute("SELECT source, code FROM unread ORDER BY source").fetchall()
    assert [(Path(source).name, code) for source, code in rows] == [("cu.doc", "old_word"), ("quet.pdf", "needs_ocr")]
