"""The pages on which decisions are taken: letting somebody in, taking one, undoing it, and the list of all."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from datasette import Response
from datasette.utils.asgi import Forbidden, NotFound

from db.archive import ArchiveError
from db.decisions import Decision
from db.site.editing.editor import Editor
from db.site.editing.forms import Form, FormError, decisions_of
from db.site.editing.session import COOKIE, TOKEN, cookie_of, is_token, may_edit
from db.site.editing.told import told
from db.site.paths import NAME
from db.site.texts import text
from db.site.view import language_of, show

View = Callable[..., Awaitable[Response]]
_LONGEST_BODY = 256 * 1024
_INFO, _ERROR = 1, 3
log = logging.getLogger("sovang")


async def _edit(datasette: Any, request: Any) -> Response:
    """With the token: let the browser in. Without: the list of decisions, for whoever is in."""
    options = datasette.options
    if options.edit_token is None:
        raise NotFound("nothing is decided here: serve with --edit")
    shown = request.args.get(TOKEN)
    if shown is not None:
        if not is_token(options, shown):
            raise Forbidden("this is not the token that was printed at the start")
        answer = Response.redirect(datasette.urls.path("/edit"))
        answer.set_cookie(COOKIE, cookie_of(options.edit_token), path="/", httponly=True, samesite="strict")
        return answer
    _let_in(datasette, request)
    editor: Editor = datasette.editor
    if editor.busy:
        return await show(datasette, request, "edit_wait.html", None)
    try:
        listed = editor.listed()
    except ArchiveError as error:
        return await show(datasette, request, "edit.html", [], broken=str(error), status={}, said=said)
    status = await datasette.get_database(NAME).execute_fn(_status)
    return await show(datasette, request, "edit.html", listed, broken=None, status=status, said=said)


def _status(connection: sqlite3.Connection) -> dict[int, tuple[str, str | None]]:
    rows = connection.execute("SELECT line, status, note FROM decisions").fetchall()
    return {line: (status, note) for line, status, note in rows}


async def _decide(datasette: Any, request: Any) -> Response:
    _let_in(datasette, request)
    form = await _form(request)
    language = language_of(request)
    try:
        found = await datasette.get_database(NAME).execute_fn(lambda connection: decisions_of(connection, form))
    except FormError as error:
        datasette.add_message(request, text(str(error), language, **error.more), _ERROR)
        return _back(datasette, form)
    done = await datasette.editor.decide(found)
    return _answered(datasette, request, form, done)


async def _undo(datasette: Any, request: Any) -> Response:
    _let_in(datasette, request)
    form = await _form(request)
    editor: Editor = datasette.editor
    decision = _listed(editor, form) if form.one("line") else None
    if decision is None and (form.one("line") or not editor.taken):
        datasette.add_message(request, text("edit.nothing_to_undo", language_of(request)), _ERROR)
        return _back(datasette, form)
    done = await editor.undo(decision)
    return _answered(datasette, request, form, done)


def _listed(editor: Editor, form: Form) -> Decision | None:
    """The decision of a line, if the line still says what the form showed."""
    try:
        listed = editor.listed()
    except ArchiveError:
        return None
    return next((one for one in listed if str(one.line) == form.one("line") and said(one) == form.one("said")), None)


def said(decision: Decision) -> str:
    """What a decision says, for a form to tell whether its line was changed since."""
    return f"{decision.decision} {' '.join(map(str, decision.mentions))} {decision.name or ''}".strip()[:900]


def _answered(datasette: Any, request: Any, form: Form, done: bool) -> Response:
    editor: Editor = datasette.editor
    language = language_of(request)
    if not done:
        return Response.redirect(datasette.urls.path("/edit"))
    if editor.failure is not None:
        if not isinstance(editor.failure, ArchiveError):
            log.error("%s: %s", type(editor.failure).__name__, editor.failure)
        datasette.add_message(request, text("edit.failed", language, why=str(editor.failure)), _ERROR)
    elif editor.outcome is not None:
        datasette.add_message(request, told(editor.outcome, language), _INFO)
    return _back(datasette, form)


def _let_in(datasette: Any, request: Any) -> None:
    if not may_edit(datasette.options, request):
        raise Forbidden("open the address that was printed at the start, with its token")


async def _form(request: Any) -> Form:
    if request.method != "POST":
        raise NotFound("a decision is sent by a form")
    body = await request.post_body()
    if len(body) > _LONGEST_BODY:
        raise Forbidden("the form is too large")
    try:
        return Form(parse_qs(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=5000))
    except ValueError:
        raise Forbidden("the form has too many fields") from None


def _back(datasette: Any, form: Form) -> Response:
    """To the page that the form stood on; never elsewhere."""
    path = form.one("next")
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return Response.redirect(path if fine else datasette.urls.path("/edit"), status=303)


def edit_routes() -> list[tuple[str, View]]:
    """(pattern, view) of the pages on which decisions are taken."""
    return [(r"/edit$", _edit), (r"/edit/decide$", _decide), (r"/edit/undo$", _undo)]
