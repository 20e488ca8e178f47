"""What the commands share: errors of one line, and the options that several have."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click

from corpus.errors import InputError
from corpus.inputs.fields import parse_fields
from corpus.inputs.items import Options
from db.archive import ArchiveError, open_archive

F = TypeVar("F", bound=Callable[..., Any])


class Failure(click.ClickException):
    """An error that the user can mend: one line, exit code 2."""

    exit_code = 2


@contextmanager
def one_line_errors(path: Path | None = None) -> Iterator[None]:
    """Turn the errors that a user can cause into a Failure. path: the archive at work."""
    try:
        yield
    except (InputError, ArchiveError) as error:
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
    """INPUT…: files and folders, at least one."""
    return click.argument("inputs", nargs=-1, required=True, metavar="INPUT…")(function)


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
