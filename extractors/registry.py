"""The extractors, in the order in which they run: one visible tuple. Each adds its records to the extraction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .awards import find_awards
from .blocs import Blocs, find_blocs
from .documents import find_documents
from .evidence import proved
from .flags import find_passings
from .handovers import find_handovers
from .meetings import find_meetings
from .officials import find_officials
from .parts import deeds_of, find_parts
from .reading import Reading
from .records import Extraction
from .role_records import bloc_handovers, bloc_roles, chaired
from .roles import find_roles
from .superiors import find_units

Extractor = Callable[[Reading, Blocs, Extraction], Extraction]


def meetings(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """The meeting."""
    return replace(found, meetings=find_meetings(reading, blocs))


def blocs_(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Blocs with scope and members."""
    return replace(found, blocs=find_blocs(reading, blocs))


def officials(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """People with ranks, posts and parts; what they hand over or are given counts among the parts."""
    deeds = [*find_parts(reading, reading.mentions), *deeds_of(reading, found)]
    return replace(found, officials=find_officials(reading, reading.mentions, deeds, found.handovers))


def units(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Units with their superiors."""
    return replace(found, units=find_units(reading))


def roles(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Roles in blocs, and their headship passing on."""
    held = find_roles(reading, blocs)
    passings = find_passings(reading, blocs, held)
    stated = bloc_roles(reading, held, passings)
    passed = (*found.handovers, *bloc_handovers(reading, passings))
    return replace(found, bloc_roles=tuple(stated), handovers=passed)


def chairs(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """What only a chair suggests; reads the officials and the roles."""
    inferred = chaired(reading, blocs, found.bloc_roles, found.officials, reading.mentions)
    return replace(found, bloc_roles=(*found.bloc_roles, *inferred))


def awards(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Awards, given or proposed."""
    return replace(found, awards=tuple(find_awards(reading, blocs, reading.mentions)))


def posts(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Posts passing on."""
    return replace(found, handovers=(*found.handovers, *find_handovers(reading, reading.mentions)))


def documents(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Numbered documents."""
    return replace(found, documents=find_documents(reading.article))


def evidence(reading: Reading, blocs: Blocs, found: Extraction) -> Extraction:
    """Last: the passages that name in full what the records name."""
    return proved(reading, found)


EXTRACTORS: tuple[Extractor, ...] = (
    meetings,
    blocs_,
    roles,
    awards,
    posts,
    officials,
    chairs,
    units,
    documents,
    evidence,
)
