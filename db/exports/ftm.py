"""FollowTheMoney, for Aleph, OpenSanctions' tools and the like: entities and relations, one JSON object a line.

People are Person, blocs Organization, units PublicBody. A tenure is an Occupancy of a Position; who holds a role in a
bloc or is one of its members has a Membership; a unit that became another, a Succession; a superior, an UnknownLink;
a meeting, an Event. Each names the articles that say so (`proof`, entities themselves) and the sentence
(`description`). `startDate` and `endDate` are what sources say; the days on which something is merely cited are
`date`. What the model has no place for (awards, a role passing on) is not here. Facts on the model: its schema files.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import sha1
from pathlib import Path
from typing import Any

from db.exports.entities import (
    BLOC_KIND,
    MEMBER_CLAIMS,
    MEMBERS,
    ROLE_CLAIMS,
    ROLES,
    TENURE_CLAIMS,
    TENURES,
    Citation,
    citations,
    end_of_unit,
    first_named,
    other_names,
    resting_on,
    rows,
    uri,
)
from db.files import replacing

NAME = "entities.ftm.json"
Entity = dict[str, Any]

# What the model's types hold, in code points.
_LONGEST = {"name": 384, "alias": 384, "description": 65_000, "summary": 65_000, "notes": 65_000, "sourceUrl": 4_096}
_LONGEST_STRING = 1_024
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")


def write_entities(connection: sqlite3.Connection, folder: Path) -> list[Path]:
    """Write entities.ftm.json; the file written."""
    path = folder / NAME
    with replacing(path) as file:
        for entity in entities(connection):
            file.write(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n")
    return [path]


def entities(connection: sqlite3.Connection) -> Iterator[Entity]:
    """All entities, those first to which others refer."""
    for kind in (_articles, _people, _blocs, _units, _superiors, _successions, _tenures, _roles, _members, _meetings):
        yield from kind(connection)


def entity_id(*values: str | None) -> str:
    """The id of an entity, stable as long as those that it is made of."""
    return sha1("\x1f".join(("sovang", *(value or "" for value in values))).encode()).hexdigest()


def _entity(id_: str, schema: str, **properties: Any) -> Entity:
    """An entity; a property is a value or several, None for none."""
    kept = {}
    for name, values in properties.items():
        several = values if isinstance(values, list | tuple) else [values]
        texts = [str(v)[: _LONGEST.get(name, _LONGEST_STRING)].strip() for v in several if v is not None]
        if fitting := [text for text in dict.fromkeys(texts) if text and _fits(name, text)]:
            kept[name] = fitting
    return {"id": id_, "schema": schema, "properties": kept}


def _fits(name: str, text: str) -> bool:
    """Whether a property takes a text: one of days takes days, months and years only."""
    return not (name == "date" or name.endswith(("Date", "edAt"))) or _DATE.fullmatch(text) is not None


def _said(cited: Iterable[Citation], claim: str | None = None) -> dict[str, Any]:
    """The properties that tell where something stands. claim: ours, so that one finds the way back."""
    several = list(cited)
    return {
        "proof": [entity_id(one.article) for one in several],
        "description": [one.quote for one in several[:1]],
        "sourceUrl": [one.address for one in several],
        "publisher": [one.publisher for one in several],
        "recordId": claim,
    }


def _proof(cited: list[Citation]) -> list[str]:
    return [entity_id(one.article) for one in cited]


def _aliases(connection: sqlite3.Connection, row: sqlite3.Row) -> list[str]:
    return [other["name"] for other in other_names(connection, row["id"], row["name"])]


# --- entities ---------------------------------------------------------------------------------------------------------


def _articles(connection: sqlite3.Connection) -> Iterator[Entity]:
    query = "SELECT * FROM articles a WHERE EXISTS (SELECT 1 FROM claims c WHERE c.article = a.id) ORDER BY id"
    for row in rows(connection, query):
        yield _entity(
            entity_id(row["id"]),
            "Article",
            title=row["title"],
            publishedAt=row["published"],
            sourceUrl=uri(row["url"]),
            publisher=row["publisher"],
            author=json.loads(row["byline"]),
            fileName=row["source"],
        )


def _people(connection: sqlite3.Connection) -> Iterator[Entity]:
    for row in rows(connection, "SELECT id, name FROM people ORDER BY sort_key, id"):
        ranks = rows(connection, "SELECT rank FROM person_ranks WHERE person = ? ORDER BY grade DESC, rank", row["id"])
        yield _entity(
            entity_id(row["id"]),
            "Person",
            name=row["name"],
            alias=_aliases(connection, row),
            title=[rank["rank"] for rank in ranks],
            proof=_proof(first_named(connection, "people", row["id"])),
        )


def _blocs(connection: sqlite3.Connection) -> Iterator[Entity]:
    query = "SELECT b.*, d.signed, d.number FROM blocs b LEFT JOIN documents d ON d.id = b.founded_by ORDER BY b.id"
    for row in rows(connection, query):
        yield _entity(
            entity_id(row["id"]),
            "Organization",
            name=row["name"],
            alias=_aliases(connection, row),
            summary=f"{row['name']} – {row['scope']}" if row["scope"] else None,
            classification=BLOC_KIND,
            incorporationDate=row["signed"],
            notes=row["number"],
            proof=_proof(first_named(connection, "blocs", row["id"])),
        )


def _units(connection: sqlite3.Connection) -> Iterator[Entity]:
    for row in rows(connection, "SELECT id, name, kind FROM units ORDER BY id"):
        yield _entity(
            entity_id(row["id"]),
            "PublicBody",
            name=row["name"],
            alias=_aliases(connection, row),
            classification=row["kind"],
            dissolutionDate=end_of_unit(connection, row["id"]),
            proof=_proof(first_named(connection, "units", row["id"])),
        )


# --- relations --------------------------------------------------------------------------------------------------------


def _superiors(connection: sqlite3.Connection) -> Iterator[Entity]:
    for row in rows(connection, "SELECT * FROM unit_parents ORDER BY unit, parent"):
        yield _entity(
            entity_id("superior", row["unit"], row["parent"]),
            "UnknownLink",
            subject=entity_id(row["unit"]),
            object=entity_id(row["parent"]),
            role="subordinate to",
            date=[row["first_cited"], row["last_cited"]],
            **_said(citations(connection, "?", row["claim"]), row["claim"]),
        )


def _successions(connection: sqlite3.Connection) -> Iterator[Entity]:
    query = "SELECT * FROM unit_events WHERE into_unit <> unit ORDER BY unit, day, kind, into_name"
    for row in rows(connection, query):
        yield _entity(
            entity_id("succession", row["unit"], row["day"], row["kind"], row["into_name"]),
            "Succession",
            predecessor=entity_id(row["unit"]),
            successor=entity_id(row["into_unit"]),
            role=row["kind"],
            date=row["day"],
            summary=row["document"],
        )


def _tenures(connection: sqlite3.Connection) -> Iterator[Entity]:
    before = None
    for row in rows(connection, TENURES):
        # A post of no unit that is known may be any: each tenure has its own.
        post = entity_id("post", row["unit"] or row["id"], row["title"])
        if post != before:
            yield _entity(
                post,
                "Position",
                name=" ".join(part for part in (row["title"], row["unit_name"]) if part),
                organization=entity_id(row["unit"]) if row["unit"] else None,
            )
        before = post
        cited = resting_on(connection, row["claim"], TENURE_CLAIMS, row["id"])
        yield _entity(
            entity_id(row["id"]),
            "Occupancy",
            holder=entity_id(row["person"]),
            post=post,
            startDate=row["started"],
            endDate=row["ended"],
            date=[row["first_cited"], row["last_cited"]],
            summary=_cited_days(row),
            status="ended" if row["ended"] or row["former_cited"] else None,
            **_said(cited, row["claim"]),
        )


def _cited_days(row: sqlite3.Row) -> str | None:
    days = [("first cited", row["first_cited"]), ("last cited", row["last_cited"]), ("former", row["former_cited"])]
    return "; ".join(f"{what} {day}" for what, day in days if day) or None


def _roles(connection: sqlite3.Connection) -> Iterator[Entity]:
    """A Membership of the unit, and one of whoever stands for it."""
    for row in rows(connection, ROLES):
        said = _said(resting_on(connection, row["claim"], ROLE_CLAIMS, row["id"]), row["claim"])
        for member in (row["unit"], row["person"]):
            if member:
                yield _entity(
                    entity_id(row["id"], member),
                    "Membership",
                    member=entity_id(member),
                    organization=entity_id(row["bloc"]),
                    role=row["role"],
                    startDate=row["year"],
                    endDate=row["year"],
                    summary=row["basis"],
                    status="contradicted" if row["contradicted"] else "inferred" if row["inferred"] else None,
                    **said,
                )


def _members(connection: sqlite3.Connection) -> Iterator[Entity]:
    for row in rows(connection, MEMBERS):
        cited = resting_on(connection, row["claim"], MEMBER_CLAIMS, row["bloc"], row["unit"])
        yield _entity(
            entity_id("member", row["bloc"], row["unit"]),
            "Membership",
            member=entity_id(row["unit"]),
            organization=entity_id(row["bloc"]),
            role="member",
            date=[one.published for one in cited],
            **_said(cited, row["claim"]),
        )


def _meetings(connection: sqlite3.Connection) -> Iterator[Entity]:
    query = (
        "SELECT m.claim, m.date, m.place, m.bloc AS name, b.bloc FROM claim_meetings m "
        "LEFT JOIN bloc_mentions b ON b.claim = m.claim AND b.field = 'bloc' ORDER BY m.claim"
    )
    for row in rows(connection, query):
        cited = citations(connection, "?", row["claim"])
        kinds = rows(connection, "SELECT kind FROM claim_meeting_kinds WHERE claim = ? ORDER BY position", row["claim"])
        yield _entity(
            entity_id(row["claim"]),
            "Event",
            name=(cited[0].title if cited else None) or row["name"] or row["claim"],
            date=row["date"],
            location=row["place"],
            summary=", ".join(kind["kind"] for kind in kinds),
            involved=entity_id(row["bloc"]) if row["bloc"] else None,
            **_said(cited, row["claim"]),
        )
