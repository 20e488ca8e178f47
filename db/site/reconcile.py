"""The archive as a reconciliation service, by the Reconciliation Service API 0.2: what OpenRefine asks, answered.

Only pages of this machine may read the answers: OpenRefine's own page stands on a loopback address. There is no JSONP,
which any page could read. Nothing is written, so a form comes without a token.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar
from urllib.parse import quote

from datasette import Response
from markupsafe import Markup

from db.reconciliation import facts
from db.reconciliation.extension import EXTENDED, VALUES_OF, extend
from db.reconciliation.extension import Value as Extended
from db.reconciliation.matching import Candidate, Query, reconcile
from db.reconciliation.names import entity
from db.reconciliation.properties import MATCHED
from db.reconciliation.suggestion import suggest
from db.references import KINDS
from db.site import reconcile_requests as requests
from db.site.paths import NAME
from db.site.reconcile_requests import MOST_QUERIES, Refused
from db.site.texts import LANGUAGES, both, text
from extractors.text.language import plain

PATH = "/reconcile"
VERSIONS = ("0.2",)
IDENTIFIERS = "urn:sovang:entity:"
"""The identifier space: ids come from content, so one means the same in every archive that has it."""
SCHEMA = "urn:sovang:type:"
_STYLES = "/sovang/base.css"
_WIDTH, _HEIGHT = 420, 260  # of the preview, in pixels
_SUGGESTED = 10
_LOOPBACK = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?")
_ALLOWED = "GET, HEAD, POST, OPTIONS"
View = Callable[[Any, Any], Awaitable[Response]]
Answer = TypeVar("Answer")


def _view(answer: View) -> View:
    """A view that also answers preflights, tells loopback pages that they may read it, and says what is wrong."""

    async def view(datasette: Any, request: Any) -> Response:
        try:
            if request.method == "OPTIONS":
                response = Response("", status=204)
            elif request.method not in _ALLOWED.split(", "):
                raise Refused(f"{request.method}: not here", 405)
            else:
                response = await answer(datasette, request)
        except Refused as error:
            response = Response.json({"message": str(error)}, status=error.status)
        response.headers.update(_headers(request))
        return response

    return view


def _headers(request: Any) -> dict[str, str]:
    headers = {"Vary": "Origin", "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache"}
    origin = request.headers.get("origin", "")
    if _LOOPBACK.fullmatch(origin):
        headers["Access-Control-Allow-Origin"] = origin
        if request.method == "OPTIONS":
            headers["Access-Control-Allow-Methods"] = _ALLOWED
            headers["Access-Control-Allow-Headers"] = "Content-Type"
            headers["Access-Control-Max-Age"] = "600"
    if request.method == "OPTIONS":
        headers["Allow"] = _ALLOWED
    return headers


async def _asked(datasette: Any, ask: Callable[[sqlite3.Connection], Answer]) -> Answer:
    found: Answer = await datasette.get_database(NAME).execute_fn(ask)
    return found


# --- the service: its manifest, reconciling, data extension ----------------------------------------------------------


async def _service(datasette: Any, request: Any) -> Response:
    given = await requests.parameters(request)
    if "queries" in given:
        queries = requests.queries_of(given["queries"])
        found = await _asked(datasette, lambda connection: _reconciled(connection, queries))
        return Response.json(found)
    if "extend" in given:
        ids, properties = requests.extension_of(given["extend"])
        rows = await _asked(datasette, lambda connection: extend(connection, ids, properties))
        return Response.json({"meta": [_meta(one) for one, _ in properties], "rows": _rows(rows)})
    if request.method == "POST":
        raise Refused("the form has neither queries nor extend")
    return Response.json(manifest(_root(datasette, request)))


def _root(datasette: Any, request: Any) -> str:
    """Where the site stands, as the client calls it."""
    return f"{request.scheme}://{request.host}{datasette.urls.path('/')}".rstrip("/")


def manifest(root: str) -> dict[str, Any]:
    """The service's manifest. root: the address of the site, without a slash at its end."""
    service = {"service_url": f"{root}{PATH}"}
    return {
        "versions": list(VERSIONS),
        "name": both("reconcile.name"),
        "identifierSpace": IDENTIFIERS,
        "schemaSpace": SCHEMA,
        "defaultTypes": [_type(kind) for kind in KINDS],
        "batchSize": MOST_QUERIES,
        "view": {"url": f"{root}{PATH}/view?id={{{{id}}}}"},
        "preview": {"url": f"{root}{PATH}/preview?id={{{{id}}}}", "width": _WIDTH, "height": _HEIGHT},
        "suggest": {what: {**service, "service_path": f"/suggest/{what}"} for what in ("entity", "type", "property")},
        "extend": {
            "propose_properties": {**service, "service_path": "/properties"},
            "property_settings": [
                {
                    "name": "limit",
                    "label": both("reconcile.limit"),
                    "type": "number",
                    "default": 0,
                    "help_text": both("reconcile.limit_help"),
                }
            ],
        },
    }


def _reconciled(connection: sqlite3.Connection, queries: Mapping[str, Query]) -> dict[str, Any]:
    return {key: {"result": [_candidate(c) for c in reconcile(connection, query)]} for key, query in queries.items()}


def _candidate(found: Candidate) -> dict[str, Any]:
    return {
        "id": found.id,
        "name": found.name,
        "description": found.description,
        "type": [_type(found.kind)],
        "score": found.score,
        "match": found.match,
        "features": [{"id": one, "value": value} for one, value in found.features.items()],
    }


def _meta(one: str) -> dict[str, Any]:
    of = VALUES_OF.get(one)
    return {**_property(one), **({"type": _type(of)} if of else {})}


def _rows(rows: Mapping[str, Mapping[str, Sequence[Extended]]]) -> dict[str, Any]:
    return {
        one: {name: [_cell(value) for value in values] for name, values in row.items()} for one, row in rows.items()
    }


def _cell(value: Extended) -> dict[str, Any]:
    if isinstance(value, tuple):
        return {"id": value[0], "name": value[1]}
    return {"int": value} if isinstance(value, int) else {"str": value}


def _type(kind: str) -> dict[str, str]:
    return {"id": kind, "name": both(f"reconcile.type_{kind}")}


def _property(one: str) -> dict[str, str]:
    return {"id": one, "name": both(f"reconcile.property_{one}")}


# --- suggesting ------------------------------------------------------------------------------------------------------


def _suggested(given: Mapping[str, str]) -> tuple[str, int]:
    """(prefix, how many are skipped)."""
    return (
        requests.text_of(given.get("prefix", ""), "prefix"),
        requests.number_of(given.get("cursor") or 0, "cursor", least=0),
    )


async def _suggest_entity(datasette: Any, request: Any) -> Response:
    given = await requests.parameters(request)
    prefix, skipped = _suggested(given)
    kinds = requests.kinds_of(given.get("type") or None)
    found = await _asked(datasette, lambda connection: suggest(connection, prefix, kinds, skipped, _SUGGESTED))
    result = [
        {"id": one.id, "name": one.name, "description": one.description, "notable": [_type(one.kind)]} for one in found
    ]
    return Response.json({"result": result})


async def _suggest_type(datasette: Any, request: Any) -> Response:
    return _listed(await requests.parameters(request), [_type(kind) for kind in KINDS])


async def _suggest_property(datasette: Any, request: Any) -> Response:
    given = await requests.parameters(request)
    kinds = requests.kinds_of(given.get("type") or None)
    return _listed(given, [_property(one) for one in _properties(kinds)])


def _properties(kinds: Sequence[str]) -> list[str]:
    """Those by which entities of these kinds are matched, then those that are only handed out."""
    return list(dict.fromkeys(one for of in (MATCHED, EXTENDED) for kind in kinds for one in of[kind]))


def _listed(given: Mapping[str, str], things: list[dict[str, str]]) -> Response:
    """Those of a short list one of whose words begins with what was typed, or whose id does."""
    prefix, skipped = _suggested(given)
    typed = plain(prefix.strip())
    fitting = [thing for thing in things if thing["id"].startswith(typed) or f" {typed}" in f" {plain(thing['name'])}"]
    return Response.json({"result": fitting[skipped:]})


async def _propose_properties(datasette: Any, request: Any) -> Response:
    given = await requests.parameters(request)
    kinds = requests.kinds_of(given.get("type") or None)
    proposed = list(dict.fromkeys(one for kind in kinds for one in EXTENDED[kind]))
    answer: dict[str, Any] = {}
    if given.get("limit"):
        answer["limit"] = requests.number_of(given["limit"], "limit")
        proposed = proposed[: answer["limit"]]
    if given.get("type"):
        answer["type"] = given["type"]
    return Response.json({**answer, "properties": [_property(one) for one in proposed]})


# --- one entity ------------------------------------------------------------------------------------------------------


async def _entity(datasette: Any, request: Any) -> tuple[str, str]:
    """(kind, id) of the entity that is asked for, or to which its id leads by now."""
    given = await requests.parameters(request)
    wanted = requests.text_of(given.get("id", ""), "id")
    found = await _asked(datasette, lambda connection: entity(connection, wanted))
    if found is None:
        raise Refused("id: nothing in this archive has it", 404)
    return found


async def _show(datasette: Any, request: Any) -> Response:
    kind, one = await _entity(datasette, request)
    return Response.redirect(datasette.urls.path(_page(kind, one)))


def _page(kind: str, one: str) -> str:
    return f"/{NAME}/{KINDS[kind]}/{quote(one, safe='')}"


async def _preview(datasette: Any, request: Any) -> Response:
    kind, one = await _entity(datasette, request)
    shown = ("unit", "post", "rank", "superior", "scope", "heads", "led", "names")
    wanted = [(name, _SHOWN) for name in shown if name in EXTENDED[kind]]

    def known(connection: sqlite3.Connection) -> tuple[str, str, dict[str, list[Extended]]]:
        name, said = facts.name(connection, kind, one), facts.description(connection, kind, one)
        return name, said, extend(connection, [one], wanted)[one]

    name, said, values = await _asked(datasette, known)
    language = _language(request)
    rows = Markup().join(
        Markup("<dt>{}</dt><dd>{}</dd>\n").format(
            text(f"reconcile.property_{what}", language), " · ".join(_said(value) for value in found)
        )
        for what, found in values.items()
        if found and [_said(value) for value in found] != [name]
    )
    page = _PREVIEW.format(
        language=language,
        styles=datasette.urls.path(_STYLES),
        name=name,
        type=text(f"reconcile.type_{kind}", language),
        said=said,
        rows=Markup("<dl>\n{}</dl>\n").format(rows) if rows else "",
        page=datasette.urls.path(_page(kind, one)),
        open=text("reconcile.open", language),
    )
    return Response.html(page)


_SHOWN = 3  # values of a property, in a preview
_PREVIEW = Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{name}</title>
<link rel="stylesheet" href="{styles}">
</head>
<body class="preview">
<main>
<h1 lang="vi">{name}</h1>
<p>{type} · <span lang="vi">{said}</span></p>
{rows}<p><a href="{page}" target="_blank" rel="noopener">{open}</a></p>
</main>
</body>
</html>
""")


def _said(value: Extended) -> str:
    return value[1] if isinstance(value, tuple) else str(value)


def _language(request: Any) -> str:
    """The language that the browser asks for first, of those that the site has."""
    asked = re.findall(r"[a-z]{2,3}", request.headers.get("accept-language", "").lower())
    return next((language for language in asked if language in LANGUAGES), LANGUAGES[0])


def skips_csrf(datasette: Any, scope: Mapping[str, Any]) -> bool:
    """Whether a request needs no token: a form that OpenRefine sends, which asks and changes nothing."""
    return bool(scope.get("path") == datasette.urls.path(PATH))


ROUTES: list[tuple[str, View]] = [
    (rf"^{PATH}$", _view(_service)),
    (rf"^{PATH}/suggest/entity$", _view(_suggest_entity)),
    (rf"^{PATH}/suggest/type$", _view(_suggest_type)),
    (rf"^{PATH}/suggest/property$", _view(_suggest_property)),
    (rf"^{PATH}/properties$", _view(_propose_properties)),
    (rf"^{PATH}/preview$", _view(_preview)),
    (rf"^{PATH}/view$", _view(_show)),
]
"""The addresses of the service, for Datasette's register_routes."""
