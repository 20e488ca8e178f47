"""Lines of command: which units stand beside each other in a list, so that a comma between them makes no chain.

Ban Dân vận Tỉnh ủy, Bộ CHQS tỉnh · Ban Tổ chức Trung ương, Bộ Xây dựng     (a committee's organ names its body)
Sở Công Thương Hà Nội, UBND quận Ba Đình                                     (a district is above no department)
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..text.language import fold
from .unit_kinds import level

# Committees and authorities: whatever bears the name of one has said whose it is, and they are nobody's.
_TOPMOST = re.compile(
    r"(?:^| )(?:(?:tỉnh|thành|huyện|quận|thị) ủy|trung ương đảng|ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân"
    r"|chính phủ|quốc hội|bộ chính trị|ban bí thư)(?: |$)"
)
# Organs of the centre are the Party's or of the country, but for what the State's bodies run under that name.
_CENTRAL = re.compile(r"(?:^| )(?:trung ương|t\.ư|tư|tw)$")
_OF_MINISTRIES = (
    "bệnh viện", "viện", "trường", "trung tâm", "bảo tàng", "nhà", "công ty", "ban thi đua", "hội đồng thi đua",
    "kho bạc", "quỹ", "học viện", "hội", "ban chỉ đạo",
)  # fmt: skip
_OF_A_PLACE = r"(?:quận|huyện|thị xã|xã|phường|thị trấn)(?: |$)"
_LOCAL = re.compile(
    rf"^(?:ubnd|ủy ban nhân dân|hđnd|hội đồng nhân dân|đảng ủy) {_OF_A_PLACE}|^(?:huyện|quận|thị) ủy(?: |$)"
)
_ABOVE_DISTRICTS = (
    "sở ", "cục ", "vụ ", "tổng cục ", "công an tỉnh", "bộ chqs", "bộ chỉ huy", "viện kiểm sát", "tòa án",
)  # fmt: skip
# Departments of a province's police, and the police of districts and communes, which have teams.
_PROVINCIAL_POLICE = ("phòng cảnh sát", "phòng an ninh", "phòng cs")
_LOCAL_POLICE = re.compile(rf"^(?:công an|ca) {_OF_A_PLACE}")
# The Youth Union stands beside other unions and offices, above its own bodies alone.
_YOUTH_UNION = re.compile(r"^(?:tỉnh|thành|huyện|quận|thị) đoàn(?: |$)")
_BESIDE_THE_YOUTH_UNION = ("hội ", "sở ", "công an", "liên đoàn", "ban chqs", "bộ chqs", "phòng ", "trường ", "chi cục")
# In the army a section stands below a department or a brigade, elsewhere above.
_SECTION = "ban "
_DEPARTMENT = ("phòng ", "trung đoàn ", "lữ đoàn ", "hải đoàn ")


# Bodies of several lines, each with those beside it that its level alone would set above it.
_BESIDE = (
    (("đồn biên phòng", "đồn bp"), ("công an", "hải quan", "chi cục hải quan")),
    (("tòa án", "tand", "viện kiểm sát", "vksnd"), ("cục thi hành án", "cục thads", "công an", "thi hành án")),
    (("bệnh viện", "bệnh xá"), ("viện ",)),
    (("phòng ",), ("văn phòng cơ quan cảnh sát", "văn phòng cơ quan csđt")),
    (("bộ quốc phòng",), ("quân ủy",)),
    (("công an", "cảnh sát", "bộ chqs", "bộ chỉ huy", "sở "), ("công ty", "tổng công ty", "tập đoàn", "evn")),
)
# What a unit in someone's post is a section of, though the kinds stand on one level.
_SECTIONS_OF = ((("ban ",), ("hội ", "liên đoàn ")), (("viện ", "khoa ", "trường "), ("đại học ", "đh ")))


def is_section(kind: str, above: str) -> bool:
    """`Trưởng ban X, Hội Y`, `Viện trưởng Viện X, Đại học Y`: is a post's unit a section of the body behind a comma?

    kind: the folded kind of the unit.
    """
    upper = fold(above)
    return any(f"{kind} ".startswith(sections) and upper.startswith(bodies) for sections, bodies in _SECTIONS_OF)


@lru_cache(maxsize=4_096)
def is_topmost(name: str) -> bool:
    """Is a unit a committee or an authority, or an organ that bears its name (`Văn phòng UBND tỉnh`)?"""
    folded = fold(name)
    central = _CENTRAL.search(folded) and not folded.startswith(_OF_MINISTRIES)
    return bool(central or _TOPMOST.search(folded))


@lru_cache(maxsize=4_096)
def is_beside(name: str, above: str) -> bool:
    """Do two units stand side by side where their kinds alone tell: a department and a district, two unions?"""
    lower, upper = fold(name), fold(above)
    if any(lower.startswith(ones) and upper.startswith(others) for ones, others in _BESIDE):
        return True
    if lower.startswith(_PROVINCIAL_POLICE):
        return bool(_LOCAL_POLICE.match(upper))
    if _YOUTH_UNION.match(upper):
        return lower.startswith(_BESIDE_THE_YOUTH_UNION)
    return bool(_LOCAL.match(upper)) and lower.startswith(_ABOVE_DISTRICTS)


def outranks(above: str, name: str, kind: str, mark: str) -> bool:
    """Is a unit (above) behind another one and a mark its superior by its level? In brackets one of its level may be.

    name, kind: of the lower one, whose kind a title may have swallowed.
    """
    lower, upper = fold(name if fold(name).startswith(kind) else f"{kind} {name}"), fold(above)
    if lower.startswith(_SECTION) and upper.startswith(_DEPARTMENT):
        return True
    below = level(name if fold(name).startswith(kind) else f"{kind} {name}")
    if mark == "(" and upper.split()[0] != lower.split()[0]:
        return level(above) <= below
    return level(above) < below
