"""Names in a sentence that are no mention of an official: authors, homes, and what is named after people.

Ảnh: A · Tin, ảnh: A - B            (who took the picture, who wrote)
xã X (Thạch Hà, Hà Tĩnh)            (a district that looks like a person)
học sinh trường THPT A · giải A     (a school, a prize)
"""

from __future__ import annotations

from ..chunks import Kind, Row, is_word, words

# What stands before the names of a caption's or an article's authors.
_CREDITS = ("ảnh", "tin", "bài", "clip", "video")
_CREDIT_MARKS = (",", "-", "–", "/")
_SHORTEST_SEAT = 4  # chunks before it: a name, a bracket, a unit, a comma
_TWO = 2  # chunks before it: a unit and a bracket
_BRACKET_REACH = 8  # chunks
_SYLLABLES_OF_PLACES = 2
# What is named after people, in lower case right before the name; the last syllables of two.
_NAMED_AFTER = frozenset({"trường", "thpt", "thcs", "ptth", "thptc", "cảng", "giải", "quỹ", "học", "non"})
_OF_TWO = {"học": ("tiểu học", "trung học", "đại học"), "non": ("mầm non",)}


def is_no_mention(row: Row, k: int) -> bool:
    """Is the name at chunk k none of a person of whom the sentence tells?"""
    return (
        _is_credited(row, k)
        or _is_home(row, k)
        or _is_of_a_thing(row, k)
        or (row[k + 1 : k + 2] != [] and row[k + 1].text == ")" and _is_seat(row, k))
    )


def _is_home(row: Row, k: int) -> bool:
    """`xã X (Thạch Hà, Hà Tĩnh)`: is the name at chunk k a district, in a bracket before its province?"""
    bracketed = k > 0 and row[k - 1].text == "(" and k + 2 < len(row)
    return bracketed and row[k + 1].text == "," and row[k + 2].kind is Kind.PLACE


def _is_seat(row: Row, k: int) -> bool:
    """Does the name at chunk k say in a bracket where the unit before it is?

    `A (giáo viên Trường X, | Lục Ngạn)` · `Trường Mầm non X (| Yên Thế)`
    """
    alone = k > 1 and row[k - 1].text == "(" and row[k - 2].kind is Kind.UNIT and row[k + 1 : k + 2]
    if alone and row[k + 1].text == ")" and len(row[k].text.split()) == _SYLLABLES_OF_PLACES:
        return k == _TWO or row[k - 3].kind is not Kind.POST
    if k < _SHORTEST_SEAT or row[k - 1].text != "," or row[k - 2].kind not in (Kind.UNIT, Kind.POST):
        return False
    closed = k + 1 < len(row) and row[k + 1].text == ")"
    opening = next((j for j in range(k - 3, max(k - _BRACKET_REACH, 0), -1) if row[j].text in "()"), 0)
    in_bracket = row[opening].text == "(" and row[opening - 1].kind is Kind.NAME
    return closed and in_bracket and len(row[k].text.split()) == _SYLLABLES_OF_PLACES


def _is_credited(row: Row, k: int) -> bool:
    """`Ảnh: A`, `Tin, ảnh: A - B`: is the name at chunk k, perhaps behind others, that of an author or photographer?"""
    while k >= 2 and row[k - 1].text in _CREDIT_MARKS and row[k - 2].kind is Kind.NAME:
        k -= 2
    return k >= 2 and row[k - 1].text == ":" and is_word(row[k - 2], *_CREDITS)


def _is_of_a_thing(row: Row, k: int) -> bool:
    """`học sinh trường tiểu học A`: does the word right before the name at chunk k say what bears it?"""
    if k == 0 or row[k - 1].norm not in _NAMED_AFTER or row[k - 1].kind is not Kind.WORD:
        return False
    pairs = _OF_TWO.get(row[k - 1].norm)
    return pairs is None or words(row, k - 2, k) in pairs
