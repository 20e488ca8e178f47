"""Handing over a duty, and handing over a thing: the same verbs, told apart by what stands behind them.

bàn giao chức vụ Chỉ huy trưởng · tiếp nhận nhiệm vụ · bàn giao cho …      (a duty)
bàn giao ba căn nhà tình nghĩa · tiếp nhận xuồng cao tốc                   (a thing)
bàn giao hồ sơ sang cơ quan điều tra · con tàu được bàn giao cho giới chức  (a thing, or people, to authorities)
"""

from __future__ import annotations

import re

from ..text.tokens import Tokens

_HANDING_VERBS = frozenset(
    {"bàn giao", "lễ bàn giao", "đã bàn giao", "bàn giao lại", "nhận bàn giao", "chuyển giao", "tiếp nhận"}
)
_DUTIES = re.compile(
    r"(?:lại |các |toàn bộ |đầy đủ |những )?(?:chức|nhiệm vụ|cương vị|công việc|công tác|vai trò|vị trí|hồ sơ|con dấu|"
    r"sổ|trách nhiệm|trọng trách|quyền|cờ|khối|cụm|ghế|bàn giao|cho|từ|giữa|với|tại|trước|sau|và|năm|diễn ra|$)|\W"
)
_REACH = 4  # tokens
_TO_AUTHORITIES = re.compile(
    r"(?:(?:hồ sơ|tài liệu|vụ việc|vụ án|đối tượng|nghi phạm|tang vật|và|,) )*(?:sang|cho) (?:\w+ ){0,2}?"
    r"(?:cơ quan (?:cảnh sát )?(?:điều tra|chức năng|an ninh)|giới chức|nhà chức trách|công an|cảnh sát|"
    r"cơ quan chức năng|gia đình|chủ đầu tư|khách hàng|cư dân|người dân|các hộ|\d+ hộ)\b"
)
_AUTHORITIES_REACH = 10  # tokens


def is_of_a_thing(tokens: Tokens, start: int, end: int) -> bool:
    """Is it a thing that the verb in tokens start to end hands over, and no post or duty?"""
    if " ".join(tokens.norm[start:end]) not in _HANDING_VERBS:
        return False
    post = any(tokens.match(end, group) for group in ("posts", "bloc_roles"))
    if _TO_AUTHORITIES.match(" ".join(tokens.norm[end : end + _AUTHORITIES_REACH])):
        return True
    return not post and _DUTIES.match(" ".join(tokens.norm[end : end + _REACH])) is None
