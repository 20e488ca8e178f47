"""sovang versions: the texts that an article had, and what changed between them."""

from __future__ import annotations

import json
import sqlite3
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from db.changes import Paragraph, changes
from db.versions import Version, find_articles, versions_of
from pipeline.commands.common import Failure, archive_at, db_option, json_option

_STYLES = {"same": "", "removed": "red strike", "added": "green"}
_MARKS = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}


@click.command(name="versions", epilog="Example: sovang versions https://songlam.example/1 --diff --db archive.db")
@click.argument("article")
@click.option("--diff", is_flag=True, help="Show what each version changed in the one before it.")
@db_option
@json_option
def versions_command(article: str, diff: bool, db: Path, as_json: bool) -> None:
    """Tell which texts an article had, and with --diff what changed.

    ARTICLE is an article's id, its address, or an input that it was read from. The last version is the one whose facts
    the archive holds. On a terminal what went is red and what came green (not if NO_COLOR is set); in a pipe they stand
    in [-…-] and {+…+}. Exit code 1 if the archive has no such article.
    """
    with archive_at(db) as connection:
        found = versions_of(connection, _article(connection, article))
    if not found:
        click.echo(f"No article of this archive is {article!r}: name its id, its address or its input.", err=True)
        raise click.exceptions.Exit(1)
    if as_json:
        click.echo(json.dumps(_as_json(found, diff), ensure_ascii=False))
        return
    click.echo(_table(found))
    if diff:
        console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
        for old, new in pairwise(found):
            click.echo(f"\n{old.id} → {new.id}\n")
            _show(console, changes(old.text, new.text))


def _article(connection: sqlite3.Connection, named: str) -> str:
    found = find_articles(connection, named)
    if len(found) > 1:
        raise Failure(
            f"{named}: is the address or the input of several articles; name one by its id: {', '.join(found)}"
        )
    return found[0] if found else named


def _as_json(found: list[Version], diff: bool) -> list[dict[str, Any]]:
    """The versions; with `changes` to the one before: paragraphs of [tag, text] pieces."""
    rows = [version.to_json() for version in found]
    if diff:
        for row, (old, new) in zip(rows[1:], pairwise(found), strict=True):
            row["changes"] = changes(old.text, new.text)
    return rows


def _table(found: list[Version]) -> str:
    lines = []
    for version in found:
        fetched = " – ".join(dict.fromkeys(t for t in (version.fetched_first, version.fetched_last) if t))
        about = [
            version.published or "day not known",
            f"fetched {fetched}" if fetched else "fetched at a time not known",
            f"{len(version.text.split()):,} words",
            ", ".join(version.sources),
        ]
        latest = " (the one that counts)" if version.latest else ""
        lines.append(f"{version.id}{latest}: {version.title or 'without a title'}\n    {'; '.join(about)}")
    return "\n".join(lines)


def _show(console: Console, paragraphs: list[Paragraph]) -> None:
    """The paragraphs that changed, and of the others how many lie between."""
    unchanged = 0
    for paragraph in [*paragraphs, None]:
        if paragraph and all(tag == "same" for tag, _ in paragraph):
            unchanged += 1
            continue
        if unchanged:
            click.echo(f"… {unchanged} paragraph{'s' if unchanged > 1 else ''} unchanged …\n")
            unchanged = 0
        if paragraph and console.is_terminal and not console.no_color:
            console.print(Text.assemble(*((text, _STYLES[tag]) for tag, text in paragraph), "\n"))
        elif paragraph:
            click.echo("".join(_marked(tag, text) for tag, text in paragraph) + "\n")


def _marked(tag: str, text: str) -> str:
    """A piece in its marks; the blank at its end stays behind them."""
    before, after = _MARKS[tag]
    bare = text.rstrip()
    return f"{before}{bare}{after}{text[len(bare) :]}"
