"""The article's part of a page, cut out with lxml and handed to BeautifulSoup: from the headline to a little below the
body, with what selectors found marked in it. It is a tenth of a page, as a rule, and so is what reading it costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bs4 import Tag
from lxml import etree

from corpus.container import foreign_in
from corpus.css import Element
from corpus.layout import Layout
from corpus.markup import Chosen
from corpus.naming import is_author_card, is_chrome_name
from corpus.soup import soup_of
from corpus.tree import Tree, drop, text_length, words_of

# Behind the body only signatures are looked for; more is not kept.
_MAX_AFTER = 1_000  # code points
_UNREAD = ("select", "button", "input", "textarea", "canvas", "audio", "map", "dialog", "meta", "link", "head")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a page as BeautifulSoup has it. title: None where the headline is not shown, or below the body."""

    root: Tag
    body: Tag
    title: Tag | None
    chosen: Chosen


def cut(page: Tree, layout: Layout, body: Element, title: Element | None) -> Part:
    """The part of a page that holds its article, without what is of other articles or of readers.

    The page's tree is used up: ask it nothing afterwards.
    """
    kept = {e for inner in (body, title) if inner is not None for e in (inner, *inner.iterancestors())}
    _drop((e for selector in layout.drop for e in page.select(selector)), kept)
    if title is not None and not precedes(title, body):
        title = None
    root = _root(body, title)
    if title is not None:
        _drop_before(title, root)
    elif body is not root:
        _drop_before(body, root)
    _drop_after(body, root)
    etree.strip_elements(root, *_UNREAD, with_tail=False)
    _drop(foreign_in(body), kept)
    soup, tags = soup_of(root)
    return Part(
        root=soup,
        body=tags[body],
        title=tags.get(title) if title is not None else None,
        chosen=Chosen(
            captions=_chosen(page, layout.caption, tags),
            leads=_chosen(page, layout.lead, tags),
            signatures=_chosen(page, layout.byline, tags),
        ),
    )


def _drop(elements: Iterable[Element], kept: set[Element]) -> None:
    for element in elements:
        if element not in kept and element.getparent() is not None:
            drop(element)


def _chosen(page: Tree, selectors: tuple[str, ...], tags: dict[Element, Tag]) -> frozenset[int]:
    """What selectors find in the part, by the `id()` of its tags."""
    found = (element for selector in selectors for element in page.select(selector))
    return frozenset(id(tags[element]) for element in found if element in tags)


def _root(body: Element, title: Element | None) -> Element:
    """The smallest element that holds headline and body, and what stands behind the body."""
    above = body if title is None else _common(title, body)
    parent = above.getparent() if above is body else None
    return above if parent is None else parent


def _common(first: Element, second: Element) -> Element:
    over = {first, *first.iterancestors()}
    return next(e for e in (second, *second.iterancestors()) if e in over)


def precedes(element: Element, body: Element) -> bool:
    """Whether an element (a headline, a day) stands above the body or in it, and does not hold it."""
    common = _common(element, body)
    if common is element:
        return False  # a broken page where it was never closed
    if common is body:
        return True
    return bool(common.index(_branch(common, element)) < common.index(_branch(common, body)))


def _branch(ancestor: Element, element: Element) -> Element:
    """The child of an ancestor that holds the element."""
    return next(e for e in (element, *element.iterancestors()) if e.getparent() is ancestor)


def _drop_before(element: Element, root: Element) -> None:
    """Remove everything in the root that ends before the element begins."""
    while element is not root:
        parent = element.getparent()
        for sibling in list(element.itersiblings(preceding=True)):
            parent.remove(sibling)
        parent.text = None
        element = parent


def _drop_after(element: Element, root: Element) -> None:
    """Remove what stands further below the element than signatures do."""
    kept = 0
    while element is not root:
        parent = element.getparent()
        for sibling in list(element.itersiblings()):
            words = words_of(sibling)
            own = any(map(is_chrome_name, words)) and not any(map(is_author_card, words))
            kept += text_length(sibling) if kept <= _MAX_AFTER and not own else 0
            if own or kept > _MAX_AFTER:
                parent.remove(sibling)
        element = parent
