"""Full-text search that finds `nguyen van duc` for Nguyễn Văn Đức, and `đội` apart from `đổi`.

SQLite's tokenizer cannot fold đ, so two columns are indexed: `exact` (folded, diacritics kept) and `plain` (without
diacritics, đ as d). A word typed with diacritics must stand in `exact`, one typed without is looked for in `plain`.
"""

from __future__ import annotations

import json
import re
import sqlite3
import unicodedata
from collections.abc import Iterable

from db.names import folded_words, is_accented, plain_words
from db.redaction import masking
from extractors.text.language import fold, plain

# Datasette knows an index by its quoted content="…".
_CREATE = """
CREATE VIRTUAL TABLE search USING fts5(
  name, text, exact, plain, content="search_entries", content_rowid="number", tokenize="unicode61 remove_diacritics 0"
)
"""
_WORD = re.compile(r"\w+")
_QUOTE = '"'
NOTHING = '""'  # an expression that matches nothing


def match_expression(query: str) -> str:
    """An FTS5 expression for what a person typed: every word must be there, and words in a row count more. What stands
    in double quotes must stand in a row.

    Nothing that is typed is ever FTS5 syntax: the words are taken out and quoted.
    """
    words = _WORD.findall(unicodedata.normalize("NFC", query))
    if not words:
        return NOTHING
    each = " AND ".join(_word(w) for w in words)
    if len(words) == 1:
        return each
    phrase = " ".join(plain(w) for w in words)
    in_a_row = f'{each} AND plain : "{phrase}"'
    typed = query.strip()
    quoted = len(typed) > 1 and typed[0] == typed[-1] == _QUOTE
    return in_a_row if quoted else f"({each}) OR ({in_a_row})"


def find(connection: sqlite3.Connection, query: str, limit: int = 50) -> list[sqlite3.Row]:
    """Entries (kind, id, name, text, in_a_row) that a query fits: those with its words in a row first, best first."""
    return connection.execute(
        "SELECT e.kind, e.id, e.name, e.text, "
        "search.rowid IN (SELECT rowid FROM search WHERE search MATCH ?) AS in_a_row "
        "FROM search JOIN search_entries e ON e.number = search.rowid "
        "WHERE search MATCH ? ORDER BY in_a_row DESC, bm25(search, 10, 1, 4, 4), e.number LIMIT ?",
        (match_expression(f"{_QUOTE}{query}{_QUOTE}"), match_expression(query), limit),
    ).fetchall()


def excerpt(text: str, query: str, before: int = 60, length: int = 240) -> str:
    """A piece of a text from where the query's words stand in a row, else from where one of them stands.

    before, length: code points. The text is quoted as it is, but for its line breaks.
    """
    words = list(_WORD.finditer(text))
    folded = [plain_words(word.group()) for word in words]
    asked = [plain_words(word) for word in _WORD.findall(query)]
    at = next((i for i in range(len(folded)) if asked and folded[i : i + len(asked)] == asked), None)
    if at is None:
        at = next((i for i, word in enumerate(folded) if word in asked), 0)
    start = words[at].start() if words else 0
    begin = next((word.start() for word in words if word.start() >= start - before), 0)
    end = max((word.end() for word in words if word.end() <= begin + length), default=0)
    end = len(text) if not words or end == words[-1].end() else end
    piece = " · ".join(" ".join(line.split()) for line in text[begin:end].splitlines() if line.strip())
    return ("… " if begin > 0 else "") + piece + (" …" if end < len(text) else "")


def write_index(connection: sqlite3.Connection) -> None:
    """Fill search_entries from people, blocs, units and articles, suppressed names blacked out, and index them."""
    entries = [*_people(connection), *_blocs(connection), *_units(connection), *_articles(connection)]
    entries.sort(key=lambda e: (("person", "bloc", "unit", "article").index(e[0]), e[1]))
    insert = "INSERT INTO search_entries (number, kind, id, name, text, exact, plain) VALUES (?, ?, ?, ?, ?, ?, ?)"
    connection.executemany(insert, ((at, *entry) for at, entry in enumerate(entries, start=1)))
    connection.execute(_CREATE)
    connection.execute("INSERT INTO search (search) VALUES ('rebuild')")
    connection.execute("INSERT INTO search (search) VALUES ('optimize')")


_Entry = tuple[str, str, str, str, str, str]


def _entry(kind: str, entry_id: str, name: str, others: Iterable[str | None]) -> _Entry:
    text = "\n".join(sorted({o for o in others if o and o != name}))
    both = f"{name}\n{text}"
    return kind, entry_id, name, text, folded_words(both), plain_words(both)


def _names_of(connection: sqlite3.Connection, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity, name in connection.execute(query):
        found.setdefault(entity, []).append(name)
    return found


def _people(connection: sqlite3.Connection) -> list[_Entry]:
    posts = _names_of(
        connection,
        "SELECT t.person, t.title || coalesce(' ' || u.name, '') FROM tenures t LEFT JOIN units u ON u.id = t.unit "
        "UNION SELECT m.person, o.rank FROM person_mentions m JOIN claim_officials o ON o.claim = m.claim "
        "WHERE o.rank IS NOT NULL AND m.field = 'name' "
        "UNION SELECT entity, name FROM entity_names WHERE kind = 'person'",
    )
    rows = connection.execute("SELECT id, name FROM people ORDER BY id").fetchall()
    return [_entry("person", i, name, posts.get(i, [])) for i, name in rows]


def _blocs(connection: sqlite3.Connection) -> list[_Entry]:
    names = _names_of(connection, "SELECT entity, name FROM entity_names WHERE kind = 'bloc'")
    rows = connection.execute("SELECT id, name, scope FROM blocs ORDER BY id").fetchall()
    return [_entry("bloc", i, name, [scope, *names.get(i, [])]) for i, name, scope in rows]


def _units(connection: sqlite3.Connection) -> list[_Entry]:
    names = _names_of(connection, "SELECT entity, name FROM entity_names WHERE kind = 'unit'")
    rows = connection.execute("SELECT id, name FROM units ORDER BY id").fetchall()
    return [_entry("unit", i, name, names.get(i, [])) for i, name in rows]


def _articles(connection: sqlite3.Connection) -> list[_Entry]:
    entries = []
    rows = connection.execute("SELECT id, title, publisher, byline, text FROM articles ORDER BY id").fetchall()
    mask = masking(connection)
    for article, title, publisher, byline, text in rows:
        shown = mask(article, "\n".join(filter(None, (publisher, ", ".join(json.loads(byline)), text))))
        headline = mask(article, title or "")
        both = f"{headline}\n{shown}"
        entries.append(("article", article, headline, shown, folded_words(both), plain_words(both)))
    return entries


def _word(word: str) -> str:
    if is_accented(word):
        return f'{{name text exact}} : "{fold(word)}"'
    return f'plain : "{plain(word)}"'
