"""The search page: what was found, of which kinds, and what narrows it down."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from db.search import MOST_SHOWN, Found, Query, search
from db.search_tiers import DEEPEST
from db.site.pages.paging import last_page, page_within
from db.site.paths import TABLE_OF, row_path
from db.site.rows import Row, one, rows
from db.who import blocs_fitting

PAGE = 20
KINDS = ("person", "unit", "bloc", "article")
MOST_BLOCS = 12
MOST_PUBLISHERS = 200


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of hits. bloc: the bloc that it is narrowed to; also_blocs: others that the typed name fits; unknown_bloc:
    whether a name was typed that fits none."""

    query: Query
    found: Found
    page: int
    typed_bloc: str
    bloc: Row | None
    also_blocs: list[Row]

    @property
    def unknown_bloc(self) -> bool:
        """Whether the name of a bloc was typed that fits none."""
        return bool(self.typed_bloc) and self.bloc is None

    @property
    def asked(self) -> bool:
        """Whether anything was asked at all."""
        return bool(self.query.words or self.query.marks() or self.query.kind)

    @property
    def total(self) -> int:
        """How many hits there are, of the kind asked for or of all; at least so many where `more`."""
        return _counted(self.found, self.query.kind)

    @property
    def more(self) -> bool:
        """Whether there are more than that."""
        return any(count.more for kind, count in self.found.counts.items() if self.query.kind in (None, kind))

    @property
    def pages(self) -> int:
        """How many pages there are, so far as they are counted."""
        return last_page(min(self.total, DEEPEST), PAGE)


def search_page(connection: sqlite3.Connection, query: Query, typed_bloc: str = "", page: int = 1) -> SearchPage:
    """A page of what a query finds. typed_bloc: the id of a bloc, or a name that fits some: the best known counts."""
    blocs = _blocs(connection, typed_bloc)
    page = min(max(page, 1), last_page(DEEPEST, PAGE))
    asked = replace(query, bloc=blocs[0]["id"] if blocs else None, limit=PAGE, offset=(page - 1) * PAGE)
    found = search(connection, asked if blocs or not typed_bloc else Query())
    if page > 1 and not found.hits:  # past the end: the last page
        page = page_within(page, min(_counted(found, query.kind), DEEPEST), PAGE)
        asked = replace(asked, offset=(page - 1) * PAGE)
        found = search(connection, asked)
    return SearchPage(asked, found, page, typed_bloc, blocs[0] if blocs else None, blocs[1:])


def publishers(connection: sqlite3.Connection) -> list[str]:
    """The papers whose articles there are, those with most first, not too many."""
    found = rows(
        connection,
        "SELECT publisher FROM articles WHERE publisher IS NOT NULL GROUP BY publisher "
        "ORDER BY count(*) DESC, publisher LIMIT :most",
        most=MOST_PUBLISHERS,
    )
    return [row["publisher"] for row in found]


def _counted(found: Found, kind: str | None) -> int:
    """How many hits are counted, of a kind or of all."""
    return sum(count.number for one, count in found.counts.items() if kind in (None, one))


HIT_COLUMNS = ("kind", "id", "name", "detail", "snippet", "path")
"""What is told of a hit as data."""


def search_rows(connection: sqlite3.Connection, query: Query, typed_bloc: str = "") -> list[Row]:
    """The first hits of a query as data, as many as are shown at once at most."""
    blocs = _blocs(connection, typed_bloc)
    if typed_bloc and not blocs:
        return []
    asked = replace(query, bloc=blocs[0]["id"] if blocs else None, limit=MOST_SHOWN, offset=0)
    return [
        {
            "kind": hit.kind,
            "id": hit.id,
            "name": hit.name,
            "detail": hit.detail,
            "snippet": "".join(piece for piece, _ in hit.snippet),
            "path": hit_path(hit.kind, hit.id),
        }
        for hit in search(connection, asked).hits
    ]


def _blocs(connection: sqlite3.Connection, typed: str) -> list[Row]:
    if not typed:
        return []
    known = one(connection, "SELECT id, name, scope FROM blocs WHERE id = :bloc", bloc=typed)
    if known:
        return [known]
    fitting = blocs_fitting(connection, typed)[:MOST_BLOCS]
    return [{"id": row["id"], "name": row["name"], "scope": row["scope"]} for row in fitting]


def hit_path(kind: str, found: str) -> str:
    """The page of something found."""
    return row_path(TABLE_OF[kind], found)
