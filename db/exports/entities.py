"""What FollowTheMoney and Popolo both ask about an entity: its other names, where it is cited, the days of its life."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from db.redaction import MASK

NAMED_IN = {
    "people": ("person_mentions", "person"),
    "blocs": ("bloc_mentions", "bloc"),
    "units": ("unit_mentions", "unit"),
}
DISSOLVING = ("merged", "dissolved")  # the events after which a unit is no more
_SAFE = "%/:?#[]@!$&'()*+,;=~"  # in addresses
BLOC_KIND = "khối thi đua"  # what a bloc is classified as

TENURES = """
SELECT t.*, u.name AS unit_name FROM tenures t LEFT JOIN units u ON u.id = t.unit
ORDER BY t.unit IS NULL, t.unit, t.title, t.id
"""
ROLES = "SELECT l.*, u.name AS unit_name FROM ledger l LEFT JOIN units u ON u.id = l.unit ORDER BY l.id"
MEMBERS = """
SELECT bm.bloc, um.unit, u.name, min(m.claim) AS claim FROM claim_bloc_members m
JOIN bloc_mentions bm ON bm.claim = m.claim AND bm.field = 'name'
JOIN unit_mentions um ON um.claim = m.claim AND um.field = 'member' AND um.name = m.unit
JOIN units u ON u.id = um.unit
GROUP BY bm.bloc, um.unit ORDER BY bm.bloc, um.unit
"""
# The claims of a row of each: of a tenure, of a role, of a member (bloc, unit).
TENURE_CLAIMS = "SELECT claim FROM tenure_claims WHERE tenure = ?"
ROLE_CLAIMS = "SELECT claim FROM ledger_claims WHERE ledger = ? AND listed"
MEMBER_CLAIMS = """
SELECT m.claim FROM unit_mentions m JOIN bloc_mentions b ON b.claim = m.claim AND b.field = 'name'
WHERE m.field = 'member' AND b.bloc = ? AND m.unit = ?
"""


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


def uri(address: str | None) -> str | None:
    """An article's address as a URI: letters beyond ASCII percent-encoded; None if it is none of the web, or masked."""
    if address is None or MASK in address or not address.startswith(("http://", "https://")):
        return None
    return quote(address, safe=_SAFE)


_CITED = """
SELECT q.quote, q.article, q.article_title AS title, q.published, q.publisher, a.url
FROM claim_quotes q JOIN articles a ON a.id = q.article WHERE q.claim IN ({claims})
ORDER BY q.published IS NULL, q.published, q.article, q.claim
"""


def citations(connection: sqlite3.Connection, claims: str, *values: str) -> list[Citation]:
    """The sentences of the claims that a query gives, the oldest first, one of each article."""
    found: dict[str, Citation] = {}
    for row in rows(connection, _CITED.format(claims=claims), *values):
        named = (row["article"], row["title"], row["published"], row["publisher"])
        found.setdefault(row["article"], Citation(row["quote"], *named, uri(row["url"])))
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
