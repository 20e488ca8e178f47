"""Files that are replaced whole and folders for what is passing: nothing stays of them, also of processes killed."""

from __future__ import annotations

import os
import signal
import stat
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from db.files import passing_folder, remove_unfinished, replacing, replacing_bytes


def killed(work: Callable[[], None]) -> None:
    """Do something in a process of its own that must end by being killed."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def half_written(path: Path) -> None:
    def work() -> None:
        with replacing(path) as file:
            file.write("half")
            file.flush()
            die()

    killed(work)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_a_killed_writer_left_is_removed_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("before")
    half_written(path)
    assert len(names(tmp_path)) == 2 and path.read_text() == "before"
    with replacing_bytes(path) as file:
        file.write(b"whole")
    assert names(tmp_path) == ["a.csv"] and path.read_bytes() == b"whole"


def test_it_can_be_removed_without_writing(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    half_written(path)
    remove_unfinished(path)
    assert names(tmp_path) == []


def test_what_another_writes_in_this_moment_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with replacing(path) as first:
        first.write("first")
        with replacing(path) as second:
            second.write("second")
        assert path.read_text() == "second" and len(names(tmp_path)) == 2
    assert path.read_text() == "first" and names(tmp_path) == ["a.csv"]


@pytest.mark.parametrize("name", [".a.csv", ".a.csv.swp", "a.csv.part", ".b.csv.x1234567.part", "a.csv.x1234567.part"])
def test_a_file_of_somebody_s_own_stays(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    with replacing(tmp_path / "a.csv") as file:
        file.write("whole")
    assert names(tmp_path) == sorted(["a.csv", name])


def test_a_link_that_is_named_like_what_was_left_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine").write_text("mine")
    (tmp_path / ".a.csv.x1234567.part").symlink_to(tmp_path / "other" / "mine")
    remove_unfinished(tmp_path / "a.csv")
    assert (tmp_path / "other" / "mine").read_text() == "mine"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for temporary files."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    return place


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError, SystemExit])
def test_a_passing_folder_goes_whatever_ends_it(temporary: Path, error: type[BaseException]) -> None:
    with pytest.raises(error), passing_folder("sovang-test-") as folder:
        assert folder.parent == temporary and stat.S_IMODE(folder.stat().st_mode) == 0o700
        (folder / "inner").mkdir()
        (folder / "inner" / "file").write_text("x")
        raise error
    assert names(temporary) == []


def test_what_a_killed_process_left_goes_with_the_next_and_nothing_else(temporary: Path) -> None:
    def work() -> None:
        with passing_folder("sovang-test-") as folder:
            (folder / "file").write_text("x")
            die()

    killed(work)
    (temporary / "other").mkdir()
    assert len(names(temporary)) == 2
    with passing_folder("sovang-test-") as folder, passing_folder("sovang-test-") as second:
        assert names(temporary) == sorted(["other", folder.name, second.name])
    assert names(temporary) == ["other"]
