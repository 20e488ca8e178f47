"""The record types: what an article says, each fact with the passages that say it.

The fields are those of the project's record format (README, *The record format*). Records hold integers and strings
only, so that they outlive the spaCy Doc that they were read from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from corpus.article import Article


class MeetingKind(StrEnum):
    """What a meeting was held for."""

    SUMMARY = "summary"
    REVIEW = "review"
    LAUNCH = "launch"
    SIGNING = "signing"
    ESTABLISHMENT = "establishment"
    HANDOVER = "handover"
    APPOINTMENT = "appointment"
    AWARD = "award"
    CONGRESS = "congress"
    SESSION = "session"
    PLAN = "plan"
    OTHER = "other"


class Role(StrEnum):
    """A role in a bloc."""

    HEAD = "head"
    STANDING_DEPUTY = "standing_deputy"
    DEPUTY = "deputy"


class Basis(StrEnum):
    """On what a fact rests; the last two are inferences."""

    STATED = "stated"
    ELECTED = "elected"
    ASSIGNED = "assigned"
    HANDOVER = "handover"
    CHAIRED = "chaired"
    EXPANDED = "expanded"


class Part(StrEnum):
    """What someone did at the meeting, first of several first."""

    CHAIR = "chair"
    DIRECT = "direct"
    SPEAK = "speak"
    HAND_OVER = "hand_over"
    TAKE_OVER = "take_over"
    RECEIVE = "receive"
    ATTEND = "attend"


class RecipientKind(StrEnum):
    """Who is given an award."""

    UNIT = "unit"
    PERSON = "person"
    GROUP = "group"


class AwardStatus(StrEnum):
    """Given, or only proposed."""

    AWARDED = "awarded"
    PROPOSED = "proposed"


class HandoverKind(StrEnum):
    """What passes on: the headship of a bloc, or a post."""

    BLOC_HEAD = "bloc_head"
    POST = "post"


class Span(NamedTuple):
    """`article.text[start:end]`, in code points."""

    start: int
    end: int


UNSTATED = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record carries: its id, the passages that it was read from, how sure it is, and what found it."""

    id: str
    evidence: tuple[Span, ...]
    rule: str
    confidence: float = UNSTATED  # stated last, see `confidence`

    def __post_init__(self) -> None:
        """A record without evidence, or with a confidence outside 0..1, is a fault of the reader."""
        if not self.evidence:
            raise ValueError(f"{type(self).__name__} without evidence")
        if not 0.0 <= self.confidence <= 1.0:
            raise ValueError(f"confidence {self.confidence}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting that the article reports."""

    kinds: tuple[MeetingKind, ...]
    bloc: str | None
    date: str | None
    place: str | None
    period: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bloc(Record):
    """An emulation bloc or cluster. basis is EXPANDED where the members follow from a closed set, else STATED."""

    name: str
    scope: str | None
    members: tuple[str, ...]
    basis: Basis = Basis.STATED


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocRole(Record):
    """Who holds which role in which bloc in which year."""

    bloc: str
    year: int | None
    role: Role
    unit: str | None
    person: str | None
    basis: Basis
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A post: `title` at `unit`; `former` where the article says that it is over."""

    title: str
    unit: str | None
    former: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Official(Record):
    """Someone named with a rank, a post, an honorific or a part in the meeting."""

    name: str
    rank: str | None
    academic: str | None
    posts: tuple[Post, ...]
    part: Part | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit(Record):
    """A unit whose superior the article states."""

    name: str
    parent: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award(Record):
    """An award or emulation title, given or proposed. `count` is the size of an unnamed group."""

    award: str
    grantor: str | None
    recipient: str | None
    recipient_kind: RecipientKind
    count: int | None
    status: AwardStatus
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover(Record):
    """A role passing on. `giver` and `taker` are written `from` and `to`."""

    kind: HandoverKind
    post: str
    organization: str | None
    giver: str | None
    taker: str | None
    year: int | None
    date: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Record):
    """A numbered document that the article rests on. `date` is the day of signing."""

    number: str
    kind: str | None
    date: str | None
    issuer: str | None


# The keys of the record format, in its order, with the type of each list's members.
KINDS: dict[str, type[Record]] = {
    "meetings": Meeting,
    "blocs": Bloc,
    "bloc_roles": BlocRole,
    "officials": Official,
    "units": Unit,
    "awards": Award,
    "handovers": Handover,
    "documents": Document,
}
_COMMON = {"id", "evidence", "confidence", "rule"}
_RENAMED = {"giver": "from", "taker": "to"}  # `from` is a word of Python


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """Everything that was read from one article."""

    article: Article
    meetings: tuple[Meeting, ...] = ()
    blocs: tuple[Bloc, ...] = ()
    bloc_roles: tuple[BlocRole, ...] = ()
    officials: tuple[Official, ...] = ()
    units: tuple[Unit, ...] = ()
    awards: tuple[Award, ...] = ()
    handovers: tuple[Handover, ...] = ()
    documents: tuple[Document, ...] = ()

    def records(self) -> Iterator[tuple[str, Record]]:
        """(key of the record format, record), in the format's order."""
        for key in KINDS:
            for record in getattr(self, key):
                yield key, record


def record_id(article_id: str, kind: type[Record], *values: str | int | None) -> str:
    """A stable id from the article's id, the record's type and its folded values; never from offsets or order."""
    # As `json.dumps` writes a list, which would make an encoder of its own for each.
    own = [
        encode_basestring(value) if isinstance(value, str) else "null" if value is None else str(value)
        for value in values
    ]
    seed = f"[{', '.join([encode_basestring(article_id), encode_basestring(kind.__name__), *own])}]"
    return f"{kind.__name__.lower()}-{hashlib.sha256(seed.encode()).hexdigest()[:16]}"


def record_to_json(record: Record) -> dict[str, Any]:
    """A record as the record format writes it: plain strings, numbers, lists; evidence as start and end."""
    own = {
        _RENAMED.get(f.name, f.name): _plain(getattr(record, f.name)) for f in fields(record) if f.name not in _COMMON
    }
    return {
        "id": record.id,
        **own,
        "evidence": [{"start": s.start, "end": s.end} for s in record.evidence],
        "confidence": record.confidence,
        "rule": record.rule,
    }


def extraction_to_json(extraction: Extraction) -> dict[str, Any]:
    """One line of the record format."""
    article = extraction.article
    return {
        "source": article.source,
        "article": {
            "id": article.id,
            "title": article.title,
            "published": _plain(article.published),
            "byline": list(article.byline),
            "publisher": article.publisher,
            "url": article.url,
            "text": article.text,
            "blocks": [{"kind": b.kind.value, "start": b.start, "end": b.end} for b in article.blocks],
        },
        **{key: [record_to_json(r) for r in getattr(extraction, key)] for key in KINDS},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if isinstance(value, Post):
        return {f.name: getattr(value, f.name) for f in fields(value)}
    return value
