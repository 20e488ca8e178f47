"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

T = TypeVar("T")


def shown(items: Iterable[T], doing: str) -> Iterator[T]:
    """The items as they are, counted on stderr if it is a terminal."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield from items
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.completed:,}"), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        task = progress.add_task(doing, total=None)
        for item in items:
            yield item
            progress.advance(task)


@contextmanager
def counted(what: str) -> Iterator[Callable[[str], None] | None]:
    """What counts one more on stderr and shows a line about it; None where stderr is no terminal.

    what: is counted (`addresses`).
    """
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (SpinnerColumn(), TextColumn("{task.completed:,} " + what), TimeElapsedColumn())
    with Progress(*columns, TextColumn("{task.description}"), console=console, transient=True) as progress:
        task = progress.add_task("", total=None)

        def one_more(line: str) -> None:
            progress.update(task, advance=1, description=escape(line[: max(20, console.width - 40)]))

        yield one_more
