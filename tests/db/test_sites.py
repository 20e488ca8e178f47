"""How well site files fit an archive: counted on rows made for it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

import pytest

from corpus.sites import sites
from db.archive import create
from db.sites import Fit, Span, fits, hosts, without_address

PAPER, OTHER = (site for site in sites() if site.name in ("nhandan", "qdnd"))
# (site, missed, day, address)
Row = tuple[str | None, Sequence[str], str | None, str | None]


def archive(rows: Sequence[Row]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create(connection)
    for number, (site, missed, day, url) in enumerate(rows):
        connection.execute(
            "INSERT INTO articles (id, published, byline, url, source, facts, digest, fingerprint, site, missed, text) "
            "VALUES (?, ?, '[]', ?, 's', 0, 'd', 'f', ?, ?, 't')",
            (f"a-{number}", day, url, site, json.dumps(missed)),
        )
    return connection


def read(day: str | None, *missed: str, site: str = PAPER.name) -> Row:
    return site, [f"{site}:{part}" for part in missed], day, None


def lost(day: str | None, by: str | None = None) -> Row:
    return by, [f"{PAPER.name}:body"], day, None


def fit_of(rows: Sequence[Row]) -> Fit:
    return next(fit for fit in fits(archive(rows)) if fit.name == PAPER.name)


@pytest.mark.parametrize(
    ("rows", "redesigned"),
    [
        ([read("2024-01-01")] * 9, False),
        # Three younger than all that were read; two may be videos.
        ([read("2024-01-01")] * 9 + [lost("2024-02-01")] * 3, True),
        ([read("2024-01-01")] * 9 + [lost("2024-02-01")] * 2, False),
        # As many, but among those that were read: pages of another kind.
        ([*([read("2024-01-01")] * 9), *([lost("2024-02-01")] * 3), read("2024-02-02")], False),
        # The same day is not younger.
        ([read("2024-01-01")] * 9 + [lost("2024-01-01")] * 3, False),
        # Half of all, whenever.
        ([read("2024-03-01"), lost("2024-02-01")], True),
        ([read("2024-03-01")] * 2 + [lost("2024-02-01")], False),
        # Read by a family instead.
        ([lost("2024-02-01", by="wordpress")], True),
        # Days that nobody knows tell nothing.
        ([read(None)] * 9 + [lost(None)] * 4, False),
    ],
)
def test_a_new_design(rows: Sequence[Row], redesigned: bool) -> None:
    assert fit_of(rows).redesigned is redesigned


@pytest.mark.parametrize(
    ("rows", "worries"),
    [
        ([read("2024-01-01")] * 4, ()),
        ([read("2024-01-01")] * 4 + [lost("2023-01-01")], ("body",)),
        ([read("2024-01-01", "date")] * 3, ("date",)),
        ([read("2024-01-01", "date")] * 2, ()),
        ([read("2024-01-01", "title", "date")] * 3 + [read("2024-01-01")] * 3, ("title", "date")),
        ([read("2024-01-01", "title", "date")] * 3 + [read("2024-01-01")] * 4, ()),
        ([read("2024-01-01", "byline", "lead")] * 9, ()),
    ],
)
def test_what_needs_a_look(rows: Sequence[Row], worries: tuple[str, ...]) -> None:
    assert fit_of(rows).worries == worries


def test_a_family_worries_nobody() -> None:
    (fit,) = fits(archive([read("2024-01-01", "date", "title", site="wordpress")] * 9))
    assert (fit.name, fit.is_site, fit.worries) == ("wordpress", False, ())


def test_counts_and_days() -> None:
    fit = fit_of([read("2024-01-02", "date"), read("2024-01-01"), read(None, "date"), lost("2024-02-01"), lost(None)])
    assert fit.matched == Span(3, "2024-01-01", "2024-01-02")
    assert fit.missed == {"body": Span(2, "2024-02-01", "2024-02-01"), "date": Span(2, "2024-01-02", "2024-01-02")}
    assert (fit.pages, fit.asked("body"), fit.asked("date")) == (5, 5, 3)


def test_what_needs_attention_comes_first() -> None:
    rows = [read("2024-01-01", site="wordpress")] * 9 + [read("2024-01-01", site=OTHER.name)] * 5 + [lost("2024-01-01")]
    assert [fit.name for fit in fits(archive(rows))] == [PAPER.name, "wordpress", OTHER.name]


def test_hosts_without_a_file() -> None:
    rows: list[Row] = [
        (None, [], "2024-01-02", "https://www.songlam.example/1"),
        ("wordpress", [], "2024-01-01", "https://songlam.example:8080/2"),
        (None, [], None, "https://camle.example/1"),
        (PAPER.name, [], None, f"https://m.{PAPER.hosts[0]}/1"),
        (None, [], None, "https://[broken/1"),
        (None, [], None, None),
    ]
    connection = archive(rows)
    assert [(host.name, host.span, host.families) for host in hosts(connection)] == [
        ("songlam.example", Span(2, "2024-01-01", "2024-01-02"), {None: 1, "wordpress": 1}),
        ("camle.example", Span(1), {None: 1}),
    ]
    assert without_address(connection) == 1


def test_an_empty_archive() -> None:
    assert (fits(archive([])), hosts(archive([])), without_address(archive([]))) == ([], [], 0)
