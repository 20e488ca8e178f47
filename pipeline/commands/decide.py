"""sovang decide: a decision of a person, taken without a terminal."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from db.archive import ArchiveError
from db.deciding import signed
from db.decisions import KINDS, Decision, Ref, check, parse_decisions
from db.references import misfits
from pipeline.commands.common import Failure, archive_at, db_option
from pipeline.commands.deciding import decide, login, who_option

STDIN = "-"
_LONGEST_INPUT = 10 * 1024 * 1024
EXAMPLE = "Example: sovang decide same 'CLAIM#name=Bưởi Ân' 'CLAIM#taker' --db archive.db"


@click.command(name="decide", epilog=EXAMPLE)
@click.argument("kind", type=click.Choice([*KINDS, STDIN]), metavar="KIND")
@click.argument("refs", nargs=-1, metavar="[REF…]")
@click.option("--name", metavar="NAME", help="With alias: what the entity is also called.")
@click.option("--why", metavar="TEXT", help="The reason, for whoever reads the file.")
@who_option
@click.option("--force", is_flag=True, help="Also where a REF fits nothing in the archive (yet).")
@db_option
def decide_command(
    kind: str, refs: tuple[str, ...], name: str | None, why: str | None, who: str | None, force: bool, db: Path
) -> None:
    """Decide something about mentions or claims, and say what changed.

    KIND is same, different, alias, suppressed (REF: CLAIM#FIELD=NAME, or CLAIM#FIELD), right or wrong (REF: CLAIM); or
    - for lines of the file's own format on the standard input. `sovang decisions --find NAME` prints the references of
    a name. The decision is a line more in the file beside the archive: docs/decisions.md.
    """
    found = _read() if kind == STDIN else [_decision(kind, refs, name)]
    if kind == STDIN and (refs or name):
        raise click.UsageError("- takes lines from the standard input, so neither REF nor --name")
    if not found:
        raise Failure("-: holds no decision")
    with archive_at(db) as archive:
        wrong = misfits(archive, found)
    if wrong and not force:
        raise Failure("; ".join(wrong) + "; decide it nevertheless with --force")
    for line in decide(db, [signed(decision, login(who), why) for decision in found]):
        click.echo(line)


def _decision(kind: str, refs: tuple[str, ...], name: str | None) -> Decision:
    decision = Decision(decision=kind, mentions=tuple(Ref.parse(ref) for ref in refs), name=name)
    try:
        check(decision)
    except ValueError as error:
        raise Failure(f"{' '.join((kind, *refs))}: {error}") from None
    return decision


def _read() -> list[Decision]:
    content = sys.stdin.buffer.read(_LONGEST_INPUT + 1)
    if len(content) > _LONGEST_INPUT:
        raise Failure("-: more than 10 MB of decisions; give them in parts")
    try:
        return parse_decisions(content.decode("utf-8-sig"), STDIN)
    except UnicodeDecodeError:
        raise Failure("-: is no UTF-8 text") from None
    except ArchiveError as error:
        raise Failure(str(error)) from None
