"""Packed bytes → bytes, never more than `limits.MAX_BYTES` of them."""

from __future__ import annotations

import zlib

from corpus.inputs import limits

GZIP = b"\x1f\x8b"
_DAMAGED = "it cannot be unpacked: its bytes are damaged"


class CodingError(ValueError):
    """Bytes that cannot be unpacked; why, in a few words."""


class TooLargeError(CodingError):
    """Bytes that are more than `limits.MAX_BYTES` when they are unpacked."""


def gunzip(data: bytes) -> bytes:
    """What gzip packed, all members of it. Raises CodingError: TooLargeError, or where it is damaged or cut short."""
    pieces, size = [], 0
    while data:
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        piece = _inflate(member, data, limits.MAX_BYTES + 1 - size)
        pieces.append(piece)
        size += len(piece)
        if not member.eof:
            raise CodingError("it is packed, and its end is missing")
        data = member.unused_data.lstrip(b"\0")
        if not data.startswith(GZIP):
            break
    return b"".join(pieces)


def begin_of_gzip(data: bytes, size: int) -> bytes:
    """The first bytes of what gzip packed, as many as `data` gives; none where it is damaged."""
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, size)
    except zlib.error:
        return b""


def inflate(data: bytes) -> bytes:
    """Both things that servers call deflate: with zlib's head (RFC 9110, 8.4.1.2), and bare. Raises CodingError."""
    for bits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        member = zlib.decompressobj(bits)
        try:
            unpacked = _inflate(member, data, limits.MAX_BYTES + 1)
        except TooLargeError:
            raise
        except CodingError:
            continue
        if member.eof:
            return unpacked
    raise CodingError(f"{_DAMAGED}, or its end is missing")


def _inflate(member: zlib._Decompress, data: bytes, limit: int) -> bytes:
    try:
        unpacked = member.decompress(data, limit)
    except zlib.error:
        raise CodingError(_DAMAGED) from None
    if len(unpacked) >= limit:
        raise TooLargeError
    return unpacked
