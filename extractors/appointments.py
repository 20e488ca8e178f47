"""Sentences that give someone a post: appointed, elected, assigned, or taking over from someone.

    A, chức cũ, được (HĐND tỉnh) bầu giữ chức X · điều động, bổ nhiệm A, chức cũ, (đến nhận công tác tại U) giữ chức X
    A (và B) giữ chức X · A về làm X · trao quyết định bổ nhiệm X cho A · bầu bổ sung hai X gồm: A, …; B, …
    chức X thuộc về A · ghế X do A đảm nhận · thay B (ở cương vị X) là A · A thay B làm X
    người được điều động giữ chức X (thay B) là A · điều động A thôi giữ chức Y để giữ chức X
    giao A phụ trách U cho đến khi kiện toàn chức vụ X · bổ nhiệm A giữ chức vụ này · tiếp nhận cương vị của ông là A

Who is only proposed (`đề nghị`, `giới thiệu`), holds a post (`đang giữ`) or held it (`từng`, `trước đó … giữ chức`)
takes up none, nor whose appointment is taken back (`bị thu hồi`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .cue_words import Cue, has_cue
from .people import Mention
from .post_changes import is_sole, plain_title
from .post_clauses import (
    APPOINTS,
    ASSUMES,
    FORMS_OF_ADDRESS,
    LEAVING_FIRST,
    LINK,
    OFFICE,
    PERSON,
    PERSONS,
    STOP,
    SUCCEEDS,
    TAKES,
    TERM,
    WORD,
    Clauses,
)
from .post_groups import PostGroup
from .words import ACTING, BY, COMPRISES, IN_CHARGE, IS, PASSIVE, TO

_ANY_VERB = rf"(?:{APPOINTS}|{TAKES}|{ASSUMES})"
_BEFORE_POST = rf"(?:{_ANY_VERB}|{OFFICE})(?:(?:lại|bổ|sung|thêm|vào|là) ){{0,2}}"
_INSTEAD = rf"(?:{SUCCEEDS}(?P<giver>{PERSON}))?"
_POST = r"(?P<post>G\d+) "
_TAKERS = rf"(?P<takers>{PERSONS})"
_TIMES = r"(?:(?:,|-|–|đã|vừa|mới|sẽ|cũng|chính|thức|nay|lên|tới|đến|về|sang|trở|thành|tiếp|tục) ){0,5}"
_LEAVING_FOR = (
    r"(?:(?:rời|thôi) (?:[^;.M ]\S* ){0,24}?(?:để|và|,) (?:(?:được )?(?:phân công|điều động|bổ nhiệm) )?"
    r"(?:tham gia (?:U\d+ (?:, |và )?){1,4})?)?"
)
_MOVING = r"về công tác tại "  # to the new post here, while alone it tells of leaving one
_NEW_PLACE = rf"(?:(?:đến|về|sang|tới|chuyển) {WORD}{{0,8}}?)?"

_AT_WORK = rf"(?:đến|về|sang|tới) (?:nhận )?công tác tại (?:U\d+ (?:, )?){{1,3}}(?:với|ở|trên) {OFFICE}"

_EACH = "lần lượt "  # of several people and as many posts; of one it tells a career
_BY_DECISION = r"(?:(?:(?!M\d|; |\. )\S+ ){0,6}?(?:trao|công bố) (?:các )?quyết định )?"

# A được … bổ nhiệm … giữ chức X; A được trao quyết định bổ nhiệm X
_PASSIVE = re.compile(
    rf"(?<!\S){_TAKERS}(?:{_EACH})?{WORD}{{0,14}}?được {_BY_DECISION}(?:(?!{SUCCEEDS}){STOP}\S+ ){{0,12}}?"
    rf"{_ANY_VERB}{LEAVING_FIRST}"
    rf"(?:(?:lại |bổ sung |thêm ){{0,2}}|{LINK}{{0,22}}?{_BEFORE_POST}){_INSTEAD}"
    rf"(?:{LINK}{{0,3}}?{_BEFORE_POST})?{_POST}"
)
# bổ nhiệm A … giữ chức X
_OBJECT = re.compile(
    rf"{APPOINTS}(?:(?:lại|bổ|sung|thêm|cho|đối|với|và|nhiệm|vụ|có|thời|hạn) ){{0,4}}{FORMS_OF_ADDRESS}{_TAKERS}"
    rf"{LEAVING_FIRST}(?:{_MOVING}|{LINK}){{0,24}}?{_BEFORE_POST}{_INSTEAD}{_POST}"
)
# trao quyết định cho A … chỉ định giữ chức X
_DECISION_FOR = re.compile(
    rf"(?<!\S)quyết định cho {FORMS_OF_ADDRESS}{_TAKERS}(?:[,–-] )?(?:về việc |về )?{APPOINTS}{LINK}{{0,24}}?"
    rf"{_BEFORE_POST}{_POST}"
)
# giao A … phụ trách U cho đến khi kiện toàn chức vụ X
_IN_CHARGE_UNTIL = (
    rf"(?:tạm thời )?(?:phụ trách|điều hành) (?:(?!M\d|; |\. )\S+ ){{1,20}}?(?:cho )?(?:đến|tới) khi "
    rf"(?:(?!M\d|; |\. )\S+ ){{1,8}}?{_POST}"
)
_UNTIL_FILLED = re.compile(rf"{APPOINTS}{FORMS_OF_ADDRESS}{_TAKERS}(?:, )?{_IN_CHARGE_UNTIL}")
_ACTS_UNTIL_FILLED = re.compile(rf"(?<!\S){_TAKERS}{WORD}{{0,8}}?được {APPOINTS}{_IN_CHARGE_UNTIL}")
# bổ nhiệm A giữ chức vụ này; bầu A, …, thay thế; tiếp nhận cương vị của ông là A
_THIS = re.compile(
    rf"{APPOINTS}{FORMS_OF_ADDRESS}{_TAKERS}"
    rf"(?:{LINK}{{0,12}}?{_BEFORE_POST}(?:này|đó) |(?:, )?thay thế (?=[,.;]))(?P<post>)"
)
_HIS = re.compile(
    rf"(?<!\S)(?:tiếp nhận|đảm nhận|đảm nhiệm) {OFFICE}của (?P<giver>{PERSON}|ông |bà |anh |chị |đồng chí )là "
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSON})(?P<post>)"
)
# A giữ chức X; A nhận quyết định bổ nhiệm chức vụ X; A về nhận công tác tại U với cương vị X
_ACTIVE = re.compile(
    rf"(?<!\S){_TAKERS}(?:(?!(?:tiếp tục|kiêm|hiện|vẫn) ){LINK}){{0,8}}?"
    rf"(?:{_NEW_PLACE}(?:{TAKES}|nhận (?:các )?quyết định (?:(?:{_ANY_VERB}|{OFFICE})(?:, |và )?){{1,4}})|{_AT_WORK})"
    rf"(?:{OFFICE}){{0,2}}{_POST}"
)
# A làm X; A về làm X: where the sentence or the one before speaks of a decision
_ASSUMING = re.compile(
    rf"(?<!\S){_TAKERS}(?:{LINK}{{0,8}}?[,–-] )?"
    rf"{_TIMES}(?P<leaves>{_LEAVING_FOR}){_TIMES}(?!kiêm nhiệm ){ASSUMES}(?:{OFFICE}){{0,2}}{_POST}"
)
# bổ nhiệm X cho A; bầu bổ sung X gồm: A; B; quyết định bổ nhiệm X được trao cho A
_GIVEN = re.compile(
    rf"{APPOINTS}(?:(?:lại|bổ|sung|thêm|kết|quả|bầu|cử|ra|giữ|quyền|N|một|hai|ba|bốn|năm|các) |{OFFICE}){{0,6}}"
    rf"{_POST}{TERM}(?:(?:đã |được ){{0,2}}trao )?(?:cho|đối với|gồm|là|:) {FORMS_OF_ADDRESS}"
    rf"(?P<takers>{PERSON}(?:(?:[,;] |và ){{1,2}}{PERSON}){{0,9}})"
)
# chức X thuộc về A; chức X được giao cho A
_FALLS_TO = re.compile(
    rf"(?<!\S){OFFICE}{_POST}(?:(?!M\d|G\d|; |\. )\S+ ){{0,12}}?(?:thuộc về|được (?:trao|giao)(?: lại)? cho) "
    rf"{FORMS_OF_ADDRESS}(?P<takers>{PERSON})"
)
# tân X là A
_NEW_IS = re.compile(rf"(?<!\S){_POST}(?:mới )?(?:của U\d+ )?là (?P<takers>{PERSON})")
# ghế X do A đảm nhận
_HELD_BY = re.compile(
    rf"(?<!\S){_POST}(?:(?!do ){LINK}){{0,6}}?do (?P<takers>{PERSON}){LINK}{{0,8}}?(?:{TAKES}|{ASSUMES})"
)
# thay B ở cương vị X là A; người thay ông giữ chức X là A
_SUCCESSOR_IS = re.compile(
    rf"{SUCCEEDS}(?P<giver>{PERSON}|ông |bà |anh |chị |đồng chí )?(?:(?:ở|trên|trong|với|làm|giữ) |{OFFICE}){{0,4}}"
    rf"(?P<post>G\d+ )?{TERM}(?:,)?là (?P<takers>{PERSON})"
)
# người được điều động giữ chức X thay B là A
_ONE_IS = re.compile(
    rf"(?<!\S)người (?:(?:vừa|mới|sẽ|đã) )?được (?:{STOP}(?!M\d)\S+ ){{0,12}}?{_ANY_VERB}"
    rf"(?:(?:{LINK}{{0,22}}?{_BEFORE_POST})|(?:bổ sung )?{SUCCEEDS}{OFFICE}){_POST}{TERM}"
    rf"(?:{SUCCEEDS}(?P<giver>{PERSON}|ông |bà |anh |chị |đồng chí ))?là {FORMS_OF_ADDRESS}(?P<takers>{PERSON})"
)
# A trở thành X thay B
_BECOMING = re.compile(
    rf"(?<!\S){_TAKERS}(?:(?:,|-|–|đã|vừa|sẽ|chính|thức) ){{0,4}}trở thành (?:tân )?{_POST}{TERM}(?:, )?"
    rf"{SUCCEEDS}{FORMS_OF_ADDRESS}(?P<giver>{PERSON})"
)
# A thay B ở cương vị X
_SUCCEEDING = re.compile(
    rf"(?<!\S){_TAKERS}(?:(?:,|-|–|đã|vừa|sẽ) ){{0,2}}{SUCCEEDS}(?P<giver>{PERSON})"
    rf"(?:(?:ở|trên|trong|với|làm|giữ) |{OFFICE}){{1,4}}{_POST}"
)
# …, và được chỉ định giữ chức Y: of the one who was named before
_ALSO = re.compile(
    rf"{TERM}(?:(?:, |; |và |đồng thời )){{1,2}}(?:được )?{LINK}{{0,4}}?{APPOINTS}{LINK}{{0,12}}?{_BEFORE_POST}{_POST}"
)
# What says after the post, or before the taker, whose it was.
_GIVER_AFTER = re.compile(
    rf"(?:(?!; |\. |M\d|G\d)\S+ ){{0,14}}?(?:{SUCCEEDS}|từ )"
    rf"(?:(?:thế|cho|vị|trí|của|người|tiền|nhiệm|đồng chí|ông|bà|,) |{OFFICE}){{0,5}}(?P<giver>{PERSON})"
)
_GIVER_LEFT_IT = re.compile(rf"{TERM}mà {FORMS_OF_ADDRESS}(?P<giver>{PERSON})(?:để lại|vừa rời|đã rời) ")
_GIVER_BEFORE = re.compile(rf"{SUCCEEDS}(?P<giver>{PERSON})[^;.MG]*$")
_DECIDED = re.compile(rf"{APPOINTS}|(?<!\S)(?:quyết định|theo đó|kiện toàn|công tác cán bộ|nhân sự|chức danh) ")
# What looks as if it said that nobody takes up a post (yet), and does not.
_IDLE = re.compile(r"(?:đề nghị|giới thiệu|tờ trình) (?:của|số) |trong khi đó |trong thời gian [^,;]*, ")
_BEFORE_THAT = "trước đó "
_EARLIER = re.compile(r"(?<!\S)(?:trước đó|gần đây nhất|khi ấy|lúc bấy giờ) ")
_UNTIL = re.compile(r"(?:(?!; |\. |M\d|G\d)\S+ ){0,8}?(?:cho )?(?:đến|tới) (?:nay|tháng|năm|khi|hết|ngày) ")
_REPLACED = re.compile(rf"{SUCCEEDS}$")  # `thay ông B | sang làm Y`
_NOW = re.compile(r"(?<!\S)hiện(?: nay| tại)? (?:, )?$")
_HOLDS = re.compile(r"(?<!\S)(?:giữ|đảm nhận|đảm nhiệm|M\d+ làm) ")
_TAKEN_BACK = re.compile(r"(?:(?!; |\. )\S+ ){0,6}?bị (?:thu hồi|hủy|hủy bỏ) ")
_PREDECESSOR_IS = re.compile(r"(?<!\S)tiền nhiệm của (?:M\d+|ông|bà|anh|chị) là $")
_POST_NUMBER = re.compile(r"G(\d+) ")
_LED_BY = " do "
_PREDECESSOR_OF = "tiền nhiệm của "
_NEWLY = "tân"
_NEW = "mới"
_COMES_TO = re.compile(r"(?:tại|về|đến|sang|tới) U(\d+) ")
_ACTING = (ACTING, IN_CHARGE)
_DECISION = "quyết định "


@dataclass(frozen=True, slots=True)
class Taking:
    """Someone takes up a group of posts. group: None where the sentence names no post, only the predecessor.

    start: where in the line. acting: the word for an acting holder, or "". place: the chunk of the unit to which
    someone comes to work. his: the post is that of who was said before to go elsewhere.
    here: … of who is said to leave it in the same sentence.
    """

    group: PostGroup | None
    taker: Mention
    giver: Mention | None
    start: int
    acting: str
    place: int | None
    his: bool = False
    here: bool = False


def decides(line: str) -> bool:
    """Does a line speak of a decision on people?"""
    return _DECIDED.search(line) is not None


def find_takings(clauses: Clauses, decided: Callable[[], bool]) -> list[Taking]:
    """Who takes up which posts in a sentence. decided: do the sentences before speak of a decision on people?"""
    found: list[Taking] = []
    seen: set[int] = set()
    holds = clauses.holds
    if not clauses.names_post and holds.isdisjoint(_POSTLESS):
        return found
    line = clauses.line
    for pattern, certain, at_sign, needs, needs_too in _PATTERNS:
        if holds.isdisjoint(needs) or (needs_too and holds.isdisjoint(needs_too)):
            continue
        if not clauses.names_post and pattern not in _NAMING_NO_POST:
            continue
        for match in clauses.matches(pattern) if at_sign else pattern.finditer(line):
            sign = match["post"]
            group = clauses.group(sign) if sign else None
            place = match.start("post") if sign else match.start()
            if place in seen or not _holds(clauses, match, group):
                continue
            takings = list(_takings(clauses, match, group))
            if (
                certain
                or _REPLACED.search(line, 0, match.start())
                or match.groupdict().get("leaves")
                or any(taking.giver for taking in takings)
                or decided()
                or decides(line[: match.end()])
            ):
                seen.add(place)
                found.extend(takings)
                found.extend(_also(clauses, match, takings, seen))
    return sorted(found, key=lambda taking: taking.start)


class _Pattern(NamedTuple):
    """A pattern; certain: says by itself that someone takes up a post. at_sign: begins with a person or a post.

    needs, needs_too: cues and syllables; without one of each the pattern matches nowhere in a sentence.
    """

    pattern: re.Pattern[str]
    certain: bool
    at_sign: bool
    needs: frozenset[str]
    needs_too: frozenset[str] = frozenset()


_VERBS = frozenset({Cue.APPOINTS, Cue.TAKES, Cue.ASSUMES})
_PATTERNS = (
    _Pattern(_OBJECT, True, False, frozenset({Cue.APPOINTS})),
    _Pattern(_UNTIL_FILLED, True, False, frozenset({Cue.APPOINTS}), frozenset({"khi"})),
    _Pattern(_ACTS_UNTIL_FILLED, True, True, frozenset({Cue.APPOINTS}), frozenset({"khi"})),
    _Pattern(_THIS, True, False, frozenset({Cue.APPOINTS}), frozenset({"này", "đó", "thế"})),
    _Pattern(_HIS, True, False, frozenset({Cue.OFFICE}), frozenset({"tiếp", "đảm"})),
    _Pattern(_DECISION_FOR, True, False, frozenset({Cue.APPOINTS}), frozenset({"quyết"})),
    _Pattern(_PASSIVE, True, True, _VERBS, frozenset({PASSIVE})),
    _Pattern(_GIVEN, True, False, frozenset({Cue.APPOINTS}), frozenset({TO, "đối", COMPRISES, IS, ":"})),
    _Pattern(_ONE_IS, True, False, frozenset({Cue.APPOINTS}), frozenset({"người"})),
    _Pattern(_SUCCESSOR_IS, True, False, frozenset({Cue.SUCCEEDS}), frozenset({IS})),
    _Pattern(_SUCCEEDING, True, True, frozenset({Cue.SUCCEEDS})),
    _Pattern(_BECOMING, True, True, frozenset({Cue.SUCCEEDS}), frozenset({"trở"})),
    _Pattern(_ACTIVE, True, True, frozenset({Cue.TAKES, "quyết", "cương"})),
    _Pattern(_ASSUMING, False, True, frozenset({Cue.ASSUMES})),
    _Pattern(_FALLS_TO, True, False, frozenset({Cue.OFFICE}), frozenset({"thuộc", PASSIVE})),
    _Pattern(_NEW_IS, True, True, frozenset({_NEWLY, _NEW}), frozenset({IS})),
    _Pattern(_HELD_BY, False, True, frozenset({Cue.TAKES, Cue.ASSUMES}), frozenset({BY})),
)


# The patterns of who takes up a post that stands elsewhere, and a word of each.
_NAMING_NO_POST = (_SUCCESSOR_IS, _THIS, _HIS)
_POSTLESS = frozenset({Cue.SUCCEEDS, "này", "tiếp"})


def _also(clauses: Clauses, match: re.Match[str], takings: Sequence[Taking], seen: set[int]) -> Iterator[Taking]:
    """`A được bổ nhiệm giữ chức X | và được chỉ định giữ chức Y`: what those take up besides."""
    more = _ALSO.match(clauses.line, match.end()) if takings and Cue.APPOINTS in clauses.holds else None
    if more and more.start("post") not in seen:
        seen.add(more.start("post"))
        for taking in takings:
            yield Taking(clauses.group(more["post"]), taking.taker, None, taking.start, "", None)


def _holds(clauses: Clauses, match: re.Match[str], group: PostGroup | None) -> bool:
    """Is it a fact, and no proposal; and a post of a person, not of a unit in a bloc?"""
    if group and any(item.role for item in group.items):
        return False
    if match.re is _NEW_IS and not (group and _is_new(clauses, match, group)):
        return False
    if match.re is _ASSUMING and clauses.line[: match.start()].endswith(_LED_BY) and group and _is_led(group):
        return False
    if match.re is _HELD_BY and _BEFORE_THAT in clauses.line[: match.start()]:
        return False
    ahead = _IDLE.sub("", _ahead(clauses.line, match))
    inside = match.group()
    if match.re in (_ACTIVE, _ASSUMING):
        until = _DECISION not in inside and _UNTIL.match(clauses.line, match.end())
        if until or _is_of_before(ahead, inside):
            return False
    if _PREDECESSOR_IS.search(ahead) or _TAKEN_BACK.match(clauses.line, match.end()) or _leaves_brackets(inside):
        return False
    if Cue.NOT_YET not in clauses.holds:
        return True
    if match.re in (_UNTIL_FILLED, _ACTS_UNTIL_FILLED):
        inside = ""  # till somebody else takes it up for good
    if group and _are_matched(clauses.persons(match["takers"]), group):
        inside = inside.replace(_EACH, "")
    return not (has_cue(ahead.strip(), Cue.NOT_YET) or has_cue(inside.strip(), Cue.NOT_YET))


def _are_matched(people: Sequence[Mention], group: PostGroup) -> bool:
    """`A và B lần lượt … giữ chức X và Y`: are there as many people as posts, and more than one?"""
    return len(people) == len(group.items) > 1


def _is_of_before(ahead: str, inside: str) -> bool:
    """`Trước đó, ông A giữ chức X`, `Hiện ông A làm X`: is a post held, with no decision told?"""
    held = _HOLDS.search(inside) and (_EARLIER.search(ahead) or _NOW.search(ahead))
    return bool(held) and not decides(ahead + inside)


def _leaves_brackets(inside: str) -> bool:
    """Does a match begin within brackets and end behind them: `A (con ông | B) được bầu làm X`?"""
    opening, closing = inside.find("( "), inside.find(") ")
    return closing >= 0 and not 0 <= opening < closing


def _is_led(group: PostGroup) -> bool:
    """`Hội đồng kỷ luật do ông A làm Chủ tịch`: is a post without a unit that of a council or task force?"""
    return all(item.unit is None for item in group.items)


def _is_new(clauses: Clauses, match: re.Match[str], group: PostGroup) -> bool:
    """Does a post stand with `tân` or `mới`?"""
    return clauses.sentence.row[group.first].norm == _NEWLY or f" {_NEW} " in match.group()


def _ahead(line: str, match: re.Match[str]) -> str:
    """What stands before a match in its clause."""
    return line[: match.start()].rpartition("; ")[2]


def _takings(clauses: Clauses, match: re.Match[str], group: PostGroup | None) -> Iterator[Taking]:
    people = clauses.persons(match["takers"])
    if len(people) > 1 and clauses.line[: match.start("takers")].endswith(_PREDECESSOR_OF):
        people = people[1:]  # `người tiền nhiệm của bà A, | ông B, … được bổ nhiệm`
    if group and _EACH in match.group() and _are_matched(people, group):
        unit = group.items[-1].unit
        for person, item in zip(people, group.items, strict=True):
            own = PostGroup(group.first, group.last, [item._replace(unit=item.unit or unit)])
            yield Taking(own, person, None, match.start(), "", None)
        return
    if group and len(people) > 1 and is_sole(group.items[0].title):
        people = people[-1:]
    givers = clauses.persons(_giver(clauses, match, group))
    before_post = clauses.line[: match.start("post")] if group else ""
    acting = next((word for word in _ACTING if before_post.endswith(f" {word} ")), "")
    acting = IN_CHARGE if match.re in (_UNTIL_FILLED, _ACTS_UNTIL_FILLED) else acting
    units = _COMES_TO.findall(clauses.line[match.end("takers") : match.start("post")]) if group else []
    for person in people:
        giver = givers[0] if givers and givers[0].person != person.person else None
        place = int(units[-1]) if units else None
        yield Taking(group, person, giver, match.start(), acting, place, match.re is _HIS, match.re is _THIS)


def _giver(clauses: Clauses, match: re.Match[str], group: PostGroup | None) -> str:
    """The part of a line that names who had the post before: in the match, after it or before it."""
    named = match.groupdict().get("giver")
    if named:
        return named
    after = _GIVER_AFTER.match(clauses.line, match.end()) or _GIVER_LEFT_IT.match(clauses.line, match.end())
    if after:
        return after["giver"]
    before = _GIVER_BEFORE.search(_ahead(clauses.line, match))
    return before["giver"] if before and not _had_another(clauses, before["giver"], group) else ""


def _had_another(clauses: Clauses, giver: str, group: PostGroup | None) -> bool:
    """`nhân sự thay cho Chủ tịch B đã nghỉ hưu, A được bầu làm Phó Bí thư`: is the post left another than the new?"""
    left = _POST_NUMBER.match(giver)
    if not left or group is None:
        return False
    old = {plain_title(item.title) for item in clauses.groups[int(left[1])].items}
    return old.isdisjoint(plain_title(item.title) for item in group.items)
