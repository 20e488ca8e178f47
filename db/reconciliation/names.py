"""How well a name that was typed fits a name of the archive, and whom a name may mean.

Tones that are typed are meant: `Hùng` is not `Hưng`, though it may be misspelt; a name without any diacritic fits any
tones. Candidates are looked up in name_keys, those with a spelling error only where nobody fits without one.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from db.name_keys import BLOC, PERSON, UNIT, Words, key_of, name_words
from db.names import scope_name
from db.reconciliation.variants import variants
from db.references import KINDS
from db.unit_identity import bare_key, is_open
from db.unit_names import unit_name
from extractors.text.gazetteer import load
from extractors.text.language import fold, plain

MOST = 300
"""Candidates that are looked at for one query, the best known first."""
_LINKING = re.compile(r"\b(?:của|thuộc|cua|thuoc)\b", re.IGNORECASE)  # `Khối thi đua số 2 của Quân khu 4`
_FEWEST = 2  # words that must be left of a name


class Fit(IntEnum):
    """How well two names fit; the value is the score of a candidate of which nothing else is known."""

    SAME = 100
    """The same words with the same tones."""
    OPEN = 90
    """The same words; one of the two is written without diacritics."""
    TONE = 60
    """The same words, one with other tones."""
    LETTER = 55
    """One letter differs."""


PART_OF_A_NAME = 25
"""What a name loses that does not say whose: a relative name of a unit, a bloc's without its scope."""


class Findings(NamedTuple):
    """Whom a name may mean, best first, and whether that is all of them."""

    found: list[Found]
    complete: bool


@dataclass(frozen=True, slots=True)
class Found:
    """An entity that a name may mean. whole: whether the name, as far as it was typed, says who it is; the bare name of
    a bloc, or `Phòng Tham mưu`, does not."""

    kind: str
    id: str
    fit: Fit
    whole: bool
    mentions: int

    @property
    def score(self) -> int:
        """Of the name alone."""
        return self.fit - (0 if self.whole else PART_OF_A_NAME)


def entity(connection: sqlite3.Connection, text: str) -> tuple[str, str] | None:
    """(kind, id) of the entity that an id names, or leads to by now; None for anything else."""
    kind = text.partition("-")[0]
    if kind not in KINDS:
        return None
    led = connection.execute("SELECT entity FROM redirects WHERE id = ?", (text,)).fetchone()
    wanted = led[0] if led else text
    there = connection.execute(f"SELECT 1 FROM {KINDS[kind]} WHERE id = ?", (wanted,)).fetchone()
    return (kind, wanted) if there else None


def find(connection: sqlite3.Connection, kind: str, name: str) -> Findings:
    """Whom of a kind a name may mean: those whom it fits; if none, those whom it fits but for one error.

    A rank or a form of address in front of a person's name is left out where nobody is called so.
    """
    misspelt = None
    for wanted in _readings(kind, name):
        keys = {key_of(words) for words in wanted}
        fitting = _fitting(connection, kind, wanted, keys)
        certain = [one for one in fitting.found if one.fit >= Fit.OPEN]
        if certain:
            return Findings(certain, fitting.complete)
        if not fitting.found:
            fitting = _fitting(connection, kind, wanted, {v for key in keys for v in variants(key)})
        if fitting.found and misspelt is None:
            misspelt = fitting
    return misspelt or Findings([], True)


def _readings(kind: str, name: str) -> Iterator[frozenset[Words]]:
    """What a name that was typed may be, likeliest first: a person's whole, then without what stands before it."""
    if kind == BLOC:
        name = _LINKING.sub(" ", name)
    words = frozenset(form for form in name_words(kind, name) if form)
    if not words:
        return
    yield words
    if kind == PERSON:
        yield from (frozenset((bare,)) for bare in _without_address(next(iter(words))))


def _without_address(words: Words) -> Iterator[Words]:
    """A person's name without the rank, degree or form of address before it, then without what stands behind that."""
    rest = words
    while len(rest) > _FEWEST:
        length = next((n for n in range(min(len(rest) - _FEWEST, _longest()), 0, -1) if _is_address(rest[:n])), 0)
        if not length:
            return
        rest = rest[length:]
        yield rest


def _is_address(words: Words) -> bool:
    return words in _addresses() or (all(plain(w) == w for w in words) and " ".join(words) in _plain_addresses())


@cache
def _addresses() -> frozenset[Words]:
    groups = (load(group) for group in ("ranks", "honorifics", "academic"))
    forms = {form for group in groups for entry in group for form in entry.forms()}
    return frozenset(next(iter(name_words(PERSON, form))) for form in forms if fold(form).strip())


@cache
def _plain_addresses() -> frozenset[str]:
    return frozenset(key_of(words) for words in _addresses())


@cache
def _longest() -> int:
    return max(len(words) for words in _addresses())


_NAMES = """
SELECT n.entity, n.name, e.mentions FROM name_keys n JOIN {table} e ON e.id = n.entity
WHERE n.kind = ? AND n.key IN (SELECT value FROM json_each(?)) ORDER BY e.mentions DESC, n.entity, n.name LIMIT ?
"""
_MOST_READ = 20_000  # names with one key


def _fitting(connection: sqlite3.Connection, kind: str, wanted: frozenset[Words], keys: Iterable[str]) -> Findings:
    """Those who have a name under one of the keys that the wanted words fit, each once."""
    query = _NAMES.format(table=KINDS[kind])
    rows = connection.execute(query, (kind, json.dumps(sorted(keys)), _MOST_READ)).fetchall()
    best: dict[str, Found] = {}
    complete = len(rows) < _MOST_READ
    for one, name, mentions in rows:
        fit = max((f for w in wanted for n in name_words(kind, name) if (f := fit_of(w, n))), default=None)
        if fit is None:
            continue
        if len(best) >= MOST and one not in best:
            complete = False
            continue
        found = Found(kind, one, fit, _is_whole(connection, kind, one, name), mentions)
        if one not in best or found.score > best[one].score:
            best[one] = found
    return Findings(sorted(best.values(), key=lambda f: (-f.score, -f.mentions, f.id)), complete)


def fit_of(typed: Words, name: Words) -> Fit | None:
    """How well the words that were typed fit those of a name; None where they do not."""
    if typed == name:
        return Fit.SAME
    bare = key_of(typed), key_of(name)
    without_tones = " ".join(typed) == bare[0] or " ".join(name) == bare[1]
    if bare[0] == bare[1]:
        differing = sum(a != b for a, b in zip(typed, name, strict=True))
        return Fit.OPEN if without_tones else Fit.TONE if differing == 1 else None
    if bare[0] not in variants(bare[1]) and bare[1] not in variants(bare[0]):
        return None
    if without_tones:
        return Fit.LETTER
    if len(typed) != len(name):  # a blank: what stands around it is the same, but a tone moves with its syllable's end
        return Fit.LETTER if _signs(typed) == _signs(name) else None
    return Fit.LETTER if sum(a != b for a, b in zip(typed, name, strict=True)) == 1 else None


def _signs(words: Words) -> list[str]:
    return sorted(unicodedata.normalize("NFD", "".join(words)))


def _is_whole(connection: sqlite3.Connection, kind: str, one: str, name: str) -> bool:
    """Whether a name that an entity has says by itself who it is."""
    if kind == PERSON:
        return True
    if kind == BLOC:
        (scope,) = connection.execute("SELECT scope FROM blocs WHERE id = ?", (one,)).fetchone()
        return scope is not None and _ends_in_scope(name, scope)
    (key,) = connection.execute("SELECT key FROM units WHERE id = ?", (one,)).fetchone()
    if is_open(key):
        return False
    spelt = "SELECT mentions FROM entity_names WHERE entity = ? AND name = ?"
    given = connection.execute(spelt, (one, name)).fetchone()  # mentions 0: an alias that a person gave
    return name == bare_key(key) or (given is not None and not given[0]) or unit_name(name).needs is None


def _ends_in_scope(name: str, scope: str) -> bool:
    """Whether a bloc's name has its scope's words at its end."""
    ends = {end for whose in (scope, scope_name(scope)) for end in name_words(UNIT, whose)}
    return any(words[-len(end) :] == end for words in name_words(UNIT, name) for end in ends)
