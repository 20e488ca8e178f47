"""What telling who is who costs, by default among 10,000 and 100,000 mentions of officials; run from the checkout's root
with `PYTHONPATH=.:tests python tests/benchmarks/resolving.py [NUMBER…] [--profile]`.

Timed is `resolve.resolve` alone, on one core, on an archive in a file as a build has it; finding copies, which goes by
the texts, apart. The time must grow as n log n does: the last column is how much faster than that it grew. `right` and
`found`: of the pairs of mentions that were made one, how many are of one person, and of those, how many were made one;
the country is invented (`careers`), so these two only tell versions apart.
"""

from __future__ import annotations

import cProfile
import pstats
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import comb, log2
from multiprocessing import get_context
from pathlib import Path

from career_articles import fill
from db import archive, resolve
from pipeline.run import settle

NUMBERS = (10_000, 100_000)
WARM_UP = 1_000
TARGET = 100_000, 20.0  # mentions, seconds
PROFILED = 15  # functions


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of so many mentions. seconds: of the processor, without those for copies."""

    mentions: int
    articles: int
    people: int
    seconds: float
    copies: float
    right: float
    found: float
    megabytes: int


def measured(mentions: int, profile: bool) -> Figures:
    """The figures for an archive with so many mentions of officials."""
    with tempfile.TemporaryDirectory() as folder:
        _resolved(Path(folder) / "warm-up.db", WARM_UP, profile=False)
        settle()
        return _resolved(Path(folder) / "a.db", mentions, profile=profile)


def _resolved(path: Path, mentions: int, *, profile: bool) -> Figures:
    connection, who = _archive(path, mentions)
    seconds, copies = _timed(connection, profile)
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    found = connection.execute("SELECT claim, person FROM person_mentions WHERE field = 'name'").fetchall()
    connection.execute("ROLLBACK")
    connection.close()
    both = _pairs((who[claim], person) for claim, person in found)
    return Figures(
        mentions=mentions,
        articles=articles,
        people=len({person for _, person in found}),
        seconds=seconds,
        copies=copies,
        right=both / max(1, _pairs(person for _, person in found)),
        found=both / max(1, _pairs(who[claim] for claim, _ in found)),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _archive(path: Path, mentions: int) -> tuple[sqlite3.Connection, dict[str, int]]:
    """An archive of claims, in the transaction that a build resolves it in; who is meant by each official."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    archive.create(connection)
    connection.execute("BEGIN")
    who = fill(connection, mentions)
    connection.execute("COMMIT")
    connection.execute("BEGIN")
    return connection, who


def _timed(connection: sqlite3.Connection, profile: bool) -> tuple[float, float]:
    """Seconds of the processor for resolving without copies, and for copies."""
    write_copies, copies = resolve.write_copies, 0.0
    profiler = cProfile.Profile()

    def timed(of: sqlite3.Connection) -> None:
        nonlocal copies
        start = time.process_time()
        write_copies(of)
        copies = time.process_time() - start
        if profile:
            profiler.enable()

    resolve.write_copies = timed
    start = time.process_time()
    try:
        resolve.resolve(connection)
    finally:
        profiler.disable()
        resolve.write_copies = write_copies
    seconds = time.process_time() - start - copies
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(PROFILED)
    return seconds, copies


def _pairs(marks: Iterable[object]) -> int:
    """How many pairs have the same mark."""
    return sum(comb(number, 2) for number in Counter(marks).values())


def main(arguments: list[str]) -> None:
    """Print a row for each number of mentions, each from a process of its own, and whether the target was reached."""
    profile = "--profile" in arguments
    numbers = [int(argument) for argument in arguments if argument != "--profile"] or NUMBERS
    columns = "mentions", "articles", "people", "CPU s", "µs each", "copies s", "right", "found", "MB", "/ n log n"
    print("".join(f"{column:>11}" for column in columns))
    before: Figures | None = None
    with ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes:
        for number in numbers:
            now = processes.submit(measured, number, profile).result()
            row = f"{now.mentions:>11,}{now.articles:>11,}{now.people:>11,}{now.seconds:>11.2f}"
            row += f"{1e6 * now.seconds / now.mentions:>11.1f}{now.copies:>11.1f}{now.right:>11.3f}{now.found:>11.3f}"
            print(f"{row}{now.megabytes:>11,}{_growth(before, now) if before else '':>11}", flush=True)
            if now.mentions == TARGET[0]:
                reached = "reached" if now.seconds <= TARGET[1] else "MISSED"
                print(f"Target, {TARGET[0]:,} mentions in {TARGET[1]:.0f} s or less: {reached} ({now.seconds:.1f} s)")
            before = now


def _growth(before: Figures, now: Figures) -> str:
    """By how much the time grew, over how much n log n did."""
    should = now.mentions * log2(now.mentions) / (before.mentions * log2(before.mentions))
    return f"{now.seconds / before.seconds / should:.2f}"


if __name__ == "__main__":
    main(sys.argv[1:])
