"""What leaves the archive, as an archive of its own: rows are copied into an empty one, suppressed names blacked out.

Exports and the public website read from such a copy, tables and views alike, so that none can show what another leaves
out. It has no name: the system drops it when the connection is closed or the process ends, however it ends.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager

from db.archive import ArchiveError, create
from db.redaction import ANYWHERE, Mask, masking, masking_addresses, suppressed_articles

_INDEX = "search"  # the full-text index and what it is made of: of the whole texts
_LEFT_OUT = ("name_keys", "suppressed_names")  # an index of names; what is blacked out is not listed
_ADDRESSES = frozenset(("url", "source", "file", "plain"))  # where a name stands without its diacritics, too
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
# For others to see: the paths of a desk are nobody's business.
ADDRESS_OR_ID = "UPDATE articles SET source = coalesce(url, id)"


@contextmanager
def unnamed_archive() -> Iterator[sqlite3.Connection]:
    """An empty archive in a temporary file without a name, for what is to leave."""
    with closing(sqlite3.connect("")) as copy:
        # Nobody reads it but this process, and nobody misses it after a crash.
        copy.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
        create(copy)
        yield copy


@contextmanager
def room_needed() -> Iterator[None]:
    """Where a copy cannot be written, say so in one line (ArchiveError)."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise ArchiveError(
            f"no copy of what may leave the archive can be made ({error}); make room for temporary files, or set TMPDIR"
        ) from None


def fill(connection: sqlite3.Connection, copy: sqlite3.Connection, conditions: Mapping[str, str]) -> None:
    """Fill the tables of a copy with the rows that fulfil their condition (SQL; the row is `t`), all if there is none.

    The search index and the list of suppressed names are left out.
    """
    for table in tables_of(copy):
        if table in _LEFT_OUT or table.startswith(_INDEX):
            continue
        columns = _columns(copy, table)
        names = ", ".join(quoted(name) for name in columns)
        cursor = connection.cursor()
        cursor.row_factory = None
        rows = cursor.execute(f"SELECT {names} FROM {quoted(table)} t WHERE {conditions.get(table, '1')}")
        copy.executemany(f"INSERT INTO {quoted(table)} ({names}) VALUES ({', '.join('?' * len(columns))})", rows)


def black_out(connection: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    """Black out in a copy the names of the people who are suppressed in the archive, and drop what leads to them."""
    suppressed = suppressed_articles(connection)
    mask, mask_address = masking(connection), masking_addresses(connection)
    if suppressed:
        for statement in _PERSONS_GONE:
            copy.execute(statement)
    for article in suppressed:
        for table in tables_of(copy):
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


def tables_of(connection: sqlite3.Connection) -> list[str]:
    """The names of the tables of an archive."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found]


def _columns(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, int]]:
    """Name → (SQL type, place in the key or 0)."""
    found = connection.execute(f"PRAGMA table_info({quoted(table)})")
    return {row[1]: (row[2], row[5]) for row in found}


def quoted(name: str) -> str:
    """A name as SQL."""
    return '"' + name.replace('"', '""') + '"'
