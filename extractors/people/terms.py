"""The term of an office, between a post and its holder: `Chủ tịch UBND tỉnh | khóa XIV, nhiệm kỳ 2016 - 2021 | A`."""

from __future__ import annotations

from ..chunks import Row, is_word, words

_TERMS = frozenset({"khóa", "nhiệm kỳ"})
_HOLDING = ("đương nhiệm", "đương chức", "chuyên trách", "kiêm nhiệm")
_BEFORE_THIS = "trước"
TERM_OPENINGS = frozenset({"khóa", "nhiệm", "đương", "chuyên", "kiêm"})
_POINTING = (_BEFORE_THIS, "này", "mới")
_NUMERALS = frozenset("IVXLC")
_JOINS = frozenset("-–/")
_LONGEST = 10  # chunks


def behind_term(row: Row, i: int) -> int:
    """The chunk after a term at chunk i (`khóa X`, `nhiệm kỳ 2016 - 2021`, `mới`), i where none stands."""
    end = i
    if i >= len(row) or row[i].norm not in TERM_OPENINGS:
        return i
    while end < len(row) and end - i < _LONGEST:
        start = end + 1 if end > i and row[end].text == "," else end
        length = _term_length(row, start)
        if not length:
            break
        end = start + length
    return end


def is_over(row: Row, start: int, end: int) -> bool:
    """Is a term in chunks start to end (exclusive) an earlier one: `nhiệm kỳ trước`?"""
    return end > start and is_word(row[end - 1], _BEFORE_THIS)


def _term_length(row: Row, i: int) -> int:
    """How many chunks a term at chunk i has; 0 where none starts there."""
    if words(row, i, i + 2) in _HOLDING:
        return 2
    kind = 1 if i < len(row) and is_word(row[i], *_TERMS) else 2 if words(row, i, i + 2) in _TERMS else 0
    if not kind:
        return 0
    j = i + kind
    if j < len(row) and is_word(row[j], *_POINTING):
        return j + 1 - i
    while j < len(row) and (row[j].text.isdigit() or set(row[j].text) <= _NUMERALS or row[j].text in _JOINS):
        j += 1
    return j - i if j > i + kind else 0
