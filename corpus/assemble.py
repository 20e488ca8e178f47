"""What was read from a page → its Article, checked."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from corpus.article import Article, BlockKind, Page, compose
from corpus.campaigns import is_campaign
from corpus.errors import UnreadableError
from corpus.lines import Told, without_repeats

# Under which names are given out in Vietnam and other countries.
_SECOND_LEVEL = frozenset("com net org edu gov int ac biz info name pro health co".split())


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

    Fragments, campaign parameters and users' names are dropped, the host is in lower case, so that one article has one
    address.
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
        whole = parts.geturl()
        if " " in whole or not whole.isprintable():  # a terminal would obey what cannot be printed
            continue
        kept = [(k, v) for k, v in parse_qsl(parts.query, True) if not is_campaign(k)] if parts.query else ()
        query = urlencode(kept)
        server = parts.netloc.rpartition("@")[2].lower()  # a password is nobody's to read
        return urlunsplit((parts.scheme, server, parts.path, query, ""))
    return None


def own_url(declared: str | None, fetched: str | None) -> str | None:
    """The address of the article on a page: what the page declares, unless it was fetched from another site.

    A reprint often declares its original's address: it is an article of its own all the same, which says what it says.
    A page that was replayed by an archive or a cache is at the address that stands in theirs.
    """
    own = canonical_url(fetched)
    if declared is None or own is None:
        return declared or own
    there, here = urlsplit(declared).hostname or "", urlsplit(own).hostname or ""
    return declared if _site(there) == _site(here) or there in own.partition(here)[2] else own


def _site(host: str) -> str:
    """A host without subdomains: `baonghean.vn` of `m.baonghean.vn`, `nld.com.vn` of `nld.com.vn`."""
    labels = host.split(".")
    kept = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL else 2
    return ".".join(labels[-kept:])
