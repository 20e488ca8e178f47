"""Files as users name them: opened without waiting for a pipe, shown as text, their errors in words."""

from __future__ import annotations

import errno
import os
import stat
from typing import BinaryIO

from corpus.inputs.items import Unread


def opened(path: str, shown: str) -> BinaryIO | Unread:
    """A file, open for reading from its beginning and seekable; a row where it cannot be opened."""
    try:
        # Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
        file = os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb")
    except (OSError, ValueError) as error:
        return unreadable(shown, error)
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        return Unread(source=shown, code="unreadable", reason="not a regular file")
    return file


def unreadable(shown: str, error: Exception) -> Unread:
    """The row for a file that the system does not let us read."""
    return Unread(source=shown, code="unreadable", reason=f"cannot be read: {why(error)}")


def shown_path(path: str) -> str:
    """A path as text with POSIX slashes: bytes that are no text in it are escaped, so that it can be written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def why(error: Exception) -> str:
    """An error of the file system, in a few words."""
    if isinstance(error, OSError) and error.errno is not None:
        return {errno.EACCES: "permission denied", errno.ENOENT: "no longer there"}.get(
            error.errno, os.strerror(error.errno).lower()
        )
    return "not a valid path"
