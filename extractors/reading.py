"""One article as the extractors see it: tokens, rows of chunks, the people mentioned, the names that it explains."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from corpus.article import Article, Block, BlockKind

from .chunks import Chunk, Chunks, Kind, Row
from .people.names import spell
from .people.namesakes import tie
from .people.people import Mention, mentions_of_row
from .people.post_groups import POSTS, PostGroup, post_groups
from .people.shared_posts import drop_doubtful, share_posts
from .records import Span
from .text.gazetteer import Match
from .text.tokens import Tokens
from .times.dates import meeting_date, meeting_period
from .units.completion import Completion
from .units.unit_parse import UnitParse


class Reading:
    """An article under reading. `rows` are its sentences as chunks, in order; a row's number is its place there.

    What several extractors ask for is found once and kept: the day and the period of the meeting, the mentions of
    people by row and by person, the gazetteer's matches by row.
    """

    def __init__(self, article: Article, tokens: Tokens, chunks: Chunks, *, hints: bool = True) -> None:
        self.article = article
        self.tokens = tokens
        self.rows: Sequence[Row] = chunks.rows
        self._named = chunks.named
        self.names = Completion(article, tokens, chunks)
        self._kinds = [
            frozenset([row[k].kind for k in named]) for row, named in zip(self.rows, self._named, strict=True)
        ]
        self._words: dict[int, str] = {}
        self._syllables: dict[int, frozenset[str]] = {}
        self.post_groups: list[list[PostGroup]] = [[] for _ in self.rows]
        for number in self.rows_with(*POSTS):
            self.post_groups[number] = post_groups(self.rows[number], self._named[number], self.syllables(number))
        self.mentions: list[Mention] = [
            mention for number in self.rows_with(Kind.NAME) for mention in self._mentions_of_row(number)
        ]
        for number, own in groupby(self.mentions, key=attrgetter("row")):
            share_posts(self.rows[number], list(own), self.post_groups[number])
        tie(self.mentions, self.rows, article.text, hints=hints)
        drop_doubtful(self.mentions)
        self._triggers: dict[str, list[list[Match]]] = {}

    def _mentions_of_row(self, number: int) -> list[Mention]:
        names = self.places(number, Kind.NAME)
        return mentions_of_row(number, self.rows[number], names, self.syllables(number), self.post_groups[number])

    # --- passages ---------------------------------------------------------------------------------------------

    def span(self, a: int, b: int) -> Span:
        """An evidence span, offsets in code points; raises ValueError where it is empty."""
        if a >= b:
            raise ValueError(f"empty span {a}..{b}")
        return Span(a, b)

    def unit_span(self, unit: UnitParse, a: int | None = None) -> Span:
        """The passage of a unit's own name, from offset `a` on where one is given."""
        return self.span(self.tokens.start[unit.start] if a is None else a, self.tokens.end[unit.end - 1])

    def text(self, row: Row) -> str:
        """A row's text, as written."""
        return self.article.text[row[0].a : row[-1].b]

    def has(self, number: int, *kinds: Kind) -> bool:
        """Does a chunk of one of these kinds, which are not words and marks, stand in a row?"""
        return not self._kinds[number].isdisjoint(kinds)

    def rows_with(self, *kinds: Kind) -> list[int]:
        """The numbers of the rows that have a chunk of one of these kinds, which are not words and marks, in order."""
        return [number for number, own in enumerate(self._kinds) if not own.isdisjoint(kinds)]

    def places(self, number: int, *kinds: Kind) -> list[int]:
        """Where the chunks of these kinds, which are not words and marks, stand in a row, in order."""
        if self._kinds[number].isdisjoint(kinds):
            return []
        row = self.rows[number]
        return [k for k in self._named[number] if row[k].kind in kinds]

    def words(self, number: int) -> str:
        """The folded words of a row, parted by blanks."""
        found = self._words.get(number)
        if found is None:
            found = self._words[number] = " ".join(self._norms(number))
        return found

    def syllables(self, number: int) -> frozenset[str]:
        """The folded syllables, numbers and marks of a row: without its words, no rule that asks for them can match."""
        found = self._syllables.get(number)
        if found is None:
            found = self._syllables[number] = frozenset(self._norms(number))
        return found

    def _norms(self, number: int) -> list[str]:
        row = self.rows[number]  # its chunks stand side by side
        return self.tokens.norm[row[0].start : row[-1].end]

    def block(self, chunk: Chunk) -> Block:
        """The block that a chunk stands in."""
        return self.names.block_at(chunk.a)

    def rows_of(self, *kinds: BlockKind) -> Iterator[Row]:
        """The sentences of blocks of the given kinds."""
        return (row for row in self.rows if self.block(row[0]).kind in kinds)

    def triggers(self, number: int, group: str) -> list[Match]:
        """The matches of a gazetteer in a row, in order."""
        if group not in self._triggers:
            by_row: list[list[Match]] = [[] for _ in self.rows]
            starts = [row[0].start for row in self.rows]
            for match in self.tokens.all(group):
                by_row[bisect_right(starts, match.start) - 1].append(match)
            self._triggers[group] = by_row
        return self._triggers[group][number]

    # --- the meeting ------------------------------------------------------------------------------------------

    @cached_property
    def day(self) -> tuple[str, Span] | None:
        """The day of the meeting, see `dates.meeting_date`."""
        return meeting_date(self.article)

    @cached_property
    def period(self) -> tuple[str, Span] | None:
        """The period of the meeting, see `dates.meeting_period`."""
        return meeting_period(self.article)

    @cached_property
    def term(self) -> int | None:
        """The first year of the meeting's period."""
        year = self.period[0][:4] if self.period else ""
        return int(year) if year.isdecimal() else None

    # --- people -----------------------------------------------------------------------------------------------

    @cached_property
    def _by_row(self) -> list[list[Mention]]:
        by_row: list[list[Mention]] = [[] for _ in self.rows]
        for mention in self.mentions:
            by_row[mention.row].append(mention)
        return by_row

    @cached_property
    def by_person(self) -> dict[str, list[Mention]]:
        """The mentions of each person, in order; persons by first mention."""
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            if mention.person:
                found[mention.person].append(mention)
        return dict(found)

    @cached_property
    def _full_names(self) -> dict[str, Mention]:
        return {mention.key: mention for mention in reversed(self.mentions) if mention.full}

    def mentions_in(self, number: int) -> list[Mention]:
        """The mentions in a row, in order."""
        return self._by_row[number]

    def full_mention(self, person: str | None) -> Mention | None:
        """The first mention of a person by the full name; None where there is no such person."""
        return self._full_names.get(person) if person else None

    def name_of(self, mention: Mention) -> str:
        """A mention's person by the full name, as it is written in running text."""
        full = self.full_mention(mention.person) or mention
        return spell(full.name.text)

    # --- units ------------------------------------------------------------------------------------------------

    def unit_name(self, unit: UnitParse, offset: int | None = None, near: str | None = None) -> str:
        """A unit's name as full as the article allows, see `Completion.complete`; offset: where it is mentioned."""
        return self.names.complete(unit, self.tokens.start[unit.start] if offset is None else offset, near)
