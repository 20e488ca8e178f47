"""sovang who: who led a bloc, who held a post."""

from __future__ import annotations

import difflib
import json
import sqlite3
from pathlib import Path

import click

from db.bloc_on_day import bloc_head
from db.ledger_years import NO_SOURCE
from db.names import plain_bloc_key
from db.site.texts import text
from db.units_fitting import UnitFit, units_fitting
from db.who import BlocAnswer, Citation, RoleAnswer, Unknown, blocs_fitting, who
from pipeline.commands.common import archive_at, db_option, json_option
from pipeline.commands.who_days import Day, print_days
from pipeline.commands.who_posts import close_units, tell_posts

EXAMPLE = """\b
Examples:
  sovang who "khối thi đua 2" --year 2021 --db archive.db
  sovang who "Bộ CHQS tỉnh Cao Bằng" --post "Chỉ huy trưởng" --on 1/6/2021 --db archive.db
"""


_NO_YEAR = 9999  # rows of no year stand last


@click.command(name="who", epilog=EXAMPLE)
@click.argument("name")
@click.option("--year", type=click.IntRange(1900, 2200), metavar="N", help="Of a bloc: this year only.")
@click.option("--on", "day", type=Day(), metavar="DAY", help="On this day: 2021-06-01 or 1/6/2021.")
@click.option("--post", metavar="TITLE", help="Of a unit: who held this post.")
@db_option
@json_option
def who_command(name: str, year: int | None, day: str | None, post: str | None, db: Path, as_json: bool) -> None:
    """Tell who led the blocs, or held the posts of the units, that NAME fits, with the sentences that say so.

    NAME may be typed without diacritics; the word số does not count; words of the body whose bloc it is may follow.
    A unit may be abbreviated (Bộ CHQS, BCHQS) or go by a former name. On a day, an answer is sure, possible or
    unknown. Exit code 1 if nothing fits.
    """
    if year is not None and (day or post):
        raise click.UsageError("--year goes with neither --on nor --post: it tells of a bloc's whole year")
    with archive_at(db) as connection:
        units = [] if year is not None else _units(connection, name, post)
        if units:
            found = tell_posts(connection, units, post, day, as_json)
        elif post is not None:
            found = _say_nothing(connection, name, as_json, only_units=True)
        elif day is not None:
            found = _tell_blocs_on(connection, name, day, as_json)
        else:
            found = _tell_blocs(connection, name, year, as_json)
    if not found:
        raise click.exceptions.Exit(1)


def _units(connection: sqlite3.Connection, name: str, post: str | None) -> list[UnitFit]:
    """The units that are meant: a name that fits a bloc is that of a unit only if it is a unit's whole name."""
    exactly = units_fitting(connection, name)
    if exactly or (post is None and blocs_fitting(connection, name)):
        return exactly
    return units_fitting(connection, name, loosely=True)


def _tell_blocs(connection: sqlite3.Connection, name: str, year: int | None, as_json: bool) -> bool:
    answers = who(connection, name, year)
    if as_json:
        click.echo(json.dumps([a.to_json() for a in answers], ensure_ascii=False))
    elif answers:
        click.echo("\n\n".join(_told(answer, year) for answer in answers))
    else:
        return _say_nothing(connection, name, as_json)
    return bool(answers)


def _tell_blocs_on(connection: sqlite3.Connection, name: str, day: str, as_json: bool) -> bool:
    blocs = blocs_fitting(connection, name)
    if not blocs:
        return _say_nothing(connection, name, as_json)
    answers = [(bloc, bloc_head(connection, bloc["id"], day)) for bloc in blocs]
    if as_json:
        told = [answer.to_json() | {"scope": bloc["scope"]} for bloc, answer in answers]
        click.echo(json.dumps(told, ensure_ascii=False))
        return True
    for at, (bloc, answer) in enumerate(answers):
        click.echo("\n" * bool(at) + f"{bloc['name']}{_scope(bloc['scope'])}, on {day}")
        print_days([answer], sentences=True)
    return True


def _say_nothing(connection: sqlite3.Connection, name: str, as_json: bool, *, only_units: bool = False) -> bool:
    if as_json:
        click.echo("[]")
    else:
        click.echo(_nothing(connection, name, only_units), err=True)
    return False


def _scope(scope: str | None) -> str:
    return f" ({scope})" if scope else " (no source says whose bloc it is)"


def _told(answer: BlocAnswer, year: int | None) -> str:
    lines = [answer.name + _scope(answer.scope)]
    if not answer.roles:
        lines.extend(f"  {_unknown(gap)}" for gap in answer.unknown)
        lines.append("  " + _silence(answer, year))
        return "\n".join(lines)
    told = [(role.year or _NO_YEAR, at, _role_lines(role)) for at, role in enumerate(answer.roles)]
    told += [(gap.year, -1, [_unknown(gap)]) for gap in answer.unknown]
    for _, _, of_year in sorted(told):
        lines.extend("  " + line for line in of_year)
    return "\n".join(lines)


def _unknown(gap: Unknown) -> str:
    if gap.reason == NO_SOURCE:
        return f"{gap.year} – head – unknown: no article here speaks of that year"
    some = "1 article speaks" if gap.articles == 1 else f"{gap.articles} articles speak"
    return f"{gap.year} – head – unknown: {some} of the bloc in that year and none says who"


def _silence(answer: BlocAnswer, year: int | None) -> str:
    if year is None or not answer.years:
        return "No source here says who led it."
    return f"No source here says who led it in {year}; they speak about {', '.join(map(str, answer.years))}."


def _word(column: str, code: str) -> str:
    """A coded value in the words of the website."""
    return text(f"value.{column}.{code}", "en").lower()


def _role_lines(role: RoleAnswer) -> list[str]:
    holder = role.unit or role.person or "not named"
    person = f" ({role.person})" if role.unit and role.person else ""
    year = "year not stated" if role.year is None else str(role.year)
    more = f", {role.sources} sources" if role.sources > 1 else ""
    passed = " from" if role.basis == "handover" else ", after"
    giver = f"{passed} {role.handed_over_by}" if role.handed_over_by else ""
    differs = " – ANOTHER SOURCE NAMES ANOTHER HEAD" if role.contradicted else ""
    lines = [
        f"{year} – {_word('role', role.role)} – {holder}{person} – {_word('basis', role.basis)}{giver}{more}{differs}"
    ]
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


def _nothing(connection: sqlite3.Connection, name: str, only_units: bool) -> str:
    units = close_units(connection, name)
    if only_units:
        if blocs_fitting(connection, name):
            return f"No unit fits {name!r}, but a bloc does; without --post you are told who led it."
        return f"No unit fits {name!r}." + (f" In this archive: {'; '.join(units)}" if units else "")
    if units_fitting(connection, name, loosely=True):  # asked for with --year, which units have none of
        return f"No bloc fits {name!r}, but a unit does; --year is about blocs: ask for a day with --on."
    names = {plain_bloc_key(known): known for (known,) in connection.execute("SELECT name FROM blocs ORDER BY name")}
    if not names and not units:
        return f"No bloc and no unit fits {name!r}: this archive knows none of a like name."
    close = difflib.get_close_matches(plain_bloc_key(name), names, n=5, cutoff=0.4)
    blocs = [names[key] for key in close] or ([] if units else list(names.values())[:5])
    more = " …" if len(names) > len(blocs) and not units else ""
    return f"No bloc or unit fits {name!r}. In this archive: {'; '.join([*blocs, *units])}{more}"
