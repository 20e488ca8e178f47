"""Awards and emulation titles, given or only proposed: name with grade, grantor, recipients, year.

    đề nghị (Bộ X) (xét) tặng Cờ thi đua của Chính phủ, gồm: A và B · A được đề nghị Bộ X tặng Bằng khen
    X tặng Bằng khen cho 4 tập thể, 7 cá nhân · A nhận Bằng khen của X · A đón nhận Huân chương Lao động hạng Nhất
    thừa ủy quyền (của) X, B trao Bằng khen … cho C · Khối trình X tặng Cờ thi đua cho A, Bằng khen cho B

An award that nobody is said to get is none: laws and plans name awards as well. Rankings, gifts, flowers and souvenir
flags are in no list of awards. The name, status and year of an award are read by `award_clauses`, who gives it by
`grantors`, who gets it by `recipients`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .award_clauses import AwardSentence, Clause
from .award_lists import heading_of, listed_below, named_next
from .blocs import Blocs
from .chunks import Kind
from .grantors import Grantor, grantor_of
from .language import fold
from .merging import merged
from .reading import Reading
from .recipient_items import Recipient
from .recipients import receiving_verb, recipients_of, unit_before
from .records import Award, AwardStatus, RecipientKind, Span, record_id
from .sentence import Sentence

RULE = "awards.sentence"
_MOST_EVIDENCE = 5
# Kinds of award that many may give: of two named together the grantor of one is that of the other.
_ORDER = "huân chương"
_GRADE = " hạng "
_ANY_PRIZE = "giải thưởng"  # one without a name says nothing
_LOCAL_KINDS = frozenset({"flag", "certificate"})


def find_awards(reading: Reading, blocs: Blocs) -> list[Award]:
    """The awards of an article, one record for each award and recipient."""
    found: list[Award] = []
    for number in reading.rows_with(Kind.AWARD):
        found.extend(_awards_in(AwardSentence(Sentence(reading, number)), blocs))
    return _merged(found)


def _awards_in(here: AwardSentence, blocs: Blocs) -> Iterator[Award]:
    """The awards of a sentence; one verb and one grantor may govern several (`tặng Cờ cho A, Bằng khen cho B`)."""
    heading = heading_of(here)
    status = heading.status if heading else None
    grantor: Grantor | None = None  # who governs
    last: Sequence[Recipient] = ()
    waiting: list[_Award] = []  # awards that go to those of the next one
    clauses = here.clauses()
    for clause in clauses:
        own = here.status(clause)
        goes_on = here.goes_on(clause)
        if status is AwardStatus.PROPOSED and own is AwardStatus.AWARDED and (goes_on or heading):
            own = None  # `đề nghị X tặng Cờ cho A, tặng Bằng khen cho B`
        asked_before = status is AwardStatus.PROPOSED and own is AwardStatus.PROPOSED
        status = own or status
        given_by = grantor_of(here, blocs, clause)
        if given_by and given_by.governs:
            grantor = given_by
        elif own is not None and not (goes_on or asked_before or here.starts_with_verb(clause)):
            grantor = None
        if status is None or here.is_not_given(clause):
            last, waiting = (), []
            continue
        year = here.year(clause) or (heading.year if heading else None)
        if year is None and status is AwardStatus.PROPOSED:
            year = _year_of_meeting(here.reading)
        award = _Award(*here.name(clause), here.row[clause.at].field("kind"), given_by or grantor, status, year)
        if fold(award.name) == _ANY_PRIZE:
            last, waiting = (), []
            continue
        recipients = recipients_of(here, clause) or _same_as_before(here, clause, last, given_by)
        if clause is clauses[-1] and all(one.kind is RecipientKind.GROUP for one in recipients):
            recipients = listed_below(here) or named_next(here) or recipients
        if not here.is_joined(clause):
            waiting = []
        if not recipients:
            waiting.append(award)
            continue
        for other in waiting:
            shared = other if other.grantor or other.kind not in _LOCAL_KINDS else replace(other, grantor=award.grantor)
            # Of two kinds of award each goes to some of a group, nobody knows to how many.
            those = [one for one in recipients if one.kind is not RecipientKind.GROUP or other.kind == award.kind]
            yield from (_record(here.reading, shared, replace(one, count=None)) for one in those)
        yield from (_record(here.reading, award, one) for one in recipients)
        last, waiting = recipients, []


def _year_of_meeting(reading: Reading) -> int | None:
    """The year that a meeting looks back on: what it proposes rewards that year."""
    period = reading.period[0] if reading.period else ""
    return int(period) if len(period) == 4 and period.isdecimal() else None


def _same_as_before(
    here: AwardSentence, clause: Clause, last: Sequence[Recipient], given_by: Grantor | None
) -> Sequence[Recipient]:
    """`A được tặng Cờ thi đua, Bằng khen`, `… và nhận Bằng khen`: those of the award before, or the unit before."""
    if here.is_joined(clause):
        return last
    verb = receiving_verb(here, clause)
    if verb < 0:
        # `A được X tặng Cờ thi đua, Y tặng Bằng khen`
        return last if given_by and given_by.governs and here.starts_with_giver(clause) else ()
    if last and here.goes_on_before(clause, verb):
        return last
    return unit_before(here, verb)


@dataclass(frozen=True, slots=True)
class _Award:
    """An award as its clause names it."""

    name: str
    span: Span
    kind: str
    grantor: Grantor | None
    status: AwardStatus
    year: int | None


def _record(reading: Reading, award: _Award, recipient: Recipient) -> Award:
    grantor = award.grantor.name if award.grantor else None
    spans = {award.span, recipient.span, *([award.grantor.span] if award.grantor else [])}
    who = (fold(grantor or ""), fold(recipient.name or ""), recipient.count)
    return Award(
        id=record_id(reading.article.id, Award, fold(award.name), *who, award.status, award.year),
        evidence=tuple(sorted(spans)),
        rule=RULE,
        award=award.name,
        grantor=grantor,
        recipient=recipient.name,
        recipient_kind=recipient.kind,
        count=recipient.count,
        status=award.status,
        year=award.year,
    )


def _merged(found: Sequence[Award]) -> list[Award]:
    """One for each award, recipient and status; the one with the grantor and the year is the fuller.

    A group of as many as are named elsewhere (`cho 2 cá nhân`) is those.
    """
    found = _with_grantor_of_orders(found)
    names = {fold(one.award) for one in found}
    short = {name for name in names if any(other.startswith(f"{name} ") for other in names)}
    full = [
        one
        for one in found
        if not (fold(one.award) in short and any(_is_short_for(one, other) for other in found))
        and not (one.recipient is None and any(_is_summed(one, other) for other in found))
    ]
    counted = [one for one in full if one.recipient is None and one.count not in (None, 1)]
    if counted:
        sizes = Counter((award, status) for award, name, status in {_slot(one) for one in full} if name)
        full = [one for one in full if one not in counted or one.count != sizes[_kind_of(one)]]
    return merged(full, _slot, _agree, _weight, _MOST_EVIDENCE)


def _with_grantor_of_orders(found: Sequence[Award]) -> Sequence[Award]:
    """An order (`Huân chương X`) without a grantor has the one whom the article names with its other grades."""
    grantors: dict[str, set[str]] = {}
    for one in found:
        if one.grantor and fold(one.award).startswith(_ORDER):
            grantors.setdefault(_without_grade(one.award), set()).add(one.grantor)
    known = {name: names.pop() for name, names in grantors.items() if len(names) == 1}
    return [
        replace(one, grantor=known[name])
        if one.grantor is None and (name := _without_grade(one.award)) in known
        else one
        for one in found
    ]


def _without_grade(award: str) -> str:
    return fold(award).partition(_GRADE)[0]


def _slot(award: Award) -> tuple[str, str, AwardStatus]:
    return fold(award.award), fold(award.recipient or ""), award.status


def _kind_of(award: Award) -> tuple[str, AwardStatus]:
    return fold(award.award), award.status


def _is_short_for(award: Award, other: Award) -> bool:
    """Is an award only the first words of another one's name (`Huân chương`), of the same recipient or of a group?"""
    if award.status != other.status or award.recipient not in (None, other.recipient):
        return False
    if award.recipient is None and award.grantor not in (None, other.grantor):
        return False
    return fold(other.award).startswith(fold(award.award) + " ")


def _is_summed(award: Award, other: Award) -> bool:
    """`trao Bằng khen cho các tập thể`: is a group without a number only those who are said elsewhere to get it?"""
    if award.recipient is not None or award.count is not None or award.status != other.status:
        return False
    named = other.recipient is not None or other.count is not None
    return named and fold(award.award) == fold(other.award) and award.grantor in (None, other.grantor)


def _weight(award: Award) -> tuple[bool, bool]:
    return award.grantor is not None, award.year is not None


def _agree(left: Award, right: Award) -> bool:
    """Do two records of one award to one recipient say nothing different: size of the group, grantor, year?"""
    if left.count != right.count and None not in (left.count, right.count):
        return False
    grantors = {fold(a.grantor) for a in (left, right) if a.grantor}
    if len(grantors) == 2 and left.recipient and (shorter := min(grantors, key=len)):
        grantors = {g for g in grantors if g == shorter or not g.endswith(f" {shorter}")}  # a body and its head
    years = {a.year for a in (left, right) if a.year}
    return len(grantors) < 2 and len(years) < 2
