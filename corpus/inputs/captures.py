"""Captures: where the answers are to which the revisit records of a folder's WARC files may refer.

The list stands in a temporary database on the disk, so that a file of any size costs no memory; it is made only when a
first revisit comes, of its own file, then of those beside it. Revisits: WARC 1.1, 6.7 (ISO 28500:2017).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator
from dataclasses import dataclass
from functools import lru_cache

from corpus.inputs.files import opened
from corpus.inputs.frames import Frame, frame_at, frames
from corpus.inputs.items import Unread
from corpus.inputs.stream import Place

SUFFIXES = (".warc", ".warc.gz")
_TABLE = """
CREATE TABLE captures (id TEXT, address TEXT, date TEXT, digest TEXT, file INTEGER, start INTEGER, inner INTEGER)
"""
_INDEXES = ("id", "address, date", "digest, date")
_KEPT_TYPES = ("response", "resource")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What a revisit record says of the capture that it is another of. digest, the others: empty where not said.

    is_same: it is the same bytes (`identical-payload-digest`); else the server said so (`server-not-modified`).
    """

    is_same: bool
    digest: str
    id: str
    address: str
    date: str
    own_address: str
    own_date: str


def reference(record: Frame) -> Reference:
    """What a revisit record refers to."""
    return Reference(
        is_same="server-not-modified" not in record.header("WARC-Profile").lower(),
        digest=record.header("WARC-Payload-Digest").lower(),
        id=record.header("WARC-Refers-To"),
        address=record.header("WARC-Refers-To-Target-URI").strip("<>"),
        date=record.header("WARC-Refers-To-Date"),
        own_address=record.header("WARC-Target-URI").strip("<>"),
        own_date=record.header("WARC-Date"),
    )


class Captures:
    """What the revisit records of one WARC file may refer to, in it and in the files beside it."""

    def __init__(self, path: str) -> None:
        """path: of the file."""
        self._folder, self._name = os.path.split(os.path.realpath(path))
        self._list: _Captures | None = None

    def of(self, wanted: Reference) -> Generator[Frame]:
        """The record that a revisit refers to: one, or none if it is nowhere.

        Its block can be read until the generator is closed.
        """
        if self._list is None:
            self._list = _captures(self._folder, _state_of(self._folder))
        found = self._list.find(self._name, wanted)
        file = opened(os.path.join(self._folder, found[0]), found[0]) if found else None
        if found is None or file is None or isinstance(file, Unread):
            return
        with file:
            record = frame_at(file, found[1])
            if record is not None:
                yield record


def _state_of(folder: str) -> tuple[tuple[str, int, int], ...]:
    """The WARC files of a folder, by name: a changed one makes another list of captures."""
    state = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.lower().endswith(SUFFIXES) and entry.is_file():
                about = entry.stat()
                state.append((entry.name, about.st_size, about.st_mtime_ns))
    return tuple(sorted(state))


@lru_cache(maxsize=2)
def _captures(folder: str, state: tuple[tuple[str, int, int], ...]) -> _Captures:
    return _Captures(folder, [name for name, _, _ in state])


class _Captures:
    """The captures of a folder, as far as they were asked for."""

    def __init__(self, folder: str, names: list[str]) -> None:
        self._folder, self._names = folder, names
        self._listed: set[str] = set()
        self._rows = sqlite3.connect("", isolation_level=None)  # a file that the system drops when it is closed
        self._rows.execute("PRAGMA synchronous = OFF")
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.execute(_TABLE)
        for number, columns in enumerate(_INDEXES):
            self._rows.execute(f"CREATE INDEX captures_{number} ON captures ({columns})")

    def find(self, name: str, wanted: Reference) -> tuple[str, Place] | None:
        """(file's name, place) of a capture. Of one file and then of all, so that a file alone is read once only."""
        self._list([name])
        found = self._exact(wanted)
        if found is None:
            self._list(self._names)
            found = self._exact(wanted) or self._latest(wanted)
        return (self._names[found[0]], Place(found[1], found[2])) if found else None

    def _exact(self, wanted: Reference) -> tuple[int, int, int] | None:
        """By the bytes' digest; by the record's id or its address and date, unless its digest is another."""
        if wanted.is_same and wanted.digest and (row := self._first("digest = ?", wanted.digest)):
            return row[:3]
        asked: list[tuple[str, tuple[str, ...]]] = []
        if wanted.id:
            asked.append(("id = ?", (wanted.id,)))
        if wanted.date:
            asked.append(("address = ? AND date = ?", (wanted.address or wanted.own_address, wanted.date)))
        for where, values in asked:
            row = self._first(where, *values)
            if row and not (wanted.is_same and _differ(row[3], wanted.digest)):
                return row[:3]
        return None

    def _latest(self, wanted: Reference) -> tuple[int, int, int] | None:
        """Where nothing else is said of a page that was not modified: the capture of its address before that."""
        if wanted.is_same:
            return None
        row = self._first("address = ? AND date <= ?", wanted.own_address, wanted.own_date)
        return row[:3] if row else None

    def _first(self, where: str, *values: str) -> tuple[int, int, int, str] | None:
        query = f"SELECT file, start, inner, digest FROM captures WHERE {where} ORDER BY date DESC, file, start LIMIT 1"
        row: tuple[int, int, int, str] | None = self._rows.execute(query, values).fetchone()
        return row

    def _list(self, names: list[str]) -> None:
        for name in names:
            if name in self._listed or name not in self._names:
                continue
            self._listed.add(name)
            file = opened(os.path.join(self._folder, name), name)
            if isinstance(file, Unread):
                continue
            number = self._names.index(name)
            with file:
                self._rows.execute("BEGIN")
                self._rows.executemany("INSERT INTO captures VALUES (?, ?, ?, ?, ?, ?, ?)", (
                    (record.header("WARC-Record-ID"), record.header("WARC-Target-URI").strip("<>"),
                     record.header("WARC-Date"), record.header("WARC-Payload-Digest").lower(),
                     number, record.place.start, record.place.inner)
                    for record in frames(file)
                    if isinstance(record, Frame) and record.header("WARC-Type") in _KEPT_TYPES
                ))  # fmt: skip
                self._rows.execute("COMMIT")


def _differ(one: str, other: str) -> bool:
    """Whether two digests are of different bytes: both said, and by the same algorithm."""
    return bool(one and other) and one.partition(":")[0] == other.partition(":")[0] and one != other
