"""The members of blocs, which stand in lists.

gồm A, B và C · gồm: … · (gồm …) · đó là: … · có 6 đơn vị: … with one to a line
Cụm thi đua số 3 – Ban CHQS các phường: A, B
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .bloc_names import BLOC_WORDS
from .blocs import Blocs, Named
from .chunks import Chunk, Kind, Row, is_word, words
from .gazetteer import load
from .language import fold
from .reading import Reading
from .records import Span
from .words import AND, COMPRISES, GIVES, HANDS, HAS, IS, PROPOSES, TOGETHER

# What stands right before a list of members; the first two say so by themselves.
_STRONG_CUES = frozenset({COMPRISES, "tụ"})
_DASHES = frozenset({"-", "–"})
_MEMBER = "viên"  # the last syllable of `thành viên`
_CUES = frozenset({*_STRONG_CUES, *_DASHES, IS, ":", HAS, "(", "đủ", _MEMBER, "vị"})
_CLEAR_CUES = frozenset({":", IS, "("})  # after these two units are a list, after others three
_SEPARATORS = frozenset({",", ";", AND, TOGETHER, "-", "–", "+", "•"})
_BULLETS = frozenset({"-", "–", "+", "•", "*"})
# Verbs with which a sentence speaks of awards: what it lists are recipients.
_AWARDING = (GIVES, HANDS, PROPOSES, "khen")
# A unit's name up to its kind of place, which the list's next places share: `Ban CHQS huyện | A`.
_ELIDED = re.compile(r"^(.*\b(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã))\s+\S")
_CUE_REACH, _NEAR = 4, 6  # chunks before a list in which a strong cue, or a word for membership, stands
_HEAD_REACH = 400  # chunks before a list that are looked at for its bloc
_LONGEST_BRACKET = 6  # chunks of an abbreviation behind a unit
_FEW = 3


@dataclass(slots=True)
class _List:
    """Units in a list: names, ids of closed sets; chunks `first` to `last` (exclusive) of its row."""

    first: int
    last: int
    names: list[str] = field(default_factory=list)
    closed: list[str] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.names) + 2 * len(self.closed)


def find_members(reading: Reading, blocs: Blocs) -> None:
    """Give the article's blocs the members that its lists name."""
    if not blocs.named:
        return
    for number, row in _with_lines(reading.rows):
        if len(row) == len(reading.rows[number]) and not reading.has(number, Kind.UNIT, Kind.UNITS):
            continue
        places = [k for k, chunk in enumerate(row) if chunk.kind in (Kind.UNIT, Kind.UNITS)]
        i = 0
        for k in places:
            if k < i:
                continue
            i = k
            listed = _list_at(reading, row, i)
            bloc = _listing_bloc(reading, blocs, row, listed) if listed else None
            if listed and bloc and (len(listed.names) >= 2 or listed.closed or row[i].kind is Kind.UNITS):
                _take(bloc, listed, _spans(reading, row[i : listed.last]))
            i = max(listed.last if listed else 0, i + 1)


def _with_lines(rows: Sequence[Row]) -> Iterator[tuple[int, Row]]:
    """The sentences with their numbers; one that ends with a colon takes in the lines of the list that follow it."""
    number = 0
    while number < len(rows):
        first, row = number, rows[number]
        number += 1
        if row[-1].text == ":":
            row = list(row)
            while number < len(rows) and rows[number][0].text in _BULLETS:
                row.extend(rows[number])
                number += 1
        yield first, row


def _list_at(reading: Reading, row: Row, i: int) -> _List | None:
    """The list of units that starts at chunk i, perhaps of one; None where no unit stands there."""
    unit = row[i].unit
    if row[i].kind not in (Kind.UNIT, Kind.UNITS) or (unit and unit.bare):
        return None
    found = _List(i, i)
    while i < len(row) and _take_item(reading, row[i], found):
        found.last = i + 1
        i = _behind_bracket(row, found.last)
        while i < len(row) and row[i].norm in _SEPARATORS:
            i += 1
        if i == found.last:
            break
    return found


def _take_item(reading: Reading, chunk: Chunk, found: _List) -> bool:
    """Take in what a chunk names; False where it ends the list."""
    if chunk.units:
        found.names.extend(reading.names.expand(u.name) for u in chunk.units.units)
        found.closed.extend([chunk.units.closed] if chunk.units.closed else [])
        return True
    if chunk.kind is Kind.UNIT and chunk.unit and not chunk.unit.bare:
        found.names.append(reading.unit_name(chunk.unit, chunk.a))
        return True
    elided = _ELIDED.match(found.names[-1]) if chunk.kind is Kind.PLACE and found.names else None
    if elided:
        found.names.append(reading.names.expand(f"{elided.group(1)} {chunk.text}"))
    return elided is not None


def _behind_bracket(row: Row, i: int) -> int:
    """The chunk after a short bracket at chunk i; i where there is none."""
    if i < len(row) and row[i].text == "(":
        return next((j + 1 for j in range(i + 1, min(i + _LONGEST_BRACKET, len(row))) if row[j].text == ")"), i)
    return i


def _listing_bloc(reading: Reading, blocs: Blocs, row: Row, listed: _List) -> Named | None:
    """The bloc whose members a list names, by what stands before it in the row; or None."""
    first = listed.first
    if first and row[first - 1].kind is Kind.MARK and reading.tokens.newline[row[first - 1].start]:
        first -= 1  # the dash of a list's line
    head = row[max(0, first - _HEAD_REACH) : first]
    if not head or (head[-1].norm not in _CUES and head[-1].kind is not Kind.NUMBER):
        return None
    cue = head[-1].norm
    named = next((k for k in range(len(head) - 1, -1, -1) if head[k].kind is Kind.BLOC), None)
    right_before = named is not None and named == len(head) - 2
    bloc = blocs.of(head[named] if named is not None else None)
    if cue in _DASHES:
        return bloc if right_before and listed.size >= 2 else None
    if cue == "(" and not right_before:
        return None
    spoken_of = named is not None or any(is_word(c, *BLOC_WORDS) for c in head)
    if cue == HAS and not spoken_of:
        return None
    if not spoken_of and not any(is_word(c, _MEMBER) for c in head[-_NEAR:]):
        return None
    strong = any(c.norm in _STRONG_CUES for c in head[-_CUE_REACH:])
    if not strong and cue not in _CLEAR_CUES and listed.size < _FEW:
        return None
    return None if _speaks_of_awards(head, named) else bloc


def _speaks_of_awards(head: Row, named: int | None) -> bool:
    """Does what stands before a list speak of roles or awards, behind the bloc at chunk `named` if there is one?"""
    behind = head[named:] if named is not None else head[-_NEAR:]
    if any(c.kind in (Kind.ROLE, Kind.AWARD) for c in behind):
        return True
    spoken = f" {words(head)} "
    return any(f" {word} " in spoken for word in _AWARDING)


def _take(bloc: Named, listed: _List, spans: Sequence[Span]) -> None:
    fresh = {fold(name): name for name in listed.names if fold(name) not in bloc.members}
    bloc.members.update(fresh)
    if fresh or listed.closed:
        bloc.member_spans.extend(spans)
    for entry in load("closed_sets"):
        if entry.id in listed.closed:
            bloc.expanded.extend(m for m in entry.fields["members"].split("|") if m not in bloc.expanded)


def _spans(reading: Reading, chunks: Row) -> list[Span]:
    """One span for each block that a list runs through."""
    spans: dict[int, Span] = {}
    for chunk in chunks:
        block = reading.block(chunk).start
        start = spans[block].start if block in spans else chunk.a
        spans[block] = reading.span(start, chunk.b)
    return list(spans.values())
