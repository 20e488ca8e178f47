"""Units in a list that leave out what the one before them says: their kind, or their kind and that of their place.

Ban CHQS huyện A | B và thị xã C · Huyện ủy A | B · Cục Thuế Đồng Nai | Tây Ninh · Sư đoàn 1 | 2 và 3
Chi cục Hải quan khu vực V | VI và XVI
Sở Nội vụ | Y tế · Trường THPT A | B · Công an các xã A, B; | các phường C, D · huyện A | và 2 thành phố B, C
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto

from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import AND, TOGETHER
from .places import place_at, proper_end
from .swallowed_units import unit_behind_kind
from .unit_kinds import closing_words
from .unit_lists import is_number, places_at
from .unit_parse import UnitParse, head_at

# A unit's name up to its kind of place, which the list's next places share: `Ban CHQS huyện | A`.
_UP_TO_PLACE = re.compile(r"^((.*?\b)(?:tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã))\s+\S", re.IGNORECASE)
_CUTTING = ("ranks", "posts", "bloc_roles", "honorifics", "awards", "academic")
_BLOC_WORDS = ("khối", "cụm")  # `Sở Y tế, | Khối cơ quan tỉnh`: no field
# Kinds of one syllable that take a field for their name, so that a list may say them once.
_OF_FIELDS = ("sở", "cục", "vụ", "ban", "phòng", "bộ")
_VENUE = "venue"  # of the kinds of place
_LONGEST_NUMBER = 5  # digits, or letters of `XVIII`
_LONGEST_NAME = 4  # syllables
_BEHIND = frozenset({",", ";", ".", ")", "(", "-", "–", AND, TOGETHER})


class Shape(Enum):
    """How the part of a name looks that is its own: what the next one puts in its place looks the same."""

    NUMBER = auto()
    PROVINCE = auto()
    PROPER = auto()
    FIELD = auto()


@dataclass(frozen=True, slots=True)
class Stem:
    """What a unit's name shares with those behind it (`Ban CHQS huyện`); base: without the kind of place."""

    text: str
    base: str
    shape: Shape


def stem_of(tokens: Tokens, unit: UnitParse) -> Stem | None:
    """What the units behind a unit in a list may share with it; None where its name does not tell."""
    head = head_at(tokens, unit.start)
    if head is None:
        return None
    if head.end >= unit.end:
        return _before_field(tokens, unit)
    kind, base = tokens.quote(unit.start, head.end), 0
    last = tokens.match(head.end - 1, "places")
    if last and last.end == head.end and head.end > unit.start + 1:
        base = head.end - 1  # `Công an huyện` is a kind of its own
    j = head.end
    while j < unit.end:
        place, field = tokens.match(j, "places"), tokens.match(j, "unit_words")
        if tokens.match(j, "provinces") or (j == unit.end - 1 and is_number(tokens.text[j])):
            break  # the first syllable of `Sóc Trăng` is a kind of place as well
        if place and place.end < unit.end:
            base, j = j, place.end
        elif field and field.end <= unit.end and not base:
            j = field.end
        elif tokens.upper[j] and not base:
            j += 1  # `Công ty CPĐS`
        else:
            break
    if j == unit.end:
        return Stem(kind, kind, Shape.FIELD) if head.end == unit.start + 1 else None
    if not all(tokens.cap[k] or tokens.text[k].isdigit() for k in range(j, unit.end)):
        return None
    text = tokens.quote(unit.start, j)
    province = tokens.match(j, "provinces")
    if is_number(tokens.text[j]):
        shape = Shape.NUMBER if unit.end == j + 1 else None
    else:
        shape = Shape.PROVINCE if province and province.end == unit.end and not base else Shape.PROPER
    return Stem(text, tokens.quote(unit.start, base) if base else text, shape) if shape else None


def _before_field(tokens: Tokens, unit: UnitParse) -> Stem | None:
    """`Sở | Nội vụ`, a kind of its own: what other fields may follow."""
    single, field = tokens.match(unit.start, "unit_kinds"), tokens.match(unit.start + 1, "unit_words")
    kind = tokens.quote(unit.start, unit.start + 1)
    if single is None or field is None or field.end != unit.end or fold(kind) not in _OF_FIELDS:
        return None
    return Stem(kind, kind, Shape.FIELD)


def stem_of_name(name: str) -> Stem | None:
    """As `stem_of`, of a name that a plural of places gave: `Ban CHQS huyện A`, `huyện A`."""
    match = _UP_TO_PLACE.match(name)
    return Stem(match[1], match[2].strip(), Shape.PROPER) if match else None


def elided_at(tokens: Tokens, i: int, stem: Stem) -> tuple[list[tuple[str, Stem]], int]:
    """The units at token i that share a stem with the one before it, each with its own stem, and the token behind."""
    places = _places(tokens, i, stem)
    if places:
        return places
    end = _own_end(tokens, i, stem)
    if end == i or not _ends_item(tokens, end):
        return [], i
    return [(f"{stem.text} {tokens.quote(i, end)}", stem)], end


def _places(tokens: Tokens, i: int, stem: Stem) -> tuple[list[tuple[str, Stem]], int] | None:
    """`và thị xã C`, `; các xã C, D`, `và 2 thành phố C, D`: places that bring their kind."""
    if stem.shape not in (Shape.PROPER, Shape.PROVINCE):
        return None
    kind = tokens.match(i, "places")
    if kind and kind.entry.fields["kind"] == _VENUE:
        return None  # `Trường A, Nhà văn hóa B`: no place whose school it is
    several = places_at(tokens, i)
    if several is None:
        return None
    found = [(f"{stem.base} {unit.name}".strip(), stem_of_name(f"{stem.base} {unit.name}")) for unit in several.units]
    return [(name, own or stem) for name, own in found], several.end


def _own_end(tokens: Tokens, i: int, stem: Stem) -> int:
    """The token after the number, the place, the proper name or the field at token i; i where none stands there."""
    if stem.shape is Shape.NUMBER:
        return i + (is_number(tokens.text[i]) and len(tokens.text[i]) <= _LONGEST_NUMBER)
    if not tokens.cap[i] or tokens.norm[i] in _BLOC_WORDS or any(tokens.match(i, group) for group in _CUTTING):
        return i
    if stem.shape is Shape.FIELD:
        unit = None if head_at(tokens, i) else unit_behind_kind(tokens, i, fold(stem.text))
        return unit.end if unit and tokens.match(i, "unit_words") else i
    place = place_at(tokens, i)
    if place and not place.bare and place.name == i:
        return place.end
    head = head_at(tokens, i)
    if stem.shape is Shape.PROVINCE or (head and not (head.end == i + 1 and tokens.cap[i + 1 : i + 2] == [True])):
        return i
    if head and any(tokens.match(j, "unit_words") for j in range(i + 1, i + 3)):
        return i
    end = proper_end(tokens, i, person_may_follow=False)
    proper = all(tokens.cap[j] or not tokens.is_word(j) for j in range(i, end))  # `Nhà Văn hóa Sinh viên` is none
    return end if proper and 1 < end - i <= _LONGEST_NAME else i


def _ends_item(tokens: Tokens, i: int) -> bool:
    """Does an item of a list end before token i?"""
    return (
        i >= tokens.size
        or tokens.norm[i] in _BEHIND
        or (tokens.norm[i] in closing_words() and not tokens.cap[i])
        or tokens.newline[i]
        or tokens.sentence[i] != tokens.sentence[i - 1]
    )
