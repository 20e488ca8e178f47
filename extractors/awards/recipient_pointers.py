"""Recipients who are not named where they stand: a unit or a place by its people, those above by their number.

nhân dân và cán bộ | tỉnh A · Đảng bộ, chính quyền và nhân dân | huyện B
tập thể lãnh đạo, cán bộ, công nhân | Công ty C
hai nhà trường trên · 3 đồng chí nói trên
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Kind, is_word, words
from ..records import RecipientKind
from ..sentence import Sentence
from ..text.words import AND
from .award_clauses import AwardSentence
from .recipient_groups import Recipient

# What the people of a unit or a place are called, by chunks; the words with which such a phrase opens.
_PEOPLE = frozenset({
    "nhân", "dân", "cán", "bộ", "cán bộ", "đảng bộ", "chính", "quyền", "lãnh", "đạo", "tập", "thể", "công", "viên",
    "chức", "lao", "động", "chiến", "sĩ", "sỹ", "chiến sĩ", "chiến sỹ", "quân", "toàn", "các", "thế", "hệ", "đảng",
    "đồng", "bào", "thầy", "trò", "cô", "giáo", "giảng", "học", "sinh", "người", "đoàn", "và", ",", "ban", "giám",
    "đốc", "ban giám đốc", "ban lãnh đạo", "y", "bác", "đội", "ngũ", "dân tộc", "tộc",
})  # fmt: skip
PEOPLE_OPENINGS = frozenset(
    {"nhân", "cán bộ", "đảng bộ", "tập", "lãnh", "quân", "toàn", "thầy", "chính", "đồng", "ban"}
)
_PAIRS = frozenset({
    "nhân dân", "đảng bộ", "lãnh đạo", "tập thể", "quân và", "toàn thể", "thầy và", "chính quyền", "đồng bào",
    "thầy cô", "quân dân", "ban lãnh", "ban giám", "toàn đảng",
})  # fmt: skip
_ALONE = frozenset({"cán bộ", "đảng bộ"})  # one chunk
_GOVERNED = ("tỉnh ", "thành phố ", "tp ", "huyện ", "thị xã ", "quận ", "xã ", "phường ", "thị trấn ", "đặc khu ")
_LONGEST = 16  # chunks
_POINTING = frozenset({"trên", "này"})
_POINTING_PAIRS = frozenset({"nói trên", "kể trên", "vừa nêu", "nêu trên"})
_OF_PEOPLE = ("đồng chí", "cá nhân", "cán bộ", "người")


def people_of(here: AwardSentence, k: int) -> int:
    """The chunk of the unit or place whose people the words from chunk k on are; 0 where they are not."""
    row, j = here.row, k
    if row[k].norm not in _ALONE and words(row, k, k + 2) not in _PAIRS:
        return 0
    while j < min(k + _LONGEST, len(row)) and row[j].norm in _PEOPLE:
        j += 1
    if j == len(row) or j == k or row[j - 1].kind is Kind.MARK or is_word(row[j - 1], AND):
        return 0
    if row[j].kind is Kind.UNIT:
        # `cán bộ | Sở X`: a post there; `tập thể | Phòng X` is read as a unit with a word before it.
        return j if j - k > 2 and row[j - 1].kind is not Kind.POST else 0
    governed = row[j].norm.startswith(_GOVERNED) or here.reading.tokens.match(row[j].start, "provinces")
    return j if row[j].kind is Kind.PLACE and governed else 0


def pointed_at(here: AwardSentence, group: Recipient, last: int) -> tuple[Sequence[Recipient], int] | None:
    """`hai nhà trường | trên`: as many as the sentence before names; None where it names more or fewer.

    last: the chunk after the group.
    """
    row, number = here.row, here.sentence.number
    if not group.count or group.count == 1 or last >= len(row) or not number:
        return None
    pair = words(row, last, last + 2) in _POINTING_PAIRS
    if not pair and row[last].norm not in _POINTING:
        return None
    reading = here.reading
    before = Sentence(reading, number - 1)
    if reading.block(before.row[0]) is not reading.block(row[0]):
        return None
    if row[last - 2].norm + " " + row[last - 1].norm in _OF_PEOPLE:
        found = [
            Recipient(RecipientKind.PERSON, reading.name_of(m), None, reading.span(m.a, m.b))
            for m in before.mentions
            if m.person and not m.aside
        ]
    else:
        found = [
            Recipient(RecipientKind.UNIT, reading.unit_name(c.unit, c.a), None, reading.unit_span(c.unit, c.a))
            for k, c in enumerate(before.row)
            if c.kind is Kind.UNIT and c.unit and not before.mention_at(k)
        ]
    return (found, last + 1 + pair) if len(found) == group.count else None
