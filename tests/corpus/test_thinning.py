"""What of a page's bytes is never read is cut out before it is parsed, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Page
from corpus.read import read
from corpus.thinning import thinned

ITEM = '<li class="m"><a href="/x" title="y">Mục <b>số</b> {}</a></li>\n'
PLAIN = "<li><a href=x>{}</a> và vài chữ nữa</li>"


def menu(length: int, item: str = ITEM, tail: str = "</ul>") -> str:
    return "<ul class='menu'>\n" + "".join(item.format(number) for number in range(length)) + tail


CUT = {
    "a script": ("a<script>if (a<b) {}</script>b", "ab"),
    "a script in capitals": ("a<SCRIPT TYPE='x'>1</SCRIPT >b", "ab"),
    "a style": ("a<style media=x>p > a {}</STYLE>b", "ab"),
    "a drawing": ('a<svg viewBox="0"><title>x</title><path d="M0"/></svg>b', "ab"),
    "what is for browsers without scripts": ("a<noscript><img src=x></noscript>b", "ab"),
    "a comment": ("a<!-- <p>x</p> -->b", "ab"),
    "an empty comment": ("a<!-->b", "ab"),
    "where the page ends": ("<p>a</p></body></HTML >", "<p>a</p>"),
    "where it says so too early": ("<p>a</body><p>b</p></body>", "<p>a<p>b</p>"),
    "a menu's tail": (menu(9), menu(4)),
    "a menu's tail without an end": (menu(9, tail=""), menu(4, tail="")),
    "pictures in links": (
        menu(6, "<li><a href=x><img src=y></a> <a href=x>tin {}</a></li>"),
        menu(4, "<li><a href=x><img src=y></a> <a href=x>tin {}</a></li>"),
    ),
    "the links of a list up to its text": (menu(7, tail="<li>chữ</li></ul>"), menu(4, tail="<li>chữ</li></ul>")),
}
KEPT = {
    "a short menu": menu(4),
    "items with text beside the link": menu(9, PLAIN),
    "items without a link": menu(9, "<li>Trung đoàn {}</li>"),
    "items with a list in them": menu(9, "<li><a href=x>{}</a><ul><li>x</li></ul></li>"),
    "items with a paragraph": menu(9, "<li><a href=x>{}</a><p>tóm tắt</p></li>"),
    "items without an end": menu(9, "<li><a href=x>{}</a>"),
    "a list that counts": menu(9).replace("ul", "ol"),
    "a script that never closes": "a<script>if (a) {}",
    "a style that never closes": "a<style>p {}",
    "a style that names a font of another encoding": "<style>.c {font-family: .VnTime}</style>a",
    "another such style": "<style>p {font: 12px 'VNI-Times'}</style>a",
    "a comment that never closes": "a<!-- b",
    "another tag": "<scripture>a</scripture><bodyguard></bodyguard><ulx>",
}


@pytest.mark.parametrize(("page", "left"), CUT.values(), ids=CUT)
def test_what_is_not_read_is_cut_out(page: str, left: str) -> None:
    assert thinned(page.encode())[0].decode() == left


@pytest.mark.parametrize("page", KEPT.values(), ids=KEPT)
def test_all_else_stays(page: str) -> None:
    assert thinned(page.encode())[0].decode() == page


def test_of_drawings_in_drawings_the_inner_one_is_cut_out() -> None:
    assert thinned(b"a<svg x><svg><path/></svg><g/></svg>b")[0] == b"a<svg x><g/></svg>b"


def test_json_ld_is_handed_out() -> None:
    page = b'<script>1</script><script type="application/LD+json">{"a": 1}</script>b'
    assert thinned(page) == (b"b", (b'{"a": 1}',))


def test_wide_encodings_are_left_alone() -> None:
    page = "<script>1</script>a".encode("utf-16")
    assert thinned(page) == (page, ())


def test_wide_encodings_are_read_all_the_same() -> None:
    body = "<p>Sáng 5-4, Khối thi đua số 8 tổ chức hội nghị sơ kết tại thành phố Vinh, bàn việc của quý sau.</p>"
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2024-04-05"}</script>'
    page = f"<html><head>{head}</head><body><h1>Khối thi đua số 8 sơ kết quý một</h1>{body}</body></html>{body[:-5]} Hết.</p>"
    found = [
        read(Page(source="p", content=page.encode(encoding), media_type="text/html"))
        for encoding in ("utf-8", "utf-16", "utf-16-le")
    ]
    assert "Hết." in found[0].text
    assert [(a.text, a.title, a.published) for a in found] == 3 * [(found[0].text, found[0].title, found[0].published)]


@pytest.mark.parametrize(
    "page",
    [
        b"<ul " * 250_000,
        b"<ul><li><a " * 80_000,
        b"<ul>" * 250_000,
        (b"<ul><li><a >" + b"<img>" * 49) * 4_000,
        (b"<ul><li>" + b" " * 5_000) * 200,
        b"<script " * 100_000,
        b"<svg>" * 100_000,
        b"<style " * 100_000,
        b"<!-- " * 100_000,
    ],
)
def test_a_page_of_bad_faith_takes_no_longer_than_it_is_long(page: bytes) -> None:
    assert thinned(page)[0] == page


@given(
    st.lists(
        st.sampled_from(("<ul>", "</ul>", "<li>", "</li>", "<a x>", "</a>", "t", "<img>", " ", "<!--", "-->", "<p>"))
    )
)
def test_what_is_thin_is_not_thinned_again(pieces: list[str]) -> None:
    once, _ = thinned("".join(pieces).encode())
    assert thinned(once)[0] == once or b"<!--" in once  # what a cut brings together may read as a comment
