"""What follows from the claims and a person's decisions: all of it is derived anew whenever either changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from db import (
    alterations,
    award_paths,
    contradictions,
    documents,
    ledger,
    ledger_years,
    name_keys,
    person_ranks,
    resolve,
    search_index,
    tenures,
    unit_history,
)
from db.decisions import Decision

COPIES = "copies"
# Children before parents.
_DERIVED_TABLES = (
    "search_words",
    "search_entries",
    "name_keys",
    "suppressed_names",
    "judged_claims",
    "alterations",
    "decisions",
    "award_path_claims",
    "award_paths",
    "contradictions",
    "tenure_claims",
    "tenures",
    "ledger_years",
    "ledger_claims",
    "ledger",
    "person_ranks",
    "unit_events",
    "unit_parents",
    "redirects",
    "entity_names",
    "possibly_same",
    "person_mentions",
    "unit_mentions",
    "bloc_mentions",
    "people",
    "units",
    "blocs",
    "document_rests",
    "document_claims",
    "documents",
    COPIES,
)


def derive(connection: sqlite3.Connection, decisions: Sequence[Decision] = (), *, keep_copies: bool = False) -> None:
    """Derive everything that follows from the claims and the decisions anew, inside the caller's transaction.

    keep_copies: whether only the decisions changed, so that copies, which take half of the time, are still the same.
    """
    clear_derived(connection, keep_copies=keep_copies)
    resolve.resolve(connection, decisions, keep_copies=keep_copies)
    unit_history.write_unit_kinds(connection)
    unit_history.write_unit_events(connection)
    unit_history.write_unit_parents(connection)
    documents.write_documents(connection)
    ledger.write_ledger(connection)
    ledger_years.write_ledger_years(connection)
    tenures.write_tenures(connection)
    person_ranks.write_person_ranks(connection)
    award_paths.write_award_paths(connection)
    contradictions.write_contradictions(connection)
    name_keys.write_name_keys(connection)
    search_index.write_index(connection)


def clear_derived(connection: sqlite3.Connection, *, keep_copies: bool = False) -> None:
    """Empty the tables of what follows; the claims are then what was read, and free to change unless the copies are
    kept."""
    alterations.restore(connection)
    for table in search_index.TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for table in _DERIVED_TABLES:
        if table == COPIES and keep_copies:
            continue
        connection.execute(f"DELETE FROM {table}")
