"""The roles of blocs and the handovers of headship as records; and what only a chair suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..merging import merged
from ..reading import Reading
from ..records import (
    Basis,
    BlocRole,
    Handover,
    HandoverKind,
    Official,
    Part,
    Role,
    Span,
    record_id,
)
from ..text.language import fold
from ..units.same_units import same_unit
from ..units.unit_kinds import level
from .bloc_roles import Held
from .blocs import Blocs, Named
from .holders import Holder, person_holder
from .passed_terms import Passing
from .role_years import goes_round

RULE_STATED = "roles.sentence"
RULE_PASSED = "roles.handover"
RULE_CHAIRED = "roles.chair"
RULE_BLOC_HEAD = "handovers.bloc_head"
RULE_DEPUTY = "handovers.bloc_deputy"
_TOP = 2  # the level of ministries and what stands beside them
_MOST_EVIDENCE = 4


def bloc_roles(reading: Reading, held: Sequence[Held], passings: Sequence[Passing]) -> list[BlocRole]:
    """One record for each bloc, role, year and holder; the fullest of several."""
    stated = [
        _role(
            reading, one.bloc.name, one.role, one.holder, _year(one, passings),
            basis=one.basis, evidence=(one.span,), rule=RULE_STATED,
        )
        for one in held
    ]  # fmt: skip
    passed = [
        _role(
            reading, one.bloc.name, Role.HEAD, one.taker, one.year,
            basis=Basis.HANDOVER, evidence=(one.span,), rule=RULE_PASSED,
        )
        for one in passings
    ]  # fmt: skip
    before = [
        _role(
            reading, one.bloc.name, Role.HEAD, one.giver, one.year - 1,
            basis=Basis.HANDOVER, evidence=(one.span,), rule=RULE_PASSED,
        )
        for one in passings
        if one.giver and one.giver.unit and one.year and goes_round(reading) and not _was_head(one, held)
    ]  # fmt: skip
    # The one with a year, then with a unit, then with a person, is the fuller; all passages prove it.
    return merged([*stated, *passed, *before], lambda one: (one.bloc, one.role), _same, _weight, _MOST_EVIDENCE)


def _was_head(passing: Passing, held: Sequence[Held]) -> bool:
    """Does the article say itself that the giver was head the year before?"""
    return any(
        one.role is Role.HEAD and one.bloc is passing.bloc and one.year == (passing.year or 0) - 1 for one in held
    )


def _year(held: Held, passings: Sequence[Passing]) -> int | None:
    """The year of a role; of one that is to come, that of the handover that brings it."""
    if not held.coming or held.role is not Role.HEAD:
        return held.year
    brought = (p.year for p in passings if p.bloc is held.bloc and p.year and same_unit(p.taker.unit, held.holder.unit))
    return next(brought, held.year)


def _role(
    reading: Reading,
    bloc: str,
    role: Role,
    holder: Holder,
    year: int | None,
    *,
    basis: Basis,
    evidence: tuple[Span, ...],
    rule: str,
) -> BlocRole:
    key = (fold(bloc), year, role, fold(holder.unit or ""), fold(holder.person or ""))
    return BlocRole(
        id=record_id(reading.article.id, BlocRole, *key),
        evidence=evidence,
        rule=rule,
        bloc=bloc,
        year=year,
        role=role,
        unit=holder.unit,
        person=holder.person,
        basis=basis,
        since=None,
        until=None,
    )


def _weight(record: BlocRole) -> tuple[bool, int, bool]:
    return record.year is not None, len(record.unit or ""), record.person is not None


def _same(left: BlocRole, right: BlocRole) -> bool:
    """Do two records of one bloc's role speak of one holder, as far as they say?"""
    if left.year is not None and right.year is not None and left.year != right.year:
        return False
    if left.unit and right.unit:
        return same_unit(left.unit, right.unit)
    if left.role is Role.HEAD and left.year is not None and left.year == right.year and (left.unit or right.unit):
        return not (left.person and right.person) or fold(left.person) == fold(right.person)
    return bool(left.person and right.person and fold(left.person) == fold(right.person))


def chaired(reading: Reading, blocs: Blocs, roles: Sequence[BlocRole], officials: Sequence[Official]) -> list[BlocRole]:
    """The unit of a meeting's only chair, as the bloc's head of the meeting's year, where nobody else is said to be.

    An inference: the record says `chaired`. It is not drawn where the chair's unit is known to be no member.
    """
    main, year = blocs.main, reading.term
    chairs = [o for o in officials if o.part is Part.CHAIR]
    if main is None or year is None or len(chairs) != 1 or _has_head(main, year, roles):
        return []
    mention = reading.full_mention(fold(chairs[0].name))
    holder = person_holder(reading, mention) if mention else None
    if holder is None or holder.unit is None or not _may_be_member(main, holder.unit):
        return []
    return [
        _role(
            reading, main.name, Role.HEAD, replace(holder, person=None), year, basis=Basis.CHAIRED,
            evidence=tuple(dict.fromkeys((*chairs[0].evidence[:3], main.spans[0]))), rule=RULE_CHAIRED,
        )
    ]  # fmt: skip


def _has_head(bloc: Named, year: int, roles: Sequence[BlocRole]) -> bool:
    return any(r.role is Role.HEAD and r.bloc == bloc.name and r.year in (year, None) for r in roles)


def _may_be_member(bloc: Named, unit: str) -> bool:
    """Is a unit among a bloc's members, if they are known, and below the body whose bloc it is?

    Without a known body, nothing at the top of the State is a member: it sends someone to chair.
    """
    highest = level(bloc.scope) if bloc.scope else _TOP + 1
    if level(unit) < highest:
        return False
    members = {*bloc.members, *(fold(member) for member in bloc.expanded)}
    is_scope = bloc.scope is not None and fold(unit) == fold(bloc.scope)
    return not is_scope and (not members or fold(unit) in members)


def bloc_handovers(reading: Reading, passings: Sequence[Passing], changes: Sequence[Passing]) -> list[Handover]:
    """The passing on of headship, and the changes of deputies, as records."""
    heads = [_handover(reading, passing, HandoverKind.BLOC_HEAD, RULE_BLOC_HEAD) for passing in passings]
    return [*heads, *(_handover(reading, change, HandoverKind.POST, RULE_DEPUTY) for change in changes)]


def _handover(reading: Reading, passing: Passing, kind: HandoverKind, rule: str) -> Handover:
    giver = passing.giver.name if passing.giver else None
    taker = passing.taker.name
    key = (fold(passing.title), fold(passing.bloc.name), fold(giver or ""), fold(taker or ""), passing.year)
    spans = [passing.span, *([passing.giver.span] if passing.giver else [])]
    return Handover(
        id=record_id(reading.article.id, Handover, *key),
        evidence=tuple(dict.fromkeys(spans)),
        rule=rule,
        kind=kind,
        post=passing.title,
        organization=passing.bloc.name,
        giver=giver,
        taker=taker,
        year=passing.year,
        date=reading.day[0] if reading.day else None,
    )
