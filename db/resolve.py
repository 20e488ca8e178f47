"""Who is who: from names in claims to units, blocs and people. Honest about what it cannot tell.

- A unit is its name, and a relative name (`Sở Y tế`) is one only with the place or body that its article gives for it.
- A bloc is its name and the body whose bloc it is (its scope). Where no source says whose it is, it is one with a bloc
  of the same name that has exactly the same members, and otherwise stays by itself.
- A person is a name and what ties its mentions together: the same article, post, unit, place and service, a rank that
  rises with the years (`people`).
- An article and its copies are read as one (`copies`). What a person decided goes before all of it (`decisions`).

What may be one but cannot be told stays apart and is listed in `possibly_same`. Nothing depends on the order of rows:
mentions are sorted by what they say, and an id comes from a mention's content.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from db.blocs import write_blocs
from db.copies import known_copies, write_copies
from db.decisions import Decision
from db.judgements import Judgements
from db.mentions import people_by_article
from db.people.entities import write_people
from db.units import Identity, unit_mentions, write_units

_CACHE = 256 * 1024  # KiB: indexes are filled in no order, so that with SQLite's own 2 MB each row would cost a page


def resolve(connection: sqlite3.Connection, decisions: Sequence[Decision] = (), *, keep_copies: bool = False) -> None:
    """Fill copies, units, blocs, people, their mentions, what is possibly the same, and what came of the decisions."""
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    with _without_collector():
        _resolve(
            connection, Judgements(decisions), known_copies(connection) if keep_copies else write_copies(connection)
        )


@contextmanager
def _without_collector() -> Iterator[None]:
    """No rounds of the garbage collector: what is made here is many and in no cycle, and going through all of it again
    and again would make the work grow faster than its size."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _resolve(connection: sqlite3.Connection, judgements: Judgements, group_of: dict[str, str]) -> None:
    judgements.judge_claims(connection)
    named_people = people_by_article(connection)
    mentions = unit_mentions(connection, named_people)
    identity = Identity(connection, mentions, group_of)
    write_units(connection, mentions, identity, judgements)
    write_blocs(connection, group_of, identity, judgements)
    write_people(connection, group_of, named_people, judgements)
    judgements.write(connection)
