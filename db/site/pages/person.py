"""The page of a person: a career drawn and listed, parts in meetings, roles in blocs, awards, possible namesakes."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import ClassVar

from db.site.citing import Citation
from db.site.drawing import Chart, Ladder, Line, Scale, ladder
from db.site.pages.alike import cited, contradictions_of, other_names, possibly_same, reference_of
from db.site.paths import row_path
from db.site.rows import Row, one, rows

MOST_ROWS = 100


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person. ladder and chart: ranks as steps and posts as bars, over the same years."""

    id: str
    name: str
    reference: str | None
    aliases: list[Row]
    chart: Chart | None
    ladder: Ladder | None
    posts: list[Row]
    ranks: list[Row]
    meetings: list[Row]
    roles: list[Row]
    awards: list[Row]
    handovers: list[Row]
    contradictions: list[Row]
    alike: list[Row]
    cites: dict[str, Citation] = field(default_factory=dict)
    most: ClassVar[int] = MOST_ROWS


_SECTIONS = {
    "posts": """
SELECT t.id, t.title, t.unit AS unit_id, u.name AS unit, t.first_cited, t.last_cited, t.started, t.ended,
  t.former_cited, t.claim, t.sources
FROM tenures t LEFT JOIN units u ON u.id = t.unit WHERE t.person = :person
ORDER BY coalesce(t.started, t.first_cited, t.ended) IS NULL, coalesce(t.started, t.first_cited, t.ended), t.title, t.id
LIMIT :most
""",
    "ranks": """
SELECT rank, grade, first_cited, last_cited, claim, sources FROM person_ranks WHERE person = :person
ORDER BY first_cited IS NULL, first_cited, grade LIMIT :most
""",
    "meetings": """
SELECT o.claim, o.rank, o.academic, o.part, (SELECT group_concat(post, '; ') FROM (SELECT s.title || coalesce(' – ' ||
  s.unit, '') AS post FROM claim_posts s WHERE s.claim = o.claim ORDER BY s.position)) AS posts,
  c.article, a.title AS article_title, a.published, m.date, bm.bloc AS bloc_id, b.name AS bloc
FROM person_mentions pm JOIN claim_officials o ON o.claim = pm.claim JOIN claims c ON c.id = o.claim
JOIN articles a ON a.id = c.article LEFT JOIN copies k ON k.article = a.id
LEFT JOIN (SELECT mc.article, min(mc.id) AS claim FROM claims mc WHERE mc.kind = 'meetings' AND mc.article IN (
  SELECT xc.article FROM person_mentions x JOIN claims xc ON xc.id = x.claim WHERE x.person = :person)
  GROUP BY mc.article HAVING count(*) = 1) met ON met.article = a.id
LEFT JOIN claim_meetings m ON m.claim = met.claim
LEFT JOIN bloc_mentions bm ON bm.claim = met.claim AND bm.field = 'bloc' LEFT JOIN blocs b ON b.id = bm.bloc
WHERE pm.person = :person AND pm.field = 'name' AND k.article IS NULL
ORDER BY coalesce(m.date, a.published) IS NULL, coalesce(m.date, a.published), o.claim LIMIT :most
""",
    "roles": """
SELECT l.year, l.role, l.bloc AS bloc_id, b.name AS bloc, b.scope, l.unit AS unit_id, u.name AS unit, l.basis,
  l.inferred, l.contradicted, l.claim
FROM ledger l JOIN blocs b ON b.id = l.bloc LEFT JOIN units u ON u.id = l.unit
WHERE l.person = :person ORDER BY l.year IS NULL, l.year, b.name, l.id LIMIT :most
""",
    "awards": """
SELECT w.award, w.status, w.grantor, w.year, w.proposed, w.awarded, w.proposed_claim,
  coalesce(w.awarded_claim, w.proposed_claim) AS claim
FROM award_paths w WHERE w.person = :person
ORDER BY coalesce(w.awarded, w.proposed) IS NULL, coalesce(w.awarded, w.proposed), w.award, w.id LIMIT :most
""",
    "handovers": """
SELECT h.claim, h.post, h.organization, h.giver, g.person AS giver_id, h.taker, t.person AS taker_id, h.date,
  a.published
FROM person_mentions pm JOIN claim_handovers h ON h.claim = pm.claim JOIN claims c ON c.id = h.claim
JOIN articles a ON a.id = c.article LEFT JOIN copies k ON k.article = a.id
LEFT JOIN person_mentions g ON g.claim = h.claim AND g.field = 'giver'
LEFT JOIN person_mentions t ON t.claim = h.claim AND t.field = 'taker'
WHERE pm.person = :person AND pm.field IN ('giver', 'taker') AND k.article IS NULL
ORDER BY coalesce(h.date, a.published) IS NULL, coalesce(h.date, a.published), h.claim LIMIT :most
""",
}


def person_page(connection: sqlite3.Connection, person: str) -> PersonPage | None:
    """The page of a person; None for an unknown id."""
    found = one(connection, "SELECT id, name FROM people WHERE id = :person", person=person)
    if found is None:
        return None
    sections = {name: rows(connection, query, person=person, most=MOST_ROWS) for name, query in _SECTIONS.items()}
    contradictions = contradictions_of(connection, "person", person)
    scale = _scale(sections["posts"], sections["ranks"])
    return PersonPage(
        id=person,
        name=found["name"],
        reference=reference_of(connection, "person", person),
        aliases=other_names(connection, person, found["name"]),
        chart=Chart(scale, post_lines(scale, sections["posts"])) if scale else None,
        ladder=_ladder(scale, sections["ranks"]),
        contradictions=contradictions,
        alike=possibly_same(connection, "person", person),
        cites=cited(connection, sections, contradictions),
        **sections,
    )


def _scale(posts: list[Row], ranks: list[Row]) -> Scale | None:
    days = [row[day] for row in posts for day in ("first_cited", "last_cited", "started", "ended")]
    return Scale.of([*days, *(row[day] for row in ranks for day in ("first_cited", "last_cited"))])


def _ladder(scale: Scale | None, ranks: list[Row]) -> Ladder | None:
    dated = [(r["rank"], r["grade"], r["first_cited"], r["last_cited"]) for r in ranks if r["first_cited"]]
    return ladder(scale, dated) if scale else None


def post_lines(scale: Scale, posts: list[Row], label: str = "unit") -> list[Line]:
    """A line for each post that is dated at all: its bar goes from the first day that is known of to the last."""
    lines = []
    for post in posts:
        known = [post[day] for day in ("started", "first_cited", "last_cited", "ended") if post[day]]
        if not known:
            continue
        bar = scale.bar(
            min(known),
            max(known),
            "post" + (" ended" if post["ended"] else ""),
            f"{min(known)} – {max(known)}",
            starts=bool(post["started"]),
            ends=bool(post["ended"]),
        )
        named = post[label] or ""
        path = (
            row_path("people" if label == "person" else "units", post[f"{label}_id"]) if post[f"{label}_id"] else None
        )
        lines.append(Line(f"{post['title']}|{named}", path, [bar]))
    return lines
