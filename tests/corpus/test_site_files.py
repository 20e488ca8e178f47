"""What every site file and family must be: named as its file, with hosts of its own and selectors an index can answer."""

from __future__ import annotations

import importlib
import itertools
import pkgutil
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

import corpus.families
import corpus.sites
from corpus.families import FAMILIES
from corpus.layout import Family, Layout, Site
from plain_selectors import is_plain

LONGEST_SITE_FILE = 80
PARTS = ("title", "lead", "body", "caption", "byline", "date", "drop")
HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}")


def modules_of(package: ModuleType) -> list[ModuleType]:
    """The files of a package, by name."""
    names = sorted(m.name for m in pkgutil.iter_modules(package.__path__))
    return [importlib.import_module(f"{package.__name__}.{name}") for name in names]


SITE_FILES = modules_of(corpus.sites)
FAMILY_FILES = modules_of(corpus.families)
SITES: list[Site] = [module.SITE for module in SITE_FILES]


def short_name(module: ModuleType) -> str:
    """The file's name without its package."""
    return module.__name__.rpartition(".")[2]


def lines_of(module: ModuleType) -> list[str]:
    """The lines of the file."""
    assert module.__file__
    return Path(module.__file__).read_text(encoding="utf-8").splitlines()


def layouts() -> Iterator[tuple[str, Layout]]:
    """(name, design) of every site and family."""
    for site in SITES:
        yield from ((f"{site.name} {number}", layout) for number, layout in enumerate(site.layouts, 1))
    yield from ((family.name, family.layout) for family in FAMILIES)


def selectors() -> Iterator[tuple[str, str]]:
    """(where it stands, selector) of every site and family."""
    for name, layout in layouts():
        yield from ((f"{name} {part}", selector) for part in PARTS for selector in getattr(layout, part))
    for family in FAMILIES:
        yield from ((f"{family.name} mark", selector) for selector in family.marks)
        yield from ((f"{family.name} header", selector) for selector in family.header)


@pytest.mark.parametrize(
    "selector",
    [
        "article",
        ".detail",
        "h1.title",
        "#content",
        "#newscontents .content-fck",
        "article > h1",
        '[data-role="content"]',
        "[id$=_lblTitle]",
        'meta[name="generator"][content*="NukeViet"]',
        "._photo-content",
        ".__MASTERCMS_CONTENT",
        "time[itemprop]",
    ],
)
def test_the_guard_lets_plain_selectors_in(selector: str) -> None:
    assert is_plain(selector)


@pytest.mark.parametrize(
    "selector",
    [
        "",
        "*",
        " .detail",
        ".detail ",
        "p:first-child",
        "div:has(p)",
        "div:not(.ad)",
        ".box:-soup-contains('x')",
        "h1 + p",
        "h1 ~ p",
        "h1, h2",
        ".a  .b",
        ".a>.b",
        "h1::text",
        ".lg\\:text-2xl",
        'meta[name="generator" i]',
        "[class=ad",
        "//div",
    ],
)
def test_the_guard_keeps_others_out(selector: str) -> None:
    assert not is_plain(selector)


def test_there_are_site_files_and_families() -> None:
    assert len(SITE_FILES) >= 45
    assert len(FAMILY_FILES) >= 7


@pytest.mark.parametrize("module", SITE_FILES, ids=short_name)
def test_a_site_file(module: ModuleType) -> None:
    site = module.SITE
    assert isinstance(site, Site)
    assert site.name == short_name(module)
    assert site.publisher and site.publisher == " ".join(site.publisher.split())
    assert site.hosts and site.layouts
    assert [host for host in site.hosts if not HOST.fullmatch(host) or host.startswith("www.")] == []
    lines = lines_of(module)
    assert len(lines) < LONGEST_SITE_FILE
    assert (module.__doc__ or "").strip().count("\n") == 0 and module.__doc__


@pytest.mark.parametrize("module", FAMILY_FILES, ids=short_name)
def test_a_family_file(module: ModuleType) -> None:
    family = module.FAMILY
    assert isinstance(family, Family)
    assert family.name == short_name(module)
    assert family.marks and family.layout.body
    assert len(lines_of(module)) < LONGEST_SITE_FILE


def test_families_are_asked_in_a_written_order() -> None:
    """Each once; those whose marks are names that anybody gives come last."""
    names = [family.name for family in FAMILIES]
    assert sorted(names) == [short_name(module) for module in FAMILY_FILES]
    assert names[-2:] == ["portal", "wordpress"]
    marks = [mark for family in FAMILIES for mark in family.marks]
    assert len(marks) == len(set(marks))


def test_a_host_is_of_one_site() -> None:
    """No site stands on another's host or on a subdomain of it: which file fits does not hang on their order."""
    owners = [(host, site.name) for site in SITES for host in site.hosts]
    shared = [
        (one, other)
        for one, other in itertools.permutations(owners, 2)
        if one[0] == other[0] or one[0].endswith("." + other[0])
    ]
    assert shared == []


def test_a_site_knows_its_hosts() -> None:
    site = next(site for site in SITES if site.name == "tuoitre")
    assert site.knows_host("tuoitre.vn") and site.knows_host("cuoituan.tuoitre.vn")
    assert not site.knows_host("mytuoitre.vn") and not site.knows_host("tuoitre.vn.example")


def test_every_selector_is_plain() -> None:
    assert [found for found in selectors() if not is_plain(found[1])] == []


def test_every_layout_is_whole() -> None:
    """A body; no selector twice in a part; nothing dropped that is the body, the caption or another part itself."""
    wrong = []
    for name, layout in layouts():
        parts = {part: getattr(layout, part) for part in PARTS}
        wrong += [name] if not layout.body else []
        wrong += [f"{name} {part}" for part, found in parts.items() if len(found) != len(set(found))]
        kept = set().union(*(found for part, found in parts.items() if part != "drop"))
        wrong += [f"{name} drop {selector}" for selector in layout.drop if selector in kept]
    assert wrong == []


def test_days_are_no_later_than_today() -> None:
    days = [(name, day) for name, layout in layouts() for day in (layout.since, layout.verified) if day]
    assert days
    assert [found for found in days if not date(2000, 1, 1) < found[1] <= date.today()] == []


def test_designs_stand_newest_first() -> None:
    """Where the days are known from which pages have them."""
    wrong = []
    for site in SITES:
        since = [layout.since for layout in site.layouts if layout.since]
        if since != sorted(since, reverse=True):
            wrong.append(site.name)
    assert wrong == []
