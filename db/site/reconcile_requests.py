"""What a client of the reconciliation service asks, read from its request: all of it is checked, and bounded."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from db.reconciliation.extension import EXTENDED
from db.reconciliation.matching import DEFAULT_LIMIT, MOST_CANDIDATES, Query, properties_of
from db.reconciliation.properties import MATCHED, Value, Wanted
from db.references import KINDS

MOST_QUERIES = 50  # of a batch; clients are told so
MOST_IDS = 200  # of a data extension
MOST_PROPERTIES = 30
MOST_VALUES = 20  # of a property
LONGEST_TEXT = 300  # characters
LARGEST_BODY = 1_000_000  # bytes
_LARGEST_NUMBER = 10_000
_OF_QUERY = {"query", "type", "limit", "properties", "type_strict"}
_STRICT = ("any", "should", "all")


class Refused(Exception):
    """A request that cannot be answered: the status and one line for whoever sent it."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


async def parameters(request: Any) -> dict[str, str]:
    """The parameters of a GET request, or of a POST request's form."""
    if request.method != "POST":
        return _pairs(request.query_string)
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/x-www-form-urlencoded":
        raise Refused("send a form: application/x-www-form-urlencoded", 415)
    body = bytearray()
    more = True
    while more:
        message = await request.receive()
        if message["type"] != "http.request":
            raise Refused("the request broke off")
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            raise Refused(f"the request is larger than {LARGEST_BODY} bytes", 413)
        more = message.get("more_body", False)
    try:
        return _pairs(body.decode("ascii"))
    except UnicodeDecodeError:
        raise Refused("the form is not URL-encoded") from None


def _pairs(text: str) -> dict[str, str]:
    try:
        return dict(parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_IDS))
    except ValueError:
        raise Refused("the parameters are not URL-encoded UTF-8") from None


def queries_of(text: str) -> dict[str, Query]:
    """The queries of a batch, a JSON object, by their keys."""
    batch = _object(_json(text, "queries"), "queries")
    if len(batch) > MOST_QUERIES:
        raise Refused(f"queries: at most {MOST_QUERIES} at once, not {len(batch)}", 413)
    return {_text(key, "a key of queries"): _query(_object(query, key), key) for key, query in batch.items()}


def extension_of(text: str) -> tuple[list[str], list[tuple[str, int]]]:
    """The ids, and (property, number of values at most; 0 for all), of a data extension."""
    asked = _object(_json(text, "extend"), "extend")
    ids = [_text(one, "an id") for one in _list(asked.get("ids"), "ids")]
    if len(ids) > MOST_IDS:
        raise Refused(f"ids: at most {MOST_IDS} at once, not {len(ids)}", 413)
    known = {one for properties in EXTENDED.values() for one in properties}
    properties = []
    for one in _list(asked.get("properties"), "properties", MOST_PROPERTIES):
        wanted = _object(one, "a property")
        name = _text(wanted.get("id"), "a property's id")
        if name not in known:
            raise Refused(f"property {_shown(name)}: there is none; there are {', '.join(sorted(known))}")
        settings = _object(wanted.get("settings") or {}, "settings")
        properties.append((name, number_of(settings.get("limit", 0), "limit", least=0)))
    return ids, properties


def kinds_of(value: object) -> tuple[str, ...]:
    """The kinds of entities that a `type` means, one or a list; all where none is given."""
    types = [value] if isinstance(value, str) else [] if value is None else _list(value, "type", MOST_VALUES)
    for one in types:
        if not isinstance(one, str) or one not in KINDS:
            raise Refused(f"type {_shown(one)}: there is none; there are {', '.join(KINDS)}")
    return tuple(kind for kind in KINDS if kind in types) if types else tuple(KINDS)


def number_of(value: object, what: str, least: int = 1, most: int = _LARGEST_NUMBER) -> int:
    """A whole number, also as text (as clients send it in addresses and settings); a greater one counts as `most`."""
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    whole = not isinstance(value, bool) and text.isascii() and text.isdecimal() and len(text) <= len(str(10**18))
    if not whole or int(text) < least:
        raise Refused(f"{what}: a whole number from {least} on is wanted, not {_shown(value)}")
    return min(int(text), most)


def text_of(value: object, what: str) -> str:
    """A text of bearable length."""
    return _text(value, what)


def _query(asked: Mapping[str, Any], key: str) -> Query:
    unknown = sorted(asked.keys() - _OF_QUERY)
    if unknown:
        raise Refused(f"{key}: {_shown(unknown[0])} is no field of a query; there are {', '.join(sorted(_OF_QUERY))}")
    if "query" not in asked and not asked.get("properties"):
        raise Refused(f"{key}: a query or properties are wanted")
    strict = asked.get("type_strict", _STRICT[0])
    if strict not in _STRICT:
        raise Refused(f"{key}: type_strict is one of {', '.join(_STRICT)}")
    kinds = kinds_of(asked.get("type"))
    wanted = [_wanted(_object(one, "a property"), kinds) for one in _list(asked.get("properties", []), "properties")]
    if asked.get("type") and strict == "all" and len(kinds) > 1:
        kinds = ()  # nothing is of two kinds
    return Query(
        text=_text(asked.get("query", ""), f"{key}: query"),
        kinds=kinds,
        limit=number_of(asked.get("limit", DEFAULT_LIMIT), f"{key}: limit", most=MOST_CANDIDATES),
        wanted=wanted,
    )


def _wanted(asked: Mapping[str, Any], kinds: tuple[str, ...]) -> Wanted:
    name = _text(asked.get("pid"), "a property's pid")
    if name not in properties_of(kinds):
        what = "there is none" if name not in properties_of(tuple(MATCHED)) else f"is none of type {', '.join(kinds)}"
        raise Refused(f"property {_shown(name)}: {what}; there are {', '.join(sorted(properties_of(kinds)))}")
    values = asked.get("v")
    listed = _list(values, "v", MOST_VALUES) if isinstance(values, list) else [values]
    return Wanted(name, tuple(_value(value) for value in listed))


def _value(value: object) -> Value:
    if isinstance(value, dict):
        one = _text(value.get("id"), "the id of a value")
        return Value(_text(value.get("name", one), "the name of a value"), one)
    if isinstance(value, bool | int | float):
        return Value(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))
    return Value(_text(value, "a value"))


def _json(text: str, what: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(f"{what}: is no JSON") from None


def _object(value: object, what: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Refused(f"{_shortened(what)}: an object is wanted, not {_shown(value)}")
    return value


def _list(value: object, what: str, most: int | None = None) -> list[Any]:
    if not isinstance(value, list):
        raise Refused(f"{what}: a list is wanted, not {_shown(value)}")
    if len(value) > (most or MOST_IDS * 10):
        raise Refused(f"{what}: at most {most}, not {len(value)}", 413)
    return value


def _text(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise Refused(f"{_shortened(what)}: a text is wanted, not {_shown(value)}")
    if len(value) > LONGEST_TEXT:
        raise Refused(f"{_shortened(what)}: at most {LONGEST_TEXT} characters")
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refused(f"{_shortened(what)}: is no text that can be written")
    return value


def _shown(value: object) -> str:
    return _shortened(json.dumps(value, ensure_ascii=True, default=str))


def _shortened(text: str, length: int = 60) -> str:
    return text if len(text) <= length else text[:length] + "…"
