"""JSON Lines and CSV: which field says what, what a record is as a page, and what is wrong with one costs."""

from __future__ import annotations

import csv
import gzip
import io
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from corpus.article import Article, BlockKind, Known, Page
from corpus.errors import InputError
from corpus.inputs import dumps, limits
from corpus.inputs.fields import USUAL, parse_fields
from corpus.inputs.items import Options, Unread
from corpus.read import read
from corpus_pages import LAST, MORE, PARAGRAPH, blocks
from encoders import cp1258

TITLE = "Khối thi đua số 8 sơ kết quý I"
TEXT = f"{PARAGRAPH.strip()}\n\n{MORE}\n\n{LAST}"
HTML = f"<div><p>{PARAGRAPH.strip()}</p><p>{MORE}</p><p>{LAST}</p></div>"
URL = "https://bao.example/khoi-thi-dua-so-8-1.html"


def jsonl(tmp_path: Path, *records: Any, name: str = "a.jsonl", fields: str = "") -> list[Page | Unread]:
    path = tmp_path / name
    lines = [r if isinstance(r, bytes) else json.dumps(r, ensure_ascii=False).encode() for r in records]
    content = b"\n".join(lines) + b"\n"
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return list(dumps.read(str(path), name, Options(fields=parse_fields(fields) if fields else {})))


def table(tmp_path: Path, content: str | bytes, name: str = "a.csv", fields: str = "") -> list[Page | Unread]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(dumps.read(str(path), name, Options(fields=parse_fields(fields) if fields else {})))


def rows(*lines: Sequence[str], delimiter: str = ",") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(lines)
    return out.getvalue()


def only(found: list[Page | Unread]) -> Page:
    assert len(found) == 1 and isinstance(found[0], Page), found
    return found[0]


def codes(found: list[Page | Unread]) -> list[str]:
    return [f"{item.source} {item.code}" if isinstance(item, Unread) else item.source for item in found]


# --- what a record is ------------------------------------------------------------------------------------------------


def test_a_record_with_everything(tmp_path: Path) -> None:
    record = {
        "url": URL,
        "text": TEXT,
        "title": TITLE,
        "published": "05/04/2025 10:30",
        "fetched": "2025-04-06T01:02:03+07:00",
        "publisher": "Báo Bến Sông",
        "author": "Lê Bảo Tước",
    }
    page = only(jsonl(tmp_path, record))
    assert page.source == f"a.jsonl#{URL}@20250405180203"
    assert (page.file, page.url, page.media_type) == ("a.jsonl", URL, "text/plain")
    article = read(page)
    assert (article.title, article.published) == (TITLE, date(2025, 4, 5))
    assert (article.byline, article.publisher, article.url) == (("Lê Bảo Tước",), "Báo Bến Sông", URL)
    assert blocks(article) == [TITLE, PARAGRAPH.strip(), MORE, LAST]


@pytest.mark.parametrize(
    ("record", "media_type"),
    [
        ({"html": HTML}, "text/html"),
        ({"raw_html": HTML, "text": "Tóm tắt"}, "text/html"),
        ({"content_html": HTML}, "text/html"),
        ({"text": TEXT}, "text/plain"),
        ({"content": TEXT}, "text/plain"),
        ({"content": HTML}, "text/html"),
        ({"content": "Một dòng<br>Hai dòng"}, "text/html"),
        ({"content": "Nhiệt độ < 5 độ, độ ẩm > 80 %"}, "text/plain"),
        ({"body": TEXT, "content": ""}, "text/plain"),
        ({"noi_dung": TEXT}, "text/plain"),
        ({"maintext": TEXT}, "text/plain"),
        ({" Content ": TEXT}, "text/plain"),
        ({"text": ["Một đoạn văn.", "Đoạn hai."]}, "text/plain"),
    ],
)
def test_usual_names(tmp_path: Path, record: dict[str, Any], media_type: str) -> None:
    assert only(jsonl(tmp_path, record)).media_type == media_type


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("published", "2025-04-05", date(2025, 4, 5)),
        ("date", "05-04-2025", date(2025, 4, 5)),
        ("date_publish", "2025-04-05 22:00:00", date(2025, 4, 5)),
        ("pub_date", "2025-04-04T20:00:00Z", date(2025, 4, 5)),
        ("published", 1743800400, date(2025, 4, 5)),
        ("published", 1743800400000, date(2025, 4, 5)),
        ("published", "1743800400", date(2025, 4, 5)),
        ("published", 5, None),
        ("published", True, None),
        ("published", "hôm qua", None),
        ("published", None, None),
        ("published", {"a": 1}, None),
        ("published", 1e300, None),
    ],
)
def test_days(tmp_path: Path, field: str, value: Any, expected: date | None) -> None:
    assert read(only(jsonl(tmp_path, {"text": TEXT, field: value}))).published == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Lê Bảo Tước", ("Lê Bảo Tước",)),
        (["Lê Bảo Tước", "Trần Văn Mão"], ("Lê Bảo Tước", "Trần Văn Mão")),
        ([{"name": "Lê Bảo Tước"}], ("Lê Bảo Tước",)),
        ("['Lê Bảo Tước', 'Trần Văn Mão']", ("Lê Bảo Tước", "Trần Văn Mão")),
        ("", ()),
        ([], ()),
        (7, ()),
        ("https://bao.example/tac-gia/7", ()),
    ],
)
def test_authors(tmp_path: Path, value: Any, expected: tuple[str, ...]) -> None:
    assert read(only(jsonl(tmp_path, {"text": TEXT, "authors": value}))).byline == expected


def test_fetched_without_a_zone_is_utc(tmp_path: Path) -> None:
    page = only(jsonl(tmp_path, {"text": TEXT, "crawled_at": "2025-04-05 10:00:00"}))
    assert page.fetched == datetime(2025, 4, 5, 10, tzinfo=UTC)
    assert page.source == "a.jsonl#line-1"


@pytest.mark.parametrize(
    "url", ["", "khong phai", "ftp://bao.example/a", "https://bao.example/", 7, "https://[", "x" * 3000]
)
def test_what_is_no_address_names_nothing(tmp_path: Path, url: Any) -> None:
    page = only(jsonl(tmp_path, {"text": TEXT, "url": url}))
    assert (page.url, page.source) == (None, "a.jsonl#line-1")


def test_fields_said(tmp_path: Path) -> None:
    record = {
        "l": URL,
        "d": {"noidung": TEXT, "meta": {"t": TITLE}},
        "content": "Không phải bài này.",
        "a.b": "5/4/2025",
    }
    page = only(jsonl(tmp_path, record, fields="url=l,text=d.noidung,title=d.meta.t,published=a.b"))
    assert page.content.decode() == TEXT
    assert page.known == Known(title=TITLE, published=date(2025, 4, 5))
    assert page.url == URL


def test_an_item_of_a_list_by_its_number(tmp_path: Path) -> None:
    page = only(jsonl(tmp_path, {"texts": [{"v": "Không."}, {"v": TEXT}]}, fields="text=texts.1.v"))
    assert page.content.decode() == TEXT


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("txt=content", "'txt'"),
        ("text", "name=field"),
        ("text=", "name=field"),
        ("", "name=field"),
        ("text=a,text=b", "twice"),
        ("text=a,,url=b", "name=field"),
        ("text=" + ".".join("a" * 40), "deep"),
    ],
)
def test_fields_that_make_no_sense(said: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_fields(said)


def test_every_usual_name_means_one_thing() -> None:
    names = [name for names in USUAL.values() for name in names]
    assert len(names) == len(set(names))
    assert all(name == name.casefold() for name in names)


# --- what is known ---------------------------------------------------------------------------------------------------


def article_of(text: str, known: Known, media_type: str = "text/plain") -> Article:
    return read(Page(source="x", content=text.encode(), media_type=media_type, known=known))


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        f"{TITLE}\n\n{TEXT}",
        f"{TITLE.upper()}\n{TEXT}",
        f"Trang chủ > Thời sự\n{TITLE}\n05/04/2025 10:30\n\n{TEXT}",
        f"05/04/2025 10:30\n{TEXT}",
    ],
)
def test_the_known_title_is_the_title_and_stands_there_once(text: str) -> None:
    article = article_of(text, Known(title=TITLE))
    assert blocks(article) == [TITLE, PARAGRAPH.strip(), MORE, LAST]
    assert article.published == (date(2025, 4, 5) if "10:30" in text else None)


def test_a_first_line_that_is_not_the_known_title_stays_in_the_text() -> None:
    article = article_of(f"Nhiều cách làm mới ở Lữ đoàn 900\n{TEXT}", Known(title=TITLE))
    assert article.title == TITLE
    assert "Nhiều cách làm mới ở Lữ đoàn 900" in blocks(article, BlockKind.BODY)


def test_the_page_itself_goes_before_what_is_known() -> None:
    known = Known(published=date(2025, 5, 1), byline=("Trần Văn Mão",), publisher="Trạm gom tin")
    article = article_of(f"{TITLE}\n05/04/2025 10:30\n{TEXT}\nTin, ảnh: LÊ BẢO TƯỚC\nTheo Báo Bến Sông", known)
    assert (article.published, article.byline) == (date(2025, 4, 5), ("Lê Bảo Tước",))


@pytest.mark.parametrize(
    "html", [HTML, f"<html><body>{HTML}</body></html>", f"<h1>{TITLE}</h1>{HTML}", HTML.removeprefix("<div>")]
)
def test_html_without_a_head(html: str) -> None:
    known = Known(title=TITLE, published=date(2025, 4, 5), byline=("Lê Bảo Tước",), publisher="Báo Bến Sông")
    article = article_of(html, known, "text/html")
    assert blocks(article) == [TITLE, PARAGRAPH.strip(), MORE, LAST]
    assert (article.published, article.byline, article.publisher) == (known.published, known.byline, known.publisher)


def test_html_with_a_head_says_for_itself() -> None:
    html = (
        f"<html><head><title>{TITLE}</title><meta property='article:published_time' content='2025-04-05'></head>"
        f"<body><h1>{TITLE}</h1>{HTML}</body></html>"
    )
    article = article_of(html, Known(title="Tin mới", published=date(2024, 1, 1)), "text/html")
    assert (article.title, article.published) == (TITLE, date(2025, 4, 5))


def test_what_is_known_is_part_of_the_digest() -> None:
    page = Page(source="x", content=b"x", media_type="text/plain")
    known = [
        None,
        Known(),
        Known(title="a"),
        Known(title="b"),
        Known(publisher="a"),
        Known(byline=("a",)),
        Known(published=date(2025, 1, 1)),
    ]
    assert len({replace(page, known=k).digest for k in known}) == len(known)


# --- names of sources ------------------------------------------------------------------------------------------------


def test_sources_stay_where_lines_move(tmp_path: Path) -> None:
    records = [{"text": f"{TEXT}\n{i}", "url": f"https://bao.example/{i}.html"} for i in range(5)]
    before = {item.source: item.digest for item in jsonl(tmp_path, *records) if isinstance(item, Page)}
    after = {
        item.source: item.digest
        for item in jsonl(tmp_path, {"text": TEXT}, *reversed(records))
        if isinstance(item, Page)
    }
    assert before.items() <= after.items()


def test_two_texts_under_one_address_have_two_names(tmp_path: Path) -> None:
    first, second = {"text": TEXT, "url": URL}, {"text": TEXT + " Hết.", "url": URL}
    assert codes(jsonl(tmp_path, first, second, first)) == [f"a.jsonl#{URL}", f"a.jsonl#{URL}@line-2", f"a.jsonl#{URL}"]


# --- what is wrong ---------------------------------------------------------------------------------------------------

GOOD = {"text": TEXT}


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (b"{", "bad_record"),
        (b"[1, 2]", "bad_record"),
        (b'"text"', "bad_record"),
        (b"null", "bad_record"),
        (b"\xff\xfe\x00", "bad_record"),
        (b"[" * 100_000, "bad_record"),
        (b'{"text": ' + b"9" * 5000 + b"}", "bad_record"),
        ({"title": TITLE}, "no_text"),
        ({"text": "  "}, "no_text"),
        ({"text": None}, "no_text"),
        ({"text": 5}, "no_text"),
        ({"text": {"a": TEXT}}, "no_text"),
        ({}, "no_text"),
    ],
)
def test_a_bad_line_costs_that_line(tmp_path: Path, bad: Any, code: str) -> None:
    assert codes(jsonl(tmp_path, GOOD, bad, GOOD)) == ["a.jsonl#line-1", f"a.jsonl#line-2 {code}", "a.jsonl#line-3"]


def test_blank_lines_and_a_mark_at_the_start(tmp_path: Path) -> None:
    line = b"\xef\xbb\xbf" + json.dumps(GOOD).encode()
    assert codes(jsonl(tmp_path, line, b"", b"  \r", GOOD)) == ["a.jsonl#line-1", "a.jsonl#line-4"]


def test_a_line_too_long_costs_that_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD", 2000)
    long = {"text": "x" * 9000}
    assert codes(jsonl(tmp_path, GOOD, long, GOOD)) == ["a.jsonl#line-1", "a.jsonl#line-2 too_large", "a.jsonl#line-3"]


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    assert codes(jsonl(tmp_path, content)) == ["a.jsonl empty"]
    assert codes(table(tmp_path, content)) == ["a.csv empty"]


def test_a_file_without_a_known_field_is_one_row_that_names_its_fields(tmp_path: Path) -> None:
    (row,) = jsonl(tmp_path, *[{"bai": TEXT, "dau_de": TITLE}] * 5)
    assert isinstance(row, Unread) and row.code == "no_fields" and row.source == "a.jsonl"
    assert "'bai', 'dau_de'" in row.reason and "--fields" in row.reason
    (row,) = table(tmp_path, rows(["bai", "dau_de"], [TEXT, TITLE]))
    assert isinstance(row, Unread) and row.code == "no_fields" and "'bai'" in row.reason


def test_a_field_said_that_no_record_has(tmp_path: Path) -> None:
    (row,) = jsonl(tmp_path, GOOD, fields="text=bai")
    assert isinstance(row, Unread) and row.code == "no_fields"


def test_a_file_of_bad_lines_has_no_endless_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dumps, "_MOST_ROWS", 3)
    found = jsonl(tmp_path, *[b"x"] * 10, GOOD)
    assert codes(found) == [
        *(f"a.jsonl#line-{i} bad_record" for i in (1, 2, 3)),
        "a.jsonl#line-11",
        "a.jsonl#more bad_record",
    ]


def test_half_a_pair_in_an_escape(tmp_path: Path) -> None:
    page = only(jsonl(tmp_path, json.dumps({"text": TEXT + " \ud83d", "title": "T \ud83d"}).encode()))
    assert read(page).title == "T"


def test_bytes_in_another_encoding(tmp_path: Path) -> None:
    line = b'{"title": "' + TITLE.encode("cp1258", "replace") + b'", "text": "x"}'
    assert len(jsonl(tmp_path, line)) == 1


# --- packed ----------------------------------------------------------------------------------------------------------


def test_packed_files(tmp_path: Path) -> None:
    assert codes(jsonl(tmp_path, GOOD, GOOD, name="a.jsonl.gz")) == ["a.jsonl.gz#line-1", "a.jsonl.gz#line-2"]
    assert codes(table(tmp_path, gzip.compress(rows(["text"], [TEXT]).encode()), name="a.csv.gz")) == [
        "a.csv.gz#line-2"
    ]


def test_a_packed_file_cut_short(tmp_path: Path) -> None:
    content = gzip.compress(
        b"".join(json.dumps({"text": f"{TEXT} {i} {hash(str(i))}"}).encode() + b"\n" for i in range(3000))
    )
    (tmp_path / "a.jsonl.gz").write_bytes(content[: len(content) // 2])
    found = list(dumps.read(str(tmp_path / "a.jsonl.gz"), "a.jsonl.gz", Options()))
    assert sum(isinstance(item, Page) for item in found) > 100
    assert codes(found)[-1] == "a.jsonl.gz damaged"


def test_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LEAST_UNPACKED", 100_000)
    monkeypatch.setattr(limits, "MOST_PACKED", 10)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(b"\n" * 5_000_000))
    assert codes(list(dumps.read(str(tmp_path / "a.jsonl.gz"), "a", Options()))) == ["a bomb"]


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    assert codes(list(dumps.read(str(tmp_path / "a.csv"), "a.csv", Options()))) == ["a.csv unreadable"]


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.csv")
    assert codes(list(dumps.read(str(tmp_path / "a.csv"), "a.csv", Options()))) == ["a.csv unreadable"]


# --- CSV -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_csv(tmp_path: Path, delimiter: str, encoding: str) -> None:
    content = rows(["url", "tieu_de", "noi_dung"], [URL, TITLE, TEXT], delimiter=delimiter)
    page = only(table(tmp_path, content.encode(encoding)))
    assert page.source == f"a.csv#{URL}"
    assert blocks(read(page)) == [TITLE, PARAGRAPH.strip(), MORE, LAST]


def test_tsv_with_commas_in_its_header(tmp_path: Path) -> None:
    assert only(table(tmp_path, f"text\ta,b,c,d\n{MORE}\tx\n", name="a.tsv")).content.decode() == MORE


def test_csv_in_windows_1258(tmp_path: Path) -> None:
    content = cp1258(rows(["title", "text"], [TITLE, TEXT]))
    article = read(only(table(tmp_path, content)))
    assert blocks(article) == [TITLE, PARAGRAPH.strip(), MORE, LAST]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("text,title\nMột bài.,A\n", ["a.csv#line-2"]),
        ("text,title\n\nMột bài.,A\n,,\n", ["a.csv#line-3"]),
        ("\n\ntext,title\nMột bài.,A\n", ["a.csv#line-4"]),
        ("text,title\nMột bài.\nHai bài.,B\n", ["a.csv#line-2", "a.csv#line-3"]),
        ("text,title\nMột bài.,A,thừa\nHai bài.,B,\n", ["a.csv#line-2 bad_record", "a.csv#line-3"]),
        ("text,title\n,A\nHai bài.,B\n", ["a.csv#line-2 no_text", "a.csv#line-3"]),
        ('text,title\n"Một\nbài.",A\nHai bài.,B\n', ["a.csv#line-2", "a.csv#line-4"]),
        ('text,title\n"Một ""bài"".",A\n', ["a.csv#line-2"]),
        ("text,title\n", ["a.csv empty"]),
    ],
)
def test_rows(tmp_path: Path, lines: str, expected: list[str]) -> None:
    assert codes(table(tmp_path, lines)) == expected


def test_a_quote_that_never_ends_costs_a_bounded_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_RECORD", 1000)
    content = 'text\n"không hết\n' + "".join(f"Bài số {i}.\n" for i in range(500))
    found = codes(table(tmp_path, content))
    csv.field_size_limit(limits.MB)  # it is one for the whole process
    assert found[0] == "a.csv#line-2 bad_record"
    assert len(found) > 300


def test_generators_read_no_more_than_asked(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("".join(json.dumps({"text": f"Bài {i}."}) + "\n" for i in range(10_000)))
    found: Iterator[Page | Unread] = dumps.read(str(tmp_path / "a.jsonl"), "a", Options())
    assert isinstance(next(found), Page)
