"""Who is cited in the claims, and with what, name by name.

The database sorts the citations by how the names are spelt, as only those can be of one person that agree in it: what
is compared lies together and is gone when the next name comes, and no table of all of them is held.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import NamedTuple

from db.mentions import OF_BLOC, PEOPLE_IN_HEADSHIPS, Mention, mentions_query

PostTold = tuple[str, str | None, bool]  # title, id of the unit, whether it is over

_FIELDS = (
    ("name", "SELECT claim, name FROM claim_officials"),
    ("person", "SELECT claim, person AS name FROM claim_bloc_roles"),
    ("recipient", "SELECT claim, recipient AS name FROM claim_awards WHERE recipient_kind = 'person'"),
    ("giver", f"SELECT claim, giver AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
    ("taker", f"SELECT claim, taker AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
    *PEOPLE_IN_HEADSHIPS,
)
# What the claim says of them beside the name: rank and degree, posts, the post that changes hands, units.
_OFFICIALS = """
SELECT {cited}, o.rank, o.academic,
  (SELECT json_group_array(json_array(s.title, u.unit, s.former)) FROM claim_posts s
   LEFT JOIN unit_mentions u ON u.claim = s.claim AND u.field = 'post' AND u.name = s.unit WHERE s.claim = m.claim),
  '[]'
FROM ({mentions}) m CROSS JOIN claim_officials o ON o.claim = m.claim
"""
_IN_HANDOVERS = """
SELECT {cited}, NULL, NULL,
  (SELECT json_group_array(json_array(h.post, u.unit, {over})) FROM claim_handovers h
   LEFT JOIN unit_mentions u ON u.claim = h.claim AND u.field = 'organization'
   WHERE h.claim = m.claim AND h.kind = 'post'),
  '[]'
FROM ({mentions}) m
"""
_OTHERS = """
SELECT {cited}, NULL, NULL, '[]',
  (SELECT json_group_array(u.unit) FROM unit_mentions u WHERE u.claim = m.claim AND u.field = 'unit')
FROM ({mentions}) m
"""
_QUERIES = {
    "name": _OFFICIALS,
    "giver": _IN_HANDOVERS.replace("{over}", "1"),
    "taker": _IN_HANDOVERS.replace("{over}", "0"),
}
_CITED = "name_spelling(m.name), m.whole, person_key(m.name), m.claim, m.field, m.name, m.article"
_TABLE = """
CREATE TEMP TABLE citations (spelling TEXT NOT NULL, whole TEXT NOT NULL, key TEXT NOT NULL, claim TEXT NOT NULL,
  field TEXT NOT NULL, name TEXT NOT NULL, article TEXT NOT NULL, rank TEXT, academic TEXT, posts TEXT NOT NULL,
  units TEXT NOT NULL)
"""


class Citation(NamedTuple):
    """A mention of someone with what its claim says of them.

    whole: the article that stands for the mention's and its copies. key: the name's. units: ids, besides those of the
    posts.
    """

    mention: Mention
    spelling: str
    whole: str
    key: str
    rank: str | None
    academic: str | None
    posts: list[PostTold]
    units: list[str]

    @property
    def changes(self) -> bool:
        """Whether the claim reports that they take or leave the post."""
        return self.mention.field in ("giver", "taker")


class Citations:
    """The citations of an archive, in a temporary table. Units must have been written, and `names.add_functions` called
    on the connection. only: SQL that says which are wanted, by `claim` and `name`."""

    def __init__(self, connection: sqlite3.Connection, only: str | None = None) -> None:
        self._connection = connection
        connection.execute("DROP TABLE IF EXISTS temp.citations")
        connection.execute(_TABLE)
        for name_of_field, query in _FIELDS:
            wanted = f"SELECT claim, name FROM ({query}) WHERE {only}" if only else query
            mentions = mentions_query(name_of_field, wanted)
            rows = _QUERIES.get(name_of_field, _OTHERS).format(cited=_CITED, mentions=mentions)
            connection.execute(f"INSERT INTO temp.citations {rows}")

    def drop(self) -> None:
        """Drop the table."""
        self._connection.execute("DROP TABLE temp.citations")

    def in_claims(self, claims: Collection[str]) -> Iterator[Citation]:
        """Those in some claims."""
        if not claims:
            return iter(())
        query = "SELECT * FROM temp.citations WHERE claim IN (SELECT value FROM json_each(?))"
        return map(_citation, self._connection.execute(query, (json.dumps(sorted(claims)),)))

    def __iter__(self) -> Iterator[Citation]:
        """All of them, by spelling, then by article (with its copies) and key."""
        order = "spelling, whole, key, claim, field, name"
        return map(_citation, self._connection.execute(f"SELECT * FROM temp.citations ORDER BY {order}"))


_NONE = "[]"


def _citation(row: tuple[str, ...]) -> Citation:
    spelling, whole, key, claim, name_of_field, name, article, rank, academic, posts, units = row
    return Citation(
        Mention(claim, name_of_field, name, article),
        spelling,
        whole,
        key,
        rank,
        academic,
        [] if posts == _NONE else [(title, unit, bool(former)) for title, unit, former in json.loads(posts)],
        [] if units == _NONE else json.loads(units),
    )
