"""Archives of hand-made articles, for the tests of what follows from claims."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from db.archive import open_archive
from db.load import Loader
from extractors.records import Award, AwardStatus, Document, Extraction, HandoverKind, RecipientKind
from stories import article, bloc, extraction, handover

BLOC = "Khối thi đua 1"
SCOPE = "Bộ Gió"
_number = itertools.count(1)


def tells(
    day: str | None,
    *facts: Any,
    scope: str | None = SCOPE,
    around: Iterable[str] = (),
    publisher: str = "Báo Sông Lam",
) -> Extraction:
    """An article on a bloc: a paragraph for the words of each fact, then those of `around`. scope None: on none."""
    sentences = dict.fromkeys(words for _, words, _ in facts)
    begins = [f"{BLOC} của {scope} họp."] if scope else []
    text = article(f"Bài {next(_number)}", *begins, *sentences, *around, published=day, publisher=publisher)
    whose = [bloc(f"{BLOC} của {scope}", BLOC, scope)] if scope else []
    return extraction(text, *whose, *facts)


def signed(words: str, number: str, day: str | None = None, issuer: str | None = "Bộ Gió") -> Any:
    """A document that an article cites."""
    return Document, words, {"number": number, "kind": "Quyết định", "date": day, "issuer": issuer}


def given(
    words: str,
    name: str,
    recipient: str,
    *,
    year: int | None = None,
    grantor: str | None = None,
    status: AwardStatus = AwardStatus.AWARDED,
    kind: RecipientKind = RecipientKind.UNIT,
) -> Any:
    """An award that someone was given, or proposed for."""
    who = {"recipient": recipient, "recipient_kind": kind, "count": None}
    return Award, words, {"award": name, "grantor": grantor, **who, "status": status, "year": year}


def proposed(words: str, name: str, recipient: str, **more: Any) -> Any:
    """An award that someone was proposed for."""
    return given(words, name, recipient, status=AwardStatus.PROPOSED, **more)


def started(words: str, post: str, unit: str, person: str, day: str | None = None, giver: str | None = None) -> Any:
    """A post that someone took over."""
    return handover(words, unit, giver, person, day=day, kind=HandoverKind.POST, post=post)


def left(words: str, post: str, unit: str, person: str, day: str | None = None) -> Any:
    """A post that someone gave up; nobody is named who followed."""
    return handover(words, unit, person, None, day=day, kind=HandoverKind.POST, post=post)


def build(path: Path, found: Iterable[Extraction]) -> sqlite3.Connection:
    """A new archive of the articles, in the order given, open for reading."""
    path.unlink(missing_ok=True)
    with Loader(path, "1") as loader:
        for one in found:
            loader.add(one)
        loader.finish()
    return open_archive(path)


def rows(connection: sqlite3.Connection, query: str, *values: Any) -> list[tuple[Any, ...]]:
    """The rows of a query as tuples."""
    return [tuple(row) for row in connection.execute(query, values)]


def contradictions(path: Path, found: Sequence[Extraction]) -> set[tuple[str, frozenset[str]]]:
    """The kinds of the contradictions of an archive, each with both of its quotes; the same in any order of articles."""
    answers = []
    for order in (found, found[::-1], [*found[1:], *found[:1]]):
        connection = build(path, order)
        answers.append(rows(connection, "SELECT * FROM contradicting ORDER BY contradiction_id"))
        quotes = rows(connection, "SELECT kind, first_quote, second_quote FROM contradicting")
        connection.close()
    assert answers[0] == answers[1] == answers[2]
    return {(kind, frozenset(both)) for kind, *both in quotes}
