"""Who holds which role in a bloc: by unit, by person, or by both.

    X đảm nhiệm Khối trưởng · bầu X làm Cụm trưởng, Y làm Cụm phó năm N · X (Cụm trưởng) · X – đơn vị Khối trưởng
    Khối trưởng năm N là X · Cụm phó được giao cho X · Với vai trò Cụm trưởng năm N, X … · chúc mừng X kết thúc nhiệm kỳ
    ông A, Giám đốc X, Trưởng khối · A và B - đại diện đơn vị Cụm trưởng, Cụm phó - cùng điều hành

Hosting (`đăng cai`) and leading the score make no head; `Bằng khen của Khối trưởng` names a grantor only. What passes
from one to another is read by `bloc_handovers`; the records are made by `role_records`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from .bloc_names import BLOC_WORDS
from .blocs import Blocs, Named
from .chunks import Chunk, Kind, Row, is_word, words
from .cue_words import Link, linking_words
from .holders import Holder, RoleSentence, person_holder
from .reading import Reading
from .records import Basis, Role, Span
from .sentence import Sentence, year_of
from .words import (
    ALL,
    AND,
    BY,
    DUTY,
    ENDS,
    HANDS_OVER,
    IS,
    OF,
    PASSIVE,
    POSITION,
    RESPONSIBILITY,
    ROLE,
    STANDING,
    TO,
    TOGETHER,
    UNDER,
    UNIT,
    YEAR,
)

_MARKS = frozenset({",", "-", "–", "—", "(", ":"})
_SHARING = frozenset({",", AND, TOGETHER})
# Verbs by which a meeting elects, and by which it assigns; what is assigned may begin later.
_ELECTING = ("bầu", "bỏ phiếu", "biểu quyết", "trúng cử", "suy tôn", "tín nhiệm", "bình bầu", "đề cử")
_ASSIGNING = (
    "giao", "cử", "phân công", "đảm nhiệm", "đảm nhận", "đảm trách", "chỉ định", "luân phiên", "thống nhất", "làm",
)  # fmt: skip
_GIVEN_LATER = ("giao", "cử", "phân công", "chỉ định")
_GIVEN_TO = "giao cho"
# Words for a term that is still to come.
_COMING = ("bầu", "sẽ ", "năm tới", "nhiệm kỳ mới", "hội nghị thống nhất")
# Nouns of an office, before the role that they name, and those of which a role may be the possessor.
_OFFICE = (ROLE, STANDING, "tư cách", POSITION, DUTY)
_OWNED = (ROLE, "nhiệm kỳ", POSITION, DUTY, RESPONSIBILITY)
# How a role begins that is set beside its unit by a comma (`X, đơn vị Khối trưởng`), and one that people represent.
_UNIT_TITLES = ("đơn vị", "đại diện", "cơ quan")
_REPRESENTING = ("đại diện", "đơn vị")
_PLANS = ("dự kiến", "nếu", "phấn đấu")  # before a role that is not given yet
_FLAG = "cờ"
_HEAD = "trưởng"
# What leads from a role to its holder behind it: `là X`; `được giao cho X`; and what may stand between.
_LEADING_ON = (IS, ":", "giao", UNDER, BY)
_LEADING_TO = (TO, "về", *UNIT)
_BETWEEN = (YEAR, PASSIVE, "đã", "tiếp", "tục", "mới")
_LONGEST_LINK = 9  # words and marks between a holder and a role
_SUBJECT_REACH, _YEAR_REACH, _FOLLOWING_REACH = 8, 4, 7  # chunks
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
    coming_row, coming_year = -2, 0  # the last row that gives a role from a year on, and that year
    for number in range(len(reading.rows)):
        sentence = Sentence(reading, number)
        if not sentence.has(Kind.ROLE):
            flag = sentence.has(Kind.DECOY) and any(_is_headships_flag(c) for c in sentence.row)
            if flag and sentence.only_year is not None:
                coming_row, coming_year = number, sentence.only_year
            continue
        here = _roles_in(RoleSentence(sentence, blocs), reading.term)
        if number - coming_row == 1:  # `… năm 2023 cho X. Y được giao làm Khối phó.`
            here = [replace(h, year=coming_year) if _may_come(h) else h for h in here]
        if sentence.only_year is not None and _gives_from_a_year(sentence, here):
            coming_row, coming_year = number, sentence.only_year
        found.extend(here)
    return found


def _is_headships_flag(chunk: Chunk) -> bool:
    """`cờ đảm trách Khối trưởng`: the flag of a headship, in one chunk."""
    return chunk.kind is Kind.DECOY and chunk.norm.startswith(_FLAG) and chunk.norm.endswith(_HEAD)


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
        bloc = (
            None
            if _only_names_the_role(here.row, k) or _is_planned(here.row, k)
            else here.bloc_near(k + 1, k + 2, k - 1)
        )
        holders, ended = _holders(here, roles, position) if bloc else ([], False)
        if bloc is None or not holders or _is_of_another_kind(here.row, k, bloc):
            continue
        chunk = here.row[k]
        role = Role(chunk.field("role"))
        basis = _basis(here.row, k, holders[0])
        stated = _stated_year(here.sentence, k, basis)
        in_office = basis is Basis.STATED or (basis is Basis.ASSIGNED and _in_office(here.sentence, k, holders[0]))
        year = stated if stated is not None else default if in_office else None
        for holder in holders[:1] if role in _SINGLE else holders:
            span = here.reading.span(min(holder.span.start, chunk.a), max(holder.span.end, chunk.b))
            found.append(Held(bloc, role, chunk.text, holder, year, stated is not None, basis, span, ended))
    return found


def _is_planned(row: Row, k: int) -> bool:
    """`Dự kiến năm 2025, X sẽ làm Khối trưởng`: does a plan govern the role at chunk k?"""
    return any(f" {word} " in f" {words(row, 0, k)} " for word in _PLANS)


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
        at = next((j for j in range(max(0, k - _YEAR_REACH), k) if is_word(sentence.row[j], YEAR)), None)
        year = year_of(sentence.row[at + 1]) if at is not None else None
    return sentence.only_year if year is None and basis is not Basis.STATED else year


def _in_office(sentence: Sentence, k: int, holder: Holder) -> bool:
    """`X đảm nhiệm khối trưởng …, đã tổ chức`: in office now; `X được giao làm` may be from a coming year on."""
    link = f" {_words_between(sentence.row, holder, k)} "
    given = any(f" {word} " in link for word in _GIVEN_LATER)
    return not given and not any(word in sentence.all_words for word in _COMING)


def _words_between(row: Row, holder: Holder, k: int) -> str:
    """The folded words from a holder on, itself included, to the role at chunk k."""
    return " ".join(c.norm for c in row[:k] if c.a >= holder.span.start)


def _only_names_the_role(row: Row, k: int) -> bool:
    """Is the role at chunk k only named as a grantor, an author or an addressee?"""
    if k == 0:
        return False
    if is_word(row[k - 1], OF):
        return not any(word in words(row, k - 8, k) for word in _OWNED)
    return row[k - 1].kind is Kind.AWARD


# --- who holds it ----------------------------------------------------------------------------------------------


def _holders(here: RoleSentence, roles: list[int], position: int) -> tuple[list[Holder], bool]:
    """(who holds the role at a position among the sentence's, whether the term is over)."""
    k = roles[position]
    spread = _distributed(here, roles, position)
    if spread:
        return [spread], False
    before = _holders_before(here, k)
    if before:
        return before, ENDS in words(here.row, k - 5, k)
    office = k >= 2 and words(here.row, k - 4, k).endswith(_OFFICE)
    after = (_subject_after(here, k) if office else None) or _holder_after(here, k)
    return ([after] if after else []), False


def _distributed(here: RoleSentence, roles: list[int], position: int) -> Holder | None:
    """`A và B - đại diện đơn vị Cụm trưởng, Cụm phó`: roles in a row go to people in a row, in order."""
    left = right = position
    while left > 0 and _coordinated(here.row, roles[left - 1], roles[left]):
        left -= 1
    while right + 1 < len(roles) and _coordinated(here.row, roles[right], roles[right + 1]):
        right += 1
    size, first = right - left + 1, roles[left]
    if size < 2 or not here.row[first].norm.startswith(_REPRESENTING):
        return None
    people = [m for m in here.sentence.mentions if m.person and m.name.end <= here.row[first].start]
    if len(people) < size or not _linked(here.row[people[-1].last : first]):
        return None
    return person_holder(here.reading, people[position - right - 1])


def _coordinated(row: Row, left: int, right: int) -> bool:
    gap = row[left + 1 : right]
    return bool(gap) and all(is_word(c, ",", AND) for c in gap)


def _linked(gap: Row) -> bool:
    """Do only marks and words of holding stand between someone and a role?"""
    return all(c.kind is Kind.MARK or c.norm in linking_words(Link.ROLE) for c in gap)


def _holders_before(here: RoleSentence, k: int) -> list[Holder]:
    """The unit or person before the role at chunk k, over words of holding or a mark; with those that share it."""
    row = here.row
    j, linking, marks = _over_link(here, k)
    if j < 0 or linking + marks > _LONGEST_LINK:
        return []
    mention = here.sentence.mention_at(j)
    if mention and (_ends_elsewhere(mention.first, mention.last, j, k) or mention.name.start > row[k].start):
        return []  # the role stands before the name, as one of its posts
    by_comma_alone = not linking and marks > 0 and row[k - 1].text == "," and not mention
    holder = here.holder_at(j)
    if holder is None or (by_comma_alone and not row[k].norm.startswith(_UNIT_TITLES)):
        return []
    return [*_sharing(here, j), holder]


def _ends_elsewhere(first: int, last: int, j: int, k: int) -> bool:
    """Does a mention (chunks first to last) go on behind chunk j without taking in the role at chunk k?"""
    return last - 1 != j and not first <= k < last


def _over_link(here: RoleSentence, k: int) -> tuple[int, int, int]:
    """(the chunk of the holder before the role at chunk k or -1, words of holding, marks between them)."""
    row = here.row
    j = k - 1
    linking = marks = 0
    while j >= 0 and not here.sentence.mention_at(j) and row[j].kind is not Kind.UNIT:
        if row[j].kind is Kind.MARK and row[j].text in _MARKS:
            marks += 1
        elif row[j].kind is Kind.WORD and row[j].norm in linking_words(Link.ROLE):
            linking += 1
        elif not (row[j].kind is Kind.BLOC and linking) and not (row[j].text == ")" and not marks):
            return -1, linking, marks
        j -= 1
    return j, linking, marks


def _sharing(here: RoleSentence, j: int) -> list[Holder]:
    """Units coordinated with the one at chunk j: `X và Y là Khối phó`."""
    row = here.row
    found: list[Holder] = []
    while j >= 2 and row[j - 1].norm in _SHARING and row[j - 2].kind is Kind.UNIT:
        j -= 2
        holder = here.holder_at(j)
        if holder is None or here.sentence.mention_at(j):
            break
        found.insert(0, holder)
    return found


def _subject_after(here: RoleSentence, k: int) -> Holder | None:
    """`Với vai trò Cụm trưởng năm N, X …`: the subject behind the comma."""
    for j in range(k + 1, min(k + _SUBJECT_REACH, len(here.row) - 1)):
        if here.row[j].text == ",":
            return here.holder_at(j + 1)
        if here.row[j].kind not in (Kind.WORD, Kind.NUMBER, Kind.BLOC):
            return None
    return None


def _holder_after(here: RoleSentence, k: int) -> Holder | None:
    """`Khối trưởng năm N là X`, `Cụm phó được giao cho X`, `Khối trưởng: X`."""
    linked = False
    for j in range(k + 1, min(k + _LONGEST_LINK, len(here.row))):
        chunk = here.row[j]
        if is_word(chunk, *_LEADING_ON) or (linked and is_word(chunk, *_LEADING_TO)):
            linked = True
        elif linked and (chunk.kind is Kind.UNIT or here.sentence.mention_at(j)):
            return here.holder_at(j)
        elif chunk.kind not in (Kind.NUMBER, Kind.BLOC) and not is_word(chunk, *_BETWEEN):
            return None
    return None


def _basis(row: Row, k: int, holder: Holder) -> Basis:
    """On what a role at chunk k rests: an election, an assignment, or that it is said."""
    link = _words_between(row, holder, k)
    head = " ".join(c.norm for c in row if c.b <= holder.span.start)
    if any(word in link or word in head for word in _ELECTING):
        return Basis.ELECTED
    assigned = any(f" {word} " in f" {link} " or f" {word} " in f" {head} " for word in _ASSIGNING)
    if (assigned and ENDS not in link) or _GIVEN_TO in words(row, k + 1, k + 1 + _FOLLOWING_REACH):
        return Basis.ASSIGNED
    return Basis.STATED
