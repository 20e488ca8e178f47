"""The page structures that are known, in the order in which they are tried: publishers first, then site software.

A new one is one file with one `Site`, and one line here.
"""

from __future__ import annotations

from corpus.select import Elements
from corpus.sites import dotnetnuke, drupal, fck_detail, nukeviet, portal, qdnd, vccorp, wordpress, zcms
from corpus.sites.site import Site

SITES: tuple[Site, ...] = (
    qdnd.SITE,
    fck_detail.SITE,
    zcms.SITE,
    vccorp.SITE,
    nukeviet.SITE,
    dotnetnuke.SITE,
    drupal.SITE,
    portal.SITE,
    wordpress.SITE,
)


def site_for(page: Elements, host: str | None) -> Site | None:
    """The first known structure of the page: its host's, else one whose marks are on it; its body must be there too."""
    if host:
        for site in SITES:
            if site.knows_host(host) and _found(page, site.body):
                return site
    return next((s for s in SITES if _found(page, s.marks) and _found(page, s.body)), None)


def _found(page: Elements, selectors: tuple[str, ...]) -> bool:
    return any(page.first(selector) is not None for selector in selectors)
