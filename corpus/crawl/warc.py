"""What was fetched, as WARC 1.1 (ISO 28500:2017): one gzip member per record, so that any record can be cut out.

A body is kept as it was sent, its Content-Encoding with it; only the chunks of a transfer are joined. Names of headers
are written in their usual spelling. A page that is as it was gives a `revisit` record that refers to the first one.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from corpus.crawl.bounds import Bounds
from corpus.crawl.journal import Journal, Known, now, sync_folder
from corpus.crawl.outcomes import Outcome
from corpus.errors import InputError

# WARC 1.1, 6.7.2 and 6.7.3.
_PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
_IDENTICAL, _NOT_MODIFIED = _PROFILE + "identical-payload-digest", _PROFILE + "server-not-modified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and the answer to it, as they went over the wire. body: not unpacked. time: as `journal.now` writes."""

    address: str
    time: str
    status: int
    protocol: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    request_headers: tuple[tuple[str, str], ...]
    ip: str | None = None

    @property
    def digest(self) -> str:
        """Of the body, as WARC writes it: `sha1:` and base 32."""
        return "sha1:" + base64.b32encode(hashlib.sha1(self.body, usedforsecurity=False).digest()).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a record is: the file's name, its first byte, and the byte after what was written with it."""

    warc: str
    offset: int
    end: int


class Archive:
    """The WARC files of a crawl's folder. Use `write`; what it wrote is synced when it returns."""

    def __init__(self, journal: Journal, *, bounds: Bounds, about: dict[str, str]) -> None:
        """Cut off what stands in the files behind the log's last word on them: of a fetch that was cut short.

        Files that the log does not know are left alone. about: what the warcinfo records say.
        Raises InputError where a file is shorter than the log says.
        """
        self._journal, self._folder, self._bounds, self._about = journal, journal.folder, bounds, about
        self._file: BinaryIO | None = None
        self._name, self._number = "", 0
        ends = journal.state.ends
        for name, end in ends.items():
            _cut(self._folder / name, end)
        whole = [name for name, end in ends.items() if end]
        if whole:
            self._name = max(whole)
            self._file = (self._folder / self._name).open("ab")

    def write(self, exchange: Exchange, facts: Iterable[tuple[str, str]], before: Known | None) -> Place:
        """Write an exchange: what came (response or revisit), its request, and a metadata record of facts about it.

        before: the page as it was fetched earlier; with it, an answer 304 or one of the same bytes is a revisit.
        """
        file = self._open()
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        offset = file.tell()
        if before is not None and (exchange.status == 304 or before.digest == exchange.digest):
            record = _revisit(writer, exchange, before)
        else:
            record = _response(writer, exchange)
        writer.write_record(record)
        beside = {"WARC-Date": exchange.time, "WARC-Concurrent-To": record.rec_headers.get_header("WARC-Record-ID")}
        writer.write_record(_request(writer, exchange, dict(beside)))
        writer.write_record(_metadata(writer, exchange, dict(beside), facts))
        file.flush()
        os.fsync(file.fileno())
        return Place(warc=self._name, offset=offset, end=file.tell())

    def body_at(self, known: Known) -> tuple[list[tuple[str, str]], bytes] | None:
        """The headers and the body, unpacked, of a page that is in one of the files; None where it cannot be read."""
        try:
            with (self._folder / known.warc).open("rb") as file:
                file.seek(known.offset)
                for record in ArchiveIterator(file):
                    body = record.content_stream().read(self._bounds.warc_size)
                    return list(record.http_headers.headers), body
        except (OSError, ArchiveLoadFailed, EOFError, AttributeError):
            return None
        return None

    def close(self) -> None:
        """Close the file at work."""
        if self._file is not None:
            self._file.close()

    def _open(self) -> BinaryIO:
        if self._file is not None and self._file.tell() < self._bounds.warc_size:
            return self._file
        self.close()
        stamp = now()[:19].translate(str.maketrans("", "", "-:T"))
        while True:
            self._number += 1
            self._name = f"sovang-{stamp}-{self._number:05}.warc.gz"
            try:
                self._file = (self._folder / self._name).open("xb")
                break
            except FileExistsError:
                continue
        sync_folder(self._folder)
        self._journal.row(Outcome.WARC_BEGUN, warc=self._name, offset=0, end=0)  # so that a kill leaves no strange file
        writer = WARCWriter(self._file, gzip=True, warc_version="1.1")
        writer.write_record(writer.create_warcinfo_record(self._name, self._about))
        return self._file


def _cut(path: Path, end: int) -> None:
    """Take off what stands behind the end; a file of which nothing is committed goes, as nothing in it counts."""
    if end == 0:
        path.unlink(missing_ok=True)
        return
    try:
        size = path.stat().st_size
        if size > end:
            os.truncate(path, end)
    except OSError as error:
        raise InputError(f"{path}: cannot be gone on with ({error.strerror}); choose another --out") from None
    if size < end:
        raise InputError(f"{path}: is shorter than the crawl's log says; put it back or choose another --out")


def _http(exchange: Exchange) -> StatusAndHeaders:
    try:
        phrase = HTTPStatus(exchange.status).phrase
    except ValueError:
        phrase = "Unknown"
    left_out = {"transfer-encoding", "content-length", "connection", "keep-alive"}
    headers = [(name, value) for name, value in exchange.headers if name.lower() not in left_out]
    if exchange.status != 304:  # its header, if any, would be that of the page that it does not send
        headers.append(("Content-Length", str(len(exchange.body))))
    return StatusAndHeaders(f"{exchange.status} {phrase}", headers, protocol=exchange.protocol)


def _fields(exchange: Exchange) -> dict[str, str]:
    return {"WARC-Date": exchange.time} | ({"WARC-IP-Address": exchange.ip} if exchange.ip else {})


def _response(writer: WARCWriter, exchange: Exchange) -> Any:
    return writer.create_warc_record(
        exchange.address,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=_http(exchange),
        warc_headers_dict=_fields(exchange),
    )


def _revisit(writer: WARCWriter, exchange: Exchange, before: Known) -> Any:
    record = writer.create_revisit_record(
        exchange.address,
        before.digest,
        exchange.address,
        before.date,
        http_headers=_http(exchange),
        warc_headers_dict=_fields(exchange),
    )
    profile = _NOT_MODIFIED if exchange.status == 304 else _IDENTICAL
    record.rec_headers.replace_header("WARC-Profile", profile)
    return record


def _request(writer: WARCWriter, exchange: Exchange, fields: dict[str, str]) -> Any:
    _, _, rest = exchange.address.partition("://")
    host, slash, path = rest.partition("/")
    headers = [("Host", host), *exchange.request_headers]
    return writer.create_warc_record(
        exchange.address,
        "request",
        http_headers=StatusAndHeaders(f"GET {slash}{path} HTTP/1.1", headers, is_http_request=True),
        warc_headers_dict=fields,
    )


def _metadata(writer: WARCWriter, exchange: Exchange, fields: dict[str, str], facts: Iterable[tuple[str, str]]) -> Any:
    text = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in facts).encode("utf-8", "replace")
    return writer.create_warc_record(
        exchange.address, "metadata", payload=BytesIO(text), length=len(text), warc_headers_dict=fields
    )
