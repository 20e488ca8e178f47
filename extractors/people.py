"""Mentions of people: a name with the rank, titles and posts that stand before or behind it.

    Đại tá Lê Hữu Tạo, Phó Bí thư Thường trực Đảng ủy Quân sự tỉnh, Chính ủy Bộ CHQS tỉnh Lạng Sơn
    PGS.TS. A, Giám đốc - Tổng Biên tập Nhà xuất bản X · đồng chí A - Bí thư Thị đoàn Y · ông A (bìa phải) – Chủ tịch Z
    Phó chủ tịch UBND tỉnh Lê Hữu Trạc · Phó Tổng giám đốc X, ông Chu Thành Đạt · nguyên giám đốc Đỗ Văn Hoành
    Đại tá Tạo · bà Uyên Phương                  (a given name: someone named before)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from .chunks import Chunk, Kind
from .hints import is_person
from .language import fold
from .names import spell
from .reading import Reading, is_word
from .units import UnitParse

FORMER = ("nguyên", "cựu", "từng là", "từng làm")
ACTING = ("quyền", "q", "q.")
_LINKS = (",", "-", "–", "—", "và", "kiêm", "đồng", "thời")
_OPENING = (",", "-", "–", "—", "(")


@dataclass(frozen=True, slots=True)
class PostItem:
    """A post in a group: chunks `first` to `last` (exclusive); `role` where it is one of a bloc."""

    first: int
    last: int
    title: str
    unit: UnitParse | None
    former: bool
    role: Chunk | None = None
    bloc: Chunk | None = None
    title_end: int = 0
    takes: str = ""  # the kind of unit that the title swallows


@dataclass(slots=True)
class Mention:
    """Someone mentioned in a sentence. Chunks `first` to `last` (exclusive), offsets `a` to `b`; `key` is folded."""

    row: int
    name: Chunk
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
    person: str | None = None  # the folded full name, once known

    @property
    def units(self) -> list[UnitParse]:
        """The units of the posts."""
        return [item.unit for item in self.items if item.unit]


def find_mentions(reading: Reading) -> list[Mention]:
    """Every mention of the article in order; short ones tied to full names where one fits."""
    found: list[Mention] = []
    for number, row in enumerate(reading.sentences):
        found.extend(_mentions_of(number, row))
    _tie(reading, found)
    return found


def post_groups(row: Sequence[Chunk]) -> list[tuple[int, int, list[PostItem]]]:
    """The groups of posts of a sentence: (first chunk, end, items)."""
    groups: list[tuple[int, int, list[PostItem]]] = []
    i = 0
    while i < len(row):
        group = _group_at(row, i)
        if group:
            groups.append(group)
            i = group[1]
        else:
            i += 1
    return groups


def _group_at(row: Sequence[Chunk], i: int) -> tuple[int, int, list[PostItem]] | None:
    items: list[PostItem] = []
    start, former = i, False
    while i < len(row):
        item = _item_at(row, i, former)
        if item is None:
            break
        items.append(item)
        former = item.former and not item.unit
        i = item.last
        step = _link(row, i)
        if step is None:
            break
        i = step
    return (start, items[-1].last, items) if items else None


def _link(row: Sequence[Chunk], i: int) -> int | None:
    """The chunk after a link between two posts of one person."""
    j = i
    while j < len(row) and j - i < 4 and is_word(row[j], *_LINKS, "là"):
        j += 1
    return j if i < j < len(row) else None


def _item_at(row: Sequence[Chunk], i: int, former: bool) -> PostItem | None:
    first = i
    acting = ""
    while i < len(row) and row[i].kind in (Kind.WORD, Kind.MARK):
        pair = " ".join(c.norm for c in row[i : i + 2])
        if row[i].norm in FORMER or pair in FORMER:
            former, i = True, i + (2 if pair in FORMER else 1)
        elif row[i].norm in ACTING or (row[i].text == "." and acting):
            acting += row[i].text
            i += 1
        elif row[i].norm in ("tân", "hiện", "đang") and i + 1 < len(row) and row[i + 1].kind in (Kind.POST, Kind.WORD):
            i += 1
        elif row[i].norm == "là" and i > first:
            i += 1
        else:
            break
    if i >= len(row) or row[i].kind not in (Kind.POST, Kind.ROLE):
        return None
    head = row[i]
    if head.kind is Kind.ROLE:
        bloc = row[i + 1] if i + 1 < len(row) and row[i + 1].kind is Kind.BLOC else None
        return PostItem(first, i + (2 if bloc else 1), head.text, None, former, head, bloc, head.b)
    title = head.text if head.unit is None else _own_title(head)
    end, unit = i + 1, head.unit
    title_end = head.a + len(title)
    if i + 1 < len(row) and is_word(row[i + 1], "phụ") and i + 2 < len(row) and is_word(row[i + 2], "trách"):
        title, end = f"{title} {row[i + 1].text} {row[i + 2].text}", i + 3
    if unit is None and end < len(row):
        after = row[end]
        if is_word(after, "của") and end + 1 < len(row) and row[end + 1].kind is Kind.UNIT:
            unit, end = row[end + 1].unit, end + 2
        elif after.kind is Kind.UNIT:
            unit, end = after.unit, end + 1
        elif after.kind is Kind.BLOC and after.bloc and not after.bloc.bare:
            return PostItem(first, end + 1, title, None, former, None, after, title_end)
    if unit:
        while end < len(row) and row[end].start < unit.last:
            end += 1
        if end < len(row) and row[end].text == ")" and unit.above and row[end].start == unit.last:
            end += 1
    takes = head.entry.fields.get("takes", "") if head.entry else ""
    return PostItem(first, end, f"{acting} {title}".strip(), unit, former, None, None, title_end, takes)


def _own_title(head: Chunk) -> str:
    """The title's own words, where the chunk holds the swallowed unit as well."""
    words = head.text.split()
    assert head.entry is not None
    for form in sorted(head.entry.forms(), key=len, reverse=True):
        length = len(form.split())
        if fold(" ".join(words[:length])) == fold(form):
            return " ".join(words[:length])
    return head.entry.name


def _mentions_of(number: int, row: Sequence[Chunk]) -> list[Mention]:
    groups = post_groups(row)
    starts = {g[0]: g for g in groups}
    used: set[int] = set()
    found: list[Mention] = []
    for k, chunk in enumerate(row):
        if chunk.kind is not Kind.NAME:
            continue
        mention = Mention(number, chunk, k, k + 1, chunk.a, chunk.b, chunk.full, fold(spell(chunk.text)))
        _look_left(row, mention)
        after = _opening(row, k + 1)
        group = starts.get(after) if after is not None else None
        if group and not _belongs_to_next(row, group):
            mention.items = group[2]
            mention.last, mention.b = group[1], row[group[1] - 1].b
            used.add(group[0])
        before = next((g for g in groups if g[0] not in used and _reaches(row, g[0], g[1], mention)), None)
        if before and (not mention.items or before[1] == mention.first):
            mention.items = before[2] + mention.items
            mention.first, mention.a = before[0], row[before[0]].a
            used.add(before[0])
        found.append(mention)
    return [m for m in found if m.full or m.rank or m.academic or m.honorific or m.items]


def _look_left(row: Sequence[Chunk], mention: Mention) -> None:
    k = mention.first - 1
    while k >= 0:
        chunk = row[k]
        if chunk.kind is Kind.RANK and mention.rank is None:
            mention.rank = chunk.text
        elif chunk.kind is Kind.ACADEMIC:
            mention.academic = chunk.text if mention.academic is None else _joined(chunk.text, mention.academic)
        elif chunk.kind is Kind.HONORIFIC and mention.honorific is None:
            mention.honorific = chunk.norm
        elif (
            chunk.text in (",", ".", "-", ":")
            and k > 0
            and row[k - 1].kind in (Kind.RANK, Kind.ACADEMIC, Kind.HONORIFIC)
            and (mention.rank or mention.academic or row[k - 1].kind is not Kind.HONORIFIC or chunk.text == ":")
            and k == mention.first - 1
        ):
            k -= 1
            mention.first = k + 1
            continue
        else:
            break
        mention.first, mention.a = k, chunk.a
        k -= 1
    if mention.first < len(row) and row[mention.first].kind is Kind.MARK:
        mention.first += 1


def _joined(left: str, right: str) -> str:
    return f"{left.rstrip('.')}.{right}" if len(left) <= 4 and len(right) <= 8 else f"{left}, {right}"


def _opening(row: Sequence[Chunk], k: int) -> int | None:
    """Where posts may begin behind a name that ends before chunk k: after a mark, `là`, an age or a side."""
    if k < len(row) and row[k].text == "(":
        close = next((j for j in range(k, min(k + 8, len(row))) if row[j].text == ")"), None)
        inside = row[k + 1 : close] if close else []
        if close and not any(c.kind in (Kind.POST, Kind.ROLE) for c in inside):
            k = close + 1
    if k + 3 < len(row) and row[k].text == "," and row[k + 1].kind is Kind.NUMBER and is_word(row[k + 2], "tuổi"):
        k += 3
    if k < len(row) and row[k].text in _OPENING:
        return k + 1
    if k < len(row) and is_word(row[k], "là", "đang") and k + 1 < len(row):
        return k + 2 if is_word(row[k + 1], "là") else k + 1
    return k if k < len(row) and row[k].kind is Kind.POST and row[k].text[0].isupper() else None


def _belongs_to_next(row: Sequence[Chunk], group: tuple[int, int, list[PostItem]]) -> bool:
    """`A, Phó Chủ tịch UBND tỉnh B`: a group right before another name without a mark is that one's, if A had `và`."""
    start, end, _ = group
    follows = end < len(row) and row[end].kind is Kind.NAME and row[end].full
    return follows and start > 0 and is_word(row[start - 1], "và")


def _reaches(row: Sequence[Chunk], start: int, end: int, mention: Mention) -> bool:
    """Does a group that ends before chunk `end` lead to the mention: at once, or over a mark to a title?"""
    if end == mention.first:
        return True
    titled = mention.rank or mention.honorific or mention.academic
    if start and is_word(row[start - 1], "của", "bởi", "do", "với", "theo"):
        return False
    return end == mention.first - 1 and row[end].text in (",", ":", "–", "-") and bool(titled)


def _family_unknown(reading: Reading, mention: Mention) -> bool:
    """Is a mention that no full name fits a full name itself, with a family name that no list has?

    Three syllables behind a rank or with a post are; on two, or behind an honorific only, underthesea has a say.
    """
    syllables = len(mention.key.split())
    if syllables < 2:
        return False
    if syllables >= 3 and (mention.rank or mention.items):
        return True
    row = reading.sentences[mention.row]
    return is_person(reading.article.text[row[0].a : row[-1].b], mention.name.text)


def _tie(reading: Reading, found: list[Mention]) -> None:
    """Give every mention its person: full names themselves, short ones the last full name that ends alike."""
    full: dict[str, Mention] = {}
    for mention in found:
        if mention.full:
            full.setdefault(mention.key, mention)
    for i, mention in enumerate(found):
        if mention.full:
            mention.person = mention.key
            continue
        tail = " " + mention.key
        fits = [m for m in found if m.full and m.key.endswith(tail)]
        before = [m for m in found[:i] if m in fits]
        same_rank = [m for m in before if mention.rank and m.rank and fold(m.rank) == fold(mention.rank)]
        choice = (same_rank or before or fits)[-1:] if fits else []
        if choice:
            mention.person = choice[0].key
        elif _family_unknown(reading, mention):
            mention.person, mention.full = mention.key, True
