"""Tenures: who held which post of which unit, and on which days articles say so.

First and last cited are days of articles; a start and an end come from handovers only. Someone who left a post and took
it again has two tenures of it.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable

from db.mentions import content_id, most_usual
from db.post_signs import HELD, Shows, Sign, is_single_post, signs

_APART = 1  # years; a post that somebody took again so long after its end was another stint, whoever was between
_NEVER = "9999"  # sorts behind every day


def write_tenures(connection: sqlite3.Connection, units: Collection[str | None] | None = None) -> None:
    """Fill tenures and tenure_claims: first and last cited from articles, start and end from handovers only.

    A handover of a post cites it as well. units: only the posts of these (None among them: those of no known unit).
    """
    by_post: dict[tuple[str, str | None], list[Sign]] = defaultdict(list)
    for sign in signs(connection, units):
        by_post[sign.key, sign.unit].append(sign)
    rows: list[tuple[str | int | None, ...]] = []
    said: set[tuple[str, str]] = set()
    for (key, unit), of_post in by_post.items():
        single = is_single_post(key, {sign.title for sign in of_post})
        by_person: dict[str, list[Sign]] = defaultdict(list)
        for sign in of_post:
            by_person[sign.person].append(sign)
        for person, own in by_person.items():
            for start, stint in stints(own, of_post):
                id_ = content_id("tenure", person, key, unit, *([start] if start else []))
                rows.append((id_, person, most_usual(s.title for s in stint), int(single), unit, *_summary(stint)))
                said.update((id_, sign.claim) for sign in stint)
    rows.sort(key=lambda row: str(row[0]))
    connection.executemany(
        "INSERT INTO tenures (id, person, title, single, unit, first_cited, last_cited, started, ended, "
        "former_cited, claim, sources) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        rows,
    )
    connection.executemany("INSERT INTO tenure_claims (tenure, claim) VALUES (?, ?)", sorted(said))


def stints(own: list[Sign], of_post: Iterable[Sign]) -> list[tuple[str | None, list[Sign]]]:
    """A person's signs in a post, in time, as one list per stint, each but the first with the day on which it began.

    A stint begins where the post is taken after it was given up, if somebody else held it between or a year went by.
    """
    starts: list[str] = []
    for start in sorted({s.day for s in own if s.shows is Shows.STARTED and s.day}):
        ended = max((s.day for s in own if s.shows is Shows.ENDED and s.day and s.day < start), default=None)
        if ended is None or (starts and ended < starts[-1]):
            continue
        between = any(
            s.person != own[0].person and s.shows in HELD and s.day and ended <= s.day <= start for s in of_post
        )
        if between or years_after(ended, _APART) <= start:
            starts.append(start)
    limits: list[str | None] = [None, *starts]
    found: list[tuple[str | None, list[Sign]]] = []
    for at, began in enumerate(limits):
        until = starts[at] if at < len(starts) else None
        stint = [s for s in own if (began is None or (s.day or "") >= began) and (not until or (s.day or "") < until)]
        found.append((began, stint))
    return [(began, stint) for began, stint in found if stint]


def years_after(day: str, years: int) -> str:
    """The same day of a later (or an earlier) year, ISO, for comparing with days."""
    return f"{int(day[:4]) + years:04d}{day[4:]}"


def _summary(stint: list[Sign]) -> tuple[str | int | None, ...]:
    """First and last cited, start, end, first day called former; the claim that is quoted first; the sources."""
    days: dict[Shows, list[str]] = defaultdict(list)
    for sign in stint:
        if sign.day:
            days[sign.shows].append(sign.day)
    cited = [*days[Shows.CITED], *days[Shows.LEFT]]
    best = min((sign.day or _NEVER, sign.claim) for sign in stint)[1]
    return (
        *(min(cited, default=None), max(cited, default=None), min(days[Shows.STARTED], default=None)),
        *(max(days[Shows.ENDED], default=None), min(days[Shows.FORMER], default=None)),
        *(best, len({sign.article for sign in stint})),
    )
