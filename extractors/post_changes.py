"""A change of the holder of posts, and the records that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from .chunks import Kind
from .gazetteer import load
from .language import fold
from .people import Mention
from .post_groups import PostItem, names_organization
from .post_times import Term
from .posts import capitalised, posts_of
from .reading import Reading
from .records import Handover, HandoverKind, Span, record_id
from .unit_parse import UnitParse

RULE_APPOINTED = "handovers.appointed"
RULE_PASSED = "handovers.passed"
_ACTING = ("quyền ", "q. ", "phụ trách ")
_DEPUTY = "phó "
_OF_THE_PARTY = ("bí thư", "phó bí thư")
_COMMITTEE = "ủy "
_COMPLETE = frozenset(
    {"tổng tham mưu trưởng", "tổng bí thư", "chủ tịch nước", "thủ tướng", "thủ tướng chính phủ", "chủ tịch quốc hội"}
)
_TASK_FORCES = (
    "ban chỉ đạo",
    "ban vận động",
    "ban soạn thảo",
    "tổ công tác",
    "đoàn công tác",
    "đoàn kiểm tra",
    "tiểu ban",
)
_HEAD = "trưởng"
_BOARD = re.compile(r"^(?:hội đồng (?:quản trị|thành viên)|ban (?:giám đốc|lãnh đạo)|HĐQT|HĐTV)\s+(?=\S)", re.I)


@dataclass(frozen=True, slots=True)
class Change:
    """Posts that pass to someone.

    items: the posts. spans: what says so. row: the sentence's number. acting: the word for an acting holder, or "".
    place: the unit to which the taker comes (`đến nhận công tác tại Sở X, giữ chức Phó Giám đốc`).
    """

    items: Sequence[PostItem]
    taker: Mention
    giver: Mention | None
    spans: tuple[Span, ...]
    rule: str
    term: Term
    row: int
    acting: str = ""
    place: UnitParse | None = None


@cache
def _single_titles() -> dict[str, bool]:
    return {fold(form): e.fields["single"] == "yes" for e in load("posts") for form in e.forms()}


def plain_title(title: str) -> str:
    """A title, folded, without the word for an acting holder."""
    folded = fold(title)
    return next((folded.removeprefix(word) for word in _ACTING if folded.startswith(word)), folded)


def is_sole(title: str) -> bool:
    """Is a title one that only one person of a unit has?"""
    return _single_titles().get(plain_title(title), False)


def is_office(handover: Handover) -> bool:
    """Is a handover one of an office? A title without a unit tells nothing, and heading a task force is none."""
    if handover.organization is None:
        return core_of(handover.post) in _COMPLETE
    return not fold(handover.organization).startswith(_TASK_FORCES)


def core_of(title: str) -> str:
    """What a post and its deputies share: `Phó Giám đốc`, `quyền Giám đốc` are of `giám đốc`."""
    return plain_title(title).removeprefix(_DEPUTY)


def handovers_of(reading: Reading, change: Change, earlier: Sequence[Handover]) -> list[Handover]:
    """One record for each post that is not over. earlier: those of the sentences before."""
    posts = [post for post in posts_of(reading, change.items) if not post.former]
    return [
        _record(reading, change, post.title, _unit(reading, change, post.title, post.unit, earlier)) for post in posts
    ]


def _record(reading: Reading, change: Change, title: str, organization: str | None) -> Handover:
    title = _without_kind(title, organization)
    if change.acting and not fold(title).startswith(change.acting):
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
        heads = fold(own) in _single_titles() and not fold(own).endswith(_HEAD)
        if heads and organization and fold(organization).startswith(f"{kind} "):
            return own
    return title


def handover_id(reading: Reading, title: str, organization: str | None, giver: str | None, taker: str | None) -> str:
    """The id of a handover of a post."""
    key = (fold(title), fold(organization or ""), fold(giver or ""), fold(taker or ""))
    return record_id(reading.article.id, Handover, *key)


# --- the unit of the post ----------------------------------------------------------------------------------------


def _unit(reading: Reading, change: Change, title: str, named: str | None, earlier: Sequence[Handover]) -> str | None:
    """The unit of the new post: as named with it, else as the sentence and the article let it be known."""
    giver, taker = change.giver, change.taker
    old = _posts_unit(reading, giver) if giver and change.rule == RULE_PASSED else _posts_unit(reading, taker)
    place = reading.unit_name(change.place) if change.place else None
    if place and all(item.unit is None for item in change.items):
        return place
    if named is not None:
        return next((unit for unit in (place, old) if unit and _stands_short(change, unit)), None) or named
    kind = next((item.takes for item in change.items if item.takes), "")
    if kind:
        own = old if old and fold(old).startswith(f"{fold(kind)} ") else None
        return own or reading.names.best_of_kind(kind, change.items[0].title_end)
    if old and (change.rule == RULE_PASSED or _is_ladder(reading, taker, title)):
        return old
    giver_s = _posts_unit(reading, giver) if giver else None
    if old and names_organization(old) and not _is_ladder(reading, taker, title):
        old = None  # `Phó Bí thư Chi bộ 2 … chuyển sang làm chuyên viên`
    if old and plain_title(title).startswith(_OF_THE_PARTY) and not (names_organization(old) or _is_committee(old)):
        old = None  # `được chỉ định làm Phó Bí thư tỉnh X` of someone at a school
    alike = (h.organization for h in reversed(earlier) if core_of(h.post) == core_of(title) and h.organization)
    return giver_s or next(alike, None) or old or _of_the_sentence(reading, change)


def _is_committee(unit: str) -> bool:
    """Is a unit a committee of the Party: `Tỉnh ủy X`, `Huyện ủy Y`?"""
    return _COMMITTEE in fold(unit)


def _of_the_sentence(reading: Reading, change: Change) -> str | None:
    """`Hội đồng quản trị Công ty X bổ nhiệm ông A giữ chức Giám đốc`: the last unit named before the taker."""
    before = (c for c in reversed(reading.rows[change.row]) if c.kind is Kind.UNIT and c.b <= change.taker.a)
    chunk = next((c for c in before if c.unit and not c.unit.bare), None)
    return _BOARD.sub("", reading.unit_name(chunk.unit)) if chunk and chunk.unit else None


def _posts_unit(reading: Reading, mention: Mention) -> str | None:
    """The unit of someone's posts: of those that the mention gives, else of all."""
    posts = posts_of(reading, mention.items)
    if not posts:
        posts = [post for m in reading.by_person.get(mention.person or "", []) for post in posts_of(reading, m.items)]
    return next((post.unit for post in posts if post.unit), None)


def _is_ladder(reading: Reading, mention: Mention, title: str) -> bool:
    """Does someone who was the deputy rise, or step aside in one house: `Phó Chính ủy … giữ chức Chính ủy`?"""
    return any(core_of(post.title) == core_of(title) for post in posts_of(reading, mention.items))


def _stands_short(change: Change, unit: str) -> bool:
    """`Phó giám đốc Sở Y tế … quyền Giám đốc sở`: does the post name the kind of the unit known only?"""
    units = (item.unit for item in change.items)
    return any(fold(unit).startswith(f"{fold(short.name)} ") for short in units if short and short.bare)
