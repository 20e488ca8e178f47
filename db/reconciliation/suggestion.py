"""Entities whose name begins as somebody types it."""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from db.name_keys import Words, key_of, name_words
from db.names import TONES, is_accented
from db.reconciliation import facts
from db.reconciliation.names import entity
from db.references import KINDS
from extractors.text.language import plain

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


def _begins(name: Words, typed: Words) -> bool:
    """Whether a name begins with the words, the last of which may not be finished."""
    last = len(typed) - 1
    return name[:last] == typed[:last] and len(name) > last and _syllable_begins(name[last], typed[last])


def _syllable_begins(syllable: str, typed: str) -> bool:
    """Whether a syllable may become of what is typed: its tone, and the shape of letters, may be typed last."""
    if plain(typed) == typed:
        return plain(syllable).startswith(typed)
    (whole, tone), (begun, typed_tone) = _apart(syllable), _apart(typed)
    return whole.startswith(begun) and typed_tone in ("", tone)


def _apart(syllable: str) -> tuple[str, str]:
    """A syllable's letters, and its tone."""
    signs = unicodedata.normalize("NFD", syllable)
    tone = "".join(sign for sign in signs if sign in TONES)
    return unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in TONES)), tone
