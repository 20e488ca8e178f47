"""All holders of a unit's posts in order of time, with the sentences that say so."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from db.on_day import Evidence, Posts, evidence_of, name_of
from db.post_signs import Sign

_NEVER = "9999"  # sorts behind every day
_TENURES = """
SELECT id, person, unit, title, single, first_cited, last_cited, started, ended, former_cited, sources FROM tenures
WHERE unit = ?
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A stint of someone in a post. first_cited, last_cited: days of articles; started, ended: from handovers only.

    former_cited: the first day on which an article calls it a former post. evidence: every sentence, in time.
    """

    id: str
    person_id: str
    person: str
    first_cited: str | None
    last_cited: str | None
    started: str | None
    ended: str | None
    former_cited: str | None
    sources: int
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostHistory:
    """A post of a unit and everyone who is known to have held it. single: whether one person holds it at a time."""

    unit_ids: tuple[str, ...]
    unit: str
    title: str
    single: bool
    tenures: list[Tenure] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def history(connection: sqlite3.Connection, units: Sequence[str], title: str | None) -> list[PostHistory]:
    """The posts of a unit that a title fits (None: all), each with its holders in time; [] if it has none."""
    posts = Posts(connection, units)
    rows = [row for unit in sorted(set(units)) for row in connection.execute(_TENURES, (unit,)).fetchall()]
    claims = {
        row[0]: {c for (c,) in connection.execute("SELECT claim FROM tenure_claims WHERE tenure = ?", (row[0],))}
        for row in rows
    }
    found = []
    for key in posts.keys(title):
        signs = posts.signs(key)
        held = {(sign.person, sign.claim) for sign in signs}
        own = [row for row in rows if any((row[1], claim) in held for claim in claims[row[0]])]
        own = [row for row in own if posts.key_of(row[3], row[2]) == key]
        tenures = sorted((_tenure(connection, row, signs, claims[row[0]]) for row in own), key=_in_time)
        if tenures:
            about: dict[str, Any] = {"unit": posts.unit, "title": posts.title(key), "single": posts.is_single(key)}
            found.append(PostHistory(unit_ids=tuple(sorted(set(units))), tenures=tenures, **about))
    return sorted(found, key=lambda post: (not post.single, post.title))


def _tenure(connection: sqlite3.Connection, row: tuple[Any, ...], signs: list[Sign], claims: set[str]) -> Tenure:
    id_, person, _, _, _, first, last, started, ended, former, sources = row
    own = [sign for sign in signs if sign.person == person and sign.claim in claims]
    return Tenure(
        id=id_, person_id=person, person=name_of(connection, person), first_cited=first, last_cited=last,
        started=started, ended=ended, former_cited=former, sources=sources, evidence=evidence_of(connection, own),
    )  # fmt: skip


def _in_time(tenure: Tenure) -> tuple[str, str, str]:
    """Who is only called a former holder was one at some time before."""
    known = [d for d in (tenure.started, tenure.first_cited, tenure.ended) if d]
    return min(known, default="" if tenure.former_cited else _NEVER), tenure.person, tenure.id
