"""From WARC files to an archive: nothing is read twice, captures of one address are versions, crawls go straight in."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from time import sleep
from typing import Any

from cli_runs import sovang
from crawl.conftest import site  # noqa: F401  the newspaper of the crawl's tests
from crawl.runs import QUICK, crawl
from crawl.site import ARTICLES, Site
from inputs.warcs import DAY, HOST, html, record, revisit, written

LATER = "2024-04-06T07:08:09Z"
OLD = html("Khối thi đua 2 họp", "Sáng 5-3, Khối thi đua 2 họp bàn phần việc của quý sau tại trụ sở Cục Đo đạc.")
NEW = html("Khối thi đua 2 họp", "Sáng 5-3, Khối thi đua 2 họp bàn phần việc của quý sau tại trụ sở Cục Thủy văn.")


def built(db: Path, *inputs: Path) -> dict[str, Any]:
    done = sovang("build", *inputs, "--db", db, "--json")
    assert done.returncode == 0, done.stderr
    summary: dict[str, Any] = json.loads(done.stdout)
    return summary


def rows(db: Path, query: str) -> list[tuple[Any, ...]]:
    connection = sqlite3.connect(db)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def test_two_builds_over_one_file_read_it_once(tmp_path: Path) -> None:
    records = [record(f"/{n}", html(f"Bài số {n}", f"Câu chuyện số {n} của khối thi đua.")) for n in range(5)]
    path = written(tmp_path / "a.warc.gz", [*records[:4], records[4][:-50]])
    first, again = (built(tmp_path / "a.db", path) for _ in range(2))
    assert (first["read"], first["unread"], first["articles"]) == (4, 1, 4)
    assert (again["read"], again["unchanged"], again["unread"], again["changed"]) == (0, 4, 1, False)
    # Another file in front of them, another packing: the pages keep their names.
    written(path, [record("/9", html("Bài số 9", "Câu chuyện số 9.")), *records], whole=True)
    assert built(tmp_path / "a.db", path)["read"] == 2


def test_captures_of_one_address_are_versions_of_one_article(tmp_path: Path) -> None:
    records = [
        record("/tin/1.html", OLD, id="<urn:uuid:1>"),
        record("/tin/1.html", NEW, date=LATER),
        revisit("/tin/1.html", date="2024-05-01T00:00:00Z", profile="server-not-modified", WARC_Refers_To_Date=LATER),
        revisit("/tin/2.html", date="2024-05-01T00:00:00Z", WARC_Refers_To="<urn:uuid:gone>"),
    ]
    db = tmp_path / "a.db"
    for ordered in (records, records[::-1]):
        summary = built(db, written(tmp_path / "a.warc.gz", ordered))
        assert (summary["articles"], summary["unread"]) == (1, 1)
        assert rows(db, "SELECT url, text LIKE '%Thủy văn%' FROM articles") == [(f"{HOST}/tin/1.html", 1)]
        assert rows(db, "SELECT count(*) FROM versions") == [(2,)]
        fetched = ["2024-03-05T01:02:03+00:00", "2024-04-06T07:08:09+00:00", "2024-05-01T00:00:00+00:00"]
        assert rows(db, "SELECT fetched FROM sources ORDER BY fetched") == [(time,) for time in fetched]
        assert rows(db, "SELECT code FROM unread") == [("revisit",)]
        assert rows(db, "SELECT DISTINCT file FROM sources") == [((tmp_path / "a.warc.gz").as_posix(),)]
        db.unlink()
    assert DAY < LATER


def test_what_was_crawled_goes_straight_into_an_archive(site: Site, tmp_path: Path) -> None:  # noqa: F811
    out, db = tmp_path / "crawl", tmp_path / "a.db"
    for _ in range(2):  # the second run writes revisits
        assert crawl(f"{site.url}/thi-dua", f"{site.url}/rss", "--out", out, *QUICK).returncode == 0
        sleep(1)  # a capture is named by the second in which it was made: no two runs in one
    summary = built(db, out)
    addresses = {f"{site.url}/tin/{slug}" for slug in ARTICLES}
    assert {url for (url,) in rows(db, "SELECT url FROM articles")} == addresses
    assert summary["unread"] == 0, rows(db, "SELECT * FROM unread")
    assert rows(db, "SELECT count(*), count(fetched), count(DISTINCT fetched) > 1 FROM sources") == [
        (2 * len(addresses), 2 * len(addresses), 1)
    ]
    again = built(db, out)
    assert (again["read"], again["changed"]) == (0, False)
