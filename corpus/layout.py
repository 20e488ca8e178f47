"""What is known of a page structure or a publisher: where on its pages the parts of an article stand."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One design of a site's pages, as CSS selectors, best first; the first that finds text is taken.

    Empty: the general rules find that part. since: the day from which pages have it, as far as known; None: always.
    drop: what inside the body is not the article's. day_first: whether the site writes 31/12/2024 even beside an
    English AM or PM; False: 12/31/2024; None: unknown, such a day stays open.
    verified: the day of the real page on which the selectors were seen to fit, None: known from hearsay only.
    """

    body: tuple[str, ...]
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    day_first: bool | None = None
    since: datetime.date | None = None
    verified: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A publisher: its hosts, their subdomains included, and the designs that its pages have had, newest first."""

    name: str
    publisher: str
    hosts: tuple[str, ...]
    layouts: tuple[Layout, ...]

    def knows_host(self, host: str) -> bool:
        """Whether the host is this publisher's own."""
        return any(host == own or host.endswith("." + own) for own in self.hosts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The software of many sites: selectors one of which shows it on any host, and where it puts the parts."""

    name: str
    marks: tuple[str, ...]
    layout: Layout
    header: tuple[str, ...] = ()
    """Where its pages show the site's own name."""
