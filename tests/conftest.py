"""The bundled pages and their archive, made once for all tests that ask them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.article import Article, Page
from corpus.read import read
from corpus.sources import read_inputs
from db.load import Loader
from extractors.reader import Reader, fingerprint
from extractors.records import Extraction
from story_tables import story

SAMPLES = Path(__file__).resolve().parents[1] / "corpus" / "samples"


@pytest.fixture(scope="session")
def pages() -> dict[str, Page]:
    """The bundled pages by their paths."""
    found: dict[str, Page] = {}
    for item in read_inputs([SAMPLES]):
        path = Path(item.source).resolve().relative_to(SAMPLES).as_posix()
        assert isinstance(item, Page), f"{path}: {item.reason}"
        found[path] = item
    return found


@pytest.fixture(scope="session")
def articles(pages: dict[str, Page]) -> dict[str, Article]:
    """The articles of the bundled pages that have one."""
    unread = {row["page"] for row in story()["unread"]}
    return {path: read(page) for path, page in pages.items() if path not in unread}


@pytest.fixture(scope="session")
def readings(articles: dict[str, Article]) -> dict[str, Extraction]:
    """What the reader reads in them."""
    return dict(zip(articles, Reader().read_many(articles.values()), strict=True))


@pytest.fixture(scope="session")
def archive(readings: dict[str, Extraction], tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The archive of the bundled pages."""
    path = tmp_path_factory.mktemp("samples") / "story.db"
    with Loader(path, fingerprint()) as loader:
        for extraction in readings.values():
            loader.add(extraction)
        loader.finish()
    connection = sqlite3.connect(path)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()
