"""Who held a post of a unit on a day, how sure the articles make it, and the sentences on which that rests.

The rules stand in `on_day_rules`. Here they meet units: a sign from before a unit was renamed, merged or enlarged makes
nobody sure after it, the units that became it count as its predecessors, and a unit that may be another one gives
possible holders only.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any

from db.mentions import most_usual
from db.names import is_accented
from db.on_day_rules import Hold, Line, Why
from db.people.posts import standing_of, title_key
from db.post_signs import Shows, Sign, is_single_post, post_key, signs
from db.redaction import masking
from db.unit_identity import is_open
from extractors.text.language import fold, plain
from extractors.units.branches import UNIFORMED, branches_of
from extractors.units.unit_kinds import Trait, has_trait

RENAMED, DISSOLVED = "renamed", "dissolved"
_ENDS = ("renamed", "merged", "dissolved")  # whoever is named under the old name later, it was no more
_HEAD = 2  # the seat of who heads a unit, or a part of one


class Status(StrEnum):
    """How sure the articles make an answer."""

    SURE = "sure"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Doubt(StrEnum):
    """Why somebody who is shown on both sides of a day, or on it, is only possible."""

    OTHERS = "others"  # somebody else may have been
    UNIT_CHANGED = "unit_changed"  # renamed, merged or enlarged between the sign and the day
    OTHER_UNIT = "other_unit"  # the sign may be of another unit
    CONTRADICTED = "contradicted"  # another article says that they were gone, or names another one
    INFERRED = "inferred"  # no source states it: of a bloc's head, from who chaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence on which an answer rests. shows: what it shows of the person in the post, on that day."""

    day: str | None
    shows: str
    quote: str
    article_title: str | None
    published: str | None
    source: str
    article_id: str
    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Someone who held the post, or may have. why: on what that rests, on the days of `days`; id, name: of the person
    (of a bloc: of the unit, and person: who stood for it)."""

    id: str
    name: str
    status: Status
    why: Why
    days: tuple[str, ...]
    doubts: tuple[str, ...] = ()
    person: str | None = None
    evidence: list[Evidence] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """Someone who is known in the post on another day; no answer."""

    id: str
    name: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAnswer:
    """Who held a post on a day. candidates: the sure first. before, after: who is known nearest, where nobody is.

    unit: the name of the unit (of a bloc: of the bloc). single: whether one holds it at a time. reason: why nothing is
    known of a bloc's year. changes: (day, kind, name of what it became) of the unit's events.
    """

    unit_ids: tuple[str, ...]
    unit: str
    title: str
    single: bool
    day: str
    status: Status
    candidates: list[Candidate] = field(default_factory=list)
    before: list[Known] = field(default_factory=list)
    after: list[Known] = field(default_factory=list)
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    reason: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def holders(connection: sqlite3.Connection, units: Sequence[str], title: str | None, day: str) -> list[PostAnswer]:
    """Who held the posts of a unit on a day (ISO).

    units: the ids under which the archive knows the unit. title: of the post, as it is typed, with or without
    diacritics; None: all posts of the unit. One answer per post, by title; a title that fits none is one unknown
    answer, as it is when the unit is not known.
    """
    posts = Posts(connection, units)
    keys = posts.keys(title)
    if title is not None and not keys:
        return [posts.unknown(title, day)]
    return sorted((posts.answer(key, day) for key in keys), key=lambda a: (not a.single, a.title))


_NAME = "SELECT name, key FROM units WHERE id = ?"
_EVENTS = "SELECT day, kind, into_name FROM unit_events WHERE unit = ?"
_BECAME = "SELECT unit, day, kind FROM unit_events WHERE into_unit = ? AND unit <> into_unit"
_TAKEN = """
SELECT h.post, um.unit, u.name, h.date FROM person_mentions pm
JOIN claim_handovers h ON h.claim = pm.claim
JOIN unit_mentions um ON um.claim = h.claim AND um.field = 'organization'
JOIN units u ON u.id = um.unit
WHERE pm.person = ? AND pm.field = 'taker' AND h.kind = 'post' AND length(h.date) = 10
"""
_QUOTE = "SELECT quote, article_title, published, source, article FROM claim_quotes WHERE claim = ?"


class Posts:
    """The posts of a unit and of those that became it or may be it."""

    def __init__(self, connection: sqlite3.Connection, units: Sequence[str]) -> None:
        self._connection = connection
        self._units = tuple(sorted(set(units)))
        named = {unit: (name, key) for unit in self._units for name, key in connection.execute(_NAME, (unit,))}
        self.unit = most_usual(name for name, _ in named.values()) if named else ""
        self._open = any(is_open(key) for _, key in named.values())
        self.changes = sorted({tuple(row) for u in self._units for row in connection.execute(_EVENTS, (u,))})
        self._eras = sorted({day for day, *_ in self.changes})
        self._predecessors = _predecessors(connection, self._units)
        self._alike = _may_be(connection, self._units) - set(self._units)
        all_units = {*self._units, *self._predecessors, *self._alike}
        self._signs: dict[str, list[Sign]] = defaultdict(list)
        for sign in signs(connection, sorted(all_units)):
            self._signs[sign.key].append(sign)

    def keys(self, title: str | None) -> list[str]:
        """The keys of the posts that a title fits, or of all that the unit itself has."""
        own = {key for key, of_post in self._signs.items() if any(s.unit in self._units for s in of_post)}
        if title is None:
            return sorted(own)
        wanted = {post_key(title, name) for name in self._names()}
        if wanted & set(self._signs) or is_accented(title):
            return sorted(wanted & set(self._signs))
        plainly = {plain(key) for key in wanted} | {plain(title_key(plain(title), plain(n))) for n in self._names()}
        return sorted(key for key in self._signs if plain(key) in plainly)

    def key_of(self, title: str, unit: str) -> str:
        """The key of a title in one of the units."""
        return post_key(title, next((name for name, _ in self._connection.execute(_NAME, (unit,))), None))

    def titles(self) -> list[str]:
        """The titles of the unit's own posts."""
        return sorted(self.title(key) for key in self.keys(None))

    def title(self, key: str) -> str:
        """A post's title as it is most usually spelt, in the unit itself if it is known there."""
        own = [s.title for s in self._signs[key] if s.unit in self._units]
        return most_usual(own or [s.title for s in self._signs[key]])

    def signs(self, key: str) -> list[Sign]:
        """The signs of a post of the unit itself, in time."""
        return [sign for sign in self._signs[key] if sign.unit in self._units]

    def is_single(self, key: str) -> bool:
        """Whether one person holds a post at a time."""
        return is_single_post(key, {sign.title for sign in self._signs[key]})

    def unknown(self, title: str, day: str) -> PostAnswer:
        """The answer for a post of which nothing is known."""
        return PostAnswer(
            unit_ids=self._units, unit=self.unit, title=title, single=is_single_post("", {title}), day=day,
            status=Status.UNKNOWN, changes=self.changes,
        )  # fmt: skip

    def answer(self, key: str, day: str) -> PostAnswer:
        """Who held a post on a day."""
        single = self.is_single(key)
        away: dict[str, set[str]] = defaultdict(set)
        for person, taken in self.away(key):
            away[person].add(taken)
        closed = [d for d, kind, _ in self.changes if kind == DISSOLVED]
        line = Line(self.signs(key), single=single, away=away, closed=closed)
        found = line.on(day)
        candidates = {p: self._judged(line, hold, day, found, key) for p, hold in found.items()}
        sure = any(c.status is Status.SURE for c in candidates.values())
        weak = [] if single and sure else self._weak_lines(key, day, single, away)
        for other in weak:
            for person, hold in other.on(day).items():
                if person not in candidates and not (single and any(line.bars(person, d, day) for d in hold.days)):
                    candidates[person] = self._weak(other, hold, day)
        status = Status.SURE if sure else Status.POSSIBLE if candidates else Status.UNKNOWN
        before, after = ([], []) if candidates else self._nearest([line, *weak], day)
        return PostAnswer(
            unit_ids=self._units, unit=self.unit, title=self.title(key), single=single, day=day, status=status,
            candidates=sorted(candidates.values(), key=lambda c: (c.status is not Status.SURE, c.days, c.name, c.id)),
            before=before, after=after, changes=self.changes,
        )  # fmt: skip

    def _judged(self, line: Line, hold: Hold, day: str, found: Mapping[str, Hold], key: str) -> Candidate:
        firm = line.is_sure(hold.person, day, found)
        eras = {bisect_right(self._eras, d) for d in (day, *hold.days)}
        doubts = []
        ended = any(d <= day for d, kind, _ in self.changes if kind in _ENDS)
        if len(eras) > 1 or (ended and hold.why in (Why.AFTER_LAST, Why.BEFORE_FIRST)):
            doubts.append(Doubt.UNIT_CHANGED)
        if self._open:
            doubts.append(Doubt.OTHER_UNIT)
        if line.single and len(found) > 1:
            doubts.append(Doubt.OTHERS)
        elif not firm and hold.why in (Why.ON_THE_DAY, Why.BETWEEN):
            doubts.append(Doubt.CONTRADICTED)
        status = Status.SURE if firm and not doubts else Status.POSSIBLE
        return self._candidate(line, hold, status, doubts)

    def _weak(self, line: Line, hold: Hold, day: str) -> Candidate:
        units = {sign.unit for sign in line.signs}
        doubt = Doubt.UNIT_CHANGED if units <= set(self._predecessors) else Doubt.OTHER_UNIT
        return self._candidate(line, hold, Status.POSSIBLE, [doubt])

    def _weak_lines(self, key: str, day: str, single: bool, away: Mapping[str, Set[str]]) -> list[Line]:
        """The same post of the predecessors that count on the day, and of the units that may be this one."""
        became = [u for u, (since, renamed) in self._predecessors.items() if renamed or day >= since]
        found = []
        for unit in sorted({*became, *self._alike}):
            of_unit = [sign for sign in self._signs[key] if sign.unit == unit]
            if of_unit:
                found.append(Line(of_unit, single=single, away=away))
        return found

    def _candidate(self, line: Line, hold: Hold, status: Status, doubts: Sequence[str]) -> Candidate:
        own = [s for s in line.signs if s.person == hold.person and s.shows is not Shows.FORMER]
        return Candidate(
            id=hold.person, name=name_of(self._connection, hold.person), status=status, why=hold.why, days=hold.days,
            doubts=tuple(doubts), evidence=evidence_of(self._connection, [s for s in own if s.day in hold.days]),
        )  # fmt: skip

    def _nearest(self, lines: Iterable[Line], day: str) -> tuple[list[Known], list[Known]]:
        pairs = [line.nearest(day) for line in lines]
        before = {shown for earlier, _ in pairs for shown in earlier}
        after = {shown for _, later in pairs for shown in later}
        last, first = max((d for _, d in before), default=None), min((d for _, d in after), default=None)
        return self._known(before, last), self._known(after, first)

    def _known(self, shown: Iterable[tuple[str, str]], day: str | None) -> list[Known]:
        people = sorted(person for person, d in shown if d == day)
        found = [Known(id=p, name=name_of(self._connection, p), day=day) for p in people if day]
        return sorted(found, key=lambda known: (known.name, known.id))

    def away(self, key: str) -> list[tuple[str, str]]:
        """(person, day) on which people of a post took another one that excludes it."""
        asked = (self.title(key), self.unit, frozenset(self._units))
        found = set()
        for person in {sign.person for sign in self._signs[key]}:
            for title, unit, name, day in self._connection.execute(_TAKEN, (person,)):
                if post_key(title, name) != key and _excludes((title, name, frozenset((unit,))), asked):
                    found.add((person, day))
        return sorted(found)

    @property
    def is_alone(self) -> bool:
        """Whether no other unit became this one, or may be it, and nothing became of it."""
        return not (self.changes or self._predecessors or self._alike or self._open)

    def _names(self) -> list[str]:
        named = {name for unit in self._units for name, _ in self._connection.execute(_NAME, (unit,))}
        return sorted(named) or [""]


def name_of(connection: sqlite3.Connection, person: str) -> str:
    """A person's name."""
    (name,) = connection.execute("SELECT name FROM people WHERE id = ?", (person,)).fetchone()
    return str(name)


def evidence_of(connection: sqlite3.Connection, rests: Iterable[Sign]) -> list[Evidence]:
    """The sentences of signs, each claim once, in time; of one article's copies all are named.

    The names of suppressed people are blacked out.
    """
    mask = masking(connection)
    found: dict[str, Evidence] = {}
    for sign in sorted(rests, key=lambda s: (s.day or "", s.shows is Shows.CITED, s.claim)):
        if sign.claim in found:
            continue
        quote, title, published, source, article = connection.execute(_QUOTE, (sign.claim,)).fetchone()
        found[sign.claim] = Evidence(
            day=sign.day, shows=str(sign.shows), quote=mask(article, quote),
            article_title=title and mask(article, title), published=published,
            source=source, article_id=article, claim=sign.claim,
        )  # fmt: skip
    return list(found.values())


def _predecessors(connection: sqlite3.Connection, units: Sequence[str]) -> dict[str, tuple[str, bool]]:
    """Units that became these: the day since when they are, and whether they only changed their name."""
    found: dict[str, tuple[str, bool]] = {}
    pending = [(unit, "", True) for unit in units]
    while pending:
        into, since, named = pending.pop()
        for unit, day, kind in connection.execute(_BECAME, (into,)):
            reached = (max(day, since), named and kind == RENAMED)
            if unit not in units and (unit not in found or reached < found[unit]):
                found[unit] = reached
                pending.append((unit, *reached))
    return found


def _may_be(connection: sqlite3.Connection, units: Sequence[str]) -> set[str]:
    """Units that may be one with these, as resolution left it open."""
    query = "SELECT first, second FROM possibly_same WHERE kind = 'unit' AND ? IN (first, second)"
    return {one for unit in units for pair in connection.execute(query, (unit,)) for one in pair}


_Post = tuple[str, str, frozenset[str]]  # title, name of the unit, its ids


def _excludes(taken: _Post, held: _Post) -> bool:
    """Whether who takes one post gives up the other.

    Who heads a unit is no longer a deputy in it, nor the head of a part of it, and the other way round. In the army and
    the police nobody leads two units, but for their Party committees.
    """
    new, old = standing_of(taken[0], taken[1], None), standing_of(held[0], held[1], None)
    if min(new.seat, old.seat) < 1:
        return False
    if taken[2] & held[2]:
        return (new.seat == _HEAD and not new.part) != (old.seat == _HEAD and not old.part)
    uniformed = branches_of(taken[1]) & branches_of(held[1]) & UNIFORMED
    committee = any(has_trait(fold(name), Trait.COMMITTEE) for name in (taken[1], held[1]))
    return bool(uniformed) and not committee
