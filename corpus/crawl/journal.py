"""What is on the disk of a crawl: the log of what became of every address, and the addresses still to be fetched.

The log is the commit. A page's records are in the WARC file and its links in the frontier file, both synced, before
its row is written; what a kill leaves after the last row is cut off, or passed over, when the crawl goes on.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from corpus.crawl.outcomes import GOT, NO_ADDRESS, OPEN, Outcome
from corpus.errors import InputError

LOG, FRONTIER, LOCK = "crawl.log.jsonl", "crawl.frontier.jsonl", "crawl.lock"
FINISHED = "finished"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An address to be fetched, with what led to it.

    kind: as Plan's Kind, None: seen from what comes back. source: which of the plan's, from 0. hops: steps from it.
    page: of a section, from 1. depth: of a section or sitemap below the source. chain: the addresses that redirected
    here. title, lead, published: as its listing says.
    """

    address: str
    kind: str | None
    source: int
    via: str | None = None
    hops: int = 0
    page: int = 1
    depth: int = 0
    chain: tuple[str, ...] = ()
    title: str | None = None
    lead: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page that is in a WARC file: where, and what its server said to know it again by."""

    digest: str
    warc: str
    offset: int
    date: str
    etag: str | None = None
    modified: str | None = None


@dataclass(slots=True, kw_only=True)
class State:
    """What the log says of a crawl so far.

    run: the number of the current run, 0: none yet. going: was it begun and not finished? seen: address → via of what
    has its row in this run. answers, size: since the last limit. ends: WARC file → bytes that are committed.
    """

    run: int = 0
    plan: str = ""
    going: bool = False
    answers: int = 0
    size: int = 0
    seen: dict[str, str | None] = field(default_factory=dict)
    held_back: set[str] = field(default_factory=set)
    known: dict[str, Known] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)

    def take(self, row: dict[str, Any]) -> None:
        """Add one row of the log; raises KeyError, TypeError or ValueError where it is none."""
        outcome = row["outcome"]
        if outcome == Outcome.RUN_STARTED:
            if row["run"] != self.run:
                self.seen, self.held_back = {}, set()
            self.run, self.plan, self.going = row["run"], row["plan"], True
        elif outcome == Outcome.RUN_ENDED:
            self.going = row["why"] != FINISHED
            self.answers = self.size = 0
        if "warc" in row:
            self.ends[row["warc"]] = max(self.ends.get(row["warc"], 0), row["end"])
        if outcome in NO_ADDRESS:
            return
        address: str = row["address"]
        (self.held_back.add(address) if outcome in OPEN else self.seen.__setitem__(address, row.get("via")))
        self.answers += "status" in row
        self.size += row.get("bytes", 0)
        if outcome in GOT:
            self._know(address, row)

    def _know(self, address: str, row: dict[str, Any]) -> None:
        before = self.known.get(address)
        if row["outcome"] != Outcome.FETCHED and before is not None:
            where = (before.digest, before.warc, before.offset, before.date)
        else:
            where = (row["digest"], row["warc"], row["offset"], row["time"])
        digest, warc, offset, day = where
        etag, modified = row.get("etag"), row.get("modified")
        if row["outcome"] == Outcome.NOT_MODIFIED and before is not None:
            etag, modified = etag or before.etag, modified or before.modified
        self.known[address] = Known(digest=digest, warc=warc, offset=offset, date=day, etag=etag, modified=modified)


class Journal:
    """A crawl's folder, locked for one process: its state, and what is added to it."""

    def __init__(self, folder: Path) -> None:
        """Make or open the folder. Raises InputError where another crawl is at work, or where the log is no log."""
        self.folder = folder
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock = (folder / LOCK).open("ab")
        except OSError as error:
            why = f"cannot be used as a folder ({error.strerror})"
            raise InputError(f"{folder}: {why}; choose another --out") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError(f"{folder}: another crawl is at work there; wait for it or choose another --out") from None
        self.state = State()
        for number, row in enumerate(_whole_lines(folder / LOG), 1):
            try:
                self.state.take(json.loads(row))
            except (ValueError, KeyError, TypeError, AttributeError):
                raise InputError(f"{folder / LOG}: line {number} is no row of a crawl; choose another --out") from None
        self._log = (folder / LOG).open("ab")
        self._frontier: BinaryIO | None = None

    def begin(self, plan: str) -> list[Entry] | None:
        """Go on with the run of this plan that was cut short: its open entries; None: a new run is begun."""
        state = self.state
        found = self._found() if state.going and state.plan == plan else None
        run = state.run + 1 if found is None else state.run
        if found is None:
            self._new_frontier(run)
        self.row(Outcome.RUN_STARTED, run=run, plan=plan)
        self._frontier = (self.folder / FRONTIER).open("ab")
        return found

    def _found(self) -> list[Entry] | None:
        """What the pages with a row in this run led to, without what has one itself; None: it is another run's."""
        entries: dict[str, Entry] = {}
        path = self.folder / FRONTIER
        if not path.exists():
            return None
        for number, line in enumerate(_whole_lines(path), 1):
            try:
                batch = json.loads(line)
                if "run" in batch:
                    if batch["run"] != self.state.run:
                        return None
                    continue
                if batch["via"] is not None and batch["via"] not in self.state.seen:
                    continue
                for item in batch["found"]:
                    entry = Entry(**{**item, "chain": tuple(item["chain"])})
                    entries.setdefault(entry.address, entry)
            except (ValueError, KeyError, TypeError):
                raise InputError(f"{path}: line {number} is no entry of a crawl; choose another --out") from None
        return [entry for address, entry in entries.items() if address not in self.state.seen]

    def _new_frontier(self, run: int) -> None:
        """In the place of the old one in one step, so that no kill leaves half of it."""
        path = self.folder / FRONTIER
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            file.write(json.dumps({"run": run}).encode() + b"\n")
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
        sync_folder(self.folder)

    def found(self, via: str | None, entries: list[Entry]) -> None:
        """Keep what a page led to; it counts once the page's own row is written. via None: the plan itself."""
        assert self._frontier is not None
        if entries:
            items = [{k: v for k, v in asdict(entry).items() if v is not None or k == "kind"} for entry in entries]
            _append(self._frontier, {"via": via, "found": items})

    def row(self, outcome: str, address: str | None = None, *, sync: bool = True, **more: Any) -> dict[str, Any]:
        """Write a row: what it says is so from now on. Values that are None are left out.

        sync: wait for the disk; not needed where another row follows that is waited for.
        """
        row = {"time": now(), "outcome": str(outcome), "address": address, **more}
        row = {key: value for key, value in row.items() if value is not None}
        _append(self._log, row, sync=sync)
        self.state.take(row)
        return row

    def close(self) -> None:
        """Close the files and give the folder free."""
        for file in (self._log, self._frontier, self._lock):
            if file is not None:
                file.close()


def now() -> str:
    """The time as WARC and the log write it: UTC, to the microsecond."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def sync_folder(folder: Path) -> None:
    """See that the names of new files are on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _append(file: BinaryIO, item: dict[str, Any], *, sync: bool = True) -> None:
    # A title may hold half of a surrogate pair, which UTF-8 cannot write.
    file.write(json.dumps(item, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
    file.flush()
    if sync:
        os.fsync(file.fileno())


def _whole_lines(path: Path) -> Iterator[bytes]:
    """The lines of a file; a last one that a kill cut short is cut off. None where there is no such file."""
    if not path.exists():
        return
    with path.open("r+b") as file:
        at = 0
        for line in file:
            if not line.endswith(b"\n"):
                file.truncate(at)
                os.fsync(file.fileno())
                return
            at += len(line)
            yield line
