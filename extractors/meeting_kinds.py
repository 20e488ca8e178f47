"""What a meeting was held for, and whether a sentence tells of one at all.

hội nghị tổng kết · lễ công bố các quyết định về công tác cán bộ · họp phiên bỏ phiếu kín · kỳ họp bất thường
công bố quyết định thành lập X (establishment) · công bố quyết định khen thưởng (award) · … bổ nhiệm (appointment)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.article import BlockKind

from .abroad import is_at_home
from .chunks import Kind, Row
from .days import find_dates
from .duties import is_of_a_thing
from .language import fold
from .plain_text import has_any
from .reading import Reading
from .records import MeetingKind, Span

# What is held, in folded words; without one of these a date and a verb make no meeting.
_HELD = re.compile(
    r"\b(?:hội nghị|lễ|buổi|họp|giao ban|đại hội|phiên|gặp mặt|tổng kết|sơ kết|phát động|ký kết|ký giao ước|bàn giao|"
    r"công bố|trao quyết định|bổ nhiệm|điều động|triển khai|sinh hoạt|đón nhận|trao (?:tặng|\w+ chương|cờ|bằng khen))\b"
)
# A meeting by its own name, not by what was done there. Holidays, manners and festivals are no ceremonies, a press
# conference and one of shareholders none of these meetings.
_EVENT = re.compile(
    r"\b(?:hội nghị(?! quyết)|(?<!nghi )(?<!dịp )(?<!nghỉ )(?<!ngày )(?<!tang )(?<!đại )(?<!mùa )(?<!vu )"
    r"lễ(?! hội| tang| cưới| phép| tết| vật| phục| độ| giáng| phật| vu| nghĩa| tân)|"
    r"đại hội(?! đồng| đảng| thể (?:thao|dục))|kỳ họp|"
    r"phiên họp|cuộc họp(?! báo)|buổi (?:gặp mặt|sinh hoạt|công bố|trao|tuyên dương)|"
    r"(?:tổ chức|đã|vừa) (?:gặp mặt|sinh hoạt)|họp (?:hội đồng|phiên|kỳ|lần|xét|bàn|tổng kết|sơ kết|bình|giao ban)|"
    r"tổ chức (?:công bố|trao|tuyên dương|vinh danh|đón nhận|bàn giao|tổng kết|sơ kết|đại hội|khen thưởng))\b"
)
# A meeting that the text points back to, wherever it stands: one was held, whatever the lead calls it.
_POINTED = re.compile(
    r"\b(?:tại|dự|trong|ở|kết thúc|bế mạc|khai mạc|chủ trì) (?:khuôn khổ |phần )?"
    r"(?:hội nghị|buổi lễ|lễ|kỳ họp|phiên họp)\b"
)
_POINTED_SIGNS = ("hội nghị", "lễ", "họp")  # one of these stands in each
_SPOKEN_AT = re.compile(
    r"\b(?:buổi (?:đối thoại|tọa đàm|làm việc)|phát biểu|tham luận|diễn văn|kết luận|thư chúc mừng|khai mạc|"
    r"báo cáo (?:kết quả|tổng kết|sơ kết|tại)|trình bày báo cáo)\b"
)
_AHEAD = re.compile(
    r"\b(?:sẽ (?:được |tiến hành )?(?:tổ chức|diễn ra|khai mạc|kiện toàn|bầu|họp|trình|xem xét|miễn nhiệm)|"
    r"sắp (?:diễn ra|tổ chức|tới)|dự kiến (?:tổ chức|diễn ra)|(?:kỳ họp|phiên họp|đại hội|hội nghị) tới)\b"
)
# A meeting that only says when something else happened: `sau buổi lễ tổng kết, em …`.
_IN_PASSING = re.compile(
    r"\b(?:sau|trước|khi dự|đi dự|dự xong|rời) (?:khi )?(?:dự )?(?:buổi |các |kỳ )?(?=lễ|hội nghị|đại hội|họp)"
)
_PASSED = re.compile(r"\b(?:sau|trước)(?! đó)(?: khi)?(?: buổi| lễ| hội nghị)?$")  # `sau buổi | tổng kết năm học`
_AFTER = ("sau", "trước", "dự", "rời")
# An announcement that stands for the ceremony where the sentence has its day: `X ngày 5-4 công bố các quyết định …`.
_ANNOUNCED = re.compile(
    r"\b(?:công bố|trao) (?:\w+ ){0,4}quyết định\b|"
    r"\bquyết định\b[^.;]{0,160}?\b(?:được|do) [^.;]{0,80}?\b(?:công bố|trao)\b|"
    r"\bbàn giao (?:\w+ ){0,2}(?:chức|nhiệm vụ|cương vị|công việc)\b"
)
# What says of a congress that it is carried out, or looked forward to.
_NOT_HELD = (
    "nghị quyết", "chào mừng", "tuyên truyền", "tiến tới", "hướng tới", "thành công", "văn kiện", "kỷ niệm", "chuẩn bị",
    "ý nghĩa", "tiểu ban",
)  # fmt: skip
# What is looked back on together, so that a body that does so on a day has met: `Sáng 20/5, X tổng kết phong trào …`.
_LOOKED_BACK = re.compile(
    r"\b(?:tổng kết|sơ kết) (?:\w+ ){0,6}(?:thi đua|khen thưởng|công tác|phong trào|nhiệm vụ|năm học|nhiệm kỳ)\b"
)
# A ceremony that is told by what was handed out at it: `Chiều 18/9, X trao Huân chương … cho Y`. Awards conferred by
# a decision (`ký quyết định tặng`) were not handed out yet.
_HANDED_OUT = re.compile(r"\b(?:trao|đón nhận|đón|gắn|tuyên dương|biểu dương|trao tặng|truy tặng)\b")
_REWARDS = re.compile(r"\bcông bố (?:và trao )?(?:các )?quyết định (?:khen thưởng|tặng|về việc tặng)\b")
_CONFERRED = re.compile(r"\b(?:ký|sẽ|đề nghị|trình|quyết định (?:tặng|trao tặng|truy tặng))\b")
# Kinds of awarding that galas of films, songs and sports are as well.
_GALAS = re.compile(r"\b(?:trao giải|vinh danh|tôn vinh)\b")
_HELD_WELL = "tổ chức thành công"
_NO_CONGRESS = ("đồng", "đảng", "thể")  # behind `đại hội`: of shareholders, of the Party, games
_QUOTES = frozenset('“"«')
# What is done at many a meeting makes a kind only of one of which nothing else is said.
_DONE_AT_OTHERS = {MeetingKind.SESSION: ("bình xét", "suy tôn"), MeetingKind.REVIEW: ("rút kinh nghiệm",)}
_MEETS = "họp"
_TO_PRESS = "họp báo"
_CONFERENCE = ("hội", "nghị")
_PRESS = "báo"  # behind `họp`
_REPORT = ("báo", "cáo")
_NO_KIND = "none"  # the name of the group of matters that make no kind of meeting
_CONGRESS_REACH = 6  # tokens
# What decisions are about, by the words behind `công bố quyết định`; the first that stands there counts.
_DECISION = "quyết định"
_CARRIES_OUT = "triển"  # khai: a conference on decisions of any kind, of appointments only where it says so
_RESOLUTION = "nghị quyết"  # announced as a decision is, but a kind of meeting only by what it is about
_DECISION_REACH = 24  # tokens
_MATTERS = re.compile(
    r"\b(?:(?P<appointment>bổ nhiệm|điều động|luân chuyển|chỉ định|(?<!đối với )cán bộ|nhân sự|giữ chức|nghỉ hưu|"
    r"phê chuẩn|cử|"
    r"công nhận (?:kết quả bầu|hội đồng|chủ tịch|phó|hiệu trưởng|giám đốc|viện trưởng|trưởng|bí thư|chức|ban chấp))"
    r"|(?P<award>khen|tặng|thưởng|danh hiệu|huân chương|huy chương)"
    r"|(?P<establishment>thành lập|tổ chức lại|sáp nhập|hợp nhất|tái lập|sắp xếp)"
    r"|(?P<none>kỷ luật|cách chức|khai trừ|khiển trách|"
    r"thanh tra|kiểm toán|kiểm tra|giám sát|đầu tư|quy hoạch|xử phạt|khởi tố|công nhận))\b"
)
# Verbs that with an award behind them make a ceremony of awarding of what is told, and words that make it a proposal.
_GIVES = re.compile(r"\b(?:trao|tặng|đón nhận|đón|nhận|vinh danh|tôn vinh|biểu dương|tuyên dương)\b")
_PROPOSED = re.compile(r"\b(?:từng|đề nghị|xét|bình|suy tôn|trình|giới thiệu|bình chọn)\b")
# The kinds of meeting that are one without a bloc as well.
WITHOUT_BLOC = frozenset(
    {
        MeetingKind.APPOINTMENT,
        MeetingKind.HANDOVER,
        MeetingKind.AWARD,
        MeetingKind.SUMMARY,
        MeetingKind.REVIEW,
        MeetingKind.ESTABLISHMENT,
        MeetingKind.CONGRESS,
        MeetingKind.SESSION,
        MeetingKind.LAUNCH,
        MeetingKind.SIGNING,
    }
)
_LOOKING_BACK = (MeetingKind.SUMMARY, MeetingKind.REVIEW)
# Of these, what others hold as well: sessions of a parliament, contracts signed, campaigns of a shop.
_ANYBODY_S = frozenset({MeetingKind.SESSION, MeetingKind.LAUNCH, MeetingKind.SIGNING})
_ANNOUNCING = frozenset({MeetingKind.APPOINTMENT, MeetingKind.HANDOVER, MeetingKind.ESTABLISHMENT})
# A conference on a body's duties for the year; on laws and plans of any kind others hold them as well.
_PLANS = re.compile(r"\bhội nghị (?:\w+ ){0,4}triển khai (?:phương hướng|nhiệm vụ|công tác)\b")
_DUTY = re.compile(r"\b(?:chức|nhiệm vụ|cương vị|công việc|trách nhiệm|cờ|con dấu|hồ sơ)\b")
_DAYTIMES = re.compile(r"\b(?:sáng|chiều|tối|trưa|ngày)\b")
# What those are about that are ours: emulation, or who holds which post.
_OUR_MATTER = re.compile(
    r"\b(?:thi đua|khen thưởng|xét tặng|danh hiệu|bầu|miễn nhiệm|bổ nhiệm|nhân sự|công tác cán bộ|kiện toàn)\b"
)

Kinds = dict[MeetingKind, Span]


def is_held(reading: Reading, number: int) -> bool:
    """Does a row hold a word for something that is held?"""
    return _HELD.search(reading.words(number)) is not None


def is_event(reading: Reading, number: int) -> bool:
    """Does a row name a meeting by its own name, and not as one that lies ahead or is only a time of something?"""
    words = reading.words(number)
    passed = {m.end() for m in _IN_PASSING.finditer(words)} if has_any(words, _AFTER) else set()
    return any(m.start() not in passed for m in _EVENT.finditer(words)) and _AHEAD.search(words) is None


def is_pointed_to(reading: Reading) -> bool:
    """Does any sentence point back to a meeting (`tại buổi lễ`, `kết thúc hội nghị`)?"""
    rows = map(reading.words, range(len(reading.rows)))
    return any(has_any(words, _POINTED_SIGNS) and _POINTED.search(words) and not _AHEAD.search(words) for words in rows)


def names_meeting(reading: Reading, number: int) -> bool:
    """Does a row name a meeting or what is only said at one (`phát biểu tại buổi lễ`, `đọc diễn văn`)?"""
    words = reading.words(number)
    return _EVENT.search(words) is not None or (_SPOKEN_AT.search(words) is not None and _TO_PRESS not in words)


def kinds_of(reading: Reading, lead: Sequence[int], held: Sequence[int], *, bloc: bool) -> Kinds:
    """The kinds that the headline and the sentence of the meeting name, in order, each with where it does.

    The sentence of the meeting is the one with its day, else the first that names a meeting, else the first that
    holds a word for one; where neither it nor the headline says what for, the next one that does. held: the rows of
    the lead that hold one, see `is_held`. bloc: the meeting is a bloc's, where awards are given in passing.
    """
    title = [n for n in lead if reading.block(reading.rows[n][0]).kind is BlockKind.TITLE]
    held = [n for n in held if n not in title]
    day = [n for n in held if reading.day and _holds(reading.rows[n], reading.day[1].start)]
    first = day[:1] or [n for n in held if is_event(reading, n)][:1] or held[:1]
    found: Kinds = {}
    for number in dict.fromkeys([*title, *first]):
        _add(found, reading, number, bloc=bloc)
    for number in held:
        if found:
            break
        _add(found, reading, number, bloc=bloc)
    for kind in [kind for kind, span in found.items() if _is_part_of_others(reading, kind, span)]:
        if len(found) > 1:
            del found[kind]
    return found


def _is_part_of_others(reading: Reading, kind: MeetingKind, span: Span) -> bool:
    """Does a passage name what is done at many a meeting of another kind (`tổng kết, rút kinh nghiệm`, `bình xét`)?"""
    named = fold(reading.article.text[span.start : span.end])
    return named.startswith(_DONE_AT_OTHERS.get(kind, ()))


def unnamed_kind(reading: Reading, lead: Sequence[int]) -> Kinds:
    """Of a bloc's meeting of which the lead does not say what for.

    It is what a report at it looks back on (`báo cáo tổng kết`), a session where it is only called `họp`, else `other`.
    """
    tokens = reading.tokens
    for number in range(len(reading.rows)):
        for trigger in reading.triggers(number, "meeting_kinds"):
            kind = MeetingKind(trigger.entry.fields["kind"])
            reported = tuple(tokens.norm[max(trigger.start - 2, 0) : trigger.start]) == _REPORT
            if kind in _LOOKING_BACK and reported:
                return {kind: reading.span(tokens.start[trigger.start], tokens.end[trigger.end - 1])}
    for number in lead:
        row = reading.rows[number]
        for i, chunk in enumerate(row):
            if chunk.norm == _MEETS and not (i + 1 < len(row) and row[i + 1].norm == _PRESS):
                return {MeetingKind.SESSION: reading.span(chunk.a, chunk.b)}
            if i and (row[i - 1].norm, chunk.norm) == _CONFERENCE:
                return {MeetingKind.OTHER: reading.span(row[i - 1].a, chunk.b)}
    return {}


def is_reported(reading: Reading, lead: Sequence[int], kinds: Kinds) -> bool:
    """Do the rows of the lead report a meeting that is no bloc's?

    They name it (`hội nghị`, `lễ`, `kỳ họp`); or, for appointments, handovers and new units, a sentence with the
    meeting's day announces the decisions. Appointed, elected or given an award someone is without a meeting, too.
    """
    ours = WITHOUT_BLOC.intersection(kinds)
    if MeetingKind.PLAN in kinds and any(_PLANS.search(reading.words(n)) for n in lead):
        ours |= {MeetingKind.PLAN}
    if not is_at_home(reading, lead):
        return False
    if ours == {MeetingKind.AWARD} and _is_gala(reading, lead, kinds[MeetingKind.AWARD]):
        return False
    if ours == {MeetingKind.HANDOVER} and not any(_is_of_office(reading, n) for n in lead):
        return False
    if ours <= _ANYBODY_S and not any(_OUR_MATTER.search(reading.words(n)) for n in lead):
        return False
    if ours and any(is_event(reading, n) for n in lead):
        return True
    if ours and reading.day and is_pointed_to(reading):
        return True
    told = [n for n in lead if _tells_day(reading, n)]
    if ours & _ANNOUNCING and any(_ANNOUNCED.search(reading.words(n)) for n in told):
        return True
    if ours & set(_LOOKING_BACK) and any(_LOOKED_BACK.search(reading.words(n)) for n in told):
        return True
    return MeetingKind.AWARD in ours and any(
        _is_handed_out(reading, n) or _REWARDS.search(reading.words(n)) for n in told
    )


def _is_of_office(reading: Reading, number: int) -> bool:
    """Does a row name a post, a role in a bloc or a duty: what is handed over where an office passes on?"""
    return reading.has(number, Kind.POST, Kind.ROLE) or _DUTY.search(reading.words(number)) is not None


def _tells_day(reading: Reading, number: int) -> bool:
    """Does a row hold the meeting's day, or where its year cannot be known any day at all?"""
    row = reading.rows[number]
    if reading.day:
        return _holds(row, reading.day[1].start)
    if not _DAYTIMES.search(reading.words(number)):
        return False
    return any(found.day for found in find_dates(reading.text(row)))


def _is_gala(reading: Reading, lead: Sequence[int], named: Span) -> bool:
    """Is it prizes of an art or a sport that a lead without an award of the State or of emulation tells of?"""
    if not _GALAS.search(fold(reading.article.text[named.start : named.end])):
        return False
    if any(reading.has(n, Kind.AWARD) or _OUR_MATTER.search(reading.words(n)) for n in lead):
        return False
    return not any(_is_handed_out(reading, n) for n in reading.rows_with(Kind.AWARD))


def _is_handed_out(reading: Reading, number: int) -> bool:
    """Does a row have an award handed out, not only conferred?"""
    given = _given(reading, number)
    if given is None:
        return False
    before = " ".join(c.norm for c in reading.rows[number] if c.b <= given.start)
    return _HANDED_OUT.search(before) is not None and _CONFERRED.search(before) is None


def _holds(row: Row, offset: int) -> bool:
    return row[0].a <= offset < row[-1].b


def _add(found: Kinds, reading: Reading, number: int, *, bloc: bool) -> None:
    """Add the kinds that a row names."""
    tokens = reading.tokens
    free, quoted = 0, _quoted_from(reading, number)
    for trigger in reading.triggers(number, "meeting_kinds"):
        if trigger.start >= quoted:
            break
        if trigger.start < free:
            continue  # within a longer one: `tiếp nhận nhiệm vụ`
        free = trigger.end
        kind = _kind(reading, number, trigger.start, trigger.end, MeetingKind(trigger.entry.fields["kind"]))
        if kind and kind not in found:
            found[kind] = reading.span(tokens.start[trigger.start], tokens.end[trigger.end - 1])
    if not bloc and MeetingKind.AWARD not in found:
        given = _given(reading, number)
        if given:
            found[MeetingKind.AWARD] = given


def _quoted_from(reading: Reading, number: int) -> int:
    """The token from which on a row quotes someone (`… cho biết: “Trong những năm qua …`), else behind its last."""
    row = reading.rows[number]
    quotes = (c.start for before, c in pairwise(row) if before.text == ":" and c.text in _QUOTES)
    return next(quotes, row[-1].end)


def _kind(reading: Reading, number: int, start: int, end: int, kind: MeetingKind) -> MeetingKind | None:
    """The kind that a trigger in tokens start to end gives a row, by what stands around it."""
    tokens = reading.tokens
    last = reading.rows[number][-1].end
    behind = tokens.norm[end] if end < last else ""
    if kind is MeetingKind.CONGRESS:
        before = " ".join(c.norm for c in reading.rows[number] if start - _CONGRESS_REACH <= c.start < start)
        if before.endswith(_HELD_WELL):
            return kind
        return None if behind in _NO_CONGRESS or any(cue in before for cue in _NOT_HELD) else kind
    if kind in _LOOKING_BACK and _PASSED.search(" ".join(tokens.norm[max(start - 3, 0) : start])):
        return None
    if kind is MeetingKind.HANDOVER and is_of_a_thing(tokens, start, end):
        return None
    if kind is MeetingKind.SESSION and behind == _PRESS:
        return None
    named = " ".join(tokens.norm[end - 2 : end])
    if kind is MeetingKind.APPOINTMENT and named in (_DECISION, _RESOLUTION):
        matter = _MATTERS.search(" ".join(tokens.norm[end : min(last, end + _DECISION_REACH)]))
        if matter:
            about = matter.lastgroup or _NO_KIND
            return MeetingKind(about) if about != _NO_KIND else None
        return kind if named == _DECISION and tokens.norm[start] != _CARRIES_OUT else None
    return kind


def _given(reading: Reading, number: int) -> Span | None:
    """Where a row has an award given: `đón nhận Huân chương …`, `trao Bằng khen tặng …`."""
    if not reading.has(number, Kind.AWARD):
        return None
    row = reading.rows[number]
    award = next(c for c in row if c.kind is Kind.AWARD)
    before = " ".join(c.norm for c in row if c.end <= award.start)
    if _PROPOSED.search(before) or not _GIVES.search(before):
        return None
    return reading.span(award.a, award.b)
