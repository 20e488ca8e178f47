"""Who stands behind a role of a bloc and holds it.

Khối trưởng năm N là X · Cụm phó là X và Y · nhiệm vụ Trưởng khối được luân phiên sang X · Khối trưởng X điều hành
nhiệm vụ Khối trưởng được các đơn vị tín nhiệm giao cho X, nhiệm vụ Khối phó giao cho Y
công nhận Cụm trưởng cho ông A (Chủ tịch X) · chuyển nhiệm vụ Cụm phó từ X sang Y · Phía Cụm phó có ông A, Giám đốc X

Not who has a role of its own: `bầu cụm trưởng và cụm phó là X (Cụm trưởng) và Y (Cụm phó)`.
"""

from __future__ import annotations

from ..chunks import Kind, Row, is_word, words
from ..records import Role
from ..text.words import (
    AND,
    BY,
    COMPRISES,
    DUTY,
    FROM,
    HAS,
    IS,
    OF,
    PASSIVE,
    POSITION,
    ROLE,
    STANDING,
    TO,
    UNDER,
    UNIT,
    YEAR,
)
from .holders import Holder, RoleSentence, person_holder

TERM = "nhiệm kỳ"
# Nouns of an office, before the role that they name.
OFFICE = (ROLE, "vai", STANDING, "tư cách", POSITION, DUTY, TERM)
ON_BEHALF = "thay mặt"
LONGEST_LINK = 14  # words and marks between a holder and a role
# What leads from a role to its holder behind it: `là X`; `được giao cho X`, `luân phiên sang X`; what stands between.
_LEADING_ON = (IS, ":", COMPRISES, "giao", UNDER, BY, "phiên", "chuyển")
_TOWARDS = (TO, "về", "sang")
_LEADING_TO = (*_TOWARDS, *UNIT)
_SIDE = "phía"
_BETWEEN = (YEAR, PASSIVE, HAS, OF, "đã", "tiếp", "tục", "mới", "luân", "học", "-", "–", "sẽ")
_GIVING = ("bầu", "làm", "chọn", TO)  # before a role that is given to whoever stands behind it
# Verbs that give a role to whoever `cho` then names, and those that look like them and pass it on.
_CONFERRING = ("công nhận", "giao", "giao nhiệm vụ", "giao vai trò")
_PASSING_ON = ("bàn giao", "chuyển giao")
_PASSING_ON_ALL = (*_PASSING_ON, "trao lại", "trao cho", "trao .", "trao ,")
# The last syllable of a verb that gives a role, before `cho`: `được … giao | cho X`, `luân phiên | sang X`.
_GIVEN = frozenset({"giao", "phiên", "chuyển", "trao"})
_THIS = "này"  # `từ chi nhánh này`: the unit named before
_MOVED = 7  # chunks from a role to who gave it up: `Cụm phó từ X`, `Cụm phó năm N chuyển từ X`
_PLAIN = frozenset({Kind.WORD, Kind.NUMBER, Kind.BLOC})
_PERSON = frozenset({Kind.NAME, Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC})
_CONFERRING_REACH = 5  # chunks


def holders_behind(here: RoleSentence, k: int) -> list[Holder]:
    """`Khối trưởng năm N là X`, `Cụm phó được giao cho X và Y`, `Khối trưởng: X`, `Khối trưởng X điều hành`."""
    row = here.row
    if k + 1 < len(row) and row[k + 1].kind is Kind.UNIT and not _is_asked_for(row, k):
        beside = here.holder_at(k + 1)
        return [beside] if beside else []
    if k + 3 < len(row) and row[k + 1].text == "(" and row[k + 2].kind is Kind.UNIT and row[k + 3].text == ")":
        bracketed = here.holder_at(k + 2)  # `Đơn vị Cụm trưởng (X) báo cáo`
        return [bracketed] if bracketed else []
    person = here.sentence.mention_at(k + 1) if k + 1 < len(row) else None
    if person and person.person and row[k + 1].kind in _PERSON and not _is_asked_for(row, k):
        return [person_holder(here.reading, person)]  # `Khối trưởng Lê Văn A, Giám đốc X`
    moved = moved_behind(here, k)
    if moved:
        # `Cụm phó | năm N từ X sang Y` is Y's in that year.
        dated = row[k].field("role") == Role.HEAD or here.sentence.year_after(k + 1) is not None
        return [moved[1]] if dated else list(moved)
    handed = handed_behind(here, k) if row[k].field("role") != Role.HEAD else None
    if handed:
        return [handed]
    dashed = _behind_dash(here, k)
    if dashed:
        return [dashed]
    linked = _is_side(row, k) or is_conferred(row, k)
    for j in range(k + 1, min(k + LONGEST_LINK, len(row))):
        chunk = row[j]
        if is_word(chunk, *_LEADING_ON) or (linked and is_word(chunk, *_LEADING_TO)):
            linked = True
        elif linked and (here.may_hold(j) or here.sentence.mention_at(j)):
            if is_word(row[j - 1], BY) and words(row, j + 1, j + 3) in _PASSING_ON_ALL:
                return []  # `Y nhận bàn giao Cụm trưởng do X chuyển giao`
            return _coordinated_holders(here, j, k)
        elif chunk.kind not in (Kind.NUMBER, Kind.BLOC) and not is_word(chunk, *_BETWEEN):
            return []
    return []


def holders_of_list(here: RoleSentence, j: int) -> list[Holder]:
    """`các Sở: Y tế, Tư pháp | làm Khối phó`, the list at chunk j: each of its units."""
    chunk = here.row[j]
    span = here.reading.span(chunk.a, chunk.b)
    units = chunk.units.units if chunk.units else ()
    return [Holder(here.reading.names.expand(unit.name), None, span) for unit in units]


def given_in_the_passive(here: RoleSentence, k: int) -> Holder | None:
    """`nhiệm vụ Khối trưởng được các đơn vị tín nhiệm giao cho X`, the role at chunk k: X."""
    row = here.row
    for j in range(k + 1, min(k + LONGEST_LINK, len(row) - 1)):
        if row[j].kind not in (Kind.WORD, Kind.NUMBER, Kind.BLOC) and not is_word(row[j - 1], PASSIVE):
            return None
        if is_word(row[j], *_TOWARDS) and row[j - 1].norm in _GIVEN:
            passed = words(row, j - 2, j) in _PASSING_ON and not any(is_word(c, PASSIVE) for c in row[k + 1 : j])
            return None if passed else here.holder_at(j + 1)  # `X hết nhiệm kỳ Khối trưởng và bàn giao cho Y`
    return None


def giver_in_the_passive(here: RoleSentence, k: int) -> Holder | None:
    """`nhiệm vụ Cụm phó năm N được X chuyển giao cho Y`, the role at chunk k: X."""
    passives = (j for j in range(k + 1, min(k + LONGEST_LINK, len(here.row) - 1)) if is_word(here.row[j], PASSIVE))
    at = next(passives, None)
    return here.holder_at(at + 1) if at is not None else None


def moved_behind(here: RoleSentence, k: int) -> tuple[Holder, Holder] | None:
    """`chuyển nhiệm vụ Cụm phó | từ X sang Y`, the role at chunk k: X and Y."""
    row = here.row
    source = next((j for j in range(k + 1, min(k + _MOVED, len(row))) if is_word(row[j], FROM)), None)
    if source is None or not all(c.kind in _PLAIN and not is_word(c, IS) for c in row[k + 1 : source]):
        return None
    to = next(
        (j for j in range(source + 2, min(source + LONGEST_LINK, len(row) - 1)) if is_word(row[j], *_TOWARDS)), None
    )
    if to is None:
        return None
    giver, taker = here.holder_at(source + 1), here.holder_at(to + 1)
    if giver is None and any(is_word(c, _THIS) for c in row[source:to]):
        giver = next((here.holder_at(j) for j in range(k - 1, -1, -1) if row[j].kind is Kind.UNIT), None)
    return (giver, taker) if giver and taker else None


def handed_behind(here: RoleSentence, k: int) -> Holder | None:
    """`X bàn giao nhiệm vụ Khối phó năm N | cho Y`, the role at chunk k: Y."""
    if not any(verb in words(here.row, k - _CONFERRING_REACH, k) for verb in _PASSING_ON):
        return None
    for j in range(k + 1, min(k + LONGEST_LINK, len(here.row) - 1)):
        if is_word(here.row[j], *_TOWARDS):
            return here.holder_at(j + 1)
        if here.row[j].kind not in (Kind.WORD, Kind.NUMBER, Kind.BLOC):
            return None
    return None


def _behind_dash(here: RoleSentence, k: int) -> Holder | None:
    """`Cụm trưởng | - X; Cụm phó - Y`; `Khối trưởng Khối thi đua số 5, ông A, Giám đốc X, …` at the opening."""
    row = here.row
    if k + 3 < len(row) and row[k + 1].text in "-–" and row[k + 2].kind is Kind.UNIT and row[k + 3].text in ";.,":
        return here.holder_at(k + 2)
    mark = k + 1 + (k + 1 < len(row) and row[k + 1].kind is Kind.BLOC)
    if k or mark + 1 >= len(row) or row[mark].text != "," or row[mark + 1].kind not in _PERSON:
        return None
    person = here.sentence.mention_at(mark + 1)
    return person_holder(here.reading, person) if person and person.person else None


def _is_side(row: Row, k: int) -> bool:
    """`Phía Cụm phó có đồng chí A, Giám đốc X`: is the role at chunk k the side for which someone comes?"""
    return k > 0 and is_word(row[k - 1], _SIDE) and k + 1 < len(row) and is_word(row[k + 1], HAS)


def is_conferred(row: Row, k: int) -> bool:
    """`công nhận Cụm trưởng | cho đồng chí A`: does a verb give the role at chunk k to whoever `cho` names?"""
    if k + 1 >= len(row) or not is_word(row[k + 1], TO):
        return False
    before = words(row, k - _CONFERRING_REACH, k)
    return before.endswith(_CONFERRING) and not any(verb in before for verb in _PASSING_ON)


def _is_asked_for(row: Row, k: int) -> bool:
    """`bầu Khối trưởng | X nói`: is the role at chunk k what a verb gives, no apposition of the unit behind it?"""
    return k > 0 and (row[k - 1].kind is Kind.ROLE or is_word(row[k - 1], *_GIVING))


def _coordinated_holders(here: RoleSentence, j: int, k: int) -> list[Holder]:
    """The holder at chunk j of the role at chunk k, with the units that `và` joins to it and that have no role."""
    row = here.row
    if _has_own_role(row, j):
        return []  # each is named with the role that it gets
    found = [here.holder_at(j)]
    marks = (",", AND) if row[k].field("role") == Role.DEPUTY else (AND,)  # of deputies there may be several
    while row[j].kind is Kind.UNIT and j + 2 < len(row) and is_word(row[j + 1], *marks):
        j += 2
        alone = j + 1 >= len(row) or row[j + 1].kind is Kind.MARK or is_word(row[j + 1], AND)
        if row[j].kind is not Kind.UNIT or not alone or here.sentence.mention_at(j) or _has_own_role(row, j):
            break
        found.append(here.holder_at(j))
    return [holder for holder in found if holder]


def _has_own_role(row: Row, j: int) -> bool:
    """`X (Cụm trưởng)`: does a role in brackets stand behind the unit at chunk j?"""
    return j + 2 < len(row) and row[j + 1].text == "(" and row[j + 2].kind is Kind.ROLE
