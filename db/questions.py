"""What a person may decide, the most useful first: contradictions, entities that may be one, claims that are not sure.

What is decided is no question any more: entities that are the same or told apart, contradictions of which one claim is
wrong or both were called right, claims that were judged or altered. The order depends on the archive's content only.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from db.decisions import Decision, Ref
from db.references import KIND_OF
from db.references import KINDS as ENTITIES

KINDS = ("contradictions", "people", "units", "blocs", "claims")
UNSURE = 0.95  # claims of less confidence are asked about

BOTH = "b"  # the answer that needs an explanation
_OF_HEADS = ("bloc_head", "handover_giver", "role_both", "handover_day")
_CLAIM_ORDER = ("bloc_roles", "handovers", "blocs", "meetings", "officials", "units", "awards", "documents")


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide. kind: of KINDS. what: it is about; why: it is asked.

    first, second: claims, where it is about claims (second empty where it is about one); entities elsewhere. says:
    what each of them says, where they say different things.
    """

    id: str
    kind: str
    what: str
    why: str
    first: str
    second: str = ""
    says: tuple[str, str] = ("", "")


def questions(connection: sqlite3.Connection, kind: str | None = None) -> list[Question]:
    """What is open, of one kind or of all, in the order in which it is best asked."""
    found = [*_contradictions(connection), *_links(connection), *_claims(connection)]
    return [q for q in found if kind in (None, q.kind)]


def answers(connection: sqlite3.Connection, question: Question) -> dict[str, tuple[str, Decision]]:
    """What a question may be answered with: by key what that means, and the decision. `b` asks for an explanation."""
    if question.kind in KIND_OF:
        refs = tuple(reference(connection, question.kind, entity) for entity in (question.first, question.second))
        return {
            "y": ("the same", Decision(decision="same", mentions=refs)),
            "n": ("not the same", Decision(decision="different", mentions=refs)),
        }
    first = Ref(question.first)
    if question.kind == "claims":
        return {
            "y": ("right", Decision(decision="right", mentions=(first,))),
            "n": ("wrong", Decision(decision="wrong", mentions=(first,))),
        }
    second = Ref(question.second)
    return {
        "1": ("the first is right", Decision(decision="wrong", mentions=(second,))),
        "2": ("the second is right", Decision(decision="wrong", mentions=(first,))),
        BOTH: ("both are right", Decision(decision="right", mentions=(first, second))),
        "n": ("neither is right", Decision(decision="wrong", mentions=(first, second))),
    }


def reference(connection: sqlite3.Connection, kind: str, entity: str) -> Ref:
    """The mention by which a decision names an entity (kind: people, units, blocs): one of the earliest article."""
    one = KIND_OF[kind]
    row = connection.execute(
        f"SELECT m.claim, m.field, m.name FROM {one}_mentions m JOIN claims c ON c.id = m.claim "
        f"JOIN articles a ON a.id = c.article WHERE m.{one} = ? AND NOT EXISTS (SELECT 1 FROM {one}_mentions o "
        f"WHERE o.claim = m.claim AND o.field = m.field AND o.name = m.name AND o.{one} <> m.{one}) "
        "ORDER BY a.published IS NULL, a.published, m.claim, m.field, m.name LIMIT 1",
        (entity,),
    ).fetchone()
    return Ref(*row)


def _contradictions(connection: sqlite3.Connection) -> Iterator[Question]:
    rows = connection.execute(
        "SELECT id, kind, what, year, first_claim, second_claim, first_says, second_says FROM contradictions "
        "WHERE NOT (first_claim IN (SELECT claim FROM judged_claims WHERE judgement = 'right') "
        "AND second_claim IN (SELECT claim FROM judged_claims WHERE judgement = 'right'))"
    ).fetchall()
    in_order = sorted(
        rows, key=lambda r: (_OF_HEADS.index(r[1]) if r[1] in _OF_HEADS else len(_OF_HEADS), -(r[3] or 0), r[2], r[0])
    )
    for id_, kind, what, year, first, second, says, also_says in in_order:
        about = f"{what}, {year}" if year else what
        pair = f"{id_} {first} {second}"  # with another sentence for a side it is open again
        yield Question(pair, "contradictions", about, kind.replace("_", " "), first, second, (says, also_says))


def _links(connection: sqlite3.Connection) -> Iterator[Question]:
    """The likeliest links first, among them those that move most mentions."""
    rows = connection.execute(
        "SELECT s.kind, s.first, s.second, s.score, s.reason, n1.name, n2.name, "
        "min(n1.mentions, n2.mentions), n1.mentions + n2.mentions FROM possibly_same s "
        f"JOIN ({_NAMES}) n1 ON n1.id = s.first JOIN ({_NAMES}) n2 ON n2.id = s.second"
    ).fetchall()
    for kind, first, second, score, reason, name, other, *_ in sorted(
        rows, key=lambda r: (-round(r[3], 1), -r[7], -r[8], -r[3], r[1], r[2])
    ):
        names = name if name == other else f"{name} / {other}"
        yield Question(f"{first} {second}", ENTITIES[kind], names, f"{reason}; {score:.0%} likely", first, second)


_NAMES = (
    "SELECT id, name, mentions FROM people UNION ALL SELECT id, name, mentions FROM units "
    "UNION ALL SELECT id, name || coalesce(' (' || scope || ')', ''), mentions FROM blocs"
)


def _claims(connection: sqlite3.Connection) -> Iterator[Question]:
    """Claims of low confidence: those of heads, handovers, the rest; first those on which a row rests alone."""
    alone = {claim for (claim,) in connection.execute(_ALONE)}
    rows = connection.execute(
        "SELECT c.id, c.kind, c.confidence, r.role = 'head' AS head, c.rule FROM claims c "
        "LEFT JOIN claim_bloc_roles r ON r.claim = c.id "
        "WHERE c.confidence < ? AND c.id NOT IN (SELECT claim FROM judged_claims) "
        "AND c.id NOT IN (SELECT claim FROM alterations)",
        (UNSURE,),
    ).fetchall()
    for claim, kind, confidence, _, rule in sorted(
        rows, key=lambda r: (not r[3], _CLAIM_ORDER.index(r[1]), r[0] not in alone, r[2], r[0])
    ):
        rests = "; something rests on it alone" if claim in alone else ""
        yield Question(claim, "claims", kind.replace("_", " "), f"{confidence:.0%} sure, by rule {rule}{rests}", claim)


_ALONE = """
SELECT claim FROM ledger WHERE sources = 1 UNION SELECT claim FROM tenures WHERE sources = 1
UNION SELECT coalesce(awarded_claim, proposed_claim) FROM award_paths WHERE sources = 1
"""
