"""`sovang build` in real processes: told in one line, done whole or not at all."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from cli_runs import LED, ROOT, sovang, started
from stories import dump


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
def broken(self, articles):
    if any("silent" in article.source for article in articles):
        raise RuntimeError("the reader\\nbroke")
    return read(self, articles)
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
