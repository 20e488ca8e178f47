"""What a page's source looks like does not matter, nor how often it is read, nor what else the site puts around it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

import padding
import page_forms
import pages
from corpus.article import Article, Page
from corpus.read import read

# Two of every structure; the other pages differ from these in what they say and less in how.
SOME = [name for name in pages.NAMES if name.endswith(("/01", "/04"))]


def changed(page: Page, change: Callable[[str], str]) -> Article:
    markup = change(page_forms.text_of(page.content))
    return read(dataclasses.replace(page, content=markup.encode(), charset="utf-8"))


def said(article: Article) -> dict[str, object]:
    """All that is read from a page but the hash of its bytes."""
    return {f.name: getattr(article, f.name) for f in dataclasses.fields(article) if f.name != "digest"}


@pytest.mark.parametrize("name", pages.NAMES)
def test_reading_twice_gives_the_same(name: str) -> None:
    assert pages.article(name) == pages.article(name)


def test_reading_another_page_between_changes_nothing() -> None:
    before = [pages.article(name) for name in SOME]
    assert [pages.article(name) for name in reversed(SOME)] == before[::-1]


@pytest.mark.parametrize("form", page_forms.FORMS)
@pytest.mark.parametrize("name", SOME)
def test_the_form_of_the_source_does_not_matter(name: str, form: str) -> None:
    page = pages.page(name)
    assert said(changed(page, page_forms.FORMS[form])) == said(changed(page, str))


@pytest.mark.parametrize("name", SOME)
def test_more_menus_lists_and_scripts_do_not_matter(name: str) -> None:
    page = dataclasses.replace(pages.page(name), content=page_forms.text_of(pages.page(name).content).encode())
    page = dataclasses.replace(page, charset="utf-8")
    more = padding.padded(page)
    assert abs(len(more.content) - padding.SIZE) < 1_000
    assert said(read(more)) == said(read(page))


@pytest.mark.parametrize(
    ("form", "before", "after"),
    [
        ("minified", "<div>\n <p>A <b>b</b>\n<i>c</i></p>\n</div>", "<div><p>A <b>b</b>\n<i>c</i></p></div>"),
        ("minified", "<script>a\n<p></script>", "<script>a\n<p></script>"),
        ("spaced", "<p>A\nb</p>\n<p>", "<p>A\nb</p>\n\n  \n\t<p>"),
        ("carriage_returns", "<p>A\r\nb\n", "<p>A\r\nb\r\n"),
        ("upper_case", '<p class="a">b<br/></p>', '<P CLASS="a">b<BR /></P>'),
        ("upper_case", "<script>a<b</script><!-- <p> -->", "<script>a<b</script><!-- <p> -->"),
        ("single_quoted", '<a href="/x" title="it\'s" hidden>', "<a href='/x' title=\"it's\" hidden>"),
        ("single_quoted", "<a href=/x/y/>", "<a href='/x/y/'>"),
        ("reordered", '<a href="/x" title="a > b" hidden/>', '<a hidden title="a > b" href="/x" />'),
        ("reordered", '<a id="x" ID="y">', '<a id="x" ID="y">'),
    ],
)
def test_the_forms_change_what_they_should(form: str, before: str, after: str) -> None:
    assert page_forms.FORMS[form](before) == after
