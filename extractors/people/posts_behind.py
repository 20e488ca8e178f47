"""Where posts may begin behind a person's name: behind a mark, `là`, `hiện đang giữ chức vụ`, `đều là`, an age.

A, Giám đốc X · A (Giám đốc X) · A là Giám đốc X · A hiện đang giữ chức Giám đốc X · A và B đều là Phó Giám đốc X
"""

from __future__ import annotations

from ..chunks import TITLES, Kind, Row, is_word
from ..text.words import ALL, ALL_OF_THEM, AND, IS
from .asides import behind_earlier, behind_life
from .post_groups import POSTS

OPENING_MARKS = frozenset({",", "-", "–", "—", "("})  # between a name and the posts behind it
_NOW = ("đang", "hiện", "nay")
# `…, người hiện đang giữ chức`: what leads to a post that someone holds; what alone says that someone takes it up.
_HOLDING = (*ALL_OF_THEM, ALL, IS, "người", "hiện", "nay", "đang", "giữ", "chức", "vụ")
_OFFICE = ("giữ", "chức", "vụ", IS)
_HOLDING_REACH = 6  # chunks


def opening_behind(row: Row, k: int) -> tuple[int, bool]:
    """(where posts may begin behind a name that ends before chunk k, whether they are over); -1 where none may.

    After a mark, `là`, an age or a side of the picture; `khi đó là` sets them in an earlier time.
    """
    told, k = k, behind_life(row, k)
    marked = k < len(row) and (row[k].text in OPENING_MARKS or (k > told and row[k].text == ";"))
    if k >= len(row):
        return -1, False
    begins = behind_earlier(row, k + marked)
    if begins > k + marked:
        return begins, True
    if marked:
        k += int(row[k].text == "," and k + 1 < len(row) and row[k + 1].text == "(")  # `A, (Phó phòng X)`
        return _behind_all(row, _behind_academic(row, k + 1), several=_are_several(row, told)), False
    held = _behind_holding(row, k)
    if held > k:
        return held, False
    return (k if row[k].kind is Kind.POST and row[k].text[0].isupper() else -1), False


def _behind_holding(row: Row, k: int) -> int:
    """The chunk after `là`, `đang là`, `hiện đang giữ chức vụ` at chunk k behind a name; k where none stands."""
    end = k
    while end < len(row) - 1 and end - k < _HOLDING_REACH and is_word(row[end], *_NOW):
        end += 1
    now = end > k
    while end < len(row) - 1 and end - k < _HOLDING_REACH and is_word(row[end], *_OFFICE):
        end += 1
    if end == k or (not now and not is_word(row[k], IS)):
        return k  # `A giữ chức X` says that A takes it up
    return end if now or end == k + 1 else k


def _are_several(row: Row, k: int) -> bool:
    """Does `và` join the name that ends before chunk k to one before it?"""
    k -= 1
    while k > 0 and (row[k].kind is Kind.NAME or row[k].kind in TITLES):
        k -= 1
    return k > 0 and is_word(row[k], AND)


def _behind_all(row: Row, k: int, *, several: bool) -> int:
    """The chunk after `đều là`, `cùng là`, `các`, `người đang giữ chức` at chunk k: whose the posts behind are.

    The plural alone is that of several people: `Chủ tịch A, các phó chủ tịch` are others.
    """
    end = k
    while end < len(row) and end - k < _HOLDING_REACH and is_word(row[end], *_HOLDING):
        end += 1
    held = end > k and not is_word(row[k], *_OFFICE)
    opens = end < len(row) and row[end].kind in POSTS
    others = not several and end == k + 1 and is_word(row[k], ALL)
    return end if held and opens and not others else k


def _behind_academic(row: Row, k: int) -> int:
    """The chunk after `Tiến sĩ,` at chunk k."""
    academic = k + 1 < len(row) and row[k].kind is Kind.ACADEMIC and row[k + 1].text == ","
    return k + 2 if academic else k
