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
from itertools import product

from ..blocs.blocs import Blocs
from ..blocs.holders import person_holder
from ..chunks import Kind, is_word
from ..merging import merged
from ..reading import Reading
from ..records import Award, AwardStatus, RecipientKind, record_id
from ..sentence import Sentence
from ..text.language import fold
from ..text.plain_text import has_any
from ..text.words import TO
from .award_clauses import AwardSentence, Clause
from .award_denials import is_not_given
from .award_lists import heading_of, listed_below, named_later, named_next
from .award_names import AwardName, names_of
from .grantors import Grantor, grantor_above, grantor_asked, grantor_before, grantor_next, grantor_of
from .recipient_groups import Recipient
from .recipient_marks import names_in_brackets
from .recipient_objects import objects_before
from .recipient_subjects import unit_before
from .recipients import named_behind, receiving_verb, recipients_of

RULE = "awards.sentence"
_MOST_EVIDENCE = 5
# Kinds of award that many may give: of two named together the grantor of one is that of the other.
_ORDER = "huân chương"
_OF_STATE = frozenset({"chủ tịch nước", "nhà nước", "đảng, nhà nước", "đảng và nhà nước"})
_GRADE = " hạng "
_BARE = frozenset({"huy hiệu", "huân chương", "kỷ niệm chương"})  # kinds of award rather than names
_OF_THE_PARTY = "huy hiệu đảng"
_YEARS_IN_IT = "tuổi đảng"  # `Huy hiệu 50 năm tuổi Đảng`
_NO_NAMES = frozenset({"giải thưởng", ""})  # what says nothing
_BRANCH = (" ngành ",)
_COURTS = "tòa án nhân dân"
_LEAD_LENGTH = 1200  # code points in which an article says which meeting it reports
_LOOKING_BACK = ("tổng kết", "sơ kết", "bình xét")  # what a meeting on a year's work is called
_UNKNOWN = "named"  # the kind of a title that stands in quotes and in no list: it is one where an office gives it
_NUMBERED = frozenset({"lữ đoàn", "trung đoàn", "sư đoàn", "tiểu đoàn"})  # … whose branch may be left out
_TITLE = "title"
_BADGE = "badge"
_COLLECTIVE = "flag"  # the kind of award that people never get by themselves
_LOCAL_KINDS = frozenset({"flag", "certificate"})


def find_awards(reading: Reading, blocs: Blocs) -> list[Award]:
    """The awards of an article, one record for each award and recipient."""
    found: list[Award] = []
    for number in reading.rows_with(Kind.AWARD):
        found.extend(_awards_in(AwardSentence(Sentence(reading, number)), blocs))
    return _merged(found, reading)


def _awards_in(here: AwardSentence, blocs: Blocs) -> Iterator[Award]:
    """The awards of a sentence; one verb and one grantor may govern several (`tặng Cờ cho A, Bằng khen cho B`)."""
    heading = heading_of(here)
    status = heading.status if heading else None
    grantor = grantor_above(here.reading, blocs, heading.number) if heading else None  # who governs
    last: Sequence[Recipient] = ()
    waiting: list[_Award] = []  # awards that go to those of the next one
    clauses = here.clauses()
    for number, clause in enumerate(clauses):
        own = _own_status(here, clauses, number)
        goes_on = here.goes_on(clause)
        if status is AwardStatus.PROPOSED and own is AwardStatus.AWARDED:
            # `đề nghị X tặng Cờ cho A, tặng Bằng khen cho B`
            own = None if goes_on or heading or here.gives_next(clause) else own
        if status is AwardStatus.PROPOSED and own is AwardStatus.AWARDED and here.takes_too(clauses, number):
            own = None  # `suy tôn A nhận Cờ thi đua, B nhận Bằng khen`
        asked_before = status is AwardStatus.PROPOSED and own is AwardStatus.PROPOSED
        status = own or status
        objects = objects_before(here, clause)
        given_by = grantor_of(here, blocs, clause, objects.behind_verb if objects else None)
        given_by = given_by or grantor_next(here, blocs)
        if given_by and given_by.governs:
            grantor = given_by
        elif given_by and not given_by.beside and (asked := grantor_asked(here, blocs, clause)):
            grantor = asked
        elif own is not None and not (goes_on or asked_before or here.starts_with_verb(clause)):
            grantor = None
        if status is None or is_not_given(here, clause):
            last, waiting = (), []
            continue
        years = here.years(clause) or (heading.year if heading else None,)
        if years == (None,) and status is AwardStatus.PROPOSED:
            years = (_year_of_meeting(here.reading),)
        names = names_of(here, clause.at, clause.after, clause.end)
        name = names[0]
        inherited = None if _bears_branch(name.text) else (grantor or _given_with(here, blocs, clauses, number))
        award = _Award(names, here.row[clause.at].field("kind"), given_by or inherited, status, years)
        if fold(name.text) in _NO_NAMES or (award.kind == _UNKNOWN and award.grantor is None):
            last, waiting = (), []
            continue
        recipients = objects.recipients if objects else recipients_of(here, clause)
        if not recipients and given_by and given_by.beside and (recipients := named_behind(here, clause)):
            award = replace(
                award, grantor=grantor_before(here, blocs, clause) or grantor
            )  # `đề nghị tặng Bằng khen Hội A và Hội B`
        recipients = recipients or _same_as_before(here, clause, last, given_by)
        if clause is clauses[-1] and all(one.kind is RecipientKind.GROUP for one in recipients):
            recipients = listed_below(here) or named_next(here) or named_later(here, recipients)
        if not here.is_joined(clause):
            waiting = []
        if not recipients:
            waiting += [] if _names_unknown(here, clause) or here.is_borne(clause) else [award]
            continue
        if len(names) > 1 or (award.kind == _TITLE and (waiting or _shares(here, clauses, number))):
            recipients = [replace(one, count=None) for one in recipients]  # nobody knows how many get which
        if award.kind == _BADGE and len(names) > 1 and len(recipients) > 1 and _is_anyone_named(recipients):
            last, waiting = (), []  # `Huy hiệu 60 năm, 50 năm tuổi Đảng cho A và B`: nor who gets which
            continue
        for other in waiting:
            local = other.kind in _LOCAL_KINDS or other.kind == award.kind
            shared = replace(other, grantor=award.grantor) if local and not other.grantor else other
            # Of two kinds of award each goes to some of a group, nobody knows to how many.
            those = [one for one in recipients if one.kind is not RecipientKind.GROUP or other.kind == award.kind]
            yield from _records(here.reading, shared, [replace(one, count=None) for one in those])
        if not here.is_borne(clause):
            yield from _records(here.reading, award, recipients)
        last, waiting = recipients, []


def _is_anyone_named(recipients: Sequence[Recipient]) -> bool:
    return any(one.kind is not RecipientKind.GROUP for one in recipients)


def _given_with(here: AwardSentence, blocs: Blocs, clauses: Sequence[Clause], number: int) -> Grantor | None:
    """`được tặng Cờ thi đua, | Bằng khen của X`: who gives the awards named together, behind the last one's name."""
    kind = here.row[clauses[number].at].field("kind")
    for later in clauses[number + 1 :]:
        if kind not in _LOCAL_KINDS or not here.is_joined(later):
            return None
        if found := grantor_of(here, blocs, later):
            return None if found.governs else found
    return None


def _shares(here: AwardSentence, clauses: Sequence[Clause], number: int) -> bool:
    """`4 nhà giáo được đề nghị tặng danh hiệu X, Y`: is a clause's title one of several that go to a group?"""
    beside = [clause for clause in clauses[number : number + 2] if here.is_joined(clause)]
    return any(here.row[clause.at].field("kind") == _TITLE for clause in beside)


def _own_status(here: AwardSentence, clauses: Sequence[Clause], number: int) -> AwardStatus | None:
    """The status that a clause's verb gives its award; of awards named together (`X và Y mà Z tặng`) the last one's."""
    own = here.status(clauses[number])
    if own is None and number == 0:
        for later in clauses[1:]:
            if not here.is_joined(later):
                return None
            if own := here.status(later):
                return own
    return own


def _bears_branch(award: str) -> bool:
    """`Cờ thi đua ngành Thuế`: is an award called after the branch that gives it, so that nobody else does?"""
    return fold(award).endswith(_COURTS) or has_any(f"{fold(award)} ", _BRANCH)


def _year_of_meeting(reading: Reading) -> int | None:
    """The year that a meeting looks back on (`Hội nghị tổng kết năm N`): what it proposes rewards that year."""
    head = reading.article.text[:_LEAD_LENGTH].lower()
    period = reading.period[0] if reading.period and has_any(head, _LOOKING_BACK) else ""
    return int(period) if len(period) == 4 and period.isdecimal() else None


def _same_as_before(
    here: AwardSentence, clause: Clause, last: Sequence[Recipient], given_by: Grantor | None
) -> Sequence[Recipient]:
    """`A được tặng Cờ thi đua, Bằng khen`, `… và nhận Bằng khen`: those of the award before, or the unit before."""
    if here.is_joined(clause):
        return () if _names_unknown(here, clause) or _are_others(here, clause, last) else last
    verb = receiving_verb(here, clause)
    if verb < 0:
        # `A được X tặng Cờ thi đua, Y tặng Bằng khen`
        return last if given_by and given_by.governs and here.starts_with_giver(clause) else ()
    if last and here.goes_on_before(clause, verb):
        return last
    return unit_before(here, verb)


def _are_others(here: AwardSentence, clause: Clause, last: Sequence[Recipient]) -> bool:
    """`Cờ cho A; | 30 Kỷ niệm chương`: are there more of an award than of those who get the one before a semicolon?"""
    row, counted = here.row, here.row[clause.at - 1]
    if counted.kind is not Kind.NUMBER or not any(c.text == ";" for c in row[max(clause.start - 1, 0) : clause.at]):
        return False
    return all(one.kind is not RecipientKind.GROUP for one in last) and int(counted.text) > len(last)


def _names_unknown(here: AwardSentence, clause: Clause) -> bool:
    """`… cho | đội bóng trẻ của chúng ta`: of a clause without known recipients: does it name some all the same?"""
    return any(is_word(c, TO) for c in here.row[clause.after : clause.end])


@dataclass(frozen=True, slots=True)
class _Award:
    """An award as its clause names it."""

    names: Sequence[AwardName]  # of several grades one each
    kind: str
    grantor: Grantor | None
    status: AwardStatus
    years: Sequence[int | None]


def _records(reading: Reading, award: _Award, recipients: Sequence[Recipient]) -> Iterator[Award]:
    """A record for each name, recipient, grantor and year of an award."""
    by = [award.grantor, *award.grantor.others] if award.grantor else [None]
    if award.kind == _COLLECTIVE:
        recipients = [unit for one in recipients if (unit := _collective(reading, one))]
    for name, one, grantor in product(award.names, recipients, by):
        itself = grantor is not None and fold(grantor.name) == fold(one.name or "")
        for year in (name.year,) if name.year else award.years:
            yield _record(reading, name, award, one, None if itself else grantor, year)


def _collective(reading: Reading, recipient: Recipient) -> Recipient | None:
    """Who gets a flag: of a person the unit that they lead or stand for; None where the article names none."""
    if recipient.kind is not RecipientKind.PERSON:
        return recipient
    mentions = reading.by_person.get(fold(recipient.name or ""))
    unit = person_holder(reading, mentions[0]).unit if mentions else None
    span = reading.names.naming(unit) if unit else None
    return Recipient(RecipientKind.UNIT, unit, None, span) if span else None


def _record(
    reading: Reading, name: AwardName, award: _Award, recipient: Recipient, by: Grantor | None, year: int | None
) -> Award:
    grantor = by.name if by else None
    spans = {*name.spans, recipient.span, *([by.span] if by else [])}
    who = (fold(grantor or ""), fold(recipient.name or ""), recipient.count)
    return Award(
        id=record_id(reading.article.id, Award, fold(name.text), *who, award.status, year),
        evidence=tuple(sorted(spans)),
        rule=RULE,
        award=name.text,
        grantor=grantor,
        recipient=recipient.name,
        recipient_kind=recipient.kind,
        count=recipient.count,
        status=award.status,
        year=year,
    )


def _merged(found: Sequence[Award], reading: Reading) -> list[Award]:
    """One for each award, recipient and status; the one with the grantor and the year is the fuller.

    A group of as many as are named elsewhere (`cho 2 cá nhân`) is those.
    """
    found = _with_grantor_of_others(found)
    names = {fold(one.award) for one in found}
    short = {name for name in names if name == _OF_THE_PARTY or any(other.startswith(f"{name} ") for other in names)}
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
    other_names = names_in_brackets(reading) if len(full) > 1 else {}

    def slot(award: Award) -> tuple[str, str, AwardStatus]:
        name, recipient, status = _slot(award)
        return name, other_names.get(recipient, recipient), status

    return merged(full, slot, _agree, _weight, _MOST_EVIDENCE)


def _with_grantor_of_others(found: Sequence[Award]) -> Sequence[Award]:
    """An award without a grantor has the only one whom the article names with the same award.

    Of an order (`Huân chương X`) with its other grades. Not a group's, to whom others give such awards, and no badge
    of the Party's, which each committee grants to its own.
    """
    grantors: dict[str, set[str]] = {}
    for one in found:
        if one.grantor:
            grantors.setdefault(_without_grade(one.award), set()).add(one.grantor)
    known = {name: names.pop() for name, names in grantors.items() if len(names) == 1}
    return [
        replace(one, grantor=known[name])
        if one.grantor is None and _is_given_alike(one) and (name := _without_grade(one.award)) in known
        else one
        for one in found
    ]


def _is_given_alike(award: Award) -> bool:
    name = fold(award.award)
    named = award.recipient is not None and award.status is AwardStatus.AWARDED
    return name.startswith(_ORDER) or (named and not name.endswith(_YEARS_IN_IT) and name != _OF_THE_PARTY)


def _without_grade(award: str) -> str:
    return fold(award).partition(_GRADE)[0]


def _slot(award: Award) -> tuple[str, str, AwardStatus]:
    return fold(award.award), _by_number(fold(award.recipient or "")), award.status


def _by_number(recipient: str) -> str:
    """`trung đoàn tên lửa 236`: a numbered unit of the army without its branch, which is often left out."""
    kind, number = " ".join(recipient.split()[:2]), recipient.rpartition(" ")[2]
    return f"{kind} {number}" if kind in _NUMBERED and number.isdecimal() else recipient


def _kind_of(award: Award) -> tuple[str, AwardStatus]:
    return fold(award.award), award.status


def _is_short_for(award: Award, other: Award) -> bool:
    """Is an award only the first words of another one's name (`Huân chương`), of the same recipient or of a group?"""
    if award.status != other.status or award.recipient not in (None, other.recipient):
        return False
    if award.recipient is None and award.grantor not in (None, other.grantor):
        return False
    short, long = fold(award.award), fold(other.award)
    if award.count and short not in _BARE and (other.recipient or award.count != other.count):
        return False  # so many others
    return long.startswith(short + " ") or (short == _OF_THE_PARTY and long.endswith(_YEARS_IN_IT))


def _is_summed(award: Award, other: Award) -> bool:
    """`cho các tập thể`, `một thanh niên`: is a group without a number, or of one, only who is named elsewhere?"""
    if award.recipient is not None or award.count not in (None, 1) or award.status != other.status:
        return False
    named = other.recipient is not None or (other.count is not None and award.count is None)
    same = fold(award.award) == fold(other.award)
    if award.status is AwardStatus.PROPOSED and award.count is None and other.grantor is None:
        # `đề nghị X tặng cờ thi đua xuất sắc` of those who are named below with their flags
        return named and (same or fold(award.award).startswith(f"{fold(other.award)} "))
    return named and same and award.grantor in (None, other.grantor)


def _weight(award: Award) -> tuple[bool, bool]:
    return award.grantor is not None, award.year is not None


def _agree(left: Award, right: Award) -> bool:
    """Do two records of one award to one recipient say nothing different: size of the group, grantor, year?"""
    if left.count != right.count and None not in (left.count, right.count):
        return False
    grantors = {fold(a.grantor).replace(".", "") for a in (left, right) if a.grantor}  # `TP. X`, `TP X`
    if len(grantors) == 2 and left.recipient and (shorter := min(grantors, key=len)):
        # A body and its head; `Thủ tướng` and `Thủ tướng Chính phủ`.
        longer = max(grantors, key=len)
        if longer.endswith(f" {shorter}") or longer.startswith(f"{shorter} "):
            grantors = {shorter}
    if len(grantors) == 2 and grantors <= _OF_STATE:
        grantors = set()  # an order that the President gives is the State's
    years = {a.year for a in (left, right) if a.year}
    return len(grantors) < 2 and len(years) < 2
