"""A section's page → the articles that it lists, with what it says of them, and where it goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from scrapy import Selector

from corpus.clean import decode
from corpus.crawl.addresses import clean_address, is_file, looks_like_article, same_site, with_page
from corpus.crawl.filters import Teaser, fold
from corpus.errors import UnreadableError
from corpus.published import parse_day, parse_line

_MOST_LINKS = 5_000
_MOST_NODES = 200_000
_MOST_NEXT = 50  # numbers of pages in a row
_LONGEST_LEAD = 600
_TITLE_WORDS = 4
_WHOLE_LEAD_WORDS = 8
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\]|»|>>)\s*\Z")
NEXT_WORDS = frozenset(
    "trang sau|trang tiếp|trang kế|tiếp|tiếp theo|sau|cũ hơn|bài cũ hơn|next|older|›|»|>|>>".split("|")
)
_NEXT_CLASS = re.compile(r"(?:\A|\s)(?:\S*[-_])?next(?:[-_]?(?:page|link))?(?:\s|\Z)", re.I)
_NO_TEXT = {"script", "style", "noscript", "template", "svg"}
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:News|Report|Blog)?(?:Article|Posting)"')
_MANY = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """articles: in page order. next: the address of the following page, None: there is none. sections: other links."""

    articles: tuple[Teaser, ...]
    next: str | None
    sections: tuple[str, ...]


def check_next(given: str) -> None:
    """Raise ValueError where a plan's `next` is neither an address with `{page}` nor a CSS selector."""
    if "{page}" in given:
        return
    try:
        Selector(text="<a>").css(given)
    except Exception as error:  # cssselect has errors of several kinds, all of them: this is no selector
        raise ValueError(f"{given!r} is no CSS selector ({error})") from None


def says_article(content: bytes, charset: str | None) -> bool | None:
    """Does a page say of itself, in its head, that it is an article? None: it does not say what it is."""
    root = _root(content, charset)
    if root is None:
        return None
    kinds = root.xpath("//meta[@property='og:type']/@content")
    if any(_ARTICLE_TYPE.search(text) for text in root.xpath("//script[@type='application/ld+json']/text()")):
        return True
    return kinds[0].strip().lower() == "article" if kinds else None


def read_listing(
    content: bytes, *, charset: str | None, address: str, articles: str | None, next_page: str | None, page: int
) -> Listing:
    """What a section's page lists. articles, next_page: as in a plan's source. page: which of the section, from 1.

    Titles are the longest of the words linked to an article; lead and day stand in the part of the page that holds
    links to that article alone. A page that cannot be read lists nothing.
    """
    root = _root(content, charset)
    if root is None:
        return Listing(articles=(), next=None, sections=())
    base = clean_address((root.xpath("//base/@href") or [address])[0], address) or address
    anchors: dict[str, list[Any]] = {}
    others: dict[str, None] = {}
    for anchor in root.xpath(f"(//a[@href])[position() <= {_MOST_LINKS}]"):
        target = clean_address(anchor.get("href"), base)
        if target is None or target == address:
            continue
        if _is_article(target, articles, address):
            anchors.setdefault(target, []).append(anchor)
        elif same_site(target, address) and not is_file(target):
            others[target] = None
    owners = _owners(anchors)
    teasers = []
    for target, links in anchors.items():
        teaser = _teaser(target, links, owners)
        if articles is None and len((teaser.title or "").split()) < _TITLE_WORDS:
            others[target] = None
        else:
            teasers.append(teaser)
    following = _next(root, base, address, next_page, page)
    if following is not None:
        others.pop(following, None)
    return Listing(articles=tuple(teasers), next=following, sections=tuple(others))


def _root(content: bytes, charset: str | None) -> Any:
    try:
        text = decode(content, charset=charset, markup=True)
    except UnreadableError:
        return None
    root = Selector(text=text, type="html").root
    return root if hasattr(root, "xpath") else None


def _is_article(target: str, articles: str | None, address: str) -> bool:
    if articles is not None:
        return re.search(articles, target) is not None
    return same_site(target, address) and looks_like_article(target)


def _owners(anchors: dict[str, list[Any]]) -> dict[Any, str]:
    """Element → the one article that is linked in it, or none where there are many."""
    owners: dict[Any, str] = {}
    for target, links in anchors.items():
        for link in links:
            node = link
            while node is not None and owners.get(node, target) != _MANY:
                owners[node] = target if owners.get(node, target) == target else _MANY
                node = node.getparent()
    return owners


def _teaser(target: str, links: list[Any], owners: dict[Any, str]) -> Teaser:
    titles = [_text_of(link) or link.get("title") or "" for link in links]
    titles += [image.get("alt") or "" for link in links for image in link.iter("img")]
    title = max((" ".join(t.split()) for t in titles), key=len, default="")
    part = max(links, key=lambda link: len(_text_of(link)))
    while (above := part.getparent()) is not None and above.tag != "body" and owners.get(above) == target:
        part = above
    day, chunks = None, []
    for text, stamp in _chunks(part, set(links)):
        found = parse_day(stamp) if stamp else _day_line(text)
        if found or stamp:
            day = day or found
        elif len(text.split()) >= _TITLE_WORDS and fold(text) != fold(title):
            chunks.append(text)
    lead = " ".join(chunks)[:_LONGEST_LEAD].strip()
    whole = len(lead.split()) >= _WHOLE_LEAD_WORDS and len(lead) < _LONGEST_LEAD and not _CUT_OFF.search(lead)
    if _CUT_OFF.search(title):
        whole = False
    return Teaser(address=target, title=title or None, lead=lead or None, whole_lead=whole, published=day)


def _chunks(part: Any, links: set[Any]) -> Iterator[tuple[str, str | None]]:
    """The texts of a part outside the links, in order; a time's own stamp with its text."""
    inside = 0
    stack: list[tuple[Any, bool]] = [(part, False)]
    seen = 0
    while stack and seen < _MOST_NODES:
        node, done = stack.pop()
        seen += 1
        if done:
            inside -= node in links
            if node is not part and node.tail and node.tail.strip() and not inside:
                yield " ".join(node.tail.split()), None
            continue
        if not isinstance(node.tag, str) or node.tag in _NO_TEXT:
            stack.append((node, True))
            continue
        inside += node in links
        stamp = node.get("datetime") if node.tag == "time" else None
        if not inside and (stamp or (node.text and node.text.strip())):
            yield " ".join((node.text or "").split()), stamp
        stack.append((node, True))
        stack.extend((child, False) for child in reversed(node))


def _day_line(text: str) -> date | None:
    line = parse_line(text)
    return line.day if line else None


def _text_of(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _next(root: Any, base: str, address: str, given: str | None, page: int) -> str | None:
    if given is not None and "{page}" in given:
        return clean_address(with_page(given, page + 1), base)
    if given is not None:
        links = Selector(root=root).css(given)
        hrefs = [link.root.get("href") for link in links if hasattr(link.root, "get")]
    else:
        hrefs = root.xpath("//link[@rel='next']/@href | //a[contains(concat(' ', @rel, ' '), ' next ')]/@href")
        going_on = (a for a in root.xpath("//a[@href]")[:_MOST_LINKS] if _goes_on(a, page))
        hrefs += [a.get("href") for a in islice(going_on, _MOST_NEXT)]
    for href in hrefs:
        target = clean_address(href or "", base)
        if target and target != address and same_site(target, address):
            return target
    return None


def _goes_on(anchor: Any, page: int) -> bool:
    """Does a link say `Trang sau`, or the number of the next page among others? Or is it marked so (`a.next-page`)?"""
    text = _text_of(anchor)
    if len(text) > 20:
        return False
    around = anchor.getparent()
    item = around is not None and around.tag == "li"
    if fold(text) in NEXT_WORDS or _NEXT_CLASS.search(
        " ".join((anchor.get("class", ""), around.get("class", "") if item else ""))
    ):
        return True
    if text != str(page + 1) or around is None:
        return False
    around = around.getparent() if item else around
    if around is None:
        return False
    numbers = {_text_of(number) for number in islice(around.iter("a", "span", "strong", "b", "li", "em"), _MOST_NEXT)}
    return str(page) in numbers or str(page + 2) in numbers
