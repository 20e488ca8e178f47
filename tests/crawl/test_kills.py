"""Killed at any moment, a crawl goes on: nothing twice, nothing lost."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawl.runs import QUICK, ROOT, all_rows, crawl, pages, records, rows, started
from crawl.site import Site

PAGES = 60  # articles; ten on every page of the section
KILLS = 10


@pytest.fixture
def slow_site() -> Iterator[str]:
    """A site in a process of its own, so that the tests' own work does not slow it down."""
    command = [sys.executable, str(ROOT / "tests" / "crawl" / "site.py"), "--delay", "0.03", "--pages", str(PAGES)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    process.kill()
    process.wait()
    process.stdout.close()


def test_after_ten_kills_it_holds_the_same_pages(slow_site: str, tmp_path: Path) -> None:
    begin = f"{slow_site}/so/trang-1"
    quiet, killed = tmp_path / "quiet", tmp_path / "killed"
    assert crawl(begin, "--out", quiet, *QUICK).returncode == 0
    wanted = pages(quiet)
    assert len(wanted) == len(set(wanted)) == PAGES + PAGES // 10

    moments, kills, alive = random.Random(20261129), 0, 0
    while kills < KILLS:
        process = started(begin, "--out", killed, *QUICK)
        before = _answers(killed)
        # The command needs a while to begin; what counts is how far it is in its pages.
        aim = before + moments.randint(0, 4)
        until = time.monotonic() + 20
        while process.poll() is None and _answers(killed) < aim and time.monotonic() < until:
            time.sleep(0.005)
        time.sleep(moments.random() * 0.08)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert process.returncode == -signal.SIGKILL, "it had ended before it was killed"
        kills += 1
        alive += _answers(killed) > before
    assert alive >= KILLS // 2, "it was killed before it did anything"
    assert crawl(begin, "--out", killed, *QUICK).returncode == 0

    found = pages(killed)
    assert sorted(found) == sorted(wanted)
    addresses = [row["address"] for row in rows(killed)]
    assert len(addresses) == len(set(addresses)) == len(wanted)
    assert all_rows(killed)[-1] | {"time": ""} == {"time": "", "outcome": "run_ended", "why": "finished", "left": 0}
    kinds = [record.kind for record in records(killed)]
    assert kinds.count("response") == kinds.count("request") == kinds.count("metadata") == len(wanted)


def _answers(out: Path) -> int:
    log = out / "crawl.log.jsonl"
    return log.read_bytes().count(b'"outcome": "fetched"') if log.exists() else 0


def test_what_a_kill_left_behind_the_last_row_is_cut_off(site: Site, tmp_path: Path) -> None:
    """Half a record, half a row and half an entry, as a kill between any two writes leaves them."""
    site.pages = 20
    out, begin = tmp_path / "out", f"{site.url}/so/trang-1"
    stopped = crawl(begin, "--out", out, *QUICK, "--max-pages", "5")
    assert "addresses are left" in stopped.stderr
    (warc,) = out.glob("*.warc.gz")
    whole = warc.read_bytes()
    warc.write_bytes(whole + whole[400:900])
    for name in ("crawl.log.jsonl", "crawl.frontier.jsonl"):
        with (out / name).open("ab") as file:
            file.write(b'{"time": "2026-')
    done = crawl(begin, "--out", out, *QUICK)
    assert done.returncode == 0, done.stderr
    assert warc.read_bytes().startswith(whole)
    found = pages(out)
    assert len(found) == len(set(found)) == 22


def test_what_a_page_led_to_counts_only_with_the_page(site: Site, tmp_path: Path) -> None:
    """A kill between a section's links and its row: the section is read again, and goes on to its next page."""
    site.pages = 20
    out, begin = tmp_path / "out", f"{site.url}/so/trang-1"
    crawl(begin, "--out", out, *QUICK, "--max-pages", "1")
    log = out / "crawl.log.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(lines[0])  # the run has begun, and nothing else is said
    assert crawl(begin, "--out", out, *QUICK).returncode == 0
    assert len(pages_of_new_files(out)) == 22


def pages_of_new_files(out: Path) -> set[str]:
    return {row["address"] for row in rows(out) if row["outcome"] == "fetched"}


def test_a_file_that_is_shorter_than_its_log_says(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    crawl(f"{site.url}/noi-den.html", "--out", out, *QUICK)
    (warc,) = out.glob("*.warc.gz")
    warc.write_bytes(warc.read_bytes()[:-10])
    done = crawl(f"{site.url}/noi-den.html", "--out", out, *QUICK)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and warc.name in done.stderr


def test_a_log_that_is_no_log(site: Site, tmp_path: Path) -> None:
    (tmp_path / "crawl.log.jsonl").write_bytes(b'{"outcome": "fetched"}\n')
    done = crawl(f"{site.url}/noi-den.html", "--out", tmp_path, *QUICK)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "crawl.log.jsonl: line 1" in done.stderr
