"""What could not be read and why: inputs, articles without facts, marks that site files missed, decisions that fit
nothing."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.redaction import masking
from db.site.rows import Row, number_of, rows

PAGE = 100


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """codes: how many inputs failed for which reason; unread: a page of them."""

    codes: list[Row]
    unread: list[Row]
    total: int
    page: int
    code: str
    without_facts: list[Row]
    without_facts_total: int
    undated: int
    missed: list[Row]
    unmatched: list[Row]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


_WITHOUT = "FROM articles a WHERE NOT EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id)"


def unread_page(connection: sqlite3.Connection, code: str = "", page: int = 1) -> UnreadPage:
    """A page of what could not be read, of one reason or of all."""
    condition = "(:code = '' OR code = :code)"
    total = number_of(connection, f"SELECT count(*) FROM unread WHERE {condition}", code=code)
    page = min(max(page, 1), max(1, -(-total // PAGE)))
    without = rows(
        connection,
        f"SELECT a.id, a.title, a.published, a.publisher {_WITHOUT} ORDER BY a.published DESC, a.id LIMIT {PAGE}",
    )
    mask = masking(connection)
    return UnreadPage(
        codes=rows(connection, "SELECT code, count(*) AS number FROM unread GROUP BY code ORDER BY 2 DESC, 1"),
        unread=rows(
            connection,
            "SELECT n.source, n.code, n.reason, s.article FROM unread n LEFT JOIN sources s ON s.source = n.source "
            "WHERE (:code = '' OR n.code = :code) "
            "ORDER BY n.code, n.source LIMIT :most OFFSET :skip",
            code=code,
            most=PAGE,
            skip=(page - 1) * PAGE,
        ),
        total=total,
        page=page,
        code=code,
        without_facts=[row | {"title": mask(row["id"], row["title"] or "")} for row in without],
        without_facts_total=number_of(connection, f"SELECT count(*) {_WITHOUT}"),
        undated=number_of(connection, "SELECT count(*) FROM articles WHERE published IS NULL"),
        missed=rows(
            connection,
            "SELECT a.site, m.value AS missed, count(*) AS number FROM articles a, json_each(a.missed) m "
            "GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 50",
        ),
        unmatched=rows(
            connection, "SELECT line, decision, status, note FROM decisions WHERE status <> 'applied' ORDER BY line"
        ),
    )
