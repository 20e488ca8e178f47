"""sovang extract: articles to JSON Lines."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click

from corpus.inputs.items import Options, Unread
from db.files import replacing
from extractors.records import Extraction, extraction_to_json
from pipeline.commands.common import (
    Failure,
    fields_option,
    hints_option,
    inputs_argument,
    one_line_errors,
    workers_option,
)
from pipeline.progress import shown
from pipeline.run import Outcome, run


@click.command(epilog="Example: sovang extract articles/ -o records.jsonl")
@inputs_argument
@click.option("-o", "--output", default="-", metavar="FILE", help="Where to write; - is the standard output.")
@fields_option
@hints_option
@workers_option
def extract(inputs: tuple[str, ...], output: str, options: Options, hints: bool, workers: int) -> None:
    """Read articles and write what they say as JSON Lines.

    INPUT is a file (HTML, text, WARC, MHTML, JSON Lines, CSV, Word, PDF), a folder of them, as saved or as wget or
    `sovang crawl` made it, or - for the standard input. One line per article, in input order; an input that could not
    be read gives {"source": …, "error": …, "code": …}, and how many these are is told at the end.
    """
    if not output:
        raise Failure("-o '': is no name of a file; - is the standard output")
    counts, reading = _Counts(), partial(run, inputs, options=options, workers=workers, hints=hints)
    with one_line_errors():
        if output == "-":
            with closing(reading()) as outcomes:
                for line in _lines(outcomes, counts):
                    sys.stdout.buffer.write(line.encode())
            sys.stdout.buffer.flush()
        else:
            _write(Path(output), inputs, reading, counts)
    if counts.unread:
        of = "1 input was" if counts.inputs == 1 else f"{counts.unread:,} of {counts.inputs:,} inputs were"
        click.echo(f'{of} not read; why stands under "error" in the output.', err=True)


@dataclass
class _Counts:
    """Of the inputs: how many there were, and how many could not be read."""

    inputs: int = 0
    unread: int = 0


def _write(
    path: Path, inputs: tuple[str, ...], reading: Callable[..., Generator[Outcome, None, None]], counts: _Counts
) -> None:
    if path.is_file() and any(os.path.isfile(name) and path.samefile(name) for name in inputs):
        raise Failure(f"{path}: is an input, which would be lost; choose another --output")
    try:
        with replacing(path) as file, closing(reading(ignored=(path, Path(file.name)))) as outcomes:
            file.writelines(_lines(outcomes, counts))
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
