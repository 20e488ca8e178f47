"""Entities whose name begins as somebody types it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from db.name_keys import key_of, name_words
from db.names import is_accented
from db.reconciliation import facts
from db.reconciliation.names import entity
from db.references import KINDS

_MOST_READ = 2_000  # names that begin so, of each kind: as many words stand behind a single letter
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity, and what tells it from its namesakes."""

    kind: str
    id: str
    name: str
    description: str


def suggest(
    connection: sqlite3.Connection,
    prefix: str,
    kinds: Sequence[str] = tuple(KINDS),
    skipped: int = 0,
    limit: int = 10,
) -> list[Suggestion]:
    """Entities one of whose names begins with a prefix (or whose id it is), whole names first, then the best known.

    Tones count where the prefix has any. skipped: how many are left out at the start.
    """
    known = entity(connection, prefix.strip())
    if known:
        found = [known] if known[0] in kinds else []
    else:
        ranked = sorted(row for kind in kinds for row in _beginning(connection, kind, prefix))
        found = list(dict.fromkeys((kind, one) for _, _, kind, one in ranked))
    return [
        Suggestion(kind, one, facts.name(connection, kind, one), facts.description(connection, kind, one))
        for kind, one in found[skipped : skipped + limit]
    ]


_NAMES = """
SELECT n.entity, n.name, n.key, e.mentions FROM name_keys n JOIN {table} e ON e.id = n.entity
WHERE n.kind = ? AND n.key >= ? AND n.key < ? ORDER BY n.key LIMIT ?
"""


def _beginning(connection: sqlite3.Connection, kind: str, prefix: str) -> list[tuple[bool, int, str, str]]:
    """(not the whole name, -mentions, kind, id) of those of a kind whose name begins so."""
    accented = is_accented(prefix)
    rows = []
    for words in name_words(kind, prefix):
        key = key_of(words)
        if not key:
            continue
        query = _NAMES.format(table=KINDS[kind])
        for one, name, whole, mentions in connection.execute(query, (kind, key, key + _LAST, _MOST_READ)):
            if not accented or any(_begins(form, words) for form in name_words(kind, name)):
                rows.append((whole != key, -mentions, kind, one))
    return rows


def _begins(name: tuple[str, ...], typed: tuple[str, ...]) -> bool:
    """Whether a name begins with the words, the last of which may not be finished."""
    last = len(typed) - 1
    return name[:last] == typed[:last] and len(name) > last and name[last].startswith(typed[last])
