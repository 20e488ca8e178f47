"""How well the site files fit an archive: how often each read a page, how often its selectors found nothing.

Days are days of publication: where a paper changed its design, the pages missed are the younger ones.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from corpus.sites import site_of, sites

PARTS = ("body", "title", "date", "byline", "lead")
_FEWEST = 3  # pages from which on it is no chance
_MOSTLY = 0.5  # of the pages
# A page may well have neither: only what every article has tells of another design.
_ON_EVERY_PAGE = ("body", "title", "date")


@dataclass(slots=True)
class Span:
    """Some articles: how many, and the first and last day (ISO) on which they were published, None where unknown."""

    pages: int = 0
    first: str | None = None
    last: str | None = None


@dataclass(slots=True, kw_only=True)
class Fit:
    """How a site file or family fits.

    matched: the articles that it read. missed: by part, those for which its selectors found nothing there; without
    the body it reads nothing, so these are no part of `matched`. since: of the pages without a body, those published
    after the last that it read.
    """

    name: str
    matched: Span = field(default_factory=Span)
    missed: dict[str, Span] = field(default_factory=dict)
    since: int = 0

    @property
    def is_site(self) -> bool:
        """Whether it is a site file, not a family (or a site file that is gone since the archive was made)."""
        return any(site.name == self.name for site in sites())

    @property
    def pages(self) -> int:
        """All pages that it was asked to read."""
        return self.matched.pages + self.missing("body").pages

    def missing(self, part: str) -> Span:
        """The articles in which the part was not found."""
        return self.missed.get(part, Span())

    def asked(self, part: str) -> int:
        """The pages on which the part was looked for: without a body, nothing else is."""
        return self.pages if part == "body" else self.matched.pages

    @property
    def redesigned(self) -> bool:
        """Whether pages without a body are the greater part, or some are younger than all that were read."""
        body = self.missing("body").pages
        return bool(body) and (self.since >= _FEWEST or body >= _MOSTLY * self.pages)

    @property
    def worries(self) -> tuple[str, ...]:
        """The parts that need a look: a body that is missed at all; title or date if missed on most of the pages.

        None of a family: its sites differ, and the general rules find what its selectors do not.
        """
        if not self.is_site:
            return ()
        return tuple(
            part
            for part in _ON_EVERY_PAGE
            if (count := self.missing(part).pages)
            and (part == "body" or (count >= _FEWEST and count >= _MOSTLY * self.asked(part)))
        )


@dataclass(slots=True, kw_only=True)
class Host:
    """A host without a site file. families: the articles by the family that read them; None: the general path."""

    name: str
    span: Span
    families: dict[str | None, int]


def fits(connection: sqlite3.Connection) -> list[Fit]:
    """Every site file and family that was asked to read a page of the archive; what needs attention first."""
    found: dict[str, Fit] = {}
    for name, *span in connection.execute(
        "SELECT site, count(*), min(published), max(published) FROM articles WHERE site IS NOT NULL GROUP BY site"
    ):
        found[name] = Fit(name=name, matched=Span(*span))
    for value, *span in connection.execute(
        "SELECT m.value, count(*), min(published), max(published) FROM articles, json_each(articles.missed) AS m "
        "GROUP BY m.value"
    ):
        name, _, part = str(value).partition(":")
        found.setdefault(name, Fit(name=name)).missed[part] = Span(*span)
    for published, missed in connection.execute(
        "SELECT published, missed FROM articles WHERE published IS NOT NULL AND missed LIKE '%:body%'"
    ):
        for name in {value.partition(":")[0] for value in json.loads(missed) if value.endswith(":body")}:
            found[name].since += published > (found[name].matched.last or "")
    return sorted(found.values(), key=_urgency)


def hosts(connection: sqlite3.Connection) -> list[Host]:
    """The hosts of the archive's articles that no site file knows, those with most articles first."""
    found: dict[str, Host] = {}
    for url, published, site in connection.execute(
        "SELECT url, published, site FROM articles WHERE url IS NOT NULL ORDER BY id"
    ):
        name = _host(url)
        if name is None or site_of(name):
            continue
        host = found.setdefault(name, Host(name=name, span=Span(), families={}))
        host.span.pages += 1
        if published:
            host.span.first = min(published, host.span.first or published)
            host.span.last = max(published, host.span.last or published)
        host.families[site] = host.families.get(site, 0) + 1
    return sorted(found.values(), key=lambda host: (-host.span.pages, host.name))


def without_address(connection: sqlite3.Connection) -> int:
    """How many articles have no address, so that no site file can be known for them."""
    (count,) = connection.execute("SELECT count(*) FROM articles WHERE url IS NULL").fetchone()
    return int(count)


def _urgency(fit: Fit) -> tuple[bool, int, int, int, str]:
    body = fit.missing("body").pages
    others = sum(fit.missing(part).pages for part in fit.worries)
    return (not fit.redesigned, -body, -others, -fit.pages, fit.name)


def _host(url: str) -> str | None:
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
