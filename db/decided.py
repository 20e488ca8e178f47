"""Decisions as they were and as they are: which of them are others, and what came of those that are not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from db.decisions import ABOUT_CLAIMS, ALTERED, Decision, Ref, Value
from db.stages import Change, Rows

DECISIONS = "decisions"
_CLAIMS, _BODIES, _PEOPLE = "claims", "bodies", "people"
ABOUT_BODIES = Rows(DECISIONS, ("about", (_BODIES,)))
"""Decisions that name a unit or a bloc."""
ABOUT_MENTIONS = Rows(DECISIONS, ("about", (_BODIES, _PEOPLE)))
"""Decisions about who is who."""
DECIDED = "decided_claims"
"""The temporary table of the claims that decisions name, as they were and as they are; the decisions by number."""
# Of units and blocs every mention that counts is in these tables, whatever is decided of it.
_IS_BODY = """
SELECT 1 FROM unit_mentions WHERE claim = ?1 AND field = ?2
UNION ALL SELECT 1 FROM bloc_mentions WHERE claim = ?1 AND field = ?2
"""


class Known(NamedTuple):
    """A decision as it was, and what came of it."""

    decision: Decision
    status: str
    note: str | None


def decided_before(connection: sqlite3.Connection) -> list[Known]:
    """The decisions that an archive was derived with, in order; who, when and why left out."""
    query = "SELECT line, decision, mentions, fields, name, status, note FROM decisions ORDER BY line"
    return [
        Known(_decision(line, kind, json.loads(refs), json.loads(fields or "{}"), name), status, note)
        for line, kind, refs, fields, name, status, note in connection.execute(query)
    ]


def _decision(line: int, kind: str, refs: Iterable[str], fields: dict[str, Value], name: str | None) -> Decision:
    mentions = tuple(map(Ref.parse, refs))
    return Decision(decision=kind, mentions=mentions, fields=tuple(fields.items()), name=name, line=line)


def changed_decisions(before: Sequence[Known], after: Sequence[Decision]) -> list[Decision]:
    """The decisions, as they were and as they are, between those at the beginning and at the end that are the same."""
    head, tail = _unchanged(before, after)
    return [*(k.decision for k in before[head : len(before) - tail]), *after[head : len(after) - tail]]


def unchanged_outcomes(before: Sequence[Known], after: Sequence[Decision]) -> dict[int, tuple[str, str | None]]:
    """What came of the others, by the line that each has now; of those that alter claims it is told anew each time."""
    head, tail = _unchanged(before, after)
    same = [*zip(before[:head], after[:head], strict=True)]
    same += zip(before[len(before) - tail :], after[len(after) - tail :], strict=True)
    return {new.line: (known.status, known.note) for known, new in same if new.decision != ALTERED}


def _unchanged(before: Sequence[Known], after: Sequence[Decision]) -> tuple[int, int]:
    """How many say the same at the beginning, and how many at the end."""
    old, new = [_said(known.decision) for known in before], [_said(decision) for decision in after]
    most = min(len(old), len(new))
    head = next((at for at in range(most) if old[at] != new[at]), most)
    most -= head
    tail = next((at for at in range(most) if old[-1 - at] != new[-1 - at]), most)
    return head, tail


def _said(decision: Decision) -> tuple[object, ...]:
    return decision.decision, decision.mentions, decision.fields, decision.name


def about_what(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> Iterator[Change]:
    """Decisions as changed rows: the claims that they name, and what they are about."""
    for decision in decisions:
        if decision.decision in ABOUT_CLAIMS:
            about = _CLAIMS
        else:
            named = ((ref.claim, ref.field) for ref in decision.mentions)
            about = _BODIES if any(connection.execute(_IS_BODY, place).fetchone() for place in named) else _PEOPLE
        for ref in decision.mentions:
            yield Change(None, {"about": about, "claim": ref.claim})


def note_decided(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> None:
    """Fill the temporary table of the claims that decisions about mentions name."""
    connection.execute(f"DROP TABLE IF EXISTS temp.{DECIDED}")
    connection.execute(f"CREATE TEMP TABLE {DECIDED} (claim TEXT NOT NULL, number INTEGER NOT NULL)")
    rows = (
        (ref.claim, number)
        for number, decision in enumerate(decisions)
        if decision.decision not in ABOUT_CLAIMS
        for ref in decision.mentions
    )
    connection.executemany(f"INSERT INTO temp.{DECIDED} VALUES (?, ?)", rows)
