"""Posts and units that several people of a sentence share, said once for all of them.

hai Phó Giám đốc Công an tỉnh là Đại tá A, Đại tá B · các Phó Chủ tịch UBND tỉnh: A, B và C     (before the names)
các đồng chí Ủy viên Ban Thường vụ Tỉnh ủy: A, Trưởng ban X; B, Trưởng ban Y                  (beside own posts)
các đồng chí Chánh án: A (TAND tỉnh X), B (TAND tỉnh Y)                                      (units in brackets)
A và B, đều là Phó Chính ủy X · Đại tá A và Đại tá B, Phó Giám đốc Công an tỉnh               (behind the names)
Đại tá A, Đại tá B, Phó Giám đốc Công an tỉnh                                     (behind the names, by a comma)
A, Chủ tịch và B, Phó Chủ tịch X · Về phía trường X có A, Hiệu trưởng; B, Phó Hiệu trưởng     (only the unit)
A, Viện trưởng X và B, Phó Viện trưởng · Chủ nhiệm X là A; các Phó chủ nhiệm gồm B, C    (the unit of the head)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..chunks import Kind, Row, is_word, words
from ..text.language import fold
from ..text.words import ALL, ALL_OF_THEM, AND, BY, COMPRISES, HAS, IS, TOGETHER, WITH
from ..units.unit_parse import UnitParse
from .people import Mention
from .place_posts import unit_of_place
from .post_groups import PostGroup, PostItem, is_of_organization, names_its_body
from .terms import behind_term, is_over

_COUNTS = frozenset({ALL, "những", "hai", "ba", "bốn", "năm", "cả hai"})
_JOINING = frozenset({AND, TOGETHER, WITH})
_LIST = frozenset({",", ";", *_JOINING})
_INTRODUCING = frozenset({":", IS, COMPRISES, HAS})
_LONGEST_INTRODUCTION = 3  # `, gồm:`
_OFFICES = ("Văn phòng",)  # bear the name of the body whose they are
_SIDE = "phía"
_TWO = 2
_CLOSING = frozenset({";", "."})
_SIDES = ("phía cơ quan", "về phía cơ quan", "phía lãnh đạo", "về phía lãnh đạo", "phía đơn vị", "về phía đơn vị")
_LEADERS = ("thường trực", "lãnh đạo", "ban lãnh đạo")  # of a unit, before it
_DEPUTY = "phó "
_HAS_NOW = "hiện có"
_BRINGING = frozenset({HAS, BY, COMPRISES, IS})
_FRAME_REACH = 5  # chunks between a side and the first of its people


def share_posts(row: Row, mentions: Sequence[Mention], groups: Sequence[PostGroup]) -> None:
    """Give the mentions of a sentence the posts and units that they share; the groups are all those of the sentence."""
    _share_address(row, mentions)
    _share_rank(row, mentions)
    for group in groups:
        _from_before(row, mentions, group)
    _from_behind(row, mentions)
    _former_holders(row, mentions)
    _unit_from_side(row, mentions)
    _unit_from_next(row, mentions)
    _unit_from_head(mentions)


# --- posts said before the names --------------------------------------------------------------------------------


def _from_before(row: Row, mentions: Sequence[Mention], group: PostGroup) -> None:
    listed = not _is_plural(row, group.first)
    if listed and not _is_before_a_list(row, group):
        return
    first = next((n for n, m in enumerate(mentions) if m.name.start >= row[group.last - 1].end), None)
    if first is None:
        return
    head = mentions[first]
    begins = group.first if head.first == group.first else head.first
    told = behind_term(row, group.last)
    gap = [] if begins == group.first else row[told:begins]
    if len(gap) >= _TWO and is_word(gap[-1], ALL):
        gap = gap[:-1]  # `bốn phó chủ nhiệm: các Thiếu tướng A, B`
    if len(gap) > _LONGEST_INTRODUCTION or any(c.text not in _INTRODUCING and c.text != "," for c in gap):
        return
    if gap and all(c.text == "," for c in gap):
        return
    owner = _owner(row, group.first)
    introduced = bool(gap) or any(c.text in _INTRODUCING for c in row[group.last : head.at])
    for mention in _list_from(row, mentions, first):
        if listed and mention.items and mention.items[0].first < mention.at and mention.items[0] != group.items[0]:
            break  # `Phó Chủ tịch X: A, B; Giám đốc Y C`
        if mention.items[: len(group.items)] == group.items:
            own = mention.items[len(group.items) :]
        elif mention.items and not introduced:
            break
        else:
            own = mention.items
        unit = _bracketed(row, mention) or owner
        if own and unit is None and not any(item.unit for item in group.items):
            continue  # `các Phó Chủ tịch gồm: A, Chủ tịch X`: of a council that other words name, not of X
        past = is_over(row, group.last, told)
        shared = [item._replace(former=item.former or past) for item in group.items]
        mention.items = [_of_unit(item, unit) for item in shared] + own


def _is_before_a_list(row: Row, group: PostGroup) -> bool:
    """`Phó Chủ tịch X: | A, B`: does a colon lead from posts that several may hold to two names without titles?

    Not at the head of a line that goes on with what someone says: `Phó Chủ tịch X: A, B phải nộp lại tiền`.
    """
    k = group.last
    if k + 3 >= len(row) or row[k].text != ":" or not all(_may_be_shared(row, i) for i in group.items[-1:]):
        return False
    names = row[k + 1].kind is Kind.NAME and row[k + 3].kind is Kind.NAME and row[k + 1].full and row[k + 3].full
    return names and (row[k + 2].text == "," or is_word(row[k + 2], *_JOINING))


def _owner(row: Row, first: int) -> UnitParse | None:
    """`Quân khu 3 | (hiện) có hai | Phó Tư lệnh: A, B`: the unit that has the posts before chunk `first`."""
    k = first - 1
    while k > 0 and not is_word(row[k], HAS) and first - k < _FRAME_REACH:
        k -= 1
    k -= int(k > 1 and words(row, k - 1, k + 1) == _HAS_NOW)
    if k <= 0 or not (is_word(row[k], HAS) or words(row, k, k + 2) == _HAS_NOW):
        return None
    owner = row[k - 1]
    return unit_of_place(row[first].text, owner) if owner.kind is Kind.PLACE else owner.unit


def _share_address(row: Row, mentions: Sequence[Mention]) -> None:
    """`các đồng chí: A, Bí thư X; B, Phó Bí thư X`: the address is that of all in the list."""
    for left, right in pairwise(mentions):
        head = row[left.first]
        if head.kind is Kind.HONORIFIC and head.field("plural") == "yes":
            left.addressed = True
        if left.addressed and right.full and not right.honorific and _is_list(_gap(row, left, right)):
            right.honorific, right.addressed = left.honorific, True


def _share_rank(row: Row, mentions: Sequence[Mention]) -> None:
    """`các Thiếu tướng A, B và C`: the rank is that of all in the list; so is the one to which they are raised."""
    ranked: str | None = None
    for left, right in pairwise(mentions):
        listed = right.full and _is_list(_gap(row, left, right))
        if row[left.first].kind is Kind.RANK and _is_plural(row, left.first):
            ranked = left.rank
        ranked = ranked if listed and not right.titled else None
        right.rank = right.rank or ranked
        if listed and left.promoted and not right.promoted and not right.rank:
            right.promoted = left.promoted


def _is_plural(row: Row, first: int) -> bool:
    """Does a plural or a number stand before the chunk: `hai`, `các`, `3`, `các đồng chí`, `các đồng chí là`?"""
    k = first - 1
    if k > 0 and is_word(row[k], IS):
        k -= 1
    if k < 0:
        return False
    before = row[k]
    counted = before.norm in _COUNTS or (before.kind is Kind.NUMBER and int(before.text) > 1)
    return counted or (before.kind is Kind.HONORIFIC and before.field("plural") == "yes")


def _list_from(row: Row, mentions: Sequence[Mention], first: int) -> Iterator[Mention]:
    """The mention with a number and those that follow it in one list."""
    yield mentions[first]
    for left, right in pairwise(mentions[first:]):
        gap = _gap(row, left, right)
        if not _is_list(gap) or any(is_word(c, TOGETHER, WITH) for c in gap):
            return
        yield right


def _gap(row: Row, left: Mention, right: Mention) -> Row:
    """What stands between two people; a bracket with a unit behind the first one is looked over."""
    start = left.last + (3 if _bracketed(row, left) else 0)
    closes = start < right.first and row[start].text == ")"  # `A (49 tuổi, Chủ tịch X) và B`
    return row[start + closes : right.first]


def _is_list(gap: Row) -> bool:
    for c in gap:
        if not (c.text in _LIST or c.norm in _JOINING or c.kind is Kind.HONORIFIC):
            return False
    return bool(gap)


def _bracketed(row: Row, mention: Mention) -> UnitParse | None:
    """`A (TAND tỉnh X)`: the unit in the bracket behind a name."""
    k = mention.last
    closed = k + 2 < len(row) and row[k].text == "(" and row[k + 2].text == ")"
    return row[k + 1].unit if closed and row[k + 1].kind is Kind.UNIT else None


# --- posts said behind the names --------------------------------------------------------------------------------


def _from_behind(row: Row, mentions: Sequence[Mention]) -> None:
    """`A và B, đều là X`; without `đều` where `và` joins them, or peers stand side by side, and several may hold it."""
    for number in range(len(mentions) - 1, 0, -1):
        last = mentions[number]
        items = [item for item in last.items if item.first > last.at]
        if not items:
            continue
        stated = _all_of_them(row, items[0].first)
        several = all(_may_be_shared(row, i) for i in items)
        left = number - 1
        while left >= 0 and not mentions[left].items:
            gap = _gap(row, mentions[left], mentions[left + 1])
            if not _is_list(gap) or any(c.text == ";" for c in gap):
                break
            joined = any(is_word(c, AND) for c in gap) or _are_peers(row, mentions[left], last)
            if not stated and not (left == number - 1 and joined and several):
                break
            mentions[left].items = list(items)
            mentions[left].shares = not stated
            left -= 1


def _are_peers(row: Row, left: Mention, right: Mention) -> bool:
    """`Đại tá A, Đại tá B, Phó Giám đốc X`: two people of one rank, with nothing but a comma between them.

    The posts must end their part of the list, or what follows may be the second one's alone.
    """
    beside = words(row, left.last, right.first) == "," and left.last == left.at + 1
    if not beside or not left.rank or fold(left.rank) != fold(right.rank or ""):
        return False
    return right.last >= len(row) or row[right.last].text in _CLOSING


def _former_holders(row: Row, mentions: Sequence[Mention]) -> None:
    """`nguyên Tổng Bí thư A và B`: a post that is over may have been held by both, one after the other."""
    for left, right in pairwise(mentions):
        over = left.items and left.last == left.at + 1 and all(item.former for item in left.items)
        bare = right.full and not right.items and not right.titled
        if over and bare and [c.norm for c in row[left.last : right.first]] == [AND]:
            right.items, right.shares = list(left.items), True


def _all_of_them(row: Row, first: int) -> bool:
    return any(is_word(c, *ALL_OF_THEM, ALL) for c in row[max(first - 2, 0) : first])


def _may_be_shared(row: Row, item: PostItem) -> bool:
    """May several people hold a post at once (`Phó Giám đốc`)? Not one that leads its body."""
    post = next((c for c in row[item.first : item.last] if c.kind is Kind.POST), None)
    return post is not None and post.field("single") == "no" and item.unit is not None


# --- only the unit is shared ------------------------------------------------------------------------------------


def _unit_from_next(row: Row, mentions: Sequence[Mention]) -> None:
    """`A, Chủ tịch và B, Phó Chủ tịch X`: the unit of the one who is joined by `và`."""
    for left, right in reversed(list(pairwise(mentions))):
        gap = _gap(row, left, right)
        if _is_list(gap) and any(is_word(c, *_JOINING) for c in gap):
            stated = [item for item in right.items if item.unit]
            fitting = (i for i in stated if not is_of_organization(i.unit) or _one_line(left, i))
            item = next(fitting, None)
            if item:
                _give(left, item.unit)


def _unit_from_head(mentions: Sequence[Mention]) -> None:
    """`A, Viện trưởng X và B, Phó Viện trưởng`: a deputy without a unit is one of the head whom the sentence names."""
    for number, mention in enumerate(mentions):
        items = mention.items
        if not items or any(item.unit or item.role or item.bloc for item in items):
            continue
        if not fold(items[0].title).startswith(_DEPUTY):
            continue
        line = _line(items[0].title)
        earlier = (i for m in reversed(mentions[:number]) for i in m.items if i.unit and _line(i.title) == line)
        head = next(earlier, None)
        if head and not head.former:
            mention.items = [i if names_its_body(i.title) else i._replace(unit=head.unit) for i in items]


def _line(title: str) -> str:
    """What a head and the deputies share of their titles."""
    return fold(title).removeprefix(_DEPUTY)


def _one_line(left: Mention, item: PostItem) -> bool:
    """`Bí thư và …, Phó Bí thư Đảng ủy X`: is a post of the same line as someone's first one?"""
    return bool(left.items) and fold(left.items[0].title).split()[-2:] == fold(item.title).split()[-2:]


def _unit_from_side(row: Row, mentions: Sequence[Mention]) -> None:
    """`Về phía X có A, Hiệu trưởng; B, Phó Hiệu trưởng` · `Công ty X do A, Giám đốc …`."""
    units = [k for k, chunk in enumerate(row[: mentions[-1].first]) if chunk.kind is Kind.UNIT and _opens_side(row, k)]
    before = -1
    side: UnitParse | None = None
    for mention in mentions if units else ():
        # Of the sides behind the mention before this one the last.
        k = next((k for k in reversed(units) if before <= k < mention.first), None)
        if k is not None:
            gap = row[k + 1 : mention.first]
            brings = len(gap) <= _FRAME_REACH and any(is_word(c, *_BRINGING) for c in gap)
            side = row[k].unit if brings and not _names_another(gap) else None
        _give(mention, side)
        before = max(before, mention.first)


def _opens_side(row: Row, k: int) -> bool:
    """Is the unit at chunk k a side (`Về phía X có`), or the one that a clause is about?

    `…, KBNN X do A, Phó …` · `Hiện nay, HĐND tỉnh có Chủ tịch là …` · `Thường trực UBND tỉnh hiện có Chủ tịch A`
    `công việc của Công an tỉnh do A, Phó Giám đốc, phụ trách`
    """
    if k == 0 or is_word(row[k - 1], _SIDE) or words(row, k - 3, k) in _SIDES:
        return True
    if words(row, 0, k) in _LEADERS or (k + 1 < len(row) and is_word(row[k + 1], BY)):
        return True
    if row[k - 1].text != "," or k + 1 >= len(row):
        return False
    return is_word(row[k + 1], BY, HAS) or words(row, k + 1, k + 3) == _HAS_NOW


def _names_another(gap: Row) -> bool:
    return any(c.kind not in (Kind.WORD, Kind.HONORIFIC, Kind.MARK) for c in gap)


def _give(mention: Mention, unit: UnitParse | None) -> None:
    """Give someone's posts a unit, where they have none and the titles fit it."""
    if unit is None or any(item.unit or item.role or item.bloc for item in mention.items):
        return
    mention.items = [_of_unit(item, unit) for item in mention.items]


def _of_unit(item: PostItem, unit: UnitParse | None) -> PostItem:
    if unit is None or item.unit or names_its_body(item.title):
        return item
    if item.takes in _OFFICES and not unit.bare and not fold(unit.name).startswith(fold(item.takes)):
        return item._replace(unit=unit._replace(name=f"{item.takes} {unit.name}"))  # `Chánh Văn phòng` of X
    fits = not item.takes or fold(unit.name).startswith(fold(item.takes))
    return item._replace(unit=unit) if fits else item


def drop_doubtful(mentions: Sequence[Mention]) -> None:
    """Take back posts shared without a word that says so from those who hold others elsewhere in the article."""
    held = {m.person for m in mentions if m.items and not m.shares}
    for mention in mentions:
        if mention.shares and mention.person in held:
            mention.items = []
