"""WARC files that are damaged: a broken record costs that record, and its reason is kept."""

from __future__ import annotations

import gzip
import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.items import Options, Unread
from corpus.inputs.warc import read
from inputs.warcs import HOST, html, items, record, revisit, seen, written

NOISE = random.Random(7)  # so that a packed record is long enough to be cut
RECORDS = [record(f"/{n}", html(f"Bài {n}", *(NOISE.randbytes(40).hex() for _ in range(60)))) for n in range(6)]
ALL = [f"/{n}" for n in range(6)]
FORMS = [("a.warc", False), ("a.warc.gz", False), ("a.warc.gz", True)]


def with_length(made: bytes, change: int | str) -> bytes:
    """A record whose Content-Length is wrong."""
    head, _, block = made.partition(b"\r\n\r\n")
    name, _, length = head.partition(b"Content-Length: ")
    number, _, rest = length.partition(b"\r\n")
    said = change if isinstance(change, str) else str(int(number) + change)
    return name + b"Content-Length: " + said.encode() + b"\r\n" * bool(rest) + rest + b"\r\n\r\n" + block


@pytest.mark.parametrize(("name", "whole"), FORMS)
def test_a_file_is_the_same_however_it_is_packed(tmp_path: Path, name: str, whole: bool) -> None:
    assert seen(written(tmp_path / name, RECORDS, whole=whole)) == ALL


@pytest.mark.parametrize("size", [64, 1_000, 65_280])
def test_members_that_hold_parts_of_records(tmp_path: Path, size: int) -> None:
    content = b"".join(RECORDS)
    pieces = (content[at : at + size] for at in range(0, len(content), size))
    (tmp_path / "a.warc.gz").write_bytes(b"".join(gzip.compress(piece) for piece in pieces))
    assert seen(tmp_path / "a.warc.gz") == ALL


@pytest.mark.parametrize("change", [-700, -1, 1, 2, 700, 10**9, 10**17, "x", "-5", "", "٣"])
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
@pytest.mark.parametrize("which", [0, 3, 5])
def test_a_wrong_length_costs_its_record(tmp_path: Path, name: str, change: int | str, which: int) -> None:
    records = [with_length(made, change) if n == which else made for n, made in enumerate(RECORDS)]
    found = seen(written(tmp_path / name, records))
    if change in (1, 2):  # the line breaks behind it, which belong to no record
        assert [source for source in found if not source.startswith("broken")] in (
            ALL,
            [s for s in ALL if s != f"/{which}"],
        )
        return
    assert [source for source in found if source.startswith("/")] == [s for s in ALL if s != f"/{which}"]
    assert sum(source.startswith("broken_record ") for source in found) == 1
    if isinstance(change, int):
        assert f"broken_record /{which}" in found


@pytest.mark.parametrize("change", [-700, -1, "x"])
def test_a_wrong_length_in_a_file_packed_as_a_whole(tmp_path: Path, change: int | str) -> None:
    records = [*RECORDS[:2], with_length(RECORDS[2], change), *RECORDS[3:]]
    found = seen(written(tmp_path / "a.warc.gz", records, whole=True))
    assert [source for source in found if source.startswith("/")] == [s for s in ALL if s != "/2"]
    assert len(found) == 6


@pytest.mark.parametrize("cut", [1, 5, 300, 2_000])
@pytest.mark.parametrize(("name", "whole"), FORMS)
def test_a_file_that_was_cut_short(tmp_path: Path, name: str, whole: bool, cut: int) -> None:
    path = written(tmp_path / name, RECORDS, whole=whole)
    path.write_bytes(path.read_bytes()[:-cut])
    found = seen(path)
    if name == "a.warc" and cut == 1:
        assert found == ALL  # only a line break at the end is gone
        return
    assert found == [*ALL[:5], "broken_record /5"]


@pytest.mark.parametrize(
    "garbage", [b"\0rubbish" * 99, b"\x1f\x8b\x08\x00 no gzip", b"x", b"WARC\n", b"\r\n\r\n<html>\n\n"]
)
@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz"])
def test_garbage_between_records_costs_none(tmp_path: Path, name: str, garbage: bytes) -> None:
    parts = [gzip.compress(made) if name.endswith(".gz") else made for made in RECORDS]
    (tmp_path / name).write_bytes(b"".join([*parts[:3], garbage + b"\r\n", *parts[3:]]))
    found = seen(tmp_path / name)
    assert [source for source in found if source.startswith("/")] == ALL
    assert len(found) == 7 and found[3].startswith("broken_record byte-")


def test_zeros_between_and_behind_members_are_nothing(tmp_path: Path) -> None:
    parts = [gzip.compress(made) + b"\0" * 70_000 for made in RECORDS]
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    assert seen(tmp_path / "a.warc.gz") == ALL


def test_damaged_bytes_in_a_packed_record(tmp_path: Path) -> None:
    parts = [bytearray(gzip.compress(made)) for made in RECORDS]
    parts[2][len(parts[2]) // 2 : len(parts[2]) // 2 + 8] = b"\xff" * 8
    parts[4][-8:-4] = b"\0\0\0\0"  # the checksum
    (tmp_path / "a.warc.gz").write_bytes(b"".join(parts))
    found = seen(tmp_path / "a.warc.gz")
    assert [source for source in found if source.startswith("/")] == ["/0", "/1", "/3", "/5"]
    assert sum(source.startswith("broken_record ") for source in found) == 2


@pytest.mark.parametrize(
    "block",
    [b"", b"no headers", b"HTTP/1.1 200 OK\r\nContent-Type: text/html", b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 30_000],
    ids=["nothing", "no headers", "no end", "endless headers"],
)
def test_an_answer_without_headers(tmp_path: Path, block: bytes) -> None:
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {HOST}/x\r\nContent-Length: {len(block)}\r\n\r\n"
    found = items(written(tmp_path / "a.warc", [head.encode() + block + b"\r\n\r\n", *RECORDS]))
    assert [item.code for item in found if isinstance(item, Unread)] == ["broken_record"] * bool(block)
    assert len([item for item in found if isinstance(item, Page)]) == 6


def test_records_with_odd_headers(tmp_path: Path) -> None:
    records = [
        b"WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n",
        b"WARC/0.18\nWARC-Type: response\nContent-Length: 0\n\n\n\n",
        b"WARC/1.0\r\n" + b"X: " + b"y" * 300_000 + b"\r\n\r\n",
        record("/a", html("A"), date="yesterday"),
        record("/b", html("B"), date="9999-12-31T23:59:59-14:00"),
        record(f"{HOST}/c\x7f\x85 d", html("C")),
        record("javascript:alert(1)", html("D")),
        record(f"{HOST}/{'e' * 9000}", html("E")),
    ]
    found = items(written(tmp_path / "a.warc", records))
    pages = [item for item in found if isinstance(item, Page)]
    assert [page.content[21:60].split(b"<")[0] for page in pages] == [
        b"><title>A",
        b"><title>B",
        b"><title>C",
        b"><title>E",
    ] or len(pages) == 4
    assert [page.fetched is None for page in pages] == [True, True, False, False]
    assert all(page.url and page.url.isprintable() and len(page.url) <= limits.MAX_URL + 10 for page in pages)
    assert [item.code for item in found if isinstance(item, Unread)] == ["broken_record"]


def test_a_file_that_is_broken_everywhere_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_BROKEN", 20)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\n\r\nrubbish\r\n\r\n" * 500)
    found = items(tmp_path / "a.warc")
    assert len(found) == 21
    assert isinstance(found[-1], Unread) and "the rest is not read" in found[-1].reason


def test_a_large_file_costs_no_memory(tmp_path: Path) -> None:
    noise = random.Random(1)
    video = record("/v", noise.randbytes(3_000_000), headers=[("Content-Type", "video/mp4")])
    with (tmp_path / "a.warc.gz").open("wb") as file:
        for number in range(30):
            file.write(gzip.compress(video + record(f"/{number}", html(str(number))), 1))
        file.write(gzip.compress(revisit("/1", profile="server-not-modified", date="2025-01-01T00:00:00Z")))
    tracemalloc.start()
    try:
        count = sum(isinstance(item, Page) for item in read(str(tmp_path / "a.warc.gz"), "a", Options()))
        assert count == 31
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


@settings(max_examples=150, deadline=None)
@given(
    form=st.sampled_from(FORMS),
    changes=st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=12), st.integers(0, 40)), max_size=4),
)
def test_no_damage_is_a_fault_and_what_is_whole_is_read(tmp_path_factory, form, changes) -> None:  # type: ignore[no-untyped-def]
    """Bytes replaced anywhere: every item has a name and a reason, and at most what they touch is lost."""
    path = written(tmp_path_factory.mktemp("w") / form[0], RECORDS, whole=form[1])
    content = bytearray(path.read_bytes())
    for at, new, length in changes:
        at %= len(content)
        content[at : at + length] = new
    path.write_bytes(bytes(content))
    found = items(path)
    assert all(item.source.startswith("in.warc#") or item.source == "in.warc" for item in found)
    assert all("\n" not in item.reason for item in found if isinstance(item, Unread))
    if not form[1]:
        assert sum(isinstance(item, Page) for item in found) >= 6 - 2 * len(changes)
    assert items(path) == found


ODD_LINES = st.sampled_from(
    (
        *(
            b"Transfer-Encoding: chunked",
            b"Content-Encoding: gzip",
            b"Content-Encoding: br",
            b"Content-Encoding: deflate",
        ),
        *(
            b"Content-Type: text/html; charset=",
            b"Content-Type: ;;=;",
            b"Content-Type: text/plain",
            b"Content-Encoding: zstd",
        ),
        *(b" folded", b":", b"", b"\xff\xfe: \xff", b"Content-Type", b"Content-Encoding: gzip, , gzip"),
    )
)
BODIES = st.one_of(
    st.binary(max_size=60),
    st.binary(max_size=60).map(gzip.compress),
    st.binary(max_size=60).map(lambda body: gzip.compress(body)[:-5]),
    st.binary(max_size=60).map(lambda body: b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)),
    st.sampled_from((b"ffffffffff\r\nx", b"-1\r\nx", b"5;x=y\r\nab", b"0x5\r\nabcde", b"\r\n")),
)


@settings(max_examples=300, deadline=None)
@given(
    status=st.sampled_from(
        (b"HTTP/1.1 200 OK", b"HTTP/1.1 200", b"HTTP/1.1", b"HTTP/", b"200", b"", b"HTTP/1.1  200  OK")
    ),
    lines=st.lists(ODD_LINES, max_size=4),
    body=BODIES,
    kind=st.sampled_from(("response", "resource", "conversion", "revisit", "metadata", "continuation", "")),
)
def test_no_answer_is_a_fault(tmp_path_factory, status, lines, body, kind) -> None:  # type: ignore[no-untyped-def]
    """Whatever a record holds, it is a page, a row or nothing, and those behind it are read."""
    block = b"\r\n".join((status, *lines, b"", body))
    head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {HOST}/x\r\nContent-Length: {len(block)}\r\n\r\n"
    path = written(tmp_path_factory.mktemp("w") / "a.warc", [head.encode() + block + b"\r\n\r\n", RECORDS[0]])
    found = items(path)
    assert len(found) <= 2 and found[-1].source.endswith("/0@20240305010203")
