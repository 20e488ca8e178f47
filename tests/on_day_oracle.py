"""Who held a post on a day, once more: slow, literal, from the rows of the claims. For comparing with `db.on_day`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from db.people.posts import is_single
from db.post_signs import post_key

YEARS = 5


class Fact(NamedTuple):
    """A person in a post on a day: cited, started, ended, former, or left (by that day)."""

    person: str
    day: str
    what: str


HOLDING = ("cited", "started", "ended")


def shifted(day: str, years: int) -> str:
    return f"{int(day[:4]) + years:04}{day[4:]}"


class Post(NamedTuple):
    unit: str
    key: str
    single: bool
    facts: frozenset[Fact]


def posts(connection: sqlite3.Connection) -> list[Post]:
    """The posts of units, from the claims: handovers of posts, and officials with their posts."""
    names = dict(connection.execute("SELECT id, name FROM units").fetchall())
    original = dict(connection.execute("SELECT article, original FROM copies").fetchall())
    days: dict[str, str | None] = {}
    for article, published in connection.execute("SELECT id, published FROM articles").fetchall():
        meetings = (
            "SELECT min(date) FROM claim_meetings JOIN claims ON id = claim WHERE article = ? AND length(date) = 10"
        )
        days[article] = published or connection.execute(meetings, (article,)).fetchone()[0]
    for copy, article in original.items():
        if days[article] is None:
            of_copies = [days[c] for c, o in original.items() if o == article]
            days[copy] = min((d for d in of_copies if d), default=None)
    day_of = {
        article: days[original.get(article, article)]
        or min((days[c] or "9" for c, o in original.items() if o == original.get(article, article)), default=None)
        for article in days
    }
    facts: dict[tuple[str, str], set[Fact]] = {}
    titles: dict[tuple[str, str], set[str]] = {}
    changes: dict[tuple[str, str, str, str], list[tuple[str, str | None]]] = {}
    query = """SELECT c.article, p.person, h.post, u.unit, p.field, h.date FROM claim_handovers h
      JOIN claims c ON c.id = h.claim JOIN person_mentions p ON p.claim = h.claim
      JOIN unit_mentions u ON u.claim = h.claim AND u.field = 'organization'
      WHERE h.kind = 'post' AND p.field IN ('giver', 'taker')"""
    for article, person, title, unit, field, date in connection.execute(query).fetchall():
        date = date if date and len(date) == 10 else None
        post = (unit, post_key(title, names[unit]))
        changes.setdefault((original.get(article, article), person, *post), []).append((field, date))
        said, own = facts.setdefault(post, set()), day_of[article]
        titles.setdefault(post, set()).add(title)
        if field == "taker":
            said |= {Fact(person, date, "started")} if date else set()
            said |= {Fact(person, own, "cited")} if own and own >= (date or "") else set()
        elif date:
            said |= {Fact(person, date, "ended"), Fact(person, min(date, own or date), "cited")}
        elif own:
            said.add(Fact(person, own, "left"))
    query = """SELECT c.article, p.person, s.title, u.unit, s.former FROM claim_posts s JOIN claims c ON c.id = s.claim
      JOIN person_mentions p ON p.claim = s.claim AND p.field = 'name'
      JOIN unit_mentions u ON u.claim = s.claim AND u.field = 'post' AND u.name = s.unit"""
    for article, person, title, unit, former in connection.execute(query).fetchall():
        post, own = (unit, post_key(title, names[unit])), day_of[article]
        titles.setdefault(post, set()).add(title)
        said = facts.setdefault(post, set())
        if own is None:
            continue
        told = changes.get((original.get(article, article), person, *post), [])
        given = [date for field, date in told if field == "giver"]
        taken = [date for field, date in told if field == "taker" and date]
        if former:
            said.add(Fact(person, own, "former"))
        elif any(given):
            said.add(Fact(person, min(own, *(d for d in given if d), own), "cited"))
        elif given:
            said.add(Fact(person, own, "left"))
        else:
            said.add(Fact(person, max(own, *taken, own), "cited"))
    return [
        Post(unit, key, key == "trưởng" or any(map(is_single, titles[unit, key])), frozenset(said))
        for (unit, key), said in sorted(facts.items())
    ]


def answer(
    given: Iterable[Fact], single: bool, day: str, events: Iterable[str] = (), away: Iterable[tuple[str, str]] = ()
) -> dict[str, str]:
    """Person → `sure` or `possible`. events: of the unit; away: (person, day) of posts taken that exclude this one."""
    facts, events, away = set(given), list(events), set(away)
    people = {fact.person for fact in facts}

    def days(person: str, *what: str) -> set[str]:
        return {f.day for f in facts if f.person == person and f.what in what}

    held = {person: days(person, *HOLDING) for person in people}
    moved = {p: {d for who, d in away if who == p} - days(p, "started") for p in people}

    def is_doubtful(person: str, on: str) -> bool:
        """Cited within a year after the end or an excluding post, or before the start."""
        if on in days(person, "started", "ended"):
            return False
        gone = {d for d in days(person, "ended", "former", "left") | moved[person] if shifted(on, -1) <= d < on}
        if gone and not {d for d in days(person, "started") if max(gone) <= d <= on}:
            return True
        coming = {d for d in days(person, "started") if on < d <= shifted(on, 1)}
        return bool(coming) and not {d for d in days(person, "ended") if on <= d <= min(coming)}

    def stays(person: str, first: str, last: str) -> bool:
        """Between two days that show the person and no third between them: does nothing tell of an interruption?"""
        return not (
            first in days(person, "ended")
            or last in days(person, "started")
            or {d for d in days(person, "former") if first <= d < last}
            or (last in days(person, "former") and last not in days(person, "ended", "left"))
            or {d for d in days(person, "left") if first <= d < last}
            or {d for d in moved[person] if first <= d < last}
        )

    def intervals(person: str) -> list[tuple[str, str]]:
        in_time = sorted(held[person])
        return [(a, b) for a, b in pairwise(in_time) if a < day < b and stays(person, a, b)]

    shown = {(p, d) for p in people for d in held[p] if not is_doubtful(p, d)}

    def after(person: str) -> bool:
        for last in (d for d in held[person] if d < day <= shifted(d, YEARS)):
            gone = {d for d in days(person, "ended", "former") if last <= d <= day}
            gone |= {d for d in days(person, "left") if last <= d < day} | {
                d for d in moved[person] if last <= d <= day
            }
            others = {
                (q, d) for q, d in shown if q != person and (last < d <= day or (d == last and d in days(q, "started")))
            }
            if not gone and not (single and others):
                return True
        return False

    def before(person: str) -> bool:
        for first in (d for d in held[person] | days(person, "left") if day <= d <= shifted(day, YEARS)):
            if first == day and first in held[person]:
                continue
            gone = {d for d in days(person, "started") if day < d <= first}
            gone |= {d for d in days(person, "former") if day <= d < first} | {
                d for d in moved[person] if day < d < first
            }
            others = {
                (q, d)
                for q, d in shown
                if q != person
                and (
                    day <= d < first
                    or (d == first and d in days(q, "ended") and first not in days(person, "ended", "left"))
                )
            }
            if not gone and not (single and others):
                return True
        return False

    candidates = {p for p in people if day in held[p] or intervals(p) or after(p) or before(p)}
    starters = {p for p in candidates if day in days(p, "started")}
    if single and len(starters) == 1:
        candidates -= {p for p in candidates - starters if day in days(p, "ended", "left")}

    def is_firm(person: str, on: str) -> bool:
        over = on in days(person, "former", "left") and on not in days(person, "ended")
        return not over and not is_doubtful(person, on)

    def is_sure(person: str) -> bool:
        if single and candidates != {person}:
            return False
        if day in held[person]:
            return is_firm(person, day)
        for first, last in intervals(person):
            others = {
                (q, d)
                for q in people - {person}
                for d in held[q]
                if first <= d <= last
                and not (d == first and (d in days(q, "ended", "left") or d in days(person, "started")))
                and not (d == last and (d in days(q, "started") or d in days(person, "ended", "left")))
            }
            changed = {d for d in events if first < d <= last}
            if is_firm(person, first) and is_firm(person, last) and not changed and not (single and others):
                return True
        return False

    return {person: "sure" if is_sure(person) else "possible" for person in candidates}
