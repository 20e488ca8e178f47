"""Who left the post that someone takes up, where another sentence says it; and one record for each taking."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from ..people.people import Mention
from ..people.posts import posts_of
from ..people.same_posts import is_explained
from ..reading import Reading
from ..records import Handover
from ..text.language import fold
from ..units.unit_names import alike
from .departures import Departure
from .post_changes import Change, Naming, core_of, is_sole, plain_title
from .post_records import handover_id

# What two spellings of one title, or of one body, differ in.
_FULL_DEPUTY = "phó trưởng "
_DEPUTY = "phó "
_BESIDE = re.compile(r" (?:thường trực|hđqt|hđtv|hội đồng quản trị|hội đồng thành viên|chính phủ)$")
_CENTRE = re.compile(r"^(?:(?:ban chấp hành )?trung ương|trường(?= (?:đh|đại học|cđ|cao đẳng))) ")
_FRONT = re.compile(r"^(?:ủy ban|uỷ ban) (?=mặt trận |mttq )")
_LINKS = frozenset({"và", "-", "–", ",", "tỉnh", "thành phố", "thành", "phố", "tp", "tp.", "quận", "huyện", "của"})


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


def takers_of_titles(found: Sequence[Handover]) -> dict[str, set[str | None]]:
    """Who take up posts of each title (plain)."""
    takers: dict[str, set[str | None]] = {}
    for handover in found:
        takers.setdefault(plain_title(handover.post), set()).add(handover.taker)
    return takers


def with_predecessor(
    reading: Reading, handover: Handover, left: Sequence[Left], takers: Mapping[str, Set[str | None]]
) -> Handover:
    """A handover of a post that one person has, with who left it, if one and only one is said to have.

    takers: who take up posts of each title.
    """
    if handover.giver or not is_sole(handover.post):
        return handover
    title = plain_title(handover.post)
    givers: dict[str, Left] = {}
    for one in left:
        name = reading.name_of(one.who)
        if one.title != title or name == handover.taker:
            continue
        if one.moves and not (one.unit and handover.organization and alike(one.unit, handover.organization)):
            continue
        alone = takers.get(title, set()) <= {handover.taker, name}
        if one.unit is None and not alone:
            continue
        if alike(one.unit, handover.organization) or (one.surely and alone):
            givers.setdefault(name, one)
    if len(givers) != 1:
        return handover
    (one,) = givers.values()
    known = replace(handover, organization=_fuller(handover.organization, one.unit))
    return _given_by(reading, known, one.who)


def _fuller(organization: str | None, unit: str | None) -> str | None:
    """`Giám đốc Sở X tỉnh Y nghỉ hưu … bổ nhiệm Giám đốc Sở X`: the name that says more."""
    if organization and unit and fold(unit).startswith(f"{fold(organization)} "):
        return unit
    return organization or unit


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


def without_guesses(reading: Reading, found: Sequence[Handover], naming: Sequence[Naming]) -> list[Handover]:
    """Those whose unit is named with them, and the others whose taker is not told elsewhere of which unit it is.

    `A được bầu làm Chủ tịch tỉnh`, and below: `A giữ chức Chủ tịch UBND tỉnh X`.
    """
    told: dict[tuple[str, str | None], list[Handover]] = {}
    for handover, named in zip(found, naming, strict=True):
        if named is Naming.FULL:
            told.setdefault((_title_of(handover), handover.taker), []).append(handover)
    kept = []
    for handover, named in zip(found, naming, strict=True):
        same = [] if named is Naming.FULL else told.get((_title_of(handover), handover.taker), [])
        if named is Naming.SHORT:
            same = [o for o in same if _may_be_short(handover.organization or "", o.organization or "")]
        if not same or any(_are_one(reading, o.organization, handover.organization) for o in same):
            kept.append(handover)
        elif handover.giver:
            kept.append(_with_giver_of(reading, same[0], handover))
    return kept


def _may_be_short(short: str, whole: str) -> bool:
    """May a name that says a unit's kind be short for another one: `Công an`, `(Văn phòng) Bộ X`?"""
    return _words(short)[0] == _words(whole)[0] or fold(whole).endswith(fold(short))


def merged(reading: Reading, found: Sequence[Handover], changes: Sequence[Change]) -> list[Handover]:
    """One for each post, organization and taker, as it is told most fully, with the predecessor if one names them.

    An acting holder is told as one, unless someone takes up in full what the article says they have been acting as.
    """
    acted = {reading.name_of(c.taker) for c in changes if any(_is_acting(item.title) for item in c.taker.items)}
    kept: list[Handover] = []
    places: dict[tuple[str, str], list[int]] = {}  # where the handovers of a post to a taker stand in `kept`
    for one in found:
        here = places.setdefault((_title_of(one), fold(one.taker or "")), [])
        same = next((place for place in here if _are_one(reading, kept[place].organization, one.organization)), None)
        if same is None:
            here.append(len(kept))
            kept.append(one)
            continue
        other = kept[same]
        fuller, less = (one, other) if _weight(one, acted) > _weight(other, acted) else (other, one)
        fuller = fuller if fuller.giver or not less.giver else _with_giver_of(reading, fuller, less)
        kept[same] = fuller if fuller.year else replace(fuller, year=less.year, date=less.date)
    return kept


def _with_giver_of(reading: Reading, handover: Handover, other: Handover) -> Handover:
    return replace(
        handover,
        id=handover_id(reading, handover.post, handover.organization, other.giver, handover.taker),
        giver=other.giver,
        evidence=tuple(dict.fromkeys((*handover.evidence, *other.evidence))),
    )


def _title_of(handover: Handover) -> str:
    """A title as it is compared: `Phó Trưởng ban` is `Phó ban`, `Phó Bí thư Thường trực` a `Phó Bí thư`."""
    return _BESIDE.sub("", plain_title(handover.post).replace(_FULL_DEPUTY, _DEPUTY))


def _are_one(reading: Reading, left: str | None, right: str | None) -> bool:
    """Are two names of one body, for one post of one person? `Sở X và Y`, `Sở X Y tỉnh Z`; `(Trung ương) Hội X`.

    So are `MTTQ tỉnh X` and `Ủy ban MTTQ Việt Nam tỉnh X`, and a name and the short one that a bracket gives with it.
    """
    if alike(left, right) or is_explained(reading, left or "", right or ""):
        return True
    a, b = (_words(name or "") for name in (left, right))
    return a[0] == b[0] and (set(a) <= set(b) or set(b) <= set(a))


def _words(name: str) -> list[str]:
    return [w for w in _FRONT.sub("", _CENTRE.sub("", fold(name))).split() if w not in _LINKS] or [""]


def _weight(handover: Handover, acted: Set[str]) -> tuple[bool, int, int, int]:
    acting = _is_acting(handover.post) != (handover.taker in acted)
    organization = handover.organization or ""
    return acting, len(_words(organization)), len(handover.post), len(organization)


def _is_acting(title: str) -> bool:
    return plain_title(title) != fold(title)
