"""Feeds (RSS, RDF, Atom) and sitemaps (also of news, also of sitemaps) → what they list."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from email.utils import parsedate_to_datetime
from html.entities import html5
from typing import Any

from lxml import etree

from corpus.crawl.addresses import clean_address
from corpus.crawl.filters import Teaser
from corpus.published import VIETNAM, parse_day

_MOST_ITEMS = 50_000  # as many as a sitemap may hold: https://www.sitemaps.org/protocol.html
# What may stand as it is, and an `&` that XML does not know: alone, or before a name that only HTML has.
_NO_XML = re.compile(
    rb"<!\[CDATA\[.*?(?:\]\]>|\Z)|&(?!#\d+;|#x[\da-fA-F]+;|(?:amp|lt|gt|quot|apos);)([a-zA-Z]\w{0,31};)?", re.S
)
_TAG = re.compile(r"<[^<>]*>")
_CUT_OFF = re.compile(r"(?:…|\.\.\.|\[…\])\s*\Z")
_FEEDS = {"rss", "RDF", "feed"}
_SITEMAPS = {"urlset", "sitemapindex"}
_WHOLE_LEAD_WORDS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """is_sitemap: else a feed. items: the articles. parts: further sitemaps, with the day of their last change."""

    is_sitemap: bool
    items: tuple[Teaser, ...]
    parts: tuple[Teaser, ...]


def read_feed(content: bytes, address: str) -> Feed | None:
    """What a feed or a sitemap lists, or None where the bytes are neither. Broken XML gives what stands before.

    address: its own, on which relative ones are based. Entities are not looked up, nothing is loaded beside; those of
    HTML and a bare `&`, of which many a feed is full, are what their writers meant.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=False)
    content = content.lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"\0" not in content:  # else it is UTF-16, and these bytes are parts of letters
        content = _NO_XML.sub(_as_xml, content)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    name = _name(root)
    if name in _SITEMAPS:
        items = tuple(_sitemap_items(root, address))
        parts = name == "sitemapindex"
        return Feed(is_sitemap=True, items=() if parts else items, parts=items if parts else ())
    if name in _FEEDS:
        return Feed(is_sitemap=False, items=tuple(_feed_items(root, address)), parts=())
    return None


def _as_xml(found: re.Match[bytes]) -> bytes:
    if not found[0].startswith(b"&"):
        return found[0]
    name = (found[1] or b"").decode("ascii", "replace")
    return "".join(f"&#{ord(letter)};" for letter in html5.get(name, "")).encode() or b"&amp;" + (found[1] or b"")


def _sitemap_items(root: Any, address: str) -> Iterator[Teaser]:
    for item in list(root)[:_MOST_ITEMS]:
        target = clean_address(_first(item, "loc") or "", address)
        if target is None:
            continue
        yield Teaser(
            address=target,
            title=_plain(_first(item, "title", deep=True)),
            published=parse_day(_first(item, "publication_date", deep=True) or ""),
            modified=parse_day(_first(item, "lastmod") or ""),
        )


def _feed_items(root: Any, address: str) -> Iterator[Teaser]:
    items = [node for node in root.iter() if _name(node) in ("item", "entry")]
    for item in items[:_MOST_ITEMS]:
        target = clean_address(_link(item) or "", address)
        if target is None:
            continue
        lead = _plain(_first(item, "description") or _first(item, "summary"))
        whole = lead is not None and len(lead.split()) >= _WHOLE_LEAD_WORDS and not _CUT_OFF.search(lead)
        yield Teaser(
            address=target,
            title=_plain(_first(item, "title")),
            lead=lead,
            whole_lead=whole,
            published=_day(_first(item, "pubDate") or _first(item, "date") or _first(item, "published")),
            modified=_day(_first(item, "updated")),
        )


def _link(item: Any) -> str | None:
    """RSS writes the address between the tags, Atom in `href`; a `guid` may be it."""
    for node in item:
        if _name(node) == "link" and node.get("rel", "alternate") == "alternate":
            found = node.get("href") or (node.text or "").strip()
            if found:
                return str(found)
    guid = _first(item, "guid") or ""
    return guid if guid.startswith("http") else None


def _first(item: Any, name: str, *, deep: bool = False) -> str | None:
    """The text of the first element of a name, whatever its namespace."""
    for node in item.iter() if deep else item:
        if _name(node) == name:
            text = "".join(node.itertext()).strip()
            if text:
                return text
    return None


def _name(node: Any) -> str:
    return str(etree.QName(node).localname) if isinstance(node.tag, str) else ""


def _plain(text: str | None) -> str | None:
    """Without the tags and entities that descriptions carry as text."""
    if text is None:
        return None
    return " ".join(html.unescape(_TAG.sub(" ", text)).split()) or None


def _day(text: str | None) -> date | None:
    """RFC 822 dates as RSS writes them, ISO 8601 as Atom does; in Vietnam's time."""
    if not text:
        return None
    try:
        stamp = parsedate_to_datetime(text)
        return (stamp.astimezone(VIETNAM) if stamp.tzinfo else stamp).date()
    except (ValueError, OverflowError, TypeError):
        return parse_day(text)
