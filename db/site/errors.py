"""The website's error pages: what the visitor did not find or asked wrongly, and one line of it for whoever serves it.

Datasette's own handler prints a traceback with every local variable for each wrong address; this one takes its place.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response, hookimpl
from datasette.plugins import pm
from datasette.utils.asgi import Base400, NotFound
from datasette.views.base import DatasetteError
from markupsafe import Markup

from db.site.paths import NAME, row_path
from db.site.view import surroundings

DATASETTES_OWN = "datasette.handle_exception"
_DATASETTES_DEFAULT, _WRONGLY_ASKED = 500, 400
_LONGEST = 300  # characters of a line in the log
log = logging.getLogger("sovang")


def replace_datasettes_own() -> None:
    """Let this module answer alone: Datasette calls every handler that is registered, its own as well."""
    if pm.has_plugin(DATASETTES_OWN):
        pm.unregister(name=DATASETTES_OWN)


@hookimpl  # type: ignore[untyped-decorator]
def handle_exception(datasette: Any, request: Any, exception: Exception) -> Callable[[], Awaitable[Response]]:
    """The error's page, or its JSON where that was asked for; it is logged in one line."""

    async def answer() -> Response:
        moved = await _moved(datasette, request) if isinstance(exception, NotFound) else None
        if moved:
            return Response.redirect(moved)  # not for ever: a decision can be undone
        return await _answered(datasette, request, *_told(exception))

    return answer


@hookimpl  # type: ignore[untyped-decorator]
def forbidden(datasette: Any, request: Any, message: str) -> Callable[[], Awaitable[Response]]:
    """The same for what is not allowed, which Datasette asks for apart."""

    async def answer() -> Response:
        told = {"ok": False, "error": message, "status": 403, "title": None}
        return await _answered(datasette, request, 403, told)

    return answer


async def _answered(datasette: Any, request: Any, status: int, told: dict[str, Any]) -> Response:
    error = told["error"]
    said = error.striptags() if isinstance(error, Markup) else error
    log.warning("%s", _line(f"{status} {request.path}: {said}"))
    if request.path.split("?")[0].endswith(".json"):
        return Response.json(told, status=status)
    template = datasette.jinja_env.select_template([f"{status}.html", "error.html"])
    around = surroundings(datasette, request) | {
        "urls": datasette.urls,
        "request": request,
        "csrftoken": request.scope["csrftoken"],
    }
    return Response.html(await template.render_async(told | around), status=status)


_ROW = re.compile(rf"/{NAME}/(people|units|blocs)/([\w-]+)(\.json)?$")


async def _moved(datasette: Any, request: Any) -> str | None:
    """Where the page of an entity stands whose id leads to another one by now."""
    row = _ROW.search(request.path)
    if not row:
        return None
    table, old, form = row.groups()
    found = await datasette.get_database(NAME).execute("SELECT entity FROM redirects WHERE id = ?", [old])
    new = found.first()
    return datasette.urls.path(row_path(table, new[0]) + (form or "")) if new else None


def _told(exception: Exception) -> tuple[int, dict[str, Any]]:
    """The status and what the page says; the text of an error is data unless Datasette made HTML of it."""
    more: dict[str, Any] = {}
    title = None
    if isinstance(exception, Base400):
        status, message = exception.status, str(exception.args[0]) if exception.args else "Not found"
    elif isinstance(exception, DatasetteError):
        # Datasette calls it an error of the server when a visitor sorts by a column that is not there.
        status = _WRONGLY_ASKED if exception.status == _DATASETTES_DEFAULT else exception.status
        title, more = exception.title, exception.error_dict
        message = Markup(exception.message) if exception.message_is_html else exception.message
    else:
        status, message = 500, f"{type(exception).__name__}: {exception}"
    return status, {**more, "ok": False, "error": message, "status": status, "title": title}


def _line(text: str) -> str:
    """One line that a terminal can be shown, whatever the visitor typed."""
    line = "".join(c if c.isprintable() else "?" for c in " ".join(text.split()))
    return line if len(line) <= _LONGEST else line[:_LONGEST] + "…"
