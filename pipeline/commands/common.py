"""What the commands share: errors of one line, and the options that several have."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.errors import InputError
from corpus.inputs.fields import parse_fields
from corpus.inputs.items import Options
from corpus.inputs.lists import listed_paths
from corpus.sources import STDIN
from db.archive import ArchiveError, open_archive
from pipeline.workers import MOST, WorkersError

F = TypeVar("F", bound=Callable[..., Any])


class Failure(click.ClickException):
    """An error that the user can mend: one line, exit code 2."""

    exit_code = 2


@contextmanager
def one_line_errors(path: Path | None = None) -> Iterator[None]:
    """Turn the errors that a user can cause into a Failure. path: the archive at work."""
    try:
        yield
    except (InputError, ArchiveError, WorkersError) as error:
        raise Failure(str(error)) from None
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", None) in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            raise Failure(f"{path}: the disk is full or fails ({error}); the archive is as it was") from None
        raise Failure(f"{path}: is damaged or in use ({error}); build it again") from None


@contextmanager
def archive_at(path: Path) -> Iterator[sqlite3.Connection]:
    """An open archive; every error of its opening and reading is one line."""
    with one_line_errors(path):
        connection = open_archive(path)
        try:
            yield connection
        finally:
            connection.close()


def inputs_argument(function: F) -> F:
    """INPUT…, files and folders, and --files-from with more of them; at least one of both.

    It stands above `fields_option`. The function gets `inputs`, and the list in its `options`.
    """

    @wraps(function)
    def with_list(*args: Any, files_from: str | None, null: bool, **others: Any) -> Any:
        inputs, options = others["inputs"], others["options"]
        if files_from is None and (null or not inputs):
            raise click.UsageError("-0 says how a list ends its paths: name one with --files-from" if null else
                                   "Missing argument 'INPUT…'.")  # fmt: skip
        if files_from is not None:
            if files_from == STDIN in inputs:
                raise Failure("-: is an input already, so the list cannot come on it too")
            with one_line_errors():
                others["options"] = replace(options, listed=listed_paths(files_from, null=null))
        return function(*args, **others)

    decorated: Any = click.option("-0", "--null", is_flag=True, help="In that list, paths end with a zero byte.")(
        with_list
    )
    decorated = click.option(
        "--files-from",
        metavar="FILE",
        help="A list of more inputs, one path a line; - is the standard input.",
    )(decorated)
    argument: F = click.argument("inputs", nargs=-1, metavar="[INPUT…]")(decorated)
    return argument


def fields_option(function: F) -> F:
    """--fields name=field,…: the inputs' options that it makes."""
    return click.option(
        "--fields",
        "options",
        type=FieldNames(),
        default="",
        metavar="NAME=FIELD,…",
        help="What the fields of a dump (JSON Lines, CSV) are called, where unusual: "
        "url=link,text=noi_dung. Names: url, html, text, title, published, fetched, publisher, byline.",
    )(function)


def hints_option(function: F) -> F:
    """--hints/--no-hints, on by default: whether underthesea settles the names that the grammar cannot."""
    return click.option(
        "--hints/--no-hints", default=True, help="With or without asking underthesea about doubtful names."
    )(function)


def workers_option(function: F) -> F:
    """--workers N, 1 by default: how many processes read; 0: as many as there are processors for this one."""
    return click.option(
        "--workers",
        type=click.IntRange(0, MOST),
        default=1,
        metavar="N",
        help="How many processes read: worth it for some hundreds of articles or more; 0: one for each processor.",
    )(function)


class FieldNames(click.ParamType[Options]):
    """`name=field,…` → the options of the inputs; Failure where a name is unknown."""

    name = "fields"

    def convert(self, value: str | Options, param: click.Parameter | None, ctx: click.Context | None) -> Options:
        """The options."""
        if isinstance(value, Options):
            return value
        with one_line_errors():
            return Options(fields=parse_fields(value) if value else {})


class NamedPath(click.ParamType[Path]):
    """A path that has a name: an empty one would be the working folder, and `-` no standard stream."""

    name = "path"

    def convert(self, value: str | Path, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path; Failure if it is empty or `-`."""
        if str(value) in ("", "-") and not isinstance(value, Path):
            option = param.opts[-1] if param else "path"
            raise Failure(f"{option} {value!r}: is no name of a file or folder; a file called - is ./-")
        return Path(value)


def db_option(function: F) -> F:
    """--db FILE."""
    return click.option("--db", "db", type=NamedPath(), required=True, metavar="FILE", help="The archive.")(function)


def json_option(function: F) -> F:
    """--json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(function)
