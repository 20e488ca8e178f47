"""Pages that browsers save: in one file with their pictures, and with a note at their beginning."""

from __future__ import annotations

import base64
import gzip
import quopri
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.mhtml import page_in
from corpus.inputs.saved import provenance
from corpus.read import read
from corpus.sources import read_inputs

HTML = """<!DOCTYPE html><html><head><title>Khối thi đua 2 họp</title></head><body><article><h1>Khối thi đua 2 họp</h1>
<p>Sáng 5-3, Khối thi đua 2 họp bàn phần việc của quý sau, có đại diện của đủ mười hai đơn vị trong khối về dự.</p>
<p>Các đơn vị cùng ký giao ước, chọn ba việc khó nhất để làm trước và hẹn gặp lại nhau vào đầu mùa hè tới.</p></article></body></html>"""
ADDRESS = "https://bao.example/thi-dua/" + "khoi-thi-dua-" * 8 + "12.html"
FETCHED = datetime(2024, 3, 5, 1, 2, 3, tzinfo=UTC)


def part(body: bytes, *headers: str, coding: str = "quoted-printable") -> bytes:
    packed = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes, "binary": bytes, "8bit": bytes}
    lines = [*headers, f"Content-Transfer-Encoding: {coding}", "", ""]
    return "\r\n".join(lines).encode() + packed[coding](body) + b"\r\n"


def whole(
    *parts: bytes, top: str = "", kind: str = "multipart/related", end: bytes = b"--\r\n", parameters: str = ""
) -> bytes:
    head = (
        "From: <Saved by Blink>\r\n" + top + "Subject: =?utf-8?B?S2jhu5Fp?=\r\nDate: Tue, 5 Mar 2024 08:02:03 +0700\r\n"
        f'MIME-Version: 1.0\r\nContent-Type: {kind};\r\n\ttype="text/html";\r\n\tboundary="----Ranh--1"{parameters}\r\n\r\n\r\n'
    )
    return head.encode() + b"".join(b"------Ranh--1\r\n" + p for p in parts) + b"------Ranh--1" + end


PICTURE = part(b"\x89PNG", "Content-Type: image/png", "Content-Location: https://bao.example/a.png", coding="base64")
CHROME = whole(
    part(HTML.encode(), "Content-Type: text/html", "Content-ID: <frame-1@mhtml.blink>", f"Content-Location: {ADDRESS}"),
    PICTURE,
    part(b"<p>Qu", "Content-Type: text/html", "Content-Location: cid:frame-2@mhtml.blink"),
    top=f"Snapshot-Content-Location: {ADDRESS}\r\n",
)


def taken(content: bytes) -> Page:
    page = page_in(content, "a.mhtml")
    assert isinstance(page, Page), page
    return page


def test_as_chrome_and_edge_save_it(tmp_path: Path) -> None:
    for name in ("a.mhtml", "b.MHT"):
        (tmp_path / name).write_bytes(CHROME)
    for page in read_inputs([tmp_path]):
        assert isinstance(page, Page)
        assert (page.url, page.fetched, page.media_type, page.charset) == (ADDRESS, FETCHED, "text/html", None)
        article = read(page)
        assert (article.title, article.url) == ("Khối thi đua 2 họp", ADDRESS)
        assert "chọn ba việc khó nhất" in article.text


@pytest.mark.parametrize("coding", ["quoted-printable", "base64", "binary", "8bit"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1258", "utf-16"])
def test_as_internet_explorer_saves_it(coding: str, charset: str) -> None:
    body = "<html><p>Quân khu</p></html>".encode(charset)
    if b"\n" in body and coding in ("binary", "8bit"):
        pytest.skip("line breaks are those of the mail")
    headers = (f'Content-Type: text/html; charset="{charset}"', f"Content-Location: {ADDRESS}")
    page = taken(whole(PICTURE, part(body, *headers, coding=coding)))
    assert (page.url, page.charset) == (ADDRESS, charset)
    assert page.content.rstrip(b"\r\n") == body


def test_the_page_that_start_names_is_the_main_one() -> None:
    first, second = (part(f"<p>{n}".encode(), "Content-Type: text/html", f"Content-ID: <{n}>") for n in "12")
    assert taken(whole(first, second, parameters=';\r\n\tstart="<2>"')).content.startswith(b"<p>2")
    assert taken(whole(first, second, parameters=';\r\n\tstart="<3>"')).content.startswith(b"<p>1")
    assert taken(whole(first, second)).content.startswith(b"<p>1")


def test_parts_in_parts_and_a_page_alone() -> None:
    inner = (
        b'Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\n'
        + part(b"<p>1", "Content-Type: text/html")
        + b"--b--\r\n"
    )
    assert taken(whole(inner, PICTURE)).content.startswith(b"<p>1")
    alone = b"MIME-Version: 1.0\r\nDate: never\r\n" + part(
        b"<p>1", "Content-Type: text/html", f"Content-Location: {ADDRESS}"
    )
    assert (taken(alone).url, taken(alone).fetched) == (ADDRESS, None)


@pytest.mark.parametrize(
    "address",
    ["cid:frame@mhtml.blink", "thismessage:/a", "file:///C:/a.html", "javascript:x", "http://", "https://a b"],
)
def test_only_addresses_of_the_web_are_taken(address: str) -> None:
    page = taken(whole(part(b"<p>1", "Content-Type: text/html", f"Content-Location: {address}")))
    assert page.url is None or page.url == "http://"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" \r\n", "empty"),
        (whole(PICTURE), "no_pages"),
        (HTML.encode(), "no_pages"),
        (b"\x00\x01\x02" * 100, "no_pages"),
        (whole(part(b"", "Content-Type: text/html")), "empty"),
        (CHROME[: CHROME.index(b"image/png") - 40 - len("------Ranh--1") - 200], "unreadable"),
        (
            b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3_000)),
            "no_pages",
        ),
    ],
    ids=["empty", "blank", "pictures", "html", "binary", "empty page", "cut", "deep"],
)
def test_what_holds_no_page_is_a_row(content: bytes, code: str) -> None:
    item = page_in(content, "a.mhtml")
    assert not isinstance(item, Page) and item.code == code


@pytest.mark.parametrize(
    "head",
    [
        b'Content-Type: multipart/related; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 1_000_000,
        b"X: y\r\n" * 1_000_000 + b"\r\n",
        b"Content-Type: multipart/related; " + b";a=b" * 1_000_000 + b"\r\n\r\n--b\r\n\r\n",
        b"Content-Type: text/html" + b"; a*1=b" * 300_000 + b"\r\n\r\n<p>",
    ],
    ids=["parts", "headers", "parameters", "numbered parameters"],
)
def test_what_is_made_to_take_for_ever_ends(head: bytes) -> None:
    item = page_in(head, "a.mhtml")  # the email package alone takes minutes for each of these
    assert not isinstance(item, Page) and item.code == "no_pages"


def test_a_cut_behind_the_page_costs_nothing() -> None:
    assert taken(CHROME[: CHROME.index(b"image/png") + 60]).url == ADDRESS


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 1_000)
    long = whole(part(b"<p>" + b"x" * 2_000, "Content-Type: text/html"))
    assert getattr(page_in(long, "a"), "code", None) == "too_large"
    monkeypatch.setattr(limits, "MAX_SAVED", 1_000)
    assert getattr(page_in(CHROME, "a"), "code", None) == "too_large"


@given(st.binary(max_size=400), st.integers(0, len(CHROME)))
def test_nothing_is_a_fault(noise: bytes, at: int) -> None:
    for content in (noise, CHROME[:at] + noise, CHROME[:at] + noise + CHROME[at:]):
        item = page_in(content, "a")
        assert item.source == "a"


# --- notes at the beginning of a page ---------------------------------------------------------------------------------

SINGLE_FILE = """<!DOCTYPE html> <html lang=vi><!--
 Page saved with SingleFile 
 url: https://bao.example/tin/1.html?a=2&b=3 
 saved date: Tue Mar 05 2024 08:02:03 GMT+0700 (Giờ Đông Dương)
--><meta charset=utf-8><p>Khối"""


@pytest.mark.parametrize(
    ("text", "url", "fetched"),
    [
        (SINGLE_FILE, "https://bao.example/tin/1.html?a=2&b=3", FETCHED),
        (SINGLE_FILE.replace("08:02:03", "98:02:03"), "https://bao.example/tin/1.html?a=2&b=3", None),
        (SINGLE_FILE.replace("https://bao", "file://bao"), None, FETCHED),
        (SINGLE_FILE.replace("SingleFile", "another"), None, None),
        (
            "<!DOCTYPE html>\n<!-- saved from url=(0026)https://bao.example/tin/1/ -->\n<html>",
            "https://bao.example/tin/1/",
            None,
        ),
        ("<!-- saved from url=(0014)about:internet -->\n<html>", None, None),
        ("<!-- saved from url=(0013)javascript:x --><html>", None, None),
        ("<html>" + " " * 3000 + "<!-- saved from url=(0026)https://bao.example/tin/1/ -->", None, None),
        (
            "<html>\n<!-- Mirrored from bao.example/tin/1.html by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 05 Mar 2024 01:02:03 GMT -->",
            "http://bao.example/tin/1.html",
            FETCHED,
        ),
        ("<html><p>url: https://bao.example/", None, None),
        ("", None, None),
    ],
)
def test_what_a_saved_page_says_of_itself(tmp_path: Path, text: str, url: str | None, fetched: datetime | None) -> None:
    assert provenance(text.encode()) == (url, fetched)
    if text:
        (tmp_path / "a.html").write_text(text, encoding="utf-8")
        (tmp_path / "a.txt").write_text(text, encoding="utf-8")
        assert [(p.url, p.fetched) for p in read_inputs([tmp_path]) if isinstance(p, Page)] == [
            (url, fetched),
            (None, None),
        ]


@given(st.text())
def test_no_beginning_is_a_fault(text: str) -> None:
    provenance(f"<!-- saved from url=(0001){text} -->".encode())
    provenance(f"<!--\n Page saved with SingleFile \n url: {text}\n saved date: {text}".encode())


# --- packed pages -----------------------------------------------------------------------------------------------------


def test_packed_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 50_000)
    packed = gzip.compress(HTML.encode())
    files = {
        "a.html.gz": packed,
        "b.TXT.GZ": gzip.compress("Khối".encode()),
        "c.htm.gz": HTML.encode(),
        "d.html.gz": packed[:-9],
        "e.html.gz": gzip.compress(b"<p>" + b" " * 10_000_000),
        "f.html.gz": gzip.compress(b""),
        "g.html.gz": b"",
        "h.gz": packed,
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    found = [(i.content, i.media_type) if isinstance(i, Page) else i.code for i in read_inputs([tmp_path])]
    assert found == [
        (HTML.encode(), "text/html"),
        ("Khối".encode(), "text/plain"),
        (HTML.encode(), "text/html"),
        "unreadable",
        "too_large",
        "empty",
        "empty",
        "unknown_type",
    ]
