"""The copy of an archive that a website for everybody serves: quotes and links, and nothing else of the desk's.

The website reads this file and no other, so that no page, table, query or download of it can show more. An article's
text keeps its length: what no fact quotes is blank, so that offsets and quotes are those of the archive.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from db.archive import open_archive
from db.exports.kept import BELONGING
from db.files import passing_folder
from db.name_keys import write_keys_of_bodies, write_keys_of_people
from db.outgoing import ADDRESS_OR_ID, black_out, fill, room_needed, tables_of, unnamed_archive
from db.search_index import write_index

_FOLDER = "sovang-public-"
_FILE = "archive.db"

# Tables that are shown; one that is named nowhere stays empty until somebody decided about it here.
SHOWN = (
    *("articles", "blocks", "copies", "claims", "evidence", "judged_claims"),
    *("claim_meetings", "claim_meeting_kinds", "claim_blocs", "claim_bloc_members", "claim_bloc_roles"),
    *("claim_officials", "claim_posts", "claim_units", "claim_awards", "claim_handovers", "claim_documents"),
    *("blocs", "units", "people", "bloc_mentions", "unit_mentions", "person_mentions"),
    *("possibly_same", "entity_names", "redirects", "unit_parents", "unit_events", "person_ranks"),
    *("documents", "document_claims", "document_rests", "award_paths", "award_path_claims"),
    *("ledger", "ledger_claims", "ledger_years", "contradictions", "tenures", "tenure_claims"),
)
MADE_ANEW = ("name_keys",)  # from what the copy holds
NOT_SHOWN = (
    *("sources", "version_pages", "unread"),  # paths of the desk's files
    "versions",  # older texts
    *("decisions", "alterations", "suppressed_names"),  # who decided, and why; what was misread, or is blacked out
    "archive",  # what it was derived by, the desk's decisions among it
)

# Nobody is told as a fact what a person called wrong. What follows knows nothing of it, so that no reference breaks.
_CALLED_WRONG = "SELECT claim FROM judged_claims WHERE judgement = 'wrong'"
_RECOUNT = "UPDATE articles SET facts = (SELECT count(*) FROM claims c WHERE c.article = articles.id)"

_HIDDEN = re.compile(r"[^\n]")


@contextmanager
def public_copy(path: Path) -> Iterator[Path]:
    """The path of an archive that holds of the one at `path` only what everybody may see; it goes with the block.

    Only its owner can read the file. What a killed process left is removed by the next one. The same archive gives the
    same content. Raises ArchiveError where the archive cannot be opened, or there is no room for the copy.
    """
    with ExitStack() as lasting:
        with room_needed():
            copy = lasting.enter_context(passing_folder(_FOLDER)) / _FILE
            _write(path, copy)
        yield copy


def _write(path: Path, target: Path) -> None:
    with closing(open_archive(path)) as archive, unnamed_archive() as copy:
        archive.row_factory = None
        archive.execute("BEGIN")  # all is of one moment, whoever builds the archive meanwhile
        fill(archive, copy, _conditions(copy))
        black_out(archive, copy)
        copy.execute(ADDRESS_OR_ID)
        copy.execute(_RECOUNT)
        _keep_quotes(copy)
        write_keys_of_bodies(copy)
        write_keys_of_people(copy)
        write_index(copy)
        copy.commit()
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        # Written anew: no free page or gap of the file holds what was there before it was taken out.
        copy.execute("VACUUM INTO ?", (str(target),))


def _conditions(copy: sqlite3.Connection) -> dict[str, str]:
    of_claims = {table: column for table, (column, owner) in BELONGING.items() if owner == "claims"}
    conditions = {"claims": f"t.id NOT IN ({_CALLED_WRONG})"}
    conditions |= {table: f"t.{column} NOT IN ({_CALLED_WRONG})" for table, column in of_claims.items()}
    return conditions | {table: "0" for table in tables_of(copy) if table not in SHOWN}


def _keep_quotes(copy: sqlite3.Connection) -> None:
    """Blank out of each text what is neither its title nor a sentence that a fact rests on."""
    for (article,) in copy.execute("SELECT id FROM articles ORDER BY id").fetchall():
        (text,) = copy.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
        spans = copy.execute(
            "SELECT sentence_start, sentence_end FROM evidence WHERE article = :article "
            'UNION SELECT "start", "end" FROM blocks WHERE article = :article AND kind = \'title\' ORDER BY 1, 2',
            {"article": article},
        ).fetchall()
        copy.execute("UPDATE articles SET text = ? WHERE id = ?", (blanked(text, spans), article))


def blanked(text: str, kept: Iterable[tuple[int, int]]) -> str:
    """A text in which every character outside of the spans, but line breaks, is a blank.

    kept: in order; offsets in code points, end exclusive.
    """
    pieces, done = [], 0
    for start, end in kept:
        start = max(start, done)
        if start < end:
            pieces += [_HIDDEN.sub(" ", text[done:start]), text[start:end]]
            done = end
    return "".join([*pieces, _HIDDEN.sub(" ", text[done:])])
