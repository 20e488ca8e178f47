"""Posts that one person hands over to another.

A bàn giao chức X cho B (và Y cho C) · X được A bàn giao (lại) cho B · B nhận bàn giao chức X từ A
bàn giao chức X từ A sang B · X được chuyển giao từ A cho B · A nhường ghế X, trao lại X cho người kế nhiệm, B
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..chunks import Row, is_word, words
from ..people.people import Mention
from ..people.post_groups import PostGroup
from ..sentence import Sentence
from ..text.words import DUTY, FROM, HANDS_OVER, PASSIVE, POSITION, RESPONSIBILITY, ROLE, STANDING, TAKES, TO

# Verbs of handing over a post, and the words for what is handed over.
_PASSING = (HANDS_OVER, "chuyển giao", "trao lại", "giao lại", "truyền lại", "nhường")
_BEGINNINGS = tuple({verb.split()[0] for verb in _PASSING})
_HANDS = frozenset({"giao", "trao", "truyền", "nhường"})  # a syllable of each
_OFFICE = ("chức", DUTY, STANDING, "chức trách", HANDS_OVER, RESPONSIBILITY, "trọng trách", "ghế", POSITION, ROLE)
_WORK = "công việc"
_TO = (TO, "sang", "qua")
# What stands between `cho` and the one who gets the post: `cho người kế nhiệm là B`.
_RECEIVER = frozenset(
    {"người", "kế", "nhiệm", "tiếp", "nhận", "thay", "thế", "cấp", "phó", "của", "mình", ",", "là", ":"}
)
# Chunks within which what belongs together stands.
_OFFICE_REACH, _VERB_REACH, _RECEIVER_REACH = 6, 10, 3


@dataclass(frozen=True, slots=True)
class PostPassing:
    """A group of posts passes from one person (None: not said) to another; offsets `a` to `b` say so."""

    group: PostGroup
    giver: Mention | None
    taker: Mention
    a: int
    b: int


def find_post_passings(sentence: Sentence, here: Sequence[Mention]) -> list[PostPassing]:
    """The posts that one person hands over to another, in a chain perhaps. here: the people in the sentence."""
    row, groups = sentence.row, sentence.reading.post_groups[sentence.number]
    if not groups or _HANDS.isdisjoint(sentence.reading.syllables(sentence.number)):
        return []
    begin = (k for k, c in enumerate(row) if c.norm.startswith(_BEGINNINGS))
    verbs = [k for k in begin if words(row, k, k + 2).startswith(_PASSING)]
    found: list[PostPassing] = []
    last: tuple[int, Mention | None] | None = (
        None  # the verb of the post before in the sentence, and who handed it over
    )
    for group in groups if verbs else ():
        verb = next((k for k in reversed(verbs) if k < group.first), verbs[0])
        chain = last[1] if last and last[0] == verb else None
        passing = _passing(row, here, group, verb, chain)
        if passing:
            found.append(passing)
            last = verb, None if _is_taken(row, verb) else passing.giver
    return found


def _behind(row: Row, here: Sequence[Mention], link: int) -> Mention | None:
    """Who stands right behind a chunk, perhaps told to be the successor: `cho | người kế nhiệm là B`."""
    last = next((k for k in range(link + 1, len(row)) if row[k].norm not in _RECEIVER), len(row))
    return next((m for m in here if link < m.first <= max(link + _RECEIVER_REACH, last)), None)


def _is_taken(row: Row, verb: int) -> bool:
    """Is the verb at a chunk one of taking over: `nhận | bàn giao`?"""
    return verb > 0 and is_word(row[verb - 1], TAKES)


def _passing(
    row: Row, here: Sequence[Mention], group: PostGroup, verb: int, chain: Mention | None
) -> PostPassing | None:
    """verb: the chunk of the verb. chain: who handed over the post before."""
    if any(item.role for item in group.items) or all(item.former for item in group.items):
        return None
    office = words(row, group.first - _OFFICE_REACH, group.first)
    if verb < group.first and not any(word in office for word in (*_OFFICE, _WORK)):
        return None
    taking = _is_taken(row, verb)
    after = group.first if chain and not taking else verb
    to = next((k for k in range(after, len(row)) if is_word(row[k], *((FROM,) if taking else _TO))), None)
    too_far = group.first - verb > _VERB_REACH and not chain
    if to is None or too_far or (verb < group.first and to < group.first):
        return None
    behind = _behind(row, here, to)
    ahead = chain or next((m for m in reversed(here) if m.last <= verb and m.name.end <= row[verb].start), None)
    if not taking:
        source = next((k for k in range(min(verb, group.first), to) if is_word(row[k], FROM)), None)
        ahead = (_behind(row, here, source) if source is not None else None) or ahead
    giver, taker = (behind, ahead) if taking else (ahead, behind)
    passive = any(is_word(c, PASSIVE) for c in row[group.last : verb])
    if taker is None or (verb >= group.last and not passive):
        return None
    ends = [(row[group.first].a, row[group.last - 1].b), (row[verb].a, row[verb].b), (taker.a, taker.b)]
    ends += [(giver.a, giver.b)] if giver else []
    return PostPassing(group, giver, taker, min(a for a, _ in ends), max(b for _, b in ends))
