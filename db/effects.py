"""What a decision changed: the state of an archive before it and after it, told in a line or three."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from db.alterations import alterable
from db.counting import counted
from db.decisions import ALTERED, Decision, Ref, Value
from db.references import KIND_OF, KINDS, entity_of

MOST_LINES = 3
_COUNTED = {
    "people": "people",
    "units": "units",
    "blocs": "blocs",
    "ledger": "rows of the ledger",
    "tenures": "tenures",
    "award_paths": "awards",
    "documents": "documents",
    "contradictions": "contradictions",
    "possibly_same": "possible namesakes",
}
_YEARS = """
SELECT b.name || coalesce(' (' || b.scope || ')', ''), y.year, y.role, y.state,
  (SELECT group_concat(held, '; ') FROM (SELECT DISTINCT coalesce(u.name, p.name, '?') AS held FROM ledger l
    LEFT JOIN units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person
    WHERE l.bloc = y.bloc AND l.year = y.year AND l.role = y.role ORDER BY held))
FROM ledger_years y JOIN blocs b ON b.id = y.bloc ORDER BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class State:
    """What an archive says now. entities: by mention (kind, id, name, number of mentions); fields: by claim that is
    altered and field; years: by bloc, year and role what is known."""

    entities: dict[Ref, tuple[str, str, str, int]]
    fields: dict[tuple[str, str], Value]
    years: dict[tuple[str, int, str], str]
    counts: dict[str, int]

    @classmethod
    def of(cls, connection: sqlite3.Connection, decisions: Iterable[Decision]) -> State:
        """The state, so far as the decisions may touch it."""
        decisions = list(decisions)
        entities: dict[Ref, tuple[str, str, str, int]] = {}
        for ref in sorted({ref for d in decisions for ref in d.mentions if ref.field is not None}, key=str):
            if found := entity_of(connection, ref):
                kind, entity = found
                query = f"SELECT name, mentions FROM {KINDS[kind]} WHERE id = ?"
                entities[ref] = (KINDS[kind], entity, *connection.execute(query, (entity,)).fetchone())
        altered = sorted({ref.claim for d in decisions if d.decision == ALTERED for ref in d.mentions})
        fields = {(claim, f.name): f.value for claim in altered for f in alterable(connection, claim)}
        years: dict[tuple[str, int, str], str] = {}
        for bloc, year, role, state, holders in connection.execute(_YEARS):
            said = state if state in ("unknown", "contradicted") else holders or state
            years[bloc, year, role] = f"{said} (inferred)" if state == "inferred" else said
        counts = {t: connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in _COUNTED}
        return cls(entities, fields, years, counts)


def changes(before: State, after: State) -> list[str]:
    """What became different, one to three lines: whom and what the decisions name, the years of blocs, and how many of
    what there are."""
    lines = [*_about_entities(before, after), *_about_fields(before, after), *_about_years(before, after)]
    if len(lines) >= MOST_LINES:
        lines = [*lines[: MOST_LINES - 2], f"… and {len(lines) - MOST_LINES + 2} more changes"]
    counted = [
        f"{about} {before.counts[table]:,} → {after.counts[table]:,}"
        for table, about in _COUNTED.items()
        if before.counts[table] != after.counts[table]
    ]
    if counted:
        lines.append(", ".join(counted))
    return lines or ["nothing else changed"]


def _about_entities(before: State, after: State) -> list[str]:
    lines = []
    for kind in KINDS.values():
        refs = [
            r for r in {**before.entities, **after.entities} if (before.entities.get(r) or after.entities[r])[0] == kind
        ]
        if not refs:
            continue
        then, now = ({s.entities[r][1] for r in refs if r in s.entities} for s in (before, after))
        names = list(dict.fromkeys((after.entities.get(r) or before.entities[r])[2] for r in refs))
        mentions = {after.entities[r][1]: after.entities[r][3] for r in refs if r in after.entities}
        if len(then) != len(now):
            number = f"{len(now)}, {counted(sum(mentions.values()), 'mention')}" if now else "0"
            lines.append(f"{' = '.join(names)}: {len(then)} {KIND_OF[kind] if len(then) == 1 else kind} → {number}")
        elif then != now or before.entities != after.entities:
            held = ", ".join(str(n) for n in mentions.values())
            was = ", ".join(str(n) for n in {before.entities[r][1]: before.entities[r][3] for r in refs}.values())
            lines.append(f"{' = '.join(names)}: mentions {was} → {held}")
    return lines


def _about_fields(before: State, after: State) -> list[str]:
    """What claims say otherwise now, a line each."""
    said: dict[str, list[str]] = {}
    for claim, name in {**before.fields, **after.fields}:
        was, now = (state.fields.get((claim, name)) for state in (before, after))
        if was != now:
            said.setdefault(claim, []).append(f"{name} {_value(was)} → {_value(now)}")
    return [f"{claim}: {', '.join(fields)}" for claim, fields in said.items()]


def _value(value: Value) -> str:
    return "nothing" if value is None else str(value)


def _about_years(before: State, after: State) -> list[str]:
    lines = []
    for key in sorted(before.years.keys() | after.years.keys()):
        was, now = before.years.get(key, "not listed"), after.years.get(key, "not listed")
        if was != now:
            bloc, year, role = key
            lines.append(f"{bloc}, {year}, {role.replace('_', ' ')}: {was} → {now}")
    return lines
