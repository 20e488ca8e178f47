"""Who takes up a post, as one sentence says it.

    A (được) giữ chức X (thay B) · bổ nhiệm, điều động A, chức cũ, (giữ chức, làm) X · bầu A làm X · A trúng cử X
    bầu (bổ sung) hai X gồm: A, …; B, … · trao quyết định bổ nhiệm X cho A · bầu X đối với A
    A thay B ở cương vị X · thay B giữ chức X là A

A verb of appointing makes its subject no appointee (`Chủ tịch A bổ nhiệm …`), only the one of whom it is passive, and
whoever hands out a decision is not the one whom it appoints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .chunks import Kind, Row, is_word, words
from .cue_words import Cue, has_cue
from .people import Mention
from .post_groups import PostGroup
from .posts import posts_of
from .reading import Reading
from .records import Span
from .sentence import Sentence
from .words import ACTING, AND, COMPRISES, DECISION, IN_CHARGE, INSTEAD, IS, PASSIVE, TO

RULE = "handovers.appointed"
# `điều động A, chức cũ, làm X`: the words right before the new post, and the verbs in front of the person.
_TAKING_UP = ("làm", "giữ chức", "giữ chức vụ", "giữ chức danh", "đến", "vào chức vụ", "vào chức danh")
_MAKES = "làm"
_ACTING = (ACTING, IN_CHARGE)
# `thay B ở cương vị X`: what leads from the one who is replaced to the post.
_IN_PLACE = ("cương vị", "vị trí", "chức vụ", "chức danh", "giữ chức", "làm", "đảm nhận")
# Whoever does this to a decision is not the one whom it appoints, but one who gets it is.
_HANDING_OUT = ("trao", "công bố", "ký", "đọc", "thông qua", "ban hành")
_GETTING = ("nhận", "đón nhận")
# Posts that so many hold that taking one up is no event: nobody is appointed `cán bộ`.
_NO_OFFICES = frozenset(
    {"cán bộ", "chuyên viên", "giáo viên", "nhân viên", "chiến sĩ", "hội viên", "đại biểu", "thành viên"}
)
_CLAUSE_MARKS = frozenset({".", ";"})
_OF = ("đối", "với")
# Chunks within which what belongs together stands.
_MOVING_REACH, _TAKER_REACH, _INSTEAD_REACH, _REPLACED_REACH = 6, 22, 8, 5
_VERB_REACH, _TERM_REACH, _FIRST_REACH, _PROPOSAL_REACH = 8, 16, 5, 4


@dataclass(frozen=True, slots=True)
class Change:
    """A group of posts that passes to someone.

    unit: the unit of a post that names none. acting: the word for an acting holder, or "". span: what says so.
    """

    group: PostGroup
    taker: Mention
    giver: Mention | None
    unit: str | None
    span: Span
    rule: str
    acting: str = ""


def appointed(sentence: Sentence, here: Sequence[Mention], group: PostGroup) -> list[Change]:
    """The people who take up a group of posts in a sentence; here: its mentions of known people."""
    row = sentence.row
    if any(item.role or item.title.casefold() in _NO_OFFICES for item in group.items):
        return []
    if any(_is_own(row, m, group) for m in here):
        return []
    for way in (_replacing, _person_first):
        change = way(sentence, here, group)
        if change:
            return [change]
    return list(_post_first(sentence, here, group))


def _is_own(row: Row, mention: Mention, group: PostGroup) -> bool:
    """Are the posts those that someone holds, set behind the name?"""
    first = mention.items[0].first if mention.items else None
    return first == group.first and mention.name.start < row[group.first].start


# --- A, then X ---------------------------------------------------------------------------------------------------


def _person_first(sentence: Sentence, here: Sequence[Mention], group: PostGroup) -> Change | None:
    """A group of posts that the person before it takes up."""
    row, start = sentence.row, group.first
    taker = _nearest_before(row, here, start)
    if taker is None:
        return None
    link = words(row, taker.last, start)
    ahead = words(row, taker.first - _MOVING_REACH, taker.first)
    moved = link.endswith(_TAKING_UP) and has_cue(ahead, Cue.APPOINTS)
    makes = link.startswith(f"{PASSIVE} ") and link.endswith(f" {_MAKES}")  # the shortest form, in national papers
    passive = f" {PASSIVE} " in f" {link} " or any(f" {word} {DECISION}" in f" {link}" for word in _GETTING)
    takes = has_cue(link, Cue.APPOINTED) or (has_cue(link, Cue.APPOINTS) and passive)
    if not (moved or makes or takes) or has_cue(link, Cue.NOT_YET) or (_hands_out(link) and not passive):
        return None
    if _is_proposed(row, taker, moved=moved):
        return None
    giver = _replaced(row, here, group.last)
    end = max(row[group.last - 1].b, giver.b if giver else 0)
    span = sentence.reading.span(min(taker.a, row[start].a), end)
    # `điều động A … làm quyền X`: said right before the post, else nowhere.
    acting = "" if moved else next((word for word in _ACTING if link.endswith(word)), "")
    return Change(group, taker, giver, unit_of(sentence.reading, taker), span, RULE, acting)


def _hands_out(link: str) -> bool:
    """`A trao quyết định bổ nhiệm X`: does A only hand out, announce or sign the decision?"""
    return DECISION in link and any(f" {verb} " in f" {link} " for verb in _HANDING_OUT)


def _is_proposed(row: Row, taker: Mention, *, moved: bool) -> bool:
    """`giới thiệu A để bầu giữ chức X`, `từ khi A giữ chức X`: does the clause before someone say that it is not so?"""
    reach = _MOVING_REACH if moved else _PROPOSAL_REACH
    return has_cue(words(row, taker.first - reach, taker.first), Cue.NOT_YET)


def _nearest_before(row: Row, here: Sequence[Mention], start: int) -> Mention | None:
    """The person before the post at chunk `start`: the nearest whose phrase ends before it, in the same clause."""
    mention = next((m for m in reversed(here) if m.last <= start), None)
    if mention is None or start - mention.last > _TAKER_REACH:
        return None
    return None if any(c.text in _CLAUSE_MARKS for c in row[mention.last : start]) else mention


def _replaced(row: Row, here: Sequence[Mention], end: int) -> Mention | None:
    """The person behind `thay`, within the clause that goes on at chunk `end`."""
    for k in range(end, min(end + _INSTEAD_REACH, len(row))):
        if row[k].text in _CLAUSE_MARKS:
            return None
        if is_word(row[k], INSTEAD):
            return next((m for m in here if 0 < m.first - k <= _REPLACED_REACH), None)
    return None


# --- A in the place of B -----------------------------------------------------------------------------------------


def _replacing(sentence: Sentence, here: Sequence[Mention], group: PostGroup) -> Change | None:
    """`A thay B ở cương vị X`, `thay B làm X là A`."""
    row, start = sentence.row, group.first
    giver = _nearest_before(row, here, start)
    if giver is None or not _is_instead(row, giver.first):
        return None
    link = words(row, giver.last, start)
    if not link.endswith(_IN_PLACE) or PASSIVE in link.split() or has_cue(link, Cue.APPOINTS):
        return None  # `A thay B được điều động giữ chức Y`: the post is B's
    at = next(k for k in range(giver.first - 1, -1, -1) if is_word(row[k], INSTEAD))
    taker = next((m for m in reversed(here) if m.last <= at), None)
    if taker is None and group.last < len(row) and is_word(row[group.last], IS):
        taker = next((m for m in here if 0 < m.first - group.last <= _FIRST_REACH), None)
    if taker is None or taker.person == giver.person or has_cue(words(row, 0, at), Cue.NOT_YET):
        return None
    ends = (taker.a, taker.b, giver.a, row[group.last - 1].b)
    return Change(
        group, taker, giver, unit_of(sentence.reading, giver), sentence.reading.span(min(ends), max(ends)), RULE
    )


def _is_instead(row: Row, first: int) -> bool:
    """Does `thay`, `thay cho`, `thay thế` stand right before chunk `first`?"""
    return any(k >= 0 and is_word(row[k], INSTEAD) for k in range(first - 1, first - 4, -1))


# --- X, then A ---------------------------------------------------------------------------------------------------


def _post_first(sentence: Sentence, here: Sequence[Mention], group: PostGroup) -> Iterator[Change]:
    """A group of posts that the people behind it take up: those of a list, or the one whom a decision is for."""
    row = sentence.row
    ahead = words(row, group.first - _VERB_REACH, group.first)
    if not (has_cue(ahead, Cue.APPOINTS) or has_cue(ahead, Cue.APPOINTED)) or has_cue(ahead, Cue.NOT_YET):
        return
    start = _list_start(row, group.last)
    takers = [m for m in here if m.first >= start] if start else []
    if not takers or takers[0].first - start > _FIRST_REACH:
        return
    for number, taker in enumerate(takers):
        if number and not _goes_on(row, takers[number - 1], taker):
            return
        span = sentence.reading.span(row[group.first].a, taker.b)
        yield Change(group, taker, None, unit_of(sentence.reading, taker), span, RULE)


def _list_start(row: Row, end: int) -> int:
    """The chunk behind `cho`, `đối với`, `gồm`, `:` near chunk `end`, over the words for a term; 0 where none is."""
    for k in range(end, min(end + _TERM_REACH, len(row) - 1)):
        if row[k].text in _CLAUSE_MARKS or row[k].kind is Kind.NAME:
            return 0
        if is_word(row[k], TO, COMPRISES) or (is_word(row[k], _OF[0]) and is_word(row[k + 1], _OF[1])):
            return k + 1
        if row[k].text == ":":
            return k + 1
    return 0


def _goes_on(row: Row, before: Mention, after: Mention) -> bool:
    """Is someone the next one of a list of people?"""
    between = row[before.last : after.first]
    return 0 < len(between) <= _REPLACED_REACH and all(
        c.kind in (Kind.MARK, Kind.HONORIFIC, Kind.NUMBER) or is_word(c, AND) for c in between
    )


def unit_of(reading: Reading, mention: Mention) -> str | None:
    """The unit of someone's posts: of those that the mention gives, else of all."""
    posts = posts_of(reading, mention.items)
    if not posts:
        posts = [post for m in reading.by_person.get(mention.person or "", []) for post in posts_of(reading, m.items)]
    return next((post.unit for post in posts if post.unit), None)
