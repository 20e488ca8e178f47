"""How much each element of an article's part holds, what its names say of it, and which ones are the site's own."""

from __future__ import annotations

from itertools import islice
from typing import NamedTuple

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus import marks, naming
from corpus.clean import clean_line
from corpus.naming import AMP_UNREAD, BLOCKS, PARTS, names, said_by_data, said_by_names, said_by_style

_SKIPPED = AMP_UNREAD | names(
    "script style noscript template iframe object embed svg canvas select option button input textarea nav aside "
    "footer head title video audio marquee map dialog link meta"
)
IMAGES = names("img amp-img amp-anim")
_SHOWING = IMAGES | names("figure figcaption picture br")
_SHORTEST_QUOTE, _LONGEST_QUOTE = 20, 300
_MOST_ASKED = 40  # pieces of a line of links
_MOSTLY = 0.5
_MAX_SIGNED = 60  # code points of a line with author and day, each of them a link


class Weight(NamedTuple):
    """How much an element holds: characters of text, how many of them in links, links, images, paragraphs with text;
    and what its own names and style say (`naming.py`)."""

    text: int = 0
    linked: int = 0
    links: int = 0
    images: int = 0
    paragraphs: int = 0
    named: int = 0
    style: int = 0


def weigh(root: Tag) -> dict[int, Weight]:
    """The weight of every element under a root, by its `id()`."""
    order: list[Tag] = [root]
    for element in order:
        order.extend(child for child in element.contents if isinstance(child, Tag))
    weights: dict[int, Weight] = {}
    for element in reversed(order):
        text = linked = links = images = paragraphs = 0
        for child in element.contents:
            if isinstance(child, Tag):
                w = weights[id(child)]
                text, linked, links, images = text + w.text, linked + w.linked, links + w.links, images + w.images
                paragraphs += w.paragraphs + (child.name == "p" and w.text > 0)
            elif type(child) is NavigableString:
                text += len(child.strip())
        name = element.name
        if name in _SKIPPED and not (name == "aside" and _is_quote(text, links)):
            text = linked = links = images = 0
        elif name == "a":
            linked, links = text, 1
        elif name in IMAGES or name == "picture":
            images = 1
        named = style = 0
        if "-" in name:
            named = said_by_names(name, "")
        if attrs := _attributes(element):
            named |= said_by_names(attrs.get("class", ""), attrs.get("id", ""))
            named |= said_by_data(attrs) if not PARTS.isdisjoint(attrs) else 0
            style = said_by_style(attrs["style"]) if "style" in attrs else 0
        weights[id(element)] = Weight(text, linked, links, images, paragraphs, named, style)
    return weights


def is_block(name: str, weight: Weight) -> bool:
    """Whether an element begins and ends lines; so do those that a site made up, whose names hold a hyphen."""
    return name in BLOCKS or "-" in name or bool(weight.named & naming.STAMP)


def is_chrome(element: Tag, weight: Weight, whole: int) -> bool:
    """Whether an element inside an article is the site's: by its tag or name, or because it is a list of links."""
    name = element.name
    if weight.style & naming.HIDDEN or "hidden" in element.attrs:
        return True
    if name in _SKIPPED and not (name == "aside" and weight.text):
        return True
    if weight.text > _MOSTLY * whole or name in _SHOWING:
        return False
    if weight.named & naming.CHROME:
        return True
    if not weight.links:
        return False
    if name == "a":
        return _is_card(element)
    if name in BLOCKS and weight.links >= 2 and weight.linked >= 0.6 * weight.text:
        return weight.text > _MAX_SIGNED or not any(map(_is_authors, islice(element.descendants, _MOST_ASKED)))
    return (
        name in ("div", "ul", "table", "section", "td")
        and weight.linked >= _MOSTLY * weight.text
        and marks.starts_related(clean_line(next(element.stripped_strings, "")))
    )


def _is_card(link: Tag) -> bool:
    """Whether a link shows another article: its headline, and below that its summary or its paper."""
    blocks = (e for e in islice(link.descendants, _MOST_ASKED) if isinstance(e, Tag) and e.name in BLOCKS)
    lines = (e for e in blocks if any(type(piece) is NavigableString for piece in e.contents))
    return next(islice(lines, 1, None), None) is not None


def _is_quote(text: int, links: int) -> bool:
    """Whether an `aside` is set apart from an article's text and yet of it: a few sentences without a link."""
    return not links and _SHORTEST_QUOTE <= text <= _LONGEST_QUOTE


def _is_authors(element: PageElement) -> bool:
    """Whether an element is marked as the article's author or day."""
    if not isinstance(element, Tag):
        return False
    attrs = _attributes(element)
    return "author" in attrs.get("rel", "").split() or attrs.get("itemprop") in ("author", "datePublished")


def _attributes(element: Tag) -> dict[str, str]:
    """An element's attributes: text all of them, as `soup_of` makes them, and no lists as a parser would."""
    return element.attrs  # type: ignore[return-value]
