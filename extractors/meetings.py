"""The meeting that an article reports: its kinds, bloc, day, place and period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import BlockKind

from .blocs import Blocs
from .chunks import Chunk, Kind
from .dates import meeting_date, meeting_period
from .language import fold
from .names import run_end
from .reading import Reading, is_word
from .records import Meeting, MeetingKind, Span, record_id

RULE = "meetings.lead"
# What is held, in folded words; without one of these a date and a verb make no meeting.
_HELD = re.compile(
    r"\b(?:hội nghị|lễ|buổi|họp|giao ban|đại hội|phiên|gặp mặt|tổng kết|sơ kết|phát động|ký kết|ký giao ước|bàn giao|"
    r"công bố|trao quyết định|bổ nhiệm|điều động|triển khai)\b"
)
_HOUSES = re.compile(
    r"(?:trụ sở|hội trường|nhà văn hóa|khách sạn|tòa nhà|trung tâm hội nghị|nhà khách|nhà truyền thống|sân vận động|"
    r"quảng trường|phòng họp|cung văn hóa|nhà hát|khu du lịch|khu di tích)\b",
    re.IGNORECASE,
)
_NO_PLACES = frozenset({"hội nghị", "buổi lễ", "lễ", "đại hội", "chương trình", "cuộc họp", "buổi", "đây", "địa phương"})
_PLACE_END = re.compile(r"[,.;:]|\s(?:đã|tổ chức|diễn ra|do|với|và|nhân|để|,|bộ tư lệnh .*? chủ trì)\s|\s(?=Khối thi đua|Cụm thi đua)")
_NOT_HELD = ("nghị quyết", "chào mừng", "tiến tới", "hướng tới", "thành công", "văn kiện", "kỷ niệm")
_LEAD_SENTENCES = 4
_LONGEST_PLACE = 90


def find_meetings(reading: Reading, blocs: Blocs) -> tuple[Meeting, ...]:
    """The meeting that the article reports, or nothing."""
    main = blocs.main
    lead = _lead(reading)
    dated = meeting_date(reading.article)
    kinds, kind_spans = _kinds(reading, lead, dated[1] if dated else None)
    held = any(_HELD.search(fold(_text(reading, row))) for row in lead)
    if not held or not (main or (kinds and dated)):
        return ()
    if not main and not set(kinds) & {MeetingKind.APPOINTMENT, MeetingKind.HANDOVER, MeetingKind.AWARD}:
        return ()
    period = meeting_period(reading.article) if main else None
    place = _place(reading, lead)
    spans: list[Span] = [*kind_spans[:2]]
    spans.extend(found[1] for found in (dated, period, place) if found)
    if main:
        spans.append(main.spans[0])
    if not spans:
        return ()
    values = (main.key if main else None, dated[0] if dated else None, period[0] if period else None)
    return (
        Meeting(
            id=record_id(reading.article.id, Meeting, *values),
            evidence=tuple(dict.fromkeys(spans)),
            confidence=0.9 if dated and kinds else 0.7,
            rule=RULE,
            kinds=tuple(kinds),
            bloc=main.name if main else None,
            date=dated[0] if dated else None,
            place=place[0] if place else None,
            period=period[0] if period else None,
        ),
    )


def _text(reading: Reading, row: Sequence[Chunk]) -> str:
    return reading.article.text[row[0].a : row[-1].b]


def _lead(reading: Reading) -> list[list[Chunk]]:
    """The headline and the first sentences of the text."""
    title = list(reading.rows(BlockKind.TITLE))
    rest: list[list[Chunk]] = []
    blocks: set[int] = set()
    for row in reading.rows(BlockKind.LEAD, BlockKind.BODY):
        blocks.add(reading.block(row[0]).start)
        if len(rest) >= _LEAD_SENTENCES or len(blocks) > 3:
            break
        rest.append(row)
    return title + rest


def _kinds(reading: Reading, lead: list[list[Chunk]], dated: Span | None) -> tuple[list[MeetingKind], list[Span]]:
    """The kinds that the headline and the sentence of the meeting name, in order.

    The sentence of the meeting is the one with its day, else the first that holds a word for a meeting.
    """
    triggers = reading.tokens.all("meeting_kinds")
    title = [row for row in lead if reading.block(row[0]).kind is BlockKind.TITLE]
    held = [row for row in lead if row not in title and _HELD.search(fold(_text(reading, row)))]
    day = [row for row in held if dated and row[0].a <= dated.start < row[-1].b]
    kinds: list[MeetingKind] = []
    spans: list[Span] = []
    for row in (*title, *(day or held)[:1]):
        for trigger in triggers:
            if not row[0].start <= trigger.start < row[-1].end:
                continue
            kind = MeetingKind(trigger.entry.fields["kind"])
            if kind not in kinds and not _only_named(reading, row, trigger.start, kind):
                kinds.append(kind)
                spans.append(reading.span(reading.tokens.start[trigger.start], reading.tokens.end[trigger.end - 1]))
    return kinds, spans


def _only_named(reading: Reading, row: Sequence[Chunk], start: int, kind: MeetingKind) -> bool:
    """A congress whose resolution is carried out, or that is looked forward to, is not held here."""
    before = " ".join(c.norm for c in row if start - 6 <= c.start < start)
    return kind is MeetingKind.CONGRESS and any(cue in before for cue in _NOT_HELD)


def _town(reading: Reading, row: Sequence[Chunk], k: int) -> tuple[str, Span] | None:
    """`tại Đà Lạt,`: a town without its kind, two or three capitals before a mark."""
    tokens = reading.tokens
    end = run_end(tokens, row[k].start)
    if not 2 <= end - row[k].start <= 3 or end >= len(tokens) or tokens.text[end] not in ",(":
        return None
    span = reading.span(row[k].a, tokens.end[end - 1])
    return reading.article.text[span.start : span.end], span


def _place(reading: Reading, lead: list[list[Chunk]]) -> tuple[str, Span] | None:
    """What follows `tại` (or `ở`) in the sentence of the meeting."""
    for row in lead:
        for k, chunk in enumerate(row[:-1]):
            if not is_word(chunk, "tại", "ở"):
                continue
            after = row[k + 1]
            if any(after.norm.startswith(word) for word in _NO_PLACES if len(word) > 4) or after.norm in ("hội", "lễ", "buổi", "đây"):
                continue
            if after.kind is Kind.UNIT and after.unit:
                name = reading.complete(after.unit, after.a)
                return name, reading.span(after.a, reading.tokens.end[after.unit.end - 1])
            if after.kind is Kind.PLACE:
                return after.text, reading.span(after.a, after.b)
            town = _town(reading, row, k + 1)
            if town:
                return town
            text = reading.article.text[after.a : min(row[-1].b, after.a + _LONGEST_PLACE)]
            house = _HOUSES.match(text)
            if house:
                unit = next((c for c in row[k + 1 :] if c.a >= after.a + house.end() - 1), None)
                if unit and unit.kind is Kind.UNIT and unit.unit and unit.a - after.a <= house.end() + 1:
                    stop = reading.tokens.end[unit.unit.end - 1]
                    return reading.article.text[after.a : stop], reading.span(after.a, stop)
                end = _PLACE_END.search(text, house.end())
                name = text[: end.start()] if end else text
                name = re.sub(r"\s*\([^)]*\)?\s*$", "", name).strip(" .,")
                if len(name) > house.end() - 1:
                    return name, reading.span(after.a, after.a + len(name))
    return None
