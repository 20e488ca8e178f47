"""Pairs of mentions, labelled as one person or two: read, made into two articles each, and resolved.

A file of tests/db/pairs holds [[pair]] tables: id, same, why, and two mentions, `one` and `other`, each what an article
says of someone: day, name, rank, academic, posts, takes, leaves ("TITLE @ UNIT", with "nguyên " before a former one and
" on DAY" behind a dated change), superiors ("UNIT < SUPERIOR"), units, bloc ("NAME, SCOPE").
"""

from __future__ import annotations

import re
import sqlite3
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from db import archive, resolve
from db.rows import CLAIM_TABLES, rows_of
from extractors.records import Bloc, Extraction, Handover, HandoverKind, Meeting, MeetingKind, Official, Post, Unit
from stories import article, extraction

PAIRS = Path(__file__).resolve().parent / "db" / "pairs"
_FORMER = "nguyên "
_DAY = re.compile(r" on (\d{4}-\d{2}-\d{2})$")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, and whether they are of one person."""

    id: str
    same: bool
    why: str
    one: dict[str, Any]
    other: dict[str, Any]


def pairs(pattern: str = "*") -> list[Pair]:
    """The pairs of the files that a pattern fits, in order."""
    found = []
    for path in sorted(PAIRS.glob(f"{pattern}.toml")):
        found += [Pair(**table) for table in tomllib.loads(path.read_text(encoding="utf-8"))["pair"]]
    return found


def _post(text: str) -> tuple[Post, str | None]:
    day = _DAY.search(text)
    text = _DAY.sub("", text)
    former = text.startswith(_FORMER)
    title, _, unit = text.removeprefix(_FORMER).partition("@")
    return Post(title=title.strip(), unit=unit.strip() or None, former=former), day[1] if day else None


def extraction_of(title: str, mention: dict[str, Any]) -> Extraction:
    """The article that says what a mention says, as the reader would give it."""
    name = mention["name"]
    words = f"{title}: {name}."
    of = article(title, words, published=mention["day"].isoformat(), source=f"pages/{title}.html")
    posts = tuple(_post(p)[0] for p in mention.get("posts", ()))
    facts: list[Any] = [
        (Official, words, {"name": name, "rank": mention.get("rank"), "academic": mention.get("academic"),
                           "posts": posts, "part": None})
    ]  # fmt: skip
    for field in ("takes", "leaves"):
        for text in mention.get(field, ()):
            post, day = _post(text)
            giver, taker = (name, None) if field == "leaves" else (None, name)
            facts.append((Handover, words, {"kind": HandoverKind.POST, "post": post.title, "organization": post.unit,
                                            "giver": giver, "taker": taker, "year": None, "date": day}))  # fmt: skip
    for text in mention.get("superiors", ()):
        unit, superior = (part.strip() for part in text.split("<"))
        facts.append((Unit, words, {"name": unit, "parent": superior}))
    for unit in mention.get("units", ()):
        # Somebody else's post names it.
        facts.append((Official, words, {"name": "Ổi Văn Bưởi", "rank": None, "academic": None, "part": None,
                                        "posts": (Post(title="Cán bộ", unit=unit, former=False),)}))  # fmt: skip
    if "bloc" in mention:
        name_of_bloc, _, scope = mention["bloc"].rpartition(",")
        bloc = name_of_bloc.strip() or scope.strip()
        facts.append((Bloc, words, {"name": bloc, "scope": scope.strip() if name_of_bloc else None, "members": ()}))
        facts.append((Meeting, words, {"kinds": (MeetingKind.SUMMARY,), "bloc": bloc, "date": None, "place": None,
                                       "period": None}))  # fmt: skip
    return extraction(of, *facts)


def resolved(pair: Pair) -> tuple[str, float | None, str | None]:
    """`merged`, `possible` (with score and reason) or `apart`: what resolution makes of a pair by itself."""
    connection = sqlite3.connect(":memory:")
    try:
        archive.create(connection)
        found = [extraction_of(f"Bài {at}", m) for at, m in enumerate((pair.one, pair.other), start=1)]
        for one in found:
            rows = rows_of(one, "test")
            for table in CLAIM_TABLES:
                if rows[table]:
                    connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[table][0]))})",
                                           rows[table])  # fmt: skip
        resolve.resolve(connection)
        people = [
            {p for (p,) in connection.execute(
                "SELECT m.person FROM person_mentions m JOIN claims c ON c.id = m.claim WHERE c.article = ? AND m.name = ?",
                (one.article.id, mention["name"]))}
            for one, mention in zip(found, (pair.one, pair.other), strict=True)
        ]  # fmt: skip
        if people[0] & people[1]:
            return "merged", None, None
        links = connection.execute("SELECT first, second, score, reason FROM possibly_same WHERE kind = 'person'")
        for first, second, score, reason in links:
            if {first, second} <= people[0] | people[1]:
                return "possible", score, reason
        return "apart", None, None
    finally:
        connection.close()


def figures(outcomes: Iterator[tuple[Pair, str]] | list[tuple[Pair, str]]) -> dict[str, float]:
    """false_merges (share of the namesakes merged), merged and found (shares of the true pairs merged, and merged or
    possible), possible_true (share of the possible links that are true)."""
    counted = Counter((pair.same, what) for pair, what in outcomes)
    true = sum(n for (same, _), n in counted.items() if same)
    false = sum(n for (same, _), n in counted.items() if not same)
    possible = counted[True, "possible"] + counted[False, "possible"]
    return {
        "true": true,
        "false": false,
        "false_merges": counted[False, "merged"] / max(false, 1),
        "merged": counted[True, "merged"] / max(true, 1),
        "found": (counted[True, "merged"] + counted[True, "possible"]) / max(true, 1),
        "possible_true": counted[True, "possible"] / max(possible, 1),
    }


if __name__ == "__main__":
    import sys

    told = []
    for pair in pairs(sys.argv[1] if len(sys.argv) > 1 else "*"):
        what, score, reason = resolved(pair)
        told.append((pair, what))
        if (what == "merged") != pair.same and not (what == "apart" and not pair.same):
            print(f"{pair.id} {'SAME' if pair.same else 'two '} {what} {score or ''} {reason or ''}\n    {pair.why}")
            for m in (pair.one, pair.other):
                print("    ", {k: str(v) if k == "day" else v for k, v in m.items()})
    print({k: round(v, 3) for k, v in figures(told).items()})
