"""Which units a name fits that somebody types: with or without diacritics, in full or abbreviated, under a former name.

Unlike in articles, capitals tell nothing here, and `tỉnh` does not count.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from db.names import is_accented
from db.unit_identity import bare_key, is_open
from db.unit_names import unit_name
from extractors.text.language import fold, plain
from extractors.units.long_forms import known_long_forms
from extractors.units.unit_events import events_of

_WORD = re.compile(r"\w+")
_DROPPED = "tỉnh"
# What people type besides the abbreviations that articles print: each may stand for several.
_TYPED: dict[str, tuple[str, ...]] = {
    "bchqs": ("bộ chỉ huy quân sự", "ban chỉ huy quân sự"),
    "btl": ("bộ tư lệnh",),
    "ca": ("công an",),
    "h": ("huyện",),
    "p": ("phường",),
    "q": ("quận",),
    "qk": ("quân khu",),
    "tp": ("thành phố",),
    "tx": ("thị xã",),
    "x": ("xã",),
}
_NUMBERED = re.compile(r"^(qk|trd|ld|fd)(\d+)$")  # `QK1`
_MOST_VARIANTS = 16
_FEWEST_WORDS = 2  # of a query whose words are only held by a name


@dataclass(frozen=True, slots=True)
class UnitFit:
    """A unit that a name fits. via: the other name of it that was typed, where it is not its own."""

    id: str
    name: str
    via: str | None = None


def units_fitting(connection: sqlite3.Connection, query: str, *, loosely: bool = False) -> list[UnitFit]:
    """The units that a query is a name of, best known first; where there are none, those that became of such a one.

    Its own name goes before the aliases that a person gave and other full spellings, those before relative names
    (`Phòng Tham mưu`). loosely: also those whose name only holds the query's words, if it is no unit's name.
    """
    rows = connection.execute("SELECT id, name, key FROM units ORDER BY mentions DESC, id").fetchall()
    wanted = _forms(query)
    accented = is_accented(query)

    def fits(name: str) -> bool:
        return bool(wanted & _name_forms(name, accented))

    known = [row for row in rows if not is_open(row[2])]
    own = [UnitFit(u, name) for u, name, key in known if (_whole(name) and fits(name)) or fits(key)]
    if own:
        return own
    others: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for unit, name, mentions in connection.execute(
        "SELECT entity, name, mentions FROM entity_names WHERE kind = 'unit' ORDER BY entity, mentions, name"
    ):
        others[unit].append((name, mentions))
    named = [(u, name, [n for n in others[u] if fits(n[0])]) for u, name, _ in rows]
    full = [UnitFit(u, name, f[0][0]) for u, name, f in named if any(m == 0 or _whole(n) for n, m in f)]
    if full:
        return full
    former = [UnitFit(u, name, into) for u, name, into in connection.execute(_BECAME) if fits(into)]
    became = {event.into for event in events_of(query) if event.into}
    former += [
        UnitFit(u, name, query) for u, name, _ in known if any(_forms(b) & _name_forms(name, True) for b in became)
    ]
    if former:
        return former
    relative = [UnitFit(u, name) for u, name, f in named if f]
    if relative or not loosely:
        return relative
    words = [set(form) for form in wanted if len(form) >= _FEWEST_WORDS]
    held = [(u, name, _name_forms(bare_key(key), accented)) for u, name, key in rows]
    return [UnitFit(u, name) for u, name, forms in held if any(w <= set(form) for w in words for form in forms)]


def typed_forms(text: str) -> frozenset[tuple[str, ...]]:
    """The ways in which a name can be meant: its folded words, with what its abbreviations may stand for."""
    return _forms(text)


def unit_words(name: str) -> str:
    """A unit's name for looking up what is spelt alike."""
    return " ".join(min(_name_forms(name, accented=False)))


# A unit of which the archive knows only an earlier name.
_BECAME = """
SELECT e.unit, u.name, e.into_name FROM unit_events e JOIN units u ON u.id = e.unit
WHERE e.into_name <> '' AND e.into_unit IS NULL AND e.into_name <> u.name ORDER BY u.mentions DESC, u.id, e.day
"""


def _whole(name: str) -> bool:
    return unit_name(name).needs is None


@lru_cache(maxsize=65_536)
def _name_forms(name: str, accented: bool) -> frozenset[tuple[str, ...]]:
    forms = _forms(name)
    return forms if accented else frozenset(tuple(plain(word) for word in form) for form in forms)


@lru_cache(maxsize=65_536)
def _forms(text: str) -> frozenset[tuple[str, ...]]:
    """The folded words of a name, with what its abbreviations may stand for."""
    parts: list[tuple[tuple[str, ...], ...]] = []
    for word in _WORD.findall(fold(text)):
        numbered = _NUMBERED.match(word)
        for piece in numbered.groups() if numbered else (word,):
            meanings = tuple(tuple(meaning.split()) for meaning in _meanings(piece))
            parts.append(meanings or ((piece,),))
    if not is_accented(text):
        parts = [tuple(tuple(plain(w) for w in meaning) for meaning in part) for part in parts]
    dropped = {_DROPPED, plain(_DROPPED)} if not is_accented(text) else {_DROPPED}
    found = set()
    for chosen in product(*parts) if _number(parts) <= _MOST_VARIANTS else [tuple(part[0] for part in parts)]:
        words: list[str] = []
        for pieces in chosen:
            again = bool(words) and len(pieces) > 1 and words[-1] == pieces[0]  # `Bộ | Bộ Chỉ huy quân sự`
            words.extend(pieces[1:] if again else pieces)
        found.add(tuple(word for word in words if word not in dropped))
    return frozenset(found)


def _number(parts: list[tuple[tuple[str, ...], ...]]) -> int:
    number = 1
    for part in parts:
        number *= len(part)
    return number


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviations of one word, folded, with their long forms."""
    return {fold(short): fold(full) for short, full in known_long_forms().items() if len(_WORD.findall(short)) == 1}


def _meanings(word: str) -> tuple[str, ...]:
    found = _TYPED.get(word) or ((_abbreviations()[word],) if word in _abbreviations() else ())
    return found
