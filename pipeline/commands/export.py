"""sovang export: the archive as files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from db.exports import FORMATS, PROFILES, Filters, export
from pipeline.commands.common import Failure, NamedPath, archive_at, db_option

_EXAMPLE = "Example: sovang export --db archive.db --format csv --out tables/"


class _Folder(NamedPath):
    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        if value == "-":
            raise Failure("--out '-': an export is several files, which no stream holds; name a folder for them")
        return super().convert(value, param, ctx)


@click.command(name="export", epilog=_EXAMPLE)
@db_option
@click.option("--format", "file_format", type=click.Choice(FORMATS), required=True, help="See above.")
@click.option("--out", type=_Folder(), required=True, metavar="DIR", help="The folder; made if missing.")
@click.option("--bloc", "blocs", multiple=True, metavar="NAME", help="Only what is about this bloc.")
@click.option("--unit", "units", multiple=True, metavar="NAME", help="Only what is about this unit.")
@click.option("--person", "people", multiple=True, metavar="NAME", help="Only what is about this person.")
@click.option("--year", "years", multiple=True, type=click.IntRange(1900, 2200), metavar="N", help="Only of this year.")
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default=PROFILES[0],
    help="full (for one's own desk), or public: quotes and links, no whole articles, no paths of files.",
)
def export_command(db: Path, file_format: str, out: Path, profile: str, **filters: Any) -> None:
    """Write an archive into a folder, with a dictionary of its columns (data-dictionary.csv).

    \b
    csv      every table and view, for spreadsheets
    jsonl    the same for programs, and records.jsonl: all articles as `sovang extract` writes them
    parquet  the same with types, for DuckDB and pandas
    xlsx     one Excel workbook of what people read
    ftm      entities of FollowTheMoney
    popolo   persons, organizations, posts and memberships

    --bloc, --unit, --person and --year may be given several times: any of the same kind, all of the kinds. A name may
    be typed without diacritics; an id of the archive is one, too. Suppressed people are in no export.
    """
    with archive_at(db) as connection:
        written = export(connection, out, file_format, filters=Filters(**filters), profile=profile)
    click.echo(f"{out}: {len(written)} files written.", err=True)
