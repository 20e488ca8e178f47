"""The archive as Datasette reads it: never written, and opened anew when a build or a decision replaced it."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from datasette.database import Database

from db import archive

T = TypeVar("T")
Stamp = tuple[int, int, int]


class ArchiveDatabase(Database):  # type: ignore[misc]
    """A database file whose name may hold any character (Datasette puts it into a URI as it is).

    The file is never changed in place: it is replaced. So it is read as immutable, and each thread opens the new file
    when there is one.
    """

    def __init__(self, datasette: Any, path: Path) -> None:
        super().__init__(datasette, path=str(path.absolute()), is_mutable=False)
        self._stamp: Stamp | None = None
        self._own = threading.local()
        self._memory: dict[tuple[Callable[[sqlite3.Connection], Any], Stamp | None], Any] = {}

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """A read-only connection."""
        if write:
            raise sqlite3.OperationalError("the archive is read-only")
        connection = sqlite3.connect(archive.uri(Path(self.path), "immutable=1"), uri=True, check_same_thread=False)
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA cache_size = -65536")  # KiB
        connection.execute(f"PRAGMA mmap_size = {1 << 30}")
        self._all_file_connections.append(connection)
        return connection

    async def execute_fn(self, fn: Callable[[sqlite3.Connection], T]) -> T:
        """Call a function with this thread's connection to the file as it is now."""
        self._forget_if_changed()
        found: T = await self.ds_call(lambda: fn(self._current()))
        return found

    async def ds_call(self, work: Callable[[], T]) -> T:
        """Run something on one of Datasette's threads."""
        return await asyncio.get_running_loop().run_in_executor(self.ds.executor, work)

    async def remembered(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """What a function of the archive as a whole finds, found once for each state of the file."""
        self._forget_if_changed()
        key = question, self._stamp  # what is found while the file is replaced counts for the old one
        found: T = self._memory[key] if key in self._memory else await self.execute_fn(question)
        self._memory[key] = found
        return found

    def _current(self) -> sqlite3.Connection:
        stamp = self._stamp_of_file()
        connection: sqlite3.Connection | None = getattr(self._own, "connection", None)
        if connection is None or self._own.stamp != stamp:
            if connection is not None:
                self._all_file_connections.remove(connection)
                connection.close()
            connection = self.connect()
            self.ds._prepare_connection(connection, self.name)
            self._own.connection, self._own.stamp = connection, stamp
        return connection

    def _forget_if_changed(self) -> None:
        before, self._stamp = self._stamp, self._stamp_of_file()
        if before != self._stamp:
            self._cached_table_counts = self.cached_hash = self.cached_size = None
            self._memory.clear()

    def _stamp_of_file(self) -> Stamp | None:
        try:
            found = Path(self.path).stat()
        except OSError:
            return self._stamp  # in the moment of being replaced, or gone: what is open goes on
        return found.st_ino, found.st_mtime_ns, found.st_size
