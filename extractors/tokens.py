"""A Doc as plain lists, with the gazetteer's matches by place: what the grammar walks over.

Walking a spaCy Doc token by token costs a Python object each; the grammar looks at every token many times, so it
walks lists. White space is left out: token numbers here count words, numbers and marks only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from spacy.tokens import Doc

from .gazetteer import Match, matches_of

SHOUTING = 0.75  # the share of capital letters from which a block tells nothing by its capitals
# Gazetteers whose words stand inside names or between them, and begin none.
_INSIDE = frozenset({"unit_words", "bloc_words", "closed_sets", "parts", "meeting_kinds", "award_verbs"})
_FEW_LETTERS = 12  # so few may be an abbreviation


class Tokens:
    """The words, numbers and marks of a Doc, in order.

    text, norm: as written, and folded. start, end: offsets in code points. cap: begins with a capital that means
    something (not in a headline all in capitals). upper: is all in capitals. sentence: the number of its sentence.
    newline: stands first in its line.
    """

    def __init__(self, doc: Doc, text: str, shouting: Sequence[tuple[int, int]] = ()) -> None:
        """text: the Doc's. shouting: (start, end) of the blocks written in capitals, in order, in code points."""
        self.source = text
        self.text: list[str] = []
        self.norm: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.cap: list[bool] = []
        self.upper: list[bool] = []
        self.sentence: list[int] = []
        self.newline: list[bool] = []
        places = self._take(doc, shouting)
        self._beginnings: set[int] = set()
        self._at: dict[str, dict[int, Match]] = {}
        for match in matches_of(doc):
            start, end = places[match.start], places[match.end]
            self._at.setdefault(match.entry.group, {})[start] = Match(start, end, match.entry)
            if match.entry.group not in _INSIDE:
                self._beginnings.add(start)

    def _take(self, doc: Doc, shouting: Sequence[tuple[int, int]]) -> list[int]:
        """Take the Doc's tokens over; for each of them, and for the Doc's end, its number here."""
        places: list[int] = []
        sentence, newline = -1, True
        loud = iter((*shouting, (len(self.source) + 1, 0)))
        loud_start, loud_end = next(loud)
        for token in doc:
            sentence += bool(token.is_sent_start)
            places.append(len(self.text))
            word, at = token.text, token.idx
            if word.isspace():
                newline = newline or "\n" in word
                continue
            while at >= loud_end > loud_start:
                loud_start, loud_end = next(loud)
            self.text.append(word)
            self.norm.append(token.norm_)
            self.start.append(at)
            self.end.append(at + len(word))
            self.cap.append(word[0].isupper() and not loud_start <= at < loud_end)
            self.upper.append(len(word) > 1 and word.isupper())
            self.sentence.append(sentence)
            self.newline.append(newline)
            newline = False
        places.append(len(self.text))
        return places

    def __len__(self) -> int:
        return len(self.text)

    @cached_property
    def run_ends(self) -> list[int]:
        """For each token the one after the run of capitalised words that it stands in; its own number in no run."""
        ends = list(range(len(self.text)))
        for i in reversed(ends):
            if self.cap[i] and self.is_word(i):
                after = i + 1
                goes_on = after < len(ends) and self.sentence[after] == self.sentence[i] and ends[after] > after
                ends[i] = ends[after] if goes_on and self.parted_by_a_blank(after) else after
        return ends

    def match(self, i: int, group: str) -> Match | None:
        """The longest row of a gazetteer that starts at token i."""
        found = self._at.get(group)
        return found.get(i) if found else None

    def begins(self, i: int) -> bool:
        """Does a row of a gazetteer of names, titles, awards or places start at token i?"""
        return i in self._beginnings

    def all(self, group: str) -> list[Match]:
        """Every match of a group, in order."""
        return list(self._at.get(group, {}).values())

    def quote(self, start: int, end: int) -> str:
        """The text of tokens start to end (exclusive), as written."""
        return self.source[self.start[start] : self.end[end - 1]] if end > start else ""

    def is_word(self, i: int) -> bool:
        """Is token i a word of letters?"""
        return i < len(self.text) and self.text[i][0].isalpha()

    def touches(self, i: int) -> bool:
        """Does token i stand right behind the one before it, without a blank?"""
        return self.start[i] == self.end[i - 1]

    def parted_by_a_blank(self, i: int) -> bool:
        """Is there one blank, and nothing else, between token i and the one before it?"""
        return self.source[self.end[i - 1] : self.start[i]] == " "

    def joins(self, i: int) -> bool:
        """Is there one code point, as a rule a blank, between token i and the one before it?"""
        return self.start[i] - self.end[i - 1] == 1


def is_shouting(text: str) -> bool:
    """Is a block of text written in capitals?"""
    letters = sum(map(str.isalpha, text))
    return letters > _FEW_LETTERS and sum(map(str.isupper, text)) >= SHOUTING * letters
