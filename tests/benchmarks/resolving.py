"""What telling who is who costs, by default among 10,000 and 100,000 mentions of officials; run from the checkout's root
with `PYTHONPATH=.:tests python tests/benchmarks/resolving.py [NUMBER…] [--profile]`.

Timed is `resolve.resolve` alone, on one core, on an archive in a file as a build has it; finding copies, which goes by
the texts, apart. The fastest of three rounds counts, each in a process of its own that was warmed up on a small archive,
as the machine's other work must not look like growth. The time must grow as n log n does: the last column is how much
faster than that it grew. `right` and `found`: of the pairs of mentions that were made one, how many are of one person,
and of those, how many were made one; the country is invented (`careers`), so these two only tell versions apart.
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
from db.copies import write_copies
from pipeline.run import settle

NUMBERS = (10_000, 100_000)
WARM_UP = 1_000
TARGET = 100_000, 20.0  # mentions, seconds
PROFILED = 15  # functions
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Figures:
    """What came of so many mentions. seconds: of the processor, without those for copies, of the fastest round."""

    mentions: int
    articles: int
    people: int
    seconds: float
    copies: float
    right: float
    found: float
    megabytes: int


def prepared(path: Path, mentions: int) -> tuple[float, dict[str, int]]:
    """Write an archive with so many mentions of officials and its copies; seconds for those, and who is meant by each
    official."""
    connection = _opened(path)
    archive.create(connection)
    connection.execute("BEGIN")
    who = fill(connection, mentions)
    start = time.process_time()
    write_copies(connection)
    copies = time.process_time() - start
    connection.execute("COMMIT")
    connection.close()
    return copies, who


def _opened(path: Path) -> sqlite3.Connection:
    """As a build opens the archive that it works on."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")
    return connection


def measured(small: Path, path: Path, copies: float, who: dict[str, int], profile: bool) -> Figures:
    """The figures for an archive; small: the one to warm up on."""
    connection, _ = _timed(small, profile=False)
    connection.close()
    settle()
    connection, seconds = _timed(path, profile=profile)
    (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
    found = connection.execute("SELECT claim, person FROM person_mentions WHERE field = 'name'").fetchall()
    connection.close()
    both = _pairs((who[claim], person) for claim, person in found)
    return Figures(
        mentions=len(who),
        articles=articles,
        people=len({person for _, person in found}),
        seconds=seconds,
        copies=copies,
        right=both / max(1, _pairs(person for _, person in found)),
        found=both / max(1, _pairs(who[claim] for claim, _ in found)),
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _timed(path: Path, *, profile: bool) -> tuple[sqlite3.Connection, float]:
    """An archive resolved in a transaction that is still open, so that the file stays as it was; seconds of the
    processor."""
    connection = _opened(path)
    connection.execute("BEGIN")
    profiler = cProfile.Profile()
    start = time.process_time()
    if profile:
        profiler.enable()
    resolve.resolve(connection, keep_copies=True)
    profiler.disable()
    seconds = time.process_time() - start
    if profile:
        pstats.Stats(profiler).sort_stats("tottime").print_stats(PROFILED)
    return connection, seconds


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
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(1, get_context("spawn"), max_tasks_per_child=1) as processes,
    ):
        small, path = Path(folder) / "small.db", Path(folder) / "archive.db"
        prepared(small, WARM_UP)
        for number in numbers:
            copies, who = processes.submit(prepared, path, number).result()
            rounds = [processes.submit(measured, small, path, copies, who, profile).result() for _ in range(ROUNDS)]
            path.unlink()
            now = min(rounds, key=lambda figures: figures.seconds)
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
