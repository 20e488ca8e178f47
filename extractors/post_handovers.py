"""Posts passing on: appointments, elections, handovers of one person's post to another.

    A bàn giao chức X cho B · X được A bàn giao (lại) cho B · B nhận bàn giao chức X từ A · bàn giao chức X giữa A và B

Who takes up a post is read by `appointments`, who had it before by `predecessors`. Candidates (`đề nghị`), earlier
posts (`từng`, `nguyên`) and promotions in rank are none. The headship of blocs is read by `bloc_handovers`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .appointments import RULE as RULE_APPOINTED
from .appointments import appointed
from .changes import Change, unit_of
from .chunks import Row, is_word, words
from .language import fold
from .people import Mention
from .post_groups import PostGroup, PostItem
from .post_years import year_of
from .posts import capitalised, posts_of
from .predecessors import Place, bare_title, completed, instead_of, signed
from .reading import Reading
from .records import Handover, HandoverKind, Post, record_id
from .sentence import Sentence
from .unit_names import alike
from .words import ACTING, AND, DUTY, FROM, HANDS_OVER, PASSIVE, RESPONSIBILITY, STANDING, TAKES, TO

__all__ = ["RULE_APPOINTED", "RULE_PASSED", "find_handovers"]

RULE_PASSED = "handovers.passed"
# Verbs of handing over a post, and the words for what is handed over.
_PASSING = (HANDS_OVER, "chuyển giao")
_OFFICE = ("chức", DUTY, STANDING, "chức trách", HANDS_OVER, RESPONSIBILITY)
_BETWEEN = "giữa"
_VICE = "phó "
_ACTING_SHORT = "q. "
_GUESSED = 0.7  # confidence where the unit is only that of the taker's or giver's own post
# Chunks within which what belongs together stands.
_OFFICE_REACH, _VERB_REACH, _RECEIVER_REACH = 6, 10, 3


def find_handovers(reading: Reading) -> list[Handover]:
    """The posts that pass on in an article, one record for each post and taker."""
    found: list[Handover] = []
    taken: set[Place] = set()
    for number in range(len(reading.rows)):
        sentence = Sentence(reading, number)
        here = [m for m in sentence.mentions if m.person]
        if not here:
            continue
        passed, rest = _passed(sentence, here)
        found.extend(passed)
        changes: list[Change] = []
        for group in rest:
            changes.extend(appointed(sentence, here, group, changes[-1] if changes else None))
        taken.update((number, item.first) for change in changes for item in change.group.items)
        fresh = _with_units_beside([handover for change in changes for handover in _records(sentence, change)])
        instead_of(reading, sentence.row, here, found, fresh)
        found.extend(fresh)
    for change in signed(reading, RULE_PASSED):
        found.extend(_records(Sentence(reading, change.taker.row), change))
    return _merged(completed(reading, _one_way(_merged(found)), taken))


# --- one person's post to another ------------------------------------------------------------------------------


def _passed(sentence: Sentence, here: Sequence[Mention]) -> tuple[list[Handover], list[PostGroup]]:
    """The posts that one person hands over to another, in a chain perhaps; and the groups of which none passes."""
    row, groups = sentence.row, sentence.reading.post_groups[sentence.number]
    verb = next((k for k in range(len(row)) if words(row, k, k + 2).startswith(_PASSING)), None) if groups else None
    if verb is None:
        return [], groups
    found: list[Handover] = []
    rest: list[PostGroup] = []
    chain: Mention | None = None  # who handed over the post before, in the same sentence
    for group in groups:
        change = _passing(sentence, here, group, verb, chain)
        records = _records(sentence, change) if change else []
        if change and records:
            found.extend(records)
            chain = None if _is_taken(row, verb) else change.giver
        else:
            rest.append(group)
    return found, rest


def _is_taken(row: Row, verb: int) -> bool:
    """Is the verb at a chunk one of taking over: `nhận | bàn giao`?"""
    return verb > 0 and is_word(row[verb - 1], TAKES)


def _passing(
    sentence: Sentence, here: Sequence[Mention], group: PostGroup, verb: int, chain: Mention | None
) -> Change | None:
    """`A bàn giao chức X cho B (và Y cho C)`, `X được A bàn giao cho B`, `B nhận bàn giao chức X từ A`.

    verb: the chunk of the verb. chain: who handed over the post before.
    """
    row, reading = sentence.row, sentence.reading
    if any(item.role for item in group.items):
        return None
    office = words(row, group.first - _OFFICE_REACH, group.first)
    if verb < group.first and not any(word in office for word in _OFFICE):
        return None
    pair = _between(row, here, max(verb, group.last))
    if pair and verb < group.first:
        span = reading.span(min(row[verb].a, row[group.first].a), pair[1].b)
        return Change(group, pair[1], pair[0], unit_of(reading, pair[0]), span, RULE_PASSED)
    taking = _is_taken(row, verb)
    after = group.first if chain and not taking else verb
    to = next((k for k in range(after, len(row)) if is_word(row[k], FROM if taking else TO)), None)
    too_far = group.first - verb > _VERB_REACH and not chain
    if to is None or too_far or (verb < group.first and to < group.first):
        return None
    behind = next((m for m in here if 0 < m.first - to <= _RECEIVER_REACH), None)
    ahead = chain or next((m for m in reversed(here) if m.last <= verb and m.name.end <= row[verb].start), None)
    giver, taker = (behind, ahead) if taking else (ahead, behind)
    passive = any(is_word(c, PASSIVE) for c in row[group.last : verb])
    if taker is None or (verb > group.last and not passive):
        return None
    ends = [(row[group.first].a, row[group.last - 1].b), (row[verb].a, row[verb].b), (taker.a, taker.b)]
    ends += [(giver.a, giver.b)] if giver else []
    span = reading.span(min(a for a, _ in ends), max(b for _, b in ends))
    return Change(group, taker, giver, unit_of(reading, giver) if giver else None, span, RULE_PASSED)


def _between(row: Row, here: Sequence[Mention], start: int) -> tuple[Mention, Mention] | None:
    """`bàn giao chức X giữa A và B`: the two, behind chunk `start`."""
    at = next((k for k in range(start, min(start + _VERB_REACH, len(row))) if is_word(row[k], _BETWEEN)), None)
    if at is None:
        return None
    two = [m for m in here if m.first > at][:2]
    joined = len(two) == 2 and any(is_word(c, AND) for c in row[two[0].last : two[1].first])
    return (two[0], two[1]) if joined and two[0].first - at <= _RECEIVER_REACH else None


# --- the records -----------------------------------------------------------------------------------------------


def _records(sentence: Sentence, change: Change) -> list[Handover]:
    """One record for each post of the group that is not over; none of what the sentence says was long ago."""
    items = [item for item in change.group.items if item.role is None and item.bloc is None]
    posts = zip(items, posts_of(sentence.reading, change.group.items), strict=True)
    year = year_of(sentence, change.rule == RULE_APPOINTED)
    if year is None:
        return []
    return [_record(sentence.reading, change, item, post, year or None) for item, post in posts if not post.former]


def _record(reading: Reading, change: Change, item: PostItem, post: Post, year: int | None) -> Handover:
    title, stated = post.title, post.unit
    if change.acting and not fold(title).startswith(change.acting):
        title = f"{change.acting} {title}"
    if item.unit is None and change.to:
        stated = change.to
    sure = bool(change.to) or any(other.unit for other in change.group.items)
    organization = change.unit if stated is None or _stands_short(change) else stated
    taker = reading.name_of(change.taker)
    giver = reading.name_of(change.giver) if change.giver else None
    day = reading.day[0] if reading.day else None
    return Handover(
        id=_id(reading, title, organization, giver, taker),
        evidence=tuple(dict.fromkeys([change.span, reading.span(change.taker.a, change.taker.b)])),
        confidence=_GUESSED if stated is None or not sure else 0.9 if organization and giver else 0.8,
        rule=change.rule,
        kind=HandoverKind.POST,
        post=capitalised(title),
        organization=organization,
        giver=giver,
        taker=taker,
        year=year,
        date=day if day and (year is None or day.startswith(str(year))) else None,
    )


def _with_units_beside(fresh: Sequence[Handover]) -> list[Handover]:
    """`bầu A làm Chủ tịch, B làm Phó Chủ tịch X`: posts of one body in one sentence share its name."""
    shared: list[Handover] = []
    for number, one in enumerate(fresh):
        beside = (fresh[k] for k in (number + 1, number - 1) if one.confidence == _GUESSED and 0 <= k < len(fresh))
        stated = (b.organization for b in beside if b.confidence > _GUESSED and _head(b.post) == _head(one.post))
        unit = next(stated, None)
        shared.append(replace(one, organization=unit, confidence=0.8) if unit else one)
    return shared


def _head(title: str) -> str:
    """The title of whom a deputy is one, folded."""
    return bare_title(title).removeprefix(_VICE)


def _stands_short(change: Change) -> bool:
    """`Phó giám đốc Sở Y tế … quyền Giám đốc sở`: does the post name the kind of the unit known only?"""
    units = (item.unit for item in change.group.items)
    short = [fold(unit.name) for unit in units if unit and unit.bare]
    return change.unit is not None and any(fold(change.unit).startswith(f"{name} ") for name in short)


def _id(reading: Reading, title: str, organization: str | None, giver: str | None, taker: str | None) -> str:
    key = (fold(title), fold(organization or ""), fold(giver or ""), fold(taker or ""))
    return record_id(reading.article.id, Handover, *key)


def _merged(found: Sequence[Handover]) -> list[Handover]:
    """One for each post, organization and taker; the one that names the predecessor, then the fuller unit, wins."""
    kept: list[Handover] = []
    places: dict[tuple[str, str], list[int]] = {}  # where the handovers of a post to a taker stand in `kept`
    for one in found:
        here = places.setdefault((_key(one.post), fold(one.taker or "")), [])
        same = next((place for place in here if alike(kept[place].organization, one.organization)), None)
        if same is None:
            here.append(len(kept))
            kept.append(one)
        elif _weight(one) > _weight(kept[same]):
            kept[same] = one
    stated = {(fold(one.post), fold(one.taker or "")) for one in kept if one.confidence > _GUESSED}
    return [o for o in kept if o.confidence > _GUESSED or (fold(o.post), fold(o.taker or "")) not in stated]


def _one_way(found: Sequence[Handover]) -> list[Handover]:
    """Without `… giữa A và B` that has the two the wrong way round, as who is said to take up the post shows."""
    kept: list[Handover] = []
    for number, one in enumerate(found):
        opposite = (
            k
            for k, other in enumerate(found)
            if other.taker == one.giver and (other.giver is None or (other.giver == one.taker and k < number))
            if _same_post(other, one)
        )
        if one.rule == RULE_PASSED and one.giver and next(opposite, None) is not None:
            continue
        kept.append(one)
    return kept


def _same_post(left: Handover, right: Handover) -> bool:
    return _key(left.post) == _key(right.post) and alike(left.organization, right.organization)


def _key(title: str) -> str:
    """A title, folded, `Q.` written out."""
    folded = fold(title)
    return f"{ACTING}{folded[2:]}" if folded.startswith(_ACTING_SHORT) else folded


def _weight(handover: Handover) -> tuple[bool, int]:
    return handover.giver is not None, len(handover.organization or "")
