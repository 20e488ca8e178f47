"""What a person must see to decide: what a claim says with its sentences, or what is known of an entity."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.alterations import changed
from db.counting import counted
from db.questions import Question
from db.references import KIND_OF
from db.spans import joined

_MOST_LINES = 6  # of what is known of an entity
_MOST_PASSAGES = 3  # of an entity's sentences

Sentence = tuple[str, list[tuple[int, int]]]
"""A sentence, and where in it the words stand that a claim rests on (code points, end exclusive)."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of an article; where they stand: its title, day and source."""

    sentences: list[Sentence]
    where: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two that are compared, or the only one: its name, what is known of it, and the sentences."""

    heading: str
    lines: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)


def sides(connection: sqlite3.Connection, question: Question) -> list[Side]:
    """What a question is about, one side or two."""
    about = [(question.first, question.says[0]), (question.second, question.says[1])]
    if question.kind in _ENTITIES:
        return [_entity(connection, question.kind, entity) for entity, _ in about]
    return [_claim(connection, claim, says) for claim, says in about if claim]


def passage(connection: sqlite3.Connection, claim: str) -> Passage:
    """The sentences of a claim, with its evidence in them."""
    rows = connection.execute(
        'SELECT e."start", e."end", e.sentence_start, e.sentence_end, a.text, a.title, a.published, '
        "coalesce(a.url, a.source) FROM evidence e JOIN articles a ON a.id = e.article WHERE e.claim = ? "
        'ORDER BY e.sentence_start, e."start"',
        (claim,),
    ).fetchall()
    *_, text, title, published, source = rows[0]
    sentences = [
        (text[start:end], [(s - start, e - start) for s, e, *_ in rows if start <= s and e <= end])
        for start, end in joined((start, end) for _, _, start, end, *_ in rows)
    ]
    return Passage(sentences, ", ".join(filter(None, (title, published or "day not known", source))))


def _claim(connection: sqlite3.Connection, claim: str, says: str) -> Side:
    kind, confidence = connection.execute("SELECT kind, confidence FROM claims WHERE id = ?", (claim,)).fetchone()
    cursor = connection.execute(f"SELECT * FROM claim_{kind} WHERE claim = ?", (claim,))
    names = [column[0] for column in cursor.description]
    values = dict(zip(names, cursor.fetchone(), strict=True))
    said = [
        f"{key.replace('_', ' ')}: {value}" for key, value in values.items() if value is not None and key != "claim"
    ]
    said += [
        f"{name}: {value}" for name, query in _LISTS.get(kind, ()) for (value,) in connection.execute(query, (claim,))
    ]
    altered = [
        f"{name} was read as {'nothing' if was is None else was}"
        for name, (was, _) in changed(connection, claim).items()
    ]
    lines = [
        "; ".join(said),
        *(["altered: " + "; ".join(altered)] if altered else []),
        f"{claim}, {confidence:.0%} sure",
    ]
    return Side(says or kind.replace("_", " "), lines, [passage(connection, claim)])


_LISTS = {
    "officials": (
        (
            "post",
            "SELECT title || coalesce(' – ' || unit, '') || iif(former, ' (former)', '') FROM claim_posts "
            "WHERE claim = ? ORDER BY position",
        ),
    ),
    "blocs": (("member", "SELECT unit FROM claim_bloc_members WHERE claim = ? ORDER BY position"),),
    "meetings": (("kind", "SELECT kind FROM claim_meeting_kinds WHERE claim = ? ORDER BY position"),),
}
_NAMES = (
    "also called",
    "SELECT name FROM entity_names WHERE entity = :id AND name <> :name ORDER BY mentions DESC, name",
)
_POSTS = """
SELECT t.title || coalesce(' – ' || u.name, '')
  || coalesce(' (' || t.first || iif(t.first = t.last, '', '–' || t.last) || ')', '')
FROM (SELECT *, substr(coalesce(started, first_cited, ended), 1, 4) AS first,
  substr(coalesce(ended, last_cited, started), 1, 4) AS last FROM tenures WHERE person = :id) t
LEFT JOIN units u ON u.id = t.unit ORDER BY t.first IS NULL, t.first, t.id
"""
_ROLES = """
SELECT coalesce(l.year || ': ', '') || replace(l.role, '_', ' ') || coalesce(' – ' || {shown}, '')
FROM ledger l JOIN blocs b ON b.id = l.bloc LEFT JOIN units u ON u.id = l.unit
WHERE l.{column} = :id ORDER BY l.year IS NULL, l.year, l.role, l.id
"""
# By table: what is known, as (label, query).
_ENTITIES = {
    "people": (
        _NAMES,
        (
            "rank",
            "SELECT o.rank || coalesce(' (' || min(substr(a.published, 1, 4)) || "
            "iif(min(substr(a.published, 1, 4)) = max(substr(a.published, 1, 4)), '', "
            "'–' || max(substr(a.published, 1, 4))) || ')', '') FROM person_mentions m JOIN claim_officials o "
            "ON o.claim = m.claim AND m.field = 'name' JOIN claims c ON c.id = m.claim JOIN articles a "
            "ON a.id = c.article WHERE m.person = :id AND o.rank IS NOT NULL GROUP BY o.rank "
            "ORDER BY min(a.published), o.rank",
        ),
        ("post", _POSTS),
    ),
    "units": (
        _NAMES,
        (
            "part of",
            "SELECT u.name FROM unit_parents p JOIN units u ON u.id = p.parent WHERE p.unit = :id ORDER BY 1",
        ),
        ("role", _ROLES.format(column="unit", shown="b.name")),
        (
            "post",
            "SELECT t.title || ' – ' || p.name FROM tenures t JOIN people p ON p.id = t.person "
            "WHERE t.unit = :id ORDER BY t.first_cited IS NULL, t.first_cited, t.id",
        ),
    ),
    "blocs": (
        _NAMES,
        ("of", "SELECT scope FROM blocs WHERE id = :id AND scope IS NOT NULL"),
        ("role", _ROLES.format(column="bloc", shown="u.name")),
        ("member", "SELECT DISTINCT unit FROM bloc_members WHERE bloc_id = :id ORDER BY unit"),
    ),
}  # fmt: skip


def _entity(connection: sqlite3.Connection, kind: str, entity: str) -> Side:
    name, mentions = connection.execute(f"SELECT name, mentions FROM {kind} WHERE id = ?", (entity,)).fetchone()
    lines = [
        f"{label}: {value}"
        for label, query in _ENTITIES[kind]
        for (value,) in connection.execute(query, {"id": entity, "name": name} if ":name" in query else {"id": entity})
    ]
    if len(lines) > _MOST_LINES:
        lines = [*lines[: _MOST_LINES - 1], f"… and {len(lines) - _MOST_LINES + 1} more"]
    return Side(f"{name} ({counted(mentions, 'mention')})", lines, list(_passages(connection, KIND_OF[kind], entity)))


def _passages(connection: sqlite3.Connection, column: str, entity: str) -> Iterator[Passage]:
    """The sentences of an entity's mentions, of each article one, the surest claim's: the earliest and the latest."""
    rows = connection.execute(
        f"SELECT c.article, m.claim FROM {column}_mentions m JOIN claims c ON c.id = m.claim "
        f"JOIN articles a ON a.id = c.article LEFT JOIN copies k ON k.article = a.id "
        f"WHERE m.{column} = ? AND k.article IS NULL "
        "ORDER BY a.published IS NULL, a.published, c.article, c.kind <> 'officials', -c.confidence, m.claim",
        (entity,),
    ).fetchall()
    if not rows:
        rows = connection.execute(
            f"SELECT c.article, m.claim FROM {column}_mentions m JOIN claims c ON c.id = m.claim "
            f"WHERE m.{column} = ? ORDER BY m.claim",
            (entity,),
        ).fetchall()
    first: dict[str, str] = {}
    for article, claim in rows:
        first.setdefault(article, claim)
    claims = list(first.values())
    shown = claims if len(claims) <= _MOST_PASSAGES else [*claims[: _MOST_PASSAGES - 1], claims[-1]]
    for claim in shown:
        yield passage(connection, claim)
