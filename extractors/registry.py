"""The extractors, in the order in which they run: one visible tuple. Each adds its records to the extraction.

Every record says by which rule it was found; the rules stand here as well, each with what it reads.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from . import confidence, documents, evidence
from .awards import awards
from .blocs import bloc_bearers, bloc_handovers, bloc_roles, blocs, deputy_changes, role_records
from .blocs.blocs import Blocs
from .handovers import boards, post_handovers
from .meetings import meetings
from .people import officials, parts
from .reading import Reading
from .records import Extraction
from .units import superiors

Extractor = Callable[[Reading, Blocs, Extraction], Extraction]

# The rules by which records are found: the name that a record carries, and what the rule reads.
RULES: tuple[tuple[str, str], ...] = (
    (meetings.RULE, "the meeting that the headline and the first sentences report"),
    (blocs.RULE, "a bloc that the article names, with its body and its members"),
    (blocs.RULE_EXPANDED, "the members of a bloc that a closed set names (`các Quân khu`); an inference"),
    (role_records.RULE_STATED, "a role in a bloc that a sentence gives to a unit or a person"),
    (role_records.RULE_PASSED, "the role of the head who takes over a bloc"),
    (role_records.RULE_CHAIRED, "the unit of the meeting's only chair, where no head is named; an inference"),
    (role_records.RULE_BLOC_HEAD, "the headship of a bloc passing from one unit or person to another"),
    (role_records.RULE_DEPUTY, "a bloc's deputy taking the place of another"),
    (awards.RULE, "an award in a sentence that says who gets it or is proposed for it"),
    (post_handovers.RULE_APPOINTED, "a post that someone takes up: appointed, assigned or elected"),
    (post_handovers.RULE_PASSED, "a post that one person hands over to another"),
    (officials.RULE, "a person, from all mentions with a rank, a post or a part in the meeting"),
    (superiors.RULE, "a unit whose superior stands beside its name"),
    (documents.RULE, "a document with a number"),
)


def read_meetings(reading: Reading, named: Blocs, found: Extraction) -> Extraction:
    """The meeting."""
    return replace(found, meetings=meetings.find_meetings(reading, named))


def read_blocs(reading: Reading, named: Blocs, found: Extraction) -> Extraction:
    """Blocs with scope and members; who bears their roles is read before."""
    return replace(found, blocs=blocs.find_blocs(reading, named))


def read_roles(reading: Reading, named: Blocs, found: Extraction) -> Extraction:
    """Roles in blocs, and their headship passing on."""
    held = bloc_roles.find_roles(reading, named)
    passings = bloc_handovers.find_passings(reading, named, held)
    changes = deputy_changes.find_changes(reading, named, held)
    bloc_bearers.add_bearers(held, passings)
    return replace(
        found,
        bloc_roles=tuple(role_records.bloc_roles(reading, held, passings)),
        handovers=(*found.handovers, *role_records.bloc_handovers(reading, passings, changes)),
    )


def read_awards(reading: Reading, named: Blocs, found: Extraction) -> Extraction:
    """Awards, given or proposed."""
    return replace(found, awards=tuple(awards.find_awards(reading, named)))


def read_posts(reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """Posts passing on."""
    return replace(found, handovers=(*found.handovers, *post_handovers.find_handovers(reading)))


def read_officials(reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """People with ranks, posts and parts; what they hand over or are given counts among the parts."""
    meets = bool(found.meetings or found.blocs)
    told = parts.find_parts(reading, meets=bool(found.meetings))
    deeds = parts.settled([*told, *parts.deeds_of(reading, found)])
    if not meets:
        deeds = parts.at_a_meeting(reading, deeds)
    return replace(found, officials=officials.find_officials(reading, deeds, found.handovers, meets=meets))


def read_chairs(reading: Reading, named: Blocs, found: Extraction) -> Extraction:
    """What only a chair suggests; reads the officials and the roles."""
    inferred = role_records.chaired(reading, named, found.bloc_roles, found.officials)
    return replace(found, bloc_roles=(*found.bloc_roles, *inferred))


def read_units(reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """Units with their superiors."""
    return replace(found, units=superiors.find_units(reading))


def read_documents(reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """Numbered documents."""
    return replace(found, documents=documents.find_documents(reading.article))


def name_boards(reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """Changes of post as of the boards that their titles name; behind the officials, who bear the whole titles."""
    return replace(found, handovers=tuple(boards.of_its_board(reading, handover) for handover in found.handovers))


def complete_evidence(reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """The passages that name in full what the records name."""
    return evidence.proved(reading, found)


def state_confidence(_reading: Reading, _named: Blocs, found: Extraction) -> Extraction:
    """Last: how sure each record is, from what it says in the end."""
    return confidence.stated(found)


EXTRACTORS: tuple[Extractor, ...] = (
    read_meetings,
    read_roles,
    read_blocs,
    read_awards,
    read_posts,
    read_officials,
    read_chairs,
    read_units,
    read_documents,
    name_boards,
    complete_evidence,
    state_confidence,
)
