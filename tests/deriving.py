"""What the tests of deriving again share: archives in memory, and decisions about what is in them."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Sequence
from typing import Any

from career_articles import fill
from db import archive
from db.decisions import Decision, Ref
from db.derive import derive
from extractors.records import RecipientKind
from stories import article, award, bloc, extraction, official, role, unit

_MENTIONED = """
SELECT m.claim, m.field, m.name, p.key FROM person_mentions m JOIN people p ON p.id = m.person
UNION ALL SELECT m.claim, m.field, m.name, u.name FROM unit_mentions m JOIN units u ON u.id = m.unit
UNION ALL SELECT m.claim, m.field, m.name, b.name FROM bloc_mentions m JOIN blocs b ON b.id = m.bloc ORDER BY 4, 1, 2, 3
"""


TOLD = [
    extraction(
        article(f"Khối thi đua 2 họp {day}", "Cục Đo đạc là Khối phó; ông Hoà Văn Đức nhận Bằng khen.", published=day),
        bloc("Khối thi đua 2", "Khối thi đua 2", scope),
        role("Cục Đo đạc là Khối phó", "Khối thi đua 2", 2021, "Cục Đo đạc", "Hoà Văn Đức"),
        unit("Cục Đo đạc", "Cục Đo đạc", "Tổng cục Sông Lam"),
        official("ông Hoà Văn Đức", "Hoà Văn Đức", ("Cục trưởng", "Cục Đo đạc"), rank="Đại tá"),
        award("Bằng khen", "Bằng khen", "Hoà Văn Đức", RecipientKind.PERSON),
    )
    for day, scope in (("2021-03-04", None), ("2021-05-06", "Tổng cục Sông Lam"))
]


def opened() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def copied(connection: sqlite3.Connection) -> sqlite3.Connection:
    copy = opened()
    connection.backup(copy)
    return copy


def derived(connection: sqlite3.Connection, decisions: Sequence[Decision] = (), by: Any = derive) -> None:
    """In one transaction, as a build does it: how the search index lies in its tables depends on that."""
    connection.execute("BEGIN")
    by(connection, decisions)
    connection.execute("COMMIT")


def dumped(connection: sqlite3.Connection) -> list[str]:
    return list(connection.iterdump())


def copy_some(connection: sqlite3.Connection) -> None:
    """Reprints: some articles once more, with all that they say."""
    for (of,) in connection.execute("SELECT id FROM articles ORDER BY id LIMIT 8").fetchall():
        tables = {
            "articles": "id",
            "blocks": "article",
            "sources": "article",
            "claims": "article",
            "evidence": "article",
        }
        fields = [name for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'claim\\_%' ESCAPE '\\' ORDER BY name")]  # fmt: skip
        told = "claim IN (SELECT id FROM claims WHERE article = ?)"
        rows = {t: connection.execute(f"SELECT * FROM {t} WHERE {c} = ?", (of,)).fetchall() for t, c in tables.items()}
        rows |= {t: connection.execute(f"SELECT * FROM {t} WHERE {told}", (of,)).fetchall() for t in fields}
        own = {of, *(row[0] for row in rows["claims"]), *(row[0] for row in rows["sources"])}
        for table, found in rows.items():
            for row in found:
                values = [f"{value}0" if value in own else value for value in row]
                if table == "articles":
                    values[3], values[6] = "Báo Gió", values[6]
                connection.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)


def some_decision(connection: sqlite3.Connection, chance: random.Random) -> Decision:
    """A decision about what is there; of mentions rather those whose names lie near each other."""
    kind = chance.choice(
        ("same", "same", "same", "different", "different", "alias", "wrong", "wrong", "right", "suppressed")
    )
    mentions = connection.execute(_MENTIONED).fetchall()
    at = chance.randrange(len(mentions))
    near = mentions[max(0, at - 3) : at + 4]
    if kind in ("wrong", "right"):
        (claim,) = chance.choice(connection.execute("SELECT id FROM claims ORDER BY id").fetchall())
        return Decision(decision=kind, mentions=(Ref(claim),))
    many = kind in ("same", "different")
    named = chance.sample(near if chance.random() < 0.8 else mentions, chance.choice((2, 2, 3)) if many else 1)
    refs = tuple(dict.fromkeys(Ref(*row[:3]) for row in named))
    if many and len(refs) < 2:
        kind, refs = "alias", refs[:1]
    return Decision(decision=kind, mentions=refs, name=chance.choice(mentions)[2] if kind == "alias" else None)


def numbered(decisions: Sequence[Decision]) -> list[Decision]:
    return [
        Decision(decision=d.decision, mentions=d.mentions, name=d.name, line=line)
        for line, d in enumerate(decisions, start=1)
    ]


def country_of(mentions: int, seed: int = 1) -> sqlite3.Connection:
    """An archive with so many officials, some of its articles reprinted, on which nothing is decided."""
    connection = opened()
    archive.create(connection)
    fill(connection, mentions, seed)
    copy_some(connection)
    derived(connection)
    return connection
