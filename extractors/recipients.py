"""Who gets an award: units, people, and groups that are only counted.

tặng … cho A, B · gồm: A và B · A, B được tặng · suy tôn A là đơn vị dẫn đầu · cho 4 tập thể, 7 cá nhân
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .award_clauses import AwardSentence, Clause
from .chunks import Chunk, Kind, is_word, words
from .cue_words import group_words
from .language import fold
from .records import RecipientKind, Span
from .words import ALL, AND, AT, COMPRISES, COMRADE, GIVES, IN, IS, OF, PASSIVE, REACHES, TAKES, TO, TOGETHER, UNDER

# What leads from an award to those who get it, anywhere and right behind it.
_LEADING = frozenset({TO, GIVES, COMPRISES, ":", "đối"})
_COPULA_REACH = 6  # chunks
# Verbs of choosing those who are proposed.
_CHOOSING = frozenset({"suy tôn", "bình chọn", "bình xét", "bầu chọn", "lựa chọn", "giới thiệu"})
_RECEIVING = (PASSIVE, TAKES, REACHES)
# What joins those of a list, and where from a counted group is: `4 tập thể | thuộc Phòng X`, by last syllables too.
_LIST_MARKS = frozenset({",", ";", "&", "-", "–"})
_JOINING = (AND, TOGETHER, ALL, TO, *COMRADE)
_WHEREFROM = (UNDER, OF, AT, IN, "thể", "nhân", "trực")
_NUMBERS = {"một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10}
# Numbers and plurals that count groups in running text.
_COUNTING = (ALL, "những", "nhiều", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám")
_NAMED = frozenset({Kind.UNIT, Kind.UNITS, Kind.NAME})
_CHOSEN = frozenset({*_NAMED, Kind.HONORIFIC, Kind.RANK})  # what may begin those whom a verb of choosing names
_MOST_IDLE = 6  # words before the first of a list
_NAMING_REACH = 8  # chunks behind a group in which `gồm` says that its members are named


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who gets an award: a name, or a group with its size if that is said; and the passage."""

    kind: RecipientKind
    name: str | None
    count: int | None
    span: Span


def recipients_of(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """Those who get a clause's award: behind it, behind a verb of choosing, or before a verb of receiving."""
    return _behind(here, clause) or _chosen(here, clause) or _subjects(here, clause)


def _behind(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    for k in range(clause.after, clause.end):
        chunk = here.row[k]
        leads = chunk.norm in _LEADING or (chunk.kind is Kind.DECOY and chunk.norm.startswith(GIVES))
        if leads or (is_word(chunk, IS) and k - clause.after <= _COPULA_REACH):
            found = _list(here, k + 1, clause.end)
            if found:
                return found
    return []


def _chosen(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """`suy tôn A là đơn vị dẫn đầu, đề nghị X tặng …`: those whom the first verb of choosing names."""
    row = here.row
    for k in range(clause.start, clause.at - 2):
        if f"{row[k].norm} {row[k + 1].norm}" in _CHOOSING and row[k + 2].kind in _CHOSEN:
            return _individuals(_list(here, k + 2, clause.at))
    return []


def _subjects(here: AwardSentence, clause: Clause) -> Sequence[Recipient]:
    """Those who stand before a verb of receiving: `A, B được tặng …`, `N cá nhân đạt …`."""
    row = here.row
    verb = here.passive_verb(row[clause.start].start, row[clause.at].start)
    if verb:
        at = next(k for k, c in enumerate(row) if c.end > verb.start)
    else:
        at = next((k for k in range(clause.start, clause.at) if is_word(row[k], *_RECEIVING)), -1)
    if at < 0:
        return []
    before = _list(here, clause.start, at, before=True)
    if before or not any(is_word(c, IS, ":") for c in row[clause.after : clause.end]):
        return before
    return _list(here, at + 1, clause.at)


def _individuals(found: Sequence[Recipient]) -> Sequence[Recipient]:
    """Those with a name."""
    return [r for r in found if r.kind is not RecipientKind.GROUP]


def _list(here: AwardSentence, start: int, end: int, *, before: bool = False) -> Sequence[Recipient]:
    """Units, people and counted groups among chunks start to end (exclusive).

    before: they stand before their verb, so that anything may stand between; groups count only by themselves.
    """
    found: list[Recipient] = []
    k, idle = start, 0
    while k < end:
        chunk = here.row[k]
        item = _item(here, k, found)
        if item:
            recipients, k = item
            found.extend(recipients)
            idle = 0
            continue
        if found and not before and _ends_list(chunk):
            break
        if not found and chunk.kind is Kind.WORD:
            idle += 1
            if idle > _MOST_IDLE and not before:
                break
        k += 1
    return _nearest(here, found) if before else found


def _nearest(here: AwardSentence, found: Sequence[Recipient]) -> Sequence[Recipient]:
    """Of those before a verb its subjects: a counted group that stands last alone, else those with names."""
    named = _individuals(found)
    if not named or found[-1].kind is not RecipientKind.GROUP:
        return named or found
    between = fold(here.reading.article.text[named[-1].span.end : found[-1].span.start])
    return named if set(between.replace(",", " ").split()) <= {AND, TOGETHER} else [found[-1]]


def _ends_list(chunk: Chunk) -> bool:
    joins = chunk.text in _LIST_MARKS or is_word(chunk, *_JOINING)
    return not joins and chunk.kind not in (Kind.HONORIFIC, Kind.RANK)


def _item(here: AwardSentence, k: int, found: Sequence[Recipient]) -> tuple[Sequence[Recipient], int] | None:
    """Those whom chunk k names, perhaps nobody, and the chunk after them; None where it names no recipients."""
    chunk, reading = here.row[k], here.reading
    mention = here.sentence.mention_at(k)
    if mention and mention.person:
        span = reading.span(mention.a, mention.b)
        return [Recipient(RecipientKind.PERSON, reading.name_of(mention), None, span)], mention.last
    group = _group(here, k)
    if group:
        return [group[0]], group[1]
    if chunk.kind is Kind.UNITS and chunk.units:
        span = reading.span(chunk.a, chunk.b)
        names = (reading.names.expand(unit.name) for unit in chunk.units.units)
        return [Recipient(RecipientKind.UNIT, name, None, span) for name in names], k + 1
    if chunk.kind is not Kind.UNIT or chunk.unit is None:
        return None
    if found and found[-1].kind is RecipientKind.GROUP and k and is_word(here.row[k - 1], *_WHEREFROM):
        return [], k + 1  # `4 tập thể thuộc Phòng X`: the unit only says where the group is from
    name, span = reading.unit_name(chunk.unit, chunk.a), reading.unit_span(chunk.unit, chunk.a)
    # `Đội X, Công an huyện Y`: the units stated above it get nothing.
    after = next((j for j in range(k + 1, len(here.row)) if here.row[j].start >= chunk.unit.last), len(here.row))
    return [Recipient(RecipientKind.UNIT, name, None, span)], after


# --- counted groups --------------------------------------------------------------------------------------------


def _group(here: AwardSentence, k: int) -> tuple[Recipient, int] | None:
    """`4 tập thể`, `03 đơn vị`, `các tập thể và cá nhân` at chunk k, and the chunk after it."""
    row, chunk = here.row, here.row[k]
    if chunk.kind is Kind.HONORIFIC:
        return _counted_people(here, k)
    if chunk.kind is not Kind.NUMBER and not is_word(chunk, *_COUNTING):
        return None
    last = _group_end(here, k + 1)
    if last is None or _members_are_named(here, k, last):
        return None
    count = int(chunk.text) if chunk.kind is Kind.NUMBER else _NUMBERS.get(chunk.norm)
    span = here.reading.span(chunk.a, row[last - 1].b)
    return Recipient(RecipientKind.GROUP, None, count, span), last


def _counted_people(here: AwardSentence, k: int) -> tuple[Recipient, int] | None:
    """`hai đồng chí`, `4 đồng chí` in one chunk, where no names follow."""
    chunk = here.row[k]
    first = chunk.norm.split()[0]
    count = int(first) if first.isdecimal() else _NUMBERS.get(first)
    after = here.row[k + 1] if k + 1 < len(here.row) else None
    if count is None or (after and after.kind in (Kind.NAME, Kind.MARK) and after.text != ","):
        return None
    return Recipient(RecipientKind.GROUP, None, count, here.reading.span(chunk.a, chunk.b)), k + 1


def _group_end(here: AwardSentence, first: int) -> int | None:
    """The chunk after the word for a group that starts at chunk `first`; None where none does."""
    ahead = tuple(words(here.row, first, first + 2).split())
    group = next((g for g in group_words() if ahead[: len(g)] == g), None)
    if group is None:
        return None
    return next(k for k, length in _lengths(here, first) if length >= len(group))


def _lengths(here: AwardSentence, first: int) -> Iterator[tuple[int, int]]:
    """(chunk, syllables from chunk `first` up to it) for each chunk behind `first`."""
    length = 0
    for k in range(first, len(here.row)):
        length += len(here.row[k].norm.split())
        yield k + 1, length


def _members_are_named(here: AwardSentence, k: int, last: int) -> bool:
    """`các đơn vị A, B`; `03 đơn vị …, gồm: A, B`: are those of the group at chunks k to last named?"""
    row = here.row
    if last < len(row) and row[k].kind is not Kind.NUMBER and row[last].kind in (Kind.UNIT, Kind.NAME):
        return True
    lists = any(c.text == ":" or is_word(c, COMPRISES, IS) for c in row[last : last + _NAMING_REACH])
    return lists and any(c.kind in _NAMED for c in row[last:])
