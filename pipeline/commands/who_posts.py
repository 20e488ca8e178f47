"""sovang who for units: who held a post, on a day or at any time."""

from __future__ import annotations

import difflib
import json
import sqlite3

import click
from rich.text import Text

from db.on_day import PostAnswer, Posts, holders
from db.post_history import PostHistory, history
from db.units_fitting import UnitFit, unit_words
from pipeline.commands.who_days import print_days, print_evidence, print_table, table_of

_MOST_NAMED = 5


def tell_posts(
    connection: sqlite3.Connection, units: list[UnitFit], title: str | None, day: str | None, as_json: bool
) -> bool:
    """Print who held the posts of units that a name fits; whether there was anything to tell.

    title: of the post, as it is typed; None: all posts. day: ISO; None: all holders, in order of time.
    """
    told: list[tuple[UnitFit, list[PostAnswer] | list[PostHistory]]] = []
    for unit in units:
        fits = bool(Posts(connection, [unit.id]).keys(title))
        found = holders(connection, [unit.id], title, day) if day else history(connection, [unit.id], title)
        if fits and found:
            told.append((unit, found))
    if as_json:
        answers = [answer.to_json() | {"asked": unit.via} for unit, found in told for answer in found]
        click.echo(json.dumps(answers, ensure_ascii=False))
    elif told:
        for at, (unit, found) in enumerate(told):
            click.echo("\n" * bool(at) + _heading(unit, day))
            days = [answer for answer in found if isinstance(answer, PostAnswer)]
            if days:
                print_days(days, sentences=title is not None)
            for post in found:
                if isinstance(post, PostHistory):
                    _print_history(post, sentences=title is not None)
    else:
        click.echo(_nothing(connection, units, title), err=True)
    return bool(told)


def _heading(unit: UnitFit, day: str | None) -> str:
    via = f" (by the name {unit.via})" if unit.via and unit.via != unit.name else ""
    return f"{unit.name}{via}" + (f", on {day}" if day else "")


def _print_history(post: PostHistory, *, sentences: bool) -> None:
    table = table_of(post.title, "first cited", "last cited", "start", "end", "former since", "sources")
    for tenure in post.tenures:
        days = (tenure.first_cited, tenure.last_cited, tenure.started, tenure.ended, tenure.former_cited)
        table.add_row(*(Text(day or "–") for day in (tenure.person, *days, str(tenure.sources))))
    print_table(table)
    if sentences:
        for tenure in post.tenures:
            click.echo(f"\n{tenure.person}")
            print_evidence(tenure.evidence)
    click.echo()


def _nothing(connection: sqlite3.Connection, units: list[UnitFit], title: str | None) -> str:
    names = sorted({name for unit in units for name in Posts(connection, [unit.id]).titles()})
    of = units[0].name
    if not names:
        return f"No article here names anyone in a post of {of}."
    close = difflib.get_close_matches(title or "", names, n=_MOST_NAMED, cutoff=0.4) or names[:_MOST_NAMED]
    return f"No post of {of} fits {title!r}. It has: {'; '.join(close)}" + (" …" if len(names) > len(close) else "")


def close_units(connection: sqlite3.Connection, name: str) -> list[str]:
    """The names of units that are spelt most like a name that fits none."""
    rows = connection.execute("SELECT name FROM units WHERE key NOT LIKE '%§%' ORDER BY mentions DESC, name")
    names = {unit_words(known): known for (known,) in rows}
    close = difflib.get_close_matches(unit_words(name), names, n=_MOST_NAMED, cutoff=0.6)
    return [names[key] for key in close]
