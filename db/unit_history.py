"""Units through time: of what kind each is, what became of it, and whose part it was when.

Kinds and events come from lists (`extractors/data`), whose part a unit is from what articles say.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from db.article_days import DAY_OR_MONTH
from db.unit_names import unit_name
from extractors.units.unit_events import events_of
from extractors.units.unit_kinds import kind_of

# A copy is no source of its own.
_PARENTS = f"""
SELECT unit.unit, parent.unit, u.claim, coalesce(k.original, a.id), {DAY_OR_MONTH}
FROM claim_units u
JOIN claims c ON c.id = u.claim
JOIN articles a ON a.id = c.article
JOIN unit_mentions unit ON unit.claim = u.claim AND unit.field = 'name'
JOIN unit_mentions parent ON parent.claim = u.claim AND parent.field = 'parent'
LEFT JOIN copies k ON k.article = a.id
WHERE unit.unit <> parent.unit
"""
_NEVER = "9999"  # sorts behind every day


def write_unit_kinds(connection: sqlite3.Connection) -> None:
    """Fill `units.kind`: the row of the list of kinds with which the unit's name begins."""
    units = connection.execute("SELECT id, name FROM units ORDER BY id").fetchall()
    connection.executemany("UPDATE units SET kind = ? WHERE id = ?", [(kind_of(name), unit) for unit, name in units])


def write_unit_events(connection: sqlite3.Connection) -> None:
    """Fill unit_events for every unit with a full name; what it became is linked where the archive knows it."""
    known = _units_by_key(connection)
    rows: list[tuple[str, str, str, str, str | None, str | None]] = []
    for unit, name in connection.execute("SELECT id, name FROM units ORDER BY id"):
        if unit_name(name).needs is None:
            for event in events_of(name):
                into = known.get(unit_name(event.into).key) if event.into else None
                rows.append((unit, event.day, event.kind, event.into, into, event.document))
    rows.sort(key=lambda row: row[:4])
    connection.executemany(
        "INSERT INTO unit_events (unit, day, kind, into_name, into_unit, document) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def successions(connection: sqlite3.Connection) -> set[frozenset[str]]:
    """Pairs of units of which one became the other, renamed or merged: articles name either, around that day."""
    query = "SELECT unit, into_unit FROM unit_events WHERE into_unit IS NOT NULL AND into_unit <> unit"
    return {frozenset(pair) for pair in connection.execute(query)}


def write_unit_parents(connection: sqlite3.Connection) -> None:
    """Fill unit_parents: which articles say whose part a unit is, and on which days. Quoted is the first of them."""
    said: dict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)  # (day, claim)
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit, parent, claim, article, day in connection.execute(_PARENTS):
        said[unit, parent].append((day or _NEVER, claim))
        sources[unit, parent].add(article)
    rows = []
    for pair, claims in sorted(said.items()):
        days = [day for day, _ in claims if day != _NEVER]
        cited = (min(days, default=None), max(days, default=None))
        rows.append((*pair, *cited, min(claims)[1], len(sources[pair])))
    connection.executemany(
        "INSERT INTO unit_parents (unit, parent, first_cited, last_cited, claim, sources) VALUES (?, ?, ?, ?, ?, ?)",
        rows,
    )


def _units_by_key(connection: sqlite3.Connection) -> dict[str, str]:
    """Units by their keys, and by those of the other full names that they bear."""
    known = dict(connection.execute("SELECT key, id FROM units ORDER BY id").fetchall())
    for name, unit in connection.execute("SELECT DISTINCT name, unit FROM unit_mentions ORDER BY name, unit"):
        parsed = unit_name(name)
        if parsed.needs is None:
            known.setdefault(parsed.key, unit)
    return known
