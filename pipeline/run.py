"""A run: inputs → pages → articles → extractions, each step a pure function of one page.

Nothing is lost on the way: what cannot be read, and what fails for a reason of our own, comes out as an Unread row.
"""

from __future__ import annotations

import gc
import logging
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from corpus.article import Article, Page
from corpus.errors import UnreadableError
from corpus.inputs.items import Options, Unread
from corpus.published import VIETNAM
from corpus.read import read
from corpus.sources import read_inputs, unread
from extractors.reader import BATCH, Reader
from extractors.records import Extraction
from pipeline.workers import Job, Lost, Workers, usable_cpus

_YOUNG_OBJECTS = 20_000  # between two rounds; Python's own 700 means ten rounds an article
_BATCH_BYTES = 8_000_000  # of pages: fifty large ones are more than should be held several times
_BATCHES_BY_WORKER = 3  # at work, done before their turn, or waiting to be worked on
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
    *,
    workers: int = 1,
    hints: bool = True,
) -> Generator[Outcome, None, None]:
    """The outcome of every page of the inputs, in their order; close it if it is not used to its end.

    is_current(source, digest): whether a page was read before and needs no reading.
    ignored: files that are nobody's input, met in a folder: the output itself.
    reader: what reads here. options: what the user said about the inputs.
    workers: 1: all is done in this process. More: so many others read, and the outcomes are the same, save that a page
    that ends its process is a row; 0: as many as there are processors for us. hints: of the readers that are made.
    Raises corpus.errors.InputError, before anything is read, if a named input does not exist or is of another type,
    and later WorkersError, if there can be no other processes.
    """
    batches = _batches(_without(read_inputs(inputs, options), ignored))
    count = workers or usable_cpus()
    if count == 1:
        return _run(batches, is_current, _Reading(reader or Reader(hints=hints)))
    return _run_in_workers(batches, is_current, Workers(count, partial(_load, hints)), count * _BATCHES_BY_WORKER)


def _without(items: Iterator[Page | Unread], ignored: Iterable[Path]) -> Iterator[Page | Unread]:
    paths = {os.path.realpath(path) for path in ignored}
    for item in items:
        file = (item.file if isinstance(item, Page) else None) or item.source
        if not any(os.path.realpath(name) in paths for name in (file, file.partition("#")[0])):
            yield item


def _batches(items: Iterator[Page | Unread]) -> Iterator[list[Page | Unread]]:
    batch: list[Page | Unread] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.content) if isinstance(item, Page) else 0
        if len(batch) == BATCH or size > _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def settle() -> None:
    """Once everything is loaded: take what lives as long as the process out of the garbage collector's rounds.

    Going through spaCy and the gazetteers again and again would cost a fifth of the reading. The rounds themselves are
    made fewer: an article takes thousands of objects, hardly any of them in a cycle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG_OBJECTS)


class _Reading:
    """Pages → as many Extractions and Unread rows."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._settled = False

    def __call__(self, pages: Sequence[Page]) -> list[Extraction | Unread]:
        read_pages = [_read_page(page) for page in pages]
        articles = [article for article in read_pages if isinstance(article, Article)]
        extractions = iter(_extract(self._reader, articles))
        if articles and not self._settled:
            settle()
            self._settled = True
        return [next(extractions) if isinstance(one, Article) else one for one in read_pages]


def _load(hints: bool) -> _Reading:
    return _Reading(Reader(hints=hints))


def _run(
    batches: Iterator[list[Page | Unread]], is_current: Callable[[str, str], bool], reading: _Reading
) -> Generator[Outcome, None, None]:
    for batch in batches:
        wanted = _wanted(batch, is_current)
        yield from _outcomes(batch, dict(zip(wanted, reading(list(wanted.values())), strict=True)))


@dataclass(frozen=True, slots=True)
class _Sent:
    """A batch on its way. wanted: those of its pages that are read, by their place in it."""

    batch: list[Page | Unread]
    wanted: dict[int, Page]
    job: Job[Page, Extraction | Unread]


def _run_in_workers(
    batches: Iterator[list[Page | Unread]],
    is_current: Callable[[str, str], bool],
    workers: Workers[Page, Extraction | Unread],
    most: int,
) -> Generator[Outcome, None, None]:
    """As `_run`, with up to so many batches on their way."""
    settle()  # reads nothing itself, but goes through all that is sent
    on_their_way: deque[_Sent] = deque()
    with workers:
        following = next(batches, None)
        while following is not None or on_their_way:
            while following is not None and len(on_their_way) < most and not _is_met_again(following, on_their_way):
                wanted = _wanted(following, is_current)
                on_their_way.append(_Sent(following, wanted, workers.take(list(wanted.values()))))
                following = next(batches, None)
            first = on_their_way[0]
            results = workers.wait_for(first.job)
            found = {at: _found(page, result) for (at, page), result in zip(first.wanted.items(), results, strict=True)}
            for outcome in _outcomes(first.batch, found):
                yield outcome
                workers.look()
            on_their_way.popleft()


def _is_met_again(batch: list[Page | Unread], on_their_way: Iterable[_Sent]) -> bool:
    """Whether a source comes a second time: what came of the first decides whether it is current, so it must wait."""
    sources = {item.source for item in batch}
    return any(item.source in sources for sent in on_their_way for item in sent.batch)


def _wanted(batch: list[Page | Unread], is_current: Callable[[str, str], bool]) -> dict[int, Page]:
    pages = ((at, item) for at, item in enumerate(batch) if isinstance(item, Page))
    return {at: page for at, page in pages if not is_current(page.source, page.digest)}


def _found(page: Page, result: Extraction | Unread | Lost) -> Extraction | Unread:
    if isinstance(result, Lost):
        return _internal(page.source, f"reading it ended the process ({result.how})")
    return result


def _outcomes(batch: list[Page | Unread], found: dict[int, Extraction | Unread]) -> Iterator[Outcome]:
    for at, item in enumerate(batch):
        if isinstance(item, Unread):
            yield Outcome(item.source, item)
        else:
            yield Outcome(item.source, found.get(at), item.fetched.isoformat() if item.fetched else None, item.file)


def _read_page(page: Page) -> Article | Unread:
    try:
        return read(page, today=datetime.now(VIETNAM).date())
    except UnreadableError as error:
        return unread(page, error)
    except Exception as error:
        return failed(page.source, error)


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
    return _internal(source, f"{type(error).__name__}: {said}" if said else type(error).__name__)


def _internal(source: str, reason: str) -> Unread:
    log.warning("%s: %s (%s)", source, reason, "a fault of the program; the run goes on")
    return Unread(source=source, code=INTERNAL, reason=reason)
