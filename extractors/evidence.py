"""Evidence made whole: what a record names must stand in its passages.

A unit may stand short where a fact is told (`NXB`, `EVN`, `Quân khu`) and in full elsewhere: the passage that names it
in full is added, so that the quotes carry every name that the record has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Any, TypeVar

from .reading import Reading
from .records import Award, Bloc, BlocRole, Extraction, Handover, Official, Record, Span, Unit
from .text.language import fold
from .units.long_forms import known_abbreviations

_WORD = re.compile(r"\w+")
_AROUND_WORDS = frozenset(" ,.;:()\n")  # what may stand beside a word and folds to itself, whatever it stands beside
_HALF = 0.5
_NAMES: dict[type[Record], tuple[str, ...]] = {
    Bloc: ("name", "scope"),
    BlocRole: ("person", "unit"),
    Official: ("name",),
    Unit: ("name", "parent"),
    Award: ("recipient", "grantor"),
    Handover: ("taker", "giver", "organization"),
}

R = TypeVar("R", bound=Record)


def proved(reading: Reading, found: Extraction) -> Extraction:
    """The extraction with each record's evidence completed by where its names stand in full."""
    quotes = _Quotes(reading)
    return replace(
        found,
        blocs=_all_proved(quotes, found.blocs),
        bloc_roles=_all_proved(quotes, found.bloc_roles),
        officials=_all_proved(quotes, found.officials),
        units=_all_proved(quotes, found.units),
        awards=_all_proved(quotes, found.awards),
        handovers=_all_proved(quotes, found.handovers),
    )


class _Quotes:
    """What the passages of an article hold; the words of each passage are read once."""

    def __init__(self, reading: Reading) -> None:
        self.names = reading.names
        self._text = reading.article.text
        self._words: dict[Span, frozenset[str]] = {}

    def spell(self, name: str, spans: Sequence[Span]) -> bool:
        """Does a name stand in one of some passages letter by letter? As most do, and finding that out is cheap."""
        text = self._text
        for start, end in spans:
            first = text.find(name, start, end)
            last = first + len(name)
            begins = first >= 0 and (first == start or text[first - 1] in _AROUND_WORDS)
            if begins and (last == end or text[last] in _AROUND_WORDS):
                return True
        return False

    def words(self, spans: Sequence[Span]) -> frozenset[str]:
        """The folded words of some passages, well known abbreviations also written out."""
        return frozenset().union(*[self._words_of(span) for span in spans])

    def _words_of(self, span: Span) -> frozenset[str]:
        found = self._words.get(span)
        if found is None:
            known = known_abbreviations()
            words = _WORD.findall(fold(self._text[span.start : span.end]))
            found = frozenset(words).union(*[known[word].split() for word in words if word in known])
            self._words[span] = found
        return found


def _all_proved(quotes: _Quotes, records: Sequence[R]) -> tuple[R, ...]:
    return tuple([_proved(quotes, record) for record in records])


def _proved(quotes: _Quotes, record: R) -> R:
    names = {
        field: name
        for field in _NAMES[type(record)]
        if (name := getattr(record, field)) and not quotes.spell(name, record.evidence)
    }
    if not names:
        return record
    words = {field: _WORD.findall(fold(name)) for field, name in names.items()}
    quoted = quotes.words(record.evidence)
    unquoted = [name for field, name in names.items() if not quoted.issuperset(words[field])]
    missing = [span for name in unquoted if (span := quotes.names.naming(name))]
    evidence = record.evidence
    if missing:
        evidence = tuple(dict.fromkeys((*evidence, *missing)))
        quoted = quotes.words(evidence)
    # What only our word list writes out (`VNPT`, `CSGT`) no reader finds in the quotation: it stays as it is written.
    short: dict[str, Any] = {
        field: quotes.names.as_written(name) for field, name in names.items() if not _are_named(words[field], quoted)
    }
    return replace(record, evidence=evidence, **short) if missing or short else record


def _are_named(words: Sequence[str], quoted: Set[str]) -> bool:
    """Do the passages hold half of the words of a name, which may have been completed or spread out of a list?"""
    return sum([word in quoted for word in words]) >= len(words) * _HALF
