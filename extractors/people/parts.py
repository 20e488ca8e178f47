"""Who did what at a meeting: the part that a sentence gives to the people whom it names.

    X chủ trì hội nghị · A, B và C chủ trì · Chủ trì hội nghị có: A; B · do X chủ trì     (behind, before, around)
    Phát biểu tại hội nghị, X nhấn mạnh · X dự và phát biểu chỉ đạo · Về phía đơn vị có: A, B

Which of a sentence's verbs count says `part_verbs`, of whom each is said `part_doers`. Of several parts that someone
has, the first in the order of `Part` counts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import Article, BlockKind

from ..chunks import Row, is_word
from ..handovers.post_handovers import RULE_PASSED
from ..meetings.meeting_kinds import is_event, is_pointed_to, names_meeting
from ..reading import Reading
from ..records import AwardStatus, Basis, Extraction, HandoverKind, MeetingKind, Part, RecipientKind, Span
from ..text.gazetteer import Match
from ..text.language import fold
from ..text.plain_text import lowered_text, sentence_at
from ..text.words import COMPRISES, HANDS_OVER, HAS, IS
from ..units.abroad import is_at_home
from .part_decisions import Decisions, Deed, appointed_there, handing_awards, signing_over
from .part_doers import doers
from .part_titles import Titles
from .part_verbs import part_of, verbs_in
from .people import Mention

_NAMING = frozenset({HAS, COMPRISES, ":"})  # what opens a list of those who attended that goes on
_LATE = "cố"
_UNDER_CHAIR = "dưới sự"  # `dưới sự chủ trì của`: said of nothing but a meeting
_OWN_POST = (HANDS_OVER, "hồ sơ", "con dấu")  # what only those hand over who leave
_OF_MEETINGS = frozenset({Part.SPEAK, Part.DIRECT})
_OF_GUESTS = frozenset({Part.ATTEND, Part.DIRECT})
_LISTED = frozenset({Part.CHAIR, Part.DIRECT, Part.ATTEND})  # the parts of long lists
_ORDER = list(Part)
_POSTHUMOUS = "truy tặng"
# Written, not said at the meeting: `trong thư, Bộ trưởng X …`, `thư khen của X nêu rõ`.
_IN_WRITING = re.compile(
    r"^(?:trong|tại|ở|qua|theo) (?:nội dung )?(?:bức |lá )?(?:thư|công điện|điện mừng|bài viết|văn bản)(?! viện| ký)\b|"
    r"^(?:bức )?thư\b"
)
_WRITTEN = frozenset({"thư", "điện", "viết", "văn"})
_OPENING_REACH = 14  # chunks of what leads to a list
_OPENING_LENGTH = 600  # code points
_OPENING_ROWS = 8
_FEW_BLOCKS = 3
_LIST_REACH = 3  # rows over which a list of those who attended goes on
_FIRST_ROWS = 3  # which tell of the meeting itself, whatever month they name
# `Trước đó, ngày 14/1, …`, `Tháng 9/2015, hội nghị … bầu ông A`: what was before the meeting.
_EARLIER_OPENS = frozenset({"trước", "tháng", "hồi", "từ"})
_EARLIER = re.compile(
    r"^(?:trước đó ,? ?(?:\S+ ){0,14}?(?:ngày|sáng|chiều|tối|tháng) \d|(?:hồi |từ )?tháng \d{1,2} (?:[/-] |năm )\d{4})"
)
# Said to the press, not at the meeting: `trao đổi với phóng viên`, `trả lời phỏng vấn`, `bên lề hội nghị`.
_TO_PRESS = re.compile(
    r"\b(?:trao đổi|chia sẻ|nói|cho biết|thông tin|trả lời|trò chuyện)(?: nhanh| thêm| riêng)?"
    r"(?: qua điện thoại)?(?: với)? (?:pv|phóng viên|nhà báo|báo|báo chí|tờ|phỏng vấn|tạp chí|vnexpress|dân trí|"
    r"tuổi trẻ|chúng tôi)\b|\bbên lề\b"
)


def find_parts(reading: Reading, *, meets: bool) -> list[Deed]:
    """Every part that a sentence gives to a mention.

    meets: the article reports a meeting, so that those who hand awards out and who are told of by their posts count.
    """
    deeds: list[Deed] = []
    decisions, titles = Decisions(reading), Titles(reading)
    quoted: set[str] = set()  # who spoke to the press
    attending = -_LIST_REACH - 1  # the last row that names who attended
    for number, row in enumerate(reading.rows):
        here = [m for m in reading.mentions_in(number) if not _is_absent(row, m)]
        if here and number >= _FIRST_ROWS and _is_earlier(reading, number):
            continue
        verbs = verbs_in(reading, number) if here else reading.triggers(number, "parts")
        if here:
            given = _deeds_in(reading, row, here, verbs)
            spoken = [d for d in given if d.part is Part.SPEAK]
            to_press = spoken and _TO_PRESS.search(reading.words(number))
            if to_press or (spoken and _is_written(reading, number)):
                given = [d for d in given if d.part is not Part.SPEAK]
            if to_press:
                quoted.update(d.mention.person for d in spoken if d.mention.person)
            if not given:
                given = _going_on(reading, row, here, deeds) or (
                    [Deed(m, Part.ATTEND, reading.span(row[0].a, m.b)) for m in here]
                    if _goes_on(row, here[0]) and _is_attended(reading, number, attending)
                    else []
                )
            deeds.extend(given)
            deeds.extend(signing_over(reading, number, here))
            decisions.read(number, here)
            if meets:
                deeds.extend(handing_awards(reading, number, here))
        else:
            deeds.extend(decisions.answering(number))
            if meets and verbs:
                deeds.extend(titles.told(number))
        if verbs and not _OF_GUESTS.isdisjoint([part_of(v) for v in verbs]):
            attending = number
    if quoted:
        deeds = [d for d in deeds if not _is_of_interview(reading, d, quoted)]
    return _without_guests_handing(reading, [*deeds, *decisions.told])


def _is_of_interview(reading: Reading, deed: Deed, quoted: set[str]) -> bool:
    """Does someone who spoke to the press speak in a row that names no meeting?"""
    return deed.part is Part.SPEAK and deed.mention.person in quoted and not names_meeting(reading, deed.mention.row)


def _is_written(reading: Reading, number: int) -> bool:
    """Does a row tell what a letter or another paper says?"""
    return not _WRITTEN.isdisjoint(reading.syllables(number)) and _IN_WRITING.search(reading.words(number)) is not None


def _is_earlier(reading: Reading, number: int) -> bool:
    """Does a row tell of another day before, or of a month of someone's career?"""
    first = reading.rows[number][0].norm
    return first in _EARLIER_OPENS and _EARLIER.search(reading.words(number)) is not None


def _going_on(reading: Reading, row: Row, here: Sequence[Mention], before: Sequence[Deed]) -> list[Deed]:
    """The people of a row that goes on with the list of the one before, which ends in a semicolon."""
    last = before[-1] if before else None
    number = here[0].row
    if last is None or here[0].first or last.part not in _LISTED or last.mention.row != number - 1:
        return []
    if reading.rows[number - 1][-1].text != ";":
        return []
    return [Deed(m, last.part, reading.span(m.a, m.b)) for m in here]


def _is_attended(reading: Reading, number: int, attending: int) -> bool:
    """Does a row near a list say that those in it attended: one before, itself at its end, or the next one?"""
    if number - attending <= _LIST_REACH:
        return True
    near = range(number, min(number + 2, len(reading.rows)))
    return any(part_of(v) is Part.ATTEND for n in near for v in verbs_in(reading, n))


def _without_guests_handing(reading: Reading, deeds: Sequence[Deed]) -> list[Deed]:
    """A guest who hands over a flag or decisions in somebody's name (`trao`) is there as a guest.

    Who hands over a post of their own (`bàn giao`) does so whatever else they are.
    """
    guests = {deed.mention.person for deed in deeds if deed.part is Part.ATTEND}
    return [
        deed
        for deed in deeds
        if deed.part is not Part.HAND_OVER
        or deed.weak
        or deed.mention.person not in guests
        or any(cue in reading.words(deed.mention.row) for cue in _OWN_POST)
        or deed.mention.person is None
    ]


def deeds_of(reading: Reading, found: Extraction) -> list[Deed]:
    """The parts that awards and handovers give: to receive, to hand over, to take over."""
    done: list[tuple[str | None, Part, Span]] = []
    for award in found.awards:
        handed = award.status is AwardStatus.AWARDED and award.recipient_kind is RecipientKind.PERSON
        if handed and not _is_posthumous(reading, award.evidence[0]):
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
    if any(MeetingKind.APPOINTMENT in meeting.kinds for meeting in found.meetings):
        done.extend((h.taker, Part.RECEIVE, h.evidence[0]) for h in appointed_there(reading, posts))
    own = [(reading.by_person.get(fold(name or "")), part, span) for name, part, span in done]
    return [Deed(mentions[0], part, span) for mentions, part, span in own if mentions]


def settled(deeds: Sequence[Deed]) -> list[Deed]:
    """The deeds without those that count only for whom nothing else is told of."""
    busy = {deed.mention.person for deed in deeds if not deed.weak}
    return [deed for deed in deeds if not (deed.weak and deed.mention.person in busy)]


def _is_posthumous(reading: Reading, span: Span) -> bool:
    """`truy tặng`: is the one whom a passage's sentence has an award given to dead, so that others take it?"""
    if _POSTHUMOUS not in lowered_text(reading.article):
        return False
    start, end = sentence_at(reading.article.text, span.start)
    return _POSTHUMOUS in fold(reading.article.text[start:end])


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
            and (is_event(reading, d.mention.row) or _UNDER_CHAIR in reading.words(d.mention.row))
        ]
    return [d for d in deeds if d.part not in _OF_MEETINGS or names_meeting(reading, d.mention.row)]


def is_article(article: Article) -> bool:
    """Is a text a whole article, not a passage of one: has it a headline, or more than a few paragraphs?"""
    return article.title is not None or len(article.blocks) > _FEW_BLOCKS


def best(parts: Sequence[Part]) -> Part | None:
    """The first of several parts in the order of the record format."""
    return min(parts, key=_ORDER.index) if parts else None


def _goes_on(row: Row, first: Mention) -> bool:
    """`Về phía X có: A, B` without a verb: a list of those who attended that goes on.

    Not who holds which post: `HĐND tỉnh có Chủ tịch là bà A`.
    """
    before = row[: first.first]
    if any(is_word(c, IS) for c in row[first.first : first.at]):
        return False
    return bool(before) and before[-1].norm in _NAMING and len(before) <= _OPENING_REACH


def _is_absent(row: Row, mention: Mention) -> bool:
    """Someone named only to say who another is, or dead, has no part: `con trai cố Trung tướng A, dự`."""
    return mention.aside or (mention.first > 0 and row[mention.first - 1].norm == _LATE)


def _deeds_in(reading: Reading, row: Row, here: Sequence[Mention], verbs: Sequence[Match]) -> list[Deed]:
    deeds: list[Deed] = []
    for verb in verbs:
        a, b = reading.tokens.start[verb.start], reading.tokens.end[verb.end - 1]
        for mention in doers(reading, row, here, verb, verbs):
            deeds.append(Deed(mention, part_of(verb), reading.span(min(a, mention.a), max(b, mention.b))))
    return deeds
