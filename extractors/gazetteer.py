"""The gazetteers: CSV files of the genre's words, matched over tokens by their folded norms.

Each file of `data/` is a group. A row is an `Entry`; its name and variants are matched syllable by syllable, blind to
case and tone placement. The component `gazetteer` writes every group's matches, longest first, into `doc.spans`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

# The groups that are matched in text; other files of data/ are looked up by word.
MATCHED = (
    "ranks",
    "academic",
    "honorifics",
    "posts",
    "unit_kinds",
    "named_units",
    "unit_words",
    "bloc_words",
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


@dataclass(frozen=True, slots=True)
class Match:
    """An entry found in a Doc: tokens `start` to `end` (exclusive)."""

    start: int
    end: int
    entry: Entry


@cache
def load(group: str) -> tuple[Entry, ...]:
    """The rows of `data/GROUP.csv`, in the file's order. Raises FileNotFoundError for an unknown group."""
    text = (files(__package__) / "data" / f"{group}.csv").read_text(encoding="utf-8")
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


@Language.factory("gazetteer")
def _gazetteer(nlp: Language, name: str) -> Gazetteer:
    return Gazetteer(nlp)


class Gazetteer:
    """A pipeline component: `doc.spans[group]` holds the longest matches of each group, by position."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._entries: dict[int, Entry] = {}
        for group in MATCHED:
            for entry in load(group):
                key = f"{group}/{entry.id}"
                self._matcher.add(key, [nlp.make_doc(form) for form in entry.forms()])
                self._entries[nlp.vocab.strings[key]] = entry

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans; their labels are `group/id`."""
        by_group: dict[str, list[tuple[int, int, int]]] = {group: [] for group in MATCHED}
        for key, start, end in self._matcher(doc):
            by_group[self._entries[key].group].append((start, end, key))
        for group, found in by_group.items():
            doc.spans[group] = [Span(doc, start, end, label=key) for start, end, key in _longest(found)]
        return doc

    def matches(self, doc: Doc) -> Iterator[Match]:
        """The spans of a Doc that went through this component, with their entries, by group and place."""
        for group in MATCHED:
            for span in doc.spans[group]:
                yield Match(span.start, span.end, self._entries[span.label])


def _longest(found: list[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Of (start, end, label) the first from the left, the longest at each place, without overlaps."""
    kept: list[tuple[int, int, int]] = []
    free = 0  # the token from which on no span is kept yet
    for one in sorted(found, key=lambda span: (span[0], -span[1])):
        if one[0] >= free:
            kept.append(one)
            free = one[1]
    return kept
