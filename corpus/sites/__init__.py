"""Where on a page the parts of its article stand: by its publisher's site file, else by the software that made it.

A new publisher is one file beside this one that defines `SITE`; it is found by itself. A new software is one file in
`corpus/families/`.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from corpus.families import FAMILIES
from corpus.layout import Layout, Site
from corpus.tree import Tree

GENERAL = Layout(body=())
_PARTS = ("title", "lead", "byline", "date")
_TRIED: ContextVar[Site | None] = ContextVar("tried", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure:
    """How a page is read.

    name: of the site file or family, None: the general path. missed: see `Article.missed`; parts are added by `miss`.
    header: selectors of the site's own name. publisher: what the site file calls the publisher.
    """

    name: str | None
    layout: Layout
    missed: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    publisher: str | None = None

    def without_body(self) -> Structure:
        """The general path, for a page on which no article is where this structure says."""
        return replace(self, name=None, layout=GENERAL, missed=(f"{self.name}:body",))


@cache
def sites() -> tuple[Site, ...]:
    """Every site file, sorted by name."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").SITE for name in names)


@contextmanager
def tried(site: Site) -> Iterator[None]:
    """Read with a site that has no file among these yet; it goes before the file that knows its host."""
    token = _TRIED.set(site)
    try:
        yield
    finally:
        _TRIED.reset(token)


@cache
def _by_host() -> dict[str, Site]:
    return {host: site for site in sites() for host in site.hosts}


def site_of(host: str | None) -> Site | None:
    """The site file of a host: that of the longest name that it ends with (`baonghean.vn` of `m.baonghean.vn`)."""
    asked = (host or "").lower().rstrip(".")
    if (site := _TRIED.get()) and site.knows_host(asked):
        return site
    labels = asked.split(".")
    known = _by_host()
    return next((known[name] for at in range(len(labels)) if (name := ".".join(labels[at:])) in known), None)


def structure_of(page: Tree, host: str | None) -> Structure:
    """How to read a page: by its host's site file, else by the first family whose marks are on it; its body must be
    there too. Else the general path."""
    missed: tuple[str, ...] = ()
    if site := site_of(host):
        for layout in site.layouts:
            if _has_body(page, layout):
                return Structure(
                    name=site.name, layout=layout, missed=_missed(page, site.name, layout), publisher=site.publisher
                )
        missed = (f"{site.name}:body",)
    publisher = site.publisher if site else None
    for family in FAMILIES:
        if page.has(family.marks) and _has_body(page, family.layout):
            missed += _missed(page, family.name, family.layout)
            return Structure(
                name=family.name, layout=family.layout, missed=missed, header=family.header, publisher=publisher
            )
    return Structure(name=None, layout=GENERAL, missed=missed, publisher=publisher)


def _has_body(page: Tree, layout: Layout) -> bool:
    return page.has(layout.body) and page.largest(layout.body) is not None


def _missed(page: Tree, name: str, layout: Layout) -> tuple[str, ...]:
    selectors = ((part, getattr(layout, part)) for part in _PARTS)
    return tuple(f"{name}:{part}" for part, some in selectors if some and not page.has(some))
