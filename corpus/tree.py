"""A page's elements as lxml parses them: what is asked of the whole page is asked here, in a fraction of the time that
BeautifulSoup needs to build its tree. (BeautifulSoup then reads the article's part; see `cutting.py`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from corpus.article import Page
from corpus.clean import clean_line, decode
from corpus.css import Element, Selector, selector_of
from corpus.errors import UnreadableError
from corpus.index import Index
from corpus.thinning import thinned

MAX_DEPTH = 1000  # pages that people read stay below 100
_TOO_DEEP = etree.XPath("/*" * (MAX_DEPTH + 1))
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed")
_ASKED = ("title", "meta", "link", "h1", "time", "input")  # on every page
_SEVERAL, _TEASER = 3, 400  # elements; code points
_BETWEEN = b"\x1e"  # a record separator, as no JSON holds it
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")


class Tree:
    """The elements of a page.

    root: the `html` element, without scripts and what else is never seen. json_ld: the texts of its JSON-LD scripts.
    Raises UnreadableError (`too_deep`, `no_text`).
    """

    def __init__(self, markup: str, json_ld: tuple[str, ...] = ()) -> None:
        # Zero characters and lone surrogates are taken by no parser.
        source = markup.encode("utf-8", "ignore").replace(b"\0", b"")
        self.root = _parsed(source)
        self.json_ld = json_ld
        by_tag = self._of_tags()
        elements = list(self.root.iter())
        if len(elements) > MAX_DEPTH and _TOO_DEEP(self.root):
            raise UnreadableError("too_deep", f"its elements are nested more than {MAX_DEPTH} deep: it is broken")
        self._index = Index(elements, by_tag, source)
        self._found: dict[str, list[Element]] = {}
        self._largest: dict[tuple[str, ...], Element | None] = {}

    def _of_tags(self) -> dict[str, list[Element]]:
        """Take out what is never seen, and note the elements of the tags that are asked for on every page.

        One search does both: each goes over the whole page, which takes a tenth of the time of parsing it.
        """
        found = list(self.root.iter(*_UNSEEN, *_ASKED))
        if any(element.tag in _UNSEEN for element in found):
            etree.strip_elements(self.root, *_UNSEEN, with_tail=False)
            found = list(self.root.iter(*_ASKED))
        by_tag: dict[str, list[Element]] = {tag: [] for tag in _ASKED}
        for element in found:
            by_tag[element.tag].append(element)
        return by_tag

    def tagged(self, tag: str) -> list[Element]:
        """The elements of a tag, in page order."""
        return self._index.tagged(tag)

    def select(self, selector: str) -> list[Element]:
        """The elements that a CSS selector finds, in page order."""
        found = self._found.get(selector)
        if found is None:
            found = self._found[selector] = self._find(selector_of(selector))
        return found

    def with_text(self, selectors: Iterable[str]) -> Iterator[Element]:
        """The elements with text that the selectors find, best selector first."""
        return (e for selector in selectors for e in self.select(selector) if has_text(e))

    def largest(self, selectors: tuple[str, ...]) -> Element | None:
        """Of what the best selector finds, the element with most text: teasers may bear the article's class too.

        Where there are several and all of them short, they are teasers and nothing else.
        """
        if selectors not in self._largest:
            ranked = (sorted(self.with_text((s,)), key=text_length, reverse=True) for s in selectors)
            self._largest[selectors] = next((found[0] for found in ranked if found and not _are_teasers(found)), None)
        return self._largest[selectors]

    def has(self, selectors: Iterable[str]) -> bool:
        """Whether any of the selectors finds an element."""
        return any(self._is_there(selector) for selector in selectors)

    def _is_there(self, selector: str) -> bool:
        sign = selector_of(selector).sign
        return self._index.has_class(sign) if sign is not None else bool(self.select(selector))

    def _find(self, selector: Selector) -> list[Element]:
        if not self._index.may_find(selector):
            return []
        own, above = selector.own, selector.above
        found = self._index.candidates(own)
        if not own.is_indexed:
            found = [e for e in found if own.fits(e)]
        return [e for e in found if selector.stands_right(e)] if above else list(found)


def tree_of(page: Page) -> Tree:
    """The elements of a page of HTML. Raises UnreadableError (`empty`, `binary`, `encoding`, and those of Tree)."""
    content, scripts = thinned(page.content)
    markup = decode(content, charset=page.charset, markup=True)
    if b"\0" in content:  # a wide encoding: its tags are seen only now
        content, scripts = thinned(markup.encode("utf-8", "ignore").replace(b"\0", b""))
        return Tree(content.decode(), tuple(script.decode() for script in scripts))
    return Tree(markup, _json_ld(scripts, page.charset))


def _json_ld(scripts: tuple[bytes, ...], charset: str | None) -> tuple[str, ...]:
    """The texts of JSON-LD scripts; what is no text there says nothing, and stops nothing."""
    if not (content := _BETWEEN.join(script for script in scripts if script.strip())):
        return ()
    try:
        return tuple(decode(content, charset=charset, markup=False).split(_BETWEEN.decode()))
    except UnreadableError:
        return ()


def _are_teasers(found: list[Element]) -> bool:
    """Whether several elements, the longest first, are all short and about as long."""
    if len(found) < _SEVERAL:
        return False
    longest, second = text_length(found[0]), text_length(found[1])
    return longest <= _TEASER and longest <= 2 * second


def _parsed(source: bytes) -> Element:
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(_XML_DECLARATION.sub(b"", source), parser=parser)
    if root is None:
        raise UnreadableError("no_text", "there is no article on the page")
    return root


def has_text(element: Element) -> bool:
    """Whether an element holds a visible character."""
    return any(not piece.isspace() for piece in element.itertext())


def text_of(element: Element, limit: int | None = None) -> str:
    """The clean text of an element on one line; "" where it holds more than `limit` code points."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if limit is not None and length > limit:
            return ""
    return clean_line("".join(pieces))


def text_length(element: Element) -> int:
    """How many code points of text an element holds."""
    return sum(map(len, element.itertext()))


def words_of(element: Element) -> list[str]:
    """The words of an element's class and id."""
    return f"{element.get('class', '')} {element.get('id', '')}".split()


def drop(element: Element) -> None:
    """Take an element and all in it out of its tree; what stands behind it stays."""
    parent = element.getparent()
    if tail := element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)
