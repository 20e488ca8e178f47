"""Units with the superior that the article states: `Cục Tuyên huấn, Tổng cục Chính trị`, `Vụ 12 Viện X`, `thuộc`."""

from __future__ import annotations

from .chunks import Chunk
from .language import fold
from .reading import Reading
from .records import Span, Unit, record_id
from .units import UnitParse

RULE = "units.chain"


def find_units(reading: Reading) -> tuple[Unit, ...]:
    """One record for each unit and stated superior."""
    found: dict[tuple[str, str], tuple[str, str, list[Span]]] = {}
    for row in reading.sentences:
        for chunk in row:
            for unit in _units_of(chunk):
                _chain(reading, chunk, unit, found)
    return tuple(
        Unit(
            id=record_id(reading.article.id, Unit, *key),
            evidence=tuple(spans[:3]),
            confidence=0.9,
            rule=RULE,
            name=name,
            parent=parent,
        )
        for key, (name, parent, spans) in found.items()
    )


def _units_of(chunk: Chunk) -> list[UnitParse]:
    own = [chunk.unit] if chunk.unit else []
    return own + ([chunk.bloc.scope] if chunk.bloc and chunk.bloc.scope else [])


def _chain(
    reading: Reading, chunk: Chunk, unit: UnitParse, found: dict[tuple[str, str], tuple[str, str, list[Span]]]
) -> None:
    tokens = reading.tokens
    while unit.above:
        above = unit.above
        if not unit.bare:
            offset = tokens.start[unit.start]
            name, parent = reading.complete(unit, offset), reading.complete(above, tokens.start[above.start])
            key = (fold(name), fold(parent))
            if key[0] != key[1]:
                span = reading.span(min(chunk.a, offset), tokens.end[above.end - 1])
                found.setdefault(key, (name, parent, []))[2].append(span)
        unit = above
