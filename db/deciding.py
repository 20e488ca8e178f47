"""Taking a person's decision, and taking it back: for the command line and the website alike.

A decision is a line more in the file beside the archive; then what follows is derived anew, in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from db.archive import open_archive
from db.decisions import Decision
from db.effects import State
from db.load import Loader

_HERE = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh, which knows no summer time


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of decisions: the archive before and after, and (status, note) of those that do not count."""

    before: State
    after: State
    not_applied: list[tuple[str, str | None]]


def today() -> date:
    """The day in Vietnam."""
    return datetime.now(_HERE).date()


def signed(decision: Decision, who: str | None, why: str | None = None) -> Decision:
    """A decision with who, when and why, where it does not say them itself."""
    return replace(
        decision, who=decision.who or who, when=decision.when or today().isoformat(), why=decision.why or why or None
    )


def decide(db: Path, decisions: Sequence[Decision], fingerprint: str) -> Outcome:
    """Take decisions. fingerprint: of the reader. Raises ArchiveError where something cannot be written."""
    return _redone(db, decisions, fingerprint, lambda loader: loader.decide(decisions, today()), len(decisions))


def take_back(db: Path, decisions: Sequence[Decision], fingerprint: str) -> Outcome:
    """Undo the decisions that were taken last. Raises ArchiveError where others stand behind them by now."""
    return _redone(db, decisions, fingerprint, lambda loader: loader.take_back(decisions), 0)


def remove(db: Path, decision: Decision, fingerprint: str) -> Outcome:
    """Undo one decision of the file, wherever it stands; its line must say what it said. Raises ArchiveError."""
    return _redone(db, [decision], fingerprint, lambda loader: loader.remove(decision), 0)


def _redone(
    db: Path, decisions: Sequence[Decision], fingerprint: str, redo: Callable[[Loader], object], said: int
) -> Outcome:
    before = _state(db, decisions)
    with Loader(db, fingerprint) as loader:
        redo(loader)
    after = _state(db, decisions)
    with closing(open_archive(db)) as archive:
        found = archive.execute(
            "SELECT status, note FROM (SELECT * FROM decisions ORDER BY line DESC LIMIT ?) "
            "WHERE status <> 'applied' ORDER BY line",
            (said,),
        ).fetchall()
    return Outcome(before, after, [(status, note) for status, note in found])


def _state(db: Path, decisions: Sequence[Decision]) -> State:
    with closing(open_archive(db)) as archive:
        return State.of(archive, decisions)
