"""What the tests of decisions share: archives of invented articles with a file of decisions, and references in them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from db.archive import open_archive
from db.decisions import Decision, Ref, Value, composed, decisions_path
from db.load import Loader
from extractors.records import Extraction
from stories import article, bloc, extraction, official, unit

DAY = date(2026, 1, 2)
DERIVED = {
    *("search_words", "search_entries", "name_keys", "suppressed_names", "judged_claims", "alterations", "decisions"),
    *("award_path_claims", "award_paths"),
    *("contradictions", "tenure_claims", "tenures", "ledger_years", "ledger_claims", "ledger", "person_ranks"),
    *("unit_events", "unit_parents", "redirects", "entity_names", "possibly_same", "person_mentions", "unit_mentions"),
    *("bloc_mentions", "people", "units", "blocs", "document_rests", "document_claims", "documents"),
}
"""The tables of what follows."""


def said(
    kind: str,
    *refs: str,
    name: str | None = None,
    why: str | None = None,
    fields: Mapping[str, Value] | None = None,
) -> Decision:
    """A decision as a line of the file says it."""
    mentions, values = tuple(Ref.parse(ref) for ref in refs), composed(fields or {})
    return Decision(decision=kind, mentions=mentions, name=name, fields=values, who="Ân", when=DAY.isoformat(), why=why)


def write(archive: Path, decisions: Iterable[Decision]) -> None:
    """Write the file that belongs to an archive."""
    lines = [json.dumps(decision.to_json(), ensure_ascii=False) + "\n" for decision in decisions]
    decisions_path(archive).write_text("".join(lines), encoding="utf-8")


def built(path: Path, found: Sequence[Extraction], decisions: Sequence[Decision] = ()) -> sqlite3.Connection:
    """A fresh archive with a file of decisions, open."""
    path.unlink(missing_ok=True)
    decisions_path(path).unlink(missing_ok=True)
    if decisions:
        write(path, decisions)
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    return open_archive(path)


def decided(path: Path, *decisions: Decision) -> sqlite3.Connection:
    """An archive after decisions more, each by itself, open."""
    for decision in decisions:
        with Loader(path, "1") as loader:
            loader.decide([decision], DAY)
    return open_archive(path)


def rows(connection: sqlite3.Connection, query: str, *values: str) -> list[tuple[Any, ...]]:
    """The rows of a query as plain tuples."""
    return [tuple(row) for row in connection.execute(query, values)]


def statuses(connection: sqlite3.Connection) -> list[str]:
    """What came of the lines, in order."""
    return [status for (status,) in connection.execute("SELECT status FROM decisions ORDER BY line")]


def parts(connection: sqlite3.Connection, refs: Sequence[str]) -> list[list[int]]:
    """Which of the references (by their places) name one entity."""
    found: dict[str, list[int]] = {}
    for at, text in enumerate(refs):
        ref = Ref.parse(text)
        query = " UNION ".join(
            f"SELECT {kind} FROM {kind}_mentions WHERE claim = ?1 AND field = ?2" for kind in ("person", "unit", "bloc")
        )
        ((entity,),) = connection.execute(query, (ref.claim, ref.field)).fetchall()
        found.setdefault(entity, []).append(at)
    return sorted(found.values())


def of_person(title: str, name: str, *posts: tuple[str, str | None], published: str | None = None) -> Extraction:
    """An article on somebody."""
    return extraction(
        article(title, f"Ông {name} dự {title}.", published=published), official(f"Ông {name}", name, *posts)
    )


def of_unit(title: str, name: str, parent: str = "Bộ Gió") -> Extraction:
    """An article on a unit."""
    return extraction(article(title, f"{name} thuộc {parent}, {title}."), unit(f"{name} thuộc", name, parent))


def of_bloc(title: str, name: str, scope: str | None = "Bộ Gió") -> Extraction:
    """An article on a bloc."""
    return extraction(article(title, f"{name} họp ở {title}."), bloc(f"{name} họp", name, scope))


TITLES = ("Lúa trổ bông", "Mưa đầu mùa", "Nắng cuối năm")
APART = {
    "people": [of_person(t, "Lò Văn Bưởi", ("Giám đốc", f"Viện {t[:3]}")) for t in TITLES],
    "units": [of_unit(t, f"Cục {t[:3]}") for t in TITLES],
    "blocs": [of_bloc(t, f"Khối thi đua {n}") for n, t in enumerate(TITLES, start=1)],
}
"""Three articles of each kind, each of which names an entity of its own."""
TOGETHER = {
    "people": [of_person(t, "Lò Văn Bưởi", ("Giám đốc", "Viện Gió")) for t in TITLES],
    "units": [of_unit(t, "Cục Gió") for t in TITLES],
    "blocs": [of_bloc(t, "Khối thi đua 2") for t in TITLES],
}
"""Three articles of each kind that name one."""


def refs_of(found: Iterable[Extraction]) -> list[str]:
    """The reference of what each of those articles names."""
    return [f"{(one.officials or one.units or one.blocs)[0].id}#name" for one in found]
