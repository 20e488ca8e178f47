"""Which address shows which page."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from datasette import Response
from datasette.utils.asgi import NotFound

from db.alterations import alterable
from db.search import Query
from db.site.editing.forms import split_choices
from db.site.editing.routes import edit_routes
from db.site.editing.session import may_edit
from db.site.pages.about import about_page
from db.site.pages.article import article_page
from db.site.pages.bloc import bloc_page
from db.site.pages.claim import claim_page
from db.site.pages.contradictions import contradictions_page
from db.site.pages.grid import ledger_grid, scopes
from db.site.pages.home import home_page
from db.site.pages.person import person_page
from db.site.pages.register import register_page
from db.site.pages.search import HIT_COLUMNS, KINDS, hit_path, publishers, search_page, search_rows
from db.site.pages.unit import unit_page
from db.site.pages.unread import missing, unread_page
from db.site.paths import NAME
from db.site.rows import as_csv
from db.site.view import language_of, show, value_text
from db.suggest import suggest

View = Callable[..., Awaitable[Response]]
T = TypeVar("T")

_ID = r"(?P<id>[\w-]+)$"
# Datasette's pages for its developers: of no use to visitors; some tell of the machine, some hold scripts of their own.
_DEBUGGING = (
    "actor", "allow-debug", "auth-token", "databases", "logout", "messages", "patterns", "permissions", "plugins",
    "threads",
)  # fmt: skip


async def asked(datasette: Any, question: Callable[[sqlite3.Connection], T]) -> T:
    """What a function finds in the archive, on one of Datasette's threads."""
    found: T = await datasette.get_database(NAME).execute_fn(question)
    return found


async def remembered(datasette: Any, question: Callable[[sqlite3.Connection], T]) -> T:
    """What a function of the archive as a whole finds, found once for each state of the file."""
    found: T = await datasette.get_database(NAME).remembered(question)
    return found


async def _home(datasette: Any, request: Any) -> Response:
    return await show(datasette, request, "home.html", await remembered(datasette, home_page))


async def _ledger(datasette: Any, request: Any) -> Response:
    name, scope = argument(request, "q"), argument(request, "scope")
    until, page = whole(request, "until"), whole(request, "page") or 1
    grid = await asked(datasette, lambda connection: ledger_grid(connection, name, scope, until, page))
    known = await remembered(datasette, scopes)
    return await show(datasette, request, "ledger.html", grid, scopes=known, name=name, scope=scope)


def _entity(question: Callable[[sqlite3.Connection, str], object | None], template: str) -> View:
    async def view(datasette: Any, request: Any) -> Response:
        row_id = request.url_vars["id"]
        page = await asked(datasette, lambda connection: question(connection, row_id))
        if page is None:
            raise NotFound(f"{row_id}: is not in this archive")
        deciding = may_edit(datasette.options, request)
        mentions = await asked(datasette, lambda connection: split_choices(connection, row_id)) if deciding else []
        return await show(datasette, request, template, page, mentions=mentions)

    return view


async def _article(datasette: Any, request: Any) -> Response:
    article, public = request.url_vars["id"], datasette.options.public
    page = await asked(datasette, lambda connection: article_page(connection, article, excerpts=public))
    if page is None:
        raise NotFound(f"{article}: is not in this archive")
    return await show(datasette, request, "article.html", page)


async def _claim(datasette: Any, request: Any) -> Response:
    """A record's page; with `?part=1` what of it stands under a mark on other pages."""
    claim = request.url_vars["id"]
    page = await asked(datasette, lambda connection: claim_page(connection, claim))
    if page is None:
        raise NotFound(f"{claim}: is not in this archive")
    if request.args.get("part"):
        return await show(datasette, request, "claim_part.html", page)
    deciding = may_edit(datasette.options, request)
    fields = await asked(datasette, lambda connection: alterable(connection, claim)) if deciding else []
    return await show(datasette, request, "claim.html", page, alterable=fields)


def _asked_search(request: Any) -> tuple[Query, str]:
    """What is searched for, and the bloc, by its id or a name, that it is narrowed to."""
    kind = argument(request, "kind")
    query = Query(
        words=argument(request, "q"),
        kind=kind if kind in KINDS else None,
        year=whole(request, "year"),
        publisher=argument(request, "publisher") or None,
    )
    return query, argument(request, "bloc")


async def _search(datasette: Any, request: Any) -> Response:
    query, bloc = _asked_search(request)
    page = whole(request, "page") or 1
    found = await asked(datasette, lambda connection: search_page(connection, query, bloc, page))
    papers = await remembered(datasette, publishers)
    return await show(datasette, request, "search.html", found, hit_path=hit_path, publishers=papers)


async def _search_data(datasette: Any, request: Any) -> Response:
    """The first hits of a search, as JSON or CSV."""
    query, bloc = _asked_search(request)
    found = await asked(datasette, lambda connection: search_rows(connection, query, bloc))
    rows = [row | {"path": datasette.urls.path(row["path"])} for row in found]
    if request.url_vars["form"] == "json":
        return Response.json(rows)
    return Response.text(as_csv(HIT_COLUMNS, rows))


async def _suggest(datasette: Any, request: Any) -> Response:
    """What may be meant by what is typed, as JSON for the script of the search box."""
    typed, language = argument(request, "q"), language_of(request)
    found = await asked(datasette, lambda connection: suggest(connection, typed))
    told = [
        {
            "name": one.name,
            "kind": value_text("kind", one.kind, language),
            "detail": one.detail,
            "path": datasette.urls.path(hit_path(one.kind, one.id)),
        }
        for one in found
    ]
    return Response.json({"suggestions": told})


async def _contradictions(datasette: Any, request: Any) -> Response:
    kind, about, page = argument(request, "kind"), argument(request, "about"), whole(request, "page") or 1
    found = await asked(datasette, lambda connection: contradictions_page(connection, kind, about, page))
    return await show(datasette, request, "contradictions.html", found)


async def _register(datasette: Any, request: Any) -> Response:
    words, page = argument(request, "q"), whole(request, "page") or 1
    found = await asked(datasette, lambda connection: register_page(connection, words, page))
    return await show(datasette, request, "register.html", found)


async def _unread(datasette: Any, request: Any) -> Response:
    code, page = argument(request, "code"), whole(request, "page") or 1
    found = await asked(datasette, lambda connection: unread_page(connection, code, page))
    whole_archive = await remembered(datasette, missing)
    return await show(datasette, request, "unread.html", found, missing=whole_archive)


async def _about(datasette: Any, request: Any) -> Response:
    return await show(datasette, request, "about.html", await remembered(datasette, about_page))


async def _not_here(request: Any) -> Response:
    raise NotFound(f"{request.path}: is not here")


def argument(request: Any, name: str, longest: int = 300) -> str:
    """An argument of the address without blanks at its ends; '' if it is missing."""
    return (request.args.get(name) or "").strip()[:longest]


def whole(request: Any, name: str) -> int | None:
    """An argument that is a whole number; None if it is missing or is none."""
    value = argument(request, name, 9)
    return int(value) if value.isascii() and value.isdecimal() else None


def routes() -> list[tuple[str, View]]:
    """(pattern, view) of our pages; those of Datasette come after them."""
    return [
        (r"/$", _home),
        (r"/ledger$", _ledger),
        (rf"/{NAME}/blocs/{_ID}", _entity(bloc_page, "bloc.html")),
        (rf"/{NAME}/people/{_ID}", _entity(person_page, "person.html")),
        (rf"/{NAME}/units/{_ID}", _entity(unit_page, "unit.html")),
        (rf"/{NAME}/articles/{_ID}", _article),
        (rf"/{NAME}/claims/{_ID}", _claim),
        (r"/search$", _search),
        (r"/search\.(?P<form>json|csv)$", _search_data),
        (r"/search/suggest$", _suggest),
        (r"/contradictions$", _contradictions),
        (r"/register$", _register),
        (r"/unread$", _unread),
        (r"/about$", _about),
        *edit_routes(),
        (rf"/-/(?:{'|'.join(_DEBUGGING)})(?:\.|/|$)", _not_here),
    ]
