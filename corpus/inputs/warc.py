"""WARC files (ISO 28500:2017): the pages among what a crawl kept, as they were fetched.

Pages are answers 200, resources and conversions that are HTML or text (or of a kind that has a reader of its own);
a revisit is the same page, fetched once more. Everything else in such a file is passed over without a word.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import urlsplit

from corpus.article import Page
from corpus.headers import content_type
from corpus.inputs import limits
from corpus.inputs.captures import Captures, reference
from corpus.inputs.files import opened, unreadable
from corpus.inputs.frames import Broken, Frame, frames
from corpus.inputs.items import Options, Unread, empty, too_large
from corpus.inputs.kinds import reader_of
from corpus.inputs.payload import Head, body_of, http_head
from corpus.inputs.plain import begins_with_tag
from corpus.inputs.requisites import is_requisite
from corpus.inputs.unpack import CodingError, TooLargeError

_HTML = ("text/html", "application/xhtml+xml", "application/vnd.wap.xhtml+xml")
_UNSAID = ("", "application/octet-stream", "unknown/unknown", "application/unknown")
# What other readers take, by the suffix by which these know it.
_OTHER_KINDS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_NO_ARTICLES = ("/robots.txt", "/ads.txt", "/humans.txt", "/security.txt", "/llms.txt")
_KIND = b"sovang-kind:"  # in the metadata of our own crawls
_ARTICLE = b"article"
_Items = Iterator[Page | Unread]


def read(path: str, shown: str, options: Options) -> _Items:
    """The pages of a WARC file, in its order, as `shown#address@YYYYMMDDhhmmss`, and what could not be read of it."""
    file = opened(path, shown)
    if isinstance(file, Unread):
        yield file
        return
    with file:
        try:
            if not os.fstat(file.fileno()).st_size:
                yield empty(shown)
                return
            yield from _pages(frames(file), Captures(path), shown, options)
        except OSError as error:
            yield unreadable(shown, error)


def _pages(records: Iterator[Frame | Broken], captures: Captures, shown: str, options: Options) -> _Items:
    """An item is kept until what follows has said that its record is whole, and what kind of page it is."""
    kept: list[Page | Unread] = []
    named = ""
    for record in records:
        if isinstance(record, Broken):
            source = named if record.spoils and named else f"{shown}#byte-{record.place.start + record.place.inner}"
            if not record.spoils:
                yield from kept
            kept = []
            yield Unread(source=source, code="broken_record", reason=record.reason)
            continue
        kind = record.header("WARC-Type").lower()
        if kind == "metadata":
            if kept and not _is_article(record.read(limits.MAX_HEAD)):
                kept = []
            continue
        if kind == "request":
            continue
        yield from kept
        named = _source(shown, record)
        kept = list(_items(record, kind, named, captures, shown, options))
    yield from kept


def _is_article(metadata: bytes) -> bool:
    said = [line.split(b":", 1)[1].strip() for line in metadata.splitlines() if line.lower().startswith(_KIND)]
    return not said or said[0] == _ARTICLE


def _items(record: Frame, kind: str, source: str, captures: Captures, shown: str, options: Options) -> _Items:
    address = _address(record)
    if not address or kind not in ("response", "resource", "conversion", "revisit"):
        return
    if urlsplit(address).path.lower().endswith(_NO_ARTICLES):
        return
    is_revisit = kind == "revisit"
    items = _revisited(record, source, captures, options) if is_revisit else _carried(record, source, options)
    for item in items:
        if isinstance(item, Page):
            item = replace(item, url=item.url or address, fetched=_time(record), file=shown)
        yield item


def _revisited(record: Frame, source: str, captures: Captures, options: Options) -> _Items:
    """What a revisit record is another capture of."""
    head = http_head(record.read(limits.MAX_HEAD))
    if head is not None and (head.status not in ("200", "304") or not _may_be_page(head.media_type)):
        return
    with closing(captures.of(reference(record))) as found:
        for target in found:
            yield from _carried(target, source, options)
            return
    if not is_requisite(_address(record)):
        reason = "it refers to a page that is neither in this file nor in one beside it"
        yield Unread(source=source, code="revisit", reason=reason)


def _carried(record: Frame, source: str, options: Options) -> _Items:
    """The page that a record carries, if it is one."""
    block = record.read(limits.MAX_HEAD)
    is_response = record.header("WARC-Type").lower() == "response"
    head = http_head(block) if is_response or block.startswith(b"HTTP/") else _unwrapped(record)
    if head is None:
        if block:
            reason = "it has no HTTP headers that can be read"
            yield Unread(source=source, code="broken_record", reason=reason)
        return
    if head.status != "200" or not _may_be_page(head.media_type):
        return
    if record.length > limits.MAX_BYTES + head.size:
        if head.media_type not in _UNSAID:
            yield too_large(source)
        return
    block += record.read(record.length)
    if len(block) < record.length:
        yield Unread(source=source, code="broken_record", reason="the file ends or is damaged in the middle of it")
        return
    try:
        content = body_of(head, block)
    except TooLargeError:
        yield too_large(source)
        return
    except CodingError as error:
        yield Unread(source=source, code="broken_record", reason=str(error))
        return
    yield from _of_type(head, content, source, options)


def _of_type(head: Head, content: bytes, source: str, options: Options) -> _Items:
    suffix = _OTHER_KINDS.get(head.media_type)
    if suffix is not None:
        yield from _by_other_reader(content, suffix, source, options)
    elif head.media_type in _UNSAID and not begins_with_tag(content):
        return
    elif not content:
        yield empty(source)
    else:
        media_type = "text/plain" if head.media_type == "text/plain" else "text/html"
        yield Page(source=source, content=content, media_type=media_type, charset=head.charset)


def _by_other_reader(content: bytes, suffix: str, source: str, options: Options) -> _Items:
    """What a file of these bytes would give."""
    reader = reader_of(f"record{suffix}")
    if reader is None:
        return
    with tempfile.TemporaryDirectory(prefix="sovang-") as folder:
        path = os.path.join(folder, f"record{suffix}")
        with open(path, "wb") as file:
            file.write(content)
        yield from reader(path, source, options)


def _unwrapped(record: Frame) -> Head:
    """As the head of an answer, for a block that is the page itself."""
    media_type, charset = content_type(record.header("Content-Type"))
    return Head(status="200", media_type=media_type, charset=charset, codings=(), is_chunked=False, size=0)


def _may_be_page(media_type: str) -> bool:
    if media_type in _OTHER_KINDS:
        return reader_of(f"record{_OTHER_KINDS[media_type]}") is not None
    return media_type in _HTML or media_type in _UNSAID or media_type == "text/plain"


def _address(record: Frame) -> str:
    """The address of a page; empty for what is none (dns:, urn:)."""
    address = record.header("WARC-Target-URI").strip("<>")
    address = "".join(c if c.isprintable() and c != " " else "%20" for c in address[: limits.MAX_URL])
    return address if address.lower().startswith(("http://", "https://")) else ""


def _source(shown: str, record: Frame) -> str:
    """A record's name as a source: of its address and its second, so that other records do not change it."""
    time = _time(record)
    stamp = f"@{time:%Y%m%d%H%M%S}" if time else ""
    return f"{shown}#{_address(record) or record.header('WARC-Record-ID')[:100]}{stamp}"


def _time(record: Frame) -> datetime | None:
    try:
        time = datetime.fromisoformat(record.header("WARC-Date"))
        return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
