"""Sentences that say who leaves a post, or who had it before.

    A, X, nghỉ hưu · quyết định nghỉ hưu đối với A, X · A thôi giữ chức X · miễn nhiệm chức vụ X đối với A
    trước đó, X là A · X do A đảm nhiệm · (bầu) X thay cho A · A bàn giao công việc X (để …) · người thôi nhiệm vụ là A
    A, trước khi nhận nhiệm vụ mới là X
    người tiền nhiệm (của ông), A · người giữ vị trí này trước đó là A · A, người giữ chức này từ năm …
    trước ông B, chức vụ này do A đảm nhiệm · vị trí trước đó do A nắm giữ · ông tiếp quản công việc từ A
    người mà ông kế nhiệm là A · bàn giao chức vụ X giữa A và B · ông thay A

Somebody leaving is no handover by itself; it names the predecessor of whoever takes the post up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..people.people import Mention
from ..people.post_groups import PostItem
from ..text.cue_words import Cue
from ..text.words import FROM, TO
from .post_clauses import (
    ASSUMES,
    FORMS_OF_ADDRESS,
    LEAVES,
    LINK,
    OFFICE,
    PERSON,
    PERSONS,
    SUCCEEDS,
    TAKES,
    TERM,
    WORD,
    Clauses,
)

# A syllable of the words without which a pattern matches nowhere.
_SUCCESSOR = "kế"
_FORMER = "tiền"
_EARLIER = "trước"
_HANDS = "giao"
_GIVES_UP = "nhường"
_ONE = "người"
_TAKING = frozenset({"nhận", "quản"})
_POST = r"(?P<post>G\d+) "
_PRONOUN = r"(?:(?:ông|bà|anh|chị|đồng chí|thầy|cô) )"
# A, X, nghỉ hưu; A thôi giữ chức X; A, nguyên X, bàn giao công việc cho người kế nhiệm
_LEAVES = re.compile(
    rf"(?<!\S)(?P<who>{PERSON}){WORD}{{0,8}}?(?:{LEAVES}|(?:bàn giao|cho) người kế nhiệm )"
    rf"(?:sau (?:(?!M\d|G\d|; |\. )\S+ ){{1,7}}?(?=G\d|(?:{OFFICE})))?"
    rf"(?:(?:trách|nhiệm|và) |{OFFICE}){{0,3}}(?P<post>G\d+ )?"
)
# sau … năm làm X, A nghỉ hưu
_LEAVES_AFTER = re.compile(
    rf"(?<!\S)sau (?:(?!M\d|G\d|; |\. )\S+ ){{1,7}}?(?:làm|giữ|là|đảm nhiệm|đảm nhận|ở|trên) {OFFICE}{{0,2}}"
    rf"(?P<post>G\d+ ){TERM}(?:, )?{FORMS_OF_ADDRESS}(?P<who>{PERSON}){WORD}{{0,6}}?{LEAVES}"
)
# A bàn giao công việc X (để nhận nhiệm vụ khác); A nhường ghế X
_HANDS_OVER = re.compile(
    rf"(?<!\S)(?P<who>{PERSON})(?:(?!M\d|G\d|; |\. )\S+ ){{0,8}}?(?:bàn giao|trao lại|giao lại|nhường)(?: lại)? "
    rf"(?:(?:toàn|bộ|công|việc|tác|trách|nhiệm|vụ|tạm|thời|,|và|các) |{OFFICE}){{1,6}}(?P<post>G\d+ )"
)
# người thôi nhiệm vụ là A
_LEAVER_IS = re.compile(
    rf"(?<!\S)người (?:vừa |được )?(?:bàn giao |{LEAVES})(?:{OFFICE}|(?:này|đó|nhiệm|vụ) ){{0,4}}"
    rf"(?:là|:) {FORMS_OF_ADDRESS}(?P<who>{PERSON})"
)
# A, trước khi nhận nhiệm vụ mới là X; trước khi được bổ nhiệm, A là X
_HAD_BEFORE = re.compile(
    rf"(?<!\S)(?:(?P<who>{PERSON}){LINK}{{0,14}}?)?trước khi (?:(?!M\d|G\d|; |\. )\S+ ){{1,8}}?"
    rf"(?P<whom>M\d+ )?(?:(?:đang|vốn) )?(?:là|giữ chức|giữ chức vụ|đảm nhiệm|đảm nhiệm chức vụ) (?P<post>G\d+ )"
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
    rf"(?<!\S)người tiền nhiệm (?:của (?:(?P<taker>M\d+) |{_PRONOUN}|(?=[,–:-])))?(?:[,–:-] |là ){{0,2}}"
    rf"{_PRONOUN}?(?P<who>{PERSON})"
)
# người giữ vị trí này (chức X) trước đó là A; người giữ chức này trước đó, A
_HAD_IT = re.compile(
    rf"(?<!\S)người (?:giữ|đảm nhiệm|đảm nhận|nắm|nắm giữ) {OFFICE}{{1,2}}(?:này |G\d+ )?trước (?:đó|đây) "
    rf"(?:, |là ){{1,2}}{FORMS_OF_ADDRESS}(?P<who>{PERSON})"
)
# A, người giữ chức này từ năm …
_WHO_HAD_IT = re.compile(
    rf"(?<!\S)(?P<who>{PERSON})[,–-] người (?:(?:vừa|đã|từng) )?(?:giữ|đảm nhiệm|đảm nhận|nắm giữ) {OFFICE}{{1,2}}này "
)
# vị trí trước đó do A nắm giữ; trước đó chức vụ này do A đảm nhiệm
_HELD = rf"(?:{TAKES}|{ASSUMES}|nắm giữ |nắm )"
_WAS_HELD = re.compile(
    rf"(?<!\S)(?:{OFFICE}{{1,2}}(?:này |đó )?(?:vốn |(?:mà )?trước (?:đó|đây) )"
    rf"|trước (?:đó|đây) (?:, )?{OFFICE}{{1,2}}này )"
    rf"(?:vốn )?do {FORMS_OF_ADDRESS}(?P<who>{PERSON}){WORD}{{0,3}}?{_HELD}"
)
# trước ông B, chức vụ này do A đảm nhiệm
_HELD_BEFORE = re.compile(
    rf"(?<!\S)trước (?:(?P<taker>M\d+) |{_PRONOUN}), (?:người )?(?:{_HELD})?{OFFICE}{{1,2}}này "
    rf"(?:(?:do|là|thuộc về) ){FORMS_OF_ADDRESS}(?P<who>{PERSON})"
)
# ông tiếp quản công việc từ A; ông B nhận bàn giao nhiệm vụ từ A
_TOOK_WORK = re.compile(
    rf"(?<!\S)(?:(?P<taker>M\d+) |{_PRONOUN})(?:(?:đã|vừa|sẽ|chính|thức|,|H\d+) ){{0,4}}"
    rf"(?:nhận|tiếp nhận|tiếp quản|nhận bàn giao|tiếp nhận bàn giao) "
    rf"(?:(?:lại|toàn|bộ|công|việc|tác|bàn|giao|này) |{OFFICE}){{1,6}}từ {FORMS_OF_ADDRESS}(?P<who>{PERSON})"
)
_SUCCEEDED = re.compile(rf"(?<!\S)người (?:mà )?(?:(?P<taker>M\d+) |{_PRONOUN}){SUCCEEDS}là (?P<who>{PERSON})")
# Ông A thay ông B; ông thay B; ông A thay nguyên X là B
_REPLACES = re.compile(
    rf"(?<!\S)(?:(?P<taker>M\d+) (?:(?!M\d|G\d|; |\. )\S+ ){{0,14}}?|{_PRONOUN}{WORD}{{0,12}}?){SUCCEEDS}"
    rf"(?:(?:thế|vị|trí|của) |{OFFICE}){{0,4}}(?:G\d+ (?:là|,) )?(?P<who>{PERSON})"
)
# A (…) bàn giao công việc cho B
_TO_ANOTHER = re.compile(
    rf"(?<!\S)(?P<left>{PERSON})(?:(?!M\d|; |\. )\S+ ){{0,14}}?(?:bàn giao|chuyển giao|trao lại|giao lại)(?: lại)? "
    rf"(?:(?:toàn|bộ|công|việc|tác|nhiệm|vụ|chức|trách|,|và|lại|này) ){{1,6}}cho {FORMS_OF_ADDRESS}(?P<right>{PERSON})"
)
# A, người có … năm làm X
_LONG_HOLDER = re.compile(
    rf"(?<!\S)(?P<who>{PERSON})[,–-] người (?:có|đã|từng|vừa|với)? ?(?:(?!M\d|G\d|; |\. )\S+ ){{0,4}}?"
    rf"(?:làm|giữ|là|đảm nhiệm|gắn bó với|ngồi) {OFFICE}{{0,2}}(?P<post>G\d+ )"
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
        for match in _LEAVES_AFTER.finditer(clauses.line) if "sau" in holds and clauses.names_post else ():
            for who in clauses.persons(match["who"])[-1:]:
                yield Departure(who, tuple(clauses.group(match["post"]).items))
        for match in _RELEASED.finditer(clauses.line):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(who.items))
    if clauses.names_post and Cue.SUCCEEDS in holds:
        for match in clauses.matches(_REPLACED):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(clauses.group(match["post"]).items))
    if _HANDS in holds or _GIVES_UP in holds:
        for match in clauses.matches(_HANDS_OVER) if clauses.names_post else ():
            for who in clauses.persons(match["who"])[-1:]:
                yield Departure(who, tuple(clauses.group(match["post"]).items))
    if _ONE in holds and Cue.LEAVES in holds and clauses.names_post:
        for match in clauses.matches(_LONG_HOLDER):
            for who in clauses.persons(match["who"])[-1:]:
                yield Departure(who, tuple(clauses.group(match["post"]).items))
    if _ONE in holds and (Cue.LEAVES in holds or _HANDS in holds):
        for match in _LEAVER_IS.finditer(clauses.line):
            for who in clauses.persons(match["who"]):
                yield Departure(who, tuple(who.items))
    if _EARLIER in holds and "khi" in holds and clauses.names_post:
        for match in _HAD_BEFORE.finditer(clauses.line):
            for who in clauses.persons(match["whom"] or match["who"] or "")[-1:]:
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
    if Cue.OFFICE in clauses.holds:
        patterns += [_HAD_IT, _WAS_HELD, _HELD_BEFORE] if _EARLIER in clauses.holds else []
        patterns += [_WHO_HAD_IT] if _ONE in clauses.holds else []
    patterns += [_TOOK_WORK] if FROM in clauses.holds and not _TAKING.isdisjoint(clauses.holds) else []
    for pattern in patterns:
        for match in pattern.finditer(clauses.line):
            named = match.groupdict().get("taker")
            taker = clauses.persons(f"{named} ") if named else []
            yield Precedence(clauses.persons(match["who"])[-1], taker[0] if taker else None)


def find_pairs(clauses: Clauses) -> Iterator[Pair]:
    """The two between whom a post passes, in the order in which they are named."""
    for match in clauses.matches(_TO_ANOTHER) if _HANDS in clauses.holds and TO in clauses.holds else ():
        yield Pair(clauses.persons(match["left"])[-1], clauses.persons(match["right"])[-1], ())
    for pattern in (_BETWEEN, _SIGNING) if _HANDS in clauses.holds else ():
        for match in pattern.finditer(clauses.line):
            left, right = clauses.persons(match["pair"])
            sign = match.groupdict().get("post")
            yield Pair(left, right, tuple(clauses.group(sign).items) if sign else ())
