"""The one who takes decisions for a website: one at a time, in a thread of its own, and remembers them to undo them."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256

from db import deciding
from db.archive import open_archive
from db.deciding import Outcome
from db.decisions import Decision, decisions_path, read_decisions
from db.site.editing.forms import FormError
from db.site.options import Options

PATIENCE = 20.0  # seconds that a browser waits for a decision; then it is told that it is still at work


@dataclass(frozen=True, slots=True)
class Done:
    """What became of something that was asked for; failure: why nothing was done."""

    outcome: Outcome | None = None
    failure: Exception | None = None


@dataclass(slots=True)
class Editor:
    """Decisions of this serving. taken: those that can be undone by one press, the last at the end. untold: what became
    of those for which nobody waited to the end.
    """

    options: Options
    taken: list[list[Decision]] = field(default_factory=list)
    untold: list[Done] = field(default_factory=list)
    _at_work: set[asyncio.Task[Done]] = field(default_factory=set)
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="deciding"))

    @property
    def busy(self) -> bool:
        """Whether a decision is at work."""
        return bool(self._at_work)

    @property
    def mark(self) -> str:
        """What a form says that undoes the decisions taken last; '' if there is none to undo."""
        taken = self.taken
        return mark_of(taken[-1], len(taken)) if taken else ""

    async def decide(self, asked: Callable[[sqlite3.Connection], Sequence[Decision]]) -> Done | None:
        """Take the decisions that a function finds asked for in the archive as it is when their turn comes; it may
        raise FormError. None if they are still at work when the patience ends.
        """

        def work() -> Outcome:
            with closing(open_archive(self.options.archive)) as archive:
                found = asked(archive)
            signed = [deciding.signed(one, self.options.decided_by) for one in found]
            outcome = deciding.decide(self.options.archive, signed, self.options.fingerprint or "")
            self.taken.append(signed)
            return outcome

        return await self._do(work)

    async def undo(self, line: str, mark: str) -> Done | None:
        """Undo a line of the file; where none is given, the decisions taken last. mark: what the form showed of it.
        None if it is still at work when the patience ends.
        """
        return await self._do((lambda: self._without(line, mark)) if line else (lambda: self._back(mark)))

    def listed(self) -> list[Decision]:
        """The decisions of the file, the last first. Raises ArchiveError where it cannot be read."""
        return read_decisions(decisions_path(self.options.archive))[::-1]

    def heard(self) -> list[Done]:
        """What was not told yet, to be told now."""
        told, self.untold = self.untold, []
        return told

    def _back(self, mark: str) -> Outcome:
        if not self.taken or mark != self.mark:  # it was pressed twice, or in two windows
            raise FormError("edit.nothing_to_undo")
        outcome = deciding.take_back(self.options.archive, self.taken[-1], self.options.fingerprint or "")
        self.taken.pop()
        return outcome

    def _without(self, line: str, mark: str) -> Outcome:
        decision = next((d for d in self.listed() if str(d.line) == line and mark_of([d], d.line) == mark), None)
        if decision is None:
            raise FormError("edit.line_changed")
        outcome = deciding.remove(self.options.archive, decision, self.options.fingerprint or "")
        self.taken.clear()  # what was taken last stands elsewhere now, or is no longer there
        return outcome

    async def _do(self, work: Callable[[], Outcome]) -> Done | None:
        task = asyncio.create_task(self._run(work))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)
        try:
            await asyncio.wait([task], timeout=PATIENCE)
        except asyncio.CancelledError:  # whoever asked went away
            task.add_done_callback(self._tell_later)
            raise
        if task.done():
            return task.result()
        task.add_done_callback(self._tell_later)
        return None

    def _tell_later(self, task: asyncio.Task[Done]) -> None:
        if not task.cancelled():
            self.untold.append(task.result())

    async def _run(self, work: Callable[[], Outcome]) -> Done:
        try:
            return Done(outcome=await asyncio.get_running_loop().run_in_executor(self._thread, work))
        except Exception as error:  # told to whoever decided
            return Done(failure=error)


def mark_of(decisions: Sequence[Decision], place: int) -> str:
    """What a form says of decisions, to tell whether they still are what it showed. place: where they stand."""
    said = json.dumps([place, *(decision.to_json() for decision in decisions)], ensure_ascii=True)
    return sha256(said.encode()).hexdigest()[:16]
