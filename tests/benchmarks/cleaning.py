"""How well pages are cleaned and how long it takes, beside trafilatura and readability-lxml; `make benchmark` runs it,
or `PYTHONPATH=.:tests python tests/benchmarks/cleaning.py [quality | speed]`.

Quality is that of `tests/pages`, as `tests/pages.py` measures it. Speed is milliseconds of the processor by the page of
76 kB (`tests/padding.py`), and their ratio to one plain lxml parse of the same pages in the same process, which tells a
slow machine from a slow version. The least of several rounds counts: whatever else the machine does only adds to it.
"""

from __future__ import annotations

import logging
import re
import subprocess
import sys
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import process_time
from typing import Any

import trafilatura
from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
from lxml import html
from readability import Document

import gold_pages
import pages
from corpus.article import Page
from corpus.clean import decode
from corpus.read import read
from corpus.sites import sites
from padding import SIZE, padded
from pipeline.run import settle

ROUNDS, SLOW_ROUNDS = 30, 7  # those that take over a second are slow
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")  # as trafilatura writes one: its address is no text of the page's
_BLOCK_END = re.compile(r"</(?:p|div|td|tr|li|h\d|figcaption|figure|table|blockquote)\s*>|<br\s*/?>", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """What a cleaner gets from a page: all its text without the title; None for a part that it does not give."""

    text: str
    title: str | None
    published: str | None


def ours(page: Page) -> Got:
    """Our cleaner, Page → Article."""
    article = read(page)
    day = article.published.isoformat() if article.published else None
    return Got(text=pages.body_text(article), title=article.title, published=day)


def by_trafilatura(page: Page, **options: Any) -> Got:
    """trafilatura with its metadata."""
    found = trafilatura.bare_extraction(page.content, url=page.url, with_metadata=True, **options)
    said = found.as_dict() if found else {}
    return Got(text=_IMAGE.sub(r"\1", said.get("text") or ""), title=said.get("title"), published=said.get("date"))


def by_readability(page: Page) -> Got:
    """readability-lxml; it gives no date, and decodes nothing."""
    try:
        markup = page.content.decode("utf-8")
    except UnicodeDecodeError:
        markup = decode(page.content, charset=page.charset, markup=True)
    document = Document(markup)
    title = document.short_title()
    text = html.fromstring(_BLOCK_END.sub(r"\g<0>\n", document.summary())).text_content()
    return Got(text=text, title=title, published=None)


NO_COMMENTS: dict[str, Any] = {"include_comments": False, "include_tables": True}
CLEANERS: dict[str, Callable[[Page], Got]] = {
    "Sổ Vàng": ours,
    "trafilatura, default": by_trafilatura,
    "trafilatura, favor_precision": partial(by_trafilatura, favor_precision=True, **NO_COMMENTS),
    "trafilatura, favor_recall": partial(by_trafilatura, favor_recall=True, **NO_COMMENTS),
    "trafilatura, favor_precision, include_images": partial(
        by_trafilatura, favor_precision=True, include_images=True, **NO_COMMENTS
    ),
    "readability-lxml": by_readability,
}
DATELESS = {"readability-lxml"}


def parse(page: Page) -> object:
    """What every other figure is compared with."""
    return html.document_fromstring(page.content)


TIMED: dict[str, Callable[[Page], object]] = {
    "Sổ Vàng": read,
    "trafilatura, default": by_trafilatura,
    "readability-lxml": by_readability,
    "lxml, parse alone": parse,
    "BeautifulSoup with lxml, parse alone": lambda page: BeautifulSoup(page.content, "lxml"),
}


# --- quality -------------------------------------------------------------------------------------------------


def quality_of(name: str) -> str:
    """A cleaner's row."""
    clean, score, titles, days = CLEANERS[name], pages.Score(), 0, 0
    for page in pages.NAMES:
        got, want = clean(pages.page(page)), pages.expected(page)
        score.add(got.text, want)
        # Generous: case and marks in titles do not count.
        titles += pages.key(got.title or "") == pages.key(want.title)
        days += got.published == want.published
    figures = (
        f"{score.precision:.3f}",
        f"{score.recall:.3f}",
        f"{score.captions} of {score.captions_wanted}",
        f"{score.let_in:,} of {score.absent:,}",
        str(titles),
        "–" if name in DATELESS else str(days),
    )
    return row(name, *figures)


def print_quality() -> None:
    """The table of quality, and the figures on the articles marked by hand, where they are at hand."""
    structures = {name.split("/")[0] for name in pages.NAMES} - {pages.SITES}
    print(f"{len(pages.NAMES)} pages in {len(structures)} structures\n")
    print_head(
        "cleaner", "body precision", "recall", "captions kept", "foreign pieces let in", "titles right", "dates right"
    )
    for name in CLEANERS:
        print(quality_of(name), flush=True)
    if gold_pages.HTML:
        found = [gold_pages.right(*gold_pages.load(name)) for name in gold_pages.HTML]
        print(f"\n{len(found)} HTML articles marked by hand\n")
        print_head("part", "right", "marked")
        for part in gold_pages.PARTS:
            marked = [one[part] for one in found if part in one]
            print(row(part, f"{sum(marked)}", f"{len(marked)}"))


# --- speed ---------------------------------------------------------------------------------------------------


def groups() -> dict[str, list[Page]]:
    """The test pages, padded, by how our cleaner finds the article on them; pages in other encodings are left out."""
    found: dict[str, list[Page]] = {"a site file fits": [], "a family fits": [], "general path": []}
    known = {site.name for site in sites()}
    for name in pages.NAMES:
        try:
            page = padded(pages.page(name))
        except UnicodeDecodeError:
            continue
        site = read(page).site
        found["general path" if site is None else "a site file fits" if site in known else "a family fits"].append(page)
    return found


def took(work: Callable[[Page], object], some: Sequence[Page]) -> float:
    """Seconds of the processor that some pages take."""
    start = process_time()
    for page in some:
        work(page)
    return process_time() - start


def speed_of(name: str, group: str) -> str:
    """What a tool takes by the page of SIZE bytes. The first round, which warms caches, does not count."""
    some, work = groups()[group], TIMED[name]
    first = took(work, some)
    settle()  # as in a run
    number = ROUNDS if first < 1 else SLOW_ROUNDS
    rounds = [(took(work, some), took(parse, some)) for _ in range(number)]
    least, floor = (min(times) for times in zip(*rounds, strict=True))
    size = sum(len(page.content) for page in some)
    return f"{least * 1000 * SIZE / size:.2f} ms, {least / floor:.1f} parses"


def print_speed() -> None:
    """Measure each tool on each group of pages in a process of its own, and print."""
    print(f"\nBy the page of {SIZE // 1000} kB, one core, the least of {SLOW_ROUNDS} to {ROUNDS} rounds\n")
    some = {group: len(found) for group, found in groups().items() if found}
    print_head("", *(f"{group} ({number} pages)" for group, number in some.items()))
    for name in TIMED:
        print(row(name, *(_in_a_process_of_its_own(name, group) for group in some)), flush=True)


def _in_a_process_of_its_own(name: str, group: str) -> str:
    command = [sys.executable, __file__, "speed", name, group]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout.strip()


def row(*cells: str) -> str:
    """A row of a table as `docs/cleaning.md` shows it."""
    return f"| {' | '.join(cells)} |"


def print_head(*cells: str) -> None:
    """A table's first two lines."""
    print(row(*cells), f"|{'---|' * len(cells)}", sep="\n")


def main(arguments: list[str]) -> None:
    """Print what is asked for, by default both tables."""
    logging.disable(logging.CRITICAL)  # the other cleaners log what they discard
    warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # some old pages are XHTML
    what, *one = arguments or ["all"]
    if one:
        sys.stdout.buffer.write(speed_of(*one).encode())
        return
    if what in ("quality", "all"):
        print_quality()
    if what in ("speed", "all"):
        print_speed()


if __name__ == "__main__":
    main(sys.argv[1:])
