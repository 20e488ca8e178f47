"""lxml's elements as a tree of BeautifulSoup, without writing them out and parsing them again."""

from __future__ import annotations

from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from corpus.css import Element
from corpus.naming import BLOCKS


def soup_of(root: Element) -> tuple[Tag, dict[Element, Tag]]:
    """(the element and all in it, the tag of every element in it). Nothing recurses.

    Blanks at the edge of a block, a third of all strings, say nothing and are left out.
    """
    top = _tag_of(root, None, None)
    tags: dict[Element, Tag] = {root: top}
    last: PageElement = _append(root.text, top, top) if root.text else top
    open_tags: list[tuple[Tag, Element, Iterator[Element]]] = [(top, root, iter(root))]
    while open_tags:
        parent, element, children = open_tags[-1]
        child = next(children, None)
        if child is None:
            open_tags.pop()
            if open_tags and (tail := element.tail) and not _is_edge(tail, element.tag):
                last = _append(tail, open_tags[-1][0], last)
            continue
        tag = _tag_of(child, parent, last)
        tags[child] = last = tag
        parent.contents.append(tag)
        if (text := child.text) and not _is_edge(text, child.tag):
            last = _append(text, tag, tag)
        if len(child):
            open_tags.append((tag, child, iter(child)))
        elif (tail := child.tail) and not _is_edge(tail, child.tag):
            last = _append(tail, parent, last)
    return top, tags


def _is_edge(text: str, tag: str) -> bool:
    return tag in BLOCKS and text.isspace()


def _tag_of(element: Element, parent: Tag | None, last: PageElement | None) -> Tag:
    tag = Tag(name=element.tag, parent=parent, previous=last)
    if attributes := element.items():
        tag.attrs.update(attributes)  # text already: the constructor would look at each value
    return tag


def _append(text: str, parent: Tag, last: PageElement) -> NavigableString:
    """A string at the end of a tag, behind the last of all elements so far."""
    made = NavigableString(text)
    made.parent, made.previous_element = parent, last
    last.next_element = made
    if parent.contents:
        made.previous_sibling = before = parent.contents[-1]
        before.next_sibling = made
    parent.contents.append(made)
    return made
