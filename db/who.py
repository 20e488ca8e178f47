"""Who led a bloc: for every bloc that a name fits, its scope, and who held which role when, with the sentence."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass, field, replace
from typing import Any, TypeVar

from db.names import bloc_key, is_accented, plain_bloc_key, without_number
from db.redaction import Mask, masking
from extractors.text.language import plain

_ROLE_ORDER = "CASE role WHEN 'head' THEN 0 WHEN 'standing_deputy' THEN 1 ELSE 2 END"


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """Another article that says it. quote: its sentence, where it names someone whom the first one does not."""

    quote: str | None
    article_title: str | None
    published: str | None
    source: str
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleAnswer:
    """Who held a role in a year, on what basis, with the sentence that says so, where it stands, and its claim's id.

    handed_over_by: the unit from which a head took over, if sources name one. further: the other articles that say it.
    also_in: those that say it as copies of these; they are not counted in `sources`.
    inferred: from who chaired only. contradicted: another source names another head. sources: articles that say it.
    """

    year: int | None
    role: str
    unit: str | None
    person: str | None
    basis: str
    handed_over_by: str | None
    inferred: bool
    contradicted: bool
    quote: str
    article_title: str | None
    published: str | None
    source: str
    sources: int
    article_id: str
    claim_id: str
    further: list[Citation] = field(default_factory=list)
    also_in: list[Citation] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """A year whose head nobody names. reason: `no_source`, no article here speaks of the bloc in that year; `silent`,
    so many articles do, and do not say."""

    year: int
    reason: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BlocAnswer:
    """A bloc that a name fits. years: those of which a source names somebody; roles: of the year asked for, or all;
    unknown: the years without a head, between the first and the last of which any article speaks."""

    id: str
    name: str
    scope: str | None
    years: list[int] = field(default_factory=list)
    roles: list[RoleAnswer] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


Cited = TypeVar("Cited", RoleAnswer, Citation)


def who(connection: sqlite3.Connection, query: str, year: int | None = None) -> list[BlocAnswer]:
    """Every bloc that the query fits, best known first, with its roles (of one year, if given); [] if none fits."""
    mask = masking(connection)
    return [_masked(_answer(connection, bloc, year), mask) for bloc in blocs_fitting(connection, query)]


def _masked(answer: BlocAnswer, mask: Mask) -> BlocAnswer:
    """An answer in whose sentences and titles the names of suppressed people are blacked out."""

    def masked(cited: Cited) -> Cited:
        texts = {"quote": cited.quote, "article_title": cited.article_title}
        changed: dict[str, Any] = {key: text and mask(cited.article_id, text) for key, text in texts.items()}
        return replace(cited, **changed)

    roles = [
        replace(masked(role), further=[masked(c) for c in role.further], also_in=[masked(c) for c in role.also_in])
        for role in answer.roles
    ]
    return replace(answer, roles=roles)


def blocs_fitting(connection: sqlite3.Connection, query: str) -> list[sqlite3.Row]:
    """The rows of `blocs` that a query fits, best known first.

    A query typed without diacritics fits any; `số` and leading zeros do not count. Words of the scope may stand behind
    the name. Blocs whose name only holds the query's words are taken if none fits wholly; a `số` at its end, whose
    number is not typed yet, is then no word of it.
    """
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    blocs = cursor.execute("SELECT * FROM blocs ORDER BY mentions DESC, id").fetchall()
    aliases = connection.execute("SELECT entity, name FROM entity_names WHERE kind = 'bloc'")
    key = bloc_key if is_accented(query) else plain_bloc_key
    also = {bloc for bloc, name in aliases if key(name) == key(query)}  # in an article, or by a person
    wholly = [bloc for bloc in blocs if _is_name(bloc, query) or bloc["id"] in also]
    return wholly or [b for b in blocs if _holds(b, query)] or [b for b in blocs if _holds(b, without_number(query))]


def _answer(connection: sqlite3.Connection, bloc: sqlite3.Row, year: int | None) -> BlocAnswer:
    years = connection.execute(
        "SELECT DISTINCT year FROM ledger WHERE bloc = ? AND year IS NOT NULL ORDER BY year", (bloc["id"],)
    )
    known = [y for (y,) in years]
    only = "" if year is None else "AND year = :year"
    rows = connection.execute(
        f"SELECT * FROM who_led WHERE bloc_id = :bloc {only} "
        f"ORDER BY year IS NULL, year, {_ROLE_ORDER}, inferred, unit, person",
        {"bloc": bloc["id"], "year": year},
    )
    roles = [_role(connection, row) for row in rows.fetchall()]
    gaps = connection.execute(
        "SELECT year, reason, articles FROM ledger_years WHERE bloc = :bloc AND role = 'head' AND state = 'unknown' "
        f"{only} ORDER BY year",
        {"bloc": bloc["id"], "year": year},
    )
    unknown = [Unknown(year=y, reason=reason, articles=articles) for y, reason, articles in gaps]
    return BlocAnswer(id=bloc["id"], name=bloc["name"], scope=bloc["scope"], years=known, roles=roles, unknown=unknown)


_SOURCES = """
SELECT article, adds, quote, article_title, published, source FROM ledger_sources WHERE ledger = ?
ORDER BY best DESC, published IS NULL, published, claim
"""


_COPIES = """
SELECT NULL AS quote, article_title, published, source, article AS article_id FROM ledger_copies WHERE ledger = ?
ORDER BY published IS NULL, published, article
"""
_LISTS = ("further", "also_in")


def _role(connection: sqlite3.Connection, row: sqlite3.Row) -> RoleAnswer:
    values: dict[str, Any] = {name: row[name] for name in RoleAnswer.__dataclass_fields__ if name not in _LISTS}
    first, *others = connection.execute(_SOURCES, (row["ledger_id"],)).fetchall()
    found: dict[str, Citation] = {}
    named = False
    for article, adds, quote, title, published, source in others:
        shown = quote if adds and not named and quote not in first[2] else None
        named = named or shown is not None
        if shown or (article != first[0] and article not in found):
            found[article] = Citation(
                quote=shown, article_title=title, published=published, source=source, article_id=article
            )
    values |= {"quote": first[2], "inferred": bool(row["inferred"]), "contradicted": bool(row["contradicted"])}
    further = sorted(found.values(), key=lambda c: c.quote is None)
    copies = [Citation(**dict(row)) for row in _named_rows(connection, _COPIES, row["ledger_id"])]
    return RoleAnswer(**values, further=further, also_in=copies)


def _named_rows(connection: sqlite3.Connection, query: str, value: str) -> list[sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return cursor.execute(query, (value,)).fetchall()


def _query_key(query: str) -> str:
    return bloc_key(query) if is_accented(query) else plain_bloc_key(query)


def _keys(bloc: sqlite3.Row, query: str) -> tuple[str, str]:
    """The bloc's name and scope, as exact as the query was typed."""
    scope = bloc["scope"] or ""
    if is_accented(query):
        return bloc["key"], bloc_key(scope)
    return bloc["plain"], plain(bloc_key(scope))


def _is_name(bloc: sqlite3.Row, query: str) -> bool:
    """Whether the query is the bloc's name, or its name with words of its scope behind it."""
    name, scope = _keys(bloc, query)
    key = _query_key(query)
    rest = set(key.removeprefix(name).split())
    return key == name or (key.startswith(name + " ") and rest <= set(scope.split()))


def _holds(bloc: sqlite3.Row, query: str) -> bool:
    """Whether every word of the query stands in the name or the scope, at least one of them in the name."""
    name, scope = (set(key.split()) for key in _keys(bloc, query))
    words = set(_query_key(query).split())
    return bool(words) and words <= name | scope and bool(words & name)
