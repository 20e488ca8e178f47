"""Search over people, units, blocs and articles at once, as people type: `nguyen van duc`, `Nguyễn Văn Đức`, `QK1`.

A word typed with diacritics is found with those only, one typed without in any spelling. What is found comes in the
order of `search_tiers.Tier`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from db.redaction import masking
from db.search_details import details
from db.search_excerpt import Pieces, marked, pieces_of
from db.search_index import ARTICLE, KINDS, bloc_mark, imprint, publisher_mark, year_mark
from db.search_query import Asked, understand
from db.search_tiers import BESIDES, DEEPEST, IN_A_ROW, Searcher, Tier

MOST_COUNTED = 1_000
"""Of more hits of a kind than these it is only said that they are more."""
MOST_SHOWN = 200
"""Hits at once."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked. words: as typed; kind: `person`, `unit`, `bloc` or `article`, None for all; year, bloc (its id)
    and publisher (its name): only what fits them. Without words all that fits is found. limit, offset: how many hits,
    behind how many."""

    words: str = ""
    kind: str | None = None
    year: int | None = None
    bloc: str | None = None
    publisher: str | None = None
    limit: int = 20
    offset: int = 0

    def marks(self) -> tuple[str, ...]:
        """The words of the index for the filters."""
        marks = [year_mark(self.year)] if self.year is not None else []
        marks += [bloc_mark(self.bloc)] if self.bloc else []
        marks += [publisher_mark(self.publisher)] if self.publisher else []
        return tuple(marks)


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found. name: whole, also in pieces; detail: what tells namesakes apart; snippet: a piece of the
    article's text, or of an entity's other names and posts where they hold the words, in pieces with whether they are
    what was searched for. id: of its row in the table of its kind."""

    kind: str
    id: str
    name: str
    marked_name: Pieces
    detail: str
    snippet: Pieces
    tier: Tier

    @property
    def in_a_row(self) -> bool:
        """Whether it was found by words that stand in a row."""
        return self.tier in IN_A_ROW


@dataclass(frozen=True, slots=True)
class Count:
    """How many hits there are. more: that there are more than that."""

    number: int
    more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What was found. counts: for each kind, whichever was asked for. understood: abbreviations that were written out,
    (as typed, long form)."""

    hits: tuple[Hit, ...]
    counts: dict[str, Count]
    understood: tuple[tuple[str, str], ...]


def search(connection: sqlite3.Connection, query: Query) -> Found:
    """What a query finds, best first. Nothing that is typed is an error; without words and filters nothing is found,
    nor by marks alone."""
    asked = understand(query.words)
    marks = () if query.words.strip() and not asked.terms else query.marks()
    searchers = [Searcher(connection, asked, marks)]
    if asked.ends_in_number_word:
        # `Khối thi đua số`, typed up to there: the word need not be there, and what has it comes first.
        searchers = [Searcher(connection, each, marks) for each in (asked.closed(), asked.without_last())]
    counts = _counts(searchers[-1])
    kinds = [kind for kind in KINDS if query.kind in (None, kind) and counts[kind].number]
    start = min(max(0, query.offset), DEEPEST)
    end = min(start + max(0, min(query.limit, MOST_SHOWN)), DEEPEST)
    places: dict[int, Tier] = {}
    for searcher in searchers if kinds and end > start else ():
        for place in searcher.best(kinds, end):
            places.setdefault(place.number, place.tier)
    return Found(_hits(connection, asked, list(places.items())[start:end]), counts, asked.understood)


def _counts(searcher: Searcher) -> dict[str, Count]:
    found = {kind: searcher.count(kind, MOST_COUNTED) for kind in KINDS}
    return {kind: Count(min(number, MOST_COUNTED), more=number > MOST_COUNTED) for kind, number in found.items()}


def _hits(connection: sqlite3.Connection, asked: Asked, places: Sequence[tuple[int, Tier]]) -> tuple[Hit, ...]:
    marks = ", ".join("?" * len(places))
    rows = {
        number: (kind, entry, name, text)
        for number, kind, entry, name, text in connection.execute(
            f"SELECT number, kind, id, name, text FROM search_entries WHERE number IN ({marks})",
            [number for number, _ in places],
        )
    }
    told = details(connection, [(kind, entry) for kind, entry, _, _ in rows.values()])
    texts = _texts(connection, [entry for kind, entry, _, _ in rows.values() if kind == ARTICLE])
    hits = []
    for number, tier in places:
        kind, entry, name, besides = rows[number]
        if kind == ARTICLE:
            snippet = _of_article(name, *texts[entry], asked)
        else:  # what it is called besides, where its name alone does not hold the words
            snippet = pieces_of(besides if tier in BESIDES else "", asked)
        hits.append(Hit(kind, entry, name, marked(name, asked), told[entry], snippet, tier))
    return tuple(hits)


def _of_article(title: str, imprint: str, text: str, asked: Asked) -> Pieces:
    """A piece of an article behind its title, which is shown anyway; of its imprint where only that has the words."""
    found = pieces_of(f"{text}\n".removeprefix(f"{title}\n").strip(), asked)
    if asked.terms and not _has_match(found):
        of_imprint = pieces_of(imprint, asked)
        return of_imprint if _has_match(of_imprint) else found
    return found


def _has_match(pieces: Pieces) -> bool:
    return any(is_match for _, is_match in pieces)


def _texts(connection: sqlite3.Connection, articles: Sequence[str]) -> dict[str, tuple[str, str]]:
    """The imprints and the texts of articles, suppressed names blacked out."""
    mask = masking(connection)
    rows = connection.execute(
        f"SELECT id, publisher, byline, text FROM articles WHERE id IN ({', '.join('?' * len(articles))})",
        list(articles),
    )
    return {
        article: (mask(article, imprint(publisher, byline)), mask(article, text))
        for article, publisher, byline, text in rows
    }
