"""The contradictions: two articles that cannot both be right, with both sentences."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from db.site.citing import Citation, citations
from db.site.pages.alike import both_claims
from db.site.pages.paging import last_page, page_within
from db.site.paths import entity_path
from db.site.rows import Row, number_of, rows

PAGE = 25


@dataclass(frozen=True, slots=True)
class ContradictionsPage:
    """A page of them. kinds: (kind, how many) of all."""

    kinds: list[Row]
    kind: str
    about: str
    found: list[Row]
    total: int
    page: int
    cites: dict[str, Citation] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return last_page(self.total, PAGE)


def contradictions_page(
    connection: sqlite3.Connection, kind: str = "", about: str = "", page: int = 1
) -> ContradictionsPage:
    """A page of the contradictions, of one kind or of all; those of heads first, the latest years first.

    about: the id of the bloc, unit or person that they are about, '' for all.
    """
    column = about.partition("-")[0]
    about_fits = f"x.{column} = :about" if column in ("bloc", "unit", "person") else "1"
    kinds = rows(connection, "SELECT kind, count(*) AS number FROM contradictions GROUP BY kind ORDER BY 2 DESC, 1")
    total = number_of(
        connection, f"SELECT count(*) FROM contradictions x WHERE {_OF_KIND} AND {about_fits}", kind=kind, about=about
    )
    page = page_within(page, total, PAGE)
    found = rows(
        connection,
        "SELECT x.*, coalesce(x.bloc, x.unit, x.person) AS entity, b.scope, j1.judgement AS first_judged, "
        "j2.judgement AS second_judged FROM contradictions x LEFT JOIN blocs b ON b.id = x.bloc "
        "LEFT JOIN judged_claims j1 ON j1.claim = x.first_claim "
        "LEFT JOIN judged_claims j2 ON j2.claim = x.second_claim "
        f"WHERE {_OF_KIND} AND {about_fits} ORDER BY x.kind <> 'bloc_head', x.kind, x.year DESC, x.what, x.id "
        "LIMIT :most OFFSET :skip",
        kind=kind,
        about=about,
        most=PAGE,
        skip=(page - 1) * PAGE,
    )
    for row in found:
        row["path"] = entity_path(row["entity"]) if row["entity"] else None
    return ContradictionsPage(kinds, kind, about, found, total, page, citations(connection, both_claims(found)))


_OF_KIND = "(:kind = '' OR x.kind = :kind)"
