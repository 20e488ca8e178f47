"""The extractors, in the order in which they run: one visible tuple. Each adds its records to the extraction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .documents import find_documents
from .officials import find_officials
from .parts import find_parts
from .reading import Reading
from .records import Extraction
from .superiors import find_units

Extractor = Callable[[Reading, Extraction], Extraction]


def documents(reading: Reading, found: Extraction) -> Extraction:
    """Numbered documents."""
    return replace(found, documents=find_documents(reading.article))


def units(reading: Reading, found: Extraction) -> Extraction:
    """Units with their superiors."""
    return replace(found, units=find_units(reading))


def officials(reading: Reading, found: Extraction) -> Extraction:
    """People with ranks, posts and parts."""
    deeds = find_parts(reading, reading.mentions)
    return replace(found, officials=find_officials(reading, reading.mentions, deeds))


EXTRACTORS: tuple[Extractor, ...] = (documents, units, officials)
