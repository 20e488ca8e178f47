"""A kill at each single moment between two writes, in turn: always the same pages, none twice, every file whole."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from corpus.crawl.bounds import Bounds
from corpus.crawl.content import content_of
from corpus.crawl.journal import Journal, now
from corpus.crawl.plan import plan_of
from corpus.crawl.warc import Archive, Exchange
from corpus.crawl.work import Work
from crawl.runs import all_rows, pages, records, rows
from crawl.site import article, section

BASE = "http://bao.example"
LINKS = [
    (f"/bai-viet-ve-mua-mua-lu-{n}.html", f"Bài viết về mùa mưa lũ {n}", "", "2024-05-0" + str(n)) for n in range(1, 5)
]
OLD = ("/bai-cu-ky-tu-nam-nao-1999.html", "Bài cũ kỹ từ năm nào", "", "1999-05-01")
NETWORK: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/": (200, {"Content-Type": "text/html"}, section([*LINKS[:2], OLD], older="/p2")),
    "/p2": (200, {"Content-Type": "text/html"}, section([*LINKS[1:4], OLD], older="/p3")),
    "/p3": (200, {"Content-Type": "text/html"}, section([], older=None)),
    LINKS[3][0]: (301, {"Location": LINKS[2][0]}, b""),
    **{link[0]: (200, {"Content-Type": "text/html"}, article(link[1], "Lời dẫn.", link[3])) for link in LINKS[:3]},
}


class Killed(BaseException):
    """What nothing catches."""


def go(folder: Path) -> None:
    """A crawl without the network, from wherever it stands to its end."""
    bounds, journal = Bounds(warc_size=3_000), Journal(folder)
    try:
        archive = Archive(journal, bounds=bounds, about={"software": "sovang"})
        try:
            work = Work(plan_of((BASE,), {"since": date(2020, 1, 1)}), journal, archive, bounds=bounds)
            while (entry := work.frontier.take()) is not None:
                status, headers, body = NETWORK[entry.address.removeprefix(BASE)]
                exchange = Exchange(
                    address=entry.address, time=now(), status=status, protocol="HTTP/1.1",
                    headers=tuple(headers.items()), body=body, request_headers=(),
                )  # fmt: skip
                work.answered(entry, exchange, content_of(body, headers.get("Content-Type", "")))
            work.end("finished")
        finally:
            archive.close()
    finally:
        journal.close()


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A crawl that nothing disturbed, and how often it waited for the disk."""
    folder = tmp_path_factory.mktemp("quiet")
    count, fsync = [0], os.fsync
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fsync", lambda fd: (count.__setitem__(0, count[0] + 1), fsync(fd))[1])
        go(folder)
    return folder, count[0]


def killed_at(monkeypatch: pytest.MonkeyPatch, moment: int) -> None:
    left = [moment]

    def fsync(handle: int) -> None:
        left[0] -= 1
        if left[0] <= 0:
            raise Killed

    monkeypatch.setattr(os, "fsync", fsync)


def test_a_kill_at_every_moment(undisturbed: tuple[Path, int], tmp_path: Path) -> None:
    quiet, moments = undisturbed
    assert moments > 20
    assert len(list(quiet.glob("*.warc.gz"))) > 2
    for moment in range(1, moments):  # the last is the row that says that it has ended
        folder = tmp_path / str(moment)
        with pytest.MonkeyPatch.context() as patch:
            killed_at(patch, moment)
            with pytest.raises(Killed):
                go(folder)
        go(folder)
        same(folder, quiet, moment)


def test_a_kill_at_every_step_of_the_way(undisturbed: tuple[Path, int], tmp_path: Path) -> None:
    """Killed again and again, a page further each time."""
    quiet, moments = undisturbed
    kills = 0
    while kills < moments:
        with pytest.MonkeyPatch.context() as patch:
            killed_at(patch, 8)
            try:
                go(tmp_path)
                break
            except Killed:
                kills += 1
        if all_rows(tmp_path)[-1]["outcome"] == "run_ended":
            break
    assert 3 <= kills < moments
    same(tmp_path, quiet, "all")


def same(folder: Path, quiet: Path, moment: object) -> None:
    assert sorted(pages(folder)) == sorted(pages(quiet)), moment
    for path in (folder, quiet):
        assert {r.kind for r in records(path)} == {"warcinfo", "response", "request", "metadata"}
    told = [(row["address"], row["outcome"], row.get("via")) for row in rows(folder)]
    assert len({address for address, _, _ in told}) == len(told), moment
    assert sorted(told) == sorted((row["address"], row["outcome"], row.get("via")) for row in rows(quiet)), moment


def test_files_begin_anew_when_they_are_large(undisturbed: tuple[Path, int]) -> None:
    quiet, _ = undisturbed
    files = {record.file for record in records(quiet) if record.kind == "warcinfo"}
    assert files == {path.name for path in quiet.glob("*.warc.gz")}
    assert all(path.stat().st_size < 3_000 + 5_000 for path in quiet.glob("*.warc.gz"))
