"""Named inputs (files, folders) → the pages in them, in order; what cannot be read becomes a row with its reason.

What a file holds is known in `corpus.inputs`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator

from corpus.article import Page
from corpus.errors import InputError, UnreadableError
from corpus.inputs import limits
from corpus.inputs.files import shown_path, why
from corpus.inputs.items import Options, Unread
from corpus.inputs.kinds import known, reader_of
from corpus.inputs.plain import page_of

STDIN = "-"

# What version control, desktops and archivers leave behind: nobody's article, so not worth a row.
LITTER = frozenset(
    {
        *(".git", ".gitignore", ".gitattributes", ".gitkeep", ".gitmodules", ".hg", ".hgignore", ".svn"),
        *(".DS_Store", ".localized", ".Spotlight-V100", ".Trashes", ".fseventsd", ".directory", "__MACOSX"),
        *("Thumbs.db", "desktop.ini"),
        *("crawl.log.jsonl", "crawl.frontier.jsonl", "crawl.lock"),  # of `sovang crawl`, beside its WARC files
    }
)
# Browsers save a page's pictures and frames beside it, in a folder of this name.
COMPANION_SUFFIX = "_files"


def read_inputs(names: Iterable[str | os.PathLike[str]], options: Options | None = None) -> Iterator[Page | Unread]:
    """The pages of files and folders, in the order of the names; a folder is walked whole, sorted by name.

    names: paths as the user gave them; `-` is one page on the standard input. Types: those of `inputs.kinds`.
    Raises InputError before anything is read if a name does not exist, or is a file of another type.
    """
    paths = [os.fspath(name) for name in names]
    for path in paths:
        _check_named(path)
    given = options or Options()
    return (item for path in paths for item in _read_named(path, given))


def _check_named(path: str) -> None:
    if path == STDIN:
        return
    shown = shown_path(path)
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        what = "does not exist: check the path" if missing else f"cannot be opened ({why(error)}): check the path"
        raise InputError(f"{shown!r} {what}") from error
    if stat.S_ISDIR(mode):
        return
    if not stat.S_ISREG(mode):
        raise InputError(f"{shown!r} is neither a file nor a folder: name a {known()} file, or a folder")
    if reader_of(path) is None:
        raise InputError(f"{shown!r} is of an unknown type: name a {known()} file, or a folder of them")


def _read_named(path: str, options: Options) -> Iterator[Page | Unread]:
    if path == STDIN:
        yield page_of(STDIN, sys.stdin.buffer.read(limits.MAX_BYTES + 1), None)
        return
    shown = shown_path(os.path.normpath(path))  # `./a` and `a/` are the source `a`: what changed there is known again
    if not os.path.isdir(path):
        yield from _read_file(path, shown, options)
        return
    found = False
    for item in _walk(path, shown, options):
        found = True
        yield item
    if not found:
        yield Unread(source=shown, code="empty_folder", reason="there is no file in this folder")


def _walk(root: str, shown_root: str, options: Options) -> Iterator[Page | Unread]:
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
            yield from _read_file(path, shown, options)
        else:
            try:
                names = sorted(os.listdir(path))
            except OSError as error:
                yield Unread(source=shown, code="unreadable", reason=f"the folder cannot be listed: {why(error)}")
                continue
            if nested and _is_companion(path):
                yield Unread(source=shown, code="page_resources", reason="pictures and frames saved with a page")
                continue
            prefix = "" if shown == "." else shown if shown.endswith("/") else shown + "/"
            pending.extend((os.path.join(path, n), prefix + shown_path(n)) for n in reversed(names))


def _read_file(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    reader = reader_of(path)
    if reader is None:
        yield Unread(source=shown, code="unknown_type", reason=f"not a {known()} file")
        return
    found = False
    for item in reader(path, shown, options):
        found = True
        yield item
    if not found:
        yield Unread(source=shown, code="no_pages", reason="there is no page of an article in this file")


def unread(page: Page, error: UnreadableError) -> Unread:
    """The row for a page in which there is no article."""
    return Unread(source=page.source, code=error.code, reason=error.reason)


def _is_companion(path: str) -> bool:
    stem = path.removesuffix(COMPANION_SUFFIX)
    return stem != path and any(os.path.exists(stem + suffix) for suffix in (".html", ".htm"))
