"""Suggestions while somebody types: names that begin so, best known first."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace

from db.search_details import details
from db.search_index import ARTICLE, ENTITIES
from db.search_query import Asked, understand
from db.search_tiers import Searcher, Tier

_MOST = 50  # suggestions
_BEGUN = (Tier.EXACT, Tier.NAME_ROW_BEGUN, Tier.NAME_BEGUN)
_WHOLE = (Tier.EXACT, Tier.NAME_ROW, Tier.NAME)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entity or an article that may be meant. detail: what tells namesakes apart."""

    kind: str
    id: str
    name: str
    detail: str


def suggest(connection: sqlite3.Connection, typed: str, limit: int = 8) -> list[Suggestion]:
    """What may be meant by what is typed so far: people, units and blocs, then titles of articles; the name that is
    typed already, names with the words in a row, those that hold them; each by how often they are named."""
    most = max(0, min(limit, _MOST))
    asked = understand(typed)
    if not asked.terms or not most:
        return []
    numbers: list[int] = []
    for reading in _readings(asked):
        searcher = Searcher(connection, reading)
        tiers = _BEGUN if reading.open else _WHOLE
        for kinds in (ENTITIES, (ARTICLE,)):
            if len(numbers) < most:
                numbers += [place.number for place in searcher.best(kinds, most - len(numbers), tiers)]
        if numbers:
            break
    return _suggestions(connection, numbers)


def _readings(asked: Asked) -> list[Asked]:
    """What may be meant, the likeliest first: the last word is not finished, so its diacritics may be missing, too."""
    last = asked.terms[-1]
    asked = replace(asked, open=last.is_word and not last.quoted)
    if asked.ends_in_number_word:
        return [asked.without_last(), asked]
    return [asked, asked.without_accent_of_last()] if last.exact else [asked]


def _suggestions(connection: sqlite3.Connection, numbers: list[int]) -> list[Suggestion]:
    marks = ", ".join("?" * len(numbers))
    rows = {
        number: (kind, entry, name)
        for number, kind, entry, name in connection.execute(
            f"SELECT number, kind, id, name FROM search_entries WHERE number IN ({marks})", numbers
        )
    }
    told = details(connection, [(kind, entry) for kind, entry, _ in rows.values()])
    return [Suggestion(*rows[number], told[rows[number][1]]) for number in numbers]
