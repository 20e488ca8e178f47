"""Tenures: who held which post of which unit, and on which days articles say so.

First and last cited are days of articles; a start and an end come from handovers only.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from db.mentions import content_id, most_usual
from db.names import unit_key

# The day of an article: its publication, else the first meeting that it dates.
_POSTS = """
SELECT o.claim, pm.person, s.title, um.unit, s.former,
  coalesce(a.published, (SELECT min(m.date) FROM claim_meetings m JOIN claims mc ON mc.id = m.claim
    WHERE mc.article = a.id)), coalesce(k.original, a.id)
FROM claim_posts s
JOIN claim_officials o ON o.claim = s.claim
JOIN claims c ON c.id = o.claim
JOIN articles a ON a.id = c.article
JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
LEFT JOIN unit_mentions um ON um.claim = s.claim AND um.field = 'post' AND um.name = s.unit
LEFT JOIN copies k ON k.article = a.id
ORDER BY o.claim, s.position
"""
_CHANGES = """
SELECT h.claim, pm.person, h.post, um.unit, pm.field, h.date, a.published, coalesce(k.original, a.id)
FROM claim_handovers h
JOIN claims c ON c.id = h.claim
JOIN articles a ON a.id = c.article
JOIN person_mentions pm ON pm.claim = h.claim AND pm.field IN ('giver', 'taker')
LEFT JOIN unit_mentions um ON um.claim = h.claim AND um.field = 'organization'
LEFT JOIN copies k ON k.article = a.id
WHERE h.kind = 'post'
ORDER BY h.claim
"""


class _Tenure:
    def __init__(self) -> None:
        self.titles: list[str] = []
        self.cited: set[str] = set()
        self.former: set[str] = set()
        self.started: set[str] = set()
        self.ended: set[str] = set()
        self.claims: set[str] = set()
        self.posts: set[tuple[str, str]] = set()  # (day, claim): what is quoted first
        self.articles: set[str] = set()

    def add(self, title: str, claim: str, article: str, day: str | None) -> None:
        """Take in a claim that names the post. day: on which, for the order in which claims are quoted."""
        self.titles.append(title)
        self.claims.add(claim)
        self.articles.add(article)
        self.posts.add((day or "9999", claim))


def write_tenures(connection: sqlite3.Connection) -> None:
    """Fill tenures and tenure_claims: first and last cited from articles, start and end from handovers only.

    A handover of a post cites it as well.
    """
    tenures: dict[tuple[str, str, str | None], _Tenure] = defaultdict(_Tenure)
    for claim, person, title, unit, former, day, article in connection.execute(_POSTS):
        tenure = tenures[person, unit_key(title), unit]
        tenure.add(title, claim, article, day)
        if day:
            (tenure.former if former else tenure.cited).add(day)
    for claim, person, title, unit, part, date, day, article in connection.execute(_CHANGES):
        tenure = tenures[person, unit_key(title), unit]
        tenure.add(title, claim, article, day or date)
        named_on = {known for known in (day, date) if known}
        if named_on:  # who hands a post over is not cited as holding it after that day
            tenure.cited.add(min(named_on) if part == "giver" or not day else day)
        if date:
            (tenure.started if part == "taker" else tenure.ended).add(date)
    rows: list[tuple[str | int | None, ...]] = []
    said: list[tuple[str, str]] = []
    for (person, key, unit), t in tenures.items():
        tenure_id = content_id("tenure", person, key, unit)
        days = (_first(t.cited), _last(t.cited), _first(t.started), _last(t.ended), _first(t.former))
        best = min(t.posts)[1]
        rows.append((tenure_id, person, most_usual(t.titles), unit, *days, best, len(t.articles)))
        said.extend((tenure_id, claim) for claim in t.claims)
    connection.executemany(
        "INSERT INTO tenures (id, person, title, single, unit, first_cited, last_cited, started, ended, "
        "former_cited, claim, sources) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO tenure_claims (tenure, claim) VALUES (?, ?)", sorted(said))


def _first(days: set[str]) -> str | None:
    return min(days, default=None)


def _last(days: set[str]) -> str | None:
    return max(days, default=None)
