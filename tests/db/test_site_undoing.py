"""When deciding on the website goes wrong, takes long, or the file is another one by now: nothing is lost or hidden."""

from __future__ import annotations

import asyncio
import errno
import json
import logging
import os
import resource
import stat
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from db import deciding
from db.archive import ArchiveError
from db.decisions import append, decisions_path, read_decisions, remove, take_back
from db.load import Loader
from db.site.editing import editor
from db.site.texts import text
from decided import APART, DAY, TOGETHER, built, of_person, refs_of, said
from stories import dump
from visiting import Browser, form_of, posting, serving, undo_form

FOUND = [*APART["people"], *TOGETHER["units"]]
CLAIMS = [one.officials[0].id for one in APART["people"]]
REFS = refs_of(APART["people"])


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    path = tmp_path_factory.mktemp("made") / "a.db"
    built(path, FOUND).close()
    return path.read_bytes(), dump(path)


@pytest.fixture
def path(made: tuple[bytes, str], tmp_path: Path) -> Path:
    path = tmp_path / "desk" / "a.db"
    path.parent.mkdir()
    path.write_bytes(made[0])
    return path


Course = Callable[[Browser], Awaitable[None]]


def visit(path: Path, course: Course) -> None:
    async def run() -> None:
        await course(await Browser(serving(path)).let_in())

    asyncio.run(run())


async def judge(browser: Browser, claim: str, kind: str = "right") -> Any:
    """Call a claim right (or wrong) on its page."""
    return await browser.send(form_of(await browser.page(f"/archive/claims/{claim}"), kind))


def contents(path: Path) -> dict[str, bytes]:
    """Every file of the archive's folder; an empty one of a build that did not end is none."""
    return {p.name: p.read_bytes() for p in sorted(path.parent.iterdir()) if not p.name.endswith(".building")}


def rebuilt(path: Path, folder: Path) -> str:
    """The archive that is built with the same file."""
    fresh = folder / "fresh.db"
    fresh.unlink(missing_ok=True)
    decisions_path(fresh).unlink(missing_ok=True)
    if decisions_path(path).exists():
        decisions_path(fresh).write_bytes(decisions_path(path).read_bytes())
    with Loader(fresh, "1") as loader:
        for one in FOUND:
            loader.add(one)
        loader.finish()
    return dump(fresh)


# --- the file as somebody wrote it -----------------------------------------------------------------------------------

ONE = json.dumps(said("right", CLAIMS[1]).to_json(), ensure_ascii=False)
OTHER = json.dumps(said("same", *REFS[:2]).to_json(), ensure_ascii=False)
FILES = {
    "a line": f"{ONE}\n",
    "a line without an end": ONE,
    "two, the last without an end": f"{ONE}\n{OTHER}",
    "comments and empty lines": f"# của An\n\n{ONE}\n\n# hết\n\n",
    "a comment without an end": f"{ONE}\n# hết",
    "only a comment": "# để dành\n",
    "only empty lines": "\n\n",
    "nothing": "",
    "a mark at its start": f"\ufeff{ONE}\n",
    "a mark at the start of a comment": f"\ufeff# của An\n{ONE}",
    "lines of Windows": f"{ONE}\r\n{OTHER}\r\n",
    "lines of Windows, the last without an end": f"{ONE}\r\n{OTHER}",
    "lines of both kinds": f"{ONE}\n{OTHER}\r\n",
    "spaces around": f"  {ONE}  \n",
    "other blanks and keys in another order": '{ "mentions" :["' + CLAIMS[1] + '"],\t"decision":"right"}\n',
    "no composed letters": ONE.replace("Ân", "A\u0302n") + "\n",
}


@pytest.mark.parametrize("name", FILES)
def test_undoing_leaves_the_file_as_it_was_byte_by_byte(path: Path, tmp_path: Path, name: str) -> None:
    file = decisions_path(path)
    file.write_bytes(FILES[name].encode())
    with Loader(path, "1") as loader:
        loader.finish()
    before, archive = file.read_bytes(), dump(path)

    async def course(browser: Browser) -> None:
        await judge(browser, CLAIMS[0])
        await judge(browser, CLAIMS[2], "wrong")
        decided = read_decisions(file)
        assert [d.mentions[0].claim for d in decided[-2:]] == [CLAIMS[0], CLAIMS[2]]
        assert dump(path) == rebuilt(path, tmp_path)
        for _ in range(2):
            await browser.send(undo_form(await browser.page("/")))
        assert dump(path) == archive
        assert file.read_bytes() == before if before else not file.exists() or file.read_bytes() == b""
        # Both again, undone from the list, the earlier first.
        await judge(browser, CLAIMS[0])
        await judge(browser, CLAIMS[2], "wrong")
        for claim in (CLAIMS[0], CLAIMS[2]):
            (one,) = [d for d in read_decisions(file) if d.mentions[0].claim == claim and d.decision != "same"]
            await browser.send(undo_form(await browser.page("/edit"), one.line))
        assert dump(path) == archive
        assert file.read_bytes() == before if before else not file.exists() or file.read_bytes() == b""

    visit(path, course)


def test_what_was_written_behind_a_decision_stays_when_it_is_undone(tmp_path: Path) -> None:
    file = tmp_path / "a.decisions.jsonl"
    file.write_text(f"{ONE}\n", encoding="utf-8")
    new = [said("right", CLAIMS[0]), said("right", CLAIMS[2])]
    append(file, new, DAY)
    kept = file.read_bytes()
    file.write_bytes(kept + b"\n# to ask about\n")
    take_back(file, new)
    assert file.read_text(encoding="utf-8") == f"{ONE}\n\n# to ask about\n"
    with pytest.raises(ArchiveError, match="somebody else"):
        take_back(file, new)


def test_a_line_among_others_is_removed_alone(tmp_path: Path) -> None:
    file = tmp_path / "a.decisions.jsonl"
    file.write_bytes(f"# 1\r\n{ONE}\r\n\r\n{OTHER}".encode())
    first, second = read_decisions(file)
    assert (first.line, second.line) == (2, 4)
    remove(file, second)
    assert file.read_bytes() == f"# 1\r\n{ONE}\r\n".encode()
    remove(file, first)
    assert file.read_bytes() == b"# 1\r\n"


def test_a_line_that_was_added_by_hand_counts_with_the_next_decision(path: Path, tmp_path: Path) -> None:
    file = decisions_path(path)

    async def course(browser: Browser) -> None:
        await judge(browser, CLAIMS[0])
        with file.open("a", encoding="utf-8") as lines:
            lines.write(OTHER + "\n")
        # What stands behind it is nobody's to undo by one press; the list has it all.
        page = await browser.message_after(await browser.send(undo_form(await browser.page("/"))))
        assert "message-3" in page and len(read_decisions(file)) == 2
        await judge(browser, CLAIMS[2])
        assert len(read_decisions(file)) == 3 and dump(path) == rebuilt(path, tmp_path)
        await browser.send(undo_form(await browser.page("/edit"), 1))
        assert [d.decision for d in read_decisions(file)] == ["same", "right"]
        assert dump(path) == rebuilt(path, tmp_path)

    visit(path, course)


def test_a_line_that_says_something_else_by_now_is_not_removed(path: Path) -> None:
    file = decisions_path(path)

    async def course(browser: Browser) -> None:
        await judge(browser, CLAIMS[0])
        form = undo_form(await browser.page("/edit"), 1)
        file.write_text(f"{OTHER}\n", encoding="utf-8")
        page = await browser.message_after(await browser.send(form))
        assert text("edit.line_changed", "vi") in page
        assert file.read_text(encoding="utf-8") == f"{OTHER}\n"
        for number in ("0", "-1", "9", "1e3", "x", "１", "a" * 2000):
            fields = [(key, number if key == "line" else value) for key, value in form.fields]
            assert "message-3" in await browser.message_after(await browser.post(form.action, fields))
        assert file.read_text(encoding="utf-8") == f"{OTHER}\n"

    visit(path, course)


BROKEN = {
    "no JSON": (f"{ONE}\nnày là gì\n".encode(), ":2: "),
    "an unknown key": (f'{ONE}\n\n{{"decision": "right", "mentions": ["x"], "x": 1}}\n'.encode(), ":3: "),
    "half a line": (f"{ONE}\n{OTHER[:30]}".encode(), ":2: "),
    "no UTF-8": (ONE.encode() + b"\n\xff\xfe\n", "UTF-8"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_with_its_line_and_nothing_is_lost(path: Path, name: str) -> None:
    file = decisions_path(path)
    content, told = BROKEN[name]

    async def course(browser: Browser) -> None:
        await judge(browser, CLAIMS[0])
        undo = undo_form(await browser.page("/edit"), 1)
        last = undo_form(await browser.page("/"))
        file.write_bytes(content)
        before = contents(path)
        page = await browser.page("/edit")
        assert file.name in page and told in page
        forms = (form_of(await browser.page(f"/archive/claims/{CLAIMS[2]}"), "wrong"), undo, last)
        for form in forms:
            page = await browser.message_after(await browser.send(form))
            assert "message-3" in page and told in page, name
        assert contents(path) == before
        assert (await browser.get("/")).status_code == 200

    visit(path, course)


# --- what cannot be written ------------------------------------------------------------------------------------------


@contextmanager
def being_built(path: Path) -> Iterator[None]:
    with Loader(path, "1"):
        yield


@contextmanager
def full(path: Path, room: int) -> Iterator[None]:
    """Files grow no larger than that."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A folder in which nothing can be written, also not by root."""
    opened = os.open
    writing = os.O_WRONLY | os.O_RDWR | os.O_CREAT

    def refusing(file: Any, flags: int, *others: Any, **more: Any) -> int:
        if flags & writing and os.fspath(file).startswith(str(path.parent)):
            raise PermissionError(errno.EACCES, "Permission denied", os.fspath(file))
        return opened(file, flags, *others, **more)

    mode = stat.S_IMODE(path.parent.stat().st_mode)
    path.parent.chmod(0o555)
    try:
        with monkeypatch.context() as patch:
            patch.setattr(os, "open", refusing)
            yield
    finally:
        path.parent.chmod(mode)


@pytest.mark.parametrize("trouble", ["built", "full at once", "full for the archive", "full at its end", "read-only"])
@pytest.mark.parametrize("what", ["decide", "undo the last", "undo a line"])
def test_what_cannot_be_written_is_told_and_all_is_as_before(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, trouble: str, what: str
) -> None:
    def troubled() -> Any:
        size = path.stat().st_size
        return {
            "built": lambda: being_built(path),
            "full at once": lambda: full(path, 20),
            "full for the archive": lambda: full(path, size // 2),
            "full at its end": lambda: full(path, size - 4096),
            "read-only": lambda: read_only(path, monkeypatch),
        }[trouble]()

    async def course(browser: Browser) -> None:
        await judge(browser, CLAIMS[1])
        await judge(browser, CLAIMS[0])
        forms = {
            "decide": form_of(await browser.page(f"/archive/claims/{CLAIMS[2]}"), "wrong"),
            "undo the last": undo_form(await browser.page("/")),
            "undo a line": undo_form(await browser.page("/edit"), 1),
        }
        before = contents(path)
        with troubled():
            answer = await browser.send(forms[what])
        assert contents(path) == before
        page = await browser.message_after(answer)
        assert "message-3" in page and text("edit.failed", "vi").partition("{")[0].strip() in page
        assert not (path.parent / "a.db.building").exists()
        # The trouble is over, and it works.
        answer = await browser.send(forms[what])
        assert "message-1" in await browser.message_after(answer)
        assert contents(path) != before

    visit(path, course)
    assert not any(record.exc_info for record in caplog.records)


def test_a_full_disk_is_freed_before_the_file_is_put_back(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The half of an archive for which there is no room must not be in the way of the line that goes again."""
    working = path.with_name("a.db.building")
    sizes = []
    opened = os.open

    def watching(file: Any, *others: Any, **more: Any) -> int:
        if os.fspath(file).endswith(".part") and "decisions" in os.fspath(file):
            sizes.append(working.stat().st_size if working.exists() else 0)
        return opened(file, *others, **more)

    monkeypatch.setattr(os, "open", watching)
    with full(path, path.stat().st_size // 2), pytest.raises(ArchiveError, match=r"a\.db"), Loader(path, "1") as loader:
        loader.decide([said("right", CLAIMS[0])], DAY)
    assert sizes and set(sizes) == {0}
    assert not decisions_path(path).exists()


# --- one at a time, and what takes long ------------------------------------------------------------------------------


def test_decisions_at_once_are_taken_one_after_the_other(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside: list[int] = []
    most: list[int] = []
    decide = deciding.decide

    def watched(*arguments: Any) -> Any:
        inside.append(1)
        most.append(len(inside))
        try:
            return decide(*arguments)
        finally:
            inside.pop()

    monkeypatch.setattr(deciding, "decide", watched)

    async def course(browser: Browser) -> None:
        forms = [form_of(await browser.page(f"/archive/claims/{claim}"), "right") for claim in CLAIMS]
        answers = await asyncio.gather(*(browser.send(form) for form in forms))
        assert [answer.status_code for answer in answers] == [303] * 3
        assert sorted(d.mentions[0].claim for d in read_decisions(decisions_path(path))) == sorted(CLAIMS)
        assert most == [1, 1, 1] and dump(path) == rebuilt(path, tmp_path)
        for answer in answers:
            assert "ds_messages=" in str(answer.headers)

    visit(path, course)


@contextmanager
def slow(monkeypatch: pytest.MonkeyPatch, fail: Exception | None = None) -> Iterator[threading.Event]:
    """Decisions that wait until they are let go on."""
    go = threading.Event()
    decide, back = deciding.decide, deciding.take_back

    def waiting(work: Callable[..., Any]) -> Callable[..., Any]:
        def after(*arguments: Any) -> Any:
            assert go.wait(30)
            if fail is not None:
                raise fail
            return work(*arguments)

        return after

    monkeypatch.setattr(editor, "PATIENCE", 0.01)
    monkeypatch.setattr(deciding, "decide", waiting(decide))
    monkeypatch.setattr(deciding, "take_back", waiting(back))
    try:
        yield go
    finally:
        go.set()


async def result(browser: Browser) -> str:
    """The page of decisions when nothing is at work any more."""
    for _ in range(600):
        page = await browser.page("/edit")
        if text("edit.wait", "vi") not in page:
            return page
        await asyncio.sleep(0.05)
    raise AssertionError("it never ended")


def test_who_waits_too_long_is_told_so_and_then_what_became_of_it(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def course(browser: Browser) -> None:
        with slow(monkeypatch) as go:
            answer = await judge(browser, CLAIMS[0])
            assert answer.status_code == 303 and answer.headers["location"] == "/edit"
            page = await browser.page("/edit")
            assert text("edit.wait", "vi") in page and 'http-equiv="refresh"' in page
            assert not decisions_path(path).exists()
            assert (await browser.get(f"/archive/claims/{CLAIMS[1]}")).status_code == 200  # others go on reading
            second = await judge(browser, CLAIMS[1])  # one who comes meanwhile waits no longer than the patience
            assert second.headers["location"] == "/edit"
            go.set()
            page = await result(browser)
            assert page.count(text("edit.done", "vi")) == 2
            assert len(read_decisions(decisions_path(path))) == 2
            assert text("edit.done", "vi") not in await browser.page("/edit")  # told once
            go.clear()
            answer = await browser.send(undo_form(page))
            assert answer.headers["location"] == "/edit" and text("edit.wait", "vi") in await browser.page("/edit")
            go.set()
            assert text("edit.done", "vi") in await result(browser)
            assert len(read_decisions(decisions_path(path))) == 1

    visit(path, course)


@pytest.mark.parametrize(
    "failure", [ArchiveError("a.db: is being built"), RuntimeError("nobody knows"), OSError(5, "I/O")]
)
def test_what_failed_while_nobody_waited_is_told_afterwards(
    path: Path, made: tuple[bytes, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture,
    failure: Exception,
) -> None:  # fmt: skip
    async def course(browser: Browser) -> None:
        with slow(monkeypatch, failure) as go:
            assert (await judge(browser, CLAIMS[0])).headers["location"] == "/edit"
            await browser.page("/about")
            go.set()
            page = await result(browser)
            assert "message-3" in page and str(failure) in page
            assert str(failure) not in await browser.page("/edit")

    visit(path, course)
    assert contents(path) == {"a.db": made[0]}
    errors = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert errors == ([] if isinstance(failure, ArchiveError) else [f"{type(failure).__name__}: {failure}"])


def test_who_goes_away_before_the_end_has_decided_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def course(browser: Browser) -> None:
        form = form_of(await browser.page(f"/archive/claims/{CLAIMS[0]}"), "right")
        with slow(monkeypatch) as go:
            monkeypatch.setattr(editor, "PATIENCE", 20.0)
            gone = asyncio.create_task(browser.send(form))
            await asyncio.sleep(0.3)
            gone.cancel()
            with pytest.raises(asyncio.CancelledError):
                await gone
            go.set()
            assert text("edit.done", "vi") in await result(browser)
        assert len(read_decisions(decisions_path(path))) == 1

    visit(path, course)


# --- the archive is another one by now -------------------------------------------------------------------------------


def test_a_build_while_it_is_served_is_shown_and_decided_about(path: Path) -> None:
    extra = of_person("Sương sớm", "Khoát Văn Nhái", ("Giám đốc", "Viện Gió"))

    async def course(browser: Browser) -> None:
        form = form_of(await browser.page(f"/archive/claims/{CLAIMS[0]}"), "wrong")
        assert (await browser.get(f"/archive/articles/{extra.article.id}")).status_code == 404
        with Loader(path, "1") as loader:
            loader.add(extra)
            loader.finish()
        assert (await browser.get(f"/archive/articles/{extra.article.id}")).status_code == 200
        assert "message-1" in await browser.message_after(await browser.send(form))
        assert (await browser.get(f"/archive/articles/{extra.article.id}")).status_code == 200

    visit(path, course)


def test_an_archive_that_is_gone_is_told(path: Path) -> None:
    async def course(browser: Browser) -> None:
        form = form_of(await browser.page(f"/archive/claims/{CLAIMS[0]}"), "right")
        path.rename(path.with_name("b.db"))
        page = await browser.message_after(await browser.send(form))
        assert "message-3" in page and "a.db" in page
        assert not decisions_path(path).exists() and not path.exists()
        assert posting(page)

    visit(path, course)
