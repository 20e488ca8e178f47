"""Contradictions about posts: two holders at one time, a rank that falls, a post held after it was left, two days of
one appointment. See contradictions.py."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from db.article_days import ARTICLE, DAY
from db.contradiction import Contradiction, write
from db.names import letters_key, person_key
from db.people.posts import heads_alone, rank_of, title_key
from db.unit_identity import is_open

KINDS = ("rank_falls", "post_holders", "post_left", "appointment_day")
HELD, FORMER, STARTED, ENDED = "held", "former", "started", "ended"
_GRACE = 30  # days in which papers still name the post that someone has just left
_ONE_APPOINTMENT = 730  # days within which two days of an appointment are one and the same


@dataclass(frozen=True, slots=True)
class Sign:
    """A claim that shows someone in a post, or out of it, on a day. group: the article, copies as their original."""

    title: str
    unit: str
    person: str
    name: str
    kind: str
    day: int
    claim: str
    group: str
    rank: str | None
    says: str

    def saying(self, says: str) -> Sign:
        """The same sign, saying something else."""
        return Sign(self.title, self.unit, self.person, self.name, self.kind, self.day, self.claim, self.group,
                    self.rank, says)  # fmt: skip


_POSTS = f"""
SELECT s.title, u.id, u.name, u.key, pm.person, pm.name, iif(s.former, 'former', 'held'), {DAY}, NULL, o.claim,
  a.id, o.rank
FROM claim_posts s
JOIN claim_officials o ON o.claim = s.claim
JOIN claims c ON c.id = o.claim {ARTICLE}
JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
JOIN unit_mentions um ON um.claim = s.claim AND um.field = 'post' AND um.name = s.unit JOIN units u ON u.id = um.unit
"""
_CHANGES = f"""
SELECT h.post, u.id, u.name, u.key, pm.person, pm.name, iif(pm.field = 'taker', 'started', 'ended'), {DAY}, h.date,
  h.claim, a.id, NULL
FROM claim_handovers h
JOIN claims c ON c.id = h.claim {ARTICLE}
JOIN person_mentions pm ON pm.claim = h.claim AND pm.field IN ('giver', 'taker')
JOIN unit_mentions um ON um.claim = h.claim AND um.field = 'organization' JOIN units u ON u.id = um.unit
WHERE h.kind = 'post'
"""


def _signs(connection: sqlite3.Connection, units: Collection[str] | None) -> list[Sign]:
    """The signs of all posts, or those of some units, that are of units that are more than an article's own, by day."""
    found = []
    only = "1" if units is None else f"u.id IN ({', '.join('?' * len(units))})"
    for query in (f"{_POSTS} WHERE {only}", f"{_CHANGES} AND {only}"):
        for title, unit, unit_name, key, person, name, kind, day, given, claim, group, rank in connection.execute(
            query, tuple(units or ())
        ):
            when = given if given and len(given) == len("2024-01-01") else day
            if when is None or is_open(key):
                continue
            short = title_key(title, unit_name)
            says = f"{name}, {when}"
            found.append(Sign(short, unit, person, name, kind, date.fromisoformat(when).toordinal(), claim, group, rank,
                              says))  # fmt: skip
    return sorted(found, key=lambda s: (s.day, s.claim, s.kind))


def _by_post(signs: Sequence[Sign]) -> Iterator[tuple[tuple[str, str], list[Sign]]]:
    posts: dict[tuple[str, str], list[Sign]] = defaultdict(list)
    for sign in signs:
        posts[sign.unit, sign.title].append(sign)
    return iter(sorted(posts.items()))


def write_post_contradictions(connection: sqlite3.Connection, units: Collection[str] | None = None) -> None:
    """Add the contradictions about posts; units: only about posts of these."""
    write(connection, of_posts(connection, units))


def of_posts(connection: sqlite3.Connection, units: Collection[str] | None = None) -> Iterator[Contradiction]:
    """The contradictions about posts, of units or of all. Two claims that name two posts may come more than once: the
    last counts, by unit and title."""
    signs, names = _signs(connection, units), dict(connection.execute("SELECT id, name FROM units").fetchall())
    dated = {claim for (claim,) in connection.execute("SELECT claim FROM claim_handovers WHERE length(date) = 10")}
    for (unit, title), of_post in _by_post(signs):
        post = _Post(unit, title, names[unit], of_post)
        if heads_alone(title, post.unit_name):
            yield from _holders_at_one_time(post)
            yield from _ranks_that_fall(post)
        yield from _held_after_leaving(post)
        yield from _appointments_on_two_days(post, dated)


@dataclass(frozen=True, slots=True)
class _Post:
    """A post of a unit with all its signs, by day."""

    unit: str
    title: str
    unit_name: str
    signs: list[Sign]

    @property
    def told(self) -> str:
        """The post in words."""
        return f"{self.title[:1].upper()}{self.title[1:]}, {self.unit_name}"


def _holders_at_one_time(post: _Post) -> Iterator[Contradiction]:
    """Someone in a post on a day between two days of one stint of somebody else in it, or on such a day."""
    stints = _stints(post.signs)
    for one, other in combinations(sorted(stints), 2):
        a, b = stints[one], stints[other]
        if letters_key(person_key(a[0][0].name)) == letters_key(person_key(b[0][0].name)):
            continue  # namesakes, or one whose rank falls
        pair = _in_the_midst(a, b) or _in_the_midst(b, a)
        if pair:
            year = date.fromordinal(pair[0].day).year
            yield Contradiction.of("post_holders", *pair, post.told, unit=post.unit, year=year)


def _stints(signs: Sequence[Sign]) -> dict[str, list[list[Sign]]]:
    """By person the signs of holding a post, in stints: a new one begins where the post was left, or taken over.

    Signs of papers that are late count for nothing.
    """
    stints: dict[str, list[list[Sign]]] = defaultdict(list)
    open_for: set[str] = set()
    changes = [s for s in signs if s.kind in (STARTED, ENDED)]
    for sign in signs:
        if sign.kind in (FORMER, ENDED):
            open_for.discard(sign.person)
        elif sign.kind == STARTED or not _is_late(sign, changes):
            if sign.kind == STARTED or sign.person not in open_for:
                stints[sign.person].append([])
                open_for.add(sign.person)
            stints[sign.person][-1].append(sign)
    return stints


def _is_late(sign: Sign, changes: Sequence[Sign]) -> bool:
    """Whether a sign of holding comes soon after its person left the post, or another took it over."""
    soon = [s for s in changes if 0 <= sign.day - s.day <= _GRACE]
    if any(s.person == sign.person and s.kind == STARTED for s in soon):
        return False
    return any((s.kind == ENDED) is (s.person == sign.person) for s in soon)


def _in_the_midst(outer: list[list[Sign]], inner: list[list[Sign]]) -> tuple[Sign, Sign] | None:
    """The first sign of one person that lies between two of a stint of another, and the next of those behind it."""
    for sign in (s for stint in inner for s in stint if s.kind == HELD):
        for stint in outer:
            before = [s for s in stint if s.day <= sign.day and s.group != sign.group]
            after = [s for s in stint if s.day >= sign.day and s.group != sign.group]
            if before and after:
                return sign, after[0]
    return None


def _ranks_that_fall(post: _Post) -> Iterator[Contradiction]:
    """One name with a higher rank first and a lower one later."""
    of_name: dict[str, list[Sign]] = defaultdict(list)
    for sign in post.signs:
        if sign.rank and rank_of(sign.rank):
            of_name[letters_key(person_key(sign.name))].append(sign)
    for _, ranked in sorted(of_name.items()):
        pair = _fall(ranked)
        if pair:
            first, second = pair
            yield Contradiction.of("rank_falls", first.saying(_ranked(first)), second.saying(_ranked(second)),
                                   first.name, unit=post.unit, person=first.person,
                                   year=date.fromordinal(second.day).year)  # fmt: skip


def _fall(signs: list[Sign]) -> tuple[Sign, Sign] | None:
    """The first fall: two signs of different articles and days, the higher rank first."""
    for at, later in enumerate(signs):
        higher = [s for s in signs[:at] if _grade(s) > _grade(later) and s.day < later.day and s.group != later.group]
        if higher:
            return higher[-1], later
    return None


def _grade(sign: Sign) -> int:
    graded = rank_of(sign.rank or "")
    return graded[0] if graded else 0


def _ranked(sign: Sign) -> str:
    return f"{sign.rank}, {date.fromordinal(sign.day).isoformat()}"


def _held_after_leaving(post: _Post) -> Iterator[Contradiction]:
    """Someone in a post again, without a new appointment, after an article said that they had left it."""
    by_person: dict[str, list[Sign]] = defaultdict(list)
    for sign in post.signs:
        by_person[sign.person].append(sign)
    for person, own in sorted(by_person.items()):
        pair = next((pair for left in own if left.kind in (FORMER, ENDED) and (pair := _held_after(left, own))), None)
        if pair:
            year = date.fromordinal(pair[1].day).year
            yield Contradiction.of("post_left", *pair, post.told, unit=post.unit, person=person, year=year)


def _held_after(left: Sign, own: Sequence[Sign]) -> tuple[Sign, Sign] | None:
    """That someone left a post, and the next sign that they hold it, unless they were appointed in between."""
    later = next((s for s in own if s.kind == HELD and s.day > left.day + _GRACE and s.group != left.group), None)
    if later is None or any(s.kind == STARTED and left.day < s.day <= later.day for s in own):
        return None
    return left, later


def _appointments_on_two_days(post: _Post, dated: Set[str]) -> Iterator[Contradiction]:
    """One start with two days, neither of them from an article that gives both. dated: claims with a day."""
    starts = [s for s in post.signs if s.kind == STARTED and s.claim in dated]
    groups: dict[tuple[str, int], set[str]] = defaultdict(set)
    for start in starts:
        groups[start.person, start.day].add(start.group)
    for one, other in combinations(starts, 2):
        if one.person != other.person or not 0 < other.day - one.day <= _ONE_APPOINTMENT:
            continue
        left = any(
            s.person == one.person and s.kind in (FORMER, ENDED) and one.day < s.day <= other.day for s in post.signs
        )
        if not left and groups[one.person, one.day].isdisjoint(groups[other.person, other.day]):
            year = date.fromordinal(one.day).year
            yield Contradiction.of(
                "appointment_day", one, other, post.told, unit=post.unit, person=one.person, year=year
            )
