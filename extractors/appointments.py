"""Who takes up a post, as one sentence says it.

    A (được) giữ chức X (thay B) · bổ nhiệm, điều động A, chức cũ, (giữ chức, làm) X · bầu A làm X · A trúng cử X
    bổ nhiệm A làm X; B, chức cũ, làm Y · A, … và B, … được bổ nhiệm giữ chức X · theo quyết định …, A làm X
    giao (cho) A, chức cũ, phụ trách nhiệm vụ X · A, chức cũ, sang làm X · A …; ông được bổ nhiệm X
    bầu (bổ sung) hai X gồm: A, …; B, … · trao quyết định bổ nhiệm X cho A · bầu X đối với A · người được bầu làm X là A

A verb of appointing makes its subject no appointee (`Chủ tịch A bổ nhiệm …`), only the one of whom it is passive, and
whoever hands out a decision is not the one whom it appoints. In whose place someone comes is read by `replacements`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .changes import CLAUSE_MARKS, Change, behind_instead, fits, moved_to, unit_of
from .chunks import Chunk, Kind, Row, is_word, words
from .cue_words import Cue, has_cue
from .people import Mention
from .post_groups import PostGroup
from .predecessors import is_single
from .replacements import replacing
from .sentence import Sentence
from .words import ACTING, ALL, AND, BY, COMPRISES, DECISION, FROM, IN_CHARGE, IS, OF, PASSIVE, TO, TOGETHER, WITH

RULE = "handovers.appointed"
# `điều động A, chức cũ, làm X`: the words right before the new post, and the verbs in front of the person.
_TAKING_UP = ("làm", "giữ chức", "giữ chức vụ", "giữ chức danh", "đến", "vào chức vụ", "vào chức danh")
_MAKES = "làm"
_ACTING = (ACTING, IN_CHARGE)
# `giao (cho) A, chức cũ, phụ trách nhiệm vụ X`: the verb before the person, and words before the post.
_ASSIGNS = ("giao", "giao cho")
_HANDS_OVER = ("bàn giao", "bàn giao cho")
_ASSIGNED = (
    *_TAKING_UP, "phụ trách", "phụ trách nhiệm vụ", "đảm nhận", "đảm nhiệm", "đảm đương", "đảm nhận nhiệm vụ",
    "đảm nhiệm nhiệm vụ", "thực hiện nhiệm vụ", "kiêm", "làm quyền", "giữ quyền", "đảm đương quyền", "kiêm nhiệm",
)  # fmt: skip
# `A, chức cũ, sang làm X`; and what sets it in the course of a life.
_MOVING = ("sang làm", "về làm", "lên làm", "sang giữ", "về giữ", "lên giữ")
_COURSE = ("sau đó", "rồi", "từng", "trước khi", "tiếp đó", "sau này")
# `Theo quyết định …, A làm X`, `Theo đó, A làm X`; but who heads a body that is set up takes nobody's post.
_ACCORDING = ("theo", "căn cứ", "thực hiện")
_ACCORDINGLY = "theo đó"
_RESOLUTION = "nghị quyết"
_SETS_UP = "thành lập"
# Whoever does this to a decision is not the one whom it appoints, but one who gets it is.
_HANDING_OUT = ("trao", "công bố", "ký", "đọc", "thông qua", "ban hành")
_GETTING = ("nhận", "đón nhận")
# Posts that so many hold that taking one up is no event: nobody is appointed `cán bộ`.
_NO_OFFICES = frozenset(
    {
        "cán bộ",
        "chuyên viên",
        "giáo viên",
        "nhân viên",
        "chiến sĩ",
        "hội viên",
        "đại biểu",
        "thành viên",
        "đbqh",
        "đại biểu quốc hội",
        "đại biểu hđnd",
        "đại biểu hội đồng nhân dân",
    }
)
# What says right before a post that someone holds it, or whose else it is.
_HOLDING = frozenset({"đang", "hiện", "vẫn", "chỉ", "không"})
_ANOTHER_S = (OF, "mà", BY, "bởi", "theo", PASSIVE, FROM, "giúp", "lý", WITH)
_OF = ("đối", "với")
# What ends the words on a term between a post and those who take it up.
_NO_TERM = ("đã", "vì", "để", "mà", "làm", "nhưng", "thay")
_SAYS = ("biết", "rằng", "hay", "thấy")
_GIVEN_TO = ("được giao cho", "được trao cho", "thuộc về")
_LIST_WORDS = (AND, TOGETHER, ALL)
_YET = "còn"
# Chunks within which what belongs together stands.
_HOLDING_REACH = 5  # syllables
_MOVING_REACH, _TAKER_REACH, _INSTEAD_REACH, _REPLACED_REACH = 6, 22, 8, 5
_VERB_REACH, _TERM_REACH, _FIRST_REACH, _PROPOSAL_REACH = 8, 16, 5, 4


def appointed(
    sentence: Sentence, here: Sequence[Mention], group: PostGroup, before: Change | None = None
) -> list[Change]:
    """The people who take up a group of posts in a sentence.

    here: its mentions of known people. before: what it said last of a post before this one.
    """
    row = sentence.row
    if any(item.role or item.title.casefold() in _NO_OFFICES for item in group.items):
        return []
    if any(_is_own(row, m, group) for m in here):
        return []
    change = replacing(sentence, here, group, RULE)
    return [change] if change else _person_first(sentence, here, group, before) or [*_post_first(sentence, here, group)]


def _is_own(row: Row, mention: Mention, group: PostGroup) -> bool:
    """Are the posts those that someone holds, set behind the name?"""
    first = mention.items[0].first if mention.items else None
    return first == group.first and mention.name.start < row[group.first].start


# --- A, then X ---------------------------------------------------------------------------------------------------


def _person_first(sentence: Sentence, here: Sequence[Mention], group: PostGroup, before: Change | None) -> list[Change]:
    """A group of posts that the person before it takes up, or several people joined before it."""
    row, start, reading = sentence.row, group.first, sentence.reading
    taker = _subject(row, here, start)
    if taker is None:
        return []
    link = words(row, taker.last, start)
    ahead = words(row, taker.first - _MOVING_REACH, taker.first)
    moved = link.endswith(_TAKING_UP) and has_cue(ahead, Cue.APPOINTS)
    makes = link.startswith(f"{PASSIVE} ") and link.endswith(f" {_MAKES}")  # the shortest form, in national papers
    passive = f" {PASSIVE} " in f" {link} " or any(f" {word} {DECISION}" in f" {link}" for word in _GETTING)
    takes = has_cue(link, Cue.APPOINTED) or (has_cue(link, Cue.APPOINTS) and passive)
    takes = takes or _is_assigned(ahead, link) or _moves(taker, link) or _decided(sentence, taker, link)
    takes = takes or (before is not None and _goes_on_from(row, before, taker, link))
    if not (moved or makes or takes) or has_cue(link, Cue.NOT_YET) or (_hands_out(link) and not passive):
        return []
    if _is_proposed(row, taker, moved=moved) or _is_held(link) or _is_foreign(reading.article.text, taker):
        return []
    giver = _replaced(row, here, group.last)
    several = giver is None and not any(is_single(item.title) for item in group.items)
    takers = _joined(row, here, taker) if several else [taker]
    end = max(row[group.last - 1].b, giver.b if giver else 0)
    span = reading.span(min(takers[0].a, row[start].a), end)
    # `điều động A … làm quyền X`: said right before the post, else nowhere.
    acting = "" if moved else next((word for word in _ACTING if link.endswith(word)), "")
    to = moved_to(reading, row, taker.last, start)
    return [Change(group, one, giver, _own_unit(sentence, one, group), span, RULE, acting, to) for one in takers]


def _is_held(link: str) -> bool:
    """`đang giữ chức X`, `được | Bộ trưởng X giao`, `nhiệm vụ của | X`: is the post held, or someone else's?"""
    last = link.split()[-_HOLDING_REACH:]
    if not last or last[-1] in _ANOTHER_S:
        return True
    return PASSIVE not in last and not _HOLDING.isdisjoint(last)


def _is_foreign(text: str, mention: Mention) -> bool:
    """`Kim Tae-yong`: does a hyphen in the name make it a foreign one, whose posts are no concern of the paper's?"""
    end = mention.name.b
    return text[end : end + 1] == "-" and text[end + 1 : end + 2].islower()


def _own_unit(sentence: Sentence, taker: Mention, group: PostGroup) -> str | None:
    """The unit of someone's posts, where a new post without one may be in it."""
    unit = unit_of(sentence.reading, taker)
    return unit if unit and fits(unit, group) else None


def _is_assigned(ahead: str, link: str) -> bool:
    """`giao (cho) A, chức cũ, phụ trách nhiệm vụ X`: is the verb of assigning right before someone?"""
    return ahead.endswith(_ASSIGNS) and not ahead.endswith(_HANDS_OVER) and link.endswith(_ASSIGNED)


def _moves(taker: Mention, link: str) -> bool:
    """`A, chức cũ, sang làm X`, `A rời cương vị X để về làm Y`: does someone leave one post for the other?"""
    if not link.endswith(_MOVING) or any(f" {word} " in f" {link} " for word in _COURSE):
        return False
    return any(not item.former for item in taker.items) or has_cue(link, Cue.LEAVES)


def _decided(sentence: Sentence, taker: Mention, link: str) -> bool:
    """`Theo quyết định …, A làm X`: does a sentence without a verb of appointing say what was decided?"""
    row, number = sentence.row, sentence.number
    opening = words(row, 0, taker.first)
    if not opening.startswith(_ACCORDING) or _plain(link) not in _TAKING_UP or is_word(row[taker.first - 1], BY):
        return False
    if _SETS_UP in sentence.all_words:
        return False
    above = sentence.reading.words(number - 1) if number and opening.startswith(_ACCORDINGLY) else opening
    return DECISION in above or _RESOLUTION in above


def _goes_on_from(row: Row, before: Change, taker: Mention, link: str) -> bool:
    """`bổ nhiệm A làm X; B, chức cũ, làm Y`: is someone the next one of whom a sentence says so?"""
    if not before.taker.last <= before.group.first < before.group.last < taker.first:
        return False
    k = taker.first - 1
    while k > before.group.last and (row[k].kind is Kind.HONORIFIC or is_word(row[k], ALL)):
        k -= 1
    return (row[k].text in (",", ";") or is_word(row[k], AND, _YET)) and _plain(link) in _ASSIGNED


def _plain(link: str) -> str:
    """A link without the marks around what stands between two of them."""
    return link.strip(" ,:–-")


def _joined(row: Row, here: Sequence[Mention], taker: Mention) -> list[Mention]:
    """`A, chức cũ, và B`; `các ông A, B`: everyone who is joined with the last of them, in order."""
    found, by_word = [taker], False
    for mention in reversed([m for m in here if m.last <= taker.first]):
        between = row[mention.last : found[0].first]
        if not between or not all(_parts_people(c) for c in between):
            break
        by_word = by_word or any(is_word(c, AND, TOGETHER) for c in between)
        found.insert(0, mention)
    first = found[0].first
    opened = first > 0 and is_word(row[first - 1], ALL)
    led = first > 0 and (is_word(row[first - 1], OF, BY) or any(behind_instead(row, k) == first for k in range(first)))
    return found if (by_word or opened) and not led else [taker]


def _hands_out(link: str) -> bool:
    """`A trao quyết định bổ nhiệm X`: does A only hand out, announce or sign the decision?"""
    return DECISION in link and any(f" {verb} " in f" {link} " for verb in _HANDING_OUT)


def _is_proposed(row: Row, taker: Mention, *, moved: bool) -> bool:
    """`giới thiệu A để bầu giữ chức X`, `từ khi A giữ chức X`: does the clause before someone say that it is not so?"""
    reach = _MOVING_REACH if moved else _PROPOSAL_REACH
    # `Lê Thị Nguyên và B được bổ nhiệm`: names are no words.
    ahead = [c for c in row[max(taker.first - reach, 0) : taker.first] if c.kind is not Kind.NAME]
    return has_cue(words(ahead), Cue.NOT_YET)


def _parts_people(chunk: Chunk) -> bool:
    """May a chunk stand between two of a list of people?"""
    return chunk.text == "," or chunk.kind is Kind.HONORIFIC or is_word(chunk, *_LIST_WORDS)


def _subject(row: Row, here: Sequence[Mention], start: int) -> Mention | None:
    """The person nearest before the post at chunk `start`, in its clause or taken up by a pronoun (`…; chị được`)."""
    mention = next((m for m in reversed(here) if m.last <= start), None)
    if mention is None or start - mention.last > _TAKER_REACH:
        return None
    mark = next((k for k in range(start - 1, mention.last - 1, -1) if row[k].text in CLAUSE_MARKS), None)
    if mark is None:
        return mention
    pronoun = mark + 2 < start and row[mark + 1].kind is Kind.HONORIFIC and row[mark + 2].kind is Kind.WORD
    return mention if pronoun and mention.full else None


def _replaced(row: Row, here: Sequence[Mention], end: int) -> Mention | None:
    """The person behind `thay`, within the clause that goes on at chunk `end`."""
    for k in range(end, min(end + _INSTEAD_REACH, len(row))):
        if row[k].text in CLAUSE_MARKS:
            return None
        if behind_instead(row, k):
            return next((m for m in here if 0 < m.first - k <= _REPLACED_REACH), None)
    return None


# --- X, then A ---------------------------------------------------------------------------------------------------


def _post_first(sentence: Sentence, here: Sequence[Mention], group: PostGroup) -> Iterator[Change]:
    """A group of posts that the people behind it take up: those of a list, or the one whom a decision is for."""
    row = sentence.row
    ahead = words(row, group.first - _VERB_REACH, group.first)
    given = _behind_giving(row, group.last)
    appoints = has_cue(ahead, Cue.APPOINTS) or has_cue(ahead, Cue.APPOINTED) or given > 0
    if not appoints or has_cue(ahead, Cue.NOT_YET):
        return
    start = (
        given or _list_start(row, group.last) or (_copula_end(row, group.last) if has_cue(ahead, Cue.APPOINTS) else 0)
    )
    takers = [m for m in here if m.first >= start] if start else []
    if not takers or takers[0].first - start > _FIRST_REACH:
        return
    for number, taker in enumerate(takers):
        if number and not _goes_on(row, takers[number - 1], taker):
            return
        span = sentence.reading.span(row[group.first].a, taker.b)
        yield Change(group, taker, None, _own_unit(sentence, taker, group), span, RULE)


def _list_start(row: Row, end: int) -> int:
    """The chunk behind `cho`, `đối với`, `gồm`, `:` near chunk `end`, over the words for a term; 0 where none is."""
    for k in range(end, min(end + _TERM_REACH, len(row) - 1)):
        if row[k].text in CLAUSE_MARKS or row[k].kind is Kind.NAME or is_word(row[k], *_NO_TERM):
            return 0
        if is_word(row[k], TO) and is_word(row[k + 1], *_SAYS):
            return 0
        if is_word(row[k], TO, COMPRISES) or (is_word(row[k], _OF[0]) and is_word(row[k + 1], _OF[1])):
            return k + 1
        if row[k].text == ":":
            return k + 1
    return 0


def _behind_giving(row: Row, end: int) -> int:
    """`chức vụ X được giao cho A`, `… thuộc về A`: the chunk behind the words that stand at chunk `end`; 0 without."""
    link = words(row, end, end + 3)
    return next((end + len(cue.split()) for cue in _GIVEN_TO if link.startswith(cue)), 0)


def _copula_end(row: Row, end: int) -> int:
    """`người được bầu làm X là A`: the chunk behind the copula that stands at chunk `end`; 0 without."""
    return end + 1 if end < len(row) and is_word(row[end], IS) else 0


def _goes_on(row: Row, before: Mention, after: Mention) -> bool:
    """Is someone the next one of a list of people?"""
    between = row[before.last : after.first]
    return 0 < len(between) <= _REPLACED_REACH and all(
        c.kind in (Kind.MARK, Kind.HONORIFIC, Kind.NUMBER) or is_word(c, AND) for c in between
    )
