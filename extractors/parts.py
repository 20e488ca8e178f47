"""Who did what at a meeting: the part that a sentence gives to the people whom it names.

    X chủ trì hội nghị · A, B và C chủ trì · Chủ trì hội nghị có: A; B · do X chủ trì     (behind, before, around)
    Phát biểu tại hội nghị, X nhấn mạnh · X dự và phát biểu chỉ đạo · Về phía đơn vị có: A, B

Of several parts that someone has, the first in the order of `Part` counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from corpus.article import Article, BlockKind

from .abroad import is_at_home
from .chunks import Chunk, Kind, Row, is_word, words
from .cue_words import Link, linking_words
from .duties import is_of_a_thing
from .gazetteer import Match
from .language import fold
from .meeting_kinds import is_event, is_pointed_to, names_meeting
from .part_decisions import Decisions, Deed, signing_over
from .people import Mention
from .post_handovers import RULE_PASSED
from .reading import Reading
from .records import AwardStatus, Basis, Extraction, HandoverKind, MeetingKind, Part, RecipientKind, Span
from .words import ALL, AND, COMPRISES, COMRADE, FROM, GIVES, HANDS_OVER, HAS, IS, OF, TO, TOGETHER, WITH

# What brings the people of a list behind a verb, alone and at the end of the verb's own row (`dự hội nghị có`).
_BRINGING = frozenset({HAS, COMPRISES, ":", IS, OF})
_BRINGING_ENDS = tuple(f" {word}" for word in (HAS, OF, COMPRISES, IS))
_LISTING = frozenset({HAS, COMPRISES, ":", IS})
_NAMING = frozenset({HAS, COMPRISES, ":"})  # what opens a list of those who attended that goes on
_BETWEEN = frozenset({",", ";", AND, TOGETHER, WITH, "-", "–", ":", ALL, *COMRADE, "(", ")", ".", IS})
_LIST_MARKS = frozenset({";", ","})
_SENTENCE_MARKS = frozenset({".", ";"})
_LATE = "cố"
_YEAR = "năm"
_STUDIES = ("đề tài", "dự án", "xây dựng", "biên soạn", "soạn thảo", "nghiên cứu", "tham mưu", ", phối")
_ATTENDS = "dự"
_NOT_ATTENDING = ("báo", "án", "kiến", "thảo", "toán", "trữ", "phòng", "bị", "khán", "định", "luật", "liệu", "tính")
_RUNS_LAST = "hành"
_RUNS = ("điều hành", "cùng điều hành", "đồng điều hành")
# What is run at a meeting, and what may stand behind the verb without an object.
_RUN_AT_MEETINGS = (
    *("hội", "phiên", "buổi", "cuộc", "lễ", "đại hội", "phần", "thảo", "giao ban", "họp", "chương trình", "nội dung"),
    *("đã", "đang", "vừa", "diễn ra", "sáng", "chiều", "ngày", "xong"),
    *("tại", "và", "với", "cùng", "trong", "có", "là", "gồm", "tọa đàm", "bỏ phiếu", "bầu", "việc bầu", "kỳ họp"),
)
_GIVEN_TO = (TO, FROM, GIVES)  # before someone who is given, or from whom is taken
_APPOSITION_MARKS = frozenset({",", "-", "–"})  # around an insertion, or brackets
# The kinds of chunk in which a verb's word is a word of its own, even in a longer chunk.
_TRANSPARENT = frozenset({Kind.WORD, Kind.DECOY, Kind.MARK, Kind.AWARD, Kind.ROLE, Kind.HONORIFIC})
_JOINING = frozenset({Kind.HONORIFIC, Kind.UNIT, Kind.ROLE, Kind.BLOC})
# Verbs that behind these nouns make the name of a meeting or a paper: `lễ khai mạc`, `biên bản bàn giao`.
_NAMING_VERBS = frozenset({"khai", "bế", "bàn", "tiếp", "công", "chuyển", "đón", "báo"})
_NAMED_THINGS = frozenset({"lễ", "buổi", "nghị", "bản", "phần", "phiên", "sơ", "dung", "việc"})
# Verbs of holding a meeting, which end a list of those who chaired or attended it.
_HOLDING = frozenset({("tổ", "chức"), ("diễn", "ra"), ("tiến", "hành"), ("khai", "mạc")})
_BETWEEN_TWO = "giữa"
_OWN_POST = (HANDS_OVER, "hồ sơ", "con dấu")  # what only those hand over who leave
_FLOWERS = ["hoa", "chúc"]
_ATTENDING = frozenset({Part.ATTEND, Part.DIRECT})
_OF_MEETINGS = frozenset({Part.SPEAK, Part.DIRECT})
_ORDER = list(Part)
_PARTS = {part.value: part for part in Part}
_REACH = 17  # chunks between a leading verb and the first person of its list
_OPENING_REACH = 14  # chunks of an opening phrase or of what leads to a list
_OPENING_LENGTH = 600  # code points
_OPENING_ROWS = 8
_FEW_BLOCKS = 3
_OPENING_START = 6  # tokens before the verb of an opening phrase
_LIST_REACH = 3  # rows over which a list of those who attended goes on
_LONGEST_APPOSITION = 18  # words
# Said to the press, not at the meeting: `trao đổi với phóng viên`, `trả lời phỏng vấn`, `bên lề hội nghị`.
_TO_PRESS = re.compile(
    r"\b(?:trao đổi|chia sẻ|nói|cho biết|thông tin|trả lời|trò chuyện)(?: nhanh| thêm| riêng)?(?: với)? "
    r"(?:pv|phóng viên|nhà báo|báo|báo chí|tờ|phỏng vấn|tạp chí)\b|\bbên lề\b"
)
_START = attrgetter("start")
_FEW_WORDS = 2  # of a short apposition
_NEAR = 3  # code points


def find_parts(reading: Reading) -> list[Deed]:
    """Every part that a sentence gives to a mention."""
    deeds: list[Deed] = []
    decisions = Decisions(reading)
    attending = -_LIST_REACH - 1  # the last row that names who attended
    for number, row in enumerate(reading.rows):
        here = [m for m in reading.mentions_in(number) if not _is_absent(row, m)]
        triggers = _triggers(reading, number) if here else reading.triggers(number, "parts")
        if here:
            given = _deeds_in(reading, row, here, triggers)
            spoken = [d for d in given if d.part is Part.SPEAK]
            if spoken and _TO_PRESS.search(reading.words(number)):
                given = [d for d in given if d.part is not Part.SPEAK]
            if not given and _goes_on(row, here[0]) and _is_attended(reading, number, attending):
                given = [Deed(m, Part.ATTEND, reading.span(row[0].a, m.b)) for m in here]
            deeds.extend(given)
            deeds.extend(signing_over(reading, number, here))
            decisions.read(number, here)
        else:
            deeds.extend(decisions.answering(number))
        if triggers and not _ATTENDING.isdisjoint([_part(t) for t in triggers]):
            attending = number
    return _without_guests_handing(reading, [*deeds, *decisions.told])


def _is_attended(reading: Reading, number: int, attending: int) -> bool:
    """Does a row near a list say that those in it attended: one before, itself at its end, or the next one?"""
    if number - attending <= _LIST_REACH:
        return True
    near = range(number, min(number + 2, len(reading.rows)))
    return any(_part(t) is Part.ATTEND for n in near for t in _triggers(reading, n))


def _without_guests_handing(reading: Reading, deeds: Sequence[Deed]) -> list[Deed]:
    """A guest who hands over a flag or decisions in somebody's name (`trao`) is there as a guest.

    Who hands over a post of their own (`bàn giao`) does so whatever else they are.
    """
    guests = {deed.mention.person for deed in deeds if deed.part is Part.ATTEND}
    return [
        deed
        for deed in deeds
        if deed.part is not Part.HAND_OVER
        or deed.mention.person not in guests
        or any(cue in reading.words(deed.mention.row) for cue in _OWN_POST)
        or deed.mention.person is None
    ]


def _triggers(reading: Reading, number: int) -> list[Match]:
    """The verbs of a row, without those that are part of a name or that only name a meeting (`lễ khai mạc`)."""
    row, told = reading.rows[number], reading.triggers(number, "parts")
    if not told:
        return []
    own = [t for t in told if not (_inside(row, t) or _is_other_word(reading, t))]
    verbs = [t for t in own if t.start == row[0].start or not _is_noun(reading, t)]
    return [t for t in verbs if not is_of_a_thing(reading.tokens, t.start, t.end)]


def _is_noun(reading: Reading, trigger: Match) -> bool:
    """`lễ khai mạc`, `biên bản bàn giao`, `hoa chúc mừng`: does a verb of the gazetteer only say which thing it is?"""
    norm = reading.tokens.norm
    first = norm[trigger.start]
    return (first in _NAMING_VERBS and norm[trigger.start - 1] in _NAMED_THINGS) or (
        norm[trigger.start - 1 : trigger.start + 1] == _FLOWERS
    )


def deeds_of(reading: Reading, found: Extraction) -> list[Deed]:
    """The parts that awards and handovers give: to receive, to hand over, to take over."""
    done: list[tuple[str | None, Part, Span]] = []
    for award in found.awards:
        if award.status is AwardStatus.AWARDED and award.recipient_kind is RecipientKind.PERSON:
            done.append((award.recipient, Part.RECEIVE, award.evidence[0]))
    for role in found.bloc_roles:
        if role.basis is Basis.HANDOVER:
            done.append((role.person, Part.TAKE_OVER, role.evidence[0]))
    posts = [h for h in found.handovers if h.kind is HandoverKind.POST]
    givers, takers = {h.giver for h in posts}, {h.taker for h in posts}
    # Who takes one post and leaves another hands over and takes over; only the two sides of one post are clear.
    told = [h for h in posts if h.giver and h.taker and h.giver not in takers and h.taker not in givers]
    passing = any(MeetingKind.HANDOVER in meeting.kinds and not meeting.bloc for meeting in found.meetings)
    for handover in found.handovers:
        if handover.rule == RULE_PASSED or (passing and handover in told):
            done.append((handover.giver, Part.HAND_OVER, handover.evidence[0]))
            done.append((handover.taker, Part.TAKE_OVER, handover.evidence[0]))
    own = [(reading.by_person.get(fold(name or "")), part, span) for name, part, span in done]
    return [Deed(mentions[0], part, span) for mentions, part, span in own if mentions]


def at_a_meeting(reading: Reading, deeds: Sequence[Deed]) -> list[Deed]:
    """Of the deeds of an article that reports no meeting those that are of one all the same.

    `cho biết`, `nói`, `khẳng định` are then of someone whom the paper quotes, `trực tiếp chỉ đạo` of whoever leads an
    investigation, unless the sentence names a meeting. In a whole article that never points back to one (`tại buổi lễ`)
    a meeting named further down is only mentioned: nobody has a part in it, nor in one of bodies abroad.
    """
    if is_article(reading.article) and not is_at_home(reading, range(min(_OPENING_ROWS, len(reading.rows)))):
        return []
    if is_article(reading.article) and not is_pointed_to(reading):
        deeds = [
            d
            for d in deeds
            if (d.mention.a < _OPENING_LENGTH or reading.block(d.mention.name).kind is BlockKind.CAPTION)
            and is_event(reading, d.mention.row)
        ]
    return [d for d in deeds if d.part not in _OF_MEETINGS or names_meeting(reading, d.mention.row)]


def is_article(article: Article) -> bool:
    """Is a text a whole article, not a passage of one: has it a headline, or more than a few paragraphs?"""
    return article.title is not None or len(article.blocks) > _FEW_BLOCKS


def best(parts: Sequence[Part]) -> Part | None:
    """The first of several parts in the order of the record format."""
    return min(parts, key=_ORDER.index) if parts else None


def _part(trigger: Match) -> Part:
    return _PARTS[trigger.entry.fields["part"]]


def _inside(row: Row, trigger: Match) -> bool:
    """Is a trigger's word only a piece of a name, a post or an award?"""
    holder = row[bisect_right(row, trigger.start, key=_START) - 1]
    return holder.end - holder.start > 1 and holder.kind not in _TRANSPARENT and trigger.end <= holder.end


def _is_other_word(reading: Reading, trigger: Match) -> bool:
    """`chủ trì đề tài`, `điều hành đất nước`, `dự báo`: is it other work than a meeting's, or part of another word?"""
    norm = reading.tokens.norm
    last, behind = norm[trigger.end - 1], " ".join(norm[trigger.end : trigger.end + 2])
    if last == _ATTENDS:
        return behind.startswith(_NOT_ATTENDING)
    if last == _RUNS_LAST and " ".join(norm[trigger.start : trigger.end]) in _RUNS:
        word = reading.tokens.text[trigger.end] if trigger.end < len(norm) else ""
        return word[:1].isalnum() and not behind.startswith(_RUN_AT_MEETINGS)
    return behind in _STUDIES


def _goes_on(row: Row, first: Mention) -> bool:
    """`Về phía X có: A, B` without a verb: a list of those who attended that goes on."""
    before = row[: first.first]
    return bool(before) and before[-1].norm in _NAMING and len(before) <= _OPENING_REACH


def _is_absent(row: Row, mention: Mention) -> bool:
    """Someone named only to say who another is, or dead, has no part: `con trai cố Trung tướng A, dự`."""
    return mention.aside or (mention.first > 0 and row[mention.first - 1].norm == _LATE)


def _deeds_in(reading: Reading, row: Row, here: Sequence[Mention], triggers: Sequence[Match]) -> list[Deed]:
    deeds: list[Deed] = []
    for trigger in triggers:
        a, b = reading.tokens.start[trigger.start], reading.tokens.end[trigger.end - 1]
        for mention in _doers(reading, row, here, trigger, triggers):
            deeds.append(Deed(mention, _part(trigger), reading.span(min(a, mention.a), max(b, mention.b))))
    return deeds


def _doers(
    reading: Reading, row: Row, here: Sequence[Mention], trigger: Match, triggers: Sequence[Match]
) -> Sequence[Mention]:
    """Those who did what a trigger says, by the side of it on which its row of the gazetteer lets them stand."""
    position = trigger.entry.fields["position"]
    if position == "around":  # do X chủ trì
        chosen = _behind(row, here, trigger, triggers)[:1]
        return chosen if chosen and _closes(reading, chosen[0], triggers) is Part.CHAIR else []
    if position in ("after", "both"):
        before = _before(row, here, trigger)
        if before:
            return before
        lead = _leading(row, here, trigger) if trigger.start - row[0].start <= _OPENING_START else None
        if lead:
            return [lead]
    return _behind(row, here, trigger, triggers) if position in ("before", "both") else []


def _closes(reading: Reading, mention: Mention, triggers: Sequence[Match]) -> Part | None:
    """The part of the verb right behind a mention, if it is one of chairing or of speaking."""
    starts = reading.tokens.start
    parts = [_part(t) for t in triggers if 0 <= starts[t.start] - mention.b <= _NEAR]
    return next((part for part in parts if part in (Part.CHAIR, Part.SPEAK)), None)


# --- before the verb -------------------------------------------------------------------------------------------


def _before(row: Row, here: Sequence[Mention], trigger: Match) -> list[Mention]:
    """The people right before the verb, with those that are coordinated with them."""
    before = [m for m in here if row[m.last - 1].end <= trigger.start]
    gap = row[before[-1].last : bisect_right(row, trigger.start, key=_START) - 1] if before else []
    if not before or not _is_light(gap) or (_is_object(row, before[-1]) and any(is_word(c, AND) for c in gap)):
        return []
    chain = [before[-1]]
    for right, left in pairwise(reversed(before)):
        if not _coordinated(row, left, right):
            break
        chain.append(left)
    return chain


def _is_object(row: Row, mention: Mention) -> bool:
    """`bàn giao X cho B và …`: is someone given or handed something, so that the verb behind `và` is not theirs?"""
    return mention.first > 0 and is_word(row[mention.first - 1], *_GIVEN_TO)


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
    return heavy <= (_FEW_WORDS if apposition else 0)


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
    return all(c.norm in _BETWEEN or c.kind in _JOINING for c in row[left.last : right.first])


def _leading(row: Row, here: Sequence[Mention], trigger: Match) -> Mention | None:
    """`Phát biểu tại hội nghị, X …`: the person after the comma that closes the opening phrase."""
    first = next((m for m in here if row[m.first].start >= trigger.end), None)
    if first is None or first.first == 0 or row[first.first - 1].text != ",":
        return None
    gap = row[bisect_left(row, trigger.end, key=_START) : first.first]
    lists = any(c.kind is Kind.NAME or c.norm in _LISTING for c in gap)
    return None if lists or len(gap) > _OPENING_REACH else first


# --- behind the verb -------------------------------------------------------------------------------------------


def _behind(row: Row, here: Sequence[Mention], trigger: Match, triggers: Sequence[Match]) -> list[Mention]:
    """The people whom a verb in front brings: `Dự hội nghị có A, …; B, …`."""
    behind = [m for m in here if row[m.first].start >= trigger.end]
    if not behind:
        return []
    gap = row[bisect_left(row, trigger.end, key=_START) : behind[0].first]
    if len(gap) > _REACH or any(c.kind is Kind.NAME for c in gap) or not _brings(row, trigger, gap):
        return []
    chosen = [behind[0]]
    for left, right in pairwise(behind):
        between = row[left.last : right.first]
        if _another_verb(row, left, right, triggers) or _clause_begins(between) or _is_told_on(between):
            break
        chosen.append(right)
    return chosen


def _brings(row: Row, trigger: Match, gap: Row) -> bool:
    """Does the verb bring a list: at once, by a word between, or by its own last word?"""
    if not gap or any(c.norm in _BRINGING for c in gap):
        return True
    first, last = (bisect_left(row, token, key=_START) for token in (trigger.start, trigger.end))
    return words(row, first, last).endswith(_BRINGING_ENDS)


def _another_verb(row: Row, left: Mention, right: Mention, triggers: Sequence[Match]) -> bool:
    """Does another verb stand between two people, so that the second is somebody else's?"""
    start, end = row[left.last - 1].end, row[right.first].start
    opens = left.last < right.first and row[left.last].text in _LIST_MARKS
    between = [t for t in triggers if start <= t.start and t.end <= end]
    # Behind the mark of a list only a verb that opens a list of its own counts: `…; cùng dự có B`.
    return any(not opens or t.entry.fields["position"] == "before" for t in between)


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
