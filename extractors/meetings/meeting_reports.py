"""Whether an article reports a meeting that is no bloc's.

hội nghị tổng kết, lễ trao quyết định, kỳ họp bầu … (a kind of ours, named) · Chiều 18/9, X trao Huân chương … cho Y
Sáng 6/9, UBND huyện tổ chức hội nghị … · Ngày 19/10, khóa D6 … gặp mặt (any other, where officials were present)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..chunks import Kind
from ..people.part_verbs import part_of
from ..reading import Reading
from ..records import MeetingKind, Part, Span
from ..text.language import fold
from ..units.abroad import is_at_home
from .meeting_kinds import AHEAD, LOOKING_BACK, Kinds, given_in, is_event, is_pointed_to, tells_day

# An announcement that stands for the ceremony where the sentence has its day: `X ngày 5-4 công bố các quyết định …`.
_ANNOUNCED = re.compile(
    r"\b(?:công bố|trao) (?:\w+ ){0,4}quyết định\b|"
    r"\bquyết định\b[^.;]{0,160}?\b(?:được|do) [^.;]{0,80}?\b(?:công bố|trao)\b|"
    r"\bbàn giao (?:\w+ ){0,2}(?:chức|nhiệm vụ|cương vị|công việc)\b"
)
# … where the sentence has no day of its own.
_GIVES_DECISION = re.compile(r"\b(?P<just>vừa (?:\w+ ){0,3}?)?trao (?:các |những )?(?:quyết định|nghị quyết)\b")
_BEFORE = re.compile(r"(?:trước đó|trước đây|năm|tháng|hồi) ")
# What is looked back on together, so that a body that does so on a day has met: `Sáng 20/5, X tổng kết phong trào …`.
_LOOKED_BACK = re.compile(
    r"\b(?:tổng kết|sơ kết) (?:\w+ ){0,6}(?:thi đua|khen thưởng|công tác|phong trào|nhiệm vụ|năm học|nhiệm kỳ)\b"
)
# A ceremony that is told by what was handed out at it: `Chiều 18/9, X trao Huân chương … cho Y`. Awards conferred by
# a decision (`ký quyết định tặng`) were not handed out yet.
_HANDED_OUT = re.compile(r"\b(?:trao|đón nhận|đón|gắn|tuyên dương|biểu dương|trao tặng|truy tặng)\b")
_REWARDS = re.compile(r"\bcông bố (?:và trao )?(?:các )?quyết định (?:khen thưởng|tặng|về việc tặng)\b")
# `Huân chương … đã được trao cho gia đình`, `Bằng khen được lãnh đạo Quân chủng trao tặng cho …`
_WAS_HANDED = re.compile(
    r"\b(?:huân chương|huy chương|bằng khen|giấy khen|cờ thi đua|kỷ niệm chương|huy hiệu)\b[^.;,]{0,90}"
    r"(?<!sẽ )\bđược (?:[^.;,]{0,70} )?trao (?:tặng )?(?:cho|đến|tới)\b"
)
# … nor where somebody tells a paper of it (`Ngày 9/4, thông tin từ …, đơn vị này vừa trao …`).
_CONFERRED = re.compile(
    r"\b(?:ký|sẽ|đề nghị|trình|quyết định (?:tặng|trao tặng|truy tặng)|cho biết|thông tin từ|trao đổi với)\b"
)
# Kinds of awarding that galas of films, songs and sports are as well, and what no gala has.
_GALAS = re.compile(r"\b(?:trao giải|vinh danh|tôn vinh)\b")
_NO_GALA = re.compile(r"\b(?:tuyên dương|biểu dương|(?:tập thể|\d+|các) (?:và \d* ?)?cá nhân|điển hình|gương)\b")
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
# Of these, what others hold as well: sessions of a parliament, contracts signed, campaigns of a shop.
_ANYBODY_S = frozenset({MeetingKind.SESSION, MeetingKind.LAUNCH, MeetingKind.SIGNING})
_ANNOUNCING = frozenset({MeetingKind.APPOINTMENT, MeetingKind.HANDOVER, MeetingKind.ESTABLISHMENT})
# A conference on a body's duties for the year; on laws and plans of any kind others hold them as well.
_PLANS = re.compile(r"\bhội nghị (?:\w+ ){0,4}triển khai (?:phương hướng|nhiệm vụ|công tác)\b")
_DUTY = re.compile(r"\b(?:chức|nhiệm vụ|cương vị|công việc|trách nhiệm|cờ|con dấu|hồ sơ)\b")
# What those are about that are ours: emulation, or who holds which post.
_OUR_MATTER = re.compile(
    r"\b(?:thi đua|khen thưởng|xét tặng|danh hiệu|bầu|miễn nhiệm|bổ nhiệm|nhân sự|công tác cán bộ|kiện toàn)\b"
)
# A gathering of any other kind by its name, and what says that it was held. Those of shareholders and customers, of
# many countries, openings of works, shows and festivals are others.
_GATHERED = re.compile(
    r"\b(?:hội nghị(?! quyết| cổ đông| khách hàng| thượng đỉnh| cấp cao| nhà đầu tư| đối tác| xúc tiến| bộ trưởng|"
    r" quốc tế)|gặp mặt|họp mặt|tọa đàm|hội thảo|buổi lễ|phiên họp|kỳ họp|họp báo|"
    r"lễ (?:kỷ niệm|ra quân|khai giảng|bế giảng|tri ân|gặp mặt|tưởng niệm|tuyên thệ|công bố|công nhận|đón nhận|"
    r"phát động|khởi động|tổng kết)|ra quân (?:huấn luyện|diễn tập)|"
    r"chương trình (?:giao lưu|gặp mặt|kỷ niệm|cầu truyền hình|tọa đàm|chính luận))\b"
)
_HOLDING = re.compile(r"\b(?:ra quân|tổ chức|diễn ra|khai mạc|bế mạc|chủ trì|gặp mặt|họp mặt|dự|mở|tiến hành)\b")
_TALKS = re.compile(r"\b(?:họp báo|hội thảo|tọa đàm)\b")  # what they are on is told in the lead as if it were done
_HANDS_DECISION = re.compile(r"\bquyết định\b[^.;]{0,160}?\b(?:được|do) [^.;]{0,80}?\b(?:công bố|trao)\b")
_DECIDES = frozenset({"quyết"})
_PUNISHES = re.compile(r"\b(?:kỷ luật|khai trừ|cách chức|khiển trách|khởi tố|xử phạt|bắt)\b")
_GIVEN_LATER = frozenset({MeetingKind.AWARD, MeetingKind.APPOINTMENT})
_CEREMONY = re.compile(r"\b(?:buổi )?lễ (?:\w+ ){0,4}?(?:diễn ra|được tổ chức)\b")
_NAMED_BY = frozenset(
    {"ra", "chương", "hội", "gặp", "họp", "tọa", "lễ", "buổi", "phiên", "kỳ"}
)  # the first syllables of those
_PRESENT = frozenset({Part.CHAIR, Part.DIRECT, Part.ATTEND})


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
    told = [n for n in lead if tells_day(reading, n)]
    if ours & _ANNOUNCING and any(_ANNOUNCED.search(reading.words(n)) for n in told):
        return True
    if MeetingKind.APPOINTMENT in ours and any(_is_decision_given(reading, lead, n, told) for n in lead):
        return True
    if ours & set(LOOKING_BACK) and any(_LOOKED_BACK.search(reading.words(n)) for n in told):
        return True
    if MeetingKind.AWARD not in ours:
        return False
    if any(
        _is_handed_out(reading, n) or _REWARDS.search(w) or _WAS_HANDED.search(w) for n, w in _worded(reading, told)
    ):
        return True
    # The day in one sentence, what was handed out in the next: `Sáng 18/8, trong giờ chào cờ … Ông A trao Giấy khen …`.
    return any(n + 1 in lead and not AHEAD.search(reading.words(n)) and _is_handed_out(reading, n + 1) for n in told)


def _is_decision_given(reading: Reading, lead: Sequence[int], number: int, told: Sequence[int]) -> bool:
    """Does a row of the lead have someone hand out decisions, just now or right behind the sentence with the day?

    `Bộ trưởng A vừa trao quyết định nghỉ hưu cho …`; `… sáng nay 23-10. | Tại báo X, bà A trao quyết định …`
    """
    words = reading.words(number)
    given = _GIVES_DECISION.search(words)
    if given is None or AHEAD.search(words) or _CONFERRED.search(words) or _BEFORE.match(words):
        return False
    return reading.has(number, Kind.NAME) and (given["just"] is not None or number - 1 in told)


def otherwise_reported(reading: Reading, lead: Sequence[int], kinds: Kinds) -> Kinds:
    """The kinds of a meeting that the lead does not name as one of ours, or nothing where it reports none.

    Quyết định được Thứ trưởng A trao sáng 18/11 …                 (a decision handed out, under a headline on a post)
    Lễ trao diễn ra tối 5/10 tại …                              (further down, an article on who is given an award)
    Sáng 6/9, UBND huyện tổ chức hội nghị …                     (any gathering that the article points back to)
    """
    if not is_at_home(reading, lead):
        return {}
    told = [n for n in lead if tells_day(reading, n)]
    decided = (n for n in told if not kinds and not _PUNISHES.search(reading.words(n)))
    handed = next((n for n in decided if _HANDS_DECISION.search(reading.words(n))), None)
    if handed is not None and any(reading.has(n, Kind.POST) for n in lead):
        return {MeetingKind.APPOINTMENT: _named(reading, handed, _DECIDES)}
    if kinds.keys() & _GIVEN_LATER and reading.day and is_told_later(reading):
        return kinds
    held = next((n for n in told if _is_gathering(reading, n)), None)
    if held is None or not (is_pointed_to(reading) and _are_present(reading)):
        return {}
    talks = _TALKS.search(reading.words(held)) is not None
    return kinds if kinds and not talks else {MeetingKind.OTHER: _named(reading, held, _NAMED_BY)}


def _worded(reading: Reading, numbers: Sequence[int]) -> list[tuple[int, str]]:
    return [(n, reading.words(n)) for n in numbers]


def _named(reading: Reading, number: int, first: frozenset[str]) -> Span:
    """Where a row names a meeting or a decision, by the first syllables of its name."""
    row = reading.rows[number]
    name = next((i for i, chunk in enumerate(row) if chunk.norm in first), 0)
    return reading.span(row[name].a, row[min(name + 1, len(row) - 1)].b)


def is_told_later(reading: Reading) -> bool:
    """Does the sentence with the meeting's day say that a ceremony took place, wherever it stands?"""
    day = reading.day
    row = next((n for n, row in enumerate(reading.rows) if day and row[0].a <= day[1].start < row[-1].b), None)
    return row is not None and _CEREMONY.search(reading.words(row)) is not None


def _is_gathering(reading: Reading, number: int) -> bool:
    """Does a row say that any meeting by its name was held, not one that lies ahead?"""
    words = reading.words(number)
    return bool(_GATHERED.search(words) and _HOLDING.search(words)) and AHEAD.search(words) is None


def _are_present(reading: Reading) -> bool:
    """Does any row name people who chaired or attended, or who spoke at a meeting that it names?"""
    named = ((n, reading.triggers(n, "parts")) for n in range(len(reading.rows)))
    told = ((n, {part_of(verb) for verb in verbs}) for n, verbs in named if verbs and reading.mentions_in(n))
    return any(not parts.isdisjoint(_PRESENT) or (Part.SPEAK in parts and is_event(reading, n)) for n, parts in told)


def _is_of_office(reading: Reading, number: int) -> bool:
    """Does a row name a post, a role in a bloc or a duty: what is handed over where an office passes on?"""
    return reading.has(number, Kind.POST, Kind.ROLE) or _DUTY.search(reading.words(number)) is not None


def _is_gala(reading: Reading, lead: Sequence[int], named: Span) -> bool:
    """Is it prizes of an art or a sport that a lead without an award of the State or of emulation tells of?"""
    if not _GALAS.search(fold(reading.article.text[named.start : named.end])):
        return False
    told = [reading.words(n) for n in lead]
    if any(reading.has(n, Kind.AWARD) for n in lead) or any(_OUR_MATTER.search(w) or _NO_GALA.search(w) for w in told):
        return False
    return not any(_is_handed_out(reading, n) for n in reading.rows_with(Kind.AWARD))


def _is_handed_out(reading: Reading, number: int) -> bool:
    """Does a row have an award handed out, not only conferred?"""
    given = given_in(reading, number)
    if given is None:
        return False
    before = " ".join(c.norm for c in reading.rows[number] if c.b <= given.start)
    return _HANDED_OUT.search(before) is not None and _CONFERRED.search(before) is None
