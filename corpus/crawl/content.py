"""A body as it came → what it is: an article, a section, a feed or a sitemap."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass, replace

from corpus.article import PDF, WORD
from corpus.crawl.addresses import looks_like_article
from corpus.crawl.feeds import Feed, read_feed
from corpus.crawl.listing import says_article
from corpus.crawl.plan import Kind
from corpus.headers import content_type

_ARTICLE_TYPES = {
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    PDF,
    WORD,
}
_XML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?>(?:<!--.*?-->\s*)*)(?:<\?xml|<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b)", re.I | re.S
)
_BEGINNING = 1_000  # bytes in which it must show
_BEFORE_A_TAG = b"\xef\xbb\xbf \t\r\n"
_GZIP = b"\x1f\x8b"


class TooMuchError(ValueError):
    """A packed file unpacks to more than an answer may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """A body unpacked, with the type and the encoding that its header names ("" and None where it names none).

    kind: what it is. feed: read, of a feed or a sitemap.
    """

    body: bytes
    media_type: str
    charset: str | None
    kind: Kind | None = None
    feed: Feed | None = None

    @property
    def is_right(self) -> bool:
        """Is it of a type in which its kind comes?"""
        if self.kind in (Kind.FEED, Kind.SITEMAP):
            return self.feed is not None
        return self.media_type in _ARTICLE_TYPES


def content_of(body: bytes, header: str) -> Content:
    """A body with what its Content-Type header says: `text/html; charset=utf-8`."""
    media_type, charset = content_type(header)
    return Content(body=body, media_type=media_type, charset=charset)


def recognized(content: Content, *, address: str, wanted: Kind | None, most: int) -> Content:
    """The content with its kind: as the plan wants it, but a feed or a sitemap where a list was expected and it is one.

    most: bytes to which a gzip file may unpack; raises TooMuchError for more.
    """
    if wanted in (None, Kind.SITEMAP, Kind.FEED) and content.body.startswith(_GZIP):
        content = replace(content, body=_unpacked(content.body, most), media_type="")
    if wanted in (Kind.FEED, Kind.SITEMAP) or (wanted != Kind.ARTICLE and _XML.match(content.body[:_BEGINNING])):
        feed = read_feed(content.body, address)
        if feed is not None:
            return replace(content, kind=Kind.SITEMAP if feed.is_sitemap else Kind.FEED, feed=feed)
    if not content.media_type and content.body.lstrip(_BEFORE_A_TAG).startswith(b"<"):
        content = replace(content, media_type="text/html")
    if wanted is None:
        said = says_article(content.body, content.charset)
        # Some papers call every page of theirs a website.
        article = said or looks_like_article(address, numbered=said is False)
        wanted = Kind.ARTICLE if article else Kind.SECTION
    return replace(content, kind=wanted)


def _unpacked(body: bytes, most: int) -> bytes:
    """What a gzip file holds; as much as there is of one that breaks off."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        content = unpacker.decompress(body, most + 1)
    except zlib.error:
        return body
    if len(content) > most:
        raise TooMuchError("more than an answer may have")
    return content
