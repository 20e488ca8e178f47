"""What stands inside a unit's name or ends it: brackets with abbreviations, fractions, dashes, a person's name."""

from __future__ import annotations

from itertools import pairwise

from ..people.names import LONGEST, family_at, run_end
from ..text.gazetteer import Match
from ..text.tokens import Tokens
from ..text.words import NUMBER
from .places import is_former_province, proper_end
from .unit_kinds import Trait, absorbs, has_trait
from .unit_parse import STOPPING, head_at

_LONGEST_ABBREVIATION = 8  # tokens, brackets included
_NAME_OF_THREE, _TWO = 3, 2  # syllables
_KIND_OF_CITY = 2  # tokens
BEFORE_NUMBERS = frozenset({NUMBER, "cấp"})  # `Bệnh viện dã chiến | cấp 2`
_BEFORE_GIVEN_NAMES = frozenset({"ông", "bà", "anh", "chị", "cô", "thầy", "tá", "úy", "tướng"})
_OF_THE_PARTY = " ủy"
_LONG = 4  # syllables of a kind that is a name: `Hội Luật gia Việt Nam`
_YEARS_ON_END = (["năm", "liền"], ["năm", "liên"])
_JOINER = "&"
_AREA = "khu vực"  # ends the kinds whose number and seat are one name: `Tòa án nhân dân khu vực 5 - Đồng Chiêm`
_IN_ABBREVIATIONS = frozenset("-&.,TĐ")  # beside words all in capitals


def bracket_end(tokens: Tokens, i: int) -> int:
    """The token after `(TĐKT)` at token i; 0 where there is no such bracket."""
    if i >= tokens.size or tokens.text[i] != "(" or i + 2 >= tokens.size:
        return 0
    j, limit = i + 1, min(i + _LONGEST_ABBREVIATION, tokens.size)
    while j < limit and (tokens.upper[j] or tokens.text[j] in _IN_ABBREVIATIONS or _is_code(tokens, j)):
        j += 1
    if j > i + 1 and j < tokens.size and tokens.text[j] == ")":
        return j + 1
    if j == i + 1 and tokens.text[j + 1] == ")" and tokens.cap[j] and tokens.text[j].isalpha():
        return j + 2  # (Vinachem)
    return 0


def _is_code(tokens: Tokens, j: int) -> bool:
    """`PC02`, `C04`: is token j a letter before digits, or digits behind one?"""
    if tokens.text[j].isdigit():
        return tokens.touches(j) and tokens.text[j - 1].isalpha()
    return len(tokens.text[j]) == 1 and tokens.cap[j] and tokens.text[j + 1].isdigit() and tokens.touches(j + 1)


def area_end(tokens: Tokens, i: int) -> int:
    """The token after the seat that follows a number before token i: `khu vực 3 | - Đồng Chiêm`; i where none does."""
    if i + 1 >= tokens.size or tokens.text[i] not in "-–" or tokens.sentence[i + 1] != tokens.sentence[i - 1]:
        return i
    end = proper_end(tokens, i + 1, person_may_follow=True)
    person = family_at(tokens, i + 1) and end - i - 1 >= _NAME_OF_THREE
    return i if tokens.text[i + 1].isdigit() or end == i + 1 or person else end


def fraction_at(tokens: Tokens, i: int) -> bool:
    """`12/7`, `3.5`, `40%…`: a number with a mark and another one right behind it."""
    return (
        i + 2 < tokens.size and tokens.text[i + 1] in "/%." and tokens.touches(i + 1) and tokens.text[i + 2].isdigit()
    )


def named_place_at(tokens: Tokens, i: int) -> bool:
    """`tỉnh Quảng Ngãi`: does a kind of place with its name begin at token i?"""
    place = tokens.match(i, "places") if i < tokens.size else None
    return place is not None and place.end < tokens.size and tokens.cap[place.end]


def short_place_end(tokens: Tokens, i: int, *, person_may_follow: bool) -> int:
    """The token after a place whose kind at token i is one letter before a full stop; 0 where none stands.

    `Q.1`, `H.Mỹ Tú`, with a blank `Q. 11`, `H. Mỹ Tú`.
    """
    name = i + 2
    if name >= tokens.size or tokens.text[i + 1] != "." or not tokens.touches(i + 1):
        return 0
    if tokens.sentence[name] != tokens.sentence[i] or not (tokens.text[name].isdigit() or tokens.cap[name]):
        return 0
    end = proper_end(tokens, name, person_may_follow=person_may_follow)
    return end if end > name else 0


def field_behind_dash(tokens: Tokens, i: int) -> Match | None:
    """The field of a unit behind a dash at token i between blanks, where nothing else begins; or None.

    In lower case behind one that ends so: `phòng, chống thiên tai | - tìm kiếm cứu nạn`.
    """
    first = i + 1
    if first >= tokens.size or tokens.touches(i) or not tokens.joins(first):
        return None
    if not tokens.cap[first]:
        field = tokens.match(first, "unit_words") if tokens.text[i - 1].islower() else None
        return field if field and field.end > first + 1 else None
    stops = head_at(tokens, first) or any(tokens.match(first, group) for group in STOPPING)
    return None if stops or person_follows(tokens, first) else tokens.match(first, "unit_words")


def person_follows(tokens: Tokens, i: int) -> bool:
    """Does a person's full name start at token i: a family name, then one to four capitals, then no more?"""
    if not family_at(tokens, i) or tokens.match(i, "unit_words") or "not_people" in tokens.at[i]:
        return False
    length = run_end(tokens, i) - i
    province = tokens.match(i, "provinces")
    listed = (
        tokens.match(j, "provinces") for j in range(max(i - _KIND_OF_CITY, 0), i)
    )  # `TP. | Hà Nội`: with its kind
    if any(match.end == i + length for match in listed if match):
        return False
    if (province and province.end - i == length) or (length == _TWO and is_former_province(tokens, i)):
        return False
    # Two syllables are a person's only where a mark follows that a person has.
    followed = tokens.text[i + 2 : i + 3] in ([","], ["("])
    return 3 <= length <= LONGEST or (length == 2 and followed and not province)


def joined(tokens: Tokens, parts: list[tuple[int, int]]) -> str:
    """The parts of a name as written; where one was passed over, a blank stands."""
    if len(parts) == 1 or all(left[1] == right[0] for left, right in pairwise(parts)):
        return " ".join(tokens.quote(parts[0][0], parts[-1][1]).split())
    pieces: list[str] = []
    last = -1
    for start, end in parts:
        if end > start:
            glued = start == last and tokens.touches(start)
            pieces.append(("" if glued or not pieces else " ") + " ".join(tokens.quote(start, end).split()))
            last = end
    return "".join(pieces)


def number_end(tokens: Tokens, i: int, kind: str) -> int:
    """The token after a number at token i in the name of a unit of a kind, perhaps behind a word for one.

    0 where no number stands there, i where it is none of the name: a second one, a fraction.
    """
    if tokens.text[i].isdigit():
        if tokens.text[i - 1].isdigit() or fraction_at(tokens, i):
            return i
        named = len(kind.split()) >= _LONG or not kind.endswith(tokens.norm[i - 1])
        if named and tokens.norm[i + 1 : i + 3] in _YEARS_ON_END:
            return i  # `Hội Luật gia Việt Nam | 3 năm liền được tặng`
        return area_end(tokens, i + 1) if kind.endswith(_AREA) else i + 1
    numbered = tokens.norm[i] in BEFORE_NUMBERS and i + 1 < tokens.size and tokens.text[i + 1].isdigit()
    return i + 2 if numbered else 0


def joined_end(tokens: Tokens, i: int) -> int:
    """`KHXH&NV`: the token behind the word at token i and those in capitals that `&` joins to it."""
    while (
        i + 2 < tokens.size
        and tokens.text[i + 1] == _JOINER
        and tokens.upper[i]
        and tokens.upper[i + 2]
        and tokens.touches(i + 1)
        and tokens.touches(i + 2)
    ):
        i += 2
    return i + 1


def is_named(tokens: Tokens, head: Match) -> bool:
    """`chi hội Luật gia | trường đại học Ngoại thương`: does a name follow a kind in lower case, or end it?"""
    end = head.end
    follows = tokens.cap[end : end + 1] == [True] and tokens.joins(end) and head_at(tokens, end) is None
    return follows or tokens.cap[end - 1]


def is_below(tokens: Tokens, kind: str, head: Match) -> bool:
    """Does a body whose kind stands in lower case belong to the name of a unit of a kind (folded) before it?

    `chi hội Luật gia | trường đại học Ngoại thương`, `Ban Dân vận | tỉnh ủy`.
    """
    if absorbs(kind) and is_named(tokens, head):
        return True
    return has_trait(kind, Trait.ORGAN) and is_committee(tokens, head)


def is_committee(tokens: Tokens, head: Match) -> bool:
    """Is a kind that of a Party committee, which is a body in lower case too: `chánh văn phòng | tỉnh ủy`?"""
    kind = " ".join(tokens.norm[head.start : head.end])
    return kind.endswith(_OF_THE_PARTY) and has_trait(kind, Trait.COMMITTEE)


def title_begins(tokens: Tokens, i: int, group: str, *, own: bool) -> bool:
    """Does a title of a group begin at token i? own: behind a unit's own name, which no more syllables follow then.

    Else a form of address in capitals is a syllable of a place: `Anh Sơn`, `Cô Tô`.
    """
    match = tokens.match(i, group)
    if match is None or group != "honorifics" or match.end > i + 1:
        return match is not None
    return own or tokens.upper[i] or run_end(tokens, i) - i < _TWO


def is_given_name(tokens: Tokens, i: int) -> bool:
    """`ông | Khoa`, `Đại tá | Trường`: is the kind of unit at token i someone's given name?"""
    return i > 0 and tokens.norm[i - 1] in _BEFORE_GIVEN_NAMES
