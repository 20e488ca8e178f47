"""Pages that browsers save in one file with their pictures (MHTML, RFC 2557): Chrome, Edge, Internet Explorer."""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from itertools import islice, zip_longest

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.files import opened, unreadable
from corpus.inputs.items import Options, Unread, empty, too_large
from corpus.inputs.saved import mail_time, web_address

_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_HTML = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part, packed. is_cut: whether the file ends in it."""

    headers: Message
    body: bytes
    is_cut: bool


def read(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    """The main page in the file; its frames are not read."""
    file = opened(path, shown)
    if isinstance(file, Unread):
        yield file
        return
    with file:
        try:
            content = file.read(limits.MAX_SAVED + 1)
        except OSError as error:
            yield unreadable(shown, error)
            return
    yield page_in(content, shown)


def page_in(content: bytes, shown: str) -> Page | Unread:
    """The main page of a file's bytes."""
    if not content.strip():
        return empty(shown)
    if len(content) > limits.MAX_SAVED:
        reason = f"larger than {limits.MAX_SAVED // limits.MB} MB with its pictures"
        return Unread(source=shown, code="too_large", reason=reason)
    first, *others = islice(_parts(content.lstrip(), 0), limits.MAX_PARTS)
    found = _main_part(first.headers, others or [first])
    if found is None:
        return Unread(source=shown, code="no_pages", reason="there is no page in it: save it anew as one file")
    if found.is_cut:
        return Unread(source=shown, code="unreadable", reason="the file ends in the middle of the page")
    whole, part = first.headers, found.headers
    part.set_payload(found.body.decode("ascii", "surrogateescape"))
    body = part.get_payload(decode=True)
    if not isinstance(body, bytes) or not body:
        return empty(shown)
    if len(body) > limits.MAX_BYTES:
        return too_large(shown)
    charset = part.get_content_charset()
    said = (_header(whole, "Snapshot-Content-Location"), _header(part, "Content-Location"),
            _header(whole, "Content-Location"))  # fmt: skip
    return Page(
        source=shown,
        content=body,
        media_type="text/html",
        charset=charset[:40] if charset else None,
        url=next((address for address in map(web_address, said) if address), None),
        fetched=mail_time(_header(whole, "Date")),
    )


def _header(message: Message, name: str) -> str:
    """A header's value in one line: long addresses are folded."""
    return "".join(str(message.get(name, "")).split("\r\n")).replace("\n", "").replace("\t", " ").strip()


def _main_part(whole: Message, parts: list[_Part]) -> _Part | None:
    """The part that `start` names (RFC 2387, 3.2), else the first page."""
    pages = [part for part in parts if part.headers.get_content_type() in _HTML]
    start = whole.get_param("start")
    named = [p for p in pages if isinstance(start, str) and _header(p.headers, "Content-ID") == start.strip()]
    return next(iter(named or pages), None)


def _parts(content: bytes, depth: int) -> Iterator[_Part]:
    """A message and the parts in it, in order: the email package itself takes minutes for what is made to annoy it."""
    end = _BLANK_LINE.search(content, 0, limits.MAX_MIME_HEAD)
    head = content[: end.start()] if end else b""
    body = content[end.end() :] if end else b""
    headers = email.message_from_bytes(head + b"\r\n\r\n")
    yield _Part(headers, body, is_cut=False)
    boundary = headers.get_boundary() if headers.get_content_maintype() == "multipart" else None
    if not boundary or depth == limits.MAX_MIME_DEPTH:
        return
    mark = re.escape(b"--" + boundary.encode("utf-8", "surrogateescape"))
    marks = list(islice(re.finditer(rb"^%b(--)?[ \t]*\r?$" % mark, body, re.M), limits.MAX_PARTS))
    for mark_at, following in zip_longest(marks, marks[1:]):
        if mark_at[1]:
            return
        inside = body[mark_at.end() + 1 : following.start() if following else len(body)]
        first, *others = _parts(inside.removesuffix(b"\n").removesuffix(b"\r"), depth + 1)
        yield replace(first, is_cut=following is None)
        yield from others
