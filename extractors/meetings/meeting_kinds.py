"""What a meeting was held for, and whether a sentence tells of one at all.

hội nghị tổng kết · lễ công bố các quyết định về công tác cán bộ · họp phiên bỏ phiếu kín · kỳ họp bất thường
công bố quyết định thành lập X (establishment) · công bố quyết định khen thưởng (award) · … bổ nhiệm (appointment)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.article import BlockKind

from ..chunks import Kind, Row
from ..handovers.duties import is_of_a_thing
from ..reading import Reading
from ..records import MeetingKind, Span
from ..text.language import fold
from ..text.plain_text import has_any, lowered_text
from ..times.days import find_dates

# What is held, in folded words; without one of these a date and a verb make no meeting.
_HELD = re.compile(
    r"\b(?:hội nghị|lễ|buổi|họp|giao ban|đại hội|phiên|gặp mặt|tọa đàm|hội thảo|tổng kết|sơ kết|phát động|"
    r"ký kết|ký giao ước|bàn giao|công bố|trao quyết định|bổ nhiệm|điều động|triển khai|sinh hoạt|đón nhận|"
    r"trao (?:tặng|thưởng|\w+ chương|cờ|bằng khen|giấy khen|danh hiệu|huy hiệu|cho gia đình))\b"
)
# A meeting by its own name, not by what was done there. Holidays, manners and festivals are no ceremonies, a press
# conference and one of shareholders none of these meetings.
_EVENT = re.compile(
    r"\b(?:hội nghị(?! quyết)|(?<!nghi )(?<!dịp )(?<!nghỉ )(?<!ngày )(?<!tang )(?<!đại )(?<!mùa )(?<!vu )"
    r"lễ(?! hội| tang| cưới| phép| tết| vật| phục| độ| giáng| phật| vu| nghĩa| tân)|"
    r"đại hội(?! đồng| cổ đông| đảng| thể (?:thao|dục)| tdtt)|kỳ họp|"
    r"phiên họp|cuộc họp(?! báo)|buổi (?:gặp mặt|sinh hoạt|công bố|trao|tuyên dương)|"
    r"(?:tổ chức|đã|vừa) (?:gặp mặt|sinh hoạt)|"
    r"họp (?:hội đồng|phiên|kỳ|lần|xét|bàn|tổng kết|sơ kết|bình|giao ban|bất thường|kiện toàn)|"
    r"(?:tổ chức|đã|long trọng|trọng thể) kỷ niệm (?=\d)|"
    r"tổ chức (?:công bố|trao|tuyên dương|vinh danh|đón nhận|bàn giao|tổng kết|sơ kết|đại hội|khen thưởng))\b"
)
# A meeting that the text points back to, wherever it stands: one was held, whatever the lead calls it.
_POINTED = re.compile(
    r"\b(?:tại|dự|trong|ở|kết thúc|bế mạc|khai mạc|chủ trì|kết luận) (?:khuôn khổ |phần )?"
    r"(?:hội nghị|buổi lễ|lễ|kỳ họp|phiên họp|(?:buổi |cuộc )?(?:gặp mặt|họp mặt|tọa đàm)|"
    r"(?:buổi )?(?:hội thảo|họp báo)|"
    r"đại hội(?! đồng| đảng| thể))\b|\b(?:tham|đến|tới|về) dự chương trình\b"
)
_POINTED_SIGNS = (
    "hội nghị",
    "lễ",
    "họp",
    "gặp mặt",
    "tọa đàm",
    "hội thảo",
    "đại hội",
    "dự chương trình",
)  # one of these stands in each
_SPOKEN_AT = re.compile(
    r"\b(?:buổi (?:đối thoại|tọa đàm|làm việc)|phát biểu|tham luận|diễn văn|kết luận|thư chúc mừng|khai mạc|"
    r"báo cáo (?:kết quả|tổng kết|sơ kết|tại)|trình bày báo cáo)\b"
)
AHEAD = re.compile(
    r"\b(?:sẽ (?:được |tiến hành |chính thức )?(?:tổ chức|diễn ra|khai mạc|kiện toàn|bầu|họp|trình|"
    r"xem xét|miễn nhiệm|trao|công bố|chủ trì|dự)|"
    r"sắp (?:diễn ra|tổ chức|tới)|dự kiến (?:tổ chức|diễn ra)|(?:kỳ họp|phiên họp|đại hội|hội nghị) tới)\b"
)
# A meeting that only says when something else happened: `sau buổi lễ tổng kết, em …`.
_IN_PASSING = re.compile(
    r"\b(?:sau|trước|khi dự|đi dự|dự xong|rời) (?:khi )?(?:dự )?(?:buổi |các |kỳ )?(?=lễ|hội nghị|đại hội|họp)"
)
# `sau buổi | tổng kết năm học`, `bình xét khen thưởng | tổng kết phong trào`
_PASSED = re.compile(r"\b(?:(?:sau|trước)(?! đó)(?: khi)?(?: buổi| lễ| hội nghị)?|xét khen thưởng)$")
_BEFORE_THAT = "trước đó"
_AFTER = ("sau", "trước", "dự", "rời")
# … of sessions: `tiếp xúc cử tri trước | kỳ họp thứ 3`, `họp báo công bố kết quả | kỳ họp`.
_SESSION_PASSED = re.compile(
    r"\b(?:trước|sau|trước thềm|kết quả|chuẩn bị(?: cho)?|nội dung,? chương trình|dự kiến chương trình)(?: các)?$"
)
_SESSION_BY_NAME = ("kỳ họp", "phiên họp")
# `góp ý cho | báo cáo tổng kết nhiệm kỳ`, `sau hơn một năm | phát động`
_OPINIONS = re.compile(r"\b(?:góp ý|cho ý kiến|thảo luận|dự thảo|trình)(?: \w+)?$")
_REPORTED = "báo cáo tổng kết"
_LONG_LAUNCHED = re.compile(r"\b(?:sau|từ|kể từ)(?: \w+){0,4}$")
# The Party's congress by its number is as a rule only named: `mục tiêu của | Đại hội XIII`, `trình Đại hội 14`.
_BY_NUMBER = re.compile(r"[ivx]+|1\d")
_HOLDS_IT = re.compile(r"\b(?:khai mạc|bế mạc|tổ chức|diễn ra)\b")
_CONGRESS = "đại hội "
_OF_CHINA = "đại biểu nhân dân"  # behind `đại hội`: an assembly
# What is handed over as a gift, and what is shown for the first time: no award, no body.
_GIVEN_AWAY = ("trao tặng", "đón nhận")
_HONOURS = re.compile(
    r"\b(?:danh hiệu|thưởng|khen|bằng|cờ|huân|huy|kỷ niệm chương|giải|quyết định|chứng nhận|sắc phong)\b"
)
_SHOWN = "ra mắt"
_BODIES = re.compile(
    r"(?:\S+ ){0,3}?(?:ban|hội|khối|cụm|đội|tổ|câu lạc bộ|clb|chi|liên|trung tâm|đoàn|mô hình|lực lượng|hội đồng|"
    r"ủy ban|quỹ|phòng|bộ|cục|đảng|đơn vị|mặt trận|công đoàn|văn phòng|trường|công ty|nhóm|mạng lưới)\b"
)
_TEAMS = re.compile(r"(?:\S+ ){0,2}?(?:đoàn (?:kiểm tra|thanh tra|giám sát|công tác)|tổ công tác|hội đồng kỷ luật)\b")
_NAME_REACH = 8  # tokens
# What says of a congress that it is carried out, or looked forward to.
_NOT_HELD = (
    "nghị quyết", "chào mừng", "tuyên truyền", "tiến tới", "hướng tới", "thành công", "văn kiện", "kỷ niệm", "chuẩn bị",
    "ý nghĩa", "tiểu ban", "kể từ", "chúc mừng",
)  # fmt: skip
_COUNTED = re.compile(r"\b(?:\d+|các|nhiều|mấy|những|hai|ba|bốn|năm) kỳ$")  # `qua 3 kỳ Đại hội`
_HELD_WELL = "tổ chức thành công"
_GATHERINGS = ("họp mặt", "gặp mặt")
# Behind `đại hội`: of shareholders, of the Party, games.
_NO_CONGRESS = ("đồng", "cổ", "đảng", "thể", "tdtt")
_SHAREHOLDERS = "cổ đông"  # their congress is called `đại hội` where it was named before
_QUOTES = frozenset('“"«')
# What is done at many a meeting makes a kind only of one of which nothing else is said.
_DONE_AT_OTHERS = {
    MeetingKind.SESSION: ("bình xét", "suy tôn"),
    MeetingKind.REVIEW: ("rút kinh nghiệm",),
}
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
_RETIRED = "nghỉ hưu"  # of people who are; only a decision says that someone becomes so
_DISCIPLINE = "quyết định kỷ luật"  # one that is announced makes no meeting, whatever stands behind
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
# Who was elected, in the sentence that names the meeting: `Hội nghị … đã bầu bà A … làm Bí thư`.
_ELECTED = re.compile(r"(?<!sẽ )(?<!việc )\bbầu (?:bổ sung )?(?:các )?(?:ông|bà|đồng chí|anh|chị)\b")
_ELECTS = "bầu"
# Verbs that with an award behind them make a ceremony of awarding of what is told, and words that make it a proposal.
_GIVES = re.compile(r"\b(?:trao|tặng|đón nhận|đón|nhận|vinh danh|tôn vinh|biểu dương|tuyên dương)\b")
_PROPOSED = re.compile(r"\b(?:từng|đề nghị|xét|bình|suy tôn|trình|giới thiệu|bình chọn)\b")
LOOKING_BACK = (MeetingKind.SUMMARY, MeetingKind.REVIEW)
_DAYTIMES = re.compile(r"\b(?:sáng|chiều|tối|trưa|ngày|hôm nay)\b")

Kinds = dict[MeetingKind, Span]


def is_held(reading: Reading, number: int) -> bool:
    """Does a row hold a word for something that is held?"""
    return _HELD.search(reading.words(number)) is not None


def is_event(reading: Reading, number: int) -> bool:
    """Does a row name a meeting by its own name, and not as one that lies ahead or is only a time of something?"""
    words = reading.words(number)
    passed = {m.end() for m in _IN_PASSING.finditer(words)} if has_any(words, _AFTER) else set()
    return any(m.start() not in passed for m in _EVENT.finditer(words)) and _is_of_now(words)


def _is_of_now(words: str) -> bool:
    """Does a row tell neither of what lies ahead nor of what was before (`Trước đó, ngày 17/7, tại kỳ họp …`)?"""
    return AHEAD.search(words) is None and not words.startswith(_BEFORE_THAT)


def is_pointed_to(reading: Reading) -> bool:
    """Does any sentence point back to a meeting (`tại buổi lễ`, `kết thúc hội nghị`)?"""
    rows = map(reading.words, range(len(reading.rows)))
    return any(has_any(words, _POINTED_SIGNS) and _POINTED.search(words) and _is_of_now(words) for words in rows)


def names_meeting(reading: Reading, number: int) -> bool:
    """Does a row name a meeting or what is only said at one (`phát biểu tại buổi lễ`, `đọc diễn văn`)?"""
    words = reading.words(number)
    return _EVENT.search(words) is not None or (_SPOKEN_AT.search(words) is not None and _TO_PRESS not in words)


def tells_day(reading: Reading, number: int) -> bool:
    """Does a row hold the meeting's day, or where its year cannot be known any day at all?"""
    row = reading.rows[number]
    if reading.day:
        return holds(row, reading.day[1].start)
    if not _DAYTIMES.search(reading.words(number)):
        return False
    return any(found.day for found in find_dates(reading.text(row)))


def kinds_of(reading: Reading, lead: Sequence[int], held: Sequence[int], *, bloc: bool) -> Kinds:
    """The kinds that the headline and the sentence of the meeting name, in order, each with where it does.

    The sentence of the meeting is the one with its day, else the first that names a meeting and the first that does so
    with any day, else the first that holds a word for one; where neither it nor the headline says what for, the next
    one that does. held: the rows of the lead that hold one, see `is_held`. bloc: the meeting is a bloc's, where awards
    are given in passing.
    """
    title = [n for n in lead if reading.block(reading.rows[n][0]).kind is BlockKind.TITLE]
    held = [n for n in held if n not in title]
    first = [n for n in held if reading.day and tells_day(reading, n)][:1]
    if not first:
        events = [n for n in held if is_event(reading, n)]
        dated = [n for n in events if tells_day(reading, n)]
        first = [*events[:1], *dated[:1]] or held[:1]
    found: Kinds = {}
    for number in dict.fromkeys([*title, *first]):
        _add(found, reading, number, bloc=bloc)
    for number in held:
        if found:
            break
        _add(found, reading, number, bloc=bloc)
    if MeetingKind.AWARD in found:
        found.pop(MeetingKind.OTHER, None)  # `gặp mặt, tuyên dương`
    if MeetingKind.OTHER in found and not found.keys().isdisjoint(LOOKING_BACK):
        gathered = found[MeetingKind.OTHER]
        if fold(reading.article.text[gathered.start : gathered.end]) in _GATHERINGS:
            del found[MeetingKind.OTHER]  # `họp mặt tổng kết`
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
            if kind in LOOKING_BACK and reported:
                return {kind: reading.span(tokens.start[trigger.start], tokens.end[trigger.end - 1])}
    for number in lead:
        row = reading.rows[number]
        for i, chunk in enumerate(row):
            if chunk.norm == _MEETS and not (i + 1 < len(row) and row[i + 1].norm == _PRESS):
                return {MeetingKind.SESSION: reading.span(chunk.a, chunk.b)}
            if i and (row[i - 1].norm, chunk.norm) == _CONFERENCE:
                return {MeetingKind.OTHER: reading.span(row[i - 1].a, chunk.b)}
    return {}


def holds(row: Row, offset: int) -> bool:
    """Does a row stand around an offset of the article's text?"""
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
    if not bloc and MeetingKind.APPOINTMENT not in found and is_event(reading, number):
        elected = _ELECTED.search(reading.words(number))
        if elected:
            row = reading.rows[number]
            start = next(c.a for c in row if c.norm == _ELECTS)
            found[MeetingKind.APPOINTMENT] = reading.span(start, start + len(_ELECTS))
    if not bloc and MeetingKind.AWARD not in found:
        given = given_in(reading, number)
        if given:
            found[MeetingKind.AWARD] = given


def _quoted_from(reading: Reading, number: int) -> int:
    """The token from which on a row quotes someone (`… cho biết: “Trong những năm qua …`), else behind its last."""
    row = reading.rows[number]
    if ":" not in reading.syllables(number):
        return row[-1].end
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
        if _COUNTED.search(before) or (_BY_NUMBER.fullmatch(behind) and not _HOLDS_IT.search(before)):
            return None
        if " ".join(tokens.norm[start:last]).partition(_CONGRESS)[2].startswith(_OF_CHINA):
            return None
        if behind in _NO_CONGRESS or any(cue in before for cue in _NOT_HELD):
            return None
        return None if _SHAREHOLDERS in lowered_text(reading.article) else kind
    if kind in LOOKING_BACK and _PASSED.search(" ".join(tokens.norm[max(start - 3, 0) : start])):
        return None
    named = " ".join(tokens.norm[end - 2 : end])
    if _is_only_named(reading, number, start, end, kind):
        return None
    if kind is MeetingKind.HANDOVER and is_of_a_thing(tokens, start, end):
        return None
    if kind is MeetingKind.SESSION and behind == _PRESS:
        return None
    if named == _RETIRED and _DECISION not in reading.words(number):
        return None
    if kind is MeetingKind.APPOINTMENT and named in (_DECISION, _RESOLUTION):
        matter = _MATTERS.search(" ".join(tokens.norm[end : min(last, end + _DECISION_REACH)]))
        if _DISCIPLINE in reading.words(number):
            return None
        if matter:
            about = matter.lastgroup or _NO_KIND
            return MeetingKind(about) if about != _NO_KIND else None
        return kind if named == _DECISION and tokens.norm[start] != _CARRIES_OUT else None
    return kind


def _is_only_named(reading: Reading, number: int, start: int, end: int, kind: MeetingKind) -> bool:
    """Does the trigger in tokens start to end tell of another meeting, of a paper, of a gift or a thing shown?"""
    tokens, words = reading.tokens, reading.tokens.norm
    first, last = reading.rows[number][0].start, reading.rows[number][-1].end
    before = " ".join(words[max(start - _CONGRESS_REACH, first) : start])
    named, behind = " ".join(words[start:end]), " ".join(words[end : min(end + _NAME_REACH, last)])
    if kind is MeetingKind.SESSION:
        return named.startswith(_SESSION_BY_NAME) and _SESSION_PASSED.search(before) is not None
    if kind is MeetingKind.SUMMARY:
        return named == _REPORTED and _OPINIONS.search(before) is not None
    if kind is MeetingKind.LAUNCH:
        return _LONG_LAUNCHED.search(before) is not None
    if kind is MeetingKind.ESTABLISHMENT:
        shown = named.endswith(_SHOWN) and not _BODIES.match(behind) and not tokens.match(end, "unit_kinds")
        return shown or _TEAMS.match(behind) is not None
    if kind is MeetingKind.AWARD and named.endswith(_GIVEN_AWAY):
        # A headline that speaks of rewarding makes one of it all the same.
        return not reading.has(number, Kind.AWARD) and not any(_HONOURS.search(reading.words(n)) for n in (0, number))
    return False


def given_in(reading: Reading, number: int) -> Span | None:
    """Where a row has an award given: `đón nhận Huân chương …`, `trao Bằng khen tặng …`."""
    if not reading.has(number, Kind.AWARD):
        return None
    row = reading.rows[number]
    award = next(c for c in row if c.kind is Kind.AWARD)
    before = " ".join(c.norm for c in row if c.end <= award.start)
    if _PROPOSED.search(before) or not _GIVES.search(before):
        return None
    return reading.span(award.a, award.b)
