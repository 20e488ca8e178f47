"""Units with the superior that the article states: `Cục Tuyên huấn, Tổng cục Chính trị`, `Vụ 12 Viện X`, `thuộc`."""

from __future__ import annotations

from collections.abc import Iterator

from ..chunks import Chunk
from ..reading import Reading
from ..records import Span, Unit, record_id
from ..text.language import fold
from .completion import body_within
from .unit_parse import UnitParse

RULE = "units.chain"
_MOST_EVIDENCE = 3


def find_units(reading: Reading) -> tuple[Unit, ...]:
    """One record for each unit and stated superior."""
    found: dict[tuple[str, str], tuple[str, str, list[Span]]] = {}
    for chunk in reading.names.naming_chunks:
        for name, parent, span in _links(reading, chunk):
            found.setdefault((fold(name), fold(parent)), (name, parent, []))[2].append(span)
    return tuple(
        Unit(
            id=record_id(reading.article.id, Unit, *key),
            evidence=tuple(spans[:_MOST_EVIDENCE]),
            rule=RULE,
            name=name,
            parent=parent,
        )
        for key, (name, parent, spans) in found.items()
        if key[0] != key[1]
    )


def _links(reading: Reading, chunk: Chunk) -> Iterator[tuple[str, str, Span]]:
    """(unit, superior, passage) of each link of the chains in a chunk."""
    for chain in (chunk.unit, chunk.bloc.scope if chunk.bloc else None):
        unit: UnitParse | None = chain
        while unit and unit.above:
            if not unit.bare:
                start = min(chunk.a, reading.tokens.start[unit.start])
                span = reading.span(start, reading.tokens.end[unit.above.end - 1])
                body = body_within(unit.name)  # `Ban Giám đốc Bệnh viện X, Cục Y`: X's superior
                name = reading.names.expand(body) if body else reading.unit_name(unit)
                yield name, reading.unit_name(unit.above), span
            unit = unit.above
