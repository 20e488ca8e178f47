"""Who holds which role in a bloc: by unit, by person, or by both.

    X đảm nhiệm Khối trưởng · bầu X làm Cụm trưởng, Y làm Cụm phó năm N · X (Cụm trưởng) · X – đơn vị Khối trưởng
    Khối trưởng năm N là X · Cụm phó được giao cho X · Với vai trò Cụm trưởng năm N, X … · chúc mừng X kết thúc nhiệm kỳ
    ông A, Giám đốc X, Trưởng khối · A và B - đại diện đơn vị Cụm trưởng, Cụm phó - cùng điều hành

Hosting (`đăng cai`) and leading the score make no head; `Bằng khen của Khối trưởng` names a grantor only. What passes
from one to another is read by `bloc_handovers`; the records are made by `role_records`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from corpus.article import BlockKind

from .bloc_names import BLOC_WORDS
from .blocs import Blocs, Named
from .chunks import Kind, Row, is_word, words
from .holders import Holder, RoleSentence
from .plain_text import has_any
from .reading import Reading
from .records import Basis, Role, Span
from .role_holders import TERM, holders_of
from .sentence import Sentence, year_of
from .words import ALL, DUTY, ENDS, HANDS_OVER, OF, POSITION, RESPONSIBILITY, ROLE, YEAR

# Verbs by which a meeting elects, and by which it assigns; what is assigned may begin later.
_ELECTING = ("bầu", "bỏ phiếu", "biểu quyết", "trúng cử", "suy tôn", "tín nhiệm", "bình bầu", "đề cử")
_ASSIGNING = (
    "giao", "cử", "phân công", "đảm nhiệm", "đảm nhận", "đảm trách", "chỉ định", "luân phiên", "thống nhất", "làm",
)  # fmt: skip
_ASSIGNING_ALONE = tuple(f" {word} " for word in _ASSIGNING)
_GIVEN_LATER = ("giao", "cử", "phân công", "chỉ định")
_GIVEN_TO = "giao cho"
# Words for a term that is still to come.
_COMING = ("bầu", "sẽ ", "năm tới", "nhiệm kỳ mới", "hội nghị thống nhất")
# Nouns of which a role may be the possessor.
_OWNED = (ROLE, TERM, POSITION, DUTY, RESPONSIBILITY)
_PLANS = ("dự kiến", "nếu", "phấn đấu")  # before a role that is not given yet
_FLAG = "cờ"
_HEAD = "trưởng"
_YEAR_REACH, _FOLLOWING_REACH = 4, 7  # chunks
_SINGLE = frozenset({Role.HEAD, Role.STANDING_DEPUTY})  # roles that one alone holds


@dataclass(frozen=True, slots=True)
class Held:
    """A role as a sentence gives it. title: its words. stated_year: the sentence says the year. ended: it is over."""

    bloc: Named
    role: Role
    title: str
    holder: Holder
    year: int | None
    stated_year: bool
    basis: Basis
    span: Span
    ended: bool = False


def find_roles(reading: Reading, blocs: Blocs) -> list[Held]:
    """Every role that a sentence gives to a unit or a person, in order; handovers are read apart."""
    found: list[Held] = []
    default = reading.term or _headline_year(reading)
    coming_row, coming_year = -2, 0  # the last row that gives a role from a year on, and that year
    for number in reading.rows_with(Kind.ROLE, Kind.DECOY):
        sentence = Sentence(reading, number)
        if not sentence.has(Kind.ROLE):
            if has_headships_flag(sentence.row) and sentence.only_year is not None:
                coming_row, coming_year = number, sentence.only_year
            continue
        here = _roles_in(RoleSentence(sentence, blocs), default)
        if number - coming_row == 1:  # `… năm 2023 cho X. Y được giao làm Khối phó.`
            here = [replace(h, year=coming_year) if _may_come(h) else h for h in here]
        if sentence.only_year is not None and _gives_from_a_year(sentence, here):
            coming_row, coming_year = number, sentence.only_year
        found.extend(here)
    return found


def _headline_year(reading: Reading) -> int | None:
    """The only year of the headline, where it speaks of no role that begins with it."""
    for number, row in enumerate(reading.rows):
        if reading.block(row[0]).kind is BlockKind.TITLE:
            coming = reading.has(number, Kind.ROLE) or has_headships_flag(row)
            return None if coming else Sentence(reading, number).only_year
    return None


def has_headships_flag(row: Row, flags: tuple[str, ...] = (_FLAG,)) -> bool:
    """`cờ đảm trách Khối trưởng`: does the flag of a headship stand in a row, in one chunk? flags: how it begins."""
    decoys = [c.norm for c in row if c.kind is Kind.DECOY]
    return any(norm.startswith(flags) and norm.endswith(_HEAD) for norm in decoys)


def _may_come(held: Held) -> bool:
    """Was a role given without saying for which year?"""
    return not held.stated_year and held.basis is not Basis.STATED


def _gives_from_a_year(sentence: Sentence, here: list[Held]) -> bool:
    """Does a sentence give roles, or the headship, from its year on?"""
    given = any(h.stated_year and h.basis is not Basis.STATED for h in here)
    return given or HANDS_OVER in sentence.all_words or _FLAG in sentence.all_words.split()


def _roles_in(here: RoleSentence, default: int | None) -> list[Held]:
    """The roles that a sentence gives; default: the year of a role held now."""
    found: list[Held] = []
    roles = [k for k, c in enumerate(here.row) if c.kind is Kind.ROLE]
    for position, k in enumerate(roles):
        bloc = None if only_names_the_role(here.row, k) or _is_planned(here.row, k) else here.bloc_of(k)
        holders, ended = holders_of(here, roles, position) if bloc else ([], False)
        if bloc is None or not holders or _is_of_another_kind(here.row, k, bloc):
            continue
        chunk = here.row[k]
        role = Role(chunk.field("role"))
        basis = _basis(here.row, k, holders[0])
        stated = _stated_year(here.sentence, k, basis)
        in_office = basis is Basis.STATED or (basis is Basis.ASSIGNED and _in_office(here.sentence, k, holders[0]))
        if stated is None and basis is Basis.STATED:
            # `Khối trưởng năm 2023 là X, Khối phó là Y`: a role shares the year of another one before it.
            stated = next((h.year for h in found if h.stated_year and not h.ended and h.role is not role), None)
        year = stated if stated is not None else (default or here.sentence.only_year) if in_office else None
        for holder in holders[:1] if role in _SINGLE else holders:
            span = here.reading.span(min(holder.span.start, chunk.a), max(holder.span.end, chunk.b))
            found.append(Held(bloc, role, chunk.text, holder, year, stated is not None, basis, span, ended))
    return found


def _is_planned(row: Row, k: int) -> bool:
    """`Dự kiến năm 2025, X sẽ làm Khối trưởng`: does a plan govern the role at chunk k?"""
    before = f" {words(row, 0, k)} "
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


def _stated_year(sentence: Sentence, k: int, basis: Basis) -> int | None:
    """The year beside the role at chunk k; of a role that is given, else the only one of the sentence."""
    year = sentence.year_after(k + 1)
    if year is None:
        year = sentence.opening_year
    if year is None:
        at = next((j for j in range(max(0, k - _YEAR_REACH), k) if is_word(sentence.row[j], YEAR)), None)
        year = year_of(sentence.row[at + 1]) if at is not None else None
    if year is None and (basis is not Basis.STATED or _beside_another_role(sentence, k)):
        return sentence.only_year
    return year


def _beside_another_role(sentence: Sentence, k: int) -> bool:
    """`Khối trưởng năm học 2024-2025 là X; Y là Khối phó`: is the sentence's only year that of another role?"""
    own = sentence.row[k].field("role")
    others = (j for j, c in enumerate(sentence.row) if c.kind is Kind.ROLE and c.field("role") != own)
    return any(sentence.year_after(j + 1) for j in others)


def _in_office(sentence: Sentence, k: int, holder: Holder) -> bool:
    """`X đảm nhiệm khối trưởng …, đã tổ chức`: in office now; `X được giao làm` may be from a coming year on."""
    link = f" {_words_between(sentence.row, holder, k)} "
    given = any(f" {word} " in link for word in _GIVEN_LATER)
    return not given and not any(word in sentence.all_words for word in _COMING)


def _words_between(row: Row, holder: Holder, k: int) -> str:
    """The folded words from a holder on, itself included, to the role at chunk k."""
    start = holder.span.start
    return " ".join([c.norm for c in row[:k] if c.a >= start])


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
    spoken = f"{link}|" + " ".join(["", *[c.norm for c in row if c.b <= start], ""])  # and what stands before
    if has_any(spoken, _ELECTING):
        return Basis.ELECTED
    assigned = has_any(spoken, _ASSIGNING_ALONE) and ENDS not in link
    return Basis.ASSIGNED if assigned or _GIVEN_TO in words(row, k + 1, k + 1 + _FOLLOWING_REACH) else Basis.STATED
