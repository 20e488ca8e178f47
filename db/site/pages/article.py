"""The page of an article: its text with every record marked in it, the records, copies and versions."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass, field, replace
from itertools import pairwise

from db.changes import Paragraph, changes
from db.redaction import Mask, masking
from db.site.pages.record import Record, records_of_article
from db.site.rows import Row, one, rows
from db.versions import Version, versions_of

MOST_VERSIONS = 20  # of an article, the last ones
_GAP = re.compile(r"\s{12,}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text, and the numbers of the records that were read from it ([]: none).

    starts: those of them of whose evidence it is the first stretch, so that a record can lead to it.
    """

    text: str
    records: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage: its kind (title, lead, body, caption), its stretches."""

    kind: str
    marks: list[Mark]


@dataclass(frozen=True, slots=True)
class VersionShown:
    """A text that the article had: first, changed or latest; what it changed in the one before."""

    state: str
    version: Version
    changes: list[Paragraph]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article. excerpts: only the quoted sentences are shown."""

    id: str
    title: str
    published: str | None
    publisher: str | None
    byline: list[str]
    url: str | None
    sources: list[str]
    site: str | None
    missed: list[str]
    paragraphs: list[Passage]
    records: list[Record]
    copies: list[Row]
    versions: list[VersionShown]
    excerpts: bool


_COPIES = """
SELECT other AS id, is_original, kind, similarity, reason, title, published, publisher FROM article_copies
WHERE article = :article ORDER BY is_original DESC, published IS NULL, published, other
"""


def article_page(connection: sqlite3.Connection, article: str, *, excerpts: bool = False) -> ArticlePage | None:
    """The page of an article; None for an unknown id."""
    row = one(connection, "SELECT * FROM articles WHERE id = :article", article=article)
    if row is None:
        return None
    mask = masking(connection)
    records = records_of_article(connection, article)
    return ArticlePage(
        id=article,
        title=mask(article, row["title"] or row["source"]),
        published=row["published"],
        publisher=row["publisher"],
        byline=json.loads(row["byline"]),
        url=row["url"],
        sources=[r["source"] for r in rows(
            connection, "SELECT source FROM sources WHERE article = :article ORDER BY source LIMIT 50", article=article
        )],
        site=row["site"],
        missed=json.loads(row["missed"]),
        paragraphs=_paragraphs(connection, article, mask(article, row["text"]), records, excerpts),
        records=records,
        copies=[r | {"title": mask(r["id"], r["title"] or "")} for r in rows(connection, _COPIES, article=article)],
        versions=[] if excerpts else _versions(connection, article, mask),
        excerpts=excerpts,
    )  # fmt: skip


def _paragraphs(
    connection: sqlite3.Connection, article: str, text: str, records: list[Record], excerpts: bool
) -> list[Passage]:
    number = {record.claim: record.number for record in records}
    evidence = rows(
        connection,
        'SELECT claim, position, "start", "end" FROM evidence WHERE article = :article ORDER BY "start", "end", claim',
        article=article,
    )
    spans = [(row["start"], row["end"], number[row["claim"]], row["position"]) for row in evidence]
    blocks = rows(
        connection,
        'SELECT kind, "start", "end" FROM blocks WHERE article = :article ORDER BY position',
        article=article,
    )
    if not blocks and text:
        blocks = [{"kind": "body", "start": 0, "end": len(text)}]
    found = []
    begun: set[int] = set()  # what goes over a break begins once
    for block in blocks:
        marks = [_without(mark, begun) for mark in marked(text, block["start"], block["end"], spans)]
        begun.update(number for mark in marks for number in mark.starts)
        if excerpts:
            marks = [Mark(_GAP.sub(" […] ", mark.text), mark.records, mark.starts) for mark in marks]
        if any(mark.text.strip(" […]") for mark in marks):
            found.append(Passage(block["kind"], marks))
    return found


def _without(mark: Mark, begun: set[int]) -> Mark:
    return replace(mark, starts=[number for number in mark.starts if number not in begun])


def marked(text: str, start: int, end: int, spans: list[tuple[int, int, int, int]]) -> list[Mark]:
    """text[start:end] in stretches. spans: (start, end, number of a record, which of its passages) in code points."""
    inside = [span for span in spans if span[0] < end and span[1] > start]
    cuts = sorted({start, end, *(min(max(at, start), end) for span in inside for at in span[:2])})
    marks = []
    for left, right in pairwise(cuts):
        here = [span for span in inside if span[0] <= left and right <= span[1]]
        numbers = list(dict.fromkeys(number for _, _, number, _ in here))
        starts = [number for first, _, number, position in here if position == 0 and max(first, start) == left]
        marks.append(Mark(text[left:right], numbers, starts))
    return marks


def _versions(connection: sqlite3.Connection, article: str, mask: Mask) -> list[VersionShown]:
    found = versions_of(connection, article)
    if len(found) < 2:
        return []
    shown = found[-MOST_VERSIONS:]
    before: list[Version | None] = [None, *shown[:-1]]
    return [
        VersionShown(
            "latest" if version.latest else "changed" if old else "first",
            version,
            changes(mask(article, old.text), mask(article, version.text)) if old else [],
        )
        for old, version in zip(before, shown, strict=True)
    ]
