"""Lists of paths and the standard input, in real processes."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from cli_runs import LED, ROOT, SILENT
from corpus.article import Page
from corpus.errors import InputError
from corpus.inputs import limits
from corpus.inputs.items import Options
from corpus.inputs.lists import listed_paths
from corpus.inputs.standard import read_stream
from inputs.test_mhtml import ADDRESS, CHROME
from inputs.warcs import HOST, STAMP, html, record


def sovang(*arguments: str | Path, given: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "pipeline.cli", *map(str, arguments)],
        input=given,
        capture_output=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"},
        cwd=cwd,
        check=False,
    )


def sources(done: subprocess.CompletedProcess[bytes]) -> list[str]:
    assert b"Traceback" not in done.stderr, done.stderr.decode()
    return [json.loads(line)["source"] for line in done.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("a.txt", LED), ("b c.txt", SILENT), ("-", SILENT), ("#.txt", SILENT), ("sub/d.txt", SILENT)):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


# --- lists ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "null", "paths"),
    [
        (b"", False, ()),
        (b"a\nb c\n", False, ("a", "b c")),
        (b"\xef\xbb\xbfa\r\n\r\n  \r\nb", False, ("a", "b")),
        (b" a \n#b\n-\n", False, (" a ", "#b", "./-")),
        (b"a\nb\0c\0", True, ("a\nb", "c")),
        (b"\0\0", True, ()),
        ("bài.html\n".encode(), False, ("bài.html",)),
        (b"b\xe0i.html\n", False, (os.fsdecode(b"b\xe0i.html"),)),
    ],
)
def test_a_list(tmp_path: Path, content: bytes, null: bool, paths: tuple[str, ...]) -> None:
    (tmp_path / "list").write_bytes(content)
    assert listed_paths(str(tmp_path / "list"), null=null) == paths


def test_what_is_no_list_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_LIST", 100)
    (tmp_path / "long").write_bytes(b"a\n" * 51)
    (tmp_path / "zero").write_bytes(b"a\0b\0")
    os.mkfifo(tmp_path / "pipe")
    for name in ("long", "zero", "pipe", "missing", "", "."):
        with pytest.raises(InputError) as caught:
            listed_paths(str(tmp_path / name))
        assert "\n" not in str(caught.value)
        assert ("does not exist" in str(caught.value)) == (name == "missing")


def test_a_list_is_read_behind_what_is_named(folder: Path) -> None:
    (folder / "list").write_text("b c.txt\nsub\nmissing.txt\nlist\n-\n", encoding="utf-8")
    done = sovang("extract", "--no-hints", "a.txt", "--files-from", "list", cwd=folder)
    assert done.returncode == 0
    assert sources(done) == ["a.txt", "b c.txt", "sub/d.txt", "missing.txt", "list", "-"]
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line.get("code") for line in lines] == [None, None, None, "unreadable", "unknown_type", "unknown_type"]
    assert "does not exist" in lines[3]["error"]


@pytest.mark.parametrize(("more", "end"), [((), b"\n"), (("-0",), b"\0"), (("--null",), b"\0")])
def test_a_list_on_the_standard_input(folder: Path, more: tuple[str, ...], end: bytes) -> None:
    given = end.join((b"#.txt", b"b c.txt", b""))
    done = sovang("extract", "--no-hints", "--files-from", "-", *more, given=given, cwd=folder)
    assert sources(done) == ["#.txt", "b c.txt"]


def test_an_archive_is_built_from_a_list(folder: Path) -> None:
    arguments = ("build", "--files-from", "-", "--db", "a.db", "--json")
    first = json.loads(sovang(*arguments, given=b"a.txt\nsub\nmissing.txt\n", cwd=folder).stdout)
    assert (first["read"], first["unchanged"], first["unread"]) == (2, 0, 1)
    again = json.loads(sovang(*arguments, given=b"./a.txt\nsub/\nmissing.txt\n", cwd=folder).stdout)
    assert (again["read"], again["unchanged"], again["unread"], again["changed"]) == (0, 2, 1, False)


@pytest.mark.parametrize(
    "arguments",
    [
        ("extract",),
        ("build", "--db", "x.db"),
        ("extract", "-0", "a.txt"),
        ("extract", "--files-from", "missing"),
        ("extract", "--files-from", "sub"),
        ("extract", "-", "--files-from", "-"),
        ("build", "--files-from", "missing", "--db", "x.db"),
    ],
)
def test_wrong_use_is_told(folder: Path, arguments: tuple[str, ...]) -> None:
    done = sovang(*arguments, cwd=folder)
    assert done.returncode == 2 and done.stdout == b"" and b"Traceback" not in done.stderr
    assert done.stderr.decode().splitlines()[-1].startswith("Error: ")
    assert not (folder / "x.db").exists()


# --- the standard input -----------------------------------------------------------------------------------------------

PAGE = html("Bài một")
WARC = record("/1", PAGE) + record("/2", html("Bài hai"))
JSON_LINES = b"".join(
    json.dumps({"url": f"{HOST}/{n}", "title": f"Bài {n}", "text": SILENT}).encode() + b"\n" for n in (1, 2)
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PAGE, ["-"]),
        (SILENT.encode(), ["-"]),
        (SILENT.encode("utf-16"), ["-"]),
        (gzip.compress(PAGE), ["-"]),
        (gzip.compress(SILENT.encode()), ["-"]),
        (WARC, [f"-#{HOST}/1@{STAMP}", f"-#{HOST}/2@{STAMP}"]),
        (gzip.compress(WARC), [f"-#{HOST}/1@{STAMP}", f"-#{HOST}/2@{STAMP}"]),
        (CHROME, ["-"]),
        (b"{ khong phai JSON }\n" + SILENT.encode(), ["-"]),
        (b"[1]\n" + SILENT.encode(), ["-"]),
        (b"Date: hom qua\n\n" + SILENT.encode(), ["-"]),
        (b"WARC la gi\n", ["-"]),
    ],
    ids=["html", "text", "utf-16", "html.gz", "txt.gz", "warc", "warc.gz", "mhtml", "brace", "list", "mail", "word"],
)
def test_what_comes_on_the_standard_input_is_known_by_how_it_begins(content: bytes, expected: list[str]) -> None:
    found = list(read_stream(io.BytesIO(content), "-", Options()))
    assert [item.source for item in found] == expected
    assert all(isinstance(item, Page) and (item.file or item.source) == "-" for item in found)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_json_lines_on_the_standard_input(pack) -> None:  # type: ignore[no-untyped-def]
    found = list(read_stream(io.BytesIO(pack(JSON_LINES)), "-", Options()))
    assert len(found) == 2 and all(isinstance(item, Page) and item.source.startswith("-#") for item in found)


def test_a_saved_page_on_the_standard_input_has_its_address() -> None:
    (page,) = read_stream(io.BytesIO(CHROME), "-", Options())
    assert isinstance(page, Page) and page.url == ADDRESS


@pytest.mark.parametrize(
    "content", [gzip.compress(WARC)[:40], b"\x1f\x8b\x08rubbish", bz2.compress(PAGE), b"\x00" * 50]
)
def test_what_cannot_be_read_is_a_row_in_the_end(content: bytes) -> None:
    done = sovang("extract", "--no-hints", "-", given=content)
    (line,) = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 0 and line["error"]


def test_the_standard_input_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_STDIN", 2_000)
    monkeypatch.setattr(limits, "MAX_BYTES", 500)
    (row,) = read_stream(io.BytesIO(WARC * 10), "-", Options())
    assert not isinstance(row, Page) and row.code == "too_large"


def test_collections_in_real_processes(tmp_path: Path) -> None:
    done = sovang("extract", "--no-hints", "-", given=gzip.compress(WARC))
    assert sources(done) == [f"-#{HOST}/1@{STAMP}", f"-#{HOST}/2@{STAMP}"]
    (tmp_path / "a.warc").write_bytes(WARC)
    for arguments in (("explain", "-"), ("explain", tmp_path / "a.warc")):
        done = sovang(*arguments, given=WARC)
        assert done.returncode == 2 and b"more than one page" in done.stderr
    (tmp_path / "a.warc").write_bytes(record("/1", PAGE))
    assert sovang("explain", tmp_path / "a.warc").returncode == 0
