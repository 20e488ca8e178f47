"""Those whom a list behind a word names: `cho A, nghệ nhân ở bản B, và tập thể C (…); ngư dân D`.

A list ends where somebody begins a deed of their own (`…, ông B đã ký`, `… ông B nhấn mạnh`), where words give the
reason, and where a unit stands behind a comma though nobody is named before it (`cho các em, UBND tỉnh tặng …`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Kind, is_word, words
from ..records import RecipientKind
from ..text.words import AND, BY, TO, TOGETHER
from .award_clauses import AwardSentence
from .recipient_groups import Recipient, behind_naming, opens_credit
from .recipient_items import COLLECTIVES, JOINING, item_at

# What joins those of a list.
LIST_MARKS = frozenset({",", ";", "&", "-", "–"})
TITLES = frozenset({Kind.HONORIFIC, Kind.RANK, Kind.ACADEMIC})
_BEGINNING = frozenset({*TITLES, Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.NUMBER})  # what may begin one of a list
_DASHES = frozenset({"-", "–"})
_ASIDE_OPENINGS = frozenset({",", "-", "–"})
_NAME_LIKE = frozenset({Kind.WORD, Kind.NAME})
_BODIES = frozenset({Kind.UNIT, Kind.UNITS, Kind.POST})
_ALL_OF = "toàn"
_MOST_IDLE = 6  # words before the first of a list
# Words that say what an award is for: nobody who gets it stands behind them.
_REASONS = (
    "vì", BY, "đã", "có", "về", "nhân", "trong", "để", "nhờ", "khi", "được", "theo", "nhằm", "đạt", "tại", "sau", "với",
    "là", "góp", "như", "từ", "trao", "tặng", "nhận", "đề", "bằng", "phát",
)  # fmt: skip
# … and those of them that end a list that has not begun.
_FRUITLESS = ("vì", "đã", "nhằm", "nhờ", "từ", "thì", "nhưng", "nên")
LONGEST_ASIDE = {RecipientKind.PERSON: 12, RecipientKind.UNIT: 5, RecipientKind.GROUP: 8}  # chunks
_LONGEST_TRADE = 4  # chunks that may say what someone is
# What somebody does who is no recipient, and `đã` unless words of merit follow it.
_DEEDS = frozenset({
    "nhiệt liệt", "phát biểu", "biểu dương", "gửi lời", "ký quyết", "nhấn mạnh", "khẳng định", "bày tỏ", "yêu cầu",
    "đánh giá", "chúc mừng", "ghi nhận", "cũng đã", "cho biết", "cho rằng", "trân trọng", "kêu gọi",
    "đồng thời", "cũng tặng", "cũng trao", "trao tặng", "tặng quà", "vừa ký", "mong muốn", "chia sẻ", "xúc động",
})  # fmt: skip
_SPEAKS = ("nói", "kể")
_ALREADY = "đã"
_MERITS = frozenset(
    {"có", "đạt", "góp", "hoàn", "lập", "vượt", "tích", "hy", "hi", "mất", "anh", "dũng", "đóng", "cứu"}
)


def listed(here: AwardSentence, start: int, end: int) -> Sequence[Recipient]:
    """Units, people and counted groups from chunk `start` on, before chunk `end`, as far as their list goes."""
    return listed_until(here, start, end)[0]


def listed_until(here: AwardSentence, start: int, end: int) -> tuple[Sequence[Recipient], int]:
    """Those of a list, and the chunk at which it ends."""
    row = here.row
    found: list[Recipient] = []
    k, idle, behind = start, 0, start
    while k < end:
        chunk = row[k]
        item = item_at(here, k, found, behind)
        if item:
            if found and (_begins_a_clause(here, behind, k, item) or _sums_up(here, k, found, item[0])):
                break
            recipients, k = item
            found.extend(recipients)
            behind = k
            continue
        if chunk.kind is Kind.NUMBER and _numbers_item(here, k):
            k += 2
            continue
        if found and chunk.text == "(":
            close = behind_bracket(here, k, end)
            if members := members_in_bracket(here, k, close, found[-1]):
                found[-1:] = members
            k = close
            continue
        if chunk.text == "(" and (close := behind_bracket(here, k, end)) < end:
            k = close  # `cho vở X | (Công ty A)`: whose it is
            continue
        unknown = _behind_unknown(here, k, end)
        if unknown:
            k = _behind_work(here, unknown, end)
            continue
        naming = behind_naming(here, k, end) if found else 0
        if naming:
            k = behind = naming
            continue
        if found and _ends_list(here, k):
            further = _behind_trade(here, k, end) or _behind_aside(here, k, end, found[-1].kind)
            if not further:
                break
            k = further
            continue
        if (not found and not _may_begin(here, start, k, end, idle)) or opens_credit(here, k):
            break
        idle += not found and chunk.kind is Kind.WORD
        k += 1
    return found, k


def behind_bracket(here: AwardSentence, k: int, end: int) -> int:
    """The chunk behind the bracket that opens at chunk k; `end` where it is not closed before."""
    return next((j + 1 for j in range(k, end) if here.row[j].text == ")"), end)


def _numbers_item(here: AwardSentence, k: int) -> bool:
    """`1) A, | 2) B`: does a number stand at chunk k that only counts those of a list?"""
    row = here.row
    opens = k == 0 or row[k - 1].text in LIST_MARKS or row[k - 1].text == ":"
    return opens and k + 1 < len(row) and row[k + 1].text == ")"


def members_in_bracket(here: AwardSentence, opening: int, close: int, group: Recipient) -> Sequence[Recipient]:
    """`3 tập thể | (A, B và C)`: those whom the bracket up to chunk `close` names, as many as the group has."""
    if group.kind is not RecipientKind.GROUP or group.count is None or here.row[close - 1].text != ")":
        return []
    members, end = listed_until(here, opening + 1, close - 1)
    named = end == close - 1 and all(one.kind is not RecipientKind.GROUP for one in members)
    return members if named and len(members) == group.count else []


def acts(here: AwardSentence, k: int) -> bool:
    """`… đã ký`, `… nhấn mạnh`: does a verb of a deed of one's own stand at chunk k?"""
    row = here.row
    if k + 1 >= len(row) or row[k].kind is not Kind.WORD:
        return False
    if is_word(row[k], *_SPEAKS):
        return True
    if is_word(row[k], _ALREADY):
        return row[k + 1].norm not in _MERITS
    return words(row, k, k + 2) in _DEEDS


def _begins_a_clause(here: AwardSentence, behind: int, k: int, item: tuple[Sequence[Recipient], int]) -> bool:
    """`cho A, | B nhiệt liệt biểu dương`, `cho A | B nhấn mạnh`: does the item at chunk k begin a clause of its own?"""
    recipients, after = item
    if (
        not recipients
        or recipients[0].kind is RecipientKind.GROUP
        or any(is_word(c, AND, TOGETHER) for c in here.row[behind:k])
    ):
        return False
    glued = behind == k and recipients[0].kind is RecipientKind.PERSON and here.sentence.mention_at(k - 1) is not None
    return glued or acts(here, after)


def _sums_up(here: AwardSentence, k: int, found: Sequence[Recipient], these: Sequence[Recipient]) -> bool:
    """`cho anh A và em B - | hai người cùng …`: does a group behind a dash only count again those who are named?"""
    again = bool(these) and these[0].kind is RecipientKind.GROUP and these[0].count == len(found)
    return again and here.row[k - 1].text in _DASHES and all(one.kind is not RecipientKind.GROUP for one in found)


def _may_begin(here: AwardSentence, start: int, k: int, end: int, idle: int) -> bool:
    """May a list whose first words, `idle` of them, name nobody still begin behind chunk k?"""
    row = here.row
    if row[k].kind is Kind.WORD:
        # `cho đảng viên trong toàn | Đảng bộ`, `biểu dương tàu cá đã | cứu 34 ngư dân`
        too_late = idle >= _MOST_IDLE or (idle > 0 and is_word(row[k], _ALL_OF))
        return not too_late and not is_word(row[k], *_FRUITLESS)
    if row[k].text == "," and start < k and k + 1 < end and row[k + 1].kind in _BODIES:
        return row[k - 1].kind not in (Kind.WORD, Kind.HONORIFIC)  # `cho các em, | UBND tỉnh tặng …`
    return True


def _behind_unknown(here: AwardSentence, k: int, end: int) -> int:
    """`em | Nhơng (Trường X)`, `ông | Vì Văn Sang`: the chunk behind somebody whom nothing else names; else 0."""
    row, j = here.row, k
    if k == 0 or row[k - 1].kind is not Kind.HONORIFIC or row[k].kind not in _NAME_LIKE:
        return 0
    while j < end and row[j].kind in _NAME_LIKE and row[j].text[0].isupper():
        j += 1
    return behind_bracket(here, j, end) if k < j < end and row[j].text == "(" else (j if j > k else 0)


def _behind_work(here: AwardSentence, k: int, end: int) -> int:
    """`ông Limbert | , chuyên gia Hiệp hội X, và ông A`: the chunk behind what an unknown one is; k without that."""
    row = here.row
    if k >= end or row[k].text not in _ASIDE_OPENINGS:
        return k
    reach = range(k + 1, min(k + LONGEST_ASIDE[RecipientKind.PERSON], end))
    joins = (
        j for j in reach if is_word(row[j], AND, TOGETHER) or (row[j].text in LIST_MARKS and row[j - 1].text != ",")
    )
    return next((j for j in joins if row[min(j + 1, end - 1)].kind in TITLES), reach.stop)


def _ends_list(here: AwardSentence, k: int) -> bool:
    chunk = here.row[k]
    joins = chunk.text in LIST_MARKS or is_word(chunk, *JOINING)
    return not joins and chunk.kind not in TITLES


def _behind_trade(here: AwardSentence, k: int, end: int) -> int:
    """`… và tập thể | Khoa X`, `…, điều dưỡng trưởng | Nguyễn A`: the chunk of the one so called; 0 where none is."""
    row = here.row
    before = row[k - 2] if row[k - 1].kind is Kind.HONORIFIC else row[k - 1]  # `điều dưỡng | trưởng A`
    if not (before.text in LIST_MARKS or is_word(before, *JOINING)) or is_word(before, TO):
        return 0
    j = k + 2 * (words(row, k, k + 2) in COLLECTIVES)  # `cá nhân | ông A`
    while j < min(k + _LONGEST_TRADE, end) and row[j].kind is Kind.WORD and not is_word(row[j], *_REASONS):
        j += 1
    if j in (k, end) or not row[k].text[0].islower():
        return 0
    mention = here.sentence.mention_at(j)
    if mention and mention.first == j and mention.person:
        return 0 if acts(here, mention.last) else j
    return j if row[j].kind in (Kind.UNIT, Kind.UNITS) and words(row, k, j) in COLLECTIVES else 0


def _behind_aside(here: AwardSentence, k: int, end: int, kind: RecipientKind) -> int:
    """`bà A, nghệ nhân dệt ở bản B, và ông C`: where the list goes on behind words on the one before; else 0."""
    row = here.row
    free = k
    for j in range(k, min(k + LONGEST_ASIDE[kind], end - 1)):
        if j < free:
            continue
        if row[j].text == "(":
            free = behind_bracket(here, j, end)
            continue
        if is_word(row[j], *_REASONS) or row[j].kind in (Kind.AWARD, Kind.DECOY):
            return 0
        joins = row[j].text in LIST_MARKS or is_word(row[j], AND, TOGETHER)
        if joins and (_begins_one(here, j + 1) or _behind_trade(here, j + 1, end)):
            return j
    return 0


def _begins_one(here: AwardSentence, k: int) -> bool:
    """May chunk k begin one of a list: a title, a name, a unit, a counted group?"""
    chunk = here.row[k]
    return chunk.kind in _BEGINNING and (chunk.kind is not Kind.NUMBER or item_at(here, k, []) is not None)
