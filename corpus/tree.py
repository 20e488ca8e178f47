"""A page's elements as lxml parses them: what is asked of the whole page is asked here, in a fraction of the time that
BeautifulSoup needs to build its tree. (BeautifulSoup then reads the article's part; see `cutting.py`.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import lru_cache

from cssselect import GenericTranslator
from lxml import etree, html
from lxml.html import HtmlElement

from corpus.clean import clean_line
from corpus.errors import UnreadableError

MAX_DEPTH = 1000  # pages that people read stay below 100
_TOO_DEEP = etree.XPath("/*" * (MAX_DEPTH + 1))
_UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "object", "embed")
_XML_DECLARATION = re.compile(rb"^\s*<\?xml[^>]{0,200}\?>")
_PAGE_END = re.compile(rb"</(?:[bB][oO][dD][yY]|[hH][tT][mM][lL])\s*>")
_HEAD = 30_000  # code points in which a page's head ends
_LAST = 100  # bytes of a page in which it may say that it ends
_SIGN = re.compile(r"[.#][\w-]+")
_CLASSES_ONLY = re.compile(r"(?P<tag>[a-z][a-z0-9]*)?(?:\.[\w-]+)+")
_BRACKETS = re.compile(r"\[[^\]]*\]")
_CLASSES = etree.XPath("//@class", smart_strings=False)
_IDS = etree.XPath("//@id", smart_strings=False)
_VALUE = re.compile(r"\[([\w-]+)|\"([^\"]+)\"")


@dataclass(frozen=True, slots=True)
class _Selector:
    """A selector made ready.

    signs, values: its classes and ids, and what stands in its brackets: they must be on the page. in_head: it looks for
    an element that only a page's head has. tag, classes: all that it asks for, where it names nothing else; the index
    then answers it. sign: all that it asks for, where that is one class or id. find: finds its elements.
    """

    signs: frozenset[str]
    values: tuple[str, ...]
    in_head: bool
    tag: str | None
    classes: frozenset[str]
    sign: str | None
    find: etree.XPath


class Tree:
    """The elements of a page.

    root: the `html` element, without scripts and what else is never seen. json_ld: the texts of its JSON-LD scripts.
    Raises UnreadableError (`too_deep`, `no_text`).
    """

    def __init__(self, markup: str, json_ld: tuple[str, ...] = ()) -> None:
        # Zero characters and lone surrogates are taken by no parser.
        source = _XML_DECLARATION.sub(b"", markup.encode("utf-8", "ignore").replace(b"\0", b""))
        # The parser stops where a page says that it ends; browsers go on, and pages glued of several say so early.
        if source.find(b"</html") != source.rfind(b"</html") or source.find(b"</body") < len(source) - _LAST:
            source = _PAGE_END.sub(b"", source)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
        try:
            self.root: HtmlElement = html.document_fromstring(source, parser=parser)
        except etree.LxmlError:  # there is no element and no text
            raise UnreadableError("no_text", "there is no article on the page") from None
        if _TOO_DEEP(self.root):
            raise UnreadableError("too_deep", f"its elements are nested more than {MAX_DEPTH} deep: it is broken")
        self._markup, self._head = markup, markup[:_HEAD].lower()
        self.json_ld = json_ld
        etree.strip_elements(self.root, *_UNSEEN, with_tail=False)
        self._signs = {f".{word}" for value in _CLASSES(self.root) for word in value.split()}
        self._signs.update(f"#{value.strip()}" for value in _IDS(self.root))
        self._found: dict[str, list[HtmlElement]] = {}
        self._by_class: dict[str, list[HtmlElement]] = {}

    def select(self, selector: str) -> list[HtmlElement]:
        """The elements that a CSS selector finds, in page order."""
        if selector not in self._found:
            self._found[selector] = self._find(_made(selector))
        return self._found[selector]

    def select_in(self, part: HtmlElement, selector: str) -> list[HtmlElement]:
        """The elements that a CSS selector finds in a part of the page, in page order."""
        return self._find(_made(selector), part)

    def expect(self, *selectors: tuple[str, ...]) -> None:
        """Search the page once for all that these selectors will be asked for, as far as they name single classes."""
        made = (_made(selector) for some in selectors for selector in some)
        self._index({word for m in made if m.signs <= self._signs for word in m.classes})

    def _index(self, words: Set[str]) -> None:
        """Note the elements of some classes, of those that are not noted yet."""
        words = words - self._by_class.keys()
        if not words:
            return
        self._by_class.update((word, []) for word in words)
        for element in _having(tuple(sorted(words)))(self.root):
            for word in dict.fromkeys(element.get("class").split()):
                if word in words:
                    self._by_class[word].append(element)

    def with_text(self, selectors: tuple[str, ...]) -> Iterator[HtmlElement]:
        """The elements with text that the selectors find, best selector first."""
        return (e for selector in selectors for e in self.select(selector) if has_text(e))

    def largest(self, selectors: tuple[str, ...]) -> HtmlElement | None:
        """Of what the best selector finds, the element with most text: teasers may bear the article's class too."""
        for selector in selectors:
            if found := list(self.with_text((selector,))):
                return max(found, key=text_length)
        return None

    def has(self, selectors: tuple[str, ...]) -> bool:
        """Whether any of the selectors finds an element."""
        return any(self._is_there(selector) for selector in selectors)

    def _is_there(self, selector: str) -> bool:
        made = _made(selector)
        if made.sign is not None:
            return made.sign in self._signs  # known without a search
        return bool(self.select(selector))

    def _holds(self, made: _Selector) -> bool:
        """Whether what stands in a selector's brackets is on the page."""
        if made.in_head:
            return all(value.lower() in self._head for value in made.values)
        return all(value in self._markup or value.upper() in self._markup for value in made.values)

    def _find(self, made: _Selector, part: HtmlElement | None = None) -> list[HtmlElement]:
        if not self._signs.issuperset(made.signs) or not self._holds(made):
            return []
        if part is None and made.classes:
            return self._with_classes(made)
        scope = self.root if part is None else part
        if made.in_head and len(scope) and scope[0].tag == "head":
            scope = scope[0]
        return list(made.find(scope))

    def _with_classes(self, made: _Selector) -> list[HtmlElement]:
        self._index(made.classes)
        first, *others = (self._by_class[word] for word in made.classes)
        return [e for e in first if made.tag in (None, e.tag) and all(e in other for other in others)]


@lru_cache(maxsize=4096)
def _having(words: tuple[str, ...]) -> etree.XPath:
    """Finds the elements whose class holds one of some words, be it as a part of another word."""
    return etree.XPath(f"descendant::*/@class[{' or '.join(f'contains(., {word!r})' for word in words)}]/..")


@lru_cache(maxsize=4096)
def _made(selector: str) -> _Selector:
    signs = _SIGN.findall(_BRACKETS.sub("", selector))
    classed = _CLASSES_ONLY.fullmatch(selector)
    return _Selector(
        signs=frozenset(signs),
        values=tuple(name or value for name, value in _VALUE.findall(selector)),
        in_head=selector.startswith(("meta[", "link[")),
        tag=classed["tag"] if classed else None,
        classes=frozenset(sign[1:] for sign in signs) if classed else frozenset(),
        sign=selector if _SIGN.fullmatch(selector) else None,
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
