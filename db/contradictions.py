"""Contradictions: two articles that cannot both be right, kept with a claim of each.

Kinds, each found by one function of `FINDERS`, those about posts by `post_contradictions`:

- `bloc_head`: two units head one bloc in one year, without a handover between them (from the ledger).
- `handover_giver`: one unit takes a bloc's headship over, in one year, from two others.
- `handover_day`: one headship passes on, from one unit to another, on two days.
- `role_both`: one unit heads a bloc and is its deputy in one year.
- `bloc_founding`: one bloc is founded by two documents.
- `document_date`: one document is signed on two days.
- `rank_falls`: a name in one post that one person holds at a time, with a lower rank in the later article. Namesakes or
  a slip: they are two people here, who may be one.
- `post_holders`: two people hold such a post of one unit at one time, without a handover between them.
- `post_left`: someone holds a post after an article said that they had left it.
- `appointment_day`: one appointment has two days.
- `award_grade`: one recipient is given one order, for one year, in two grades.

An award that is proposed, decided and given is one path and no contradiction. Copies of one article never contradict
each other, nor does what only follows (`chaired`, `expanded`), nor a claim that a person called wrong.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby

from db.contradiction import Contradiction, write
from db.documents import founding_documents
from db.unit_history import successions
from db.unit_identity import may_be_one
from extractors.awards.award_grades import without_grade


@dataclass(frozen=True, slots=True)
class _Said:
    """What a claim says about a subject. group: the article, copies counted as their original; is_copy: whether it is
    one."""

    subject: tuple[object, ...]
    says: str
    claim: str
    group: str
    confidence: float
    is_copy: bool = False


def write_contradictions(connection: sqlite3.Connection) -> None:
    """Add what contradicts each other, but for heads, which the ledger finds, and posts."""
    write(connection, (c for finder in FINDERS for c in finder(connection)))


def _differing(said: Iterable[_Said]) -> Iterator[tuple[_Said, _Said]]:
    """Of each subject the pairs of different sayings by different articles: of each saying the surest claim."""
    in_order = sorted(said, key=lambda s: (str(s.subject), s.says, s.is_copy, -s.confidence, s.claim))
    for _, of_subject in groupby(in_order, key=lambda s: str(s.subject)):
        best: dict[str, _Said] = {}
        groups: dict[str, set[str]] = defaultdict(set)
        for one in of_subject:
            best.setdefault(one.says, one)
            groups[one.says].add(one.group)
        for first, second in combinations(sorted(best), 2):
            if groups[first].isdisjoint(groups[second]):  # no article says both, as of a path or a correction
                yield best[first], best[second]


_HANDOVERS = """
SELECT bm.bloc, b.name, h.year, h.date, g.unit, gu.name, gu.key, t.unit, tu.name, h.claim,
  coalesce(k.original, c.article), c.confidence, k.original IS NOT NULL
FROM claim_handovers h
JOIN claims c ON c.id = h.claim
JOIN bloc_mentions bm ON bm.claim = h.claim AND bm.field = 'organization'
JOIN blocs b ON b.id = bm.bloc
JOIN unit_mentions g ON g.claim = h.claim AND g.field = 'giver' JOIN units gu ON gu.id = g.unit
JOIN unit_mentions t ON t.claim = h.claim AND t.field = 'taker' JOIN units tu ON tu.id = t.unit
LEFT JOIN copies k ON k.article = c.article
WHERE h.kind = 'bloc_head'
"""


def _handovers(connection: sqlite3.Connection) -> Iterator[Contradiction]:
    givers: list[_Said] = []
    days: list[_Said] = []
    names: dict[str, str] = {}
    units: dict[str, tuple[str, str]] = {}
    for bloc, name, year, day, giver, given_by, key, taker, taken_by, *said in connection.execute(_HANDOVERS):
        names[bloc], units[said[0]] = name, (giver, key)
        if year:
            givers.append(_Said((bloc, year, taker, taken_by), given_by, *said))
        if year and day and len(day) == len("2024-01-01"):
            days.append(_Said((bloc, year, giver, taker), day, *said))
    succeeded = successions(connection)
    for one, other in _differing(givers):
        bloc, year, taker, taken_by = one.subject
        (unit, key), (second, other_key) = units[one.claim], units[other.claim]
        if may_be_one(key, other_key) or frozenset((unit, second)) in succeeded:
            continue
        yield Contradiction.of("handover_giver", one, other, f"{names[str(bloc)]}: {taken_by}", bloc=str(bloc),
                               unit=str(taker), year=int(str(year)))  # fmt: skip
    for one, other in _differing(days):
        bloc, year, _, taker = one.subject
        yield Contradiction.of("handover_day", one, other, names[str(bloc)], bloc=str(bloc), unit=str(taker),
                               year=int(str(year)))  # fmt: skip


_ROLES = """
SELECT l.bloc, b.name, l.year, l.unit, u.name, l.role, l.claim, coalesce(k.original, c.article), c.confidence
FROM ledger l JOIN blocs b ON b.id = l.bloc JOIN units u ON u.id = l.unit
JOIN claims c ON c.id = l.claim LEFT JOIN copies k ON k.article = c.article
WHERE l.year IS NOT NULL AND NOT l.inferred AND NOT l.contradicted
"""
_CHANGED = """
SELECT DISTINCT bm.bloc, substr(h.date, 1, 4) + 0, m.unit FROM claim_handovers h
JOIN bloc_mentions bm ON bm.claim = h.claim AND bm.field = 'organization'
JOIN unit_mentions m ON m.claim = h.claim AND m.field IN ('giver', 'taker')
WHERE h.date IS NOT NULL AND coalesce(h.year = substr(h.date, 1, 4) + 0, 1)
"""


def _roles(connection: sqlite3.Connection) -> Iterator[Contradiction]:
    """One unit as head and deputy, unless the headship passed on from it or to it in that very year.

    Where other sources name another head, that is the contradiction.
    """
    changed = {tuple(row) for row in connection.execute(_CHANGED)}
    names: dict[str, str] = {}
    said: list[_Said] = []
    for bloc, name, year, unit, unit_name, role, claim, group, sure in connection.execute(_ROLES):
        names[bloc], names[unit] = name, unit_name
        if (bloc, year, unit) not in changed:
            said.append(_Said((bloc, year, unit), "head" if role == "head" else "deputy", claim, group, sure))
    for one, other in _differing(said):
        bloc, year, unit = one.subject
        what = f"{names[str(bloc)]}: {names[str(unit)]}"
        yield Contradiction.of("role_both", one, other, what, bloc=str(bloc), unit=str(unit), year=int(str(year)))


_SIGNED = """
SELECT dc.document, d.number, cd.date, dc.claim, coalesce(k.original, c.article), c.confidence
FROM document_claims dc JOIN documents d ON d.id = dc.document JOIN claim_documents cd ON cd.claim = dc.claim
JOIN claims c ON c.id = dc.claim LEFT JOIN copies k ON k.article = c.article
WHERE length(cd.date) = 10
"""


def _signings(connection: sqlite3.Connection) -> Iterator[Contradiction]:
    names: dict[str, str] = {}
    said: list[_Said] = []
    for document, number, day, claim, group, sure in connection.execute(_SIGNED):
        names[document] = number
        said.append(_Said((document,), day, claim, group, sure))
    for one, other in _differing(said):
        document = str(one.subject[0])
        yield Contradiction.of("document_date", one, other, names[document], document=document)


_FOUNDED = """
SELECT DISTINCT b.name, d.number, d.number_key, d.signed, dc.claim, coalesce(k.original, c.article), c.confidence
FROM document_rests r JOIN documents d ON d.id = r.document
JOIN bloc_mentions bm ON bm.claim = r.claim JOIN blocs b ON b.id = bm.bloc
JOIN claims rc ON rc.id = r.claim
JOIN document_claims dc ON dc.document = r.document JOIN claims c ON c.id = dc.claim AND c.article = rc.article
LEFT JOIN copies k ON k.article = c.article
WHERE d.id IN (SELECT value FROM json_each(?)) AND bm.bloc = ?
"""


def _foundings(connection: sqlite3.Connection) -> Iterator[Contradiction]:
    for bloc, documents in sorted(founding_documents(connection).items()):
        if len(documents) < 2:
            continue
        rows = connection.execute(_FOUNDED, (json.dumps(sorted(documents)), bloc)).fetchall()
        for one, other in _differing(_founding_sayings(bloc, rows)):
            yield Contradiction.of("bloc_founding", one, other, rows[0][0], bloc=bloc)


def _founding_sayings(bloc: str, rows: list[tuple[str, str, str, str | None, str, str, float]]) -> Iterator[_Said]:
    """Each document by its number; of several that have one number those with a day, by number and day."""
    spelt: dict[str, set[str]] = defaultdict(set)
    days: dict[str, set[str]] = defaultdict(set)
    for _, number, key, signed, *_ in rows:
        spelt[key].add(number)
        if signed:
            days[key].add(signed)
    for _, _, key, signed, claim, group, sure in rows:
        if len(days[key]) < 2:
            yield _Said((bloc,), min(spelt[key]), claim, group, sure)
        elif signed:
            yield _Said((bloc,), f"{min(spelt[key])}, {signed}", claim, group, sure)


_GRADES = """
SELECT w.award, w.year, substr(a.published, 1, 4) + 0, um.unit, pm.person, coalesce(u.name, p.name), w.claim,
  coalesce(k.original, c.article), c.confidence
FROM claim_awards w JOIN claims c ON c.id = w.claim JOIN articles a ON a.id = c.article
LEFT JOIN unit_mentions um ON um.claim = w.claim AND um.field = 'recipient' LEFT JOIN units u ON u.id = um.unit
LEFT JOIN person_mentions pm ON pm.claim = w.claim AND pm.field = 'recipient' LEFT JOIN people p ON p.id = pm.person
LEFT JOIN copies k ON k.article = c.article
WHERE w.status = 'awarded' AND coalesce(um.unit, pm.person) IS NOT NULL AND a.published IS NOT NULL
"""


def _grades(connection: sqlite3.Connection) -> Iterator[Contradiction]:
    """By the year that is rewarded; where an article names none, by the one that others of its own year name."""
    names: dict[str, str] = {}
    graded: list[tuple[str, str, str | None, str | None, int | None, int, tuple[str, str, float]]] = []
    rewarded: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for award, year, told, unit, person, name, *said in connection.execute(_GRADES):
        order = without_grade(award)
        if order is None:
            continue
        names[unit or person] = name
        graded.append((order, award, unit, person, year, told, (said[0], said[1], said[2])))
        if year:
            rewarded[order, unit or person, told].add(year)
    sayings = []
    for order, award, unit, person, year, told, said in graded:
        named = rewarded.get((order, unit or person or "", told), {told})
        meant = year or (next(iter(named)) if len(named) == 1 else told)
        sayings.append(_Said((order, meant, unit, person), award, *said))
    for one, other in _differing(sayings):
        _, year, *to = one.subject
        to_unit, to_person = (str(who) if who else None for who in to)
        yield Contradiction.of("award_grade", one, other, names[to_unit or to_person or ""], unit=to_unit,
                               person=to_person, year=int(str(year)))  # fmt: skip


KINDS = ("handover_giver", "handover_day", "role_both", "document_date", "bloc_founding", "award_grade")
FINDERS: tuple[Callable[[sqlite3.Connection], Iterator[Contradiction]], ...] = (
    _handovers,
    _roles,
    _signings,
    _foundings,
    _grades,
)
