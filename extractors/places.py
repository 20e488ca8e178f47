"""Places: a kind of place with its name (`huyện Mỹ Tú`, `TP. Cần Thơ`), or a province's name alone."""

from __future__ import annotations

from typing import NamedTuple

from .names import cuts, family_at, is_syllable, run_end
from .tokens import Tokens
from .words import PROVINCE

_CUTTING = ("ranks", "posts", "bloc_roles", "unit_kinds", "awards")
_LONGEST = 30  # tokens; so that a text all in capitals costs no more than others
_SHORTEST_PERSON, _LONGEST_PERSON = 3, 4  # syllables
_TWO = 2
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
    if not tokens.cap[i] or not tokens.is_word(i):
        return i
    province = tokens.match(i, "provinces")
    end = max(min(run_end(tokens, i), i + _LONGEST), province.end if province else i)  # Bà Rịa-Vũng Tàu
    end = next((j for j in range(i + 1, end) if any(cuts(tokens, j, end, group) for group in _CUTTING)), end)
    return _end_before_person(tokens, i, end) if person_may_follow else end


def _end_before_person(tokens: Tokens, i: int, end: int) -> int:
    """Where a place's name in tokens i to end (exclusive) ends if a person's full name follows in the same run."""
    province = tokens.match(i, "provinces")
    if tokens.norm[i - 1] == PROVINCE and not province and is_person(tokens, i, end):
        return i  # `Phó chủ tịch UBND tỉnh Lê Hữu Trạc`: provinces are known by name
    if (
        province
        and province.end < end
        and (is_person(tokens, province.end, end) or (family_at(tokens, province.end) and end - province.end >= 2))
    ):
        return province.end
    if province and province.end < end and end - province.end >= _FULL_NAME:
        return province.end  # whoever's family name no list has
    for j in range(i + 2, end - 1):
        if family_at(tokens, j) and (end - j >= 3 or end - i >= 4):
            return j
    return end


def is_person(tokens: Tokens, i: int, end: int) -> bool:
    """Are tokens i to end, behind a province or its kind, a name of three or four syllables, known or not?"""
    length = end - i
    known = family_at(tokens, i) > 0
    if known and length == _TWO and tokens.norm[i - 1] == PROVINCE and not _is_former_province(tokens, i):
        return True
    if (
        length < _SHORTEST_PERSON
        or _is_former_province(tokens, i)
        or (length > _LONGEST_PERSON and not known)
        or tokens.match(i, "unit_words")
    ):
        return False
    return known or all(is_syllable(tokens.text[j]) and not tokens.upper[j] for j in range(i, end))


def _is_former_province(tokens: Tokens, i: int) -> bool:
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
