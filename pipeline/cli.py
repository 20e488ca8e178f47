"""The command line: `sovang`."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import NoReturn

import click

# The modules are loaded when their command is: `sovang --help` need not wait for spaCy, so it stands here what they do.
_COMMANDS = {
    "extract": ("extract:extract", "Read articles and write what they say as JSON Lines."),
    "build": ("build:build", "Make an archive from articles, or add to it."),
    "who": ("who:who_command", "Tell who led the blocs that a name fits, and which sentence says so."),
    "serve": ("serve:serve", "Serve an archive as a website, on this machine only."),
    "export": ("export:export_command", "Write every table and view of an archive into a folder."),
    "explain": ("explain:explain", "Print an article with its records marked in the text."),
    "verify": ("verify:verify_command", "Check an archive: keys, evidence, quotations, search index."),
}


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
    """Run the command line and exit: 0, 1 (nothing found), 2 (an error that the user can mend), 130 (Ctrl-C)."""
    logging.basicConfig(format="%(message)s", level=logging.WARNING, stream=sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        # A terminal of another encoding shows what it can.
        reconfigure: Callable[..., None] | None = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="replace")
    sys.exit(_outcome(arguments))


def _outcome(arguments: list[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="sovang", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        return 130
    except BrokenPipeError:
        # Whoever read our output has enough; without this the interpreter would complain when it ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


if __name__ == "__main__":
    main()
