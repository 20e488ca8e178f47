"""Profiles: what one article (with its copies) says of someone: name, rank, posts, units, places, and when.

Articles that say the very same are one profile with a longer interval, so that a name that is met a thousand times in
one post is compared once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from db.article_days import DAY
from db.mentions import Mention
from db.names import unit_key
from db.people.citations import Citation
from db.people.posts import Standing, rank_of, standing_of, title_key
from db.people.unit_facts import UnitFacts


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


class Article(NamedTuple):
    """What an article tells of all whom it cites: its day (an ordinal), the province if it names only one, the blocs
    whose meetings it reports."""

    day: int | None
    provinces: frozenset[str]
    blocs: frozenset[str]


class Profiles:
    """Makes profiles from the citations in temp.citations."""

    def __init__(self, connection: sqlite3.Connection, facts: UnitFacts) -> None:
        self._facts = facts
        self._articles = _articles(connection, facts)

    def of(self, citations: Iterable[Citation], apart: Collection[Mention]) -> list[Profile]:
        """The profiles of citations, those that agree as one. citations: by article (with its copies) and key, all of
        them that can be of one person. apart: mentions that a person decided about; their profiles stay by themselves.
        """
        merged: dict[tuple[object, ...], Profile] = {}
        for (article, _), group in groupby(citations, key=attrgetter("whole", "key")):
            of_article = list(group)
            profile = self._profile(article, of_article)
            by_itself = not profile.units or any(c.mention in apart for c in of_article)
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

    def _profile(self, article: str, citations: list[Citation]) -> Profile:
        """What an article says of a name. article: the one that stands for it and its copies."""
        posts: set[Held] = set()
        units: set[str] = set()
        ranks: set[tuple[int, str]] = set()
        academics: set[str] = set()
        for cited in citations:
            units.update(cited.units)
            if cited.rank and (graded := rank_of(cited.rank)):
                ranks.add(graded)
            if cited.academic:
                academics.add(unit_key(cited.academic))
            for title, unit, former in cited.posts:
                left, taken = cited.changes and former, cited.changes and not former
                posts.add(self._held(title, unit, former=former, left=left, taken=taken))
        whole = units | {p.unit for p in posts if p.unit}
        known = [self._facts[unit] for unit in whole]
        told = self._articles[article]
        days = [d for c in citations if (d := self._articles[c.mention.article].day) is not None]
        grade, rank_branch = min(ranks, default=(None, None))  # of several the lowest: it may have risen
        return Profile(
            key=citations[0].key,
            spelling=citations[0].spelling,
            grade=grade,
            rank_branch=rank_branch,
            academic=min(academics, default=None),
            posts=frozenset(posts),
            units=frozenset(whole),
            provinces=frozenset().union(*(unit.provinces for unit in known)) or told.provinces,
            branches=frozenset().union(*(unit.branches for unit in known)),
            blocs=told.blocs,
            first=min(days, default=None),
            last=min(days, default=None),  # a copy that comes later cites nobody anew
            seat=max((p.standing.seat for p in posts), default=0),
            height=self._height(posts),
            in_committees=all(self._facts.is_committee(p.unit) for p in posts),
            retired=bool(posts) and all(p.former for p in posts),
            mentions=[c.mention for c in citations],
        )

    def _height(self, posts: set[Held]) -> int | None:
        """A seat in a Party committee goes with another post, and may stand higher than it or lower; what someone held
        before a post that they take is over."""
        current = [p for p in posts if not p.former]
        held = [p for p in current if p.taken] or current
        heights = [p.standing.height for p in held if not self._facts.is_committee(p.unit)]
        return max(heights or [p.standing.height for p in held], default=None)

    def _held(self, title: str, unit: str | None, *, former: bool, left: bool, taken: bool) -> Held:
        facts = self._facts[unit] if unit else None
        name, level = (facts.name, facts.level) if facts else (None, None)
        return Held(title_key(title, name), unit, former, standing_of(title, name, level), left, taken)


# Only articles in which somebody is cited.
_CITING = "(SELECT whole AS id FROM temp.citations UNION SELECT article FROM temp.citations)"
_DAYS = f"SELECT a.id, {DAY} FROM {_CITING} s CROSS JOIN articles a ON a.id = s.id"
# What a copy names is not its original's word.
_UNITS_NAMED = f"""
SELECT DISTINCT c.article, u.unit FROM {_CITING} s CROSS JOIN claims c ON c.article = s.id
CROSS JOIN unit_mentions u ON u.claim = c.id
WHERE c.article NOT IN (SELECT article FROM copies) ORDER BY 1
"""
_BLOCS_OF_MEETINGS = f"""
SELECT c.article, b.bloc FROM {_CITING} s CROSS JOIN claims c ON c.article = s.id AND c.kind = 'meetings'
CROSS JOIN bloc_mentions b ON b.claim = c.id AND b.field = 'bloc'
"""


def _articles(connection: sqlite3.Connection, facts: UnitFacts) -> dict[str, Article]:
    """What each article tells of all whom it cites."""
    nothing: frozenset[str] = frozenset()
    sets: dict[frozenset[str], frozenset[str]] = {}  # many articles tell the same: each set is kept once
    provinces: dict[str, frozenset[str]] = {}
    for article, named in groupby(connection.execute(_UNITS_NAMED), key=itemgetter(0)):
        found = facts.only_province(unit for _, unit in named)
        if found:
            provinces[article] = sets.setdefault(found, found)
    blocs: dict[str, frozenset[str]] = {}
    for article, bloc in connection.execute(_BLOCS_OF_MEETINGS):
        reported = blocs.get(article, nothing) | {bloc}
        blocs[article] = sets.setdefault(reported, reported)
    return {
        article: Article(
            date.fromisoformat(day).toordinal() if day else None,
            provinces.get(article, nothing),
            blocs.get(article, nothing),
        )
        for article, day in connection.execute(_DAYS)
    }
