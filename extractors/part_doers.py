"""Whom a verb of a meeting is said of: those before it, the one behind its opening phrase, the list behind it.

A chủ trì hội nghị · A, B và C chủ trì · A, Giám đốc Công ty, cùng đại diện các sở đến dự       (before)
A về dự, phát biểu chỉ đạo · A chủ trì và kết luận hội nghị                              (a verb before it, shared)
Phát biểu tại hội nghị, A nhấn mạnh · Theo A, …                                           (behind an opening phrase)
Dự hội nghị có A; B · Tham luận có: A, B · do A chủ trì                                   (behind)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from .chunks import Chunk, Kind, Row, is_word, words
from .cue_words import Link, linking_words
from .gazetteer import Match
from .part_verbs import part_of
from .people import Mention
from .reading import Reading
from .records import Part
from .words import ALL, AND, COMPRISES, COMRADE, FROM, GIVES, HAS, IS, OF, TO, TOGETHER, WITH

# What brings the people of a list behind a verb, alone and at the end of the verb's own row (`dự hội nghị có`).
_BRINGING = frozenset({HAS, COMPRISES, ":", IS, OF})
_BRINGING_ENDS = tuple(f" {word}" for word in (HAS, OF, COMPRISES, IS))
_LISTING = frozenset({HAS, COMPRISES, ":", IS})
_BETWEEN = frozenset({",", ";", AND, TOGETHER, WITH, "-", "–", ":", ALL, *COMRADE, "(", ")", ".", IS})
_LIST_MARKS = frozenset({";", ","})
_SENTENCE_MARKS = frozenset({".", ";", "“", '"', "«"})  # a verb behind an opening quote is somebody else's
_YEAR = "năm"
_ACCORDING_TO = "theo"
_GIVEN_TO = (TO, FROM, GIVES)  # before someone who is given, or from whom is taken
_APPOSITION_MARKS = frozenset({",", "-", "–"})  # around an insertion, or brackets
_LIFE = frozenset({"tuổi", "sinh", "quê", "dân"})  # an insertion with one of these tells someone's age or origin
_JOINING = frozenset({Kind.HONORIFIC, Kind.UNIT, Kind.ROLE, Kind.BLOC})
_NAMED_BODY = frozenset({Kind.WORD, Kind.PLACE, Kind.UNIT})  # chunks of a body's short name: `PC Thái Bình`
# Between two verbs of one doer: `về dự , phát biểu`, `chủ trì và có bài phát biểu`.
_VERB_JOINS = frozenset(
    {",", AND, HAS, "bài", "đã", "đồng", "thời", "trực", "tiếp", "cùng", "hội", "nghị", "buổi", "lễ"}
)
# With whom, unnamed, someone attends: `và đại diện các sở`, `cùng hơn 100 đại biểu`.
_WITH_OTHERS = frozenset({"đại", ALL, "lãnh", "đông", "nhiều", "toàn", "hơn", "gần", "cán", "một", "những"})
# Verbs of holding a meeting, which end a list of those who chaired or attended it.
_HOLDING = frozenset({("tổ", "chức"), ("diễn", "ra"), ("tiến", "hành"), ("khai", "mạc")})
_BETWEEN_TWO = "giữa"
_REACH = 17  # chunks between a leading verb and the first person of its list
_LONG_REACH = 34  # … where the verb opens the sentence and a colon or `có` the list
_OPENING_REACH = 14  # chunks of an opening phrase
_OPENING_START = 6  # tokens before the verb of an opening phrase
_LONGEST_APPOSITION = 18  # words
_LONGEST_LIFE = 14  # chunks
_LONGEST_COMPANY = 26  # chunks
_FEW_WORDS = 2  # of a short apposition
_NAME_LENGTH = 4  # chunks of a body's short name
_NEAR = 3  # code points
_START = attrgetter("start")


def doers(
    reading: Reading, row: Row, here: Sequence[Mention], verb: Match, verbs: Sequence[Match]
) -> Sequence[Mention]:
    """Those who did what a verb says, by the side of it on which its row of the gazetteer lets them stand."""
    position = verb.entry.fields["position"]
    if position == "around":  # do X chủ trì
        chosen = _behind(row, here, verb, verbs)[:1]
        return chosen if chosen and _closes(reading, chosen[0], verbs) is Part.CHAIR else []
    if position in ("after", "both"):
        before = _before(reading, row, here, verb) or _sharing(reading, row, here, verb, verbs)
        if before:
            return before
        lead = _leading(row, here, verb) if verb.start - row[0].start <= _OPENING_START else None
        if lead:
            return [lead]
    if position not in ("before", "both"):
        return []
    if reading.tokens.norm[verb.start] == _ACCORDING_TO:
        return _according_to(reading, row, here) if verb.start == row[0].start else []
    return _behind(row, here, verb, verbs)


def _closes(reading: Reading, mention: Mention, verbs: Sequence[Match]) -> Part | None:
    """The part of the verb right behind a mention, if it is one of chairing or of speaking."""
    starts = reading.tokens.start
    parts = [part_of(v) for v in verbs if 0 <= starts[v.start] - mention.b <= _NEAR]
    return next((part for part in parts if part in (Part.CHAIR, Part.SPEAK)), None)


# --- before the verb -------------------------------------------------------------------------------------------


def _before(reading: Reading, row: Row, here: Sequence[Mention], verb: Match) -> list[Mention]:
    """The people right before the verb, with those that are coordinated with them."""
    before = [m for m in here if row[m.last - 1].end <= verb.start]
    gap = row[before[-1].last : bisect_right(row, verb.start, key=_START) - 1] if before else []
    if not before or (_is_object(row, before[-1]) and any(is_word(c, AND) for c in gap)):
        return []
    own = gap[_body_length(reading, row, before[-1], gap) :]
    if not (_is_light(own) or (part_of(verb) is Part.ATTEND and _is_company(own))):
        return []
    chain = [before[-1]]
    for right, left in pairwise(reversed(before)):
        if not _coordinated(row, left, right):
            break
        chain.append(left)
    return chain


def _sharing(reading: Reading, row: Row, here: Sequence[Mention], verb: Match, verbs: Sequence[Match]) -> list[Mention]:
    """`A về dự, phát biểu chỉ đạo`: the doers of the verb right before, where nothing but small words parts the two."""
    previous = next((v for v in reversed(verbs) if v.end <= verb.start), None)
    if (
        previous is None
        or part_of(verb) is Part.ATTEND
        or not _VERB_JOINS.issuperset(reading.tokens.norm[previous.end : verb.start])
    ):
        return []
    if previous.entry.fields["position"] not in ("after", "both"):
        return []
    return _before(reading, row, here, previous) or _sharing(reading, row, here, previous, verbs)


def _is_object(row: Row, mention: Mention) -> bool:
    """`bàn giao X cho B và …`: is someone given or handed something, so that the verb behind `và` is not theirs?"""
    return mention.first > 0 and is_word(row[mention.first - 1], *_GIVEN_TO)


def _body_length(reading: Reading, row: Row, mention: Mention, gap: Row) -> int:
    """Chunks of a body that a post right before is of, by its kind alone (`Giám đốc | Công ty`) or a short name."""
    if not gap or row[mention.last - 1].kind is not Kind.POST:
        return 0
    kind = reading.tokens.match(gap[0].start, "unit_kinds") if gap[0].kind is Kind.WORD else None
    if kind:
        return sum(c.end <= kind.end for c in gap)
    length = next((i for i, c in enumerate(gap) if c.kind not in _NAMED_BODY or not c.text[0].isupper()), len(gap))
    return length if length <= _NAME_LENGTH else 0


def _is_light(gap: Row) -> bool:
    """Do only small words, marks and bodies that continue the person's post, at most a short insertion, stand there?"""
    if any(c.kind is Kind.NAME or c.text in _SENTENCE_MARKS for c in gap):
        return False
    own = [c for i, c in enumerate(gap) if c.kind not in (Kind.ROLE, Kind.BLOC) and not _is_term(gap, i)]
    told = [c for c in own if c.kind in (Kind.WORD, Kind.NUMBER, Kind.PLACE)]
    continues = any(c.kind in (Kind.UNIT, Kind.UNITS) for c in own)
    if continues and own[0].text in ",(" and len(told) <= _LONGEST_APPOSITION:
        return True  # `…, Cơ quan Thường trực Hội đồng X dự`
    light = linking_words(Link.DEED)
    heavy = len([c for c in told if c.norm not in light])
    apposition = bool(own) and own[0].text in {*_APPOSITION_MARKS, "("} and own[-1].text in {*_APPOSITION_MARKS, ")"}
    if apposition and len(own) <= _LONGEST_LIFE and any(c.norm in _LIFE for c in own):
        return True  # `…, dân tộc Mông, sinh năm 1981, nói`
    return heavy <= (_FEW_WORDS if apposition else 0)


def _is_company(gap: Row) -> bool:
    """`… và đại diện các sở, ngành đã đến`: do others come along, without a name?"""
    if len(gap) > _LONGEST_COMPANY or any(c.kind is Kind.NAME or c.text in _SENTENCE_MARKS for c in gap):
        return False
    start = next((i for i, c in enumerate(gap) if is_word(c, AND, TOGETHER)), None)
    if start is None or start + 1 >= len(gap) or gap[start + 1].norm.split()[0] not in _WITH_OTHERS:
        return False
    return _is_light(gap[:start])


def _is_term(gap: Row, i: int) -> bool:
    """`Cụm trưởng Cụm thi đua số 7 năm 2023`: the year of someone's role behind it?"""
    first = i if gap[i].norm == _YEAR else i - 1
    if first < 1 or first + 1 >= len(gap):
        return False
    return (
        gap[first].norm == _YEAR
        and gap[first + 1].kind is Kind.NUMBER
        and gap[first - 1].kind in (Kind.ROLE, Kind.BLOC)
    )


def _coordinated(row: Row, left: Mention, right: Mention) -> bool:
    between = row[left.last : right.first]
    return all((c.norm in _BETWEEN and c.norm != IS) or c.kind in _JOINING for c in between)


def _leading(row: Row, here: Sequence[Mention], verb: Match) -> Mention | None:
    """`Phát biểu tại hội nghị, X …`: the person after the comma that closes the opening phrase."""
    first = next((m for m in here if row[m.first].start >= verb.end), None)
    if first is None or first.first == 0 or row[first.first - 1].text != ",":
        return None
    gap = row[bisect_left(row, verb.end, key=_START) : first.first]
    lists = any(c.kind is Kind.NAME or c.norm in _LISTING for c in gap)
    return None if lists or len(gap) > _OPENING_REACH else first


# --- behind the verb -------------------------------------------------------------------------------------------


def _according_to(reading: Reading, row: Row, here: Sequence[Mention]) -> list[Mention]:
    """`Theo X, …`: the one whom the sentence opens with, up to a comma.

    Only in an article on a bloc: others quote so whoever was not there.
    """
    first = here[0]
    if not reading.rows_with(Kind.BLOC):
        return []
    return [first] if first.first == 1 and first.last < len(row) and row[first.last].text == "," else []


def _behind(row: Row, here: Sequence[Mention], verb: Match, verbs: Sequence[Match]) -> list[Mention]:
    """The people whom a verb in front brings: `Dự hội nghị có A, …; B, …`."""
    behind = [m for m in here if row[m.first].start >= verb.end]
    if not behind:
        return []
    gap = row[bisect_left(row, verb.end, key=_START) : behind[0].first]
    opens = verb.start == row[0].start and bool(gap) and gap[-1].norm in _LISTING
    if len(gap) > (_LONG_REACH if opens else _REACH) or any(c.kind is Kind.NAME for c in gap):
        return []
    if not _brings(row, verb, gap):
        return []
    chosen = [behind[0]]
    for left, right in pairwise(behind):
        between = row[left.last : right.first]
        if _another_verb(row, left, right, verbs) or _clause_begins(between) or _is_told_on(between):
            break
        chosen.append(right)
    return chosen


def _brings(row: Row, verb: Match, gap: Row) -> bool:
    """Does the verb bring a list: at once, by a word between, or by its own last word?"""
    if not gap or any(c.norm in _BRINGING for c in gap):
        return True
    first, last = (bisect_left(row, token, key=_START) for token in (verb.start, verb.end))
    return words(row, first, last).endswith(_BRINGING_ENDS)


def _another_verb(row: Row, left: Mention, right: Mention, verbs: Sequence[Match]) -> bool:
    """Does another verb stand between two people, so that the second is somebody else's?"""
    start, end = row[left.last - 1].end, row[right.first].start
    opens = left.last < right.first and row[left.last].text in _LIST_MARKS
    between = [v for v in verbs if start <= v.start and v.end <= end]
    # Behind the mark of a list only a verb that opens a list of its own counts: `…; cùng dự có B`.
    return any(not opens or v.entry.fields["position"] == "before" for v in between)


def _is_told_on(between: Row) -> bool:
    """`… của A, ngày 6/8, Quân khu X tổ chức …`: does what stands between two people tell what was held?"""
    own = [c.norm for c in between if c.kind is Kind.WORD]
    return any(pair in _HOLDING for pair in pairwise(own)) or _BETWEEN_TWO in own


def _clause_begins(between: Row) -> bool:
    """Do words that join no list open what stands between two people, without a mark of a list?"""
    if any(c.text in _LIST_MARKS for c in between):
        return False
    return any(_is_heavy(c) for c in between[:2])


def _is_heavy(chunk: Chunk) -> bool:
    return chunk.kind is Kind.WORD and chunk.norm not in _BETWEEN and chunk.norm not in linking_words(Link.DEED)
