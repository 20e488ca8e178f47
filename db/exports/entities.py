"""What FollowTheMoney and Popolo both ask about an entity: its other names, where it is cited, the days of its life."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

NAMED_IN = {
    "people": ("person_mentions", "person"),
    "blocs": ("bloc_mentions", "bloc"),
    "units": ("unit_mentions", "unit"),
}
DISSOLVING = ("merged", "dissolved")  # the events after which a unit is no more


@dataclass(frozen=True, slots=True)
class Citation:
    """A sentence, and the article in which it stands. address: on the web, None where the article has none."""

    quote: str | None
    article: str
    title: str | None
    published: str | None
    publisher: str | None
    address: str | None

    @property
    def note(self) -> str:
        """The sentence in quotation marks, and the article's title and day."""
        told = [f"“{self.quote}”" if self.quote else None, self.title, self.published]
        return " – ".join(part for part in told if part)


def rows(connection: sqlite3.Connection, query: str, *values: Any) -> Iterator[sqlite3.Row]:
    """The rows of a query, by name."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return iter(cursor.execute(query, values))


def other_names(connection: sqlite3.Connection, entity: str, name: str) -> list[sqlite3.Row]:
    """(name, mentions) of what else an entity is called."""
    query = "SELECT name, mentions FROM entity_names WHERE entity = ? AND name <> ? ORDER BY mentions DESC, name"
    return list(rows(connection, query, entity, name))


_CITED = """
SELECT q.quote, q.article, q.article_title AS title, q.published, q.publisher, a.url
FROM claim_quotes q JOIN articles a ON a.id = q.article WHERE q.claim IN ({claims})
ORDER BY q.published IS NULL, q.published, q.article, q.claim
"""


def citations(connection: sqlite3.Connection, claims: str, *values: str) -> list[Citation]:
    """The sentences of the claims that a query gives, the oldest first, one of each article."""
    found: dict[str, Citation] = {}
    for row in rows(connection, _CITED.format(claims=claims), *values):
        address = row["url"] if row["url"] and row["url"].startswith(("http://", "https://")) else None
        named = (row["article"], row["title"], row["published"], row["publisher"])
        found.setdefault(row["article"], Citation(row["quote"], *named, address))
    return list(found.values())


def resting_on(connection: sqlite3.Connection, claim: str, others: str, *values: str) -> list[Citation]:
    """The sentence of the claim that something rests on, and then those of other articles, the oldest first."""
    best = citations(connection, "?", claim)
    return best + [c for c in citations(connection, others, *values) if c.article not in {one.article for one in best}]


def first_named(connection: sqlite3.Connection, table: str, entity: str) -> list[Citation]:
    """Where an entity is named first; [] if no claim names it."""
    mentions, column = NAMED_IN[table]
    # The claim alone: a unit may be named by thousands.
    claim = (
        f"SELECT m.claim FROM {mentions} m JOIN claims c ON c.id = m.claim JOIN articles a ON a.id = c.article "
        f"WHERE m.{column} = ? ORDER BY a.published IS NULL, a.published, a.id, m.claim LIMIT 1"
    )
    return citations(connection, claim, entity)


def end_of_unit(connection: sqlite3.Connection, unit: str) -> str | None:
    """The day on which a unit ended, by the list of mergers and dissolutions."""
    query = f"SELECT min(day) AS day FROM unit_events WHERE unit = ? AND kind IN {DISSOLVING}"
    day: str | None = next(rows(connection, query, unit))["day"]
    return day
