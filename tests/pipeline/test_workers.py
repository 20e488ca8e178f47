"""Reading in several processes: the same outcomes, and nothing that ends one of them ends the run or outlives it."""

from __future__ import annotations

import json
import logging
import multiprocessing
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from itertools import count, islice
from pathlib import Path

import pytest

import pipeline.run
import pipeline.workers
import worker_loads
from cli_runs import LED, ROOT, SILENT, Done, _let_ctrl_c_end_it, is_one_line_error, sovang
from corpus.article import Page
from corpus.inputs.items import Unread
from extractors.records import Extraction
from pipeline.run import Outcome, run
from pipeline.workers import Lost, Workers, WorkersError
from stories import dump

SECONDS = 60  # on a machine that does much else; the test waits for no longer than it must


@pytest.fixture(scope="module")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of all sorts: some say the same at the same address, some cannot be read, one is there twice."""
    folder = tmp_path_factory.mktemp("workers") / "articles"
    folder.mkdir()
    gold = sorted(path for path in (ROOT / "tests" / "gold").iterdir() if path.suffix != ".json")
    for path in gold[::12]:
        shutil.copy(path, folder)
    shutil.copy(gold[0], folder / "again.html")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.html").write_bytes(bytes(range(256)) * 40)
    (folder / "picture.png").write_bytes(b"\x89PNG")
    for at in range(4):  # editions at one address, of which one counts
        head = '<html><head><link rel="canonical" href="https://songlam.example/1"></head><body><h1>Khối thi đua 2</h1>'
        said = f"<p>Khối thi đua 2 bầu Cục Đo đạc làm Khối trưởng Khối thi đua 2 năm {2018 + at}.</p>" * 3
        (folder / f"edition{at}.html").write_text(f"{head}{said}</body></html>", encoding="utf-8")
    (folder / "dump.jsonl").write_text(
        "".join(json.dumps({"title": f"Bài {at}", "text": f"{LED}\n\nHết {at}."}) + "\n" for at in range(20)),
        encoding="utf-8",
    )
    return folder


def test_results_come_in_the_order_of_the_items(caplog: pytest.LogCaptureFixture) -> None:
    jobs = [["a"], [], ["b", "c", "d", "e"], ["f"], ["g", "h"]]
    with Workers(3, worker_loads.capitals) as workers:
        taken = [workers.take(job) for job in jobs]
        assert [workers.wait_for(job) for job in taken] == [[item.upper() for item in job] for job in jobs]
    assert [record.getMessage() for record in caplog.records] == [f"{item} was here" for item in "abcdefgh"]
    assert {(record.name, record.levelno) for record in caplog.records} == {("sovang", logging.WARNING)}
    assert multiprocessing.active_children() == []


def test_an_item_that_ends_its_process_is_lost_alone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with Workers(2, partial(worker_loads.faulty, tmp_path)) as workers:
        jobs = [workers.take(items) for items in (["a", "once", "b"], ["kill"], ["c", "exit", "d"], ["e"])]
        results = [workers.wait_for(job) for job in jobs]
    assert results == [["A", "ONCE", "B"], [Lost("SIGSEGV")], ["C", Lost("exit code 3"), "D"], ["E"]]
    told = [record.getMessage().split()[0] for record in caplog.records]
    assert told == ["a", "once", "b", "c", "d", "e"]


@pytest.mark.parametrize(
    ("load", "why"), [(worker_loads.unable, "OSError: there is no room"), (worker_loads.dying, "exit code 4")]
)
def test_if_no_process_can_start_it_is_said(load: worker_loads.Work, why: str) -> None:
    with Workers(2, load) as workers, pytest.raises(WorkersError, match=why):
        workers.wait_for(workers.take(["a"]))
    assert multiprocessing.active_children() == []


def test_those_that_are_left_do_the_work(tmp_path: Path) -> None:
    with Workers(4, partial(worker_loads.only_once, tmp_path)) as workers:
        jobs = [workers.take([item]) for item in "abcdefgh"]
        assert [workers.wait_for(job) for job in jobs] == [[item] for item in "ABCDEFGH"]
        job = workers.take(["kill", "i"])  # ends the first two, one after the other; a third cannot be had
        with pytest.raises(WorkersError, match="no room"):
            workers.wait_for(job)


# ---------------------------------------------------------------------------------------------------------------------
# Outcomes


def test_outcomes_are_those_of_one_process(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.run, "BATCH", 7)
    expected = list(run([str(articles)], hints=False))
    assert len(expected) > 40 and len({type(outcome.result) for outcome in expected}) == 2
    assert list(run([str(articles)], workers=2, hints=False)) == expected
    assert multiprocessing.active_children() == []


def taken(inputs: list[str], workers: int) -> Iterator[Outcome]:
    """The outcomes where what was read is known, as in an archive."""
    digests: dict[str, str] = {}
    for outcome in run(inputs, lambda source, digest: digests.get(source) == digest, workers=workers):
        if isinstance(outcome.result, Extraction):
            digests[outcome.source] = outcome.result.article.digest
        yield outcome


def test_a_page_that_comes_again_is_known_again(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.run, "BATCH", 3)
    inputs = [str(path) for path in sorted(articles.glob("*.txt")) if path.stem != "empty"][:5]
    expected = list(taken([*inputs, *inputs], workers=1))
    assert sum(outcome.result is None for outcome in expected) == 5
    assert list(taken([*inputs, *inputs], workers=2)) == expected


def test_archives_are_the_same_to_the_byte(articles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.run, "BATCH", 20)
    dumps = set()
    for workers in (1, 2, 3):
        db = tmp_path / f"{workers}.db"
        inputs = sorted(articles.iterdir())
        random.Random(workers).shuffle(inputs)
        done = sovang(
            "build", *(path for path in inputs if path.suffix != ".png"), "--db", db, "--workers", str(workers)
        )
        assert done.returncode == 0 and "2 not read" in done.stderr, done.stderr
        dumps.add(dump(db))
    assert len(dumps) == 1
    assert multiprocessing.active_children() == []


def test_nothing_is_started_for_what_did_not_change(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.workers, "_started", None)
    outcomes = list(run([str(articles)], lambda source, digest: True, workers=2))
    assert any(isinstance(outcome.result, Unread) for outcome in outcomes)
    assert not any(isinstance(outcome.result, Extraction) for outcome in outcomes)


def test_as_many_as_there_are_processors(articles: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.workers, "_started", None)
    monkeypatch.setattr(pipeline.run, "usable_cpus", lambda: 1)
    assert len(list(run([str(articles / "a01.html")], workers=0))) == 1
    assert pipeline.workers.usable_cpus() >= 1


def test_however_many_pages_there_are_few_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    listed = count()

    def endless(*_: object) -> Iterator[Page]:
        for at in listed:
            yield Page(source=f"{at}.txt", content=SILENT.encode(), media_type="text/plain")

    monkeypatch.setattr(pipeline.run, "read_inputs", endless)
    monkeypatch.setattr(pipeline.run, "BATCH", 5)
    monkeypatch.setattr(pipeline.run, "_load", worker_loads.no_articles)
    outcomes = run([], workers=2)
    assert [outcome.source for outcome in islice(outcomes, 40)] == [f"{at}.txt" for at in range(40)]
    outcomes.close()
    assert next(listed) <= 40 + (2 * 3 + 1) * 5
    assert multiprocessing.active_children() == []


@pytest.mark.parametrize("number", ["-1", "two", "1000"])
def test_the_number_is_checked(pages: Path, number: str) -> None:
    done = sovang("extract", pages, "--workers", number)
    assert done.returncode == 2 and "--workers" in done.stderr and "Traceback" not in done.stderr


# ---------------------------------------------------------------------------------------------------------------------
# With a reader that does what it should not. The processes import this script too, and so have its reader.

SCRIPT = """
import logging, os, signal, subprocess, sys, time
from pathlib import Path
import pipeline.cli
from extractors.reader import Reader
FOLDER = Path(__file__).parent
read, load = Reader._read, Reader.__init__
def _read(self, articles):
    for article in articles:
        name = os.path.basename(article.source)
{does}
    return read(self, articles)
def _load(self, **options):
{loads}
    load(self, **options)
Reader._read, Reader.__init__ = _read, _load
if __name__ == "__main__":
    pipeline.cli.main(sys.argv[1:])
"""


def script(folder: Path, does: str = "pass", loads: str = "pass") -> list[str]:
    """The command line with a reader that does this with every page, or when it is loaded."""
    path = folder / "sovang.py"
    path.write_text(SCRIPT.format(does=f"        {does}", loads=f"    {loads}"), encoding="utf-8")
    return [sys.executable, str(path)]


def ran(command: list[str], *arguments: str | Path) -> Done:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, *map(str, arguments)], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return Done(done.returncode, done.stdout, done.stderr)


def many(folder: Path, *names: str) -> Path:
    """A folder of some pages that do no harm, and those named, in between."""
    folder.mkdir()
    for name in (*names, *(f"page{at}.txt" for at in range(12))):
        (folder / name).write_text(f"{LED}\n\n{name}.\n", encoding="utf-8")
    return folder


def test_a_page_that_ends_its_process_costs_itself_only(tmp_path: Path) -> None:
    folder = many(tmp_path / "pages", "page1-kills.txt", "page7-fails.txt")
    does = """
        if "kills" in name: os.kill(os.getpid(), signal.SIGKILL)
        if "fails" in name: raise RuntimeError("broke")
    """
    done = ran(script(tmp_path, does.strip()), "extract", folder, "--workers", "2")
    assert done.returncode == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert [line["source"] for line in lines] == [str(path) for path in sorted(folder.iterdir())]
    rows = {Path(line["source"]).stem: (line["code"], line["error"]) for line in lines if "article" not in line}
    assert rows == {
        "page1-kills": ("internal", "reading it ended the process (SIGKILL)"),
        "page7-fails": ("internal", "RuntimeError: broke"),
    }
    told = [line for line in done.stderr.splitlines() if "a fault of the program; the run goes on" in line]
    assert sorted(Path(line.partition(":")[0]).stem for line in told) == sorted(rows)
    assert "Traceback" not in done.stderr


def test_processes_that_cannot_start_are_an_error(tmp_path: Path) -> None:
    folder = many(tmp_path / "pages")
    command = script(tmp_path, loads="raise OSError('no room')")
    done = ran(command, "build", folder, "--db", tmp_path / "a.db", "--workers", "2")
    assert is_one_line_error(done, "--workers", "OSError: no room")
    assert not (tmp_path / "a.db").exists()


def session(leader: int) -> list[str]:
    """The command lines of the processes that were started in a session and still are."""
    found = []
    for folder in Path("/proc").iterdir():
        try:
            state, _, _, of = (folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[:4]
            if folder.name.isdigit() and int(of) == leader and state != "Z":
                found.append((folder / "cmdline").read_text(encoding="utf-8").replace("\0", " "))
        except (OSError, ValueError):
            continue
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are counted in /proc")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_when_it_is_ended_no_process_is_left(tmp_path: Path, sent: signal.Signals) -> None:
    """Also not what a process started in its turn, as for a PDF."""
    folder = many(tmp_path / "pages")
    does = '(FOLDER / f"at-work-{os.getpid()}").touch(); subprocess.run(["sleep", "300"])'
    command = [*script(tmp_path, does), "build", str(folder), str(folder), "--db", str(tmp_path / "a.db"), "--workers"]
    process = subprocess.Popen(
        [*command, "2"],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=_let_ctrl_c_end_it,  # noqa: PLW1509  the tests have no threads
    )
    until = time.monotonic() + SECONDS
    while not list(tmp_path.glob("at-work-*")):
        assert time.monotonic() < until
        time.sleep(0.05)
    time.sleep(0.2)
    assert any("sleep" in line for line in session(process.pid))
    before = time.monotonic()
    os.killpg(process.pid, sent)  # as a terminal does: all of the group hear of it
    _, errors = process.communicate(timeout=SECONDS)
    while left := session(process.pid):
        assert time.monotonic() < before + 10, left
        time.sleep(0.05)
    assert errors.strip() == ("Interrupted." if sent == signal.SIGINT else "")
    assert process.returncode == (130 if sent == signal.SIGINT else -sent)
    assert (tmp_path / "a.db.building").exists() is (sent != signal.SIGINT)


def test_ctrl_c_while_processes_start(tmp_path: Path) -> None:
    folder = many(tmp_path / "pages")
    for wait in (0.3, 0.8):
        process = subprocess.Popen(
            [*script(tmp_path), "extract", str(folder), "-o", str(tmp_path / "out"), "--workers", "2"],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            preexec_fn=_let_ctrl_c_end_it,  # noqa: PLW1509  the tests have no threads
        )
        until = time.monotonic() + SECONDS
        while not any("multiprocessing.spawn" in line for line in session(process.pid)):
            assert time.monotonic() < until
            time.sleep(0.02)
        time.sleep(wait)
        os.killpg(process.pid, signal.SIGINT)
        _, errors = process.communicate(timeout=SECONDS)
        assert (process.returncode, errors.strip()) == (130, "Interrupted.")
        assert sorted(path.name for path in tmp_path.iterdir()) == ["pages", "sovang.py"]
