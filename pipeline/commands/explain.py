"""sovang explain: an article with its records marked in the text."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from corpus.inputs.items import Unread
from extractors.records import Extraction, Record, extraction_to_json, record_to_json
from extractors.tracing import Tracer, meaning
from pipeline.commands.common import Failure, json_option, one_line_errors
from pipeline.run import run

_STYLES = {
    "meetings": "cyan",
    "blocs": "bold magenta",
    "bloc_roles": "bold red",
    "officials": "green",
    "units": "blue",
    "awards": "bold yellow",
    "handovers": "red",
    "documents": "dim",
}
_COMMON = {"id", "evidence", "confidence", "rule"}
_Numbered = list[tuple[int, str, Record]]


@click.command(epilog="Example: sovang explain articles/one.html")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
def explain(file: Path, as_json: bool) -> None:
    """Print an article with its records marked in the text, and below them how each was found.

    FILE holds one page (HTML, text, MHTML, Word, PDF), or is - for a page on the standard input.
    On a terminal in colours (not if NO_COLOR is set); in a pipe with marks such as [1]…[/1]. Under each record stand
    the rule that found it, its confidence, the passages, and the rows of extractors/data/*.csv that these met.
    """
    extraction = _read(file)
    tracer = Tracer(extraction.article)
    if as_json:
        click.echo(json.dumps(_as_json(extraction, tracer), ensure_ascii=False))
        return
    records = [(number, kind, record) for number, (kind, record) in enumerate(extraction.records(), start=1)]
    console = Console(soft_wrap=True, highlight=False, markup=False, emoji=False)
    if console.is_terminal and not console.no_color:
        console.print(_coloured(extraction.article.text, records))
    else:
        click.echo(_marked(extraction.article.text, records))
    click.echo()
    for number, kind, record in records:
        click.echo(_described(number, kind, record, extraction.article.text, tracer))
    for rule in dict.fromkeys(record.rule for _, _, record in records):
        click.echo(f"{rule}: {meaning(rule)}")
    if not records:
        click.echo("No record was read from this article.")


def _read(file: Path) -> Extraction:
    if os.path.isdir(file):
        raise Failure(f"{file}: is a folder; name one file")
    with one_line_errors():
        outcome, *more = islice(run([str(file)]), 2)
    if more:
        raise Failure(f"{file}: holds more than one page; name a file of one page")
    match outcome.result:
        case Extraction():
            return outcome.result
        case Unread():
            raise Failure(f"{file}: cannot be read ({outcome.result.reason})")
        case None:
            raise ValueError("an input was taken as read before, though nothing was")


def _cuts(records: _Numbered) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Which records' passages open and which close at each offset; outer ones open first and close last."""
    spans = [(start, end, number) for number, _, record in records for start, end in _passages(record)]
    opens: dict[int, list[int]] = defaultdict(list)
    closes: dict[int, list[int]] = defaultdict(list)
    for start, _, number in sorted(spans, key=lambda s: (s[0], -s[1], s[2])):
        opens[start].append(number)
    for _, end, number in sorted(spans, key=lambda s: (s[1], -s[0], -s[2])):
        closes[end].append(number)
    return opens, closes


def _passages(record: Record) -> list[tuple[int, int]]:
    """A record's evidence; passages that overlap are one."""
    merged: list[tuple[int, int]] = []
    for span in sorted(record.evidence):
        if merged and span.start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(span.end, merged[-1][1]))
        else:
            merged.append((span.start, span.end))
    return merged


def _marked(text: str, records: _Numbered) -> str:
    opens, closes = _cuts(records)
    pieces, at = [], 0
    for cut in sorted({*opens, *closes}):
        pieces.append(text[at:cut])
        pieces.extend(f"[/{number}]" for number in closes.get(cut, ()))
        pieces.extend(f"[{number}]" for number in opens.get(cut, ()))
        at = cut
    return "".join((*pieces, text[at:]))


def _coloured(text: str, records: _Numbered) -> Text:
    """The passages in their kinds' colours, the inner over the outer, with the records' numbers before them."""
    marked = Text(text)
    spans = [
        (span.end - span.start, span.start, span.end, kind) for _, kind, record in records for span in record.evidence
    ]
    for _, start, end, kind in sorted(spans, reverse=True):
        marked.stylize(_STYLES[kind], start, end)
    opens, _ = _cuts(records)
    out, at = Text(), 0
    for cut in sorted(opens):
        out.append_text(marked[at:cut])
        out.append("".join(f"[{number}]" for number in opens[cut]), style="dim")
        at = cut
    out.append_text(marked[at:])
    return out


def _described(number: int, kind: str, record: Record, text: str, tracer: Tracer) -> str:
    fields = {key: value for key, value in record_to_json(record).items() if key not in _COMMON}
    said = "; ".join(f"{key} {_value(value)}" for key, value in fields.items() if value not in (None, []))
    quotes = " … ".join(" ".join(text[span.start : span.end].split()) for span in record.evidence)
    by_group: defaultdict[str, list[str]] = defaultdict(list)
    for row in tracer.rows(kind, record):
        by_group[row.group].append(row.id)
    rows = "; ".join(f"{group}: {', '.join(ids)}" for group, ids in by_group.items())
    lines = [f"[{number}] {kind}: {said}", f"    {record.rule}, {record.confidence:.2f}: “{quotes}”"]
    return "\n".join([*lines, *([f"    rows: {rows}"] if rows else []), ""])


def _as_json(extraction: Extraction, tracer: Tracer) -> dict[str, Any]:
    """The record format; each record has the `rows` behind it, and `rules` says what the rules read."""
    found = extraction_to_json(extraction)
    places: defaultdict[str, int] = defaultdict(int)
    for kind, record in extraction.records():
        found[kind][places[kind]]["rows"] = [row._asdict() for row in tracer.rows(kind, record)]
        places[kind] += 1
    found["rules"] = {record.rule: meaning(record.rule) for _, record in extraction.records()}
    return found


def _value(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_value(v) for v in value)
    if isinstance(value, dict):
        former = "former " if value.get("former") else ""
        return former + " – ".join(str(v) for k, v in value.items() if v is not None and k != "former")
    return str(value)
