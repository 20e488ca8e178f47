"""The meeting that an article reports: its kinds, bloc, day, place and period."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.article import BlockKind

from .blocs import Blocs, Named
from .chunks import Kind, Row, is_word
from .days import find_dates
from .language import fold
from .meeting_kinds import is_held, is_pointed_to, is_reported, kinds_of
from .names import run_end
from .reading import Reading
from .records import Meeting, MeetingKind, Span, record_id
from .words import AT, IN

RULE = "meetings.lead"
# Houses and grounds in which meetings are held, as the text spells them.
_VENUE = re.compile(
    r"(?:trụ sở|hội trường|nhà văn hóa|khách sạn|tòa nhà|trung tâm hội nghị|nhà khách|nhà truyền thống|sân vận động|"
    r"quảng trường|phòng họp|cung văn hóa|nhà hát|khu du lịch|khu di tích)\b",
    re.IGNORECASE,
)
_VENUE_END = re.compile(
    r"[,.;:]|\s(?:đã|tổ chức|diễn ra|do|với|và|nhân|để|,|bộ tư lệnh .*? chủ trì)\s|\s(?=Khối thi đua|Cụm thi đua)"
)
_TRAILING_BRACKET = re.compile(r"\s*\([^)]*\)?\s*$")
# What `tại` leads to that is no place: the meeting itself, in full and by its first syllable, and pointers.
_NO_PLACES = ("hội nghị", "buổi lễ", "đại hội", "chương trình", "cuộc họp", "địa phương")
_NO_PLACE_SYLLABLES = frozenset({"hội", "lễ", "buổi", "đây"})
# The kinds of meeting that look back on a period without a bloc as well.
_OF_A_PERIOD = frozenset({MeetingKind.SUMMARY, MeetingKind.REVIEW, MeetingKind.AWARD, MeetingKind.SESSION})
_LEAD_SENTENCES, _LEAD_BLOCKS = 4, 3
_LONGEST_PLACE = 90  # code points

Place = tuple[str, Span]


def find_meetings(reading: Reading, blocs: Blocs) -> tuple[Meeting, ...]:
    """The meeting that the article reports, or nothing."""
    dated = reading.day
    lead = _lead(reading)
    main = blocs.main if blocs.main and _is_told_of(reading, blocs.main, lead) else None
    if not (any(is_held(reading, number) for number in lead) or is_pointed_to(reading)):
        return ()
    kinds = kinds_of(reading, lead, bloc=main is not None)
    if not main and not is_reported(reading, lead, kinds):
        return ()
    period = reading.period if main or _OF_A_PERIOD.intersection(kinds) else None
    place = next((found for number in _told(reading, lead) if (found := _place(reading, reading.rows[number]))), None)
    spans = [*list(kinds.values())[:2], *(found[1] for found in (dated, period, place) if found)]
    if main:
        spans.append(main.spans[0])
    values = (main.key if main else None, dated[0] if dated else None, period[0] if period else None)
    return (
        Meeting(
            id=record_id(reading.article.id, Meeting, *values),
            evidence=tuple(dict.fromkeys(spans)),
            confidence=0.9 if dated and kinds else 0.7,
            rule=RULE,
            kinds=tuple(kinds),
            bloc=main.name if main else None,
            date=values[1],
            place=place[0] if place else None,
            period=values[2],
        ),
    )


def _lead(reading: Reading) -> list[int]:
    """The rows of the headline and of the first sentences of the text."""
    title: list[int] = []
    rest: list[int] = []
    blocks: set[int] = set()
    for number, row in enumerate(reading.rows):
        block = reading.block(row[0])
        if block.kind is BlockKind.TITLE:
            title.append(number)
        elif block.kind is not BlockKind.CAPTION and len(rest) < _LEAD_SENTENCES:
            blocks.add(block.start)
            if len(blocks) <= _LEAD_BLOCKS:
                rest.append(number)
    return title + rest


def _is_told_of(reading: Reading, bloc: Named, lead: Sequence[int]) -> bool:
    """Does the article speak of a bloc in its lead, or more than once? One named in passing holds no meeting here."""
    return bloc.mentions > 1 or any(_holds(reading.rows[n], span.start) for n in lead for span in bloc.spans)


def _told(reading: Reading, lead: Sequence[int]) -> Sequence[int]:
    """The rows that may tell where the meeting was: the one with its day, then those of the lead without a day."""
    day = [number for number in lead if reading.day and _holds(reading.rows[number], reading.day[1].start)]
    if not day:
        return lead
    others = (
        n for n in lead if n not in day and is_held(reading, n) and not find_dates(reading.text(reading.rows[n]))
    )
    return [*day, *others]


def _holds(row: Row, offset: int) -> bool:
    return row[0].a <= offset < row[-1].b


# --- the place -------------------------------------------------------------------------------------------------


def _place(reading: Reading, row: Row) -> Place | None:
    """What follows `tại` (or `ở`) in a sentence, with where it stands."""
    for k in range(1, len(row)):
        if not is_word(row[k - 1], AT, IN):
            continue
        if row[k].norm.startswith(_NO_PLACES) or row[k].norm in _NO_PLACE_SYLLABLES:
            continue
        found = _unit_or_place(reading, row, k) or _town(reading, row, k) or _venue(reading, row, k)
        if found:
            return found
    return None


def _unit_or_place(reading: Reading, row: Row, k: int) -> Place | None:
    chunk = row[k]
    if chunk.kind is Kind.UNIT and chunk.unit:
        return reading.unit_name(chunk.unit, chunk.a), reading.unit_span(chunk.unit, chunk.a)
    return (chunk.text, reading.span(chunk.a, chunk.b)) if chunk.kind is Kind.PLACE else None


def _town(reading: Reading, row: Row, k: int) -> Place | None:
    """`tại Đà Lạt,`: a town without its kind, two or three capitals before a mark."""
    tokens = reading.tokens
    start = row[k].start
    end = run_end(tokens, start)
    if not 2 <= end - start <= 3 or end >= len(tokens) or tokens.text[end] not in ",(":
        return None
    return tokens.quote(start, end), reading.span(row[k].a, tokens.end[end - 1])


def _venue(reading: Reading, row: Row, k: int) -> Place | None:
    """A house or a ground: with the unit whose it is, else up to the next mark or verb."""
    start = row[k].a
    text = reading.article.text[start : min(row[-1].b, start + _LONGEST_PLACE)]
    folded = fold(text)
    house = _VENUE.match(folded if len(folded) == len(text) else text)
    if house is None:
        return None
    behind = next((c for c in row[k:] if c.a >= start + house.end() - 1), None)
    if behind and behind.unit and behind.kind is Kind.UNIT and behind.a <= start + house.end() + 1:
        span = reading.unit_span(behind.unit, start)
        return reading.article.text[span.start : span.end], span
    end = _VENUE_END.search(text, house.end())
    name = _TRAILING_BRACKET.sub("", text[: end.start()] if end else text).strip(" .,")
    return (name, reading.span(start, start + len(name))) if len(name) >= house.end() else None
