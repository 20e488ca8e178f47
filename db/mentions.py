"""What the parts of resolution share: names in the fields of claims, and ids and spellings that come from content."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import NamedTuple

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

# Which rows of a table of claims' fields count: those that no person called wrong.
COUNTS = "claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')"


def content_id(kind: str, *values: str | int | None) -> str:
    """A stable id from content."""
    seed = "\x1f".join("" if v is None else str(v) for v in values)
    return f"{kind}-{sha256(seed.encode()).hexdigest()[:16]}"


class Mention(NamedTuple):
    """A name in a field of a claim."""

    claim: str
    field: str
    name: str
    article: str


def most_usual(names: Iterable[str]) -> str:
    """The spelling met most often; of equals the shorter, then the first by code points."""
    return min(Counter(names).items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]


def mentions_in(connection: sqlite3.Connection, queries: Iterable[tuple[str, str]]) -> Iterator[Mention]:
    """Mentions from queries that give (claim, name), but for claims that a person called wrong; the field's name stands
    beside each query."""
    for name_of_field, query in queries:
        joined = (
            f"SELECT q.claim, q.name, c.article FROM (SELECT * FROM ({query}) WHERE {COUNTS}) q "
            "JOIN claims c ON c.id = q.claim"
        )
        for claim, name, article in connection.execute(joined):
            if name:
                yield Mention(claim, name_of_field, name, article)


def people_by_article(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """(article, key of the name) of everyone whom an article knows as an official."""
    named = mentions_in(connection, (("name", "SELECT claim, name FROM claim_officials"),))
    return {(m.article, person_key(m.name)) for m in named}


def write_links(
    connection: sqlite3.Connection, rows: Iterable[tuple[str, str, str, float, str]], apart: set[frozenset[str]]
) -> None:
    """Add rows (kind, first, second, score, reason) to possibly_same; first and second in any order.

    apart: pairs of which a person said that they are not the same; there is nothing more to ask about them.
    """
    insert = "INSERT OR IGNORE INTO possibly_same (kind, first, second, score, reason) VALUES (?, ?, ?, ?, ?)"
    in_order = {(kind, *sorted((one, other)), score, reason) for kind, one, other, score, reason in rows
                if frozenset((one, other)) not in apart}  # fmt: skip
    connection.executemany(insert, sorted(in_order))


def write_names(connection: sqlite3.Connection, kind: str, rows: Iterable[tuple[str, str, int]]) -> None:
    """Add (entity, name, mentions) to entity_names; a name that is there already stays as it is."""
    insert = "INSERT OR IGNORE INTO entity_names (entity, kind, name, mentions) VALUES (?, ?, ?, ?)"
    in_order = sorted(rows, key=lambda row: (row[0], row[1], -row[2]))  # an alias that is a spelling too is a spelling
    connection.executemany(insert, ((entity, kind, name, count) for entity, name, count in in_order))


def write_redirects(connection: sqlite3.Connection, kind: str, rows: Iterable[tuple[str, str]]) -> None:
    """Add (id, entity) to redirects, but for entities' own ids."""
    wanted = set(rows)
    own = {entity for _, entity in wanted}
    led = sorted((other, kind, entity) for other, entity in wanted if other not in own)
    connection.executemany("INSERT OR IGNORE INTO redirects (id, kind, entity) VALUES (?, ?, ?)", led)
