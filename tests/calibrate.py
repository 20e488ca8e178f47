"""Count for `extractors/confidence.csv` how many records of each grade are right, and see whether that holds elsewhere.

    make confidence

Judged are the records of the articles in `tests/unseen/`, whose faults nobody looks at while changing the reader, of
those in `tests/gold/`, and of the case tables; the first count most, the last are only looked at. Whether the figures
hold on articles that they were not counted on is seen by counting on four fifths of the articles and looking at the
last fifth, in turn.
"""

from __future__ import annotations

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import case_tables
from corpus.article import Article
from corpus.read import read
from corpus.sources import read_inputs
from extractors.confidence import Count, Counts, grade, share
from extractors.reader import Reader
from extractors.records import KINDS, Extraction, extraction_to_json
from pipeline.evaluation.compare import compare
from pipeline.evaluation.gold import load
from pipeline.evaluation.reliability import Bin, Judged, bins, expected_error

HERE = Path(__file__).parent
TABLE = HERE.parent / "extractors" / "confidence.csv"
SETS = ("unseen", "gold")
CASES = "cases"
# How often a record counts: most where nobody looked at what the reader does, not at all where it was made to fit.
WEIGHTS = {"unseen": 8, "gold": 1, CASES: 0}
FOLDS = 5


class Seen(NamedTuple):
    """A record that was judged: the set and the article that it is of, its kind and grade, whether it is right."""

    set: str
    article: str
    kind: str
    grade: str
    right: bool


def judged() -> list[Seen]:
    """Every record of the annotated articles and the cases that can be judged."""
    reader = Reader()
    found = [seen for name in SETS for seen in _of_articles(reader, name)]
    return [*found, *_of_cases(reader)]


def _of_articles(reader: Reader, name: str) -> Iterator[Seen]:
    gold = load(HERE / name)
    articles: list[Article] = [read(page) for page in read_inputs([g.article for g in gold])]  # type: ignore[arg-type]
    for annotated, extraction in zip(gold, reader.read_many(articles), strict=True):
        grades = _grades(extraction)
        outcome = compare(annotated.record, extraction_to_json(extraction))
        for origin, right in outcome.judged.items():
            if origin in grades:
                yield Seen(name, annotated.name, origin[0], grades[origin], right)


def _grades(extraction: Extraction) -> dict[tuple[str, int], str]:
    return {(key, i): grade(record) for key in KINDS for i, record in enumerate(getattr(extraction, key))}


def _of_cases(reader: Reader) -> Iterator[Seen]:
    """Of a case only what it asks for can be judged: what it expects, and whatever else where there must be no more."""
    for table, cases in case_tables.tables().items():
        for case in cases:
            extraction = reader.read(case_tables.article_of(case))
            grades, found = _grades(extraction), extraction_to_json(extraction)
            for key, number, right in _judged_by_case(case, found):
                yield Seen(CASES, f"{table}-{case['id']}", key, grades[key, number], right)


def _judged_by_case(case: dict[str, Any], found: dict[str, Any]) -> Iterator[tuple[str, int, bool]]:
    none = set(KINDS) if "all" in case.get("none", ()) else set(case.get("none", ()))
    for key in KINDS:
        wanted = list(case.get("expect", {}).get(key, []))
        closed = key in none or key in case.get("exact", ())
        absent = [{k: v for k, v in a.items() if k != "key"} for a in case.get("absent", ()) if a["key"] == key]
        for number, record in enumerate(found[key]):
            hit = next((w for w in wanted if case_tables.fits(key, w, record)), None)
            if hit is not None:
                wanted.remove(hit)
                yield key, number, True
            elif closed or any(case_tables.fits(key, fields, record) for fields in absent):
                yield key, number, False


def counted(seen: Iterable[Seen]) -> Counts:
    """How many records of each grade were judged, and how many were right, by the weights of their sets."""
    right: defaultdict[tuple[str, str], int] = defaultdict(int)
    found: defaultdict[tuple[str, str], int] = defaultdict(int)
    for one in seen:
        right[one.kind, one.grade] += one.right * WEIGHTS[one.set]
        found[one.kind, one.grade] += WEIGHTS[one.set]
    return {key: Count(right[key], found[key]) for key in sorted(found) if found[key]}


def _fold(one: Seen) -> int:
    return int(hashlib.sha256(f"{one.set}/{one.article}".encode()).hexdigest(), 16) % FOLDS


def cross_validated(seen: list[Seen]) -> dict[str, list[Judged]]:
    """By set: every record with the confidence that counting on the articles of the other folds gives it."""
    out: defaultdict[str, list[Judged]] = defaultdict(list)
    for fold in range(FOLDS):
        counts = counted(one for one in seen if _fold(one) != fold)
        for one in seen:
            if _fold(one) == fold:
                out[one.set].append(Judged(share(counts, one.kind, one.grade), one.right))
    return out


def written(counts: Counts) -> None:
    """Write the table."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("kind", "grade", "right", "found"))
        lines.writerows((*key, *count) for key, count in counts.items())


def shown(name: str, found: list[Bin]) -> str:
    """The rows of docs/accuracy.md for a set."""
    lines = [f"| {name} | {b.lowest:.2f}–{b.highest:.2f} | {b.count} | {b.stated:.3f} | {b.right:.3f} |" for b in found]
    return "\n".join([*lines, f"| {name} | expected error | | | {expected_error(found) or 0:.3f} |"])


def main() -> None:
    """Count, write the table, and print what the figures are worth."""
    seen = judged()
    written(counted(seen))
    validated = cross_validated(seen)
    for name in (*SETS, CASES):
        print(shown(name, bins(validated[name])))
    print(shown("all", bins([one for records in validated.values() for one in records])))


if __name__ == "__main__":
    main()
