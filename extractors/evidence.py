"""Evidence made whole: what a record names must stand in its passages.

A unit may stand short where a fact is told (`NXB`, `EVN`, `Quân khu`) and in full elsewhere: the passage that names it in
full is added, so that the quotes carry every name that the record has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import fields, replace

from .language import fold
from .reading import Reading
from .records import KINDS, Award, Bloc, BlocRole, Extraction, Handover, Official, Record, Span, Unit

_WORD = re.compile(r"\w+")
_NAMES: dict[type[Record], tuple[str, ...]] = {
    Bloc: ("name", "scope"),
    BlocRole: ("person", "unit"),
    Official: ("name",),
    Unit: ("name", "parent"),
    Award: ("recipient", "grantor"),
    Handover: ("taker", "giver", "organization"),
}


def proved(reading: Reading, found: Extraction) -> Extraction:
    """The extraction with each record's evidence completed by where its names stand in full."""
    changes = {key: tuple(_proved(reading, record) for record in getattr(found, key)) for key in KINDS}
    return replace(found, **changes)  # type: ignore[arg-type]


def _proved(reading: Reading, record: Record) -> Record:
    names = _NAMES.get(type(record), ())
    missing: list[Span] = []
    quoted = _words(reading, record.evidence)
    for field in names:
        name = getattr(record, field)
        if name and not set(_WORD.findall(fold(name))) <= quoted:
            span = reading.naming(name)
            if span:
                missing.append(span)
    if not missing:
        return record
    assert "evidence" in {f.name for f in fields(record)}
    return replace(record, evidence=tuple(dict.fromkeys((*record.evidence, *missing))))


def _words(reading: Reading, spans: Iterable[Span]) -> set[str]:
    text = reading.article.text
    return {w for s in spans for w in _WORD.findall(fold(text[s.start : s.end]))}
