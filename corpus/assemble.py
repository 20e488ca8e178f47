"""What was read from a page → its Article, checked."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from corpus.article import Article, BlockKind, Page, compose
from corpus.errors import UnreadableError
from corpus.lines import Told, without_repeats

_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|zarsrc|_gl)$", re.I)


def assemble(
    page: Page,
    told: Told,
    *,
    title: str | None,
    published: date | None,
    byline: tuple[str, ...],
    publisher: str | None,
    url: str | None,
    site: str | None = None,
    missed: tuple[str, ...] = (),
) -> Article:
    """The article: its title first, nothing twice. Raises UnreadableError if nothing but a title is left."""
    parts = without_repeats(([(BlockKind.TITLE, title)] if title else []) + list(told.parts))
    if not any(kind is not BlockKind.TITLE for kind, _ in parts):
        raise UnreadableError("no_text", "there is no article on the page")
    text, blocks = compose(parts)
    return Article(
        source=page.source,
        title=title,
        published=published,
        byline=byline,
        publisher=publisher,
        url=url,
        text=text,
        blocks=blocks,
        digest=page.digest,
        site=site,
        missed=missed,
    )


def canonical_url(*candidates: str | None) -> str | None:
    """The first candidate that can be an article's own address: absolute, http(s), not a site's front page.

    Fragments and campaign parameters are dropped, the host is in lower case, so that one article has one address.
    """
    base = next((c for c in reversed(candidates) if c and c.startswith(("http://", "https://"))), None)
    for candidate in candidates:
        if not candidate:
            continue
        try:
            parts = urlsplit(urljoin(base, candidate.strip()) if base else candidate.strip())
            host = parts.hostname
        except ValueError:
            continue
        if parts.scheme not in ("http", "https") or not host or (parts.path in ("", "/") and not parts.query):
            continue
        if " " in parts.geturl() or not parts.geturl().isprintable():  # a terminal would obey what cannot be printed
            continue
        query = urlencode([(k, v) for k, v in parse_qsl(parts.query, True) if not _TRACKING.match(k)])
        return urlunsplit((parts.scheme, parts.netloc.lower(), parts.path, query, ""))
    return None
