"""sovang extract: articles to JSON Lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from corpus.inputs.items import Options, Unread
from db.files import replacing
from extractors.reader import Reader
from extractors.records import Extraction, extraction_to_json
from pipeline.commands.common import Failure, fields_option, hints_option, inputs_argument, one_line_errors
from pipeline.progress import shown
from pipeline.run import Outcome, run


@click.command(epilog="Example: sovang extract articles/ -o records.jsonl")
@inputs_argument
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the standard output.")
@fields_option
@hints_option
def extract(inputs: tuple[str, ...], output: str, options: Options, hints: bool) -> None:
    """Read articles and write what they say as JSON Lines.

    INPUT is a file (HTML, text, WARC, MHTML, JSON Lines, CSV, Word, PDF), a folder of them, as saved or as wget or
    `sovang crawl` made it, or - for the standard input. One line per article, in input order; an input that could not
    be read gives {"source": …, "error": …, "code": …}, and how many these are is told at the end.
    """
    if not output:
        raise Failure("-o '': is no name of a file; - is the standard output")
    counts, reader = _Counts(), Reader(hints=hints)
    with one_line_errors():
        if output == "-":
            for line in _lines(run(inputs, reader=reader, options=options), counts):
                sys.stdout.buffer.write(line.encode())
            sys.stdout.buffer.flush()
        else:
            _write(Path(output), inputs, options, counts, reader)
    if counts.unread:
        of = "1 input was" if counts.inputs == 1 else f"{counts.unread:,} of {counts.inputs:,} inputs were"
        click.echo(f'{of} not read; why stands under "error" in the output.', err=True)


@dataclass
class _Counts:
    """Of the inputs: how many there were, and how many could not be read."""

    inputs: int = 0
    unread: int = 0


def _write(path: Path, inputs: tuple[str, ...], options: Options, counts: _Counts, reader: Reader) -> None:
    if path.is_file() and any(os.path.isfile(name) and path.samefile(name) for name in inputs):
        raise Failure(f"{path}: is an input, which would be lost; choose another --output")
    try:
        with replacing(path) as file:
            file.writelines(
                _lines(run(inputs, ignored=(path, Path(file.name)), reader=reader, options=options), counts)
            )
    except OSError as error:
        raise Failure(f"{path}: cannot be written ({error.strerror}); choose another --output") from None


def _lines(outcomes: Iterable[Outcome], counts: _Counts) -> Iterator[str]:
    for outcome in shown(outcomes, "Reading"):
        counts.inputs += 1
        counts.unread += isinstance(outcome.result, Unread)
        yield json.dumps(_line(outcome.result), ensure_ascii=False) + "\n"


def _line(result: Extraction | Unread | None) -> dict[str, Any]:
    match result:
        case Extraction():
            return extraction_to_json(result)
        case Unread():
            return {"source": result.source, "error": result.reason, "code": result.code}
        case None:
            raise ValueError("an input was taken as read before, though nothing was")
