"""The command line: `sovang`."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NoReturn, TextIO

import click

# The modules are loaded when their command is: `sovang --help` need not wait for spaCy, so it stands here what they do.
_COMMANDS = {
    "crawl": ("crawl:crawl", "Fetch articles from the web and keep them as WARC."),
    "extract": ("extract:extract", "Read articles and write what they say as JSON Lines."),
    "build": ("build:build", "Make an archive from articles, or add to it."),
    "who": ("who:who_command", "Tell who led a bloc or held a post, on a day too, and which sentence says so."),
    "versions": ("versions:versions_command", "Tell which texts an article had, and what changed."),
    "review": ("review:review", "Decide what cannot be told: contradictions, namesakes, doubtful facts."),
    "decide": ("decide:decide_command", "Decide one thing: the same, different, right, wrong, altered, suppressed."),
    "decisions": ("decisions:decisions_command", "List what was decided and what came of it; find references."),
    "sites": ("sites:sites_command", "List the site files and how well they fit; make a new one."),
    "serve": ("serve:serve", "Serve an archive as a website, on this machine only."),
    "export": ("export:export_command", "Write every table and view of an archive into a folder."),
    "explain": ("explain:explain", "Print an article with its records marked in the text."),
    "evaluate": ("evaluate:evaluate_command", "Measure the reader on articles that somebody annotated."),
    "verify": ("verify:verify_command", "Check an archive: keys, evidence, quotations, search index."),
}

_READER_GONE = 141  # 128 + SIGPIPE, as shells have it
_OF_SIGNALS = 128  # codes above it: what ended the program, by the number of its signal


class _Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name][0].split(":")
        found: click.Command = getattr(import_module(f"pipeline.commands.{module}"), name)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, about) for name, (_, about) in _COMMANDS.items()])


def _version() -> str:
    try:
        return version("sovang")
    except PackageNotFoundError:
        return "(not installed)"


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: sovang build articles/ --db archive.db && sovang serve --db archive.db",
)
@click.version_option(_version(), prog_name="sovang")
def cli() -> None:
    """Sổ Vàng: an archive of emulation blocs from press articles, with the sentence behind every answer."""


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command line and exit.

    0: done. 1: nothing found, or something is wrong (`verify`). 2: an error that the user can mend, told in one line.
    130: Ctrl-C. 141: whoever read the output stopped reading (`| head`); as of a program that its signal ends. 143: a
    website was told to end.
    """
    _open_what_is_closed()
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows what it can.
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    code = _outcome(arguments)
    for stream in (sys.stdout, sys.stderr):
        _give_up_if_broken(stream)
    sys.exit(code)


def _open_what_is_closed() -> None:
    """Put something in the place of standard streams that are closed, else the next file opened would take it.

    What is written to a closed output fails, as it should; what is said about it is lost.
    """
    if sys.stdin is None:
        sys.stdin = os.fdopen(_null_at(0, os.O_RDONLY), encoding="utf-8", closefd=False)
    if sys.stdout is None:
        sys.stdout = os.fdopen(_null_at(1, os.O_RDONLY), "w", encoding="utf-8", closefd=False)
    if sys.stderr is None:
        sys.stderr = os.fdopen(_null_at(2, os.O_WRONLY), "w", encoding="utf-8", closefd=False)


def _null_at(descriptor: int, flags: int) -> int:
    null = os.open(os.devnull, flags)
    if null != descriptor:
        os.dup2(null, descriptor)
        os.close(null)
    os.set_inheritable(descriptor, True)  # the same goes for the processes that are started
    return descriptor


def _outcome(arguments: list[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="sovang", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        with suppress(OSError):
            error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        _say("Interrupted.")
        return 130
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            return _READER_GONE
        why = error.strerror or error
        if isinstance(error.filename, str):
            _say(f"Error: {error.filename}: cannot be used ({why}); check the path and its permissions")
        else:
            _say(f"Error: the output cannot be written ({why}); choose another place for it")
        return 2
    except SystemExit as end:
        if isinstance(end.code, int) and end.code > _OF_SIGNALS:
            return end.code
        return _READER_GONE  # how click ends where whoever read our output has enough


def _say(line: str) -> None:
    with suppress(OSError):
        click.echo(line, err=True)


def _give_up_if_broken(stream: TextIO) -> None:
    """Let a stream that takes no more end in nothing; else the interpreter would complain when it ends."""
    try:
        stream.flush()
    except OSError:
        with suppress(OSError):
            _null_at(stream.fileno(), os.O_WRONLY)


if __name__ == "__main__":
    main()
