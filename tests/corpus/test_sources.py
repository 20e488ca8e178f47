"""Named files and folders → pages, and rows for what could not be read."""

import io
import os
import sys
from pathlib import Path

import pytest

from corpus.article import Page
from corpus.errors import InputError
from corpus.inputs import limits
from corpus.inputs.items import Unread
from corpus.sources import read_inputs


def seen(*names: Path | str) -> list[tuple[str, str]]:
    """(source, its type or the code why it could not be read)."""
    return [(i.source, i.media_type if isinstance(i, Page) else i.code) for i in read_inputs(names)]


def test_a_folder_is_walked_in_order_and_nothing_disappears(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b.TXT", "a.html", "sub/c.Htm", "sub/deep/d.txt", "notes.odt", ".secret.txt", ".cache/e.txt", "z.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("bài")
    for name in (".git/config.txt", ".DS_Store", "._a.html", "Thumbs.db", "__MACOSX/a.html"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("rác")
    (tmp_path / "in" / "empty.txt").touch()
    monkeypatch.chdir(tmp_path)
    expected = [
        ("in/.cache", "hidden"),
        ("in/.secret.txt", "hidden"),
        ("in/a.html", "text/html"),
        ("in/b.TXT", "text/plain"),
        ("in/empty.txt", "empty"),
        ("in/notes.odt", "unknown_type"),
        ("in/sub/c.Htm", "text/html"),
        ("in/sub/deep/d.txt", "text/plain"),
        ("in/z.txt", "text/plain"),
    ]
    assert seen("in") == expected
    assert seen("in/") == expected
    assert seen("in/z.txt", "in/a.html", "in/z.txt") == [expected[-1], expected[2], expected[-1]]
    assert seen(tmp_path / "in" / "sub")[0][0] == (tmp_path / "in" / "sub" / "c.Htm").as_posix()


def test_the_bytes_are_as_they_came(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xff\r\n\0")
    (page,) = read_inputs([tmp_path / "a.txt"])
    assert isinstance(page, Page)
    assert page.content == b"\xff\r\n\0"


@pytest.mark.parametrize("name", ["missing.html", "missing", "a.odt", "a", "a.txt/b.txt", "a\0.txt"])
def test_a_bad_name_is_told_before_anything_is_read(tmp_path: Path, name: str) -> None:
    for good in ("a.txt", "a.odt", "a"):
        (tmp_path / good).write_text("x")
    with pytest.raises(InputError) as caught:
        read_inputs([str(tmp_path / "a.txt"), f"{tmp_path}/{name}"])  # nothing is taken from it
    assert "\n" not in str(caught.value)
    assert repr(f"{tmp_path}/{name}")[1:-1] in str(caught.value)
    assert isinstance(caught.value, ValueError)


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes as files")
def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(InputError):
        read_inputs([tmp_path / "a.txt"])
    assert seen(tmp_path) == [(f"{tmp_path.as_posix()}/a.txt", "unreadable")]


def test_links(tmp_path: Path) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    (tmp_path / "in" / "real.txt").write_text("x")
    (tmp_path / "in" / "file.txt").symlink_to(tmp_path / "in" / "real.txt")
    (tmp_path / "in" / "gone.txt").symlink_to(tmp_path / "nowhere.txt")
    (tmp_path / "in" / "sub" / "loop").symlink_to(tmp_path / "in")
    (tmp_path / "named").symlink_to(tmp_path / "in")
    root = (tmp_path / "named").as_posix()
    assert seen(tmp_path / "named") == [
        (f"{root}/file.txt", "text/plain"),
        (f"{root}/gone.txt", "unreadable"),
        (f"{root}/real.txt", "text/plain"),
        (f"{root}/sub/loop", "folder_link"),
    ]


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 10)
    (tmp_path / "a.txt").write_bytes(b"x" * 10)
    (tmp_path / "b.txt").write_bytes(b"x" * 11)
    assert [code for _, code in seen(tmp_path)] == ["text/plain", "too_large"]


def test_what_vanishes_after_it_was_named_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "b.txt").write_text("x")
    items = read_inputs([tmp_path / "a.txt", tmp_path / "b.txt"])
    (tmp_path / "a.txt").unlink()
    first, second = items
    assert isinstance(first, Unread)
    assert (first.code, first.reason) == ("unreadable", "cannot be read: no longer there")
    assert isinstance(second, Page)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_what_may_not_be_read_is_a_row(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "a.txt").chmod(0)
    assert [code for _, code in seen(tmp_path)] == ["unreadable"]


@pytest.mark.parametrize("name", ["a", "./a", "a/", "b/../a", "."])
def test_a_folder_is_the_same_source_however_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    (tmp_path / "a" / "x.txt").write_text("Khối thi đua")
    monkeypatch.chdir(tmp_path)
    assert [item.source for item in read_inputs([name]) if isinstance(item, Page)] == ["a/x.txt"]


def test_a_folder_without_files_is_a_row(tmp_path: Path) -> None:
    assert [code for _, code in seen(tmp_path)] == ["empty_folder"]


def test_the_resources_saved_with_a_page_are_one_row(tmp_path: Path) -> None:
    (tmp_path / "bài.html").write_text("x")
    (tmp_path / "bài_files").mkdir()
    (tmp_path / "bài_files" / "frame.html").write_text("x")
    (tmp_path / "other_files").mkdir()
    (tmp_path / "other_files" / "a.html").write_text("x")
    assert [code for _, code in seen(tmp_path)] == ["text/html", "page_resources", "text/html"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems keep names as text")
def test_a_name_that_is_no_text_can_be_written_out(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"b\xe0i.txt")).write_text("x")
    ((source, kind),) = seen(tmp_path)
    assert source.endswith(r"/b\xe0i.txt")
    assert kind == "text/plain"
    source.encode()


@pytest.mark.parametrize(
    ("content", "media_type"),
    [
        (b"\xef\xbb\xbf \n<!DOCTYPE html><p>", "text/html"),
        (b"<p>", "text/html"),
        ("<p>".encode("utf-16"), "text/html"),
        (b"a < b", "text/plain"),
        ("Quân khu".encode("utf-16"), "text/plain"),
    ],
)
def test_a_dash_is_one_page_on_the_standard_input(
    monkeypatch: pytest.MonkeyPatch, content: bytes, media_type: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    [page] = read_inputs(["-"])
    assert isinstance(page, Page)
    assert (page.source, page.content, page.media_type) == ("-", content, media_type)


def test_an_empty_standard_input_is_a_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert seen("-") == [("-", "empty")]
