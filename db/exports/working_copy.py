"""What leaves the archive, as an archive of its own: only the rows that are kept, suppressed names blacked out.

Every format reads from it, tables and views alike, so that none can show what another leaves out. It lies in a
temporary folder and goes with it. Where nothing is left out and nothing blacked out, the archive itself is read.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from db.archive import create
from db.exports.filters import Fit
from db.exports.kept import kept_rows
from db.exports.tables import PUBLIC, quoted
from db.redaction import ANYWHERE, Mask, masking, masking_addresses, suppressed_articles

_ADDRESSES = frozenset(("url", "source", "file", "plain"))  # where a name stands without its diacritics, too
_LEFT_OUT = ("search_entries", "search_words", "suppressed_names")
_OF_ARTICLE = ("article", "original")
# Entities that articles name: their names are blacked out if they hold one that is.
_NAMED = {
    "blocs": "t.id IN (SELECT m.bloc FROM bloc_mentions m JOIN claims c ON c.id = m.claim WHERE c.article = :article)",
    "units": "t.id IN (SELECT m.unit FROM unit_mentions m JOIN claims c ON c.id = m.claim WHERE c.article = :article)",
    "documents": "t.id IN (SELECT d.document FROM document_claims d JOIN claims c ON c.id = d.claim "
    "WHERE c.article = :article)",
    "tenures": "t.id IN (SELECT o.tenure FROM tenure_claims o JOIN claims c ON c.id = o.claim "
    "WHERE c.article = :article)",
    "award_paths": "t.id IN (SELECT o.award FROM award_path_claims o JOIN claims c ON c.id = o.claim "
    "WHERE c.article = :article)",
    "entity_names": "t.entity IN (SELECT m.entity FROM (SELECT claim, bloc AS entity FROM bloc_mentions "
    "UNION ALL SELECT claim, unit FROM unit_mentions UNION ALL SELECT claim, person FROM person_mentions) m "
    "JOIN claims c ON c.id = m.claim WHERE c.article = :article)",
}
# Of no article: every name that is suppressed anywhere is blacked out.
_OF_NONE = ("unread", "decisions", "unit_events", "possibly_same", "copies")
# Rows that lead to a person who is not here any more.
_PERSONS_GONE = (
    "DELETE FROM possibly_same WHERE kind = 'person' AND (first NOT IN (SELECT id FROM people) "
    "OR second NOT IN (SELECT id FROM people))",
    "DELETE FROM redirects WHERE kind = 'person' AND entity NOT IN (SELECT id FROM people)",
    "DELETE FROM entity_names WHERE kind = 'person' AND entity NOT IN (SELECT id FROM people)",
    "DELETE FROM decisions WHERE decision = 'suppressed'",
)


@contextmanager
def leaving(connection: sqlite3.Connection, chosen: list[Fit], profile: str) -> Iterator[sqlite3.Connection]:
    """A connection to what is to be exported. chosen: what it is about; [] for everything."""
    suppressed = suppressed_articles(connection)
    if not (chosen or suppressed or profile == PUBLIC):
        yield connection
        return
    with tempfile.TemporaryDirectory(prefix="sovang-export-") as folder:
        copy = sqlite3.connect(Path(folder) / "copy.db")
        try:
            # Nobody reads it but this process, and nobody misses it after a crash.
            copy.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
            create(copy)
            if chosen:
                with kept_rows(connection, chosen) as conditions:
                    _copy(connection, copy, conditions)
            else:
                _copy(connection, copy, {})
            _black_out(connection, copy, suppressed)
            if profile == PUBLIC:
                copy.execute("UPDATE articles SET source = coalesce(url, id)")  # paths are nobody's business
            copy.commit()
            yield copy
        finally:
            copy.close()


def _copy(connection: sqlite3.Connection, copy: sqlite3.Connection, conditions: dict[str, str]) -> None:
    """Fill the tables with the rows that fulfil their condition; with all of them where there is none."""
    for table in _tables(copy):
        if table in _LEFT_OUT:
            continue
        columns = _columns(copy, table)
        names = ", ".join(quoted(name) for name in columns)
        cursor = connection.cursor()
        cursor.row_factory = None
        rows = cursor.execute(f"SELECT {names} FROM {quoted(table)} t WHERE {conditions.get(table, '1')}")
        copy.executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


def _black_out(connection: sqlite3.Connection, copy: sqlite3.Connection, suppressed: list[str]) -> None:
    mask, mask_address = masking(connection), masking_addresses(connection)
    if suppressed:
        for statement in _PERSONS_GONE:
            copy.execute(statement)
    for article in suppressed:
        for table in _tables(copy):
            where = _about_article(copy, table)
            if where:
                _mask_rows(copy, table, where, article, mask, mask_address)
        # A quote may begin or end within a name.
        copy.execute(
            'UPDATE evidence SET quote = substr((SELECT text FROM articles WHERE id = evidence.article), "start" + 1, '
            '"end" - "start") WHERE article = ?',
            (article,),
        )
    for table in _OF_NONE if suppressed else ():
        _mask_rows(copy, table, "1", ANYWHERE, mask, mask_address)


def _about_article(copy: sqlite3.Connection, table: str) -> str:
    """The condition of the rows that are about :article; '' if none of the table's is about any."""
    columns = _columns(copy, table)
    parts = [f"t.{column} = :article" for column in _OF_ARTICLE if column in columns]
    parts += [
        f"t.{column} IN (SELECT id FROM claims WHERE article = :article)"
        for column in columns
        if column == "claim" or column.endswith("_claim")
    ]
    parts += ["t.id = :article"] if table == "articles" else []
    parts += [_NAMED[table]] if table in _NAMED else []
    return " OR ".join(parts)


def _mask_rows(copy: sqlite3.Connection, table: str, where: str, article: str, mask: Mask, mask_address: Mask) -> None:
    columns = _columns(copy, table)
    keys = [column for column, (_, key) in columns.items() if key]
    names = ", ".join(quoted(name) for name in columns)
    changed = []
    for row in copy.execute(f"SELECT {names} FROM {quoted(table)} t WHERE {where}", {"article": article}):
        values = dict(zip(columns, row, strict=True))
        masked = dict(values)
        for column, (declared, _) in columns.items():
            if declared == "TEXT" and values[column] is not None:
                text = mask_address(article, values[column]) if column in _ADDRESSES else values[column]
                masked[column] = mask(article, text)
        if masked != values:
            if table == "units":  # whose key is unique, which two names that are blacked out need not be
                masked["key"] = f"{masked['key']} {masked['id']}"
            changed.append((values, masked))
    same = " AND ".join(f"{quoted(key)} = :{key}" for key in keys)
    copy.executemany(f"DELETE FROM {quoted(table)} WHERE {same}", [values for values, _ in changed])
    # Two mentions of names of one length are one when they are blacked out.
    put = f"INSERT OR REPLACE INTO {quoted(table)} ({names}) VALUES ({', '.join('?' * len(columns))})"
    copy.executemany(put, [list(masked.values()) for _, masked in changed])


def _tables(connection: sqlite3.Connection) -> list[str]:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found]


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, int]]:
    """Name → (SQL type, place in the key or 0)."""
    found = connection.execute(f"PRAGMA table_info({quoted(table)})")
    return {row[1]: (row[2], row[5]) for row in found}
