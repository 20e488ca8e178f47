"""The meeting that an article reports: its kinds, bloc, day, place and period."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import BlockKind

from ..blocs.blocs import Blocs, Named
from ..reading import Reading
from ..records import Meeting, MeetingKind, Span, record_id
from ..text.language import fold
from ..text.plain_text import has_any
from ..times.days import find_dates
from ..times.periods import find_periods
from .meeting_kinds import Kinds, holds, is_event, is_held, is_pointed_to, kinds_of, unnamed_kind
from .meeting_places import place_in
from .meeting_reports import is_reported, is_told_later, otherwise_reported

RULE = "meetings.lead"
# The kinds of meeting that look back on a period without a bloc as well.
_OF_A_PERIOD = frozenset(
    {
        *(MeetingKind.SUMMARY, MeetingKind.REVIEW, MeetingKind.AWARD, MeetingKind.SESSION, MeetingKind.CONGRESS),
        MeetingKind.PLAN,
    }
)
_CONGRESS = "đại hội"
_AT = "tại "
_BELONGING = "thuộc "
_TAKES_PLACE = ("diễn ra", "tổ chức", "khai mạc", "bế mạc")
_LEAD_SENTENCES, _LEAD_BLOCKS = 4, 3


def find_meetings(reading: Reading, blocs: Blocs) -> tuple[Meeting, ...]:
    """The meeting that the article reports, or nothing."""
    dated = reading.day
    lead = _lead(reading)
    main = blocs.main if blocs.main and _is_told_of(reading, blocs.main, lead) else None
    held = [number for number in lead if is_held(reading, number)]
    if not (held or is_pointed_to(reading) or is_told_later(reading)):
        return ()
    kinds = kinds_of(reading, lead, held, bloc=main is not None)
    if main:
        kinds = kinds or unnamed_kind(reading, lead)
        if not kinds and (_only_belongs(reading, main) or not any(is_event(reading, number) for number in lead)):
            return ()
    elif not is_reported(reading, lead, kinds):
        kinds = otherwise_reported(reading, lead, kinds)
        if not kinds:
            return ()
    period = _period(reading, lead, kinds, bloc=main is not None)
    place = next(
        (found for number in _told(reading, lead, held) if (found := place_in(reading, reading.rows[number]))), None
    )
    spans = [*list(kinds.values())[:2], *(found[1] for found in (dated, period, place) if found)]
    if main:
        spans.append(main.spans[0])
    values = (main.key if main else None, dated[0] if dated else None, period[0] if period else None)
    return (
        Meeting(
            id=record_id(reading.article.id, Meeting, *values),
            evidence=tuple(dict.fromkeys(spans)),
            rule=RULE,
            kinds=tuple(kinds),
            bloc=main.name if main else None,
            date=values[1],
            place=place[0] if place else None,
            period=values[2],
        ),
    )


def _period(reading: Reading, lead: Sequence[int], kinds: Kinds, *, bloc: bool) -> tuple[str, Span] | None:
    """The meeting's period: any that is told of a bloc's; of others those of their kinds.

    One that only awards are given at looks back on a year that its lead names, a congress opens the term that it is
    called by, any other may be on part of a year (`họp báo thường kỳ quý III`).
    """
    found = reading.period
    if bloc:
        return found
    if _OF_A_PERIOD.intersection(kinds):
        if set(kinds) == {MeetingKind.AWARD} and found and not any(found[0][:4] in reading.words(n) for n in lead):
            return None
        return found or (_term(reading, lead) if MeetingKind.CONGRESS in kinds else None)
    own = found and MeetingKind.OTHER in kinds and any(holds(reading.rows[n], found[1].start) for n in lead)
    return found if found and own and not found[0].isdecimal() else None


def _term(reading: Reading, lead: Sequence[int]) -> tuple[str, Span] | None:
    """The term of office that a row of the lead calls a congress by: `Đại hội Đảng bộ phường …, nhiệm kỳ 2025-2030`."""
    for number in lead:
        words = reading.words(number)
        if _CONGRESS not in words:
            continue
        start = reading.rows[number][0].a
        for period in find_periods(reading.text(reading.rows[number])):
            if period.kind == "term":
                return period.value, reading.span(start + period.start, start + period.end)
    return None


def _lead(reading: Reading) -> list[int]:
    """The rows of the headline and of the first sentences of the text."""
    title: list[int] = []
    rest: list[int] = []
    blocks: set[int] = set()
    last_title = max((b.end for b in reading.article.blocks if b.kind is BlockKind.TITLE), default=0)
    for number, row in enumerate(reading.rows):
        if row[0].a > last_title and (len(rest) == _LEAD_SENTENCES or len(blocks) > _LEAD_BLOCKS):
            break
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
    return bloc.mentions > 1 or any(holds(reading.rows[n], span.start) for n in lead for span in bloc.spans)


def _only_belongs(reading: Reading, bloc: Named) -> bool:
    """Is a bloc only named as what others belong to (`các đơn vị thuộc Cụm thi đua số 6`)?"""
    text = reading.article.text
    return all(fold(text[max(0, s.start - len(_BELONGING)) : s.start]) == _BELONGING for s in bloc.spans)


def _told(reading: Reading, lead: Sequence[int], held: Sequence[int]) -> Sequence[int]:
    """The rows that may tell where the meeting was: the one with its day, then those of the lead without a day.

    Where no day is known only those that name or hold a meeting or tell any day, those with a day first: others tell
    where people live. A ceremony that is told of below the lead is told where its day is.
    """
    day = [number for number in lead if reading.day and holds(reading.rows[number], reading.day[1].start)]
    if reading.day and day:
        day += [n for n in held if n > day[0] and n not in day and _names_same_day(reading, n, reading.day[0])]
    if reading.day and not day and is_told_later(reading):
        day = [n for n, row in enumerate(reading.rows) if holds(row, reading.day[1].start)]
    if not day:
        own = [number for number in lead if is_event(reading, number) or number in held or _may_tell(reading, number)]
        return sorted(own, key=lambda number: not _names_day(reading, number))
    others = (n for n in held if n not in day and (n + 1 in day or not find_dates(reading.text(reading.rows[n]))))
    return [*day, *(n for n in others if reading.words(n).startswith(_AT) or _takes_place(reading, n))]


def _takes_place(reading: Reading, number: int) -> bool:
    """Does a row say of a meeting that it names that it was held?"""
    return has_any(reading.words(number), _TAKES_PLACE) and is_event(reading, number)


def _names_day(reading: Reading, number: int) -> bool:
    return any(found.day for found in find_dates(reading.text(reading.rows[number])))


def _names_same_day(reading: Reading, number: int, day: str) -> bool:
    """Does a row name the meeting's day again: `Ngày 23/10, phát biểu tại …. Chiều 23/10, tại Hà Nội, …`?"""
    found = find_dates(reading.text(reading.rows[number]))
    return any(m.month and m.day and day.endswith(f"-{m.month:02d}-{m.day:02d}") for m in found)


def _may_tell(reading: Reading, number: int) -> bool:
    """Does a row say that something was held, or a day whose year is not known?"""
    return has_any(reading.words(number), _TAKES_PLACE) or _names_day(reading, number)
