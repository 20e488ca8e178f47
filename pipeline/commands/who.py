"""sovang who: who led a bloc."""

from __future__ import annotations

import difflib
import json
import sqlite3
from pathlib import Path

import click

from db.names import plain_bloc_key
from db.site.queries import BASES, EN, ROLES
from db.who import BlocAnswer, Citation, RoleAnswer, who
from pipeline.commands.common import archive_at, db_option, json_option

EXAMPLE = 'Example: sovang who "khối thi đua 2" --year 2021 --db archive.db'


@click.command(name="who", epilog=EXAMPLE)
@click.argument("name")
@click.option("--year", type=click.IntRange(1900, 2200), metavar="N", help="Of this year only.")
@db_option
@json_option
def who_command(name: str, year: int | None, db: Path, as_json: bool) -> None:
    """Tell who led the blocs that NAME fits, with the sentence that says so and its source.

    NAME may be typed without diacritics; the word số does not count; words of the body whose bloc it is may follow.
    Exit code 1 if no bloc fits.
    """
    with archive_at(db) as connection:
        answers = who(connection, name, year)
        if as_json:
            click.echo(json.dumps([a.to_json() for a in answers], ensure_ascii=False))
        elif answers:
            click.echo("\n\n".join(_told(answer, year) for answer in answers))
        else:
            click.echo(_nothing(connection, name), err=True)
    if not answers:
        raise click.exceptions.Exit(1)


def _told(answer: BlocAnswer, year: int | None) -> str:
    scope = f" ({answer.scope})" if answer.scope else " (no source says whose bloc it is)"
    lines = [answer.name + scope]
    if not answer.roles:
        lines.append("  " + _silence(answer, year))
    for role in answer.roles:
        lines.extend("  " + line for line in _role_lines(role))
    return "\n".join(lines)


def _silence(answer: BlocAnswer, year: int | None) -> str:
    if year is None or not answer.years:
        return "No source here says who led it."
    return f"No source here says who led it in {year}; they speak about {', '.join(map(str, answer.years))}."


def _role_lines(role: RoleAnswer) -> list[str]:
    holder = role.unit or role.person or "not named"
    person = f" ({role.person})" if role.unit and role.person else ""
    year = "year not stated" if role.year is None else str(role.year)
    more = f", {role.sources} sources" if role.sources > 1 else ""
    passed = " from" if role.basis == "handover" else ", after"
    giver = f"{passed} {role.handed_over_by}" if role.handed_over_by else ""
    differs = " – ANOTHER SOURCE NAMES ANOTHER HEAD" if role.contradicted else ""
    lines = [f"{year} – {ROLES[role.role][EN]} – {holder}{person} – {BASES[role.basis][EN]}{giver}{more}{differs}"]
    citations: list[RoleAnswer | Citation] = [role, *role.further]
    for cited in citations:
        if cited.quote:
            lines.append(f"    “{' '.join(cited.quote.split())}”")
        lines.append(f"    {'' if cited.quote else 'also: '}{_source(cited)}")
    lines.extend(f"    also in (a copy): {_source(copy)}" for copy in role.also_in)
    return lines


def _source(cited: RoleAnswer | Citation) -> str:
    title = f"{cited.article_title}, " if cited.article_title else ""
    return f"{title}{cited.published or 'day not known'}, {cited.source}"


def _nothing(connection: sqlite3.Connection, name: str) -> str:
    names = {plain_bloc_key(known): known for (known,) in connection.execute("SELECT name FROM blocs ORDER BY name")}
    if not names:
        return "No bloc is in this archive yet."
    close = difflib.get_close_matches(plain_bloc_key(name), names, n=5, cutoff=0.4)
    shown = [names[key] for key in close] or list(names.values())[:5]
    return f"No bloc fits {name!r}. In this archive: {'; '.join(shown)}" + (" …" if len(names) > len(shown) else "")
