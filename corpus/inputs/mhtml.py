"""Pages that browsers save in one file with their pictures (MHTML, RFC 2557): Chrome, Edge, Internet Explorer."""

from __future__ import annotations

import email
from collections.abc import Iterator
from email.errors import CloseBoundaryNotFoundDefect
from email.message import Message
from itertools import islice

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.files import opened, unreadable
from corpus.inputs.items import Options, Unread, empty, too_large
from corpus.inputs.saved import mail_time, web_address

_HTML = ("text/html", "application/xhtml+xml")


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
    try:
        whole = email.message_from_bytes(content.lstrip())
        part = _main_part(whole)
    except RecursionError:
        return Unread(source=shown, code="unreadable", reason="its parts are nested too deeply")
    if part is None:
        return Unread(source=shown, code="no_pages", reason="there is no page in it: save it anew as one file")
    if _is_cut(whole, part):
        return Unread(source=shown, code="unreadable", reason="the file ends in the middle of the page")
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


def _main_part(whole: Message) -> Message | None:
    """The part that `start` names (RFC 2387, 3.2), else the first page."""
    parts = [p for p in islice(whole.walk(), limits.MAX_PARTS) if p.get_content_type() in _HTML]
    start = whole.get_param("start")
    named = [p for p in parts if isinstance(start, str) and str(p.get("Content-ID", "")).strip() == start.strip()]
    return next(iter(named or parts), None)


def _is_cut(whole: Message, part: Message) -> bool:
    """Whether the file's end is missing, and with it that of the page."""
    parts = whole.get_payload()
    is_open = any(isinstance(defect, CloseBoundaryNotFoundDefect) for defect in whole.defects)
    return is_open and isinstance(parts, list) and bool(parts) and parts[-1] is part
