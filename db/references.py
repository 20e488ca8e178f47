"""How claims and mentions are named in decisions: finding their references, and whether they fit an archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from db.alterations import Trial
from db.decisions import ABOUT_CLAIMS, ALTERED, Decision, Ref
from db.names import is_accented
from extractors.text.language import fold, plain

KINDS = {"person": "people", "unit": "units", "bloc": "blocs"}
"""Kinds of entities, and their tables."""

KIND_OF = {table: kind for kind, table in KINDS.items()}
"""Tables of entities, and their kinds."""

_MENTIONS = " UNION ALL ".join(
    f"SELECT '{kind}' AS kind, claim, field, name, {kind} AS entity FROM {kind}_mentions" for kind in KINDS
)
_ENTITIES = " UNION ALL ".join(f"SELECT id, name FROM {table}" for table in KINDS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A mention: its reference, whom it names, and the sentence and article in which it does."""

    ref: str
    kind: str
    entity: str
    entity_name: str
    quote: str
    article_title: str | None
    published: str | None
    source: str

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def find_mentions(connection: sqlite3.Connection, name: str) -> list[Named]:
    """The mentions of everything that is called by a name, also by an alias: by entity, then by day.

    A name typed without diacritics fits any; where none is the name, those that hold all its words.
    """
    key = fold if is_accented(name) else plain
    typed = key(name)
    rows = connection.execute(f"SELECT DISTINCT name FROM ({_MENTIONS}) UNION SELECT name FROM entity_names")
    keys = {spelt: key(spelt) for (spelt,) in rows}
    fitting = {spelt for spelt, known in keys.items() if known == typed} or {
        spelt for spelt, known in keys.items() if typed and set(typed.split()) <= set(known.split())
    }
    return _named(
        connection,
        "m.name IN (SELECT value FROM json_each(:names)) OR m.entity IN (SELECT entity FROM entity_names "
        "WHERE mentions = 0 AND name IN (SELECT value FROM json_each(:names)))",
        {"names": json.dumps(sorted(fitting), ensure_ascii=False)},
    )


def mentions_of(connection: sqlite3.Connection, entity: str) -> list[Named]:
    """The mentions of an entity, the earliest first; those without a day last."""
    return _named(connection, "m.entity = :entity", {"entity": entity})


def _named(connection: sqlite3.Connection, where: str, values: dict[str, str]) -> list[Named]:
    rows = connection.execute(
        f"SELECT m.kind, m.claim, m.field, m.name, m.entity, e.name, q.quote, q.article_title, q.published, q.source "
        f"FROM ({_MENTIONS}) m JOIN ({_ENTITIES}) e ON e.id = m.entity JOIN claim_quotes q ON q.claim = m.claim "
        f"WHERE {where} ORDER BY m.kind, e.name, m.entity, q.published IS NULL, q.published, m.claim, m.field, m.name",
        values,
    )
    return [
        Named(ref=str(Ref(claim, field, name)), kind=kind, entity=entity, entity_name=called, quote=quote,
              article_title=title, published=published, source=source)
        for kind, claim, field, name, entity, called, quote, title, published, source in rows.fetchall()
    ]  # fmt: skip


def mentions_in_claim(connection: sqlite3.Connection, claim: str) -> list[tuple[str, Ref, str]]:
    """(kind, reference, entity) of the mentions that a claim holds, in order."""
    rows = connection.execute(
        f"SELECT kind, field, name, entity FROM ({_MENTIONS}) WHERE claim = ? ORDER BY field, name", (claim,)
    )
    return [(kind, Ref(claim, field, name), entity) for kind, field, name, entity in rows.fetchall()]


def entity_of(connection: sqlite3.Connection, ref: Ref) -> tuple[str, str] | None:
    """(kind, entity) of the one mention that a reference names; None if it names none, or several."""
    found = [
        (kind, entity, known.name)
        for kind, known, entity in mentions_in_claim(connection, ref.claim)
        if known.field == ref.field and ref.name in (None, known.name)
    ]
    return found[0][:2] if len({name for *_, name in found}) == 1 else None


def misfits(connection: sqlite3.Connection, decisions: Iterable[Decision]) -> list[str]:
    """What of decisions fits nothing in an archive, a line each, with what the claims hold; [] if all fits."""
    trial = Trial(connection)
    return [line for decision in decisions for line in _misfits(connection, decision, trial)]


def _misfits(connection: sqlite3.Connection, decision: Decision, trial: Trial) -> list[str]:
    lines = []
    kinds = set()
    for ref in decision.mentions:
        if not connection.execute("SELECT 1 FROM claims WHERE id = ?", (ref.claim,)).fetchone():
            lines.append(f"{ref}: no claim of this archive is {ref.claim!r}")
        elif decision.decision == ALTERED:
            if _is_wrong(connection, ref.claim):
                lines.append(f"{ref}: the claim was called wrong, so nothing follows from it")
            elif reason := trial.unfit(decision):
                lines.append(f"{ref}: {reason}")
        elif decision.decision not in ABOUT_CLAIMS:
            found = entity_of(connection, ref)
            if found is None:
                held = [str(known) for _, known, _ in mentions_in_claim(connection, ref.claim)]
                lines.append(f"{ref}: no single mention; {_held(connection, ref.claim, held)}")
            else:
                kinds.add(found[0])
    if len(kinds) > 1:
        lines.append(f"{', '.join(map(str, decision.mentions))}: name a {' and a '.join(sorted(kinds))}")
    if decision.decision == "suppressed" and kinds - {"person"}:
        lines.append(f"{decision.mentions[0]}: names a {', '.join(sorted(kinds))}; only people are suppressed")
    return lines


def _held(connection: sqlite3.Connection, claim: str, held: Sequence[str]) -> str:
    if held:
        return f"the claim holds {'; '.join(held)}"
    wrong = _is_wrong(connection, claim)
    return "the claim was called wrong" if wrong else "the claim names nobody who is in the archive"


def _is_wrong(connection: sqlite3.Connection, claim: str) -> bool:
    query = "SELECT 1 FROM judged_claims WHERE claim = ? AND judgement = 'wrong'"
    return connection.execute(query, (claim,)).fetchone() is not None
