"""Units: the names that claims mention, each as the unit that its article means by it (see unit_identity)."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator

from db.judgements import Judgements, decided_apart, grouped
from db.mentions import (
    BLOC_FIELDS,
    COUNTS,
    HEADSHIP_FIELDS,
    OF_BLOC,
    Mention,
    content_id,
    mentions_in,
    most_usual,
    write_links,
    write_names,
    write_redirects,
)
from db.names import bloc_key, person_key, scope_key, without_scope
from db.unit_identity import APART, MARK, contexts, is_open
from db.unit_names import unit_name

KIND = "unit"
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
_SCOPES = f"SELECT claim, scope FROM claim_blocs WHERE scope IS NOT NULL AND {COUNTS}"


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
        self._superiors = dict(connection.execute(f"SELECT claim, parent FROM claim_units WHERE {COUNTS}").fetchall())
        self._group_of = group_of
        self.canonical: dict[str, str] = {}  # by key: that of the unit with which it was joined
        article_of = dict(connection.execute("SELECT id, article FROM claims").fetchall())
        named = [(m.article, m.name) for m in mentions]
        self._stated: dict[str, str] = dict(connection.execute(_SCOPES).fetchall())
        named += [(article_of[claim], scope) for claim, scope in self._stated.items()]
        rows = connection.execute(f"SELECT claim, name, parent FROM claim_units WHERE {COUNTS}").fetchall()
        superiors = [(article_of[claim], name, parent) for claim, name, parent in rows]
        self._contexts = contexts(named, superiors, self._scopes(connection, mentions), group_of)

    def _scopes(self, connection: sqlite3.Connection, mentions: list[Mention]) -> Iterator[tuple[str, str, str]]:
        """(article, unit, scope of a bloc in which the article names it)."""
        by_name: dict[tuple[str, str], set[str]] = defaultdict(set)
        bloc_of: dict[str, tuple[str, str]] = {}
        for m in mentions_in(connection, BLOC_FIELDS):
            bloc_of[m.claim] = self._group_of[m.article], bloc_key(m.name)
        for claim, scope in self._stated.items():
            article, key = bloc_of[claim]
            for name in (key, without_scope(key, scope_key(scope))):
                by_name[article, name].add(scope)
        for m in mentions:
            if m.claim in bloc_of:
                scopes = {self._stated[m.claim]} if m.claim in self._stated else by_name[bloc_of[m.claim]]
                yield from ((m.article, m.name, scope) for scope in sorted(scopes))

    def nodes(self, mentions: list[Mention]) -> tuple[list[tuple[str, str]], dict[Mention, int]]:
        """(article, key) of each unit of each article (with its copies), and the number of each mention's."""
        numbers: dict[tuple[str, str], int] = {}
        node_of: dict[Mention, int] = {}
        for mention in sorted(mentions, key=lambda m: (m.article, m.claim, m.field, m.name)):
            node = (self._group_of[mention.article], self.of_mention(mention))
            node_of[mention] = numbers.setdefault(node, len(numbers))
        return list(numbers), node_of

    def of_mention(self, mention: Mention) -> str:
        """The key of the unit that is mentioned."""
        superior = self._superiors.get(mention.claim) if mention.field == "name" else None
        return self._contexts[self._group_of[mention.article]].key(mention.name, superior)

    def of_name(self, article: str, name: str) -> str:
        """The key of the unit or body that a name means in an article, as `write_units` joined them."""
        key = self._contexts[self._group_of[article]].key(name)
        return self.canonical.get(key, key)


def write_units(
    connection: sqlite3.Connection, mentions: list[Mention], identity: Identity, judgements: Judgements
) -> None:
    """Fill units, unit_mentions, their names and redirects, and what is possibly the same unit."""
    nodes, node_of = identity.nodes(mentions)
    judged = judgements.of_kind(KIND, node_of)
    meant = _aliases(judged.aliases, identity)
    groups, leaving = grouped([_meant(key, meant) for _, key in nodes], node_of, judged)
    of_node: dict[int, list[Mention]] = defaultdict(list)
    for mention, node in node_of.items():
        of_node[node].append(mention)
    units: list[tuple[str, str, int, str]] = []
    rows: list[tuple[str, str, str, str]] = []
    by_key: dict[str, list[Mention]] = {}
    names: list[tuple[str, str, int]] = []
    redirects: list[tuple[str, str]] = []
    for group in groups:
        keys = Counter(f"{key} {APART} {article}" if node in leaving else key
                       for node in group for article, key in (nodes[node],))  # fmt: skip
        named = [m for node in group for m in of_node[node]]
        key = min(keys, key=lambda k: (is_open(k), APART in k, -keys[k], k))
        unit = content_id(KIND, key)
        by_key[key] = named
        whole = [m.name for m in named if unit_name(m.name).needs is None]
        units.append((unit, most_usual(whole or [m.name for m in named]), len(named), key))
        rows.extend((m.claim, m.field, m.name, unit) for m in named)
        names.extend((unit, name, count) for name, count in Counter(m.name for m in named).items())
        if judged.aliases:
            names.extend((unit, name, 0) for m in named for name in judged.aliases.get(m, ()))
        redirects.extend((content_id(KIND, other), unit) for other in keys)
        identity.canonical.update((other, key) for other in keys)
    connection.executemany("INSERT INTO units (id, name, mentions, key) VALUES (?, ?, ?, ?)", sorted(units))
    connection.executemany("INSERT INTO unit_mentions (claim, field, name, unit) VALUES (?, ?, ?, ?)", sorted(rows))
    write_names(connection, KIND, names)
    write_redirects(connection, KIND, redirects)
    decided = judged.named
    ids = {m: content_id(KIND, key) for key, named in by_key.items() for m in named if m in decided} if decided else {}
    apart = decided_apart(judged, ids)
    _link_units(connection, sorted(units), by_key, apart)


def _aliases(aliases: dict[Mention, list[str]], identity: Identity) -> dict[str, str]:
    """By the key of a name that a person called another name of a unit: that unit's key."""
    in_order = sorted(aliases.items(), key=lambda item: (item[0].claim, item[0].field, item[0].name))
    return {unit_name(name).key: identity.of_mention(mention) for mention, names in in_order for name in names}


def _meant(key: str, aliases: dict[str, str]) -> str:
    """The key of the unit that is meant by one: by an alias, also where the name's place is not stated, or is that of
    the unit; else the key itself."""
    target = aliases.get(key.partition(f" {MARK} ")[0])
    if target is None and aliases:
        at_home = (t for alias, t in aliases.items() if key.startswith(f"{alias} ") and t.endswith(key[len(alias) :]))
        target = next(at_home, None)
    return key if target is None else target


def _link_units(
    connection: sqlite3.Connection,
    units: list[tuple[str, str, int, str]],
    by_key: dict[str, list[Mention]],
    apart: set[frozenset[str]],
) -> None:
    """A relative name without a context: linked with the most mentioned unit of that name, where they are few."""
    by_name: dict[str, set[tuple[str, str, int, str]]] = defaultdict(set)
    for unit in units:
        for name in {unit_name(m.name) for m in by_key[unit[3]]}:
            if name.needs is not None:
                by_name[name.key].add(unit)
    rows: set[tuple[str, str, str, float, str]] = set()
    for alike in by_name.values():
        if len(alike) <= _MOST_LINKED_UNITS:
            hub = min(alike, key=lambda u: (-u[2], u[0]))
            for unit in alike - {hub}:
                if is_open(unit[3]) or is_open(hub[3]):
                    reason = "same relative name, its place or body not stated"
                    rows.add((KIND, unit[0], hub[0], round(1 / len(alike), 3), reason))
    write_links(connection, rows, apart)
