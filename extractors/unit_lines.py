"""Lines of command: which units stand beside each other in a list, so that a comma between them makes no chain.

Ban Dân vận Tỉnh ủy, Bộ CHQS tỉnh · Ban Tổ chức Trung ương, Bộ Xây dựng     (a committee's organ names its body)
Sở Công Thương Hà Nội, UBND quận Ba Đình                                     (a district is above no department)
"""

from __future__ import annotations

import re
from functools import lru_cache

from .language import fold

# Committees and authorities: whatever bears the name of one has said whose it is, and they are nobody's.
_TOPMOST = re.compile(
    r"(?:^| )(?:(?:tỉnh|thành|huyện|quận|thị) ủy|trung ương đảng|ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân"
    r"|chính phủ|quốc hội|bộ chính trị|ban bí thư)(?: |$)"
)
# Organs of the Party's centre; a hospital, a society or a board of emulation of that name is below a ministry.
_CENTRAL_ORGAN = re.compile(
    r"^(?:(?:ban )?(?:tổ chức|tuyên giáo|dân vận|nội chính|kinh tế|đối ngoại|chính sách)|ủy ban kiểm tra|văn phòng)"
    r"(?: .*)? (?:trung ương|tw)$"
)
_LOCAL = re.compile(
    r"^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng ủy) (?:quận|huyện|thị xã|xã|phường|thị trấn)(?: |$)"
    r"|^(?:huyện|quận|thị) ủy(?: |$)"
)
_ABOVE_DISTRICTS = (
    "sở ",
    "cục ",
    "vụ ",
    "tổng cục ",
    "công an tỉnh",
    "bộ chqs",
    "bộ chỉ huy",
    "viện kiểm sát",
    "tòa án",
)


@lru_cache(maxsize=4_096)
def is_topmost(name: str) -> bool:
    """Is a unit a committee or an authority, or an organ that bears its name (`Văn phòng UBND tỉnh`)?"""
    folded = fold(name)
    return bool(_TOPMOST.search(folded) or _CENTRAL_ORGAN.match(folded))


@lru_cache(maxsize=4_096)
def is_beside(name: str, above: str) -> bool:
    """May a district or a commune (above) not be the superior of a unit of the province's or the State's?"""
    return bool(_LOCAL.match(fold(above))) and fold(name).startswith(_ABOVE_DISTRICTS)
