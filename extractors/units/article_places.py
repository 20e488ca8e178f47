"""The places that an article speaks of, and which of them a name lacks that ends with a kind of place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from ..chunks import Chunk, Kind, Row
from ..people.names import is_syllable
from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import PROVINCE
from .places import place_at

_CITY = "thành phố"
_CITIES = (_CITY, "tp", "tp.")
_DISTRICTS = ("huyện", "quận", "thị xã")
_CITY_KIND = re.compile(r"^(?:thành phố|T\.?P\.?)\s*", re.IGNORECASE)
_KIND = re.compile(r"^(?:tỉnh|thành phố|TP\.?|huyện|quận|thị xã)\s*(?=[^\W_])", re.IGNORECASE)
_NEVER_ALONE = ("hồ chí minh", "hcm")  # a city's name that is not told without its kind
_SPELT = frozenset({PROVINCE, "phố"})  # the last syllables of the kinds before a province's or city's name
# Committees, each with the kind of place whose it is.
COMMITTEES = {
    "tỉnh ủy": PROVINCE, "huyện ủy": "huyện", "thị ủy": "thị xã", "quận ủy": "quận", "tỉnh đoàn": PROVINCE,
    "thành ủy": _CITY, "thành đoàn": _CITY,
}  # fmt: skip
# How a place of a kind is named in a sentence: by its kind or by one of its committees.
_NAMED = {
    PROVINCE: re.compile(r"(?:^|\s)(?i:tỉnh(?:\s+(?:ủy|uỷ|đoàn))?)\s+(\S.*)$"),
    _CITY: re.compile(r"(?:^|\s)(?i:thành phố|TP\.?|thành (?:ủy|uỷ|đoàn))\s+(\S.*)$"),
    "huyện": re.compile(r"(?:^|\s)(?i:huyện(?:\s+(?:ủy|uỷ|đoàn))?)\s+(\S.*)$"),
    "quận": re.compile(r"(?:^|\s)(?i:quận(?:\s+(?:ủy|uỷ|đoàn))?)\s+(\S.*)$"),
    "thị xã": re.compile(r"(?:^|\s)(?i:thị xã|thị (?:ủy|uỷ|đoàn))\s+(\S.*)$"),
}


class Lacking(NamedTuple):
    """The kind of place that a name lacks. committee: it ends with a committee of such a place (`Huyện ủy`)."""

    kind: str
    committee: bool

    def filled(self, name: str, place: str) -> str:
        """The name with the place."""
        if self.committee and fold(place) in _NEVER_ALONE:
            return f"{name} TP {place}"
        if self.committee and place[0].isdigit():
            return f"{name} {self.kind} {place}"  # `Quận ủy quận 1`
        return f"{name} {place}"


@lru_cache(maxsize=2_048)
def lacking_place(name: str) -> Lacking | None:
    """The kind of place that a folded name lacks; None where it lacks none."""
    for committee, kind in COMMITTEES.items():
        if name == committee or name.endswith(f" {committee}"):
            return Lacking(kind, True)
    for kind in (PROVINCE, *_DISTRICTS):
        if name == kind or name.endswith(f" {kind}"):
            return Lacking(kind, False)
    return Lacking(_CITY, False) if name.endswith(tuple(f" {city}" for city in _CITIES)) else None


def named_in(row: Row, kind: str, offset: int) -> str | None:
    """The one place of a kind that a sentence names before an offset; None where it names none or several."""
    found = {fold(place): place for chunk in row if chunk.a < offset for place in _places_of(chunk, kind)}
    return next(iter(found.values())) if len(found) == 1 else None


def _places_of(chunk: Chunk, kind: str) -> Iterator[str]:
    """The places of a kind that a chunk names."""
    names = [chunk.text] if chunk.kind is Kind.PLACE else []
    unit = chunk.unit
    while unit:
        if not (unit.bare or unit.open_place):
            names.append(unit.name)
        unit = unit.above
    for name in names:
        match = _NAMED[kind].search(name)
        place = _KIND.sub("", match.group(1)) if match else ""
        ours = kind != _CITY or fold(place) in _NEVER_ALONE or all(map(is_syllable, place.split()))
        if place[:1].isdigit() or (place[:1].isupper() and ours):
            yield place


class ArticlePlaces:
    """The places of an article, by kind. tokens, rows: the article's, in order."""

    def __init__(self, tokens: Tokens, rows: Sequence[Row]) -> None:
        self._tokens = tokens
        self._rows = rows
        self._main: dict[str, str | None] = {}

    def main(self, kind: str) -> str | None:
        """The one place of a kind that the article speaks of; of provinces and cities the one that it names most."""
        if kind not in self._main:
            kinds = _CITIES if kind == _CITY else (kind,)
            counts = {place: count for (known, place), count in self._counts.items() if known in kinds}
            several = len({fold(place) for place in counts}) > 1
            self._main[kind] = None if several and kind in _DISTRICTS else _foremost(counts)
        return self._main[kind]

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        """How often the article names each place: (folded kind, name as written)."""
        found: Counter[tuple[str, str]] = Counter()
        tokens = self._tokens
        people = {chunk.norm for row in self._rows for chunk in row if chunk.kind is Kind.NAME}
        for match in tokens.all("places"):
            place = place_at(tokens, match.start, person_may_follow=True)
            if place and not place.bare and " ".join(tokens.norm[place.name : place.end]) not in people:
                found[" ".join(tokens.norm[match.start : match.end]), tokens.quote(place.name, place.end)] += 1
        for match in tokens.all("provinces"):
            spelt = match.start > 0 and tokens.norm[match.start - 1] in _SPELT
            if tokens.cap[match.start] and not spelt:
                kind, written = match.entry.fields["kind"], tokens.quote(match.start, match.end)
                if fold(written) == fold(match.entry.name):
                    written = match.entry.name  # `ĐÀ NẴNG - Ngày 6/2, …`
                found[PROVINCE, written] += 1
                if kind != PROVINCE:
                    found[kind, _CITY_KIND.sub("", written)] += 1
        return found


def _foremost(counts: Mapping[str, int]) -> str | None:
    """The one of some names that is alone, or named three times as often as any other."""
    names: Counter[str] = Counter()
    spelt: dict[str, str] = {}
    for name, count in counts.items():
        names[fold(name)] += count
        spelt.setdefault(fold(name), name)
    if not names:
        return None
    (best, count), *rest = names.most_common(2)
    return spelt[best] if not rest or count >= 3 * rest[0][1] else None
