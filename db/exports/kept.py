"""What a filtered export keeps: the rows about what was asked for, and all that they refer to.

A row is about a bloc (a unit, a person, a year) where a column of its own says so; where filters of several kinds are
given, it must fit each of them, so a kind that a table has no column for leaves nothing of that table. What is kept
brings all that it refers to: a claim its article, its evidence and whom it names, a row of the ledger all its claims,
a tenure the claim that it rests on. So every reference within the export leads somewhere.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from db.exports.filters import Fit

# --- which rows are about what; t is the row --------------------------------------------------------------------------

_MENTIONS = "SELECT claim FROM {kind}_mentions WHERE {kind} IN ({chosen})"
_FIRST = "substr(min(coalesce({0}, {1}), coalesce({1}, {0})), 1, 4)"
_LAST = "substr(max(coalesce({0}, {1}), coalesce({1}, {0})), 1, 4)"


def _chosen(kind: str) -> str:
    return f"SELECT id FROM temp.chosen WHERE kind = '{kind}'"


def _in(kind: str, *columns: str) -> str:
    return " OR ".join(f"{column} IN ({_chosen(kind)})" for column in columns)


def _mentioned(kind: str, *claims: str) -> str:
    """Claims that name one of those chosen."""
    names = _MENTIONS.format(kind=kind, chosen=_chosen(kind))
    return " OR ".join(f"{claim} IN ({names})" for claim in claims)


def _between(first: str, last: str) -> str:
    return f"EXISTS (SELECT 1 FROM temp.chosen c WHERE c.kind = 'year' AND c.id BETWEEN {first} AND {last})"


def _rests(kind: str) -> str:
    """Documents on which a fact about one of those chosen rests."""
    return f"t.id IN (SELECT r.document FROM document_rests r WHERE {_mentioned(kind, 'r.claim')})"


# The year that a fact names, else that of its article.
_CLAIM_YEAR = """coalesce(
  (SELECT year FROM claim_bloc_roles f WHERE f.claim = t.id), (SELECT year FROM claim_awards f WHERE f.claim = t.id),
  (SELECT coalesce(year, substr(date, 1, 4)) FROM claim_handovers f WHERE f.claim = t.id),
  (SELECT substr(date, 1, 4) FROM claim_meetings f WHERE f.claim = t.id),
  (SELECT substr(date, 1, 4) FROM claim_documents f WHERE f.claim = t.id),
  (SELECT substr(published, 1, 4) FROM articles a WHERE a.id = t.article))"""
_CITED = ("t.first_cited", "t.last_cited")
_IN_OFFICE = (  # from the first day that anything is known of to the last
    _FIRST.format("coalesce(t.started, t.ended)", "coalesce(t.first_cited, t.started, t.ended)"),
    _LAST.format("coalesce(t.ended, t.started)", "coalesce(t.last_cited, t.ended, t.started)"),
)

ABOUT: dict[str, dict[str, str]] = {
    "claims": {
        "bloc": _mentioned("bloc", "t.id"),
        "unit": _mentioned("unit", "t.id"),
        "person": _mentioned("person", "t.id"),
        "year": f"CAST({_CLAIM_YEAR} AS TEXT) IN ({_chosen('year')})",
    },
    "ledger": {
        "bloc": _in("bloc", "t.bloc"),
        "unit": _in("unit", "t.unit", "t.giver"),
        "person": _in("person", "t.person"),
        "year": _in("year", "CAST(t.year AS TEXT)"),
    },
    "ledger_years": {"bloc": _in("bloc", "t.bloc"), "year": _in("year", "CAST(t.year AS TEXT)")},
    "tenures": {
        "unit": _in("unit", "t.unit"),
        "person": _in("person", "t.person"),
        "year": _between(*_IN_OFFICE),
    },
    "person_ranks": {
        "person": _in("person", "t.person"),
        "year": _between(_FIRST.format(*_CITED), _LAST.format(*_CITED)),
    },
    "award_paths": {
        "unit": _in("unit", "t.unit"),
        "person": _in("person", "t.person"),
        "year": _in("year", "CAST(coalesce(t.year, substr(coalesce(t.awarded, t.proposed), 1, 4)) AS TEXT)"),
    },
    "contradictions": {
        "bloc": _in("bloc", "t.bloc"),
        "unit": f"{_in('unit', 't.unit')} OR {_mentioned('unit', 't.first_claim', 't.second_claim')}",
        "person": f"{_in('person', 't.person')} OR {_mentioned('person', 't.first_claim', 't.second_claim')}",
        "year": _in("year", "CAST(t.year AS TEXT)"),
    },
    "documents": {
        "bloc": f"{_rests('bloc')} OR t.id IN (SELECT founded_by FROM blocs WHERE {_in('bloc', 'id')})",
        "unit": _rests("unit"),
        "person": _rests("person"),
        "year": _in("year", "substr(coalesce(t.signed, t.announced), 1, 4)"),
    },
    "unit_parents": {
        "unit": _in("unit", "t.unit", "t.parent"),
        "year": _between(_FIRST.format(*_CITED), _LAST.format(*_CITED)),
    },
    "unit_events": {"unit": _in("unit", "t.unit", "t.into_unit"), "year": _in("year", "substr(t.day, 1, 4)")},
}

# --- what else is kept, and why ---------------------------------------------------------------------------------------

# Rows with an id of their own: those that are about it, and those that something kept refers to.
WITH_ID = (
    "articles",
    "claims",
    "blocs",
    "units",
    "people",
    "documents",
    "ledger",
    "tenures",
    "award_paths",
    "contradictions",
)
# Rows that are kept with what they belong to: (the column that says to what, its table).
_OF_ARTICLES = ("sources", "versions", "version_pages", "blocks")
_OF_CLAIMS = (
    *("evidence", "claim_meetings", "claim_meeting_kinds", "claim_blocs", "claim_bloc_members", "claim_bloc_roles"),
    *("claim_officials", "claim_posts", "claim_units", "claim_awards", "claim_handovers", "claim_documents"),
    *("bloc_mentions", "unit_mentions", "person_mentions", "judged_claims", "alterations"),
)
BELONGING = {
    **dict.fromkeys(_OF_ARTICLES, ("article", "articles")),
    **dict.fromkeys(_OF_CLAIMS, ("claim", "claims")),
    "ledger_claims": ("ledger", "ledger"),
}


def _kept(column: str, kind: str) -> str:
    return f"t.{column} IN (SELECT id FROM temp.kept WHERE kind = '{kind}')"


# Rows between two others: where both are kept. They bring nothing: a tenure of ten years that reaches into the year
# that was asked for brings the claim that it rests on, not all the articles of those years.
_ENTITY = "SELECT id FROM temp.kept WHERE kind IN ('blocs', 'units', 'people')"
BETWEEN = {
    "copies": f"{_kept('article', 'articles')} AND {_kept('original', 'articles')}",
    "tenure_claims": f"{_kept('tenure', 'tenures')} AND {_kept('claim', 'claims')}",
    "award_path_claims": f"{_kept('award', 'award_paths')} AND {_kept('claim', 'claims')}",
    "document_claims": f"{_kept('document', 'documents')} AND {_kept('claim', 'claims')}",
    "document_rests": f"{_kept('document', 'documents')} AND {_kept('claim', 'claims')}",
    "possibly_same": f"t.first IN ({_ENTITY}) AND t.second IN ({_ENTITY})",
    "entity_names": f"t.entity IN ({_ENTITY})",
    "redirects": f"t.entity IN ({_ENTITY})",
    # A decision names claims, `CLAIM#FIELD=NAME` or `CLAIM`.
    "decisions": "EXISTS (SELECT 1 FROM json_each(t.mentions) m JOIN temp.kept k ON k.kind = 'claims' "
    "AND k.id = substr(m.value, 1, instr(m.value || '#', '#') - 1))",
}
WHOLE = ("archive",)  # what made the file
NEVER = ("unread", "suppressed_names", "search_entries", "search_words", "name_keys")


@contextmanager
def kept_rows(connection: sqlite3.Connection, chosen: Iterable[Fit]) -> Iterator[dict[str, str]]:
    """For each table the condition that its kept rows fulfil (the row is `t`), as long as the block lasts.

    It rests on tables of the connection's own, in temporary storage; the archive is only read.
    """
    fits = list(chosen)
    connection.execute("CREATE TEMP TABLE chosen (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID")
    connection.execute("CREATE TEMP TABLE kept (kind TEXT, id TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID")
    try:
        connection.executemany("INSERT OR IGNORE INTO temp.chosen VALUES (?, ?)", [(fit.kind, fit.id) for fit in fits])
        about = {table: _about(table, {fit.kind for fit in fits}) for table in ABOUT}
        _keep(connection, about)
        yield dict(_conditions(about))
    finally:
        connection.execute("DROP TABLE IF EXISTS temp.chosen")
        connection.execute("DROP TABLE IF EXISTS temp.kept")


def _about(table: str, kinds: set[str]) -> str:
    """The condition of the rows that are about what was chosen, of each of those kinds."""
    columns = ABOUT[table]
    return " AND ".join(f"({columns[kind]})" for kind in sorted(kinds)) if kinds <= columns.keys() else "0"


def _conditions(about: dict[str, str]) -> Iterator[tuple[str, str]]:
    for table in WITH_ID:
        yield table, _kept("id", table)
    for table, (column, owner) in BELONGING.items():
        yield table, _kept(column, owner)
    yield from BETWEEN.items()
    yield from ((table, condition) for table, condition in about.items() if table not in WITH_ID)
    yield from ((table, "1") for table in WHOLE)
    yield from ((table, "0") for table in NEVER)


def _keep(connection: sqlite3.Connection, about: dict[str, str]) -> None:
    """Fill `kept`: what is about it, and, until nothing is added any more, what that refers to."""
    for table, condition in about.items():
        if table in WITH_ID:
            connection.execute(
                f"INSERT OR IGNORE INTO temp.kept SELECT '{table}', t.id FROM {table} t WHERE {condition}"
            )
    conditions = dict(_conditions(about))
    brought = [
        f"INSERT OR IGNORE INTO temp.kept SELECT '{target}', t.\"{column}\" FROM {table} t "
        f'WHERE ({conditions[table]}) AND t."{column}" IS NOT NULL'
        for table in conditions
        if table not in BETWEEN and table not in NEVER
        for column, target in references(connection, table)
        if target in WITH_ID
    ]
    before = -1
    while connection.total_changes != before:
        before = connection.total_changes
        for statement in brought:
            connection.execute(statement)


def references(connection: sqlite3.Connection, table: str) -> list[tuple[str, str]]:
    """(column, the table whose key it holds) of a table's foreign keys of one column."""
    keys = connection.execute('SELECT id, "from", "table" FROM pragma_foreign_key_list(?) ORDER BY 1, 2', (table,))
    rows = [tuple(row) for row in keys.fetchall()]
    single = {number for number, *_ in rows if sum(r[0] == number for r in rows) == 1}
    return [(column, target) for number, column, target in rows if number in single]
