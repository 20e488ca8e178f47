"""What Datasette shows about the archive: titles, descriptions, facets (on indexed columns only) and settings.

Titles and what columns mean come from the data dictionary, so a table and its export say the same. Numbers' units
stand in the descriptions: Datasette's own `units` would turn 1,500 articles into 1.5 kiloarticles.
"""

from __future__ import annotations

from typing import Any

from db.exports.dictionary import Line, lines
from db.site.options import Options
from db.site.paths import NAME
from db.site.queries import stored_queries
from db.site.texts import both

__all__ = ["NAME", "column_help", "metadata", "settings", "table_text"]

_SORTS: dict[str, dict[str, Any]] = {
    "articles": {"label_column": "title", "facets": ["publisher"], "sort_desc": "published"},
    "unread": {"facets": ["code"]},
    "blocs": {"label_column": "name", "facets": ["scope"], "sort": "scope"},
    "units": {"label_column": "name", "facets": ["kind"]},
    "people": {"label_column": "name", "sort": "sort_key"},
    "documents": {"label_column": "number"},
    "ledger": {"facets": ["role", "year", "basis", "contradicted"]},
    "ledger_years": {"facets": ["state"]},
    "tenures": {"facets": ["title"]},
    "claims": {"facets": ["kind", "rule"]},
    "claim_awards": {"facets": ["status", "award", "year"]},
    "claim_handovers": {"facets": ["kind"]},
    "claim_officials": {"facets": ["rank", "part"]},
    "claim_meeting_kinds": {"facets": ["kind"]},
    "award_paths": {"facets": ["status", "year"]},
    "contradictions": {"facets": ["kind"]},
    "copies": {"facets": ["kind"]},
    "search_entries": {"fts_table": "search", "fts_pk": "number"},
}
_HIDDEN = ("search_entries", "search_words", "name_keys", "suppressed_names", "archive")


def settings(options: Options) -> dict[str, object]:
    """Datasette's settings."""
    return {
        "suggest_facets": False,  # on a large table it costs a second per page
        "allow_facet": False,  # but those named above, which have an index
        "default_allow_sql": options.sql,
        "allow_download": not options.public,
        "default_page_size": 50,
        "max_returned_rows": 1000,
        "sql_time_limit_ms": 3000,
        "facet_time_limit_ms": 500,
        "truncate_cells_html": 600,
        "default_cache_ttl": 0,  # the same address answers in two languages
    }


def metadata() -> dict[str, Any]:
    """The metadata of the whole site, in both languages."""
    columns: dict[str, dict[str, str]] = {}
    for table, column in lines():
        if column and not table.endswith(".json"):
            columns.setdefault(table, {})[column] = _both(lines()[table, column])
    tables: dict[str, dict[str, Any]] = {}
    for table in {name for name, column in lines() if not column} | set(_SORTS):
        line = lines().get((table, ""))
        tables[table] = {"title": f"{line.vi} · {line.en}"} if line else {}
        tables[table] |= _SORTS.get(table, {}) | ({"columns": columns[table]} if table in columns else {})
    for table in _HIDDEN:
        tables.setdefault(table, {})["hidden"] = True
    return {
        "title": both("site.name"),
        "databases": {
            NAME: {
                "title": both("data.title"),
                "description": both("data.about"),
                "queries": stored_queries(),
                "tables": tables,
            }
        },
    }


def _both(line: Line) -> str:
    return f"{line.vi} · {line.en}" + (f" ({line.unit})" if line.unit else "")


def table_text(table: str, language: str) -> str:
    """What a table holds; '' where the dictionary knows nothing of it."""
    line = lines().get((table, ""))
    return str(getattr(line, language)) if line else ""


def column_help(table: str, column: str, language: str) -> str:
    """What a column of a table means; '' where the dictionary knows nothing of it."""
    line = lines().get((table, column)) or lines().get(("*", column))
    return (
        ""
        if line is None
        else str(getattr(line, language)) + (f" ({line.unit})" if line.unit and language == "en" else "")
    )
