"""The headship of a bloc passing on, with its flag or without.

    X trao Cờ đảm trách Khối trưởng năm 2021 cho Y · X bàn giao nhiệm vụ Cụm trưởng năm 2023 cho Y
    X chuyển giao nhiệm vụ Cụm trưởng năm 2023 sang Y · Y nhận bàn giao Trưởng Khối năm N từ X
    Sau một năm giữ vai trò Khối trưởng, X đã trao lại nhiệm vụ cho Y · A trao cờ Khối trưởng năm N cho B (people)
    X thay Y làm Khối trưởng · Y nhận cờ do X trao lại · cờ được X trao cho Y · việc chuyển giao … từ X sang Y

A head of one year and another that the article elects or assigns for the next are a handover as well. What the
sentence of a handover leaves open (its year, who gives, the unit of who takes) the article's heads complete, see
`passed_terms`. The records are made by `role_records`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..chunks import TITLES, Chunk, Kind, Row, is_word, words
from ..reading import Reading
from ..records import Basis, Role
from ..sentence import Sentence
from ..text.cue_words import Link, linking_words
from ..text.plain_text import has_any
from ..text.words import AND, BY, COMRADE, DUTY, ENDS, FROM, GIVES, HANDS, HANDS_OVER, PASSIVE, TAKES, TO, UNIT, YEAR
from ..units.same_units import same_unit
from .bloc_roles import Held, is_planned, only_names_the_role, whole_title
from .blocs import Blocs
from .holders import Holder, RoleSentence, as_member
from .holders_behind import OFFICE
from .passed_terms import Passing, completed, role_title, title_of_head
from .role_holders import holders_of
from .role_years import has_headships_flag, year_from_a_day

# Verbs of handing over and of taking over: their first syllables, and in full.
_GIVING_SYLLABLES = frozenset({"trao", "bàn", "chuyển", "nhường"})
_GIVING = (
    HANDS, HANDS_OVER, "chuyển giao", "chuyển từ", "chuyển cho", "chuyển sang", "chuyển cờ",
    "chuyển đơn vị", "chuyển vai trò", "chuyển nhiệm vụ", "nhường",
)  # fmt: skip
_GIVING_ALONE = tuple(
    f"{verb} {to}" for verb in (HANDS_OVER, "chuyển giao", "trao lại", "bàn giao lại") for to in (TO, "sang")
)
_TAKING_SYLLABLES = frozenset({TAKES, "tiếp"})
_TAKING = ("nhận bàn giao", "nhận cờ", "tiếp nhận", "nhận nhiệm vụ", "nhận lại", "nhận từ")
_TAKES_OVER = f"{TAKES} {HANDS_OVER}"
_REPLACES = "thay"
_SUCCEEDS = ("tiếp nối", "kế nhiệm", "nối tiếp")
_REPLACING_SYLLABLES = frozenset({_REPLACES, *(verb.split()[0] for verb in _SUCCEEDS)})
_VERB_SYLLABLES = _GIVING_SYLLABLES | _TAKING_SYLLABLES | _REPLACING_SYLLABLES
_REPLACES_FULLY = "thế"
_BETWEEN = "giữa"  # `lễ bàn giao Cụm trưởng giữa X và Y`
_TOWARDS = (TO, "sang", "về", "tới", GIVES)
# The flag of a bloc's head, and what is no such flag.
_FLAG = "cờ"
_FLAGS = ("cờ luân lưu", "cờ luân phiên", "cờ đảm trách", "cờ khối trưởng", "cờ cụm trưởng", "cờ trưởng")
_NO_FLAG = ("lưu niệm", "bằng khen", "giấy khen", "tặng hoa", "cờ thi đua")
# Takers that are not named: `đơn vị bạn`, `đơn vị Khối trưởng mới`.
_ANONYMOUS = ("đơn vị", "tân", "khối trưởng", "cụm trưởng", "trưởng khối", "trưởng cụm")
_PASSING_DUTIES = tuple(
    f"{verb} {what}"
    for verb in (HANDS_OVER, "chuyển giao", "trao lại")
    for what in (DUTY, "vai trò", "trọng trách", "công việc", "hồ sơ", TO)
)
_ANNOUNCING = tuple(
    f"{verb} {what}" for verb in (HANDS_OVER, "chuyển giao") for what in (DUTY, "vai trò", "chức danh", "đơn vị")
)
_BEFORE_TAKER = (*UNIT, *COMRADE, "đại", "diện", "lãnh", "đạo", "tân")
_BESIDE_ROLE = frozenset({Kind.BLOC, Kind.NUMBER, Kind.MARK, Kind.WORD})
_TITLES = TITLES | {Kind.POST}
_VERB_REACH, _SUBJECT_REACH, _ROLE_REACH = 14, 12, 8  # chunks
_TITLES_BEFORE_TAKER = 5  # chunks
_OVER = ("sau", ENDS, "hoàn thành", "hết")  # before the role of a term that is over
_OVER_REACH = 8  # chunks
_PASSIVE_REACH = 3  # chunks before a verb


def find_passings(reading: Reading, blocs: Blocs, held: Sequence[Held]) -> list[Passing]:
    """The handovers of headship that the article states or, by the roles `held`, shows; one for each taker and year."""
    if blocs.main is None:
        return []
    stated: list[Passing] = []
    behind_roles = {number + 1 for number in reading.rows_with(Kind.ROLE)}
    for number in range(len(reading.rows)):
        follows = number in behind_roles and _TAKES_OVER in reading.words(number)
        if not follows and not _may_tell(reading, number):
            continue
        here = RoleSentence(Sentence(reading, number), blocs)
        found = _passings_in(here)
        behind = _taken_over_behind(here, held) if follows and not found else None
        stated.extend([*found, behind] if behind else found)
    return completed(reading, stated, held)


def _taken_over_behind(here: RoleSentence, held: Sequence[Held]) -> Passing | None:
    """`… Y làm Cụm trưởng năm N. Ông A, Giám đốc Y nhận bàn giao nhiệm vụ từ X`: the head of the sentence before."""
    row = here.row
    source = next((j for j in range(len(row) - 1) if is_word(row[j], FROM)), None)
    k = next((j for j in range(len(row)) if here.sentence.words(j, j + _VERB_REACH).startswith(_TAKES_OVER)), None)
    if source is None or k is None or not k < source or DUTY not in here.sentence.words(k, source):
        return None
    before = here.reading.rows[here.sentence.number - 1]
    heads = [h for h in held if h.role is Role.HEAD and before[0].a <= h.span.start < before[-1].b]
    taker = next((h for h in heads if h.basis is not Basis.STATED and _is_named(here, h.holder.unit)), None)
    giver = _holder_behind(here, source + 1)
    if taker is None or giver is None:
        return None
    span = here.reading.span(min(row[k].a, giver.span.start), max(row[source].b, giver.span.end))
    return Passing(taker.bloc, role_title(taker.title), giver, taker.holder, taker.year, span)


def _is_named(here: RoleSentence, unit: str | None) -> bool:
    """Does the sentence name a unit?"""
    units = (here.holder_at(j) for j, c in enumerate(here.row) if c.kind is Kind.UNIT)
    return any(same_unit(holder.unit, unit) for holder in units if holder)


def _may_tell(reading: Reading, number: int) -> bool:
    """Does a row name a role or a flag, without which it tells of no headship?"""
    return reading.has(number, Kind.ROLE, Kind.DECOY) or _names_flag(reading.words(number))


def _passings_in(here: RoleSentence) -> list[Passing]:
    """The handovers that a sentence states, one for each of its clauses at most."""
    row = here.row
    named = here.sentence.places(Kind.ROLE)
    roles = [k for k in named if row[k].field("role") == Role.HEAD and not only_names_the_role(row, k)]
    others = [k for k in named if row[k].field("role") != Role.HEAD]
    flag = has_headships_flag(here.sentence, _FLAGS)  # as clear as a role, whatever other roles the sentence names
    if not roles and not flag and (here.sentence.has(Kind.ROLE) or not _names_flag(here.sentence.all_words)):
        return []
    passings: list[Passing] = []
    clause = 0  # the chunk behind the clause of the last handover
    for k, chunk in enumerate(row):
        if k < clause or chunk.kind not in (Kind.WORD, Kind.DECOY):
            continue
        first = chunk.norm.partition(" ")[0]
        if first not in _VERB_SYLLABLES:
            continue
        found = None
        # The role that is handed over stands behind the verb; one before it may be the giver's.
        role = next((r for r in roles if r > k), roles[-1] if roles else None)
        if any(_is_passed_on(here, other, k) for other in others) or _is_deputys(row, k):
            continue  # a deputy's role
        if clause and role is not None and role < clause and not _is_announced(row, role, k):
            role = None  # it is that of the clause before
        if is_planned(row, k):
            continue
        if first in _GIVING_SYLLABLES and here.sentence.words(k, k + _VERB_REACH).startswith(_GIVING):
            found = _giving(here, k, role)
        elif first in _TAKING_SYLLABLES and here.sentence.words(k, k + _VERB_REACH).startswith(_TAKING):
            found = _taking(here, k, role)
        elif first in _REPLACING_SYLLABLES and role is not None:
            found = _replacing(here, k, role)
        if found:
            passings.append(found)
            clause = next((j + 1 for j in range(k, len(row)) if row[j].text == ";"), len(row))
    return passings


def _is_deputys(row: Row, k: int) -> bool:
    """`bàn giao nhiệm vụ Khối phó cho Y; đơn vị Khối trưởng không đổi`: is the next role of the clause a deputy's?"""
    following = next((c for c in row[k:] if c.kind is Kind.ROLE or c.text == ";"), None)
    return following is not None and following.kind is Kind.ROLE and following.field("role") != Role.HEAD


def _is_passed_on(here: RoleSentence, role: int, k: int) -> bool:
    """`nhiệm vụ Cụm phó … được X chuyển giao`: does the verb at chunk k pass on the role before it, in the passive?"""
    if not 0 < k - role <= _VERB_REACH:
        return False
    between = here.row[role + 1 : k]
    return any(is_word(c, PASSIVE) for c in between) and not any(c.kind is Kind.ROLE or c.text == ";" for c in between)


def _names_flag(said: str) -> bool:
    return _FLAG in said and has_any(said, _FLAGS)


def _giving(here: RoleSentence, k: int, role: int | None) -> Passing | None:
    """`X trao … cho Y`, the verb at chunk k, the sentence's first role of a head at chunk `role`."""
    row = here.row
    between = _between_two(here, k, role)
    if between:
        return between
    towards = (j for j in range(k + 1, len(row) - 1) if is_word(row[j], *_TOWARDS))
    to, taker = next(((j, holder) for j in towards if (holder := _holder_behind(here, j + 1))), (0, None))
    if taker is None:
        return _given_to_nobody(here, k, role)
    if _gives_something_else(here, k, to) or any(c.text == ":" for c in row[k:to]):
        return None  # behind a colon (`chuyển giao vai trò Cụm trưởng: X trao cho Y`) another verb tells
    source = next((j for j in range(k + 1, to) if is_word(row[j], FROM)), None)
    giver = _holder_behind(here, source + 1) if source is not None else _subject(here, k)
    if not _passes_headship(here, k, to, role) or (
        giver and (giver.unit, giver.person) == (taker.unit, taker.person) and giver.unit
    ):
        return None
    return _passing(here, role, giver, taker, k)


def _between_two(here: RoleSentence, k: int, role: int | None) -> Passing | None:
    """`bàn giao nhiệm vụ Cụm trưởng năm N giữa X và Y`, the verb at chunk k: X hands over to Y."""
    row = here.row
    at = next((j for j in range(k + 1, min(k + _VERB_REACH, len(row) - 1)) if is_word(row[j], _BETWEEN)), None)
    if at is None or role is None or not k < role < at:
        return None
    joint = next((j for j in range(at + 2, len(row) - 1) if is_word(row[j], AND)), None)
    giver, taker = _holder_behind(here, at + 1), _holder_behind(here, joint + 1) if joint else None
    return _passing(here, role, giver, taker, k) if giver and taker else None


def _given_to_nobody(here: RoleSentence, k: int, role: int | None) -> Passing | None:
    """`X trao cờ luân lưu cho đơn vị bạn`, `… cho Khối trưởng năm N`: a taker whom other sentences must name."""
    said = here.sentence.words(k, k + _VERB_REACH)
    passed = _names_flag(said) or said.startswith(_PASSING_DUTIES)
    anonymous = any(f" {TO} {word} " in f"{said} " for word in _ANONYMOUS)
    giver = _subject(here, k) if passed and anonymous else None
    if giver is None or _gives_something_else(here, k, k + _VERB_REACH):
        return None
    return _passing(here, role, giver, replace(giver, unit=None, person=None), k)


def _gives_something_else(here: RoleSentence, k: int, to: int) -> bool:
    """Is it an award, flowers or a souvenir that is handed over between the verb and the taker?"""
    said = here.sentence.words(k, to)
    return any(no in said for no in _NO_FLAG) or any(c.kind is Kind.AWARD for c in here.row[k:to])


def _passes_headship(here: RoleSentence, k: int, to: int, role: int | None) -> bool:
    """Is it the role, if there is one, or the flag that the verb at chunk k hands to the taker behind chunk `to`?"""
    passive = any(is_word(c, PASSIVE) for c in here.row[max(k - _PASSIVE_REACH, 0) : k])
    flag = _names_flag(here.sentence.words(0 if passive else k, to))
    if role is None:
        return flag
    if _is_handed_over(here, role, k) or _is_announced(here.row, role, k):
        return True
    leads = _opens_sentence(here, role, k)
    if to > role + 1 and role <= k and not leads and not flag:
        return False
    named = k < role < to or leads or 0 < role - to < _ROLE_REACH
    return named or flag or (passive and role < k)


def _is_announced(row: Row, role: int, k: int) -> bool:
    """`chuyển giao vai trò Cụm trưởng: ở Cụm số 1, X trao lại cho Y`: the role before a colon, its handovers behind."""
    return role < k and any(c.text == ":" for c in row[role:k]) and words(row, 0, role).endswith(_ANNOUNCING)


def _is_handed_over(here: RoleSentence, role: int, k: int) -> bool:
    """`Nhiệm vụ Cụm trưởng năm N được hội nghị nhất trí bàn giao cho Y`: is the role itself the passive's subject?"""
    if role >= k or not here.sentence.words(max(role - 3, 0), role).endswith(OFFICE):
        return False
    gap = here.row[role + 1 : k]
    passive = next((j for j, c in enumerate(gap) if is_word(c, PASSIVE)), len(gap))
    plain = all(c.kind in _BESIDE_ROLE or (c.kind is Kind.UNIT and j == passive + 1) for j, c in enumerate(gap))
    return plain and any(is_word(c, PASSIVE) for c in gap)


def _opens_sentence(here: RoleSentence, role: int, k: int) -> bool:
    """`Sau một năm giữ vai trò Khối trưởng, X trao lại nhiệm vụ`, `X hết nhiệm kỳ Khối trưởng và bàn giao cho Y`."""
    joints = (",", AND) if _is_over(here.row, role) else (",",)
    if role >= k or not any(is_word(c, *joints) for c in here.row[role:k]):
        return False
    return DUTY in here.sentence.words(k, k + 5) or _has_no_object(here, k)


def _has_no_object(here: RoleSentence, k: int) -> bool:
    """`X bàn giao (lại) cho Y`: does the verb at chunk k not say what it hands over?"""
    return here.sentence.words(k, k + 4).startswith(_GIVING_ALONE)


def _taking(here: RoleSentence, k: int, role: int | None) -> Passing | None:
    """`Y nhận bàn giao … từ X`, the verb at chunk k."""
    row = here.row
    taker = _subject(here, k)
    source = next((j for j in range(k + 1, len(row) - 1) if is_word(row[j], FROM, BY)), None)
    giver = _holder_behind(here, source + 1) if source is not None else None
    gives = source is not None and has_any(here.sentence.words(source), _GIVING)
    if source is not None and is_word(row[source], BY) and not gives:
        source, giver = None, None  # `… do Bộ X phát động`
    if taker is None and k == 0 and giver and source:
        # `Tiếp nhận vai trò Khối trưởng từ X, đại diện Y hứa …`
        comma = next((j for j in range(source + 1, len(row) - 1) if row[j].text == ","), None)
        taker = _holder_behind(here, comma + 1) if comma else None
    named = role is not None and (k < role < (source or k + _ROLE_REACH + 1) or _is_announced(row, role, k))
    flag = _names_flag(here.sentence.words(k, source or k + _ROLE_REACH))
    if not flag and giver and giver.unit and role is not None and not _gives_something_else(here, k, source or k):
        flag = _FLAG in here.sentence.words(k, source).split()  # `nhận cờ từ X`, of heads by their years
        role = next((j for j in range(k - 1, -1, -1) if row[j].kind is Kind.ROLE), role)  # the taker's own
    return _passing(here, role, giver, taker, k) if taker and (named or flag) else None


def _replacing(here: RoleSentence, k: int, role: int) -> Passing | None:
    """`X thay Y làm Khối trưởng`, `X tiếp nối Y giữ vai trò …`, the verb at chunk k; `thay mặt` is none."""
    row = here.row
    succeeds = here.sentence.words(k, k + 2) in _SUCCEEDS
    if not succeeds and not is_word(row[k], _REPLACES):
        return None
    j = k + 1 + (succeeds or (k + 1 < len(row) and is_word(row[k + 1], _REPLACES_FULLY)))
    giver = here.holder_at(j) if j < len(row) and here.may_hold(j) else None
    if k == 0 and giver and j + 2 < len(row) and row[j + 1].text == ",":
        j += 2  # `Thay Y, X trở thành đơn vị Khối trưởng`
        taker = here.holder_at(j)
    elif role < k:
        # `X được giao làm Cụm trưởng năm N, thay Y`
        roles = [i for i, c in enumerate(row) if c.kind is Kind.ROLE]
        near = k - role <= _ROLE_REACH and all(c.kind in _BESIDE_ROLE for c in row[role + 1 : k])
        holders, _ = holders_of(here, roles, roles.index(role)) if near else ([], False)
        return _passing(here, role, giver, holders[0], k) if giver and holders else None
    else:
        taker = _subject(here, k)
    linked = j < role <= j + _ROLE_REACH and all(c.kind is Kind.WORD for c in row[j + 1 : role])
    return _passing(here, role, giver, taker, k) if giver and taker and linked else None


def _passing(here: RoleSentence, role: int | None, giver: Holder | None, taker: Holder, k: int) -> Passing | None:
    before = next((j for j in range(k - 1, -1, -1) if here.row[j].kind is Kind.BLOC), k)
    announced = role is not None and _is_announced(here.row, role, k)
    bloc = here.bloc_of(role) if role is not None and not announced else here.bloc_near(before)
    if bloc is None:
        return None
    year = here.sentence.year_after(role + 1) if role is not None else None
    if year is not None and role is not None and role < k and _is_over(here.row, role):
        year += 1  # `Sau khi hoàn thành nhiệm vụ Cụm trưởng năm 2023, X bàn giao cho Y`
    flag = next((j for j, c in enumerate(here.row) if c.kind is Kind.DECOY and _names_flag(c.norm)), None)
    if year is None and flag is not None:
        year = here.sentence.year_after(flag + 1)
    year = year or here.sentence.opening_year or year_from_a_day(here.sentence, role if announced and role else k)
    title = role_title(whole_title(here.row, role)) if role is not None else title_of_head(bloc)
    spans = [taker.span, *([giver.span] if giver else [])]
    verb = here.row[k]
    span = here.reading.span(min(verb.a, *(s.start for s in spans)), max(verb.b, *(s.end for s in spans)))
    giver = as_member(bloc, giver) if giver else None
    taker = as_member(bloc, taker)
    return Passing(bloc, title, giver, taker, year or here.sentence.year_after(k), span)


def _is_over(row: Row, role: int) -> bool:
    """`Sau khi hoàn thành nhiệm vụ | Cụm trưởng năm 2023, …`: is the term of the role at chunk `role` over?"""
    before = f" {words(row, role - _OVER_REACH, role)} "
    return any(f" {word} " in before for word in _OVER)


def _holder_behind(here: RoleSentence, j: int) -> Holder | None:
    """The unit or person at chunk j or behind its title."""
    for i in range(j, min(j + _TITLES_BEFORE_TAKER, len(here.row))):
        holder = here.holder_at(i) or _whose_post(here, i)
        if holder:
            return holder
        if here.row[i].kind not in _TITLES and not is_word(here.row[i], *_BEFORE_TAKER):
            return None
    return None


def _subject(here: RoleSentence, k: int) -> Holder | None:
    """The unit or person before the verb at chunk k, over small words."""
    in_bracket = False
    for j in range(_before_apposed_role(here.row, k) - 1, max(k - _SUBJECT_REACH, -1), -1):
        if here.row[j].text in "()":
            in_bracket = here.row[j].text == ")" and all(c.kind is Kind.WORD for c in _bracketed(here.row, j))
            continue
        if in_bracket:
            continue  # `X (bên phải) nhận cờ`
        if here.sentence.mention_at(j) or here.row[j].kind is Kind.UNIT:
            return here.holder_at(j)
        if here.row[j].kind is Kind.POST:
            return _whose_post(here, j)
        if here.may_hold(j):
            return here.holder_at(j)
        if not _links_subject(here.row[j]):
            return None
    return None


def _bracketed(row: Row, j: int) -> Row:
    """What stands in the bracket that closes at chunk j."""
    opening = next((i for i in range(j - 1, -1, -1) if row[i].text == "("), j)
    return row[opening + 1 : j]


def _whose_post(here: RoleSentence, j: int) -> Holder | None:
    """`Trưởng Công an huyện X`: the unit whose kind the post at chunk j took in, whoever holds it."""
    chunk = here.row[j]
    if chunk.kind is not Kind.POST or chunk.unit is None or chunk.unit.bare:
        return None
    return Holder(here.reading.unit_name(chunk.unit, chunk.a), None, here.reading.span(chunk.a, chunk.b))


def _before_apposed_role(row: Row, k: int) -> int:
    """`X | - đơn vị Khối trưởng năm N | nhận cờ`: the chunk at which a role set beside the subject begins; else k."""
    j = k - 2 if k > 2 and row[k - 1].kind is Kind.NUMBER and is_word(row[k - 2], YEAR) else k
    apposed = j > 1 and row[j - 1].kind is Kind.ROLE and row[j - 2].kind is Kind.MARK
    return j - 2 if apposed else k


def _links_subject(chunk: Chunk) -> bool:
    return is_word(chunk, ",", ")") or (chunk.kind is Kind.WORD and chunk.norm in linking_words(Link.FLAG))
