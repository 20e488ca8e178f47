"""The command line as its users meet it: real processes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli_runs import COMMANDS, is_one_line_error, redirected, sovang, started


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = sovang(command, "--help")
    assert done.returncode == 0
    assert re.search(rf"Examples?: sovang {command}\b", " ".join(done.stdout.split()))


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


def test_hints_decide_on_doubtful_names_only(tmp_path: Path) -> None:
    page = tmp_path / "doubtful.txt"
    text = "Thi đua ở bệnh viện\n\nBác sĩ Thanh Tâm, Giám đốc Bệnh viện Bãi Bồi, cho biết cả tỉnh đã thi đua.\n"
    page.write_text(text, encoding="utf-8")
    names = [
        [official["name"] for official in json.loads(sovang("extract", page, *options).stdout)["officials"]]
        for options in ((), ("--hints",), ("--no-hints",))
    ]
    assert names == [["Thanh Tâm"], ["Thanh Tâm"], []]


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


def test_a_named_input_is_not_written_over(pages: Path) -> None:
    page, link = pages / "led.txt", pages / "link.txt"
    before = page.read_bytes()
    link.symlink_to(page)
    for out in (page, link):
        assert is_one_line_error(sovang("extract", page, "-o", out), str(out), "--output")
        assert page.read_bytes() == before and link.is_symlink()


def test_extract_writes_into_a_device(pages: Path) -> None:
    assert sovang("extract", pages / "led.txt", "-o", "/dev/null").returncode == 0
    assert not Path("/dev/null").is_file()


def test_named_inputs_must_exist_and_be_of_a_known_type(pages: Path, tmp_path: Path) -> None:
    assert is_one_line_error(sovang("extract", pages / "nowhere.html"), "nowhere.html")
    (pages / "paper.odt").write_bytes(b"PK")
    assert is_one_line_error(sovang("extract", pages, pages / "paper.odt"), "paper.odt")
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
