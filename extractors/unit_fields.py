"""The fields in units' names: those that their kind brings, and those in lower case behind it."""

from __future__ import annotations

from .gazetteer import Match
from .language import fold
from .tokens import Tokens
from .unit_kinds import closing_words, verbs_that_are_fields

_PROVINCE_REACH = 3  # tokens behind a province's name in which a word in lower case is no field


def field_end(tokens: Tokens, start: int, end: int) -> int:
    """Where a field ends that begins inside the kind: `Đoàn Đặc nhiệm | phòng, chống tội phạm ma túy`."""
    fields = [m.end for j in range(start + 1, end) if (m := tokens.match(j, "unit_words"))]
    return max([end, *fields])


def has_field(tokens: Tokens, start: int, end: int) -> bool:
    """Does the kind bring its field (`Sở Nội vụ`, `Hội Nông dân`), so that it names a unit by itself?"""
    fields = [tokens.match(j, "unit_words") for j in range(start + 1, end)]
    return any(m and m.end >= end for m in fields)


def word_goes_on(tokens: Tokens, i: int) -> bool:
    """Is a kind of one syllable only the first of a longer word: `Hội | nghị`, `Bộ | đội`?"""
    return (
        tokens.is_word(i)
        and tokens.sentence[i] == tokens.sentence[i - 1]
        and not tokens.cap[i]
        and tokens.joins(i)
        and tokens.norm[i] not in closing_words()
    )


def lower_field(tokens: Tokens, word: Match, start: int) -> bool:
    """A field in lower case behind words of the name: `Viện kiểm sát nhân dân`, `Báo Quân đội nhân dân`.

    Not behind a number or a place, and not a word that is a verb as well (`Quân khu 4 | tổ chức hội nghị`).
    """
    i = word.start
    if i < start or tokens.text[i - 1].isdigit() or not tokens.is_word(i - 1):
        return False
    if fold(word.entry.name) in verbs_that_are_fields():
        return False
    near = range(max(start, i - _PROVINCE_REACH), i)
    return not any(tokens.match(j, "provinces") for j in near if tokens.cap[j])


def is_noun(tokens: Tokens, i: int) -> bool:
    """May token i, in lower case, be a word of a unit's name?"""
    text = tokens.text[i]
    return text.isalpha() and text.islower() and tokens.norm[i] not in closing_words() and not tokens.match(i, "places")
