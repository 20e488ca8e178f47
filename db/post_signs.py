"""Signs of who held a post: what each claim shows, and on which day.

A sign is a person, a post (a title as it is compared, in a unit) and a day. An article shows a post as held on its own
day; a copy shows what its original does, on the original's day. Who leaves a post in an article held it until then and
not after it, so that article cites them at the day on which they left, at the latest.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from db.article_days import DAY
from db.people.posts import is_single, title_key
from extractors.text.gazetteer import load

_HEAD_ALONE = "trưởng"  # the key of `Trưởng Công an huyện` of `Công an huyện X`
_DAY_LENGTH = len("2021-01-01")  # a month or a year alone is no day


class Shows(StrEnum):
    """What a claim shows: the post held; taken or given up on a day; called a former one; given up on no stated day."""

    CITED = "cited"
    STARTED = "started"
    ENDED = "ended"
    FORMER = "former"
    LEFT = "left"


HELD = frozenset({Shows.CITED, Shows.STARTED, Shows.ENDED})  # on that day the person holds the post


@dataclass(frozen=True, slots=True, order=True)
class Sign:
    """What a claim shows of a person in a post. day: ISO; None where neither the article nor the claim has one.

    key: the title as it is compared. article: the one that stands for it and its copies.
    """

    person: str
    key: str
    unit: str | None
    title: str
    day: str | None
    shows: Shows
    claim: str
    article: str


# Joined through person_mentions, which has no rows of claims that a person called wrong.
_POST = "SELECT o.claim, pm.person, s.title, um.unit, u.name, s.former, c.article"
_POSTS = f"""
{_POST} FROM claim_posts s
JOIN claim_officials o ON o.claim = s.claim
JOIN claims c ON c.id = o.claim
JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
LEFT JOIN unit_mentions um ON um.claim = s.claim AND um.field = 'post' AND um.name = s.unit
LEFT JOIN units u ON u.id = um.unit
"""
_POSTS_OF_UNITS = f"""
{_POST} FROM unit_mentions um
CROSS JOIN claim_posts s ON s.claim = um.claim AND s.unit = um.name
CROSS JOIN claim_officials o ON o.claim = s.claim
CROSS JOIN claims c ON c.id = o.claim
CROSS JOIN person_mentions pm ON pm.claim = o.claim AND pm.field = 'name'
CROSS JOIN units u ON u.id = um.unit
WHERE um.field = 'post' AND um.unit IN
"""
_CHANGES = """
SELECT h.claim, pm.person, h.post, um.unit, u.name, pm.field, h.date, c.article
FROM claim_handovers h
JOIN claims c ON c.id = h.claim
JOIN person_mentions pm ON pm.claim = h.claim AND pm.field IN ('giver', 'taker')
LEFT JOIN unit_mentions um ON um.claim = h.claim AND um.field = 'organization'
LEFT JOIN units u ON u.id = um.unit
WHERE h.kind = 'post'
"""
_DAYS = f"SELECT a.id, coalesce(k.original, a.id), {DAY} FROM articles a LEFT JOIN copies k ON k.article = a.id"
_Place = tuple[str, str, str, str | None]  # article, person, key, unit


def signs(connection: sqlite3.Connection, units: Collection[str | None] | None = None) -> list[Sign]:
    """The signs of all posts, or of those of some units (ids, and None for no known unit), in an order that depends on
    what they say only."""
    posts, changes = [], []
    for of_posts, of_changes, values in _queries(units):
        posts += connection.execute(of_posts, values).fetchall()
        changes += connection.execute(of_changes, values).fetchall()
    days = ArticleDays(connection, {row[-1] for row in (*posts, *changes)} if units is not None else None)
    found: set[Sign] = set()
    left: dict[_Place, list[str | None]] = defaultdict(list)
    taken: dict[_Place, list[str | None]] = defaultdict(list)
    for claim, person, title, unit, unit_name, part, date, of in changes:
        article, day = days[of]
        stated = date if date and len(date) == _DAY_LENGTH else None
        key = post_key(title, unit_name)
        (left if part == "giver" else taken)[article, person, key, unit].append(stated)
        change = _given(stated, day) if part == "giver" else _taken(stated, day)
        found.update(Sign(person, key, unit, title, on, shows, claim, article) for shows, on in change)
    for claim, person, title, unit, unit_name, former, of in posts:
        article, day = days[of]
        key = post_key(title, unit_name)
        place = (article, person, key, unit)
        shows = Shows.FORMER if former else Shows.CITED
        if not former and day and place in left:
            shows, day = _cited_by_who_leaves(left[place], day)
        elif not former and day and place in taken:
            day = max(day, *(stated for stated in taken[place] if stated), day)
        found.add(Sign(person, key, unit, title, day, shows, claim, article))
    return sorted(found, key=_in_time)


def _queries(units: Collection[str | None] | None) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """SQL for the posts of those units, and for how they change hands, with the values of both."""
    if units is None:
        yield _POSTS, _CHANGES, ()
        return
    known = tuple(unit for unit in units if unit is not None)
    if known:
        marks = f"({', '.join('?' * len(known))})"
        yield f"{_POSTS_OF_UNITS} {marks}", f"{_CHANGES} AND um.unit IN {marks}", known
    if None in units:
        yield f"{_POSTS} WHERE um.unit IS NULL", f"{_CHANGES} AND um.unit IS NULL", ()


def _in_time(sign: Sign) -> tuple[str, ...]:
    return (sign.day or "9999", sign.claim, sign.person, sign.key, sign.unit or "", sign.shows, sign.title)


def _taken(stated: str | None, day: str | None) -> Iterator[tuple[Shows, str | None]]:
    """A post that begins after the article's day is not held on that day yet."""
    if stated:
        yield Shows.STARTED, stated
    if not stated or (day and day >= stated):
        yield Shows.CITED, day


def _given(stated: str | None, day: str | None) -> Iterator[tuple[Shows, str | None]]:
    if stated:
        yield Shows.ENDED, stated
        yield Shows.CITED, min(stated, day or stated)
    else:
        yield Shows.LEFT, day


def _cited_by_who_leaves(stated: list[str | None], day: str) -> tuple[Shows, str]:
    known = [on for on in stated if on]
    return (Shows.CITED, min(day, *known)) if known else (Shows.LEFT, day)


class ArticleDays:
    """Article → the one that stands for it and its copies, and the day of that one (else the first of a copy).

    articles: only those that are asked for, with their groups; None: all.
    """

    def __init__(self, connection: sqlite3.Connection, articles: Iterable[str] | None = None) -> None:
        self._original: dict[str, str] = {}
        known: dict[str, list[tuple[bool, str]]] = defaultdict(list)
        for article, original, day in _article_rows(connection, articles):
            self._original[article] = original
            if day:
                known[original].append((article != original, day))
        self._days = {original: min(found)[1] for original, found in known.items()}

    def __getitem__(self, article: str) -> tuple[str, str | None]:
        original = self._original[article]
        return original, self._days.get(original)


def _article_rows(
    connection: sqlite3.Connection, articles: Iterable[str] | None
) -> Iterator[tuple[str, str, str | None]]:
    if articles is None:
        yield from connection.execute(_DAYS)
        return
    groups = set(articles)
    for article in sorted(groups):
        query = "SELECT original FROM copies WHERE article = ?"
        groups.update(row[0] for row in connection.execute(query, (article,)))
    for original in sorted(groups):
        groups.update(r[0] for r in connection.execute("SELECT article FROM copies WHERE original = ?", (original,)))
    for article in sorted(groups):
        yield from connection.execute(f"{_DAYS} WHERE a.id = ?", (article,))


def post_key(title: str, unit: str | None) -> str:
    """What the titles of one post agree in: without the name of its unit, and as the gazetteer has it."""
    key = title_key(title, unit)
    return _usual_titles().get(key, key)


@cache
def _usual_titles() -> dict[str, str]:
    return {title_key(form, None): title_key(entry.name, None) for entry in load("posts") for form in entry.forms()}


def is_single_post(key: str, titles: Iterable[str]) -> bool:
    """Whether one person at a time holds a post, by its key and the spellings of its title."""
    return key == _HEAD_ALONE or any(is_single(title) for title in titles)
