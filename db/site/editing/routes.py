"""The pages on which decisions are taken: letting somebody in, taking one, undoing it, and the list of all."""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs

from datasette import Response
from datasette.utils.asgi import BadRequest, Forbidden, NotFound

from db.archive import ArchiveError
from db.decisions import Decision
from db.site.editing import session
from db.site.editing.editor import Done, Editor, mark_of
from db.site.editing.forms import Form, FormError, decisions_of
from db.site.editing.told import told
from db.site.paths import NAME
from db.site.texts import text
from db.site.view import language_of, show

View = Callable[..., Awaitable[Response]]
_LONGEST_BODY = 256 * 1024
_MOST_FIELDS = 5000
_LONGEST_MESSAGES = 3500  # characters of the cookie in which messages travel; browsers drop one of more than 4096
_INFO, _ERROR = 1, 3
log = logging.getLogger("sovang")


async def _edit(datasette: Any, request: Any) -> Response:
    """With the token: let the browser in. Without: the list of decisions, for whoever is in."""
    options = datasette.options
    if options.edit_token is None:
        raise _nothing_here()
    shown = request.args.get(session.TOKEN)
    if shown is not None:
        if not session.is_token(options, shown):
            raise Forbidden("this is not the token that was printed at the start")
        answer = Response.redirect(datasette.urls.path("/edit"))
        kept = session.cookie_of(options.edit_token)
        answer.set_cookie(session.COOKIE, kept, path="/", httponly=True, samesite="strict")
        return answer
    _let_in(datasette, request)
    editor: Editor = datasette.editor
    if editor.busy:
        return await show(datasette, request, "edit_wait.html", None)
    for done in editor.heard():
        _tell(datasette, request, done)
    try:
        listed = editor.listed()
    except ArchiveError as error:
        return await show(datasette, request, "edit.html", [], broken=str(error), status={}, mark=_mark)
    status = await datasette.get_database(NAME).execute_fn(_status)
    return await show(datasette, request, "edit.html", listed, broken=None, status=status, mark=_mark)


def _mark(decision: Decision) -> str:
    return mark_of([decision], decision.line)


def _status(connection: sqlite3.Connection) -> dict[int, tuple[str, str | None]]:
    rows = connection.execute("SELECT line, status, note FROM decisions").fetchall()
    return {line: (status, note) for line, status, note in rows}


async def _decide(datasette: Any, request: Any) -> Response:
    form = await _form(datasette, request)
    return _answered(datasette, request, form, await datasette.editor.decide(lambda c: decisions_of(c, form)))


async def _undo(datasette: Any, request: Any) -> Response:
    form = await _form(datasette, request)
    try:
        line, mark = form.one("line"), form.one("mark")
    except FormError as error:
        return _answered(datasette, request, form, Done(failure=error))
    return _answered(datasette, request, form, await datasette.editor.undo(line, mark))


def _answered(datasette: Any, request: Any, form: Form, done: Done | None) -> Response:
    """Back to the page that the form stood on, where it is told what became of it; never elsewhere."""
    edit = datasette.urls.path("/edit")
    if done is None:
        return Response.redirect(edit, status=303)
    _tell(datasette, request, done)
    try:
        path = form.one("next")
    except FormError:
        path = ""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return Response.redirect(path if fine else edit, status=303)


def _tell(datasette: Any, request: Any, done: Done) -> None:
    language = language_of(request)
    failure = done.failure
    if isinstance(failure, FormError):
        _say(datasette, request, text(str(failure), language, **failure.more), _ERROR)
    elif failure is not None:
        if not isinstance(failure, ArchiveError):
            log.error("%s: %s", type(failure).__name__, failure)
        why = str(failure) or type(failure).__name__
        _say(datasette, request, text("edit.failed", language, why=why), _ERROR)
    elif done.outcome is not None:
        _say(datasette, request, told(done.outcome, language), _INFO)


def _say(datasette: Any, request: Any, message: str, kind: int) -> None:
    """Show a message on the next page. It travels in a cookie, so what is too long is cut."""
    waiting = list(getattr(request, "_messages", None) or [])
    while len(datasette.sign([*waiting, (message, kind)], "messages")) > _LONGEST_MESSAGES and (waiting or message):
        if waiting:
            waiting.pop(0)
            request._messages = waiting
        else:
            message = message[: len(message) * 3 // 4].rstrip(" …") + " …"
    datasette.add_message(request, message, kind)


def _let_in(datasette: Any, request: Any) -> None:
    if datasette.options.edit_token is None:
        raise _nothing_here()
    if not session.may_edit(datasette.options, request):
        raise Forbidden("open the address that was printed at the start, with its token")


def _nothing_here() -> NotFound:
    return NotFound("nothing is decided here: serve with --edit")


async def _form(datasette: Any, request: Any) -> Form:
    """What was sent, if it was sent from one of our pages, by somebody who may decide."""
    _let_in(datasette, request)
    if request.method != "POST":
        raise NotFound("a decision is sent by a form")
    if not session.is_own_page(request):
        raise Forbidden("the form stood on a page of another website")
    body = await request.post_body()
    if len(body) > _LONGEST_BODY:
        raise Forbidden("the form is too large")
    try:
        sent = parse_qs(body.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except UnicodeDecodeError:
        raise BadRequest("the form is no URL-encoded UTF-8") from None
    except ValueError:
        raise Forbidden("the form has too many fields") from None
    if not session.is_own_form(request, sent.get(session.FORM_TOKEN, [""])[0]):
        raise Forbidden("the form is not of this visit: load its page again")
    return Form(sent)


def edit_routes() -> list[tuple[str, View]]:
    """(pattern, view) of the pages on which decisions are taken."""
    return [(r"/edit$", _edit), (r"/edit/decide$", _decide), (r"/edit/undo$", _undo)]
