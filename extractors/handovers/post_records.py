"""The records that changes of the holders of posts make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..people.post_groups import PostItem
from ..people.posts import capitalised, posts_of
from ..reading import Reading
from ..records import Handover, HandoverKind, record_id
from ..text.gazetteer import load
from ..text.language import fold
from ..units.unit_parse import UnitParse
from .post_changes import IN_CHARGE_ONLY, Change, Naming, is_complete, plain_title, single_titles
from .post_units import unit_of

# A place on the staff, a seat in an assembly.
_NO_OFFICES = ("cán bộ", "chuyên viên", "nhân viên", "công chức", "viên chức", "đại biểu")
_MEMBER = "thành viên"
_LARGE_BODIES = ("ban chấp hành", "ban thường vụ", "ban kiểm tra", "hội đồng khoa học", "đoàn")
_TASK_FORCES = (
    "ban chỉ đạo",
    "ban vận động",
    "ban soạn thảo",
    "tổ công tác",
    "đoàn công tác",
    "đoàn kiểm tra",
    "tiểu ban",
)
# Who lead a feast, a contest, an examination for as long as it lasts: `Ban Tổ chức lễ hội`, `Hội đồng chấm thi`.
_FOR_A_WHILE = re.compile(
    r"(?:tiểu ban|ban tổ chức|ban giám khảo|hội đồng|tổ|đoàn) (?:lễ|hội thi|hội diễn|hội thao|giải|cuộc|chương trình|"
    r"sự kiện|liên hoan|festival|kỷ luật|chấm|coi|thi(?! đua)|ra đề|giám khảo|thẩm định|tuyển sinh|xét|nghiệm thu|"
    r"phục vụ|kiểm phiếu|đại hội|kỳ thi|ngày|tuần|tháng|năm)(?!\w)"
)
# The same with the kind of body in the title: `Trưởng Ban | Tổ chức lễ hội`.
_OF_A_FEAST = re.compile(
    r"\s+tổ chức (?:lễ|hội(?! đồng)|giải|cuộc|chương trình|sự kiện|liên hoan|đại hội|ngày|tuần|festival)", re.I
)
# … of a task: `Trưởng đoàn | thanh tra cùng đại diện các ngành`.
_OF_A_TASK = re.compile(r"(?:phó )?trưởng đoàn (?:đoàn )?(?:thanh tra|kiểm tra|giám sát|kiểm toán|khảo sát)\b")
_COUNCIL = "hội đồng"
_HEAD = "trưởng"
_COMMITTEE = "ủy"
_BEFORE_COUNTRY = "mới|của|tại|ở|nước|chính phủ|quân đội|lục quân|hải quân|không quân|đảng|đất nước"
_LONGEST_LINK = 40  # letters between a post and the country whose it is


@cache
def _of_another_country() -> re.Pattern[str]:
    """`Tổng Tham mưu trưởng | quân đội Trung Quốc`, `Thủ tướng | Lào`: what stands behind a post abroad."""
    names = sorted((form for entry in load("abroad") for form in entry.forms()), key=len, reverse=True)
    return re.compile(
        rf"\s+(?i:(?:{_BEFORE_COUNTRY})\s+){{0,3}}(?:{'|'.join(map(re.escape, names))})(?!\w)",
    )


def is_office(handover: Handover) -> bool:
    """Is a handover one of an office?

    A title without a unit tells nothing; a place on the staff is none, nor is heading a task force.
    """
    if plain_title(handover.post).startswith(_NO_OFFICES) or _is_plain_member(handover):
        return False
    if handover.organization is None:
        return is_complete(handover.post)
    folded = fold(handover.organization)
    if _is_only_a_kind(handover.organization):
        return False
    if _OF_A_TASK.match(f"{fold(handover.post)} {folded}"):
        return False
    if folded == _COUNCIL:
        return False  # `Chủ tịch hội đồng`: of one that is named for a matter only
    return not (folded.startswith(_TASK_FORCES) or _FOR_A_WHILE.match(folded))


def _is_only_a_kind(organization: str) -> bool:
    """`Tổng Giám đốc công ty`, `Tổ trưởng tổ`: is a body said by a common noun alone? `Bí thư tỉnh ủy` is of one."""
    return organization.islower() and organization.count(" ") <= 1 and not fold(organization).endswith(_COMMITTEE)


def _is_plain_member(handover: Handover) -> bool:
    """`17 thành viên ban chấp hành được bầu`: a seat among many is no office."""
    seat = plain_title(handover.post) == _MEMBER
    return seat and fold(handover.organization or "").startswith(_LARGE_BODIES)


def handovers_of(reading: Reading, change: Change, earlier: Sequence[Handover]) -> list[tuple[Handover, Naming]]:
    """One record for each post that is not over, and how its unit is named with it. earlier: those before."""
    own = [item for item in change.items if item.role is None and item.bloc is None]
    told = [
        (item, post)
        for item, post in zip(own, posts_of(reading, own), strict=True)
        if not post.former
        and not _OF_A_FEAST.match(reading.article.text, item.title_end)
        and _is_at_home(reading, change.row, item)
    ]
    return [
        (
            _record(reading, change, post.title, unit_of(reading, change, item, post, earlier)),
            _naming(item.unit),
        )
        for item, post in told
    ]


def _is_at_home(reading: Reading, number: int, item: PostItem) -> bool:
    """Is a post in a sentence none of another country?"""
    text, end = reading.article.text, reading.rows[number][item.last - 1].b
    return _of_another_country().match(text, end, end + _LONGEST_LINK) is None


def _naming(unit: UnitParse | None) -> Naming:
    if unit is None:
        return Naming.NOT
    return Naming.SHORT if unit.bare or unit.open_place else Naming.FULL


def _record(reading: Reading, change: Change, title: str, organization: str | None) -> Handover:
    title = _without_kind(title, organization)
    if change.acting == IN_CHARGE_ONLY:
        title = IN_CHARGE_ONLY
    elif change.acting and not fold(title).startswith(change.acting):
        title = f"{change.acting} {title}"
    taker = reading.name_of(change.taker)
    giver = reading.name_of(change.giver) if change.giver else None
    return Handover(
        id=handover_id(reading, title, organization, giver, taker),
        evidence=tuple(dict.fromkeys([*change.spans, reading.span(change.taker.a, change.taker.b)])),
        rule=change.rule,
        kind=HandoverKind.POST,
        post=capitalised(title),
        organization=organization,
        giver=giver,
        taker=taker,
        year=change.term.year,
        date=change.term.day,
    )


def _without_kind(title: str, organization: str | None) -> str:
    """`Quản đốc phân xưởng (này)` of `Phân xưởng Đào lò 2` is `Quản đốc`; `Trưởng phòng` stays whole."""
    words = title.split()
    for last in range(len(words) - 1, 1, -1):
        own, kind = " ".join(words[:last]), fold(" ".join(words[last:]))
        heads = fold(own) in single_titles() and not fold(own).endswith(_HEAD)
        if heads and organization and fold(organization).startswith(f"{kind} "):
            return own
    return title


def handover_id(reading: Reading, title: str, organization: str | None, giver: str | None, taker: str | None) -> str:
    """The id of a handover of a post."""
    key = (fold(title), fold(organization or ""), fold(giver or ""), fold(taker or ""))
    return record_id(reading.article.id, Handover, *key)
