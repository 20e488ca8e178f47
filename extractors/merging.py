"""Records that say the same become one."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from .records import Award, BlocRole

R = TypeVar("R", Award, BlocRole)


def merged(
    records: Sequence[R],
    slot: Callable[[R], Hashable],
    agree: Callable[[R, R], bool],
    weight: Callable[[R], Any],
    most_evidence: int,
) -> list[R]:
    """One record for those of a slot that agree: the one of most weight, with the passages of all, in order.

    slot: only records with the same one are compared. weight: how much a record says; the earlier of equals stays.
    """
    kept: list[R] = []
    places: dict[Hashable, list[int]] = {}  # where the records of a slot stand in `kept`
    for record in records:
        here = places.setdefault(slot(record), [])
        same = next((place for place in here if agree(kept[place], record)), None)
        if same is None:
            here.append(len(kept))
            kept.append(record)
            continue
        known = kept[same]
        stays = weight(known) >= weight(record)
        fuller: R = known if stays else record
        other: R = record if stays else known
        evidence = tuple(dict.fromkeys((*fuller.evidence, *other.evidence)))[:most_evidence]
        kept[same] = replace(fuller, evidence=evidence)
    return kept
