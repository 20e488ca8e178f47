"""What the tests of `pipeline.workers` have done in other processes: nothing that takes long to load."""

from __future__ import annotations

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from corpus.article import Page
from corpus.inputs.items import Unread

Work = Callable[[Sequence[str]], list[str]]


def capitals() -> Work:
    """Items in capitals, each of them logged; the shorter ones take longer."""

    def work(items: Sequence[str]) -> list[str]:
        time.sleep(0.02 / len(items))
        for item in items:
            logging.getLogger("sovang").warning("%s was here", item)
        return [item.upper() for item in items]

    return work


def faulty(folder: Path) -> Work:
    """As `capitals`, but some items end the process, as they say."""

    def work(items: Sequence[str]) -> list[str]:
        for item in items:
            if item == "once" and not (folder / item).exists():
                (folder / item).touch()
                os._exit(1)
            if item == "kill":
                os.kill(os.getpid(), signal.SIGSEGV)
            if item == "exit":
                sys.exit(3)
        return capitals()(items)

    return work


def unable() -> Work:
    """Fails."""
    raise OSError("there is\nno room")


def dying() -> Work:
    """Ends the process."""
    os._exit(4)


def only_once(folder: Path) -> Work:
    """`faulty` in the first two processes that ask; the others fail."""
    for name in ("first", "second"):
        try:
            (folder / name).touch(exist_ok=False)
        except FileExistsError:
            continue
        return faulty(folder)
    return unable()


def no_articles(hints: bool) -> Callable[[Sequence[Page]], list[Unread]]:
    """A reader that finds nothing on any page."""
    return lambda pages: [Unread(source=page.source, code="no_text", reason=page.digest) for page in pages]
