"""One page in one file, as it is: HTML or text, packed by gzip or not, also under a name such as `bai-viet.aspx`."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.files import opened, unreadable
from corpus.inputs.items import Options, Unread, empty, too_large
from corpus.inputs.saved import provenance
from corpus.inputs.unpack import GZIP, CodingError, TooLargeError, gunzip

MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}

_BEFORE_A_TAG = b"\xef\xbb\xbf\xff\xfe \t\r\n\0"  # byte order marks and blanks
_PROGRAMS = (b"<?php", b"<?=", b"<%")


def read(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    """The page that a file is."""
    content = content_of(path, shown)
    if isinstance(content, Unread):
        yield content
        return
    name = path.lower().removesuffix(".gz")
    media_type = next((of for suffix, of in MEDIA_TYPES.items() if name.endswith(suffix)), None)
    if media_type is None and content and not begins_with_tag(content):
        reason = "neither a .html nor a .txt file, and it does not begin with a tag, as a saved page does"
        yield Unread(source=shown, code="unknown_type", reason=reason)
        return
    yield page_of(shown, content, media_type)


def content_of(path: str, shown: str) -> bytes | Unread:
    """The bytes of a file, unpacked if its name ends in .gz; at most one more than a page may have."""
    file = opened(path, shown)
    if isinstance(file, Unread):
        return file
    with file:
        try:
            content = file.read(limits.MAX_BYTES + 1)
        except OSError as error:
            return unreadable(shown, error)
    if not path.lower().endswith(".gz") or not content.startswith(GZIP) or len(content) > limits.MAX_BYTES:
        return content
    try:
        return gunzip(content)
    except TooLargeError:
        return too_large(shown)
    except CodingError as error:
        return Unread(source=shown, code="unreadable", reason=str(error))


def page_of(shown: str, content: bytes, media_type: str | None) -> Page | Unread:
    """The page of some bytes; without a type, what begins with a tag is HTML."""
    if not content:
        return empty(shown)
    if len(content) > limits.MAX_BYTES:
        return too_large(shown)
    if media_type is None:
        media_type = "text/html" if begins_with_tag(content) else "text/plain"
    url, fetched = provenance(content) if media_type == "text/html" else (None, None)
    return Page(source=shown, content=content, media_type=media_type, url=url, fetched=fetched)


def begins_with_tag(content: bytes) -> bool:
    """Whether the first thing in it is a tag, in any Unicode encoding; a program's source has none."""
    start = content[:1024].lstrip(_BEFORE_A_TAG)
    return start.startswith(b"<") and not start.lower().startswith(_PROGRAMS)
