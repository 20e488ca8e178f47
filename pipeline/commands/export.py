"""sovang export: the archive as files."""

from __future__ import annotations

from pathlib import Path

import click

from db.export import FORMATS, export
from pipeline.commands.common import NamedPath, archive_at, db_option


@click.command(name="export", epilog="Example: sovang export --db archive.db --format csv --out tables/")
@db_option
@click.option(
    "--format", "file_format", type=click.Choice(FORMATS), required=True, help="csv for spreadsheets, else jsonl."
)
@click.option("--out", type=NamedPath(), required=True, metavar="DIR", help="The folder; made if missing.")
def export_command(db: Path, file_format: str, out: Path) -> None:
    """Write every table and view of an archive into a folder.

    csv: UTF-8 with a byte order mark, and an apostrophe before text that a spreadsheet would take for a formula.
    jsonl: every value as it is, and records.jsonl, which holds all articles as `sovang extract` writes them.
    """
    with archive_at(db) as connection:
        written = export(connection, out, file_format)
    click.echo(f"{out}: {len(written)} files written.", err=True)
