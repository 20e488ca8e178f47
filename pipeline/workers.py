"""Work in several processes: jobs go out, their results come back, and what ends a process costs one item only.

The processes are spawned, not forked: each loads spaCy and the gazetteers itself, and has nothing of this one, neither
its threads (a progress display) nor the archive's lock and connection, which a fork would share and keep open. Each has
one socket to this process. A process that has work is never sent more, so neither side waits for the other to read.
"""

from __future__ import annotations

import logging
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from logging.handlers import QueueHandler
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from threading import Thread
from types import TracebackType
from typing import Generic, Self, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
Work = Callable[[Sequence[Item]], list[Result]]

MOST = 256  # processes; no machine on which this runs has more processors
_SECONDS_TO_END = 1.0


class WorkersError(Exception):
    """No process could be made ready for work."""


@dataclass(frozen=True, slots=True)
class Lost:
    """The result for an item that ended the process that had it, twice. how: `SIGKILL`, `exit code 3`."""

    how: str


@dataclass(slots=True)
class Job(Generic[Item, Result]):
    """What was asked for together. results: as many as the items, in their order; None: not there yet."""

    results: list[Result | Lost | None]
    missing: int
    records: dict[int, list[logging.LogRecord]] = field(default_factory=dict)  # by the first item that they are about


@dataclass(slots=True)
class _Part(Generic[Item, Result]):
    """What a process is given: a whole job, or one item of it, again, alone. first: its place in the job."""

    job: Job[Item, Result]
    items: Sequence[Item]
    first: int = 0
    again: bool = False


@dataclass(slots=True)
class _Worker(Generic[Item, Result]):
    process: BaseProcess
    connection: Connection
    is_ready: bool = False
    part: _Part[Item, Result] | None = None


def usable_cpus() -> int:
    """How many processors this process may use."""
    with suppress(AttributeError):  # not on every system
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers(Generic[Item, Result]):
    """Up to `count` processes, started when there is work for them: a context manager that ends them all.

    load: called in each process, gives what does the work: items → as many results, in their order; it is pickled.
    """

    def __init__(self, count: int, load: Callable[[], Work[Item, Result]]) -> None:
        self._count = count
        self._load = load
        self._workers: list[_Worker[Item, Result]] = []
        self._parts: deque[_Part[Item, Result]] = deque()
        self._unable: str | None = None  # why a process did not come to be ready; no more are then started

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with _uninterrupted():
            for worker in self._workers:
                worker.process.kill()
            while self._workers:
                self._end(self._workers[-1])

    def take(self, items: Sequence[Item]) -> Job[Item, Result]:
        """Have the items worked on, after those taken before; returns at once."""
        job: Job[Item, Result] = Job([None] * len(items), len(items))
        if items:
            self._parts.append(_Part(job, items))
            self.look()
        return job

    def wait_for(self, job: Job[Item, Result]) -> list[Result | Lost]:
        """The results of a job; what its work logged is logged now. Raises WorkersError if no process can be had."""
        while job.missing:
            self.look(None)
        for first in sorted(job.records):
            for record in job.records.pop(first):
                logging.getLogger(record.name).handle(record)
        return [result for result in job.results if result is not None]

    def look(self, seconds: float | None = 0) -> None:
        """Take what processes have done and hand on more. seconds: to wait for one of them; None: until there is one.

        Between two calls, processes that have done their work wait.
        """
        self._hand_on()
        by_connection = {worker.connection: worker for worker in self._workers}
        heard = wait(list(by_connection), seconds)
        for connection in heard:
            if isinstance(connection, Connection):
                self._hear(by_connection[connection])
        if heard:
            self._hand_on()

    def _hand_on(self) -> None:
        for worker in list(self._workers):
            if self._parts and worker.is_ready and worker.part is None:
                worker.part = self._parts.popleft()
                try:
                    worker.connection.send(worker.part.items)
                except OSError:
                    self._bury(worker)
        coming = sum(not worker.is_ready for worker in self._workers)
        while len(self._workers) < self._count and coming < len(self._parts) and self._unable is None:
            resource_tracker.ensure_running()  # else it starts with the first process, and lets Ctrl-C through
            try:
                with _uninterrupted():
                    self._workers.append(_started(self._load))
            except OSError as error:  # too many processes or open files
                self._unable = error.strerror or str(error)
            coming += 1
        if self._parts and not self._workers:
            raise WorkersError(f"--workers: no process could be made ready ({self._unable}); read with --workers 1")

    def _hear(self, worker: _Worker[Item, Result]) -> None:
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker)
            return
        part = worker.part
        if part is None:
            worker.is_ready = said is None
            if said is not None:
                self._unable = said
                self._end(worker)
            return
        results, records = said
        worker.part = None
        part.job.results[part.first : part.first + len(part.items)] = results
        part.job.missing -= len(part.items)
        part.job.records[part.first] = records

    def _bury(self, worker: _Worker[Item, Result]) -> None:
        """What a process had that ended: its items go again, each alone, so that one is lost and not its neighbours.

        An item that was alone already gets a second chance too: it may not have been at fault, where memory was short.
        """
        worker.process.join(_SECONDS_TO_END)  # else it would be us who ended it, and not what did
        how = self._end(worker)
        part = worker.part
        if not worker.is_ready:
            self._unable = self._unable or how
            return
        self._unable = None  # there is room for another one now
        if part is not None and part.again:
            part.job.results[part.first] = Lost(how)
            part.job.missing -= 1
        elif part is not None:
            alone = [_Part(part.job, [item], first=at, again=True) for at, item in enumerate(part.items)]
            self._parts.extendleft(reversed(alone))

    def _end(self, worker: _Worker[Item, Result]) -> str:
        """How a process ended; it does here, if it has not, and so do those that it started (a PDF's)."""
        worker.connection.close()
        worker.process.kill()
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(worker.process.pid or 0, signal.SIGKILL)
        worker.process.join()
        self._workers.remove(worker)
        code = worker.process.exitcode or 0
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back for a moment. A process that is started in it never hears of it: this one ends it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _started(load: Callable[[], Work[Item, Result]]) -> _Worker[Item, Result]:
    spawning = get_context("spawn")
    ours, theirs = spawning.Pipe()
    level = logging.getLogger().level
    process = spawning.Process(target=_serve, args=(theirs, load, level), name="sovang worker", daemon=True)
    process.start()
    theirs.close()  # so that its end is heard of
    return _Worker(process, ours)


# ---------------------------------------------------------------------------------------------------------------------
# In the other process


def _serve(connection: Connection, load: Callable[[], Work[Item, Result]], level: int) -> None:
    """Load, say so (None; else why not), and work on what comes until this process is ended."""
    os.setpgid(0, 0)  # it is ended together with what it starts
    records: SimpleQueue[logging.LogRecord] = SimpleQueue()
    logging.getLogger().handlers = [QueueHandler(records)]
    logging.getLogger().setLevel(level)
    jobs: SimpleQueue[Sequence[Item]] = SimpleQueue()
    Thread(target=_listen, args=(connection, jobs), daemon=True).start()
    try:
        work = load()
    except Exception as error:
        connection.send(" ".join(f"{type(error).__name__}: {error}".split()))
        return
    connection.send(None)
    while True:
        results = work(jobs.get())
        connection.send((results, list(_drained(records))))


def _listen(connection: Connection, jobs: SimpleQueue[Sequence[Item]]) -> None:
    """Jobs as they come. Where the starting process has ended, this one does at once, whatever it is at."""
    try:
        while True:
            jobs.put(connection.recv())
    except (EOFError, OSError):
        os.killpg(0, signal.SIGKILL)


def _drained(records: SimpleQueue[logging.LogRecord]) -> Iterator[logging.LogRecord]:
    with suppress(Empty):
        while True:
            yield records.get_nowait()
