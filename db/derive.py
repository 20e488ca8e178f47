"""What follows from the claims and a person's decisions, stage by stage: `STAGES` says what each reads and writes.

A build derives all of it anew. After a decision only what it can have touched is derived again; what comes out is the
same.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from db import (
    alterations,
    award_paths,
    contradictions,
    documents,
    ledger,
    ledger_years,
    name_keys,
    person_ranks,
    post_contradictions,
    search_index,
    tenures,
    unit_history,
)
from db.copies import write_copies
from db.decided import (
    ABOUT_BODIES,
    ABOUT_MENTIONS,
    DECISIONS,
    about_what,
    changed_decisions,
    decided_before,
    note_decided,
    unchanged_outcomes,
)
from db.decisions import Decision
from db.judgements import Judgements
from db.people.entities import write_people
from db.resolve import prepare, resolve_bodies, without_collector
from db.slices import WRONG, WRONG_MEETINGS, of_articles, of_people, of_post_contradictions, of_tenures, wrong_meetings
from db.stages import Changes, Rows, Slice, Stage

JUDGED, BODIES = "judged", "units and blocs"
# Children before parents.
_DERIVED_TABLES = (
    "search_words",
    "search_entries",
    "name_keys",
    "suppressed_names",
    "judged_claims",
    "alterations",
    "decisions",
    "award_path_claims",
    "award_paths",
    "contradictions",
    "tenure_claims",
    "tenures",
    "ledger_years",
    "ledger_claims",
    "ledger",
    "person_ranks",
    "unit_events",
    "unit_parents",
    "redirects",
    "entity_names",
    "possibly_same",
    "person_mentions",
    "unit_mentions",
    "bloc_mentions",
    "people",
    "units",
    "blocs",
    "document_rests",
    "document_claims",
    "documents",
    "copies",
)


def _copies(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    write_copies(connection)


def _judged(connection: sqlite3.Connection, judgements: Judgements, _part: Slice | None) -> None:
    judgements.judge_claims(connection)


def _bodies(connection: sqlite3.Connection, judgements: Judgements, _part: Slice | None) -> None:
    resolve_bodies(connection, judgements)
    unit_history.write_unit_events(connection)
    unit_history.write_unit_parents(connection)
    documents.write_documents(connection)


def _people(connection: sqlite3.Connection, judgements: Judgements, part: Slice | None) -> None:
    write_people(connection, judgements, None if part is None else part.keys)


def _ledger(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    ledger.write_ledger(connection)
    ledger_years.write_ledger_years(connection)


def _tenures(connection: sqlite3.Connection, _judgements: Judgements, part: Slice | None) -> None:
    tenures.write_tenures(connection, None if part is None else [unit or None for unit in sorted(part.keys)])


def _person_ranks(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    person_ranks.write_person_ranks(connection)


def _award_paths(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    award_paths.write_award_paths(connection)


def _contradictions(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    contradictions.write_contradictions(connection)


def _post_contradictions(connection: sqlite3.Connection, _judgements: Judgements, part: Slice | None) -> None:
    post_contradictions.write_post_contradictions(connection, None if part is None else sorted(part.keys))


def _keys_of_bodies(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    name_keys.write_keys_of_bodies(connection)


def _keys_of_people(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    name_keys.write_keys_of_people(connection)


def _found_entities(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    search_index.write_entities(connection)


def _found_articles(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    search_index.write_articles(connection)


def _found_words(connection: sqlite3.Connection, _judgements: Judgements, _part: Slice | None) -> None:
    search_index.write_words(connection)


def _of(*tables: str) -> tuple[Rows, ...]:
    """All rows of tables."""
    return tuple(map(Rows, tables))


def _named(table: str, *fields: str) -> Rows:
    """The mentions in some fields of claims."""
    return Rows(table, ("field", fields))


_BODIES = ("kind", ("bloc", "unit"))
_PEOPLE = ("kind", ("person",))
_DAYS = (*_of("articles", "claims", "claim_meetings", "copies"), WRONG_MEETINGS)
"""What the day of an article is told by."""
_MENTIONING = _of("claim_officials", "claim_bloc_roles", "claim_awards", "claim_handovers", "claim_posts")
_UNITS = Rows("units", columns=("id", "name", "key"))
_BLOCS = Rows("blocs", columns=("id", "name", "key", "scope"))
_NAMED_PEOPLE = Rows("people", columns=("id", "name"))
_HOLDERS = _named("person_mentions", "name", "giver", "taker")
_HELD_IN = _named("unit_mentions", "post", "organization")

STAGES = (
    Stage("copies", _copies, reads=_of("articles", "blocks", "sources"), writes=_of("copies")),
    Stage(JUDGED, _judged, reads=_of("claims"), writes=_of("judged_claims"), always=True),
    Stage(
        BODIES,
        _bodies,
        reads=(
            *(*_DAYS, *_MENTIONING, WRONG, ABOUT_BODIES),
            *_of(
                "evidence", "claim_bloc_members", "claim_blocs", "claim_documents", "claim_meeting_kinds", "claim_units"
            ),
        ),
        writes=(
            *_of("units", "unit_mentions", "unit_events", "unit_parents", "blocs", "bloc_mentions"),
            *_of("documents", "document_claims", "document_rests"),
            *(Rows("entity_names", _BODIES), Rows("redirects", _BODIES), Rows("possibly_same", _BODIES)),
        ),
    ),
    Stage(
        "people",
        _people,
        reads=(*_DAYS, *_MENTIONING, WRONG, *_of("unit_mentions", "bloc_mentions"), _UNITS, ABOUT_MENTIONS),
        writes=(
            *_of("people", "person_mentions", "suppressed_names"),
            *(Rows("entity_names", _PEOPLE), Rows("redirects", _PEOPLE), Rows("possibly_same", _PEOPLE)),
        ),
        narrow=of_people,
    ),
    Stage(
        "ledger",
        _ledger,
        reads=(
            *(*_DAYS, *_of("claim_bloc_roles", "claim_handovers", "bloc_mentions", "unit_events"), _BLOCS, _UNITS),
            *(_named("unit_mentions", "unit", "giver", "taker"), _named("person_mentions", "person")),
        ),
        writes=(
            *_of("ledger", "ledger_claims", "ledger_years"),
            Rows("contradictions", ("kind", (ledger.CONTRADICTION,))),
        ),
    ),
    Stage(
        "tenures",
        _tenures,
        reads=(*_DAYS, *_of("claim_officials", "claim_posts", "claim_handovers"), _UNITS, _HELD_IN, _HOLDERS),
        writes=_of("tenures", "tenure_claims"),
        narrow=of_tenures,
    ),
    Stage(
        "person ranks",
        _person_ranks,
        reads=(*_DAYS, *_of("claim_officials"), _named("person_mentions", "name")),
        writes=_of("person_ranks"),
    ),
    Stage(
        "award paths",
        _award_paths,
        reads=(
            *(*_DAYS, *_of("claim_awards")),
            *(_named("unit_mentions", "recipient"), _named("person_mentions", "recipient")),
        ),
        writes=_of("award_paths", "award_path_claims"),
    ),
    Stage(
        "contradictions",
        _contradictions,
        reads=(
            *_of("articles", "claims", "copies", "evidence"),
            *_of("claim_awards", "claim_documents", "claim_handovers", "claim_meeting_kinds"),
            *_of("documents", "document_claims", "document_rests", "bloc_mentions", "unit_events", "ledger"),
            *(_BLOCS, _UNITS, _NAMED_PEOPLE),
            *(_named("unit_mentions", "giver", "taker", "recipient"), _named("person_mentions", "recipient")),
        ),
        writes=(Rows("contradictions", ("kind", contradictions.KINDS)),),
    ),
    Stage(
        "contradictions of posts",
        _post_contradictions,
        reads=(*_DAYS, *_of("claim_officials", "claim_posts", "claim_handovers"), _UNITS, _HELD_IN, _HOLDERS),
        writes=(Rows("contradictions", ("kind", post_contradictions.KINDS)),),
        narrow=of_post_contradictions,
    ),
    Stage(
        "keys of units and blocs",
        _keys_of_bodies,
        reads=(_UNITS, _BLOCS, Rows("entity_names", _BODIES)),
        writes=(Rows("name_keys", _BODIES),),
    ),
    Stage(
        "keys of people",
        _keys_of_people,
        reads=(_NAMED_PEOPLE, Rows("entity_names", _PEOPLE)),
        writes=(Rows("name_keys", _PEOPLE),),
    ),
    Stage(
        "search for people, units and blocs",
        _found_entities,
        reads=_of(
            *("articles", "claims", "claim_meetings", "units", "blocs", "people", "entity_names", "unit_mentions"),
            *("bloc_mentions", "person_mentions", "ledger", "award_paths", "tenures", "person_ranks"),
        ),
        writes=(Rows("search_entries", ("kind", search_index.ENTITIES)), *_of("search_names", "search")),
        in_place=True,
    ),
    Stage(
        "search for articles",
        _found_articles,
        reads=_of("articles", "claims", "bloc_mentions", "suppressed_names"),
        writes=(
            Rows("search_entries", ("kind", (search_index.ARTICLE,))),
            *_of("search_titles", "search_texts"),
        ),
        narrow=of_articles,
        in_place=True,
    ),
    Stage(
        "words of the search",
        _found_words,
        reads=_of("search", "search_texts"),
        writes=_of("search_words"),
        in_place=True,
    ),
)
"""In the order in which they are done."""


def derive(connection: sqlite3.Connection, decisions: Sequence[Decision] = ()) -> None:
    """Derive everything that follows from the claims and the decisions anew, inside the caller's transaction."""
    clear_derived(connection)
    prepare(connection)
    judgements = Judgements(decisions)
    with without_collector():
        for stage in STAGES:
            stage.run(connection, judgements, None)
            if stage.name == JUDGED:
                judgements.alter_claims(connection)
        judgements.write(connection)


def derive_again(
    connection: sqlite3.Connection, decisions: Sequence[Decision], altered: Iterable[str] = ()
) -> frozenset[str]:
    """Derive what follows from other decisions than before, by the same code, inside the caller's transaction: only
    what is touched. What comes out is what `derive` makes of them. Returns the tables that changed.

    altered: the tables of claims in which rows are others than before.
    """
    prepare(connection)
    before = decided_before(connection)
    changes = Changes(whole=altered)
    changes.add(DECISIONS, about_what(connection, changed_decisions(before, decisions)))
    note_decided(connection, [*(known.decision for known in before), *decisions])
    were = alterations.known(connection)
    alterations.restore(connection)
    judgements = Judgements(decisions)
    with without_collector():
        for stage in STAGES:
            if stage.always or stage.is_due(changes):
                stage.redo(connection, judgements, changes)
                if stage.name == JUDGED:
                    changes.add(WRONG_MEETINGS.table, wrong_meetings(connection, changes))
                    judgements.alter_claims(connection)
                    changes.add_whole(alterations.tables_between(connection, were))
            elif stage.name == BODIES:
                # Which claims count is as before, so what came of lines that are as before is it, too, until it is told
                # what came of those about people.
                judgements.take_over(unchanged_outcomes(before, decisions))
        connection.execute("DELETE FROM decisions")
        judgements.write(connection)
    return frozenset(changes.tables | {DECISIONS})


def clear_derived(connection: sqlite3.Connection) -> None:
    """Empty the tables of what follows; the claims are then what was read, and free to change."""
    alterations.restore(connection)
    for table in search_index.TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for table in _DERIVED_TABLES:
        connection.execute(f"DELETE FROM {table}")
