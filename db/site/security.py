"""What stands around every answer: headers that let nothing foreign in, the right host, the visitor's language."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from http.cookies import CookieError
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlencode

from datasette.utils.asgi import Base400

from db.site.options import Options
from db.site.paths import NAME
from db.site.texts import LANGUAGES
from db.site.view import LANGUAGE_ARGUMENT, LANGUAGE_COOKIE

App = Callable[[dict[str, Any], Any, Any], Awaitable[None]]

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors {}"
)
_PREVIEW = "/reconcile/preview"  # which OpenRefine shows in a frame of its own page on this machine
_LOOPBACK_FRAMES = "http://127.0.0.1:* http://localhost:* http://[::1]:*"
_HEADERS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}
_READING = ("GET", "HEAD", "OPTIONS")
_BEFORE_A_HOST = b"/\\ \t\r\n"
_OF_PATHS = "/%~:@!$&'()*+,;=-._"
_YEAR = 365 * 24 * 60 * 60
LARGEST_REQUEST = 2_000_000  # bytes of a body
# What reading cookies, tokens and forms that are none ends with.
_UNREADABLE = (ValueError, TypeError, LookupError, AssertionError, CookieError)
log = logging.getLogger("sovang")


class TooLarge(Base400):  # type: ignore[misc]
    """A request whose body nobody reads to its end."""

    status = 413


def guarded(app: App, options: Options) -> App:
    """An ASGI application with these headers on every answer.

    Where only this machine is served, other hosts' names are refused: a page elsewhere could have its name lead here
    and read what the archive holds.
    """

    async def guard(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await app(scope, receive, send)
            return
        if options.loopback and _host(scope) not in _LOOPBACK:
            await _plain(send, 421, "This archive is served to this machine only: open it by 127.0.0.1 or localhost.")
            return
        scope = _tidied(scope)
        if scope["method"] not in _READING and re.match(rf"/{NAME}(?:[./]|$)", scope["path"]):
            await _plain(send, 405, "The archive is only read here.")
            return
        chosen = _chosen_language(scope)
        if chosen:
            await _remember(scope, send, chosen)
            return
        await _answered(app, scope, _bounded(receive), _with_headers(send, scope["path"]))

    return guard


async def _answered(app: App, scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Answer a request that cannot even be read: cookies, forms and paths of wrong bytes never reach our pages."""
    started = False

    async def sending(message: dict[str, Any]) -> None:
        nonlocal started
        started = True
        await send(message)

    try:
        await app(scope, receive, sending)
    except Exception as error:
        if started:
            raise
        status = error.status if isinstance(error, Base400) else 400 if isinstance(error, _UNREADABLE) else 500
        log.warning("%d %s: %s", status, ascii(scope["path"]), ascii(f"{type(error).__name__}: {error}")[1:300])
        await _plain(send, status, "The server erred." if status == 500 else "This request cannot be read.")


def _bounded(receive: Any) -> Any:
    """What is received, as long as it is no larger than a request may be."""
    size = 0

    async def receiving() -> dict[str, Any]:
        nonlocal size
        message: dict[str, Any] = await receive()
        size += len(message.get("body", b""))
        if size > LARGEST_REQUEST:
            raise TooLarge("the request is too large")
        return message

    return receiving


def _host(scope: dict[str, Any]) -> str:
    host: str = next((value.decode("latin-1") for key, value in scope["headers"] if key == b"host"), "").lower()
    return host if host.endswith("]") else host.rpartition(":")[0] or host


def _tidied(scope: dict[str, Any]) -> dict[str, Any]:
    """A request whose path leads into this site wherever it is linked or led to: `//elsewhere.example` and its kin, as
    browsers read them, would lead there."""
    raw: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    path = "/" + quote(raw.partition(b"?")[0].lstrip(_BEFORE_A_HOST), safe=_OF_PATHS)
    return scope | {"raw_path": path.encode(), "path": unquote(path)}


def _with_headers(send: Any, path: str) -> Any:
    frames = _LOOPBACK_FRAMES if path == _PREVIEW else "'none'"
    ours = {**_HEADERS, "content-security-policy": _POLICY.format(frames)}
    added = [(key.encode(), value.encode()) for key, value in ours.items()]

    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            kept = [(key, value) for key, value in message.get("headers", []) if key.lower().decode() not in ours]
            message = message | {"headers": [*kept, *added, (b"vary", b"Cookie")]}
        await send(message)

    return sending


def _chosen_language(scope: dict[str, Any]) -> str | None:
    if scope["method"] != "GET" or LANGUAGE_ARGUMENT.encode() not in scope["query_string"]:
        return None
    chosen = dict(parse_qsl(scope["query_string"].decode("latin-1"))).get(LANGUAGE_ARGUMENT)
    return chosen if chosen in LANGUAGES else None


async def _remember(scope: dict[str, Any], send: Any, language: str) -> None:
    """Lead to the same page without the choice, which the browser keeps."""
    asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
    query = urlencode([(key, value) for key, value in asked if key != LANGUAGE_ARGUMENT])
    path = scope["raw_path"].decode()
    cookie = f"{LANGUAGE_COOKIE}={language}; Path=/; Max-Age={_YEAR}; SameSite=Lax; HttpOnly"
    headers = [
        ("location", f"{path}?{query}" if query else path),
        ("set-cookie", cookie),
        ("cache-control", "no-store"),
    ]
    start = {
        "type": "http.response.start",
        "status": 303,
        "headers": [(key.encode(), value.encode("latin-1")) for key, value in headers],
    }
    await _with_headers(send, path)(start)
    await send({"type": "http.response.body", "body": b""})


async def _plain(send: Any, status: int, message: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8")]
    await _with_headers(send, "")({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": message.encode()})
