"""Blocs: a name and the body whose bloc it is."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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
class _BlocInArticle:
    """A bloc as one article (with its copies) speaks of it. claim: the least that does."""

    key: str
    scope: str | None
    claim: str
    mentions: set[Mention] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    members: set[int] = field(default_factory=set)  # numbers of units


class Blocs:
    """The blocs of an archive: `add` the names of each article, then `write`."""

    def __init__(self, connection: sqlite3.Connection, judgements: Judgements) -> None:
        self._connection = connection
        self._judgements = judgements
        self._articles: list[_ArticleBlocs] = []

    def add(self, names: ArticleNames, context: Context, members: Mapping[str, Sequence[int]]) -> None:
        """Take in the blocs that an article names. members: by claim, the nodes of the units named as a bloc's."""
        if names.blocs:
            scopes = {claim: (scope, context.key(scope_name(scope))) for claim, scope in names.scopes.items()}
            self._articles.append(_ArticleBlocs(names.blocs, scopes, members))

    def write(self, units: Units) -> None:
        """Fill blocs, bloc_mentions, their names and redirects, and what is possibly the same bloc."""
        found = [bloc for article in self._articles for bloc in _blocs_in_article(article, units)]
        self._articles.clear()
        decided = self._judgements.claims
        node_of = {m: at for at, bloc in enumerate(found) for m in bloc.mentions if m.claim in decided}
        judged = self._judgements.of_kind(KIND, node_of)
        meant = _read_aliases(found, node_of, judged)
        known = _Known(found)
        identities = [known.identity(found[meant.get(node, node)]) for node in range(len(found))]
        groups, leaving = grouped(identities, node_of, judged)
        blocs: list[_Row] = []
        bloc_of: dict[Mention, str] = {}
        names: list[tuple[str, str, int]] = []
        redirects: list[tuple[str, str]] = []
        table = MentionTable(self._connection, KIND)
        for group in groups:
            parts = sorted((found[node] for node in group), key=lambda part: part.claim)
            mentions = {m for part in parts for m in part.mentions}
            row = _row(parts, mentions, by_itself=not leaving.isdisjoint(group))
            blocs.append(row)
            table.add((m.claim, m.field, m.name, row.id) for m in mentions)
            bloc_of.update((m, row.id) for m in mentions if m.claim in decided)
            names.extend((row.id, name, count) for name, count in Counter(m.name for m in mentions).items())
            names.extend((row.id, name, 0) for m in mentions for name in judged.aliases.get(m, ()))
            redirects.extend((_id_of(part.key, part.scope, part.claim), row.id) for part in parts)
        insert = "INSERT INTO blocs (id, name, scope, level, mentions, key, plain) VALUES (?, ?, ?, ?, ?, ?, ?)"
        self._connection.executemany(insert, sorted(
            (b.id, b.name, b.spelt, scope_level(b.spelt) if b.spelt else None, b.mentions, b.key, plain_key(b.key))
            for b in blocs
        ))  # fmt: skip
        table.write()
        write_names(self._connection, KIND, names)
        write_redirects(self._connection, KIND, redirects)
        _link_blocs(self._connection, blocs, decided_apart(judged, bloc_of))


@dataclass(frozen=True, slots=True)
class _ArticleBlocs:
    """What an article says of its blocs, until the units are told. scopes: by claim, whose bloc it is said to be, and
    the key of that body's name. members: by claim, the nodes of the units named as a bloc's."""

    mentions: list[Mention]
    scopes: dict[str, tuple[str, str]]
    members: Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class _Row:
    """A bloc. scope: its key; spelt: as it is shown."""

    id: str
    name: str
    key: str
    scope: str | None
    spelt: str | None
    mentions: int
    members: frozenset[int]


def _row(parts: list[_BlocInArticle], mentions: set[Mention], *, by_itself: bool) -> _Row:
    spelt = [scope for part in parts for scope in part.scopes]
    # Name and scope of one of its parts: those of two would be the identity of a third bloc.
    stated = Counter((part.key, part.scope) for part in parts if part.scope)
    usual = most_usual(part.key for part in parts)
    key, scope = min(stated, key=lambda s: (-stated[s], s[0] != usual, s), default=(usual, None))
    bloc = _id_of(key, None if by_itself else scope, min(part.claim for part in parts))
    name = most_usual(m.name for m in mentions)
    members = frozenset(unit for part in parts for unit in part.members)
    return _Row(bloc, name, key, scope, most_usual(spelt) if spelt else None, len(mentions), members)


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


def _blocs_in_article(article: _ArticleBlocs, units: Units) -> Iterable[_BlocInArticle]:
    """The blocs of an article. A name without a scope takes the one that the article gives it elsewhere."""
    # A bloc's name, with and without the scope at its end → its name without, and the scope.
    scopes: dict[str, set[tuple[str, str]]] = defaultdict(set)
    stated: dict[str, tuple[str, str]] = {}  # by claim
    for m in article.mentions:
        if m.claim in article.scopes:
            spelt, body = article.scopes[m.claim]
            key = bloc_key(m.name)
            bare = without_scope(key, scope_key(spelt))
            stated[m.claim] = bare, units.key_of(body)
            for name in (bare, key):
                scopes[name].add(stated[m.claim])
    found: dict[tuple[str, str | None], _BlocInArticle] = {}
    for m in article.mentions:
        key = bloc_key(m.name)
        scope: str | None = None
        if m.claim in stated:
            key, scope = stated[m.claim]
        elif len(scopes[key]) == 1:
            key, scope = next(iter(scopes[key]))
        bloc = found.setdefault((key, scope), _BlocInArticle(key, scope, m.claim))
        bloc.claim = min(bloc.claim, m.claim)
        bloc.mentions.add(m)
        if m.field in ("name", "bloc"):
            bloc.members.update(units.of_node(node) for node in article.members.get(m.claim, ()))
            if m.claim in article.scopes:
                bloc.scopes.append(article.scopes[m.claim][0])
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
