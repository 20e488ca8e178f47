"""What may stand between someone and the verb of what they did, and what makes them the object of another's deed.

A, Giám đốc Công ty | đã trực tiếp | chủ trì · A (bìa phải) phát biểu · A, 44 tuổi, quê X, nói         (small words)
A, Khối trưởng năm 2024 | trình bày · A, Chủ tịch Hội khóa XXIV | phát biểu                       (the post goes on)
A, Trưởng Công an xã X, huyện Y | chia sẻ · A, Giám đốc Chi nhánh tại quận Z | cảm ơn
A thay mặt các đơn vị đọc … · A, đã chuyển công tác từ tháng 4, cũng có mặt · A trao Bằng khen cho … và đề nghị
giao đồng chí A trực tiếp chỉ đạo … · mời A tham dự · trao … cho X và ông A, ghi nhận …                  (an object)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..chunks import Chunk, Kind, Row, is_word
from ..reading import Reading
from ..text.cue_words import Link, linking_words
from ..text.words import AND, FROM, GIVES, TO, TOGETHER
from .people import Mention

_SENTENCE_MARKS = frozenset({".", ";", "“", '"', "«"})  # a verb behind an opening quote is somebody else's
_APPOSITION_MARKS = frozenset({",", "-", "–"})  # around an insertion, or brackets
_DASHES = ("-", "–")
_LIFE = frozenset({"tuổi", "sinh", "quê", "dân"})  # an insertion with one of these tells someone's age or origin
_NAMED_BODY = frozenset({Kind.WORD, Kind.PLACE, Kind.UNIT, Kind.NUMBER})  # chunks of a short name: `PC Thái Bình`
# With whom, unnamed, someone attends: `và đại diện các sở`, `cùng hơn 100 đại biểu`.
_WITH_OTHERS = frozenset({"đại", "các", "lãnh", "đông", "nhiều", "toàn", "hơn", "gần", "cán", "một", "những"})
_ON_BEHALF = frozenset({("thay", "mặt"), ("đại", "diện"), ("thừa", "ủy"), ("thừa", "uỷ"), ("thừa", "lệnh")})
_TELLS = frozenset({"đã", "vừa", "hiện", "từng", "người", "nguyên", "mới"})  # open a clause on someone, between commas
_LATER = "sẽ"
_GIVES_OUT = frozenset({"trao", "tặng", "gắn"})
_WHERE = frozenset({"tại", "ở", "thuộc"})  # before the place or body that a post goes on with
_OFFICES = frozenset({Kind.ROLE, Kind.BLOC, Kind.POST, Kind.UNIT})
_WHOLES = frozenset({Kind.PLACE, Kind.UNIT})
_YEAR = "năm"
_TERM = ("nhiệm", "kỳ")
_NUMBER = "số"
_ROUNDS = frozenset({"khóa", "khoá"})
_ROUND = re.compile(r"[IVXLC]+|\d+")
_OF_A_SCHOOL = "học"
# Before someone who is given something, who is told to do it, asked or chosen, so that what follows is not their deed.
_GIVEN_TO = (TO, FROM, GIVES)
_CHARGED = frozenset({"giao", "mời", "cử", "bầu"})
_CHARGED_IN_TWO = frozenset({("phân", "công"), ("yêu", "cầu"), ("đề", "nghị"), ("đối", "với"), ("chỉ", "định")})
_OBJECTS = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.POST, Kind.HONORIFIC, Kind.RANK, Kind.ACADEMIC})
_LONGEST_APPOSITION = 18  # words
_LONGEST_LIFE = 14  # chunks
_LONGEST_COMPANY = 26  # chunks
_LONGEST_BEHALF = 20  # chunks
_LONGEST_GIFT = 30  # chunks
_FEW_WORDS = 2  # of a short apposition
_NAME_LENGTH = 4  # chunks of a body's short name


def is_acted_on(row: Row, mention: Mention, gap: Row) -> bool:
    """Is someone the object of what another does, so that the verb behind the gap is not theirs?

    `giao đồng chí A chỉ đạo …`, `mời A dự`, `đối với ông A, Quốc hội đã …`; given something (`cho A và …`) only where
    `và` or a comma parts the verb from them.
    """
    at = mention.first - 1
    if at < 0:
        return False
    if row[at].norm in _CHARGED or (at and (row[at - 1].norm, row[at].norm) in _CHARGED_IN_TWO):
        return True
    joined = is_word(row[at], AND)
    while joined and at > 0 and row[at - 1].kind in _OBJECTS:
        at -= 1
        if row[at - 1].kind not in _OBJECTS:
            return is_word(row[at - 1], *_GIVEN_TO) and any(is_word(c, AND) or c.text == "," for c in gap)
    return is_word(row[at], *_GIVEN_TO) and any(is_word(c, AND) for c in gap)


def continued(reading: Reading, row: Row, mention: Mention, gap: Row) -> int:
    """The chunks of the gap behind someone that go on with their post: the body it is of, its year, its place."""
    at = _body_length(reading, row, mention, gap)
    if not gap or row[mention.last - 1].kind not in _OFFICES:
        return at
    while at < len(gap) and (more := _term(gap, at) or _where(gap, at)):
        at += more
    return at


def _body_length(reading: Reading, row: Row, mention: Mention, gap: Row) -> int:
    """Chunks of a body that a post right before is of, by its kind alone (`Giám đốc | Công ty`) or a short name."""
    if not gap or row[mention.last - 1].kind is not Kind.POST:
        return 0
    kind = reading.tokens.match(gap[0].start, "unit_kinds") if gap[0].kind is Kind.WORD else None
    if kind:
        return sum(c.end <= kind.end for c in gap)
    length = next((i for i, c in enumerate(gap) if not _is_of_a_name(c)), len(gap))
    return length if length <= _NAME_LENGTH else 0


def _is_of_a_name(chunk: Chunk) -> bool:
    return chunk.kind in _NAMED_BODY and (chunk.text[0].isupper() or chunk.kind is Kind.NUMBER)


def _term(gap: Row, at: int) -> int:
    """Chunks of a year or a term from one on: `năm 2024`, `năm học 2023-2024`, `nhiệm kỳ 2021-2026`, `khóa XXIV`."""
    first, second = gap[at], gap[at + 1] if at + 1 < len(gap) else None
    if second is None:
        return 0
    if first.norm in _ROUNDS:
        return 2 if _ROUND.fullmatch(second.text) else 0
    if first.norm == _NUMBER:
        return 2 if second.kind is Kind.NUMBER else 0
    named = 2 if (first.norm, second.norm) in (_TERM, (_YEAR, _OF_A_SCHOOL)) else int(first.norm == _YEAR)
    if not named or at + named >= len(gap) or gap[at + named].kind is not Kind.NUMBER:
        return 0
    span = gap[at + named + 1 : at + named + 3]
    return named + (3 if len(span) > 1 and span[0].text in _DASHES and span[1].kind is Kind.NUMBER else 1)


def _without_terms(gap: Row) -> Row:
    """A gap without the years and terms of the roles and bodies in it: `, Cụm trưởng Cụm số 7 năm 2023`."""
    kept: list[Chunk] = []
    at = 0
    while at < len(gap):
        length = _term(gap, at) if kept and kept[-1].kind in _OFFICES else 0
        kept.extend(gap[at : at + 1] if not length else [])
        at += length or 1
    return kept


def _where(gap: Row, at: int) -> int:
    """Chunks of a place from a chunk on: `, huyện Y`, `(quận Z)`, `tại quận Z`."""
    if at + 1 >= len(gap) or gap[at + 1].kind not in _WHOLES:
        return 0
    if gap[at].norm in _WHERE or (gap[at].text in _APPOSITION_MARKS and gap[at + 1].kind is Kind.PLACE):
        return 2
    return 3 if gap[at].text == "(" and at + 2 < len(gap) and gap[at + 2].text == ")" else 0


def is_light(gap: Row) -> bool:
    """Do only small words, marks and bodies that continue the person's post, at most an insertion, stand there?"""
    if any(c.kind is Kind.NAME or c.text in _SENTENCE_MARKS for c in gap):
        return False
    own = [c for c in _without_terms(gap) if c.kind not in (Kind.ROLE, Kind.BLOC)]
    told = [c for c in own if c.kind in (Kind.WORD, Kind.NUMBER, Kind.PLACE)]
    continues = any(c.kind in (Kind.UNIT, Kind.UNITS) for c in own)
    if continues and own[0].text in ",(" and len(told) <= _LONGEST_APPOSITION:
        return True  # `…, Cơ quan Thường trực Hội đồng X dự`
    light = linking_words(Link.DEED)
    heavy = len([c for c in told if c.norm not in light])
    apposition = bool(own) and own[0].text in {*_APPOSITION_MARKS, "("} and own[-1].text in {*_APPOSITION_MARKS, ")"}
    if apposition and len(own) <= _LONGEST_LIFE and any(c.norm in _LIFE for c in own):
        return True  # `…, dân tộc Mông, sinh năm 1981, nói`
    return heavy <= (_FEW_WORDS if apposition else 0) or _is_inserted(gap, light)


def _is_inserted(gap: Row, light: frozenset[str]) -> bool:
    """Is it on whose behalf someone acts, a clause on them between commas, or what they hand out before `và`?"""
    first = 1 if gap[0].text == "," else 0
    while first < len(gap) and gap[first].norm in light and (gap[first].norm, *_next(gap, first)) not in _ON_BEHALF:
        if gap[first].norm in _TELLS and gap[0].text == ",":
            break
        first += 1
    if first >= len(gap):
        return False
    if (gap[first].norm, *_next(gap, first)) in _ON_BEHALF:
        return len(gap) <= _LONGEST_BEHALF and all(c.norm != _LATER for c in gap)
    if gap[0].text == "," and gap[first].norm in _TELLS:
        close = max((i for i, c in enumerate(gap) if i and c.text == ","), default=0)
        return 0 < close <= _LONGEST_LIFE and all(c.norm in light for c in gap[close + 1 :])
    gift = gap[first].norm in _GIVES_OUT and is_word(gap[-1], AND) and len(gap) <= _LONGEST_GIFT
    return gift and any(c.kind is Kind.AWARD for c in gap)


def _next(gap: Row, at: int) -> Sequence[str]:
    """The word behind a chunk, if there is one."""
    return [c.norm for c in gap[at + 1 : at + 2]]


def is_company(gap: Row) -> bool:
    """`… và đại diện các sở, ngành đã đến`: do others come along, without a name?"""
    if len(gap) > _LONGEST_COMPANY or any(c.kind is Kind.NAME or c.text in _SENTENCE_MARKS for c in gap):
        return False
    start = next((i for i, c in enumerate(gap) if is_word(c, AND, TOGETHER)), None)
    if start is None or start + 1 >= len(gap) or gap[start + 1].norm.split()[0] not in _WITH_OTHERS:
        return False
    return is_light(gap[:start])
