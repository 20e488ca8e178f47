"""The page of a record: its sentences, its fields, and what rests on it."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from db.site.citing import Citation, citations
from db.site.pages.record import Record, record_of
from db.site.rows import Row, rows

_RESTS = """
SELECT 'ledger' AS what, l.bloc AS entity, b.name || coalesce(' (' || b.scope || ')', '') AS name, l.year,
  l.role AS says, NULL AS contrary
FROM ledger_claims x JOIN ledger l ON l.id = x.ledger JOIN blocs b ON b.id = l.bloc WHERE x.claim = :claim
UNION ALL SELECT 'tenures', t.person, p.name, NULL, t.title || coalesce(' – ' || u.name, ''), NULL
FROM tenure_claims x JOIN tenures t ON t.id = x.tenure JOIN people p ON p.id = t.person
LEFT JOIN units u ON u.id = t.unit WHERE x.claim = :claim
UNION ALL SELECT 'award_paths', coalesce(w.unit, w.person), coalesce(u.name, p.name), w.year, w.award, NULL
FROM award_path_claims x JOIN award_paths w ON w.id = x.award LEFT JOIN units u ON u.id = w.unit
LEFT JOIN people p ON p.id = w.person WHERE x.claim = :claim
UNION ALL SELECT 'contradictions', coalesce(c.bloc, c.unit, c.person), c.what, c.year, c.first_says, c.second_says
FROM contradictions c WHERE c.first_claim = :claim OR c.second_claim = :claim
UNION ALL SELECT 'documents', NULL, d.number, NULL, d.issuer, NULL
FROM document_claims x JOIN documents d ON d.id = x.document WHERE x.claim = :claim
UNION ALL SELECT 'ranks', r.person, p.name, NULL, r.rank, NULL
FROM person_ranks r JOIN people p ON p.id = r.person WHERE r.claim = :claim
UNION ALL SELECT 'parents', r.unit, u.name, NULL, s.name, NULL
FROM unit_parents r JOIN units u ON u.id = r.unit JOIN units s ON s.id = r.parent WHERE r.claim = :claim
UNION ALL SELECT 'members', bm.bloc, b.name || coalesce(' (' || b.scope || ')', ''), NULL,
  (SELECT group_concat(unit, ', ') FROM (SELECT m.unit FROM claim_bloc_members m WHERE m.claim = :claim
    ORDER BY m.position)), NULL
FROM bloc_mentions bm JOIN blocs b ON b.id = bm.bloc WHERE bm.claim = :claim AND bm.field = 'name'
  AND EXISTS (SELECT 1 FROM claim_bloc_members m WHERE m.claim = :claim)
ORDER BY 1, 4, 3, 5
"""


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A record with its citation; rests: rows of what follows that rest on it."""

    record: Record
    cite: Citation
    rests: list[Row]


def claim_page(connection: sqlite3.Connection, claim: str) -> ClaimPage | None:
    """The page of a claim; None for an unknown id."""
    record = record_of(connection, claim)
    if record is None:
        return None
    cite = citations(connection, [claim]).get(claim)
    return ClaimPage(record, cite, rows(connection, _RESTS, claim=claim)) if cite else None
