"""Whether confidence means something: of the records that say 0.9, nine in ten should be right.

A record is right when no compared fact of it is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

FEWEST = 50  # records in a bin; of fewer, the share that is right says little


class Judged(NamedTuple):
    """A found record: the confidence that it states, and whether it is right."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Records of like confidence: from and to which, how many, their mean confidence, the share that is right."""

    lowest: float
    highest: float
    count: int
    stated: float
    right: float


def bins(records: Iterable[Judged]) -> list[Bin]:
    """The records in bins of at least FEWEST, the most confident first; equal confidences stand in one bin.

    The least confident records, where too few are left for a bin of their own, join the bin above; fewer than FEWEST
    records make no bin at all.
    """
    groups: list[list[Judged]] = []
    for record in sorted(records, key=lambda r: (-r.confidence, r.right)):
        if not groups or (len(groups[-1]) >= FEWEST and groups[-1][-1].confidence != record.confidence):
            groups.append([])
        groups[-1].append(record)
    if len(groups) > 1 and len(groups[-1]) < FEWEST:
        last = groups.pop()
        groups[-1].extend(last)
    return [_bin(group) for group in groups if len(group) >= FEWEST]


def _bin(group: Sequence[Judged]) -> Bin:
    return Bin(
        lowest=min(r.confidence for r in group),
        highest=max(r.confidence for r in group),
        count=len(group),
        stated=sum(r.confidence for r in group) / len(group),
        right=sum(r.right for r in group) / len(group),
    )


def expected_error(found: Sequence[Bin]) -> float | None:
    """The expected calibration error: how far stated and right lie apart, weighted by count; None without bins."""
    total = sum(b.count for b in found)
    return sum(b.count * abs(b.stated - b.right) for b in found) / total if total else None
