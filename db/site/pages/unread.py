"""What could not be read and why: inputs, articles without facts, marks that site files missed, decisions that fit
nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.redaction import masking
from db.site.pages.paging import last_page, page_within
from db.site.rows import Row, number_of, rows

PAGE = 100


@dataclass(frozen=True, slots=True)
class Missing:
    """What is missing in the archive as a whole. codes: how many inputs failed for which reason; missed: what the
    selectors of site files did not find, on how many pages."""

    codes: list[Row]
    without_facts: list[Row]
    without_facts_total: int
    undated: int
    missed: list[Row]
    unmatched: list[Row]


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page of the inputs that could not be read, of one reason (code) or of all."""

    unread: list[Row]
    total: int
    page: int
    code: str

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return last_page(self.total, PAGE)


_WITHOUT = "FROM articles a WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id)"


def missing(connection: sqlite3.Connection) -> Missing:
    """What is missing in the archive as a whole."""
    without = rows(
        connection,
        f"SELECT a.id, a.title, a.published, a.publisher {_WITHOUT} ORDER BY a.published DESC, a.id LIMIT {PAGE}",
    )
    mask = masking(connection)
    return Missing(
        codes=rows(connection, "SELECT code, count(*) AS number FROM unread GROUP BY code ORDER BY 2 DESC, 1"),
        without_facts=[row | {"title": mask(row["id"], row["title"] or "")} for row in without],
        without_facts_total=number_of(connection, f"SELECT count(*) {_WITHOUT}"),
        undated=number_of(connection, "SELECT count(*) FROM articles WHERE published IS NULL"),
        missed=rows(
            connection,
            "SELECT a.site, m.value AS missed, count(*) AS number FROM articles a, json_each(a.missed) m "
            "WHERE a.missed <> '[]' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 50",
        ),
        unmatched=rows(
            connection, "SELECT line, decision, status, note FROM decisions WHERE status <> 'applied' ORDER BY line"
        ),
    )


def unread_page(connection: sqlite3.Connection, code: str = "", page: int = 1) -> UnreadPage:
    """A page of what could not be read, of one reason or of all."""
    total = number_of(connection, f"SELECT count(*) FROM unread n WHERE {_OF_CODE}", code=code)
    page = page_within(page, total, PAGE)
    found = rows(
        connection,
        "SELECT n.source, n.code, n.reason, s.article FROM unread n LEFT JOIN sources s ON s.source = n.source "
        f"WHERE {_OF_CODE} ORDER BY n.code, n.source LIMIT :most OFFSET :skip",
        code=code,
        most=PAGE,
        skip=(page - 1) * PAGE,
    )
    return UnreadPage(found, total, page, code)


_OF_CODE = "(:code = '' OR n.code = :code)"
