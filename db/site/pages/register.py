"""The register of numbered decisions: each once, with what rests on it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from typing import ClassVar

from db.documents import number_key
from db.names import is_accented
from db.site.citing import Citation, citations
from db.site.pages.paging import last_page, page_within
from db.site.paths import entity_path
from db.site.rows import Row, by, listed, number_of, rows
from extractors.text.language import fold, plain

PAGE = 50
MOST_RESTING = 8
STROKED = "đ"
# `1200/qd-bqp` is typed for `1200/QĐ-BQP`.
_FITS = """(:words = '' OR (:number <> '' AND instr(d.number_key, :number))
  OR (:plain <> '' AND instr(replace(d.number_key, :stroked, 'd'), :plain))
  OR d.issuer IN (SELECT value FROM json_each(:issuers)))"""
_RESTING = """
SELECT r.document, r.claim, c.kind, coalesce(h.post || coalesce(' – ' || h.organization, ''), w.award) AS what,
  coalesce(h.taker, w.recipient, f.name) AS whom,
  (SELECT entity FROM (SELECT person AS entity FROM person_mentions m WHERE m.claim = r.claim
    AND m.field IN ('taker', 'recipient') UNION ALL SELECT unit FROM unit_mentions m WHERE m.claim = r.claim
    AND m.field IN ('taker', 'recipient') UNION ALL SELECT bloc FROM bloc_mentions m WHERE m.claim = r.claim
    AND m.field = 'name') LIMIT 1) AS entity
FROM document_rests r JOIN claims c ON c.id = r.claim LEFT JOIN claim_handovers h ON h.claim = r.claim
LEFT JOIN claim_awards w ON w.claim = r.claim LEFT JOIN claim_blocs f ON f.claim = r.claim
WHERE r.document IN (SELECT value FROM json_each(:documents)) AND c.kind IN ('handovers', 'awards', 'blocs')
ORDER BY r.document, c.kind, r.claim
"""


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """A page of the register, the latest first. resting: by document what rests on it, of which `most` are shown."""

    found: list[Row]
    resting: dict[str, list[Row]]
    total: int
    page: int
    words: str
    cites: dict[str, Citation] = field(default_factory=dict)
    most: ClassVar[int] = MOST_RESTING

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return last_page(self.total, PAGE)


def register_page(connection: sqlite3.Connection, words: str = "", page: int = 1) -> RegisterPage:
    """A page of the register. words: part of a number or of an issuer, as people type them."""
    words = words.strip()
    typed: dict[str, object] = {
        "words": words,
        "number": number_key(words),
        "plain": number_key(plain(words)),
        "stroked": STROKED,
        "issuers": listed(_issuers(connection, words) if words else ()),
    }
    total = number_of(connection, f"SELECT count(*) FROM documents d WHERE {_FITS}", **typed)
    page = page_within(page, total, PAGE)
    found = rows(
        connection,
        f"SELECT d.id, d.number, d.kind, d.issuer, d.signed, d.announced, d.claim, d.sources FROM documents d "
        f"WHERE {_FITS} ORDER BY coalesce(d.signed, d.announced) IS NULL, "
        "coalesce(d.signed, d.announced) DESC, d.number, d.id LIMIT :most OFFSET :skip",
        **typed,
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


def _issuers(connection: sqlite3.Connection, words: str) -> list[str]:
    """The issuers whose names hold what is typed; its diacritics count if it has any."""
    key = fold if is_accented(words) else plain
    known = connection.execute("SELECT DISTINCT issuer FROM documents WHERE issuer IS NOT NULL").fetchall()
    return [issuer for (issuer,) in known if key(words) in key(issuer)]
