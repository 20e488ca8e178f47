"""The archive of the bundled pages and its website, made once for all tests that compare the two; archives on which
tests decide."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from decided import built
from deriving import TOLD, copied, country_of, derived
from extractors.records import Extraction
from site_pages import samples
from stories import story
from visitors import Visitor, connect


@pytest.fixture(scope="session")
def path(readings: dict[str, Extraction], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return samples(tmp_path_factory.mktemp("site"), readings.values())


@pytest.fixture(scope="module")
def archived(path: Path) -> Iterator[sqlite3.Connection]:
    connection = connect(path)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def site(path: Path) -> Visitor:
    return Visitor(path)


MENTIONS = 500


@pytest.fixture(scope="module")
def country() -> Iterator[sqlite3.Connection]:
    """An archive with so many officials, on which nothing is decided."""
    with closing(country_of(MENTIONS)) as connection:
        yield connection


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A small archive in which everything hangs together."""
    path = tmp_path_factory.mktemp("told") / "a.db"
    with closing(built(path, [*story(), *TOLD])) as archived, closing(copied(archived)) as connection:
        derived(connection)
        yield connection
