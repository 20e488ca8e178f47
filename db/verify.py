"""Checks that an archive is what it says: whole, every fact with its evidence, every quote the text's own."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from db.alterations import misstated
from db.archive import broken_references
from db.search_index import TABLES, out_of_step

_SHOWN = 5  # of each fault, so that a broken archive does not flood the screen

# (what is wrong, query for where)
_FAULTS = (
    (
        "a quote is not what stands in the article",
        "SELECT e.claim FROM evidence e JOIN articles a ON a.id = e.article "
        'WHERE substr(a.text, e."start" + 1, e."end" - e."start") <> e.quote',
    ),
    (
        "a fact has no evidence",
        "SELECT c.id FROM claims c WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.claim = c.id)",
    ),
    (
        "evidence lies in no single block",
        "SELECT e.claim FROM evidence e WHERE NOT EXISTS (SELECT 1 FROM blocks b WHERE b.article = e.article "
        'AND b."start" <= e."start" AND e."end" <= b."end")',
    ),
    (
        "a fact has no fields",
        "SELECT id FROM claims WHERE id NOT IN ("
        "SELECT claim FROM claim_meetings UNION ALL SELECT claim FROM claim_blocs "
        "UNION ALL SELECT claim FROM claim_bloc_roles UNION ALL SELECT claim FROM claim_officials "
        "UNION ALL SELECT claim FROM claim_units UNION ALL SELECT claim FROM claim_awards "
        "UNION ALL SELECT claim FROM claim_handovers UNION ALL SELECT claim FROM claim_documents)",
    ),
    (
        "an article's number of facts is wrong",
        "SELECT a.id FROM articles a WHERE a.facts <> (SELECT count(*) FROM claims c WHERE c.article = a.id)",
    ),
    ("an article has no source", "SELECT id FROM articles WHERE id NOT IN (SELECT article FROM sources)"),
    (
        "a source is no page of its article",
        "SELECT source FROM sources s WHERE NOT EXISTS (SELECT 1 FROM version_pages p WHERE p.source = s.source "
        "AND p.article = s.article AND p.digest = s.digest)",
    ),
    (
        "an article has not one version that counts",
        "SELECT id FROM articles a WHERE 1 <> (SELECT count(*) FROM versions v WHERE v.article = a.id "
        "AND v.text IS NULL AND EXISTS (SELECT 1 FROM version_pages p WHERE p.article = a.id AND p.version = v.id "
        "AND p.digest = a.digest))",
    ),
    (
        "a version has no page",
        "SELECT article || ' ' || id FROM versions v WHERE NOT EXISTS "
        "(SELECT 1 FROM version_pages p WHERE p.article = v.article AND p.version = v.id)",
    ),
    ("a copy of a copy", "SELECT article FROM copies WHERE original IN (SELECT article FROM copies)"),
    (
        "a row of the ledger names none of its sources, or a copy beside its original",
        "SELECT ledger FROM ledger_claims lc JOIN claims c ON c.id = lc.claim "
        "LEFT JOIN copies k ON k.article = c.article "
        "GROUP BY ledger HAVING count(DISTINCT iif(lc.listed, c.article, NULL)) "
        "<> count(DISTINCT coalesce(k.original, c.article))",
    ),
    (
        "a role that a source states, and nobody called wrong, is not in the ledger",
        "SELECT claim FROM claim_bloc_roles WHERE claim NOT IN (SELECT claim FROM ledger_claims) "
        "AND claim NOT IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')",
    ),
    (
        "a claim that a person called wrong is still in what follows",
        "SELECT claim FROM judged_claims WHERE judgement = 'wrong' AND claim IN ("
        "SELECT claim FROM ledger_claims UNION ALL SELECT claim FROM tenure_claims UNION ALL "
        "SELECT claim FROM award_path_claims UNION ALL SELECT claim FROM document_claims UNION ALL "
        "SELECT claim FROM person_mentions UNION ALL SELECT claim FROM unit_mentions UNION ALL "
        "SELECT claim FROM bloc_mentions UNION ALL SELECT first_claim FROM contradictions UNION ALL "
        "SELECT second_claim FROM contradictions)",
    ),
    ("an altered field is what was read", "SELECT claim || ' ' || field FROM alterations WHERE was IS now"),
    (
        "a claim that a person called wrong is altered",
        "SELECT claim FROM alterations WHERE claim IN (SELECT claim FROM judged_claims WHERE judgement = 'wrong')",
    ),
    (
        "an id that leads elsewhere leads nowhere, or is an entity's own",
        "SELECT id FROM redirects WHERE entity NOT IN (SELECT id FROM blocs UNION ALL SELECT id FROM units "
        "UNION ALL SELECT id FROM people) OR id IN (SELECT id FROM blocs UNION ALL SELECT id FROM units "
        "UNION ALL SELECT id FROM people)",
    ),
    (
        "an entity is not in the search index",
        "SELECT id FROM (SELECT id FROM blocs UNION ALL SELECT id FROM units UNION ALL SELECT id FROM people "
        "UNION ALL SELECT id FROM articles) WHERE id NOT IN (SELECT id FROM search_entries)",
    ),
    (
        "an entity cannot be looked up by its name",
        "SELECT id FROM (SELECT id FROM blocs UNION ALL SELECT id FROM units UNION ALL SELECT id FROM people) "
        "WHERE id NOT IN (SELECT entity FROM name_keys)",
    ),
    (
        "a name leads to no entity",
        "SELECT entity FROM name_keys WHERE entity NOT IN (SELECT id FROM blocs UNION ALL SELECT id FROM units "
        "UNION ALL SELECT id FROM people)",
    ),
)


def verify(connection: sqlite3.Connection) -> list[str]:
    """The faults of an archive, one line each; [] if there is none. Works on a copy, so that nothing is written."""
    with closing(sqlite3.connect("")) as copy:  # a file without a name, which goes with the process
        connection.backup(copy)
        return _faults(copy)


def _faults(copy: sqlite3.Connection) -> list[str]:
    faults = [f"integrity: {line}" for (line,) in copy.execute("PRAGMA integrity_check(5)") if line != "ok"]
    faults += [f"foreign key: {line}" for line in broken_references(copy)[:_SHOWN]]
    found = [(what, [row[0] for row in copy.execute(query)]) for what, query in _FAULTS]
    for what, where in [*found, ("an altered field says something else", misstated(copy))]:
        faults += [f"{what}: {place}" for place in where[:_SHOWN]]
        if len(where) > _SHOWN:
            faults.append(f"{what}: and {len(where) - _SHOWN} more")
    try:
        for table in TABLES:
            copy.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
        if out_of_step(copy):
            faults.append("the search index is out of step with the archive")
    except sqlite3.DatabaseError as error:
        faults.append(f"the search index is damaged ({error})")
    return faults
