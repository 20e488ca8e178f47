"""What the parts of resolution share: names in the fields of claims, and ids and spellings that come from content."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple

# A handover of a bloc's role: of the headship, or of a deputy's place, which is a post.
OF_BLOC = (
    "(kind = 'bloc_head' OR COALESCE(organization, '') LIKE 'khối thi đua%' "
    "OR COALESCE(organization, '') LIKE 'cụm thi đua%' OR COALESCE(organization, '') LIKE 'khu vực thi đua%')"
)
# Which rows of a table of claims' fields count: those that no person called wrong.
COUNTS = "claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')"

# Who gives and who takes a bloc's role is a unit, unless the article knows them as people.
_NAMES_A_PERSON = f"""EXISTS (
  SELECT 1 FROM claims here JOIN claims cited ON cited.article = here.article AND cited.kind = 'officials'
  JOIN claim_officials o ON o.claim = cited.id
  WHERE here.id = h.claim AND person_key(o.name) = person_key(h.name) AND o.{COUNTS})
"""
_ENDS = tuple((end, f"SELECT claim, {end} AS name FROM claim_handovers WHERE {OF_BLOC}") for end in ("giver", "taker"))
BODIES_IN_HEADSHIPS = tuple((end, f"SELECT * FROM ({query}) h WHERE NOT {_NAMES_A_PERSON}") for end, query in _ENDS)
PEOPLE_IN_HEADSHIPS = tuple((end, f"SELECT * FROM ({query}) h WHERE {_NAMES_A_PERSON}") for end, query in _ENDS)


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


def most_usual(names: Iterable[str] | Counter[str]) -> str:
    """The spelling met most often, of those that are met or of how often each is; of equals the shorter, then the first
    by code points."""
    return min(Counter(names).items(), key=lambda item: (-item[1], len(item[0]), item[0]))[0]


def mentions_query(name_of_field: str, query: str, kind: str = "") -> str:
    """SQL for (whole, article, claim, field, name, kind) of the names that a query of (claim, name) gives.

    whole: the article that stands for it and its copies. Claims that a person called wrong are left out. The claims are
    gone through in their own order, in which the tables of their fields lie too. `names.add_functions` must have been
    called on the connection.
    """
    return (
        f"SELECT coalesce(k.original, c.article) AS whole, c.article AS article, q.claim AS claim, "
        f"'{name_of_field}' AS field, q.name AS name, '{kind}' AS kind "
        f"FROM ({query}) q CROSS JOIN claims c ON c.id = q.claim "
        f"LEFT JOIN copies k ON k.article = c.article WHERE q.name <> '' AND q.{COUNTS}"
    )


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
    wanted = list(rows)
    own = {entity for _, entity in wanted}
    led = sorted((other, kind, entity) for other, entity in wanted if other not in own)
    connection.executemany("INSERT OR IGNORE INTO redirects (id, kind, entity) VALUES (?, ?, ?)", led)
