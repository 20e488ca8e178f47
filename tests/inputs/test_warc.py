"""Pages out of WARC files: what is one, what it is called, codings, revisits."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pytest

from corpus.article import PDF, WORD, Page
from corpus.inputs import limits
from corpus.inputs.items import Unread
from corpus.inputs.unpack import gunzip
from corpus.sources import read_inputs
from inputs.warcs import DAY, HOST, STAMP, digest_of, html, items, record, revisit, seen, written

HTML = ("Content-Type", "text/html")
LATER, LATER_STAMP = "2024-04-06T07:08:09Z", "20240406070809"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a.warc.gz"


def test_a_page_is_what_was_fetched(path: Path) -> None:
    body = html("Bài một")
    written(path, [record("/tin/1.html", body, headers=[("content-type", "Text/HTML; Charset='windows-1258'")])])
    assert items(path, "kho/a.warc.gz") == [
        Page(
            source=f"kho/a.warc.gz#{HOST}/tin/1.html@{STAMP}",
            content=body,
            media_type="text/html",
            charset="windows-1258",
            url=f"{HOST}/tin/1.html",
            fetched=datetime(2024, 3, 5, 1, 2, 3, tzinfo=UTC),
            file="kho/a.warc.gz",
        )
    ]


@pytest.mark.parametrize(
    ("made", "is_page"),
    [
        (record("/a", html("A")), True),
        (record("/a", html("A"), headers=[("Content-Type", "application/xhtml+xml")]), True),
        (record("/a.txt", b"Kh", headers=[("Content-Type", "text/plain")]), True),
        (record("/a", html("A"), headers=[("Content-Type", "text/html, text/html; charset=utf-8")]), True),
        (record("/a", html("A"), headers=[("Content-Type", "text/html; charset=\x00utf-8")]), True),
        (record("/a", html("A"), headers=[("Content-Type", "text/html charset=utf-8")]), True),
        (record("/a", b"\x00\x01", headers=[("Content-Type", "none")]), False),
        (record("/a", html("A"), headers=[]), True),
        (record("/a", b"\x00\x01", headers=[]), False),
        (record("/a", html("A"), kind="resource", headers=[HTML]), True),
        (record("/a", b"Kh", kind="conversion", headers=[("Content-Type", "text/plain")]), True),
        (record("/a.jpg", b"\xff\xd8", headers=[("Content-Type", "image/jpeg")]), False),
        (record("/a.css", b"p{}", headers=[("Content-Type", "text/css")]), False),
        (record("/a.js", b"1", headers=[("Content-Type", "application/javascript")]), False),
        (record("/rss", b"<rss/>", headers=[("Content-Type", "application/rss+xml")]), False),
        (record("/robots.txt", b"User-agent: *", headers=[("Content-Type", "text/plain")]), False),
        (record("/a", html("A"), status="404 Not Found"), False),
        (record("/a", html("A"), status="301 Moved Permanently"), False),
        (record("/a", html("A"), status="206 Partial Content"), False),
        (record("dns:bao.example", b"1.2.3.4", kind="response", headers=[("Content-Type", "text/dns")]), False),
        (record("/a", b"GET / HTTP/1.1\r\n\r\n", kind="request"), False),
        (record("/a", b"via: x\r\n", kind="metadata", headers=[("Content-Type", "application/warc-fields")]), False),
        (
            record("urn:a", b"software: x\r\n", kind="warcinfo", headers=[("Content-Type", "application/warc-fields")]),
            False,
        ),
    ],
)
def test_only_pages_are_pages_and_nothing_else_is_a_row(path: Path, made: bytes, is_page: bool) -> None:
    written(path, [made])
    assert [isinstance(item, Page) for item in items(path)] == [True] * is_page


@pytest.mark.parametrize(
    ("media_type", "content"),
    [("application/pdf", b"%PDF-1.7 x"), (WORD, b"PK\x03\x04 x"), (PDF.upper(), b"%PDF-1.7 x")],
)
def test_files_of_other_kinds_have_the_address_and_the_time(path: Path, media_type: str, content: bytes) -> None:
    written(path, [record("/van-ban", content, headers=[("Content-Type", media_type)])])
    (page,) = items(path)
    assert isinstance(page, Page)
    assert (page.source, page.content) == (f"in.warc#{HOST}/van-ban@{STAMP}", content)
    assert (page.media_type, page.url, page.file) == (media_type.lower(), f"{HOST}/van-ban", "in.warc")
    assert page.fetched == datetime(2024, 3, 5, 1, 2, 3, tzinfo=UTC)


def test_lists_of_our_own_crawls_are_no_articles(path: Path) -> None:
    records = []
    for name, kind in (("/1", "article"), ("/2", "section"), ("/3", "feed"), ("/4", "sitemap"), ("/5", "")):
        told = f"via: {HOST}/\r\n" + (f"sovang-kind: {kind}\r\n" if kind else "")
        records += [
            record(name, html(name)),
            record(name, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
            record(name, told.encode(), kind="metadata", headers=[("Content-Type", "application/warc-fields")]),
        ]
    assert seen(written(path, records)) == ["/1", "/5"]


def test_the_name_of_a_page_does_not_depend_on_the_others(path: Path) -> None:
    pages = [record(f"/{n}", html(str(n)), date=f"2024-01-0{n}T00:00:00.5Z") for n in range(1, 6)]
    names = seen(written(path, pages))
    assert names == [f"/{n}@2024010{n}000000" for n in range(1, 6)]
    assert seen(written(path, pages[::-1])) == names[::-1]
    assert seen(written(path.with_name("b.warc"), pages)) == names


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda body: zlib.compress(body)[2:-4]),
        ("br", brotli.compress),
        ("gzip, br", lambda body: brotli.compress(gzip.compress(body))),
        ("identity", bytes),
        ("gzip", bytes),  # it was unpacked when it was kept, and its headers were not changed
        ("br", bytes),
        ("deflate", bytes),
    ],
)
def test_codings_are_taken_off(path: Path, coding: str, pack) -> None:  # type: ignore[no-untyped-def]
    body = html("Bài", "Nước lên. " * 500)
    packed = pack(body)
    plain = [HTML, ("Content-Encoding", coding)]
    chunked = b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in (packed[:100], packed[100:]) if c) + b"0\r\n\r\n"
    records = [
        record("/1", packed, headers=plain),
        record("/2", chunked, headers=[*plain, ("Transfer-Encoding", "chunked")]),
        record("/3", packed, headers=[*plain, ("Transfer-Encoding", "chunked")]),  # the chunks were joined
    ]
    assert [item.content for item in items(written(path, records)) if isinstance(item, Page)] == [body] * 3


@pytest.mark.parametrize("cut", [-1, -9, 40])
@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_half_a_packed_page_is_a_row(path: Path, coding: str, pack, cut: int) -> None:  # type: ignore[no-untyped-def]
    body = pack(html("Bài", *(f"Câu {n} của {n * n}." for n in range(300))))[:cut]
    records = [record("/1", body, headers=[HTML, ("Content-Encoding", coding)]), record("/2", html("Hai"))]
    assert seen(written(path, records)) == [f"broken_record /1@{STAMP}".removesuffix(f"@{STAMP}"), "/2"]


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("br", brotli.compress)]
)
def test_a_bomb_is_a_row(path: Path, monkeypatch: pytest.MonkeyPatch, coding: str, pack) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(limits, "MAX_BYTES", 100_000)
    for size, expected in ((100_000, "/1"), (100_001, "too_large /1"), (30_000_000, "too_large /1")):
        bomb = record("/1", pack(b" " * size), headers=[HTML, ("Content-Encoding", coding)])
        assert seen(written(path, [bomb, record("/2", html("Hai"))])) == [expected, "/2"]


def test_a_million_members_and_zeros_are_read_in_time() -> None:
    assert (
        gunzip(gzip.compress(b"") * 500_000 + gzip.compress(b"<p>") + b"\0" * 100_000 + gzip.compress(b"x")) == b"<p>x"
    )


def test_what_is_too_large_is_a_row_if_it_is_a_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BYTES", 100_000)
    records = [
        record("/1", b"<p>" + b"x" * 300_000),
        record("/2", b"x" * 300_000, headers=[("Content-Type", "video/mp4")]),
        record("/3", html("Ba")),
    ]
    for name in ("a.warc", "a.warc.gz"):
        assert seen(written(path.with_name(name), records)) == ["too_large /1", "/3"]


def test_an_empty_file_and_one_of_another_kind(tmp_path: Path) -> None:
    (tmp_path / "a.warc").touch()
    (tmp_path / "b.warc").write_bytes(html("Trang"))
    (tmp_path / "c.warc.gz").write_bytes(gzip.compress(html("Trang")))
    (tmp_path / "d.warc.gz").write_bytes(b"\x1f\x8b\x08 rubbish")
    written(tmp_path / "e.warc", [record("/a.css", b"p{}", headers=[("Content-Type", "text/css")])])
    found = list(read_inputs([tmp_path]))
    assert [item.code for item in found if isinstance(item, Unread)] == ["empty", *["broken_record"] * 3, "no_pages"]
    assert len(found) == 5


# --- revisits ---------------------------------------------------------------------------------------------------------

BODY = html("Bài")
FIRST = record("/1", BODY, id="<urn:uuid:1>")


@pytest.mark.parametrize(
    "again",
    [
        revisit("/1", date=LATER, WARC_Refers_To="<urn:uuid:1>"),
        revisit("/1", date=LATER, WARC_Refers_To_Target_URI=f"{HOST}/1", WARC_Refers_To_Date=DAY),
        revisit("/1", date=LATER, WARC_Refers_To_Date=DAY),
        revisit("/1", date=LATER, WARC_Payload_Digest=digest_of(BODY)),
        revisit(
            "/1", date=LATER, profile="server-not-modified", status="304 Not Modified", WARC_Refers_To="<urn:uuid:1>"
        ),
        revisit("/1", date=LATER, profile="server-not-modified", status="304 Not Modified"),
        revisit("/1", date=LATER, WARC_Refers_To="<urn:uuid:gone>", WARC_Payload_Digest=digest_of(BODY)),
    ],
    ids=["id", "address and date", "date", "digest", "304 with id", "304 alone", "digest where the id is gone"],
)
@pytest.mark.parametrize("before", [True, False], ids=["first before", "first behind"])
@pytest.mark.parametrize("whole", [True, False], ids=["packed whole", "packed by record"])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_a_revisit_is_the_page_fetched_again(
    tmp_path: Path, again: bytes, before: bool, whole: bool, name: str
) -> None:
    other = record("/2", html("Khác"), date=LATER)
    records = [other, FIRST, other, again] if before else [again, other, FIRST, other]
    found = items(written(tmp_path / name, records, whole=whole))
    (page,) = [item for item in found if item.source == f"in.warc#{HOST}/1@{LATER_STAMP}"]
    assert isinstance(page, Page)
    assert (page.content, page.url, page.media_type, page.charset) == (BODY, f"{HOST}/1", "text/html", "utf-8")
    assert page.fetched == datetime(2024, 4, 6, 7, 8, 9, tzinfo=UTC)
    assert len(found) == 4


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        (revisit("/9", WARC_Refers_To="<urn:uuid:9>"), ["revisit /9"]),
        (revisit("/9", profile="server-not-modified", status="304 Not Modified"), ["revisit /9"]),
        # Fetched before the only capture there is.
        (revisit("/1", date="2023-01-01T00:00:00Z", profile="server-not-modified"), ["revisit /1@20230101000000"]),
        # What it refers to says that its bytes were others.
        (revisit("/1", WARC_Refers_To="<urn:uuid:1>", WARC_Payload_Digest=digest_of(b"x")), ["revisit /1"]),
        # No page, so nobody misses it.
        (revisit("/9.jpg", WARC_Refers_To="<urn:uuid:9>"), []),
        (revisit("/9", WARC_Refers_To="<urn:uuid:9>", headers=[("Content-Type", "image/png")]), []),
        (revisit("/9", WARC_Refers_To="<urn:uuid:9>", status="404 Not Found"), []),
        (revisit("/8", WARC_Refers_To="<urn:uuid:8>", headers=[]), []),
    ],
)
def test_a_revisit_of_what_is_not_there(path: Path, again: bytes, expected: list[str]) -> None:
    style = record("/8", b"p{}", id="<urn:uuid:8>", headers=[("Content-Type", "text/css")])
    assert seen(written(path, [FIRST, style, again])) == ["/1", *expected]


def test_a_revisit_finds_its_page_in_the_files_beside(tmp_path: Path) -> None:
    written(tmp_path / "1.warc.gz", [FIRST])
    written(tmp_path / "2.warc.gz", [record("/2", html("Hai"))])
    written(tmp_path / "3.warc", [revisit("/1", date=LATER, WARC_Payload_Digest=digest_of(BODY))])
    (page,) = items(tmp_path / "3.warc")
    assert isinstance(page, Page)
    assert (page.content, page.file) == (BODY, "in.warc")
    (tmp_path / "1.warc.gz").unlink()  # what was known of the folder is asked anew
    assert [type(item) for item in items(tmp_path / "3.warc")] == [Unread]


def test_a_revisit_of_a_broken_record_is_a_row(path: Path) -> None:
    cut = record("/1", html("Bài", *map(str, range(9999))), id="<urn:uuid:1>")[:-3000]
    found = seen(written(path, [cut, revisit("/1", date=LATER, WARC_Refers_To="<urn:uuid:1>")]))
    assert found == ["broken_record /1", f"broken_record /1@{LATER_STAMP}"]


def test_a_revisit_far_inside_a_file_packed_as_a_whole_is_a_row(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_SKIP", 1_000)
    again = revisit("/1", date=LATER, WARC_Refers_To="<urn:uuid:1>")
    before = record("/0", b"<p>" + b"x" * 2000)
    assert seen(written(path, [before, FIRST, again], whole=True)) == ["/0", "/1", f"revisit /1@{LATER_STAMP}"]
    assert seen(written(path, [before, FIRST, again])) == ["/0", "/1", f"/1@{LATER_STAMP}"]
