"""Popolo, for the tools of civic groups: one JSON document of persons, organizations, posts and memberships.

Units and blocs are organizations. A tenure is a membership through a post; who leads a bloc has a membership in it:
the unit as `member`, the person who stands for it with the unit as `on_behalf_of_id`; the bloc's other units are
members too. `start_date` and `end_date` are what sources say, never the days on which something is merely cited:
those stand in the notes of its `sources`, each with its sentence. Facts on the format:
https://www.popoloproject.com/specs/
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from db.exports.entities import (
    BLOC_KIND,
    MEMBER_CLAIMS,
    MEMBERS,
    NAMED_IN,
    ROLE_CLAIMS,
    ROLES,
    TENURE_CLAIMS,
    TENURES,
    Citation,
    end_of_unit,
    first_named,
    other_names,
    resting_on,
    rows,
    uri,
)
from db.files import replacing

NAME = "popolo.json"
_SCHEME = "sovang"  # of the identifiers that an entity had
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_ARTICLE = "urn:sovang:"  # where an article has no address

Item = dict[str, Any]


def write_document(connection: sqlite3.Connection, folder: Path) -> list[Path]:
    """Write popolo.json, item by item; the file written."""
    path = folder / NAME
    kinds = {"persons": _persons, "organizations": _organizations, "posts": _posts, "memberships": _memberships}
    with replacing(path) as file:
        for number, (kind, items) in enumerate(kinds.items()):
            file.write(("{" if number == 0 else ",\n") + json.dumps(kind) + ": [")
            for at, item in enumerate(items(connection)):
                file.write((",\n" if at else "\n") + json.dumps(_without_none(item), ensure_ascii=False))
            file.write("\n]")
        file.write("}\n")
    return [path]


def _without_none(item: Item) -> Item:
    return {key: value for key, value in item.items() if value is not None and value != []}


def _day(value: str | int | None) -> str | None:
    text = None if value is None else str(value)
    return text if text and _DATE.fullmatch(text) else None


def _sources(cited: list[Citation]) -> list[Item]:
    return [{"url": one.address or _ARTICLE + one.article, "note": one.note or one.article} for one in cited]


# --- persons and organizations ----------------------------------------------------------------------------------------


def _common(connection: sqlite3.Connection, table: str, entity: str, name: str) -> Item:
    """What every entity has: its names, the ids that it had, where it is named first, and where else."""
    earlier = rows(connection, "SELECT id FROM redirects WHERE entity = ? ORDER BY id", entity)
    return {
        "id": entity,
        "name": name,
        "other_names": [
            _without_none({"name": other["name"], "note": None if other["mentions"] else "given by a person"})
            for other in other_names(connection, entity, name)
        ],
        "identifiers": [{"identifier": row["id"], "scheme": _SCHEME} for row in earlier],
        "links": list(_links(connection, table, entity)),
        "sources": _sources(first_named(connection, table, entity)),
    }


def _links(connection: sqlite3.Connection, table: str, entity: str) -> Iterator[Item]:
    """The articles on the web that name an entity."""
    mentions, column = NAMED_IN[table]
    query = (
        f"SELECT DISTINCT a.id, a.url, a.title, a.published FROM {mentions} m JOIN claims c ON c.id = m.claim "
        f"JOIN articles a ON a.id = c.article WHERE m.{column} = ? AND a.url LIKE 'http%' "
        "ORDER BY a.published IS NULL, a.published, a.id"
    )
    for row in rows(connection, query, entity):
        if address := uri(row["url"]):
            told = [part for part in (row["title"], row["published"]) if part]
            yield _without_none({"url": address, "note": ", ".join(told) or None})


def _persons(connection: sqlite3.Connection) -> Iterator[Item]:
    for row in rows(connection, "SELECT id, name FROM people ORDER BY sort_key, id"):
        *others, given = row["name"].split() or [row["name"]]
        yield {
            **_common(connection, "people", row["id"], row["name"]),
            "sort_name": ", ".join(part for part in (given, " ".join(others)) if part),
        }


_SUPERIOR = """
SELECT parent FROM unit_parents WHERE unit = ? AND parent <> unit
ORDER BY last_cited IS NULL, last_cited DESC, sources DESC, parent LIMIT 1
"""


def _organizations(connection: sqlite3.Connection) -> Iterator[Item]:
    query = "SELECT b.*, d.signed FROM blocs b LEFT JOIN documents d ON d.id = b.founded_by ORDER BY b.id"
    for row in rows(connection, query):
        common = _common(connection, "blocs", row["id"], row["name"])
        if row["scope"]:  # several blocs have one name: this one tells whose it is
            common["other_names"].insert(0, {"name": f"{row['name']} – {row['scope']}", "note": "with its scope"})
        yield {**common, "classification": BLOC_KIND, "founding_date": _day(row["signed"])}
    for row in rows(connection, "SELECT * FROM units ORDER BY id"):
        superior = next(rows(connection, _SUPERIOR, row["id"]), None)
        yield {
            **_common(connection, "units", row["id"], row["name"]),
            "classification": row["kind"],
            "parent_id": superior["parent"] if superior else None,
            "dissolution_date": _day(end_of_unit(connection, row["id"])),
        }


# --- posts and memberships --------------------------------------------------------------------------------------------


def _post_id(row: sqlite3.Row) -> str:
    return f"post/{row['unit'] or row['id']}/{row['title']}"


def _posts(connection: sqlite3.Connection) -> Iterator[Item]:
    before = None
    for row in rows(connection, TENURES):
        post = _post_id(row)
        if post != before:
            label = " ".join(part for part in (row["title"], row["unit_name"]) if part)
            yield {"id": post, "label": label, "role": row["title"], "organization_id": row["unit"]}
        before = post


def _memberships(connection: sqlite3.Connection) -> Iterator[Item]:
    yield from _tenures(connection)
    yield from _roles(connection)
    yield from _members(connection)


def _tenures(connection: sqlite3.Connection) -> Iterator[Item]:
    for row in rows(connection, TENURES):
        cited = resting_on(connection, row["claim"], TENURE_CLAIMS, row["id"])
        yield {
            "id": row["id"],
            "role": row["title"],
            "person_id": row["person"],
            "organization_id": row["unit"],
            "post_id": _post_id(row),
            "start_date": _day(row["started"]),
            "end_date": _day(row["ended"]),
            "sources": _sources(cited),
        }


def _roles(connection: sqlite3.Connection) -> Iterator[Item]:
    for row in rows(connection, ROLES):
        held = {
            "label": row["basis"],
            "role": row["role"],
            "organization_id": row["bloc"],
            "start_date": _day(row["year"]),
            "end_date": _day(row["year"]),
            "sources": _sources(resting_on(connection, row["claim"], ROLE_CLAIMS, row["id"])),
        }
        if row["unit"]:
            yield {"id": row["id"], "member": {"id": row["unit"], "name": row["unit_name"]}, **held}
        if row["person"]:
            yield {"id": f"{row['id']}/person", "person_id": row["person"], "on_behalf_of_id": row["unit"], **held}


def _members(connection: sqlite3.Connection) -> Iterator[Item]:
    for row in rows(connection, MEMBERS):
        yield {
            "id": f"member/{row['bloc']}/{row['unit']}",
            "role": "member",
            "member": {"id": row["unit"], "name": row["name"]},
            "organization_id": row["bloc"],
            "sources": _sources(resting_on(connection, row["claim"], MEMBER_CLAIMS, row["bloc"], row["unit"])),
        }
