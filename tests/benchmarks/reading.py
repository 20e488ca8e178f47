"""How long reading takes: text to record, by the article of 3,600 characters, on one core.

    make benchmark

Printed are milliseconds of the processor, and their ratio to making blank spaCy Docs of the same texts, which tells two machines apart
from two versions. With underthesea's hints the mean over all articles counts: most of them ask nothing.
"""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable, Sequence
from pathlib import Path
from time import process_time

import spacy

from corpus.article import Article
from corpus.read import read
from corpus.sources import read_inputs
from extractors.reader import Reader

GOLD = Path(__file__).resolve().parents[1] / "gold"
CHARACTERS = 3_600
COPIES, RUNS = 12, 7


def articles() -> list[Article]:
    """The annotated articles, several times over."""
    pages = read_inputs([path for path in sorted(GOLD.iterdir()) if path.suffix != ".json"])
    return [read(page) for page in pages] * COPIES  # type: ignore[arg-type]  # every one can be read


def milliseconds(work: Callable[[], object], read_articles: Sequence[Article]) -> float:
    """By the article of CHARACTERS, the median of some runs; the first one, which warms caches, does not count."""
    times = []
    for _ in range(RUNS + 1):
        gc.collect()
        start = process_time()
        work()
        times.append(process_time() - start)
    characters = sum(len(article.text) for article in read_articles)
    return statistics.median(times[1:]) * 1000 * CHARACTERS / characters


def main() -> None:
    """Measure and print."""
    some = articles()
    blank = spacy.blank("xx")
    floor = milliseconds(lambda: [blank(article.text) for article in some], some)
    print(f"{'blank spaCy Doc':28}{floor:7.2f} ms      1.0")
    for name, hints in (("text to record", False), ("… with underthesea's hints", True)):
        reader = Reader(hints=hints)
        took = milliseconds(lambda reader=reader: list(reader.read_many(some)), some)
        print(f"{name:28}{took:7.2f} ms {took / floor:8.1f}")


if __name__ == "__main__":
    main()
