"""One crawl of everything that a server can do wrong: it fetches exactly what it may, and ends by itself."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from crawl.runs import WITH_ALLOWED, Done, Kept, crawl, outcomes, pages, records, rows
from crawl.site import ARTICLES, Answer, Site, article

# path → what must become of it.
EXPECTED = {
    "/cham.html": "fetched",
    "/ban.html": "fetched",
    "/hong-mot-lan.html": "fetched",
    "/hong-mai.html": "http_500",
    "/het-tien.html": "http_404",
    "/vong/a": "redirected",
    "/vong/b": "redirect_loop",
    "/vong/minh": "redirect_loop",
    "/noi/1": "redirected",
    "/noi/2": "redirected",
    "/noi/noi-3": "redirected",
    "/noi-den.html": "fetched",
    "/ra-ngoai-web": "bad_redirect",
    "/khong-dau": "bad_redirect",
    "/vao-trong": "redirected",
    "http://127.0.0.2:9/bi-mat.html": "private_address",
    "/vao-trong-so": "redirected",
    "http://2130706434:9/bi-mat.html": "private_address",
    "/vao-may": "redirected",
    "http://169.254.169.254/latest/meta-data/": "private_address",
    "/khong-het.html": "timeout",
    "/to.html": "too_large",
    "/to-khai.html": "too_large",
    "/bom.html": "decompression_bomb",
    "/bom.xml.gz": "decompression_bomb",
    "/nen.html": "fetched",
    "/nen-hong.html": "undecodable",
    "/sai-bang-ma.html": "fetched",
    "/thieu-bang-ma.html": "fetched",
    "/khong-kieu.html": "fetched",
    "/anh.jpg": "wrong_type",
    "/bao-giay.pdf": "fetched",
    "/ngay-sua.html": "fetched",
    "/kin/tin-khong-cho-doc-10008.html": "robots",
}
NOT_ARTICLES = {"/bom.xml.gz": "sitemap"}
NOT_NAMED = ("/vong/b", "/noi/2", "/noi/noi-3", "/noi-den.html", "http://")


@pytest.fixture(scope="module")
def crawled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Path, Done]]:
    site, folder = Site().start(), tmp_path_factory.mktemp("habits")
    plan = ["delay = 0", "timeout = 2", 'max_response = "1 MB"', "retries = 1", 'contact = "thu@kho.example"']
    for path in EXPECTED:
        if not path.startswith(NOT_NAMED):
            plan += ["[[source]]", f'url = "{site.url}{path}"', f'kind = "{NOT_ARTICLES.get(path, "article")}"']
    (folder / "plan.toml").write_text("\n".join(plan), encoding="utf-8")
    done = crawl(folder / "plan.toml", folder / "out", str(site.server_address[1]), code=WITH_ALLOWED)
    yield site, folder / "out", done
    site.shutdown()
    site.server_close()


def the_row(out: Path, path: str) -> dict[str, Any]:
    (row,) = [row for row in rows(out) if row["address"].endswith(path)]
    return row


def test_every_address_came_to_what_it_must(crawled: tuple[Site, Path, Done]) -> None:
    site, out, done = crawled
    assert done.returncode == 0, done.stderr
    assert outcomes(out, site.url) == EXPECTED
    assert len(rows(out)) == len(EXPECTED)


def test_only_what_was_fetched_is_kept(crawled: tuple[Site, Path, Done]) -> None:
    site, out, _ = crawled
    kept = {address.removeprefix(site.url) for address, _ in pages(out)}
    assert kept == {path for path, outcome in EXPECTED.items() if outcome in ("fetched", "redirected")}


def test_what_is_forbidden_was_not_asked_for(crawled: tuple[Site, Path, Done]) -> None:
    site, _, _ = crawled
    assert site.hits["/kin/tin-khong-cho-doc-10008.html"] == 0
    assert site.hits["/robots.txt"] == 1


@pytest.mark.parametrize(
    ("path", "hits"),
    [
        ("/ban.html", 2),
        ("/hong-mot-lan.html", 2),
        ("/hong-mai.html", 2),
        ("/het-tien.html", 1),
        ("/khong-het.html", 1),
        ("/noi-den.html", 1),
    ],
)
def test_only_what_may_pass_was_asked_for_again(crawled: tuple[Site, Path, Done], path: str, hits: int) -> None:
    assert crawled[0].hits[path] == hits


def test_a_busy_server_was_left_in_peace_for_as_long_as_it_asked(crawled: tuple[Site, Path, Done]) -> None:
    times = [when for path, _, when in crawled[0].requests if path == "/ban.html"]
    assert times[1] - times[0] >= 1.0
    between = [path for path, _, when in crawled[0].requests if times[0] < when < times[1]]
    assert between == []


def test_it_said_who_it_is_and_nothing_else(crawled: tuple[Site, Path, Done]) -> None:
    for _, headers, _ in crawled[0].requests:
        assert headers["user-agent"].startswith("sovang")
        assert headers["user-agent"].endswith(" (+thu@kho.example)")
        assert not {"cookie", "referer", "authorization"} & headers.keys()


def one(out: Path, kind: str, path: str) -> Kept:
    (record,) = [r for r in records(out) if r.kind == kind and r.address.endswith(path)]
    return record


def test_a_body_is_kept_as_it_was_sent(crawled: tuple[Site, Path, Done]) -> None:
    _, out, _ = crawled
    packed = one(out, "response", "/nen.html")
    assert packed.http["Content-Encoding"] == "gzip"
    assert packed.http["Content-Length"] == str(len(packed.raw))
    assert gzip.decompress(packed.raw) == article("Bài được nén lại", "Lời dẫn.", "2024-06-01")
    wrong = one(out, "response", "/sai-bang-ma.html")
    assert wrong.raw == article("Bài với bảng mã khác", "Lời dẫn.", "2024-06-01", declared="iso-8859-1")
    assert wrong.http["Content-Type"] == "text/html; charset=us-ascii"


def test_request_and_metadata_stand_with_their_response(crawled: tuple[Site, Path, Done]) -> None:
    _, out, _ = crawled
    response = one(out, "response", "/noi-den.html")
    request, metadata = one(out, "request", "/noi-den.html"), one(out, "metadata", "/noi-den.html")
    for beside in (request, metadata):
        assert beside.headers["WARC-Concurrent-To"] == response.headers["WARC-Record-ID"]
        assert beside.headers["WARC-Date"] == response.headers["WARC-Date"]
    assert response.headers["WARC-IP-Address"] == "127.0.0.1"
    assert response.status == "200"
    assert b"via: http://127.0.0.1" in metadata.raw and b"/noi/noi-3" in metadata.raw
    assert request.http["User-Agent"].startswith("sovang")


def test_a_redirect_says_where_it_leads(crawled: tuple[Site, Path, Done]) -> None:
    site, out, _ = crawled
    assert the_row(out, "/noi/1")["to"] == f"{site.url}/noi/2"
    assert one(out, "response", "/noi/1").status == "301"
    assert the_row(out, "/noi-den.html")["via"] == f"{site.url}/noi/noi-3"


def test_without_allow_private_nothing_private_is_reached(tmp_path: Path, site: Site) -> None:
    port = site.server_address[1]
    addresses = [
        f"http://127.0.0.1:{port}/", f"http://localhost:{port}/", f"https://localhost:{port}/", f"http://[::1]:{port}/",
        f"http://2130706433:{port}/", f"http://0x7f.1:{port}/", f"http://0177.0.0.1:{port}/", f"http://[::ffff:127.0.0.1]:{port}/",
    ]  # fmt: skip
    done = crawl(*addresses, "--out", tmp_path / "out", "--delay", "0")
    assert done.returncode == 1
    assert {row["outcome"] for row in rows(tmp_path / "out")} == {"private_address"}
    assert len(rows(tmp_path / "out")) == len(addresses)
    assert site.hits.total() == 0
    assert not list((tmp_path / "out").glob("*.gz"))


@pytest.mark.parametrize(("status", "outcome"), [(404, "fetched"), (401, "fetched"), (503, "robots_unreachable")])
def test_robots_that_cannot_be_read(tmp_path: Path, site: Site, status: int, outcome: str) -> None:
    """RFC 9309: what is not there forbids nothing; a server in trouble forbids everything."""
    site.robots = status
    plan = tmp_path / "plan.toml"
    slug = next(iter(ARTICLES))
    plan.write_text(
        f'delay = 0\nretries = 0\nallow_private = true\n[[source]]\nurl = "{site.url}/tin/{slug}"\n', encoding="utf-8"
    )
    crawl(plan, "--out", tmp_path / "out")
    assert [row["outcome"] for row in rows(tmp_path / "out")] == [outcome]


def test_a_crawl_delay_is_kept(tmp_path: Path, site: Site) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 0.4\n"
    crawl(f"{site.url}/noi/1", "--out", tmp_path / "out", "--allow-private", "--delay", "0")
    times = [when for _, _, when in site.requests]
    assert len(times) == 5
    assert times[4] - times[1] >= 3 * 0.4 - 0.2


def test_a_crawl_delay_of_a_day_is_a_no(tmp_path: Path, site: Site) -> None:
    site.robots = "User-agent: *\nCrawl-delay: 86400\n"
    crawl(f"{site.url}/noi/1", "--out", tmp_path / "out", "--allow-private", "--delay", "0")
    assert [row["outcome"] for row in rows(tmp_path / "out")] == ["crawl_delay"]


def test_robots_that_lead_to_a_private_address(tmp_path: Path, site: Site) -> None:
    site.robots = Answer(status=302, headers={"Location": "http://169.254.169.254/robots.txt"})
    plan = tmp_path / "plan.toml"
    plan.write_text(f'delay = 0\n[[source]]\nurl = "{site.url}/noi-den.html"\n', encoding="utf-8")
    crawl(plan, tmp_path / "out", str(site.server_address[1]), code=WITH_ALLOWED)
    (row,) = rows(tmp_path / "out")
    assert row["outcome"] == "private_address" and "robots.txt" in row["note"]
    assert site.hits["/noi-den.html"] == 0
