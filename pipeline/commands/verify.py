"""sovang verify: whether an archive is whole."""

from __future__ import annotations

from pathlib import Path

import click

from db.verify import verify
from pipeline.commands.common import archive_at, db_option


@click.command(name="verify", epilog="Example: sovang verify --db archive.db")
@db_option
def verify_command(db: Path) -> None:
    """Check an archive: its keys, that every fact has evidence, every quote against its text, the search index.

    Exit code 1 and one line per fault if anything is wrong.
    """
    with archive_at(db) as connection:
        faults = verify(connection)
    for fault in faults:
        click.echo(fault)
    if faults:
        raise click.exceptions.Exit(1)
    click.echo(f"{db}: nothing is wrong with it.", err=True)
