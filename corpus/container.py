"""Where the article stands on a page that no site file knows.

The element is found by what running text it holds: menus, lists of links and teasers of other articles do not count.
"""

from __future__ import annotations

from collections import defaultdict

from lxml.html import HtmlElement

from corpus.markup import is_chrome_name, names
from corpus.tree import Tree, words_of

_PARAGRAPH = 60  # code points; shorter lines are captions, items, buttons
_MOSTLY = 0.5  # of a line in links: a menu, a headline of another article; of a page's text: not the site's own part
_SHARE = 0.6  # of its parent's text that an element must hold to stand for it
_TEASERS = 3  # items of one shape, each with a linked headline, make a list of other articles
_HEADLINE = 18  # code points of a link that reads as a headline
_TEASER_TEXT = 700
_INLINE = names("a b i em strong span font u big small sub sup s strike o:p st1:place mark abbr cite q label time br")
_OUTSIDE = names("nav aside footer select option button head title marquee figcaption textarea dialog video a")
_TEXT_ITSELF = names("p h1 h2 h3 h4 h5 h6 li blockquote a b i em strong span font")


def main_container(page: Tree) -> HtmlElement | None:
    """The element that holds the article, or None where nothing reads like running text."""
    found = _Weights(page)
    element = found.root
    if not found.text[element]:
        return None
    while True:
        best = max(element, key=lambda child: found.text[child], default=None)
        if best is None or found.text[best] < _SHARE * found.text[element] or best.tag in _TEXT_ITSELF:
            return element
        element = best


class _Weights:
    """How much running text stands in each element of a page that may be the article's.

    root: `body`. text: code points, by element; nothing for what is the site's own.
    """

    def __init__(self, page: Tree) -> None:
        self.root: HtmlElement = next(iter(page.select("body")), page.root)
        self.text: dict[HtmlElement, int] = {}
        self._order = list(self.root.iter())
        self._own: dict[HtmlElement, int] = {}
        self._headline: set[HtmlElement] = set()  # those that hold a link long enough for a headline
        self._count_lines()
        self._add_up(frozenset())
        self._add_up(frozenset(e for e in self._order if self._is_sites_own(e)) | self._teasers())

    def _count_lines(self) -> None:
        """The running text right in each element, its inline elements' included."""
        inside: dict[HtmlElement, tuple[int, int]] = {}
        for element in reversed(self._order):
            text, linked = _length(element.text), 0
            for child in element:
                add, in_links = inside.get(child, (0, 0))
                text, linked = text + add + _length(child.tail), linked + in_links
                if child in self._headline:
                    self._headline.add(element)
            if element.tag == "a":
                linked = text
                if text >= _HEADLINE:
                    self._headline.add(element)
            if element.tag in _INLINE:
                inside[element] = (text, linked)
                self._own[element] = 0
            else:
                self._own[element] = text - linked if text >= _PARAGRAPH and linked < _MOSTLY * text else 0

    def _add_up(self, without: frozenset[HtmlElement]) -> None:
        for element in reversed(self._order):
            if element in without:
                self.text[element] = 0
            else:
                self.text[element] = self._own[element] + sum(self.text[child] for child in element)

    def _is_sites_own(self, element: HtmlElement) -> bool:
        if element is self.root:
            return False
        if element.tag in _OUTSIDE:
            return True
        if 0 < self.text[element] <= _MOSTLY * self.text[self.root]:
            return any(is_chrome_name(word) for word in words_of(element))
        return False

    def _teasers(self) -> frozenset[HtmlElement]:
        """Items of lists that tell of other articles: alike, each with a linked headline and little text."""
        alike: dict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
        for element in self._headline:
            parent = element.getparent()
            if parent is not None and element.tag not in _INLINE and self.text[element] <= _TEASER_TEXT:
                alike[parent, element.tag, element.get("class", "")].append(element)
        return frozenset(e for items in alike.values() if len(items) >= _TEASERS for e in items)


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0
