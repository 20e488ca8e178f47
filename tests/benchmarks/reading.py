"""How long reading takes: text to record, by the article of 3,600 characters, on one core.

    make benchmark

Printed are milliseconds of the processor, and their ratio to making blank spaCy Docs of the same texts, which tells two
machines apart from two versions; and the same of an article of 3,600 characters as it comes, with the parts of it that
say nothing: `tests/gold` is denser, its articles are short. The least of several runs counts: whatever else the machine
does only adds to it. With underthesea's hints the mean over all articles counts: most of them ask nothing.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import spacy

from corpus.article import Article
from corpus.read import read
from corpus.sources import read_inputs
from extractors.people.hints import is_person
from extractors.reader import Reader
from pipeline.run import settle

TESTS = Path(__file__).resolve().parents[1]
SHARED = TESTS.parents[1] / "shared" / "gold"
SETS = {
    "tests/gold": (TESTS / "gold", "*"),
    "tests/unseen": (TESTS / "unseen", "*"),
    "five real articles": (SHARED, "0*"),
}
REPEATED = {"five real articles": 5}  # so that a batch is full
HINTS = "with hints"
CHARACTERS = 3_600
RUNS = 9


def articles(folder: Path, pattern: str = "*") -> list[Article]:
    """The articles of a folder of annotated ones."""
    pages = read_inputs([path for path in sorted(folder.glob(pattern)) if path.suffix in (".txt", ".html")])
    return [read(page) for page in pages]  # type: ignore[arg-type]  # every one can be read


def milliseconds(work: Callable[[], object], read_articles: Sequence[Article]) -> float:
    """By the article of CHARACTERS, the least of some runs; the first one, which warms caches, does not count."""
    times = []
    for number in range(RUNS + 1):
        start = process_time()
        work()
        times.append(process_time() - start)
        if number == 0:
            settle()
    characters = sum(len(article.text) for article in read_articles)
    return min(times[1:]) * 1000 * CHARACTERS / characters


def _read(reader: Reader, some: Sequence[Article]) -> None:
    is_person.cache_clear()  # every article is a new one
    list(reader.read_many(some))


def measured(name: str, hints: str) -> str:
    """The figures of a set, with or without underthesea's hints, on a line."""
    some = articles(*SETS[name]) * REPEATED.get(name, 1)
    blank = spacy.blank("xx")
    floor = milliseconds(lambda: [blank(article.text) for article in some], some)
    reader = Reader(hints=hints == HINTS)
    took = milliseconds(lambda: _read(reader, some), some)
    mean = sum(len(article.text) for article in some) / len(some)
    count = len(some) // REPEATED.get(name, 1)
    return f"{name:20}{count:4} articles of {mean:5,.0f} characters  {hints:14}{took:7.2f} ms  {took / floor:5.1f} Docs"


def main() -> None:
    """Measure each set in a process of its own, as users read, and print."""
    if len(sys.argv) > 1:
        print(measured(*sys.argv[1:]))
        return
    for name, (folder, _) in SETS.items():
        for hints in ("grammar alone", HINTS) if folder.is_dir() else ():
            subprocess.run([sys.executable, __file__, name, hints], check=True)


if __name__ == "__main__":
    main()
