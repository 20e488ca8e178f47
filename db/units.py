"""Units: the names that claims mention, each as the unit that its article means by it (see unit_identity)."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator

from db.mentions import BLOC_FIELDS, HEADSHIP_FIELDS, OF_BLOC, Mention, content_id, mentions_in, most_usual, write_links
from db.names import bloc_key, person_key, scope_key, without_scope
from db.unit_identity import contexts, is_open, unit_name

_MOST_LINKED_UNITS = 8  # of one relative name; of more, links would tell nobody anything
_UNIT_FIELDS = (
    ("member", "SELECT claim, unit AS name FROM claim_bloc_members"),
    ("unit", "SELECT claim, unit AS name FROM claim_bloc_roles"),
    ("post", "SELECT claim, unit AS name FROM claim_posts"),
    ("name", "SELECT claim, name FROM claim_units"),
    ("parent", "SELECT claim, parent AS name FROM claim_units"),
    ("recipient", "SELECT claim, recipient AS name FROM claim_awards WHERE recipient_kind = 'unit'"),
    ("organization", f"SELECT claim, organization AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
)


def unit_mentions(connection: sqlite3.Connection, named_people: set[tuple[str, str]]) -> list[Mention]:
    """The mentions of units in the claims; people who take or give a flag are none."""
    mentions = list(mentions_in(connection, _UNIT_FIELDS))
    for mention in mentions_in(connection, HEADSHIP_FIELDS):
        if (mention.article, person_key(mention.name)) not in named_people:
            mentions.append(mention)
    return mentions


class Identity:
    """By what units are told apart: their names, each in the context of its article."""

    def __init__(self, connection: sqlite3.Connection, mentions: list[Mention], group_of: dict[str, str]) -> None:
        self._superiors = dict(connection.execute("SELECT claim, parent FROM claim_units").fetchall())
        self._group_of = group_of
        article_of = dict(connection.execute("SELECT id, article FROM claims").fetchall())
        named = [(m.article, m.name) for m in mentions]
        scopes = connection.execute("SELECT claim, scope FROM claim_blocs WHERE scope IS NOT NULL").fetchall()
        named += [(article_of[claim], scope) for claim, scope in scopes]
        rows = connection.execute("SELECT claim, name, parent FROM claim_units").fetchall()
        superiors = [(article_of[claim], name, parent) for claim, name, parent in rows]
        self._contexts = contexts(named, superiors, self._scopes(connection, mentions), group_of)

    def _scopes(self, connection: sqlite3.Connection, mentions: list[Mention]) -> Iterator[tuple[str, str, str]]:
        """(article, unit, scope of a bloc in which the article names it)."""
        by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        bloc_of: dict[str, tuple[str, str]] = {}
        for m in mentions_in(connection, BLOC_FIELDS):
            bloc_of[m.claim] = self._group_of[m.article], bloc_key(m.name)
        stated = dict(connection.execute("SELECT claim, scope FROM claim_blocs WHERE scope IS NOT NULL").fetchall())
        for claim, scope in stated.items():
            article, key = bloc_of[claim]
            for name in (key, without_scope(key, scope_key(scope))):
                by_name[article, name].add(scope)
        for m in mentions:
            if m.claim in bloc_of:
                scopes = {stated[m.claim]} if m.claim in stated else by_name[bloc_of[m.claim]]
                yield from ((m.article, m.name, scope) for scope in sorted(scopes))

    def of_mention(self, mention: Mention) -> str:
        """The key of the unit that is mentioned."""
        superior = self._superiors.get(mention.claim) if mention.field == "name" else None
        return self._contexts[self._group_of[mention.article]].key(mention.name, superior)

    def of_name(self, article: str, name: str) -> str:
        """The key of the unit or body that a name means in an article."""
        return self._contexts[self._group_of[article]].key(name)


def write_units(connection: sqlite3.Connection, mentions: list[Mention], identity: Identity) -> None:
    """Fill units, unit_mentions and what is possibly the same unit."""
    by_key: dict[str, set[Mention]] = defaultdict(set)
    for mention in mentions:
        by_key[identity.of_mention(mention)].add(mention)
    units: list[tuple[str, str, int, str]] = []
    rows: list[tuple[str, str, str, str]] = []
    for key, group in sorted(by_key.items()):
        unit = content_id("unit", key)
        whole = [m.name for m in group if unit_name(m.name).needs is None]
        units.append((unit, most_usual(whole or [m.name for m in group]), len(group), key))
        rows.extend((m.claim, m.field, m.name, unit) for m in group)
    connection.executemany("INSERT INTO units (id, name, mentions, key) VALUES (?, ?, ?, ?)", units)
    connection.executemany("INSERT INTO unit_mentions (claim, field, name, unit) VALUES (?, ?, ?, ?)", sorted(rows))
    _link_units(connection, units, by_key)


def _link_units(
    connection: sqlite3.Connection, units: list[tuple[str, str, int, str]], by_key: dict[str, set[Mention]]
) -> None:
    """A relative name without a context: linked with the most mentioned unit of that name, where they are few."""
    by_name: dict[str, set[tuple[str, str, int, str]]] = defaultdict(set)
    for unit in units:
        for name in {unit_name(m.name) for m in by_key[unit[3]]}:
            if name.needs is not None:
                by_name[name.key].add(unit)
    rows: set[tuple[str, str, str, str]] = set()
    for alike in by_name.values():
        if len(alike) <= _MOST_LINKED_UNITS:
            hub = min(alike, key=lambda u: (-u[2], u[0]))
            for unit in alike - {hub}:
                if is_open(unit[3]) or is_open(hub[3]):
                    first, second = sorted((unit[0], hub[0]))
                    rows.add(("unit", first, second, "same relative name, its place or body not stated"))
    write_links(connection, rows)
