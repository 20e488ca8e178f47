"""`sovang serve` as real processes: what is refused, what a decision over HTTP leaves, how a served copy ends."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from cli_runs import LED, is_one_line_error, sovang, started
from db.decisions import decisions_path
from stories import dump
from visiting import form_of, undo_form

MORE = LED.replace("Khối thi đua 2", "Khối thi đua 8").replace("Lò Văn Sáu", "Khoát Văn Nhái")
PATIENCE = 60  # seconds


@dataclass
class Served:
    """A website in a process of its own. lines: what it printed at its start."""

    process: subprocess.Popen[str]
    address: str
    lines: list[str]

    def end(self, sign: int) -> tuple[int, str]:
        """Send a signal; the exit code and what was printed as an error."""
        self.process.send_signal(sign)
        _, errors = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, errors


@contextmanager
def served(*arguments: str | Path, lines: int = 4) -> Iterator[Served]:
    process = started("serve", "--port", "0", *arguments)
    assert process.stdout is not None
    try:
        told = [process.stdout.readline().rstrip("\n") for _ in range(lines)]
        found = re.search(r" is at (http://\S+?)/ ", told[0])
        assert found, process.communicate(timeout=PATIENCE)
        yield Served(process, found[1], told)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate(timeout=PATIENCE)


@pytest.fixture
def db(archive: Path, tmp_path: Path) -> Path:
    """An archive that a test may decide upon, and the pages that it was built from."""
    shutil.copytree(archive.parent / "pages", tmp_path / "pages")
    shutil.copyfile(archive, tmp_path / "a.db")
    return tmp_path / "a.db"


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty place for the temporary files of processes."""
    place = tmp_path / "temporary"
    place.mkdir()
    monkeypatch.setenv("TMPDIR", str(place))
    return place


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "desk.example", ""])
def test_decisions_are_taken_on_this_machine_only(db: Path, host: str) -> None:
    assert is_one_line_error(sovang("serve", "--db", db, "--edit", "--host", host, "--port", "0"), "--edit", "--host")


def test_a_copy_for_everybody_is_not_decided_upon(db: Path) -> None:
    done = sovang("serve", "--db", db, "--edit", "--public", "--port", "0")
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr
    assert "--edit" in done.stderr and "--public" in done.stderr


@pytest.mark.parametrize("option", [[], ["--edit"], ["--public"]])
@pytest.mark.parametrize("made", [None, b"", b"no archive"])
def test_what_is_no_archive_is_one_line(tmp_path: Path, temporary: Path, option: list[str], made: bytes | None) -> None:
    path = tmp_path / "x.db"
    if made is not None:
        path.write_bytes(made)
    assert is_one_line_error(sovang("serve", "--db", path, "--port", "0", *option), "x.db")
    assert list(temporary.iterdir()) == []


def test_a_broken_file_of_decisions_is_told_when_somebody_decides(db: Path) -> None:
    """Reading goes on; what is broken is told with its line where it matters."""
    decisions_path(db).write_text("này là gì\n", encoding="utf-8")
    with served("--db", db, "--edit", lines=6) as site, httpx.Client(base_url=site.address) as client:
        assert client.get("/").status_code == 200
        client.get(opening(site))
        assert f"{decisions_path(db).name}:1: " in client.get("/edit").text


def test_the_help_says_what_is_served() -> None:
    told = " ".join(sovang("serve", "--help").stdout.split())
    assert "--public" in told and "copy" in told and "start" in told
    assert "--edit" in told and "token" in told


# --- deciding --------------------------------------------------------------------------------------------------------


def opening(site: Served) -> str:
    """The address that lets a browser in, as it was printed."""
    (found,) = [found for line in site.lines if (found := re.search(r"http://\S+/edit\?token=\S+", line))]
    return found[0]


def test_a_decision_over_http_is_written_and_undone(db: Path) -> None:
    before = dump(db)
    with served("--db", db, "--edit", "--who", "Ân", lines=6) as site:
        address = opening(site)
        token = address.partition("token=")[2]
        assert "\n".join(site.lines).count(token) == 1 and len(token) >= 32
        with httpx.Client(base_url=site.address) as stranger:
            assert stranger.get("/edit").status_code == 403
            assert stranger.get("/edit?token=x").status_code == 403
            assert stranger.post("/edit/decide", data={"kind": "right"}).status_code == 403
        with httpx.Client(base_url=site.address) as client:
            answer = client.get(address)
            assert answer.status_code == 302 and answer.headers["location"] == "/edit"
            claim = client.get("/archive/claims.json?_shape=array&_size=1").json()[0]["id"]
            form = form_of(client.get(f"/archive/claims/{claim}").text, "wrong")
            origin = {"origin": site.address}
            refused = client.post(form.action, data=dict(form.fields), headers={"origin": "http://127.0.0.1:1"})
            assert refused.status_code == 403 and not decisions_path(db).exists()
            answer = client.post(form.action, data=dict(form.fields), headers=origin)
            assert answer.status_code == 303
            line = json.loads(decisions_path(db).read_text(encoding="utf-8"))
            assert (line["decision"], line["mentions"], line["who"]) == ("wrong", [claim], "Ân")
            page = client.get(answer.headers["location"]).text
            assert 'class="message message-1"' in page
            form = undo_form(page)
            assert client.post(form.action, data=dict(form.fields), headers=origin).status_code == 303
        assert not decisions_path(db).exists() and dump(db) == before
        code, errors = site.end(signal.SIGINT)
        assert code == 130 and token not in errors and "Traceback" not in errors
    assert [p.name for p in db.parent.iterdir() if p.name.startswith("a.")] == ["a.db"]


def test_each_serving_has_a_token_of_its_own(db: Path) -> None:
    with served("--db", db, "--edit", lines=6) as one, served("--db", db, "--edit", lines=6) as other:
        tokens = [opening(site).partition("token=")[2] for site in (one, other)]
        assert tokens[0] != tokens[1]
        with httpx.Client(base_url=other.address) as client:
            assert client.get(f"/edit?token={tokens[0]}").status_code == 403
            assert client.get(f"/edit?token={tokens[1]}").status_code == 302


def test_a_decision_that_is_at_work_is_finished_when_the_website_ends(db: Path) -> None:
    """Whatever the moment, file and archive say the same afterwards."""
    with served("--db", db, "--edit", lines=6) as site, httpx.Client(base_url=site.address) as client:
        client.get(opening(site))
        claim = client.get("/archive/claims.json?_shape=array&_size=1").json()[0]["id"]
        form = form_of(client.get(f"/archive/claims/{claim}").text, "right")
        child = os.fork()
        if child == 0:
            try:
                client.post(form.action, data=dict(form.fields), headers={"origin": site.address})
            finally:
                os._exit(0)
        time.sleep(0.05)
        code, errors = site.end(signal.SIGTERM)
        os.waitpid(child, 0)
        assert code == 143 and "Traceback" not in errors
    connection = sqlite3.connect(db)
    known = connection.execute("SELECT count(*) FROM decisions").fetchone()[0]
    connection.close()
    lines = decisions_path(db).read_text(encoding="utf-8").splitlines() if decisions_path(db).exists() else []
    assert known == len(lines) and not db.with_name("a.db.building").exists()


def names(client: httpx.Client) -> list[str]:
    """The people whom the website knows."""
    return [row["name"] for row in client.get("/archive/people.json?_shape=array").json()]


# --- an archive that is built anew -----------------------------------------------------------------------------------


def test_what_is_built_while_it_is_served_is_shown(db: Path) -> None:
    with served("--db", db) as site, httpx.Client(base_url=site.address) as client:
        assert "Khoát Văn Nhái" not in names(client)
        assert "/archive.db" in client.get("/archive").text
        (db.parent / "pages" / "more.txt").write_text(MORE, encoding="utf-8")
        assert sovang("build", db.parent / "pages", "--db", db).returncode == 0
        assert "Khoát Văn Nhái" in names(client)
        for address in ("/", "/about", "/archive", "/search?q=nhai", "/archive/people"):
            assert client.get(address).status_code == 200
        assert "Nhái" in client.get("/search?q=nhai").text


def test_a_copy_for_everybody_stays_as_it_was_at_the_start(db: Path, temporary: Path) -> None:
    with served("--db", db, "--public") as site, httpx.Client(base_url=site.address) as client:
        before = names(client)
        (db.parent / "pages" / "more.txt").write_text(MORE, encoding="utf-8")
        assert sovang("build", db.parent / "pages", "--db", db).returncode == 0
        assert names(client) == before
        assert client.get("/archive.db").status_code == 403


# --- the copy for everybody ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sign", "code", "told"),
    [(signal.SIGTERM, 143, []), (signal.SIGINT, 130, ["Interrupted."]), (signal.SIGHUP, 143, [])],
)
def test_the_copy_goes_when_the_website_ends(db: Path, temporary: Path, sign: int, code: int, told: list[str]) -> None:
    with served("--db", db, "--public") as site:
        (folder,) = temporary.iterdir()
        assert [p.name for p in folder.iterdir()] == ["archive.db"]
        with httpx.Client(base_url=site.address) as client:  # one that stays connected
            assert client.get("/").status_code == 200
            ended, errors = site.end(sign)
            assert (ended, errors.split()) == (code, told)
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130), (signal.SIGHUP, 143)])
def test_without_a_copy_it_ends_in_the_same_way(db: Path, sign: int, code: int) -> None:
    with served("--db", db) as site:
        ended, errors = site.end(sign)
        assert ended == code and "Traceback" not in errors


def test_a_website_that_outlives_its_terminal_on_purpose_does(db: Path) -> None:
    """As `nohup` has it: who ignores the signal goes on ignoring it."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with served("--db", db) as site:
            site.process.send_signal(signal.SIGHUP)
            with urllib.request.urlopen(site.address, timeout=PATIENCE) as answer:
                assert answer.status == 200
            assert site.process.poll() is None
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_a_killed_website_left_goes_with_the_next(db: Path, temporary: Path) -> None:
    with served("--db", db, "--public") as site:
        site.end(signal.SIGKILL)
    (left,) = temporary.iterdir()
    with served("--db", db, "--public") as site, served("--db", db, "--public") as other:
        assert not left.exists() and len(list(temporary.iterdir())) == 2
        assert other.end(signal.SIGTERM)[0] == 143
        with httpx.Client(base_url=site.address) as client:  # the other's end takes nothing of this one's away
            assert client.get("/archive/people").status_code == 200
        assert site.end(signal.SIGTERM)[0] == 143
    assert list(temporary.iterdir()) == []


def test_on_the_network_only_what_was_said_is_shown(db: Path, temporary: Path) -> None:
    with served("--db", db, "--public", "--host", "0.0.0.0") as site:
        port = site.address.rpartition(":")[2]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", headers={"host": "archive.example"}) as client:
            assert client.get("/").status_code == 200
            assert client.get("/edit").status_code == 404
            assert client.get("/archive.db").status_code == 403
            assert client.get("/archive?sql=select+1").status_code == 403
        _, errors = site.end(signal.SIGTERM)
        assert errors.splitlines()[0].startswith("Note: ") and "what is shown" in errors.splitlines()[0]
