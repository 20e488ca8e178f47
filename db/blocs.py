"""Blocs: a name and the body whose bloc it is."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from db.article_names import ArticleNames
from db.judgements import Judged, Judgements, decided_apart, grouped
from db.levels import scope_level
from db.mention_table import MentionTable
from db.mentions import (
    Mention,
    content_id,
    most_usual,
    write_links,
    write_names,
    write_redirects,
)
from db.names import bloc_key, plain_key, scope_key, scope_name, without_scope
from db.unit_identity import Context
from db.units import Units

KIND = "bloc"
_FEWEST_MEMBERS_TO_TELL = 2
_NO_UNIT, _ALL_UNITS = 0.3, 0.8  # how likely two blocs of a name are one, by the units in common; between them a part


@dataclass(slots=True)
class _Part:
    """A bloc as one article (with its copies) names it in one way.

    bare: its key without the scope at its end, key: with it. body: the key of the scope's name, None where it is not
    stated beside the name. claim: the least that names it. names, scopes: as they are spelt. members: nodes of units.
    """

    number: int
    bare: str
    key: str
    body: str | None
    claim: str
    names: list[str] = field(default_factory=list)
    scopes: list[str] = field(default_factory=list)
    members: list[int] = field(default_factory=list)


@dataclass(slots=True)
class _BlocInArticle:
    """A bloc as one article (with its copies) speaks of it. members: numbers of units."""

    key: str
    scope: str | None
    parts: list[_Part] = field(default_factory=list)
    members: set[int] = field(default_factory=set)

    @property
    def claim(self) -> str:
        """The least that names it."""
        return min(part.claim for part in self.parts)


class Blocs:
    """The blocs of an archive: `add` the names of each article, then `write`."""

    def __init__(self, connection: sqlite3.Connection, judgements: Judgements) -> None:
        self._connection = connection
        self._judgements = judgements
        self._parts: list[list[_Part]] = []  # of each article
        self._number = 0  # of parts
        self._texts: dict[str, str] = {}  # many articles spell alike: each text is kept once
        self._decided: dict[Mention, int] = {}  # the part of each mention that a decision may be about
        self._mentions = MentionTable(connection, KIND)

    def add(self, names: ArticleNames, context: Context, members: Mapping[str, Iterable[int]]) -> None:
        """Take in the blocs that an article names. members: by claim, the nodes of the units named as a bloc's."""
        parts: dict[tuple[str, str, str | None], _Part] = {}
        rows: list[tuple[str, str, str, int]] = []
        for m in names.blocs:
            scope = names.scopes.get(m.claim)
            key = bloc_key(m.name)
            bare = key if scope is None else self._kept(without_scope(key, scope_key(scope)))
            body = None if scope is None else context.key(scope_name(scope))
            part = parts.get((bare, key, body))
            if part is None:
                part = parts[bare, key, body] = _Part(self._number, bare, key, body, m.claim)
                self._number += 1
            part.claim = min(part.claim, m.claim)
            part.names.append(self._kept(m.name))
            part.members.extend(members.get(m.claim, ()))
            if scope is not None:
                part.scopes.append(self._kept(scope))
            rows.append((m.claim, m.field, m.name, part.number))
            if m.claim in self._judgements.claims:
                self._decided[m] = part.number
        self._mentions.add(rows)
        if parts:
            self._parts.append(list(parts.values()))

    def _kept(self, text: str) -> str:
        return self._texts.setdefault(text, text)

    def write(self, units: Units) -> None:
        """Fill blocs, bloc_mentions, their names and redirects, and what is possibly the same bloc."""
        found = [bloc for parts in self._parts for bloc in _blocs_in_article(parts, units)]
        self._parts.clear()
        bloc_of_part = {part.number: at for at, bloc in enumerate(found) for part in bloc.parts}
        node_of = {m: bloc_of_part[part] for m, part in self._decided.items()}
        judged = self._judgements.of_kind(KIND, node_of)
        meant = _read_aliases(found, node_of, judged)
        known = _Known(found)
        identities = [known.identity(found[meant.get(node, node)]) for node in range(len(found))]
        groups, leaving = grouped(identities, node_of, judged)
        blocs: list[_Row] = []
        ids = [""] * self._number  # by part
        redirects: list[tuple[str, str]] = []
        for group in groups:
            same = sorted((found[node] for node in group), key=lambda bloc: bloc.claim)
            row = _row(same, by_itself=not leaving.isdisjoint(group))
            blocs.append(row)
            for bloc in same:
                redirects.append((_id_of(bloc.key, bloc.scope, bloc.claim), row.id))
                for part in bloc.parts:
                    ids[part.number] = row.id
        insert = "INSERT INTO blocs (id, name, scope, level, mentions, key, plain) VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._connection.executemany(insert, sorted(
            (b.id, b.name, b.spelt, scope_level(b.spelt) if b.spelt else None, b.mentions, b.key, plain_key(b.key))
            for b in blocs
        ))  # fmt: skip
        self._mentions.write(ids)
        names = [(bloc.id, name, count) for bloc in blocs for name, count in bloc.names.items()]
        names += [(ids[self._decided[m]], name, 0) for m, given in judged.aliases.items() for name in given]
        write_names(self._connection, KIND, names)
        write_redirects(self._connection, KIND, redirects)
        bloc_of = {m: ids[part] for m, part in self._decided.items()}
        _link_blocs(self._connection, blocs, decided_apart(judged, bloc_of))


@dataclass(frozen=True, slots=True)
class _Row:
    """A bloc. scope: its key; spelt: as it is shown. names: how often each spelling is met."""

    id: str
    name: str
    key: str
    scope: str | None
    spelt: str | None
    names: Counter[str]
    members: frozenset[int]

    @property
    def mentions(self) -> int:
        """How many there are."""
        return self.names.total()


def _row(same: list[_BlocInArticle], *, by_itself: bool) -> _Row:
    """The bloc of which several articles speak, in the order of claims."""
    parts = [part for bloc in same for part in bloc.parts]
    spelt = [scope for part in parts for scope in part.scopes]
    names = Counter(name for part in parts for name in part.names)
    # Name and scope of one of its parts: those of two would be the identity of a third bloc.
    stated = Counter((bloc.key, bloc.scope) for bloc in same if bloc.scope)
    usual = most_usual(bloc.key for bloc in same)
    key, scope = min(stated, key=lambda s: (-stated[s], s[0] != usual, s), default=(usual, None))
    members = frozenset(unit for bloc in same for unit in bloc.members)
    return _Row(
        id=_id_of(key, None if by_itself else scope, same[0].claim),
        name=most_usual(names),
        key=key,
        scope=scope,
        spelt=most_usual(spelt) if spelt else None,
        names=names,
        members=members,
    )


def _id_of(key: str, scope: str | None, claim: str) -> str:
    """From name and scope; where no scope is known, from the least claim."""
    return content_id(KIND, key, scope) if scope else content_id(KIND, key, claim)


def _read_aliases(found: list[_BlocInArticle], node_of: dict[Mention, int], judged: Judged) -> dict[int, int]:
    """A bloc called by an alias, in the same scope or in none, is taken for the one that a person named: by the number
    of the former that of the latter."""
    taken: dict[int, int] = {}
    for mention, names in judged.aliases.items():
        meant = found[node_of[mention]]
        keys = {bloc_key(name) for name in names} - {meant.key}
        for node, bloc in enumerate(found):
            if bloc.key in keys and bloc.scope in (None, meant.scope):
                bloc.key, bloc.scope = meant.key, meant.scope
                taken[node] = node_of[mention]
    return taken


def _blocs_in_article(parts: list[_Part], units: Units) -> Iterable[_BlocInArticle]:
    """The blocs of an article. A name without a scope takes the one that the article gives it elsewhere."""
    # A bloc's name, with and without the scope at its end → its name without, and the scope.
    scopes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for part in parts:
        if part.body is not None:
            for name in (part.bare, part.key):
                scopes[name].add((part.bare, units.joined_key(part.body)))
    found: dict[tuple[str, str | None], _BlocInArticle] = {}
    for part in parts:
        key, scope = part.bare, part.body and units.joined_key(part.body)
        if scope is None and len(scopes[key]) == 1:
            key, scope = next(iter(scopes[key]))
        bloc = found.setdefault((key, scope), _BlocInArticle(key, scope))
        bloc.parts.append(part)
        bloc.members.update(units.of_node(node) for node in part.members)
    return found.values()


class _Known:
    """The blocs whose scope is stated, and what tells that one without is one of them."""

    def __init__(self, found: list[_BlocInArticle]) -> None:
        self._exactly: dict[tuple[str, frozenset[int]], set[str]] = defaultdict(set)
        self._of_member: dict[tuple[str, int], set[str]] = defaultdict(set)
        for bloc in found:
            if bloc.scope:
                self._exactly[bloc.key, frozenset(bloc.members)].add(bloc.scope)
                for unit in bloc.members:
                    self._of_member[bloc.key, unit].add(bloc.scope)

    def identity(self, bloc: _BlocInArticle) -> tuple[str | int, ...]:
        """What two blocs must share to be one: name and scope, or, where no scope is known, name and members.

        A bloc without a scope has that of the one bloc of its name of which all of its members, two or more, are.
        """
        if bloc.scope:
            return (bloc.key, "scope", bloc.scope)
        if len(bloc.members) >= _FEWEST_MEMBERS_TO_TELL:
            exactly = self._exactly.get((bloc.key, frozenset(bloc.members)))
            scopes = exactly or set.intersection(*(self._of_member.get((bloc.key, u), set()) for u in bloc.members))
            if len(scopes) == 1:
                return (bloc.key, "scope", next(iter(scopes)))
            return (bloc.key, "members", *sorted(bloc.members))
        return (bloc.key, "claim", bloc.claim)


def _link_blocs(connection: sqlite3.Connection, blocs: list[_Row], apart: set[frozenset[str]]) -> None:
    """One name where a scope is unknown: linked with the bloc of that name that shares units with it, else with the
    most mentioned one, so that links stay few."""
    by_key: dict[str, list[_Row]] = defaultdict(list)
    for bloc in blocs:
        by_key[bloc.key].append(bloc)
    rows = set()
    for alike in by_key.values():
        hub = min(alike, key=lambda b: (-b.mentions, b.id))
        of_member: dict[int, list[_Row]] = defaultdict(list)
        for bloc in alike:
            for unit in bloc.members:
                of_member[unit].append(bloc)
        for bloc in alike:
            sharing = [o for unit in bloc.members for o in of_member[unit] if o is not bloc]
            nearest = min(sharing, key=lambda o: (-len(o.members & bloc.members), -o.mentions, o.id), default=hub)
            if nearest is not bloc and (bloc.scope is None or nearest.scope is None):
                common, fewer = len(bloc.members & nearest.members), min(len(bloc.members), len(nearest.members))
                units = "units in common" if common else "no units in common"
                score = _NO_UNIT + (_ALL_UNITS - _NO_UNIT) * common / fewer if common else 1 / len(alike)
                rows.add((KIND, bloc.id, nearest.id, round(score, 3), f"same name, scope not stated; {units}"))
    write_links(connection, rows, apart)
