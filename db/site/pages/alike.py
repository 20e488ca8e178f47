"""What the pages of people, units and blocs share: other names, entities that may be the same, contradictions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from db.questions import reference
from db.site.citing import Citation, citations
from db.site.paths import TABLE_OF, row_path
from db.site.rows import Row, by, listed, rows

MOST_SOURCES = 3  # sentences under one fact
MOST = 25  # of each list; the page of contradictions has them all


def other_names(connection: sqlite3.Connection, entity: str, name: str) -> list[Row]:
    """What else an entity is called, and how often; most often first. mentions 0: a person says so."""
    return rows(
        connection,
        "SELECT name, mentions FROM entity_names WHERE entity = :entity AND name <> :name "
        "ORDER BY mentions DESC, name LIMIT 50",
        entity=entity,
        name=name,
    )


def possibly_same(connection: sqlite3.Connection, kind: str, entity: str) -> list[Row]:
    """Entities that may be the same one, the likeliest first, with why."""
    scope = "o.scope" if kind == "bloc" else "NULL"
    found = rows(
        connection,
        f"SELECT o.id, o.name, {scope} AS scope, o.mentions, s.score, s.reason FROM "
        "(SELECT second AS id, score, reason FROM possibly_same WHERE kind = :kind AND first = :entity UNION ALL "
        "SELECT first, score, reason FROM possibly_same WHERE kind = :kind AND second = :entity) s "
        f"JOIN {TABLE_OF[kind]} o ON o.id = s.id ORDER BY s.score DESC, o.id LIMIT :most",
        kind=kind,
        entity=entity,
        most=MOST,
    )
    return [
        row | {"path": row_path(TABLE_OF[kind], row["id"]), "reference": reference_of(connection, kind, row["id"])}
        for row in found
    ]


def contradictions_of(connection: sqlite3.Connection, kind: str, entity: str) -> list[Row]:
    """The contradictions about an entity."""
    return rows(
        connection,
        "SELECT id, kind, what, year, first_says, first_claim, second_says, second_claim FROM contradictions "
        f"WHERE {kind} = :entity ORDER BY year DESC, kind, id LIMIT :most",
        entity=entity,
        most=MOST,
    )


def cited(
    connection: sqlite3.Connection, sections: dict[str, list[Row]], contradictions: Iterable[Row]
) -> dict[str, Citation]:
    """The citations of a page with posts and awards, by claim; each of its posts gets its `claims`."""
    said = _tenure_claims(connection, sections["posts"])
    for post in sections["posts"]:
        post["claims"] = said.get(post["id"], [post["claim"]])
    claims = [row["claim"] for section in sections.values() for row in section]
    claims += [claim for post in sections["posts"] for claim in post["claims"]]
    claims += [row["proposed_claim"] for row in sections["awards"]]
    claims += both_claims(contradictions)
    return citations(connection, claims)


def both_claims(contradictions: Iterable[Row]) -> list[str]:
    """The claims of contradictions, of both sides."""
    return [row[side] for row in contradictions for side in ("first_claim", "second_claim")]


def _tenure_claims(connection: sqlite3.Connection, tenures: Iterable[Row]) -> dict[str, list[str]]:
    """By tenure the claims that say so: those of a start or an end first, then the one it rests on; not too many."""
    ids = listed(row["id"] for row in tenures)
    found = rows(
        connection,
        "SELECT x.tenure, x.claim FROM tenure_claims x JOIN claims c ON c.id = x.claim "
        "JOIN tenures t ON t.id = x.tenure "
        "WHERE x.tenure IN (SELECT value FROM json_each(:ids)) "
        "ORDER BY x.tenure, c.kind <> 'handovers', x.claim <> t.claim, c.confidence DESC, x.claim",
        ids=ids,
    )
    return {tenure: [row["claim"] for row in group][:MOST_SOURCES] for tenure, group in by(found, "tenure").items()}


def reference_of(connection: sqlite3.Connection, kind: str, entity: str) -> str | None:
    """How decisions name an entity: by a mention of it; None if nothing but an alias does."""
    if not connection.execute(f"SELECT 1 FROM {kind}_mentions WHERE {kind} = ? LIMIT 1", (entity,)).fetchone():
        return None
    return str(reference(connection, TABLE_OF[kind], entity))
