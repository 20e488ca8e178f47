"""WARC files for the tests, written by warcio record by record, so that one of them can be spoilt."""

from __future__ import annotations

import base64
import gzip
import hashlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.article import Page
from corpus.inputs.items import Options, Unread
from corpus.inputs.warc import read

HOST = "https://bao.example"
DAY = "2024-03-05T01:02:03Z"
STAMP = "20240305010203"
REVISIT = "http://netpreserve.org/warc/1.1/revisit/"


ENDING = "Các đơn vị cùng ký giao ước, chọn ba việc khó nhất để làm trước và hẹn gặp lại nhau vào đầu mùa hè năm tới."


def html(title: str, *passages: str) -> bytes:
    """A page of the paper, long enough to be an article."""
    body = "".join(f"<p>{passage}</p>" for passage in (*passages, ENDING))
    return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>".encode()


def digest_of(body: bytes) -> str:
    """As WARC writes it."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body).digest()).decode()


def record(
    path: str,
    body: bytes = b"",
    *,
    kind: str = "response",
    status: str = "200 OK",
    headers: Iterable[tuple[str, str]] = (("Content-Type", "text/html; charset=utf-8"),),
    date: str = DAY,
    id: str | None = None,
    **fields: str,
) -> bytes:
    """One record, not packed. path: of the paper, or a whole address. fields: more headers, `_` for `-`."""
    out = BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version="1.1")
    http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
    given = {"WARC-Date": date} | {name.replace("_", "-"): value for name, value in fields.items()}
    if id:
        given["WARC-Record-ID"] = id
    has_http = kind in ("response", "revisit")
    writer.write_record(
        writer.create_warc_record(
            path if ":" in path else HOST + path,
            kind,
            payload=BytesIO(body),
            length=len(body),
            http_headers=http if has_http else None,
            warc_content_type="" if has_http else dict(headers).get("Content-Type", ""),
            warc_headers_dict=given,
        )
    )
    return out.getvalue()


def revisit(path: str, *, profile: str = "identical-payload-digest", **more: str) -> bytes:
    """A revisit record, with a header only."""
    return record(path, kind="revisit", WARC_Profile=REVISIT + profile, **more)  # type: ignore[arg-type]


def written(path: Path, records: Iterable[bytes], *, whole: bool = False) -> Path:
    """A file of records: packed one by one, or as a whole, if its name ends in .gz."""
    packed = path.suffix == ".gz"
    parts = list(records)
    if packed and not whole:
        parts = [gzip.compress(part, mtime=0) for part in parts]
    content = b"".join(parts)
    path.write_bytes(gzip.compress(content, mtime=0) if packed and whole else content)
    return path


def items(path: Path, shown: str = "in.warc") -> list[Page | Unread]:
    """What is in a file."""
    return list(read(str(path), shown, Options()))


def seen(path: Path) -> list[str]:
    """The sources of the pages, and `code source` of what was not read; without the file's name, host and day."""
    return [
        (item.source if isinstance(item, Page) else f"{item.code} {item.source}")
        .replace("in.warc#", "")
        .replace(HOST, "")
        .removesuffix(f"@{STAMP}")
        for item in items(path)
    ]
