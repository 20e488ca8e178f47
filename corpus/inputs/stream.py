"""The bytes of a WARC file, unpacked on the way if it is gzip: in one piece, with the places where one can go on.

Every record may be a gzip member of its own (as it should be), all of them one, or a member hold a part of one.
"""

from __future__ import annotations

import os
import zlib
from dataclasses import dataclass
from typing import BinaryIO

from corpus.inputs import limits

_CHUNK = 64 * 1024
_WINDOW = 16 * _CHUNK  # of a damaged file, searched at once
_ENOUGH = 1024  # packed bytes, to see how a member begins
_GZIP = b"\x1f\x8b\x08"
RECORD = b"WARC/"  # what every record begins with
NO_RECORD = "what stands there is no record of a WARC file"


class DamagedError(ValueError):
    """The file cannot be unpacked from here on; why, in a few words."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something begins: the byte of the file, and how many bytes behind that when it is unpacked."""

    start: int
    inner: int = 0


class Stream:
    """A WARC file, read from front to back."""

    def __init__(self, file: BinaryIO) -> None:
        """file: open at its beginning, seekable."""
        self._file = file
        self.size = os.fstat(file.fileno()).st_size
        head = file.read(_ENOUGH).lstrip()
        self._start = -1
        # A damaged first byte makes no other kind of file of it.
        self.packed = head.startswith(_GZIP) or bool(head and not head.startswith(RECORD) and self.next_member())
        self._begin(0)

    def _begin(self, start: int) -> None:
        self._file.seek(start)
        self._start, self._inner = start, 0  # of the buffer's first byte
        self._buffer, self._at = b"", 0
        self._raw = b""
        self._member: zlib._Decompress | _Stored | None = None if self.packed else _Stored()
        self._ended = False

    @property
    def start(self) -> int:
        """Where the gzip member at work begins; where nothing is packed, the part of the file at work."""
        return self._start

    @property
    def place(self) -> Place:
        """Where the next byte is."""
        if not self.packed:
            return Place(self._start + self._inner + self._at)
        if self._at == len(self._buffer):
            self._fill()
        return Place(self._start, self._inner + self._at)

    def go(self, place: Place) -> bool:
        """Go on from a place; False where that is too far behind the start of its member."""
        if place.inner > limits.MAX_SKIP:
            return False
        self._begin(place.start)
        left = place.inner
        while left and (passed := len(self._take(min(left, _CHUNK), over_records=True))):
            left -= passed
        return not left

    def readline(self) -> bytes:
        """The next line with its end, or its first `limits.MAX_HEAD` bytes; empty at the end of the file."""
        pieces: list[bytes] = []
        left = limits.MAX_HEAD
        while left and (self._at < len(self._buffer) or self._fill()):
            end = self._buffer.find(b"\n", self._at, self._at + left) + 1
            piece = self._buffer[self._at : end or self._at + left]
            self._at += len(piece)
            left -= len(piece)
            pieces.append(piece)
            if end:
                break
        return b"".join(pieces)

    def read(self, size: int) -> bytes:
        """The next bytes of a record; fewer where the file ends, or another record begins with a member."""
        return self._take(size, over_records=False)

    def _take(self, size: int, *, over_records: bool) -> bytes:
        pieces: list[bytes] = []
        while size and (self._at < len(self._buffer) or self._fill()):
            if not over_records and self._is_next_record():
                break
            piece = self._buffer[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    def skip(self, size: int) -> int:
        """Pass over bytes of a record; how many there were."""
        if self.packed:
            left = size
            while left and (passed := len(self.read(min(left, _CHUNK)))):
                left -= passed
            return size - left
        here = self.place.start
        there = min(here + size, self.size)
        self._begin(there)
        return there - here

    def next_member(self) -> bool:
        """After damage: go on where the next record begins in a gzip member of its own; False if there is none."""
        self.packed = True
        at = self._start + 1
        while True:
            self._file.seek(at)
            window = self._file.read(_WINDOW + _ENOUGH)
            found = window.find(_GZIP)
            while 0 <= found < _WINDOW:
                if _unpacks_to_record(window[found : found + _ENOUGH]):
                    self._begin(at + found)
                    return True
                found = window.find(_GZIP, found + 1)
            if len(window) <= _WINDOW:
                return False
            at += _WINDOW

    def _is_next_record(self) -> bool:
        return self.packed and not self._inner and not self._at and self._buffer.startswith(RECORD)

    def _fill(self) -> bool:
        """Put the next bytes in the place of the used-up buffer; False at the end. Raises DamagedError."""
        if self._ended:
            return False
        self._inner += len(self._buffer)
        self._buffer, self._at = b"", 0
        while not self._buffer:
            if self._member is None and not self._begin_member():
                self._ended = True
                return False
            assert self._member is not None
            self._raw = self._raw or self._file.read(_CHUNK)
            at_end = not self._raw
            try:
                self._buffer = self._member.decompress(self._raw, _CHUNK)
            except zlib.error:
                raise DamagedError("it cannot be unpacked: its bytes are damaged") from None
            self._raw = self._member.unconsumed_tail
            if self._member.eof:
                self._raw, self._member = self._member.unused_data, None
            elif at_end and not self._buffer:
                self._ended = True
                if self.packed:
                    raise DamagedError("the file ends in the middle of it")
                return False
        return True

    def _begin_member(self) -> bool:
        self._raw = self._raw.lstrip(b"\0")  # what some disks and tapes pad files with
        while len(self._raw) < len(_GZIP):
            more = self._file.read(_CHUNK)
            if not more:
                break
            self._raw = (self._raw + more).lstrip(b"\0")
        if not self._raw:
            return False
        self._start, self._inner = self._file.tell() - len(self._raw), 0
        if not self._raw.startswith(_GZIP):
            raise DamagedError(NO_RECORD)
        self._member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        return True


class _Stored:
    """As zlib's decompressor, for bytes that are not packed."""

    eof = False
    unused_data = unconsumed_tail = b""

    def decompress(self, data: bytes, _limit: int) -> bytes:
        return data


def _unpacks_to_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data, len(RECORD)) == RECORD
    except zlib.error:
        return False
