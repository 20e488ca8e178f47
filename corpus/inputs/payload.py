"""What an archived answer carries: its status, type and charset, and the body with every coding taken off, bounded.

Transfer codings are taken off by warcio, which also takes a body whose chunks were joined before it was kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO

import brotli
from warcio.bufferedreaders import ChunkedDataReader
from warcio.statusandheaders import StatusAndHeadersParser

from corpus.headers import content_type
from corpus.inputs import limits
from corpus.inputs.plain import begins_with_tag
from corpus.inputs.unpack import GZIP, CodingError, TooLargeError, gunzip, inflate

_HEADERS = StatusAndHeadersParser([], verify=False)
_PIECE = 256 * 1024
_GZIP_NAMES, _PLAIN_NAMES = ("gzip", "x-gzip"), ("", "identity", "none", "utf-8")


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An answer's HTTP headers. size: their bytes. media_type: in small letters, empty if none is said."""

    status: str
    media_type: str
    charset: str | None
    codings: tuple[str, ...]
    is_chunked: bool
    size: int


def http_head(block: bytes) -> Head | None:
    """The HTTP headers with which a block begins; None if it does not begin with any that end."""
    stream = BytesIO(block[: limits.MAX_HEAD])
    if not block.startswith(b"HTTP/"):
        return None
    headers = _HEADERS.parse(stream)
    if block[: stream.tell()][-1:] != b"\n":
        return None
    media_type, charset = content_type(headers.get_header("Content-Type") or "")
    codings = (headers.get_header("Content-Encoding") or "").lower().split(",")
    return Head(
        status=headers.get_statuscode(),
        media_type=media_type,
        charset=charset,
        codings=tuple(coding.strip() for coding in codings),
        is_chunked="chunked" in (headers.get_header("Transfer-Encoding") or "").lower(),
        size=stream.tell(),
    )


def body_of(head: Head, block: bytes) -> bytes:
    """The body behind the headers, as it was before any coding. Raises CodingError."""
    body = block[head.size :]
    if head.is_chunked:
        body = ChunkedDataReader(BytesIO(body)).read(limits.MAX_BYTES + 1)
    for coding in reversed(head.codings):
        body = _unpacked(body, coding)
    if len(body) > limits.MAX_BYTES:
        raise TooLargeError
    return body


def _unpacked(body: bytes, coding: str) -> bytes:
    if coding in _PLAIN_NAMES or not body:
        return body
    if coding in _GZIP_NAMES:
        # What was unpacked when it was kept still says that it is gzip.
        return gunzip(body) if body.startswith(GZIP) else body
    if coding in ("deflate", "br"):
        try:
            return inflate(body) if coding == "deflate" else _brotli(body)
        except TooLargeError:
            raise
        except CodingError:
            if begins_with_tag(body):  # nothing packed begins so
                return body
            raise
    raise CodingError(f"its Content-Encoding {coding[:20]!r} is not known")


def _brotli(body: bytes) -> bytes:
    """warcio's own way through brotli has no bound."""
    member = brotli.Decompressor()
    pieces, size, data = [], 0, body
    try:
        while not member.is_finished() and size <= limits.MAX_BYTES:
            piece = member.process(data, output_buffer_limit=_PIECE)
            if not piece and not data:
                raise CodingError("it is packed, and its end is missing")
            pieces.append(piece)
            size += len(piece)
            data = b""
    except brotli.error:
        raise CodingError("it cannot be unpacked: its bytes are damaged") from None
    return b"".join(pieces)
