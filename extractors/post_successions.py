"""Who left the post that someone takes up, where another sentence says it; and one record for each taking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from .departures import Departure
from .language import fold
from .people import Mention
from .post_changes import Change, core_of, handover_id, is_sole, plain_title
from .posts import posts_of
from .reading import Reading
from .records import Handover
from .unit_names import alike


@dataclass(frozen=True, slots=True)
class Left:
    """Someone left the post of a title (folded, without what says acting) and a unit.

    moves: only so far as they take up another post. surely: the sentence says that it is now somebody else's.
    """

    who: Mention
    title: str
    unit: str | None
    moves: bool = False
    surely: bool = False


def posts_left(reading: Reading, departures: Sequence[Departure]) -> Iterator[Left]:
    """The posts that people are said to leave; where the sentence names none, all that the article gives them."""
    for departure in departures:
        mentions = reading.by_person.get(departure.who.person or "", [])
        for items in [departure.items] if departure.items else [m.items for m in mentions]:
            for post in posts_of(reading, items):
                yield Left(departure.who, plain_title(post.title), post.unit, surely=departure.surely)


def posts_moved_from(reading: Reading, changes: Sequence[Change]) -> Iterator[Left]:
    """The posts that those had who take up others, so far as their unit is named with them."""
    for change in changes:
        own = [item for item in change.taker.items if item.role is None and item.bloc is None]
        named = any(item.unit for item in own)
        for post in posts_of(reading, own) if named else []:
            yield Left(change.taker, plain_title(post.title), post.unit, moves=True)


def with_predecessor(
    reading: Reading, handover: Handover, left: Sequence[Left], others: Sequence[Handover]
) -> Handover:
    """A handover of a post that one person has, with who left it, if one and only one is said to have."""
    if handover.giver or not is_sole(handover.post):
        return handover
    title = plain_title(handover.post)
    rivals = sum(plain_title(o.post) == title and o.taker != handover.taker for o in others)
    givers: dict[str, Left] = {}
    for one in left:
        name = reading.name_of(one.who)
        if one.title != title or name == handover.taker:
            continue
        if one.moves and not (one.unit and handover.organization and alike(one.unit, handover.organization)):
            continue
        if alike(one.unit, handover.organization) or (one.surely and not rivals):
            givers.setdefault(name, one)
    if len(givers) != 1:
        return handover
    (one,) = givers.values()
    known = replace(handover, organization=handover.organization or one.unit)
    return _given_by(reading, known, one.who)


def _given_by(reading: Reading, handover: Handover, giver: Mention) -> Handover:
    name = reading.name_of(giver)
    return replace(
        handover,
        id=handover_id(reading, handover.post, handover.organization, name, handover.taker),
        giver=name,
        evidence=tuple(dict.fromkeys((*handover.evidence, reading.span(giver.a, giver.b)))),
    )


def with_unit_of_another(reading: Reading, handover: Handover, others: Sequence[Handover]) -> Handover:
    """`A được bầu làm Chủ tịch; B được bầu làm Phó Chủ tịch Hội X`: the unit of a post without one."""
    if handover.organization:
        return handover
    core = core_of(handover.post)
    unit = next((o.organization for o in others if o.organization and core_of(o.post) == core), None)
    known = handover_id(reading, handover.post, unit, handover.giver, handover.taker)
    return replace(handover, id=known, organization=unit)


def merged(found: Sequence[Handover]) -> list[Handover]:
    """One for each post, organization and taker; the one that names the predecessor, then the fuller unit, wins."""
    kept: list[Handover] = []
    places: dict[tuple[str, str], list[int]] = {}  # where the handovers of a post to a taker stand in `kept`
    for one in found:
        here = places.setdefault((plain_title(one.post), fold(one.taker or "")), [])
        same = next((place for place in here if alike(kept[place].organization, one.organization)), None)
        if same is None:
            here.append(len(kept))
            kept.append(one)
        elif _weight(one) > _weight(kept[same]):
            kept[same] = one
    return kept


def _weight(handover: Handover) -> tuple[bool, bool, int]:
    acting = plain_title(handover.post) != fold(handover.post)
    return handover.giver is not None, acting, len(handover.organization or "")
