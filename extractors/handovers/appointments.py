"""Sentences that give someone a post: appointed, elected, assigned, or taking over from someone.

    A, chức cũ, được (HĐND tỉnh) bầu giữ chức X · điều động, bổ nhiệm A, chức cũ, (đến nhận công tác tại U) giữ chức X
    A (và B) giữ chức X · A về làm X · trao quyết định bổ nhiệm X cho A · bầu bổ sung hai X gồm: A, …; B, …
    chức X thuộc về A · ghế X do A đảm nhận · thay B (ở cương vị X) là A · A thay B làm X
    người được điều động giữ chức X (thay B) là A · điều động A thôi giữ chức Y để giữ chức X
    giao A phụ trách U cho đến khi kiện toàn chức vụ X · bổ nhiệm A giữ chức vụ này · tiếp nhận cương vị của ông là A
    X được bầu bổ sung gồm A và B · (tân) X (mới) là A · A là tân X · A (chính thức) trở thành X · U có X mới: A
    A, X, vừa nhận chức (thay B) · cùng được bổ nhiệm chức vụ này có A
    thay ông là A · A lên thay · A được bổ nhiệm thay thế · người tiếp nhận là A · nhường vị trí này cho A (the post is
    told elsewhere, see `post_references`)

Who is only proposed (`đề nghị`, `giới thiệu`), holds a post (`đang giữ`) or held it (`từng`, `trước đó … giữ chức`)
takes up none, nor whose appointment is taken back (`bị thu hồi`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ..chunks import TITLES, Kind, is_word
from ..people.people import Mention
from ..people.post_groups import PostGroup
from ..text.cue_words import Cue, has_cue
from ..text.words import ACTING, IN_CHARGE, PASSIVE
from .appointment_patterns import (
    ACTIVE,
    ACTS_UNTIL_FILLED,
    ALSO,
    ASSUMING,
    BY_SIGN,
    EACH,
    HELD_BY,
    HIS,
    IS_NEW,
    NEW,
    NEW_IS,
    NEWLY,
    OWN,
    PATTERNS,
    POSTLESS,
    REPLACING,
    SAME,
    THIS,
    UNTIL_FILLED,
)
from .held_posts import is_held_then, only_says_who_holds
from .post_changes import IN_CHARGE_ONLY, is_sole, plain_title
from .post_clauses import (
    APPOINTS,
    FORMS_OF_ADDRESS,
    LEAVES,
    OFFICE,
    PERSON,
    SUCCEEDS,
    TERM,
    Clauses,
)
from .post_denials import denied

# What says after the post, or before the taker, whose it was.
_GIVER_AFTER = re.compile(
    rf"(?:(?!; |\. |M\d|G\d)\S+ ){{0,14}}?(?:{SUCCEEDS}|từ )"
    rf"(?:(?:thế|cho|vị|trí|của|người|tiền|nhiệm|đồng chí|ông|bà|,) |{OFFICE}){{0,5}}(?P<giver>{PERSON})"
)
_GIVER_LEFT_IT = re.compile(
    rf"{TERM}(?:mà|do) {FORMS_OF_ADDRESS}(?P<giver>{PERSON})"
    r"(?:(?:đã|vừa|mới) ){0,2}(?:để (?:lại|trống)|bỏ trống|rời|(?:bàn |chuyển |trao )?giao(?: lại)?|trao lại) "
)
_GIVER_GONE = re.compile(
    rf"{TERM}(?:, )?(?:sau )?khi {FORMS_OF_ADDRESS}(?P<giver>{PERSON})"
    rf"(?:(?:đã|vừa|mới|được|chính|thức|xin) ){{0,3}}{LEAVES}"
)
_GIVER_BEFORE = re.compile(rf"{SUCCEEDS}(?P<giver>{PERSON})[^;.MG]*$")
_DECIDED = re.compile(
    rf"{APPOINTS}|(?<!\S)(?:quyết định|theo đó|kiện toàn|hoán đổi|phiếu tán thành|số phiếu|công tác cán bộ|nhân sự|"
    r"chức danh|bàn giao (?:công việc|chức|nhiệm vụ|cương vị|trọng trách)) "
)
# What looks as if it said that nobody takes up a post (yet), and does not.
_IDLE = re.compile(r"(?:đề nghị|giới thiệu|tờ trình) (?:của|số) |trong khi đó |trong thời gian [^,;]*, ")
_BEFORE_THAT = "trước đó "
_UNTIL = re.compile(r"(?:(?!; |\. |M\d|G\d)\S+ ){0,8}?(?:cho )?(?:đến|tới) (?:nay|tháng|năm|khi|hết|ngày) ")
_REPLACED = re.compile(rf"{SUCCEEDS}$")  # `thay ông B | sang làm Y`
_TAKEN_BACK = re.compile(r"(?:(?!; |\. )\S+ ){0,6}?bị (?:thu hồi|hủy|hủy bỏ) ")
_PREDECESSOR_IS = re.compile(r"(?<!\S)tiền nhiệm của (?:M\d+|ông|bà|anh|chị) là $")
_VACANT = re.compile(r"(?<!\S)(?:bỏ |còn |để )?trống (?:vị trí|chức|ghế)")  # `trống vị trí X | do A đã được điều động`
_WHOEVER_REPLACES = re.compile(r"(?<!\S)người (?:sẽ )?(?:thay|thay thế|kế nhiệm)(?: cho)? $")
_WHO = "người "
_SUBJECT_OF_NEXT = re.compile(r"làm ")  # behind posts: those of whoever does so
_TO_A_DEPUTY = ("cho ", "để ")  # around one to whom work is left by who takes up a post
_POST_NUMBER = re.compile(r"G(\d+) ")
_LED_BY = (" do ", " nơi ")
_WHOM_HE_SUCCEEDS = re.compile(r"(?<!\S)người (?:mà )?(?:M\d+|ông|bà|anh|chị|đồng chí) $")
_OWN_POSTS = re.compile(r"([GH]\d+) ")
_HAS_NEW = re.compile(r"khi có G\d+ $")
_BY_DECISION = re.compile(rf"(?:(?!M\d|G\d|; |\. )\S+ ){{0,12}}?(?:{SUCCEEDS}|theo quyết định |bổ nhiệm )")
_FOR_NOW = "tạm thời "
_SEVERAL = ("hai", "ba", "bốn", "các", "những")
_PREDECESSOR_OF = "tiền nhiệm của "
_JOINED = re.compile(r"(?<!\S)(?:và|cùng) (?:(?:ông|bà|đồng chí) )?(?:G\d+ (?:[,:–-] )?)?M\d+ [^M]*$")
_COMES_TO = re.compile(r"(?:tại|về|đến|sang|tới) U(\d+) ")
_ACTING = (ACTING, IN_CHARGE)
_DECISION = "quyết định "
_OF_THE_NEXT = TITLES | {Kind.NAME}
_PRONOUNS = frozenset({"ông ", "bà ", "anh ", "chị ", "đồng chí "})


@dataclass(frozen=True, slots=True)
class Taking:
    """Someone takes up a group of posts. group: None where the sentence names no post, only the predecessor.

    start: where in the line. acting: the word for an acting holder, or "". place: the chunk of the unit to which
    someone comes to work. his: the post is that of who was said before to go elsewhere.
    here: … of who is said to leave it in the same sentence. same: … that someone else was said last to take up.
    own: … that the taker is said elsewhere to have.
    """

    group: PostGroup | None
    taker: Mention
    giver: Mention | None
    start: int
    acting: str
    place: int | None
    his: bool = False
    here: bool = False
    same: bool = False
    own: bool = False


def decides(line: str) -> bool:
    """Does a line speak of a decision on people?"""
    return _DECIDED.search(line) is not None


def find_takings(clauses: Clauses, decided: Callable[[], bool]) -> list[Taking]:
    """Who takes up which posts in a sentence. decided: do the sentences before speak of a decision on people?"""
    found: list[Taking] = []
    seen: set[int] = set()
    holds = clauses.holds
    if not clauses.names_post and holds.isdisjoint(POSTLESS):
        return found
    line = clauses.line
    signs = holds & BY_SIGN.keys()
    for index in sorted({index for sign in signs for index in BY_SIGN[sign]}):
        pattern, certain, at_sign, _, needs_too, names_post = PATTERNS[index]
        if needs_too and holds.isdisjoint(needs_too):
            continue
        if names_post and not clauses.names_post:
            continue
        for match in clauses.matches(pattern) if at_sign else pattern.finditer(line):
            group = _post_of(clauses, match)
            sign = match["post"]
            place = match.start("post") if sign else match.start()
            if place in seen or not _holds(clauses, match, group):
                continue
            takings = list(_takings(clauses, match, group))
            if group is None and any(told.taker.person == own.taker.person for told in found for own in takings):
                continue  # `B được bổ nhiệm làm X, | thay thế A`
            if (
                (certain and not (match.re is ACTIVE and _is_plainly_held(clauses, match)))
                or _is_acting(group)
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


def _post_of(clauses: Clauses, match: re.Match[str]) -> PostGroup | None:
    """The posts that a match names; where someone has just taken up what they have, those told with the name."""
    sign = match["post"]
    if sign or match.re is not OWN:
        before = match.end("takers") <= match.start("post")
        return (
            (_without_next_persons(clauses, clauses.group(sign)) if before else clauses.group(sign)) if sign else None
        )
    own = _OWN_POSTS.search(match["takers"])
    return clauses.group(own[1]) if own else None


def _without_next_persons(clauses: Clauses, group: PostGroup) -> PostGroup:
    """`bổ nhiệm A vào vị trí Giám đốc Sở X, Thứ trưởng | B cho biết`: what stands right before a name is another's."""
    behind = clauses.sentence.row[group.last : group.last + 1]
    if len(group.items) > 1 and behind and (behind[0].kind in _OF_THE_NEXT or behind[0].text[0].isupper()):
        return PostGroup(group.first, group.items[1].first, group.items[:1])
    return group


def newcomers(clauses: Clauses) -> Iterator[Taking]:
    """`tân Giám đốc Sở X A`, `A, tân Giám đốc Sở X`, `A là tân Giám đốc`: who is told to be newly in a post."""
    if NEWLY not in clauses.holds:
        return
    row, line = clauses.sentence.row, clauses.line
    for group in clauses.groups:
        if row[group.first].norm != NEWLY or any(item.role for item in group.items):
            continue
        who = _holder(clauses, group)
        if who and not has_cue(line[: line.find(f"{NEWLY} ")].strip(), Cue.NOT_YET):
            yield Taking(group, who, None, 0, "", None)


def _holder(clauses: Clauses, group: PostGroup) -> Mention | None:
    """Whose a post with `tân` is: of the name right behind it, else of the one in front; several are of nobody."""
    row = clauses.sentence.row
    if group.first and is_word(row[group.first - 1], *_SEVERAL):
        return None
    people = [m for m in clauses.people if m.person]
    behind = next((m for m in people if m.at >= group.last), None)
    if behind and behind.first <= group.last:
        between = row[group.last : behind.at]
        if all(chunk.kind is not Kind.MARK for chunk in between):
            return behind
    return next((m for m in people if m.at < group.first < m.last), None)


def _also(clauses: Clauses, match: re.Match[str], takings: Sequence[Taking], seen: set[int]) -> Iterator[Taking]:
    """`A được bổ nhiệm giữ chức X | và được chỉ định giữ chức Y`: what those take up besides."""
    more = ALSO.match(clauses.line, match.end()) if takings and Cue.APPOINTS in clauses.holds else None
    if more and more.start("post") not in seen:
        seen.add(more.start("post"))
        for taking in takings:
            yield Taking(clauses.group(more["post"]), taking.taker, None, taking.start, "", None)


def _holds(clauses: Clauses, match: re.Match[str], group: PostGroup | None) -> bool:
    """Is it a fact, and no proposal; and a post of a person, not of a unit in a bloc?"""
    if group and any(item.role for item in group.items):
        return False
    if match.re in (NEW_IS, IS_NEW) and not (group and _is_new(clauses, match, group)):
        return False
    if group is None and not (_is_sure(clauses, match) if match.re is OWN else _tells_successor(clauses, match)):
        return False
    if match.re is ASSUMING and clauses.line[: match.start()].endswith(_LED_BY):
        return False  # `Hội đồng kỷ luật do ông A làm Chủ tịch`, `trung tâm nơi ông A làm giám đốc`
    if match.re in (ACTIVE, ASSUMING) and _SUBJECT_OF_NEXT.match(clauses.line, match.end()):
        return False  # `A làm Phó Chủ tịch và | Bộ trưởng Y làm Ủy viên`: the seats of a committee
    if match.re is HELD_BY and (_BEFORE_THAT in clauses.line[: match.start()] or _VACANT.search(clauses.line)):
        return False
    if _WHOEVER_REPLACES.search(clauses.line, 0, match.start()) and _WHO not in match.group():
        return False  # but `người kế nhiệm ông A – người vừa được bổ nhiệm giữ chức X`
    ahead = _IDLE.sub("", _ahead(clauses.line, match))
    inside = match.group()
    if match.re in (ACTIVE, ASSUMING):
        until = _DECISION not in inside and _UNTIL.match(clauses.line, match.end())
        decision = decides(ahead + inside)
        if until or is_held_then(ahead, inside, clauses.line, match.end(), is_decision=decision):
            return False
    if _PREDECESSOR_IS.search(ahead) or _TAKEN_BACK.match(clauses.line, match.end()) or _leaves_brackets(inside):
        return False
    if denied(clauses.line, match):
        return False
    if Cue.NOT_YET not in clauses.holds:
        return True
    if match.re in (UNTIL_FILLED, ACTS_UNTIL_FILLED):
        if _HAS_NEW.search(inside):
            return False  # in charge till there is somebody: of the unit, not in the post
        inside = ""  # till somebody else takes it up for good
    if group and _are_matched(clauses.persons(match["takers"]), group):
        inside = inside.replace(EACH, "")
    return not (has_cue(ahead.strip(), Cue.NOT_YET) or has_cue(inside.strip(), Cue.NOT_YET))


def _tells_successor(clauses: Clauses, match: re.Match[str]) -> bool:
    """Does a match without a post tell of a successor, not of a predecessor (`người mà ông kế nhiệm là A`)?

    Nor of a substitute in a game, or at work for a day (`B vào thay`, `công việc tạm thời được giao cho B`).
    """
    if _WHOM_HE_SUCCEEDS.search(clauses.line, 0, match.start()) or _FOR_NOW in clauses.line[: match.end()]:
        return False
    sure = match.re is not REPLACING or match["giver"] or PASSIVE in match.group()
    return bool(sure) or Cue.LEAVES in clauses.holds


def _is_sure(clauses: Clauses, match: re.Match[str]) -> bool:
    """`A vừa nhận chức, thay B`, `A mới nhận nhiệm vụ theo quyết định …`: is it a post that A has just taken up?"""
    return _BY_DECISION.match(clauses.line, match.end()) is not None


def _are_matched(people: Sequence[Mention], group: PostGroup) -> bool:
    """`A và B lần lượt … giữ chức X và Y`: are there as many people as posts, and more than one?"""
    return len(people) == len(group.items) > 1


def _are_sole(group: PostGroup) -> bool:
    """`A và B được bầu làm Chủ tịch HĐND và Chủ tịch UBND`: are all posts such as one alone holds?"""
    return all(is_sole(item.title) for item in group.items)


def _leaves_brackets(inside: str) -> bool:
    """Does a match begin within brackets and end behind them: `A (con ông | B) được bầu làm X`?"""
    opening, closing = inside.find("( "), inside.find(") ")
    return closing >= 0 and not 0 <= opening < closing


def _is_acting(group: PostGroup | None) -> bool:
    """`A giữ | quyền Giám đốc`: nobody acts for long, so that it is news."""
    return group is not None and any(item.title.casefold().startswith(f"{ACTING} ") for item in group.items)


def _is_new(clauses: Clauses, match: re.Match[str], group: PostGroup) -> bool:
    """Does a post stand with `tân` or `mới`?"""
    return clauses.sentence.row[group.first].norm == NEWLY or f" {NEW} " in match.group()


def _is_plainly_held(clauses: Clauses, match: re.Match[str]) -> bool:
    """`Ông A giữ chức vụ X`, below the headline and the lead's first sentence: is it told without any decision?"""
    return clauses.sentence.number > 1 and only_says_who_holds(match.group())


def _ahead(line: str, match: re.Match[str]) -> str:
    """What stands before a match in its clause, and what heads the list of clauses: `thu hồi các quyết định: …; …`."""
    before = line[: match.start()]
    heading, colon, items = before.partition(": ")
    clause = before.rpartition("; ")[2]
    return f"{heading} {clause}" if colon and "; " in items else clause


def _takings(clauses: Clauses, match: re.Match[str], group: PostGroup | None) -> Iterator[Taking]:
    people = clauses.persons(match["takers"])
    before = clauses.line[: match.start("takers")]
    giver: Mention | None = None
    if before.endswith(_PREDECESSOR_OF):
        # `người tiền nhiệm của bà A, | ông B, … được bổ nhiệm`; `ông B, người tiền nhiệm của | bà A, được bổ nhiệm`
        people = people[1:] or clauses.persons(before)[-1:]
    elif len(people) > 1 and _REPLACED.search(before):
        giver, people = people[0], people[1:]  # `thay ông A, | bà B được bầu làm X`
    to, so_as = _TO_A_DEPUTY
    if match.re is ACTIVE and before.endswith(to) and clauses.line.startswith(so_as, match.end("takers")):
        people = clauses.persons(before)[-1:]  # `A giao việc cho B | để nhận nhiệm vụ X`
    joined = _JOINED.search(match["takers"]) is not None
    if group and (EACH in match.group() or (joined and _are_sole(group))) and _are_matched(people, group):
        unit = group.items[-1].unit
        for person, item in zip(people, group.items, strict=True):
            own = PostGroup(group.first, group.last, [item._replace(unit=item.unit or unit)])
            yield Taking(own, person, None, match.start(), "", None)
        return
    if group and len(people) > 1 and is_sole(group.items[0].title):
        people = [] if joined else people[-1:]  # `A và B được bổ nhiệm làm Giám đốc Sở X và Y`: whose is which?
    told = _giver(clauses, match, group)
    his = told in _PRONOUNS
    givers = [giver] if giver else _meant(clauses, match) if his else clauses.persons(told)
    before_post = clauses.line[: match.start("post")] if match["post"] else ""
    acting = next((word for word in _ACTING if before_post.endswith(f" {word} ")), "")
    acting = IN_CHARGE_ONLY if match.re in (UNTIL_FILLED, ACTS_UNTIL_FILLED) else acting
    units = _COMES_TO.findall(clauses.line[match.end("takers") : match.start("post")]) if match["post"] else []
    units += [of] if (of := match.groupdict().get("of")) else []
    his = his or match.re is HIS
    for person in people:
        giver = givers[0] if givers and givers[0].person != person.person else None
        place = int(units[-1]) if units else None
        yield Taking(
            *(group, person, giver, match.start(), acting, place, his),
            here=match.re is THIS,
            same=match.re is SAME,
            own=match.re is OWN,
        )


def _meant(clauses: Clauses, match: re.Match[str]) -> Sequence[Mention]:
    """`A nghỉ hưu, B thay ông làm X`: whom a pronoun means, if the sentence names someone before its taker."""
    return clauses.persons(clauses.line[: match.start()])[-1:]


def _giver(clauses: Clauses, match: re.Match[str], group: PostGroup | None) -> str:
    """The part of a line that names who had the post before: in the match, after it or before it."""
    named = match.groupdict().get("giver")
    if named:
        return named
    for pattern in (_GIVER_AFTER, _GIVER_LEFT_IT, _GIVER_GONE):
        after = pattern.match(clauses.line, match.end())
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
