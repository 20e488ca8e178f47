"""Altered claims: fields that the reader misread, as a person says that they are.

What follows is derived from the altered values. What was read stands in the table `alterations`, a row for each field
that is another one now, as long as what follows stands: with it the claims are put back to what was read.
"""

from __future__ import annotations

import sqlite3
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from db.claim_fields import (
    LISTS,
    WHOLE,
    YES_NO,
    Spec,
    columns,
    in_order,
    place_of,
    places,
    read_fields,
    spec_of,
    tables_of,
    write_fields,
)
from db.decisions import ALTERED, APPLIED, OVERRULED, UNMATCHED, Decision, Ref, Value, Values, composed
from extractors.records import KINDS

_YES_NO = {"1": 1, "yes": 1, "0": 0, "no": 0}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim, for a form: its name, what it says now, and what it was read as where that is something else.

    type: one of `claim_fields.TYPES`; codes: what a code may be. required: never null. new: it stands in the place past
    the end of a list, where one more may be added; the title of a post (a member) that becomes null is removed.
    """

    name: str
    value: Value
    read_as: Value
    is_altered: bool
    type: str
    codes: tuple[str, ...]
    required: bool
    new: bool = False


@dataclass(slots=True)
class _Claim:
    """A claim's fields: as they were read, and what was said of them, with the line that says it."""

    id: str
    kind: str
    read: dict[str, Value]
    said: dict[str, tuple[Value, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: sqlite3.Connection, claim: str) -> _Claim | None:
        """A claim of an archive; None if there is none of that id."""
        found = connection.execute("SELECT kind FROM claims WHERE id = ?", (claim,)).fetchone()
        if found is None:
            return None
        kind = found[0]
        held = read_fields(connection, kind, claim)
        rows = connection.execute("SELECT field, was, now FROM alterations WHERE claim = ?", (claim,)).fetchall()
        said = {name: (_value(kind, name, now), 0) for name, _, now in rows}
        was = {name: _value(kind, name, text) for name, text, _ in rows}
        read = {name: was.get(name, held.get(name)) for name in in_order(kind, [*held, *was])}
        return cls(claim, kind, read, said)

    @property
    def now(self) -> dict[str, Value]:
        """What the fields are by all that was said, in order; those of an empty place are null."""
        values = self.read | {name: value for name, (value, _) in self.said.items()}
        found = {name: values.get(name) for name in in_order(self.kind, values)}
        for number in places(self.kind, found):
            head, *others = LISTS[self.kind].fields(number)
            for name in others:
                if found[head] is None:
                    found[name] = None
                elif found[name] is None and self.spec(name).required:
                    found[name] = 0
        return found

    @property
    def changed(self) -> dict[str, tuple[Value, Value]]:
        """The fields that are not as they were read: (was, now)."""
        return {name: (self.read.get(name), value) for name, value in self.now.items() if self.read.get(name) != value}

    @property
    def past(self) -> int:
        """The number of the place past the end of its list."""
        return max(places(self.kind, [*self.read, *self.said]), default=-1) + 1

    def unfit(self, fields: Values) -> dict[str, str]:
        """Why fields cannot be altered so, by field; {} if all can."""
        given = dict(fields)
        after = self.now | given
        reasons = {}
        for name, value in fields:
            spec = spec_of(self.kind, name)
            if spec is None:
                reasons[name] = f"is no field of {self.kind}, which have {', '.join(_known(self.kind))}"
            elif value is None and (head := self.head(name)) and after.get(head) is None:
                continue  # it is removed with its place
            elif reason := spec.unfit(value):
                reasons[name] = reason
        past = self.past
        for number in places(self.kind, given):
            listed = LISTS[self.kind]
            head = listed.field(number, listed.head)
            named = [name for name in listed.fields(number) if name in given]
            if number > past:
                reasons |= dict.fromkeys(named, f"is past the end: the next one is {listed.name}.{past}")
            elif after.get(head) is None:
                empty = [name for name in named if name != head and given[name] is not None]
                reasons |= dict.fromkeys(empty, f"is of no {listed.name}: {head} says nothing")
                if number == past and not empty:
                    reasons |= dict.fromkeys(named, f"is of no {listed.name}, so there is nothing to remove")
            past += number == past
        return reasons

    def take(self, decision: Decision) -> None:
        """Take what fits. What is removed is removed whole: were it added again, it would begin anew."""
        for name, value in decision.fields:
            if value is None and name == self.head(name):
                place = place_of(self.kind, name)
                removed = LISTS[self.kind].fields(place.number) if place else {}
                self.said |= dict.fromkeys(removed, (None, decision.line))
            self.said[name] = (value, decision.line)

    def outcome(self, decision: Decision) -> tuple[str, str | None]:
        """What came of a decision that was taken, when all are."""
        contrary = dict.fromkeys(reason for name, value in decision.fields if (reason := self._contrary(name, value)))
        return (OVERRULED, "; ".join(contrary)) if contrary else (APPLIED, None)

    def _contrary(self, name: str, value: Value) -> str | None:
        said, line = self.said[name]
        return f"line {line} says otherwise of {name}" if said != value else None

    def head(self, name: str) -> str | None:
        """The first field of the place in which a field stands; None where it is a column."""
        place = place_of(self.kind, name)
        return LISTS[self.kind].field(place.number, LISTS[self.kind].head) if place else None

    def spec(self, name: str) -> Spec:
        """What one of its fields may hold. Raises KeyError where it has none of that name."""
        spec = spec_of(self.kind, name)
        if spec is None:
            raise KeyError(name)
        return spec


# --- deriving --------------------------------------------------------------------------------------------------------


def alter(
    connection: sqlite3.Connection, decisions: Sequence[Decision], wrong: Mapping[str, int]
) -> dict[int, tuple[str, str | None]]:
    """Alter claims as decisions say, and fill alterations; the claims must be as they were read.

    Of several lines on one field the last counts, and none does on a claim that is wrong (by claim, the line that says
    so). What came of each line, by its number: (status, note).
    """
    came: dict[int, tuple[str, str | None]] = {}
    claims: dict[str, _Claim] = {}
    taken: list[tuple[Decision, _Claim]] = []
    for decision in decisions:
        if decision.decision != ALTERED:
            continue
        id_ = decision.mentions[0].claim
        claim = claims.get(id_) or _Claim.of(connection, id_)
        if claim is None:
            came[decision.line] = (UNMATCHED, f"not in this archive (any more): {id_}")
        elif id_ in wrong:
            came[decision.line] = (OVERRULED, f"line {wrong[id_]} calls the claim wrong")
        elif reasons := claim.unfit(decision.fields):
            came[decision.line] = (UNMATCHED, _told(reasons))
        else:
            claim.take(decision)
            claims[id_] = claim
            taken.append((decision, claim))
    came |= {decision.line: claim.outcome(decision) for decision, claim in taken}
    for claim in sorted(claims.values(), key=lambda c: c.id):
        rows = [(claim.id, name, _text(was), _text(now)) for name, (was, now) in claim.changed.items()]
        write_fields(connection, claim.kind, claim.id, claim.now)
        connection.executemany("INSERT INTO alterations (claim, field, was, now) VALUES (?, ?, ?, ?)", sorted(rows))
    return came


def restore(connection: sqlite3.Connection) -> None:
    """Put altered claims back to what was read, and empty alterations."""
    for claim in list(_altered(connection)):
        write_fields(connection, claim.kind, claim.id, claim.read)
    connection.execute("DELETE FROM alterations")


def known(connection: sqlite3.Connection) -> frozenset[tuple[str, str, str | None, str | None]]:
    """What is altered: claim, field, what it was read as, what it is."""
    return frozenset(connection.execute("SELECT claim, field, was, now FROM alterations").fetchall())


def tables_between(
    connection: sqlite3.Connection, before: frozenset[tuple[str, str, str | None, str | None]]
) -> set[str]:
    """The tables of claims in which rows are others than when `before` was known."""
    claims = {claim for claim, *_ in before ^ known(connection)}
    kinds = {connection.execute("SELECT kind FROM claims WHERE id = ?", (claim,)).fetchone()[0] for claim in claims}
    return {table for kind in kinds for table in tables_of(kind)}


def misstated(connection: sqlite3.Connection) -> list[str]:
    """The fields, `CLAIM FIELD`, that say something else than alterations does; [] in an archive that is sound."""
    rows = connection.execute(
        "SELECT a.claim, c.kind, a.field, a.now FROM alterations a JOIN claims c ON c.id = a.claim ORDER BY 1, 3"
    ).fetchall()
    return [
        f"{claim} {name}"
        for claim, kind, name, now in rows
        if _text(read_fields(connection, kind, claim).get(name)) != now
    ]


def _altered(connection: sqlite3.Connection) -> Iterator[_Claim]:
    ids = connection.execute("SELECT DISTINCT claim FROM alterations ORDER BY claim").fetchall()
    for (id_,) in ids:
        if claim := _Claim.of(connection, id_):
            yield claim


# --- asking ----------------------------------------------------------------------------------------------------------


def alterable(connection: sqlite3.Connection, claim: str) -> list[Field]:
    """The fields of a claim that may be altered, in order, the empty place past the end of its list among them.

    [] where the archive has no such claim.
    """
    known = _Claim.of(connection, claim)
    if known is None:
        return []
    fields = [_field(known, name, value) for name, value in known.now.items()]
    if listed := LISTS.get(known.kind):
        fields += [_field(known, name, None, new=True) for name in listed.fields(known.past)]
    return fields


def _field(claim: _Claim, name: str, value: Value, *, new: bool = False) -> Field:
    spec, read = claim.spec(name), claim.read.get(name)
    return Field(name, value, read, read != value, spec.type, spec.codes, spec.required, new)


def altered(connection: sqlite3.Connection, claim: str, values: Mapping[str, Value]) -> Decision | None:
    """The decision that makes a claim say what is given, of that what it does not say now; None if it says all of it.

    values: by field, also as a form has them: numbers as texts, an empty text for null, and all the fields of a place
    that is empty or past the end. Whether they fit is told by `unfit` (or `references.misfits`). Fields of a claim that
    the archive does not have are all taken.
    """
    known = _Claim.of(connection, claim)
    given = {name: typed(name, value) for name, value in values.items()}
    if known is not None:
        given = {name: value for name, value in given.items() if _differs(known, name, given)}
    return Decision(decision=ALTERED, mentions=(Ref(claim),), fields=composed(given)) if given else None


def _differs(claim: _Claim, name: str, given: Mapping[str, Value]) -> bool:
    """Whether a field that is given alters anything, together with the others."""
    now, value = claim.now, given[name]
    head = claim.head(name)
    if head in (None, name):
        return spec_of(claim.kind, name) is None or value != now.get(name)
    if given.get(head, now.get(head)) is None:
        # What stands beside a title goes with it; where none was, it is a slip that `unfit` tells.
        return bool(value) and now.get(head) is None
    if value is None and claim.spec(name).required:
        return False
    default = 0 if claim.spec(name).required else None
    return value != (default if now.get(head) is None else now[name])


def changed(connection: sqlite3.Connection, claim: str) -> dict[str, tuple[Value, Value]]:
    """What was altered of a claim: by field what it was read as, and what it is now, in order; {} where nothing was."""
    known = _Claim.of(connection, claim)
    return known.changed if known else {}


def unfit(connection: sqlite3.Connection, decision: Decision) -> dict[str, str]:
    """Why the fields of an altered claim cannot be altered so, by field; {} if all can, or the claim is not there."""
    known = _Claim.of(connection, decision.mentions[0].claim)
    return known.unfit(decision.fields) if known else {}


class Trial:
    """Decisions tried one after the other on an archive, which stays as it is."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._claims: dict[str, _Claim] = {}

    def unfit(self, decision: Decision) -> str | None:
        """Why an altered claim cannot be altered so, in one line; None if it can, or is not there."""
        id_ = decision.mentions[0].claim
        claim = self._claims.get(id_) or _Claim.of(self._connection, id_)
        if claim is None:
            return None
        if reasons := claim.unfit(decision.fields):
            return _told(reasons)
        claim.take(decision)
        self._claims[id_] = claim
        return None


def typed(name: str, value: Value) -> Value:
    """The value that a text means in a field of that name: a number, null where it is blank, else the text in one line.

    What is no number where one belongs stays a text, for `unfit` to tell.
    """
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", " ".join(value.split()))
    kinds = {spec.type for kind in KINDS if (spec := spec_of(kind, name))}
    if not text or not kinds & set(WHOLE):
        return text or None
    if kinds == {YES_NO}:
        return _YES_NO.get(text.lower(), text)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else text


def _known(kind: str) -> list[str]:
    listed = LISTS.get(kind)
    return [*columns(kind), *(listed.fields(0) if listed else ())]


def _told(reasons: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {reason}" for name, reason in reasons.items())


def _text(value: Value) -> str | None:
    return None if value is None else str(value)


def _value(kind: str, name: str, text: str | None) -> Value:
    """What the table alterations holds as a text."""
    spec = spec_of(kind, name)
    return int(text) if text is not None and spec and spec.type in WHOLE else text
