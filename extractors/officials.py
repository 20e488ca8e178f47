"""Officials: one record for each person, from all mentions of them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .language import fold
from .names import spell
from .parts import Deed, best
from .people import Mention, PostItem
from .reading import Reading
from .records import Handover, HandoverKind, Official, Post, Span, record_id

RULE = "officials.mentions"
_MOST_EVIDENCE = 5
# A seat in a committee: its unit is the committee that the following post names.
_SEAT = re.compile(r"\b(?:ban )?(?:thường vụ|chấp hành)$")
_COMMITTEE = re.compile(r"(?:tỉnh|thành|huyện|thị|quận|đảng|quân) ủy.*$|(?:tỉnh|thị|huyện|thành) đoàn.*$")
_PARTY_BODIES = ("đảng ủy", "đảng bộ", "ban thường vụ", "ban chấp hành", "ban thường vụ đảng ủy", "chi bộ")
_LOCAL_BODIES = ("huyện ủy", "thị ủy", "quận ủy", "thành ủy", "tỉnh ủy")
_PLACE = re.compile(r"\b(?:tỉnh|huyện|thị xã|quận|thành phố|TP\.?|xã|phường)\s+(\S.*)$", re.IGNORECASE)


def find_officials(
    reading: Reading, mentions: Sequence[Mention], deeds: Sequence[Deed], handovers: Sequence[Handover] = ()
) -> tuple[Official, ...]:
    """The officials of an article, in order of their first mention.

    Someone with an honorific only counts where the article gives them a part, or a post that they took or left.
    """
    left = {fold(h.giver): h for h in handovers if h.kind is HandoverKind.POST and h.giver}
    taken = {fold(h.taker) for h in handovers if h.kind is HandoverKind.POST and h.taker}
    by_person: dict[str, list[Mention]] = {}
    for mention in mentions:
        if mention.person:
            by_person.setdefault(mention.person, []).append(mention)
    found: list[Official] = []
    for person, own in by_person.items():
        did = [d for d in deeds if d.mention.person == person]
        if not any(m.rank or m.academic or _held(m) for m in own) and not (did or person in left or person in taken):
            continue
        official = _official(reading, own, did, left.get(person))
        if official:
            found.append(official)
    return tuple(found)


def _held(mention: Mention) -> bool:
    return bool(mention.items)


def _official(reading: Reading, own: list[Mention], did: list[Deed], left: Handover | None) -> Official | None:
    named = next((m for m in own if m.full), None)
    if named is None:
        return None
    posts: list[Post] = []
    spans: list[Span] = [reading.span(named.a, named.b)]
    for mention in own:
        fresh = [p for p in posts_of(reading, mention) if not _known(p, posts)]
        if fresh:
            posts = _merge(posts, fresh)
            if mention is not named:
                spans.append(reading.span(mention.a, mention.b))
    if left and not any(fold(p.title) == fold(left.post) and _same_unit(p.unit, left.organization) for p in posts):
        posts.append(Post(title=left.post, unit=left.organization, former=True))
        spans.extend(left.evidence[:1])
    part = best([d.part for d in did])
    spans.extend(d.span for d in did if d.part is part)
    rank = next((m.rank for m in own if m.rank), None)
    academic = next((m.academic for m in own if m.academic), None)
    if not (rank or academic or part or any(p.unit for p in posts) or named.honorific):
        return None  # a title without a body (`đội trưởng A`) makes no official
    name = spell(named.name.text)
    sure = 0.95 if rank and posts else 0.9 if rank or posts else 0.7
    return Official(
        id=record_id(reading.article.id, Official, fold(name)),
        evidence=tuple(sorted(set(spans))[:_MOST_EVIDENCE]) if spans[0] in sorted(set(spans))[:_MOST_EVIDENCE]
        else (spans[0], *sorted(set(spans[1:]))[: _MOST_EVIDENCE - 1]),
        confidence=sure,
        rule=RULE,
        name=name,
        rank=capitalised(rank) if rank else None,
        academic=academic,
        posts=tuple(posts),
        part=part,
    )


def capitalised(text: str) -> str:
    """With a capital first letter: national papers write ranks in lower case."""
    return text[:1].upper() + text[1:]


def posts_of(reading: Reading, mention: Mention) -> list[Post]:
    """The posts of a mention with units as full as the article allows; posts of one unit share it."""
    items = [i for i in mention.items if i.role is None and i.bloc is None]
    posts: list[Post] = []
    for number, item in enumerate(items):
        posts.append(Post(title=_title(item), unit=_unit(reading, items, number), former=item.former))
    return posts


def _title(item: PostItem) -> str:
    words = item.title.split()
    return capitalised(" ".join(words))


def _unit(reading: Reading, items: list[PostItem], number: int) -> str | None:
    item = items[number]
    near = [reading.complete(i.unit, i.first) for i in (*items[number + 1 :], *items[:number]) if i.unit and not (
        i.unit.bare or i.unit.open_place)]
    if item.unit is None:
        shared = _shared(reading, items, number)
        return shared or (reading.last_of_kind(item.takes, item.title_end) if item.takes else None)
    offset = reading.tokens.start[item.unit.start]
    folded = fold(item.unit.name)
    following = next((i for i in items[number + 1 :] if i.unit), None)
    if item.unit.bare and following and following.unit:
        body = reading.complete(following.unit, reading.tokens.start[following.unit.start])
        if folded in _PARTY_BODIES:
            committee = _COMMITTEE.search(fold(body))
            if committee:
                body = body[committee.start() :]
            return reading.expand(f"{item.unit.name} {body}")
    if item.unit.bare and folded in _LOCAL_BODIES and near:
        place = _PLACE.search(near[0])
        if place and place.group(1)[0].isupper():
            return reading.expand(f"{item.unit.name} {place.group(1)}")
    return reading.complete(item.unit, offset, near[0] if near else None)


def _shared(reading: Reading, items: list[PostItem], number: int) -> str | None:
    """The unit that a post without one shares with its neighbour, the following one first."""
    title = fold(items[number].title)
    if title.endswith("ủy viên") and len(title.split()) == 3:
        return None  # Tỉnh ủy viên: the title holds the body
    order = [*range(number + 1, len(items)), *range(number - 1, -1, -1)]
    for j in order:
        if items[j].unit:
            whole = _unit(reading, items, j)
            if whole is None:
                continue
            committee = _COMMITTEE.search(fold(whole))
            if _SEAT.search(fold(reading.expand(items[number].title))):
                return whole[committee.start() :] if committee else None
            return whole
    return None


def _known(post: Post, posts: list[Post]) -> bool:
    return any(fold(p.title) == fold(post.title) and _same_unit(p.unit, post.unit) and p.former == post.former for p in posts)


def _same_unit(left: str | None, right: str | None) -> bool:
    return fold(left or "") == fold(right or "") or (right is None and left is not None)


def _merge(posts: list[Post], fresh: list[Post]) -> list[Post]:
    """Add posts; one that says the same with a fuller unit takes the place of the shorter."""
    merged = list(posts)
    for post in fresh:
        shorter = [
            i
            for i, p in enumerate(merged)
            if fold(p.title) == fold(post.title)
            and p.former == post.former
            and (p.unit is None or (post.unit and fold(post.unit).startswith(fold(p.unit))))
        ]
        if shorter:
            merged[shorter[0]] = post
        elif not any(
            fold(p.title) == fold(post.title) and p.unit and post.unit and fold(p.unit).startswith(fold(post.unit))
            for p in merged
        ):
            merged.append(post)
    return merged
