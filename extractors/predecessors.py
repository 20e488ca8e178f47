"""Who had a post before: said in a sentence of its own, or seen from who leaves it.

Ông A … thay ông B (the post stood in the sentence before) · Người tiền nhiệm, ông B, … · Trước đó, X là ông B
 B thôi giữ chức X, nghỉ hưu …; A được bổ nhiệm làm X
B, X, được điều động …; A giữ chức X · miễn nhiệm X đối với B; bầu A giữ chức X
lễ bàn giao chức vụ X … B và A ký biên bản bàn giao
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache

from .changes import Change, behind_instead, unit_of
from .chunks import Kind, Row, is_word, words
from .cue_words import Cue, has_cue
from .gazetteer import load
from .language import fold
from .people import Mention
from .post_groups import PostGroup
from .posts import posts_of
from .reading import Reading
from .records import Handover, Post, Span
from .unit_names import alike
from .words import BY, HANDS_OVER, IS

# A group of posts: the numbers of its sentence and of its first chunk.
Place = tuple[int, int]

_MINUTES = "biên bản"
# `Trước đó, X là ông B`; `người tiền nhiệm (của bà), ông B`.
_FOR_WHOM = ("cho", "đối với")
_RELEASING_REACH = 6  # chunks
_BEFORE = ("trước đó", "trước đây")
_PREDECESSOR = "tiền nhiệm"
_MANY = ("những", "các", "nhiều")
_OPENING_REACH, _NEXT_REACH = 6, 2  # chunks
_REPLACED_REACH, _LEAVING_REACH, _SIGNING_REACH = 5, 24, 10  # chunks
_CLAUSE_MARKS = frozenset({".", ";"})
_ACTING = ("quyền ", "q. ", "phụ trách ")


@dataclass(frozen=True, slots=True)
class _Leaver:
    """Someone who leaves a post, and the passage that shows it. told: it says of which post."""

    name: str
    post: Post
    span: Span
    told: bool

    @property
    def may_be_left(self) -> bool:
        """Is it sure whose post a taker takes up: said, or of one holder alone?"""
        return self.told or self.post.former or is_single(self.post.title)


def completed(reading: Reading, found: Sequence[Handover], taken: Set[Place]) -> list[Handover]:
    """The handovers, those without a predecessor with the one who leaves the post in this article, if one does.

    taken: the places of the groups of posts that somebody takes up.
    """
    leavers = list(_leavers(reading, found, taken))
    return [_completed(one, leavers) if one.giver is None else one for one in found]


def _completed(one: Handover, leavers: Sequence[_Leaver]) -> Handover:
    fitting = [
        leaver
        for leaver in leavers
        if leaver.name != one.taker and _is_same_post(leaver.post, one) and leaver.may_be_left
    ]
    told = {leaver.name: leaver.span for leaver in fitting if leaver.told}
    fits = told or {leaver.name: leaver.span for leaver in fitting}
    if len(fits) != 1:
        return one  # nobody left it, or nobody knows which of several
    name, span = next(iter(fits.items()))
    return replace(one, giver=name, evidence=tuple(dict.fromkeys((*one.evidence, span))))


def _is_same_post(post: Post, one: Handover) -> bool:
    if bare_title(post.title) != bare_title(one.post):
        return False
    return post.unit is None or one.organization is None or alike(post.unit, one.organization)


def bare_title(title: str) -> str:
    """A title, folded, without the words for an acting holder."""
    folded = fold(title)
    return next((folded.removeprefix(word) for word in _ACTING if folded.startswith(word)), folded)


@cache
def _single_titles() -> frozenset[str]:
    return frozenset(fold(form) for e in load("posts") if e.fields["single"] == "yes" for form in e.forms())


def is_single(title: str) -> bool:
    """Does one alone hold a post of this title?"""
    return bare_title(title) in _single_titles()


def _leavers(reading: Reading, found: Sequence[Handover], taken: Set[Place]) -> Iterator[_Leaver]:
    """The people who leave a post: told so, or taking up another one."""
    takers = {one.taker: one for one in found if one.taker}
    for mentions in reading.by_person.values():
        name = reading.name_of(mentions[0])
        own = takers.get(name)
        for mention in mentions:
            leaves = _leaves(reading, mention)
            items = [item for item in mention.items if (mention.row, item.first) not in taken]
            for post in posts_of(reading, items):
                another = own is not None and not _is_same_post(post, own)
                if leaves or post.former or another:
                    yield _Leaver(name, post, reading.span(mention.a, mention.b), post.former and leaves)
        yield from _left(reading, name, mentions)


def _leaves(reading: Reading, mention: Mention) -> bool:
    """`B, X, nghỉ hưu`, `B thôi giữ chức`: does the clause behind someone say that they leave?"""
    row = reading.rows[mention.row]
    ahead = words(row, mention.first - _RELEASING_REACH, mention.first)
    if ahead.endswith(_FOR_WHOM) and has_cue(ahead, Cue.LEAVES):
        return True  # `quyết định nghỉ hưu cho B, X`
    end = min(_clause_end(row, mention.last), mention.last + _LEAVING_REACH)
    return has_cue(words(row, mention.last, end), Cue.LEAVES)


def _left(reading: Reading, name: str, mentions: Sequence[Mention]) -> Iterator[_Leaver]:
    """The posts that stand behind the words for leaving: `B thôi giữ chức X`, `miễn nhiệm X đối với B`."""
    for mention in mentions:
        row, groups = reading.rows[mention.row], reading.post_groups[mention.row]
        here = reading.mentions_in(mention.row)
        for group in groups:
            if (
                _is_left_behind(row, mention, group, here)
                or _is_taken_from(row, mention, group, here)
                or _held_before(row, mention, group)
            ):
                span = reading.span(min(mention.a, row[group.first].a), max(mention.b, row[group.last - 1].b))
                for post in posts_of(reading, group.items):
                    yield _Leaver(name, post, span, told=True)


def _is_left_behind(row: Row, mention: Mention, group: PostGroup, here: Sequence[Mention]) -> bool:
    """`B thôi giữ chức X`: of those before the posts the last, here: the sentence's mentions."""
    if not mention.last <= group.first < _clause_end(row, mention.last):
        return False
    if any(mention.last <= other.first and other.last <= group.first for other in here):
        return False
    return has_cue(words(row, group.first - 4, group.first), Cue.LEAVES)


def _is_taken_from(row: Row, mention: Mention, group: PostGroup, here: Sequence[Mention]) -> bool:
    """`miễn nhiệm (chức danh) X đối với B`: of those behind the posts the first, here: the sentence's mentions."""
    if not group.last <= mention.first < _clause_end(row, group.last):
        return False
    if any(group.last <= other.first < mention.first for other in here):
        return False
    return has_cue(words(row, group.first - 4, group.first), Cue.LEAVES)


def _held_before(row: Row, mention: Mention, group: PostGroup) -> bool:
    """`Trước đó, X là ông B`, `Trước đây, vị trí X do ông B đảm nhiệm`."""
    if not words(row, 0, 2).startswith(_BEFORE) or group.first > _OPENING_REACH or group.last >= len(row):
        return False
    return is_word(row[group.last], IS, BY) and 0 < mention.first - group.last <= _NEXT_REACH


def _clause_end(row: Row, start: int) -> int:
    return next((k for k in range(start, len(row)) if row[k].text in _CLAUSE_MARKS), len(row))


# --- in a sentence of its own --------------------------------------------------------------------------------------


def instead_of(
    reading: Reading, row: Row, here: Sequence[Mention], found: list[Handover], fresh: Sequence[Handover]
) -> None:
    """`Ông A … thay ông B` (or `Ông thay ông B`) in a sentence of its own: B had the post that A was said to take up.

    found: the handovers of the sentences before, of which one may be completed in place. fresh: those of this one.
    """
    for k, chunk in enumerate(row):
        if words(row, k, k + 2) == _PREDECESSOR:
            _name_predecessor(reading, row, k, here, found, fresh)
        if not behind_instead(row, k):
            continue
        before = next((m for m in reversed(here) if m.last <= k), None)
        behind = next((m for m in here if 0 < m.first - k <= _REPLACED_REACH), None)
        pronoun = before is None and k > 0 and row[k - 1].kind is Kind.HONORIFIC
        if behind is None or not (before or (pronoun and found)):
            continue
        taker = reading.name_of(before) if before else found[-1].taker
        giver = reading.name_of(behind)
        if giver == taker or any(h.giver == giver for h in fresh):
            continue
        open_ones = (i for i in reversed(range(len(found))) if found[i].taker == taker and found[i].giver is None)
        last = next(open_ones, None)
        if last is not None:
            span = reading.span(before.a if before else chunk.a, behind.b)
            found[last] = replace(found[last], giver=giver, evidence=(*found[last].evidence, span))


def _name_predecessor(
    reading: Reading, row: Row, k: int, here: Sequence[Mention], found: list[Handover], fresh: Sequence[Handover]
) -> None:
    """`Người tiền nhiệm (của bà), ông B, …` at chunk k: B had the post that was said last to pass to someone."""
    behind = next((m for m in here if 0 < m.first - k <= _REPLACED_REACH), None)
    if behind is None or fresh or not found or (k > 1 and is_word(row[k - 2], *_MANY)):
        return
    last, giver = found[-1], reading.name_of(behind)
    if last.giver is None and last.taker != giver:
        found[-1] = replace(last, giver=giver, evidence=(*last.evidence, reading.span(row[k].a, behind.b)))


# --- who signs the minutes -------------------------------------------------------------------------------------------


def signed(reading: Reading, rule: str) -> Iterator[Change]:
    """`bàn giao chức vụ X` without names, and elsewhere `B và A ký biên bản bàn giao`: B to A.

    The other way round where B is the one whom the article shows in another post, and A in this one.
    """
    topic = _topic(reading)
    pair = _signers(reading) if topic else None
    if topic is None or pair is None:
        return
    giver, taker = pair
    titles = {bare_title(item.title) for item in topic.items}
    if _holds(reading, taker, titles) and not _holds(reading, giver, titles):
        giver, taker = taker, giver
    span = reading.span(min(giver.a, taker.a), max(giver.b, taker.b))
    yield Change(topic, taker, giver, unit_of(reading, giver), span, rule)


def _topic(reading: Reading) -> PostGroup | None:
    """The posts that the article says are handed over, without saying by whom."""
    for number, groups in enumerate(reading.post_groups):
        row = reading.rows[number]
        for group in groups:
            office = words(row, group.first - 4, group.first)
            if HANDS_OVER in office and is_single(group.items[-1].title) and not any(i.role for i in group.items):
                owned = any(item in mention.items for mention in reading.mentions_in(number) for item in group.items)
                return None if owned else group
    return None


def _signers(reading: Reading) -> tuple[Mention, Mention] | None:
    """The two people of a sentence who sign the minutes of handing over."""
    for number, row in enumerate(reading.rows):
        here = [m for m in reading.mentions_in(number) if m.person]
        if len(here) < 2 or _MINUTES not in reading.words(number) or HANDS_OVER not in reading.words(number):
            continue
        at = next((k for k in range(len(row)) if words(row, k, k + 2).startswith(_MINUTES)), None)
        if at is None:
            continue
        before = [m for m in here if m.last <= at]
        behind = [m for m in here if m.first > at]
        pair = before[-2:] if len(before) == 2 and at - before[-1].last <= _SIGNING_REACH else behind[:2]
        if len(pair) == 2 and pair[0].person != pair[1].person:
            return pair[0], pair[1]
    return None


def _holds(reading: Reading, mention: Mention, titles: set[str]) -> bool:
    own = reading.by_person.get(mention.person or "", [])
    return any(bare_title(p.title) in titles and not p.former for m in own for p in posts_of(reading, m.items))
