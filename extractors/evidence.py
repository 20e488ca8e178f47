"""Evidence made whole: what a record names must stand in its passages.

A unit may stand short where a fact is told (`NXB`, `EVN`, `Quân khu`) and in full elsewhere: the passage that names it
in full is added, so that the quotes carry every name that the record has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from .language import fold
from .reading import Reading
from .records import Award, Bloc, BlocRole, Extraction, Handover, Official, Record, Span, Unit

_WORD = re.compile(r"\w+")
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
    names = (getattr(record, field) for field in _NAMES[type(record)])
    unquoted = [name for name in names if name and not set(_WORD.findall(fold(name))) <= quoted]
    missing = [span for name in unquoted if (span := reading.names.naming(name))]
    return replace(record, evidence=tuple(dict.fromkeys((*record.evidence, *missing)))) if missing else record


def _words(reading: Reading, spans: Sequence[Span]) -> set[str]:
    """The folded words of some passages."""
    text = reading.article.text
    return {word for span in spans for word in _WORD.findall(fold(text[span.start : span.end]))}
