"""A Doc as plain lists, with the gazetteer's matches by place: what the grammar walks over.

Walking a spaCy Doc token by token costs a Python object each; the grammar looks at every token many times, so it
walks lists. White space is left out: token numbers here count words, numbers and marks only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spacy.tokens import Doc

from .gazetteer import Entry, Gazetteer, Match

SHOUTING = 0.75  # the share of capital letters from which a block tells nothing by its capitals


class Tokens:
    """The words, numbers and marks of a Doc, in order.

    text, norm: as written, and folded. start, end: offsets in code points. cap: begins with a capital that means
    something (not in a headline all in capitals). upper: is all in capitals. sentence: the number of its sentence.
    """

    def __init__(self, doc: Doc, gazetteer: Gazetteer, shouting: Sequence[tuple[int, int]] = ()) -> None:
        self.source = doc.text
        self.text: list[str] = []
        self.norm: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.cap: list[bool] = []
        self.upper: list[bool] = []
        self.sentence: list[int] = []
        self.newline: list[bool] = []  # stands first in its line
        places: list[int] = []
        sentence, newline = -1, True
        for token in doc:
            sentence += bool(token.is_sent_start)
            places.append(len(self.text))
            if token.is_space:
                newline = newline or "\n" in token.text
                continue
            word, at = token.text, token.idx
            loud = any(a <= at < b for a, b in shouting)
            self.text.append(word)
            self.norm.append(token.norm_)
            self.start.append(at)
            self.end.append(at + len(word))
            self.cap.append(word[0].isupper() and not loud)
            self.upper.append(len(word) > 1 and word.isupper())
            self.sentence.append(max(sentence, 0))
            self.newline.append(newline)
            newline = False
        places.append(len(self.text))
        self._at: dict[int, dict[str, Match]] = defaultdict(dict)
        for match in gazetteer.matches(doc):
            start, end = places[match.start], places[match.end]
            self._at[start][match.entry.group] = Match(start, end, match.entry)

    def __len__(self) -> int:
        return len(self.text)

    def match(self, i: int, group: str) -> Match | None:
        """The longest row of a gazetteer that starts at token i."""
        found = self._at.get(i)
        return found.get(group) if found else None

    def entry(self, i: int, group: str) -> Entry | None:
        """As `match`, the entry only."""
        found = self.match(i, group)
        return found.entry if found else None

    def all(self, group: str) -> list[Match]:
        """Every match of a group, in order."""
        return [found[group] for _, found in sorted(self._at.items()) if group in found]

    def quote(self, start: int, end: int) -> str:
        """The text of tokens start to end (exclusive), as written."""
        return self.source[self.start[start] : self.end[end - 1]] if end > start else ""

    def sentence_end(self, i: int) -> int:
        """The token after the last one of token i's sentence."""
        number, j = self.sentence[i], i
        while j < len(self.text) and self.sentence[j] == number:
            j += 1
        return j

    def is_word(self, i: int) -> bool:
        """Is token i a word of letters?"""
        return i < len(self.text) and self.text[i][0].isalpha()


def is_shouting(text: str) -> bool:
    """Is a block of text written in capitals?"""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 12 and sum(c.isupper() for c in letters) >= SHOUTING * len(letters)
