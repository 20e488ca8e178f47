"""Who is who: from names in claims to units, blocs and people. Honest about what it cannot tell.

- A unit is its name, and a relative name (`Sở Y tế`) is one only with the place or body that its article gives for it.
- A bloc is its name and the body whose bloc it is (its scope). Where no source says whose it is, it is one with a bloc
  of the same name that has exactly the same members, and otherwise stays by itself.
- A person is a name and what ties its mentions together: the same article, post, unit, place and service, a rank that
  rises with the years (`people`).
- An article and its copies are read as one (`copies`). What a person decided goes before all of it (`decisions`).

What may be one but cannot be told stays apart and is listed in `possibly_same`. Nothing depends on the order of rows:
articles and names are gone through in the order of what they say, and an id comes from a mention's content.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from db.article_names import names_by_article
from db.blocs import Blocs
from db.copies import write_copies
from db.decisions import Decision
from db.judgements import Judgements
from db.names import add_functions
from db.people.entities import write_people
from db.unit_history import write_unit_kinds
from db.unit_identity import context_of
from db.units import Units

_CACHE = 16 * 1024  # KiB; what is sorted in more is all over the memory, and takes longer


def resolve(connection: sqlite3.Connection, decisions: Sequence[Decision] = (), *, keep_copies: bool = False) -> None:
    """Fill copies, units, blocs, people, their mentions, what is possibly the same, and what came of the decisions."""
    prepare(connection)
    judgements = Judgements(decisions)
    with without_collector():
        if not keep_copies:
            write_copies(connection)
        judgements.judge_claims(connection)
        resolve_bodies(connection, judgements)
        write_people(connection, judgements)
        judgements.write(connection)


def prepare(connection: sqlite3.Connection) -> None:
    """Give a connection the memory and the SQL functions that resolution wants."""
    connection.execute(f"PRAGMA cache_size = -{_CACHE}")
    connection.execute(f"PRAGMA temp.cache_size = -{_CACHE}")
    add_functions(connection)


def resolve_bodies(connection: sqlite3.Connection, judgements: Judgements) -> None:
    """Fill units and blocs, their mentions, their names, and which of them are possibly the same. The claims must have
    been judged, and copies told."""
    units, blocs = Units(connection, judgements), Blocs(connection, judgements)
    for names in names_by_article(connection):
        context = context_of(names)
        blocs.add(names, context, members=units.add(names, context))
    units.write()
    blocs.write(units)
    write_unit_kinds(connection)


@contextmanager
def without_collector() -> Iterator[None]:
    """No rounds of the garbage collector: what is made here is many and in no cycle, and going through all of it again
    and again would make the work grow faster than its size."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
