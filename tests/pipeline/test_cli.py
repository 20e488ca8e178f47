"""The command line as its users meet it: real processes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest

import pipeline.commands.build
import pipeline.commands.explain
import pipeline.commands.export
import pipeline.commands.extract
import pipeline.commands.serve
import pipeline.commands.verify
import pipeline.commands.who  # noqa: F401  loaded here once, not in every process
from pipeline.cli import main

ROOT = Path(__file__).parents[2]
COMMANDS = ("extract", "build", "who", "serve", "export", "explain", "verify")

LED = """Khối thi đua 2 bầu Khối trưởng mới

Sáng 8-10-2020, tại Hà Nội, Khối thi đua 2 (Tổng cục Sông Lam) tổ chức hội nghị tổng kết công tác thi đua năm 2020.

Khối thi đua 2 gồm Cục Thủy văn, Cục Đo đạc và Cục Bờ bãi. Đại tá Lò Văn Sáu, Cục trưởng Cục Thủy văn chủ trì hội nghị.

Hội nghị thống nhất bầu Cục Đo đạc làm Khối trưởng Khối thi đua 2 năm 2021.
"""
SILENT = """Nước sông lên nhanh

Đêm qua mưa lớn ở thượng nguồn. Nước sông dâng hai mét, bà con chạy lũ trong đêm, chưa có ai bị nạn.
"""


@dataclass
class Done:
    """What a process left."""

    returncode: int
    stdout: str
    stderr: str


def sovang(*arguments: str | Path) -> Done:
    """The command line in a process of its own, forked from this one, which has loaded the libraries already."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            _become(out.fileno(), errors.fileno(), [str(a) for a in arguments])
        _, status = os.waitpid(child, 0)
        for file in (out, errors):
            file.seek(0)
        return Done(os.waitstatus_to_exitcode(status), out.read().decode(), errors.read().decode())


def _become(out: int, errors: int, arguments: list[str]) -> NoReturn:
    code = 99
    try:
        os.dup2(out, 1)
        os.dup2(errors, 2)
        sys.stdout, sys.stderr = (os.fdopen(at, "w", encoding="utf-8", closefd=False) for at in (1, 2))
        main(arguments)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 98
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _let_ctrl_c_end_it() -> None:
    """A process that was itself started in the background may ignore Ctrl-C, and its children would too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def started(*arguments: str | Path) -> subprocess.Popen[str]:
    """The command line as the shell starts it."""
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "pipeline.cli", *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        preexec_fn=_let_ctrl_c_end_it,  # noqa: PLW1509  the tests have no threads
    )


def redirected(redirection: str, *arguments: str | Path) -> Done:
    """The command line with a standard stream that the shell redirects; its output is not looked at."""
    command = [sys.executable, "-m", "pipeline.cli", *map(str, arguments)]
    done = subprocess.run(
        ["sh", "-c", f'"$@" {redirection}', "sh", *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        stdin=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "led.txt").write_text(LED, encoding="utf-8")
    (folder / "silent.txt").write_text(SILENT, encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.html").write_bytes(bytes(range(256)) * 40)
    (folder / "paper.pdf").write_bytes(b"%PDF-1.7")
    return folder


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("archive")
    (folder / "pages").mkdir()
    (folder / "pages" / "led.txt").write_text(LED, encoding="utf-8")
    done = sovang("build", folder / "pages", "--db", folder / "a.db")
    assert done.returncode == 0, done.stderr
    return folder / "a.db"


def is_one_line_error(done: Done, *words: str) -> bool:
    lines = done.stderr.strip().splitlines()
    assert all(word in done.stderr for word in words), done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.returncode == 2 and len(lines) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = sovang(command, "--help")
    assert done.returncode == 0 and f"Example: sovang {command}" in " ".join(done.stdout.split())


def test_help_names_every_command_and_there_is_a_version() -> None:
    done = sovang("--help")
    assert done.returncode == 0 and all(command in done.stdout for command in COMMANDS)
    assert "Example" in done.stdout
    process = started("--version")
    assert process.communicate(timeout=20)[0].startswith("sovang, version ")
    assert sovang("nonsense").returncode == 2


# ---------------------------------------------------------------------------------------------------------------
# extract


def test_extract_writes_a_line_for_every_input_in_order(pages: Path) -> None:
    done = sovang("extract", pages / "silent.txt", pages)
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert done.stderr == '3 of 6 inputs were not read; why stands under "error" in the output.\n'
    names = [line["source"].rsplit("/", 1)[1] for line in lines]
    assert names == ["silent.txt", "binary.html", "empty.txt", "led.txt", "paper.pdf", "silent.txt"]
    for line in lines:
        assert ("article" in line) is (line["source"].endswith(("led.txt", "silent.txt")))
        assert "article" in line or set(line) == {"source", "error", "code"}


def test_every_record_has_evidence_in_the_text(pages: Path) -> None:
    line = json.loads(sovang("extract", pages / "led.txt").stdout)
    records = [record for value in line.values() if isinstance(value, list) for record in value]
    assert records
    for record in records:
        assert record["evidence"]
        assert all(0 <= s["start"] < s["end"] <= len(line["article"]["text"]) for s in record["evidence"])


def test_extract_writes_a_file_whole(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "records.jsonl"
    done = sovang("extract", pages, "-o", out)
    assert done.returncode == 0 and done.stderr.startswith("3 of 5 inputs were not read")
    assert sovang("extract", pages / "led.txt", "-o", "/dev/null").stderr == ""
    assert len(out.read_text(encoding="utf-8").splitlines()) == 5
    assert out.read_text(encoding="utf-8") == sovang("extract", pages).stdout
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pages", "records.jsonl"]


def test_an_output_in_the_folder_is_no_input(pages: Path) -> None:
    for _ in range(2):
        assert sovang("extract", pages, "-o", pages / "records.jsonl").returncode == 0
        assert "records.jsonl" not in (pages / "records.jsonl").read_text(encoding="utf-8")


def test_extract_writes_into_a_device(pages: Path) -> None:
    assert sovang("extract", pages / "led.txt", "-o", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


def test_named_inputs_must_exist_and_be_of_a_known_type(pages: Path, tmp_path: Path) -> None:
    assert is_one_line_error(sovang("extract", pages / "nowhere.html"), "nowhere.html")
    assert is_one_line_error(sovang("extract", pages, pages / "paper.pdf"), "paper.pdf")
    out = tmp_path / "out.jsonl"
    assert is_one_line_error(sovang("extract", pages / "nowhere.html", "-o", out), "nowhere.html")
    assert is_one_line_error(sovang("build", pages / "nowhere.html", "--db", tmp_path / "a.db"), "nowhere.html")
    assert is_one_line_error(sovang("explain", pages / "nowhere.html"), "nowhere.html")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pages"]


def test_an_output_that_cannot_be_written_is_one_line(pages: Path, tmp_path: Path) -> None:
    for out in (tmp_path / "no" / "such" / "x.jsonl", tmp_path):
        assert is_one_line_error(sovang("extract", pages, "-o", out), str(out))
        assert is_one_line_error(sovang("build", pages, "--db", out), str(out))


def test_a_reader_that_stops_reading_is_no_error(pages: Path) -> None:
    many = [str(pages / "led.txt")] * 60
    process = started("extract", *many)
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr.read() == ""
    process.stderr.close()
    assert process.wait(30) == 141
    assert redirected("| true; exit 0", "--help").stderr == ""


@pytest.mark.parametrize("redirection", [">/dev/full", ">&-"])
def test_an_output_that_takes_nothing_is_one_line(pages: Path, archive: Path, redirection: str) -> None:
    for arguments in (
        ("--help",),
        ("extract", pages / "led.txt"),
        ("who", "khối thi đua 2", "--db", archive),
        ("serve", "--db", archive, "--port", "0"),
    ):
        assert is_one_line_error(redirected(redirection, *arguments), "the output cannot be written")
    assert redirected(redirection, "verify", "--db", archive).returncode == 0  # it has nothing to say there


def test_closed_streams_are_no_files_of_ours(pages: Path, tmp_path: Path) -> None:
    done = redirected("<&- >&- 2>&-", "build", pages / "led.txt", "--db", tmp_path / "a.db")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sovang("verify", "--db", tmp_path / "a.db").returncode == 0
    assert redirected("2>/dev/full", "who", "x", "--db", tmp_path / "none.db").returncode == 2
    assert json.loads(redirected("<&-", "extract", "-").stdout)["code"] == "empty"


def test_a_page_on_the_standard_input(pages: Path, tmp_path: Path) -> None:
    line = json.loads(redirected(f"<'{pages / 'led.txt'}'", "extract", "-").stdout)
    assert line["source"] == "-" and line["bloc_roles"]
    assert "bloc_roles: " in redirected(f"<'{pages / 'led.txt'}'", "explain", "-").stdout
    # In an archive, the next page on the standard input would take its place.
    assert is_one_line_error(sovang("build", "-", "--db", tmp_path / "a.db"), "save the page")
    assert not (tmp_path / "a.db").exists()


def test_a_file_or_folder_has_a_name(
    pages: Path, archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("", "-"):
        assert is_one_line_error(sovang("build", pages, "--db", name), "--db")
        assert is_one_line_error(sovang("who", "khối", "--db", name), "--db")
        assert is_one_line_error(sovang("export", "--db", archive, "--format", "csv", "--out", name), "--out")
    assert is_one_line_error(sovang("extract", pages, "-o", ""), "-o")
    for long in ("a" * 300, "a" * 300 + "/a.db"):  # to ask for it fails, as in a folder that one may not enter
        assert is_one_line_error(sovang("who", "khối", "--db", long), "aaa")
        assert is_one_line_error(sovang("build", pages, "--db", long), "aaa")
        assert is_one_line_error(sovang("explain", long), "aaa")
        assert is_one_line_error(sovang("export", "--db", archive, "--format", "csv", "--out", long), "aaa")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pages"]


# ---------------------------------------------------------------------------------------------------------------
# build


def dump(path: Path) -> str:
    connection = sqlite3.connect(path)
    try:
        return "\n".join(connection.iterdump())
    finally:
        connection.close()


def test_build_tells_what_it_did_and_does_nothing_twice(pages: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    done = sovang("build", pages, "--db", db)
    assert done.returncode == 0 and done.stdout == ""
    assert "2 inputs read, 0 unchanged, 3 not read" in done.stderr
    assert "2 articles (1 without facts)" in done.stderr
    before = dump(db)
    again = sovang("build", pages, "--db", db, "--json")
    summary = json.loads(again.stdout)
    assert (summary["read"], summary["unchanged"], summary["unread"], summary["changed"]) == (0, 2, 3, False)
    assert dump(db) == before
    assert sovang("verify", "--db", db).returncode == 0


def test_inputs_in_any_order_give_the_same_archive(pages: Path, tmp_path: Path) -> None:
    inputs = [pages / name for name in ("led.txt", "silent.txt", "empty.txt", "binary.html")]
    sovang("build", *inputs, "--db", tmp_path / "a.db")
    sovang("build", *inputs[::-1], "--db", tmp_path / "b.db")
    assert dump(tmp_path / "a.db") == dump(tmp_path / "b.db")


def test_an_archive_in_the_folder_is_no_input(pages: Path) -> None:
    for _ in range(2):
        assert sovang("build", pages, "--db", pages / "a.db").returncode == 0
    connection = sqlite3.connect(pages / "a.db")
    assert connection.execute("SELECT count(*) FROM unread").fetchone() == (3,)
    connection.close()


BROKEN = """
import sys
from extractors.reader import Reader
import pipeline.cli
read = Reader._read
def broken(self, article):
    if "silent" in article.source:
        raise RuntimeError("the reader\\nbroke")
    return read(self, article)
Reader._read = broken
pipeline.cli.main(sys.argv[1:])
"""


def test_a_fault_of_the_program_is_a_row_and_stops_nothing(pages: Path, tmp_path: Path) -> None:
    db = tmp_path / "a.db"
    done = subprocess.run(
        [sys.executable, "-c", BROKEN, "build", str(pages), "--db", str(db)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr
    assert "silent.txt: RuntimeError: the reader broke" in done.stderr
    connection = sqlite3.connect(db)
    rows = connection.execute("SELECT reason FROM not_read WHERE code = 'internal'").fetchall()
    assert rows == [("RuntimeError: the reader broke",)]
    assert connection.execute("SELECT count(*) FROM articles").fetchone() == (1,)
    connection.close()
    # The next run, with the reader mended, reads it.
    assert "1 input read, 1 unchanged, 3 not read" in sovang("build", pages, "--db", db).stderr


# ---------------------------------------------------------------------------------------------------------------
# who, export, verify


def test_who_names_the_head_with_sentence_and_source(archive: Path) -> None:
    done = sovang("who", "khoi thi dua so 2", "--year", "2021", "--db", archive)
    assert done.returncode == 0
    assert "Khối thi đua 2 (Tổng cục Sông Lam)" in done.stdout
    assert "2021 – head – Cục Đo đạc – elected" in done.stdout
    assert "“Hội nghị thống nhất bầu Cục Đo đạc làm Khối trưởng Khối thi đua 2 năm 2021.”" in done.stdout
    assert "led.txt" in done.stdout


def test_who_says_that_no_source_speaks_about_a_year(archive: Path) -> None:
    done = sovang("who", "Khối thi đua 2", "--year", "1999", "--db", archive)
    assert done.returncode == 0
    assert "No source here says who led it in 1999" in done.stdout and "2021" in done.stdout


@pytest.mark.parametrize("year", ["99999999999999999999999", "1899", "-1", "2021.0"])
def test_who_wants_a_year(archive: Path, year: str) -> None:
    done = sovang("who", "Khối thi đua 2", "--year", year, "--db", archive)
    assert done.returncode == 2 and "'--year'" in done.stderr.splitlines()[-1] and "Traceback" not in done.stderr


def test_who_without_a_fit_says_what_there_is(archive: Path) -> None:
    done = sovang("who", "Khối thi đua 3", "--db", archive)
    assert (done.returncode, done.stdout) == (1, "")
    assert "Khối thi đua 2" in done.stderr and len(done.stderr.splitlines()) == 1


def test_who_for_programs(archive: Path) -> None:
    (answer,) = json.loads(sovang("who", "khối thi đua 2", "--db", archive, "--json").stdout)
    assert answer["scope"] == "Tổng cục Sông Lam" and answer["roles"][-1]["unit"] == "Cục Đo đạc"


def test_export_writes_both_formats(archive: Path, tmp_path: Path) -> None:
    for file_format in ("csv", "jsonl"):
        assert sovang("export", "--db", archive, "--format", file_format, "--out", tmp_path).returncode == 0
    assert (tmp_path / "who_led.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    exported = (tmp_path / "records.jsonl").read_text(encoding="utf-8")
    assert exported == sovang("extract", archive.parent / "pages").stdout


@pytest.mark.parametrize("content", [None, b"", b"not a database", b"SQLite format 3\0" + b"\xff" * 4096])
def test_a_missing_or_foreign_archive_is_one_line(tmp_path: Path, content: bytes | None) -> None:
    db = tmp_path / "a.db"
    if content is not None:
        db.write_bytes(content)
    for command in (
        ("who", "khối", "--db", db),
        ("export", "--format", "csv", "--out", tmp_path / "out", "--db", db),
        ("serve", "--db", db),
        ("verify", "--db", db),
    ):
        assert is_one_line_error(sovang(*command), "a.db")
    assert is_one_line_error(sovang("who", "khối", "--db", tmp_path), str(tmp_path))
    assert not (tmp_path / "out").exists()


def test_an_archive_damaged_inside_is_one_line(archive: Path, tmp_path: Path) -> None:
    content = bytearray(archive.read_bytes())
    for at in range(4096 * 8, len(content), 4096):
        content[at : at + 2000] = b"\xff" * 2000
    (tmp_path / "a.db").write_bytes(content)
    done = sovang("who", "khối thi đua 2", "--db", tmp_path / "a.db")
    assert done.returncode == 2 and "Traceback" not in done.stderr and len(done.stderr.splitlines()) == 1


# ---------------------------------------------------------------------------------------------------------------
# explain


def test_explain_marks_the_text_and_lists_the_records(pages: Path) -> None:
    done = sovang("explain", pages / "led.txt")
    assert done.returncode == 0
    for number in range(1, done.stdout.count("\n[") + 1):
        assert f"[{number}]" in done.stdout and f"[/{number}]" in done.stdout
    assert "Cục Đo đạc" in done.stdout and "bloc_roles: " in done.stdout
    assert "\x1b" not in done.stdout
    text = json.loads(sovang("explain", pages / "led.txt", "--json").stdout)["article"]["text"]
    assert re.sub(r"\[/?\d+\]", "", done.stdout).startswith(text)


@pytest.mark.parametrize(("variables", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_explain_has_colours_on_a_terminal_only(pages: Path, variables: dict[str, str], coloured: bool) -> None:
    ours, theirs = pty.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | {"PYTHONPATH": str(ROOT), "TERM": "xterm"}
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline.cli", "explain", str(pages / "led.txt")],
        env=environment | variables,
        stdout=theirs,
        stderr=subprocess.DEVNULL,
    )
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # Linux ends a terminal's output with an error
        while piece := os.read(ours, 65536):
            shown += piece
    os.close(ours)
    assert process.wait(20) == 0
    assert (b"\x1b[" in shown) is coloured
    assert "Cục Đo đạc".encode() in shown


def test_explain_says_when_there_is_nothing(pages: Path) -> None:
    assert "No record was read" in sovang("explain", pages / "silent.txt").stdout
    assert is_one_line_error(sovang("explain", pages / "empty.txt"), "empty.txt")
    assert is_one_line_error(sovang("explain", pages), "name one file")


# ---------------------------------------------------------------------------------------------------------------
# serve


def test_serve_prints_good_links_and_ends_with_one_line(archive: Path) -> None:
    process = started("serve", "--db", archive, "--port", "0")
    assert process.stdout is not None
    first = process.stdout.readline()
    links = [process.stdout.readline().rsplit(": ", 1)[1].strip() for _ in range(3)]
    address = first.split(" is at ")[1].split()[0]
    assert address.startswith("http://127.0.0.1:")
    try:
        for link in (address, *links):
            with urllib.request.urlopen(link, timeout=20) as response:
                assert response.status == 200
    finally:
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.strip().splitlines() == ["Interrupted."]


def test_a_taken_port_is_an_error_if_named_and_else_passed_over(archive: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert is_one_line_error(sovang("serve", "--db", archive, "--port", str(port)), str(port))
    with socket.socket() as taken:
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            taken.bind(("127.0.0.1", 8001))
            taken.listen()
        except OSError:
            pass  # another program has it, which serves as well
        process = started("serve", "--db", archive)
        assert process.stdout is not None
        first = process.stdout.readline()
        process.terminate()
        process.communicate(timeout=20)
    assert "http://127.0.0.1:80" in first and ":8001" not in first


def test_an_interrupted_build_leaves_nothing(pages: Path, tmp_path: Path) -> None:
    for at in range(600):
        (pages / f"more{at}.txt").write_text(LED.replace("Cục", f"Cục {at}"), encoding="utf-8")
    process = started("build", pages, "--db", tmp_path / "a.db")
    for _ in range(600):
        if (tmp_path / "a.db.building").exists():
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130 and errors.strip() == "Interrupted."
    assert sorted(p.name for p in tmp_path.iterdir()) == ["pages"]
