"""A sentence with the people in it: what the rules for roles, handovers and awards walk over."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from .chunks import Chunk, Kind, Row, is_word, words
from .people.people import Mention
from .reading import Reading
from .text.words import YEAR

FIRST_YEAR, LAST_YEAR = 1945, 2100  # of blocs
_SCHOOL = "học"  # `năm học 2023-2024`
_TERM = ("nhiệm", "kỳ")  # `nhiệm kỳ 2025`
_OPENING = 3  # chunks with which a sentence opens
_YEAR_REACH = 6  # chunks behind a role in which its year stands


class Sentence:
    """A row of an article under reading, by its number.

    row: its chunks, in order; there is at least one. mentions: the people mentioned, in order.
    """

    def __init__(self, reading: Reading, number: int) -> None:
        self.reading, self.number = reading, number
        self.row: Row = reading.rows[number]
        self.mentions = reading.mentions_in(number)
        self._mention_by_chunk: dict[int, Mention] | None = None

    def mention_at(self, i: int) -> Mention | None:
        """The mention whose name, titles or posts cover chunk i."""
        if not self.mentions:
            return None
        if self._mention_by_chunk is None:
            self._mention_by_chunk = {k: m for m in reversed(self.mentions) for k in range(m.first, m.last)}
        return self._mention_by_chunk.get(i)

    def has(self, *kinds: Kind) -> bool:
        """Does a chunk of one of these kinds stand in the sentence?"""
        return self.reading.has(self.number, *kinds)

    def places(self, *kinds: Kind) -> list[int]:
        """Where the chunks of these kinds, which are not words and marks, stand in the sentence, in order."""
        return self.reading.places(self.number, *kinds)

    def words(self, start: int = 0, end: int | None = None) -> str:
        """The folded words of chunks start to end (exclusive), parted by blanks."""
        return words(self.row, start, end)

    @property
    def all_words(self) -> str:
        """The folded words of the whole sentence."""
        return self.reading.words(self.number)

    # --- years ------------------------------------------------------------------------------------------------

    @cached_property
    def spoken_years(self) -> Sequence[tuple[int, int]]:
        """(chunk of the word for it, year) of every `năm` or `năm học` before a number of four digits, in order."""
        found: list[tuple[int, int]] = []
        row = self.row
        numbers = [k for k, c in enumerate(row) if c.kind is Kind.NUMBER and len(c.text) == 4]
        for k in numbers:
            if k > 1 and is_word(row[k - 1], _SCHOOL) and is_word(row[k - 2], YEAR):
                found.append((k - 2, int(row[k].text)))
            elif k and (is_word(row[k - 1], YEAR) or _ends_term(row, k - 1)):
                found.append((k - 1, int(row[k].text)))
        return found

    @cached_property
    def only_year(self) -> int | None:
        """The only year of blocs that the sentence names; None where it names none or several."""
        years = {year for _, year in self.spoken_years if FIRST_YEAR <= year <= LAST_YEAR}
        return years.pop() if len(years) == 1 else None

    @cached_property
    def opening_year(self) -> int | None:
        """The only year of the sentence, where it opens it: `Năm 2023, …`, `Sang năm học 2023-2024, …`."""
        return self.only_year if any(k < _OPENING for k, _ in self.spoken_years) else None

    def year_after(self, i: int) -> int | None:
        """The year of the first `năm N` or `năm học N` within a few chunks from chunk i on, in the same clause."""
        row = self.row
        for j in range(i, min(i + _YEAR_REACH, len(row) - 1)):
            if row[j].text == ";" or (row[j].text == "(" and row[j + 1].kind is Kind.ROLE):
                return None  # `giữa X | (Khối trưởng năm N)`: that year is X's own
            if is_word(row[j], YEAR) or _ends_term(row, j):
                school = is_word(row[j + 1], _SCHOOL) and j + 2 < len(row)
                return year_of(row[j + 2 if school else j + 1])
        return None


def _ends_term(row: Row, k: int) -> bool:
    """`nhiệm | kỳ | 2025`: does the word for a term, of one year, end at chunk k?"""
    if k < 1 or not is_word(row[k], _TERM[1]) or not is_word(row[k - 1], _TERM[0]):
        return False
    return not (k + 2 < len(row) and row[k + 2].text in "-–/")  # `nhiệm kỳ 2020-2025` is no year of a bloc


def year_of(chunk: Chunk) -> int | None:
    """The year that a chunk is, where it is a number that may be one."""
    year = int(chunk.text) if chunk.kind is Kind.NUMBER and len(chunk.text) == 4 else 0
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


class SentenceView:
    """A sentence as one kind of rule looks at it, with its article and its chunks; the base of such views."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.reading, self.row = sentence.reading, sentence.row
