"""What the archive knows of an entity: what the properties of a query are compared with, and what is handed out."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from db.references import KINDS
from extractors.text.language import fold

_MOST_ABOVE = 4  # superiors of superiors


@dataclass(frozen=True, slots=True)
class Post:
    """A post that someone is cited with, its unit, and the first and the last year of it."""

    title: str
    unit: str | None
    unit_name: str | None
    years: tuple[int, int] | None

    @property
    def text(self) -> str:
        """The post with its unit; words that end the one and begin the other stand once."""
        title, unit = self.title.split(), (self.unit_name or "").split()
        same = (n for n in range(min(len(title), len(unit)), 0, -1) if _folded(title[-n:]) == _folded(unit[:n]))
        return " ".join([*title, *unit[next(same, 0) :]])


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank that someone is cited with, its grade, and the first and the last year of it."""

    rank: str
    grade: int
    years: tuple[int, int] | None


_POSTS = """
SELECT t.title, t.unit, u.name, coalesce(t.started, t.first_cited, t.former_cited),
  coalesce(t.ended, t.last_cited, t.former_cited)
FROM tenures t LEFT JOIN units u ON u.id = t.unit WHERE t.person = ?
ORDER BY coalesce(t.last_cited, t.ended, t.first_cited, '') DESC, t.sources DESC, t.id
"""
_RANKS = """
SELECT rank, grade, first_cited, last_cited FROM person_ranks WHERE person = ?
ORDER BY coalesce(last_cited, '') DESC, grade DESC, rank
"""
_YEARS = {
    "bloc": "SELECT min(year), max(year) FROM ledger_years WHERE bloc = ?",
    **{
        kind: "SELECT min(a.published), max(a.published) FROM "
        f"{kind}_mentions m JOIN claims c ON c.id = m.claim JOIN articles a ON a.id = c.article WHERE m.{kind} = ?"
        for kind in ("unit", "person")
    },
}
_ABOVE = f"""
WITH RECURSIVE above (unit, step) AS (
  SELECT ?, 0 UNION SELECT p.parent, a.step + 1 FROM above a JOIN unit_parents p ON p.unit = a.unit
  WHERE a.step < {_MOST_ABOVE}
)
SELECT DISTINCT unit FROM above WHERE step > 0
"""


def name(connection: sqlite3.Connection, kind: str, entity: str) -> str:
    """An entity's name as it is most usually spelt."""
    (found,) = connection.execute(f"SELECT name FROM {KINDS[kind]} WHERE id = ?", (entity,)).fetchone()
    return str(found)


def names(connection: sqlite3.Connection, entity: str) -> list[str]:
    """All spellings and aliases of an entity, the most usual first."""
    rows = connection.execute("SELECT name FROM entity_names WHERE entity = ? ORDER BY mentions DESC, name", (entity,))
    return [row[0] for row in rows]


def posts(connection: sqlite3.Connection, person: str) -> list[Post]:
    """The posts of a person, the latest first."""
    rows = connection.execute(_POSTS, (person,))
    return [Post(title, unit, unit_name, _span(first, last)) for title, unit, unit_name, first, last in rows]


def ranks(connection: sqlite3.Connection, person: str) -> list[Ranked]:
    """The ranks of a person, the latest first."""
    rows = connection.execute(_RANKS, (person,))
    return [Ranked(rank, grade, _span(first, last)) for rank, grade, first, last in rows]


def years(connection: sqlite3.Connection, kind: str, entity: str) -> tuple[int, int] | None:
    """The first and the last year in which articles speak of an entity; None where no article has a day."""
    return _span(*connection.execute(_YEARS[kind], (entity,)).fetchone())


def units_of(connection: sqlite3.Connection, person: str) -> dict[str, str]:
    """The units in which a person holds a post or stands for in a bloc: id → name."""
    rows = connection.execute(
        "SELECT DISTINCT u.id, u.name FROM units u JOIN (SELECT unit FROM tenures WHERE person = :person "
        "UNION SELECT unit FROM ledger WHERE person = :person) o ON o.unit = u.id ORDER BY u.name, u.id",
        {"person": person},
    )
    return dict(rows.fetchall())


def superiors(connection: sqlite3.Connection, unit: str) -> dict[str, str]:
    """The units of which articles say that this one is part: id → name."""
    rows = connection.execute(
        "SELECT u.id, u.name FROM unit_parents p JOIN units u ON u.id = p.parent WHERE p.unit = ? ORDER BY 2, 1",
        (unit,),
    )
    return dict(rows.fetchall())


def above(connection: sqlite3.Connection, unit: str) -> set[str]:
    """The units above a unit, step by step."""
    return {row[0] for row in connection.execute(_ABOVE, (unit,))}


def scope(connection: sqlite3.Connection, bloc: str) -> str | None:
    """The body whose bloc it is."""
    (found,) = connection.execute("SELECT scope FROM blocs WHERE id = ?", (bloc,)).fetchone()
    return None if found is None else str(found)


def description(connection: sqlite3.Connection, kind: str, entity: str) -> str:
    """What tells an entity from its namesakes, in a line of the archive's own words: latest rank and posts, superior or
    scope, and the years in which articles speak of it; '' where nothing is known."""
    said: list[str | None] = []
    if kind == "person":
        said += [ranked.rank for ranked in ranks(connection, entity)[:1]]
        held = posts(connection, entity)
        said += [post.text for post in held[:2]]
        said += [] if held else list(units_of(connection, entity).values())[:1]
    elif kind == "unit":
        said += list(superiors(connection, entity).values())[:1]
    else:
        said.append(scope(connection, entity))
    span = years(connection, kind, entity)
    said.append(span_text(span) if span else None)
    return " · ".join(filter(None, said))


def span_text(span: tuple[int, int]) -> str:
    """`2019` or `2019–2022`."""
    first, last = span
    return str(first) if first == last else f"{first}–{last}"


def _folded(words: list[str]) -> list[str]:
    return [fold(word) for word in words]


def _span(first: Any, last: Any) -> tuple[int, int] | None:
    """Two days or years as years."""
    known = [int(str(day)[:4]) for day in (first, last) if day is not None]
    return (min(known), max(known)) if known else None
