"""A sentence with the people in it: what the rules for roles, handovers and awards walk over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from .chunks import Chunk, Kind, Row, is_word, words
from .people import Mention
from .reading import Reading
from .words import YEAR

FIRST_YEAR, LAST_YEAR = 1945, 2100  # of blocs
_SCHOOL = "học"  # `năm học 2023-2024`
_OPENING = 3  # chunks with which a sentence opens
_YEAR_REACH = 6  # chunks behind a role in which its year stands


@dataclass(frozen=True)
class Sentence:
    """A row of an article under reading, by its number."""

    reading: Reading
    number: int

    @property
    def row(self) -> Row:
        """The chunks, in order; there is at least one."""
        return self.reading.rows[self.number]

    @cached_property
    def mentions(self) -> list[Mention]:
        """The people mentioned, in order."""
        return self.reading.mentions_in(self.number)

    @cached_property
    def _mention_by_chunk(self) -> dict[int, Mention]:
        return {k: m for m in reversed(self.mentions) for k in range(m.first, m.last)}

    def mention_at(self, i: int) -> Mention | None:
        """The mention whose name, titles or posts cover chunk i."""
        return self._mention_by_chunk.get(i)

    def has(self, *kinds: Kind) -> bool:
        """Does a chunk of one of these kinds stand in the sentence?"""
        return self.reading.has(self.number, *kinds)

    def words(self, start: int = 0, end: int | None = None) -> str:
        """The folded words of chunks start to end (exclusive), parted by blanks."""
        return words(self.row, start, end)

    @property
    def all_words(self) -> str:
        """The folded words of the whole sentence."""
        return self.reading.words(self.number)

    # --- years ------------------------------------------------------------------------------------------------

    def spoken_years(self) -> Iterator[tuple[int, int]]:
        """(chunk of the word for it, year) of every `năm` or `năm học` before a number of four digits, in order."""
        if not self.has(Kind.NUMBER):
            return
        for k in range(len(self.row) - 1):
            if not is_word(self.row[k], YEAR):
                continue
            school = is_word(self.row[k + 1], _SCHOOL) and k + 2 < len(self.row)
            after = self.row[k + 2 if school else k + 1]
            if after.kind is Kind.NUMBER and len(after.text) == 4:
                yield k, int(after.text)

    @cached_property
    def only_year(self) -> int | None:
        """The only year of blocs that the sentence names; None where it names none or several."""
        years = {year for _, year in self.spoken_years() if FIRST_YEAR <= year <= LAST_YEAR}
        return years.pop() if len(years) == 1 else None

    @cached_property
    def opening_year(self) -> int | None:
        """The only year of the sentence, where it opens it: `Năm 2023, …`, `Sang năm học 2023-2024, …`."""
        return self.only_year if any(k < _OPENING for k, _ in self.spoken_years()) else None

    def year_after(self, i: int) -> int | None:
        """The year of the first `năm N` or `năm học N` within a few chunks from chunk i on, in the same clause."""
        for j in range(i, min(i + _YEAR_REACH, len(self.row) - 1)):
            if self.row[j].text == ";":
                return None
            if is_word(self.row[j], YEAR):
                school = is_word(self.row[j + 1], _SCHOOL) and j + 2 < len(self.row)
                return year_of(self.row[j + 2 if school else j + 1])
        return None


def year_of(chunk: Chunk) -> int | None:
    """The year that a chunk is, where it is a number that may be one."""
    year = int(chunk.text) if chunk.kind is Kind.NUMBER and len(chunk.text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


@dataclass(frozen=True)
class SentenceView:
    """A sentence as one kind of rule looks at it; the base of such views."""

    sentence: Sentence

    @property
    def reading(self) -> Reading:
        """The article under reading."""
        return self.sentence.reading

    @property
    def row(self) -> Row:
        """The sentence's chunks."""
        return self.sentence.row
