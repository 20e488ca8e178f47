"""What the article's heads of blocs say of a handover: its year, who gives the headship up, whose the taker is.

A handover whose sentence names no giver takes the head of the year before; a person who takes the flag stands for the
unit that is elected. A head of year N and another one elected or assigned for N + 1 are a handover by themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..people.posts import capitalised
from ..reading import Reading
from ..records import Basis, Role, Span
from ..text.language import fold
from ..text.words import UNIT
from ..units.same_units import same_unit
from ..units.unit_kinds import level
from .bloc_roles import Held
from .blocs import Named
from .holders import Holder
from .role_years import coming_year

# Words that set a role beside its holder and are no part of its title: `đơn vị Cụm trưởng`, `đại diện Khối trưởng`.
_BESIDE_TITLE = frozenset({*UNIT, "đại", "diện", "cơ", "quan", "tân"})
_HEAD = "trưởng"
_REGION = "khu"
_HEAD_OF_REGION = "Trưởng Khu vực"
_GIVEN = (Basis.ELECTED, Basis.ASSIGNED)
_STEPS_ABOVE = 2  # levels by which a unit is above another that may be a member of the same bloc


@dataclass(frozen=True, slots=True)
class Passing:
    """A bloc's headship that passes from one to another; `year` is the first year of the taker."""

    bloc: Named
    title: str
    giver: Holder | None
    taker: Holder
    year: int | None
    span: Span


def completed(reading: Reading, stated: Sequence[Passing], held: Sequence[Held]) -> list[Passing]:
    """The handovers that sentences state, completed by the article's heads, with those that only the heads show."""
    heads = [h for h in held if h.role is Role.HEAD and h.holder.unit]
    named = [passing for passing in map(_with_taker_of(heads), stated) if passing.taker.name]
    known = [_with_holders(p, heads) for p in _with_years(reading, named)]
    return _merged([*known, *_between_terms(heads)])


def _with_years(reading: Reading, found: Sequence[Passing]) -> list[Passing]:
    """A handover without a year takes another's, else the year after the one that the meeting closes, else none."""
    default = next((p.year for p in found if p.year), None) or coming_year(reading)
    return [p if p.year else replace(p, year=default) for p in found]


def _between_terms(heads: Sequence[Held]) -> list[Passing]:
    """A head of year N and another one elected or assigned for N + 1."""
    return [
        Passing(new.bloc, role_title(new.title), old.holder, new.holder, new.year, new.span)
        for old in heads
        for new in heads
        if _follows(old, new)
    ]


def _follows(old: Held, new: Held) -> bool:
    """Is one the head of a year and the other one, elected or assigned, that of the next?"""
    next_year = new.year is not None and old.year in (new.year - 1, None) and old is not new
    said = old.stated_year and new.stated_year and old.year is not None
    given = old.ended or new.basis in _GIVEN or said
    in_office = (old.basis is Basis.STATED or said) and old.bloc is new.bloc
    return next_year and in_office and given and not same_unit(old.holder.unit, new.holder.unit)


def _with_taker_of(heads: Sequence[Held]) -> Callable[[Passing], Passing]:
    """What gives a handover to nobody the only head that the article elects, assigns or states, with its year."""

    def with_taker(passing: Passing) -> Passing:
        others = [h for h in heads if h.bloc is passing.bloc and not _is_giver(passing, h)]
        last = max((h.year for h in others if h.stated_year and h.year), default=None)
        given = [h for h in others if h.basis in _GIVEN]
        given = given or [h for h in others if h.stated_year and h.year == last]  # `Khối trưởng năm 2024 là Y`
        if passing.taker.name or not given or not all(same_unit(h.holder.unit, given[0].holder.unit) for h in given):
            return passing
        return replace(passing, taker=given[0].holder, year=given[0].year or passing.year)

    return with_taker


def _is_giver(passing: Passing, head: Held) -> bool:
    giver = passing.giver.unit if passing.giver else None
    return same_unit(giver, head.holder.unit)


def _with_holders(passing: Passing, heads: Sequence[Held]) -> Passing:
    """A handover with the unit of who takes over, and with the giver that the article's heads say or deny."""
    heads = [h for h in heads if h.bloc is passing.bloc]
    taker, giver = passing.taker, passing.giver
    if taker.unit is None:
        given = [h.holder.unit for h in heads if h.year == passing.year and h.basis in _GIVEN]
        taker = replace(taker, unit=given[0] if given else None)
    if giver and _is_above(giver, passing.bloc, taker, heads):
        giver = None
    if giver is None and passing.year is not None:
        before = [h.holder for h in heads if h.year == passing.year - 1 and not same_unit(h.holder.unit, taker.unit)]
        giver = before[0] if before and all(same_unit(h.unit, before[0].unit) for h in before) else None
    return replace(passing, taker=taker, giver=giver)


def _is_above(giver: Holder, bloc: Named, taker: Holder, heads: Sequence[Held]) -> bool:
    """Does the body whose bloc it is, or a leader of one above the taker, hand the flag over for the head before?"""
    if giver.unit is None or taker.unit is None or any(same_unit(h.holder.unit, giver.unit) for h in heads):
        return False
    if fold(giver.unit) in bloc.members:
        return False
    led = giver.person is not None and level(giver.unit) + _STEPS_ABOVE <= level(taker.unit)
    return led or same_unit(bloc.scope, giver.unit)


def _merged(found: Sequence[Passing]) -> list[Passing]:
    """One for each bloc, taker and year: the first, with the giver, the person and the fullest name of all."""
    kept: list[Passing] = []
    for passing in found:
        same = next((k for k, known in enumerate(kept) if _agree(known, passing)), None)
        if same is None:
            kept.append(passing)
            continue
        known = kept[same]
        fuller = max(known.taker, passing.taker, key=lambda t: (len(t.unit or ""), t.person is not None))
        person = known.taker.person or passing.taker.person
        year = known.year or passing.year
        giver = known.giver or passing.giver
        kept[same] = replace(known, giver=giver, taker=replace(fuller, person=person), year=year)
    return kept


def _agree(left: Passing, right: Passing) -> bool:
    if left.bloc is not right.bloc or (left.year != right.year and None not in (left.year, right.year)):
        return False
    if left.taker.unit and right.taker.unit:
        return same_unit(left.taker.unit, right.taker.unit)
    return fold(left.taker.name or "") == fold(right.taker.name or "")


def title_of_head(bloc: Named) -> str:
    """What a bloc's head is called where only its flag is named: `Khối trưởng`, `Cụm trưởng`, `Trưởng Khu vực`."""
    first = bloc.name.split()[0]
    return _HEAD_OF_REGION if fold(first) == _REGION else f"{capitalised(first)} {_HEAD}"


def role_title(text: str) -> str:
    """A role's own words: `đơn vị Cụm trưởng` is `Cụm trưởng`."""
    syllables = text.split()
    first = next((i for i, word in enumerate(syllables) if fold(word) not in _BESIDE_TITLE), 0)
    return capitalised(" ".join(syllables[first:]))
