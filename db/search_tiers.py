"""The order in which things are found: tiers, each an expression of an index that gives its rows in order.

In each tier the best known come first, and articles the latest first: that is how the index numbers them. So nothing is
ranked that is not shown, and nothing is counted beyond what is said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from enum import IntEnum
from itertools import islice
from typing import NamedTuple

from db.search_index import ARTICLE, ENTITIES, KINDS, ROOM, first_number, tables_of
from db.search_query import Asked
from db.search_words import WORD, tokens_of

_NAMES, _TEXTS = "names", "texts"
DEEPEST = 2_000
"""Hits that can be reached at most."""
_SHORTEST_BEGINNING = 2  # letters of a word's beginning that is looked for in texts
_MOST_ENDINGS = 40  # words that it may be the beginning of
_MENTIONS = "SELECT number, mentions FROM search_entries WHERE number IN ({})"


class Tier(IntEnum):
    """How well something fits, best first."""

    EXACT = 0  # the name is what was typed
    NAME_ROW = 1  # the words stand in a row in the name
    NAME = 2  # the name holds all words
    OTHER_ROW = 3  # so with what it is called elsewhere, with its posts, with its scope
    OTHER = 4
    NAME_ROW_BEGUN = 5  # as before, with the last word as the beginning of one
    NAME_BEGUN = 6
    OTHER_BEGUN = 7
    TEXT_ROW = 8  # the words stand in a row in the article's text
    TEXT = 9
    TEXT_BEGUN = 10
    FILTER = 11  # no words were typed, it fits the filters


BESIDES = (Tier.OTHER_ROW, Tier.OTHER, Tier.OTHER_BEGUN)
"""Found by more than the name."""
IN_A_ROW = (Tier.EXACT, Tier.NAME_ROW, Tier.OTHER_ROW, Tier.NAME_ROW_BEGUN, Tier.TEXT_ROW)
"""Found by words that stand in a row."""
_WIDEST = (Tier.OTHER, Tier.NAME_BEGUN, Tier.OTHER_BEGUN, Tier.TEXT, Tier.TEXT_BEGUN, Tier.FILTER)  # hold the others


class Place(NamedTuple):
    """A number of the index and the tier in which it was found."""

    number: int
    tier: Tier


class _Looked(NamedTuple):
    """A tier: whether it looks in names or in texts, for which expression, for which kinds. None: there is nothing to
    look for."""

    tier: Tier
    where: str
    kinds: tuple[str, ...]
    expression: Callable[[], str | None]


class Searcher:
    """One query at work on one archive. marks: the words of the index for its filters."""

    def __init__(self, connection: sqlite3.Connection, asked: Asked, marks: tuple[str, ...] = ()) -> None:
        self.asked = asked
        self.marks = marks
        self._connection = connection
        self._known: dict[tuple[str, str, str], tuple[int, list[int]]] = {}
        names, texts = _NAMES, _TEXTS
        self._tiers: tuple[_Looked, ...] = (
            _Looked(Tier.NAME_ROW, names, KINDS, asked.in_a_row),
            _Looked(Tier.NAME, names, KINDS, asked.all_words),
            _Looked(Tier.OTHER_ROW, texts, ENTITIES, asked.in_a_row),
            _Looked(Tier.OTHER, texts, ENTITIES, asked.all_words),
            _Looked(Tier.NAME_ROW_BEGUN, names, KINDS, lambda: asked.in_a_row_begun() if asked.open else None),
            _Looked(Tier.NAME_BEGUN, names, KINDS, lambda: asked.all_words_begun() if asked.open else None),
            _Looked(Tier.OTHER_BEGUN, texts, ENTITIES, self._begun_in_texts),
            _Looked(Tier.TEXT_ROW, texts, (ARTICLE,), asked.in_a_row),
            _Looked(Tier.TEXT, texts, (ARTICLE,), asked.all_words),
            _Looked(Tier.TEXT_BEGUN, texts, (ARTICLE,), self._begun_in_texts),
        )
        if not asked.terms:
            self._tiers = (_Looked(Tier.FILTER, names, KINDS, lambda: ""),) if marks else ()

    def count(self, kind: str, most: int) -> int:
        """How many hits of a kind there are; most + 1 where they are more than so many."""
        found: set[int] = set()
        for looked in self._tiers:
            if looked.tier in _WIDEST and kind in looked.kinds:
                found.update(self._numbers(looked, kind, most + 1))
                if len(found) > most:
                    return most + 1
        return len(found)

    def best(self, kinds: Sequence[str], most: int, tiers: Collection[Tier] = tuple(Tier)) -> list[Place]:
        """The first hits of some kinds in some tiers, best first."""
        found: list[Place] = []
        seen: set[int] = set()
        for tier, numbers in self._each_tier(kinds, most, tiers, seen):
            new = self._best_known_first([number for number in numbers if number not in seen])
            seen.update(new)
            found += [Place(number, tier) for number in new]
            if len(found) >= most:
                break
        return found[:most]

    def _each_tier(
        self, kinds: Sequence[str], most: int, tiers: Collection[Tier], seen: Collection[int]
    ) -> Iterator[tuple[Tier, list[int]]]:
        if self.asked.terms and Tier.EXACT in tiers:
            yield Tier.EXACT, [number for kind in kinds for number in self._exact(kind, most)]
        for looked in self._tiers:
            if looked.tier in tiers:
                # Those that are seen come again in this tier.
                wanted = most + len(seen)
                of_kinds = [kind for kind in kinds if kind in looked.kinds]
                yield looked.tier, [number for kind in of_kinds for number in self._numbers(looked, kind, wanted)]

    def _best_known_first(self, numbers: list[int]) -> list[int]:
        """Of several kinds of entities those with most mentions first; articles, which lie last, behind them."""
        articles = first_number(ARTICLE)
        entities = [number for number in numbers if number < articles]
        if len({number // ROOM for number in entities}) < 2:
            return numbers
        mentions = dict(self._connection.execute(_MENTIONS.format(", ".join(map(str, entities)))).fetchall())
        entities.sort(key=lambda number: (-mentions[number], number))
        return entities + [number for number in numbers if number >= articles]

    def _numbers(self, looked: _Looked, kind: str, most: int) -> list[int]:
        """The first entries of a tier, by number."""
        expression = looked.expression()
        return [] if expression is None else self._matches(looked.where, expression, kind, most)

    def _matches(self, where: str, expression: str, kind: str, most: int) -> list[int]:
        """The first entries of a kind that fit an expression and the filters; what was asked once is known."""
        table = getattr(tables_of(kind), where)
        asked, known = self._known.get((table, expression, kind), (0, []))
        if asked < most and (asked == 0 or len(known) == asked):
            marks = " AND ".join(f'"{mark}"' for mark in self.marks)
            whole = f"{marks} AND ({expression})" if expression and marks else expression or marks
            first = first_number(kind)
            rows = self._connection.execute(
                f"SELECT rowid FROM {table} WHERE {table} MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?",
                (whole, first, first + ROOM - 1, most),
            )
            known = [row[0] for row in rows]
            self._known[table, expression, kind] = most, known
        return known[:most]

    def _exact(self, kind: str, most: int) -> list[int]:
        """The entries whose whole name is what was typed."""
        asked, keys, first = self.asked.exact_words(), self.asked.keys(), first_number(kind)
        # With diacritics, or filters, not every one of that key is meant.
        some = bool(asked or self.marks)
        rows = self._connection.execute(
            f"SELECT number, name FROM search_entries WHERE key IN ({', '.join('?' * len(keys))}) "
            "AND number BETWEEN ? AND ? ORDER BY number LIMIT ?",
            (*keys, first, first + ROOM - 1, DEEPEST if some else most),
        ).fetchall()
        if self.marks and rows:
            fits = set(self._matches(_NAMES, self.asked.in_a_row(), kind, DEEPEST))
            rows = [row for row in rows if row[0] in fits]
        fitting = (number for number, name in rows if not asked or self.asked.is_exactly(tokens_of(WORD.findall(name))))
        return list(islice(fitting, most))

    def _begun_in_texts(self) -> str | None:
        """The expression for words in texts of which the last may be a beginning; None if it is too short for that."""
        last = self.asked.last
        if not self.asked.open or len(last) < _SHORTEST_BEGINNING:
            return None
        rows = self._connection.execute(
            "SELECT word FROM search_words WHERE word > ? AND word < ? ORDER BY entries DESC, word LIMIT ?",
            (last, f"{last}\U0010ffff", _MOST_ENDINGS),
        )
        return self.asked.all_words_begun([last, *(word for (word,) in rows)])
