"""sovang build: articles to an archive."""

from __future__ import annotations

import json
import shlex
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

import click

from corpus.inputs.items import Options, Unread
from corpus.sources import STDIN
from db.counting import counted
from db.load import Loader, Summary
from extractors.reader import fingerprint
from pipeline.commands.common import (
    Failure,
    db_option,
    fields_option,
    inputs_argument,
    json_option,
    one_line_errors,
    workers_option,
)
from pipeline.progress import shown
from pipeline.run import Outcome, failed, run


@click.command(epilog="Example: sovang build articles/ --db archive.db")
@inputs_argument
@db_option
@fields_option
@workers_option
@json_option
def build(inputs: tuple[str, ...], db: Path, options: Options, workers: int, as_json: bool) -> None:
    """Make an archive from articles, or add to it.

    INPUT is a file (HTML, text, WARC, MHTML, JSON Lines, CSV, Word, PDF), or a folder of them, as saved or as wget or
    `sovang crawl` made it. An article is read again only if its page or the reader changed. The archive only grows: an
    input that is gone keeps its article. An input that cannot be read is listed with its reason and stops nothing.
    """
    if STDIN in inputs:
        raise Failure("-: an archive names the file behind every fact, so save the page in a file and name that")
    with one_line_errors(db), Loader(db, fingerprint()) as loader:
        _load(loader, inputs, options, workers, loader.is_current)
        again = loader.outdated()
        if again:
            _load(loader, inputs, options, workers, lambda source, digest: source not in again)
        summary = loader.finish()
    if as_json:
        click.echo(json.dumps(summary.to_json(), ensure_ascii=False))
    else:
        click.echo(_told(summary, db), err=True)


def _load(
    loader: Loader, inputs: tuple[str, ...], options: Options, workers: int, is_current: Callable[[str, str], bool]
) -> None:
    ignored = [loader.path, *loader.own_files]
    with closing(run(inputs, is_current, ignored, options=options, workers=workers)) as outcomes:
        for outcome in shown(outcomes, "Reading"):
            _take_in(loader, outcome)


def _take_in(loader: Loader, outcome: Outcome) -> None:
    result = outcome.result
    if result is None:
        return
    if not isinstance(result, Unread):
        try:
            loader.add(result, outcome.fetched, outcome.file)
            return
        except sqlite3.IntegrityError as error:  # the reader made a record that the schema rightly refuses
            result = failed(outcome.source, error)
    loader.fail(result.source, result.code, result.reason)


def _told(summary: Summary, db: Path) -> str:
    done = [
        f"{counted(summary.read, 'input')} read",
        f"{summary.unchanged:,} unchanged",
        f"{summary.unread:,} not read",
    ]
    facts = [counted(count, kind.removesuffix("s").replace("_", " ")) for kind, count in summary.facts.items() if count]
    holds = f"{counted(summary.articles, 'article')} ({summary.without_facts:,} without facts)"
    lines = [f"{db}: {_listed(done)}.", f"It holds {holds}: {_listed(facts) or 'no facts'}."]
    if summary.unmatched:
        match = "matches" if summary.unmatched == 1 else "match"
        command = shlex.join(("sovang", "decisions", "--unmatched", "--db", str(db)))
        lines.append(f"{counted(summary.unmatched, 'decision')} {match} nothing (any more): {command}")
    return "\n".join(lines)


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)
