"""Blocs as records: one for each bloc that the article names, with its body and its members.

Members stand in lists: `gồm A, B và C` · `gồm: …` · `(gồm …)` · `đó là: …` · `có 6 đơn vị:` with one to a line ·
`Cụm thi đua số 3 – Ban CHQS các phường: A, B`. A closed set (`các Quân khu`) is spread out in a record of its own,
which says `expanded`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from corpus.article import BlockKind

from .bloc_names import BlocParse
from .chunks import Chunk, Kind
from .gazetteer import load
from .language import fold
from .reading import Reading, is_word
from .records import Basis, Bloc, Span, record_id

RULE = "blocs.name"
RULE_EXPANDED = "blocs.closed_set"
_NUMBER_SIGN = re.compile(r"\bsố (?=\d|[ivxlc]+\b)")
_CUES = frozenset({"gồm", "là", ":", "có", "tụ", "(", "–", "-", "đủ", "viên", "vị"})
_STRONG = frozenset({"gồm", "tụ"})
_SEPARATORS = frozenset({",", ";", "và", "cùng", "-", "–", "+", "•"})
_BULLETS = frozenset({"-", "–", "+", "•", "*"})
_BLOC_WORDS = frozenset({"khối", "cụm"})
_ELIDED = re.compile(r"^(.*\b(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã))\s+\S")


def bloc_key(name: str) -> str:
    """A bloc's name folded for comparison inside one article: `Khối thi đua số 2` is `Khối thi đua 2`."""
    return _NUMBER_SIGN.sub("", fold(" ".join(name.split())))


@dataclass(slots=True)
class Named:
    """A bloc of the article."""

    key: str
    name: str
    scope: str | None
    numbered: bool
    spans: list[Span] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)
    members: list[str] = field(default_factory=list)
    member_spans: list[Span] = field(default_factory=list)
    expanded: list[str] = field(default_factory=list)
    mentions: int = 0


class Blocs:
    """The blocs that an article names, and which of them it is about."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.named: dict[str, Named] = {}
        for row in reading.sentences:
            for chunk in row:
                if chunk.bloc and not chunk.bloc.bare:
                    self._add(chunk, chunk.bloc)
        self._join_headline()
        for row in _with_lines(reading.sentences):
            self._members(row)

    def _add(self, chunk: Chunk, bloc: BlocParse) -> None:
        reading = self._reading
        name = reading.expand(bloc.name) if not bloc.name.isupper() else bloc.name.capitalize()
        key = bloc_key(name)
        scope = bloc.scope_text
        if bloc.scope:
            scope = reading.complete(bloc.scope, reading.tokens.start[bloc.scope.start])
        found = self.named.setdefault(key, Named(key, name, scope, bloc.numbered))
        if found.name.isupper() or (bloc.name.isupper() is False and found.mentions == 0):
            found.name = name
        found.scope = found.scope or scope
        found.mentions += 1
        if len(found.spans) < 2 or (scope and found.scope == scope and len(found.spans) < 3):
            found.spans.append(reading.span(chunk.a, chunk.b))

    def _join_headline(self) -> None:
        """A headline may call a numbered bloc by its field: the only numbered bloc of the article takes it in."""
        numbered = [b for b in self.named.values() if b.numbered]
        if len(numbered) != 1:
            return
        for bloc in [b for b in self.named.values() if not b.numbered]:
            kinds = {self._reading.article.block_at(s.start).kind for s in bloc.spans}
            if bloc.mentions == 1 and kinds == {BlockKind.TITLE} and bloc.key.split()[0] == numbered[0].key.split()[0]:
                del self.named[bloc.key]
                numbered[0].aliases.add(bloc.key)

    @cached_property
    def main(self) -> Named | None:
        """The bloc that the article is about: the one named most, the first of several."""
        return max(self.named.values(), key=lambda b: b.mentions, default=None)

    def of(self, chunk: Chunk | None) -> Named | None:
        """The bloc that a chunk names or points to; the article's own where it names none."""
        if chunk is None or chunk.bloc is None or chunk.bloc.bare:
            return self.main
        key = bloc_key(self._reading.expand(chunk.bloc.name))
        return self.named.get(key) or next((b for b in self.named.values() if key in b.aliases), self.main)

    def _members(self, row: Sequence[Chunk]) -> None:
        if not self.named or not row:
            return
        i = 0
        while i < len(row):
            if row[i].kind in (Kind.UNIT, Kind.UNITS) and not _bare(row[i]):
                names, last, closed = self._run(row, i)
                bloc = self._listed(row, i, len(names) + 2 * len(closed))
                if bloc and (len(names) >= 2 or closed or row[i].kind is Kind.UNITS):
                    self._take(bloc, names, closed, row, i, last)
                i = max(last, i + 1)
            else:
                i += 1

    def _take(
        self, bloc: Named, names: list[str], closed: list[str], row: Sequence[Chunk], first: int, last: int
    ) -> None:
        known = {fold(m) for m in bloc.members}
        fresh = [n for n in names if fold(n) not in known]
        bloc.members.extend(dict.fromkeys(fresh))
        if fresh or closed:
            bloc.member_spans.extend(self._spans(row[first:last]))
        for entry in load("closed_sets"):
            if entry.id in closed:
                bloc.expanded.extend(m for m in entry.fields["members"].split("|") if m not in bloc.expanded)

    def _spans(self, chunks: Sequence[Chunk]) -> list[Span]:
        """One span for each block that a list runs through."""
        spans: dict[int, Span] = {}
        for chunk in chunks:
            block = self._reading.block(chunk).start
            start = spans[block].start if block in spans else chunk.a
            spans[block] = self._reading.span(start, chunk.b)
        return list(spans.values())

    def _listed(self, row: Sequence[Chunk], first: int, size: int) -> Named | None:
        """The bloc whose members a list that starts at chunk `first` names, or None."""
        if first and row[first - 1].kind is Kind.MARK and self._reading.tokens.newline[row[first - 1].start]:
            first -= 1  # the dash of a list's line
        cue = row[first - 1] if first else None
        if cue is None or (cue.norm not in _CUES and not row[first - 1].kind is Kind.NUMBER):
            return None
        head = row[:first]
        pointed = [c for c in head if c.kind is Kind.BLOC]
        strong = any(c.norm in _STRONG for c in head[-4:])
        loose = any(is_word(c, *_BLOC_WORDS) for c in head)
        membership = any(is_word(c, "viên") for c in head[-6:])
        if cue.norm in ("-", "–"):
            return self.of(pointed[-1]) if pointed and pointed[-1] is row[first - 2] and size >= 2 else None
        if cue.norm == "(" and not (pointed and head[-2] is pointed[-1]):
            return None
        if cue.norm == "có" and not (pointed or loose):
            return None
        behind = head[head.index(pointed[-1]) :] if pointed else head[-6:]
        if any(c.kind in (Kind.ROLE, Kind.AWARD) for c in behind):
            return None
        if not (pointed or loose or membership):
            return None
        if not strong and cue.norm not in (":", "là", "(") and size < 3:
            return None
        words = " ".join(c.norm for c in head)
        if any(f" {w} " in f" {words} " for w in ("tặng", "trao", "đề nghị", "khen")):
            return None
        return self.of(pointed[-1] if pointed else None)

    def _run(self, row: Sequence[Chunk], i: int) -> tuple[list[str], int, list[str]]:
        """The units of a list from chunk i on: names, the chunk after it, ids of closed sets."""
        reading = self._reading
        names: list[str] = []
        closed: list[str] = []
        last = i
        while i < len(row):
            chunk = row[i]
            if chunk.kind is Kind.UNITS and chunk.units:
                names.extend(reading.expand(u.name) for u in chunk.units.units)
                closed.extend([chunk.units.closed] if chunk.units.closed else [])
            elif chunk.kind is Kind.UNIT and chunk.unit and not chunk.unit.bare:
                names.append(reading.complete(chunk.unit, chunk.a))
            elif chunk.kind is Kind.PLACE and names and (match := _ELIDED.match(names[-1])):
                head = match.group(1)
                place = chunk.text
                names.append(reading.expand(f"{head} {place}"))
            elif chunk.kind is Kind.BLOC:
                break
            else:
                break
            last = i + 1
            j = _skip_bracket(row, last)
            while j < len(row) and row[j].norm in _SEPARATORS:
                j += 1
            if j == last or j >= len(row):
                break
            i = j
        return names, last, closed


def _with_lines(rows: Sequence[list[Chunk]]) -> Iterator[list[Chunk]]:
    """The sentences; one that ends with a colon takes in the lines of the list that follow it."""
    number = 0
    while number < len(rows):
        row = list(rows[number])
        number += 1
        if row and row[-1].text == ":":
            while number < len(rows) and rows[number] and rows[number][0].text in _BULLETS:
                row.extend(rows[number])
                number += 1
        yield row


def _bare(chunk: Chunk) -> bool:
    return chunk.unit is not None and chunk.unit.bare


def _skip_bracket(row: Sequence[Chunk], i: int) -> int:
    if i < len(row) and row[i].text == "(":
        for j in range(i + 1, min(i + 6, len(row))):
            if row[j].text == ")":
                return j + 1
    return i


def find_blocs(reading: Reading, blocs: Blocs) -> tuple[Bloc, ...]:
    """The records of an article's blocs."""
    records: list[Bloc] = []
    for bloc in blocs.named.values():
        key = (fold(bloc.name), fold(bloc.scope or ""))
        records.append(
            Bloc(
                id=record_id(reading.article.id, Bloc, *key),
                evidence=tuple(dict.fromkeys([*bloc.spans, *bloc.member_spans]))[:24],
                confidence=0.95 if bloc.numbered or bloc.mentions > 1 else 0.8,
                rule=RULE,
                name=bloc.name,
                scope=bloc.scope,
                members=tuple(bloc.members),
            )
        )
        fresh = [m for m in bloc.expanded if fold(m) not in {fold(n) for n in bloc.members}]
        if fresh:
            records.append(
                Bloc(
                    id=record_id(reading.article.id, Bloc, *key, Basis.EXPANDED),
                    evidence=tuple(dict.fromkeys([*bloc.spans[:1], *bloc.member_spans])),
                    confidence=0.6,
                    rule=RULE_EXPANDED,
                    name=bloc.name,
                    scope=bloc.scope,
                    members=tuple(fresh),
                    basis=Basis.EXPANDED,
                )
            )
    return tuple(records)
