"""About the data: coverage by publisher and year, what was read how surely, and what the marks mean."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from importlib.metadata import version

from db.archive import SCHEMA_VERSION
from db.site.rows import Row, rows

MOST_PUBLISHERS = 40
_LEVELS = 4


@dataclass(frozen=True, slots=True)
class AboutPage:
    """cells: by publisher and year, how many articles; kinds: of records, how many and how sure.

    more: publishers that are not drawn, and their articles.
    """

    years: list[int]
    publishers: list[Row]
    cells: dict[tuple[str, int], int]
    busiest: int
    more: tuple[int, int]
    kinds: list[Row]
    version: str
    schema: int

    def level(self, publisher: str, year: int) -> int:
        """How dark a cell is, from 0 (nothing) to 4; by doubling, so that a small paper is seen beside a large one."""
        number = self.cells.get((publisher, year), 0)
        if not number:
            return 0
        return max(1, round(_LEVELS * number.bit_length() / max(1, self.busiest.bit_length())))


def about_page(connection: sqlite3.Connection) -> AboutPage:
    """What this archive covers."""
    found = rows(
        connection,
        "SELECT coalesce(publisher, '') AS publisher, CAST(substr(published, 1, 4) AS INTEGER) AS year, "
        "count(*) AS number FROM articles GROUP BY 1, 2",
    )
    totals: dict[str, int] = {}
    for row in found:
        totals[row["publisher"]] = totals.get(row["publisher"], 0) + row["number"]
    order = sorted(totals, key=lambda name: (-totals[name], name))
    years = [row["year"] for row in found if row["year"]]
    cells = {(row["publisher"], row["year"] or 0): row["number"] for row in found}
    return AboutPage(
        years=list(range(min(years), max(years) + 1)) if years else [],
        publishers=[{"name": name, "number": totals[name]} for name in order[:MOST_PUBLISHERS]],
        cells=cells,
        busiest=max(cells.values(), default=0),
        more=(len(order[MOST_PUBLISHERS:]), sum(totals[name] for name in order[MOST_PUBLISHERS:])),
        kinds=rows(
            connection,
            "SELECT kind, count(*) AS number, avg(confidence) AS confidence, "
            "sum(confidence < 0.8) AS unsure FROM claims GROUP BY kind ORDER BY 2 DESC, 1",
        ),
        version=version("sovang"),
        schema=SCHEMA_VERSION,
    )
