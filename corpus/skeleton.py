"""A saved page → the skeleton of its site file: selectors for the places where the page was found to have its parts.

The page is read as it is read today, and each part looked up in it again; then it is read with the selectors, and what
makes the text another one is left out. One page shows where things stand on one page: a person has to look at others.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

from corpus.article import Article, BlockKind, Page
from corpus.byline import read_byline
from corpus.container import foreign_in, main_container
from corpus.css import Element
from corpus.cutting import precedes
from corpus.errors import InputError, UnreadableError
from corpus.families import FAMILIES
from corpus.headline import find_headline
from corpus.layout import Layout, Site
from corpus.metadata import read_metadata
from corpus.published import parse_day
from corpus.read import read
from corpus.selecting import common, selectors_of, unique, unique_by_name
from corpus.sites import GENERAL, structure_of, tried
from corpus.tree import Tree, text_length, text_of, tree_of

_MAX_SHOWN = 200  # code points of an element that shows the day or the authors
_MAX_BLOCK = 2_000  # of one that shows a lead or a caption
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,63}")
_HEADING = 100  # of one above a list of other articles
# What may be left out, what helps least first, where the page reads otherwise with it.
_OPTIONAL = ("byline", "date", "caption", "lead", "title", "drop")


@dataclass(frozen=True, slots=True, kw_only=True)
class Skeleton:
    """What was found out about a page.

    article: as it is read today. site: its file to be, of one layout. family: whose layout this is, None where it was
    guessed. same: whether the page reads the same with it. left_out: parts whose selectors made the text another one.
    """

    article: Article
    site: Site
    family: str | None
    same: bool
    left_out: tuple[str, ...]


def skeleton(page: Page, name: str) -> Skeleton:
    """The skeleton of a page's site file. page: of HTML, with its address, if it does not say it itself.

    Raises UnreadableError where there is no article; InputError where the page's host is not known or its article
    stands in no element that a selector tells from others.
    """
    article = read(page)
    host = host_of(article)
    if host is None:
        raise InputError(f"{page.source}: does not say its address; give it with --url")
    family = next((family for family in FAMILIES if family.name == article.site), None)
    known = family.name if family else None
    layout = family.layout if family else _guessed(page, article, host)
    if not layout.body:
        raise InputError(f"{page.source}: no class, id or tag tells its article from the rest; write its file by hand")
    site = Site(
        name=name,
        publisher=article.publisher or host,
        hosts=(host,),
        layouts=(replace(layout, since=None, verified=None),),
    )
    for without in ((),) if family else ((), *((part,) for part in _OPTIONAL), _OPTIONAL[:-1]):
        emptied: dict[str, Any] = dict.fromkeys(without, ())
        tested = replace(site, layouts=(replace(site.layouts[0], **emptied),))
        if reads_the_same(page, article, tested):
            left_out = tuple(part for part in without if getattr(site.layouts[0], part))
            return Skeleton(article=article, site=tested, family=known, same=True, left_out=left_out)
    return Skeleton(article=article, site=site, family=known, same=False, left_out=())


def host_of(article: Article) -> str | None:
    """The host of an article's address, without `www.`; None where it is not known, a number, or no host's name.

    A page says its address itself and the host is written into code: only letters, digits and hyphens pass.
    """
    host = (urlsplit(article.url).hostname if article.url else None) or ""
    host = host.lower().removeprefix("www.")
    return host if _HOST.fullmatch(host) else None


def reads_the_same(page: Page, article: Article, site: Site) -> bool:
    """Whether a page read with a site file gives the article that it gave without."""
    try:
        with tried(site):
            again = read(page)
    except UnreadableError:
        return False
    return (again.text, again.blocks, again.title, again.published, again.byline, again.site) == (
        *(article.text, article.blocks, article.title, article.published, article.byline),
        site.name,
    )


# --- where the parts stand ----------------------------------------------------------------------------------


def _guessed(page: Page, article: Article, host: str) -> Layout:
    tree = tree_of(page)
    body, title, foreign = _places(tree, article, host)
    if body is None:
        return GENERAL
    selector = unique(tree, body) or next((s for s in selectors_of(body) if _finds(tree, s, body)), None)
    if selector is None:
        return GENERAL
    texts = _by_text(tree, body)
    heading = None if title is None else unique(tree, title)
    lead = next((text for kind, text in _blocks(article) if kind is BlockKind.LEAD), None)
    shown = [element for kind, text in _blocks(article) if kind is BlockKind.CAPTION for element in texts.get(text, ())]
    scope = body if title is None else _above_both(title, body)
    return Layout(
        title=(heading,) if heading else (),
        lead=_first_named(tree, body, (e for e in texts.get(lead or "", ()) if e is not body)),
        body=(selector,),
        caption=common(tree, sorted(shown, key=_depth, reverse=True), body, scope),
        byline=_first_named(tree, body, _signing(tree, article)),
        date=_first_named(tree, body, _dating(tree, article, body, title)),
        drop=common(tree, _wrappers(foreign, body, scope), body, scope, doubtful=True),
    )


def _places(tree: Tree, article: Article, host: str) -> tuple[Element | None, Element | None, list[Element]]:
    """(the body, the headline, what in the body is of other articles), as the page is read today."""
    layout = structure_of(tree, host).layout
    body = tree.largest(layout.body)
    title, _ = find_headline(tree, layout, read_metadata(tree), body)
    foreign: list[Element] = []
    if body is None:
        body = main_container(tree, title)
        if body is None:
            return None, None, []
        dropped = foreign_in(body)
        foreign = [e for e in tree.root.iter() if e in dropped]
    if title is None or text_of(title) != article.title:
        shown = (e for e in tree.root.iter() if e.tag != "title" and text_of(e, _MAX_SHOWN) == article.title)
        title = next(shown, None) if article.title else None
    return body, title, foreign


def _finds(tree: Tree, selector: str, body: Element) -> bool:
    """Whether the body is what a selector of several elements gives: that with most text."""
    return tree.largest((selector,)) is body


def _wrappers(foreign: list[Element], body: Element, scope: Element) -> list[Element]:
    """What is of other articles, whole lists with their headings where these hold little else."""
    around = {body, *body.iterancestors()}
    inside, all_of_them = set(scope.iter()), set(foreign)
    strange: dict[Element, int] = {}
    outer = [e for e in foreign if e in inside and not any(a in all_of_them for a in e.iterancestors())]
    for element in outer:
        for at in element.iterancestors():
            strange[at] = strange.get(at, 0) + text_length(element)
    found = []
    for element in outer:
        for at in element.iterancestors():
            if at in around or text_length(at) - strange[at] > _HEADING:
                break
            element = at
        found.append(element)
    return list(dict.fromkeys(found))


def _depth(element: Element) -> int:
    return sum(1 for _ in element.iterancestors())


def _above_both(title: Element, body: Element) -> Element:
    over = {body, *body.iterancestors()}
    return next(e for e in (title, *title.iterancestors()) if e in over)


def _blocks(article: Article) -> Iterator[tuple[BlockKind, str]]:
    return ((block.kind, article.text[block.start : block.end]) for block in article.blocks)


def _by_text(tree: Tree, body: Element) -> dict[str, list[Element]]:
    """The elements down to the body's end by their text, outer ones first."""
    found: dict[str, list[Element]] = {}
    inside = set(body.iter())
    for element in tree.root.iter():
        if (element in inside or precedes(element, body)) and (text := text_of(element, _MAX_BLOCK)):
            found.setdefault(text, []).append(element)
    return found


def _first_named(tree: Tree, body: Element, elements: Iterable[Element]) -> tuple[str, ...]:
    found = (unique_by_name(tree, element, body) for element in elements)
    return tuple(islice((selector for selector in found if selector), 1))


def _signing(tree: Tree, article: Article) -> list[Element]:
    """The elements whose text gives the article's authors, the smallest first."""
    return _giving(tree, lambda text: bool(article.byline) and read_byline(text, signed=True) == article.byline)


def _dating(tree: Tree, article: Article, body: Element, title: Element | None) -> list[Element]:
    """The elements above the body's end that give the day of publication, those below the headline first: the
    page's own header shows the day of the visit."""
    day = article.published
    found = _giving(tree, lambda text: day is not None and parse_day(text) == day)
    near = [e for e in found if precedes(e, body)]
    if title is None:
        return near
    return [e for e in near if precedes(title, e)] + [e for e in near if not precedes(title, e)]


def _giving(tree: Tree, fits: Callable[[str], bool]) -> list[Element]:
    found = [
        element
        for element in tree.root.iter()
        if element.tag not in ("title", "head", "html", "meta", "option")
        and (text := text_of(element, _MAX_SHOWN))
        and fits(element.get("datetime") or text)
    ]
    return sorted(found, key=text_length)
