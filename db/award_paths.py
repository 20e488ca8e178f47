"""Awards as paths: what a unit or a person was proposed for, and what they were given, is one award.

A proposal and a gift belong together where the award, the recipient and the grantor agree, as far as each article
names them, and the gift comes no earlier than the proposal and no more than three years later; of several the nearest.
What is only proposed stays so: it is no award.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from dataclasses import dataclass, field

from db.article_days import ARTICLE, DAY_OR_MONTH
from db.mentions import content_id, most_usual
from db.names import unit_key
from db.unit_names import unit_name

_LONGEST_PATH = 3  # years from a proposal to the gift


@dataclass(frozen=True, slots=True)
class _Claim:
    claim: str
    award: str
    unit: str | None
    person: str | None
    grantor: str | None
    year: int | None
    status: str
    day: str | None
    original: str

    @property
    def recipient(self) -> tuple[str, str | None, str | None]:
        return (unit_key(self.award), self.unit, self.person)


@dataclass(slots=True)
class _Path:
    claims: list[_Claim] = field(default_factory=list)

    def of(self, status: str) -> list[_Claim]:
        """Its claims of a status, the earliest first."""
        return sorted((c for c in self.claims if c.status == status), key=lambda c: (c.day or "9999", c.claim))

    @property
    def first(self) -> _Claim:
        """The claim by which it is known: the earliest."""
        return min(self.claims, key=lambda c: (c.day or "9999", c.claim))


_CLAIMS = f"""
SELECT w.claim, w.award, um.unit, pm.person, w.grantor, w.year, w.status, {DAY_OR_MONTH}, a.id
FROM claim_awards w JOIN claims c ON c.id = w.claim {ARTICLE}
LEFT JOIN unit_mentions um ON um.claim = w.claim AND um.field = 'recipient'
LEFT JOIN person_mentions pm ON pm.claim = w.claim AND pm.field = 'recipient'
WHERE (um.unit IS NULL) <> (pm.person IS NULL)
ORDER BY w.claim
"""


def write_award_paths(connection: sqlite3.Connection) -> None:
    """Fill award_paths and award_path_claims from the awards to units and people that the archive knows."""
    by_recipient: dict[tuple[str, str | None, str | None], list[_Claim]] = defaultdict(list)
    for row in connection.execute(_CLAIMS):
        claim = _Claim(*row)
        by_recipient[claim.recipient].append(claim)
    paths = [path for _, claims in sorted(by_recipient.items(), key=lambda i: str(i[0])) for path in _paths(claims)]
    rows = sorted((_row(path) for path in paths), key=lambda row: str(row[0]))
    connection.executemany(
        "INSERT INTO award_paths (id, award, unit, person, grantor, year, status, proposed, awarded, proposed_claim, "
        "awarded_claim, sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    said = sorted((_id_of(path), c.claim) for path in paths for c in path.claims)
    connection.executemany("INSERT INTO award_path_claims (award, claim) VALUES (?, ?)", said)


def _paths(claims: list[_Claim]) -> list[_Path]:
    """The paths of one award to one recipient: what was given, each once, then the proposals that led to it."""
    paths: list[_Path] = []
    in_order = sorted(claims, key=lambda c: (c.status == "proposed", c.day or "9999", c.claim))
    for claim in in_order:
        fitting = [path for path in paths if _fits(path, claim)]
        if fitting:
            min(fitting, key=lambda p: (_distance(p, claim), p.first.claim)).claims.append(claim)
        else:
            paths.append(_Path([claim]))
    return paths


def _fits(path: _Path, claim: _Claim) -> bool:
    if not all(_agree(other, claim) for other in path.claims):
        return False
    given = path.of("awarded")
    if claim.status == "awarded" or not given:
        same = [c for c in path.claims if c.status == claim.status]
        return _years_apart(same[0], claim) < 1 or (claim.year is not None and any(c.year for c in same))
    # A proposal comes before the gift.
    if not claim.day or not given[0].day:
        return True
    return claim.day <= given[0].day and _years_apart(given[0], claim) <= _LONGEST_PATH


def _agree(one: _Claim, other: _Claim) -> bool:
    """Whether two claims, as far as both name them, agree in the year that is rewarded and the grantor."""
    if one.year and other.year and one.year != other.year:
        return False
    if one.grantor and other.grantor:
        a, b = sorted((unit_name(one.grantor).key, unit_name(other.grantor).key), key=len)
        return a == b or b.endswith(f" {a}") or b.startswith(f"{a} ")
    return True


def _years_apart(one: _Claim, other: _Claim) -> int:
    """Whole years between two claims' days; 0 where one is not known."""
    if not one.day or not other.day:
        return 0
    early, late = sorted((one.day, other.day))
    return int(late[:4]) - int(early[:4]) - (late[5:] < early[5:])


def _distance(path: _Path, claim: _Claim) -> int:
    return min(_years_apart(other, claim) for other in path.claims)


def _id_of(path: _Path) -> str:
    return content_id("award", path.first.claim)


def _row(path: _Path) -> tuple[str | int | None, ...]:
    proposed, awarded = path.of("proposed"), path.of("awarded")
    best = (awarded or proposed)[0]
    grantors = [c.grantor for c in path.claims if c.grantor]
    return (
        _id_of(path),
        most_usual(c.award for c in path.claims),
        best.unit,
        best.person,
        most_usual(grantors) if grantors else None,
        next((c.year for c in (*awarded, *proposed) if c.year), None),
        "awarded" if awarded else "proposed",
        proposed[0].day if proposed else None,
        awarded[0].day if awarded else None,
        proposed[0].claim if proposed else None,
        awarded[0].claim if awarded else None,
        len({c.original for c in path.claims}),
    )
