"""Slices: what of a stage must be done again after changes, where not all of it; see stages.py.

A slice holds every group of rows that a change can have touched, and may hold more. Where that cannot be told, or is
much, there is none, and the stage does all of its work.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable

from db.decided import ABOUT_MENTIONS, DECIDED
from db.groups import Groups
from db.post_contradictions import KINDS as POST_CONTRADICTIONS
from db.post_contradictions import of_posts
from db.stages import NOTHING, Change, Changes, Rows, Slice

WRONG = Rows("judged_claims", ("judgement", ("wrong",)))
WRONG_MEETINGS = Rows("judged_claims of meetings")
"""Those of WRONG that are meetings: by them articles may have other days. No table has that name."""
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
_IN_POSTS = Rows("unit_mentions", ("field", ("post", "organization")))
# A claim that a person called wrong has no mentions, and had one of each unit that it names.
_ANY_OF_NO_UNIT = """
SELECT 1 FROM claim_posts s WHERE s.claim IN (SELECT value FROM json_each(?1)) AND (coalesce(s.unit, '') = ''
  OR s.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')
  AND NOT EXISTS (SELECT 1 FROM unit_mentions u WHERE u.claim = s.claim AND u.field = 'post' AND u.name = s.unit))
UNION ALL
SELECT 1 FROM claim_handovers h WHERE h.claim IN (SELECT value FROM json_each(?1)) AND h.kind = 'post'
  AND NOT EXISTS (SELECT 1 FROM unit_mentions u WHERE u.claim = h.claim AND u.field = 'organization')
"""
_UNITS_OF_POST = "SELECT unit FROM main.unit_mentions WHERE field IN ('post', 'organization') AND claim = ?"
_PAIRS_OF_POSTS = f"""
SELECT first_claim, second_claim FROM main.contradictions
WHERE kind IN ({", ".join(f"'{kind}'" for kind in POST_CONTRADICTIONS)}) AND unit IN (SELECT value FROM json_each(?))
"""
_NAMINGS = """
SELECT count(*) FROM claims c JOIN bloc_mentions m ON m.claim = c.id WHERE c.article = ? AND m.bloc = ?
"""


def wrong_meetings(connection: sqlite3.Connection, changes: Changes) -> list[Change]:
    """The changes of WRONG that are of meetings."""
    is_meeting = "SELECT 1 FROM claims WHERE id = ? AND kind = 'meetings'"
    rows = list(changes.rows(WRONG))
    return [Change(None, row) for row in rows if connection.execute(is_meeting, (row["claim"],)).fetchone()]


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


def of_tenures(connection: sqlite3.Connection, changes: Changes) -> Slice | None:
    """The units whose posts are gone through anew, '' for posts of no known unit."""
    claims = _claims_of_posts(connection, changes)
    units = _units_of_posts(connection, changes)
    if claims is None or units is None:
        return None
    if connection.execute(_ANY_OF_NO_UNIT, (_listed(claims),)).fetchone():
        units.add("")
    of_those = "coalesce(unit, '') IN (SELECT key FROM temp.redone)"
    owned = {"tenures": of_those, "tenure_claims": f"tenure IN (SELECT id FROM main.tenures WHERE {of_those})"}
    return Slice(frozenset(units), owned)


def of_post_contradictions(connection: sqlite3.Connection, changes: Changes) -> Slice | None:
    """The units whose posts are gone through anew: also those with posts that are named in both claims of a
    contradiction that was, or may be, found in those of another one, as it is kept only once."""
    units = _units_of_posts(connection, changes)
    while units is not None:
        known = connection.execute(_PAIRS_OF_POSTS, (_listed(units),)).fetchall()
        pairs = {*known, *((c.first_claim, c.second_claim) for c in of_posts(connection, sorted(units)))}
        in_both = {
            unit
            for pair in pairs
            for (unit,) in connection.execute(f"{_UNITS_OF_POST} INTERSECT {_UNITS_OF_POST}", pair)
        }
        if in_both <= units:
            break
        units |= in_both
        if len(units) > _MOST_UNITS:
            return None
    if units is None:
        return None
    return Slice(frozenset(units), {"contradictions": "unit IN (SELECT key FROM temp.redone)"})


def of_articles(connection: sqlite3.Connection, changes: Changes) -> Slice | None:
    """Nothing, where the articles name the same blocs as before, if in other claims; else all."""
    if any(changes.touch(Rows(table)) for table in ("articles", "claims", "suppressed_names")):
        return None
    names = Counter[tuple[str, str]]()  # of a bloc in an article: how many came, less how many went
    for change in changes.of("bloc_mentions"):
        for row, number in ((change.old, -1), (change.new, 1)):
            if row is not None:
                (article,) = connection.execute("SELECT article FROM claims WHERE id = ?", (row["claim"],)).fetchone()
                names[article, row["bloc"]] += number
    for (article, bloc), more in names.items():
        (now,) = connection.execute(_NAMINGS, (article, bloc)).fetchone()
        if bool(now) is not bool(now - more):
            return None
    return NOTHING


def _claims_of_posts(connection: sqlite3.Connection, changes: Changes) -> set[str] | None:
    """The claims in which somebody else or another unit is meant than before, and those of articles whose day may be
    another; None: any."""
    if changes.whole or changes.altered(Rows("units", columns=("name", "key"))):
        return None
    claims = _of_groups(connection, _claims(changes, WRONG_MEETINGS))
    return claims | _claims(changes, Rows("person_mentions"), _IN_POSTS)


def _units_of_posts(connection: sqlite3.Connection, changes: Changes) -> set[str] | None:
    """The units, as they were meant and as they are, of posts in those claims; None: any."""
    claims = _claims_of_posts(connection, changes)
    if claims is None:
        return None
    units = {unit for (unit,) in connection.execute(_UNITS_OF_POSTS, (_listed(claims),))}
    units |= {str(row["unit"]) for row in changes.rows(_IN_POSTS)}
    return units if len(units) <= _MOST_UNITS else None


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
