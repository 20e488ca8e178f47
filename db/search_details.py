"""What is said beside the name of what was found, to tell namesakes apart: a post, a superior, a scope, a paper."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from functools import cache
from typing import Any

from db.redaction import masking
from extractors.text.gazetteer import load

_BESIDE = " · "


def details(connection: sqlite3.Connection, entries: Sequence[tuple[str, str]]) -> dict[str, str]:
    """What to say of each of the entries (kind, id), by id; '' where nothing is known.

    A person: the latest rank, post and unit with its years; a unit: its superior, else its kind; a bloc: its scope; an
    article: its publisher and day.
    """
    found: dict[str, str] = {}
    for kind, of in _OF.items():
        ids = [entry for entry_kind, entry in entries if entry_kind == kind]
        if ids:
            told = of(connection, json.dumps(ids))
            found |= {entry: told.get(entry, "") for entry in ids}
    return found


def _people(connection: sqlite3.Connection, ids: str) -> dict[str, str]:
    ranks = dict(
        _rows(
            connection,
            "SELECT person, rank FROM person_ranks WHERE person IN (SELECT value FROM json_each(?)) "
            "ORDER BY coalesce(last_cited, ''), grade, rank",
            ids,
        )
    )
    posts: dict[str, str] = {}
    for person, title, unit, first, last in _rows(
        connection,
        "SELECT t.person, t.title, u.name, substr(coalesce(t.started, t.first_cited), 1, 4), "
        "substr(coalesce(t.ended, t.last_cited), 1, 4) "
        "FROM tenures t LEFT JOIN units u ON u.id = t.unit WHERE t.person IN (SELECT value FROM json_each(?)) "
        "ORDER BY coalesce(t.ended, t.last_cited, t.first_cited, t.started, ''), t.sources, t.title, u.name",
        ids,
    ):
        years = "–".join(dict.fromkeys(year for year in (first, last) if year))
        posts[person] = f"{title}{f' {unit}' if unit else ''}{f' ({years})' if years else ''}"
    return {person: ", ".join(filter(None, (ranks.get(person), posts.get(person)))) for person in {**ranks, **posts}}


def _units(connection: sqlite3.Connection, ids: str) -> dict[str, str]:
    kinds = {
        unit: _kinds().get(kind, "")
        for unit, kind in _rows(
            connection, "SELECT id, kind FROM units WHERE id IN (SELECT value FROM json_each(?))", ids
        )
    }
    parents = _rows(
        connection,
        "SELECT p.unit, u.name FROM unit_parents p JOIN units u ON u.id = p.parent "
        "WHERE p.unit IN (SELECT value FROM json_each(?)) ORDER BY p.sources, coalesce(p.last_cited, ''), u.name",
        ids,
    )
    return kinds | dict(parents)


def _blocs(connection: sqlite3.Connection, ids: str) -> dict[str, str]:
    found = _rows(
        connection, "SELECT id, coalesce(scope, '') FROM blocs WHERE id IN (SELECT value FROM json_each(?))", ids
    )
    return dict(found)


def _articles(connection: sqlite3.Connection, ids: str) -> dict[str, str]:
    mask = masking(connection)
    found = _rows(
        connection,
        "SELECT id, publisher, published FROM articles WHERE id IN (SELECT value FROM json_each(?))",
        ids,
    )
    return {
        article: _BESIDE.join(filter(None, (mask(article, publisher or ""), day))) for article, publisher, day in found
    }


_OF = {"person": _people, "unit": _units, "bloc": _blocs, "article": _articles}


@cache
def _kinds() -> dict[str, str]:
    return {entry.id: entry.name for entry in load("unit_kinds")}


def _rows(connection: sqlite3.Connection, query: str, ids: str) -> list[Any]:
    return [tuple(row) for row in connection.execute(query, (ids,))]
