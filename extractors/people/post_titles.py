"""What of a match in the list of posts is a title: neither a plain member nor the first words of its body's name."""

from __future__ import annotations

from functools import cache

from ..text.gazetteer import Entry, Match, load
from ..text.language import fold
from ..text.tokens import Tokens
from ..units.unit_parse import head_at

# A member, and the first syllables of the bodies whose members hold a post.
_MEMBER = "thành viên"
_COUNCILS = ("hội", "hđ", "ban", "ủy")


def is_plain_member(tokens: Tokens, post: Match) -> bool:
    """`các đơn vị thành viên`: a member is a post's holder only in a council: `Thành viên Hội đồng thành viên`."""
    if tokens.quote(post.start, post.end).casefold() != _MEMBER:
        return False
    body = head_at(tokens, post.end)
    return body is None or not tokens.norm[body.start].startswith(_COUNCILS)


def before_its_body(tokens: Tokens, post: Match) -> Match:
    """`Ủy viên | Ban Chấp hành Trung ương Đảng`: a title without the words with which its body's fixed name begins."""
    for j in range(post.start + 1, post.end):
        body = tokens.match(j, "named_units")
        title = " ".join(tokens.norm[post.start : j])
        if body and body.end > post.end and title in _titles():
            return Match(post.start, j, _titles()[title])
    return post


@cache
def _titles() -> dict[str, Entry]:
    """Every form of a title, folded, with its row."""
    return {fold(form): entry for entry in load("posts") for form in entry.forms()}
