"""What made a record: its rule in words, and the rows of the gazetteers that stand in the passages it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from corpus.article import Article

from .chunks import Chunk, Kind, chunk
from .records import Record
from .registry import RULES
from .text.gazetteer import LOOKED_UP, MATCHED, Gazetteer, Match
from .text.language import blank_pipeline, sentence_span
from .text.tokens import Tokens, tokens_of

_TITLES = ("ranks", "academic", "honorifics", "posts", "family_names")
_UNITS = ("named_units", "unit_kinds", "unit_words", "places", "provinces", "abbreviations")
_BLOCS = ("bloc_words", "not_blocs", "closed_sets")
# Which gazetteers a record of each kind is read with, as the rules of that kind use them.
GROUPS: Mapping[str, tuple[str, ...]] = {
    "meetings": ("meeting_kinds", "abroad", *_BLOCS, *_UNITS),
    "blocs": (*_BLOCS, *_UNITS),
    "bloc_roles": ("bloc_roles", "linking_words", *_BLOCS, *_UNITS, *_TITLES),
    "officials": (*_TITLES, *_UNITS, "parts", "bloc_roles"),
    "units": (*_UNITS, "unit_levels", "posts"),
    "awards": ("awards", "award_verbs", "grantors", "group_words", *_UNITS, *_TITLES),
    "handovers": ("appointment_words", "bloc_roles", *_BLOCS, *_TITLES, *_UNITS),
    "documents": ("grantors", *_UNITS),
}


# Cues: what they govern is the passage, they themselves stand anywhere in its sentence.
_CUES = frozenset({"parts", "meeting_kinds", "award_verbs", "linking_words", "appointment_words", "group_words"})
# Looked up by word, not matched in text.
_LOOKED_UP = (
    *("family_names", "linking_words", "appointment_words", "group_words", "unit_levels", "abbreviations"),
    *("abroad", *LOOKED_UP),
)
# What a chunk of a kind is made of, besides the row that it is itself.
_INSIDE: Mapping[Kind, frozenset[str]] = {
    Kind.NAME: frozenset({"family_names"}),
    Kind.UNIT: frozenset({*_UNITS, "unit_levels"}),
    Kind.UNITS: frozenset({*_UNITS, "closed_sets"}),
    Kind.POST: frozenset({*_UNITS, "posts", "grantors"}),
    Kind.BLOC: frozenset({"bloc_words", "closed_sets", *_UNITS}),
    Kind.WORD: _CUES | {"grantors"},
    Kind.DECOY: frozenset({"not_blocs", "parts"}),
    Kind.PLACE: frozenset({"places", "provinces"}),
}


class Row(NamedTuple):
    """A row of `data/GROUP.csv`, and the words of the article that it met, offsets in code points."""

    group: str
    id: str
    start: int
    end: int


@cache
def meaning(rule: str) -> str:
    """What a rule reads, in words. Raises KeyError for a rule that the registry does not show."""
    return dict(RULES)[rule]


class Tracer:
    """Finds the rows behind the records of an article, as the chunks of its text use them."""

    def __init__(self, article: Article) -> None:
        self._text = article.text
        nlp = blank_pipeline()
        doc = nlp.make_doc(article.text)
        tokens = tokens_of(article, Gazetteer(nlp)(doc))
        used = {(m.start, m.entry.group): m for group in MATCHED for m in tokens.all(group)}
        looked_up = Tokens(Gazetteer(nlp, _LOOKED_UP)(nlp.make_doc(article.text)), article.text)
        used |= {(m.start, m.entry.group): m for group in _LOOKED_UP for m in looked_up.all(group)}
        self._rows = sorted(
            {
                Row(match.entry.group, match.entry.id, tokens.start[match.start], tokens.end[match.end - 1])
                for row in chunk(tokens).rows
                for part in row
                for match in _inside(part, used)
            },
            key=lambda row: (row.start, row.group),
        )

    def rows(self, kind: str, record: Record) -> list[Row]:
        """The rows that stand in a record's passages, in the order of the text, each once at its first place.

        kind: the record's key in the record format, such as `officials`. Cues are taken from the whole sentences.
        """
        wanted = frozenset(GROUPS[kind])
        passages = [(span.start, span.end) for span in record.evidence]
        sentences = [sentence_span(self._text, *passage) for passage in passages]
        found: dict[tuple[str, str], Row] = {}
        for row in self._rows:
            reach = sentences if row.group in _CUES else passages
            if row.group in wanted and any(start <= row.start and row.end <= end for start, end in reach):
                found.setdefault((row.group, row.id), row)
        return list(found.values())


def _inside(part: Chunk, used: Mapping[tuple[int, str], Match]) -> Iterator[Match]:
    """The matches that a chunk is made of: its own row, and the longest ones inside it that no other covers."""
    if part.entry:
        yield Match(part.start, part.end, part.entry)
    free = dict.fromkeys(_INSIDE.get(part.kind, ()), part.start)
    for i in range(part.start, part.end):
        for group in sorted(free):
            match = used.get((i, group))
            if match and i >= free[group] and (match.end <= part.end or part.kind is Kind.WORD):
                free[group] = match.end
                if group != "family_names" or i == part.start:
                    yield match
