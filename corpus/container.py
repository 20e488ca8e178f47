"""Where the article stands on a page that no site file knows.

The element is found by what running text it holds: menus, lists of links and teasers of other articles do not count.
"""

from __future__ import annotations

import re
from collections import defaultdict

from corpus.css import Element
from corpus.marks import is_leftover, starts_footer
from corpus.naming import AMP_UNREAD, is_chrome_name, names
from corpus.tree import Tree, text_of, words_of

_PARAGRAPH = 60  # code points; shorter lines are captions, items, buttons
_MOSTLY = 0.5  # of a line in links: a menu, a headline of another article; of a page's text: not the site's own part
_SHARE = 0.6  # of its parent's text that an element must hold to stand for it
_AROUND = 0.35  # of the page's text that must stand in the element around the headline in which the article is sought
_AS_MUCH = 0.6  # of the text around the headline that what stands beside it must hold to be of the same article
_FEW_LINKS = 0.3  # … and this much of that in links at most
_ALIKE = 3  # items of one shape, each with the headline of another article or a reader's name and day, make a list
_HEADLINE = 18  # code points of a link that reads as a headline
_LINKED = 0.6  # of its line
_ALL, _BOXED = 0.8, 0.4  # of a headline's line, of a box with headline and summary, in links
_MOST_HEADLINES = 2  # in one item; more are a column of the page
_ITEM_TEXT = 300
_INLINE = names("a b i em strong span font u big small sub sup s strike o:p st1:place mark abbr cite q label time br")
_OUTSIDE = AMP_UNREAD | names(
    "nav aside footer select option button head title marquee figcaption textarea dialog video a h1 h2 h3"
)
_BOX = names("div table section aside blockquote")
_TEXT_ITSELF = names("p h1 h2 h3 h4 h5 h6 li blockquote a b i em strong span font")
_LONGEST_IMPRINT = 400
_NEAR = 3  # elements between a headline of another article and its summary: its day, its picture
# What ends a reader's comment or the headline of another article, or stands in the former.
_COMMENT = re.compile(
    r"\b(?:Trả lời|Thích|Phản hồi|Reply|Like)\b\W{0,3}(?:\(?\d{1,5}\)?)?\W*$|\d{4},?\s+(?:lúc\s+)?\d{1,2}:\d{2}"
)
_NUMBERED = re.compile(r"^(?:post|item|news|article|entry|node|id)[-_]?\d+$")  # `post-82445`: of one item alone
_DATED = re.compile(r"\(?\d{1,2}[/-]\d{1,2}[/-]\d{4}\)?$")


def main_container(page: Tree, headline: Element | None) -> Element | None:
    """Where the article stands, or None where nothing reads like running text. headline: the element that shows it."""
    weights = _Weights(next(page.root.iter("body"), page.root))
    weights.leave_out_what_is_foreign()
    text, element = weights.text, weights.root
    if not text[element]:
        return None
    if headline is not None:
        least = _AROUND * text[element]
        element = weights.with_its_like(next((e for e in headline.iterancestors() if text.get(e, 0) >= least), element))
    while True:
        scores = {child: weights.score(child) for child in element}
        best = max(element, key=lambda child: scores[child], default=None)
        whole = sum(scores.values()) + weights.own(element)
        if best is None or not scores[best] or scores[best] < _SHARE * whole or weights.is_paragraph(best):
            return element
        if any(weights.is_of_the_same(best, other) for other in element if other is not best):
            return element
        element = best


def foreign_in(part: Element) -> frozenset[Element]:
    """What inside a part of a page is of other articles or of readers."""
    if next(part.iter("a"), None) is None:
        return frozenset()  # neither a headline of another article nor a button of a comment
    return _Weights(part).foreign


class _Weights:
    """How much running text stands in each element of a page that may be the article's.

    root: what is weighed, a page's body or a part of it. text: code points, by element. foreign: items of lists that
    tell of other articles, and readers' comments.
    """

    def __init__(self, root: Element) -> None:
        self.root = root
        self.text: dict[Element, int] = {}
        self._order = list(self.root.iter())
        self._own: dict[Element, int] = {}
        self._linked: dict[Element, int] = {}  # code points in links
        self._headlines: dict[Element, int] = {}  # lines that are links long enough, in each element
        self._count_lines()
        self.foreign = self._items()

    def leave_out_what_is_foreign(self) -> None:
        """Weigh anew, without what is foreign or the site's own."""
        without = {e for e in self._order if self._is_sites_own(e)} | self.foreign
        for element in reversed(self._order):
            self.text[element] = 0 if element in without else self._own[element] + sum(self.text[c] for c in element)

    def own(self, element: Element) -> int:
        """The running text right in an element."""
        return self._own[element]

    def score(self, element: Element) -> float:
        """The text of an element, the less the more links stand in it: a column of teasers has summaries, too."""
        text = self.text[element]
        return text * text / (text + self._linked[element]) if text else 0.0

    def with_its_like(self, element: Element) -> Element:
        """What holds an element and more than half as much running text again with few links: page builders cut an
        article into sections, and its headline stands in the first."""
        branch = element
        for around in element.iterancestors():
            if around is self.root or around not in self.text:
                break
            more = self.text[around] - self.text[element]
            in_links = sum(self._linked[e] for e in around if e is not branch and e not in self.foreign)
            if more > _AS_MUCH * self.text[element] and in_links < _FEW_LINKS * more:
                element = around
            branch = around
        return element

    def is_of_the_same(self, best: Element, other: Element) -> bool:
        """Whether what stands beside an element is of the same article: a section of the same make, without links."""
        make = best.get("class", "").split()[:1]
        alike = bool(make) and other.tag == best.tag and other.get("class", "").split()[:1] == make
        return alike and self.text[other] > 0 and self._linked[other] < _FEW_LINKS * self.text[other]

    def is_paragraph(self, element: Element) -> bool:
        """Whether an element is one of the lines itself, not what holds them."""
        if element.tag in _TEXT_ITSELF:
            return True
        return (
            self._own[element] == self.text[element] and sum(1 for _ in zip(element.iter("br"), "12", strict=False)) < 2
        )

    def _count_lines(self) -> None:
        """The running text right in each element, its inline elements' included, and what all in it adds up to."""
        inside: dict[Element, tuple[int, int]] = {}
        in_links: set[Element] = set()
        for link in self.root.iter("a"):
            in_links.add(link)
            if len(link):
                in_links.update(link.iter())
        for element in reversed(self._order):
            tag = element.tag
            text, linked, in_all, below, headlines = _length(element.text), 0, 0, 0, 0
            for child in element:
                if child in inside:
                    add, add_linked = inside[child]
                    text, linked = text + add, linked + add_linked
                text += _length(child.tail)
                in_all += self.text[child]
                below += self._linked[child]
                headlines += self._headlines[child]
            if element in in_links:
                linked = text
            own = 0
            if tag in _INLINE:
                inside[element] = text, linked
            else:
                headlines += text >= _HEADLINE and linked >= _LINKED * text
                if text >= _PARAGRAPH and linked < _MOSTLY * text and not _is_imprint(element):
                    own = text - linked
            if tag == "a":
                below = _length("".join(element.itertext())) if len(element) else text
            self._own[element], self._linked[element], self._headlines[element] = own, below, headlines
            self.text[element] = own + in_all

    def _is_sites_own(self, element: Element) -> bool:
        if element is self.root:
            return False
        if element.tag in _OUTSIDE:
            return True
        if 0 < self.text[element] <= _MOSTLY * self.text[self.root]:
            return any(is_chrome_name(word) for word in words_of(element))
        return False

    def _items(self) -> frozenset[Element]:
        """Items of lists that are not the article's: alike, short, each with a headline or a comment's day."""
        alike: dict[tuple[Element, str, str], list[Element]] = defaultdict(list)
        for element in self._order:
            if element.tag in _INLINE or self.text[element] > _ITEM_TEXT:
                continue
            if 1 <= self._headlines[element] <= _MOST_HEADLINES or self._is_comment(element):
                make = " ".join(word for word in element.get("class", "").split() if not _NUMBERED.search(word))
                alike[element.getparent(), element.tag, make].append(element)
        lists = {e for key, items in alike.items() if self._make_list(key[0], items) for e in items}
        boxes = {e for e in self._order if e.tag in _BOX and self._is_box(e)}
        return frozenset(lists | boxes | self._summaries())

    def _is_box(self, element: Element) -> bool:
        """Whether an element holds the headline of another article, and a summary shorter than that."""
        if element is self.root or self.text[element] > _ITEM_TEXT or not self._linked[element]:
            return False
        longest = max((_length("".join(link.itertext())) for link in element.iter("a")), default=0)
        return longest >= _HEADLINE and self._share_of_links(element) >= _BOXED

    def _share_of_links(self, element: Element) -> float:
        whole = _length("".join(element.itertext()))
        return self._linked[element] / whole if whole else 0.0

    def _summaries(self) -> set[Element]:
        """Short paragraphs right below the linked headlines that they sum up, where there are several, and these."""
        found: dict[Element, list[Element]] = defaultdict(list)
        for element in self._order:
            if not 0 < self._own[element] <= _ITEM_TEXT or element.getparent() is None:
                continue
            for number, above in enumerate(element.itersiblings(preceding=True)):
                if number >= _NEAR or self._own.get(above) or self._headlines.get(above, 0) > 1:
                    break
                if self._headlines.get(above) and self._share_of_links(above) >= _ALL:
                    found[element.getparent()] += [above, element]
                    break
        return {e for parent, pairs in found.items() for e in _in_a_row(parent, pairs)}

    def _make_list(self, parent: Element | None, items: list[Element]) -> bool:
        """Whether some items of one shape are a list: there are several, or nothing else stands beside them."""
        return len(items) >= _ALIKE or (len(items) > 1 and parent is not None and len(items) == len(parent))

    def _is_comment(self, element: Element) -> bool:
        """Whether a short element ends as a reader's comment does, or as a teaser: a day behind a picture or a link."""
        if not self._own[element] or not len(element):
            return False
        text = text_of(element, 2 * _ITEM_TEXT)
        if _COMMENT.search(text):
            return True
        return bool(_DATED.search(text)) and next(element.iter("a", "img"), None) is not None


def _in_a_row(parent: Element, pairs: list[Element]) -> list[Element]:
    """Those pairs of headline and summary that follow one another: what stands alone between paragraphs is one link."""
    kept: list[Element] = []
    wanted = set(pairs)
    # All at once: to ask for one place after the other would cost the square of a long list.
    place = {child: at for at, child in enumerate(parent) if child in wanted}
    places = [place[element] for element in pairs]
    for at in range(2, len(pairs), 2):
        if places[at] - places[at - 1] <= _NEAR:
            kept += pairs[at - 2 : at + 2]
    return kept


def _is_imprint(element: Element) -> bool:
    """Whether a line is the site's: its counters, its licence, its editors."""
    text = text_of(element, _LONGEST_IMPRINT)
    return bool(text) and (is_leftover(text) or starts_footer(text))


def _length(text: str | None) -> int:
    return len(" ".join(text.split())) if text and not text.isspace() else 0
