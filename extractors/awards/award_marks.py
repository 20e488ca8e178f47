"""What tells an award by the tokens around it, before there are chunks."""

from __future__ import annotations

from ..text.gazetteer import Match
from ..text.tokens import Tokens
from ..text.words import GIVES, HANDS, TO

_QUOTES = frozenset("“\"'«")
_NAMED = "named"  # the kind of `danh hiệu`
_GRADE = "hạng"
_GIVING = frozenset({GIVES, HANDS})


def names_an_award(tokens: Tokens, award: Match) -> bool:
    """Is a row of awards one here? `danh hiệu` is where a title that no list knows stands behind it in quotes.

    danh hiệu | “Thẩm phán mẫu mực” · trao tặng danh hiệu | cho A (the title named before)
    """
    end = award.end
    if award.entry.fields["kind"] != _NAMED:
        return True
    if end < tokens.size and tokens.norm[end] == TO and award.start and tokens.norm[award.start - 1] in _GIVING:
        return True
    if (
        end + 1 >= tokens.size
        or tokens.text[end] not in _QUOTES
        or tokens.sentence[end] != tokens.sentence[award.start]
    ):
        return False
    return tokens.match(end + 1, "awards") is None and tokens.match(end + 1, "not_awards") is None


def is_grade(tokens: Tokens, i: int) -> bool:
    """`Huân chương Lao động | Hạng Nhất`: is token i, behind an award, the word for its grade, not somebody's name?"""
    return tokens.norm[i] == _GRADE


def cuts_an_award(tokens: Tokens, start: int, end: int) -> bool:
    """`trao giải | thưởng Sao Khuê`: does an award reach behind tokens start to end, which are none by themselves?"""
    awards = (tokens.match(start, "awards"), tokens.match(end - 1, "awards"))
    return any(award is not None and award.end > end for award in awards)
