"""The ledger: who held which role in which bloc in which year.

It keeps every claim. An inference (`chaired`) is marked and never contradicts what a source states; two different head
units of one bloc in one year do, unless a handover between them in that year explains both. (One held in December for
the next year explains nothing: its taker was not yet head.)
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from db.contradiction import Contradiction, write
from db.mentions import content_id
from db.unit_identity import may_be_one

CONTRADICTION = "bloc_head"
"""The kind of the contradictions that the ledger finds."""
# The best reason first: what a row rests on is the best of its claims.
_BASES = ("handover", "elected", "assigned", "stated", "chaired", "expanded")
_INFERRED = frozenset(("chaired", "expanded"))


@dataclass(frozen=True, slots=True)
class _RoleClaim:
    claim: str
    bloc: str
    year: int | None
    role: str
    unit: str | None
    person: str | None
    basis: str
    since: str | None
    until: str | None
    confidence: float
    published: str
    article: str
    original: str  # a copy counts as its original


_ROLE_CLAIMS = """
SELECT r.claim, bm.bloc, r.year, r.role, um.unit, pm.person, r.basis, r.since, r.until,
  c.confidence, coalesce(a.published, '9999'), a.id, coalesce(k.original, a.id)
FROM claim_bloc_roles r
JOIN claims c ON c.id = r.claim
JOIN articles a ON a.id = c.article
JOIN bloc_mentions bm ON bm.claim = r.claim AND bm.field = 'bloc'
LEFT JOIN unit_mentions um ON um.claim = r.claim AND um.field = 'unit'
LEFT JOIN person_mentions pm ON pm.claim = r.claim AND pm.field = 'person'
LEFT JOIN copies k ON k.article = a.id
ORDER BY r.claim
"""


def _best_first(claim: _RoleClaim) -> tuple[int, float, bool, str, str]:
    is_copy = claim.article != claim.original  # what the original says, too, is not quoted from its copy
    return _BASES.index(claim.basis), -claim.confidence, is_copy, claim.published, claim.claim


@dataclass(frozen=True, slots=True)
class _Row:
    id: str
    bloc: str
    year: int | None
    role: str
    unit: str | None
    person: str | None
    claims: tuple[_RoleClaim, ...]

    @property
    def best(self) -> _RoleClaim:
        return min(self.claims, key=_best_first)

    @property
    def listed(self) -> set[str]:
        """The articles that are named as its sources: of a group of copies one, the best claim's or the original."""
        best = self.best.article
        ranked = sorted(
            (c.original, c.article != best, c.article != c.original, c.published, c.article) for c in self.claims
        )
        stands = {original: article for original, *_, article in reversed(ranked)}
        return set(stands.values())

    @property
    def inferred(self) -> bool:
        return self.best.basis in _INFERRED


def write_ledger(connection: sqlite3.Connection) -> None:
    """Fill ledger, ledger_claims and the contradictions of heads from the claims and the resolved entities."""
    rows = _ledger_rows([_RoleClaim(*row) for row in connection.execute(_ROLE_CLAIMS)])
    pairs = _contradictions(connection, rows)
    contradicted = {row for pair in pairs for row in pair}
    givers = _givers(connection)
    connection.executemany(
        "INSERT INTO ledger (id, bloc, year, role, unit, person, basis, inferred, giver, contradicted, claim, sources) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                *(r.id, r.bloc, r.year, r.role, r.unit, r.person, r.best.basis, int(r.inferred)),
                *(_giver(r, givers), int(r.id in contradicted), r.best.claim, len({c.original for c in r.claims})),
            )
            for r in rows
        ],
    )
    _write_contradictions(connection, rows, pairs)
    said = [
        (row.id, claim.claim, int(claim.article in listed))
        for row in rows
        for listed in [row.listed]
        for claim in row.claims
    ]
    connection.executemany("INSERT INTO ledger_claims (ledger, claim, listed) VALUES (?, ?, ?)", sorted(said))


def _write_contradictions(connection: sqlite3.Connection, rows: list[_Row], pairs: set[tuple[str, str]]) -> None:
    of_id = {row.id: row for row in rows}
    names = dict(connection.execute("SELECT id, name FROM units UNION ALL SELECT id, name FROM blocs").fetchall())
    found = []
    for first, second in pairs:
        one, other = of_id[first], of_id[second]
        found.append(
            Contradiction(
                id=content_id("contradiction", CONTRADICTION, first, second), kind=CONTRADICTION, bloc=one.bloc,
                year=one.year, what=names[one.bloc], first_says=names[one.unit or ""], first_claim=one.best.claim,
                second_says=names[other.unit or ""], second_claim=other.best.claim,
            )
        )  # fmt: skip
    write(connection, found)


def _giver(row: _Row, givers: dict[tuple[str, int, str], set[str]]) -> str | None:
    """The unit from which a head took over, if sources name one only."""
    if row.role != "head" or row.year is None or row.unit is None:
        return None
    named = givers.get((row.bloc, row.year, row.unit), set())
    return next(iter(named)) if len(named) == 1 else None


def _ledger_rows(claims: list[_RoleClaim]) -> list[_Row]:
    """One row per bloc, year, role and unit, and per person where sources name several for one unit.

    A claim without a unit joins the row of its person; one without a person joins every row of its unit.
    """
    slots: dict[tuple[str, int | None, str], list[_RoleClaim]] = defaultdict(list)
    for claim in claims:
        slots[claim.bloc, claim.year, claim.role].append(claim)
    rows = []
    for (bloc, year, role), slot in slots.items():
        persons: dict[str | None, set[str]] = defaultdict(set)  # by unit
        for claim in slot:
            if claim.person:
                persons[claim.unit].add(claim.person)
        with_unit = {person for unit, named in persons.items() if unit for person in named}
        keys: set[tuple[str | None, str | None]] = set()
        for claim in slot:
            if claim.unit:
                keys.update((claim.unit, person) for person in persons[claim.unit] or (None,))
            elif claim.person not in with_unit:
                keys.add((None, claim.person))
        for unit, person in keys:
            said = tuple(c for c in slot if _says(c, unit, person))
            rows.append(
                _Row(content_id("ledger", bloc, year, role, unit, person), bloc, year, role, unit, person, said)
            )
    return sorted(rows, key=lambda r: r.id)


def _says(claim: _RoleClaim, unit: str | None, person: str | None) -> bool:
    if claim.unit:
        return claim.unit == unit and claim.person in (None, person)
    return claim.person == person and claim.person is not None if unit else claim.person == person


_BLOC_HANDOVERS = """
SELECT bm.bloc, h.date, h.year, g.unit, t.unit FROM claim_handovers h
JOIN bloc_mentions bm ON bm.claim = h.claim AND bm.field = 'organization'
JOIN unit_mentions g ON g.claim = h.claim AND g.field = 'giver'
JOIN unit_mentions t ON t.claim = h.claim AND t.field = 'taker'
WHERE h.kind = 'bloc_head'
"""


def _contradictions(connection: sqlite3.Connection, rows: list[_Row]) -> set[tuple[str, str]]:
    heads: dict[tuple[str, int], list[_Row]] = defaultdict(list)
    for row in rows:
        if row.role == "head" and row.year is not None and row.unit and not row.inferred:
            heads[row.bloc, row.year].append(row)
    handed_over = _handovers(connection)
    keys = dict(connection.execute("SELECT id, key FROM units").fetchall())
    ends: dict[str, list[str]] = defaultdict(list)
    for unit, day in connection.execute("SELECT unit, day FROM unit_events WHERE kind <> 'enlarged'"):
        ends[unit].append(day)
    pairs = set()
    for (bloc, year), candidates in heads.items():
        for one, other in combinations(candidates, 2):
            passed_on = {(bloc, year, one.unit, other.unit), (bloc, year, other.unit, one.unit)} & handed_over
            if may_be_one(keys[one.unit], keys[other.unit]) or passed_on or _in_turn(one, other):
                continue
            if _ended_between(one, other, ends) or _ended_between(other, one, ends):
                continue
            if one.unit != other.unit and _said_apart(one, other):
                pairs.add((min(one.id, other.id), max(one.id, other.id)))
    return pairs


def _ended_between(one: _Row, other: _Row, ends: dict[str, list[str]]) -> bool:
    """Whether a unit ended in that year, all that name it as head speak before that day, and all others behind it."""
    days = [day for day in ends.get(one.unit or "", ()) if day.startswith(str(one.year))]
    return any(
        all(c.published < day for c in one.claims) and all(c.published >= day for c in other.claims) for day in days
    )


def _said_apart(one: _Row, other: _Row) -> bool:
    """Whether two articles say it, or one says both; an edition that was put right does not contradict the first."""
    return any(c.article == d.article or c.original != d.original for c in one.claims for d in other.claims)


def _handovers(connection: sqlite3.Connection) -> set[tuple[str, int, str | None, str | None]]:
    """(bloc, year, giver, later taker): handovers between units that took place in the year that they are for."""
    query = f"{_BLOC_HANDOVERS} AND h.date IS NOT NULL AND coalesce(h.year = substr(h.date, 1, 4) + 0, 1)"
    takers: dict[tuple[str, int, str | None], set[str]] = defaultdict(set)
    for bloc, date, _, giver, taker in connection.execute(query):
        takers[bloc, int(date[:4]), giver].add(taker)
    passed: set[tuple[str, int, str | None, str | None]] = set()
    for bloc, year, giver in takers:
        pending, seen = list(takers[bloc, year, giver]), set[str]()
        while pending:  # A gives to B, and B to C: C heads the bloc after A, too
            taker = pending.pop()
            if taker not in seen:
                seen.add(taker)
                pending.extend(takers.get((bloc, year, taker), ()))
        passed |= {(bloc, year, giver, taker) for taker in seen}
    return passed


def _givers(connection: sqlite3.Connection) -> dict[tuple[str, int, str], set[str]]:
    """From whom a unit took over: (bloc, first year, taker) → givers."""
    givers: dict[tuple[str, int, str], set[str]] = defaultdict(set)
    for bloc, _, year, giver, taker in connection.execute(f"{_BLOC_HANDOVERS} AND h.year IS NOT NULL"):
        givers[bloc, year, taker].add(giver)
    return givers


def _in_turn(one: _Row, other: _Row) -> bool:
    """Whether the sources date the two terms one after the other."""

    def ends_before(first: _Row, second: _Row) -> bool:
        until = [c.until for c in first.claims if c.until]
        since = [c.since for c in second.claims if c.since]
        if not (until and since):
            return False
        last, start = max(until), min(since)
        return last == start or last < start[: len(last)]  # `2021` does not end before `2021-06`

    return ends_before(one, other) or ends_before(other, one)
