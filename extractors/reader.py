"""The reader: an article in, everything that it says out. Pure: the same article gives the same extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path
from unicodedata import unidata_version

from corpus.article import Article

from .blocs.bloc_members import find_members
from .blocs.blocs import Blocs
from .chunks import chunk
from .reading import Reading
from .records import Extraction
from .registry import EXTRACTORS
from .text.gazetteer import COMPONENT as GAZETTEER
from .text.language import blank_pipeline
from .text.tokens import tokens_of

BATCH = 50  # articles to one memory zone of spaCy: a cold vocabulary costs more than the Doc
AT_ONCE = 100_000  # code points of articles that are read together


class Reader:
    """Holds the pipeline, which loads once; `read` may be called any number of times.

    hints: ask underthesea about the names that the grammar cannot settle (see `hints`); else they are left out.
    """

    def __init__(self, *, hints: bool = True) -> None:
        self._hints = hints
        self._nlp = blank_pipeline()
        self._nlp.add_pipe(GAZETTEER)

    def read(self, article: Article) -> Extraction:
        """Everything that the article says, each record with its evidence."""
        return next(self.read_many([article]))

    def read_many(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """As `read`, in the order of the articles; memory does not grow with their number."""
        pending = iter(articles)
        while batch := list(islice(pending, BATCH)):
            with self._nlp.memory_zone():
                found = [extraction for some in _by_size(batch) for extraction in self._read(some)]
            yield from found

    def _read(self, articles: Sequence[Article]) -> list[Extraction]:
        """Each step over all the articles before the next one: what it needs then stays in the processor's cache."""
        docs = [self._nlp(article.text) for article in articles]
        tokens = [tokens_of(article, doc) for article, doc in zip(articles, docs, strict=True)]
        chunks = [chunk(one) for one in tokens]
        readings = [Reading(*parts, hints=self._hints) for parts in zip(articles, tokens, chunks, strict=True)]
        blocs = [Blocs(reading) for reading in readings]
        for reading, named in zip(readings, blocs, strict=True):
            find_members(reading, named)
        found = [Extraction(article=article) for article in articles]
        for extract in EXTRACTORS:
            found = [extract(*parts) for parts in zip(readings, blocs, found, strict=True)]
        return found


def _by_size(batch: Sequence[Article]) -> Iterator[Sequence[Article]]:
    """A batch in groups of so many characters together, or of one article that is longer."""
    group: list[Article] = []
    size = 0
    for article in batch:
        if group and size + len(article.text) > AT_ONCE:
            yield group
            group, size = [], 0
        group.append(article)
        size += len(article.text)
    yield group


_NOT_READING = {"samples", "crawl"}  # folders
# The libraries on which it depends what is read.
_READ_WITH = (
    *("spacy", "underthesea", "beautifulsoup4", "lxml", "charset-normalizer", "ftfy", "cssselect"),
    *("pdfminer.six", "python-docx"),
)


@cache
def fingerprint() -> str:
    """A digest of the code, data and library versions that read an article: another one means to read again."""
    digest = hashlib.sha256()
    for package in ("corpus", "extractors"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*"), key=str):
            if path.suffix in (".py", ".csv") and not _NOT_READING & set(path.parts):
                digest.update("/".join((package, *path.parts[len(root.parts) :])).encode())
                digest.update(path.read_bytes())
    for library in _READ_WITH:
        digest.update(f"{library}={version(library)}".encode())
    digest.update(f"unicode={unidata_version}".encode())
    return digest.hexdigest()[:16]
