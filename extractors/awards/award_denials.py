"""Awards that a clause names, but that nobody gets: aimed at, deserved, described, denied, taken back, still to come.

phấn đấu được tặng … · xứng đáng với … · chưa được tặng … · đề nghị hủy … · sẽ tặng … (but `sẽ đề nghị tặng` proposes)
mong mỏi có … · không có tên trong danh sách được tặng … · các giảng viên có danh hiệu … · giới thiệu gương …
"""

from __future__ import annotations

from ..chunks import PLAIN, Kind, is_word, words
from ..text.plain_text import has_any
from .award_clauses import NOT_GIVEN, AwardSentence, Clause
from .clause_bounds import proposes

_NOT_GIVEN_ALONE = tuple(f" {word} " for word in NOT_GIVEN)
_WILL = "sẽ"
_WILL_ALONE = f" {_WILL} "
_MUST = "cần"
_NO_NEED = ("ân", "cù", "mẫn", "kiệm", "thơ")  # `ân cần`, `cần cù`, `Cần Thơ`
# A pledge: `phấn đấu năm 2025 có …`.
_PLEDGES = "phấn đấu"
_BEHIND_PLEDGE = ("năm", "đến", "trong", "có")
# What takes an award back, anywhere before it.
_REVOKED_ALONE = (
    " hủy bỏ ",
    " hủy các ",
    " đề nghị hủy ",
    " xem xét hủy ",
    " thu hồi ",
    " tước bỏ ",
    " tước danh hiệu ",
    " hủy quyết định ",
)
# What denies the verb behind it, or makes it a condition; and the marks that end its reach.
_NEGATIONS = ("chưa", "không", "chẳng", "nếu")
_IF = "nếu"  # opens a condition of all that follows
_CLAUSE_MARKS = frozenset({",", ";"})
_REACH = 8  # chunks
# What says of all that follows that somebody wishes for it, or that they were passed over.
_WISHED = (" mong mỏi ", " nguyện vọng ", " ước nguyện ", " mơ ước ", " ước mơ ")
_PASSED_OVER = (" không có tên ", " không nằm trong danh sách ", " vắng tên ")
_WISH_REACH = 16  # chunks
# `các giảng viên | có danh hiệu X`: how those are called of whom something else is said.
_BEARING = "có danh hiệu"
_PLURALS = ("các", "những")
_BEARERS_REACH = 6  # chunks
_NAMING = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.NUMBER, Kind.PLACE})
# `các tác phẩm giới thiệu | gương người tốt, việc tốt`: what is written about.
_PRESENTS = "giới thiệu"
_TITLE = "title"


def is_not_given(here: AwardSentence, clause: Clause) -> bool:
    """Is the award only aimed at, deserved or described?"""
    first = max(clause.at - _REACH, 0)
    before = f" {words(here.row, first, clause.at)} "
    if _WILL_ALONE in before and _is_proposed_later(here, first, clause.at):
        before = before.replace(_WILL_ALONE, " ")
    if (
        has_any(before, _NOT_GIVEN_ALONE)
        or _is_pledged(here, clause)
        or _is_to_come(here, clause)
        or _is_needed(here, clause)
        or has_any(ahead := f" {words(here.row, 0, clause.at)} ", _REVOKED_ALONE)
        or has_any(ahead, _PASSED_OVER)
        or has_any(f" {words(here.row, max(clause.at - _WISH_REACH, 0), clause.at)} ", _WISHED)
        or _is_borne(here, clause)
        or _is_presented(here, clause)
    ):
        return True
    if is_word(here.row[max((k + 1 for k in here.hard_marks if k < clause.at), default=0)], _IF):
        return True
    if not has_any(before, _NEGATIONS):
        return False
    denied = next((k for k in range(clause.at - 1, first - 1, -1) if is_word(here.row[k], *_NEGATIONS)), None)
    return denied is not None and not any(c.text in _CLAUSE_MARKS for c in here.row[denied : clause.at])


def _is_borne(here: AwardSentence, clause: Clause) -> bool:
    """`các giảng viên có danh hiệu | X`: is it how some are called who are neither named nor counted?"""
    row, k = here.row, clause.at
    if words(row, k - 3, k) != _BEARING:
        return False
    before = row[max(k - 3 - _BEARERS_REACH, 0) : k - 3]
    return any(is_word(c, *_PLURALS) for c in before) and _NAMING.isdisjoint(c.kind for c in before)


def _is_presented(here: AwardSentence, clause: Clause) -> bool:
    """`giới thiệu những nhân tố mới, | gương người tốt, việc tốt`: is a title in lower case what works are about?"""
    row, k = here.row, clause.at
    if row[k].field("kind") != _TITLE or row[k].text[0].isupper() or not k:
        return False
    listed = row[k - 1].text == "," or is_word(row[k - 1], *_PLURALS)
    return listed and _PRESENTS in words(row, max(k - _REACH, 0), k)


def _is_pledged(here: AwardSentence, clause: Clause) -> bool:
    """`phấn đấu (đến) năm N có …`: does a pledge for a time to come open the award's part of the sentence?"""
    before = words(here.row, 0, clause.at)
    if _PLEDGES not in before:
        return False
    first = max((k + 1 for k in here.hard_marks if k < clause.at), default=0)
    return any(
        words(here.row, k, k + 2) == _PLEDGES and is_word(here.row[k + 2], *_BEHIND_PLEDGE)
        for k in range(first, clause.at - 2)
    )


def _is_to_come(here: AwardSentence, clause: Clause) -> bool:
    """`A sẽ về Hà Nội để nhận …`: does `sẽ` stand before the award, behind the last mark?"""
    if _WILL not in here.reading.syllables(here.sentence.number):
        return False
    marks = (k + 1 for k in range(clause.at - 1, -1, -1) if here.row[k].text in _CLAUSE_MARKS)
    first = next(marks, 0)
    return any(is_word(here.row[k], _WILL) and not _proposes_at(here, k + 1) for k in range(first, clause.at))


def _is_needed(here: AwardSentence, clause: Clause) -> bool:
    """`cần phối hợp nghiên cứu, đề xuất tặng …`: does only somebody say that one should propose?"""
    if _MUST not in here.reading.syllables(here.sentence.number):
        return False
    row = here.row
    for k in range(clause.start, clause.at - 1):
        if not is_word(row[k], _MUST) or is_word(row[k + 1], *_NO_NEED) or (k and is_word(row[k - 1], *_NO_NEED)):
            continue
        verb = next((j for j in range(k + 1, clause.at) if _proposes_at(here, j)), None)
        if verb is not None and all(c.kind in PLAIN for c in row[k:verb]):
            return True
    return False


def _is_proposed_later(here: AwardSentence, first: int, end: int) -> bool:
    """Does a verb of proposing stand behind every `sẽ` among chunks?"""
    return all(_proposes_at(here, k + 1) for k in range(first, end) if is_word(here.row[k], _WILL))


def _proposes_at(here: AwardSentence, k: int) -> bool:
    """`sẽ | đề nghị X tặng`: does an active verb of proposing stand at chunk k, so that it is a proposal?"""
    return any(v.start == here.row[k].start and proposes(v) for v in here.verbs)
