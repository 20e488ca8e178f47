"""An Extraction as rows of the claim tables, and back again as the record format writes it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from hashlib import sha256
from importlib import resources
from typing import Any

from extractors.records import (
    KINDS,
    Award,
    Bloc,
    BlocRole,
    Document,
    Extraction,
    Handover,
    Meeting,
    Official,
    Record,
    Span,
    Unit,
)
from extractors.text.language import sentence_span

Row = tuple[str | int | float | None, ...]
Rows = dict[str, list[Row]]

# Parents before children, so that foreign keys hold at every step.
CLAIM_TABLES = (
    "articles",
    "blocks",
    "claims",
    "evidence",
    "claim_meetings",
    "claim_meeting_kinds",
    "claim_blocs",
    "claim_bloc_members",
    "claim_bloc_roles",
    "claim_officials",
    "claim_posts",
    "claim_units",
    "claim_awards",
    "claim_handovers",
    "claim_documents",
)


@cache
def rows_fingerprint() -> str:
    """Changes with the code that makes rows of what was read: an article is then read again."""
    return sha256(resources.files("db").joinpath("rows.py").read_bytes()).hexdigest()[:8]


def rows_of(extraction: Extraction, fingerprint: str) -> Rows:
    """The rows of one article, by table, in the order of the tables' columns."""
    article = extraction.article
    records = list(_with_own_ids(extraction))
    rows: Rows = {table: [] for table in CLAIM_TABLES}
    rows["articles"].append(
        (
            article.id,
            article.title,
            article.published.isoformat() if article.published else None,
            article.publisher,
            json.dumps(list(article.byline), ensure_ascii=False),
            article.url,
            article.source,
            len(records),
            article.digest,
            fingerprint,
            article.site,
            json.dumps(list(article.missed), ensure_ascii=False),
            article.text,
        )
    )
    for position, block in enumerate(article.blocks):
        rows["blocks"].append((article.id, position, block.kind.value, block.start, block.end))
    for kind, position, record in records:
        rows["claims"].append((record.id, article.id, kind, position, record.confidence, record.rule))
        rows["evidence"].extend(_evidence(record, article.id, article.text))
        _add_fields(rows, record)
    return rows


def _with_own_ids(extraction: Extraction) -> Iterator[tuple[str, int, Record]]:
    """(kind, position, record), each under an id of its own.

    Two records that say the same have the same id: the second is then numbered, so that neither is lost.
    """
    seen: dict[str, int] = {}
    for kind in KINDS:
        for position, record in enumerate(getattr(extraction, kind)):
            seen[record.id] = count = seen.get(record.id, 0) + 1
            yield kind, position, record if count == 1 else replace(record, id=f"{record.id}-{count}")


def _evidence(record: Record, article_id: str, text: str) -> Iterator[Row]:
    sentences = _merged([sentence_span(text, span.start, span.end) for span in record.evidence])
    for position, span in enumerate(record.evidence):
        quote = text[span.start : span.end]
        start, end = next((s for s in sentences if s[0] <= span.start and span.end <= s[1]), (span.start, span.end))
        yield record.id, article_id, position, span.start, span.end, quote, start, end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping spans as one, so that no sentence is quoted twice."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _add_fields(rows: Rows, record: Record) -> None:
    claim = record.id
    match record:
        case Meeting():
            rows["claim_meetings"].append((claim, record.bloc, record.date, record.place, record.period))
            rows["claim_meeting_kinds"].extend((claim, at, kind.value) for at, kind in enumerate(record.kinds))
        case Bloc():
            rows["claim_blocs"].append((claim, record.name, record.scope, record.basis.value))
            rows["claim_bloc_members"].extend((claim, at, unit) for at, unit in enumerate(record.members))
        case BlocRole():
            held = (record.bloc, record.year, record.role.value, record.unit, record.person, record.basis.value)
            rows["claim_bloc_roles"].append((claim, *held, record.since, record.until))
        case Official():
            part = record.part.value if record.part else None
            rows["claim_officials"].append((claim, record.name, record.rank, record.academic, part))
            rows["claim_posts"].extend((claim, at, p.title, p.unit, int(p.former)) for at, p in enumerate(record.posts))
        case Unit():
            rows["claim_units"].append((claim, record.name, record.parent))
        case Award():
            given = (record.award, record.grantor, record.recipient, record.recipient_kind.value)
            rows["claim_awards"].append((claim, *given, record.count, record.status.value, record.year))
        case Handover():
            passed = (record.kind.value, record.post, record.organization, record.giver, record.taker)
            rows["claim_handovers"].append((claim, *passed, record.year, record.date))
        case Document():
            rows["claim_documents"].append((claim, record.number, record.kind, record.date, record.issuer))
        case _:
            raise TypeError(f"no table for {type(record).__name__}")


# ---------------------------------------------------------------------------------------------------------------
# And back.

COLUMNS = {
    "meetings": ("bloc", "date", "place", "period"),
    "blocs": ("name", "scope", "basis"),
    "bloc_roles": ("bloc", "year", "role", "unit", "person", "basis", "since", "until"),
    "officials": ("name", "rank", "academic", "part"),
    "units": ("name", "parent"),
    "awards": ("award", "grantor", "recipient", "recipient_kind", "count", "status", "year"),
    "handovers": ("kind", "post", "organization", "giver", "taker", "year", "date"),
    "documents": ("number", "kind", "date", "issuer"),
}
"""By kind of claim, the columns of its table `claim_KIND` beside the claim."""

_RENAMED = {"giver": "from", "taker": "to"}


def article_json(connection: sqlite3.Connection, article: sqlite3.Row) -> dict[str, Any]:
    """One line of the record format for a row of `articles`, as `extraction_to_json` writes it.

    Records that a person altered say what they are, and in `read_as` what those fields were read as, as text.
    """
    blocks = connection.execute(
        'SELECT kind, "start", "end" FROM blocks WHERE article = ? ORDER BY position', (article["id"],)
    )
    return {
        "source": article["source"],
        "article": {
            **{key: article[key] for key in ("id", "title", "published")},
            "byline": json.loads(article["byline"]),
            **{key: article[key] for key in ("publisher", "url", "text")},
            "blocks": [{"kind": kind, "start": start, "end": end} for kind, start, end in blocks],
        },
        **{kind: list(_records_json(connection, article["id"], kind)) for kind in KINDS},
    }


def _records_json(connection: sqlite3.Connection, article_id: str, kind: str) -> Iterator[dict[str, Any]]:
    columns = COLUMNS[kind]
    names = ", ".join(f"t.{c}" for c in columns)
    query = (
        f"SELECT c.id, c.confidence, c.rule, {names} FROM claims c JOIN claim_{kind} t ON t.claim = c.id "
        "WHERE c.article = ? AND c.kind = ? ORDER BY c.position"
    )
    for claim, confidence, rule, *values in connection.execute(query, (article_id, kind)).fetchall():
        held = dict(zip(columns, values, strict=True)) | _lists(connection, claim, kind)
        read_as = connection.execute("SELECT field, was FROM alterations WHERE claim = ? ORDER BY field", (claim,))
        altered = {_RENAMED.get(name, name): was for name, was in read_as.fetchall()}
        own = (f.name for f in fields(KINDS[kind]) if f.name in held)  # in the format's order
        yield {
            "id": claim,
            **{_RENAMED.get(name, name): held[name] for name in own},
            "evidence": [{"start": s.start, "end": s.end} for s in _spans(connection, claim)],
            "confidence": confidence,
            "rule": rule,
            **({"read_as": altered} if altered else {}),
        }


def _lists(connection: sqlite3.Connection, claim: str, kind: str) -> dict[str, Any]:
    if kind == "meetings":
        found = connection.execute("SELECT kind FROM claim_meeting_kinds WHERE claim = ? ORDER BY position", (claim,))
        return {"kinds": [k for (k,) in found]}
    if kind == "blocs":
        found = connection.execute("SELECT unit FROM claim_bloc_members WHERE claim = ? ORDER BY position", (claim,))
        return {"members": [unit for (unit,) in found]}
    if kind == "officials":
        query = "SELECT title, unit, former FROM claim_posts WHERE claim = ? ORDER BY position"
        posts = connection.execute(query, (claim,))
        return {"posts": [{"title": title, "unit": unit, "former": bool(former)} for title, unit, former in posts]}
    return {}


def _spans(connection: sqlite3.Connection, claim: str) -> list[Span]:
    query = 'SELECT "start", "end" FROM evidence WHERE claim = ? ORDER BY position'
    return [Span(start=start, end=end) for start, end in connection.execute(query, (claim,))]
