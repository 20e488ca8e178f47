"""What the Reconciliation Service API 0.2 asks of each message, as JSON schemas of our own: stricter where we promise
more than it asks (no field that it does not know, every candidate with its type, description and decision)."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}


def thing(required: dict[str, Schema], optional: dict[str, Schema] | None = None) -> Schema:
    """An object of exactly these fields."""
    fields = {**required, **(optional or {})}
    return {"type": "object", "required": [*required], "properties": fields, "additionalProperties": False}


def of(item: Schema, **more: Any) -> Schema:
    """A list of such."""
    return {"type": "array", "items": item, **more}


TYPE = thing({"id": TEXT, "name": TEXT}, {"description": TEXT})
ADDRESS: Schema = {"type": "string", "pattern": "^https?://"}
TEMPLATE: Schema = {"type": "string", "pattern": r"^https?://[^{}]*\{\{id\}\}[^{}]*$"}
SERVICE = thing({"service_url": ADDRESS, "service_path": {"type": "string", "pattern": "^/"}})
SETTING = thing(
    {"name": TEXT, "label": TEXT, "type": {"enum": ["number", "text", "checkbox", "select"]}},
    {"default": {}, "help_text": TEXT},
)
MANIFEST = thing(
    {
        "versions": of(TEXT, contains={"const": "0.2"}),
        "name": TEXT,
        "identifierSpace": {"type": "string", "pattern": "^[a-z]+:"},
        "schemaSpace": {"type": "string", "pattern": "^[a-z]+:"},
        "defaultTypes": of(TYPE, uniqueItems=True, minItems=1),
        "batchSize": {"type": "integer", "minimum": 10},
        "view": thing({"url": TEMPLATE}),
        "preview": thing({"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}}),
        "suggest": thing({"entity": SERVICE, "type": SERVICE, "property": SERVICE}),
        "extend": thing({"propose_properties": SERVICE, "property_settings": of(SETTING)}),
    }
)
CANDIDATE = thing(
    {
        "id": TEXT,
        "name": TEXT,
        "description": {"type": "string"},
        "type": of(TYPE, minItems=1, maxItems=1),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "match": {"type": "boolean"},
        "features": of(thing({"id": TEXT, "value": {"type": ["boolean", "number"]}})),
    }
)
RESULTS: Schema = {"type": "object", "additionalProperties": thing({"result": of(CANDIDATE)})}
SUGGESTED_ENTITIES = thing(
    {"result": of(thing({"id": TEXT, "name": TEXT, "description": {"type": "string"}, "notable": of(TYPE)}))}
)
SUGGESTED = thing({"result": of(TYPE)})
PROPOSED = thing({"properties": of(TYPE)}, {"type": TEXT, "limit": {"type": "integer"}})
CELL: Schema = {
    "oneOf": [
        thing({"id": TEXT, "name": TEXT}),
        thing({"str": {"type": "string"}}),
        thing({"int": {"type": "integer"}}),
        thing({"float": {"type": "number"}}),
    ]
}
EXTENDED = thing(
    {
        "meta": of(thing({"id": TEXT, "name": TEXT}, {"type": TYPE})),
        "rows": {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": of(CELL)}},
    }
)
MESSAGE = thing({"message": TEXT})
