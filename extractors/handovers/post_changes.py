"""A change of the holder of posts, and the titles that change hands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache

from ..people.people import Mention
from ..people.post_groups import PostItem
from ..people.posts import capitalised
from ..records import Span
from ..text.gazetteer import load
from ..text.language import fold
from ..units.unit_parse import UnitParse
from .post_times import Term

RULE_APPOINTED = "handovers.appointed"
RULE_PASSED = "handovers.passed"
IN_CHARGE_ONLY = "Phụ trách"  # of who leads a body till its head is found, without that post
_ACTING = ("quyền ", "q. ", "phụ trách ")
_DEPUTY = "phó "
# Titles that say whose they are, without the word for a deputy.
_COMPLETE = frozenset(
    {"tổng tham mưu trưởng", "tổng bí thư", "chủ tịch nước", "thủ tướng", "thủ tướng chính phủ", "chủ tịch quốc hội"}
    | {"thường trực ban bí thư", "tổng kiểm toán nhà nước", "tổng thanh tra chính phủ"}
)


class Naming(Enum):
    """How the unit of a post that someone takes up is named with it."""

    FULL = 2
    SHORT = 1  # by its kind: `Chủ tịch HĐND tỉnh`
    NOT = 0


@dataclass(frozen=True, slots=True)
class Change:
    """Posts that pass to someone.

    items: the posts. spans: what says so. row: the sentence's number. acting: the word for an acting holder, or "".
    place: the unit to which the taker comes (`đến nhận công tác tại Sở X, giữ chức Phó Giám đốc`).
    tentative: counts only where nothing else says that the taker takes up a post (a headline, `tân Giám đốc A`).
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
    tentative: bool = False


@cache
def single_titles() -> dict[str, bool]:
    """The titles, folded, and whether one alone holds each."""
    return {fold(form): e.fields["single"] == "yes" for e in load("posts") for form in e.forms()}


def plain_title(title: str) -> str:
    """A title, folded, without the word for an acting holder."""
    folded = fold(title)
    return next((folded.removeprefix(word) for word in _ACTING if folded.startswith(word)), folded)


def whole_title(title: str) -> str:
    """A title as it stands, without the word for an acting holder: what the one had whom someone acts for."""
    kept = len(plain_title(title))
    return title if kept == len(title) else capitalised(title[-kept:])


def is_sole(title: str) -> bool:
    """Is a title one that only one person of a unit has?"""
    return single_titles().get(plain_title(title), False)


def core_of(title: str) -> str:
    """What a post and its deputies share: `Phó Giám đốc`, `quyền Giám đốc` are of `giám đốc`."""
    return plain_title(title).removeprefix(_DEPUTY)


def is_complete(title: str) -> bool:
    """Does a title say whose it is, or is it that of its deputy: `Chủ tịch nước`, `Phó Thủ tướng`?"""
    return core_of(title) in _COMPLETE
