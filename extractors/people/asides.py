"""What stands between a name and the posts behind it: an age, a birth, a side of the picture, an earlier time.

A (39 tuổi, Giám đốc Sở X) · A, 53 tuổi, Giám đốc … · A (SN 1977), … · A sinh ngày 18/4/1968, quê xã Y, hiện là …
A (SN 1977), quê quán huyện Y, tỉnh Z; Phó Cục trưởng X · A, quê xã Y, trình độ Thạc sĩ, Giám đốc X
A (bìa phải) – Chủ tịch Z · A, khi đó là Chủ tịch Z · A, Tiến sĩ, Chủ nhiệm Khoa X

And whose posts they are not: `vợ của Đại tá A, …` tells who somebody else is.
"""

from __future__ import annotations

from ..chunks import Chunk, Kind, Row, is_word, words
from ..text.words import IS, OF, YEAR
from .post_groups import POSTS

_LONGEST_BRACKET = 8  # chunks of an age or a side of the picture
_LONGEST_LIFE = 40  # chunks of an age, a birth and a home
_YEARS_OLD = "tuổi"
_BORN = frozenset({"sinh", "sn"})
_HOME = frozenset({"quê", "trú", "ngụ"})
_LIFE = frozenset({*_HOME, "dân", "trình", "chuyên", "tốt"})  # `dân tộc`, `trình độ`, `chuyên môn`, `tốt nghiệp`
_DATING = frozenset({"ngày", "tháng", YEAR, "/", "-", "–", "."})
_MARKS = frozenset({",", ";", "-", "–", "—"})
_OPENING = _MARKS | {"("}
_EARLIER = frozenset({"khi đó", "lúc đó", "lúc ấy", "khi ấy", "thời đó", "hồi đó", "bấy giờ"})
_NOW = frozenset({"hiện nay", "hiện tại", "hiện thời"})
_BY_THAT = frozenset({"lúc", "vào", "thời"})  # before `bấy giờ`
_THEN = _BY_THAT | {time.split()[0] for time in _EARLIER}
# What makes someone only say who another one is.
_KIN = ("vợ", "chồng", "cháu", "bố", "mẹ", "cha")
_CHILD = frozenset({"con trai", "con gái"})
_ASIDES = frozenset({*_CHILD, "em trai", "em gái", "anh trai", "chị gái", "giả danh", "mạo danh"})
_LATE = "cố"
_OVER = ("nguyên", "cựu")
_BEFORE = "trước"
_SINCE = "từ"
_BEFORE_THAT = "trước đó"
_DATES = ("tháng", "năm")
_TILL = ("đến", "tới")
_DATE_REACH = 8  # chunks of `từ tháng 12-2016 đến`
_OWN_MARKS = ("-", "–", "—", "(")  # that tie posts to the name right before them


def is_aside(row: Row, first: int, last: int) -> bool:
    """`vợ của Đại tá A`, `con trai cố Trung tướng A`, `giả danh Đại tá A`: does A only say who someone else is?

    first, last: the chunks of A's titles and name. Where a dash, a bracket or `nguyên` leads to them, or the clause
    says no more of the other one (`B là con trai ông A, Chủ tịch X`), the posts behind A are A's all the same.
    """
    k = first
    while k > 0 and is_word(row[k - 1], OF, _LATE):
        k -= 1
    kin = k > 0 and is_word(row[k - 1], *_KIN)
    asides = k > 1 and words(row, k - 2, k) in _ASIDES
    if not (kin or asides):
        return False
    if k > 1 and words(row, k - 2, k) in _CHILD and last < len(row):
        over = row[last].text == "," and last + 1 < len(row) and is_word(row[last + 1], *_OVER)
        told = k > 2 and is_word(row[k - 3], IS)
        return not (over or told or row[last].text in _OWN_MARKS)
    return True


def behind_life(row: Row, k: int) -> int:
    """The chunk after an age, a birth and a home at chunk k, a closed bracket included; k where none is told."""
    first = k + 1 if k < len(row) and row[k].text in _OPENING else k
    if first >= len(row):
        return k
    told = row[first].kind is Kind.NUMBER or row[first].norm in _BORN
    end = _life_end(row, first) if told else 0
    if first > k and is_word(row[first], *_HOME):
        home = _home_end(row, k, k + _LONGEST_LIFE)
        end = home if home > k else 0
    opened = row[k].text == "("
    if not end:
        return _behind_bracket(row, k) if opened else k
    if end < len(row) and row[end].text == ")" and opened:
        return _home_end(row, end + 1, end + _LONGEST_LIFE)
    if end < len(row) and not opened and row[end].text not in _OPENING and not is_word(row[end], IS):
        return k  # `A sinh năm 1960 tại …`: no posts follow
    return end


def _life_end(row: Row, i: int) -> int:
    """The chunk after an age or a birth, and a home, at chunk i; 0 where there is none."""
    if i + 1 >= len(row):
        return 0
    if row[i].kind is Kind.NUMBER and is_word(row[i + 1], _YEARS_OLD):
        end = i + 2
    elif is_word(row[i], *_BORN):
        end = i + 1
        while end < len(row) and (row[end].text.isdigit() or row[end].norm in _DATING):
            end += 1
        if end == i + 1:
            return 0
        while row[end - 1].text in _MARKS:
            end -= 1
    else:
        return 0
    return _home_end(row, end, i + _LONGEST_LIFE)


def _home_end(row: Row, end: int, limit: int) -> int:
    """The chunk after `, quê (quán) xã X, huyện Y; trình độ Thạc sĩ` at chunk `end`."""
    while end + 1 < len(row) and row[end].text in _MARKS and is_word(row[end + 1], *_LIFE):
        part_end = _part_end(row, end + 1, limit)
        if part_end == end + 1:
            break
        end = part_end
    return end


def _part_end(row: Row, start: int, limit: int) -> int:
    """The mark or closing bracket behind a part of a life that starts at a chunk; `start` where none ends it."""
    home = is_word(row[start], *_HOME)
    for i in range(start, min(len(row), limit)):
        if row[i].kind in POSTS:
            break
        if row[i].text == ")":
            return i
        if row[i].text in _MARKS and i + 1 < len(row) and not (home and _is_of_home(row[i + 1])):
            return i
    return start


def _is_of_home(chunk: Chunk) -> bool:
    named = chunk.kind in (Kind.WORD, Kind.NAME) and chunk.text[0].isupper()
    return chunk.kind is Kind.PLACE or named or is_word(chunk, *_HOME)


def _behind_bracket(row: Row, k: int) -> int:
    """The chunk after the bracket that opens at chunk k (`(bìa phải)`); k where it holds posts."""
    close = next((j for j in range(k, min(k + _LONGEST_BRACKET, len(row))) if row[j].text == ")"), k)
    holds_posts = any(c.kind in POSTS for c in row[k + 1 : close])
    return k if close == k or holds_posts else close + 1


def behind_earlier(row: Row, k: int) -> int:
    """The chunk after `khi đó (là)`, `lúc bấy giờ (là)` at chunk k, which set a post in an earlier time; k else."""
    if k >= len(row) or row[k].norm not in _THEN:
        return k
    i = k + 1 if is_word(row[k], *_BY_THAT) and words(row, k + 1, k + 3) in _EARLIER else k
    if words(row, i, i + 2) not in _EARLIER:
        return k
    i += 2
    return i + 1 if i < len(row) and is_word(row[i], IS) else i


def before_earlier(row: Row, k: int) -> int:
    """The chunk before `khi đó`, `lúc bấy giờ` that end before chunk k, where a post may end; k where none stand."""
    if k < 2 or words(row, k - 2, k) not in _EARLIER:
        return k
    return k - 3 if k > 2 and is_word(row[k - 3], *_BY_THAT) else k - 2


def before_now(row: Row, k: int) -> int:
    """The chunk before `hiện nay`, `hiện tại` that end before chunk k, where a post may end; k where none stand."""
    return k - 2 if k >= 2 and words(row, k - 2, k) in _NOW else k


def opens_with_a_past(row: Row) -> bool:
    """`Trước năm 2019, ông A là X` · `Từ tháng 12-2016 đến tháng 4-2019, ông A là X`: does a past open a sentence?"""
    if words(row, 0, 2) == _BEFORE_THAT:
        return True
    if len(row) < _DATE_REACH or not is_word(row[1], *_DATES):
        return False
    if is_word(row[0], _BEFORE):
        return True
    till = next((k for k in range(2, _DATE_REACH) if is_word(row[k], *_TILL)), 0)
    return is_word(row[0], _SINCE) and till > 0 and (is_word(row[till + 1], *_DATES) or row[till + 1].text[0].isdigit())


def ends_unit_in_bracket(row: Row, k: int) -> bool:
    """`A (cựu Chủ tịch Công ty | Văn Bưởi, Giám đốc X)`: does the name at chunk k end a unit among A's posts?"""
    if k < 4 or row[k - 1].kind is not Kind.UNIT:
        return False
    opening = next((j for j in range(k - 2, 0, -1) if row[j].kind is Kind.MARK and row[j].text in "()"), 0)
    behind_name = row[opening].text == "(" and row[opening - 1].kind is Kind.NAME
    return behind_name and any(c.kind in POSTS for c in row[opening + 1 : opening + 3])
