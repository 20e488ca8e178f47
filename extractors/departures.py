"""Sentences that say who leaves a post, or who had it before.

    A, X, nghỉ hưu · quyết định nghỉ hưu đối với A, X · A thôi giữ chức X · miễn nhiệm chức vụ X đối với A
    trước đó, X là A · X do A đảm nhiệm · (bầu) X thay cho A
    người tiền nhiệm (của ông), A · người giữ vị trí này trước đó là A
    người mà ông kế nhiệm là A · bàn giao chức vụ X giữa A và B · ông thay A

Somebody leaving is no handover by itself; it names the predecessor of whoever takes the post up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .cue_words import Cue
from .people import Mention
from .post_clauses import (
    ASSUMES,
    FORMS_OF_ADDRESS,
    LEAVES,
    OFFICE,
    PERSON,
    PERSONS,
    SUCCEEDS,
    TAKES,
    TERM,
    WORD,
    Clauses,
)
from .post_groups import PostItem

# A syllable of the words without which a pattern matches nowhere.
_SUCCESSOR = "kế"
_FORMER = "tiền"
_EARLIER = "trước"
_HANDS = "giao"
_POST = r"(?P<post>G\d+) "
_PRONOUN = r"(?:(?:ông|bà|anh|chị|đồng chí|thầy|cô) )"
# A, X, nghỉ hưu; A thôi giữ chức X; A, nguyên X, bàn giao công việc cho người kế nhiệm
_LEAVES = re.compile(
    rf"(?<!\S)(?P<who>{PERSON}){WORD}{{0,8}}?(?:{LEAVES}|(?:bàn giao|cho) người kế nhiệm )"
    rf"(?:(?:trách|nhiệm|và) |{OFFICE}){{0,3}}(?P<post>G\d+ )?"
)
# miễn nhiệm chức vụ X (khóa …) đối với A
_RELIEVED = re.compile(
    rf"{LEAVES}{OFFICE}{{0,3}}{_POST}{TERM}(?:cho|đối với|với|của|:) {FORMS_OF_ADDRESS}(?P<who>{PERSONS})"
)
# quyết định nghỉ hưu đối với A, X
_RELEASED = re.compile(
    rf"{LEAVES}(?:theo |chế |độ |để |hưởng ){{0,4}}(?:cho|đối với) {FORMS_OF_ADDRESS}(?P<who>{PERSONS})"
)
# trước đó, vị trí X do A đảm nhiệm; trước đó, X là A
_BEFORE = re.compile(
    rf"(?<!\S)trước (?:đó|đây) (?:, )?{OFFICE}{{0,3}}{_POST}{TERM}"
    rf"(?:do (?P<who>{PERSON}){WORD}{{0,2}}?(?:{TAKES}|{ASSUMES})|là (?P<whom>{PERSON}))"
)
# để bầu X thay cho A
_REPLACED = re.compile(rf"(?<!\S){_POST}{TERM}{SUCCEEDS}{FORMS_OF_ADDRESS}(?P<who>{PERSON})")
# X tiền nhiệm A
_FORMER_HOLDER = re.compile(rf"(?<!\S){_POST}tiền nhiệm (?:(?:là|,|ông|bà) ){{0,2}}(?P<who>{PERSON})")
# người tiền nhiệm (của ông), A; người mà ông kế nhiệm là A
_PREDECESSOR = re.compile(
    rf"(?<!\S)người tiền nhiệm (?:của (?:(?P<taker>M\d+) |{_PRONOUN}))?(?:[,–:-] |là ){{0,2}}"
    rf"{_PRONOUN}?(?P<who>{PERSON})"
)
# người giữ vị trí này trước đó là A
_HAD_IT = re.compile(
    rf"(?<!\S)người (?:giữ|đảm nhiệm|đảm nhận) {OFFICE}(?:này )?trước (?:đó|đây) (?:, )?là (?P<who>{PERSON})"
)
_SUCCEEDED = re.compile(rf"(?<!\S)người (?:mà )?(?:(?P<taker>M\d+) |{_PRONOUN}){SUCCEEDS}là (?P<who>{PERSON})")
# Ông A thay ông B; ông thay B
_REPLACES = re.compile(
    rf"(?<!\S)(?:(?P<taker>M\d+) (?:(?!M\d|G\d|; |\. )\S+ ){{0,14}}?|{_PRONOUN}{WORD}{{0,12}}?){SUCCEEDS}"
    rf"(?:(?:thế|vị|trí|của) |{OFFICE}){{0,4}}(?P<who>{PERSON})"
)
# bàn giao chức vụ X giữa A và B; A và B ký biên bản bàn giao chức vụ X
_BETWEEN = re.compile(
    rf"(?<!\S)(?:bàn giao|chuyển giao) {OFFICE}{{1,3}}{_POST}{TERM}giữa {FORMS_OF_ADDRESS}"
    rf"(?P<pair>{PERSON}(?:và|với) {PERSON})"
)
_SIGNING = re.compile(
    rf"(?<!\S)(?P<pair>{PERSON}(?:và|với) {PERSON})(?:(?!M\d)\S+ ){{0,3}}?ký (?:(?!M\d)\S+ ){{0,4}}?bàn giao "
)


@dataclass(frozen=True, slots=True)
class Departure:
    """Someone left the posts `items`. surely: the sentence says it of a post that somebody else has now."""

    who: Mention
    items: tuple[PostItem, ...]
    surely: bool = False


@dataclass(frozen=True, slots=True)
class Precedence:
    """Someone had, before `taker` (None: who was last said to take one up), the post that this one takes up."""

    who: Mention
    taker: Mention | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people between whom posts pass; without `items` posts that the article names elsewhere."""

    left: Mention
    right: Mention
    items: tuple[PostItem, ...]


def find_departures(clauses: Clauses) -> Iterator[Departure]:
    """Who left which posts, as a sentence says."""
    holds = clauses.holds
    if Cue.LEAVES in holds or _SUCCESSOR in holds:
        for match in clauses.matches(_LEAVES):
            for who in clauses.persons(match["who"])[-1:]:
                items = clauses.group(match["post"]).items if match["post"] else who.items
                yield Departure(who, tuple(items))
    if Cue.LEAVES in holds and clauses.names_post:
        for match in _RELIEVED.finditer(clauses.line):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(clauses.group(match["post"]).items))
    if Cue.LEAVES in holds:
        for match in _RELEASED.finditer(clauses.line):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(who.items))
    if clauses.names_post and Cue.SUCCEEDS in holds:
        for match in clauses.matches(_REPLACED):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(clauses.group(match["post"]).items))
    if _FORMER in holds:
        for match in clauses.matches(_FORMER_HOLDER):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(clauses.group(match["post"]).items), surely=True)
    if _EARLIER in holds and clauses.names_post:
        for match in _BEFORE.finditer(clauses.line):
            for who in clauses.persons(match["who"] or match["whom"]):
                yield Departure(who, tuple(clauses.group(match["post"]).items), surely=True)


def find_precedences(clauses: Clauses) -> Iterator[Precedence]:
    """Who came before whom in a post that another sentence names."""
    patterns = [_PREDECESSOR] if _FORMER in clauses.holds else []
    patterns += [_SUCCEEDED, _REPLACES] if Cue.SUCCEEDS in clauses.holds else []
    patterns += [_HAD_IT] if _EARLIER in clauses.holds and Cue.OFFICE in clauses.holds else []
    for pattern in patterns:
        for match in pattern.finditer(clauses.line):
            named = match.groupdict().get("taker")
            taker = clauses.persons(f"{named} ") if named else []
            yield Precedence(clauses.persons(match["who"])[-1], taker[0] if taker else None)


def find_pairs(clauses: Clauses) -> Iterator[Pair]:
    """The two between whom a post passes, in the order in which they are named."""
    for pattern in (_BETWEEN, _SIGNING) if _HANDS in clauses.holds else ():
        for match in pattern.finditer(clauses.line):
            left, right = clauses.persons(match["pair"])
            sign = match.groupdict().get("post")
            yield Pair(left, right, tuple(clauses.group(sign).items) if sign else ())
