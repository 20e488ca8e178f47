"""What the parts of resolution share: names in the fields of claims, and ids and spellings that come from content."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from db.names import person_key

# A handover of a bloc's role: of the headship, or of a deputy's place, which is a post.
OF_BLOC = (
    "(kind = 'bloc_head' OR COALESCE(organization, '') LIKE 'khối thi đua%' "
    "OR COALESCE(organization, '') LIKE 'cụm thi đua%' OR COALESCE(organization, '') LIKE 'khu vực thi đua%')"
)
BLOC_FIELDS = (
    ("name", "SELECT claim, name FROM claim_blocs"),
    ("bloc", "SELECT claim, bloc AS name FROM claim_meetings"),
    ("bloc", "SELECT claim, bloc AS name FROM claim_bloc_roles"),
    ("organization", f"SELECT claim, organization AS name FROM claim_handovers WHERE {OF_BLOC}"),
)
# The giver and the taker of a bloc's role are units, unless the article knows them as people.
HEADSHIP_FIELDS = (
    ("giver", f"SELECT claim, giver AS name FROM claim_handovers WHERE {OF_BLOC}"),
    ("taker", f"SELECT claim, taker AS name FROM claim_handovers WHERE {OF_BLOC}"),
)


def content_id(kind: str, *values: str | int | None) -> str:
    """A stable id from content."""
    seed = "\x1f".join("" if v is None else str(v) for v in values)
    return f"{kind}-{sha256(seed.encode()).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a field of a claim."""

    claim: str
    field: str
    name: str
    article: str


def most_usual(names: Iterable[str]) -> str:
    """The spelling met most often; of equals the shorter, then the first by code points."""
    return min(Counter(names).items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]


def mentions_in(connection: sqlite3.Connection, queries: Iterable[tuple[str, str]]) -> Iterator[Mention]:
    """Mentions from queries that give (claim, name); the field's name stands beside each query."""
    for name_of_field, query in queries:
        joined = f"SELECT q.claim, q.name, c.article FROM ({query}) q JOIN claims c ON c.id = q.claim"
        for claim, name, article in connection.execute(joined):
            if name:
                yield Mention(claim, name_of_field, name, article)


def people_by_article(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """(article, key of the name) of everyone whom an article knows as an official."""
    query = "SELECT c.article, o.name FROM claim_officials o JOIN claims c ON c.id = o.claim"
    return {(article, person_key(name)) for article, name in connection.execute(query)}


def write_links(connection: sqlite3.Connection, rows: Iterable[tuple[str, ...]]) -> None:
    """Add rows to possibly_same."""
    connection.executemany(
        "INSERT INTO possibly_same (kind, first, second, score, reason) VALUES (?, ?, ?, 0.5, ?)", sorted(rows)
    )
