"""Blocs as records: one for each bloc that the article names, with its body and its members.

What stands in a bloc's list of members is found by `members`; a closed set (`các Quân khu`) is spread out in a record
of its own, which says `expanded`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from corpus.article import BlockKind

from .bloc_names import BlocParse
from .chunks import Chunk
from .language import fold
from .reading import Reading
from .records import Basis, Bloc, BlocRole, Span, record_id
from .same_units import same_unit

RULE = "blocs.name"
RULE_EXPANDED = "blocs.closed_set"
_MARKS = re.compile(r"[,;–—-]")
_LEFT_OUT = re.compile(r"\bthi đua\b|\bsố (?=\d|[ivxlc]+\b)|\b0+(?=\d)")
_OF_PLACES = re.compile(r"^\w+ (?:các |\d+ )(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b")
_PLACE = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường) ")
_MOST_NAMES, _MOST_EVIDENCE = 2, 24  # passages that name a bloc, and all of its record


def bloc_key(name: str) -> str:
    """A bloc's name folded for comparison inside one article: `Khối thi đua số 02` and `Khối 2` are one."""
    return " ".join(_LEFT_OUT.sub("", fold(_MARKS.sub(" ", name))).split())


@dataclass(slots=True, eq=False)
class Named:
    """A bloc of the article.

    scope: the body whose bloc it is. numbered: its name has a number. spans: passages that name it. aliases: keys of
    other names. members: units named as its members. expanded: those of closed sets. mentions: how often it is named.
    """

    key: str
    name: str
    scope: str | None
    numbered: bool
    spans: list[Span] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    members: dict[str, str] = field(default_factory=dict)
    member_spans: list[Span] = field(default_factory=list)
    expanded: list[str] = field(default_factory=list)
    mentions: int = 0


def _is_shorter(short: Named, full: Named) -> bool:
    """Does a bloc's name leave out the end of another's, or the field before its number?"""
    if short.numbered != full.numbered:
        return False
    if not short.numbered:
        return full.key.startswith(f"{short.key} ")
    left, right = short.key.split(), full.key.split()
    return len(left) < len(right) and left[0] == right[0] and left[1:] == right[-1:]


def _take_in(full: Named, short: Named) -> None:
    """Make a bloc's shorter name another name of the bloc."""
    full.aliases |= {short.key, *short.aliases}
    full.scope = full.scope or short.scope
    full.mentions += short.mentions
    full.spans.extend(short.spans[: _MOST_NAMES + 1 - len(full.spans)])


class Blocs:
    """The blocs that an article names, by key, in order; and which of them it is about."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.named: dict[str, Named] = {}
        for row in reading.rows:
            for chunk in row:
                if chunk.bloc and not chunk.bloc.bare:
                    self._add(chunk, chunk.bloc)
        self._join_headline()
        self._join_shorter()

    def _add(self, chunk: Chunk, bloc: BlocParse) -> None:
        reading = self._reading
        name = bloc.name.capitalize() if bloc.name.isupper() else reading.names.expand(bloc.name)
        scope = reading.unit_name(bloc.scope) if bloc.scope else bloc.scope_text
        if bloc.scope is None and scope:
            scope = reading.names.expand(scope)
        key = bloc_key(name)
        found = self.named.setdefault(key, Named(key, name, scope, bloc.numbered))
        found.scope = found.scope or scope
        found.mentions += 1
        # One passage more where it says whose bloc it is.
        if len(found.spans) < _MOST_NAMES + bool(scope and found.scope == scope):
            found.spans.append(reading.span(chunk.a, chunk.b))

    def _join_headline(self) -> None:
        """A headline may call a numbered bloc by its field: the only numbered bloc of the article takes it in."""
        numbered = [b for b in self.named.values() if b.numbered]
        if len(numbered) != 1:
            return
        for bloc in [b for b in self.named.values() if not b.numbered]:
            kinds = {self._reading.names.block_at(s.start).kind for s in bloc.spans}
            if bloc.mentions == 1 and kinds == {BlockKind.TITLE} and bloc.key.split()[0] == numbered[0].key.split()[0]:
                del self.named[bloc.key]
                numbered[0].aliases.add(bloc.key)

    def _join_shorter(self) -> None:
        """A bloc's name may be said shorter (`Khối thi đua Tài chính` of `… Tài chính tỉnh X`): the fuller takes it in.

        So does the only numbered bloc with a field take in its number alone (`Khối thi đua 2` of `… doanh nghiệp 2`).
        """
        for short in list(self.named.values()):
            fuller = [b for b in self.named.values() if b is not short and _is_shorter(short, b)]
            if len(fuller) == 1:
                del self.named[short.key]
                _take_in(fuller[0], short)

    @cached_property
    def main(self) -> Named | None:
        """The bloc that the article is about: the one named most, the first of several."""
        return max(self.named.values(), key=lambda b: b.mentions, default=None)

    @cached_property
    def of_places(self) -> bool:
        """Are the members of the article's bloc places: `Cụm thi đua các tỉnh …`, `gồm các phường: A, B`?"""
        main = self.main
        if main is None:
            return False
        return _OF_PLACES.search(main.key) is not None or any(_PLACE.match(member) for member in main.members)

    def of(self, chunk: Chunk | None) -> Named | None:
        """The bloc that a chunk names or points to; the article's own where it names none."""
        if chunk is None or chunk.bloc is None or chunk.bloc.bare:
            return self.main
        key = bloc_key(self._reading.names.expand(chunk.bloc.name))
        return self.named.get(key) or next((b for b in self.named.values() if key in b.aliases), self.main)


def find_blocs(reading: Reading, blocs: Blocs, roles: Sequence[BlocRole]) -> tuple[Bloc, ...]:
    """The records of an article's blocs, their members found before; who holds a role in a bloc is a member too."""
    return tuple(record for bloc in blocs.named.values() for record in _records(reading, bloc, roles))


def _with_holders(bloc: Named, roles: Sequence[BlocRole]) -> Named:
    """A bloc with the units among its members that hold its roles, unless a member has a longer or shorter name."""
    members, spans = dict(bloc.members), list(bloc.member_spans)
    for role in roles:
        unit = role.unit if role.bloc == bloc.name else None
        known = [*members.values(), *bloc.expanded]
        if unit and not any(_may_be_same(unit, member) for member in known):
            members[fold(unit)] = unit
            spans.append(role.evidence[0])
    return replace(bloc, members=members, member_spans=spans)


def _may_be_same(unit: str, member: str) -> bool:
    """May two names be one member's: `UBND tỉnh X` and `tỉnh X`, `BIDV Chi nhánh X` and `BIDV`, an abbreviation?"""
    left, right = fold(unit), fold(member)
    parts = left.endswith(f" {right}") or left.startswith(f"{right} ")
    return same_unit(unit, member) or parts or " " not in left


def _records(reading: Reading, bloc: Named, roles: Sequence[BlocRole]) -> Sequence[Bloc]:
    bloc = _with_holders(bloc, roles)
    key = (fold(bloc.name), fold(bloc.scope or ""))
    stated = Bloc(
        id=record_id(reading.article.id, Bloc, *key),
        evidence=tuple(dict.fromkeys([*bloc.spans, *bloc.member_spans]))[:_MOST_EVIDENCE],
        rule=RULE,
        name=bloc.name,
        scope=bloc.scope,
        members=tuple(bloc.members.values()),
    )
    fresh = [member for member in bloc.expanded if fold(member) not in bloc.members]
    if not fresh:
        return [stated]
    expanded = Bloc(
        id=record_id(reading.article.id, Bloc, *key, Basis.EXPANDED),
        evidence=tuple(dict.fromkeys([*bloc.spans[:1], *bloc.member_spans])),
        rule=RULE_EXPANDED,
        name=bloc.name,
        scope=bloc.scope,
        members=tuple(fresh),
        basis=Basis.EXPANDED,
    )
    return [stated, expanded]
