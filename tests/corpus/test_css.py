"""Selectors of site files find what XPath finds, and what they do not know is refused."""

from __future__ import annotations

import pytest
from cssselect import GenericTranslator
from hypothesis import given
from hypothesis import strategies as st

from corpus.css import selector_of
from corpus.errors import InputError
from corpus.families import FAMILIES
from corpus.layout import Layout
from corpus.sites import sites
from corpus.tree import Tree

REFUSED = (
    ".a, .b",
    ".a + .b",
    ".a ~ .b",
    ".a:first-child",
    ".a:not(.b)",
    ".a::before",
    "#a#b",
    "[lang|=vi]",
    ".",
    "",
    ".a >",
    "[a=",
)

TAGS = st.sampled_from(("div", "p", "span", "a"))
WORDS = st.sampled_from(("a", "b", "c", "a-b"))
VALUES = st.sampled_from(("x", "y", "x y", "xy", "_x"))


@st.composite
def compounds(draw: st.DrawFn) -> str:
    parts = [draw(TAGS) if draw(st.booleans()) else ""]
    parts += [f".{word}" for word in draw(st.lists(WORDS, max_size=2))]
    if draw(st.integers(0, 4)) == 0:
        parts.append(f"#{draw(WORDS)}")
    if draw(st.integers(0, 3)) == 0:
        operator = draw(st.sampled_from(("=", "^=", "$=", "*=", "~=")))
        parts.append(f'[{draw(st.sampled_from(("data-x", "id", "class")))}{operator}"{draw(VALUES)}"]')
    if draw(st.integers(0, 6)) == 0:
        parts.append("[data-x]")
    return "".join(parts) or draw(TAGS)


@st.composite
def selectors(draw: st.DrawFn) -> str:
    made = draw(compounds())
    for _ in range(draw(st.integers(0, 3))):
        made += draw(st.sampled_from((" ", " > "))) + draw(compounds())
    return made


@st.composite
def elements(draw: st.DrawFn, depth: int = 5) -> str:
    tag = draw(st.sampled_from(("div", "span"))) if depth else "p"
    attributes = [f'class="{" ".join(draw(st.lists(WORDS, max_size=3)))}"'] if draw(st.booleans()) else []
    attributes += [f'id="{draw(WORDS)}"'] if draw(st.integers(0, 3)) == 0 else []
    attributes += [f'data-x="{draw(VALUES)}"'] if draw(st.integers(0, 3)) == 0 else []
    inside = "".join(draw(elements(depth - 1)) for _ in range(draw(st.integers(0, 3)))) if depth else "t"
    return f"<{' '.join((tag, *attributes))}>{inside}</{tag}>"


@given(elements(), st.lists(selectors(), min_size=1, max_size=8))
def test_an_index_finds_what_xpath_finds(markup: str, asked: list[str]) -> None:
    tree = Tree(f"<html><body>{markup}</body></html>")
    for selector in asked:
        path = GenericTranslator().css_to_xpath(selector)
        assert tree.select(selector) == tree.root.xpath(path), selector


@pytest.mark.parametrize("selector", REFUSED)
def test_a_selector_without_a_rule_is_refused(selector: str) -> None:
    with pytest.raises(InputError):
        selector_of(selector)


def selectors_in(layout: Layout) -> tuple[str, ...]:
    parts = (layout.title, layout.lead, layout.body, layout.caption, layout.byline, layout.date, layout.drop)
    return tuple(selector for part in parts for selector in part)


def test_every_site_file_and_family_can_be_read() -> None:
    layouts = [layout for site in sites() for layout in site.layouts] + [family.layout for family in FAMILIES]
    found = [selector for layout in layouts for selector in selectors_in(layout)]
    found += [selector for family in FAMILIES for selector in (*family.marks, *family.header)]
    assert len(found) > 500
    for selector in found:
        selector_of(selector)


def test_attributes_in_capitals_are_found() -> None:
    tree = Tree('<html><body><DIV ITEMPROP="articleBody">t</DIV></body></html>')
    assert [e.tag for e in tree.select('[itemprop="articleBody"]')] == ["div"]


def test_deep_nesting_is_answered_in_time() -> None:
    depth = 900
    tree = Tree("<i class=x></i>" + "<div class='b c'>" * depth + "t" + "</div>" * depth)
    assert tree.select(".x .b .c") == []
    assert len(tree.select(".b > .c")) == depth - 1
