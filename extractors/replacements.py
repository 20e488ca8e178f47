"""Who takes up a post in someone's place, where the sentence names the one who is replaced before the post.

A thay B ở cương vị X · thay B giữ chức X là A · kế nhiệm B trên cương vị X là A · người thay ông giữ chức X là A
"""

from __future__ import annotations

from collections.abc import Sequence

from .changes import CLAUSE_MARKS, Change, behind_instead, unit_of
from .chunks import Kind, Row, is_word, words
from .cue_words import Cue, has_cue
from .people import Mention
from .post_groups import PostGroup
from .sentence import Sentence
from .words import IS, PASSIVE

# What leads from the one who is replaced to the post.
_IN_PLACE = ("cương vị", "vị trí", "chức vụ", "chức danh", "giữ chức", "làm", "đảm nhận", "chức", "đảm nhiệm")
_LINK_REACH, _FIRST_REACH = 22, 5  # chunks


def replacing(sentence: Sentence, here: Sequence[Mention], group: PostGroup, rule: str) -> Change | None:
    """`A thay B ở cương vị X`, `thay B làm X là A`, `thay ông ở cương vị X là A`."""
    row, start = sentence.row, group.first
    at = _instead_before(row, start)
    if at is None:
        return None
    giver = next((m for m in here if m.last > at and m.last <= start and m.first <= behind_instead(row, at) + 1), None)
    behind = giver.last if giver else behind_instead(row, at)
    if giver is None and not _is_pronoun(row, behind):
        return None
    link = words(row, behind, start)
    if not link.endswith(_IN_PLACE) or PASSIVE in link.split() or has_cue(link, Cue.APPOINTS):
        return None  # `A thay B được điều động giữ chức Y`: the post is B's
    taker = next((m for m in reversed(here) if m.last <= at), None) if giver else None
    if taker is None or _names_taker(row, group):
        behind_post = next((m for m in here if 0 < m.first - group.last <= _FIRST_REACH), None)
        taker = behind_post if behind_post and _names_taker(row, group) else taker
    if taker is None or (giver and taker.person == giver.person) or has_cue(words(row, 0, at), Cue.NOT_YET):
        return None
    ends = (taker.a, taker.b, row[start].a, row[group.last - 1].b, *((giver.a, giver.b) if giver else ()))
    unit = unit_of(sentence.reading, giver) if giver else None
    return Change(group, taker, giver, unit, sentence.reading.span(min(ends), max(ends)), rule)


def _instead_before(row: Row, start: int) -> int | None:
    """The chunk of the last `thay` before a post at chunk `start`, in the same clause."""
    for k in range(start - 1, max(start - _LINK_REACH, -1), -1):
        if row[k].text in CLAUSE_MARKS:
            return None
        if behind_instead(row, k):
            return k
    return None


def _is_pronoun(row: Row, k: int) -> bool:
    """`thay ông ở cương vị X`: does a form of address without a name stand at chunk k?"""
    return k + 1 < len(row) and row[k].kind is Kind.HONORIFIC and row[k + 1].kind is Kind.WORD


def _names_taker(row: Row, group: PostGroup) -> bool:
    """`… giữ chức X là A`: does the copula stand behind the posts?"""
    return group.last < len(row) and is_word(row[group.last], IS)
