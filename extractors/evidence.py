"""Evidence made whole: what a record names must stand in its passages.

A unit may stand short where a fact is told (`NXB`, `EVN`, `Quân khu`) and in full elsewhere: the passage that names it
in full is added, so that the quotes carry every name that the record has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any, TypeVar

from .language import fold
from .long_forms import known_abbreviations
from .reading import Reading
from .records import Award, Bloc, BlocRole, Extraction, Handover, Official, Record, Span, Unit

_WORD = re.compile(r"\w+")
_HALF = 0.5
_NAMES: dict[type[Record], tuple[str, ...]] = {
    Bloc: ("name", "scope"),
    BlocRole: ("person", "unit"),
    Official: ("name",),
    Unit: ("name", "parent"),
    Award: ("recipient", "grantor"),
    Handover: ("taker", "giver", "organization"),
}

R = TypeVar("R", bound=Record)


def proved(reading: Reading, found: Extraction) -> Extraction:
    """The extraction with each record's evidence completed by where its names stand in full."""
    return replace(
        found,
        blocs=_all_proved(reading, found.blocs),
        bloc_roles=_all_proved(reading, found.bloc_roles),
        officials=_all_proved(reading, found.officials),
        units=_all_proved(reading, found.units),
        awards=_all_proved(reading, found.awards),
        handovers=_all_proved(reading, found.handovers),
    )


def _all_proved(reading: Reading, records: Sequence[R]) -> tuple[R, ...]:
    return tuple(_proved(reading, record) for record in records)


def _proved(reading: Reading, record: R) -> R:
    quoted = _words(reading, record.evidence)
    names = {field: name for field in _NAMES[type(record)] if (name := getattr(record, field))}
    unquoted = [name for name in names.values() if not set(_WORD.findall(fold(name))) <= quoted]
    missing = [span for name in unquoted if (span := reading.names.naming(name))]
    evidence = tuple(dict.fromkeys((*record.evidence, *missing)))
    quoted = _words(reading, evidence)
    # What only our word list writes out (`VNPT`, `CSGT`) no reader finds in the quotation: it stays as it is written.
    short: dict[str, Any] = {
        f: reading.names.as_written(name) for f, name in names.items() if not _is_named(name, quoted)
    }
    return replace(record, evidence=evidence, **short) if missing or short else record


def _is_named(name: str, quoted: Set[str]) -> bool:
    """Do the passages hold half of the words of a name, which may have been completed or spread out of a list?"""
    words = _WORD.findall(fold(name))
    return sum(word in quoted for word in words) >= len(words) * _HALF


def _words(reading: Reading, spans: Sequence[Span]) -> set[str]:
    """The folded words of some passages, well known abbreviations also written out."""
    text = reading.article.text
    found = {word for span in spans for word in _WORD.findall(fold(text[span.start : span.end]))}
    known = known_abbreviations()
    return found.union(*(known[word].split() for word in found if word in known))
