"""Which unit headed a bloc on a day: the answer of `on_day`, for blocs.

A head's term runs from handover to handover where they are dated. Else it is known by its year only, and a bloc's year
is not the calendar's: blocs of the army close theirs in October, others in December or January, some as late as March.
So a head of a year is *possible* from 1 October before it to 31 March after it, and *sure* only between two days that
show it, as long as no other head may have been in office.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field

from db.on_day import Candidate, Doubt, Known, PostAnswer, Status, evidence_of
from db.on_day_rules import Hold, Line, Why
from db.post_signs import HELD, Shows, Sign

HEAD = "head"
YEAR_BEGINS = "10-01"  # of the year before: when blocs of the army close their year and choose the next head
YEAR_ENDS = "03-31"  # of the year after: when the last blocs have met on their year
_CLOSING_MONTH = "10"  # a handover from this month on is one for the next year
NO_SOURCE = "no_source"

_Key = tuple[str, int]  # unit (or person, where no source names the unit), year


@dataclass(slots=True)
class _Term:
    """A head of a year: who stood for it, whether that is only inferred or contradicted, and its signs."""

    head: str
    year: int
    people: set[str] = field(default_factory=set)
    inferred: bool = True
    contradicted: bool = False
    claims: set[str] = field(default_factory=set)
    signs: list[Sign] = field(default_factory=list)

    def days(self, *shows: Shows) -> list[str]:
        """The days of its signs of some kinds, in time."""
        return sorted(sign.day for sign in self.signs if sign.shows in shows and sign.day)

    @property
    def window(self) -> tuple[str, str]:
        """The days on which it may have been in office, both inclusive: dated by handovers, else by its year."""
        started, ended = self.days(Shows.STARTED), self.days(Shows.ENDED)
        first = min(started, default=f"{self.year - 1}-{YEAR_BEGINS}")
        return first, max(ended, default=max(first, f"{self.year + 1}-{YEAR_ENDS}"))


_ROWS = """
SELECT coalesce(l.unit, l.person), l.year, l.person, l.inferred, l.contradicted, l.claim
FROM ledger l WHERE l.bloc = ? AND l.role = 'head' AND l.year IS NOT NULL AND coalesce(l.unit, l.person) IS NOT NULL
ORDER BY l.id
"""
# The days of claims: of the meeting of that bloc that the article tells of, else its publication.
_SAID = """
SELECT coalesce(l.unit, l.person), l.year, r.claim, c.article, r.basis, r.since, r.until, coalesce(
  (SELECT min(m.date) FROM claim_meetings m JOIN claims mc ON mc.id = m.claim
   JOIN bloc_mentions mb ON mb.claim = m.claim AND mb.field = 'bloc'
   WHERE mc.article = c.article AND mb.bloc = l.bloc AND length(m.date) = 10), a.published)
FROM ledger l
JOIN ledger_claims lc ON lc.ledger = l.id
JOIN claim_bloc_roles r ON r.claim = lc.claim
JOIN claims c ON c.id = r.claim
JOIN articles a ON a.id = c.article
WHERE l.bloc = ? AND l.role = 'head' AND l.year IS NOT NULL AND coalesce(l.unit, l.person) IS NOT NULL
ORDER BY r.claim, l.id
"""
_HANDOVERS = """
SELECT h.claim, c.article, h.date, h.year, g.unit, t.unit FROM bloc_mentions bm
JOIN claim_handovers h ON h.claim = bm.claim
JOIN claims c ON c.id = h.claim
LEFT JOIN unit_mentions g ON g.claim = h.claim AND g.field = 'giver'
LEFT JOIN unit_mentions t ON t.claim = h.claim AND t.field = 'taker'
WHERE bm.bloc = ? AND bm.field = 'organization' AND h.kind = 'bloc_head' AND length(h.date) = 10
ORDER BY h.claim
"""
_INFERRED = ("chaired", "expanded")
_FULL_DAY = 10  # letters


def bloc_head(connection: sqlite3.Connection, bloc: str, day: str) -> PostAnswer:
    """Who headed a bloc on a day. bloc: its id; day: ISO. The candidates are units, with who stood for them."""
    terms = _terms(connection, bloc)
    line = Line([sign for term in terms.values() for sign in term.signs], single=True)
    holds = {head: hold for head, hold in line.on(day).items() if _is_shown(hold, terms, head)}
    given = {head for head in {term.head for term in terms.values()} if head not in holds and _gave_up(line, head, day)}
    taken = any(line.has(head, Shows.STARTED, day, day) for head in holds)
    for term in sorted(terms.values(), key=lambda t: (t.year, t.head)):
        if term.head not in holds and not (taken and term.head in given) and _is_possible(term, terms, line, day):
            holds[term.head] = Hold(term.head, Why.IN_TERM, term.window)
    found = [_candidate(connection, line, hold, holds, terms, day) for hold in holds.values()]
    found.sort(key=lambda c: (c.status is not Status.SURE, c.days, c.name, c.id))
    sure = any(candidate.status is Status.SURE for candidate in found)
    before, after = ([], []) if found else _nearest(connection, line, day)
    (name,) = connection.execute("SELECT name FROM blocs WHERE id = ?", (bloc,)).fetchone()
    return PostAnswer(
        unit_ids=(bloc,), unit=name, title=HEAD, single=True, day=day, candidates=found, before=before, after=after,
        status=Status.SURE if sure else Status.POSSIBLE if found else Status.UNKNOWN,
        reason=None if found else _reason(connection, bloc, day),
    )  # fmt: skip


def _terms(connection: sqlite3.Connection, bloc: str) -> dict[_Key, _Term]:
    terms: dict[_Key, _Term] = {}
    for head, year, person, inferred, contradicted, claim in connection.execute(_ROWS, (bloc,)):
        term = terms.setdefault((head, year), _Term(head, year))
        term.people |= {person} if person else set()
        term.inferred = term.inferred and bool(inferred)
        term.contradicted = term.contradicted or bool(contradicted)
        term.claims.add(claim)
    left: dict[tuple[str, str], str] = {}  # (article, head) → the day on which it gave the headship up
    for claim, article, date, year, giver, taker in connection.execute(_HANDOVERS, (bloc,)):
        begins = year or int(date[:4]) + (date[5:7] >= _CLOSING_MONTH)
        for head, of, shows in (
            (giver, _last_before(terms, giver, begins), Shows.ENDED),
            (taker, begins, Shows.STARTED),
        ):
            if head:
                term = terms.setdefault((head, of), _Term(head, of, inferred=False))
                term.signs.append(_sign(head, date, shows, claim, article))
                term.claims.add(claim)
                term.inferred = False
        if giver:
            left[article, giver] = date
    for head, year, claim, article, basis, since, until, shown in connection.execute(_SAID, (bloc,)):
        term = terms[head, year]
        if basis in _INFERRED:
            continue
        for date, shows in ((since, Shows.STARTED), (until, Shows.ENDED)):
            if date and len(date) == _FULL_DAY:
                term.signs.append(_sign(head, date, shows, claim, article))
        day = min(shown, left.get((article, head), shown)) if shown else None
        if day and day[:4] == str(year):
            term.signs.append(_sign(head, day, Shows.CITED, claim, article))
    return terms


def _last_before(terms: dict[_Key, _Term], giver: str | None, begins: int) -> int:
    """The year for which a unit was head that gives the headship up to the one of a year."""
    years = [year for head, year in terms if head == giver and year <= begins]
    return max(years, default=begins - 1)


def _sign(head: str, day: str, shows: Shows, claim: str, article: str) -> Sign:
    return Sign(head, HEAD, None, HEAD, day, shows, claim, article)


def _is_shown(hold: Hold, terms: dict[_Key, _Term], head: str) -> bool:
    """Whether a hold rests on that day or on two days of one term, or of two that follow one another."""
    if hold.why is Why.BETWEEN:
        first, last = (
            {year for (of, year), term in terms.items() if of == head and day in term.days(*HELD)} for day in hold.days
        )
        return min(last) - max(first) <= 1
    return hold.why is Why.ON_THE_DAY


def _gave_up(line: Line, head: str, day: str) -> bool:
    return line.has(head, Shows.ENDED, day, day)


def _is_possible(term: _Term, terms: dict[_Key, _Term], line: Line, day: str) -> bool:
    """Whether the head of a year may have been in office on a day, by its window and by the days that show others."""
    first, last = term.window
    if not first <= day <= last:
        return False
    own = [d for d in line.held.get(term.head, ()) if d in term.days(*HELD)]
    for other in terms.values():
        if other.head == term.head:
            continue
        shown = other.days(*HELD)
        if other.year > term.year:
            barred = any(d <= day for d in shown)
        elif other.year < term.year:
            barred = any(d >= day for d in shown)
        else:
            barred = _is_behind(own, other, day)
        if barred:
            return False
    return True


def _is_behind(own: list[str], other: _Term, day: str) -> bool:
    """Whether another head of the same year took over, or gave up, between the days that show one and a day."""
    if own and max(own) < day:
        return any(max(own) <= d <= day for d in other.days(Shows.STARTED)) or any(
            max(own) < d <= day for d in other.days(*HELD)
        )
    if own and day < min(own):
        return any(day <= d <= min(own) for d in other.days(Shows.ENDED)) or any(
            day <= d < min(own) for d in other.days(*HELD)
        )
    return False


def _candidate(
    connection: sqlite3.Connection,
    line: Line,
    hold: Hold,
    holds: dict[str, Hold],
    terms: dict[_Key, _Term],
    day: str,
) -> Candidate:
    head = hold.person
    own = [term for (of, _), term in terms.items() if of == head and _rests_on(term, hold)]
    doubts: list[Doubt] = []
    if any(term.contradicted for term in own):
        doubts.append(Doubt.CONTRADICTED)
    if all(term.inferred for term in own):
        doubts.append(Doubt.INFERRED)
    if len(holds) > 1:
        doubts.append(Doubt.OTHERS)
    firm = hold.why is not Why.IN_TERM and line.is_sure(head, day, holds)
    if not firm and hold.why is not Why.IN_TERM and not doubts:
        doubts.append(Doubt.CONTRADICTED)
    rests = [s for term in own for s in term.signs if hold.why is Why.IN_TERM or s.day in hold.days]
    told = [_sign(head, "", Shows.CITED, claim, "") for term in own for claim in sorted(term.claims)]
    people = sorted({_name(connection, person) for term in own for person in term.people})
    return Candidate(
        id=head, name=_name(connection, head), status=Status.SURE if firm and not doubts else Status.POSSIBLE,
        why=hold.why, days=hold.days, doubts=tuple(doubts), person=", ".join(people) or None,
        evidence=evidence_of(connection, rests or told),
    )  # fmt: skip


def _rests_on(term: _Term, hold: Hold) -> bool:
    if hold.why is Why.IN_TERM:
        return term.window == hold.days
    return bool(set(hold.days) & set(term.days(*HELD)))


def _nearest(connection: sqlite3.Connection, line: Line, day: str) -> tuple[list[Known], list[Known]]:
    before, after = line.nearest(day)
    return tuple(  # type: ignore[return-value]
        sorted((Known(id=h, name=_name(connection, h), day=d) for h, d in shown), key=lambda k: (k.name, k.id))
        for shown in (before, after)
    )


def _name(connection: sqlite3.Connection, head: str) -> str:
    query = "SELECT name FROM units WHERE id = :id UNION ALL SELECT name FROM people WHERE id = :id"
    return str(connection.execute(query, {"id": head}).fetchone()[0])


def _reason(connection: sqlite3.Connection, bloc: str, day: str) -> str:
    query = "SELECT reason FROM ledger_years WHERE bloc = ? AND year = ? AND role = 'head' AND reason IS NOT NULL"
    row = connection.execute(query, (bloc, int(day[:4]))).fetchone()
    return str(row[0]) if row else NO_SOURCE
