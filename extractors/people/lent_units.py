"""The unit of a post that stands bare, from the same post told in full and from the posts that someone takes up.

A, Phó Chính ủy, giữ chức Chính ủy Quân khu X            (a deputy rises in one house)
A được bổ nhiệm giữ chức Giám đốc Sở X … Tân Giám đốc A   (the new post, named again in short)
Chủ tịch A … ông A, Chủ tịch UBND tỉnh X                 (the same post, told in full elsewhere)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..handovers.post_changes import core_of, plain_title
from ..records import Handover, Post, Span
from ..text.language import fold
from .post_groups import names_its_body


def with_lent_units(posts: Sequence[Post], taken: Sequence[Handover]) -> tuple[list[Post], list[Span]]:
    """Someone's posts, bare ones with the unit that others lend them, and the passages that do.

    taken: the posts that the same one takes up. What then stands twice stands once.
    """
    found: list[Post] = []
    spans: list[Span] = []
    for post in posts:
        whole = post
        if post.unit is None and not names_its_body(post.title):
            unit = _unit_beside(post, posts)
            handover = None if unit else next((h for h in taken if h.organization and _in_line(post, h.post)), None)
            if handover:
                unit = handover.organization
                spans.extend(handover.evidence[:1])
            whole = replace(post, unit=unit)
        if not any(_same(whole, other) for other in found):
            found.append(whole)
    return found, spans


def _unit_beside(post: Post, posts: Sequence[Post]) -> str | None:
    """The unit in which someone holds the same post, if there is but one such."""
    same = plain_title(post.title)
    units = {fold(p.unit): p.unit for p in posts if p.unit and plain_title(p.title) == same}
    return next(iter(units.values())) if len(units) == 1 else None


def _in_line(post: Post, title: str) -> bool:
    """Is a post that of a title, of its holder's deputy or of its head?"""
    return core_of(post.title) == core_of(title)


def _same(left: Post, right: Post) -> bool:
    same_unit = fold(left.unit or "") == fold(right.unit or "")
    return same_unit and fold(left.title) == fold(right.title) and left.former == right.former
