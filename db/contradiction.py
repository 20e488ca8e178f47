"""A contradiction: two claims of different articles that cannot both be right."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self

from db.mentions import content_id


class Saying(Protocol):
    """What a claim says."""

    @property
    def says(self) -> str:
        """What differs: a unit, a day, a rank …"""

    @property
    def claim(self) -> str:
        """The claim that says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two claims, what each of them says, and what they are about. what: that in words."""

    id: str
    kind: str
    what: str
    first_says: str
    first_claim: str
    second_says: str
    second_claim: str
    bloc: str | None = None
    unit: str | None = None
    person: str | None = None
    document: str | None = None
    year: int | None = None

    @classmethod
    def of(
        cls,
        kind: str,
        first: Saying,
        second: Saying,
        what: str,
        *,
        bloc: str | None = None,
        unit: str | None = None,
        person: str | None = None,
        document: str | None = None,
        year: int | None = None,
    ) -> Self:
        """Two sayings in the order given; the id comes from the claims, in no order."""
        return cls(
            id=content_id("contradiction", kind, *sorted((first.claim, second.claim))), kind=kind, what=what,
            first_says=first.says, first_claim=first.claim, second_says=second.says, second_claim=second.claim,
            bloc=bloc, unit=unit, person=person, document=document, year=year,
        )  # fmt: skip

    @property
    def row(self) -> tuple[str | int | None, ...]:
        """In the order of the table's columns."""
        return (self.id, self.kind, self.bloc, self.unit, self.person, self.document, self.year, self.what,
                self.first_says, self.first_claim, self.second_says, self.second_claim)  # fmt: skip


def write(connection: sqlite3.Connection, found: Iterable[Contradiction]) -> None:
    """Add contradictions, each once."""
    each = {contradiction.id: contradiction for contradiction in found}
    connection.executemany(
        "INSERT INTO contradictions (id, kind, bloc, unit, person, document, year, what, first_says, first_claim, "
        "second_says, second_claim) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [each[id_].row for id_ in sorted(each)],
    )
