"""Lists of paths, as `find` and `ls` write them."""

from __future__ import annotations

import os
import sys

from corpus.errors import InputError
from corpus.inputs import limits
from corpus.inputs.files import opened, shown_path, why
from corpus.inputs.items import Unread


def listed_paths(name: str, *, null: bool = False) -> tuple[str, ...]:
    """The paths in a file, in order; blank lines are none. name: of the file, `-` is the standard input.

    null: each path ends with a zero byte instead of a line break. Raises InputError where the file cannot be read.
    """
    shown = shown_path(name)
    try:
        if name == "-":
            content = sys.stdin.buffer.read(limits.MAX_LIST + 1)
        else:
            if not os.path.lexists(name):
                raise InputError(f"{shown!r} does not exist: check the path")
            file = opened(name, shown)
            if isinstance(file, Unread):
                raise InputError(f"{shown!r} {file.reason}: check the path")
            with file:
                content = file.read(limits.MAX_LIST + 1)
    except OSError as error:
        raise InputError(f"{shown!r} cannot be read: {why(error)}") from None
    if len(content) > limits.MAX_LIST:
        raise InputError(f"{shown!r} is larger than {limits.MAX_LIST // limits.MB} MB: is it a list of paths?")
    if not null:
        content = content.removeprefix(b"\xef\xbb\xbf")
        if b"\0" in content:
            raise InputError(f"{shown!r} holds zero bytes: is it a list of paths? With -0, paths end with these")
    lines = content.split(b"\0") if null else [line.removesuffix(b"\r") for line in content.split(b"\n")]
    return tuple(_path(line) for line in lines if line.strip())


def _path(line: bytes) -> str:
    path = os.fsdecode(line)
    return f"./{path}" if path == "-" else path  # a file of that name, not the standard input
