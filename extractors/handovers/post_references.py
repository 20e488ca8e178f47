"""Which post a sentence means that says who takes one up and not which: one that was left, or spoken of, before.

A thôi giữ chức X. B được bổ nhiệm thay thế · A, X, được điều động giữ chức Y. Thay ông là B
chức X để khuyết sau khi A nghỉ hưu. B được bổ nhiệm vào vị trí này · bàn giao chức vụ X. Người tiếp nhận là B
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..people.people import Mention
from ..people.post_groups import PostItem
from ..reading import Reading
from ..sentence import Sentence
from .appointments import Taking
from .departures import Departure
from .post_changes import Change, is_sole, plain_title
from .post_clauses import APPOINTS, OFFICE, Clauses

_FEW = 6  # people said to leave a post in so few sentences
REACH = 2  # sentences between that which names the post and that which means it
# bổ nhiệm X; bàn giao chức vụ X; chức X để khuyết
_SPOKEN = re.compile(
    rf"(?:{APPOINTS}|(?:bàn|chuyển) giao |kiện toàn |{OFFICE})(?:(?!M\d|G\d|; |\. )\S+ ){{0,8}}?(?P<post>G\d+ )(?!M\d)"
)


def meant_post(
    reading: Reading, taking: Taking, number: int, departures: Sequence[Departure], changes: Sequence[Change]
) -> tuple[Mention | None, Sequence[PostItem], int] | None:
    """Who left which posts, and the sentence that names them, for a taking in sentence `number` that names none.

    `Thế chân ông A là ông B`: what A was said to leave; `người kế nhiệm là ông B`: what was left last; else what the
    one had who was said, shortly before, to go to another post; else the post of which they spoke.
    """
    if taking.same:
        last = next((c for c in reversed(changes) if number - c.row <= REACH), None)
        return (None, last.items, last.row) if last else None
    if taking.own:
        items = _posts_of(reading, taking.taker)
        return (taking.giver, items, number) if items else None
    giver, reach = taking.giver, 0 if taking.here else REACH
    for told in reversed(departures):
        near = number - told.who.row <= reach and (told.who.row < number or told.who.a < taking.taker.a)
        if told.items and (near if giver is None else told.who.person == giver.person):
            return told.who, told.items, told.who.row
    for change in reversed(changes):
        near = number - change.row <= REACH and change.row < number
        if near and change.taker.items and (giver is None or change.taker.person == giver.person):
            return change.taker, change.taker.items, change.row
    if giver:
        own = _sole_posts(reading, giver)
        return (giver, own, giver.row) if own else None
    return None if taking.his or taking.here else _spoken_of(reading, number, departures)


def _posts_of(reading: Reading, person: Mention) -> Sequence[PostItem]:
    """The posts with which the article names someone first, so far as their unit stands with them."""
    for mention in reading.by_person.get(person.person or "", []):
        if any(item.unit for item in mention.items) and not any(item.former or item.role for item in mention.items):
            return mention.items[:1]
    return ()


def _sole_posts(reading: Reading, person: Mention) -> list[PostItem]:
    """The posts that only one has, as the article gives them to someone."""
    own: dict[str, PostItem] = {}
    for mention in reading.by_person.get(person.person or "", []):
        for item in mention.items:
            if is_sole(item.title) and item.unit and not item.former:
                own.setdefault(plain_title(item.title), item)
    return list(own.values())[:1]


def _spoken_of(
    reading: Reading, number: int, departures: Sequence[Departure]
) -> tuple[Mention | None, Sequence[PostItem], int] | None:
    """The post that this sentence, or one shortly before, names as one that somebody gets, and who leaves it."""
    for row in range(number, max(number - REACH, 0) - 1, -1):
        clauses = Clauses(Sentence(reading, row))
        if not clauses.names_post:
            continue
        spoken = list(_SPOKEN.finditer(clauses.line))
        items = clauses.group(spoken[-1]["post"]).items if spoken else ()
        if items and not any(item.role for item in items):
            left = [told.who for told in departures[-_FEW:] if row <= told.who.row <= number]
            return (left[-1] if left else None), items, row
    return None
