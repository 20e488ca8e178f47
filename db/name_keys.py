"""The index by which entities are found that somebody names: in a column of a table, or in a box that completes words.

A key is the name as it is compared, without diacritics: folded, abbreviations written out, `kỷ` as `kỉ`, a bloc's
number without `số`. So a name is found by looking its key up, typed with its tones or not, and the work does not grow
with the archive. No other index serves: `people` is indexed with tones, `units` by the identity of a unit,
`entity_names` by the entity, and nothing in SQL folds đ.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache

from db.names import bloc_key, is_accented, letters_key, person_key, plain_bloc_key, scope_name
from db.unit_identity import bare_key, is_open
from db.units_fitting import typed_forms
from extractors.text.language import plain

BLOC, UNIT, PERSON = "bloc", "unit", "person"
Words = tuple[str, ...]
_Named = tuple[str, str, str]  # kind, entity, name


def write_keys_of_bodies(connection: sqlite3.Connection) -> None:
    """Fill name_keys from the names of blocs and units."""
    _write(connection, (*_names(connection, _OF_BODIES), *_keys_of_units(connection), *_names_of_blocs(connection)))


def write_keys_of_people(connection: sqlite3.Connection) -> None:
    """Fill name_keys from the names of people."""
    _write(connection, _names(connection, _OF_PEOPLE))


def _write(connection: sqlite3.Connection, named: Iterable[_Named]) -> None:
    rows = {(kind, key_of(words), entity, name) for kind, entity, name in named for words in name_words(kind, name)}
    connection.executemany("INSERT INTO name_keys (kind, key, entity, name) VALUES (?, ?, ?, ?)", sorted(rows))


@lru_cache(maxsize=65_536)
def name_words(kind: str, name: str) -> frozenset[Words]:
    """The words by which a name of a kind is compared, diacritics kept: several where an abbreviation is open."""
    if kind == PERSON:
        return frozenset((tuple(letters_key(person_key(name)).split()),))
    forms = (" ".join(form) for form in typed_forms(name))
    if kind == BLOC:
        numbered = bloc_key if is_accented(name) else plain_bloc_key
        forms = (numbered(form) for form in forms)
    return frozenset(tuple(letters_key(form).split()) for form in forms)


def key_of(words: Words) -> str:
    """What words are looked up by."""
    return " ".join(_plain(word) for word in words)


@lru_cache(maxsize=65_536)
def _plain(word: str) -> str:
    """`plain` of a syllable, which comes again."""
    return plain(word)


def with_scope(name: str, scope: str) -> str:
    """A bloc's name with its scope behind it."""
    return f"{name} {scope}"


_OF_BODIES = (
    "SELECT 'unit', id, name FROM units UNION SELECT 'bloc', id, name FROM blocs "
    "UNION SELECT kind, entity, name FROM entity_names WHERE kind IN ('unit', 'bloc')"
)
_OF_PEOPLE = (
    "SELECT 'person', id, name FROM people UNION SELECT kind, entity, name FROM entity_names WHERE kind = 'person'"
)


def _names(connection: sqlite3.Connection, query: str) -> Iterator[_Named]:
    yield from connection.execute(query)


def _keys_of_units(connection: sqlite3.Connection) -> Iterator[_Named]:
    """A unit that articles name `Phòng Tham mưu` is known in full by its key: `phòng tham mưu lữ đoàn 614`."""
    for unit, key in connection.execute("SELECT id, key FROM units"):
        if not is_open(key):
            yield UNIT, unit, bare_key(key)


def _names_of_blocs(connection: sqlite3.Connection) -> Iterator[_Named]:
    named: list[tuple[str, str, str | None]] = connection.execute(
        "SELECT b.id, n.name, b.scope FROM blocs b JOIN (SELECT id AS entity, name FROM blocs UNION "
        "SELECT id, key FROM blocs UNION SELECT entity, name FROM entity_names WHERE kind = 'bloc') n "
        "ON n.entity = b.id"
    ).fetchall()
    for bloc, name, scope in named:
        yield BLOC, bloc, name
        for whose in {scope, scope_name(scope)} if scope else ():
            yield BLOC, bloc, with_scope(name, whose)
