"""Mentions of people: a name with the rank, titles and posts that stand before or behind it.

    Đại tá Lê Hữu Tạo, Phó Bí thư Thường trực Đảng ủy Quân sự tỉnh, Chính ủy Bộ CHQS tỉnh Lạng Sơn
    PGS.TS. A, Giám đốc - Tổng Biên tập Nhà xuất bản X · đồng chí A - Bí thư Thị đoàn Y · ông A (bìa phải) – Chủ tịch Z
    Phó chủ tịch UBND tỉnh Lê Hữu Trạc · Phó Tổng giám đốc X, ông Chu Thành Đạt · nguyên giám đốc Đỗ Văn Hoành
    Đại tá Tạo · bà Uyên Phương                  (a given name: someone named before)

The posts are found by `post_groups`; who is who by `namesakes`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from ..chunks import TITLES, Chunk, Kind, Row, is_word, words
from ..text.language import fold
from ..text.words import AND, BY, COMPRISES, HAS, IS, OF, TO, WITH
from .asides import (
    before_earlier,
    before_now,
    ends_unit_in_bracket,
    is_aside,
    opens_with_a_past,
)
from .names import spell
from .no_mentions import is_no_mention
from .others_posts import is_sender
from .post_groups import POSTS, PostGroup, PostItem
from .posts_behind import OPENING_MARKS, opening_behind
from .terms import behind_term, is_over

_LATE = "cố"
_ONCE = "từng"
_EARLIER = ("trước khi", "trước đây")
_BEFORE = "trước"
_SINCE = "từ"
_GIVEN = "được"
_RAISED = "thăng"
_RAISED_REACH = 6  # chunks
_TO_WHOM = (TO, "đối với")
_ITEM_MARKS = frozenset({";", ":"})
_CLAUSE_ENDS = frozenset({";", "."})
_TITLE_MARKS = frozenset({",", ".", "-", ":"})  # between a title and a name
_GROUP_MARKS = frozenset({",", ":", "–", "-"})  # between posts and the title of the name behind them
_NEW = "tân"
# Words before posts that are somebody else's: `với sự chủ trì của Chủ tịch UBND tỉnh, ông A …`.
_ANOTHER_S = (OF, "bởi", BY, WITH, "theo", "nhiệm", "chức", "vụ", "làm")
_GONE_THROUGH = tuple(
    f"{many} {office}" for many in ("các", "nhiều") for office in ("cương vị", "vị trí", "chức vụ", "chức danh")
)
_LONGEST_PLACE = 10  # chunks of a bracket that says where a unit is
_ASSISTING = ("trợ lý", "thư ký")
_CLAUSE_WORDS = (AND, HAS, "một", "còn", "đó", "chức", "danh")  # before a post that opens its clause
_ANSWERING = ("trả lời", "giải đáp", "đáp lại", "đáp lời", "báo cáo", "giải trình", "hồi đáp", "phúc đáp")
_ANSWERING_SYLLABLES = frozenset(answer.split()[1] for answer in _ANSWERING)
_SHORT_TITLE, _SHORT_TITLES = 4, 8  # code points of `PGS.`, `PGS.TS.`


@dataclass(slots=True)
class Mention:
    """Someone mentioned in a sentence.

    row: the sentence's number. name: its chunk. at: the chunk's number there. Chunks `first` to `last` (exclusive) and
    offsets `a` to `b` are the name with its titles and posts. full: the name is a full one. key: the name, folded.
    items: the posts, in order. person: the folded full name of whoever it is, once known.
    """

    row: int
    name: Chunk
    at: int
    first: int
    last: int
    a: int
    b: int
    full: bool
    key: str
    rank: str | None = None
    academic: str | None = None
    honorific: str | None = None
    items: list[PostItem] = field(default_factory=list)
    person: str | None = None
    aside: bool = False  # named only to say who someone else is
    promoted: str | None = None  # the rank that the sentence raises someone to
    addressed: bool = False  # the address before the name is one of several people
    shares: bool = False  # the posts are those of the one beside, without a word that says so

    @property
    def titled(self) -> bool:
        """Does a rank, an academic title or an honorific stand before the name?"""
        return bool(self.rank or self.academic or self.honorific)


def mentions_of_row(
    number: int, row: Row, names: Sequence[int], syllables: Set[str], groups: Sequence[PostGroup]
) -> list[Mention]:
    """The mentions of people in a sentence, not yet tied to persons.

    number: the sentence's. names: the chunks that are names. syllables: its folded ones. groups: the posts in it.
    """
    starting = {k: group for group in groups for k in _openings(row, group)}
    ending = {end: group for group in groups for end in (group.last, behind_term(row, group.last))}
    used: set[int] = set()
    earlier = _BEFORE in syllables and words(row, 0, 2) in _EARLIER
    dated = not {_BEFORE, _SINCE}.isdisjoint(syllables) and opens_with_a_past(row)
    answers = not _ANSWERING_SYLLABLES.isdisjoint(syllables) and words(row, 0, 3).startswith(_ANSWERING)
    raises = _RAISED in syllables
    found: list[Mention] = []
    for k in names:
        if is_no_mention(row, k) or ends_unit_in_bracket(row, k):
            continue
        chunk = row[k]
        mention = Mention(number, chunk, k, k, k + 1, chunk.a, chunk.b, chunk.full, fold(spell(chunk.text)))
        _take_titles(row, mention)
        mention.aside = is_aside(row, mention.first, mention.last)
        begins, past = opening_behind(row, k + 1)
        after = starting.get(begins)
        led = mention.first in ending or _is_led_over_mark(row, mention, ending, used)
        others = after and (
            mention.aside or _belongs_to_next(row, after, led=led) or (answers and _is_answered(row, mention, after))
        )
        if after and not others:
            over = past or is_word(row[after.first], _ONCE)
            mention.items = _over(after.items) if over else after.items
            mention.academic = mention.academic or _academic_behind(row, mention.last, after.first)
            mention.last, mention.b = after.last, row[after.last - 1].b
            used.add(after.first)
        before = _group_before(row, mention, ending, used)
        if before and (not mention.items or before.last == mention.first):
            then = before.last < mention.first - 1 and before_earlier(row, mention.first - 1) == before.last
            then = then or is_over(row, before.last, behind_term(row, before.last))
            mention.items = (_over(before.items) if then else before.items) + mention.items
            mention.first, mention.a = before.first, row[before.first].a
            used.add(before.first)
        if mention.first and is_word(row[mention.first - 1], _LATE) and not mention.rank:
            mention.items = []  # `cố Thủ tướng A` is only spoken of
        if earlier or (dated and k + 1 < len(row) and is_word(row[k + 1], IS)):
            mention.items = _over(mention.items)
        mention.promoted = _promoted(row, mention) if raises else None
        if mention.full or mention.titled or mention.items:
            found.append(mention)
    if _ONCE in syllables:
        _take_earlier(row, found, [group for group in groups if group.first not in used])
    return found


def _over(items: Sequence[PostItem]) -> list[PostItem]:
    """The posts as ones that are over."""
    return [item._replace(former=True) for item in items]


def _take_earlier(row: Row, found: Sequence[Mention], groups: Sequence[PostGroup]) -> None:
    """`A sinh năm 1974, từng là Chính ủy X`: earlier posts, of the person whom the clause before them is about."""
    for group in groups:
        if row[group.first].norm != _ONCE:
            continue
        owner = next((m for m in reversed(found) if m.last <= group.first), None)
        if owner and not any(c.text in _CLAUSE_ENDS or c.kind is Kind.NAME for c in row[owner.last : group.first]):
            owner.items = [*owner.items, *_over(group.items)]


def _openings(row: Row, group: PostGroup) -> range:
    """The chunks at which a group may begin: what says that its first post is over, acting or present, and the post."""
    k = group.first
    while row[k].kind not in POSTS:
        k += 1
    return range(group.first, k + 1)


def _academic_behind(row: Row, start: int, end: int) -> str | None:
    """`Đại tá A, Tiến sĩ, Chủ nhiệm Khoa X`: the title between a name and the posts behind it."""
    for k in range(start, end):
        if row[k].kind is Kind.ACADEMIC:
            return row[k].text
    return None


def _promoted(row: Row, mention: Mention) -> str | None:
    """`A được thăng quân hàm (từ X lên) Y`, `thăng … lên Y cho A`: the rank to which the clause raises someone."""
    if mention.first and words(row, mention.first - 2, mention.first).endswith(_TO_WHOM):
        verb = next((k for k in range(mention.first) if _raises(row[k])), mention.first)
        before = [c.text for c in row[verb : mention.first] if c.kind is Kind.RANK]
        return before[-1] if before else None
    end = next((k for k in range(mention.last, len(row)) if row[k].text in _CLAUSE_ENDS), len(row))
    raised = next((k for k in range(mention.last, end) if _raises(row[k])), None)
    if raised is None or raised - mention.last > _RAISED_REACH:
        return None
    passive = any(is_word(c, _GIVEN) for c in row[mention.last : raised])
    if not passive and any(words(row, k - 1, k + 1).endswith(_TO_WHOM) for k in range(raised, end)):
        return None  # `A công bố quyết định thăng … đối với B`
    ranks = [c.text for c in row[raised:end] if c.kind is Kind.RANK]
    return ranks[-1] if ranks else None


def _raises(chunk: Chunk) -> bool:
    """`thăng`, `thăng quân hàm`, which is no award."""
    return chunk.kind in (Kind.WORD, Kind.DECOY) and chunk.norm.split()[0] == _RAISED


def _is_led_over_mark(row: Row, mention: Mention, ending: dict[int, PostGroup], used: Set[int]) -> bool:
    """`Bộ trưởng Bộ X - Thượng tướng | A`: do posts lead to the titles of a name over a mark?"""
    before = ending.get(mention.first - 1)
    return before is not None and before.first not in used and _leads_over_mark(row, before, mention)


def _take_titles(row: Row, mention: Mention) -> None:
    """Take in the ranks, titles and honorifics before the name, over one mark right before it."""
    k = mention.first - 1
    while k >= 0:
        chunk = row[k]
        if chunk.kind is Kind.RANK and mention.rank is None:
            mention.rank = chunk.text
        elif chunk.kind is Kind.ACADEMIC:
            mention.academic = chunk.text if mention.academic is None else _joined(chunk.text, mention.academic)
        elif chunk.kind is Kind.HONORIFIC and mention.honorific is None:
            mention.honorific = chunk.norm
        elif k == mention.first - 1 and _joins_title(row, k, mention):
            k -= 1
            mention.first = k + 1
            continue
        else:
            break
        mention.first, mention.a = k, chunk.a
        k -= 1
    if row[mention.first].kind is Kind.MARK:
        mention.first += 1


def _joins_title(row: Row, k: int, mention: Mention) -> bool:
    """Does the mark at chunk k join a title to the name: `Đại tá, PGS.TS. A`; `Các đồng chí: A`?"""
    if row[k].text not in _TITLE_MARKS or k == 0 or row[k - 1].kind not in TITLES:
        return False
    return bool(mention.rank or mention.academic or row[k - 1].kind is not Kind.HONORIFIC or row[k].text == ":")


def _joined(left: str, right: str) -> str:
    """Two academic titles as one: `PGS` and `TS` are `PGS.TS`, longer ones stand behind a comma."""
    if len(left) <= _SHORT_TITLE and len(right) <= _SHORT_TITLES:
        return f"{left.rstrip('.')}.{right}"
    return f"{left}, {right}"


def _belongs_to_next(row: Row, group: PostGroup, *, led: bool) -> bool:
    """`Giám đốc X A, Giám đốc Y B`: is a group right before another name, without a mark, that one's?

    So it is where `và` stands before it, or where A has posts in front already (led); then titles may stand before the
    name, a comma before them, too: `Giám đốc X A, Giám đốc Y, GS.TS B`.
    """
    k = group.last
    if led:
        k += int(k < len(row) and row[k].text == ",")
        titled = k
        while k < len(row) and (row[k].kind in TITLES or (k > titled and row[k].text in _TITLE_MARKS)):
            k += 1
        if k == titled > group.last:
            return False  # `Giám đốc X A, Bí thư Y, B`: a comma before a name alone begins another item
    follows = k < len(row) and row[k].kind is Kind.NAME and row[k].full
    if follows and k > group.last and k + 1 < len(row) and row[k + 1].text in OPENING_MARKS:
        follows = not any(c.kind in POSTS for c in row[k + 2 : k + 3])  # B has posts behind the name, as A may
    return follows and (led or (group.first > 0 and is_word(row[group.first - 1], AND)))


def _group_before(row: Row, mention: Mention, ending: dict[int, PostGroup], used: set[int]) -> PostGroup | None:
    """The group of posts that leads to the mention: at once, or over a mark to a title."""
    over_mark = ending.get(mention.first - 1)
    if over_mark and over_mark.first not in used and _leads_over_mark(row, over_mark, mention):
        return over_mark
    at_once = ending.get(mention.first) or _group_aside(row, mention, ending)
    if at_once is None or at_once.first in used or _opens_anew(row, at_once, mention) or _assists(at_once, mention):
        return None
    return at_once


def _group_aside(row: Row, mention: Mention, ending: dict[int, PostGroup]) -> PostGroup | None:
    """The group before a bracket, or before `là`, that leads to the mention.

    `Trưởng Công an xã X (huyện Y) A`: over a bracket that says where, without a post or a name.
    `còn Bí thư Tỉnh ủy là ông A`: over the copula, from a post that opens its clause, to a form of address; so too
    `Chủ tịch UBND tỉnh khi đó là ông A`.
    """
    k = mention.first - 1
    if k > 0 and row[k].text == ")":
        start = next((j for j in range(k, max(k - _LONGEST_PLACE, 0), -1) if row[j].text == "("), 0)
        told = any(c.kind in (Kind.POST, Kind.ROLE, Kind.NAME, Kind.RANK) for c in row[start:k])
        return None if told else ending.get(start)
    if k > 0 and is_word(row[k], IS) and mention.titled:
        group = ending.get(before_earlier(row, k)) or ending.get(before_now(row, k))
        opens = group and (
            group.first == 0 or row[group.first - 1].kind is Kind.MARK or is_word(row[group.first - 1], *_CLAUSE_WORDS)
        )
        return group if opens else None
    return None


def _opens_anew(row: Row, group: PostGroup, mention: Mention) -> bool:
    """`nhận nhiệm vụ Giám đốc Sở X | Ông A …`: does a form of address in capitals open a sentence without a stop?"""
    text = row[mention.first].text
    return group.first > 0 and row[mention.first].kind is Kind.HONORIFIC and text[0].isupper() and not text.isupper()


def _assists(group: PostGroup, mention: Mention) -> bool:
    """`giữ chức Trợ lý | đồng chí A`: is the post that of whoever assists A?"""
    return mention.titled and len(group.items) == 1 and fold(group.items[0].title) in _ASSISTING


def _is_answered(row: Row, mention: Mention, group: PostGroup) -> bool:
    """`Trả lời câu hỏi của đại biểu A, Bộ trưởng Bộ X cho hay`: are the posts those of the one who answers A?

    So they are where the clause, which opens with the verb of answering, holds A's question and the verb of the
    sentence follows the posts without a mark.
    """
    if row[mention.last].text != ",":
        return False
    asked = not any(c.kind is Kind.MARK or is_word(c, BY) for c in row[: mention.first])
    return asked and group.last < len(row) and row[group.last].kind in (Kind.WORD, Kind.DECOY, Kind.NAME)


def _leads_over_mark(row: Row, group: PostGroup, mention: Mention) -> bool:
    if group.first and is_word(row[group.first - 1], *_ANOTHER_S):
        return False
    if is_sender(row, group.first):
        return False  # `thừa ủy quyền Chủ tịch X, bà A trao bằng khen`
    if words(row, group.first - 3, group.first).endswith(_GONE_THROUGH):
        return False  # `qua các cương vị X, Y, đại tá A đều hoàn thành nhiệm vụ`: what A was once
    if is_word(row[group.first], _NEW) and group.first > 1 and is_word(row[group.first - 1], TO):
        return False  # `Giao nhiệm vụ cho tân Giám đốc, bà A lưu ý …`: somebody else
    mark = row[group.last].text
    if mention.titled:
        closed = mark == "(" and mention.last < len(row) and row[mention.last].text == ")"  # `Chủ tịch X (ông A)`
        return closed or mark in _GROUP_MARKS
    return mark == "," and _is_item(row, group, mention)


def _is_item(row: Row, group: PostGroup, mention: Mention) -> bool:
    """`có Phó Chủ tịch X, A; Giám đốc Y, B.`: are a post, a comma and a bare name one item of a list?"""
    opens = group.first > 0 and (
        row[group.first - 1].text in _ITEM_MARKS or is_word(row[group.first - 1], HAS, COMPRISES)
    )
    return opens and mention.full and (mention.last >= len(row) or row[mention.last].text in _CLAUSE_ENDS)
