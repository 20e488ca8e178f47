"""Where things stand on the website. Ids are letters, digits and hyphens, so they need no quoting."""

from __future__ import annotations

NAME = "archive"
"""The database's name in addresses, whatever its file is called."""

STATIC = "/sovang"
"""Where style sheets and scripts lie."""

TABLE_OF = {"person": "people", "unit": "units", "bloc": "blocs", "article": "articles", "claim": "claims"}
"""Kinds of things that have a page of their own, and their tables."""

_TABLE_OF_PREFIX = {"person": "people", "unit": "units", "bloc": "blocs", "a": "articles"}


def row_path(table: str, row_id: str) -> str:
    """The path of a row's page."""
    return f"/{NAME}/{table}/{row_id}"


def entity_path(entity: str) -> str:
    """The path of an entity's or an article's page, by its id alone."""
    return row_path(_TABLE_OF_PREFIX[entity.partition("-")[0]], entity)


def year_anchor(year: int | None) -> str:
    """What a year's line on a page is called."""
    return f"y{year}" if year else "y-unknown"
