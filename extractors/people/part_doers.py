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

from ..chunks import Chunk, Kind, Row, words
from ..reading import Reading
from ..records import Part
from ..text.cue_words import Link, linking_words
from ..text.gazetteer import Match
from ..text.words import ALL, AND, AT, COMPRISES, COMRADE, FROM, HAS, IN, IS, OF, TOGETHER, WITH
from .part_gaps import continued, is_acted_on, is_company, is_light
from .part_verbs import part_of
from .people import Mention

# What brings the people of a list behind a verb, alone and at the end of the verb's own row (`dự hội nghị có`).
_BRINGING = frozenset({HAS, COMPRISES, ":", IS, OF})
_BRINGING_ENDS = tuple(f" {word}" for word in (HAS, OF, COMPRISES, IS))
_LISTING = frozenset({HAS, COMPRISES, ":", IS})
_BETWEEN = frozenset({",", ";", AND, TOGETHER, WITH, "-", "–", ":", ALL, *COMRADE, "(", ")", ".", IS})
_LIST_MARKS = frozenset({";", ","})
_ACCORDING_TO = "theo"
_JOINING = frozenset({Kind.HONORIFIC, Kind.UNIT, Kind.ROLE, Kind.BLOC})
# Between two verbs of one doer: `về dự , phát biểu`, `chủ trì và có bài phát biểu`.
_VERB_JOINS = frozenset(
    {",", AND, HAS, "bài", "đã", "đồng", "thời", "trực", "tiếp", "cùng", "hội", "nghị", "buổi", "lễ"}
)
# Verbs of holding a meeting, which end a list of those who chaired or attended it.
_HOLDING = frozenset({("tổ", "chức"), ("diễn", "ra"), ("tiến", "hành"), ("khai", "mạc")})
_BETWEEN_TWO = "giữa"
_SUBJECTS = frozenset({Kind.POST, Kind.UNIT, Kind.ROLE})
_PLACING = (AT, IN, FROM)  # before a body that is where something was said
_ONLY_BEFORE = ("còn", "cũng", "và", ",", ";")  # what may stand before `theo` with a speaker
_REACH = 17  # chunks between a leading verb and the first person of its list
_LONG_REACH = 34  # … where the verb opens the sentence and a colon or `có` the list
_OPENING_REACH = 14  # chunks of an opening phrase
_OPENING_START = 6  # tokens before the verb of an opening phrase
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
        return _according_to(reading, row, here, verb)
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
    if not before or is_acted_on(row, before[-1], gap):
        return []
    own = gap[continued(reading, row, before[-1], gap) :]
    if not (is_light(own) or (part_of(verb) is Part.ATTEND and is_company(own))):
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


def _coordinated(row: Row, left: Mention, right: Mention) -> bool:
    between = row[left.last : right.first]
    return all((c.norm in _BETWEEN and c.norm != IS) or c.kind in _JOINING for c in between)


def _leading(row: Row, here: Sequence[Mention], verb: Match) -> Mention | None:
    """`Phát biểu tại hội nghị, X …`: the person after the comma that closes the opening phrase."""
    first = next((m for m in here if row[m.first].start >= verb.end), None)
    if first is None or first.first == 0 or row[first.first - 1].text != "," or _has_subject(row, verb):
        return None
    gap = row[bisect_left(row, verb.end, key=_START) : first.first]
    lists = any(c.kind is Kind.NAME or c.norm in _LISTING for c in gap)
    return None if lists or len(gap) > _OPENING_REACH else first


def _has_subject(row: Row, verb: Match) -> bool:
    """`Trưởng Ban X tin tưởng …, ông B sẽ …`: does someone's post or a body stand right before a verb, who does it?"""
    at = bisect_left(row, verb.start, key=_START)
    while at > 0 and row[at - 1].norm in linking_words(Link.DEED):
        at -= 1
    return at > 0 and row[at - 1].kind in _SUBJECTS and (at < 2 or row[at - 2].norm not in _PLACING)


# --- behind the verb -------------------------------------------------------------------------------------------


def _according_to(reading: Reading, row: Row, here: Sequence[Mention], verb: Match) -> list[Mention]:
    """`Theo X, …`, `Còn theo X, …`, `việc còn vướng, theo X, là …`: the one who is quoted, up to a comma.

    Only in an article on a bloc: others quote so whoever was not there.
    """
    at = bisect_left(row, verb.start, key=_START)
    if not reading.rows_with(Kind.BLOC) or (at and row[at - 1].norm not in _ONLY_BEFORE):
        return []
    return [m for m in here if m.first == at + 1 and m.last < len(row) and row[m.last].text == ","]


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
