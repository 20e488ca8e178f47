"""Posts that someone holds or held at the time of something else, which is no news of who takes them up.

thời điểm (ông A) giữ chức X · giai đoạn ông A làm X · A khi giữ cương vị X · nơi A làm X · U (hiện) do A giữ chức X
A giữ chức X trong một thời gian dài · trước đó A giữ chức X · hiện A làm X

Who is given a post at such a time (`thời điểm A được bổ nhiệm`, `khi A nhậm chức`) takes it up all the same.
"""

from __future__ import annotations

import re

_HOLDS = re.compile(r"(?<!\S)(?:giữ|đảm nhận|đảm nhiệm|(?:M\d+|,) làm) ")
_BEFORE = re.compile(r"(?<!\S)(?:trước đó|gần đây nhất|khi ấy|lúc bấy giờ) ")
_NOW = re.compile(r"(?<!\S)hiện(?: nay| tại)? (?:, )?$")
_TIME = r"(?<!\S)(?:thời điểm|giai đoạn|thời kỳ|(?<!trong )khi|lúc|hồi|nơi) "
_AT_A_TIME = re.compile(rf"{_TIME}(?:(?![MGU]\d|[,;.:)] )\S+ ){{0,5}}$")
_WHEN_HOLDING = re.compile(rf"{_TIME}(?:(?![MGU]\d|[,;.:)] )\S+ ){{0,5}}?(?:giữ|đảm nhận|đảm nhiệm|làm) ")
_PLAINLY = re.compile(
    r"(?:G\d+ )?M\d+ (?:H\d+ )?(?:(?:và|,|đã|cũng|đồng thời) )*(?:giữ|đảm nhiệm|đảm nhận) (?:\S+ ){0,3}G\d+ "
)
_LED_BY = " do "
_FOR_LONG = re.compile(
    r"(?:(?!; |\. |[MG]\d)\S+ ){0,6}?(?:trong|suốt) (?:(?:một|suốt|khoảng|hơn) ){0,2}(?:thời gian|nhiều năm|N năm) "
)


def is_held_then(ahead: str, inside: str, line: str, end: int, *, is_decision: bool) -> bool:
    """Does a match of someone and a post tell of a post that is held, not taken up?

    ahead, inside: what the line holds before the match in its clause, and in the match, which ends at end.
    is_decision: it speaks of a decision on people.
    """
    if not _HOLDS.search(inside):
        return False
    if _AT_A_TIME.search(ahead) or _WHEN_HOLDING.search(inside) or _FOR_LONG.match(line, end):
        return True
    if is_decision:
        return False
    return f" {ahead}".endswith(_LED_BY) or bool(_BEFORE.search(ahead) or _NOW.search(ahead))


def only_says_who_holds(inside: str) -> bool:
    """`Ông A giữ chức vụ X`: do only words of holding join someone and a post, which need a decision beside them?"""
    return _PLAINLY.fullmatch(inside) is not None
