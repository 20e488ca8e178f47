"""A page's elements as lxml parses them: what is asked of the whole page is asked here, in a fraction of the time that
BeautifulSoup needs to build its tree. (BeautifulSoup then reads the article's part; see `cutting.py`.)
"""

from __future__ import annotations

import re
from collections import defaultdict
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
_WITH_CLASS, _WITH_ID = etree.XPath("//*[@class]"), etree.XPath("//*[@id]")
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed")
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
_PAGE_END = re.compile(rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
# A selector that the index answers by itself: a tag, classes, an id.
_SIMPLE = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?P<signs>(?:[.#][\w-]+)*)")
_SIGN = re.compile(r"[.#][\w-]+")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_VALUE = re.compile(r"\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector made ready. signs, values: its classes and ids, and the values in its brackets, must be on the page.

    simple: the index answers it. in_head: it looks for an element that only a page's head has.
    """

    tag: str | None
    signs: tuple[str, ...]
    values: tuple[str, ...]
    simple: bool
    in_head: bool
    find: etree.XPath


class Tree:
    """The elements of a page.

    root: the `html` element, without scripts and what else is never seen. json_ld: the texts of its JSON-LD scripts.
    canonical: the address that the page calls its own, None where it does not. Raises UnreadableError (`too_deep`,
    `no_text`).
    """

    def __init__(self, markup: str) -> None:
        # Zero characters and lone surrogates are taken by no parser.
        source = _XML_DECLARATION.sub(b"", markup.encode("utf-8", "ignore").replace(b"\0", b""))
        # The parser stops where a page says that it ends; browsers go on, and pages glued of several say so early.
        source = _PAGE_END.sub(b"", source)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        try:
            self.root: HtmlElement = html.document_fromstring(source, parser=parser)
        except etree.LxmlError:  # there is no element and no text
            raise UnreadableError("no_text", "there is no article on the page") from None
        if _TOO_DEEP(self.root):
            raise UnreadableError("too_deep", f"its elements are nested more than {MAX_DEPTH} deep: it is broken")
        self._markup = markup
        self.json_ld: tuple[str, ...] = tuple(
            script.text or "" for script in self.root.iter("script") if _is_json_ld(script)
        )
        self.canonical: str | None = next((e.get("href") for e in self.root.iter("link") if _is_canonical(e)), None)
        etree.strip_elements(self.root, *_UNSEEN, with_tail=False)
        self._by: dict[str, list[HtmlElement]] = defaultdict(list)
        for element in _WITH_CLASS(self.root):
            for word in dict.fromkeys(element.get("class").split()):
                self._by["." + word].append(element)
        for element in _WITH_ID(self.root):
            self._by["#" + element.get("id").strip()].append(element)
        self._found: dict[str, list[HtmlElement]] = {}

    def select(self, selector: str) -> list[HtmlElement]:
        """The elements that a CSS selector finds, in page order."""
        if selector not in self._found:
            self._found[selector] = self._find(_made(selector))
        return self._found[selector]

    def with_text(self, selectors: tuple[str, ...]) -> Iterator[HtmlElement]:
        """The elements with text that the selectors find, best selector first."""
        return (e for selector in selectors for e in self.select(selector) if has_text(e))

    def has(self, selectors: tuple[str, ...]) -> bool:
        """Whether any of the selectors finds an element."""
        return any(self.select(selector) for selector in selectors)

    def _find(self, made: _Selector) -> list[HtmlElement]:
        if not all(sign in self._by for sign in made.signs) or not all(v in self._markup for v in made.values):
            return []
        if not made.simple:
            head = self.root[0] if made.in_head and len(self.root) else self.root
            return list(made.find(head if head.tag == "head" else self.root))
        if not made.signs:
            return list(self.root.iter(made.tag))
        first, *others = (self._by[sign] for sign in made.signs)
        return [e for e in first if made.tag in (None, e.tag) and all(e in other for other in others)]


def _is_json_ld(script: HtmlElement) -> bool:
    return str(script.get("type", "")).strip().lower().startswith("application/ld+json")


def _is_canonical(link: HtmlElement) -> bool:
    return "canonical" in str(link.get("rel", "")).lower().split() and link.get("href") is not None


@lru_cache(maxsize=4096)
def _made(selector: str) -> _Selector:
    simple = _SIMPLE.fullmatch(selector)
    return _Selector(
        tag=simple["tag"] if simple else None,
        signs=tuple(_SIGN.findall(_BRACKETS.sub("", selector))),
        values=tuple(_VALUE.findall(selector)),
        simple=simple is not None,
        in_head=selector.startswith(("meta[", "link[")),
        find=etree.XPath(GenericTranslator().css_to_xpath(selector)),
    )


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
