"""Days as people type them, and what the answers on a day look like in print."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from db.bloc_on_day import HEAD
from db.on_day import Candidate, Doubt, Evidence, Known, PostAnswer, Status
from db.on_day_rules import Why
from db.post_signs import Shows
from db.site.texts import text
from pipeline.commands.common import Failure

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_YEARS = range(1900, 2201)
_PIPED_WIDTH = 200  # columns: no line is folded where nobody's window is to be filled
_STYLES = {Status.SURE: "green", Status.POSSIBLE: "yellow", Status.UNKNOWN: "dim"}
_WHY = {
    Why.ON_THE_DAY: "{0}",
    Why.BETWEEN: "{0}, {1}",
    Why.AFTER_LAST: "last sign before: {0}",
    Why.BEFORE_FIRST: "first sign after: {0}",
    Why.IN_TERM: "head of a year, at most from {0} to {1}",
}
_DOUBTS = {
    Doubt.OTHERS: "others may have been",
    Doubt.UNIT_CHANGED: "the unit changed between",
    Doubt.OTHER_UNIT: "may be another unit",
    Doubt.CONTRADICTED: "what else is said contradicts it",
    Doubt.INFERRED: "only inferred from who chaired",
}
_REASONS = {"no_source": "no article here speaks of it in that year", "silent": "the articles do not say"}
_SHOWS = {
    Shows.STARTED: "started on",
    Shows.ENDED: "ended on",
    Shows.CITED: "cited on",
    Shows.LEFT: "had left by",
    Shows.FORMER: "called a former one on",
}


class Day(click.ParamType[str]):
    """`2021-06-01`, `1-6-2021` or `1/6/2021` → the day, ISO; Failure where it is none."""

    name = "day"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The day; Failure if it is none, or of no year that an article could speak of."""
        iso, day_first = _ISO.fullmatch(value.strip()), _DAY_FIRST.fullmatch(value.strip())
        if iso:
            year, month, day = (int(part) for part in iso.groups())
        elif day_first:
            day, month, year = (int(day_first[n]) for n in (1, 3, 4))
        else:
            year = month = day = 0
        try:
            if year not in _YEARS:
                raise ValueError
            return date(year, month, day).isoformat()
        except ValueError:
            option = param.opts[-1] if param else "--on"
            raise Failure(f"{option} {value!r}: is no day; write 2021-06-01 or 1/6/2021, the day first") from None


def print_days(answers: Iterable[PostAnswer], *, sentences: bool) -> None:
    """Print who held the posts of one unit, or headed a bloc, on a day: a table, with the sentences below it."""
    shown = list(answers)
    for day, kind, into in sorted({change for answer in shown for change in answer.changes}):
        click.echo(f"  {day}: {kind}" + (f" into {into}" if into and into != shown[0].unit else ""))
    table = table_of("post", "answer", "who", "why")
    for answer in shown:
        for at, cells in enumerate(_rows(answer)):
            table.add_row(Text(_title(answer) if at == 0 else ""), *cells)
    print_table(table)
    if sentences:
        for answer in shown:
            for candidate in answer.candidates:
                click.echo(f"\n{_who(candidate)}")
                print_evidence(candidate.evidence)


def _title(answer: PostAnswer) -> str:
    return text(f"value.role.{HEAD}", "en").lower() if answer.title == HEAD else answer.title


def _rows(answer: PostAnswer) -> list[tuple[Text, Text, Text]]:
    found = []
    for candidate in answer.candidates:
        why = _WHY[candidate.why].format(*_days(candidate))
        doubts = "".join(f"; {_DOUBTS[Doubt(doubt)]}" for doubt in candidate.doubts)
        status = Text(candidate.status, style=_STYLES[candidate.status])
        found.append((status, Text(_who(candidate)), Text(why + doubts)))
    if not found:
        nearest = [_nearest("before", answer.before), _nearest("after", answer.after)]
        reason = _REASONS.get(answer.reason or "", "no article here says who")
        why = "; ".join([reason, *filter(None, nearest)])
        found.append((Text(answer.status, style=_STYLES[answer.status]), Text("–"), Text(why)))
    return found


def _days(candidate: Candidate) -> list[str]:
    """The days on which an answer rests, each with the most that it shows."""
    if candidate.why is Why.IN_TERM:
        return list(candidate.days)
    said = []
    for day in candidate.days:
        shown = {Shows(cited.shows) for cited in candidate.evidence if cited.day == day}
        most = next((shows for shows in _SHOWS if shows in shown), Shows.CITED)
        said.append(f"{_SHOWS[most]} {day}")
    return said


def _who(candidate: Candidate) -> str:
    return f"{candidate.name} ({candidate.person})" if candidate.person else candidate.name


def _nearest(side: str, known: list[Known]) -> str:
    return f"known {side}: " + ", ".join(f"{k.name} on {k.day}" for k in known) if known else ""


def print_evidence(evidence: Iterable[Evidence]) -> None:
    """Print sentences, each with the day, what it shows, and its source."""
    for cited in evidence:
        title = f"{cited.article_title}, " if cited.article_title else ""
        day = f"{_SHOWS[Shows(cited.shows)]} {cited.day}: " if cited.day else "day not known: "
        click.echo(f"    {day}“{' '.join(cited.quote.split())}”")
        click.echo(f"    {title}{cited.published or 'day not known'}, {cited.source}")


def table_of(*columns: str) -> Table:
    """An empty table without lines."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def print_table(table: Table) -> None:
    """Print a table as wide as the terminal, in colour only there and unless NO_COLOR is set."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(table)
        return
    console.width = _PIPED_WIDTH
    with console.capture() as printed:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in printed.get().splitlines()))
