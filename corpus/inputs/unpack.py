"""Packed bytes → bytes, never more than `limits.MAX_BYTES` of them."""

from __future__ import annotations

import zlib

from corpus.inputs import limits

GZIP = b"\x1f\x8b"
_FIRST_STEP, _LAST_STEP = 1024, 1024 * 1024
_DAMAGED = "it cannot be unpacked: its bytes are damaged"


class CodingError(ValueError):
    """Bytes that cannot be unpacked; why, in a few words."""


class TooLargeError(CodingError):
    """Bytes that are more than `limits.MAX_BYTES` when they are unpacked."""


def gunzip(data: bytes) -> bytes:
    """What gzip packed, all members of it. Raises CodingError: TooLargeError, or where it is damaged or cut short."""
    pieces, size, at = [], 0, 0
    while data.startswith(GZIP, at):
        member, step = zlib.decompressobj(16 + zlib.MAX_WBITS), _FIRST_STEP
        while not member.eof:
            packed = data[at : at + step]  # little of it at first: a million members must not copy the rest each
            if not packed:
                raise CodingError("it is packed, and its end is missing")
            pieces.append(_inflate(member, packed, limits.MAX_BYTES + 1 - size))
            size += len(pieces[-1])
            at += len(packed) - len(member.unused_data)
            step = min(2 * step, _LAST_STEP)
        while data.startswith(b"\0", at):
            at += 1
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
