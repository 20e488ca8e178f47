"""Named inputs (files, folders) → the pages in them, in order; what cannot be read becomes a row with its reason."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.article import Page
from corpus.errors import InputError, UnreadableError

MAX_BYTES = 20 * 1024 * 1024
STDIN = "-"
MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}

_BEFORE_A_TAG = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte order marks and blanks

# What version control, desktops and archivers leave behind: nobody's article, so not worth a row.
LITTER = frozenset(
    {
        *(".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules", ".hg", ".hgignore", ".svn"),
        *(".DS_Store", ".localized", ".Spotlight-V100", ".Trashes", ".fseventsd", ".directory", "__MACOSX"),
        *("Thumbs.db", "desktop.ini"),
    }
)
# Browsers save a page's pictures and frames beside it, in a folder of this name.
COMPANION_SUFFIX = "_files"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An input that could not be read.

    source: its path, as a Page's source. code: short and machine-readable. reason: one line of English.
    """

    source: str
    code: str
    reason: str


def read_inputs(names: Iterable[str | os.PathLike[str]]) -> Iterator[Page | Unread]:
    """The pages of files and folders, in the order of the names; a folder is walked whole, sorted by name.

    names: paths as the user gave them; `-` is one page on the standard input. Types: .html, .htm, .txt, in any case.
    Raises InputError before anything is read if a name does not exist, or is a file of another type.
    """
    paths = [os.fspath(name) for name in names]
    for path in paths:
        _check_named(path)
    return (item for path in paths for item in _read_named(path))


def _check_named(path: str) -> None:
    if path == STDIN:
        return
    shown = _shown(path)
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        what = "does not exist: check the path" if missing else f"cannot be opened ({_why(error)}): check the path"
        raise InputError(f"{shown!r} {what}") from error
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise InputError(f"{shown!r} is neither a file nor a folder: name a .html, .htm or .txt file, or a folder")
    if _media_type(path) is None:
        raise InputError(f"{shown!r} is of an unknown type: name a .html, .htm or .txt file, or a folder of them")


def _read_named(path: str) -> Iterator[Page | Unread]:
    if path == STDIN:
        yield _page_of(STDIN, sys.stdin.buffer.read(MAX_BYTES + 1), None)
        return
    shown = _shown(os.path.normpath(path))  # `./a` and `a/` are the source `a`: what changed there is known again
    if not os.path.isdir(path):
        yield _read_file(path, shown)
        return
    found = False
    for item in _walk(path, shown):
        found = True
        yield item
    if not found:
        yield Unread(source=shown, code="empty_folder", reason="there is no file in this folder")


def _walk(root: str, shown_root: str) -> Iterator[Page | Unread]:
    """Depth first with a stack of our own, so that no depth of folders is too deep."""
    pending = [(root, shown_root)]
    while pending:
        path, shown = pending.pop()
        name = os.path.basename(path)
        nested = path != root
        if nested and (name in LITTER or name.startswith("._")):
            continue
        if nested and name.startswith("."):
            yield Unread(source=shown, code="hidden", reason="a hidden file or folder is not read: rename it")
        elif nested and os.path.islink(path) and os.path.isdir(path):
            yield Unread(source=shown, code="folder_link", reason="a link to a folder is not followed: name the folder")
        elif nested and not os.path.isdir(path):
            if _media_type(path) is None:
                reason = "not a .html, .htm or .txt file"
                yield Unread(source=shown, code="unknown_type", reason=reason)
            else:
                yield _read_file(path, shown)
        else:
            try:
                names = sorted(os.listdir(path))
            except OSError as error:
                yield Unread(source=shown, code="unreadable", reason=f"the folder cannot be listed: {_why(error)}")
                continue
            if nested and _is_companion(path):
                yield Unread(source=shown, code="page_resources", reason="pictures and frames saved with a page")
                continue
            prefix = "" if shown == "." else shown if shown.endswith("/") else shown + "/"
            pending.extend((os.path.join(path, n), prefix + _shown(n)) for n in reversed(names))


def _read_file(path: str, shown: str) -> Page | Unread:
    try:
        # Without O_NONBLOCK, opening a pipe that took the file's place would wait for ever.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        with os.fdopen(handle, "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                return Unread(source=shown, code="unreadable", reason="not a regular file")
            content = file.read(MAX_BYTES + 1)
    except OSError as error:
        return Unread(source=shown, code="unreadable", reason=f"cannot be read: {_why(error)}")
    return _page_of(shown, content, _media_type(path))


def _page_of(shown: str, content: bytes, media_type: str | None) -> Page | Unread:
    """The page of some bytes; without a type, what begins with a tag is HTML."""
    if not content:
        return Unread(source=shown, code="empty", reason="the file is empty")
    if len(content) > MAX_BYTES:
        reason = f"larger than {MAX_BYTES // 1024 // 1024} MB: no article is that long"
        return Unread(source=shown, code="too_large", reason=reason)
    if media_type is None:
        media_type = "text/html" if content.lstrip(_BEFORE_A_TAG).startswith(b"<") else "text/plain"
    return Page(source=shown, content=content, media_type=media_type)


def unread(page: Page, error: UnreadableError) -> Unread:
    """The row for a page in which there is no article."""
    return Unread(source=page.source, code=error.code, reason=error.reason)


def _media_type(path: str) -> str | None:
    return MEDIA_TYPES.get(os.path.splitext(path)[1].lower())


def _is_companion(path: str) -> bool:
    stem = path.removesuffix(COMPANION_SUFFIX)
    return stem != path and any(os.path.exists(stem + suffix) for suffix in (".html", ".htm"))


def _shown(path: str) -> str:
    """A path as text with POSIX slashes: bytes that are no text in it are escaped, so that it can be written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _why(error: Exception) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return {errno.EACCES: "permission denied", errno.ENOENT: "no longer there"}.get(
            error.errno, os.strerror(error.errno).lower()
        )
    return "not a valid path"
