"""What sounds as if someone took up a post, and tells of none that changes hands.

tiếp tục được bầu làm X · bầu A tiếp tục giữ chức X · … giữ chức X cho đến nay · cử Phó Chủ tịch xã đến nhà · được luân
chuyển cho nhau: ông B về giữ chức X (which is B's, not that of those in front of the colon) · gặp ông A (giữ chức X) ·
giao việc cho A để nhận nhiệm vụ X · cử một Phó Giám đốc là bà A tham gia · sai phạm trong việc bổ nhiệm A giữ chức X
"""

from __future__ import annotations

import re

from .post_clauses import OFFICE

# Someone stays; `tiếp tục được điều động` goes on to another post, `tiếp tục bầu` goes on with the agenda.
_GOES_ON = re.compile(
    r"(?<!\S)tiếp tục (?:được (?:(?!M\d|G\d|; |\. )\S+ ){0,8}?(?:bầu|cử|tín nhiệm|giao|phân công|bổ nhiệm)"
    rf"|(?:giữ|làm|đảm nhiệm|đảm nhận|đảm đương|phụ trách) (?=G\d|{OFFICE}))"
)
_TILL_NOW = re.compile(r"(?:(?!; |\. |M\d|G\d)\S+ ){0,8}?(?:cho )?(?:đến|tới) nay ")
_SENDS = re.compile(r"(?<!\S)cử G\d+ $")
_SENT = re.compile(
    r"(?:(?:trực tiếp|cùng|xuống|lên|về) ){0,2}(?:đến|tới|đi|xuống|sang|dự|tham dự|tham gia|thăm|làm việc|phối hợp) "
)
# Behind a colon someone else's name: the list says of each what each gets.
_EACH_APART = re.compile(r"(?<!\S): (?:\S+ ){0,4}?(?:M\d+|X) ")
_DECISION = "quyết định "
# `gặp ông A (giữ chức Chủ tịch X)`: what A is. `giao việc cho Phó Giám đốc A để nhận nhiệm vụ X`: X is another's.
_HELD = re.compile(r"M\d+ \( (?:đang |hiện )?(?:giữ|làm|đảm nhiệm|đảm nhận) ")
_FOR_ANOTHER = re.compile(r"(?<!\S)cho (?:G\d+ )?$")
_TO_TAKE = re.compile(r"(?<!\S)để (?:nhận|giữ|làm|đảm nhận) ")
_SENT_ONE = re.compile(r"(?<!\S)cử (?:(?:một|hai|ba|các|N) )?G\d+ là ")
_ON_ERRAND = re.compile(r"(?:đến|tới|đi|xuống|kiêm|tham gia|trực tiếp|phụ trách|cùng) ")
# An appointment that is found fault with is no news of one.
_BLAMED = re.compile(
    r"(?<!\S)(?<!do )(?<!vì )(?<!bị )(?:sai phạm|vi phạm|vụ lợi|nghi vấn|khuất tất|xôn xao|"
    r"(?:sai|trái|không đúng|chưa đúng) quy định) "
)
_THE_DOING = re.compile(r"(?<!\S)(?:việc|trong|như|về|vụ) ")


def denied(line: str, match: re.Match[str]) -> bool:
    """Does a match of someone who takes up a post, in a line of `post_clauses`, tell of no change?"""
    inside = match.group()
    if _GOES_ON.search(inside) or (_SENDS.search(inside) and _SENT.match(line, match.end())):
        return True
    ahead = line[: match.start()]
    if _HELD.search(inside) or (_FOR_ANOTHER.search(ahead) and _TO_TAKE.search(inside)):
        return True
    if _SENT_ONE.search(inside) and _ON_ERRAND.match(line, match.end()):
        return True
    if _BLAMED.search(line) and _THE_DOING.search(ahead):
        return True
    behind = inside[match.end("takers") - match.start() :]
    if match.end("takers") <= match.start("post") and _EACH_APART.search(behind):
        return True
    return _DECISION not in inside and _TILL_NOW.match(line, match.end()) is not None
