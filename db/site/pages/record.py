"""Records as the pages show them: the fields that a claim has, whom it names, what a person said of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from db.redaction import Mask, masking
from db.site.paths import entity_path
from db.site.rows import Row, by, listed, rows

_LISTS = {
    "officials": (
        "post",
        "SELECT claim, title || coalesce(' – ' || unit, '') AS value, former, unit AS name FROM claim_posts "
        "WHERE claim IN (SELECT value FROM json_each(:claims)) ORDER BY claim, position",
    ),
    "blocs": (
        "member",
        "SELECT claim, unit AS value, 0 AS former, unit AS name FROM claim_bloc_members "
        "WHERE claim IN (SELECT value FROM json_each(:claims)) ORDER BY claim, position",
    ),
    "meetings": (
        "kinds",
        "SELECT claim, kind AS value, 0 AS former, NULL AS name FROM claim_meeting_kinds "
        "WHERE claim IN (SELECT value FROM json_each(:claims)) ORDER BY claim, position",
    ),
}
_ALTERED = (
    "SELECT claim, field, was, now FROM alterations WHERE claim IN (SELECT value FROM json_each(:claims)) "
    "ORDER BY claim, field"
)
_MENTIONS = " UNION ALL ".join(
    f"SELECT claim, field, name, {kind} AS entity FROM {kind}_mentions "
    "WHERE claim IN (SELECT value FROM json_each(:claims))"
    for kind in ("person", "unit", "bloc")
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a record. path: where the page of what it names stands. former: a post that was left.

    read_as: what the article was read as, where a person altered the field ('' for nothing).
    """

    name: str
    value: str
    path: str | None = None
    former: bool = False
    read_as: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A claim as one article says it. number: its place on the page, from 1. altered: what else a person altered: a
    field that is empty now, or part of a list; by field what it was read as."""

    claim: str
    kind: str
    confidence: float
    rule: str
    judgement: str | None
    number: int
    fields: list[Field] = field(default_factory=list)
    altered: list[Field] = field(default_factory=list)


def records_of_article(connection: sqlite3.Connection, article: str) -> list[Record]:
    """The records of an article, in the order in which the text names them."""
    query = (
        'SELECT c.id, c.kind, c.confidence, c.rule, c.article, j.judgement, min(e."start") AS first FROM claims c '
        "LEFT JOIN evidence e ON e.claim = c.id LEFT JOIN judged_claims j ON j.claim = c.id "
        "WHERE c.article = :article GROUP BY c.id ORDER BY first, c.kind, c.position, c.id"
    )
    return _records(connection, rows(connection, query, article=article))


def record_of(connection: sqlite3.Connection, claim: str) -> Record | None:
    """One record; None for an unknown id."""
    query = (
        "SELECT c.id, c.kind, c.confidence, c.rule, c.article, j.judgement FROM claims c "
        "LEFT JOIN judged_claims j ON j.claim = c.id WHERE c.id = :claim"
    )
    found = _records(connection, rows(connection, query, claim=claim))
    return found[0] if found else None


def _records(connection: sqlite3.Connection, found: list[Row]) -> list[Record]:
    claims = listed(row["id"] for row in found)
    entities = {
        (row["claim"], row["field"], row["name"]): row["entity"] for row in rows(connection, _MENTIONS, claims=claims)
    }
    mask = masking(connection)
    said: dict[str, list[Field]] = {}
    for kind in {row["kind"] for row in found}:
        for row in rows(
            connection,
            f"SELECT * FROM claim_{kind} WHERE claim IN (SELECT value FROM json_each(:claims))",
            claims=claims,
        ):
            said[row["claim"]] = list(_fields(row, entities))
        if kind in _LISTS:
            name, query = _LISTS[kind]
            for claim, values in by(rows(connection, query, claims=claims), "claim").items():
                said[claim] += [
                    Field(name, value["value"], _path(entities, claim, name, value["name"]), bool(value["former"]))
                    for value in values
                ]
    alterations = by(rows(connection, _ALTERED, claims=claims), "claim")
    return [_record(row, number, said.get(row["id"], []), alterations.get(row["id"], []), mask)
            for number, row in enumerate(found, start=1)]  # fmt: skip


def _record(row: Row, number: int, said: list[Field], altered: list[Row], mask: Mask) -> Record:
    article = row["article"]
    was = {one["field"]: mask(article, one["was"] or "") for one in altered}
    fields = [Field(f.name, mask(article, f.value), f.path, f.former, was.pop(f.name, None)) for f in said]
    others = [Field(name, "", read_as=text) for name, text in was.items()]
    return Record(row["id"], row["kind"], row["confidence"], row["rule"], row["judgement"], number, fields, others)


def _fields(row: Row, entities: dict[tuple[str, str, str], str]) -> Iterable[Field]:
    for name, value in row.items():
        if name != "claim" and value is not None:
            yield Field(name, str(value), _path(entities, row["claim"], name, value))


def _path(entities: dict[tuple[str, str, str], str], claim: str, name: str, value: object) -> str | None:
    """The page of whom a field names. The field of a post's unit is `post`, `post_unit` or the like: by name alone."""
    found = entities.get((claim, name, str(value)))
    if found is None and name in _LIST_NAMES:
        found = next((e for (c, _, n), e in entities.items() if c == claim and n == value), None)
    return entity_path(found) if found else None


_LIST_NAMES = ("post", "member")
