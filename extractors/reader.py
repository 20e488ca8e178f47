"""The reader: an article in, everything that it says out. Pure: the same article gives the same extraction."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from itertools import islice
from pathlib import Path
from unicodedata import unidata_version

from corpus.article import Article

from .bloc_members import find_members
from .blocs import Blocs
from .chunks import chunk
from .gazetteer import COMPONENT as GAZETTEER
from .language import blank_pipeline
from .reading import Reading
from .records import Extraction
from .registry import EXTRACTORS
from .tokens import tokens_of

BATCH = 50  # articles to one memory zone of spaCy: a cold vocabulary costs more than the Doc


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
                found = [self._read(article) for article in batch]
            yield from found

    def _read(self, article: Article) -> Extraction:
        tokens = tokens_of(article, self._nlp(article.text))
        reading = Reading(article, tokens, chunk(tokens), hints=self._hints)
        blocs = Blocs(reading)
        find_members(reading, blocs)
        found = Extraction(article=article)
        for extract in EXTRACTORS:
            found = extract(reading, blocs, found)
        return found


@cache
def fingerprint() -> str:
    """A digest of the code, data and library versions that read an article: another one means to read again."""
    digest = hashlib.sha256()
    for package in ("corpus", "extractors"):
        root = Path(str(files(package)))
        for path in sorted(root.rglob("*"), key=str):
            if path.suffix in (".py", ".csv") and "samples" not in path.parts:
                digest.update("/".join((package, *path.parts[len(root.parts) :])).encode())
                digest.update(path.read_bytes())
    for library in ("spacy", "underthesea", "beautifulsoup4", "trafilatura", "lxml", "charset-normalizer"):
        digest.update(f"{library}={version(library)}".encode())
    digest.update(f"unicode={unidata_version}".encode())
    return digest.hexdigest()[:16]
