"""Datasette's own tools for those who work on it: nobody needs them here, and some send forms or show paths."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from datasette import Response
from datasette.utils.asgi import NotFound

_CLOSED = "messages|patterns|permissions|allow-debug|auth-token|logout|threads|databases"
View = Callable[..., Awaitable[Response]]


async def _closed(request: Any) -> Response:
    raise NotFound(f"{request.path}: is not here")


def closed_routes() -> list[tuple[str, View]]:
    """(pattern, view) of the addresses that are closed."""
    return [(rf"/-/(?:{_CLOSED})(?:\.json)?$", _closed)]
