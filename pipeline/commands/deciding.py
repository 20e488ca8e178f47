"""What the commands about decisions share: who decides and when, taking a decision, and telling what it changed."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any, TypeVar

import click

from db.archive import open_archive
from db.decisions import Decision
from db.effects import State, changes
from db.load import Loader
from extractors.reader import fingerprint
from pipeline.commands.common import one_line_errors

F = TypeVar("F", bound=Callable[..., Any])
_HERE = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh, which knows no summer time


def who_option(function: F) -> F:
    """--who NAME, the login name by default; None where there is none."""
    return click.option("--who", metavar="NAME", help="Who decides; the login name if not given.")(function)


def login(who: str | None) -> str | None:
    """The name given, else that of the user."""
    if who is not None:
        return who
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return None


def today() -> date:
    """The day in Vietnam."""
    return datetime.now(_HERE).date()


def signed(decision: Decision, who: str | None, why: str | None = None) -> Decision:
    """A decision with who, when and why, where it does not say them itself."""
    return replace(
        decision, who=decision.who or who, when=decision.when or today().isoformat(), why=decision.why or why or None
    )


def archive_file(db: Path) -> Path:
    """The archive's own file: beside it, not beside a link to it, lies the file of decisions."""
    return Path(os.path.realpath(db))


def decide(db: Path, decisions: Sequence[Decision]) -> list[str]:
    """Take decisions, and say in a few lines what changed; what became of those that do not count comes first."""
    return _redone(db, decisions, lambda loader: loader.decide(decisions, today()), said=len(decisions))


def take_back(db: Path, decisions: Sequence[Decision]) -> list[str]:
    """Undo the decisions that were taken last, and say in a few lines what changed."""
    return _redone(db, decisions, lambda loader: loader.take_back(decisions), said=0)


def _redone(db: Path, decisions: Sequence[Decision], redo: Callable[[Loader], object], said: int) -> list[str]:
    with one_line_errors(db):
        before = _state(db, decisions)
        with Loader(db, fingerprint()) as loader:
            redo(loader)
        lines = changes(before, _state(db, decisions))
        with closing(open_archive(db)) as archive:
            rows = archive.execute(
                "SELECT status, note FROM (SELECT * FROM decisions ORDER BY line DESC LIMIT ?) "
                "WHERE status <> 'applied' ORDER BY line",
                (said,),
            ).fetchall()
    return [*(f"{status}: {note}" for status, note in rows), *lines]


def _state(db: Path, decisions: Sequence[Decision]) -> State:
    with closing(open_archive(db)) as archive:
        return State.of(archive, decisions)
