"""A run: inputs → pages → articles → extractions, each step a pure function of one page.

Nothing is lost on the way: what cannot be read, and what fails for a reason of our own, comes out as an Unread row.
"""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from corpus.article import Article, Page
from corpus.errors import UnreadableError
from corpus.inputs.items import Options, Unread
from corpus.published import VIETNAM
from corpus.read import read
from corpus.sources import read_inputs, unread
from extractors.reader import BATCH, Reader
from extractors.records import Extraction

_YOUNG_OBJECTS = 20_000  # between two rounds; Python's own 700 means ten rounds an article
INTERNAL = "internal"  # the code of what failed for a reason of our own
log = logging.getLogger("sovang")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input: an Extraction, an Unread row, or None where it was read before and did not change.

    fetched, file: those of its Page.
    """

    source: str
    result: Extraction | Unread | None
    fetched: str | None = None
    file: str | None = None


def never(source: str, digest: str) -> bool:
    """No input was read before."""
    return False


def run(
    inputs: Sequence[str],
    is_current: Callable[[str, str], bool] = never,
    ignored: Iterable[Path] = (),
    reader: Reader | None = None,
    options: Options | None = None,
) -> Iterator[Outcome]:
    """The outcome of every page of the inputs, in their order.

    is_current(source, digest): whether a page was read before and needs no reading.
    ignored: files that are nobody's input, met in a folder: the output itself.
    options: what the user said about the inputs.
    Raises corpus.errors.InputError, before anything is read, if a named input does not exist or is of another type.
    """
    items = read_inputs(inputs, options)
    return _run(_without(items, ignored), is_current, reader or Reader())


def _without(items: Iterator[Page | Unread], ignored: Iterable[Path]) -> Iterator[Page | Unread]:
    paths = {os.path.realpath(path) for path in ignored}
    for item in items:
        file = (item.file if isinstance(item, Page) else None) or item.source
        if not any(os.path.realpath(name) in paths for name in (file, file.partition("#")[0])):
            yield item


def settle() -> None:
    """Once everything is loaded: take what lives as long as the process out of the garbage collector's rounds.

    Going through spaCy and the gazetteers again and again would cost a fifth of the reading. The rounds themselves are
    made fewer: an article takes thousands of objects, hardly any of them in a cycle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS)


def _run(items: Iterator[Page | Unread], is_current: Callable[[str, str], bool], reader: Reader) -> Iterator[Outcome]:
    settled = False
    while batch := list(islice(items, BATCH)):
        read_batch = [_read_page(item, is_current) for item in batch]
        articles = [article for _, article in read_batch if isinstance(article, Article)]
        extractions = iter(_extract(reader, articles))
        if articles and not settled:
            settle()
            settled = True
        for item, article in read_batch:
            result = next(extractions) if isinstance(article, Article) else article
            fetched = item.fetched.isoformat() if isinstance(item, Page) and item.fetched else None
            yield Outcome(item.source, result, fetched, item.file if isinstance(item, Page) else None)


def _read_page(
    item: Page | Unread, is_current: Callable[[str, str], bool]
) -> tuple[Page | Unread, Article | Unread | None]:
    if isinstance(item, Unread):
        return item, item
    if is_current(item.source, item.digest):
        return item, None
    try:
        return item, read(item, today=datetime.now(VIETNAM).date())
    except UnreadableError as error:
        return item, unread(item, error)
    except Exception as error:
        return item, failed(item.source, error)


def _extract(reader: Reader, articles: list[Article]) -> list[Extraction | Unread]:
    """The extractions of a batch; if one article fails, all are read one by one, so that it fails alone."""
    try:
        return list(reader.read_many(articles))
    except Exception:
        return [_extract_one(reader, article) for article in articles]


def _extract_one(reader: Reader, article: Article) -> Extraction | Unread:
    try:
        return reader.read(article)
    except Exception as error:
        return failed(article.source, error)


def failed(source: str, error: Exception) -> Unread:
    """The row for an input on which the program itself failed; it is logged too."""
    said = " ".join(str(error).split())
    reason = f"{type(error).__name__}: {said}" if said else type(error).__name__
    log.warning("%s: %s (%s)", source, reason, "a fault of the program; the run goes on")
    return Unread(source=source, code=INTERNAL, reason=reason)
