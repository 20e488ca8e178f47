"""Profiles: what one article (with its copies) says of someone: name, rank, posts, units, places, and when.

Articles that say the very same are one profile with a longer interval, so that a name that is met a thousand times in
one post is compared once.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from db.article_days import DAY
from db.mentions import HEADSHIP_FIELDS, OF_BLOC, Mention, mentions_in
from db.names import person_key, spelling_key, unit_key
from db.people.posts import Standing, rank_of, standing_of, title_key
from db.people.unit_facts import UnitFacts

PERSON_FIELDS = (
    ("name", "SELECT claim, name FROM claim_officials"),
    ("person", "SELECT claim, person AS name FROM claim_bloc_roles"),
    ("recipient", "SELECT claim, recipient AS name FROM claim_awards WHERE recipient_kind = 'person'"),
    ("giver", f"SELECT claim, giver AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
    ("taker", f"SELECT claim, taker AS name FROM claim_handovers WHERE NOT {OF_BLOC}"),
)


class Held(NamedTuple):
    """A post of someone: the title as it is compared, its unit's id, whether it is over, and how high it stands.

    left, taken: whether that very article reports that they leave it, or take it.
    """

    title: str
    unit: str | None
    former: bool
    standing: Standing
    left: bool = False
    taken: bool = False


@dataclass(slots=True, eq=False)
class Profile:
    """What an article says of someone. first, last: its days (ordinals), where they are known.

    grade, rank_branch: those of the rank. posts: also those that the article reports as taken or left. units: all that
    it names with them. provinces: theirs, else the only one that the article names. seat, height: of the highest post;
    height None: of no current one. in_committees: whether all posts are in Party committees. retired: whether all are
    over.
    """

    key: str
    spelling: str
    grade: int | None = None
    rank_branch: str | None = None
    academic: str | None = None
    posts: frozenset[Held] = frozenset()
    units: frozenset[str] = frozenset()
    provinces: frozenset[str] = frozenset()
    branches: frozenset[str] = frozenset()
    blocs: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None
    seat: int = 0
    height: int | None = None
    in_committees: bool = True
    retired: bool = False
    mentions: list[Mention] = field(default_factory=list)
    id: str = ""

    @property
    def identity(self) -> tuple[object, ...]:
        """Profiles that agree in this are one."""
        return (self.key, self.grade, self.rank_branch, self.academic, self.posts, self.units,
                self.provinces, self.blocs)  # fmt: skip


def person_mentions(connection: sqlite3.Connection, named_people: set[tuple[str, str]]) -> list[Mention]:
    """The mentions of people; who takes or gives a bloc's headship is one where the article knows a person so."""
    found = set(mentions_in(connection, PERSON_FIELDS))
    found |= {m for m in mentions_in(connection, HEADSHIP_FIELDS) if (m.article, person_key(m.name)) in named_people}
    return sorted(found, key=lambda m: (m.article, m.claim, m.field, m.name))  # what is of one article lies together


def profiles_of(
    connection: sqlite3.Connection,
    mentions: Iterable[Mention],
    group_of: dict[str, str],
    facts: UnitFacts,
    apart: frozenset[Mention] = frozenset(),
) -> list[Profile]:
    """The profiles of all mentions, those that agree as one. apart: mentions that a person decided about; their
    profiles stay by themselves."""
    claims = _Claims(connection, facts)
    by_article: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_article[group_of[mention.article], person_key(mention.name)].append(mention)
    merged: dict[tuple[object, ...], Profile] = {}
    for (article, key), of_article in sorted(by_article.items()):
        profile = claims.profile(article, key, of_article)
        by_itself = not profile.units or not apart.isdisjoint(of_article)
        identity = (*profile.identity, article) if by_itself else profile.identity
        known = merged.get(identity)
        if known is None:
            merged[identity] = profile
        else:
            known.mentions += profile.mentions
            known.first = min((d for d in (known.first, profile.first) if d is not None), default=None)
            known.last = max((d for d in (known.last, profile.last) if d is not None), default=None)
    for profile in merged.values():
        profile.id = min(f"{m.claim}#{m.field}" for m in profile.mentions)
    return sorted(merged.values(), key=lambda p: (p.spelling, p.id))


_DAYS = f"SELECT a.id, {DAY} FROM articles a"
_BLOCS_OF_MEETINGS = """
SELECT DISTINCT c.article, b.bloc FROM claim_meetings m JOIN claims c ON c.id = m.claim
JOIN bloc_mentions b ON b.claim = m.claim AND b.field = 'bloc'
"""


class _Claims:
    """What the claims say that concern people, by claim."""

    def __init__(self, connection: sqlite3.Connection, facts: UnitFacts) -> None:
        self._facts = facts
        rows = connection.execute("SELECT claim, rank, academic FROM claim_officials WHERE rank IS NOT NULL OR "
                                  "academic IS NOT NULL")  # fmt: skip
        self._titles: dict[str, tuple[str | None, str | None]] = {c: (r, a) for c, r, a in rows}
        self._posts: dict[str, list[tuple[str, str | None, int]]] = defaultdict(list)
        for claim, title, unit, former in connection.execute(_POSTS):
            self._posts[claim].append((title, unit, former))
        self._changes = {claim: (post, unit) for claim, post, unit in connection.execute(_CHANGES)}
        self._units: dict[str, set[str]] = defaultdict(set)
        for claim, unit in connection.execute(_UNITS):
            self._units[claim].add(unit)
        self._days: dict[str, str | None] = dict(connection.execute(_DAYS).fetchall())
        self._blocs: dict[str, set[str]] = defaultdict(set)
        for article, bloc in connection.execute(_BLOCS_OF_MEETINGS):
            self._blocs[article].add(bloc)
        self._provinces = self._facts.provinces_by_article(connection)

    def profile(self, article: str, key: str, mentions: list[Mention]) -> Profile:
        """What an article says of a name. article: the one that stands for it and its copies."""
        posts: set[Held] = set()
        units: set[str] = set()
        ranks: set[tuple[int, str]] = set()
        academics: set[str] = set()
        for mention in mentions:
            units |= self._units.get(mention.claim, set()) if mention.field in _WITH_UNITS else set()
            if mention.field == "name":
                rank, academic = self._titles.get(mention.claim, (None, None))
                if rank and (graded := rank_of(rank)):
                    ranks.add(graded)
                if academic:
                    academics.add(unit_key(academic))
                for title, of, former in self._posts.get(mention.claim, ()):
                    posts.add(self._held(title, of, bool(former)))
            elif mention.field in ("giver", "taker") and mention.claim in self._changes:
                post, of = self._changes[mention.claim]
                leaves = mention.field == "giver"
                posts.add(self._held(post, of, leaves)._replace(left=leaves, taken=not leaves))
        whole = units | {p.unit for p in posts if p.unit}
        provinces = frozenset(p for u in whole for p in self._facts[u].provinces)
        days = [date.fromisoformat(d).toordinal() for m in mentions if (d := self._days[m.article])]
        grade, rank_branch = min(ranks, default=(None, None))  # of several the lowest: it may have risen
        return Profile(
            key=key,
            spelling=spelling_key(key),
            grade=grade,
            rank_branch=rank_branch,
            academic=min(academics, default=None),
            posts=frozenset(posts),
            units=frozenset(whole),
            provinces=provinces or self._provinces.get(article, frozenset()),
            branches=frozenset(b for u in whole for b in self._facts[u].branches),
            blocs=frozenset(self._blocs.get(article, ())),
            first=min(days, default=None),
            last=min(days, default=None),  # a copy that comes later cites nobody anew
            seat=max((p.standing.seat for p in posts), default=0),
            height=self._height(posts),
            in_committees=all(self._facts.is_committee(p.unit) for p in posts),
            retired=bool(posts) and all(p.former for p in posts),
            mentions=mentions,
        )

    def _height(self, posts: set[Held]) -> int | None:
        """A seat in a Party committee goes with another post, and may stand higher than it or lower; what someone held
        before a post that they take is over."""
        current = [p for p in posts if not p.former]
        held = [p for p in current if p.taken] or current
        heights = [p.standing.height for p in held if not self._facts.is_committee(p.unit)]
        return max(heights or [p.standing.height for p in held], default=None)

    def _held(self, title: str, unit: str | None, former: bool) -> Held:
        facts = self._facts[unit] if unit else None
        level = facts.level if facts else None
        return Held(
            title_key(title, facts.name if facts else None),
            unit,
            former,
            standing_of(title, facts.name if facts else None, level),
        )


_WITH_UNITS = ("person", "recipient", "taker", "giver")
# By article, as the profiles are made: what is asked for together then lies together in memory.
_POSTS = """
SELECT s.claim, s.title, u.unit, s.former FROM claims c JOIN claim_posts s ON s.claim = c.id
LEFT JOIN unit_mentions u ON u.claim = s.claim AND u.field = 'post' AND u.name = s.unit
WHERE c.kind = 'officials' ORDER BY c.article, c.position, s.position
"""
_CHANGES = """
SELECT h.claim, h.post, u.unit FROM claim_handovers h
LEFT JOIN unit_mentions u ON u.claim = h.claim AND u.field = 'organization' WHERE h.kind = 'post'
"""
_UNITS = "SELECT claim, unit FROM unit_mentions WHERE field = 'unit'"
