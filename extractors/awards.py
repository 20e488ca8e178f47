"""Awards and emulation titles, given or only proposed: name with grade, grantor, recipients, year.

    đề nghị (Bộ X) (xét) tặng Cờ thi đua của Chính phủ, gồm: A và B · A được đề nghị Bộ X tặng Bằng khen
    X tặng Bằng khen cho 4 tập thể, 7 cá nhân · A nhận Bằng khen của X · A đón nhận Huân chương Lao động hạng Nhất
    thừa ủy quyền (của) X, B trao Bằng khen … cho C · Khối trình X tặng Cờ thi đua cho A, Bằng khen cho B

An award that nobody is said to get is none: laws and plans name awards as well. Rankings, gifts, flowers and souvenir
flags are in no list of awards. The name, status and year of an award are read by `award_clauses`, who gives it by
`grantors`, who gets it by `recipients`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .award_clauses import AwardSentence
from .blocs import Blocs
from .chunks import Kind
from .grantors import Grantor, grantor_of
from .language import fold
from .merging import merged
from .reading import Reading
from .recipients import Recipient, recipients_of
from .records import Award, AwardStatus, Span, record_id
from .sentence import Sentence

RULE = "awards.sentence"
_MOST_EVIDENCE = 5


def find_awards(reading: Reading, blocs: Blocs) -> list[Award]:
    """The awards of an article, one record for each award and recipient."""
    found: list[Award] = []
    for number in range(len(reading.rows)):
        sentence = Sentence(reading, number)
        if sentence.has(Kind.AWARD):
            found.extend(_awards_in(AwardSentence(sentence), blocs))
    return _merged(found)


def _awards_in(here: AwardSentence, blocs: Blocs) -> Iterator[Award]:
    """The awards of a sentence; one verb and one grantor may govern several (`tặng Cờ cho A, Bằng khen cho B`)."""
    status: AwardStatus | None = None
    grantor: Grantor | None = None
    for clause in here.clauses():
        own = here.status(clause)
        if status is AwardStatus.PROPOSED and own is AwardStatus.AWARDED and here.goes_on(clause):
            own = None  # `đề nghị X tặng Cờ cho A, tặng Bằng khen cho B`
        status = own or status
        given_by = grantor_of(here, blocs, clause) or (grantor if own is None else None)
        grantor = given_by or grantor
        if status is not None and not here.is_not_given(clause):
            award = _Award(*here.name(clause), given_by, status, here.year(clause))
            for recipient in recipients_of(here, clause):
                yield _record(here.reading, award, recipient)


@dataclass(frozen=True, slots=True)
class _Award:
    """An award as its clause names it."""

    name: str
    span: Span
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
        confidence=0.85 if grantor and recipient.name else 0.7,
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
    """One for each award, recipient and status; the one with the grantor and the year is the fuller."""
    full = [one for one in found if not any(_is_short_for(one, other) for other in found)]
    return merged(full, _slot, _agree, _weight, _MOST_EVIDENCE)


def _slot(award: Award) -> tuple[str, str, AwardStatus]:
    return fold(award.award), fold(award.recipient or ""), award.status


def _is_short_for(award: Award, other: Award) -> bool:
    """Is an award only the first words of another one's name (`Huân chương`), of the same recipient?"""
    if award.recipient is None or (award.recipient, award.status) != (other.recipient, other.status):
        return False
    return fold(other.award).startswith(fold(award.award) + " ")


def _weight(award: Award) -> tuple[bool, bool]:
    return award.grantor is not None, award.year is not None


def _agree(left: Award, right: Award) -> bool:
    """Do two records of one award to one recipient say nothing different: size of the group, grantor, year?"""
    if left.count != right.count and None not in (left.count, right.count):
        return False
    grantors = {fold(a.grantor) for a in (left, right) if a.grantor}
    years = {a.year for a in (left, right) if a.year}
    return len(grantors) < 2 and len(years) < 2
