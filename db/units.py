"""Units: the names that claims mention, each as the unit that its article means by it (see unit_identity)."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from db.article_names import ArticleNames
from db.judgements import Judgements, decided_apart, grouped
from db.mention_table import MentionTable
from db.mentions import Mention, content_id, most_usual, write_links, write_names, write_redirects
from db.unit_identity import APART, MARK, Context, is_open
from db.unit_names import unit_name

KIND = "unit"
_MOST_LINKED_UNITS = 8  # of one relative name; of more, links would tell nobody anything
_FIELDS_OF_BLOCS = ("member", "unit")  # who holds a role in a bloc is a member of it


@dataclass(slots=True)
class _Node:
    """What is one unit whatever a person says: the mentions of one key, those apart whose article a decision is about.

    article: the latter's. articles: how many there are. names: how often each spelling is met.
    """

    key: str
    article: str | None
    articles: int = 0
    names: Counter[str] = field(default_factory=Counter)


class Units:
    """The units of an archive: `add` the names of each article, then `write`."""

    def __init__(self, connection: sqlite3.Connection, judgements: Judgements) -> None:
        self._connection = connection
        self._judgements = judgements
        self._nodes: list[_Node] = []
        self._node_of_key: dict[str, int] = {}
        self._decided: dict[Mention, int] = {}  # the node of each mention that a decision may be about
        self._unit_of: list[int] = []  # by node
        self._ids: list[str] = []  # by unit
        self._joined: dict[str, str] = {}  # by key: that of the unit with which it was joined
        self._mentions = MentionTable(connection, KIND)

    def add(self, names: ArticleNames, context: Context) -> dict[str, list[int]]:
        """Take in the units that an article names; by claim, the nodes of those named as a bloc's."""
        named = [(mention, context.key_of(mention)) for mention in names.units]
        decided = {key for m, key in named if m.claim in self._judgements.claims}
        nodes = {
            key: self._node(key, names.article if key in decided else None)
            for key in dict.fromkeys(key for _, key in named)
        }
        of_blocs: dict[str, list[int]] = defaultdict(list)
        for mention, key in named:
            node = nodes[key]
            self._nodes[node].names[mention.name] += 1
            if mention.field in _FIELDS_OF_BLOCS:
                of_blocs[mention.claim].append(node)
            if key in decided:
                self._decided[mention] = node
        self._mentions.add((m.claim, m.field, m.name, nodes[key]) for m, key in named)
        return of_blocs

    def _node(self, key: str, article: str | None) -> int:
        """A new node for a unit of an article that a decision is about, else that of the key."""
        new = len(self._nodes)
        node = new if article else self._node_of_key.setdefault(key, new)
        if node == new:
            self._nodes.append(_Node(key, article))
        self._nodes[node].articles += 1
        return node

    def write(self) -> None:
        """Fill units, unit_mentions, their names and redirects, and what is possibly the same unit."""
        judged = self._judgements.of_kind(KIND, self._decided)
        meant = self._aliases(judged.aliases)
        groups, leaving = grouped([_meant(node.key, meant) for node in self._nodes], self._decided, judged)
        units = sorted(self._unit(group, leaving) for group in groups)
        self._ids = [unit.id for unit in units]
        self._unit_of = [0] * len(self._nodes)
        for number, unit in enumerate(units):
            for node in unit.nodes:
                self._unit_of[node] = number
        rows = [(unit.id, unit.name, unit.mentions, unit.key) for unit in units]
        self._connection.executemany("INSERT INTO units (id, name, mentions, key) VALUES (?, ?, ?, ?)", rows)
        self._mentions.write([self._ids[unit] for unit in self._unit_of])
        names = [(unit.id, name, count) for unit in units for name, count in unit.names.items()]
        names += [(self._id_of(m), name, 0) for m, given in judged.aliases.items() for name in given]
        write_names(self._connection, KIND, names)
        write_redirects(self._connection, KIND, ((content_id(KIND, k), unit.id) for unit in units for k in unit.keys))
        ids = {m: self._id_of(m) for m in judged.named}
        _link_units(self._connection, units, decided_apart(judged, ids))

    def _unit(self, group: list[int], leaving: set[int]) -> _Unit:
        """The unit of nodes that are one."""
        keys: Counter[str] = Counter()
        names: Counter[str] = Counter()
        for number in group:
            node = self._nodes[number]
            keys[f"{node.key} {APART} {node.article}" if number in leaving else node.key] += node.articles
            names.update(node.names)
        key = min(keys, key=lambda k: (is_open(k), APART in k, -keys[k], k))
        whole = Counter({name: count for name, count in names.items() if unit_name(name).needs is None})
        self._joined.update((other, key) for other in keys)
        return _Unit(content_id(KIND, key), most_usual(whole or names), names.total(), key, tuple(keys), names, group)

    def _id_of(self, mention: Mention) -> str:
        """Of a mention that a decision is about."""
        return self._ids[self._unit_of[self._decided[mention]]]

    def _aliases(self, aliases: dict[Mention, list[str]]) -> dict[str, str]:
        """By the key of a name that a person called another name of a unit: that unit's key."""
        in_order = sorted(aliases.items(), key=lambda item: (item[0].claim, item[0].field, item[0].name))
        return {unit_name(name).key: self._nodes[self._decided[m]].key for m, names in in_order for name in names}

    def of_node(self, node: int) -> int:
        """The number of the unit of a node, once they are written."""
        return self._unit_of[node]

    def joined_key(self, key: str) -> str:
        """The key of the unit that one of the keys of its names led to, once they are written."""
        return self._joined.get(key, key)


class _Unit(NamedTuple):
    """A unit. keys: of all the names that lead to it. names: how often each spelling is met. nodes: by number."""

    id: str
    name: str
    mentions: int
    key: str
    keys: tuple[str, ...]
    names: Counter[str]
    nodes: Sequence[int]


def _meant(key: str, aliases: dict[str, str]) -> str:
    """The key of the unit that is meant by one: by an alias, also where the name's place is not stated, or is that of
    the unit; else the key itself."""
    target = aliases.get(key.partition(f" {MARK} ")[0])
    if target is None and aliases:
        at_home = (t for alias, t in aliases.items() if key.startswith(f"{alias} ") and t.endswith(key[len(alias) :]))
        target = next(at_home, None)
    return key if target is None else target


def _link_units(connection: sqlite3.Connection, units: Sequence[_Unit], apart: set[frozenset[str]]) -> None:
    """A relative name without a context: linked with the most mentioned unit of that name, where they are few."""
    by_name: dict[str, list[_Unit]] = defaultdict(list)
    for unit in units:
        for key in {parsed.key for parsed in map(unit_name, unit.names) if parsed.needs is not None}:
            by_name[key].append(unit)
    rows: set[tuple[str, str, str, float, str]] = set()
    for alike in by_name.values():
        if len(alike) <= _MOST_LINKED_UNITS:
            hub = min(alike, key=lambda u: (-u.mentions, u.id))
            for unit in alike:
                if unit is not hub and (is_open(unit.key) or is_open(hub.key)):
                    reason = "same relative name, its place or body not stated"
                    rows.add((KIND, unit.id, hub.id, round(1 / len(alike), 3), reason))
    write_links(connection, rows, apart)
