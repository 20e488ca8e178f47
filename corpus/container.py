"""Where the article stands on a page that no site file knows: trafilatura finds the text, we find its element."""

from __future__ import annotations

import logging
import re

import trafilatura
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

from corpus.clean import clean_line
from corpus.markup import holds_text, names, weigh

# What trafilatura works on at most; larger and deeper pages go by the weight of their elements alone.
MAX_CHARACTERS = 2_000_000
MAX_DEPTH = 150
_SHARE = 0.7  # of the text found; the rest may be a lead or a caption outside the container
_PARAGRAPH = 80
_OUTSIDE = names("script style noscript template nav aside footer header select option button head title")

# trafilatura reports pages without an article as errors; here that is an ordinary finding, told by `read`.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def main_container(soup: BeautifulSoup, html: str, depth: int) -> Tag | None:
    """The element that holds the article, or None where nothing reads like one. depth: how deep the page nests."""
    texts: set[str] = set()
    if len(html) <= MAX_CHARACTERS and depth <= MAX_DEPTH:
        texts = _main_texts(html)
    return _holder(soup, texts) or _heaviest(soup)


def _main_texts(html: str) -> set[str]:
    found = trafilatura.extract(
        html, output_format="txt", include_comments=False, include_tables=True, favor_precision=False, deduplicate=False
    )
    return {key for line in (found or "").split("\n") if len(key := _key(line)) >= 40}


def _key(text: str) -> str:
    return re.sub(r"\W+", "", clean_line(text)).casefold()[:80]


def _holder(soup: BeautifulSoup, texts: set[str]) -> Tag | None:
    """The smallest element with most of the text."""
    weights: dict[int, int] = {}
    elements: dict[int, Tag] = {}
    total = 0
    met: set[str] = set()
    if not texts:
        return None
    for element in soup.find_all(True):
        if element.name in _OUTSIDE or not holds_text(element):
            continue
        key = _key(element.get_text(" ")[:400])
        if key not in texts or key in met:
            continue
        met.add(key)
        size = len(element.get_text())
        total += size
        for holder in element.parents:
            weights[id(holder)] = weights.get(id(holder), 0) + size
            elements[id(holder)] = holder
    fitting = [i for i, size in weights.items() if size >= _SHARE * total]
    return max((elements[i] for i in fitting), key=lambda e: sum(1 for _ in e.parents), default=None)


def _heaviest(soup: BeautifulSoup) -> Tag | None:
    """The element whose own lines hold most running text; links do not count."""
    root = soup.body or soup
    weights = weigh(root)
    best: Tag | None = None
    most = 0
    for element in [root, *root.find_all(True)]:
        if element.name in _OUTSIDE or weights[id(element)].text < _PARAGRAPH:
            continue
        own = sum(len(c.strip()) for c in element.children if type(c) is NavigableString)
        for child in element.children:
            if isinstance(child, Tag) and child.name in ("p", "div", "span", "font", "b", "i", "em", "strong", "li"):
                w = weights[id(child)]
                if w.text >= _PARAGRAPH and not (child.name == "div" and child.find(["p", "div"])):
                    own += w.text - w.linked
        if own > most:
            best, most = element, own
    return best if most else None
