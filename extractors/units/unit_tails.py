"""What a unit's name may end with: a side of the country, the group that a firm is of, a further field.

Viện Y học dự phòng Quân đội | phía Nam · Trung tâm Kiểm định | khu vực miền Trung
Công ty cổ phần Hoa tiêu | - TKV · Tổng công ty Khí Việt Nam | - CTCP
Phòng Kỹ thuật nghiệp vụ | và ngoại tuyến · Cục Thống kê tội phạm | và Công nghệ thông tin
"""

from __future__ import annotations

from ..people.names import is_syllable
from ..text.tokens import Tokens
from ..text.words import AND, OF, UNDER
from .unit_fields import phrase_end
from .unit_kinds import closing_words
from .unit_marks import named_place_at
from .unit_parse import STOPPING, head_at

_AREA = ["khu", "vực"]
SIDES = frozenset({"phía", "miền", "khu"})  # the first syllables of a side of the country
_SIDE_OF = frozenset({"phía", "miền"})
_REGIONS = frozenset(
    {"nam bộ", "bắc bộ", "trung bộ", "tây nguyên", "tây bắc", "đông bắc", "việt bắc"}
    | {"bắc trung bộ", "nam trung bộ", "trung trung bộ", "tây nam bộ", "đông nam bộ", "tây bắc bộ", "đông bắc bộ"}
)
_DIRECTIONS = frozenset({"nam", "bắc", "trung", "tây", "đông"})
_ENDS = frozenset({",", ";", ".", ")", "(", "-", "–"})
_AFTER_NAMES = frozenset({",", ";", ".", ")", "(", OF, UNDER})
_CENTRAL = "trung ương"
# What is counted in a case: `Vụ 8 học sinh đuối nước`.
_COUNTED = frozenset({"học", "nữ", "người", "em", "cháu", "trẻ", "bị", "nạn", "tên", "tấn", "tỉ", "tỷ", "triệu", "xe"})
_TWO, _THREE = 2, 3  # tokens
_SHORTEST_GROUP = 3  # letters
_STATE = frozenset({"state", "party", "front", "ministry", "army", "police", "agency", "press"})
# People: `Giám đốc Sở X và | thanh niên`, no field of the department's.
_PEOPLE = frozenset(
    {"thanh niên", "phụ nữ", "nông dân", "nhân dân", "công an", "quân đội", "bộ đội", "doanh nghiệp", "cán bộ"}
    | {"đoàn thể", "gia đình", "cựu chiến binh", "học sinh", "sinh viên", "công nhân", "doanh nhân", "báo chí"}
    | {"trẻ em", "người cao tuổi", "cơ quan", "địa phương", "trường học", "bệnh viện"}
)


def side_end(tokens: Tokens, i: int) -> int:
    """The token after a side of the country at token i: `phía | Nam`, `khu vực miền | Trung`; i where none stands."""
    side = i + 2 if tokens.norm[i : i + 2] == _AREA else i
    region = region_end(tokens, side) if side > i and tokens.joins(i) else side
    if region > side:
        return region
    if side + 1 >= tokens.size or tokens.norm[side] not in _SIDE_OF or not tokens.joins(i):
        return i
    named = tokens.cap[side + 1] and tokens.norm[side + 1] in _DIRECTIONS
    return side + 2 if named else i


def region_end(tokens: Tokens, i: int) -> int:
    """The token after a region of the country at token i: `khu vực | Bắc Trung Bộ`; i where none stands."""
    if not tokens.cap[i]:
        return i
    return next((i + n for n in (_THREE, _TWO) if " ".join(tokens.norm[i : i + n]) in _REGIONS), i)


def group_end(tokens: Tokens, i: int) -> int:
    """The token after a dash at token i and the short name of the group that a firm is of; i where none stands.

    The name is all in capitals (`TKV`, `CTCP`), or no Vietnamese word (`Vinacomin`).
    """
    first = i + 1
    if first >= tokens.size or tokens.sentence[first] != tokens.sentence[i] or not tokens.is_word(first):
        return i
    text, named = tokens.text[first], tokens.match(first, "named_units")
    if len(text) < _SHORTEST_GROUP or not text.isalpha() or any(tokens.match(first, group) for group in STOPPING):
        return i
    if (named and named.entry.fields["kind"] in _STATE) or tokens.match(first, "unit_kinds"):
        return i
    goes_on = first + 1 < tokens.size and tokens.cap[first + 1] and tokens.joins(first + 1)
    brand = tokens.upper[first] or (tokens.cap[first] and not is_syllable(text))
    return first + 1 if brand and not goes_on else i


def further_field_end(tokens: Tokens, i: int) -> int:
    """The token after `và` at token i and a field in lower case that ends a post's unit; i where none stands.

    Behind it the sentence goes on with a mark, a verb or a name, before it the name ends in lower case.
    """
    first = i + 1
    if first >= tokens.size or tokens.norm[i] != AND or not tokens.joins(first) or tokens.cap[first]:
        return i
    field = tokens.match(first, "unit_words")
    if field is None or not tokens.text[i - 1].islower() or " ".join(tokens.norm[first : field.end]) in _PEOPLE:
        return i
    end = field.end
    ends = end >= tokens.size or tokens.norm[end] in _ENDS or tokens.cap[end] or tokens.norm[end] in closing_words()
    return end if ends or tokens.sentence[end] != tokens.sentence[i] else i


def lower_words_end(tokens: Tokens, i: int, first: int, *, verbs: bool) -> int:
    """The token after the words in lower case that go on with a post's unit at token i; i where none do.

    first: the token behind the unit's kind. verbs: fields that are verbs as well may be among them.
    """
    if " ".join(tokens.norm[i - 2 : i]) == _CENTRAL:
        return i  # `Ban Kinh tế Trung ương | chuyên trách`
    field = tokens.match(i, "unit_words") if i == first else None
    if field and field.end > i + _TWO and field.end < tokens.size and tokens.norm[field.end] in _AFTER_NAMES:
        return field.end  # `Chi cục trưởng Chi cục | bảo vệ môi trường;`
    return phrase_end(tokens, i, verbs=verbs)


def ends_a_name(tokens: Tokens, i: int) -> bool:
    """Does token i end a name in lower case, as a mark, the next sentence, a named place, a further field do?"""
    if i == tokens.size or tokens.sentence[i] != tokens.sentence[i - 1] or tokens.norm[i] in _AFTER_NAMES:
        return True
    return named_place_at(tokens, i) or field_follows(tokens, i)


def field_follows(tokens: Tokens, i: int) -> bool:
    """Does `và` at token i lead to a further field in capitals, which is no unit: `… tội phạm | và Công nghệ`?"""
    first = i + 1
    if first >= tokens.size or tokens.norm[i] != AND or not tokens.cap[first]:
        return False
    return tokens.match(first, "unit_words") is not None and head_at(tokens, first) is None


def is_counted(tokens: Tokens, i: int) -> bool:
    """`Vụ | 8 học sinh`: does a number at token i count what is named behind it?"""
    return tokens.text[i].isdigit() and tokens.joins(i + 1) and tokens.norm[i + 1] in _COUNTED
