"""Blocs as records: one for each bloc that the article names, with its body and its members.

What stands in a bloc's list of members is found by `members`; a closed set (`các Quân khu`) is spread out in a record
of its own, which says `expanded`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from corpus.article import BlockKind

from ..chunks import Chunk, Kind
from ..reading import Reading
from ..records import Basis, Bloc, Span, record_id
from ..text.language import fold
from ..text.words import ALL
from ..units.unit_parse import UnitParse
from .bloc_names import BlocParse

RULE = "blocs.name"
RULE_EXPANDED = "blocs.closed_set"
_MARKS = re.compile(r"[,;–—-]")
_LEFT_OUT = re.compile(r"\bthi đua\b|\bvà\b|\bsố (?=\d|[ivxlc]+\b)|\b0+(?=\d)")
_OF_PLACES = re.compile(r"^\w+ (?:các |\d+ )(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường)\b")
_PROVINCE = re.compile(r"(?:tỉnh|thành phố) ")
_PLACES_TOO = frozenset({"thành", "phố"})  # `các tỉnh`, `các tỉnh, thành`, `các tỉnh, thành phố`
_BEGINNINGS = frozenset({ALL, "tỉnh", "huyện", "quận"})  # of a name that says the end of the fuller one
PLACE_KIND = re.compile(r"(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường) ")
# What stands between two names of one bloc.
_ALSO_CALLED = frozenset(
    f"{mark}{words}".strip()
    for mark in ("", ", ", "( ")
    for words in (
        "tức", "tức là", "hay", "hay là", "hay còn gọi là", "còn gọi là", "còn có tên là", "gọi tắt là",
        *(
            f"{when}{verb}"
            for when in ("nay ", "trước đây ", "trước là ", "trước ", "nguyên ", "hiện ", "")
            for verb in ("là", "gọi là", "được gọi là", "đổi tên là", "đổi tên thành", "đổi thành", "có tên là")
            if when or verb != "là"
        ),
    )
) | {"("}  # fmt: skip
_MOST_NAMES, _MOST_EVIDENCE = 2, 24  # passages that name a bloc, and all of its record


def bloc_key(name: str) -> str:
    """A bloc's name folded for comparison inside one article: `Khối thi đua số 02` and `Khối 2` are one."""
    return " ".join(_LEFT_OUT.sub("", fold(_MARKS.sub(" ", name))).split())


@dataclass(slots=True, eq=False)
class Named:
    """A bloc of the article.

    scope: the body whose bloc it is. numbered: its name has a number. spans: passages that name it. aliases: keys of
    other names. members: units listed as its members. member_aliases: their short names, folded. expanded: those of
    closed sets. bearers: those that bear its roles and are not listed. mentions: how often it is named.
    """

    key: str
    name: str
    scope: str | None
    numbered: bool
    spans: list[Span] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    members: dict[str, str] = field(default_factory=dict)
    member_spans: list[Span] = field(default_factory=list)
    member_aliases: set[str] = field(default_factory=set)
    expanded: list[str] = field(default_factory=list)
    bearers: dict[str, str] = field(default_factory=dict)
    bearer_spans: list[Span] = field(default_factory=list)
    mentions: int = 0


def _is_shorter(short: Named, full: Named) -> bool:
    """Does a bloc's name leave out the end of another's, or the field before its number?"""
    if short.numbered != full.numbered:
        return False
    left, right = short.key.split(), full.key.split()
    if not short.numbered:
        return full.key.startswith(f"{short.key} ") or _leaves_words_out(left, right)
    return len(left) < len(right) and left[0] == right[0] and left[1:] == right[-1:]


def _leaves_words_out(short: list[str], full: list[str]) -> bool:
    """Does a bloc's name without a number say less than another's, or its field by its first letters?

    `Cụm … các tỉnh Tây Nguyên` of `Cụm … các tỉnh, thành Tây Nguyên`; of `Cụm … Hội Luật gia các tỉnh Tây Nguyên`;
    `Khối thi đua huyện A` of `Khối thi đua các cơ quan huyện A`; `Khối thi đua VH-XH` of `… Văn hóa - Xã hội`.
    """
    if short[0] != full[0] or len(short) >= len(full):
        return False
    plain = [word for word in full if word not in _PLACES_TOO]
    field = [word for word in short if word not in _PLACES_TOO][1:]
    ending = field == plain[len(plain) - len(field) :]
    told = field == plain[1:] or (len(field) > 1 and field[0] in _BEGINNINGS and ending)
    return told or "".join(short[1:]) == "".join([word[0] for word in full[1:]])


def _take_in(full: Named, short: Named) -> None:
    """Make a bloc's shorter name another name of the bloc."""
    full.aliases |= {short.key, *short.aliases}
    if short.scope and (full.scope is None or _PROVINCE.match(fold(full.scope))):
        full.scope = short.scope  # a body says more than the province that a field ends with
    full.mentions += short.mentions
    full.spans.extend(short.spans[: _MOST_NAMES + 1 - len(full.spans)])


class Blocs:
    """The blocs that an article names, by key, in order; and which of them it is about."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.named: dict[str, Named] = {}
        shared: list[str] = []  # the bodies of several blocs: `hai cụm thi đua của X`
        self._rows = [reading.rows[number] for number in reading.rows_with(Kind.BLOC)]
        for row in self._rows:
            for chunk in row:
                if chunk.bloc and not chunk.bloc.bare:
                    self._add(chunk, chunk.bloc)
                elif chunk.bloc and chunk.bloc.scope:
                    shared.append(reading.unit_name(chunk.bloc.scope, chunk.a))
        self._join_headline()
        self._join_shorter()
        self._join_other_names()
        for bloc in self.named.values():
            bloc.scope = bloc.scope or (shared[0] if shared else None)

    def _add(self, chunk: Chunk, bloc: BlocParse) -> None:
        reading = self._reading
        name = bloc.name.capitalize() if bloc.name.isupper() else reading.names.expand(bloc.name)
        scope = reading.unit_name(bloc.scope) if bloc.scope else bloc.scope_text
        if bloc.scope is None and scope:
            scope = self._filled(scope, chunk.a)
        key = bloc_key(name)
        found = self.named.setdefault(key, Named(key, name, scope, bloc.numbered))
        found.scope = found.scope or scope
        found.mentions += 1
        # One passage more where it says whose bloc it is.
        if len(found.spans) < _MOST_NAMES + bool(scope and found.scope == scope):
            found.spans.append(reading.span(chunk.a, chunk.b))

    def _filled(self, scope: str, offset: int) -> str | None:
        """`Khối thi đua số 2 | tỉnh`: a kind of place alone is the one of that kind that the article is about."""
        if " " in scope:
            return self._reading.names.expand(scope)
        whole = self._reading.unit_name(UnitParse(0, 0, scope, fold(scope), True, True), offset)
        return whole if " " in whole else None

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

    def _join_other_names(self) -> None:
        """`Khối thi đua số 9, tức Khối thi đua các nhà hát`: two names of one bloc, said in one breath."""
        if len(self.named) < 2:
            return
        for row in self._rows:
            at = [k for k, c in enumerate(row) if c.bloc and not c.bloc.bare]
            for left, right in pairwise(at):
                gap = " ".join([c.norm for c in row[left + 1 : right]])
                if gap not in _ALSO_CALLED:
                    continue
                one, other = self.of(row[left]), self.of(row[right])
                if one and other and one is not other and one.numbered != other.numbered:
                    full, short = (one, other) if one.numbered else (other, one)
                    self.named = {key: bloc for key, bloc in self.named.items() if bloc is not short}
                    _take_in(full, short)

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
        return _OF_PLACES.search(main.key) is not None or any(PLACE_KIND.match(member) for member in main.members)

    def of(self, chunk: Chunk | None) -> Named | None:
        """The bloc that a chunk names or points to; the article's own where it names none."""
        if chunk is None or chunk.bloc is None or chunk.bloc.bare:
            return self.main
        key = bloc_key(self._reading.names.expand(chunk.bloc.name))
        return self.named.get(key) or next((b for b in self.named.values() if key in b.aliases), self.main)


def find_blocs(reading: Reading, blocs: Blocs) -> tuple[Bloc, ...]:
    """The records of an article's blocs, their members and those who bear their roles found before."""
    return tuple(record for bloc in blocs.named.values() for record in _records(reading, bloc))


def _records(reading: Reading, bloc: Named) -> Sequence[Bloc]:
    key = (fold(bloc.name), fold(bloc.scope or ""))
    stated = Bloc(
        id=record_id(reading.article.id, Bloc, *key),
        evidence=tuple(dict.fromkeys([*bloc.spans, *bloc.member_spans, *bloc.bearer_spans]))[:_MOST_EVIDENCE],
        rule=RULE,
        name=bloc.name,
        scope=bloc.scope,
        members=(*bloc.members.values(), *bloc.bearers.values()),
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
