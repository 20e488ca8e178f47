"""Which element of a page shows the article's headline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from corpus.clean import clean_line
from corpus.css import Element
from corpus.layout import Layout
from corpus.lines import Line, ends_sentence, is_paragraph
from corpus.metadata import Metadata, without_site
from corpus.published import parse_line
from corpus.tree import Tree, text_of, words_of

_TITLE = re.compile(r"title|tieu-?de|headline|heading", re.I)
_FIRST_LINES = 4
_GLANCE = 20  # code points
_LEVELS = 3  # ancestors above which a headline is looked for
_SHORTEST, _LONGEST = 15, 300
_MAX_SEARCHED = 20_000  # elements among which a headline is looked for
_HEADLINE_TAGS = ("h1", "h2", "h3", "div", "span", "p", "td", "b", "strong", "font")
_HEADINGS = ("h1", "h2", "h3")
_CHROME_PARENTS = ("nav", "aside", "footer", "li", "a", "title")
_CHROME = re.compile(r"breadcrumb|crumb|menu|sidebar|footer|related|lien-?quan|comment", re.I)
_MAIN_COLUMN = re.compile(r"sidebar[-_]?1$")  # what some themes call the column of the article
_NEAREST = 12  # ancestors that tell where an element stands


def find_headline(
    page: Tree, layout: Layout, metadata: Metadata, body: Element | None
) -> tuple[Element | None, str | None]:
    """(the element that shows the headline, the headline), each None where unknown. body: the article's, if known.

    What the page shows goes before what its head says: there, editors shorten.
    """
    titles = without_site(metadata.page_title) if metadata.page_title else ()
    headline = metadata.headline
    placed = [e for selector in layout.title for e in page.select(selector) if text_of(e, _LONGEST)]
    headings = [h for h in page.tagged("h1") if text_of(h, _LONGEST) and not _in_chrome(h)]
    for element in placed + headings:
        text = text_of(element, _LONGEST)
        if any(_same(text, known) for known in (headline, *titles) if known):
            return element, text
    if placed:
        return placed[0], text_of(placed[0], _LONGEST)
    if headline:
        return _showing(page, headline, body), headline
    if len(headings) == 1:
        return headings[0], text_of(headings[0], _LONGEST)
    shown = [(element, title) for title in titles if (element := _showing(page, title, body)) is not None]
    if shown:  # the site's name stands above the headline
        return max(shown, key=lambda pair: _position(pair[0]))
    if (element := _named(page)) is not None:
        return element, text_of(element, _LONGEST)
    return None, titles[0] if titles else None


def is_sure(element: Element | None, title: str | None, metadata: Metadata) -> bool:
    """Whether a headline is known well enough: the page's head names it, or it is marked as one.

    Else what stands right above the article may be a better one: `<title>` may be the site's name, as its header is.
    """
    if metadata.headline is not None:
        return True
    return element is not None and (element.tag in _HEADINGS or title != metadata.page_title)


def _position(element: Element) -> list[int]:
    """Where an element stands on its page: comparable in page order."""
    path = [element, *element.iterancestors()]
    return [parent.index(child) for child, parent in zip(path[-2::-1], path[:0:-1], strict=True)]


def headline_above(body: Element, site: str | None) -> Element | None:
    """The nearest element above an article that is set apart as a headline, on a page that marks none.

    site: what may be the site's name, and is no headline.
    """
    for holder in (body, *islice(body.iterancestors(), _LEVELS)):
        for number, above in enumerate(holder.itersiblings(preceding=True)):
            text = text_of(above, _LONGEST)
            if number >= _FIRST_LINES or is_paragraph(text):
                break
            if (
                len(text) < _SHORTEST
                or parse_line(text)
                or ends_sentence(text)
                or next(above.iter("a"), None) is not None
            ):
                continue
            for strong in above.iter("h1", "h2", "h3", "h4", "b", "strong", "big"):
                if len(text_of(strong)) >= _SHORTEST and text_of(strong) != site:
                    return strong
            if text.isupper() and text != site:
                return above
    return None


def headline_among(lines: Sequence[Line]) -> int | None:
    """Which of an article's first lines is its headline, on a page that marks none: set apart, over running text."""
    for at, line in enumerate(lines[:_FIRST_LINES]):
        if line.caption or line.cell or is_paragraph(line.text):
            return None
        apart = line.heading or line.bold or line.centered or line.text.isupper()
        if apart and not line.linked and len(line.text) >= _SHORTEST and not ends_sentence(line.text):
            return at if any(is_paragraph(later.text) or later.cell for later in lines[at + 1 :]) else None
    return None


def _named(page: Tree) -> Element | None:
    """The first element whose class or id calls it a title."""
    for number, element in enumerate(page.root.iter()):
        if number > _MAX_SEARCHED:
            return None
        if not any(_TITLE.search(word) for word in words_of(element)):
            continue
        text = text_of(element, _LONGEST)
        if len(text) >= _SHORTEST and not _in_chrome(element) and next(element.iter("p", "ul", "table"), None) is None:
            return element
    return None


def _showing(page: Tree, headline: str, body: Element | None) -> Element | None:
    """The element that shows a headline known from the head: the first with just this text, outside menus."""
    within = set() if body is None else {body, *body.iterancestors()}
    wanted = headline.casefold()
    for number, element in enumerate(page.root.iter(*_HEADLINE_TAGS)):
        if number > _MAX_SEARCHED:
            return None
        if not _may_begin(element, wanted) or element in within:
            continue
        if text_of(element, _LONGEST).casefold() == wanted and not _in_chrome(element):
            return element
    return None


def _may_begin(element: Element, wanted: str) -> bool:
    """Cheap: whether the first letters of an element are those of a headline in lower case."""
    first = (element.text or "").lstrip()
    if not first:
        first = next((piece for piece in element.itertext() if not piece.isspace()), "").lstrip()
    # Letters with marks may be written as two; a plain one is what it is.
    plain = first[:1].isascii() and first[:1].isalnum() and wanted[:1].isascii()
    if plain and first[:1].lower() != wanted[:1]:
        return False
    begins = clean_line(first[:_GLANCE]).casefold()
    return bool(begins) and wanted.startswith(begins[: _GLANCE // 2])


def _same(text: str, known: str) -> bool:
    a, b = text.casefold(), known.casefold()
    return a == b or (len(a) >= _SHORTEST and b.startswith(a)) or (len(b) >= _SHORTEST and a.startswith(b))


def _in_chrome(element: Element) -> bool:
    for number, parent in enumerate((element, *element.iterancestors())):
        if number > _NEAREST:
            return False
        if parent.tag in _CHROME_PARENTS:
            return True
        words = words_of(parent)
        if any(_CHROME.search(word) for word in words):
            return not _MAIN_COLUMN.match(" ".join(words))
    return False
