"""A page's elements as lxml parses them: what is asked of the whole page is asked here, in a fraction of the time that
BeautifulSoup needs to build its tree. (BeautifulSoup then reads the article's part; see `cutting.py`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from cssselect import GenericTranslator
from lxml import etree, html
from lxml.html import HtmlElement

from corpus.clean import clean_line
from corpus.errors import UnreadableError

MAX_DEPTH = 1000  # pages that people read stay below 100
_TOO_DEEP = etree.XPath("/*" * (MAX_DEPTH + 1))
_PAGE_END = re.compile(r"</(?:body|html)\s*>", re.I)
_CLASSES = etree.XPath("//@class", smart_strings=False)
_IDS = etree.XPath("//@id", smart_strings=False)
_CANONICAL = etree.XPath(
    "//link[contains(concat(' ', translate(@rel, 'CANOIL', 'canoil'), ' '), ' canonical ')]/@href", smart_strings=False
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CLASS = re.compile(r"\.([\w-]+)")
_ID = re.compile(r"#([\w-]+)")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_JSON_LD = etree.XPath("//script[starts-with(translate(@type, 'APLICTONDJS', 'aplictondjs'), 'application/ld+json')]")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed")


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector made ready: its classes and ids must be on the page before the page is searched."""

    needs: frozenset[str]
    find: etree.XPath


class Tree:
    """The elements of a page.

    root: the `html` element, without scripts and what else is never seen. json_ld: the texts of its JSON-LD scripts.
    canonical: the address that the page calls its own, None where it does not. Raises UnreadableError (`too_deep`,
    `no_text`).
    """

    def __init__(self, markup: str) -> None:
        # Zero characters and lone surrogates are taken by no parser.
        source = _XML_DECLARATION.sub("", markup).replace("\0", "")
        # The parser stops where a page says that it ends; browsers go on, and pages glued of several say so early.
        source = _PAGE_END.sub("", source)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        try:
            self.root: HtmlElement = html.document_fromstring(source.encode("utf-8", "ignore"), parser=parser)
        except etree.LxmlError:  # there is no element and no text
            raise UnreadableError("no_text", "there is no article on the page") from None
        if _TOO_DEEP(self.root):
            raise UnreadableError("too_deep", f"its elements are nested more than {MAX_DEPTH} deep: it is broken")
        self.json_ld: tuple[str, ...] = tuple(script.text or "" for script in _JSON_LD(self.root))
        self.canonical: str | None = next(iter(_CANONICAL(self.root)), None)
        etree.strip_elements(self.root, *_UNSEEN, with_tail=False)
        self._signs = {f".{word}" for value in _CLASSES(self.root) for word in value.split()}
        self._signs.update(f"#{value.strip()}" for value in _IDS(self.root))
        self._found: dict[str, list[HtmlElement]] = {}

    def select(self, selector: str) -> list[HtmlElement]:
        """The elements that a CSS selector finds, in page order."""
        if selector not in self._found:
            made = _made(selector)
            self._found[selector] = made.find(self.root) if made.needs <= self._signs else []
        return self._found[selector]

    def with_text(self, selectors: tuple[str, ...]) -> Iterator[HtmlElement]:
        """The elements with text that the selectors find, best selector first."""
        return (e for selector in selectors for e in self.select(selector) if has_text(e))

    def has(self, selectors: tuple[str, ...]) -> bool:
        """Whether any of the selectors finds an element."""
        return any(self.select(selector) for selector in selectors)


@lru_cache(maxsize=4096)
def _made(selector: str) -> _Selector:
    plain = _BRACKETS.sub("", selector)
    needs = {f".{c}" for c in _CLASS.findall(plain)} | {f"#{i}" for i in _ID.findall(plain)}
    return _Selector(frozenset(needs), etree.XPath(GenericTranslator().css_to_xpath(selector)))


def has_text(element: HtmlElement) -> bool:
    """Whether an element holds a visible character."""
    return any(not piece.isspace() for piece in element.itertext())


def text_of(element: HtmlElement, limit: int | None = None) -> str:
    """The clean text of an element on one line; "" where it holds more than `limit` code points."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if limit is not None and length > limit:
            return ""
    return clean_line("".join(pieces))


def text_length(element: HtmlElement) -> int:
    """How many code points of text an element holds."""
    return sum(map(len, element.itertext()))


def words_of(element: HtmlElement) -> list[str]:
    """The words of an element's class and id."""
    return f"{element.get('class', '')} {element.get('id', '')}".split()
