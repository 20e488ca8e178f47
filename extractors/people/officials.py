"""Officials: one record for each person, from all mentions of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from ..handovers.post_changes import whole_title
from ..reading import Reading
from ..records import Handover, HandoverKind, Official, Part, Post, Span, record_id
from ..text.language import fold
from ..units.unit_names import spelling
from .lent_units import with_lent_units
from .names import spell
from .part_decisions import Deed
from .parts import best
from .people import Mention
from .post_groups import is_of_the_state
from .posts import capitalised, posts_of
from .same_posts import with_left, without_doubles

_OFFICIAL_PARTS = frozenset({Part.CHAIR, Part.DIRECT, Part.HAND_OVER, Part.TAKE_OVER})
_OF_THE_GOVERNMENT = " chính phủ"
RULE = "officials.mentions"
# A title that holds its body: `Thường trực` of `Ban Bí thư`.
_SECRETARIAT = "ban bí thư"
_STANDING_SECRETARY = f"thường trực {_SECRETARIAT}"
_MOST_EVIDENCE = 5


def find_officials(
    reading: Reading, deeds: Sequence[Deed], handovers: Sequence[Handover], *, meets: bool
) -> tuple[Official, ...]:
    """The officials of an article, in order of their first mention.

    deeds: what people did at the meeting. handovers: posts that passed on; the post that someone left is theirs. meets:
    the article reports a meeting or names a bloc. Someone with an honorific only counts where a meeting gives them a
    part, or the article a post that they took or left: elsewhere `bà A cho biết` is a villager.
    """
    left = {fold(h.giver): h for h in handovers if h.kind is HandoverKind.POST and h.giver}
    taken: defaultdict[str, list[Handover]] = defaultdict(list)
    for handover in handovers:
        if handover.kind is HandoverKind.POST and handover.taker:
            taken[fold(handover.taker)].append(handover)
    done: defaultdict[str, list[Deed]] = defaultdict(list)
    for deed in deeds:
        done[deed.mention.person or ""].append(deed)
    found = [
        _official(reading, own, done.get(person, ()), left.get(person), taken.get(person, ()))
        for person, own in reading.by_person.items()
        if (person in done and _takes_part(own, done[person], meets))
        or person in left
        or person in taken
        or any(m.rank or m.academic or m.items for m in own)
    ]
    return tuple(official for official in found if official)


def _takes_part(own: Sequence[Mention], did: Sequence[Deed], meets: bool) -> bool:
    """Has someone who did something a part in a meeting? Where none is reported, only chairing and the like tell."""
    if meets or any(deed.part in _OFFICIAL_PARTS for deed in did):
        return True
    return any(m.rank or m.academic or any(item.unit for item in m.items) for m in own)


def _official(
    reading: Reading,
    own: Sequence[Mention],
    did: Sequence[Deed],
    left: Handover | None,
    taken: Sequence[Handover],
) -> Official | None:
    """The record of a person with these mentions; None where it would say next to nothing."""
    named = next((m for m in own if m.full), None)
    if named is None:
        return None
    own = _of_one(own, named)
    first = reading.span(named.a, named.b)
    posts, spans = _posts(reading, own, named)
    if any(post.unit is None for post in posts):
        posts, lending = with_lent_units(posts, taken)
        spans.extend(lending)
    if left:
        post = Post(title=whole_title(left.post), unit=left.organization, former=True)
        posts, fresh = with_left(reading, posts, post, own)
        if fresh:
            spans.extend(left.evidence[:1])
    posts = without_doubles(reading, posts, taken) if len(posts) > 1 else posts
    part = best([deed.part for deed in did])
    spans.extend(deed.span for deed in did if deed.part is part)
    rank = next((m.promoted for m in own if m.promoted), None) or next((m.rank for m in own if m.rank), None)
    academic = named.academic or next((m.academic for m in own if m.academic), None)
    honoured = any(m.honorific for m in own)
    of_note = any(post.unit or is_of_the_state(post.title) for post in posts)
    if not (rank or academic or honoured or of_note or (part and not posts)):
        return None  # a title without a body (`đội trưởng A`) makes no official
    name = spell(named.name.text)
    return Official(
        id=record_id(reading.article.id, Official, fold(name)),
        evidence=_evidence(first, spans),
        rule=RULE,
        name=name,
        rank=capitalised(rank) if rank else None,
        academic=academic,
        posts=tuple(_of_its_body(post) for post in posts),
        part=part,
    )


def _of_its_body(post: Post) -> Post:
    """`Thường trực Ban Bí thư`: a title that holds its body is one of that body."""
    if post.unit or fold(post.title) != _STANDING_SECRETARY:
        return post
    return replace(post, title=post.title[: -len(_SECRETARIAT) - 1], unit=post.title[-len(_SECRETARIAT) :])


def _of_one(own: Sequence[Mention], named: Mention) -> list[Mention]:
    """The mentions that may be of one person: with another rank and a post, but no promotion, stands a namesake.

    What two share a name for is told of neither with certainty, so the namesake is left out, and told nowhere.
    """
    if any(m.promoted for m in own):
        return list(own)
    return [m for m in own if not (m.full and m.items and m.rank and named.rank and fold(m.rank) != fold(named.rank))]


def _posts(reading: Reading, own: Sequence[Mention], named: Mention) -> tuple[list[Post], list[Span]]:
    """The posts of a person, and the passages other than the naming one that bring any."""
    posts: list[Post] = []
    spans: list[Span] = []
    for mention in own:
        fresh = [post for post in posts_of(reading, mention.items) if not _is_known(post, posts)]
        if fresh:
            posts = _merged(posts, fresh)
            if mention is not named:
                spans.append(reading.span(mention.a, mention.b))
    return posts, spans


def _evidence(first: Span, others: Sequence[Span]) -> tuple[Span, ...]:
    """The first passages in the order of the text; the one that names the person is always among them."""
    spans = sorted({first, *others})
    if len(spans) <= _MOST_EVIDENCE or first in spans[:_MOST_EVIDENCE]:
        return tuple(spans[:_MOST_EVIDENCE])
    return (first, *sorted(set(others))[: _MOST_EVIDENCE - 1])


def _is_known(post: Post, posts: Sequence[Post]) -> bool:
    return any(_same_title(p, post) and _same_unit(p.unit, post.unit) for p in posts)


def _same_title(left: Post, right: Post) -> bool:
    return _plain(left) == _plain(right) and left.former == right.former


def _plain(post: Post) -> str:
    """The title, folded; `Thủ tướng Chính phủ` is the same as `Thủ tướng`."""
    return fold(post.title).removesuffix(_OF_THE_GOVERNMENT)


def _same_unit(known: str | None, said: str | None) -> bool:
    """Is the unit said the known one, or left out?"""
    return spelling(known or "") == spelling(said or "") or (said is None and known is not None)


def _merged(posts: Sequence[Post], fresh: Sequence[Post]) -> list[Post]:
    """Posts with fresh ones; one that says the same with a fuller unit takes the place of the shorter."""
    merged = list(posts)
    for post in fresh:
        shorter = next((i for i, p in enumerate(merged) if _same_title(p, post) and _begins(post.unit, p.unit)), None)
        if shorter is not None:
            merged[shorter] = post
        elif not any(_says_as_much(p, post) for p in merged):
            merged.append(post)
    return merged


def _says_as_much(known: Post, post: Post) -> bool:
    """Does a known post of the title name a unit as full as another's, or fuller?"""
    named = known.unit is not None and post.unit is not None
    return named and fold(known.title) == fold(post.title) and _begins(known.unit, post.unit)


def _begins(full: str | None, short: str | None) -> bool:
    """Does the name of a unit begin with a shorter one, or is the shorter one left out?"""
    return short is None or (full is not None and spelling(full).startswith(spelling(short)))
