"""Datasette's hooks: our pages, SQL functions, template variables, cells. All text is escaped here or in templates."""

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
from db.references import KINDS
from db.search import MOST_SHOWN, Query, search
from db.site import queries, reconcile
from db.site.metadata import column_help, table_text
from db.site.paths import NAME, TABLE_OF, entity_path, row_path
from db.site.routes import View, routes
from db.site.security import App, guarded
from db.site.texts import has_text
from db.site.view import cell_text, column_text, language_of, surroundings
from db.who import blocs_fitting


@hookimpl  # type: ignore[untyped-decorator]
def register_routes(datasette: Any) -> list[tuple[str, View]]:
    """Our own pages, and the reconciliation service."""
    return [*routes(), *reconcile.ROUTES]


@hookimpl  # type: ignore[untyped-decorator]
def skip_csrf(datasette: Any, scope: dict[str, Any]) -> bool:
    """Whether a request needs no token: those of the reconciliation service, which write nothing."""
    return reconcile.skips_csrf(datasette, scope)


@hookimpl  # type: ignore[untyped-decorator]
def asgi_wrapper(datasette: Any) -> Callable[[App], App]:
    """The guard around every answer."""
    return lambda app: guarded(app, datasette.options)


@hookimpl  # type: ignore[untyped-decorator]
def prepare_connection(conn: sqlite3.Connection, datasette: Any) -> None:
    """has_words(text, words), concat_words(…), found_entries(words), fitting_blocs(name)."""
    if datasette.options.sql:
        conn.set_authorizer(_without_paths)

    def fitting_blocs(name: object) -> str:
        return json.dumps([bloc["id"] for bloc in blocs_fitting(conn, str(name or ""))])

    def found_entries(words: object) -> str:
        return _found_entries(conn, str(words or ""))

    conn.create_function("found_entries", 1, found_entries)
    conn.create_function("fitting_blocs", 1, fitting_blocs)
    conn.create_function("concat_words", -1, _concat_words, deterministic=True)
    conn.create_function("has_words", 2, has_words, deterministic=True)


def _without_paths(action: int, table: str | None, column: str | None, *_: str | None) -> int:
    """Where the file lies on the disk is nothing that SQL tells: that column is always empty."""
    is_path = action == sqlite3.SQLITE_READ and table == "pragma_database_list" and column == "file"
    return sqlite3.SQLITE_IGNORE if is_path else sqlite3.SQLITE_OK


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
def extra_template_vars(datasette: Any, request: Any, table: str | None) -> dict[str, Any]:
    """The words of the visitor's language, and what tables and columns mean in it."""
    language = language_of(request)

    def coded(column: str, code: object) -> str:
        return cell_text(table or "", column, code, language)

    def shown_cell(cell: dict[str, Any]) -> object:
        """A cell as Datasette made it; a coded value that it left as it is in words."""
        value = cell["value"]
        as_it_is = isinstance(cell["raw"], str) and value == cell["raw"]
        return coded(cell["column"], value) if as_it_is else value

    return surroundings(datasette, request) | {
        "label": lambda column: column_text(str(_HEADED.get((table or "", column), column)), language),
        "stored": queries.listed(language),
        "table_text": lambda table: table_text(table, language),
        "column_help": lambda table, column: column_help(table, column, language),
        "facet_value": lambda column, value: coded(column, value) or "–",
        "shown_cell": shown_cell,
        "has_text": has_text,
        "is_shown": is_shown,
    }


# Columns whose name alone means something else: a title is a post's, but of these tables an article's.
_HEADED = {
    (table, "title"): "headline"
    for table in ("articles", "version_pages", "article_versions", "article_copies", "copied_articles",
                  "articles_without_facts")
}  # fmt: skip


def is_shown(column: str) -> bool:
    """Whether a column of a view is shown as such: ids of what another column names are behind its links, and in JSON
    and CSV."""
    return not column.endswith(_BEHIND_LINKS) or column in _CLAIM_COLUMNS


_BEHIND_LINKS = ("_id", "id_1", "id_2")
# A shown column, and the column and table that it links by.
_LINKS = {
    "bloc": ("bloc_id", "blocs"),
    "unit": ("unit_id", "units"),
    "superior": ("superior_id", "units"),
    "person": ("person_id", "people"),
    "article_title": ("article_id", "articles"),
}
# Headings of the stored queries that hold what a column of the views holds.
_HEADINGS = queries.headings(_LINKS)
_QUOTES = ("quote", *(heading.lower() for heading in queries.heading("quote")))
_SOURCES = ("source", *(heading.lower() for heading in queries.heading("source")))
_NAMES_OF_FOUND = queries.heading("found")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_CLAIM_COLUMNS = ("claim", "claim_id", "claim_1_id", "claim_2_id", "best", "first_claim", "second_claim",
                  "proposed_claim", "awarded_claim")  # fmt: skip
_ENTITY_COLUMNS = ("first", "second", "entity")
_ENTITY = re.compile(r"(?:person|unit|bloc)-[\w-]+")
_ID_COLUMNS = {f"{kind}_id": table for kind, table in TABLE_OF.items()}


@hookimpl  # type: ignore[untyped-decorator]
def render_cell(
    row: Any, value: Any, column: str, table: str | None, database: str | None, datasette: Any
) -> Markup | Awaitable[Markup] | None:
    """Names link to their entity's page, claims to their sentence; ids of entities are shown as names; quotes are set
    as quotes. Other cells are Datasette's."""
    if isinstance(value, dict):  # a reference, which Datasette would show with its id
        if column not in _CLAIM_COLUMNS:
            return _referred(datasette, value)
        value = value.get("value")
    if database != NAME or not isinstance(value, str) or not value:
        return None
    if column.lower().startswith(_QUOTES):
        return Markup('<q class="quote" lang="vi">{}</q>').format(value)
    if column.lower().startswith(_SOURCES):
        return _source(value)
    if _DAY.fullmatch(value):
        return Markup("<time>{}</time>").format(value)
    if column in _ENTITY_COLUMNS and _ENTITY.fullmatch(value):
        return _named(datasette, value)
    path = _path(row, column, value)
    if path:
        shown: object = "❞" if column in _CLAIM_COLUMNS else value
        title = Markup(' title="{}" aria-label="{}"').format(value, value) if shown != value else ""
        return Markup('<a href="{}"{}>{}</a>').format(datasette.urls.path(path), title, shown)
    return None


def _referred(datasette: Any, value: dict[str, Any]) -> Markup | None:
    """What a reference leads to, by its label alone; None where it leads to no page of ours."""
    row_id, label = str(value.get("value")), value.get("label")
    if not label or row_id.partition("-")[0] not in (*KINDS, "a"):
        return None
    return Markup('<a href="{}" lang="vi">{}</a>').format(datasette.urls.path(entity_path(row_id)), label)


async def _named(datasette: Any, entity: str) -> Markup:
    """An entity by its name, where no column beside it tells that."""
    table = TABLE_OF[entity.partition("-")[0]]
    query = f"SELECT name FROM {table} WHERE id = ?"
    found = (await datasette.get_database(NAME).execute(query, [entity])).first()
    name = found[0] if found else entity
    return Markup('<a href="{}" lang="vi">{}</a>').format(datasette.urls.path(row_path(table, entity)), name)


def _source(value: str) -> Markup:
    """An address as a link that shows its host, a path as its last part; the whole is in the title."""
    if value.startswith(("http://", "https://")):
        with suppress(ValueError):  # `http://[` is no address
            host = urlsplit(value).netloc.removeprefix("www.")
            return Markup('<a href="{}" title="{}" rel="noreferrer">{}</a>').format(value, value, host)
    return Markup('<span title="{}">{}</span>').format(value, value.rsplit("/", 1)[-1])


def _path(row: Any, column: str, value: str) -> str | None:
    if column in _CLAIM_COLUMNS:
        return row_path("claims", value)
    present = row.keys()
    if "found_id" in present and column in _NAMES_OF_FOUND:
        found = str(row["found_id"])
        return entity_path(found) if found.partition("-")[0] in ("person", "bloc", "unit", "a") else None
    id_column, table = _LINKS.get(_HEADINGS.get(column, column), ("", ""))
    if id_column in present and row[id_column]:
        return row_path(table, str(row[id_column]))
    if column in _ID_COLUMNS and re.fullmatch(r"[\w-]+", value):
        return row_path(_ID_COLUMNS[column], value)
    return None
