"""A post that passes to someone, as the rules of appointing and of handing over find it, and what they share."""

from __future__ import annotations

from dataclasses import dataclass

from .chunks import Kind, Row, is_word, words
from .language import fold
from .people import Mention
from .post_groups import PostGroup
from .posts import posts_of
from .reading import Reading
from .records import Span
from .unit_kinds import bodies_headed
from .words import AT, IN, INSTEAD

CLAUSE_MARKS = frozenset({".", ";"})
# In whose place: words of one syllable or two, folded; the preposition may follow.
_INSTEAD = (INSTEAD, "kế nhiệm", "kế tục", "thế chân", "thế chỗ")
_INSTEAD_TAILS = ("cho", "thế", "mặt")
_FOR_SOMEONE = ("thay mặt", "thay đổi", "thay vì", "thay lời")
# `đến nhận công tác tại UNIT`: what stands before the unit that someone is moved to.
_WHERETO = (AT, IN, "về", "sang", "đến")


@dataclass(frozen=True, slots=True)
class Change:
    """A group of posts that passes to someone.

    unit: the unit of a post that names none. acting: the word for an acting holder, or "". span: what says so.
    to: the unit to which the sentence moves the taker.
    """

    group: PostGroup
    taker: Mention
    giver: Mention | None
    unit: str | None
    span: Span
    rule: str
    acting: str = ""
    to: str | None = None


def unit_of(reading: Reading, mention: Mention) -> str | None:
    """The unit of someone's posts: of those that the mention gives, else of all."""
    posts = posts_of(reading, mention.items)
    if not posts:
        posts = [post for m in reading.by_person.get(mention.person or "", []) for post in posts_of(reading, m.items)]
    return next((post.unit for post in posts if post.unit), None)


def fits(unit: str, group: PostGroup) -> bool:
    """May a unit that the sentence names elsewhere be that of a group's posts? Nobody is `Hiệu trưởng` of a `Khoa`."""
    for item in group.items:
        kinds = (f"{fold(item.takes)} ",) if item.takes else bodies_headed().get(fold(item.title), ())
        if kinds and not fold(unit).startswith(kinds):
            return False
    return True


def moved_to(reading: Reading, row: Row, start: int, end: int) -> str | None:
    """`đến nhận công tác tại UNIT, …`: the last unit to which chunks start to end (exclusive) move someone."""
    for k in range(end - 1, start, -1):
        unit = row[k].unit
        if row[k].kind is Kind.UNIT and unit and is_word(row[k - 1], *_WHERETO):
            return reading.unit_name(unit, row[k].a)
    return None


def behind_instead(row: Row, k: int) -> int:
    """The chunk behind `thay (cho)`, `kế nhiệm`, `thế chân` at chunk k; 0 where they do not stand there."""
    pair = words(row, k, k + 2)
    if pair.startswith(_FOR_SOMEONE):
        return 0
    if is_word(row[k], INSTEAD):
        return k + 2 if k + 1 < len(row) and is_word(row[k + 1], *_INSTEAD_TAILS) else k + 1
    return k + 2 if pair in _INSTEAD else 0
