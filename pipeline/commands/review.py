"""sovang review: a walk through what a person may decide, one key a decision."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from db.deciding import signed
from db.decisions import Decision, decisions_path
from db.dossiers import Side, sides
from db.questions import BOTH, KINDS, Question, answers, questions
from pipeline.commands.common import Failure, archive_at, db_option
from pipeline.commands.deciding import archive_file, decide, login, take_back, who_option
from pipeline.commands.review_screen import printable, screen, show

_KEYS = {
    "s": "skip",
    "u": "undo the last decision",
    "w": "say why, before deciding",
    "q": "quit",
    "?": "the keys",
}
_LONGEST_WHY = 500  # characters
_ENDS = ("q", "", "\x04")


@click.command(name="review", epilog="Example: sovang review --kind people --limit 20 --db archive.db")
@click.option("--kind", type=click.Choice(KINDS), help="Only of this kind.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="At most so many.")
@who_option
@db_option
def review(kind: str | None, limit: int | None, who: str | None, db: Path) -> None:
    """Walk through what cannot be told and is worth deciding, the most useful first.

    Contradictions, people, units and blocs that may be one, and facts that are not sure: each is shown with its
    sentences, and one key decides it. Every decision counts at once, what it changed is shown, and u undoes the last
    one. The keys stand below each question. The decisions are kept in a file beside the archive: docs/decisions.md.
    """
    with archive_at(db):
        pass
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Failure("review needs a terminal; use sovang decide")
    walk = _Walk(db, kind, limit, login(who), screen())
    walk.go()
    taken = len(walk.taken)
    kept = f" {'It stands' if taken == 1 else 'They stand'} in {decisions_path(archive_file(db))}." if taken else ""
    click.echo(f"{taken:,} decision{'' if taken == 1 else 's'} taken.{kept}")


@dataclass
class _Walk:
    """One session. passed: the ids of questions that were answered or skipped; taken: (question, its decision)."""

    db: Path
    kind: str | None
    limit: int | None
    who: str | None
    console: Console
    passed: set[str] = field(default_factory=set)
    taken: list[tuple[str, Decision]] = field(default_factory=list)

    def go(self) -> None:
        """Ask until nothing is left, or the user leaves."""
        while (asked := self._next()) is not None:
            question, about, choices, place = asked
            show(self.console, question, about, place)
            if not self._ask(question, choices):
                return
        self._say("Nothing more is open." if self.passed else "Nothing is open.")

    def _next(self) -> tuple[Question, list[Side], dict[str, tuple[str, Decision]], str] | None:
        with archive_at(self.db) as archive:
            left = [q for q in questions(archive, self.kind) if q.id not in self.passed]
            number, total = len(self.passed) + 1, len(self.passed) + len(left)
            if not left or number > (self.limit or number):
                return None
            place = f"{number:,} of {min(total, self.limit or total):,}"
            return left[0], sides(archive, left[0]), answers(archive, left[0]), place

    def _ask(self, question: Question, choices: dict[str, tuple[str, Decision]]) -> bool:
        """Take keys until the question is decided or passed over, or the last one is open again; False: leave."""
        why = ""
        self._hint(choices)
        while True:
            key = _key()
            if key in _ENDS:
                return False
            if key == "s":
                self.passed.add(question.id)
                return True
            if key == "u":
                if self._undo():
                    return True
            elif key == "w":
                why = self._line("Why")
                self._hint(choices)
            elif key in choices:
                meaning, decision = choices[key]
                if key == BOTH and not why:
                    why = self._line("Both are right: how so")
                if key == BOTH and not why:
                    self._say("Both are right only with an explanation.")
                elif self._decide(question, meaning, decision, why):
                    return True
            else:
                self._explain(choices)

    def _decide(self, question: Question, meaning: str, decision: Decision, why: str) -> bool:
        said = signed(decision, self.who, why)
        self._say(f"{meaning} …")
        try:
            lines = decide(self.db, [said])
        except click.ClickException as error:
            self._say(error.format_message())
            return False
        self.taken.append((question.id, said))
        self.passed.add(question.id)
        self._tell(lines)
        return True

    def _undo(self) -> bool:
        if not self.taken:
            self._say("Nothing was decided in this session.")
            return False
        question, decision = self.taken[-1]
        try:
            lines = take_back(self.db, [decision])
        except click.ClickException as error:
            self._say(error.format_message())
            return False
        self.taken.pop()
        self.passed.discard(question)
        self._say("undone")
        self._tell(lines)
        return True

    def _hint(self, choices: dict[str, tuple[str, Decision]]) -> None:
        keys = [f"{key} {meaning}" for key, (meaning, _) in choices.items()]
        self._say(" · ".join([*keys, "s skip · u undo · w why · q quit · ? keys"]))

    def _explain(self, choices: dict[str, tuple[str, Decision]]) -> None:
        for key, meaning in [*((key, meaning) for key, (meaning, _) in choices.items()), *_KEYS.items()]:
            self._say(f"  {key}  {meaning}")

    def _line(self, prompt: str) -> str:
        typed: str = click.prompt(prompt, default="", show_default=False)
        return printable(typed).strip()[:_LONGEST_WHY]

    def _tell(self, lines: list[str]) -> None:
        for line in lines:
            self._say(f"→ {line}")

    def _say(self, line: str) -> None:
        self.console.print(Text(printable(line)))


def _key() -> str:
    """The key that is pressed; '' where there is nobody any more. Ctrl-C ends the command as everywhere."""
    try:
        return click.getchar()
    except (EOFError, OSError):
        return ""
