"""Loading: what was read becomes rows of the archive, all of it or nothing.

A build works on a copy beside the archive and puts it in the archive's place at the end, so that whoever reads the
archive sees the old state or the new one, also after a crash. The archive only grows: an input that is gone keeps its
article, and so does one that can no longer be read (it is then listed in `unread` too). An input whose page changed
gives up the article that it gave before; an article that no input gives any more is removed.

The same article under several inputs is one row with several sources. Where their pages differ, one reading counts:
that of a page that is still there, of those the one fetched last, else of the greater digest. That depends on the
pages alone, so not on their order. What the others say is kept as versions (see `versions`).
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from db import archive, versions
from db.archive import ArchiveError
from db.decisions import Decision, append, content_of, decisions_path, digest_of, put_back, read_decisions, remove
from db.decisions import take_back as take_back_lines
from db.derive import clear_derived, derive, derive_again
from db.files import sync_folder
from db.readings import best_source, settle
from db.rows import CLAIM_TABLES, rows_fingerprint, rows_of
from extractors.records import KINDS, Extraction

_MOST_FREE = 0.25  # of the pages of the file after a decision: later ones fill them


@dataclass
class Summary:
    """What a build did (inputs), and what the archive holds after it (articles and facts)."""

    read: int = 0
    unchanged: int = 0
    unread: int = 0
    changed: bool = False
    articles: int = 0
    without_facts: int = 0
    not_read: int = 0
    unmatched: int = 0  # decisions that name what is not here (any more)
    facts: dict[str, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


class Loader:
    """One build of one archive: a context manager; nothing is kept unless `finish` was called.

    path: the archive; made if it is missing. fingerprint: of the reader; an article is read again if it changed.
    Raises ArchiveError where the archive cannot be written, is none, or is being built by another process.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self.path = Path(os.path.realpath(path))
        self.fingerprint = f"{fingerprint}-{rows_fingerprint()}"
        self.summary = Summary()
        self._working = self.path.with_name(f"{self.path.name}.building")
        self._connection: sqlite3.Connection | None = None
        self._touched: set[str] = set()
        self._failed = False
        if self.path.exists() and not self.path.is_file():
            raise ArchiveError(f"{path}: is no file; choose another place for --db")
        self._lock = _lock(self._working, path)
        try:
            self._is_new = not self.path.exists() or self.path.stat().st_size == 0
            self._known, self._unread, self._derived_by = self._read_old()
        except BaseException:
            self._release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    @property
    def own_files(self) -> tuple[Path, ...]:
        """The files that a build makes beside the archive, should they lie in a folder that it reads."""
        return (self._working, self._working.with_name(self._working.name + "-journal"))

    def is_current(self, source: str, digest: str) -> bool:
        """Whether an input needs no reading: neither its bytes nor the reader changed. Counts it if so."""
        if self._known.get(source) != (digest, self.fingerprint):
            return False
        if source in self._unread:
            self._connect().execute("DELETE FROM unread WHERE source = ?", (source,))
            del self._unread[source]
        self.summary.unchanged += 1
        return True

    def add(self, extraction: Extraction, fetched: str | None = None, file: str | None = None) -> None:
        """Take in what was read from one input. Raises sqlite3.IntegrityError, and changes nothing, if it is unfit.

        fetched: when its page was fetched (ISO 8601), if known. file: the file that holds it; None: its source itself.
        """
        connection = self._connect()
        connection.execute("SAVEPOINT article")
        try:
            touched = self._add(connection, extraction, fetched, file or extraction.article.source)
        except BaseException:
            connection.execute("ROLLBACK TO article")
            connection.execute("RELEASE article")
            raise
        connection.execute("RELEASE article")
        article = extraction.article
        self._touched |= touched
        self._known[article.source] = (article.digest, self.fingerprint)
        self._unread.pop(article.source, None)
        self.summary.read += 1

    def fail(self, source: str, code: str, reason: str) -> None:
        """Take in that an input could not be read, and why."""
        if self._unread.get(source) != (code, reason):
            row = (source, code, reason)
            self._connect().execute("INSERT OR REPLACE INTO unread (source, code, reason) VALUES (?, ?, ?)", row)
            self._unread[source] = (code, reason)
        self.summary.unread += 1

    def outdated(self) -> set[str]:
        """Inputs that must be read again although they did not change: the article that they share lost its reading.

        Call it when all inputs were taken in; read those among them, if the inputs hold them, and add them.
        """
        if self._connection is None:
            return set()
        again: set[str] = set()
        for article in sorted(self._touched):
            again |= settle(self._connection, article)
            versions.settle(self._connection, article)
        self._touched.clear()
        for source in again:
            self._known.pop(source, None)
        return again

    def finish(self) -> Summary:
        """Derive what follows, put the new archive in the old one's place, and say what was done.

        Where it fails, this loader is of no more use (RuntimeError): its working copy is neither the old nor the new.
        """
        self._must_be_usable()
        try:
            return self._finish()
        except BaseException:
            self._failed = True
            raise

    def _must_be_usable(self) -> None:
        if self._failed:
            raise RuntimeError(f"{self.path}: finishing it failed; take another Loader")

    def _finish(self) -> Summary:
        decided = decisions_path(self.path)
        # Read before anything is derived: a line that is no decision stops here, and the archive stays as it was.
        decisions = read_decisions(decided)
        derived_by = f"{archive.code_fingerprint()} {self.fingerprint} {digest_of(decided)}"
        if self._connection is not None or self._is_new or self._derived_by != derived_by:
            only_decisions = self._connection is None and _but_decisions(self._derived_by) == _but_decisions(derived_by)
            connection = self._connect(claims_change=not only_decisions)
            self.outdated()
            with _written(self.path):
                _commit_claims(connection)
            changed = None
            if only_decisions:
                changed = derive_again(connection, decisions)
            else:
                derive(connection, decisions)
            connection.execute("INSERT OR REPLACE INTO archive (key, value) VALUES ('derived_by', ?)", (derived_by,))
            broken = archive.broken_references(connection, changed)
            if broken:
                raise ArchiveError(f"{self.path}: {broken[0]}: it is damaged, or sovang errs; the archive is as it was")
            self._put_in_place(connection, tidy=not only_decisions)
        with archive.open_archive(self.path) as connection:
            _count(connection, self.summary)
        connection.close()
        return self.summary

    def decide(self, new: Sequence[Decision], today: date) -> Summary:
        """Add decisions to the file beside the archive, and derive what follows from them.

        The archive is then the same as one that is built with that file. Raises ArchiveError where either cannot be
        written; both are then as before. Where even that fails (a power cut), a build that comes later makes up for it.
        """
        return self._redone(lambda path: append(path, new, today))

    def take_back(self, last: Sequence[Decision]) -> Summary:
        """Undo the decisions that were added last: the archive is the same as if nobody had said them.

        Raises ArchiveError where they are no longer the last ones, or something cannot be written.
        """
        return self._redone(lambda path: take_back_lines(path, last))

    def remove(self, decision: Decision) -> Summary:
        """Undo one decision of the file: the archive is the same as if nobody had said it.

        Raises ArchiveError where its line says something else by now, or something cannot be written.
        """
        return self._redone(lambda path: remove(path, decision))

    def _redone(self, change: Callable[[Path], None]) -> Summary:
        """Change the file of decisions, then what follows; the file is put back where the archive cannot follow."""
        self._must_be_usable()
        path = decisions_path(self.path)
        before = content_of(path)
        change(path)
        written = content_of(path)
        try:
            return self.finish()
        except BaseException:
            if not self._is_in_place():
                self._drop()  # first, so that there is room for the file
                put_back(path, before, written)
            raise

    def _read_old(self) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]], str | None]:
        if self._is_new:
            return {}, {}, None
        connection = archive.open_archive(self.path)
        try:
            known = {s: (d, f) for s, d, f in connection.execute("SELECT source, digest, fingerprint FROM sources")}
            unread = {s: (c, r) for s, c, r in connection.execute("SELECT source, code, reason FROM unread")}
            by = connection.execute("SELECT value FROM archive WHERE key = 'derived_by'").fetchone()
        except sqlite3.DatabaseError as error:
            raise ArchiveError(f"{self.path}: is damaged ({error}); build it again") from None
        finally:
            connection.close()
        return known, unread, by[0] if by else None

    def _connect(self, *, claims_change: bool = True) -> sqlite3.Connection:
        """The working copy, made when the first change comes: a build that changes nothing copies nothing.

        claims_change: whether the claims must be free to change; what follows from them is then dropped.
        """
        self._must_be_usable()
        if self._connection is None:
            if not self._is_new:
                with _written(self.path):
                    shutil.copyfile(self.path, self._working)
                    shutil.copymode(self.path, self._working)
            self._connection = connection = sqlite3.connect(self._working, isolation_level=None)
            # The copy is thrown away if anything fails, so it needs no journal on disk.
            connection.execute("PRAGMA journal_mode = MEMORY")
            connection.execute("PRAGMA synchronous = OFF")
            if self._is_new:
                archive.create(connection)
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("BEGIN")
            if claims_change:
                clear_derived(connection)
        return self._connection

    def _add(self, connection: sqlite3.Connection, extraction: Extraction, fetched: str | None, file: str) -> set[str]:
        article = extraction.article
        before = connection.execute("SELECT article FROM sources WHERE source = ?", (article.source,)).fetchone()
        connection.execute("DELETE FROM unread WHERE source = ?", (article.source,))
        connection.execute("DELETE FROM sources WHERE source = ?", (article.source,))
        best = best_source(connection, article.id)
        if best is None or (os.path.exists(file), fetched or "", article.digest) >= best:
            stored = connection.execute(
                "SELECT digest, fingerprint FROM articles WHERE id = ?", (article.id,)
            ).fetchone()
            if stored != (article.digest, self.fingerprint):
                self._replace(connection, extraction)
        connection.execute(
            "INSERT INTO sources (source, article, digest, fingerprint, fetched, file) VALUES (?, ?, ?, ?, ?, ?)",
            (article.source, article.id, article.digest, self.fingerprint, fetched, file),
        )
        versions.keep(connection, article, fetched)
        return {article.id} | ({before[0]} if before else set())

    def _replace(self, connection: sqlite3.Connection, extraction: Extraction) -> None:
        article_id = extraction.article.id
        kept = connection.execute("SELECT * FROM sources WHERE article = ?", (article_id,)).fetchall()
        versions.set_aside(connection, article_id)
        connection.execute("DELETE FROM articles WHERE id = ?", (article_id,))
        rows = rows_of(extraction, self.fingerprint)
        for table in CLAIM_TABLES:
            if rows[table]:
                marks = ", ".join("?" * len(rows[table][0]))
                connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows[table])
        connection.executemany("INSERT INTO sources VALUES (?, ?, ?, ?, ?, ?)", kept)

    def _put_in_place(self, connection: sqlite3.Connection, *, tidy: bool) -> None:
        """tidy: whether to write the file anew, without gaps, also where few of its pages are free."""
        with _written(self.path):
            connection.execute("COMMIT")
            if tidy or archive.share_of_free_pages(connection) > _MOST_FREE:
                connection.execute("VACUUM")
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.close()
            self._connection = None
            os.fsync(self._lock)
            os.replace(self._working, self.path)
            self.summary.changed = True
            sync_folder(self.path.parent)

    def _is_in_place(self) -> bool:
        """Whether the working copy has become the archive, also where nobody came to say so (Ctrl-C)."""
        return self._is_locked(self.path)

    def _is_locked(self, path: Path) -> bool:
        """Whether a path is the file that we locked: the working copy, until it is put in the archive's place."""
        try:
            return os.fstat(self._lock).st_ino == path.stat().st_ino
        except FileNotFoundError:
            return False

    def _drop(self) -> None:
        """Give up what the working copy holds, and the room that it takes."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        if self._is_locked(self._working):
            os.ftruncate(self._lock, 0)

    def _release(self) -> None:
        self._drop()
        if self._is_locked(self._working):
            self._working.unlink()
        os.close(self._lock)


@contextmanager
def _written(path: Path) -> Iterator[None]:
    """Where the archive cannot be written, say so."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise ArchiveError(f"{path}: cannot be written ({error})") from None


def _commit_claims(connection: sqlite3.Connection) -> None:
    """Go on in a transaction in which references are not looked up for each row of what follows: that would take longer
    the larger the archive is. They are checked once, at the end."""
    connection.execute("COMMIT")
    connection.execute("PRAGMA foreign_keys = OFF")  # takes no effect within a transaction
    connection.execute("BEGIN")


def _but_decisions(derived_by: str | None) -> str | None:
    """By what an archive was derived, but for its decisions: the words before the last."""
    return derived_by and derived_by.rpartition(" ")[0]


def _lock(working: Path, named: Path) -> int:
    """An open working file that is locked for this process; what a killed build left in it is dropped."""
    try:
        handle = os.open(working, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise ArchiveError(f"{named}: cannot be written ({error.strerror}); choose another place for --db") from None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if os.fstat(handle).st_ino != working.stat().st_ino:  # it was put in place in this very moment
            raise BlockingIOError
        os.ftruncate(handle, 0)
    except (BlockingIOError, FileNotFoundError):
        os.close(handle)
        raise ArchiveError(f"{named}: is being built by another process; try again when it has ended") from None
    return handle


def _count(connection: sqlite3.Connection, summary: Summary) -> None:
    def number(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    summary.articles = number("SELECT count(*) FROM articles")
    summary.without_facts = number("SELECT count(*) FROM articles_without_facts")
    summary.not_read = number("SELECT count(*) FROM unread")
    summary.unmatched = number("SELECT count(*) FROM decisions WHERE status = 'unmatched'")
    counted = dict(connection.execute("SELECT kind, count(*) FROM claims GROUP BY kind").fetchall())
    summary.facts = {kind: counted.get(kind, 0) for kind in KINDS}
