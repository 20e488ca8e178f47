"""The years of each bloc: what is known of each role in each of them, so that no year is silently left out.

A year of which no head is known is *unknown*, and it is said why: no article here speaks of the bloc in that year, or
some do and do not say.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict

from db.article_days import ARTICLE, TOLD_OF

ROLES = ("head", "standing_deputy", "deputy")
NO_SOURCE, SILENT = "no_source", "silent"

# The year of a meeting's day, else of publication. What an article says of another year is in the ledger by itself.
_SPEAKING = f"""
SELECT DISTINCT b.bloc, substr({TOLD_OF}, 1, 4) + 0, a.id FROM bloc_mentions b JOIN claims c ON c.id = b.claim {ARTICLE}
"""
_ROWS = """
SELECT bloc, year, role, inferred, contradicted FROM ledger
WHERE year IS NOT NULL AND coalesce(unit, person) IS NOT NULL
"""
_SAID = """
SELECT l.bloc, l.year, coalesce(k.original, c.article) FROM ledger l
JOIN ledger_claims s ON s.ledger = l.id JOIN claims c ON c.id = s.claim LEFT JOIN copies k ON k.article = c.article
WHERE l.year IS NOT NULL
"""


def write_ledger_years(connection: sqlite3.Connection) -> None:
    """Fill ledger_years: for each bloc all years from the first to the last that any article speaks of."""
    articles: dict[str, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    for query in (_SPEAKING, _SAID):
        for bloc, year, article in connection.execute(query):
            if year:
                articles[bloc][year].add(article)
    known: dict[tuple[str, int, str], list[tuple[int, int]]] = defaultdict(list)
    for bloc, year, role, inferred, contradicted in connection.execute(_ROWS):
        known[bloc, year, role].append((inferred, contradicted))
    rows = []
    for bloc, years in sorted(articles.items()):
        for year in range(min(years), max(years) + 1):
            speaking = len(years.get(year, ()))
            for role in ROLES:
                state = _state(known.get((bloc, year, role), []))
                reason = None if state != "unknown" else SILENT if speaking else NO_SOURCE
                rows.append((bloc, year, role, state, reason, speaking))
    connection.executemany(
        "INSERT INTO ledger_years (bloc, year, role, state, reason, articles) VALUES (?, ?, ?, ?, ?, ?)", rows
    )


def _state(rows: list[tuple[int, int]]) -> str:
    if not rows:
        return "unknown"
    if any(contradicted for _, contradicted in rows):
        return "contradicted"
    return "inferred" if all(inferred for inferred, _ in rows) else "known"
