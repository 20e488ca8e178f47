"""sovang decisions: what was decided and what came of it; the references of a name."""

from __future__ import annotations

import json
import sqlite3
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from db.decisions import decisions_path, digest_of
from db.references import Named, find_mentions
from pipeline.commands.common import archive_at, db_option, json_option
from pipeline.commands.deciding import archive_file

EXAMPLE = "Example: sovang decisions --find 'Bưởi Ân' --db archive.db"


@click.command(name="decisions", epilog=EXAMPLE)
@click.option("--unmatched", is_flag=True, help="Only those that name what is not in the archive (any more).")
@click.option("--find", "name", metavar="NAME", help="Print the references of whoever is called so, for sovang decide.")
@db_option
@json_option
def decisions_command(unmatched: bool, name: str | None, db: Path, as_json: bool) -> None:
    """List the decisions of the file beside an archive, each with what came of it.

    applied; unmatched: it names a claim or a name that is not in the archive (any more); overruled: a later line says
    the contrary. With --find the mentions of a name: reference, day, sentence, source, by entity; exit code 1 if there
    are none.
    """
    with archive_at(db) as archive:
        if name is not None:
            _find(archive, name, as_json)
            return
        rows = _rows(archive, unmatched)
        derived = archive.execute("SELECT value FROM archive WHERE key = 'derived_by'").fetchone()
        changed = not derived or derived[0].rpartition(" ")[2] != digest_of(decisions_path(archive_file(db)))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            click.echo(_told(row))
    if changed:
        click.echo("The file was changed since the archive was built: sovang build takes it in.", err=True)
    elif not rows:
        click.echo("Nothing is unmatched." if unmatched else "Nothing was decided yet.", err=True)


def _rows(archive: sqlite3.Connection, unmatched: bool) -> list[dict[str, Any]]:
    query = (
        "SELECT line, decision, mentions, name, fields, who, decided, why, status, note FROM decisions "
        f"{'WHERE status = ' + repr('unmatched') if unmatched else ''} ORDER BY line"
    )
    return [
        dict(row) | {"mentions": json.loads(row["mentions"]), "fields": json.loads(row["fields"] or "null")}
        for row in archive.execute(query)
    ]


def _told(row: dict[str, Any]) -> str:
    named = f" is also {row['name']}" if row["name"] else ""
    named += "".join(f" {field}={'' if value is None else value}" for field, value in (row["fields"] or {}).items())
    note = f" ({row['note']})" if row["note"] else ""
    by = ", ".join(filter(None, (row["who"], row["decided"])))
    signed = ": ".join(filter(None, (by, row["why"])))
    lines = [f"{row['line']}  {row['decision']}  {' '.join(row['mentions'])}{named}  {row['status']}{note}"]
    return "\n".join([*lines, *([f"    {signed}"] if signed else [])])


def _find(archive: sqlite3.Connection, name: str, as_json: bool) -> None:
    found = find_mentions(archive, name)
    if as_json:
        click.echo(json.dumps([named.to_json() for named in found], ensure_ascii=False))
    for _, of_entity in groupby(found, key=lambda n: n.entity) if not as_json else ():
        click.echo(_mentions(list(of_entity)))
    if not found:
        click.echo(f"Nobody and nothing in this archive is called {name!r}.", err=True)
        raise click.exceptions.Exit(1)


def _mentions(found: list[Named]) -> str:
    lines = [f"{found[0].entity_name} ({found[0].kind}, {found[0].entity})"]
    for named in found:
        title = f"{named.article_title}, " if named.article_title else ""
        lines += [
            f"  {named.ref}",
            f"      “{' '.join(named.quote.split())}”",
            f"      {title}{named.published or 'day not known'}, {named.source}",
        ]
    return "\n".join(lines)
