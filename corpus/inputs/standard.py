"""The standard input: one page, or a collection of them that is known by how it begins and read from the disk."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

from corpus.article import Page
from corpus.inputs import limits
from corpus.inputs.items import Options, Unread
from corpus.inputs.kinds import reader_of
from corpus.inputs.plain import begins_with_tag, page_of
from corpus.inputs.stream import RECORD
from corpus.inputs.unpack import GZIP, begin_of_gzip

_LOOKED_AT = 64 * 1024  # bytes
_SAVED_PAGE = re.compile(
    rb"\s*(?:From|Snapshot-Content-Location|Subject|Date|MIME-Version|Content-Type|X-\w[\w-]*): "
    rb"(?s:.{0,8192}?)^Content-Type:\s*multipart/related",
    re.I | re.M,
)


def read_stream(stream: BinaryIO, shown: str, options: Options) -> Iterator[Page | Unread]:
    """What comes on a stream, to its end."""
    head = stream.read(limits.MAX_BYTES + 1)
    suffix = _suffix_of(head[:_LOOKED_AT])
    reader = reader_of(f"input{suffix}") if suffix else None
    if reader is None:
        yield page_of(shown, head, None)
        return
    with tempfile.TemporaryDirectory(prefix="sovang-") as folder:
        path = os.path.join(folder, f"input{suffix}")
        with open(path, "wb") as file:
            file.write(head)
            _copy(stream, file)
            if file.tell() > limits.MAX_STDIN:
                reason = f"larger than {limits.MAX_STDIN // limits.MB:,} MB: save it in a file and name that"
                yield Unread(source=shown, code="too_large", reason=reason)
                return
        yield from reader(path, shown, options)


def _copy(source: BinaryIO, file: BinaryIO) -> None:
    while file.tell() <= limits.MAX_STDIN and (piece := source.read(limits.MB)):
        file.write(piece)


def _suffix_of(head: bytes) -> str | None:
    """The suffix that a file with this beginning should have; None for a page as it is."""
    if head.startswith(GZIP):
        inner = begin_of_gzip(head, _LOOKED_AT)
        if inner.startswith(RECORD):
            return ".warc.gz"
        if _is_json_lines(inner):
            return ".jsonl.gz"
        return ".html.gz" if begins_with_tag(inner) else ".txt.gz"
    if head.startswith(RECORD):
        return ".warc"
    if head.startswith(b"%PDF-"):
        return ".pdf"
    if head.startswith(b"PK\x03\x04") and b"word/" in head:
        return ".docx"
    if _SAVED_PAGE.match(head):
        return ".mhtml"
    return ".jsonl" if _is_json_lines(head) else None


def _is_json_lines(head: bytes) -> bool:
    """Whether the first line is an object, or its beginning is that of one."""
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    line, end, _ = start.partition(b"\n")
    if not end:
        return re.match(rb'\{\s*"[^"\\]{1,200}"\s*:', line) is not None
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
