"""`sovang crawl` as people use it: sections, feeds, sitemaps, filters, second runs, limits, signals, errors."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from crawl.runs import QUICK, all_rows, crawl, outcomes, pages, records, rows, started
from crawl.site import ARTICLES, Answer, Site, article, section
from pipeline.cli import main

SLUGS = [f"/tin/{slug}" for slug in ARTICLES]
LISTS = ["/thi-dua", "/thi-dua?trang=2", "/thi-dua?trang=3"]


def kept(out: Path, site: Site) -> set[str]:
    return {address.removeprefix(site.url) for address, _ in pages(out)}


# --- sources ----------------------------------------------------------------------------------------------------------


def test_a_section_is_paged_through(site: Site, tmp_path: Path) -> None:
    done = crawl(f"{site.url}/thi-dua", "--out", tmp_path / "out", *QUICK)
    assert done.returncode == 0
    assert kept(tmp_path / "out", site) == {*SLUGS, *LISTS}
    assert set(site.hits) == {"/robots.txt", *SLUGS, *LISTS, "/tin/cu-ky-nhat-trong-kho-bai-10009.html"}
    kinds = {row["address"].removeprefix(site.url): row["kind"] for row in rows(tmp_path / "out")}
    assert kinds["/thi-dua?trang=2"] == "section" and kinds[SLUGS[0]] == "article"


@pytest.mark.parametrize(
    ("path", "lists"),
    [("/rss", {"/rss"}), ("/sitemap.xml", {"/sitemap.xml", "/sitemap-tin.xml.gz", "/sitemap-2019.xml"})],
)
def test_feeds_and_sitemaps_are_known_by_what_comes(site: Site, tmp_path: Path, path: str, lists: set[str]) -> None:
    crawl(f"{site.url}{path}", "--out", tmp_path / "out", *QUICK)
    assert set(site.hits) == {"/robots.txt", *SLUGS, *lists}
    assert kept(tmp_path / "out", site) == {*SLUGS, *lists} - {"/sitemap-2019.xml"}


def test_a_list_of_addresses_on_the_standard_input(site: Site, tmp_path: Path) -> None:
    given = f"# of the day\n{site.url}{SLUGS[0]}\n\n  {site.url}{SLUGS[1]}  \n{site.url}{SLUGS[0]}#ảnh\n"
    done = crawl("-", "--out", tmp_path / "out", *QUICK, given=given)
    assert done.returncode == 0
    assert kept(tmp_path / "out", site) == set(SLUGS[:2])


def test_what_editors_of_windows_write_in_front_is_nothing(site: Site, tmp_path: Path) -> None:
    given = f"\ufeff{site.url}{SLUGS[0]}\r\n"
    assert crawl("-", "--out", tmp_path / "out", *QUICK, given=given).returncode == 0
    (tmp_path / "plan.toml").write_text(f'\ufeff[[source]]\r\nurl = "{site.url}{SLUGS[1]}"\r\n', encoding="utf-8")
    assert crawl(tmp_path / "plan.toml", "--out", tmp_path / "out", *QUICK).returncode == 0
    assert kept(tmp_path / "out", site) == set(SLUGS[:2])


def test_an_empty_list_of_addresses_is_told(tmp_path: Path) -> None:
    done = crawl("-", "--out", tmp_path / "out", given="# none yet\n")
    assert (done.returncode, done.stderr) == (2, "Error: no address is named\n")


def test_a_plan_says_which_links_are_articles_and_where_a_section_goes_on(site: Site, tmp_path: Path) -> None:
    site.fixed |= {
        "/muc": Answer.html(
            section([("/x1", "Một", "", ""), ("/y1", "Hai", "", "")], extra='<a class=ke href="/muc/2">Kế</a>')
        ),
        "/muc/2": Answer.html(section([("/x2", "Ba", "", "")], extra='<a class=ke href="/muc/3">Kế</a>')),
        "/muc/3": Answer.html(section([("/x3", "Bốn", "", "")], extra='<a class=ke href="/muc/4">Kế</a>')),
    } | {f"/x{n}": Answer.html(article(f"Bài {n}", "Lời dẫn.", "2024-06-01")) for n in (1, 2, 3)}
    plan = tmp_path / "plan.toml"
    plan.write_text(
        f'delay = 0\n[[source]]\nurl = "{site.url}/muc"\nkind = "section"\narticles = "/x\\\\d$"\nnext = "a.ke"\npages = 2\n',
        encoding="utf-8",
    )
    crawl(plan, "--out", tmp_path / "out", "--allow-private")
    assert set(site.hits) == {"/robots.txt", "/muc", "/muc/2", "/x1", "/x2"}


# --- filters ----------------------------------------------------------------------------------------------------------


def test_words_and_days_are_looked_for_before_fetching(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    words = ("--words", "KHỐI THI ĐUA", "--words", "cụm thi đua")
    crawl(f"{site.url}/thi-dua", "--out", out, *QUICK, *words, "--since", "2024-01-01")
    assert outcomes(out, site.url) == {
        "/thi-dua": "fetched",
        "/thi-dua?trang=2": "fetched",
        "/thi-dua?trang=3": "fetched",  # the page before it still had an article in the range
        SLUGS[0]: "fetched",
        SLUGS[1]: "fetched",
        SLUGS[2]: "filtered_words",
        SLUGS[3]: "fetched",  # the words stand in its lead
        SLUGS[4]: "filtered_date",
        "/tin/cu-ky-nhat-trong-kho-bai-10009.html": "filtered_date",
    }
    assert not {SLUGS[2], SLUGS[4]} & set(site.hits)


def test_a_section_that_has_gone_below_the_range_is_not_paged_further(site: Site, tmp_path: Path) -> None:
    crawl(f"{site.url}/thi-dua", "--out", tmp_path / "out", *QUICK, "--since", "2024-12-31")
    assert set(site.hits) == {"/robots.txt", "/thi-dua"}


def test_what_a_list_does_not_say_is_looked_up_in_the_article(site: Site, tmp_path: Path) -> None:
    """A sitemap without titles: all are fetched, those that do not match are logged and not kept."""
    out = tmp_path / "out"
    crawl(
        f"{site.url}/sitemap.xml",
        "--out",
        out,
        *QUICK,
        "--words",
        "khối thi đua",
        "--until",
        "2024-12-31",
        "--since",
        "2023-01-01",
    )
    assert outcomes(out, site.url) == {
        "/sitemap.xml": "fetched",
        "/sitemap-tin.xml.gz": "fetched",
        "/sitemap-2019.xml": "filtered_date",
        SLUGS[0]: "fetched",
        SLUGS[1]: "filtered_words",
        SLUGS[2]: "filtered_words",
        SLUGS[3]: "fetched",
        SLUGS[4]: "fetched",
    }
    assert kept(out, site) == {"/sitemap.xml", "/sitemap-tin.xml.gz", SLUGS[0], SLUGS[3], SLUGS[4]}
    (row,) = [row for row in rows(out) if row["address"].endswith(SLUGS[1])]
    assert row["title"] == ARTICLES[SLUGS[1][5:]][0] and row["status"] == 200


def test_the_day_that_an_article_gives_counts(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    crawl(*(site.url + slug for slug in SLUGS), "--out", out, *QUICK, "--since", "2024-10-05", "--until", "2024-11-30")
    assert [row["outcome"] for row in rows(out)] == [
        "filtered_date",
        "fetched",
        "fetched",
        "filtered_date",
        "filtered_date",
    ]


# --- again ------------------------------------------------------------------------------------------------------------


def test_a_second_run_asks_for_what_has_changed(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    site.fixed["/rss"].headers["ETag"] = '"1"'  # type: ignore[union-attr]
    addresses = (f"{site.url}/rss", f"{site.url}/ngay-sua.html", f"{site.url}/nen.html")
    crawl(*addresses, "--out", out, *QUICK)
    before = pages(out)
    changed = SLUGS[2]
    rss = site.fixed["/rss"]

    def unchanged(site: Site, headers: dict[str, str], hit: int) -> Answer:
        return Answer(status=304) if headers.get("if-none-match") == '"1"' else rss  # type: ignore[return-value]

    site.fixed["/rss"] = unchanged
    site.fixed[changed] = Answer.html(article("Nước đã rút khỏi làng", "Bà con về nhà.", "2024-10-05"), ETag='"moi"')
    done = crawl(*addresses, "--out", out, *QUICK)
    assert done.returncode == 0
    again = rows(out)[len(before) :]
    # The feed itself is as it was: its articles are asked for all the same, out of what was kept of it.
    assert {row["address"].removeprefix(site.url): row["outcome"] for row in again} == {
        "/rss": "not_modified",
        "/ngay-sua.html": "not_modified",
        "/nen.html": "identical",
        changed: "fetched",
        **{slug: "not_modified" for slug in SLUGS if slug != changed},
    }
    assert len(pages(out)) == len(before) + 1
    revisits = {r.address.removeprefix(site.url): r for r in records(out) if r.kind == "revisit"}
    assert len(revisits) == 7
    first = {r.address: r for r in records(out) if r.kind == "response"}
    for path, profile in (("/ngay-sua.html", "server-not-modified"), ("/nen.html", "identical-payload-digest")):
        revisit, original = revisits[path], first[site.url + path]
        assert revisit.headers["WARC-Profile"] == f"http://netpreserve.org/warc/1.1/revisit/{profile}"
        assert revisit.headers["WARC-Refers-To-Target-URI"] == original.address
        assert revisit.headers["WARC-Refers-To-Date"] == original.headers["WARC-Date"]
        assert revisit.headers["WARC-Payload-Digest"] == original.headers["WARC-Payload-Digest"]
        assert revisit.raw == b""
    third = crawl(*addresses, "--out", out, *QUICK)
    assert third.returncode == 0
    assert {row["outcome"] for row in rows(out)[-9:]} == {"not_modified", "identical"}


def test_another_plan_is_another_run(site: Site, tmp_path: Path) -> None:
    out = tmp_path / "out"
    crawl(f"{site.url}/thi-dua", "--out", out, *QUICK, "--max-pages", "2")
    crawl(site.url + SLUGS[4], "--out", out, *QUICK)
    assert [row["run"] for row in all_rows(out) if row["outcome"] == "run_started"] == [1, 2]
    assert rows(out)[-1]["address"].endswith(SLUGS[4])


# --- limits and signals -----------------------------------------------------------------------------------------------


def test_pages_are_limited_and_the_next_run_goes_on(site: Site, tmp_path: Path) -> None:
    site.pages, out = 20, tmp_path / "out"
    command = (f"{site.url}/so/trang-1", "--out", out, *QUICK, "--max-pages", "8", "--json")
    done = [json.loads(crawl(*command).stdout) for _ in range(3)]
    assert [(d["ended"], d["got"], d["left"]) for d in done] == [
        ("max_pages", 8, 4),
        ("max_pages", 8, 6),
        ("finished", 6, 0),
    ]
    assert len(pages(out)) == len(set(pages(out))) == 22
    limited = [row for row in rows(out) if row["outcome"] == "limit_reached"]
    assert len(limited) == len({row["address"] for row in limited}) == 10
    assert [hits for path, hits in site.hits.items() if path != "/robots.txt"] == [1] * 22


def test_bytes_are_limited(site: Site, tmp_path: Path) -> None:
    site.pages = 20
    done = crawl(f"{site.url}/so/trang-1", "--out", tmp_path / "out", *QUICK, "--max-bytes", "4 kB", "--json")
    told = json.loads(done.stdout)
    assert told["ended"] == "max_bytes"
    assert 4096 <= told["size"] < 4096 + 2000
    assert done.returncode == 0


def test_time_is_limited_even_under_a_page_that_never_ends(site: Site, tmp_path: Path) -> None:
    done = crawl(f"{site.url}/khong-het.html", "--out", tmp_path / "out", *QUICK, "--max-time", "1 s", "--json")
    assert json.loads(done.stdout)["ended"] == "max_time"
    assert done.returncode == 1
    assert [row["outcome"] for row in rows(tmp_path / "out")] == ["limit_reached"]


def test_ctrl_c_ends_it_and_the_next_run_goes_on(site: Site, tmp_path: Path) -> None:
    site.pages, site.delay, out = 20, 0.05, tmp_path / "out"
    process = started(f"{site.url}/so/trang-1", "--out", out, *QUICK)
    until = time.monotonic() + 20
    while len(site.requests) < 6 and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    assert process.returncode == 130
    assert errors.startswith("Interrupted: ") and "say the command again" in errors
    assert len(errors.splitlines()) == 1
    assert all_rows(out)[-1]["why"] == "interrupted"
    assert crawl(f"{site.url}/so/trang-1", "--out", out, *QUICK).returncode == 0
    assert len(pages(out)) == len(set(pages(out))) == 22


def test_two_crawls_do_not_share_a_folder(site: Site, tmp_path: Path) -> None:
    process = started(f"{site.url}/khong-het.html", "--out", tmp_path / "out", *QUICK)
    until = time.monotonic() + 20
    while not site.requests and time.monotonic() < until:
        time.sleep(0.01)
    done = crawl(f"{site.url}/noi-den.html", "--out", tmp_path / "out", *QUICK)
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=20)
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"Error: {tmp_path / 'out'}: another crawl is at work there; wait for it or choose another --out"
    ]
    assert site.hits["/noi-den.html"] == 0


def test_the_log_says_where_a_page_is(site: Site, tmp_path: Path) -> None:
    """Any record can be read by itself, as replay does it."""
    out = tmp_path / "out"
    crawl(f"{site.url}/rss", "--out", out, *QUICK)
    for row in rows(out):
        with (out / row["warc"]).open("rb") as file:
            file.seek(row["offset"])
            record = next(iter(ArchiveIterator(file)))
            assert record.rec_headers.get_header("WARC-Target-URI") == row["address"]
            assert record.rec_headers.get_header("WARC-Payload-Digest") == row["digest"]
            assert record.rec_headers.get_header("WARC-Date") == row["time"]


def test_nothing_is_written_outside_its_folder(site: Site, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    crawl(f"{site.url}/nen.html", "--out", tmp_path / "out", *QUICK)
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert [n for n in names if not n.endswith(".warc.gz")] == ["crawl.frontier.jsonl", "crawl.lock", "crawl.log.jsonl"]
    assert len(names) == 4


def test_a_host_that_answers_slowly_holds_up_no_other(site: Site, tmp_path: Path) -> None:
    site.pages = 10
    other = site.url.replace("127.0.0.1", "localhost")
    plan = tmp_path / "plan.toml"
    sources = "".join(f"[[source]]\nurl = '{url}'\n" for url in (f"{other}/khong-het.html", f"{site.url}/so/trang-1"))
    plan.write_text(f"delay = 0\ntimeout = 4\nallow_private = true\n{sources}")
    crawl(plan, "--out", tmp_path / "out")
    assert [row["outcome"] for row in rows(tmp_path / "out")] == ["fetched"] * 11 + ["timeout"]


NO_ANSWER_FROM_DNS = """
import socket, time
socket.getaddrinfo = lambda *a, **k: time.sleep(60)
from pipeline.cli import main
main()
"""


def test_a_name_that_is_never_resolved_holds_up_nothing(tmp_path: Path) -> None:
    began = time.monotonic()
    (tmp_path / "plan.toml").write_text("timeout = 1\n[[source]]\nurl = 'https://bao.example/'\n")
    done = crawl("crawl", tmp_path / "plan.toml", "--out", tmp_path / "out", code=NO_ANSWER_FROM_DNS)
    assert done.returncode == 1
    assert [row["outcome"] for row in rows(tmp_path / "out")] == ["timeout"]
    assert time.monotonic() - began < 30


FULL_DISK = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, (12_000, 12_000))
from pipeline.cli import main
main()
"""


def test_a_full_disk_is_one_line_and_the_next_run_goes_on(site: Site, tmp_path: Path) -> None:
    site.pages, out = 20, tmp_path / "out"
    command = (f"{site.url}/so/trang-1", "--out", out, *QUICK)
    done = crawl("crawl", *command, code=FULL_DISK)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and f"{out}: cannot be written to" in done.stderr
    assert crawl(*command).returncode == 0
    assert len(pages(out)) == len(set(pages(out))) == 22


# --- errors -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("khong-co.toml",), "khong-co.toml"),
        (("ftp://bao.example/tin",), "'ftp://bao.example/tin'"),
        (("bao.example/tin",), "'bao.example/tin'"),
        (("http://",), "'http://'"),
        (("http://a:p.w@bao.example/",), "'http://a:p.w@bao.example/'"),
        (("http://bao.example/", "--since", "2024-02-30"), "--since: '2024-02-30'"),
        (("http://bao.example/", "--max-pages", "0"), "--max-pages"),
        (("http://bao.example/", "--max-bytes", "nhiều"), "--max-bytes"),
        (("http://bao.example/", "--max-time", "-3"), "--max-time"),
        (("http://bao.example/", "--delay", "1e9"), "--delay"),
        (("http://bao.example/", "--contact", "a\r\nX-B: c"), "--contact"),
        (("http://bao.example/", "--words", " "), "--words"),
        (("http://bao.example/", "--since", "2024-05-01", "--until", "2024-04-01"), "since"),
    ],
)
def test_what_cannot_be_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], words: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["crawl", *arguments, "--out", str(tmp_path / "out")])
    errors = capsys.readouterr().err
    assert ended.value.code == 2
    assert len(errors.splitlines()) == 1 and words in errors
    assert not (tmp_path / "out").exists()


def test_a_selector_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "plan.toml").write_text("[[source]]\nurl = 'https://bao.example/'\nnext = 'a[['\n")
    done = crawl(tmp_path / "plan.toml", "--out", tmp_path / "out")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1
    assert "https://bao.example/: next: 'a[['" in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_out_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("x")
    done = crawl("http://bao.example/", "--out", tmp_path / "out")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


def test_nothing_fetched_is_1(site: Site, tmp_path: Path) -> None:
    done = crawl(f"{site.url}/khong-co.html", "--out", tmp_path / "out", *QUICK)
    assert done.returncode == 1
    assert done.stderr == "Done: 1 http_404; 12 bytes.\n"
