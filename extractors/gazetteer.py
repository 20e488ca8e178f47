"""The gazetteers: CSV files of the genre's words, matched over tokens by their folded norms.

Each file of `data/` is a group. A row is an `Entry`; its name and variants are matched syllable by syllable, blind to
case and tone placement. The component `gazetteer` writes every group's matches, longest first, into `doc.spans`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

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


def data_folder() -> Traversable:
    """The folder of the data files, inside the installed package."""
    return files(__package__) / "data"


@cache
def load(group: str) -> tuple[Entry, ...]:
    """The rows of `data/GROUP.csv`, in the file's order. Raises FileNotFoundError for an unknown group."""
    with (data_folder() / f"{group}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return tuple(
        Entry(
            group=group,
            id=row["id"],
            name=row["name"],
            variants=tuple(v for v in row.get("variants", "").split("|") if v),
            fields=row,
        )
        for row in rows
    )


@Language.factory("gazetteer")
def _gazetteer(nlp: Language, name: str) -> Gazetteer:
    return Gazetteer(nlp)


class Gazetteer:
    """A pipeline component: `doc.spans[group]` holds the longest matches of each group, by position."""

    def __init__(self, nlp: Language) -> None:
        self._matcher = PhraseMatcher(nlp.vocab, attr="NORM")
        self._entries: dict[int, list[Entry]] = {}
        for group in MATCHED:
            for entry in load(group):
                key = f"{group}/{entry.id}"
                self._matcher.add(key, [nlp.make_doc(form) for form in entry.forms()])
                self._entries.setdefault(nlp.vocab.strings[key], []).append(entry)

    def __call__(self, doc: Doc) -> Doc:
        """Write the spans; their labels are `group/id`."""
        by_group: dict[str, list[Span]] = {group: [] for group in MATCHED}
        for key, start, end in self._matcher(doc):
            by_group[self._entries[key][0].group].append(Span(doc, start, end, label=key))
        for group, spans in by_group.items():
            doc.spans[group] = _longest(spans)
        return doc

    def matches(self, doc: Doc) -> Iterator[Match]:
        """The spans of a Doc that went through this component, with their entries."""
        for group in MATCHED:
            for span in doc.spans[group]:
                yield Match(span.start, span.end, self._entries[span.label][0])


def _longest(spans: list[Span]) -> list[Span]:
    """The first spans from the left, the longest at each place, without overlaps."""
    kept: list[Span] = []
    taken: set[int] = set()
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if span.start not in taken and span.end - 1 not in taken:
            kept.append(span)
            taken.update(range(span.start, span.end))
    return sorted(kept, key=lambda s: s.start)
