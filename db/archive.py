"""The archive as a file: making an empty one, opening one to read, and saying plainly why one cannot be opened."""

from __future__ import annotations

import sqlite3
import stat
from collections.abc import Collection
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from urllib.parse import quote

APPLICATION_ID = 0x53564E47  # "SVNG", in the file's header
SCHEMA_VERSION = 4


class ArchiveError(Exception):
    """An archive cannot be opened or written. The message is one line that names the file and what to do."""


def uri(path: Path, options: str) -> str:
    """The SQLite URI of a file; any character may stand in its name."""
    return f"file:{quote(str(path.absolute()))}?{options}"


def create(connection: sqlite3.Connection) -> None:
    """Make an empty archive in a connection to an empty database."""
    connection.executescript(_text("schema.sql") + _text("views.sql"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def open_archive(path: Path) -> sqlite3.Connection:
    """A read-only connection to an archive; rows are `sqlite3.Row`.

    Raises ArchiveError where the file is missing, is no archive, is damaged, or was made by another version.
    """
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        raise ArchiveError(f"{path}: no such file; make an archive with: sovang build INPUT… --db {path}") from None
    except OSError as error:
        raise ArchiveError(f"{path}: cannot be opened ({error.strerror}); check the path and its permissions") from None
    if not stat.S_ISREG(mode):
        raise ArchiveError(f"{path}: is not a file; name an archive made by sovang build")
    connection = None
    try:
        connection = sqlite3.connect(uri(path, "mode=ro"), uri=True)
        check(connection, path)
    except sqlite3.OperationalError as error:
        _close(connection)
        raise ArchiveError(f"{path}: cannot be opened ({error})") from None
    except sqlite3.DatabaseError as error:
        _close(connection)
        raise ArchiveError(f"{path}: is no archive or is damaged ({error}); build it again") from None
    except ArchiveError:
        _close(connection)
        raise
    connection.row_factory = sqlite3.Row
    return connection


def check(connection: sqlite3.Connection, path: Path) -> None:
    """Raise ArchiveError unless the database is an archive of this version."""
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID:
        raise ArchiveError(f"{path}: is no archive of sovang; name a file made by sovang build")
    if version != SCHEMA_VERSION:
        raise ArchiveError(
            f"{path}: was made by another version of sovang (schema {version}, not {SCHEMA_VERSION}); build a new one"
        )
    # The whole schema is parsed here, so that a damaged file is found out at once.
    connection.execute("SELECT count(*) FROM articles").fetchone()


@cache
def code_fingerprint() -> str:
    """Changes with the code and the SQL of this package: what follows from the claims is then derived anew."""
    digest = sha256()
    for entry in [*_sources(resources.files("db")), *_sources(resources.files("db.people"))]:
        digest.update(entry.name.encode() + b"\0" + entry.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _sources(package: Traversable) -> list[Traversable]:
    return sorted((e for e in package.iterdir() if e.name.endswith((".py", ".sql"))), key=lambda e: e.name)


def _text(name: str) -> str:
    return resources.files("db").joinpath(name).read_text(encoding="utf-8")


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        connection.close()


def broken_references(connection: sqlite3.Connection, changed: Collection[str] | None = None) -> list[str]:
    """The rows of an archive that refer to one that is not there, a line each.

    changed: the tables in which rows came or went; only what can be broken by that is looked at. None: all.
    """
    if changed is None:
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
    else:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        touched = [table for table in tables if not {table, *_parents(connection, table)}.isdisjoint(changed)]
        broken = [row for table in touched for row in connection.execute(f"PRAGMA foreign_key_check({table})")]
    return [f"a row of {table} refers to no row of {parent}" for table, _, parent, _ in broken]


def _parents(connection: sqlite3.Connection, table: str) -> set[str]:
    """The tables that a table refers to."""
    return {row[2] for row in connection.execute(f"PRAGMA foreign_key_list({table})")}


def share_of_free_pages(connection: sqlite3.Connection) -> float:
    """Which part of an archive's file holds nothing."""
    (free,), (pages,) = (connection.execute(f"PRAGMA {of}_count").fetchone() for of in ("freelist", "page"))
    return float(free / pages)
