"""Named inputs (files, folders) → the pages in them, in order; what cannot be read becomes a row with its reason.

What a file holds is known in `corpus.inputs`.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from itertools import chain

from corpus.article import Page
from corpus.errors import InputError, UnreadableError
from corpus.inputs.files import shown_path, why
from corpus.inputs.items import Options, Unread
from corpus.inputs.kinds import known, reader_of
from corpus.inputs.mirror import below, read_mirrored, root_of
from corpus.inputs.standard import read_stream

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

    names: paths as the user gave them; `-` is the standard input. Types: those of `inputs.kinds`.
    Raises InputError before anything is read if a name does not exist, or is a file of another type; of the paths of a
    list (`options.listed`), which come last, such a one is a row.
    """
    given = options or Options()
    paths = [os.fspath(name) for name in names]
    for path in paths:
        _check_named(path)
    named = (item for path in paths for item in _read_named(path, given))
    return chain(named, (item for path in given.listed for item in _read_listed(path, given)))


def _read_listed(path: str, options: Options) -> Iterator[Page | Unread]:
    try:
        os.stat(path)
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError | NotADirectoryError)
        reason = "it is in the list of paths, and does not exist" if missing else f"cannot be opened: {why(error)}"
        yield Unread(source=shown_path(os.path.normpath(path)), code="unreadable", reason=reason)
        return
    yield from _read_named(path, options)


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
        yield from _told_if_empty(read_stream(sys.stdin.buffer, STDIN, options), STDIN)
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
    pending: list[tuple[str, str, str | None]] = [(root, shown_root, None)]
    while pending:
        path, shown, address = pending.pop()
        name = os.path.basename(path)
        nested = path != root
        if nested and (name in LITTER or name.startswith("._")):
            continue
        if nested and name.startswith("."):
            yield Unread(source=shown, code="hidden", reason="a hidden file or folder is not read: rename it")
        elif nested and os.path.islink(path) and os.path.isdir(path):
            yield Unread(source=shown, code="folder_link", reason="a link to a folder is not followed: name the folder")
        elif nested and not os.path.isdir(path):
            yield from read_mirrored(path, shown, options, address) if address else _read_file(path, shown, options)
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
            name = os.path.basename(os.path.abspath(path))
            address = below(address, name) if address else root_of(name)
            pending.extend((os.path.join(path, n), prefix + shown_path(n), address) for n in reversed(names))


def _read_file(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    reader = reader_of(path)
    if reader is None:
        yield Unread(source=shown, code="unknown_type", reason=f"not a {known()} file")
        return
    yield from _told_if_empty(reader(path, shown, options), shown)


def _told_if_empty(items: Iterator[Page | Unread], shown: str) -> Iterator[Page | Unread]:
    found = False
    for item in items:
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
