"""The roles of blocs and the handovers of headship as records; and what only a chair suggests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from .blocs import Blocs
from .dates import meeting_date, meeting_period
from .flags import Passing
from .language import fold
from .people import Mention
from .reading import Reading
from .records import Basis, BlocRole, Handover, HandoverKind, Official, Part, Role, record_id
from .roles import Held, person_holder

RULE_STATED = "roles.sentence"
RULE_PASSED = "roles.handover"
RULE_CHAIRED = "roles.chair"
RULE_FLAG = "handovers.bloc_head"


def bloc_roles(reading: Reading, held: Sequence[Held], passings: Sequence[Passing]) -> list[BlocRole]:
    """One record for each bloc, role, year and holder; the fullest of several."""
    records: list[BlocRole] = []
    for one in held:
        records.append(
            _role(reading, one.bloc.name, one.year, one.role, one.holder.unit, one.holder.person, one.basis, one.span,
                  RULE_STATED, 0.9 if one.stated_year else 0.75)
        )
    for passing in passings:
        records.append(
            _role(reading, passing.bloc.name, passing.year, Role.HEAD, passing.taker.unit, passing.taker.person,
                  Basis.HANDOVER, passing.span, RULE_PASSED, 0.9 if passing.year else 0.7)
        )
    return _merged(records)


def _role(
    reading: Reading, bloc: str, year: int | None, role: Role, unit: str | None, person: str | None, basis: Basis,
    span: object, rule: str, confidence: float,
) -> BlocRole:
    return BlocRole(
        id=record_id(reading.article.id, BlocRole, fold(bloc), year, role, fold(unit or ""), fold(person or "")),
        evidence=(span,),  # type: ignore[arg-type]
        confidence=confidence,
        rule=rule,
        bloc=bloc,
        year=year,
        role=role,
        unit=unit,
        person=person,
        basis=basis,
        since=None,
        until=None,
    )


def _merged(records: list[BlocRole]) -> list[BlocRole]:
    kept: list[BlocRole] = []
    for record in records:
        same = next((i for i, k in enumerate(kept) if _same(k, record)), None)
        if same is None:
            kept.append(record)
            continue
        known = kept[same]
        # The one with a year, then with a person, is the fuller; both passages prove it.
        fuller, other = (known, record) if _weight(known) >= _weight(record) else (record, known)
        evidence = tuple(dict.fromkeys((*fuller.evidence, *other.evidence)))[:4]
        kept[same] = replace(fuller, evidence=evidence)
    return kept


def _weight(record: BlocRole) -> tuple[bool, bool, bool]:
    return record.year is not None, record.unit is not None, record.person is not None


def _same(left: BlocRole, right: BlocRole) -> bool:
    if (left.bloc, left.role) != (right.bloc, right.role):
        return False
    if left.year is not None and right.year is not None and left.year != right.year:
        return False
    if left.unit and right.unit:
        return fold(left.unit) == fold(right.unit)
    return bool(left.person and right.person and fold(left.person) == fold(right.person))


def chaired(
    reading: Reading, blocs: Blocs, roles: Sequence[BlocRole], officials: Sequence[Official], mentions: Sequence[Mention]
) -> list[BlocRole]:
    """The unit of a meeting's only chair, as the bloc's head of the meeting's year, where nobody else is said to be.

    An inference: the record says `chaired`. It is not drawn where the chair's unit is known to be no member.
    """
    main = blocs.main
    period = meeting_period(reading.article)
    if main is None or period is None or not period[0][:4].isdigit():
        return []
    year = int(period[0][:4])
    if any(r.role is Role.HEAD and r.bloc == main.name and r.year in (year, None) for r in roles):
        return []
    chairs = [o for o in officials if o.part is Part.CHAIR]
    if len(chairs) != 1:
        return []
    mention = next((m for m in mentions if m.person == fold(chairs[0].name) and m.full), None)
    if mention is None:
        return []
    holder = person_holder(reading, mention)
    members = [fold(m) for m in (*main.members, *main.expanded)]
    if holder.unit is None or (members and fold(holder.unit) not in members):
        return []
    if main.scope and fold(holder.unit) == fold(main.scope):
        return []
    span = chairs[0].evidence
    return [
        replace(
            _role(reading, main.name, year, Role.HEAD, holder.unit, None, Basis.CHAIRED, span[0], RULE_CHAIRED, 0.4),
            evidence=tuple(dict.fromkeys((*span[:3], main.spans[0]))),
        )
    ]


def bloc_handovers(reading: Reading, passings: Sequence[Passing]) -> list[Handover]:
    """The passing on of headship as records."""
    held_on = meeting_date(reading.article)
    found: list[Handover] = []
    for passing in passings:
        giver = (passing.giver.unit or passing.giver.person) if passing.giver else None
        taker = passing.taker.unit or passing.taker.person
        spans = [passing.span, *([passing.giver.span] if passing.giver else [])]
        found.append(
            Handover(
                id=record_id(
                    reading.article.id, Handover, fold(passing.title), fold(passing.bloc.name), fold(giver or ""),
                    fold(taker or ""), passing.year,
                ),
                evidence=tuple(dict.fromkeys(spans)),
                confidence=0.9 if giver and passing.year else 0.75,
                rule=RULE_FLAG,
                kind=HandoverKind.BLOC_HEAD,
                post=passing.title,
                organization=passing.bloc.name,
                giver=giver,
                taker=taker,
                year=passing.year,
                date=held_on[0] if held_on else None,
            )
        )
    return found
