"""The one who takes decisions for a website: one at a time, in a thread of its own, and remembers them to undo them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from db import deciding
from db.deciding import Outcome
from db.decisions import Decision, decisions_path, read_decisions
from db.site.options import Options

PATIENCE = 20.0  # seconds that a browser waits for a decision; then it is told that it is still at work


@dataclass(slots=True)
class Editor:
    """Decisions of this serving. taken: those that can be undone by one press, the last at the end.

    outcome: what became of the last one; failure: why it failed, if it did. Both are None while it is at work.
    """

    options: Options
    taken: list[list[Decision]] = field(default_factory=list)
    outcome: Outcome | None = None
    failure: BaseException | None = None
    _at_work: asyncio.Task[None] | None = None
    _thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, thread_name_prefix="deciding"))

    @property
    def busy(self) -> bool:
        """Whether a decision is at work."""
        return self._at_work is not None and not self._at_work.done()

    async def decide(self, decisions: Sequence[Decision]) -> bool:
        """Take decisions; False if they are still at work when the patience ends."""
        signed = [deciding.signed(one, self.options.decided_by) for one in decisions]

        def work(fingerprint: str) -> Outcome:
            outcome = deciding.decide(self.options.archive, signed, fingerprint)
            self.taken.append(signed)
            return outcome

        return await self._do(work)

    async def undo(self, decision: Decision | None = None) -> bool:
        """Undo a decision of the file, or those taken last; False if it is still at work when the patience ends."""

        def work(fingerprint: str) -> Outcome:
            if decision is not None:
                outcome = deciding.remove(self.options.archive, decision, fingerprint)
                self.taken.clear()  # what was taken last stands elsewhere now, or is no longer there
                return outcome
            outcome = deciding.take_back(self.options.archive, self.taken[-1], fingerprint)
            self.taken.pop()
            return outcome

        return await self._do(work)

    def listed(self) -> list[Decision]:
        """The decisions of the file, the last first. Raises ArchiveError where it cannot be read."""
        return read_decisions(decisions_path(self.options.archive))[::-1]

    async def _do(self, work: Callable[[str], Outcome]) -> bool:
        while self.busy and self._at_work is not None:
            await asyncio.wait([self._at_work])
        self._at_work = asyncio.create_task(self._run(work))
        done, _ = await asyncio.wait([self._at_work], timeout=PATIENCE)
        return bool(done)

    async def _run(self, work: Callable[[str], Outcome]) -> None:
        self.outcome = self.failure = None
        loop = asyncio.get_running_loop()
        try:
            self.outcome = await loop.run_in_executor(self._thread, work, self.options.fingerprint or "")
        except Exception as error:  # told to whoever decided
            self.failure = error
