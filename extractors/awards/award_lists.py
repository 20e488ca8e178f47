"""Awards and recipients that stand line by line below what announces them.

Bộ X tặng Bằng khen cho các đơn vị:        Đề nghị Chủ tịch nước tặng danh hiệu Y (2 người):
- Công ty A;                               1. Ông B - Giám đốc …
- Công ty C.                               2. Bà D, …

… công bố và trao các hình thức khen thưởng năm N:
– Cờ thi đua của X: Công ty A.
– Danh hiệu Chiến sĩ thi đua cơ sở: ông B; bà C.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..chunks import Kind, Row, is_word
from ..reading import Reading
from ..records import AwardStatus, RecipientKind
from ..sentence import Sentence
from ..text.language import fold
from ..text.words import COMPRISES, IS, PASSIVE
from .award_clauses import AwardSentence
from .recipient_groups import Recipient, counted_at
from .recipient_lists import listed

_BULLETS = frozenset({"-", "–", "—", "+", "•", "*", "·"})
_NUMBER_MARKS = frozenset({".", ")", "/"})
_NUMERALS = frozenset("ivx")
_FARTHEST_NAMING = 5  # rows
_NAMING_REACH = 8  # chunks
_SHORT = 6  # chunks
_LONGEST_ITEM = 40  # chunks
_LONGEST_PLAIN_ITEM = 16  # chunks of a line without a bullet
_FARTHEST_HEADING = 60  # rows
_OF_HEADINGS = frozenset(
    {Kind.AWARD, Kind.WORD, Kind.UNIT, Kind.POST, Kind.MARK, Kind.NUMBER, Kind.PLACE, Kind.ROLE, Kind.BLOC}
)


@dataclass(frozen=True, slots=True)
class Heading:
    """What the line above a list of awards says of all of them, and its row."""

    status: AwardStatus
    year: int | None
    number: int


def listed_below(here: AwardSentence) -> Sequence[Recipient]:
    """Those who stand line by line below a sentence that ends with a colon, or below a line that names an award alone.

    Nobody where it does not.
    """
    if not _opens_list(here.reading, here.row) and not _is_heading(here):
        return []
    found: list[Recipient] = []
    for number in range(here.sentence.number + 1, len(here.reading.rows)):
        row = here.reading.rows[number]
        first = _behind_bullet(row)
        if first == len(row):
            continue  # `1.` alone
        if not _is_item(here.reading, number, first):
            break
        line = listed(AwardSentence(Sentence(here.reading, number)), first, len(row))
        if not line and first == 0:
            break
        found.extend(line if all(r.kind is not RecipientKind.GROUP for r in line) else [])
    return found


def _is_heading(here: AwardSentence) -> bool:
    """`II. Danh hiệu X`, `Bằng khen của Y`: is a line among listed awards nothing but an award, with who gives it?"""
    reading, number, row = here.reading, here.sentence.number, here.row
    if number + 1 >= len(reading.rows) or not reading.tokens.newline[reading.rows[number + 1][0].start]:
        return False
    alone = _names_award_first(row) and all(c.kind in _OF_HEADINGS for c in row) and not here.verbs
    return alone and _opens_line(reading.rows[number + 1])


def _opens_line(row: Row) -> bool:
    """Does a row begin with a bullet or a number, or is it the number of a line alone?"""
    return _behind_bullet(row) > 0


def named_next(here: AwardSentence) -> Sequence[Recipient]:
    """`… cho 2 cá nhân. Theo đó, 2 người được khen thưởng gồm: A và B`: those whom the next sentence names."""
    reading, number = here.reading, here.sentence.number + 1
    if number >= len(reading.rows) or reading.has(number, Kind.AWARD) or not reading.triggers(number, "award_verbs"):
        return []
    row = reading.rows[number]
    at = next((k for k, c in enumerate(row) if is_word(c, COMPRISES) or c.text == ":"), None)
    if at is None or not any(is_word(c, PASSIVE) for c in row[:at]) or any(c.kind is Kind.NAME for c in row[:at]):
        return []
    found = listed(AwardSentence(Sentence(reading, number)), at + 1, len(row))
    return [one for one in found if one.kind is not RecipientKind.GROUP]


def named_later(here: AwardSentence, groups: Sequence[Recipient]) -> Sequence[Recipient]:
    """`… cho 6 tập thể và 3 cá nhân. … sáu tập thể gồm: A, … | Ba cá nhân là B, …`: the groups by their members.

    Those of a group are whom one of the next sentences names behind the same number of the same, as many as it has.
    """
    found: list[Recipient] = []
    for group in groups:
        found.extend(_members(here, group) if group.count and group.count > 1 else [group])
    return found


def _members(here: AwardSentence, group: Recipient) -> Sequence[Recipient]:
    reading, text = here.reading, here.reading.article.text[group.span.start : group.span.end]
    noun = " ".join(fold(text).split()[1:])
    for number in range(here.sentence.number + 1, min(here.sentence.number + _FARTHEST_NAMING, len(reading.rows))):
        if not any(is_word(c, COMPRISES, IS) or c.text == ":" for c in reading.rows[number]):
            continue
        later = AwardSentence(Sentence(reading, number))
        for k in range(len(later.row)):
            counted = counted_at(later, k)
            if counted is None or counted[0] != group.count or not noun.endswith(counted[1]):
                continue
            reach = range(counted[2], min(counted[2] + _NAMING_REACH, len(later.row)))
            naming = next((j for j in reach if is_word(later.row[j], COMPRISES, IS, ":")), None)
            members = listed(later, naming + 1, len(later.row)) if naming is not None else []
            if len(members) == group.count and all(one.kind is not RecipientKind.GROUP for one in members):
                return members
    return [group]


def heading_of(here: AwardSentence) -> Heading | None:
    """What the sentence above a list says of the awards that are listed; None where the sentence is no line of one."""
    reading, number = here.reading, here.sentence.number
    if not _names_award_first(here.row):
        return None
    for above in range(number - 1, max(number - _FARTHEST_HEADING, -1), -1):
        row = reading.rows[above]
        if not _names_award_first(row) and _line_end_colon(reading, row) is not None:
            return _heading(reading, above)
        if _behind_bullet(row) == 0 and not _names_award_first(row) and not _is_numbered(reading.rows[above - 1]):
            return None
    return None


def _heading(reading: Reading, number: int) -> Heading | None:
    """The status of what a sentence announces, from its last verb of giving or proposing, and its year.

    `… khen thưởng năm N. | Theo đó:`: what a short line announces the sentence before it tells.
    """
    verbs = reading.triggers(number, "award_verbs")
    if not verbs and number and len(reading.rows[number]) <= _SHORT:
        number -= 1
        verbs = reading.triggers(number, "award_verbs")
    if not verbs:
        return None
    statuses = {AwardStatus(verb.entry.fields["status"]) for verb in verbs}
    proposed = AwardStatus.PROPOSED in statuses
    status = AwardStatus.PROPOSED if proposed else AwardStatus.AWARDED
    return Heading(status, Sentence(reading, number).only_year, number)


def _line_end_colon(reading: Reading, row: Row) -> int | None:
    """The chunk of a row's last colon at the end of a line or before a bullet; None where it has none."""
    newline = reading.tokens.newline
    ends = (k for k in range(len(row) - 1, -1, -1) if row[k].text == ":")
    last = len(row) - 1
    return next(
        (
            k
            for k in ends
            if k == last
            or newline[row[k + 1].start]
            or row[k + 1].text in _BULLETS
            or (k + 2 == last and _is_numbered(row[k + 1 :]))  # `…: 1. | A; 2. | B`
        ),
        None,
    )


def _opens_list(reading: Reading, row: Row) -> bool:
    """Does a row end with a colon, or with the number of the first line behind one?"""
    colon = _line_end_colon(reading, row)
    return colon is not None and _behind_bullet(row[colon + 1 :]) == len(row) - colon - 1


def _names_award_first(row: Row) -> bool:
    """`– (Danh hiệu) Cờ thi đua …`: does a line of a list begin with an award?"""
    first = _behind_bullet(row)
    return any(c.kind is Kind.AWARD for c in row[first : first + 4]) and (first > 0 or row[0].text[0].isupper())


def _is_numbered(above: Row) -> bool:
    """Does the row above a line end with its number (`1.`)?"""
    return len(above) > 1 and above[-1].text in _NUMBER_MARKS and above[-2].kind is Kind.NUMBER


def _behind_bullet(row: Row) -> int:
    """The chunk behind a bullet or a number that opens a line; 0 where there is none."""
    k = 0
    while k < len(row) and row[k].text in _BULLETS:
        k += 1
    numeral = k < len(row) and (row[k].kind is Kind.NUMBER or _NUMERALS.issuperset(row[k].norm))
    if numeral and k + 1 < len(row) and row[k + 1].text in _NUMBER_MARKS:
        k += 2
    return k


def _is_item(reading: Reading, number: int, first: int) -> bool:
    """May a row be a line of a list: a paragraph of its own, short, and without an award?"""
    row = reading.rows[number]
    if len(row) > (_LONGEST_ITEM if first else _LONGEST_PLAIN_ITEM) or reading.has(number, Kind.AWARD):
        return False
    numbered = _is_numbered(reading.rows[number - 1])
    return first > 0 or numbered or reading.tokens.newline[row[0].start]
