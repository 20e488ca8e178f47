"""`--fields` in real processes."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest

from cli_runs import LED, is_one_line_error, sovang

TITLE, _, TEXT = LED.partition("\n\n")
URL = "https://bao.example/khoi-thi-dua-2.html"


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "bai.jsonl"
    path.write_text(
        json.dumps({"lk": URL, "bai": TEXT, "dau_de": TITLE, "d": {"n": "9/10/2020"}}) + "\n", encoding="utf-8"
    )
    return path


def test_extract_reads_the_fields_that_are_said(dump: Path) -> None:
    done = sovang("extract", dump, "--fields", "url=lk,text=bai,title=dau_de,published=d.n")
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["source"] == f"{dump}#{URL}"
    assert (said["article"]["title"], said["article"]["published"], said["article"]["url"]) == (
        TITLE,
        "2020-10-09",
        URL,
    )


def test_extract_without_them_says_what_to_do(dump: Path) -> None:
    done = sovang("extract", dump)
    said = json.loads(done.stdout)
    assert (done.returncode, said["code"], said["source"]) == (0, "no_fields", str(dump))
    assert "'bai'" in said["error"] and "--fields" in said["error"]


@pytest.mark.parametrize("command", ["extract", "build"])
@pytest.mark.parametrize("fields", ["txt=bai", "text", "text=", "text=a,text=b"])
def test_fields_that_make_no_sense(dump: Path, tmp_path: Path, command: str, fields: str) -> None:
    more = ["--db", tmp_path / "a.db"] if command == "build" else []
    assert is_one_line_error(sovang(command, dump, "--fields", fields, *more), "--fields")
    assert not (tmp_path / "a.db").exists()


def test_build_reads_a_record_again_only_if_it_changed(tmp_path: Path) -> None:
    path, db = tmp_path / "bai.csv", tmp_path / "a.db"

    def build(*rows: list[str]) -> dict[str, int]:
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["url", "tieu_de", "bai"], *rows])
        done = sovang("build", path, "--db", db, "--fields", "text=bai", "--json")
        assert done.returncode == 0, done.stderr
        found: dict[str, int] = json.loads(done.stdout)
        return found

    other = ["https://bao.example/2.html", "Nước sông lên nhanh", "Đêm qua mưa lớn ở thượng nguồn, bà con chạy lũ."]
    first = build([URL, TITLE, TEXT])
    assert (first["read"], first["articles"]) == (1, 1)
    second = build(other, [URL, TITLE, TEXT])
    assert (second["read"], second["unchanged"], second["articles"]) == (1, 1, 2)
    third = build(other, [URL, "Khối thi đua 2 có Khối trưởng mới", TEXT])
    assert (third["read"], third["unchanged"]) == (1, 1)
    with sqlite3.connect(db) as connection:
        assert connection.execute("SELECT DISTINCT file FROM sources").fetchall() == [(str(path),)]


def test_the_output_in_the_folder_that_is_read_is_no_input(dump: Path) -> None:
    out = dump.parent / "records.jsonl"
    for _ in range(2):
        done = sovang("extract", dump.parent, "-o", out, "--fields", "text=bai")
        assert done.returncode == 0, done.stderr
        assert [json.loads(line)["source"] for line in out.read_text("utf-8").splitlines()] == [f"{dump}#line-1"]


def test_an_extract_is_no_dump(dump: Path) -> None:
    out = dump.parent / "records.jsonl"
    assert sovang("extract", dump, "-o", out, "--fields", "text=bai").returncode == 0
    said = json.loads(sovang("extract", out).stdout)
    assert said["code"] == "no_fields"
