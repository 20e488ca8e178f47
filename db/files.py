"""Writing a file whole: it holds the old text or the new, never half of one. And folders for what is only passing.

Both are locked as long as they are in use, so that the next one can tell and remove what a killed process left behind.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

_UNFINISHED = ".part"


@contextmanager
def replacing(path: Path) -> Iterator[TextIO]:
    """A text file (UTF-8, line ends as written) that takes the path's place when the block ends without an error.

    Until then its `name` is that of a temporary file beside it; one that a killed process left there is removed. A
    device or a pipe is written to as it is. Raises OSError before the block if it cannot be written.
    """
    with _stand_in(path) as name, open(name, "w", encoding="utf-8", newline="") as file:
        yield file


@contextmanager
def replacing_bytes(path: Path) -> Iterator[BinaryIO]:
    """As `replacing`, for a file of bytes."""
    with _stand_in(path) as name, open(name, "wb") as file:
        yield file


def remove_unfinished(path: Path) -> None:
    """Remove what killed processes left beside a path of writing it; the path itself stays."""
    target = Path(os.path.realpath(path))
    _sweep(target.parent, f".{target.name}.", _UNFINISHED)


@contextmanager
def passing_folder(prefix: str) -> Iterator[Path]:
    """A folder among the system's temporary ones, for its owner only, that goes with the block.

    What killed processes left under the same prefix is removed before.
    """
    place = Path(tempfile.gettempdir())
    _sweep(place, prefix, "")
    folder, lock = _own(lambda: Path(tempfile.mkdtemp(dir=place, prefix=prefix)))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        _release(lock)


@contextmanager
def _stand_in(path: Path) -> Iterator[Path]:
    """The name of a file that takes the path's place when the block ends without an error."""
    target = Path(os.path.realpath(path))
    if target.exists() and not target.is_file():
        yield target
        return
    remove_unfinished(target)
    temporary, lock = _own(lambda: _new_file(target))
    try:
        yield temporary
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    finally:
        _release(lock)


def _new_file(target: Path) -> Path:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=_UNFINISHED)
    os.close(handle)
    return Path(name)


def _own(make: Callable[[], Path]) -> tuple[Path, int | None]:
    """Something new, and the handle that keeps it locked; None where the file system knows no locks."""
    while True:
        place = make()
        try:
            return place, _locked(place)
        except (BlockingIOError, FileNotFoundError):
            continue  # who cleans up met it before it was locked, and removes it
        except OSError:
            return place, None


def _sweep(folder: Path, prefix: str, suffix: str) -> None:
    """Remove what is named so, is one's own, and is not in use by any process."""
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return  # where nothing can be listed, whoever writes there says what is wrong
    for name in names:
        if not (name.startswith(prefix) and name.endswith(suffix)):
            continue
        place = folder / name
        try:
            if place.lstat().st_uid != os.geteuid():
                continue
            lock = _locked(place)
        except OSError:
            continue  # in use, or gone by now
        try:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
        finally:
            os.close(lock)


def _locked(place: Path) -> int:
    """A handle of a file or folder, locked. Raises BlockingIOError where it is in use, FileNotFoundError where gone."""
    handle = os.open(place, os.O_RDONLY | os.O_NOFOLLOW)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if not os.path.samestat(os.fstat(handle), place.lstat()):
            raise FileNotFoundError(place)
    except BaseException:
        os.close(handle)
        raise
    return handle


def _release(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _mode(target: Path) -> int:
    """The mode of the file that is replaced, else what a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Make a file's new name outlast a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
