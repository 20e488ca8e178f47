"""The floor: precision and recall of every type of fact on the annotated articles of `tests/gold/`, never to be lost.

`floor.toml` holds what was reached, and the digest of the articles and annotations on which it was. `make floor` raises
it; a figure may fall only together with the annotated articles that it is a figure of.
"""

from __future__ import annotations

import hashlib
import tomllib
from pathlib import Path
from typing import Any

from corpus.article import Article
from corpus.read import read
from corpus.sources import read_inputs
from extractors.reader import Reader
from extractors.records import extraction_to_json
from pipeline.evaluation.figures import ALL, Evaluation, evaluate
from pipeline.evaluation.gold import load

GOLD = Path(__file__).parent / "gold"
FLOOR = Path(__file__).parent / "floor.toml"
FEWEST = 20  # facts; of a rarer type one fact more or less says little, so that it is part of `all` only


def digest() -> str:
    """Of the annotated articles, names and bytes."""
    found = hashlib.sha256()
    for path in sorted(GOLD.iterdir()):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def measured(folder: Path, only: str = "*") -> Evaluation:
    """What the reader reaches on a folder of annotated articles."""
    gold = load(folder, only)
    pages = list(read_inputs([article.article for article in gold]))
    articles: list[Article] = [read(page) for page in pages]  # type: ignore[arg-type]  # every one can be read
    found = Reader().read_many(articles)
    return evaluate((g.name, g.record, extraction_to_json(f)) for g, f in zip(gold, found, strict=True))


def reached(outcome: Evaluation) -> dict[str, dict[str, float]]:
    """Precision and recall by type of fact, rounded down to three digits."""
    return {
        type_: {"precision": int(f.precision * 1000) / 1000, "recall": int(f.recall * 1000) / 1000}
        for type_, f in outcome.figures().items()
        if type_ == ALL or f.gold >= FEWEST
    }


def read_floor(text: str) -> tuple[str, dict[str, dict[str, float]]]:
    """(digest, figures by type of fact) of a floor file."""
    parsed: dict[str, Any] = tomllib.loads(text)
    return parsed.pop("gold"), parsed


def fallen(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> list[str]:
    """The figures that are lower than they were, a line each."""
    return [
        f"{type_}: {what} fell from {value:.3f} to {new.get(type_, {}).get(what, 0.0):.3f}"
        for type_, figures in old.items()
        for what, value in figures.items()
        if new.get(type_, {}).get(what, 0.0) < value
    ]


def raised(old: dict[str, dict[str, float]], new: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The higher of two figures, type by type."""
    return {
        type_: {what: max(value, old.get(type_, {}).get(what, 0.0)) for what, value in figures.items()}
        for type_, figures in new.items()
    }


def written(gold: str, figures: dict[str, dict[str, float]]) -> str:
    """A floor file."""
    tables = (
        f"[{type_}]\nprecision = {f['precision']:.3f}\nrecall = {f['recall']:.3f}\n" for type_, f in figures.items()
    )
    return "\n".join([f'# What was reached on tests/gold; `make floor` raises it.\ngold = "{gold}"\n', *tables])


def main() -> None:
    """Raise the floor to what is reached now; where the annotated articles changed, set it anew."""
    gold, figures = digest(), reached(measured(GOLD))
    if FLOOR.exists():
        was, old = read_floor(FLOOR.read_text(encoding="utf-8"))
        figures = raised(old, figures) if was == gold else figures
    FLOOR.write_text(written(gold, figures), encoding="utf-8")


if __name__ == "__main__":
    main()
