"""sovang decide: a decision of a person, taken without a terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from db.alterations import altered, typed
from db.archive import ArchiveError
from db.deciding import signed
from db.decisions import ALTERED, KINDS, Decision, Ref, check, composed, parse_decisions
from db.references import misfits
from pipeline.commands.common import Failure, archive_at, db_option
from pipeline.commands.deciding import decide, login, who_option

STDIN = "-"
_LONGEST_INPUT = 10 * 1024 * 1024
EXAMPLE = (
    "Examples: sovang decide same 'CLAIM#name=Bưởi Ân' 'CLAIM#taker' --db archive.db, or "
    "sovang decide altered CLAIM --set unit='Cục Đo đạc' --set year=2022 --set person= --db archive.db"
)


@click.command(name="decide", epilog=EXAMPLE)
@click.argument("kind", type=click.Choice([*KINDS, STDIN]), metavar="KIND")
@click.argument("refs", nargs=-1, metavar="[REF…]")
@click.option("--name", metavar="NAME", help="With alias: what the entity is also called.")
@click.option(
    "--set",
    "fields",
    multiple=True,
    metavar="FIELD=VALUE",
    help="With altered: what a field is; without a VALUE the article says nothing of it. May be given several times.",
)
@click.option("--why", metavar="TEXT", help="The reason, for whoever reads the file.")
@who_option
@click.option("--force", is_flag=True, help="Also where a REF fits nothing in the archive (yet).")
@db_option
def decide_command(
    kind: str,
    refs: tuple[str, ...],
    name: str | None,
    fields: tuple[str, ...],
    why: str | None,
    who: str | None,
    force: bool,
    db: Path,
) -> None:
    """Decide something about mentions or claims, and say what changed.

    KIND is same, different, alias, suppressed (REF: CLAIM#FIELD=NAME, or CLAIM#FIELD), right, wrong or altered (REF:
    CLAIM); or - for lines of the file's own format on the standard input. `sovang decisions --find NAME` prints the
    references of a name. The decision is a line more in the file beside the archive: docs/decisions.md.
    """
    found = _read() if kind == STDIN else [_decision(kind, refs, name, fields)]
    if kind == STDIN and (refs or name or fields):
        raise click.UsageError("- takes lines from the standard input, so neither REF nor --name nor --set")
    if not found:
        raise Failure("-: holds no decision")
    with archive_at(db) as archive:
        if kind == ALTERED and not force and not altered(archive, refs[0], dict(found[0].fields)):
            raise Failure(f"{refs[0]}: says that already; nothing was decided")
        wrong = misfits(archive, found)
    if wrong and not force:
        raise Failure("; ".join(wrong) + "; decide it nevertheless with --force")
    for line in decide(db, [signed(decision, login(who), why) for decision in found]):
        click.echo(line)


def _decision(kind: str, refs: Sequence[str], name: str | None, fields: Sequence[str]) -> Decision:
    if kind == ALTERED and not fields:
        raise click.UsageError("altered needs --set FIELD=VALUE")
    if unset := next((given for given in fields if "=" not in given), None):
        raise click.UsageError(f"--set {unset}: give FIELD=VALUE, as in --set year=2022")
    given = {field: typed(field, value) for field, _, value in (text.partition("=") for text in fields)}
    if len(given) < len(fields):
        raise click.UsageError("--set: a field is given twice")
    mentions = tuple(Ref.parse(ref) for ref in refs)
    decision = Decision(decision=kind, mentions=mentions, name=name, fields=composed(given))
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
