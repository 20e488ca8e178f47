"""sovang evaluate: how well the reader does on annotated articles."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from corpus.inputs.items import Unread
from extractors.reader import Reader
from extractors.records import Extraction, extraction_to_json
from pipeline.commands.common import NamedPath, hints_option, json_option, one_line_errors
from pipeline.evaluation.figures import Evaluation, evaluate
from pipeline.evaluation.gold import Annotated, load
from pipeline.evaluation.reliability import FEWEST, bins, expected_error
from pipeline.progress import shown
from pipeline.run import run


@click.command("evaluate", epilog="Example: sovang evaluate annotated/ --verbose")
@click.argument("folder", type=NamedPath(), metavar="GOLD_DIR")
@click.option("--only", default="*", metavar="GLOB", help="Only the articles whose names fit, such as 'a*'.")
@click.option("--verbose", is_flag=True, help="Print every fact that was missed, and every one that is wrong.")
@hints_option
@json_option
def evaluate_command(folder: Path, only: str, verbose: bool, hints: bool, as_json: bool) -> None:
    """Compare what is read from annotated articles with their annotations.

    GOLD_DIR holds NAME.json, the record as it should be, beside NAME.txt or NAME.html, the article. Printed are
    precision, recall and F1 of every type of fact, how many records lack evidence, and whether the records' confidence
    fits the share of them that is right.
    """
    with one_line_errors():
        gold = load(folder, only)
        unread: dict[str, str] = {}
        outcome = evaluate(_pairs(gold, unread, Reader(hints=hints)))
    if as_json:
        click.echo(json.dumps(_as_json(outcome, unread, verbose), ensure_ascii=False))
        return
    if verbose:
        _print_faults(outcome)
    _print_figures(outcome)
    _print_reliability(outcome)
    for name, reason in unread.items():
        click.echo(f"{name}: was not read ({reason}); all its facts count as missed", err=True)


def _pairs(
    gold: Sequence[Annotated], unread: dict[str, str], reader: Reader
) -> Iterator[tuple[str, Mapping[str, Any], Mapping[str, Any]]]:
    """(name, annotated record, found record) of every article; why one was not read is put into `unread`."""
    outcomes = run([str(article.article) for article in gold], reader=reader)
    for article, outcome in zip(gold, shown(outcomes, "Reading"), strict=True):
        match outcome.result:
            case Extraction():
                yield article.name, article.record, extraction_to_json(outcome.result)
            case Unread():
                unread[article.name] = outcome.result.reason
                yield article.name, article.record, {}
            case None:
                raise ValueError("an input was taken as read before, though nothing was")


def _print_faults(outcome: Evaluation) -> None:
    for name, faults in outcome.faults.items():
        for fault in faults:
            click.echo(f"{name}: {fault.what} {fault.type}: {json.dumps(dict(fault.said), ensure_ascii=False)}")


def _print_figures(outcome: Evaluation) -> None:
    click.echo(f"{'fact':18}{'gold':>6}{'found':>7}{'prec':>8}{'rec':>8}{'f1':>8}")
    for type_, f in outcome.figures().items():
        click.echo(f"{type_:18}{f.gold:6}{f.found:7}{f.precision:8.3f}{f.recall:8.3f}{f.f1:8.3f}")
    click.echo(f"records without valid evidence: {outcome.unproved} of {outcome.records}")


def _print_reliability(outcome: Evaluation) -> None:
    found = bins(outcome.judged)
    error = expected_error(found)
    if error is None:
        click.echo(f"confidence: fewer than {FEWEST} records, too few to say")
        return
    click.echo(f"\n{'confidence':18}{'records':>8}{'stated':>8}{'right':>8}")
    for b in found:
        click.echo(f"{f'{b.lowest:.2f} to {b.highest:.2f}':18}{b.count:8}{b.stated:8.3f}{b.right:8.3f}")
    click.echo(f"expected error: {error:.3f}")


def _as_json(outcome: Evaluation, unread: Mapping[str, str], verbose: bool) -> dict[str, Any]:
    found = bins(outcome.judged)
    result: dict[str, Any] = {
        "figures": {type_: asdict(figure) for type_, figure in outcome.figures().items()},
        "records": outcome.records,
        "without_evidence": outcome.unproved,
        "confidence": [asdict(b) for b in found],
        "expected_error": expected_error(found),
        "unread": dict(unread),
    }
    if verbose:
        result["faults"] = {
            name: [{"what": f.what, "type": f.type, "said": dict(f.said)} for f in faults]
            for name, faults in outcome.faults.items()
            if faults
        }
    return result
