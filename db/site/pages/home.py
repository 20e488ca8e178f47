"""The home page: the grid, what is new, how much there is, and what is missing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.redaction import masking
from db.site.pages.grid import Grid, home_grid
from db.site.paths import NAME, row_path
from db.site.rows import Row, number_of, one, rows

NEWEST = 8
_COUNTED = ("articles", "claims", "blocs", "people", "units")


@dataclass(frozen=True, slots=True)
class Highlight:
    """Something to look at: a path on the site, and a text of the catalogue with what stands in it."""

    path: str
    text: str
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class HomePage:
    """missing: what is not known, by the name of its text: how much."""

    grid: Grid
    newest: list[Row]
    counts: dict[str, int]
    missing: dict[str, int]
    highlights: list[Highlight]


def home_page(connection: sqlite3.Connection) -> HomePage:
    """The home page of an archive."""
    return HomePage(
        home_grid(connection),
        _newest(connection),
        {table: number_of(connection, f"SELECT count(*) FROM {table}") for table in _COUNTED},
        _missing(connection),
        highlights(connection),
    )


def _newest(connection: sqlite3.Connection) -> list[Row]:
    found = rows(
        connection,
        "SELECT a.id, a.title, a.published, a.publisher, a.facts FROM articles a "
        "LEFT JOIN copies k ON k.article = a.id "
        "WHERE k.article IS NULL AND a.published IS NOT NULL ORDER BY a.published DESC, a.id LIMIT :most",
        most=NEWEST,
    )
    mask = masking(connection)
    return [row | {"title": mask(row["id"], row["title"] or "")} for row in found]


def _missing(connection: sqlite3.Connection) -> dict[str, int]:
    years = "SELECT count(*) FROM ledger_years WHERE role = 'head' AND state = 'unknown' AND reason = '{}'"
    return {
        "no_source": number_of(connection, years.format("no_source")),
        "silent": number_of(connection, years.format("silent")),
        "contradictions": number_of(connection, "SELECT count(*) FROM contradictions"),
        "unread": number_of(connection, "SELECT count(*) FROM unread"),
        "without_facts": number_of(
            connection,
            "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id)",
        ),
        "possibly_same": number_of(connection, "SELECT count(*) FROM possibly_same"),
    }


def highlights(connection: sqlite3.Connection) -> list[Highlight]:
    """Three things to look at, from what this archive holds."""
    found = [_best_known_bloc(connection), _contradiction(connection), _best_known_person(connection)]
    always = [Highlight(f"/{NAME}", "home.look_tables", {}), Highlight("/register", "home.look_register", {}),
              Highlight("/about", "home.look_about", {})]  # fmt: skip
    return [*(thing for thing in found if thing), *always][:3]


def _best_known_bloc(connection: sqlite3.Connection) -> Highlight | None:
    row = one(
        connection,
        "SELECT b.id, b.name, b.scope, count(DISTINCT l.year) AS years FROM ledger l JOIN blocs b ON b.id = l.bloc "
        "WHERE l.year IS NOT NULL AND NOT l.inferred GROUP BY l.bloc "
        "ORDER BY years DESC, b.mentions DESC, b.id LIMIT 1",
    )
    if row is None:
        return None
    whole = f"{row['name']} ({row['scope']})" if row["scope"] else row["name"]
    return Highlight(row_path("blocs", row["id"]), "home.look_bloc", {"bloc": whole, "n": row["years"]})


def _contradiction(connection: sqlite3.Connection) -> Highlight | None:
    row = one(
        connection,
        "SELECT what, year FROM contradictions WHERE kind = 'bloc_head' ORDER BY year, what LIMIT 1",
    )
    return (
        Highlight("/contradictions", "home.look_contradiction", {"what": row["what"], "year": str(row["year"])})
        if row
        else None
    )


def _best_known_person(connection: sqlite3.Connection) -> Highlight | None:
    row = one(
        connection,
        "SELECT p.id, p.name, count(*) AS posts FROM tenures t JOIN people p ON p.id = t.person "
        "GROUP BY p.id ORDER BY posts DESC, p.mentions DESC, p.id LIMIT 1",
    )
    return (
        Highlight(row_path("people", row["id"]), "home.look_person", {"person": row["name"], "n": row["posts"]})
        if row
        else None
    )
