"""The fields in units' names: those that their kind brings, and those in lower case behind it."""

from __future__ import annotations

from ..text.gazetteer import Match
from ..text.language import fold
from ..text.tokens import Tokens
from ..text.words import AND, IN_CHARGE, NUMBER
from .unit_kinds import closing_words, verbs_that_are_fields
from .unit_parse import head_at

_LONGEST_PHRASE = 8  # tokens in lower case
_ENDS = (",", ";", ".", ")", "(", "-", "–")
_PROVINCE_REACH = 3  # tokens behind a province's name in which a word in lower case is no field


def field_end(tokens: Tokens, start: int, end: int) -> int:
    """The end of the last field that begins inside the kind (tokens start to end); 0 where none does.

    One that reaches the kind's end is brought by it (`Sở Nội vụ`, `Hội Nông dân`), so that it names a unit by itself;
    one may go on behind it: `Đoàn Đặc nhiệm | phòng, chống tội phạm ma túy`.
    """
    last = max([field.end for j in range(start + 1, end) if (field := tokens.match(j, "unit_words"))], default=0)
    return last - 1 if last > end and ends_inside_head(tokens, last) else last


def ends_inside_head(tokens: Tokens, end: int) -> bool:
    """`Tổ chức Đảng | ủy`: does a field that ends before token `end` reach into the kind of the unit behind it?"""
    last = end - 1
    head = head_at(tokens, last) if tokens.cap[last] else None
    return head is not None and head.end > end


def word_goes_on(tokens: Tokens, i: int) -> bool:
    """Is a kind of one syllable only the first of a longer word: `Hội | nghị`, `Bộ | đội`? Not in `Đồn | chủ trì`."""
    return (
        tokens.is_word(i)
        and tokens.sentence[i] == tokens.sentence[i - 1]
        and not tokens.cap[i]
        and tokens.joins(i)
        and tokens.norm[i] not in closing_words()
        and "parts" not in tokens.at[i]
    )


def lower_field(tokens: Tokens, word: Match, start: int) -> bool:
    """A field in lower case behind words of the name: `Viện kiểm sát nhân dân`, `Báo Quân đội nhân dân`.

    Not behind a number or a place, and not a word that is a verb as well (`Quân khu 4 | tổ chức hội nghị`).
    """
    i = word.start
    if i < start or tokens.text[i - 1].isdigit() or not tokens.is_word(i - 1):
        return False
    if fold(word.entry.name) in verbs_that_are_fields():
        return i == start and _closes(tokens, word.end)
    near = range(max(start, i - _PROVINCE_REACH), i)
    return not any(tokens.match(j, "provinces") for j in near if tokens.cap[j])


def _closes(tokens: Tokens, i: int) -> bool:
    """`trưởng phòng tổng hợp | , …`, `trưởng đoàn kiểm tra | số 5`: does a section's field end before token i?"""
    if i >= tokens.size or tokens.sentence[i] != tokens.sentence[i - 1] or tokens.text[i] in _ENDS:
        return True
    return tokens.norm[i] == NUMBER and tokens.text[i + 1 : i + 2] != [] and tokens.text[i + 1].isdigit()


def is_noun(tokens: Tokens, i: int) -> bool:
    """May token i, in lower case, be a word of a unit's name?"""
    text = tokens.text[i]
    return text.isalpha() and text.islower() and tokens.norm[i] not in closing_words() and not tokens.match(i, "places")


def phrase_end(tokens: Tokens, start: int, *, verbs: bool) -> int:
    """The token after the nouns and fields in lower case from token `start` on, `và` before a further field included.

    verbs: fields that are verbs as well may be among them, as behind a firm's legal form (`Công ty CP | đầu tư`).
    """
    i = start
    while i < tokens.size and i - start < _LONGEST_PHRASE and tokens.sentence[i] == tokens.sentence[start]:
        if " ".join(tokens.norm[i : i + 2]) == IN_CHARGE:
            break  # `Phó Cục trưởng Cục Thông tin cơ sở | phụ trách Cục …`
        word = tokens.match(i, "unit_words")
        if word and verbs and tokens.text[i].islower():
            i = word.end
        elif is_noun(tokens, i) or (
            verbs and i > start and tokens.norm[i] == AND and tokens.match(i + 1, "unit_words")
        ):
            i += 1
        else:
            break
    return i
