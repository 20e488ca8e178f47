"""Slices: what of a stage must be done again after changes, where not all of it; see stages.py.

A slice holds every group of rows that a change can have touched, and may hold more. Where that cannot be told, or is
much, there is none, and the stage does all of its work.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable

from db.decided import ABOUT_MENTIONS, DECIDED
from db.groups import Groups
from db.stages import Changes, Rows, Slice

WRONG = Rows("judged_claims", ("judgement", ("wrong",)))
_MOST_UNITS = 500  # whose posts are looked at one by one
_OF_GROUPS = """
SELECT c.id FROM claims c WHERE c.article IN (
  SELECT g.article FROM (SELECT article, original FROM copies UNION SELECT original, original FROM copies) g
  JOIN (SELECT article, original FROM copies UNION SELECT original, original FROM copies) m ON m.original = g.original
  JOIN claims n ON n.article = m.article WHERE n.id IN (SELECT value FROM json_each(?1))
  UNION SELECT article FROM claims WHERE id IN (SELECT value FROM json_each(?1)))
"""
_NAMES = """
SELECT claim, name FROM claim_officials UNION ALL SELECT claim, person FROM claim_bloc_roles
UNION ALL SELECT claim, recipient FROM claim_awards UNION ALL SELECT claim, giver FROM claim_handovers
UNION ALL SELECT claim, taker FROM claim_handovers
"""
_SPELT = f"""
SELECT claim, name_spelling(name) FROM ({_NAMES})
WHERE claim IN (SELECT value FROM json_each(?)) AND name <> ''
"""
_OWNED_PEOPLE = """
CREATE TEMP TABLE redone_people AS SELECT DISTINCT person AS id FROM main.person_mentions
WHERE name_spelling(name) IN (SELECT value FROM json_each(?))
"""
_THEIRS = "SELECT id FROM temp.redone_people"
_UNITS_OF_POSTS = """
SELECT unit FROM main.unit_mentions
WHERE field IN ('post', 'organization') AND claim IN (SELECT value FROM json_each(?))
"""


def of_people(connection: sqlite3.Connection, changes: Changes) -> Slice | None:
    """The spellings of names whose people are told anew: of those cited in articles in which something else counts or
    is meant than before, of those about whom something else was decided, and with them of all whom decisions tie to
    them. What a unit is called concerns everyone."""
    if changes.whole or changes.altered(Rows("units", columns=("name", "key"))):
        return None
    if changes.touch(Rows("unit_mentions", ("field", ("name", "parent")))):  # whose part a unit is
        return None
    changed = _claims(changes, WRONG, Rows("unit_mentions"), Rows("bloc_mentions"))
    decided = _claims(changes, ABOUT_MENTIONS)
    spellings = {spelt for _, spelt in _spelt(connection, _of_groups(connection, changed) | decided)}
    tied = Groups(spellings)
    by_decision: dict[int, set[str]] = defaultdict(set)
    numbers = connection.execute(f"SELECT claim, number FROM temp.{DECIDED}").fetchall()
    named = defaultdict(set)
    for claim, spelt in _spelt(connection, {claim for claim, _ in numbers}):
        named[claim].add(spelt)
    for claim, number in numbers:
        by_decision[number] |= named[claim]
    for together in by_decision.values():
        for spelt in together:
            tied.join(next(iter(together)), spelt)
    parts = {tied.find(spelt) for spelt in spellings}
    tied_spellings = {spelt for together in by_decision.values() for spelt in together}
    keys = spellings | {spelt for spelt in tied_spellings if tied.find(spelt) in parts}
    connection.execute("DROP TABLE IF EXISTS temp.redone_people")
    connection.execute(_OWNED_PEOPLE, (_listed(keys),))
    owned = {
        "people": f"id IN ({_THEIRS})",
        "person_mentions": f"person IN ({_THEIRS})",
        "possibly_same": f"(first IN ({_THEIRS}) OR second IN ({_THEIRS}))",
        "entity_names": f"entity IN ({_THEIRS})",
        "redirects": f"entity IN ({_THEIRS})",
        "suppressed_names": "name_spelling(name) IN (SELECT key FROM temp.redone)",
    }
    return Slice(frozenset(keys), owned)


def of_posts(connection: sqlite3.Connection, changes: Changes) -> Slice | None:
    """The units whose posts are gone through anew, '' for posts of no known unit: those in claims in which somebody
    else or another unit is meant than before, and in articles of which something else counts."""
    if changes.whole or changes.altered(Rows("units", columns=("name",))):
        return None
    of_units = Rows("unit_mentions", ("field", ("post", "organization")))
    claims = _of_groups(connection, _claims(changes, WRONG)) | _claims(changes, Rows("person_mentions"), of_units)
    keys = {unit for (unit,) in connection.execute(_UNITS_OF_POSTS, (_listed(claims),))}
    keys |= {str(row["unit"]) for row in changes.rows(of_units)}
    if len(keys) > _MOST_UNITS:
        return None
    keys.add("")
    owned = "coalesce(unit, '') IN (SELECT key FROM temp.redone)"
    of_tenures = f"tenure IN (SELECT id FROM main.tenures WHERE {owned})"
    return Slice(frozenset(keys), {"tenures": owned, "tenure_claims": of_tenures})


def _claims(changes: Changes, *wanted: Rows) -> set[str]:
    return {str(row["claim"]) for rows in wanted for row in changes.rows(rows)}


def _of_groups(connection: sqlite3.Connection, claims: Iterable[str]) -> set[str]:
    """All claims of the articles that say those, and of their copies and originals."""
    claims = set(claims)
    return {claim for (claim,) in connection.execute(_OF_GROUPS, (_listed(claims),))} if claims else set()


def _spelt(connection: sqlite3.Connection, claims: Iterable[str]) -> list[tuple[str, str]]:
    """(claim, spelling) of all that may be names of people in claims, whether they count or not."""
    return connection.execute(_SPELT, (_listed(claims),)).fetchall()


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(values))
