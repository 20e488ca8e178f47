"""The ledger as a grid: blocs by years, in each cell the head, what that rests on, and what is not known."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from db.site.pages.paging import last_page, page_within
from db.site.rows import Row, by, listed, number_of, rows
from db.who import blocs_fitting

HOME_BLOCS = 12
HOME_YEARS = 8
PAGE_BLOCS = 40
MOST_YEARS = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A year of a bloc. state: known, inferred, contradicted, silent, no_source, or '' outside the years that any
    article speaks of. holders: rows of the ledger, several where sources differ."""

    year: int
    state: str
    articles: int = 0
    holders: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grid:
    """Blocs, each with its cells. years: those shown. blocs: how many there are in all; page counts from 1."""

    years: list[int]
    lines: list[tuple[Row, list[Cell]]]
    blocs: int
    page: int = 1
    first: int = 0
    last: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return last_page(self.blocs, PAGE_BLOCS)


def year_range(connection: sqlite3.Connection) -> tuple[int, int]:
    """The first and the last year of the ledger; (0, 0) where it is empty."""
    first, last = connection.execute("SELECT min(year), max(year) FROM ledger_years").fetchone()
    return first or 0, last or 0


def home_grid(connection: sqlite3.Connection) -> Grid:
    """The best known blocs, over the last years."""
    first, last = year_range(connection)
    years = list(range(max(first, last - HOME_YEARS + 1), last + 1)) if last else []
    blocs = rows(
        connection,
        "SELECT b.id, b.name, b.scope FROM blocs b JOIN (SELECT bloc, count(*) AS known FROM ledger_years "
        "WHERE role = 'head' AND state <> 'unknown' AND year >= :first GROUP BY bloc) y ON y.bloc = b.id "
        "ORDER BY y.known DESC, b.mentions DESC, b.id LIMIT :most",
        first=years[0] if years else 0,
        most=HOME_BLOCS,
    )
    blocs.sort(key=lambda bloc: (bloc["scope"] is None, bloc["scope"] or "", bloc["name"], bloc["id"]))
    return _grid(connection, blocs, years, number_of(connection, "SELECT count(*) FROM blocs"))


def ledger_grid(connection: sqlite3.Connection, name: str = "", scope: str = "", until: int | None = None,
                page: int = 1) -> Grid:  # fmt: skip
    """A page of all blocs whose name fits and whose scope is the one given, over the years up to one."""
    first, last = year_range(connection)
    end = min(max(until or last, first), last)
    years = list(range(max(first, end - MOST_YEARS + 1), end + 1)) if last else []
    fitting = [row["id"] for row in blocs_fitting(connection, name)] if name else None
    where = ["1"]
    where += ["b.id IN (SELECT value FROM json_each(:ids))"] if fitting is not None else []
    where += ["b.scope = :scope"] if scope else []
    condition = " AND ".join(where)
    values = {"ids": listed(fitting or []), "scope": scope}
    total = number_of(connection, f"SELECT count(*) FROM blocs b WHERE {condition}", **values)
    page = page_within(page, total, PAGE_BLOCS)
    blocs = rows(
        connection,
        f"SELECT b.id, b.name, b.scope FROM blocs b WHERE {condition} "
        "ORDER BY b.scope IS NULL, b.scope, b.plain, b.id LIMIT :most OFFSET :skip",
        **values,
        most=PAGE_BLOCS,
        skip=(page - 1) * PAGE_BLOCS,
    )
    grid = _grid(connection, blocs, years, total)
    return Grid(grid.years, grid.lines, total, page, first, last)


def scopes(connection: sqlite3.Connection) -> list[str]:
    """The bodies whose blocs there are, those with most blocs first, at most a hundred."""
    found = connection.execute(
        "SELECT scope FROM blocs WHERE scope IS NOT NULL GROUP BY scope ORDER BY count(*) DESC, scope LIMIT 100"
    )
    return sorted(scope for (scope,) in found)


_HEADS = """
SELECT l.id, l.bloc, l.year, l.unit AS unit_id, u.name AS unit, l.person AS person_id, p.name AS person, l.basis,
  l.inferred, l.contradicted, l.claim, l.sources
FROM ledger l LEFT JOIN units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person
WHERE l.bloc IN (SELECT value FROM json_each(:blocs)) AND l.role = 'head' AND l.year BETWEEN :first AND :last
ORDER BY l.bloc, l.year, l.inferred, l.sources DESC, u.name, l.id
"""
_YEARS = """
SELECT bloc, year, state, reason, articles FROM ledger_years
WHERE bloc IN (SELECT value FROM json_each(:blocs)) AND role = 'head' AND year BETWEEN :first AND :last
"""


def _grid(connection: sqlite3.Connection, blocs: list[Row], years: list[int], total: int) -> Grid:
    if not years:
        return Grid([], [(bloc, []) for bloc in blocs], total)
    values = {"blocs": listed(bloc["id"] for bloc in blocs), "first": years[0], "last": years[-1]}
    heads = by(rows(connection, _HEADS, **values), "bloc")
    states = by(rows(connection, _YEARS, **values), "bloc")
    return Grid(years, [(b, _cells(years, heads.get(b["id"], []), states.get(b["id"], []))) for b in blocs], total)


def _cells(years: list[int], heads: list[Row], states: list[Row]) -> list[Cell]:
    held = by(heads, "year")
    known = {row["year"]: row for row in states}
    cells = []
    for year in years:
        row = known.get(year)
        state = "" if row is None else (row["reason"] or row["state"])
        cells.append(Cell(year, state, row["articles"] if row else 0, _once(held.get(year, []))))
    return cells


def _once(holders: list[Row]) -> list[Row]:
    """Each unit once, by the best of its rows: who stood for it is told on the bloc's page."""
    found: dict[str | None, Row] = {}
    for row in holders:
        found.setdefault(row["unit_id"] or row["person_id"], row)
    return list(found.values())
