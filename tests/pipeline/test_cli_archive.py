"""The commands that read an archive or explain an article, in real processes."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from cli_runs import ROOT, is_one_line_error, sovang, started
from db.exports import FORMATS


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


EXPORTED = {
    "csv": "who_led.csv",
    "jsonl": "records.jsonl",
    "parquet": "who_led.parquet",
    "xlsx": "sovang.xlsx",
    "ftm": "entities.ftm.json",
    "popolo": "popolo.json",
}


def test_export_writes_every_format_into_one_folder(archive: Path, tmp_path: Path) -> None:
    assert set(EXPORTED) == set(FORMATS)
    for file_format in FORMATS:
        done = sovang("export", "--db", archive, "--format", file_format, "--out", tmp_path)
        assert done.returncode == 0 and done.stderr.endswith("files written.\n")
    assert {*EXPORTED.values(), "data-dictionary.csv", "export.json"} <= {path.name for path in tmp_path.iterdir()}
    assert (tmp_path / "who_led.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    exported = (tmp_path / "records.jsonl").read_text(encoding="utf-8")
    assert exported == sovang("extract", archive.parent / "pages").stdout


def test_export_takes_filters_and_a_profile(archive: Path, tmp_path: Path) -> None:
    asked = ("--bloc", "khoi thi dua 2", "--year", "2021", "--year", "2020", "--unit", "cuc do dac")
    done = sovang("export", "--db", archive, "--format", "jsonl", "--out", tmp_path, *asked, "--profile", "public")
    assert done.returncode == 0
    about = json.loads((tmp_path / "export.json").read_text(encoding="utf-8"))
    assert about["profile"] == "public" and [f["kind"] for f in about["filters"]] == ["bloc", "unit", "year", "year"]
    (led,) = (tmp_path / "who_led.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(led)["unit"] == "Cục Đo đạc"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--bloc", "Khối thi đua 99"), "fits no bloc"),
        (("--person", ""), "fits no person"),
        (("--out", "-"), "several files"),
    ],
)
def test_export_says_in_one_line_what_does_not_fit(
    archive: Path, tmp_path: Path, arguments: tuple[str, str], says: str
) -> None:
    done = sovang("export", "--db", archive, "--format", "csv", "--out", tmp_path / "out", *arguments)
    assert is_one_line_error(done, says) and not (tmp_path / "out").exists()


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
