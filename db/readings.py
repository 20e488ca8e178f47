"""Which reading of an article counts, where several of its pages gave one (see load.py)."""

from __future__ import annotations

import os
import sqlite3


def best_source(connection: sqlite3.Connection, article: str) -> tuple[bool, str, str] | None:
    """(is still there, fetched, digest) of the page whose reading counts."""
    query = "SELECT file, coalesce(fetched, ''), digest FROM sources WHERE article = ?"
    found = connection.execute(query, (article,)).fetchall()
    # A page that was moved and then put right leaves its old path behind: what is gone does not outvote what is there.
    return max(((os.path.exists(file), when, digest) for file, when, digest in found), default=None)


def settle(connection: sqlite3.Connection, article: str) -> set[str]:
    """Make an article's row fit its sources; the sources to be read again for it, if its reading was another's."""
    best = best_source(connection, article)
    if best is None:
        connection.execute("DELETE FROM articles WHERE id = ?", (article,))
        return set()
    (digest,) = connection.execute("SELECT digest FROM articles WHERE id = ?", (article,)).fetchone()
    query = "SELECT source, file FROM sources WHERE article = ? AND digest = ?"
    named = connection.execute(query, (article, best[2])).fetchall()
    best_sources = [source for source, _ in sorted(named, key=lambda row: (not os.path.exists(row[1]), row[0]))]
    if digest == best[2]:
        row = (best_sources[0], article, best_sources[0])
        connection.execute("UPDATE articles SET source = ? WHERE id = ? AND source <> ?", row)
        return set()
    # An empty fingerprint fits no reader: whatever happens now, the next build reads them.
    connection.executemany("UPDATE sources SET fingerprint = '' WHERE source = ?", [(s,) for s in best_sources])
    return set(best_sources)
