"""How long reading takes: text to record, by the article of 3,600 characters, on one core.

    make benchmark

Printed are milliseconds of the processor, and their ratio to making blank spaCy Docs of the same texts, which tells two
machines apart from two versions; and the same of an article of 3,600 characters as it comes, with the parts of it that
say nothing: `tests/gold` is denser, its articles are short. The least of several runs counts: whatever else the machine
does only adds to it. With underthesea's hints the mean over all articles counts: most of them ask nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import spacy

from corpus.article import Article
from corpus.read import read
from corpus.sources import read_inputs
from extractors.hints import is_person
from extractors.reader import Reader
from pipeline.run import settle

TESTS = Path(__file__).resolve().parents[1]
SHARED = TESTS.parents[1] / "shared" / "gold"
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


def main() -> None:
    """Measure and print."""
    sets = {"tests/gold": articles(TESTS / "gold"), "tests/unseen": articles(TESTS / "unseen")}
    if SHARED.is_dir():
        sets["five real articles"] = articles(SHARED, "0*") * 5  # so many that a batch is full
    blank = spacy.blank("xx")
    for name, some in sets.items():
        floor = milliseconds(lambda some=some: [blank(article.text) for article in some], some)
        mean = sum(len(article.text) for article in some) / len(some)
        print(f"{name}: {len(some)} articles of {mean:,.0f} characters")
        print(f"  {'blank spaCy Doc':28}{floor:7.2f} ms      1.0")
        for what, hints in (("text to record", False), ("… with underthesea's hints", True)):
            reader = Reader(hints=hints)
            took = milliseconds(lambda reader=reader, some=some: _read(reader, some), some)
            print(f"  {what:28}{took:7.2f} ms {took / floor:8.1f}")


if __name__ == "__main__":
    main()
