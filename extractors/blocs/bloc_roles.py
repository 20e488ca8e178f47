"""Who holds which role in a bloc: by unit, by person, or by both.

    X đảm nhiệm Khối trưởng · bầu X làm Cụm trưởng, Y làm Cụm phó năm N · X (Cụm trưởng) · X – đơn vị Khối trưởng
    Khối trưởng năm N là X · Cụm phó được giao cho X · Với vai trò Cụm trưởng năm N, X … · chúc mừng X kết thúc nhiệm kỳ
    ông A, Giám đốc X, Trưởng khối · A và B - đại diện đơn vị Cụm trưởng, Cụm phó - cùng điều hành

Hosting (`đăng cai`) and leading the score make no head; `Bằng khen của Khối trưởng` names a grantor only. What passes
from one to another is read by `bloc_handovers`; the records are made by `role_records`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..chunks import Kind, Row, is_word, words
from ..reading import Reading
from ..records import Basis, Role, Span
from ..sentence import Sentence
from ..text.plain_text import has_any
from ..text.words import ALL, BLOC_WORDS, DUTY, ENDS, HANDS_OVER, IS, OF, POSITION, RESPONSIBILITY, ROLE, TAKES
from ..units.same_units import same_unit
from .blocs import Blocs, Named
from .holders import Holder, RoleSentence, as_member
from .holders_behind import TERM, is_conferred
from .role_holders import SINGLE_ROLES, holders_of
from .role_years import (
    HALF,
    closes_a_year,
    coming_year,
    default_year,
    has_headships_flag,
    in_office,
    is_coming,
    stated_year,
)

# Verbs by which a meeting elects, and by which it assigns; what is assigned may begin later.
_ELECTING = ("bầu", "bỏ phiếu", "biểu quyết", "trúng cử", "suy tôn", "tín nhiệm", "bình bầu", "đề cử")
_ASSIGNING = (
    "giao", "cử", "phân công", "đảm nhiệm", "đảm nhận", "đảm trách", "đảm đương", "chỉ định", "luân phiên",
    "thống nhất", "làm",
)  # fmt: skip
_ASSIGNING_ALONE = tuple(f" {word} " for word in _ASSIGNING)
_GIVEN_TO = "giao cho"
# Verbs of holding and taking a role, with which a sentence goes on behind one that gives another role.
_HOLDING = frozenset({"giữ", TAKES, IS, "làm", "đảm"})
# Nouns of which a role may be the possessor.
_OWNED = (ROLE, TERM, POSITION, DUTY, RESPONSIBILITY)
_LEAVING = (f" từ {POSITION} ", f" từ {ROLE} ", " từ cương vị ")  # before a role that is given up
_PLANS = ("dự kiến", "nếu", "phấn đấu", "ý kiến đề xuất", "ý kiến đề nghị")  # before a role that is not given yet
_FLAG = "cờ"
_FOLLOWING_REACH = 7  # chunks
_NAMES = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.POST, Kind.BLOC, Kind.PLACE})


@dataclass(frozen=True, slots=True)
class Held:
    """A role as a sentence gives it.

    title: its words. stated_year: the sentence says the year. ended: it is over. coming: it is that of a new holder,
    for a year that the article may say elsewhere; `year` is then the one that is meant where it does not. held: a verb
    says it.
    """

    bloc: Named
    role: Role
    title: str
    holder: Holder
    year: int | None
    stated_year: bool
    basis: Basis
    span: Span
    ended: bool = False
    coming: bool = False
    held: bool = False


def find_roles(reading: Reading, blocs: Blocs) -> list[Held]:
    """Every role that a sentence gives to a unit or a person, in order; handovers are read apart."""
    found: list[Held] = []
    numbers = reading.rows_with(Kind.ROLE, Kind.DECOY)
    default = default_year(reading) if numbers else None
    coming_row, coming_year = -2, 0  # the last row that gives a role from a year on, and that year
    for number in numbers:
        sentence = Sentence(reading, number)
        if not sentence.has(Kind.ROLE):
            if has_headships_flag(sentence) and sentence.only_year is not None:
                coming_row, coming_year = number, sentence.only_year
            continue
        here = _roles_in(RoleSentence(sentence, blocs), default)
        if number - coming_row == 1:  # `… năm 2023 cho X. Y được giao làm Khối phó.`
            here = [replace(h, year=coming_year) if _may_come(h) else h for h in here]
        if sentence.only_year is not None and _gives_from_a_year(sentence, here):
            coming_row, coming_year = number, sentence.only_year
        found.extend(here)
    found = [_settled(held, found) for held in found]
    return _with_next_terms(reading, [_before_the_next(reading, held, found) for held in found])


def _settled(held: Held, found: list[Held]) -> Held:
    """A role that is to come with the year, unless it is said, that another sentence gives the same holder."""
    if not held.coming or held.stated_year:
        return held
    known = (h.year for h in found if h.stated_year and _is_same(h, held))
    return replace(held, year=next(known, held.year))


def _before_the_next(reading: Reading, held: Held, found: list[Held]) -> Held:
    """A head in office has no year that the article gives to the one whom it elects or assigns: it is the year before.

    That is where the meeting closes a year: in its midst the headship may pass on as well.
    """
    if held.role is not Role.HEAD or held.stated_year or held.basis is not Basis.STATED or held.year is None:
        return held
    if not _closes_a_term(reading):
        return held
    rivals = (h for h in found if h.role is Role.HEAD and h.bloc is held.bloc and h.basis is not Basis.STATED)
    taken = any(h.stated_year and h.year == held.year and not _is_same(h, held) for h in rivals)
    return replace(held, year=held.year - 1) if taken else held


def _with_next_terms(reading: Reading, found: list[Held]) -> list[Held]:
    """While a year closes, what the meeting gives beside a head in office is the next term, unless a year is said."""
    if not _closes_a_term(reading):
        return found
    heads = [h for h in found if h.role is Role.HEAD and h.year is not None]
    given = [h for h in heads if not h.stated_year and h.basis is not Basis.STATED]
    ending = [
        (new.bloc, new.year)
        for new in given
        for old in heads
        if old.basis is Basis.STATED and (old.bloc, old.year) == (new.bloc, new.year) and not _is_same(old, new)
    ]
    return [
        replace(h, year=h.year + 1)
        if h.year and not h.stated_year and h.basis is not Basis.STATED and (h.bloc, h.year) in ending
        else h
        for h in found
    ]


def _closes_a_term(reading: Reading) -> bool:
    """Does the meeting close a year: in its midst the headship may pass on as well?"""
    return closes_a_year(reading) and not (reading.period and HALF in reading.period[0])


def _is_same(left: Held, right: Held) -> bool:
    """Do two sentences give one role of one bloc to one unit?"""
    return left.bloc is right.bloc and left.role is right.role and same_unit(left.holder.unit, right.holder.unit)


def _may_come(held: Held) -> bool:
    """Was a role given without saying for which year? A deputy's may be said by any verb (`Giữ vai Cụm phó là Y`)."""
    given = held.basis is not Basis.STATED or (held.held and held.role is not Role.HEAD)
    return not held.stated_year and given


def _gives_from_a_year(sentence: Sentence, here: list[Held]) -> bool:
    """Does a sentence give roles, or the headship, from its year on?"""
    given = any(h.stated_year and h.basis is not Basis.STATED for h in here)
    return given or HANDS_OVER in sentence.all_words or _FLAG in sentence.all_words.split()


def _roles_in(here: RoleSentence, default: int | None) -> list[Held]:
    """The roles that a sentence gives; default: the year of a role held now."""
    found: list[Held] = []
    roles = here.sentence.places(Kind.ROLE)
    for position, k in enumerate(roles):
        bloc = None if only_names_the_role(here.row, k) or is_planned(here.row, k) else here.bloc_of(k)
        holders, ended = holders_of(here, roles, position) if bloc else ([], False)
        if bloc is None or not holders or _is_of_another_kind(here.row, k, bloc):
            continue
        chunk = here.row[k]
        role = Role(chunk.field("role"))
        basis = _basis(here.row, k, holders[0])
        link = f" {_words_between(here.row, holders[0], k)} "
        stated = stated_year(here.sentence, k, basis)
        now = basis is Basis.STATED or (basis is Basis.ASSIGNED and in_office(here.sentence, k, link))
        titled = k + 1 < len(here.row) and here.row[k + 1].kind is Kind.NAME
        if stated is None and not titled:
            # `Khối trưởng năm 2023 là X, Khối phó là Y`: a role shares the year of another one before it.
            before = (h for h in found if h.stated_year and not h.ended and h.role is not role)
            stated = next((h.year for h in before if basis in (Basis.STATED, h.basis)), None)
        year = stated if stated is not None else (default or here.sentence.only_year) if now else None
        held = _is_held(here.row, k, link)
        coming = (
            stated is None and not ended and is_coming(here.sentence, k, link, held=held or basis is not Basis.STATED)
        )
        if coming:
            year = coming_year(here.reading) or year
        holders = [as_member(bloc, holder) for holder in holders]
        for holder in holders[:1] if role in SINGLE_ROLES else holders:
            span = here.reading.span(min(holder.span.start, chunk.a), max(holder.span.end, chunk.b))
            found.append(
                Held(
                    bloc, role, whole_title(here.row, k), holder, year, stated is not None, basis, span, ended,
                    coming=coming, held=held,
                )
            )  # fmt: skip
    return found


def _is_held(row: Row, k: int, link: str) -> bool:
    """`Y giữ vai trò Khối phó`, `Giữ vai Cụm phó là Y`: does a verb of holding say the role at chunk k?"""
    return not _HOLDING.isdisjoint(link.split()) or (k + 1 < len(row) and is_word(row[k + 1], IS))


def is_planned(row: Row, k: int) -> bool:
    """`Dự kiến năm 2025, X sẽ làm Khối trưởng`: does a plan govern the role at chunk k?"""
    before = f" {words(row, 0, k)} "
    if before.endswith(_LEAVING):
        return True  # `Từ vị trí Cụm phó, X …`
    return any(f" {word} " in before for word in _PLANS)


def _is_of_another_kind(row: Row, k: int, bloc: Named) -> bool:
    """`khối trưởng khối 4, thị trấn X`, `khối trưởng các khối`; or a `khối trưởng` where the bloc is a cụm."""
    after = row[k + 1] if k + 1 < len(row) else None
    if after is not None and after.kind is Kind.BLOC:
        return False
    if after is not None and (is_word(after, ALL) or after.norm.split()[0] in BLOC_WORDS):
        return True
    named = {w for w in row[k].norm.split() if w in BLOC_WORDS}
    return bool(named) and bloc.key.split()[0] not in named


def _words_between(row: Row, holder: Holder, k: int) -> str:
    """The folded words from a holder on to the role at chunk k; names left out (`Sở Giao thông` gives nothing)."""
    start = holder.span.start
    return " ".join([c.norm for c in row[:k] if c.a >= start and c.kind not in _NAMES])


def whole_title(row: Row, k: int) -> str:
    """The words of the role at chunk k; `Trưởng | Khối thi đua số 2` is `Trưởng Khối`, its kind the bloc's."""
    text, after = row[k].text, row[k + 1 : k + 2]
    bare = len(text.split()) == 1 and after and after[0].kind is Kind.BLOC
    return f"{text} {after[0].text.split()[0]}" if bare else text


def only_names_the_role(row: Row, k: int) -> bool:
    """Is the role at chunk k only named as an owner, a grantor or an author (`quà của Khối trưởng`)?"""
    if k == 0:
        return False
    if is_word(row[k - 1], OF):
        return not any(word in words(row, k - 8, k) for word in _OWNED)
    return row[k - 1].kind is Kind.AWARD


def _basis(row: Row, k: int, holder: Holder) -> Basis:
    """On what a role at chunk k rests: an election, an assignment, or that it is said."""
    link, start = f" {_words_between(row, holder, k)} ", holder.span.start
    spoken = f"{link}|" + " ".join(
        ["", *[c.norm for c in row if c.b <= start and c.kind not in _NAMES], ""]
    )  # and what stands before
    if has_any(spoken, _ELECTING):
        return Basis.ELECTED
    if is_conferred(row, k):
        return Basis.ASSIGNED
    assigned = has_any(spoken, _ASSIGNING_ALONE) and ENDS not in link
    return Basis.ASSIGNED if assigned or _GIVEN_TO in words(row, k + 1, k + 1 + _FOLLOWING_REACH) else Basis.STATED
