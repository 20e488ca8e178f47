"""lxml's elements as a tree of BeautifulSoup, without writing them out and parsing them again."""

from __future__ import annotations

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus.css import Element


def soup_of(root: Element) -> tuple[Tag, dict[Element, Tag]]:
    """(the element and all in it, the tag of every element in it). Nothing recurses."""
    tags: dict[Element, Tag] = {}
    top = Tag(name=root.tag, attrs=dict(root.attrib))
    tags[root] = top
    last: PageElement = top
    pending: list[tuple[Element | str, Tag]] = _inside(root, top)
    while pending:
        node, parent = pending.pop()
        made: PageElement
        if isinstance(node, str):
            made = NavigableString(node)
        else:
            made = tags[node] = tag = Tag(name=node.tag, attrs=dict(node.attrib))
            pending.extend(_inside(node, tag))
        made.setup(parent, last, None, parent.contents[-1] if parent.contents else None, None)
        parent.contents.append(made)
        last = made
    return top, tags


def _inside(element: Element, tag: Tag) -> list[tuple[Element | str, Tag]]:
    """What stands in an element, last first, with the tag that is to hold it."""
    inside: list[tuple[Element | str, Tag]] = []
    for child in reversed(element):
        if child.tail:
            inside.append((child.tail, tag))
        inside.append((child, tag))
    if element.text:
        inside.append((element.text, tag))
    return inside
