"""An archive for the tests of exports: the story, texts that files stumble over, and a row or two of every table."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

from db.archive import open_archive
from db.load import Loader
from db.sorting import name_sort_key
from extractors.records import AwardStatus, Extraction, RecipientKind
from extractors.text.language import plain
from stories import article, award, bloc, extraction, meeting, official, story, unit

LONG = "Nước lên. " * 4_000
# Tables that other parts of the product fill: the tests bring rows of their own.
FILLED_HERE = (
    *("document_claims", "document_rests", "documents", "award_path_claims", "award_paths", "contradictions"),
    *("ledger_years", "person_ranks", "unit_parents", "unit_events", "entity_names", "redirects", "decisions"),
    *("judged_claims", "alterations", "suppressed_names"),
)


def everything() -> list[Extraction]:
    """The story, and an article of odd texts: formulas, quotes, line breaks, a name twice, a very long passage."""
    text = article(
        "=HYPERLINK(1)",
        '-Khối thi đua 7, "Sở A";\nSở B thuộc Bộ C.',
        "'=1+1 ' tặng Cờ thi đua cho Sở A, đề nghị tặng Huân chương cho ông Bưởi Ân.",
        LONG.strip(),
        byline=["A, B", "C"],
        url="https://songlam.example/7?a=1&b=2",
    )
    odd = extraction(
        text,
        meeting("Khối thi đua 7", None, None),
        bloc("Khối thi đua 7", "Khối thi đua 7", None, ["Sở A", "Sở B"]),
        unit("Sở B thuộc Bộ C", "Sở B", "Bộ C"),
        official("Sở A", "+Lò", ("@Trưởng", None), ("Phó", "Sở A"), former=True),
        official("ông Bưởi Ân", "Bưởi Ân", ("'=Trưởng ' phòng", "Sở A")),
        award("Cờ thi đua", "Cờ thi đua", "Sở A", RecipientKind.UNIT),
        award("Huân chương", "Huân chương", "Bưởi Ân", RecipientKind.PERSON, AwardStatus.PROPOSED),
    )
    return [*story(), odd]


def build(path: Path) -> Path:
    """Build it."""
    with Loader(path, "1") as loader:
        for one in everything():
            loader.add(one)
        loader.fail("=x.pdf", "unknown_type", "not a .html file")
        loader.finish()
    connection = sqlite3.connect(path)
    connection.row_factory = None
    fill(connection)
    connection.commit()
    connection.close()
    return path


def one(connection: sqlite3.Connection, query: str, *values: str) -> str:
    """The first value of a query's first row."""
    found: str = connection.execute(query, values).fetchone()[0]
    return found


def fill(connection: sqlite3.Connection) -> None:
    """A row or two in each of the tables that the loader leaves empty here."""
    for table in FILLED_HERE:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE blocs SET founded_by = NULL")
    put = connection.execute
    sun = one(connection, "SELECT id FROM blocs WHERE scope = 'Bộ Mặt trời'")
    cited = one(connection, "SELECT claim FROM claim_documents ORDER BY claim")
    role = one(connection, "SELECT claim FROM ledger WHERE bloc = ?", sun)
    put(
        "INSERT INTO documents VALUES ('document-1', '12/QĐ-BMT', '12/qđ-bmt', 'Quyết định', '2021-02', '2021-03-01', "
        "'Bộ Mặt trời', ?, 1)",
        (cited,),
    )
    put("INSERT INTO document_claims VALUES ('document-1', ?)", (cited,))
    put("INSERT INTO document_rests VALUES ('document-1', ?)", (role,))
    put("UPDATE blocs SET founded_by = 'document-1', level = 'central' WHERE id = ?", (sun,))
    given = one(connection, "SELECT claim FROM claim_awards WHERE award = 'Bằng khen'")
    proposed = one(connection, "SELECT claim FROM claim_awards WHERE award = 'Huân chương'")
    surveyors = one(connection, "SELECT id FROM units WHERE name = 'Cục Đo đạc'")
    person = one(
        connection,
        "SELECT id FROM people WHERE name LIKE 'Ho_ Văn Đức' OR name LIKE 'H_a Văn Đức' ORDER BY mentions DESC, id",
    )
    grapefruit = one(connection, "SELECT id FROM people WHERE name = 'Bưởi Ân'")
    put(
        "INSERT INTO award_paths VALUES ('award-1', 'Bằng khen', ?, NULL, NULL, 2022, 'awarded', NULL, '2021-07-06', NULL, ?, 1)",
        (surveyors, given),
    )
    put(
        "INSERT INTO award_paths VALUES ('award-2', 'Huân chương', NULL, ?, 'Bộ C', NULL, 'proposed', '2021', NULL, ?, NULL, 1)",
        (grapefruit, proposed),
    )
    put("INSERT INTO award_path_claims VALUES ('award-1', ?), ('award-2', ?)", (given, proposed))
    rows = connection.execute(
        "SELECT bloc, year, unit, claim FROM ledger WHERE year = 2021 ORDER BY bloc, id"
    ).fetchall()
    first, second = next((a, b) for a in rows for b in rows if a[0] == b[0] and a[3] < b[3])
    put(
        "INSERT INTO contradictions VALUES ('contradiction-1', 'bloc_head', ?, ?, NULL, NULL, 2021, 'Khối thi đua 2', "
        "'Cục Đo đạc', ?, 'Cục Bờ bãi', ?)",
        (first[0], first[2], first[3], second[3]),
    )
    put(
        "INSERT INTO ledger_years VALUES (?, 2020, 'head', 'known', NULL, 1), (?, 2022, 'head', 'unknown', 'silent', 2)",
        (first[0], first[0]),
    )
    spoken = one(connection, "SELECT claim FROM claim_officials WHERE rank IS NOT NULL")
    put("INSERT INTO person_ranks VALUES (?, 'Đại tá', 140, '2020-10-13', '2020-10-13', ?, 1)", (person, spoken))
    under = one(connection, "SELECT claim FROM claim_units ORDER BY claim")
    below, above = connection.execute(
        "SELECT n.unit, p.unit FROM unit_mentions n JOIN unit_mentions p ON p.claim = n.claim "
        "WHERE n.claim = ? AND n.field = 'name' AND p.field = 'parent'",
        (under,),
    ).fetchone()
    put("INSERT INTO unit_parents VALUES (?, ?, NULL, NULL, ?, 1)", (below, above, under))
    put("INSERT INTO unit_events VALUES (?, '2025-07-01', 'merged', 'Cục Đo đạc', ?, '1/NĐ')", (below, surveyors))
    put("INSERT INTO unit_events VALUES (?, '2025-07-01', 'dissolved', '', NULL, NULL)", (above,))
    put("INSERT INTO entity_names VALUES (?, 'person', 'Hoà Văn Đức', 2), (?, 'unit', 'CĐĐ', 0)", (person, surveyors))
    put("INSERT INTO redirects VALUES ('person-old', 'person', ?), ('bloc-old', 'bloc', ?)", (person, sun))
    put(
        "INSERT INTO decisions VALUES (1, 'right', json_array(?), NULL, NULL, 'Ân', '2026-01-02', 'đúng', 'applied', NULL)",
        (role,),
    )
    put("INSERT INTO judged_claims VALUES (?, 'right')", (role,))
    put("INSERT INTO alterations VALUES (?, 'person', 'Lò Ân', NULL)", (role,))
    for id_, name in connection.execute("SELECT id, name FROM people").fetchall():
        put("UPDATE people SET sort_key = ? WHERE id = ?", (name_sort_key(name), id_))


def opened(path: Path) -> sqlite3.Connection:
    """The archive as a command opens it."""
    return open_archive(path)


# --- suppressed people -----------------------------------------------------------------------------------------------

# Text columns in which no name of a person can stand: ids, words of the product, hashes, days.
_NO_NAMES = re.compile(
    r"id|.*_id|article|original|claim|.*_claim|kind|recipient_kind|role|basis|status|state|field|rule|level|part|"
    r"judgement|decision|code|version|digest|fingerprint|site|bloc|unit|person|giver|entity|first|second|founded_by|"
    r"ledger|tenure|document|parent|into_unit|.*_cited|day|date|published|signed|announced|proposed|awarded|started|"
    r"ended|since|until|fetched|decided|mentions|missed|sort_key"
)
_NAMES_IN = {  # columns that hold an id in one table and a name in another
    *(("claim_meetings", "bloc"), ("claim_bloc_roles", "bloc"), ("claim_bloc_roles", "unit"), ("claim_posts", "unit")),
    *(("claim_bloc_roles", "person"), ("claim_bloc_members", "unit"), ("claim_units", "parent")),
    *(("claim_handovers", "giver"), ("unit_events", "document"), ("claim_documents", "kind"), ("documents", "kind")),
}
_NOT_ABOUT_ARTICLES = (
    "archive",
    "award_path_claims",
    "people",
    "person_mentions",
    "suppressed_names",
    "ledger_years",
    "search_entries",
    "name_keys",
    "search_words",
)


def plant(connection: sqlite3.Connection, name: str) -> None:
    """Put a name into every text of the article that most rests on, and suppress it there."""
    article = one(
        connection,
        "SELECT article FROM claims WHERE id IN (SELECT claim FROM tenures) GROUP BY 1 ORDER BY count(*) DESC, 1",
    )
    names = f"bà {name} và {name.upper()}"
    for table, columns in _text_columns(connection).items():
        keys = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[5]]
        for column in columns:
            value = json.dumps([names], ensure_ascii=False) if column == "byline" else names
            if column in ("url", "source", "file"):
                value = f"https://songlam.example/{name}/" + plain(name).replace(" ", "-")
            if column == "plain":
                value = plain(names)
            # One row only where the column is (part of) a key; the article's own row else, and all of other tables.
            key = ", ".join(keys)
            where = f"({key}) IN (SELECT {key} FROM {table} LIMIT 1)" if column in keys or column == "key" else "1"
            connection.execute(f'UPDATE OR IGNORE {table} SET "{column}" = ? WHERE {where}', (value,))
    for (each,) in connection.execute("SELECT id FROM articles").fetchall():
        connection.execute("INSERT INTO suppressed_names VALUES (?, ?)", (each, name))
    text = one(connection, "SELECT text FROM articles WHERE id = ?", article)
    connection.execute(
        'UPDATE evidence SET "start" = 0, "end" = ?, quote = ?, sentence_start = 0, sentence_end = ?',
        (len(text) - 3, text[:-3], len(text)),  # it ends within the name
    )


def planted_columns(connection: sqlite3.Connection, name: str) -> int:
    """In how many columns the name stands."""
    return sum(
        connection.execute(f'SELECT count(*) FROM {table} WHERE "{column}" LIKE ?', (f"%{name}%",)).fetchone()[0] > 0
        for table, columns in _text_columns(connection).items()
        for column in columns
    )


def _text_columns(connection: sqlite3.Connection) -> dict[str, list[str]]:
    found = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        if table.startswith("search") or table in _NOT_ABOUT_ARTICLES:
            continue
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})") if row[2] == "TEXT"]
        found[table] = [c for c in columns if (table, c) in _NAMES_IN or not _NO_NAMES.fullmatch(c)]
    return found


def rows_of_text(path: Path) -> list[str]:
    """What a Parquet file says."""
    import duckdb

    return [str(row) for row in duckdb.sql(f"SELECT * FROM read_parquet('{path}')").fetchall()]
