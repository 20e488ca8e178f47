"""Places: a kind of place with its name (`huyện Mỹ Tú`, `TP. Cần Thơ`), or a province's name alone."""

from __future__ import annotations

from typing import NamedTuple

from ..people.names import cuts, family_at, is_syllable, name_at, run_end
from ..text.tokens import Tokens
from ..text.words import PROVINCE

_CUTTING = ("ranks", "posts", "bloc_roles", "unit_kinds", "awards")
_LONGEST = 30  # tokens; so that a text all in capitals costs no more than others
_SHORTEST_PERSON, _LONGEST_PERSON = 3, 4  # syllables
_TWO = 2
_OF_ONE_SYLLABLE = frozenset({"huế", "vinh"})
_CREDITS = frozenset({"ảnh", "tin", "bài"})  # before a colon they open a credit: `UBND TP. | Ảnh: A`
_MIDDLE_NAMES = (["văn"], ["thị"])
_NO_PEOPLE = frozenset({"not_people", "places"})  # `TP Hồ Chí Minh`, `TP Buôn Ma Thuột`
_CITIES = frozenset({"phố", "tp", "."})  # the last tokens of `thành phố`, `TP`, `TP.`
# How the provinces of before 1997 begin whose names begin as a person's does.
_FORMER_PROVINCES = (
    "hà nam", "hà sơn", "hà tuyên", "hà tây", "hà bắc", "hoàng liên", "cao lạng", "bắc thái", "nam hà", "vĩnh phú",
    "phú khánh", "nghĩa bình", "bình trị", "thuận hải", "minh hải", "sông bé", "cửu long", "nghệ tĩnh", "thừa thiên",
)  # fmt: skip
_FULL_NAME = 3  # syllables that tell a name by themselves
_ACTING = "q"  # `Q.` is short for a district (quận) and for an acting holder (quyền)


class PlaceParse(NamedTuple):
    """Tokens `start` to `end` are a place; `name` is where its proper name begins, `end` where there is none."""

    start: int
    name: int
    end: int

    @property
    def bare(self) -> bool:
        """A kind without a name: `tỉnh`."""
        return self.name == self.end


def proper_end(tokens: Tokens, i: int, *, person_may_follow: bool) -> int:
    """Where a place's proper name that starts at token i ends; i if none starts there.

    person_may_follow: a person's name may stand right behind (`Chủ tịch UBND huyện Mỹ Tú Trần Văn B`).
    """
    if i >= tokens.size:
        return i
    if tokens.text[i].isdigit():
        return i + 1
    if (
        not tokens.cap[i]
        or not tokens.is_word(i)
        or (tokens.norm[i] in _CREDITS and tokens.text[i + 1 : i + 2] == [":"])
    ):
        return i
    province = tokens.match(i, "provinces")
    if tokens.text[i - 1] == "." and not province and _opens_a_sentence(tokens, i):
        return i
    end = max(min(run_end(tokens, i), i + _LONGEST), province.end if province else i)  # Bà Rịa-Vũng Tàu
    whole = person_may_follow and tokens.norm[i - 1] in _CITIES and _is_named_with_a_kind(tokens, i, end)
    if not whole:
        end = next((j for j in range(i + 1, end) if any(cuts(tokens, j, end, group) for group in _CUTTING)), end)
    if not person_may_follow:
        return end
    if tokens.text[end : end + 1] in _MIDDLE_NAMES and family_at(tokens, end - 1):
        end -= 1  # `Chủ tịch UBND tỉnh (Long An) | Trần văn Bưởi`
        return end
    return _end_before_person(tokens, i, end)


def _opens_a_sentence(tokens: Tokens, i: int) -> bool:
    """`UBND TP. | Các đại biểu`: does a word behind a full stop begin a sentence? Few cities have one syllable."""
    alone = run_end(tokens, i) == i + 1 and tokens.norm[i] not in _OF_ONE_SYLLABLE
    return alone and i + 1 < tokens.size and tokens.text[i + 1].isalpha() and tokens.text[i + 1].islower()


def _is_named_with_a_kind(tokens: Tokens, i: int, end: int) -> bool:
    """`UBND thành phố | Nguyễn Khoa Hải Bưởi`: is the second syllable of a person's name a kind of unit by chance?"""
    name = name_at(tokens, i, prefixed=False)
    return name is not None and name.full and name.end == end and end - i >= _SHORTEST_PERSON


def _end_before_person(tokens: Tokens, i: int, end: int) -> int:
    """Where a place's name in tokens i to end (exclusive) ends if a person's full name follows in the same run."""
    province = tokens.match(i, "provinces")
    if tokens.norm[i - 1] == PROVINCE and not province and is_person(tokens, i, end):
        return i  # `Phó chủ tịch UBND tỉnh Lê Hữu Trạc`: provinces are known by name
    if tokens.norm[i - 1] in _CITIES and not province and _is_of_a_city(tokens, i, end):
        return i
    if (
        province
        and province.end < end
        and (is_person(tokens, province.end, end) or (family_at(tokens, province.end) and end - province.end >= 2))
    ):
        return province.end
    if province and province.end < end and end - province.end >= _FULL_NAME:
        return province.end  # whoever's family name no list has
    bearer = tokens.match(i, "not_people")  # `Quận ủy | Ngũ Hành Sơn | Lê Văn Bưởi`
    for j in range(bearer.end if bearer else i + 2, end - 1):
        if family_at(tokens, j) and (end - j >= 3 or end - i >= 4):
            return j
    return end


def _is_of_a_city(tokens: Tokens, i: int, end: int) -> bool:
    """`Chủ tịch UBND TP | Nguyễn Thành Bưởi`: no city but one bears a name of three or four syllables like that."""
    named = _SHORTEST_PERSON <= end - i <= _LONGEST_PERSON and family_at(tokens, i) > 0
    return named and tokens.at[i].keys().isdisjoint(_NO_PEOPLE)


def is_person(tokens: Tokens, i: int, end: int) -> bool:
    """Are tokens i to end, behind a province or its kind, a name of three or four syllables, known or not?"""
    length = end - i
    known = family_at(tokens, i) > 0
    if known and length == _TWO and tokens.norm[i - 1] == PROVINCE and not is_former_province(tokens, i):
        return True
    if (
        length < _SHORTEST_PERSON
        or is_former_province(tokens, i)
        or (length > _LONGEST_PERSON and not known)
        or tokens.match(i, "unit_words")
    ):
        return False
    return known or all(is_syllable(tokens.text[j]) and not tokens.upper[j] for j in range(i, end))


def is_former_province(tokens: Tokens, i: int) -> bool:
    """Does a province of before 1997 start at token i?"""
    return " ".join(tokens.norm[i : i + 2]).startswith(_FORMER_PROVINCES)


def place_at(tokens: Tokens, i: int, *, person_may_follow: bool = False) -> PlaceParse | None:
    """The place that starts at token i, or None; one without a name is `bare`."""
    at = tokens.at[i]
    if not at:
        return None
    kind = at.get("places")
    if kind is None:
        province = at.get("provinces")
        return PlaceParse(i, i, province.end) if province and tokens.cap[i] else None
    if kind.entry.fields["kind"] == "venue":
        return None  # a hall or a hotel is where a meeting was, no part of a unit's name
    name = kind.end
    if tokens.norm[i] == _ACTING and any(tokens.match(j, "posts") for j in (name, name + 1)):
        return None  # Q. Chính ủy
    if name < tokens.size and tokens.text[name] == "." and tokens.text[name - 1].isupper():
        name += 1  # TP. Cần Thơ
    whole = tokens.match(i, "provinces")
    if whole and whole.end > name:
        return PlaceParse(i, name, whole.end)  # `TP.HCM`: listed with its kind
    same = name < tokens.size and tokens.sentence[name] == tokens.sentence[i]
    end = proper_end(tokens, name, person_may_follow=person_may_follow) if same else name
    return PlaceParse(i, name, end) if end > name else PlaceParse(i, kind.end, kind.end)
