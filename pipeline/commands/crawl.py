"""sovang crawl: addresses, feeds, sitemaps and sections into WARC files."""

from __future__ import annotations

import json
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from corpus.crawl.plan import Plan, load_plan, parse_value, plan_of
from pipeline.commands.common import Failure, NamedPath, json_option, one_line_errors
from pipeline.progress import counted

EXAMPLE = "Example: sovang crawl https://paper.example/thi-dua --words 'khối thi đua' --out crawl/"
_LONGEST_LIST = 10 * 1024 * 1024
_INTERRUPTED = 128 + signal.SIGINT
_VALUES = (
    ("--words", "words", "WORDS", "Only articles with these words in title or lead; may be given several times."),
    ("--since", "since", "DAY", "Only articles of this day or later, as 2024-01-31."),
    ("--until", "until", "DAY", "Only articles of this day or earlier."),
    ("--max-pages", "max_pages", "N", "Stop after so many answers."),
    ("--max-bytes", "max_bytes", "SIZE", 'Stop after so much, as "500 MB".'),
    ("--max-time", "max_time", "TIME", 'Stop after so long, as "90 s", "15 min" or "2 h".'),
    ("--delay", "delay", "SECONDS", "At least so long between two requests to one host; 1 second if not given."),
    ("--contact", "contact", "TEXT", "An address at which a site's keeper can ask about the crawl."),
    ("--user-agent", "user_agent", "TEXT", "The name under which to crawl, instead of sovang/VERSION."),
)


def _value_options(function: Callable[..., Any]) -> Callable[..., Any]:
    for option, name, metavar, about in reversed(_VALUES):
        several = name == "words"
        function = click.option(option, name, metavar=metavar, help=about, multiple=several)(function)
    return function


@click.command(epilog=EXAMPLE)
@click.argument("inputs", nargs=-1, required=True, metavar="PLAN|ADDRESS…")
@click.option("--out", "out", type=NamedPath(), required=True, metavar="DIR", help="Where the crawl is kept.")
@_value_options
@click.option("--allow-private", is_flag=True, help="Also addresses of this machine and of its own network.")
@json_option
def crawl(
    inputs: tuple[str, ...], out: Path, allow_private: bool, as_json: bool, **options: str | tuple[str, ...] | None
) -> int:
    """Fetch articles and keep them as WARC, with a log of every address.

    PLAN is a .toml file; ADDRESS is an article's, a section's, a feed's or a sitemap's; - is a list of addresses on
    the standard input. Said again, the command goes on where it was stopped or killed; a crawl that had ended begins
    anew and asks only for what has changed. docs/crawling.md says what a plan may hold and what is written.
    """
    with one_line_errors():
        plan = _plan(inputs, options, allow_private)
        from corpus.crawl.run import INTERRUPTED, crawl  # loads Scrapy

        try:
            with counted("addresses") as one_more:
                summary = crawl(plan, out, on_row=_telling(one_more) if one_more else None)
        except OSError as error:
            why = f"cannot be written to ({error.strerror})"
            raise Failure(f"{out}: {why}; make room and say the command again to go on") from None
    if as_json:
        keys = ("ended", "outcomes", "size", "left", "seconds")
        told = {key: getattr(summary, key) for key in keys} | {"got": summary.got, "out": str(out)}
        click.echo(json.dumps(told, ensure_ascii=False))
    ended = {"finished": "Done", INTERRUPTED: "Interrupted"}.get(summary.ended, f"Stopped by {summary.ended}")
    what = ", ".join(f"{n:,} {outcome}" for outcome, n in sorted(summary.outcomes.items(), key=lambda x: (-x[1], x[0])))
    left = f" {summary.left:,} addresses are left: say the command again to go on." if summary.left else ""
    click.echo(f"{ended}: {what or 'nothing to fetch'}; {_size(summary.size)}.{left}", err=True)
    if summary.ended == INTERRUPTED:
        return _INTERRUPTED
    return 0 if summary.got else 1


def _plan(inputs: tuple[str, ...], options: dict[str, Any], allow_private: bool) -> Plan:
    plans = [text for text in inputs if text.endswith(".toml") and "://" not in text]
    addresses = tuple(
        address for text in inputs if text not in plans for address in (_listed() if text == "-" else (text,))
    )
    if len(plans) > 1:
        raise Failure(f"{plans[1]}: is a second plan; name one plan, with any number of addresses")
    values = {
        name: parse_value(name, given, where=option)
        for option, name, _, _ in _VALUES
        if (given := options[name]) not in (None, ())
    }
    if allow_private:
        values["allow_private"] = True
    return load_plan(Path(plans[0]), values, addresses) if plans else plan_of(addresses, values)


def _listed() -> list[str]:
    """The addresses on the standard input, one a line; empty lines and those that begin with # say nothing."""
    content = sys.stdin.buffer.read(_LONGEST_LIST + 1)
    if len(content) > _LONGEST_LIST:
        raise Failure("-: more than 10 MB of addresses; crawl them in parts")
    lines = (line.strip() for line in content.decode("utf-8-sig", "replace").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _telling(one_more: Callable[[str], None]) -> Callable[[dict[str, Any]], None]:
    def on_row(row: dict[str, Any]) -> None:
        if "address" in row:
            one_more(f"{row['outcome']} {row['address']}")

    return on_row


def _size(size: int) -> str:
    for unit in ("bytes", "kB", "MB"):
        if size < 1000:
            return f"{size:,.0f} {unit}"
        size = size // 1000
    return f"{size:,.0f} GB"
