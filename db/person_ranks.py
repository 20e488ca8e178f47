"""Which military and police ranks people are cited with, and from when to when articles say so."""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from db.mentions import most_usual
from db.people.posts import rank_of
from db.post_signs import ArticleDays

# Joined through person_mentions, which has no rows of claims that a person called wrong.
_RANKS = """
SELECT o.claim, pm.person, o.rank, c.article
FROM claim_officials o
JOIN claims c ON c.id = o.claim
JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
WHERE o.rank IS NOT NULL
"""
_NEVER = "9999"  # sorts behind every day


def write_person_ranks(connection: sqlite3.Connection) -> None:
    """Fill person_ranks: each rank of the list that someone is cited with, as it is most usually spelt.

    Quoted is the claim of the first day; a copy counts as its original. Ranks that are in no list are left out.
    """
    days = ArticleDays(connection)
    said: dict[tuple[str, tuple[int, str]], list[tuple[str, str, str, str]]] = defaultdict(list)
    for claim, person, rank, of in connection.execute(_RANKS):
        graded = rank_of(rank)
        if graded:
            article, day = days[of]
            said[person, graded].append((day or _NEVER, claim, rank, article))
    merged: dict[tuple[str, str], tuple[int, list[tuple[str, str, str, str]]]] = {}
    for (person, (grade, _)), found in sorted(said.items()):
        spelt = most_usual(rank for _, _, rank, _ in found)
        merged.setdefault((person, spelt), (grade, []))[1].extend(found)
    rows = []
    for (person, spelt), (grade, found) in sorted(merged.items()):
        known = [day for day, *_ in found if day != _NEVER]
        articles = {article for *_, article in found}
        cited = (min(known, default=None), max(known, default=None))
        rows.append((person, spelt, grade, *cited, min(found)[1], len(articles)))
    connection.executemany(
        "INSERT INTO person_ranks (person, rank, grade, first_cited, last_cited, claim, sources) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
