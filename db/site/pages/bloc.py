"""The page of a bloc: who held which role in which year, drawn and listed; members, meetings, awards, handovers."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import ClassVar

from db.site.citing import Citation, citations
from db.site.drawing import Bar, Chart, Line, Scale
from db.site.pages.alike import (
    MOST_SOURCES,
    both_claims,
    contradictions_of,
    other_names,
    possibly_same,
    reference_of,
)
from db.site.paths import row_path, year_anchor
from db.site.rows import Row, by, one, rows

ROLES = ("head", "standing_deputy", "deputy")
MOST_ROWS = 60  # of a section; the tables have them all


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a bloc (None: not stated): what is known of its head, and by role who held it."""

    year: int | None
    state: str
    articles: int
    holders: dict[str, list[Row]]

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        return year_anchor(self.year)


@dataclass(frozen=True, slots=True)
class BlocPage:
    """A bloc. founding: the document by which it was founded; cites: the citations of every claim named here."""

    id: str
    name: str
    scope: str | None
    level: str | None
    reference: str | None
    aliases: list[Row]
    founding: Row | None
    chart: Chart | None
    years: list[Year]
    members: list[Row]
    meetings: list[Row]
    awards: list[Row]
    handovers: list[Row]
    contradictions: list[Row]
    alike: list[Row]
    cites: dict[str, Citation] = field(default_factory=dict)
    most: ClassVar[int] = MOST_ROWS


def bloc_page(connection: sqlite3.Connection, bloc: str) -> BlocPage | None:
    """The page of a bloc; None for an unknown id."""
    found = one(connection, "SELECT id, name, scope, level, founded_by FROM blocs WHERE id = :bloc", bloc=bloc)
    if found is None:
        return None
    roles = _roles(connection, bloc)
    founding = _document(connection, found["founded_by"])
    sections = {name: rows(connection, query, bloc=bloc, most=MOST_ROWS) for name, query in _SECTIONS.items()}
    contradictions = contradictions_of(connection, "bloc", bloc)
    members = _members(sections.pop("members"))
    claims = [claim for role in roles for claim in role["claims"]]
    claims += [row["claim"] for section in sections.values() for row in section]
    claims += [claim for member in members for claim in member["years"].values()]
    claims += both_claims(contradictions)
    claims += [founding["claim"]] if founding else []
    return BlocPage(
        id=bloc,
        name=found["name"],
        scope=found["scope"],
        level=found["level"],
        reference=reference_of(connection, "bloc", bloc),
        aliases=other_names(connection, bloc, found["name"]),
        founding=founding,
        chart=_chart(roles),
        years=_years(connection, bloc, roles),
        members=members,
        contradictions=contradictions,
        alike=possibly_same(connection, "bloc", bloc),
        cites=citations(connection, claims),
        **sections,
    )


_ROLES = """
SELECT l.id, l.year, l.role, l.unit AS unit_id, u.name AS unit, l.person AS person_id, p.name AS person, l.basis,
  l.inferred, l.contradicted, l.giver AS giver_id, g.name AS giver, l.claim, l.sources
FROM ledger l LEFT JOIN units u ON u.id = l.unit LEFT JOIN people p ON p.id = l.person
LEFT JOIN units g ON g.id = l.giver
WHERE l.bloc = :bloc ORDER BY l.year IS NULL, l.year, l.inferred, l.sources DESC, u.name, l.id LIMIT 2000
"""
_CLAIMS = """
SELECT lc.ledger, lc.claim FROM ledger_claims lc JOIN ledger l ON l.id = lc.ledger JOIN claims c ON c.id = lc.claim
WHERE l.bloc = :bloc AND lc.listed ORDER BY lc.ledger, lc.claim <> l.claim, c.confidence DESC, lc.claim
"""
_SECTIONS = {
    "members": """
SELECT m.unit, um.unit AS unit_id, m.claim, substr(a.published, 1, 4) AS year FROM bloc_mentions bm
JOIN claim_bloc_members m ON m.claim = bm.claim JOIN claims c ON c.id = m.claim JOIN articles a ON a.id = c.article
LEFT JOIN unit_mentions um ON um.claim = m.claim AND um.field = 'member' AND um.name = m.unit
WHERE bm.bloc = :bloc AND bm.field = 'name' ORDER BY m.unit, a.published IS NULL, a.published LIMIT 10 * :most
""",
    "meetings": """
SELECT m.claim, m.date, m.place, m.period, (SELECT group_concat(kind) FROM (SELECT k.kind FROM claim_meeting_kinds k
  WHERE k.claim = m.claim ORDER BY k.position)) AS kinds, a.id AS article, a.published
FROM bloc_mentions bm JOIN claim_meetings m ON m.claim = bm.claim JOIN claims c ON c.id = m.claim
JOIN articles a ON a.id = c.article LEFT JOIN copies k ON k.article = a.id
WHERE bm.bloc = :bloc AND bm.field = 'bloc' AND k.article IS NULL
ORDER BY coalesce(m.date, a.published) IS NULL, coalesce(m.date, a.published), m.claim LIMIT :most
""",
    "awards": """
SELECT w.claim, w.award, w.status, w.recipient, w.count, w.grantor, w.year, um.unit AS unit_id, pm.person AS person_id,
  a.published
FROM (SELECT DISTINCT c.article FROM bloc_mentions bm JOIN claims c ON c.id = bm.claim
  WHERE bm.bloc = :bloc AND bm.field = 'bloc') held
JOIN claims c ON c.article = held.article AND c.kind = 'awards' JOIN claim_awards w ON w.claim = c.id
JOIN articles a ON a.id = c.article LEFT JOIN copies k ON k.article = a.id
LEFT JOIN unit_mentions um ON um.claim = w.claim AND um.field = 'recipient'
LEFT JOIN person_mentions pm ON pm.claim = w.claim AND pm.field = 'recipient'
WHERE k.article IS NULL AND w.claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')
  AND NOT EXISTS (SELECT 1 FROM suppressed_names n WHERE n.article = a.id AND n.name = w.recipient)
ORDER BY a.published IS NULL, a.published, w.award, w.claim LIMIT :most
""",
    "handovers": """
SELECT h.claim, h.date, h.year, h.giver, gm.unit AS giver_id, h.taker, tm.unit AS taker_id, a.published
FROM bloc_mentions bm JOIN claim_handovers h ON h.claim = bm.claim JOIN claims c ON c.id = h.claim
JOIN articles a ON a.id = c.article LEFT JOIN copies k ON k.article = a.id
LEFT JOIN unit_mentions gm ON gm.claim = h.claim AND gm.field = 'giver'
LEFT JOIN unit_mentions tm ON tm.claim = h.claim AND tm.field = 'taker'
WHERE bm.bloc = :bloc AND bm.field = 'organization' AND k.article IS NULL
ORDER BY coalesce(h.date, a.published) IS NULL, coalesce(h.date, a.published), h.claim LIMIT :most
""",
}


def _roles(connection: sqlite3.Connection, bloc: str) -> list[Row]:
    claims = by(rows(connection, _CLAIMS, bloc=bloc), "ledger")
    found = rows(connection, _ROLES, bloc=bloc)
    for role in found:
        listed = [row["claim"] for row in claims.get(role["id"], [])]
        role["claims"] = list(dict.fromkeys([role["claim"], *listed]))[:MOST_SOURCES]
    return found


def _document(connection: sqlite3.Connection, document: str | None) -> Row | None:
    if document is None:
        return None
    return one(
        connection,
        "SELECT id, number, kind, issuer, signed, announced, claim FROM documents WHERE id = :document",
        document=document,
    )


def _years(connection: sqlite3.Connection, bloc: str, roles: list[Row]) -> list[Year]:
    states = by(
        rows(connection, "SELECT year, role, state, reason, articles FROM ledger_years WHERE bloc = :bloc", bloc=bloc),
        "year",
    )
    held = by(roles, "year")
    found = []
    for year in sorted({*states, *(y for y in held if y is not None)}):
        head = next((row for row in states.get(year, []) if row["role"] == "head"), None)
        state = (head["reason"] or head["state"]) if head else ""
        found.append(Year(year, state, head["articles"] if head else 0, by(held.get(year, []), "role")))
    return found + ([Year(None, "", 0, by(held[None], "role"))] if None in held else [])


def _chart(roles: list[Row]) -> Chart | None:
    """A line for each unit that held a role, in the order in which they first did."""
    dated = [role for role in roles if role["year"]]
    scale = Scale.of(role["year"] for role in dated)
    if scale is None:
        return None
    lines = []
    for (unit_id, label), held in _by_holder(dated).items():
        bars = [role_bar(scale, role, href=f"#{year_anchor(role['year'])}") for role in held]
        lines.append(Line(label, row_path("units", unit_id) if unit_id else None, bars))
    return Chart(scale, lines)


def role_bar(scale: Scale, role: Row, href: str | None = None) -> Bar:
    """The year of a role, drawn by what it is, whether it is inferred, and whether another source differs."""
    kind = f"{role['role']} {'inferred' if role['inferred'] else 'stated'}"
    kind += " contradicted" if role["contradicted"] else ""
    return scale.year_bar(role["year"], kind, f"{role['role']}:{role['year']}", href=href)


def _by_holder(roles: list[Row]) -> dict[tuple[str | None, str], list[Row]]:
    order = sorted(roles, key=lambda role: (role["year"], ROLES.index(role["role"])))
    held: dict[tuple[str | None, str], list[Row]] = {}
    for role in order:
        held.setdefault((role["unit_id"], role["unit"] or role["person"] or "?"), []).append(role)
    return held


def _members(found: list[Row]) -> list[Row]:
    """Each member once, with the years of the articles that list it and one claim for each."""
    members: dict[object, Row] = {}
    for row in found:
        member = members.setdefault(
            row["unit_id"] or row["unit"], {"unit": row["unit"], "unit_id": row["unit_id"], "years": {}}
        )
        member["years"].setdefault(row["year"], row["claim"])
    return sorted(members.values(), key=lambda member: (min(y or "9999" for y in member["years"]), member["unit"]))
