"""The search index: what it is about, what fits which filter, and the full-text tables.

`search_entries` has a row for each person, unit, bloc and article. Their numbers say the order in which they are found
where nothing else tells them apart: of each kind the best known first, articles the latest first. So a full-text table,
which gives its rows by number, may stop as soon as there are enough. `search_names` holds the words of names, `search`
those of names and of what else is said of people, units and blocs. Of articles `search_titles` holds the words of
titles and `search_texts` those of titles and texts: they are the most by far, and stay as they are when it is told anew
who is who. All have a third column of marks, words that nobody can type: the years, the blocs and the publishers that
an entry fits, so that a filter is one more word to look for.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import count
from typing import NamedTuple

from db.redaction import masking
from db.search_words import indexed
from extractors.text.language import fold

ENTITIES = ("person", "unit", "bloc")
ARTICLE = "article"
KINDS = (*ENTITIES, ARTICLE)
ROOM = 1_000_000_000  # numbers of each kind
_PRIVATE = "\ue000"  # a letter to the tokenizer, and nothing that is typed: before a mark
_YEAR, _BLOC, _PUBLISHER = "y", "b", "p"  # the second letter of a mark
_BREAK = " \ue001 "  # between lines, so that words on both sides of it do not stand in a row
_SHARED = 'plain, exact, fits, content="", tokenize="unicode61 remove_diacritics 0"'
_OF_TEXTS = f"CREATE VIRTUAL TABLE {{}} USING fts5({_SHARED})"
_OF_NAMES = f'CREATE VIRTUAL TABLE {{}} USING fts5({_SHARED}, prefix="1 2 3 4 5")'


class _Tables(NamedTuple):
    """The full-text tables of names and of texts."""

    names: str
    texts: str


_TABLES_OF_ENTITIES = _Tables("search_names", "search")
_TABLES_OF_ARTICLES = _Tables("search_titles", "search_texts")
TABLES = (*_TABLES_OF_ENTITIES, *_TABLES_OF_ARTICLES)
_MENTIONED = "SELECT m.{0}, c.article FROM {0}_mentions m JOIN claims c ON c.id = m.claim"
_OF_BLOC = "SELECT bloc, {0} FROM ledger WHERE {0} IS NOT NULL"
_MEMBERS = (
    "SELECT b.bloc, u.unit FROM bloc_mentions b JOIN unit_mentions u ON u.claim = b.claim AND u.field = 'member' "
    "WHERE b.field = 'name'"
)
_YEARS = (
    "SELECT person, year, year FROM ledger WHERE person IS NOT NULL",
    "SELECT unit, year, year FROM ledger WHERE unit IS NOT NULL",
    "SELECT giver, year, year FROM ledger WHERE giver IS NOT NULL",
    "SELECT bloc, year, year FROM ledger",
    "SELECT b.bloc, m.date, m.date FROM bloc_mentions b JOIN claim_meetings m ON m.claim = b.claim",
    "SELECT person, year, year FROM award_paths WHERE person IS NOT NULL",
    "SELECT person, min(coalesce(started, first_cited), coalesce(first_cited, started)), "
    "max(coalesce(ended, last_cited), coalesce(last_cited, ended)) FROM tenures",
)
_AT_ONCE_IN_MEMORY = 16 * 1024 * 1024  # bytes of each index
_LONGEST = 60  # years of a post; longer ones are a slip in some article


def year_mark(year: int | str) -> str:
    """The word in the index of what fits a year."""
    return f"{_PRIVATE}{_YEAR}{year}"


@lru_cache(maxsize=16_384)
def bloc_mark(bloc: str) -> str:
    """The word in the index of what fits a bloc, by its id."""
    return _mark(_BLOC, bloc)


@lru_cache(maxsize=1_024)
def publisher_mark(publisher: str) -> str:
    """The word in the index of what fits a publisher; case and blanks of its name do not count."""
    return _mark(_PUBLISHER, " ".join(fold(publisher).split()))


def first_number(kind: str) -> int:
    """The smallest number that an entry of a kind may have; the greatest is less than that of the next kind."""
    return KINDS.index(kind) * ROOM + 1


def tables_of(kind: str) -> _Tables:
    """The full-text tables in which a kind is looked for."""
    return _TABLES_OF_ARTICLES if kind == ARTICLE else _TABLES_OF_ENTITIES


def write_index(connection: sqlite3.Connection) -> None:
    """Fill search_entries and search_words, and make the full-text tables; what was there is dropped."""
    write_entities(connection)
    write_articles(connection)
    write_words(connection)


def write_entities(connection: sqlite3.Connection) -> None:
    """Fill search_entries from people, units and blocs, and index them."""
    _write_kinds(connection, ENTITIES, _fits_of_entities(connection))


def write_articles(connection: sqlite3.Connection) -> None:
    """Fill search_entries from articles, suppressed names blacked out, and index them."""
    _write_kinds(connection, (ARTICLE,), _fits_of_articles(connection))


def _write_kinds(connection: sqlite3.Connection, kinds: Sequence[str], fits: Mapping[str, set[str]]) -> None:
    tables = tables_of(kinds[0])
    for table, made_by in zip(tables, (_OF_NAMES, _OF_TEXTS), strict=True):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
        connection.execute(made_by.format(table))
        # Fewer pieces to be put together in the end.
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', {_AT_ONCE_IN_MEMORY})")
    for kind in kinds:
        connection.execute("DELETE FROM search_entries WHERE kind = ?", (kind,))
        numbers = count(first_number(kind))
        rows = _articles(connection) if kind == ARTICLE else _entities(connection, kind)
        _write(connection, tables, (_entry(next(numbers), kind, row, fits.get(row.id, set())) for row in rows))
    for table in tables:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


class _Row(NamedTuple):
    id: str
    name: str
    text: str  # to be shown
    words: tuple[str, str]  # of the text, as they are indexed
    mentions: int
    key: tuple[str, str]  # the words of the name


class _Entry(NamedTuple):
    entry: tuple[int, str, str, str, str, int, str]
    names: tuple[int, str, str, str]
    texts: tuple[int, str, str, str]


def _entry(number: int, kind: str, row: _Row, fits: set[str]) -> _Entry:
    marks = " ".join(sorted(fits))
    words = [f"{name}{_BREAK}{text}" if text else name for name, text in zip(row.key, row.words, strict=True)]
    return _Entry(
        (number, kind, row.id, row.name, row.text, row.mentions, row.key[0]),
        (number, *row.key, marks),
        (number, words[0], words[1], marks),
    )


def _write(connection: sqlite3.Connection, tables: _Tables, entries: Iterator[_Entry]) -> None:
    """Write entries, some at a time: a full-text table holds its rows in memory until another is written to."""
    at_once = 5_000
    while chunk := [entry for _, entry in zip(range(at_once), entries, strict=False)]:
        connection.executemany(
            "INSERT INTO search_entries (number, kind, id, name, text, mentions, key) VALUES (?, ?, ?, ?, ?, ?, ?)",
            [each.entry for each in chunk],
        )
        insert = "INSERT INTO {} (rowid, plain, exact, fits) VALUES (?, ?, ?, ?)"
        connection.executemany(insert.format(tables.names), [each.names for each in chunk])
        connection.executemany(insert.format(tables.texts), [each.texts for each in chunk])


def write_words(connection: sqlite3.Connection) -> None:
    """Fill search_words: each word of the texts, with the number of entries that have it."""
    connection.execute("DELETE FROM search_words")
    texts = (_TABLES_OF_ENTITIES.texts, _TABLES_OF_ARTICLES.texts)
    for table in texts:
        connection.execute(f"DROP TABLE IF EXISTS temp.words_of_{table}")
        connection.execute(f"CREATE VIRTUAL TABLE temp.words_of_{table} USING fts5vocab(main, {table}, row)")
    counted = " UNION ALL ".join(f"SELECT term, doc FROM temp.words_of_{table}" for table in texts)
    connection.execute(
        f"INSERT INTO search_words (word, entries) SELECT term, sum(doc) FROM ({counted}) "
        "WHERE term < ? OR term >= ? GROUP BY term ORDER BY term",
        (_PRIVATE, "\uf900"),
    )
    for table in texts:
        connection.execute(f"DROP TABLE temp.words_of_{table}")


def _entities(connection: sqlite3.Connection, kind: str) -> Iterator[_Row]:
    others = _others(connection, kind)
    table = {"person": "people", "unit": "units", "bloc": "blocs"}[kind]
    for entity, name, mentions in connection.execute(
        f"SELECT id, name, mentions FROM {table} ORDER BY mentions DESC, id"
    ):
        lines = sorted(others.get(entity, set()) - {name})
        words = list(zip(*map(indexed, lines), strict=True)) or [(), ()]
        yield _Row(
            entity,
            name,
            "\n".join(lines),
            (_BREAK.join(words[0]), _BREAK.join(words[1])),
            mentions,
            indexed(name),
        )


_OTHERS = {
    "person": "SELECT t.person, t.title || coalesce(' ' || u.name, '') FROM tenures t "
    "LEFT JOIN units u ON u.id = t.unit UNION ALL SELECT person, rank FROM person_ranks",
    "unit": "",
    "bloc": "SELECT id, scope FROM blocs WHERE scope IS NOT NULL",
}


def _others(connection: sqlite3.Connection, kind: str) -> dict[str, set[str]]:
    """What else is said of the entities of a kind: other names, posts, ranks, scopes."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for query in (f"SELECT entity, name FROM entity_names WHERE kind = '{kind}'", _OTHERS[kind]):
        for entity, name in connection.execute(query) if query else ():
            found[entity].add(name)
    return found


def imprint(publisher: str | None, byline: str) -> str:
    """What is searched of an article beside its title and its text: its publisher and who wrote it (a JSON list)."""
    return "\n".join(filter(None, (publisher, ", ".join(json.loads(byline)))))


def _articles(connection: sqlite3.Connection) -> Iterator[_Row]:
    mask = masking(connection)
    rows = connection.execute(
        "SELECT id, title, publisher, byline, text FROM articles ORDER BY published IS NULL, published DESC, id"
    )
    for article, title, publisher, byline, text in rows:
        headline = mask(article, title or "")
        words = indexed(mask(article, f"{imprint(publisher, byline)}\n{text}"))
        yield _Row(article, headline, "", words, 0, indexed(headline))


# --- what fits which filter ------------------------------------------------------------------------------------------


def _fits_of_articles(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """The marks of every article, by its id."""
    _, both = _article_marks(connection)
    fits = {article: set(marks) for article, marks in both.items()}
    for bloc, article in _all(connection, _MENTIONED.format("bloc")):
        fits[article].add(bloc_mark(bloc))
    return fits


def _fits_of_entities(connection: sqlite3.Connection) -> dict[str, set[str]]:
    """The marks of every person, unit and bloc, by its id."""
    fits: defaultdict[str, set[str]] = defaultdict(set)
    # Of an article its publisher and its year hold for all whom it names, too; but a bloc's years are those that its
    # ledger and its meetings speak of.
    published, both = _article_marks(connection)
    for kind, of_articles in (("person", both), ("unit", both), ("bloc", published)):
        for entity, article in _all(connection, _MENTIONED.format(kind)):
            fits[entity].update(of_articles[article])
    for query in (_OF_BLOC.format("unit"), _OF_BLOC.format("giver"), _OF_BLOC.format("person"), _MEMBERS):
        for bloc, entity in _all(connection, query):
            fits[entity].add(bloc_mark(bloc))
    for (bloc,) in _all(connection, "SELECT id FROM blocs"):
        fits[bloc].add(bloc_mark(bloc))
    for query in _YEARS:
        for entity, first, last in _all(connection, query):
            fits[entity].update(_years_between(first, last))
    return fits


def _article_marks(connection: sqlite3.Connection) -> tuple[dict[str, tuple[str, ...]], dict[str, tuple[str, ...]]]:
    """The mark of each article's publisher; and that with the one of its year."""
    publishers: dict[str, tuple[str, ...]] = {}
    both: dict[str, tuple[str, ...]] = {}
    for article, published, publisher in connection.execute("SELECT id, published, publisher FROM articles"):
        publishers[article] = (publisher_mark(publisher),) if publisher else ()
        both[article] = (*publishers[article], *((year_mark(published[:4]),) if published else ()))
    return publishers, both


def _all(connection: sqlite3.Connection, query: str) -> Iterable[tuple[str, ...]]:
    return connection.execute(query)


@lru_cache(maxsize=65_536)
def _years_between(first: str | int | None, last: str | int | None) -> tuple[str, ...]:
    """The marks of the years from a year or a day to another one; none where they are not known."""
    if first is None or last is None:
        return ()
    start, end = str(first)[:4], str(last)[:4]
    if not (start.isdecimal() and end.isdecimal()):
        return ()
    return tuple(map(year_mark, range(int(start), min(int(end), int(start) + _LONGEST) + 1)))


def _mark(kind: str, value: str) -> str:
    return f"{_PRIVATE}{kind}{blake2b(value.encode(errors='surrogatepass'), digest_size=8).hexdigest()}"


def out_of_step(connection: sqlite3.Connection) -> bool:
    """Whether the index is another one than follows from the archive; it is written anew, so give a copy."""
    before = _contents(connection)
    write_index(connection)
    return before != _contents(connection)


def _contents(connection: sqlite3.Connection) -> str:
    """A digest of the entries and of every word of the index with its places' number."""
    digest = blake2b()
    for table in TABLES:
        connection.execute(f"CREATE VIRTUAL TABLE temp.words_of_{table} USING fts5vocab(main, {table}, row)")
    for query in (
        "SELECT number, kind, id, name, text, mentions, key FROM search_entries ORDER BY number",
        "SELECT word, entries FROM search_words ORDER BY word",
        *(f"SELECT term, doc, cnt FROM temp.words_of_{table} ORDER BY term" for table in TABLES),
    ):
        for row in connection.execute(query):
            digest.update(repr(tuple(row)).encode(errors="surrogatepass"))
    for table in TABLES:
        connection.execute(f"DROP TABLE temp.words_of_{table}")
    return digest.hexdigest()
