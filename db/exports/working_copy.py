"""What an export reads: only the rows that are kept, suppressed names blacked out.

Every format reads from it, tables and views alike, so that none can show what another leaves out. Where nothing is left
out and nothing blacked out, the archive itself is read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from db.exports.filters import Fit
from db.exports.kept import kept_rows
from db.exports.tables import PUBLIC
from db.outgoing import ADDRESS_OR_ID, black_out, fill, room_needed, unnamed_archive
from db.redaction import suppressed_articles


@contextmanager
def leaving(connection: sqlite3.Connection, chosen: list[Fit], profile: str) -> Iterator[sqlite3.Connection]:
    """A connection to what is to be exported. chosen: what it is about; [] for everything."""
    if not (chosen or profile == PUBLIC or suppressed_articles(connection)):
        yield connection
        return
    with unnamed_archive() as copy:
        with room_needed():
            if chosen:
                with kept_rows(connection, chosen) as conditions:
                    fill(connection, copy, conditions)
            else:
                fill(connection, copy, {})
            black_out(connection, copy)
            if profile == PUBLIC:
                copy.execute(ADDRESS_OR_ID)
            copy.commit()
        yield copy
