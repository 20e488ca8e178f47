"""The same pages give the same archive and the same exports: in any order, by one worker or two, at once or bit by bit."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from cli_runs import LED, SILENT, sovang
from conftest import SAMPLES
from db.exports import FORMATS
from pipeline.cli import cli
from stories import dump

INCREMENTS = 10


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The bundled pages and some more: a page that lies twice, a reprint, a page without facts, one that is broken."""
    folder = tmp_path_factory.mktemp("more")
    (folder / "led.txt").write_text(LED, encoding="utf-8")
    (folder / "silent.txt").write_text(SILENT, encoding="utf-8")
    (folder / "broken.html").write_bytes(b"<html><body></body></html>")
    (folder / "again.txt").write_text(f"{LED}\nTheo Báo Sông Lam\n", encoding="utf-8")
    twice = sorted(SAMPLES.rglob("*.html"))[0]
    shutil.copy(twice, folder / "twice.html")
    found = [path for root in (SAMPLES, folder) for path in sorted(root.rglob("*")) if path.is_file()]
    return [str(path) for path in found]


def shuffled(pages: Sequence[str], seed: int) -> list[str]:
    return random.Random(seed).sample(pages, len(pages))


def in_this_process(*arguments: str) -> None:
    """The command, where processes are not the point: the reader's libraries are loaded already."""
    cli.main(list(arguments), prog_name="sovang", standalone_mode=False)


def by_one_worker(pages: Sequence[str], db: str) -> None:
    in_this_process("build", *pages, "--db", db, "--workers", "1")


def by_two_workers_shuffled(pages: Sequence[str], db: str) -> None:
    done = sovang("build", *shuffled(pages, 1), "--db", db, "--workers", "2")
    assert done.returncode == 0, done.stderr


def bit_by_bit(pages: Sequence[str], db: str) -> None:
    """Ten increments in shuffled order; each has a page of the one before again."""
    mixed = shuffled(pages, 2)
    for at in range(INCREMENTS):
        part = mixed[at::INCREMENTS] + mixed[at - 1 : at]
        in_this_process("build", *part, "--db", db, "--workers", "1")


def backwards_and_then_again(pages: Sequence[str], db: str) -> None:
    for order in (pages[::-1], shuffled(pages, 3)):
        in_this_process("build", *order, "--db", db, "--workers", "1")


WAYS: tuple[Callable[[Sequence[str], str], None], ...] = (by_two_workers_shuffled, bit_by_bit, backwards_and_then_again)


def built(pages: Sequence[str], folder: Path, way: Callable[[Sequence[str], str], None]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "archive.db"
    way(pages, str(path))
    return path


def exported(db: Path) -> dict[str, bytes]:
    """Every file of an export in every format."""
    folder = db.parent / "exports"
    for file_format in FORMATS:
        out = folder / file_format
        in_this_process("export", "--db", str(db), "--format", file_format, "--out", str(out))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def first(pages: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(pages, tmp_path_factory.mktemp("first"), by_one_worker)


@pytest.fixture(scope="module")
def first_exports(first: Path) -> dict[str, bytes]:
    return exported(first)


def test_every_format_has_files(first_exports: dict[str, bytes]) -> None:
    assert {name.split("/")[0] for name in first_exports} == set(FORMATS)
    assert all(any(first_exports[name] for name in first_exports if name.startswith(f"{f}/")) for f in FORMATS)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_the_same_archive_and_exports(
    pages: list[str],
    first: Path,
    first_exports: dict[str, bytes],
    tmp_path: Path,
    way: Callable[[Sequence[str], str], None],
) -> None:
    path = built(pages, tmp_path, way)
    here, there = dump(path), dump(first)
    assert not set(here.split("\n")) ^ set(there.split("\n"))  # short where it fails
    assert here == there
    exports = exported(path)
    assert exports.keys() == first_exports.keys()
    assert [name for name, content in exports.items() if content != first_exports[name]] == []


def test_building_again_changes_nothing(
    pages: list[str], first: Path, first_exports: dict[str, bytes], tmp_path: Path
) -> None:
    path = tmp_path / "archive.db"
    shutil.copy(first, path)
    before = path.read_bytes()
    for order in (pages, pages[:5], shuffled(pages, 4)):
        by_one_worker(order, str(path))
        assert path.read_bytes() == before
    assert exported(path) == first_exports
