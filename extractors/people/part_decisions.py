"""What people take or hand over at a meeting beside what a verb of theirs says: decisions, and papers signed.

trao quyết định bổ nhiệm Thượng tá A giữ chức X; Trung tá B giữ chức Y      (A and B receive)
- Điều động, bổ nhiệm bà A giữ chức …; Ông B trở thành Giám đốc …, beside decisions handed out
công bố quyết định điều động, bổ nhiệm PGS.TS A …, where the article has decisions handed out (trao quyết định)
A trao Bằng khen cho …, A gắn Huân chương lên …      (A hands over, if nothing else is told of A)
A và B ký biên bản bàn giao · ký biên bản bàn giao giữa A và B · A ký biên bản bàn giao với …
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from ..chunks import Kind, Row, is_word, words
from ..reading import Reading
from ..records import Handover, Part, Span
from ..text.language import fold
from ..text.plain_text import has_any
from ..text.words import AND, TO
from .people import Mention

_HANDED_OUT = re.compile(r"\b(?:trao|nhận) (?:các |những )?(?:quyết định|nghị quyết)\b")
_DECISIONS = ("quyết định", "nghị quyết")
_DECIDES = frozenset({"quyết"})  # in both
_NO_DECISION = re.compile(r"\b(?:đề nghị|sẽ|dự kiến|giới thiệu)\b")
# What stands right before someone whom a decision is on.
_ON = re.compile(
    r"(?:\b(?:bổ nhiệm(?: lại)?|điều động|luân chuyển|chỉ định|phê chuẩn|chuẩn y|phân công|biệt phái|thăng quân hàm|"
    r"nghỉ hưu)(?: có thời hạn)?"
    r"|\b(?:quyết định|nghị quyết)(?: \w+){0,6} (?:cho|đối với))(?: và| ,|(?: các)? (?:đồng chí|ông|bà))*$"
)
_ANSWERS = re.compile(
    r"^(?:phát biểu )?(?:tại (?:hội nghị|buổi lễ) ,? ?)?(?:phát biểu )?nhận nhiệm vụ , (?:tân|người|đồng chí)\b"
)
_HANDS_DECISION = re.compile(
    r"\btrao (?:các |những )?(?:quyết định|nghị quyết)\b.*"
    r"\b(?:cho|đối với|tặng|chúc mừng|hoa)(?: các)?(?: đồng chí| ông| bà)?$"
)
# A paragraph that is a decision of its own: `- Điều động, bổ nhiệm bà A …`, `Giao ông B phụ trách …`.
_ITEM = re.compile(
    r"^(?:\W+ )?(?:(?:điều động|luân chuyển|tiếp nhận|bổ nhiệm(?: lại)?|phân công|chỉ định|giao)(?: ,| và)? ?)+"
    r"(?: ?các)?(?: ?(?:đồng chí|ông|bà))*$"
)
_ITEM_OPENS = frozenset({"điều", "luân", "tiếp", "bổ", "phân", "chỉ", "giao"})
# Who takes a post at a meeting at which the decisions are handed out, and who is only chosen, proposed or told of.
_APPOINTED = re.compile(
    r"\b(?:bổ nhiệm|điều động|luân chuyển|phân công|chỉ định|chuẩn y|giữ chức|trở thành|làm|vụ trưởng mới|mới là)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:bầu|trúng cử|trúng tuyển|đắc cử|sẽ|dự kiến|đề nghị|giới thiệu|từng|trước đó|trước đây|khi đó|"
    r"(?<!thực )(?<!thể )hiện|hôm qua|liên quan|cũng (?:đã|vừa|ban hành|ký))\b|^(?:năm|tháng|hồi|cuối|đầu|giữa|từ) "
)
_REPLACED = (
    r"\bthay (?:cho |thế )?(?:(?:nguyên|cựu|người) (?:\w+ ){0,6})?(?:\w+ ){0,3}"  # `thay nguyên viện trưởng là ông X`
)
# What is told of another than the one who is given the decision: `tại buổi trao quyết định …, X bầu … đối với Y`.
_ELECTED = re.compile(r", .*\b(?:tiến hành|đã|được) bầu\b")
# Decisions of which a sentence only tells beside the one that is handed out.
_BESIDE = re.compile(r"(?:liên quan|trước đó|trước đây|ngoài ra)\b(?!.*\btrao\b)")
_BESIDE_OPENS = frozenset({"liên", "trước", "ngoài"})
_LIST = frozenset({",", ";", AND})
_HOLDS = frozenset({"giữ", "làm"})  # before the post that someone of a list is given
_SIGNED = re.compile(r"\bký (?:kết )?(?:vào )?(?:các )?biên bản\b")
_PAPERS = re.compile(r"\b(?:trao|bàn giao|giao) (?:lại )?(?:các |bộ )?(?:hồ sơ|sổ sách|con dấu)\b")
_PAPER_SYLLABLES = frozenset({"biên", "hồ", "sổ", "dấu"})  # of what is signed or handed over
_HANDS = ("trao", "bàn", "giao")
_PASSING = re.compile(r"\bbàn giao\b")
_BETWEEN = "giữa"
_SIGNS = "ký"
_GIVING = frozenset({"trao", "gắn"})
_CONFERRING = frozenset(
    {"được", "sẽ", "ký", "do", "đề", "quyết", "biết"}
)  # between someone and the verb: not given here and now
_CEREMONIES = frozenset({"lễ", "buổi"})  # `lễ trao Bằng khen`
_BY = frozenset({"do", "được", "của", TO, "bởi", "mặt"})
_AWARD_REACH = 8  # chunks between the verb of giving and the award
_REACH = 14  # chunks before someone in which the verb of a decision stands


class Deed(NamedTuple):
    """A mention's part, with the sentence's words that say so. weak: counts only for whom nothing else is told of."""

    mention: Mention
    part: Part
    span: Span
    weak: bool = False


class Decisions:
    """The decisions that are handed out in an article. told: those who are given one, row by row."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self.told: list[Deed] = []

    def read(self, number: int, here: Sequence[Mention]) -> None:
        """Who is given the decision on their post: in a row that names it, in an article that has it handed out."""
        if self._reading.rows[number][0].norm in _BESIDE_OPENS and _BESIDE.match(self._reading.words(number)):
            return
        item = self._is_item(number)
        if (item or self._names_decision(number)) and self._are_handed_out:
            self.told.extend(self._given(number, here, _ITEM if item else _ON))

    def _is_item(self, number: int) -> bool:
        """Does a row open with what a decision of its own does?"""
        row = self._reading.rows[number]
        return any(c.norm in _ITEM_OPENS for c in row[:2] if c.kind is Kind.WORD)

    def _names_decision(self, number: int) -> bool:
        return _names_decision(self._reading, number)

    @cached_property
    def _are_handed_out(self) -> bool:
        return are_handed_out(self._reading)

    def _given(self, number: int, here: Sequence[Mention], on_whom: re.Pattern[str]) -> list[Deed]:
        chunks = self._reading.rows[number]
        found: list[Deed] = []
        for i, mention in enumerate(here):
            before = words(chunks, mention.first - _REACH, mention.first)
            goes_on = bool(found) and found[-1].mention is here[i - 1] and _is_next(chunks, here[i - 1], mention)
            handed = _HANDS_DECISION.search(words(chunks, 0, mention.first))
            if handed and _ELECTED.search(handed.group()):
                handed = None
            on = handed or on_whom.search(before)
            if (on and not _NO_DECISION.search(before)) or goes_on:
                found.append(Deed(mention, Part.RECEIVE, self._reading.span(mention.a, mention.b)))
        return found

    def answering(self, number: int) -> list[Deed]:
        """`Phát biểu nhận nhiệm vụ, tân Giám đốc hứa …` without a name: the only one who was told a decision speaks."""
        if not self.told or not _ANSWERS.search(self._reading.words(number)):
            return []
        if len({deed.mention.person for deed in self.told}) != 1:
            return []
        row = self._reading.rows[number]
        return [Deed(self.told[0].mention, Part.SPEAK, self._reading.span(row[0].a, row[-1].b))]


def _names_decision(reading: Reading, number: int) -> bool:
    return reading.syllables(number) >= _DECIDES and has_any(reading.words(number), _DECISIONS)


def are_handed_out(reading: Reading) -> bool:
    """Does an article say that decisions are handed out (`trao quyết định`)?"""
    rows = range(len(reading.rows))
    return any(_names_decision(reading, n) and _HANDED_OUT.search(reading.words(n)) for n in rows)


def appointed_there(reading: Reading, handovers: Sequence[Handover]) -> list[Handover]:
    """Of the posts that pass on those whose takers are given the decision, in an article that has them handed out.

    `Ông A, Phó Giám đốc, trở thành Giám đốc …` below `trao quyết định cho năm cán bộ`; not who is elected, proposed,
    or was appointed before, nor the one who is replaced (`thay ông B được điều động …`).
    """
    if not handovers or not are_handed_out(reading):
        return []
    starts = [row[0].a for row in reading.rows]
    told = ((h, reading.words(bisect_right(starts, h.evidence[0].start) - 1)) for h in handovers)
    own = [(h, words) for h, words in told if _APPOINTED.search(words) and not _OTHERWISE.search(words)]
    return [h for h, words in own if h.taker and not re.search(_REPLACED + re.escape(fold(h.taker)), words)]


def _is_next(row: Row, last: Mention, mention: Mention) -> bool:
    """`bổ nhiệm A giữ chức X; B giữ chức Y và C …`, `trao quyết định cho A, B và C`: is someone the next of a list?"""
    if mention.first > 0 and row[mention.first - 1].text == ";":
        return True
    between = row[last.last : mention.first]
    if between and is_word(between[-1], AND) and between[0].norm in _HOLDS:
        return not any(c.kind is Kind.NAME for c in between)
    return bool(between) and all(c.norm in _LIST or c.kind is Kind.HONORIFIC for c in between)


def signing_over(reading: Reading, number: int, here: Sequence[Mention]) -> list[Deed]:
    """Who signs the papers of a handover: the giver is named first, the taker second."""
    if _PAPER_SYLLABLES.isdisjoint(reading.syllables(number)):
        return []
    row, chunks = reading.words(number), reading.rows[number]
    if _SIGNED.search(row) and _PASSING.search(row):
        pair = _signers(chunks, here)
    elif _PAPERS.search(row):
        verb = next((k for k, c in enumerate(chunks) if c.norm in _HANDS), 0)
        pair = [
            *[m for m in here if m.last <= verb][-1:],
            *[m for m in here if m.first > verb and _is_given(chunks, m)][:1],
        ]
        pair = pair if len(pair) > 1 else []
    else:
        return []
    parts = (Part.HAND_OVER, Part.TAKE_OVER)
    return [Deed(m, part, reading.span(m.a, m.b)) for m, part in zip(pair, parts, strict=False)]


def _signers(row: Row, here: Sequence[Mention]) -> list[Mention]:
    """The one or two who sign: behind `giữa`, else those before the verb."""
    verb = next((k for k, c in enumerate(row) if c.norm == _SIGNS), len(row))
    between = next((k for k in range(verb, len(row)) if row[k].norm == _BETWEEN), None)
    pair = [m for m in here if m.last <= verb][-2:] if between is None else [m for m in here if m.first > between][:2]
    return pair if len(pair) < 2 or _are_joined(row, pair[0], pair[1]) else pair[-1:]


def _is_given(row: Row, mention: Mention) -> bool:
    """Does `cho` stand right before someone?"""
    return mention.first > 0 and row[mention.first - 1].norm == TO


def handing_awards(reading: Reading, number: int, here: Sequence[Mention]) -> list[Deed]:
    """Who hands awards out in person: `A và B trao Bằng khen cho …`, `Thừa ủy quyền của …, A đã gắn Huân chương lên …`.

    Nobody by whom an award is conferred (`được A tặng`, `do A trao tặng`, `A ký quyết định trao`).
    """
    if not reading.has(number, Kind.AWARD) or _GIVING.isdisjoint(reading.syllables(number)):
        return []
    row = reading.rows[number]
    found: list[Deed] = []
    for k in [k for k, chunk in enumerate(row) if chunk.norm in _GIVING]:
        before = [m for m in here if m.last <= k]
        awards = any(c.kind is Kind.AWARD for c in row[k + 1 : k + 1 + _AWARD_REACH])
        if awards and before and _hands_out(row, before[-1], k):
            givers = [before[-1]]
            while len(givers) < len(before) and _are_joined(row, before[-len(givers) - 1], givers[-1]):
                givers.append(before[-len(givers) - 1])
            found.extend(Deed(m, Part.HAND_OVER, reading.span(m.a, row[k].b), weak=True) for m in givers)
    return found


def _hands_out(row: Row, mention: Mention, verb: int) -> bool:
    """Is it a mention that gives in person what the verb at a chunk says is given?"""
    gap = row[mention.last : verb]
    if gap and gap[-1].norm in _CEREMONIES:
        return False
    if len(gap) > _REACH or any(c.kind is Kind.NAME or c.text in ".;" or c.norm in _CONFERRING for c in gap):
        return False
    return (mention.titled or bool(mention.items)) and (mention.first == 0 or row[mention.first - 1].norm not in _BY)


def _are_joined(row: Row, left: Mention, right: Mention) -> bool:
    """Does `và` and nothing but titles and marks stand between two people?"""
    between = row[left.last : right.first]
    return any(c.norm == AND for c in between) and not any(c.kind is Kind.NAME for c in between)
