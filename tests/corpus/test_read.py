"""What holds for every page: an Article that is in order, or UnreadableError, and nothing else."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus import read as reading
from corpus.article import Article, Page
from corpus.clean import clean_text
from corpus.errors import UnreadableError
from corpus.read import read
from corpus_pages import LAST, MORE, PARAGRAPH

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# What pages are made of, so that arbitrary mixtures reach every rule.
PIECES = st.sampled_from(
    [
        *(PARAGRAPH, MORE, LAST, "\n", "\n\n\n", " ", "\u00a0", "\u200b", "\u0301", "e\u0302\u0301", "\ufeff", "\x07"),
        *("leftcenterrightdel", "Tin, ảnh: HỒ HẢI", "Ảnh: Hồ Hải", "P.V", "Bình luận", "Tin liên quan", ">> X", "- a;"),
        *("Khối gồm:", "10/04/2024 08:00", "Thứ Hai, 03-07, 17:58", "T5, 01/09/2025", "Nguồn: https://a.example/b"),
        *(
            "<p>",
            "</p>",
            "<div class='entry-content'>",
            "</div>",
            "<h1>",
            "</h1>",
            "<br>",
            "<img src=a>",
            "<table>",
            "<td>",
        ),
        *(
            "<figure>",
            "<figcaption>",
            "<title>",
            "</title>",
            "<script>",
            "</script>",
            "<!--",
            "-->",
            "&#x301;",
            "&nbsp;",
        ),
        *(
            "<meta charset='utf-16'>",
            "<meta property='og:title' content='x'>",
            "<time datetime='x'>",
            "<li>",
            "<a href='['>",
        ),
        *(
            "<link rel='canonical' href='https://[a'>",
            "<script type='application/ld+json'>[[{",
            "DSC_01.jpg",
            "©",
            "1",
            "…",
        ),
    ]
)


def check(page: Page) -> None:
    try:
        article = read(page)
    except UnreadableError as error:
        assert error.code.isidentifier()
        assert error.reason
        assert "\n" not in error.reason
        return
    assert isinstance(article, Article)  # whose blocks make the text: it checks that itself
    assert article.text
    assert unicodedata.is_normalized("NFC", article.text)
    assert "  " not in article.text
    assert clean_text(article.text) == article.text
    for block in article.blocks:
        quote = article.text[block.start : block.end]
        assert quote == quote.strip() != ""
    for name in (*article.byline, article.title or "x", article.publisher or "x"):
        assert name == clean_text(name) != ""
    article.text.encode()
    assert read(page) == article


@QUICK
@given(st.lists(PIECES | st.text(max_size=8), max_size=25), st.sampled_from(["text/plain", "text/html"]))
def test_any_mixture_of_what_pages_are_made_of(pieces: list[str], media_type: str) -> None:
    content = "".join(pieces).encode("utf-8", "surrogatepass")
    check(Page(source="x", content=content, media_type=media_type))


@QUICK
@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]))
def test_any_text_in_any_encoding(text: str, encoding: str) -> None:
    content = text.encode(encoding, "ignore")
    for media_type in ("text/plain", "text/html"):
        check(Page(source="x", content=content, media_type=media_type))


@QUICK
@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "windows-1258", "utf-16", "hex", "utf-7", "\0", "cp932"])
)
def test_any_bytes(content: bytes, charset: str | None) -> None:
    for media_type in ("text/plain", "text/html"):
        check(Page(source="x", content=content, media_type=media_type, charset=charset))


def test_decomposed_text_gives_the_same_article() -> None:
    text = f"Khối thi đua số 8\n\n{PARAGRAPH}\n\n{MORE}\n\nTin, ảnh: Hồ Hải\n"
    pages = [
        Page(source="x", content=unicodedata.normalize(form, text).encode(), media_type="text/plain")
        for form in ("NFC", "NFD")
    ]
    first, second = (read(page) for page in pages)
    assert (first.text, first.title, first.byline, first.id) == (second.text, second.title, second.byline, second.id)
    assert first.digest != second.digest


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    with pytest.raises(UnreadableError) as caught:
        read(Page(source="x", content=b"x" * 11, media_type="text/plain"))
    assert caught.value.code == "too_large"


def test_what_is_longer_than_any_article_is_told() -> None:
    page = Page(source="a.txt", content=("Khối thi đua họp. " * 80_000).encode(), media_type="text/plain")
    with pytest.raises(UnreadableError) as caught:
        read(page)
    assert caught.value.code == "too_large"
