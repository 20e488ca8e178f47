"""The page of a unit: its heads over time, its blocs and roles by year, awards, sub-units, what became of it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import ClassVar

from db.site.citing import Citation
from db.site.drawing import Chart, Line, Scale
from db.site.pages.alike import cited, contradictions_of, other_names, possibly_same, reference_of
from db.site.pages.bloc import role_bar
from db.site.pages.person import post_lines
from db.site.paths import row_path
from db.site.rows import Row, one, rows

MOST_ROWS = 100
MOST_DRAWN = 40


@dataclass(frozen=True, slots=True)
class UnitPage:
    """A unit. heads_chart: who held its posts; roles_chart: its roles in blocs by year."""

    id: str
    name: str
    reference: str | None
    aliases: list[Row]
    became: list[Row]
    came_from: list[Row]
    superiors: list[Row]
    parts: list[Row]
    posts: list[Row]
    roles: list[Row]
    memberships: list[Row]
    awards: list[Row]
    contradictions: list[Row]
    alike: list[Row]
    heads_chart: Chart | None
    roles_chart: Chart | None
    cites: dict[str, Citation] = field(default_factory=dict)
    most: ClassVar[int] = MOST_ROWS


_EVENTS = """
SELECT e.day, e.kind, e.document, e.into_name, e.into_unit AS into_id, e.unit AS from_id, f.name AS from_name
FROM unit_events e JOIN units f ON f.id = e.unit WHERE e.{} = :unit ORDER BY e.day, e.kind, e.into_name, e.unit
"""
_CITED = {
    "superiors": """
SELECT p.parent AS unit_id, u.name AS unit, p.first_cited, p.last_cited, p.claim FROM unit_parents p
JOIN units u ON u.id = p.parent WHERE p.unit = :unit ORDER BY p.first_cited IS NULL, p.first_cited, u.name LIMIT :most
""",
    "parts": """
SELECT p.unit AS unit_id, u.name AS unit, p.first_cited, p.last_cited, p.claim FROM unit_parents p
JOIN units u ON u.id = p.unit WHERE p.parent = :unit ORDER BY u.name, u.id LIMIT :most
""",
    "posts": """
SELECT t.id, t.title, t.single, t.person AS person_id, p.name AS person, t.first_cited, t.last_cited, t.started,
  t.ended, t.former_cited, t.claim, t.sources
FROM tenures t JOIN people p ON p.id = t.person WHERE t.unit = :unit
ORDER BY t.single DESC, t.title, coalesce(t.started, t.first_cited, t.ended) IS NULL,
  coalesce(t.started, t.first_cited, t.ended), p.sort_key, t.id LIMIT :most
""",
    "roles": """
SELECT l.year, l.role, l.bloc AS bloc_id, b.name AS bloc, b.scope, l.person AS person_id, p.name AS person, l.basis,
  l.inferred, l.contradicted, l.giver AS giver_id, g.name AS giver, l.claim, l.sources
FROM ledger l JOIN blocs b ON b.id = l.bloc LEFT JOIN people p ON p.id = l.person LEFT JOIN units g ON g.id = l.giver
WHERE l.unit = :unit ORDER BY l.year IS NULL, l.year, b.name, l.role, l.id LIMIT :most
""",
    "memberships": """
SELECT bm.bloc AS bloc_id, b.name AS bloc, b.scope, min(um.claim) AS claim, min(substr(a.published, 1, 4)) AS first,
  max(substr(a.published, 1, 4)) AS last
FROM unit_mentions um JOIN bloc_mentions bm ON bm.claim = um.claim AND bm.field = 'name'
JOIN blocs b ON b.id = bm.bloc JOIN claims c ON c.id = um.claim JOIN articles a ON a.id = c.article
WHERE um.unit = :unit AND um.field = 'member' GROUP BY bm.bloc ORDER BY first IS NULL, first, b.name, b.id LIMIT :most
""",
    "awards": """
SELECT w.award, w.status, w.grantor, w.year, w.proposed, w.awarded, w.proposed_claim,
  coalesce(w.awarded_claim, w.proposed_claim) AS claim
FROM award_paths w WHERE w.unit = :unit
ORDER BY coalesce(w.awarded, w.proposed) IS NULL, coalesce(w.awarded, w.proposed), w.award, w.id LIMIT :most
""",
}


def unit_page(connection: sqlite3.Connection, unit: str) -> UnitPage | None:
    """The page of a unit; None for an unknown id."""
    found = one(connection, "SELECT id, name FROM units WHERE id = :unit", unit=unit)
    if found is None:
        return None
    sections = {name: rows(connection, query, unit=unit, most=MOST_ROWS) for name, query in _CITED.items()}
    contradictions = contradictions_of(connection, "unit", unit)
    return UnitPage(
        id=unit,
        name=found["name"],
        reference=reference_of(connection, "unit", unit),
        aliases=other_names(connection, unit, found["name"]),
        became=rows(connection, _EVENTS.format("unit"), unit=unit),
        came_from=rows(connection, _EVENTS.format("into_unit"), unit=unit),
        contradictions=contradictions,
        alike=possibly_same(connection, "unit", unit),
        heads_chart=_heads(sections["posts"]),
        roles_chart=_roles(sections["roles"]),
        cites=cited(connection, sections, contradictions),
        **sections,
    )


def _heads(posts: list[Row]) -> Chart | None:
    drawn = [post for post in posts if post["single"]][:MOST_DRAWN] or posts[:MOST_DRAWN]
    scale = Scale.of(post[day] for post in drawn for day in ("first_cited", "last_cited", "started", "ended"))
    return Chart(scale, post_lines(scale, drawn, "person")) if scale else None


def _roles(roles: list[Row]) -> Chart | None:
    dated = [role for role in roles if role["year"]]
    scale = Scale.of(role["year"] for role in dated)
    if scale is None:
        return None
    lines: dict[str, Line] = {}
    for role in dated:
        name = f"{role['bloc']}|{role['scope'] or ''}"
        line = lines.setdefault(role["bloc_id"], Line(name, row_path("blocs", role["bloc_id"])))
        line.bars.append(role_bar(scale, role))
    return Chart(scale, list(lines.values()))
