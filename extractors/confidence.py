"""How sure a record is: of those like it on articles that were annotated, the share that proved right.

What records are like each other is their kind and their grade, a few signs that tell good from bad: how much a record
says, and of what kind it is. `confidence.csv` counts how many records of each grade were judged and how many of them
were right, those of articles that nobody looked at thrice; `make confidence` counts anew. A rare grade leans on its
kind.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple, TypeVar

from .records import (
    KINDS,
    Award,
    Bloc,
    BlocRole,
    Document,
    Extraction,
    Handover,
    Meeting,
    Official,
    RecipientKind,
    Record,
    Unit,
)

_LEANING = 40  # records of the kind that count beside a grade's own
_SUREST = 0.96  # grades that were always right are wrong now and then in articles of a new manner
_MANY_POSTS = 3
_SHORT_NAME = 2  # syllables of a person's
_LONG_NAME = 6  # words of a unit's

R = TypeVar("R", bound=Record)


class Count(NamedTuple):
    """Of the records of a grade, weighted: how many were judged, and how many of them were right."""

    right: int
    found: int


Counts = Mapping[tuple[str, str], Count]  # by kind (the key of the record format) and grade


def grade(record: Record) -> str:
    """The signs of a record that its confidence rests on, as short words."""
    match record:
        case Official():
            signs = [f"{min(len(record.posts), _MANY_POSTS)} posts", "part" if record.part else "no part"]
            if any(post.unit is None for post in record.posts):
                signs.append("a post of no unit")
            if len(record.name.split()) <= _SHORT_NAME:
                signs.append("short name")
        case Award():
            signs = [
                str(record.recipient_kind or RecipientKind.GROUP),
                str(record.status),
                "grantor" if record.grantor else "no grantor",
                "year" if record.year else "no year",
            ]
        case BlocRole():
            signs = [str(record.basis), "year" if record.year else "no year"]
        case Bloc():
            signs = [
                str(record.basis),
                "scope" if record.scope else "no scope",
                "members" if record.members else "alone",
            ]
        case Handover():
            signs = [str(record.kind), "giver" if record.giver else "no giver", "year" if record.year else "no year"]
        case Meeting():
            signs = ["bloc" if record.bloc else "no bloc", "day" if record.date else "no day"]
        case Unit():
            signs = ["long" if len(record.name.split()) >= _LONG_NAME else "short"]
        case Document():
            signs = ["day" if record.date else "no day"]
        case _:
            raise TypeError(f"no grades for {type(record).__name__}")
    return ", ".join(signs)


def stated(found: Extraction) -> Extraction:
    """The extraction with every record's confidence."""
    records: dict[str, Any] = {key: _all_stated(key, own) for key in KINDS if (own := getattr(found, key))}
    return replace(found, **records)


def _all_stated(kind: str, records: Iterable[R]) -> tuple[R, ...]:
    return tuple([replace(record, confidence=_known_share(kind, grade(record))) for record in records])


@cache  # there are few grades
def _known_share(kind: str, wanted: str) -> float:
    return share(_counts(), kind, wanted)


def share(counts: Counts, kind: str, wanted: str) -> float:
    """The share of right ones to expect of a grade, to two digits; of one that was never met, its kind's."""
    of_kind = [count for (other, _), count in counts.items() if other == kind]
    # One right and one wrong more: a kind of which all were right is not certain for that.
    mean = (sum(c.right for c in of_kind) + 1) / (sum(c.found for c in of_kind) + 2)
    own = counts.get((kind, wanted), Count(0, 0))
    return round(min((own.right + _LEANING * mean) / (own.found + _LEANING), _SUREST), 2)


@cache
def _counts() -> Counts:
    with (files(__package__) / "confidence.csv").open(encoding="utf-8") as lines:
        return {
            (row["kind"], row["grade"]): Count(int(row["right"]), int(row["found"])) for row in csv.DictReader(lines)
        }
