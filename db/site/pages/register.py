"""The register of numbered decisions: each once, with what rests on it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from db.site.citing import Citation, citations
from db.site.pages.paging import last_page, page_within
from db.site.paths import entity_path
from db.site.rows import Row, by, listed, number_of, rows

PAGE = 50
MOST_RESTING = 8
_FITS = "(:words = '' OR instr(lower(d.number), lower(:words)) OR instr(lower(coalesce(d.issuer, '')), lower(:words)))"
_RESTING = """
SELECT r.document, r.claim, c.kind, coalesce(h.post || coalesce(' – ' || h.organization, ''), w.award, f.name) AS what,
  coalesce(h.taker, w.recipient, f.scope) AS whom,
  (SELECT min(entity) FROM (SELECT person AS entity FROM person_mentions m WHERE m.claim = r.claim
    AND m.field IN ('taker', 'recipient') UNION ALL SELECT unit FROM unit_mentions m WHERE m.claim = r.claim
    AND m.field IN ('taker', 'recipient') UNION ALL SELECT bloc FROM bloc_mentions m WHERE m.claim = r.claim)) AS entity
FROM document_rests r JOIN claims c ON c.id = r.claim LEFT JOIN claim_handovers h ON h.claim = r.claim
LEFT JOIN claim_awards w ON w.claim = r.claim LEFT JOIN claim_blocs f ON f.claim = r.claim
WHERE r.document IN (SELECT value FROM json_each(:documents)) AND c.kind IN ('handovers', 'awards', 'blocs')
ORDER BY r.document, c.kind, r.claim
"""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register, the latest first. resting: by document what rests on it."""

    found: list[Row]
    resting: dict[str, list[Row]]
    total: int
    page: int
    words: str
    cites: dict[str, Citation] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return last_page(self.total, PAGE)


def register_page(connection: sqlite3.Connection, words: str = "", page: int = 1) -> RegisterPage:
    """A page of the register. words: part of a number or of an issuer."""
    words = words.strip()
    total = number_of(connection, f"SELECT count(*) FROM documents d WHERE {_FITS}", words=words)
    page = page_within(page, total, PAGE)
    found = rows(
        connection,
        f"SELECT d.id, d.number, d.kind, d.issuer, d.signed, d.announced, d.claim, d.sources FROM documents d "
        f"WHERE {_FITS} ORDER BY coalesce(d.signed, d.announced) IS NULL, "
        "coalesce(d.signed, d.announced) DESC, d.number, d.id LIMIT :most OFFSET :skip",
        words=words,
        most=PAGE,
        skip=(page - 1) * PAGE,
    )
    resting = rows(connection, _RESTING, documents=listed(row["id"] for row in found))
    for row in resting:
        row["path"] = entity_path(row["entity"]) if row["entity"] else None
    return RegisterPage(
        found,
        by(resting, "document"),
        total,
        page,
        words,
        citations(connection, (row["claim"] for row in found)),
    )
