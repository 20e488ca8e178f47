"""Blocs: a name and the body whose bloc it is."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from db.judgements import Judged, Judgements, decided_apart, grouped
from db.levels import scope_level
from db.mentions import (
    BLOC_FIELDS,
    Mention,
    content_id,
    mentions_in,
    most_usual,
    write_links,
    write_names,
    write_redirects,
)
from db.names import bloc_key, plain_key, scope_key, scope_name, without_scope
from db.units import Identity

KIND = "bloc"
_FEWEST_MEMBERS_TO_TELL = 2
_NO_UNIT, _ALL_UNITS = 0.3, 0.8  # how likely two blocs of a name are one, by the units in common; between them a part


@dataclass
class _BlocInArticle:
    """A bloc as one article (with its copies) speaks of it."""

    key: str
    scope: str | None
    mentions: set[Mention] = field(default_factory=set)
    scopes: list[str] = field(default_factory=list)
    members: set[str] = field(default_factory=set)


def write_blocs(
    connection: sqlite3.Connection, group_of: dict[str, str], identity: Identity, judgements: Judgements
) -> None:
    """Fill blocs, bloc_mentions, their names and redirects, and what is possibly the same bloc."""
    found = _blocs_in_articles(connection, group_of, identity)
    node_of = {m: at for at, bloc in enumerate(found) for m in bloc.mentions}
    judged = judgements.of_kind(KIND, node_of)
    meant = _read_aliases(found, node_of, judged)
    known = _Known(found)
    identities = [known.identity(found[meant.get(node, node)]) for node in range(len(found))]
    groups, leaving = grouped(identities, node_of, judged)
    blocs: list[_Row] = []
    rows: list[tuple[str, str, str, str]] = []
    bloc_of: dict[Mention, str] = {}
    names: list[tuple[str, str, int]] = []
    redirects: list[tuple[str, str]] = []
    for group in groups:
        parts = sorted((found[node] for node in group), key=lambda part: min(m.claim for m in part.mentions))
        mentions = {m for part in parts for m in part.mentions}
        row = _row(parts, mentions, by_itself=not leaving.isdisjoint(group))
        blocs.append(row)
        rows.extend((m.claim, m.field, m.name, row.id) for m in mentions)
        bloc_of.update((m, row.id) for m in mentions)
        names.extend((row.id, name, count) for name, count in Counter(m.name for m in mentions).items())
        names.extend((row.id, name, 0) for m in mentions for name in judged.aliases.get(m, ()))
        redirects.extend((_id_of(part.key, part.scope, part.mentions), row.id) for part in parts)
    insert = "INSERT INTO blocs (id, name, scope, level, mentions, key, plain) VALUES (?, ?, ?, ?, ?, ?, ?)"
    connection.executemany(insert, sorted(
        (b.id, b.name, b.spelt, scope_level(b.spelt) if b.spelt else None, b.mentions, b.key, plain_key(b.key))
        for b in blocs
    ))  # fmt: skip
    connection.executemany("INSERT INTO bloc_mentions (claim, field, name, bloc) VALUES (?, ?, ?, ?)", sorted(rows))
    write_names(connection, KIND, names)
    write_redirects(connection, KIND, redirects)
    _link_blocs(connection, blocs, decided_apart(judged, bloc_of))


@dataclass(frozen=True, slots=True)
class _Row:
    """A bloc. scope: its key; spelt: as it is shown."""

    id: str
    name: str
    key: str
    scope: str | None
    spelt: str | None
    mentions: int
    members: frozenset[str]


def _row(parts: list[_BlocInArticle], mentions: set[Mention], *, by_itself: bool) -> _Row:
    spelt = [scope for part in parts for scope in part.scopes]
    # Name and scope of one of its parts: those of two would be the identity of a third bloc.
    stated = Counter((part.key, part.scope) for part in parts if part.scope)
    usual = most_usual(part.key for part in parts)
    key, scope = min(stated, key=lambda s: (-stated[s], s[0] != usual, s), default=(usual, None))
    bloc = _id_of(key, None if by_itself else scope, mentions)
    name = most_usual(m.name for m in mentions)
    members = frozenset(unit for part in parts for unit in part.members)
    return _Row(bloc, name, key, scope, most_usual(spelt) if spelt else None, len(mentions), members)


def _id_of(key: str, scope: str | None, mentions: Iterable[Mention]) -> str:
    """From name and scope; where no scope is known, from the least claim."""
    return content_id(KIND, key, scope) if scope else content_id(KIND, key, min(m.claim for m in mentions))


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
    # Relative names tell of one bloc or another as little as of a unit. Who holds a role in a bloc is a member of it.
    for claim, unit in connection.execute(_UNITS_OF_BLOCS):
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
        if m.field in ("name", "bloc"):
            bloc.members |= members.get(m.claim, set())
            if m.claim in spelt:
                bloc.scopes.append(spelt[m.claim])
    return list(found.values())


_UNITS_OF_BLOCS = """
SELECT claim, unit FROM unit_mentions WHERE field = 'member'
UNION SELECT m.claim, m.unit FROM unit_mentions m JOIN claim_bloc_roles r ON r.claim = m.claim WHERE m.field = 'unit'
"""


class _Known:
    """The blocs whose scope is stated, and what tells that one without is one of them."""

    def __init__(self, found: list[_BlocInArticle]) -> None:
        self._exactly: dict[tuple[str, frozenset[str]], set[str]] = defaultdict(set)
        self._of_member: dict[tuple[str, str], set[str]] = defaultdict(set)
        for bloc in found:
            if bloc.scope:
                self._exactly[bloc.key, frozenset(bloc.members)].add(bloc.scope)
                for unit in bloc.members:
                    self._of_member[bloc.key, unit].add(bloc.scope)

    def identity(self, bloc: _BlocInArticle) -> tuple[str, ...]:
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
        return (bloc.key, "claim", min(m.claim for m in bloc.mentions))


def _link_blocs(connection: sqlite3.Connection, blocs: list[_Row], apart: set[frozenset[str]]) -> None:
    """One name where a scope is unknown: linked with the bloc of that name that shares units with it, else with the
    most mentioned one, so that links stay few."""
    by_key: dict[str, list[_Row]] = defaultdict(list)
    for bloc in blocs:
        by_key[bloc.key].append(bloc)
    rows = set()
    for alike in by_key.values():
        hub = min(alike, key=lambda b: (-b.mentions, b.id))
        of_member: dict[str, list[_Row]] = defaultdict(list)
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
