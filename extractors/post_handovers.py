"""Posts passing on: appointments, elections, handovers of one person's post to another.

    A được (điều động,) bổ nhiệm giữ chức X UNIT (thay B) · bầu A giữ chức X · A làm X UNIT thay B (national papers)
    A bàn giao chức X cho B · X được A bàn giao (lại) cho B · B nhận bàn giao chức X từ A · A được giao quyền X

Candidates (`đề nghị`, `giới thiệu`), earlier posts (`từng`, `nguyên`, `lần lượt`) and promotions in rank are none. The
headship of blocs is read by `bloc_handovers`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .chunks import Kind, Row, is_word, words
from .cue_words import Cue, has_cue
from .language import fold
from .people import Mention
from .post_groups import PostGroup
from .posts import capitalised, posts_of
from .reading import Reading
from .records import Handover, HandoverKind, Span, record_id
from .sentence import Sentence
from .words import (
    ACTING,
    DUTY,
    FROM,
    HANDS_OVER,
    IN_CHARGE,
    PASSIVE,
    RESPONSIBILITY,
    STANDING,
    TAKES,
    TO,
)

RULE_APPOINTED = "handovers.appointed"
RULE_PASSED = "handovers.passed"
# Verbs of handing over a post, and the words for what is handed over.
_PASSING = (HANDS_OVER, "chuyển giao")
_OFFICE = ("chức", DUTY, STANDING, "chức trách", HANDS_OVER, RESPONSIBILITY)
_INSTEAD = "thay"
_PLACE_KINDS = re.compile(r" (?:tỉnh|thành phố) ")
# `điều động A, chức cũ, làm X`: the words right before the new post, and the verbs in front of the person.
_TAKING_UP = ("làm", "giữ chức", "giữ chức vụ", "đến")
_MOVING = ("bổ nhiệm", "điều động", "bầu", "phân công", "luân chuyển", "chỉ định")
_MAKES = "làm"
_ACTING = (ACTING, IN_CHARGE)
_CLAUSE_MARKS = frozenset({".", ";"})
# Chunks within which what belongs together stands.
_OFFICE_REACH, _MOVING_REACH, _TAKER_REACH, _INSTEAD_REACH, _VERB_REACH = 6, 6, 22, 8, 10
_RECEIVER_REACH, _REPLACED_REACH = 3, 5


@dataclass(frozen=True, slots=True)
class _Change:
    """A group of posts that passes to someone.

    unit: the unit of a post that names none. acting: the word for an acting holder, or "". span: what says so.
    """

    group: PostGroup
    taker: Mention
    giver: Mention | None
    unit: str | None
    span: Span
    rule: str
    acting: str = ""


def find_handovers(reading: Reading) -> list[Handover]:
    """The posts that pass on in an article, one record for each post and taker."""
    found: list[Handover] = []
    for number in range(len(reading.rows)):
        sentence = Sentence(reading, number)
        here = [m for m in sentence.mentions if m.person]
        if not here:
            continue
        passed, rest = _passed(sentence, here)
        found.extend(passed)
        changes = [change for group in rest if (change := _appointed(sentence, here, group))]
        fresh = [handover for change in changes for handover in _records(reading, change)]
        _complete(sentence, here, found, fresh)
        found.extend(fresh)
    return _merged(found)


# --- appointments and elections --------------------------------------------------------------------------------


def _appointed(sentence: Sentence, here: Sequence[Mention], group: PostGroup) -> _Change | None:
    """A group of posts that someone before it takes up."""
    row, start = sentence.row, group.first
    if any(item.role for item in group.items) or any(_is_own(row, m, group) for m in here):
        return None
    taker = _nearest_before(row, here, start)
    if taker is None:
        return None
    link = words(row, taker.last, start)
    ahead = words(row, taker.first - _MOVING_REACH, taker.first)
    moved = link.endswith(_TAKING_UP) and any(verb in ahead for verb in _MOVING)
    makes = link.startswith(f"{PASSIVE} ") and link.endswith(f" {_MAKES}")  # the shortest form, in national papers
    if not (moved or makes or has_cue(link, Cue.APPOINTED)) or has_cue(link, Cue.NOT_YET):
        return None
    giver = _replaced(row, here, group.last)
    end = max(row[group.last - 1].b, giver.b if giver else 0)
    span = sentence.reading.span(min(taker.a, row[start].a), end)
    # `điều động A … làm quyền X`: said right before the post, else nowhere.
    acting = "" if moved else next((word for word in _ACTING if link.endswith(word)), "")
    return _Change(group, taker, giver, _unit_of(sentence.reading, taker), span, RULE_APPOINTED, acting)


def _is_own(row: Row, mention: Mention, group: PostGroup) -> bool:
    """Are the posts those that someone holds, set behind the name?"""
    first = mention.items[0].first if mention.items else None
    return first == group.first and mention.name.start < row[group.first].start


def _nearest_before(row: Row, here: Sequence[Mention], start: int) -> Mention | None:
    """The person before the post at chunk `start`: the nearest whose phrase ends before it, in the same clause."""
    mention = next((m for m in reversed(here) if m.last <= start), None)
    if mention is None or start - mention.last > _TAKER_REACH:
        return None
    return None if any(c.text in _CLAUSE_MARKS for c in row[mention.last : start]) else mention


def _replaced(row: Row, here: Sequence[Mention], end: int) -> Mention | None:
    """The person behind `thay`, within the clause that goes on at chunk `end`."""
    for k in range(end, min(end + _INSTEAD_REACH, len(row))):
        if row[k].text in _CLAUSE_MARKS:
            return None
        if is_word(row[k], _INSTEAD):
            return next((m for m in here if 0 < m.first - k <= _REPLACED_REACH), None)
    return None


def _unit_of(reading: Reading, mention: Mention) -> str | None:
    """The unit of someone's posts: of those that the mention gives, else of all."""
    posts = posts_of(reading, mention.items)
    if not posts:
        posts = [post for m in reading.by_person.get(mention.person or "", []) for post in posts_of(reading, m.items)]
    return next((post.unit for post in posts if post.unit), None)


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
        records = _records(sentence.reading, change) if change else []
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
) -> _Change | None:
    """`A bàn giao chức X cho B (và Y cho C)`, `X được A bàn giao cho B`, `B nhận bàn giao chức X từ A`.

    verb: the chunk of the verb. chain: who handed over the post before.
    """
    row, reading = sentence.row, sentence.reading
    if any(item.role for item in group.items):
        return None
    office = words(row, group.first - _OFFICE_REACH, group.first)
    if verb < group.first and not any(word in office for word in _OFFICE):
        return None
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
    return _Change(group, taker, giver, _unit_of(reading, giver) if giver else None, span, RULE_PASSED)


# --- the records -----------------------------------------------------------------------------------------------


def _records(reading: Reading, change: _Change) -> list[Handover]:
    """One record for each post of the group that is not over."""
    posts = [post for post in posts_of(reading, change.group.items) if not post.former]
    return [_record(reading, change, post.title, post.unit) for post in posts]


def _record(reading: Reading, change: _Change, title: str, unit: str | None) -> Handover:
    if change.acting and not fold(title).startswith(change.acting):
        title = f"{change.acting} {title}"
    organization = change.unit if unit is None or _stands_short(change) else unit
    taker = reading.name_of(change.taker)
    giver = reading.name_of(change.giver) if change.giver else None
    published = reading.article.published
    day = reading.day[0] if reading.day else None
    return Handover(
        id=_id(reading, title, organization, giver, taker),
        evidence=tuple(dict.fromkeys([change.span, reading.span(change.taker.a, change.taker.b)])),
        confidence=0.9 if organization and giver else 0.8,
        rule=change.rule,
        kind=HandoverKind.POST,
        post=capitalised(title),
        organization=organization,
        giver=giver,
        taker=taker,
        year=int(day[:4]) if day else published.year if published else None,
        date=day,
    )


def _stands_short(change: _Change) -> bool:
    """`Phó giám đốc Sở Y tế … quyền Giám đốc sở`: does the post name the kind of the unit known only?"""
    units = (item.unit for item in change.group.items)
    short = [fold(unit.name) for unit in units if unit and unit.bare]
    return change.unit is not None and any(fold(change.unit).startswith(f"{name} ") for name in short)


def _id(reading: Reading, title: str, organization: str | None, giver: str | None, taker: str | None) -> str:
    key = (fold(title), fold(organization or ""), fold(giver or ""), fold(taker or ""))
    return record_id(reading.article.id, Handover, *key)


def _complete(sentence: Sentence, here: Sequence[Mention], found: list[Handover], fresh: Sequence[Handover]) -> None:
    """`Ông A … thay ông B` (or `Ông thay ông B`) in a sentence of its own: B had the post that A was said to take up.

    found: the handovers of the sentences before, of which one may be completed in place. fresh: those of this one.
    """
    row, reading = sentence.row, sentence.reading
    for k, chunk in enumerate(row):
        if not is_word(chunk, _INSTEAD):
            continue
        before = next((m for m in reversed(here) if m.last <= k), None)
        behind = next((m for m in here if 0 < m.first - k <= _REPLACED_REACH), None)
        pronoun = before is None and k > 0 and row[k - 1].kind is Kind.HONORIFIC
        if behind is None or not (before or (pronoun and found)):
            continue
        taker = reading.name_of(before) if before else found[-1].taker
        giver = reading.name_of(behind)
        if giver == taker or any(h.giver == giver for h in fresh):
            continue
        open_ones = (i for i in reversed(range(len(found))) if found[i].taker == taker and found[i].giver is None)
        last = next(open_ones, None)
        if last is not None:
            known = found[last]
            found[last] = replace(
                known,
                id=_id(reading, known.post, known.organization, giver, taker),
                giver=giver,
                evidence=(*known.evidence, reading.span(before.a if before else chunk.a, behind.b)),
            )


def _merged(found: Sequence[Handover]) -> list[Handover]:
    """One for each post, organization and taker; the one that names the predecessor, then the fuller unit, wins."""
    kept: list[Handover] = []
    places: dict[tuple[str, str], list[int]] = {}  # where the handovers of a post to a taker stand in `kept`
    for one in found:
        here = places.setdefault((fold(one.post), fold(one.taker or "")), [])
        same = next((place for place in here if _alike(kept[place].organization, one.organization)), None)
        if same is None:
            here.append(len(kept))
            kept.append(one)
        elif _weight(one) > _weight(kept[same]):
            kept[same] = one
    return kept


def _weight(handover: Handover) -> tuple[bool, int]:
    return handover.giver is not None, len(handover.organization or "")


def _alike(left: str | None, right: str | None) -> bool:
    """Does the name of one unit begin with the other's, or is one left out? `Công an (tỉnh) Trà Vinh` is one."""
    a, b = (_PLACE_KINDS.sub(" ", fold(name or "")) for name in (left, right))
    return a.startswith(b) or b.startswith(a)
