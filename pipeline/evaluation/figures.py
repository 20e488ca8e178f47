"""Figures over many articles: precision, recall and F1 of each type of fact, and of all together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .compare import INFERRED, MEETING, Fault, Tally, compare
from .evidence import proofs
from .facts import COMPARED
from .reliability import Judged

ALL = "all"
TYPES = (MEETING, *COMPARED)  # in the order of reports


@dataclass(frozen=True, slots=True)
class Figure:
    """How one type of fact fares. gold, found: how many were annotated and found, optional ones left out."""

    precision: float
    recall: float
    f1: float
    gold: int
    found: int


@dataclass(slots=True)
class Evaluation:
    """What came of a set of annotated articles.

    faults: by article. judged: every record that could be judged, with its confidence. unproved: of all `records`,
    those whose evidence does not prove them.
    """

    tallies: dict[str, Tally] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)
    judged: list[Judged] = field(default_factory=list)
    records: int = 0
    unproved: int = 0

    def figures(self) -> dict[str, Figure]:
        """By type of fact, those that occur; `all` is their micro-average. What only a chair suggests comes last."""
        present = {t: self.tallies[t] for t in TYPES if t in self.tallies}
        total = Tally()
        for tally in present.values():
            total.add(tally)
        last = {INFERRED: self.tallies[INFERRED]} if INFERRED in self.tallies else {}
        return {type_: figure(tally) for type_, tally in {**present, ALL: total, **last}.items()}


def figure(tally: Tally) -> Figure:
    """Precision, recall and F1 of a tally; where nothing was found or annotated, nothing was wrong or missed."""
    found, gold = tally.right + tally.wrong, tally.right + tally.missed
    precision = tally.right / found if found else 1.0
    recall = tally.right / gold if gold else 1.0
    both = precision + recall
    return Figure(precision, recall, 2 * precision * recall / both if both else 0.0, gold, found)


def evaluate(pairs: Iterable[tuple[str, Mapping[str, Any], Mapping[str, Any]]]) -> Evaluation:
    """Compare (name, annotated record, found record) of each article; an empty found record has missed everything."""
    out = Evaluation()
    for name, gold, found in pairs:
        comparison = compare(gold, found)
        for type_, tally in comparison.tallies.items():
            out.tallies.setdefault(type_, Tally()).add(tally)
        out.faults[name] = comparison.faults
        proved = list(proofs(found))
        out.records += len(proved)
        out.unproved += sum(not good for _, _, good in proved)
        out.judged.extend(
            Judged(_confidence(found[key], number), right)
            for (key, number), right in comparison.judged.items()
            if key in found and key != "article"
        )
    return out


def _confidence(records: Sequence[Mapping[str, Any]], number: int) -> float:
    return float(records[number]["confidence"])
