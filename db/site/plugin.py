"""Datasette's hooks: our SQL functions, template variables and cells. All text is escaped here or in the templates."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from datasette import hookimpl
from markupsafe import Markup

from db.names import bloc_key, is_accented, plain_bloc_key
from db.search import MOST_SHOWN, Query, search
from db.site import queries
from db.site.metadata import NAME
from db.site.pages import LINKS, counts, entity_page, highlights, row_path
from db.who import blocs_fitting

STATIC = "/sovang"


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection) -> None:
    """has_words(text, words), concat_words(…), found_entries(words), fitting_blocs(name)."""

    def fitting_blocs(name: object) -> str:
        return json.dumps([bloc["id"] for bloc in blocs_fitting(conn, str(name or ""))])

    def found_entries(words: object) -> str:
        return _found_entries(conn, str(words or ""))

    conn.create_function("found_entries", 1, found_entries)
    conn.create_function("fitting_blocs", 1, fitting_blocs)
    conn.create_function("concat_words", -1, _concat_words, deterministic=True)
    conn.create_function("has_words", 2, has_words, deterministic=True)


def has_words(text: object, words: object) -> int:
    """Whether every word stands in a text; accents count only if the words have any. No words fit everything."""
    typed = str(words or "")
    key = bloc_key if is_accented(typed) else plain_bloc_key
    return int(set(key(typed).split()) <= set(key(str(text or "")).split()))


def _concat_words(*words: object) -> str:
    return " ".join(str(word) for word in words if word is not None)


def _found_entries(connection: sqlite3.Connection, words: str) -> str:
    """What a search finds, best first, as JSON."""
    hits = search(connection, Query(words, limit=MOST_SHOWN)).hits
    told = [
        {
            "kind": hit.kind,
            "id": hit.id,
            "name": hit.name,
            "snippet": "".join(piece for piece, _ in hit.snippet),
            "in_a_row": int(hit.in_a_row),
        }
        for hit in hits
    ]
    return json.dumps(told, ensure_ascii=False)


@hookimpl  # type: ignore[untyped-decorator]
def extra_css_urls(datasette: Any) -> list[str]:
    """Our style sheet, after Datasette's own."""
    return [datasette.urls.path(f"{STATIC}/sovang.css")]


@hookimpl  # type: ignore[untyped-decorator]
def extra_template_vars(
    datasette: Any, view_name: str, database: str | None, table: str | None, request: Any
) -> Callable[[], Awaitable[dict[str, Any]]]:
    """home (the home page), page (a row's page)."""

    async def variables() -> dict[str, Any]:
        archive = datasette.get_database(NAME)
        found: dict[str, Any] = {"archive_name": NAME, "stored": queries.QUERIES}
        if view_name == "index":
            found["counts"] = await archive.execute_fn(counts)
            found["highlights"] = await archive.execute_fn(highlights)
        elif view_name == "row" and database == NAME and table and request:
            row_id = request.url_vars["pks"]
            found["page"] = await archive.execute_fn(lambda connection: entity_page(connection, table, row_id))
        return found

    return variables


# Headings of the stored queries that hold what a column of the views holds.
_HEADINGS = {
    heading: column
    for both, column in (
        (queries.BLOC, "bloc"),
        (queries.UNIT, "unit"),
        (queries.PERSON, "person"),
        (queries.ARTICLE, "article_title"),
    )
    for heading in both
}
_QUOTES = ("quote", *(heading.lower() for heading in queries.QUOTE))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SOURCES = ("source", *(heading.lower() for heading in queries.SOURCE))
_FOUND = {"person-": "people", "bloc-": "blocs", "unit-": "units", "a-": "articles"}


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str | None, datasette: Any
) -> Markup | None:
    """Names link to their entity's page; quotes are set as quotes, whole. Other cells are Datasette's."""
    if database != NAME or not isinstance(value, str) or not value:
        return None
    if column.lower().startswith(_QUOTES):
        return Markup('<q class="quote" lang="vi">{}</q>').format(value)
    if column.lower().startswith(_SOURCES):
        return _source(value)
    if _DAY.fullmatch(value):
        return Markup("<time>{}</time>").format(value)
    path = _path(row, column)
    if path:
        return Markup('<a href="{}">{}</a>').format(datasette.urls.path(path), value)
    return None


def _source(value: str) -> Markup:
    """An address as a link that shows its host, a path as its last part; the whole is in the title."""
    if value.startswith(("http://", "https://")):
        with suppress(ValueError):  # `http://[` is no address
            host = urlsplit(value).netloc.removeprefix("www.")
            return Markup('<a href="{}" title="{}" rel="noreferrer">{}</a>').format(value, value, host)
    return Markup('<span title="{}">{}</span>').format(value, value.rsplit("/", 1)[-1])


def _path(row: Any, column: str) -> str | None:
    present = row.keys()
    if "found_id" in present and column in queries.NAME_OF_FOUND:
        found = str(row["found_id"])
        return next((row_path(t, found) for start, t in _FOUND.items() if found.startswith(start)), None)
    id_column, table = LINKS.get(_HEADINGS.get(column, column), ("", ""))
    if id_column in present and row[id_column]:
        return row_path(table, row[id_column])
    return None
