"""One page in one file, as it is: HTML or text."""

from __future__ import annotations

import os
from collections.abc import Iterator

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.files import opened, unreadable
from corpus.inputs.items import Options, Unread, empty, too_large

MEDIA_TYPES = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}

_BEFORE_A_TAG = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # byte order marks and blanks


def read(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    """The page that a file is."""
    file = opened(path, shown)
    if isinstance(file, Unread):
        yield file
        return
    with file:
        try:
            content = file.read(limits.MAX_BYTES + 1)
        except OSError as error:
            yield unreadable(shown, error)
            return
    yield page_of(shown, content, MEDIA_TYPES.get(os.path.splitext(path)[1].lower()))


def page_of(shown: str, content: bytes, media_type: str | None) -> Page | Unread:
    """The page of some bytes; without a type, what begins with a tag is HTML."""
    if not content:
        return empty(shown)
    if len(content) > limits.MAX_BYTES:
        return too_large(shown)
    if media_type is None:
        media_type = "text/html" if begins_with_tag(content) else "text/plain"
    return Page(source=shown, content=content, media_type=media_type)


def begins_with_tag(content: bytes) -> bool:
    """Whether the first thing in it is a tag, in any Unicode encoding."""
    return content.lstrip(_BEFORE_A_TAG).startswith(b"<")
