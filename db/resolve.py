"""Who is who: from names in claims to units, blocs and people. Thin, and honest about what it cannot tell.

- A unit is its name, and a relative name (`Sở Y tế`) is one only with the place or body that its article gives for it.
- A bloc is its name and the body whose bloc it is (its scope). Where no source says whose it is, it is one with a bloc
  of the same name that has exactly the same members, and otherwise stays by itself.
- A person is a name and what ties its mentions together: the same article, or the same unit in both.
- An article and its copies are read as one (`copies`).
What may be one but cannot be told stays apart and is listed in `possibly_same`. Nothing depends on the order of rows:
groups are the connected parts of a relation, and an id comes from its group's content.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from db.copies import write_copies
from db.mentions import (
    BLOC_FIELDS,
    HEADSHIP_FIELDS,
    OF_BLOC,
    Mention,
    content_id,
    mentions_in,
    most_usual,
    people_by_article,
    write_links,
)
from db.names import bloc_key, person_key, plain_key, scope_key, scope_name, without_scope
from db.sorting import name_sort_key
from db.units import Identity, unit_mentions, write_units
from extractors.text.language import plain

_FEWEST_MEMBERS_TO_TELL = 2


def resolve(connection: sqlite3.Connection) -> None:
    """Fill copies, units, blocs, people, their mentions and what is possibly the same, from the claims."""
    group_of = write_copies(connection)
    named_people = people_by_article(connection)
    mentions = unit_mentions(connection, named_people)
    identity = Identity(connection, mentions, group_of)
    write_units(connection, mentions, identity)
    _write_blocs(connection, group_of, identity)
    _write_people(connection, group_of, named_people)


T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Connected parts of a relation (union-find); which member stands for a part is nobody's business."""

    def __init__(self) -> None:
        self._parent: dict[T, T] = {}

    def find(self, item: T) -> T:
        """The member that stands for the item's part."""
        root = item
        while (above := self._parent.setdefault(root, root)) != root:
            root = above
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, one: T, other: T) -> None:
        """Make the parts of two items one."""
        self._parent[self.find(one)] = self.find(other)


# ---------------------------------------------------------------------------------------------------------------
# Blocs


@dataclass
class _BlocInArticle:
    """A bloc as one article (with its copies) speaks of it."""

    key: str
    scope: str | None
    mentions: set[Mention] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    members: set[str] = field(default_factory=set)


def _write_blocs(connection: sqlite3.Connection, group_of: dict[str, str], identity: Identity) -> None:
    found = _blocs_in_articles(connection, group_of, identity)
    entities: dict[tuple[str, ...], list[_BlocInArticle]] = defaultdict(list)
    scopes_of_members = _scopes_by_members(found)
    for bloc in found:
        entities[_bloc_identity(bloc, scopes_of_members)].append(bloc)
    blocs: list[tuple[str, str, str | None, int, str, str]] = []
    rows: list[tuple[str, str, str, str]] = []
    scopes: dict[str, tuple[str, str | None, int]] = {}
    for parts in entities.values():
        mentions = {m for part in parts for m in part.mentions}
        spelt = [scope for part in parts for scope in part.scopes]
        key, scope = parts[0].key, next((p.scope for p in parts if p.scope), None)
        bloc_id = content_id("bloc", key, scope) if scope else content_id("bloc", key, min(m.claim for m in mentions))
        name = most_usual(m.name for m in mentions)
        blocs.append((bloc_id, name, most_usual(spelt) if spelt else None, len(mentions), key, plain_key(key)))
        rows.extend((m.claim, m.field, m.name, bloc_id) for m in mentions)
        scopes[bloc_id] = (key, scope, len(mentions))
    insert = "INSERT INTO blocs (id, name, scope, mentions, key, plain) VALUES (?, ?, ?, ?, ?, ?)"
    connection.executemany(insert, sorted(blocs))
    connection.executemany("INSERT INTO bloc_mentions (claim, field, name, bloc) VALUES (?, ?, ?, ?)", sorted(rows))
    _link_blocs(connection, scopes)


def _blocs_in_articles(
    connection: sqlite3.Connection, group_of: dict[str, str], identity: Identity
) -> list[_BlocInArticle]:
    """The blocs of each article. A name without a scope takes the one that the article gives it elsewhere."""
    # By article: a bloc's name, with and without the scope at its end → its name without, and the scope.
    scopes: dict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    spelt = dict(connection.execute("SELECT claim, scope FROM claim_blocs WHERE scope IS NOT NULL").fetchall())
    mentions = list(mentions_in(connection, BLOC_FIELDS))
    for m in mentions:
        if m.field == "name" and m.claim in spelt:
            bare = without_scope(bloc_key(m.name), scope_key(spelt[m.claim]))
            scope = identity.of_name(m.article, scope_name(spelt[m.claim]))
            for key in (bare, bloc_key(m.name)):
                scopes[group_of[m.article], key].add((bare, scope))
    members: dict[str, set[str]] = defaultdict(set)
    # Relative names tell of one bloc or another as little as of a unit.
    for claim, unit in connection.execute("SELECT claim, unit FROM unit_mentions WHERE field = 'member'"):
        members[claim].add(unit)
    found: dict[tuple[str, str, str | None], _BlocInArticle] = {}
    for m in mentions:
        article, key = group_of[m.article], bloc_key(m.name)
        known = scopes[article, key]
        scope_of_m: str | None = None
        if m.claim in spelt:
            scope_of_m = identity.of_name(m.article, scope_name(spelt[m.claim]))
            key = without_scope(key, scope_key(spelt[m.claim]))
        elif len(known) == 1:
            key, scope_of_m = next(iter(known))
        bloc = found.setdefault((article, key, scope_of_m), _BlocInArticle(key, scope_of_m))
        bloc.mentions.add(m)
        if m.field == "name":
            bloc.members |= members[m.claim]
            if m.claim in spelt:
                bloc.scopes.append(spelt[m.claim])
    return list(found.values())


def _scopes_by_members(found: list[_BlocInArticle]) -> dict[tuple[str, frozenset[str]], set[str]]:
    scopes: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
    for bloc in found:
        if bloc.scope:
            scopes[bloc.key, frozenset(bloc.members)].add(bloc.scope)
    return scopes


def _bloc_identity(bloc: _BlocInArticle, scopes: dict[tuple[str, frozenset[str]], set[str]]) -> tuple[str, ...]:
    """What two blocs must share to be one: name and scope, or, where no scope is known, name and members."""
    if bloc.scope:
        return (bloc.key, "scope", bloc.scope)
    if len(bloc.members) >= _FEWEST_MEMBERS_TO_TELL:
        known = scopes[bloc.key, frozenset(bloc.members)]
        if len(known) == 1:
            return (bloc.key, "scope", next(iter(known)))
        return (bloc.key, "members", *sorted(bloc.members))
    return (bloc.key, "claim", min(m.claim for m in bloc.mentions))


def _link_blocs(connection: sqlite3.Connection, scopes: dict[str, tuple[str, str | None, int]]) -> None:
    """One name where a scope is unknown: linked with the most mentioned bloc of that name, so that links stay few."""
    by_key: dict[str, list[str]] = defaultdict(list)
    for bloc, (key, _, _) in scopes.items():
        by_key[key].append(bloc)
    rows = []
    for blocs in by_key.values():
        hub = min(blocs, key=lambda b: (-scopes[b][2], b))
        for bloc in blocs:
            if bloc != hub and (scopes[bloc][1] is None or scopes[hub][1] is None):
                rows.append(("bloc", *sorted((bloc, hub)), "same name, scope not stated"))
    write_links(connection, rows)


# ---------------------------------------------------------------------------------------------------------------
# People

_PERSON_FIELDS = (
    ("name", "SELECT claim, name FROM claim_officials"),
    ("person", "SELECT claim, person AS name FROM claim_bloc_roles"),
    ("recipient", "SELECT claim, recipient AS name FROM claim_awards WHERE recipient_kind = 'person'"),
    ("giver", f"SELECT claim, giver AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
    ("taker", f"SELECT claim, taker AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
)
# What ties mentions of a name together across articles: the unit that the claim names with it.
_TIES = "SELECT claim, unit FROM unit_mentions WHERE field IN ('post', 'unit', 'organization')"


def _write_people(connection: sqlite3.Connection, group_of: dict[str, str], named_people: set[tuple[str, str]]) -> None:
    mentions = set(mentions_in(connection, _PERSON_FIELDS))
    for m in mentions_in(connection, HEADSHIP_FIELDS):
        if (m.article, person_key(m.name)) in named_people:
            mentions.add(m)
    ties: dict[str, set[str]] = defaultdict(set)
    for claim, unit in connection.execute(_TIES):
        ties[claim].add(unit)
    groups: Groups[tuple[str, str, str]] = Groups()
    for m in mentions:
        here = (person_key(m.name), "article", group_of[m.article])
        groups.find(here)
        for unit in ties[m.claim]:
            groups.join(here, (person_key(m.name), "unit", unit))
    parts: dict[tuple[str, str, str], set[Mention]] = defaultdict(set)
    for m in mentions:
        parts[groups.find((person_key(m.name), "article", group_of[m.article]))].add(m)
    people: list[tuple[str, str, int, str, str]] = []
    rows: list[tuple[str, str, str, str]] = []
    for (key, _, _), part in parts.items():
        person = content_id("person", key, min(m.claim for m in part))
        name = most_usual(m.name for m in part)
        people.append((person, name, len(part), key, name_sort_key(name)))
        rows.extend((m.claim, m.field, m.name, person) for m in part)
    connection.executemany(
        "INSERT INTO people (id, name, mentions, key, sort_key) VALUES (?, ?, ?, ?, ?)", sorted(people)
    )
    connection.executemany("INSERT INTO person_mentions (claim, field, name, person) VALUES (?, ?, ?, ?)", sorted(rows))
    _link_people(connection, [person[:4] for person in people])


def _link_people(connection: sqlite3.Connection, people: list[tuple[str, str, int, str]]) -> None:
    """People of one name, and a name without any diacritic with those that it may stand for: linked with the most
    mentioned of them, so that the links stay few."""
    by_plain: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)
    for person in people:
        by_plain[plain(person[3])].append(person)
    rows = set()
    for bare, alike in by_plain.items():
        by_key: dict[str, list[tuple[str, str, int, str]]] = defaultdict(list)
        for person in alike:
            by_key[person[3]].append(person)
        hubs = {key: min(group, key=lambda p: (-p[2], p[0])) for key, group in by_key.items()}
        for key, group in by_key.items():
            rows |= {
                _person_link(p, hubs[key], "same name, no unit or article in common") for p in group if p != hubs[key]
            }
        if bare in hubs:
            reason = "the name is written without diacritics"
            rows |= {_person_link(hub, hubs[bare], reason) for key, hub in hubs.items() if key != bare}
    write_links(connection, rows)


def _person_link(
    one: tuple[str, str, int, str], other: tuple[str, str, int, str], reason: str
) -> tuple[str, str, str, str]:
    first, second = sorted((one[0], other[0]))
    return ("person", first, second, reason)
