"""The sentences behind facts: each with the words that a claim rests on marked, and a line to cite it by."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from db.redaction import Mask, masking
from db.site.rows import Row, by, listed, rows
from db.spans import joined

Piece = tuple[str, bool]
"""A stretch of text, and whether a claim rests on it."""

_EVIDENCE = """
SELECT e.claim, e."start", e."end", e.sentence_start, e.sentence_end, c.kind, c.confidence, c.rule, j.judgement,
  a.id AS article, a.title, a.published, a.publisher, a.url
FROM evidence e JOIN claims c ON c.id = e.claim JOIN articles a ON a.id = e.article
LEFT JOIN judged_claims j ON j.claim = c.id
WHERE e.claim IN (SELECT value FROM json_each(:claims)) ORDER BY e.claim, e.sentence_start, e."start"
"""


@dataclass(frozen=True, slots=True)
class Citation:
    """A claim's sentences and where they stand.

    sentences: each in pieces. address: of the article on the web, None where it has none. judgement: what a person
    said of the claim (right, wrong), if anything.
    """

    claim: str
    kind: str
    confidence: float
    rule: str
    judgement: str | None
    article: str
    title: str
    published: str | None
    publisher: str | None
    address: str | None
    sentences: list[list[Piece]] = field(default_factory=list)

    @property
    def quote(self) -> str:
        """Its sentences as one text."""
        return " … ".join("".join(text for text, _ in sentence) for sentence in self.sentences)


def citations(connection: sqlite3.Connection, claims: Iterable[str | None]) -> dict[str, Citation]:
    """The citations of claims, by claim; names of suppressed people are blacked out."""
    wanted = sorted({claim for claim in claims if claim})
    if not wanted:
        return {}
    found = rows(connection, _EVIDENCE, claims=listed(wanted))
    texts = _texts(connection, sorted({row["article"] for row in found}))
    mask = masking(connection)
    return {claim: _citation(passages, texts, mask) for claim, passages in by(found, "claim").items()}


def _texts(connection: sqlite3.Connection, articles: list[str]) -> dict[str, str]:
    query = "SELECT id, text FROM articles WHERE id IN (SELECT value FROM json_each(?))"
    return dict(connection.execute(query, (listed(articles),)).fetchall())


def _citation(passages: list[Row], texts: dict[str, str], mask: Mask) -> Citation:
    first = passages[0]
    article = first["article"]
    text = mask(article, texts[article])
    return Citation(
        claim=first["claim"],
        kind=first["kind"],
        confidence=first["confidence"],
        rule=first["rule"],
        judgement=first["judgement"],
        article=article,
        title=mask(article, first["title"] or ""),
        published=first["published"],
        publisher=first["publisher"],
        address=first["url"],
        sentences=[
            pieces(text, start, end, [(p["start"], p["end"]) for p in passages])
            for start, end in joined((p["sentence_start"], p["sentence_end"]) for p in passages)
        ],
    )


def pieces(text: str, start: int, end: int, spans: Iterable[tuple[int, int]]) -> list[Piece]:
    """text[start:end] in pieces, each marked or not. All places are code points of the whole text, ends exclusive."""
    inside = [(max(s, start), min(e, end)) for s, e in spans if s < end and e > start]
    cuts = sorted({start, end, *(cut for span in inside for cut in span)})
    found: list[Piece] = []
    for left, right in pairwise(cuts):
        marked = any(s <= left and right <= e for s, e in inside)
        if found and found[-1][1] == marked:
            found[-1] = (found[-1][0] + text[left:right], marked)
        else:
            found.append((text[left:right], marked))
    return found
