"""sovang sites: the site files and families, how well they fit an archive, and the skeleton of a new one."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from corpus.families import FAMILIES
from corpus.layout import Family, Layout, Site
from corpus.sites import sites
from db.sites import PARTS, Fit, Host, Span, fits, hosts, without_address
from pipeline.commands.common import NamedPath, archive_at, json_option
from pipeline.commands.sites_new import new

_PIPED_WIDTH = 200  # columns: no line is folded where nobody's window is to be filled
_HOSTS_SHOWN = 30


@click.group(
    name="sites",
    invoke_without_command=True,
    epilog="Example: sovang sites --db archive.db",
)
@click.option("--db", "db", type=NamedPath(), metavar="FILE", help="The archive whose pages are counted.")
@click.option("--all/--used", "everything", default=False, help="With --db: all of them, or those that pages were for.")
@json_option
@click.pass_context
def sites_command(context: click.Context, db: Path | None, everything: bool, as_json: bool) -> None:
    """List the site files and families by which pages are read.

    With --db: how many of the archive's pages each read and for how many its selectors found nothing, so that a
    paper's new design is noticed; what needs attention first. Below it the hosts without a site file. `sovang sites
    new` makes the skeleton of a site file from a saved page.
    """
    if context.invoked_subcommand is not None:
        if db or everything or as_json:
            raise click.UsageError("--db, --all and --json are options of the list alone")
        return
    if db is None:
        rows = [_site_row(site) for site in sites()] + [_family_row(family) for family in FAMILIES]
        if as_json:
            click.echo(json.dumps(rows, ensure_ascii=False))
        else:
            _print_list(rows)
        return
    with archive_at(db) as connection:
        found, unknown, nameless = fits(connection), hosts(connection), without_address(connection)
    if everything:
        used = {fit.name for fit in found}
        names = [*(site.name for site in sites()), *(family.name for family in FAMILIES)]
        found += [Fit(name=name) for name in names if name not in used]
    if as_json:
        click.echo(json.dumps(_as_json(found, unknown, nameless), ensure_ascii=False))
        return
    _print_fits(found)
    _print_hosts(unknown, nameless)


sites_command.add_command(new)


# --- the list -----------------------------------------------------------------------------------------------


def _site_row(site: Site) -> dict[str, Any]:
    return {
        "kind": "site",
        "name": site.name,
        "publisher": site.publisher,
        "hosts": list(site.hosts),
        "software": _software(site),
        "designs": len(site.layouts),
        "verified": _verified(*site.layouts),
    }


def _family_row(family: Family) -> dict[str, Any]:
    return {
        "kind": "family",
        "name": family.name,
        "publisher": None,
        "hosts": [],
        "software": family.name,
        "designs": 1,
        "verified": _verified(family.layout),
    }


def _software(site: Site) -> str | None:
    """The family whose body one of the site's designs has, the newest design's first."""
    made_by = {family.layout.body: family.name for family in FAMILIES}
    return next((made_by[layout.body] for layout in site.layouts if layout.body in made_by), None)


def _verified(*layouts: Layout) -> str | None:
    """The last day on which one of the designs was seen to fit a real page."""
    days: list[date] = [layout.verified for layout in layouts if layout.verified]
    return max(days).isoformat() if days else None


def _print_list(rows: list[dict[str, Any]]) -> None:
    table = _table("name", "publisher", "hosts", "software", "verified", numbers=())
    for row in rows:
        publisher = row["publisher"] or "(a family: any host)"
        verified = row["verified"] or "from hearsay"
        table.add_row(row["name"], publisher, ", ".join(row["hosts"]), row["software"] or "–", verified)
    _print(table)
    own = sum(row["kind"] == "site" for row in rows)
    click.echo(f"\n{own} site files, {len(rows) - own} families.")


# --- an archive ---------------------------------------------------------------------------------------------


def _print_fits(found: list[Fit]) -> None:
    for fit in found:
        for part in fit.worries:
            _console().print(_worry(fit, part), style="yellow", soft_wrap=True)
    if any(fit.worries for fit in found):
        click.echo()
    if not found:
        click.echo("No page of this archive was read by a site file or a family.")
        return
    table = _table("name", "read", "published", *(f"no {part}" for part in PARTS), numbers=("read",))
    for fit in found:
        missed = (_missed(fit.missing(part)) for part in PARTS)
        table.add_row(fit.name, f"{fit.matched.pages:,}", _days(fit.matched), *missed)
    _print(table)


def _worry(fit: Fit, part: str) -> str:
    span = fit.missing(part)
    of = f"{fit.name}: {part} found nothing on {span.pages:,} of {fit.asked(part):,} pages"
    days = f", first {span.first}, last {span.last}" if span.last else ", on days not known"
    read = f"; read till {fit.matched.last}" if part == "body" and fit.matched.last else ""
    new = "; likely a new design" if part == "body" and fit.redesigned else ""
    return of + days + read + new


def _print_hosts(unknown: list[Host], nameless: int) -> None:
    if unknown:
        click.echo("\nHosts without a site file:\n")
        table = _table("host", "articles", "published", "read by", numbers=("articles",))
        for host in unknown[:_HOSTS_SHOWN]:
            table.add_row(host.name, f"{host.span.pages:,}", _days(host.span), _readers(host))
        _print(table)
    if len(unknown) > _HOSTS_SHOWN:
        click.echo(f"… and {len(unknown) - _HOSTS_SHOWN:,} more hosts; --json lists all.")
    if nameless:
        articles = "article" if nameless == 1 else "articles"
        click.echo(f"\n{nameless:,} {articles} without an address, so that no site file can be known for them.")


def _readers(host: Host) -> str:
    return ", ".join(f"{name or 'general path'} {count:,}" for name, count in _counted(host))


def _counted(host: Host) -> list[tuple[str | None, int]]:
    return sorted(host.families.items(), key=lambda item: (-item[1], item[0] or ""))


def _missed(span: Span) -> str:
    """How many pages; the first day of these is for programs and worries."""
    return f"{span.pages:,}{f', till {span.last}' if span.last else ''}" if span.pages else "–"


def _days(span: Span) -> str:
    if not span.first or not span.last:
        return "day not known" if span.pages else "–"
    return span.first if span.first == span.last else f"{span.first} to {span.last}"


def _as_json(found: list[Fit], unknown: list[Host], nameless: int) -> dict[str, Any]:
    return {
        "sites": [
            {
                "name": fit.name,
                "kind": "site" if fit.is_site else "family",
                "pages": fit.pages,
                "matched": asdict(fit.matched),
                "missed": {part: asdict(span) for part, span in sorted(fit.missed.items())},
                "attention": list(fit.worries),
                "redesigned": fit.redesigned,
            }
            for fit in found
        ],
        "hosts": [
            {"host": host.name, **asdict(host.span), "read_by": {k or "": v for k, v in _counted(host)}}
            for host in unknown
        ],
        "without_address": nameless,
    }


def _table(*columns: str, numbers: tuple[str, ...]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in numbers else "left", overflow="fold")
    return table


def _print(table: Table) -> None:
    _console().print(table)


def _console() -> Console:
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console.width = _PIPED_WIDTH
    return console
