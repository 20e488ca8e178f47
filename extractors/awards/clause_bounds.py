"""Where in a sentence that names several awards the clause of the next one begins.

tặng Cờ cho A | , Bằng khen cho B · A được X tặng Cờ | , B và C nhận Bằng khen · … | , còn B nhận Bằng khen
tặng Cờ cho A | , đồng thời đề nghị X tặng Bằng khen cho B · tặng Cờ cho A | , UBND xã tặng Giấy khen cho B
"""

from __future__ import annotations

from collections.abc import Sequence

from ..chunks import Kind, Row, is_word
from ..records import AwardStatus
from ..text.gazetteer import Match
from ..text.words import AND, BY, OF, PASSIVE, REACHES, TAKES, TO, TOGETHER

# What joins clauses.
_YET = "còn"
_TURNS = ("nhưng", "thì")
_JOINING = (AND, TOGETHER, _YET)
_JOINING_WORDS = frozenset({AND, TOGETHER, "đồng", "thời", "cũng", "đã", "nhất", "trí", "thống", ","})
_ADVERBS = ("đã", "vinh", "dự", "cũng", "vừa", "còn", "lên", "đều", "đón")
NAMING = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.PLACE, Kind.POST, Kind.RANK})
_SUBJECTS = frozenset({*NAMING, Kind.HONORIFIC, Kind.ACADEMIC, Kind.NUMBER})
_BEFORE_GIVING = ("xem", "xét", "ký", "đã", "cũng", "vừa", "tiếp", "tục", "lại")  # between a giver and the verb
GIVERS = frozenset({Kind.POST, Kind.ROLE, Kind.UNIT, Kind.BLOC})
_HARD_MARKS = frozenset({";", "."})
_STOPS = ("vì", BY, "nhờ", OF)  # behind which nobody stands who is a subject


def clause_end(row: Row, verbs: Sequence[Match], after: int, limit: int) -> int:
    """Where a clause ends whose award's name ends before chunk `after`, when the next award stands at chunk `limit`.

    verbs: the sentence's verbs of giving and proposing, in order.
    """
    hard = next((j for j in range(limit - 1, after - 1, -1) if is_hard_mark(row, j)), None)
    if hard is not None:
        return hard + 1
    governing = [v for v in verbs if row[after - 1].end <= v.start < row[limit].start]
    if governing and governing[-1].entry.fields["voice"] == "passive":
        found = _subject_start(row, _chunk_of(row, governing[-1], limit), after)
    elif governing and any(is_word(row[k], PASSIVE) for k in range(_chunk_of(row, governing[-1], limit), after, -1)):
        verb = _agent_start(row, _chunk_of(row, governing[-1], limit), after)
        found = _subject_start(row, verb, after) if verb is not None else None
        if verb is not None and found is None and (join := _join_before(row, verb, after)):
            return join  # `A được X tặng Cờ | và (cũng) được Y tặng …`
    else:
        found = _verb_start(row, governing, after, limit)
    return _last_mark(row, after, limit) if found is None else found


def hard_marks(row: Row) -> list[int]:
    """The chunks at which `is_hard_mark` holds, in order."""
    return [k for k, c in enumerate(row) if c.text in _HARD_MARKS and is_hard_mark(row, k)]


def is_hard_mark(row: Row, k: int) -> bool:
    """Does a semicolon, or a full stop that the sentences were not cut at, stand at chunk k?"""
    text = row[k].text
    if text == ";":
        return True
    if text != "." or k == 0 or k + 1 == len(row) or not row[k + 1].text[0].isupper():
        return False
    return row[k - 1].kind in (Kind.UNIT, Kind.UNITS, Kind.NAME, Kind.NUMBER) or row[k - 1].text.islower()


def proposes(verb: Match) -> bool:
    """Is a verb an active one of proposing?"""
    return AwardStatus(verb.entry.fields["status"]) is AwardStatus.PROPOSED and verb.entry.fields["voice"] == "active"


def gives(verb: Match) -> bool:
    """Is a verb an active one of giving?"""
    return AwardStatus(verb.entry.fields["status"]) is AwardStatus.AWARDED and verb.entry.fields["voice"] == "active"


def _chunk_of(row: Row, verb: Match, limit: int) -> int:
    return next(k for k in range(limit + 1) if row[k].end > verb.start)


def _join_before(row: Row, verb: int, after: int) -> int:
    """`…, đồng thời cũng | được X tặng`: the chunk of the mark or the `và` before a verb and its adverbs; 0 without."""
    k = verb
    while k > after and row[k - 1].norm in _JOINING_WORDS:
        k -= 1
    return k if any(c.text == "," or is_word(c, AND) for c in row[k:verb]) else 0


def _agent_start(row: Row, verb: int, after: int) -> int | None:
    """`được UBND tỉnh tặng`: the chunk of `được` before the agent of the verb at chunk `verb`; None where none is."""
    k = verb - 1
    while k > after and (row[k].kind in GIVERS or is_word(row[k], *_BEFORE_GIVING)):
        k -= 1
    return k if k > after and is_word(row[k], PASSIVE) else None


def _subject_start(row: Row, verb: int, after: int) -> int | None:
    """`A được tặng Cờ, B và C nhận …`: where the subjects of the verb of receiving at chunk `verb` begin."""
    k = verb
    while k > after and is_word(row[k - 1], *_ADVERBS):
        k -= 1
    end = k
    commas: list[int] = []
    joins = None  # the last `và` with nothing but a subject behind it
    while k > after and not is_word(row[k - 1], TO, PASSIVE, TAKES, REACHES, *_STOPS):
        k -= 1
        if joins is None and is_word(row[k], AND) and all(c.kind in _SUBJECTS for c in row[k + 1 : end]):
            joins = k
        if (is_word(row[k], _YET) and row[k - 1].text == ",") or is_word(row[k], *_TURNS):
            return k
        if row[k].text == ",":
            commas.append(k)
    if not commas and joins is not None and k > after and is_word(row[k - 1], OF) and joins + 1 < end:
        return joins  # `Bằng khen của Bộ X | và Sở Y được tặng …`
    # Behind `cho A, B` the last comma parts: what stands before belongs to the clause before.
    start = (commas[0] if k > after else commas[-1]) if commas else None
    if start is None or not any(c.kind in _SUBJECTS for c in row[start:end]):
        return None
    return start


def _verb_start(row: Row, governing: Sequence[Match], after: int, limit: int) -> int | None:
    """`…, đồng thời đề nghị X tặng`; `…, UBND tỉnh tặng`: the next award's verb with who it asks, or its giver."""
    asking = next((v for v in governing if proposes(v)), None)
    if asking:
        k = _chunk_of(row, asking, limit)
        if row[k - 1].norm not in _JOINING_WORDS:
            return _subject_start(row, k, after)  # `…, A và B đề nghị (X) tặng …`
        while k > after and row[k - 1].norm in _JOINING_WORDS:
            k -= 1
        return k
    giving = governing[-1] if governing and gives(governing[-1]) else None
    if giving is None:
        return None
    end = k = _chunk_of(row, giving, limit)
    while k > after and is_word(row[k - 1], *_BEFORE_GIVING):
        end = k = k - 1  # `UBND xã | cũng (đã) tặng`
    while k > after and row[k - 1].kind in GIVERS:
        k -= 1
    return k - 1 if after < k < end and row[k - 1].text == "," else None


def _last_mark(row: Row, after: int, limit: int) -> int:
    """The last comma or joining word before the next award, where nobody is named behind it."""
    end = limit
    for j in range(limit - 1, after - 1, -1):
        if row[j].kind in NAMING:
            break
        if row[j].text == "," or is_word(row[j], *_JOINING):
            end = j
            break
    return end
