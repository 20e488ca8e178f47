"""What the commands about decisions share: who decides and when, taking a decision, and telling what it changed."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from db import deciding
from db.deciding import Outcome
from db.decisions import Decision
from db.effects import changes
from extractors.reader import fingerprint
from pipeline.commands.common import one_line_errors

F = TypeVar("F", bound=Callable[..., Any])


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


def archive_file(db: Path) -> Path:
    """The archive's own file: beside it, not beside a link to it, lies the file of decisions."""
    return Path(os.path.realpath(db))


def decide(db: Path, decisions: Sequence[Decision]) -> list[str]:
    """Take decisions, and say in a few lines what changed; what became of those that do not count comes first."""
    with one_line_errors(db):
        return _told(deciding.decide(db, decisions, fingerprint()))


def take_back(db: Path, decisions: Sequence[Decision]) -> list[str]:
    """Undo the decisions that were taken last, and say in a few lines what changed."""
    with one_line_errors(db):
        return _told(deciding.take_back(db, decisions, fingerprint()))


def _told(outcome: Outcome) -> list[str]:
    return [
        *(f"{status}: {note}" for status, note in outcome.not_applied),
        *changes(outcome.before, outcome.after),
    ]
