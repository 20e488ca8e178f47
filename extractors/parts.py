"""Who did what at a meeting: the part that a sentence gives to the people whom it names.

    X chủ trì hội nghị · A, B và C chủ trì · Chủ trì hội nghị có: A; B · do X chủ trì     (behind, before, around)
    Phát biểu tại hội nghị, X nhấn mạnh · X dự và phát biểu chỉ đạo · Về phía đơn vị có: A, B

Of several parts that someone has, the first in the order of `Part` counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .chunks import Chunk, Kind
from .gazetteer import Match
from .language import fold
from .people import Mention
from .reading import Reading
from .records import AwardStatus, Basis, Extraction, Part, RecipientKind, Span

# What may stand between a person and what they do.
_LIGHT = frozenset(
    "đã cũng cùng tới đến về đang sẽ vừa còn đồng thay mặt lần lượt trực tiếp cùng và thì là tham đồng chí các đều "
    "tại hội nghị lễ buổi trình bày phải trái".split()
)
_BRINGING = frozenset({"có", "gồm", ":", "là", "của"})
_BETWEEN = frozenset({",", ";", "và", "cùng", "với", "-", "–", ":", "các", "đồng", "chí", "(", ")", ".", "là"})
_ORDER = list(Part)
_REACH = 9  # chunks between a leading verb and the first person of its list


@dataclass(frozen=True, slots=True)
class Deed:
    """A mention's part, with the sentence's words that say so."""

    mention: Mention
    part: Part
    span: Span


def find_parts(reading: Reading, mentions: Sequence[Mention]) -> list[Deed]:
    """Every part that a sentence gives to a mention."""
    by_row: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_row.setdefault(mention.row, []).append(mention)
    triggers = reading.tokens.all("parts")
    deeds: list[Deed] = []
    attending: int | None = None  # the last row that names who attended
    for number, row in enumerate(reading.sentences):
        if not row:
            continue
        here = by_row.get(number, [])
        found = [t for t in triggers if row[0].start <= t.start < row[-1].end and not _inside(row, t)]
        if here:
            given = _of_row(reading, row, here, found)
            if not given and attending is not None and number - attending <= 3 and _lists(row, here[0]):
                given = [Deed(m, Part.ATTEND, reading.span(row[0].a, m.b)) for m in here]
            deeds.extend(given)
        if any(t.entry.fields["part"] in (Part.ATTEND, Part.DIRECT) for t in found):
            attending = number
    return deeds


def deeds_of(reading: Reading, found: Extraction) -> list[Deed]:
    """The parts that awards and handovers give: to receive, to hand over, to take over."""
    by_name = {m.person: m for m in reversed(reading.mentions) if m.person}
    deeds: list[Deed] = []

    def add(name: str | None, part: Part, span: Span) -> None:
        mention = by_name.get(fold(name)) if name else None
        if mention:
            deeds.append(Deed(mention, part, span))

    for award in found.awards:
        if award.status is AwardStatus.AWARDED and award.recipient_kind is RecipientKind.PERSON:
            add(award.recipient, Part.RECEIVE, award.evidence[0])
    for role in found.bloc_roles:
        if role.basis is Basis.HANDOVER:
            add(role.person, Part.TAKE_OVER, role.evidence[0])
    for handover in found.handovers:
        if handover.rule.endswith("passed"):
            add(handover.giver, Part.HAND_OVER, handover.evidence[0])
            add(handover.taker, Part.TAKE_OVER, handover.evidence[0])
    return deeds


def best(parts: Sequence[Part]) -> Part | None:
    """The first of several parts in the order of the record format."""
    return min(parts, key=_ORDER.index, default=None)


def _inside(row: Sequence[Chunk], trigger: Match) -> bool:
    """Is a trigger's word only a piece of a name, a post or an award?"""
    return any(
        c.kind not in (Kind.WORD, Kind.DECOY, Kind.MARK, Kind.AWARD, Kind.ROLE, Kind.HONORIFIC)
        and c.start <= trigger.start < c.end
        and c.end - c.start > 1
        for c in row
    )


def _lists(row: Sequence[Chunk], first: Mention) -> bool:
    """`Về phía X có: A, B` without a verb: a list that goes on."""
    before = row[: first.first]
    return bool(before) and before[-1].norm in ("có", ":", "gồm", "là") and len(before) <= 14


def _of_row(reading: Reading, row: Sequence[Chunk], here: list[Mention], triggers: list[Match]) -> list[Deed]:
    deeds: list[Deed] = []
    for trigger in triggers:
        part = Part(trigger.entry.fields["part"])
        position = trigger.entry.fields["position"]
        a, b = reading.tokens.start[trigger.start], reading.tokens.end[trigger.end - 1]
        chosen: list[Mention] = []
        if position in ("after", "both"):
            chosen = _before(row, here, trigger)
            if not chosen and trigger.start - row[0].start <= 6:
                lead = _leading(row, here, trigger)
                chosen = [lead] if lead else []
        if not chosen and position in ("before", "both", "around"):
            chosen = _behind(row, here, trigger, triggers)
        if position == "around":  # do X chủ trì
            chosen = chosen[:1] if chosen and _closes(reading, row, chosen[0], triggers) else []
        for mention in chosen:
            deeds.append(Deed(mention, part, reading.span(min(a, mention.a), max(b, mention.b))))
    return deeds


def _closes(reading: Reading, row: Sequence[Chunk], mention: Mention, triggers: list[Match]) -> bool:
    return any(
        t.entry.fields["part"] == Part.CHAIR and 0 <= reading.tokens.start[t.start] - mention.b <= 3 for t in triggers
    )


def _before(row: Sequence[Chunk], here: list[Mention], trigger: Match) -> list[Mention]:
    """The people right before the verb, with those that are coordinated with them."""
    before = [m for m in here if row[m.last - 1].end <= trigger.start]
    if not before:
        return []
    last = before[-1]
    gap = [c for c in row[last.last :] if c.end <= trigger.start]
    if not _light(gap):
        return []
    chain = [last]
    for left, right in zip(reversed(before[:-1]), reversed(before), strict=False):
        if not _coordinated(row, left, right):
            break
        chain.append(left)
    return chain


def _light(gap: Sequence[Chunk]) -> bool:
    """Only small words, marks and bodies that continue the person's post; at most a short insertion."""
    words = [c for c in gap if c.kind in (Kind.WORD, Kind.NUMBER, Kind.PLACE)]
    if any(c.kind in (Kind.NAME, Kind.ROLE, Kind.BLOC) for c in gap):
        gap = [c for c in gap if c.kind not in (Kind.ROLE, Kind.BLOC)]
        if any(c.kind is Kind.NAME for c in gap):
            return False
    heavy = [c for c in words if c.norm not in _LIGHT]
    if any(c.text in ".;" for c in gap):
        return False
    if gap and gap[0].text in ",(" and len(words) <= 18 and any(c.kind in (Kind.UNIT, Kind.UNITS) for c in gap):
        return True  # `…, Cơ quan Thường trực Hội đồng X dự`
    return len(heavy) <= (0 if not gap else 2 if gap[0].text in ",-–(" and gap[-1].text in ",-–)" else 0)


def _coordinated(row: Sequence[Chunk], left: Mention, right: Mention) -> bool:
    gap = row[left.last : right.first]
    return all(c.norm in _BETWEEN or c.kind in (Kind.HONORIFIC, Kind.UNIT, Kind.ROLE, Kind.BLOC) for c in gap)


def _leading(row: Sequence[Chunk], here: list[Mention], trigger: Match) -> Mention | None:
    """`Phát biểu tại hội nghị, X …`: the person after the comma that closes the opening phrase."""
    first = next((m for m in here if row[m.first].start >= trigger.end), None)
    if first is None or first.first == 0:
        return None
    gap = [c for c in row[: first.first] if c.start >= trigger.end]
    opening = row[first.first - 1]
    if opening.text != "," or any(c.kind in (Kind.NAME,) for c in gap) or len(gap) > 14:
        return None
    return None if any(c.norm in ("có", "gồm", "là", ":") for c in gap) else first


def _behind(row: Sequence[Chunk], here: list[Mention], trigger: Match, triggers: list[Match]) -> list[Mention]:
    """The people whom a verb in front brings: `Dự hội nghị có A, …; B, …`."""
    behind = [m for m in here if row[m.first].start >= trigger.end]
    if not behind:
        return []
    gap = [c for c in row[: behind[0].first] if c.start >= trigger.end]
    last_word = row_text(row, trigger)
    brought = any(c.norm in _BRINGING for c in gap) or last_word.endswith((" có", " của", " gồm", " là")) or not gap
    if len(gap) > _REACH + 8 or not brought:
        return []
    if any(c.kind is Kind.NAME for c in gap):
        return []
    chosen = [behind[0]]
    for left, right in zip(behind, behind[1:], strict=False):
        between = [c for c in row[left.last : right.first]]
        if any(t.start >= row[left.last - 1].end and t.end <= row[right.first].start for t in triggers) and not any(
            c.text in ";," for c in between[:1]
        ):
            break
        if any(c.kind is Kind.WORD and c.norm not in _BETWEEN and c.norm not in _LIGHT for c in between[:2]) and not any(
            c.text in ";," for c in between
        ):
            break
        chosen.append(right)
    return chosen


def row_text(row: Sequence[Chunk], trigger: Match) -> str:
    """The folded words of a trigger."""
    return " ".join(c.norm for c in row if trigger.start <= c.start < trigger.end)
