"""The gazetteers: CSV files of the genre's words, matched over tokens by their folded norms.

Each file of `data/` is a group. A row is an `Entry`; its name and variants are matched syllable by syllable, blind to
case and tone placement. The component `gazetteer` finds them.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from operator import itemgetter
from typing import NamedTuple

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from .doc_words import words_of

COMPONENT = "gazetteer"  # its name in the pipeline
_MATCHES = "gazetteer"  # the key of the matches in a Doc's user data
_OFFICE_HEADS = ("chức", "nhiệm")
_OFFICE = "vụ"
_COUNCIL = ("hội", "đồng")
_NONE = frozenset[str]()
_COMMISSAR = frozenset({"ủy"})  # `Chính ủy`, `Đảng ủy`: with `Ban` behind it it looks like `Ủy ban`
# The groups that are matched in text; other files of data/ are looked up by word.
MATCHED = (
    "ranks",
    "academic",
    "honorifics",
    "posts",
    "unit_kinds",
    "named_units",
    "grantors",
    "awards",
    "not_awards",
    "bloc_roles",
    "not_blocs",
    "parts",
    "meeting_kinds",
    "award_verbs",
    "places",
    "provinces",
    "closed_sets",
    "not_people",
)
# Those that are asked for at a few places only, behind a unit's or a bloc's kind: to look there costs less than to
# match everywhere the common words that they are.
LOOKED_UP = ("unit_words", "bloc_words")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a gazetteer: its group (the file's name), id, name, variants and further columns."""

    group: str
    id: str
    name: str
    variants: tuple[str, ...]
    fields: Mapping[str, str]

    def forms(self) -> tuple[str, ...]:
        """The name and its variants."""
        return (self.name, *self.variants)


class Match(NamedTuple):
    """An entry found in a Doc: tokens `start` to `end` (exclusive), blank ones not counted, as `Tokens` counts."""

    start: int
    end: int
    entry: Entry


class Matches(NamedTuple):
    """What was found in a Doc: by group, in order; and by the token where they start, by group."""

    by_group: Mapping[str, list[Match]]
    by_start: Mapping[int, dict[str, Match]]


_START = itemgetter(1)  # of what the PhraseMatcher gives
_new = tuple.__new__  # as Match(…), at half the cost: there are hundreds in an article


@cache
def load(group: str) -> tuple[Entry, ...]:
    """The rows of `data/GROUP.csv`, in the file's order. Raises FileNotFoundError for an unknown group."""
    text = (files("extractors") / "data" / f"{group}.csv").read_text(encoding="utf-8")
    return tuple(
        Entry(
            group=group,
            id=row["id"],
            name=row["name"],
            variants=tuple(v for v in row.get("variants", "").split("|") if v),
            fields=row,
        )
        for row in csv.DictReader(io.StringIO(text), strict=True)
    )


@Language.factory(COMPONENT)
def _gazetteer(nlp: Language, name: str) -> Gazetteer:
    return Gazetteer(nlp)


class Gazetteer:
    """A pipeline component that finds the longest matches of each group by position: see `matches_of`."""

    def __init__(self, nlp: Language, groups: Sequence[str] = MATCHED) -> None:
        self._vocab = nlp.vocab
        self._groups = tuple(groups)
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._entries: dict[int, tuple[Entry, str, bool]] = {}  # each with its group, and whether that is doubtful
        kinds = frozenset(nlp.vocab[e.name].norm_ for e in load("unit_kinds") if " " not in e.name)
        self._closing = {"posts": kinds, "unit_kinds": _COMMISSAR, "named_units": _COMMISSAR}
        for group in groups:
            for entry in load(group):
                key, forms = f"{group}/{entry.id}", [nlp.make_doc(form) for form in entry.forms()]
                self._matcher.add(key, forms)
                doubtful = any(self._may_be_over_another(group, form) for form in forms)
                self._entries[nlp.vocab.strings[key]] = entry, group, doubtful

    def __call__(self, doc: Doc) -> Doc:
        """Find the matches. They are kept beside the Doc: a Span for each would cost more than finding it."""
        found = words_of(doc)
        words, numbers = found.words, found.numbers
        # Of each group the first from the left, the longest at each place, without overlaps.
        by_group: defaultdict[str, list[Match]] = defaultdict(list)
        by_start: defaultdict[int, dict[str, Match]] = defaultdict(dict)
        free = dict.fromkeys(self._groups, 0)  # the token from which on nothing of a group is found yet
        for key, start, end in sorted(self._matcher(doc), key=_START):
            entry, group, doubtful = self._entries[key]
            taken = free[group]
            if end <= taken or (doubtful and self._is_over_another(group, words, start, end)):
                continue
            number = numbers[start]
            if start < taken:
                if by_group[group][-1][0] != number:
                    continue
                by_group[group].pop()
            free[group] = end
            by_start[number][group] = match = _new(Match, (number, numbers[end], entry))
            by_group[group].append(match)
        doc.user_data[_MATCHES] = Matches(by_group, by_start)
        return doc

    def _may_be_over_another(self, group: str, form: Doc) -> bool:
        """Does a form begin with a syllable that another word may end with? Then its place has to be looked at."""
        first = words_of(form).shapes[0].norm
        if group == "parts":
            return first == _COUNCIL[1]
        return len(form) > 1 and (first == _OFFICE or first in self._closing.get(group, ()))

    def _is_over_another(self, group: str, words: Sequence[str], start: int, end: int) -> bool:
        """Does a match only begin with the last syllable of another word?"""
        if group == "parts":
            return self._is_over_council(words, start)
        return end - start > 1 and self._is_over_words(words, start, self._closing.get(group, _NONE))

    def _is_over_council(self, words: Sequence[str], start: int) -> bool:
        """`Hội đồng | chủ trì`, which also reads `đồng chủ trì`: does a verb begin with a council's last syllable?"""
        return start > 0 and (words[start - 1].casefold(), words[start].casefold()) == _COUNCIL

    def _is_over_words(self, words: Sequence[str], start: int, closing: frozenset[str]) -> bool:
        """`nhiệm vụ | Phó Bí thư`, `Chính ủy | Ban Chỉ huy`: does a match begin with another word's last syllable?

        closing: the folded syllables that do so where they stand in lower case before a capital. So does the second
        half of the word for an office, whatever follows: `giữ chức vụ | phó chủ tịch`.
        """
        first, after = words[start], words[start + 1]
        if not first.islower():
            return False
        if first == _OFFICE and start and words[start - 1].casefold() in _OFFICE_HEADS:
            return True
        return after[0].isupper() and self._vocab[first].norm_ in closing


def matches_of(doc: Doc) -> Matches:
    """What the gazetteers found in a Doc that went through the component."""
    found: Matches = doc.user_data[_MATCHES]
    return found
