"""Reconciling: the candidates for a name, with how well each fits and whether one of them is certain.

The score, 0 to 100, says how well a candidate fits what the row says: its name, less what contradicts. `match` says
that it is certainly meant, and needs more: the same name, nobody else of that name whom the row does not rule out, and
nothing that contradicts. A missing match costs a look; a wrong one hides who is who.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field

from db.reconciliation import facts
from db.reconciliation.names import PART_OF_A_NAME, Fit, Found, entity, find
from db.reconciliation.properties import MATCHED, WHOSE, Judge, Value, Wanted
from db.references import KINDS

__all__ = ["Candidate", "Query", "Value", "Wanted", "reconcile"]

DEFAULT_LIMIT, MOST_CANDIDATES = 10, 50
CONTRADICTED, UNCONFIRMED = 20, 5
"""Points that a candidate loses for each property that contradicts, or of which the archive knows nothing."""
_LEAST = 5


@dataclass(frozen=True, slots=True)
class Query:
    """A name to be found. kinds: of entities that may be meant; wanted: what else is known."""

    text: str
    kinds: tuple[str, ...] = tuple(KINDS)
    limit: int = DEFAULT_LIMIT
    wanted: Sequence[Wanted] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entity that may be meant. score: 0 to 100; match: whether it is certain. features: what it is made of."""

    kind: str
    id: str
    name: str
    description: str
    score: int
    match: bool
    features: dict[str, int | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Judged:
    found: Found
    verdicts: dict[str, bool | None]

    @property
    def is_whole(self) -> bool:
        """Whether it is said whose it is: by the name, or by a property."""
        return self.found.whole or any(self.verdicts.get(one) for one in WHOSE)

    @property
    def score(self) -> int:
        name = self.found.fit - (0 if self.is_whole else PART_OF_A_NAME)
        silent = sum(v is None for v in self.verdicts.values())
        return max(_LEAST, name - CONTRADICTED * self.contradictions - UNCONFIRMED * silent)

    @property
    def contradictions(self) -> int:
        return sum(v is False for v in self.verdicts.values())

    @property
    def agrees(self) -> bool:
        return True in self.verdicts.values()


def reconcile(connection: sqlite3.Connection, query: Query) -> list[Candidate]:
    """The candidates of a query, best first. An entity's id, also a former one, finds that entity."""
    known = entity(connection, query.text.strip())
    if known:
        return [_candidate(connection, *known, 100, True, {"id": True})] if known[0] in query.kinds else []
    judge = Judge(connection, query.wanted)
    findings = [find(connection, kind, query.text) for kind in query.kinds]
    judged = [_Judged(one, judge.verdicts(one.kind, one.id)) for found, _ in findings for one in found]
    judged.sort(key=lambda j: (-j.score, -j.found.mentions, j.found.id))
    certain = _certain(judged) if all(complete for _, complete in findings) else None
    return [
        _candidate(connection, j.found.kind, j.found.id, j.score, j is certain, _features(j))
        for j in judged[: query.limit]
    ]


def _certain(judged: Sequence[_Judged]) -> _Judged | None:
    """The one who is certainly meant. Of several with the name it is one whom a property confirms, if each of the
    others is contradicted by one."""
    named = [j for j in judged if j.found.fit >= Fit.OPEN]
    left = [j for j in named if not j.contradictions]
    if len(left) != 1 or not left[0].is_whole:
        return None
    return left[0] if len(named) == 1 or left[0].agrees else None


def _features(judged: _Judged) -> dict[str, int | bool]:
    verdicts = {f"{one}_fits": v for one, v in judged.verdicts.items() if v is not None}
    return {"name": int(judged.found.score), **verdicts}


def _candidate(
    connection: sqlite3.Connection, kind: str, one: str, score: int, match: bool, features: dict[str, int | bool]
) -> Candidate:
    name = facts.name(connection, kind, one)
    return Candidate(kind, one, name, facts.description(connection, kind, one), score, match, features)


def properties_of(kinds: Sequence[str]) -> set[str]:
    """The properties by which entities of these kinds can be matched."""
    return {one for kind in kinds for one in MATCHED[kind]}
