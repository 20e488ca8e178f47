"""Titles that only the name behind them tells from common words, and namesakes of people of old whom a rank tells.

trao quyết định cho | phó giáo sư - tiến sĩ | Lê Văn A · theo | tiến sĩ | Trần Thị B, giám đốc X
không: luận án | tiến sĩ | Luật học · trao bằng | tiến sĩ |
Đại tá | Trần Quang Khải     (an officer of today who bears the name of a street)
"""

from __future__ import annotations

from ..text.gazetteer import Match
from ..text.tokens import Tokens
from ..units.unit_marks import person_follows

# Ids of the titles of learning; those of trades (`bác sĩ`, `luật sư`) are mostly trades in lower case.
_LEARNED = frozenset({"gs", "gs-ts", "gs-tskh", "gs-vs", "pgs", "pgs-ts", "pgs-tskh", "ts", "ts-bs", "tskh", "vien-si"})
_DISSERTATION = ("án", "sinh", "bằng", "vị", "hàm", "học")  # `luận án`, `nghiên cứu sinh`, `học vị`
_OFFICERS = frozenset({"tá", "úy", "uý"})  # last syllables of ranks below a general's


def is_lower_title(tokens: Tokens, title: Match) -> bool:
    """Is an academic title in lower case that of the person whose full name stands right behind it?"""
    i = title.start
    if title.entry.id not in _LEARNED or (i and tokens.norm[i - 1] in _DISSERTATION):
        return False
    end = title.end
    return end < tokens.size and tokens.sentence[end] == tokens.sentence[i] and person_follows(tokens, end)


def is_officer(tokens: Tokens, i: int) -> bool:
    """Does the rank of an officer stand right before a name at token i, whom nobody of old held?"""
    return i > 1 and tokens.norm[i - 1] in _OFFICERS and tokens.sentence[i - 1] == tokens.sentence[i]
