"""Who holds a role that a sentence names: the units and people before it or behind it, and what links them to it.

X đảm nhiệm Khối trưởng · X (Cụm trưởng) · X - đơn vị Khối trưởng · X, Trưởng Khối thi đua số 2, … · X thay Y làm …
A và B - đại diện đơn vị Cụm trưởng, Cụm phó · Với vai trò Cụm trưởng năm N, X … · chúc mừng X kết thúc nhiệm kỳ

Whoever stands behind the role is read by `holders_behind`.
"""

from __future__ import annotations

from dataclasses import replace

from ..chunks import Chunk, Kind, Row, is_word, words
from ..people.people import Mention
from ..records import Role
from ..text.cue_words import Link, linking_words
from ..text.words import ALL, AND, BY, COMPRISES, ENDS, FROM, IS, OF, PASSIVE, TO, TOGETHER, UNDER, WITH, YEAR
from .holders import Holder, RoleSentence, person_holder
from .holders_behind import (
    LONGEST_LINK,
    OFFICE,
    ON_BEHALF,
    given_in_the_passive,
    holders_behind,
    holders_of_list,
    is_conferred,
)
from .listed_holders import listed_holder

_MARKS = frozenset({",", "-", "–", "—", "(", ":"})
_SHARING = frozenset({",", AND, TOGETHER})
_SHARING_PEOPLE = _SHARING | {";"}
# How a role begins that is set beside its unit by a comma (`X, đơn vị Khối trưởng`), and one that people represent.
_UNIT_TITLES = ("đơn vị", "đại diện", "cơ quan")
_WINS = ("trúng cử", "đắc cử", "tái cử")
_REPRESENTING = ("đại diện", "đơn vị")
_FULFILLED = "hoàn thành"
_ENDED = (ENDS, _FULFILLED)
_GIVEN_BY = ("giao", "phân công", "cử", "bầu", "chọn", "chỉ định")  # what someone else does, unless in the passive
# `X thay Y làm Khối trưởng`, `X tiếp nối Y giữ …`
REPLACING = ("thay", "thay thế", "thay cho", "kế nhiệm", "tiếp nối", "nối tiếp")
SINGLE_ROLES = frozenset({Role.HEAD, Role.STANDING_DEPUTY})  # roles that one alone holds
_BEFORE_AGENT = frozenset({Kind.POST, Kind.HONORIFIC, Kind.RANK, Kind.ACADEMIC})
_PERSON = frozenset({Kind.NAME, Kind.RANK, Kind.ACADEMIC})
_SHORTEST_CLAUSE = 3  # chunks before a second predicate
_SUBJECT_REACH = 8  # chunks
_ACTING_REACH = 14  # chunks from `với vai trò` to who acts
_AS = (WITH, "trong")
# What the head does who holds the meeting, behind the bloc's name and perhaps its branch.
_OF_BRANCH, _BRANCH_REACH = ("trong", UNDER, OF), 7  # chunks
_DEEDS = ("chủ", "tổ", "đăng", "phối", "phát", "triển", "tiến", "đã", "vừa")
_HOLDS_MEETING = tuple(
    f"{done}{deed} "
    for done in ("", "đã ", "vừa ")
    for deed in ("chủ trì", "tổ chức", "đăng cai", "phối hợp", "phát động", "triển khai", "tiến hành")
)
# What says that several roles go to several units in turn, up to the first of these.
_IN_TURN = ("lần", "lượt", "theo", "thứ", "tự", "được", "giao", "mới", "học", "gồm", IS, TO, ":", "đơn", "vị")


def holders_of(here: RoleSentence, roles: list[int], position: int) -> tuple[list[Holder], bool]:
    """(who holds the role at a position among the sentence's, whether the term is over)."""
    k = roles[position]
    spread = _distributed(here, roles, position)
    if spread:
        return [spread], False
    ended = any(word in words(here.row, k - 5, k) for word in _ENDED)
    office = k >= 2 and words(here.row, k - 4, k).removesuffix(f" {IS}").endswith((*OFFICE, ON_BEHALF))
    office = office or (k == 1 and is_word(here.row[0], IS))  # `Là Thường trực Khối thi đua …, X đã …`
    listed = _in_order(here, roles, position)
    if listed:
        return listed, False
    acting = _acting_as(here, k)
    if acting:
        return [acting], False
    passive = given_in_the_passive(here, k) if office else None
    if passive:
        return [passive], False
    bracketed = listed_holder(here, k)
    if bracketed:
        return [bracketed], False
    before = [] if is_conferred(here.row, k) else _holders_before(here, k)
    if before:
        return before, ended
    second = _second_predicate(here, k)
    if second:
        return second, False
    subject = _subject_after(here, k) if office else None
    if subject and subject.above and words(here.row, k - 4, k).endswith(ON_BEHALF):
        subject = replace(subject, unit=subject.above)  # `Thay mặt Khối trưởng, bà A, Trưởng phòng Tổ chức X, …`: of X
    if subject:
        return [subject], ended
    return holders_behind(here, k), False


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


def _in_order(here: RoleSentence, roles: list[int], position: int) -> list[Holder]:
    """`bầu Khối trưởng, Khối phó năm N | lần lượt là A, B`: roles in a row go to the units behind them, in order.

    The last of them, a deputy's, takes all that are left.
    """
    row = here.row
    left = right = position
    while left > 0 and _coordinated(row, roles[left - 1], roles[left]):
        left -= 1
    while right + 1 < len(roles) and _coordinated(row, roles[right], roles[right + 1]):
        right += 1
    if left == right:
        return []
    j = roles[right] + 1
    while j < len(row) and (row[j].kind in (Kind.NUMBER, Kind.BLOC) or is_word(row[j], YEAR, OF, *_IN_TURN)):
        j += 1
    if j >= len(row) or not is_word(row[j - 1], IS, TO, ":", COMPRISES):
        return []
    found = []
    while j < len(row) and here.may_hold(j) and not here.sentence.mention_at(j):
        found.append(here.holder_at(j))
        if j + 2 >= len(row) or not is_word(row[j + 1], ",", AND, ";"):
            break
        j += 2
    if len(found) <= right - left or (j + 1 < len(row) and row[j + 1].text == "("):
        return []
    own = found[position - left :] if position == right else found[position - left : position - left + 1]
    return [holder for holder in own if holder]


def _acting_as(here: RoleSentence, k: int) -> Holder | None:
    """`X sẽ dẫn dắt Khối | với vai trò Khối trưởng`: the one before the verb, the role at chunk k behind it."""
    row = here.row
    j = k - 1
    while j > 0 and row[j].kind is Kind.WORD and not is_word(row[j], *_AS):
        j -= 1
    if j < 1 or not is_word(row[j], *_AS) or not words(row, j + 1, k).endswith(OFFICE) or row[j - 1].kind is Kind.MARK:
        return None
    for i in range(j - 1, max(j - _ACTING_REACH, -1), -1):
        if here.may_hold(i) or here.sentence.mention_at(i):
            return here.holder_at(i) if i < j - 1 else None
        if row[i].kind not in (Kind.WORD, Kind.BLOC, Kind.NUMBER):
            return None
    return None


def _second_predicate(here: RoleSentence, k: int) -> list[Holder]:
    """`X được tặng Cờ thi đua | và được bầu làm Khối trưởng`, the role at chunk k: X, of whom both are said."""
    row = here.row
    joint = k - 1
    while joint > 0 and _links_role(row[joint]):
        joint -= 1
    if joint < _SHORTEST_CLAUSE or not is_word(row[joint], ",", AND) or not is_word(row[joint + 1], PASSIVE):
        return []
    for j in range(joint - 1, 0, -1):
        if row[j].text in ";:" or row[j].kind is Kind.ROLE:
            return []
        if is_word(row[j], PASSIVE) and row[j - 1].kind is Kind.UNIT:
            subject = here.holder_at(j - 1)
            found = [*_sharing(here, j - 1, single=False), *([subject] if subject else [])]
            return [] if len(found) > 1 and row[k].field("role") in SINGLE_ROLES else found
    return []


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
    if j < 0 or linking + marks > LONGEST_LINK:
        return []
    if row[j].kind is Kind.UNITS:
        return holders_of_list(here, j)
    agent = _agent(here, j, words(row, j + 1, k))
    if agent >= 0:
        j, _, _ = _over_link(here, agent)
        if j < 0:
            return []
    mention = here.sentence.mention_at(j)
    if (
        mention
        and agent < 0
        and (_ends_elsewhere(mention.first, mention.last, j, k) or mention.name.start > row[k].start)
    ):
        return []  # the role stands before the name, as one of its posts
    if is_word(row[k - 1], ",") and linking and k + 1 < len(row) and is_word(row[k + 1], BY, IS, ":"):
        return []  # `… do X đảm nhiệm, Cụm phó do Y đảm nhiệm`
    if _names_behind(row, k) and not here.may_hold(k - 1):
        return []
    by_comma_alone = not linking and marks > 0 and row[k - 1].text == "," and not mention
    if by_comma_alone and not _is_apposed(row, k):
        return []
    link = words(row, (agent if agent >= 0 else j) + 1, k)
    if linking and agent < 0 and PASSIVE not in link.split() and (ALL in link.split() or _is_given_by(link)):
        return []  # `X, các đơn vị Khối trưởng`: those are others; `X giao Khối trưởng Y lo hồ sơ`: so is Y
    first = mention.first if mention else j
    if ON_BEHALF in link and any(c.kind is Kind.ROLE for c in row[first:k]):
        return []  # `A, Khối phó thay mặt Khối trưởng`
    replaced = _subject_of_replacing(here, j)
    holder = replaced or here.holder_at(j)
    if holder is None or replaced:
        return [holder] if holder else []
    single = row[k].field("role") in SINGLE_ROLES
    people = _people_sharing(here, mention) if mention and linking and not single else []
    return [*people, *_sharing(here, j, single=single), holder]


def _is_apposed(row: Row, k: int) -> bool:
    """Is the role at chunk k, behind a unit and a comma, the unit's own: `X, đơn vị Khối trưởng`; `X, Trưởng Khối N,`?

    Not where it has its holder behind it: `bầu Cụm trưởng là X, đơn vị Cụm phó là Y`.
    """
    if k + 1 < len(row) and is_word(row[k + 1], IS, ":"):
        return False
    if row[k].norm.startswith(_UNIT_TITLES):
        return True
    end = k + 1
    while end < len(row) and (row[end].kind in (Kind.BLOC, Kind.NUMBER) or is_word(row[end], YEAR)):
        end += 1
    dated = any(c.kind is Kind.NUMBER for c in row[k + 1 : end])
    if end == k + 1 or end >= len(row):
        return False
    if dated:
        return not is_word(row[end], IS, BY, ":", PASSIVE)
    return is_word(row[end], ",") or _holds_the_meeting(row, end)


def _holds_the_meeting(row: Row, end: int) -> bool:
    """`X, Cụm trưởng Cụm Y | (trong ngành Z) đã tổ chức hội nghị`: does a deed of the head stand at chunk `end`?"""
    if is_word(row[end], *_OF_BRANCH):
        end = next((k for k in range(end, min(end + _BRANCH_REACH, len(row))) if is_word(row[k], *_DEEDS)), end)
    return is_word(row[end], *_DEEDS) and (words(row, end, end + 4) + " ").startswith(_HOLDS_MEETING)


def _is_given_by(link: str) -> bool:
    """`X giao | Khối trưởng Y lo hồ sơ`: is it someone else whom X gives what follows? `trúng cử` is X's own."""
    return link.endswith(_GIVEN_BY) and not link.endswith(_WINS)


def _agent(here: RoleSentence, j: int, link: str) -> int:
    """`X được | UBND tỉnh | giao nhiệm vụ Khối trưởng`: the chunk of the passive, the agent at chunk j; else -1."""
    p = j - 1
    while p >= 0 and here.row[p].kind in _BEFORE_AGENT:
        p -= 1
    passive = p >= 0 and is_word(here.row[p], PASSIVE)
    return p if passive and any(f" {verb} " in f" {link} " for verb in _GIVEN_BY) else -1


def _names_behind(row: Row, k: int) -> bool:
    """`Cụm trưởng | Cụm thi đua số 6 | Trung tướng A`: does a person's rank or name follow the role at chunk k?"""
    behind = k + 1 + (k + 1 < len(row) and row[k + 1].kind is Kind.BLOC)
    return behind < len(row) and row[behind].kind in _PERSON


def _subject_of_replacing(here: RoleSentence, j: int) -> Holder | None:
    """`X thay Y làm Khối trưởng`, Y at chunk j: X."""
    if not j or not words(here.row, max(j - 2, 0), j).endswith(REPLACING):
        return None
    before = next((i for i in range(j - 1, max(j - _SUBJECT_REACH, -1), -1) if not _is_small(here.row[i])), -1)
    return here.holder_at(before) if before >= 0 else None


def _is_small(chunk: Chunk) -> bool:
    return chunk.kind is Kind.WORD


def _ends_elsewhere(first: int, last: int, j: int, k: int) -> bool:
    """Does a mention (chunks first to last) go on behind chunk j without taking in the role at chunk k?"""
    return last - 1 != j and not first <= k < last


def _over_link(here: RoleSentence, k: int) -> tuple[int, int, int]:
    """(the chunk of the holder before the role at chunk k or -1, words of holding, marks between them)."""
    row = here.row
    j = k - 1
    linking = marks = 0
    while j >= 0 and not here.sentence.mention_at(j) and not here.may_hold(j) and row[j].kind is not Kind.UNITS:
        if row[j].kind is Kind.MARK and row[j].text in _MARKS:
            marks += 1
        elif _links_role(row[j]):
            linking += 1
        elif not (row[j].kind is Kind.BLOC and linking) and not (row[j].text == ")" and not marks):
            return -1, linking, marks
        j -= 1
    return j, linking, marks


def _links_role(chunk: Chunk) -> bool:
    """A word of holding; `hoàn thành tốt nhiệm vụ`, `hoàn thành xuất sắc` are one in one chunk."""
    fulfilled = chunk.kind is Kind.DECOY and chunk.norm.startswith(_FULFILLED)
    return fulfilled or (chunk.kind is Kind.WORD and chunk.norm in linking_words(Link.ROLE))


def _sharing(here: RoleSentence, j: int, *, single: bool) -> list[Holder]:
    """Units coordinated with the one at chunk j: `X và Y là Khối phó`.

    single: the role is one's alone: `Theo quyết định của Bộ X, | Y làm Khối trưởng` names no two of them.
    """
    row = here.row
    if single and is_word(row[j - 1], ","):
        return []
    found: list[Holder] = []
    while j >= 2:
        led = row[j - 1].kind is Kind.POST  # `Giám đốc X, Cục trưởng Y được cử là Khối phó`
        if j - led < 2 or row[j - led - 1].norm not in _SHARING or not here.may_hold(j - led - 2):
            break
        if j - led > 2 and is_word(row[j - led - 1], ",") and is_word(row[j - led - 3], TO, FROM, BY):
            break  # `X bàn giao nhiệm vụ Cụm trưởng cho Y, | Z làm Cụm phó`
        j -= led + 2
        if led and (not j or row[j - 1].kind is not Kind.POST):
            break
        holder = here.holder_at(j)
        if holder is None or here.sentence.mention_at(j):
            break
        found.insert(0, holder)
    return found


def _people_sharing(here: RoleSentence, mention: Mention) -> list[Holder]:
    """`ông A, Giám đốc X; ông B, Giám đốc Y và ông C, Giám đốc Z làm Khối phó`: those listed before a mention."""
    row = here.row
    found: list[Holder] = []
    i = mention.first - 1
    while i > 0 and row[i].norm in _SHARING_PEOPLE:
        before = here.sentence.mention_at(i - 1)
        if before is None or not before.person or before.last != i or not before.items:
            break
        if any(c.kind is Kind.ROLE for c in row[before.first : before.last]):
            break
        found.insert(0, person_holder(here.reading, before))
        i = before.first - 1
    return found


def _subject_after(here: RoleSentence, k: int) -> Holder | None:
    """`Với vai trò Cụm trưởng năm N, X …`: the subject behind the comma."""
    for j in range(k + 1, min(k + _SUBJECT_REACH, len(here.row) - 1)):
        if here.row[j].text == ",":
            return here.holder_at(j + 1)
        if here.row[j].kind not in (Kind.WORD, Kind.NUMBER, Kind.BLOC):
            return None
    return None
