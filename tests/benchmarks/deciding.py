"""What a person's decision costs, stage by stage, by default in archives with 20,000 and 100,000 mentions of officials;
run from the checkout's root with `PYTHONPATH=.:tests python tests/benchmarks/deciding.py [NUMBER…]`.

Each decision is taken as the website takes it, and undone, on a copy of a built archive. Seconds are those of the
processor, so that the machine's other work does not count; `on the clock` also holds what writing waits for. The
decision is taken twice and the second time counts, as a website has its vocabularies in memory.
"""

from __future__ import annotations

import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from career_articles import fill
from db import archive, deciding, load
from db.decisions import Decision, Ref
from db.load import Loader
from db.stages import Stage

NUMBERS = (20_000, 100_000)
READER = "benchmark"  # its fingerprint
TARGET = 20_000, 1.5  # mentions, seconds
AIMED_AT = ("same", "different", "right", "wrong")
_PAIR = "SELECT first, second FROM possibly_same WHERE kind = 'person' ORDER BY score DESC, first LIMIT 1 OFFSET 20"
_MENTION = "SELECT claim FROM person_mentions WHERE person = ? AND field = 'name' ORDER BY claim LIMIT 1"
_CITED_TOGETHER = """
SELECT m.claim, o.claim FROM person_mentions m JOIN person_mentions o ON o.person = m.person AND o.claim > m.claim
JOIN claims a ON a.id = m.claim JOIN claims b ON b.id = o.claim AND b.article <> a.article
WHERE m.field = 'name' AND o.field = 'name' LIMIT 1 OFFSET 500
"""

Seconds = dict[str, float]


def built(path: Path, mentions: int) -> None:
    """Write an archive with so many mentions of officials, and all that follows from them."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA synchronous = OFF")
    archive.create(connection)
    connection.execute("BEGIN")
    fill(connection, mentions)
    connection.execute("COMMIT")
    connection.close()
    with Loader(path, READER) as loader:
        loader.finish()


def decisions_on(path: Path) -> dict[str, Decision]:
    """One of each kind, by what it is called here."""
    with closing(archive.open_archive(path)) as connection:
        one, other = (
            connection.execute(_MENTION, (who,)).fetchone()[0] for who in connection.execute(_PAIR).fetchone()
        )
        apart = tuple(connection.execute(_CITED_TOGETHER).fetchone())
        (cited,) = connection.execute("SELECT claim FROM claim_officials LIMIT 1 OFFSET 300").fetchone()
        (role,) = connection.execute("SELECT claim FROM claim_bloc_roles LIMIT 1 OFFSET 30").fetchone()
        unit = tuple(connection.execute("SELECT claim, field, name FROM unit_mentions LIMIT 1 OFFSET 300").fetchone())
    name = Ref(one, "name")
    return {
        "same": Decision(decision="same", mentions=(name, Ref(other, "name"))),
        "different": Decision(decision="different", mentions=tuple(Ref(claim, "name") for claim in apart)),
        "right": Decision(decision="right", mentions=(Ref(role),)),
        "wrong": Decision(decision="wrong", mentions=(Ref(cited),)),
        "wrong (a bloc's head)": Decision(decision="wrong", mentions=(Ref(role),)),
        "alias": Decision(decision="alias", mentions=(name,), name="Bình Anh"),
        "alias (a unit's)": Decision(decision="alias", mentions=(Ref(*unit),), name="Cục Gió Mưa"),
        "suppressed": Decision(decision="suppressed", mentions=(name,)),
    }


@contextmanager
def timing(seconds: Seconds) -> Iterator[None]:
    """Note how long each stage takes, and what is around them."""

    def timed(do: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
        def done(*values: Any, **named: Any) -> Any:
            start = time.process_time()
            try:
                return do(*values, **named)
            finally:
                called = name(*values)
                seconds[called] = seconds.get(called, 0.0) + time.process_time() - start

        return done

    with ExitStack() as patches:
        for owner, attribute, name in (
            (Stage, "redo", lambda stage, *_: stage.name),
            (shutil, "copyfile", lambda *_: "the working copy"),
            (archive, "broken_references", lambda *_: "references checked"),
            (load.Loader, "_put_in_place", lambda *_: "put in place"),
            (deciding, "_state", lambda *_: "before and after"),
        ):
            patches.enter_context(patch.object(owner, attribute, timed(getattr(owner, attribute), name)))
        yield


def measured(path: Path, decision: Decision) -> tuple[float, float, Seconds]:
    """Seconds of the processor and on the clock for a decision; those for its parts."""
    deciding.decide(path, [decision], READER)
    deciding.take_back(path, [decision], READER)
    seconds: Seconds = {}
    with timing(seconds):
        start, clock = time.process_time(), time.perf_counter()
        deciding.decide(path, [decision], READER)
        taken, waited = time.process_time() - start, time.perf_counter() - clock
    deciding.take_back(path, [decision], READER)
    return taken, waited, seconds


def main(numbers: tuple[int, ...]) -> None:
    """Print the figures, and whether the target was met."""
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "archive.db"
            start = time.process_time()
            built(path, number)
            print(
                f"{number:,} mentions, {path.stat().st_size / 1e6:.0f} MB, built in {time.process_time() - start:.1f} s"
            )
            for name, decision in decisions_on(path).items():
                taken, waited, seconds = measured(path, decision)
                verdict = ""
                if number == TARGET[0] and name in AIMED_AT:
                    verdict = "  met" if taken <= TARGET[1] else f"  MISSED: {TARGET[1]} s"
                print(f"  {name}: {taken:.2f} s, on the clock {waited:.2f} s{verdict}")
                parts = sorted(seconds.items(), key=lambda part: -part[1])
                print("    " + ", ".join(f"{part} {spent:.2f}" for part, spent in parts if spent >= 0.005))


if __name__ == "__main__":
    main(tuple(int(argument.replace("_", "")) for argument in sys.argv[1:]) or NUMBERS)
