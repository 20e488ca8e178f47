"""What is known of a page structure or a publisher: where on its pages the parts of an article stand."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """CSS selectors, best first; the first that finds anything is taken. Empty: the general rules find it.

    name: how the structure is called in messages and tests. hosts: the publisher's hosts, their subdomains included.
    marks: selectors one of which shows this structure on any host. drop: what inside the body is not the article's.
    us_dates: dates with English AM/PM are in American order there.
    """

    name: str
    body: tuple[str, ...]
    hosts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    title: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    byline: tuple[str, ...] = ()
    date: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    us_dates: bool = False

    def knows_host(self, host: str) -> bool:
        """Whether the host is this publisher's own."""
        return any(host == own or host.endswith("." + own) for own in self.hosts)
