"""A WARC file cut into its records (ISO 28500:2017), also where some of them are broken.

warcio and FastWARC end at the first broken record; here it costs that record, and reading goes on at the next one that
begins as a record does. Headers are read by warcio.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, NamedTuple

from warcio.statusandheaders import StatusAndHeaders, StatusAndHeadersParser

from corpus.inputs import limits
from corpus.inputs.stream import NO_RECORD, RECORD, DamagedError, Place, Stream

_HEADERS = StatusAndHeadersParser([], verify=False)
_BLANKS_BEHIND = 2  # lines, behind every record


class _Line(NamedTuple):
    """A line that is not blank: where it begins, and how many blank ones stand before it."""

    place: Place
    text: bytes
    blanks: int


@dataclass(slots=True, kw_only=True)
class Frame:
    """A record: its headers, and its block as long as no later record was asked for.

    place: where it begins. length: of its block, as it says itself.
    """

    place: Place
    headers: StatusAndHeaders
    length: int
    _stream: Stream
    _taken: int = field(default=0)
    _damage: DamagedError | None = field(default=None)

    def header(self, name: str) -> str:
        """A header's value; empty if there is none."""
        return (self.headers.get_header(name) or "").strip()

    def read(self, size: int) -> bytes:
        """The next bytes of the block, up to its end; fewer where it is broken, which a Broken behind it then says."""
        try:
            data = self._stream.read(min(size, self.length - self._taken))
        except DamagedError as error:
            self._damage = error
            return b""
        self._taken += len(data)
        return data

    def end(self) -> bool:
        """Pass over what was not read; whether the block was as long as it said. Raises DamagedError."""
        if self._damage:
            raise self._damage
        self._taken += self._stream.skip(self.length - self._taken)
        return self._taken == self.length


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """What could not be read. place: where it begins. spoils: whether it is the Frame just before, as it now shows."""

    place: Place
    reason: str
    spoils: bool = False


def frames(file: BinaryIO) -> Iterator[Frame | Broken]:
    """The records of a file, in order, and what is broken between them."""
    broken = 0
    for item in _Cutter(Stream(file)).run():
        broken += isinstance(item, Broken)
        if broken > limits.MAX_BROKEN:
            reason = f"more than {limits.MAX_BROKEN:,} places of the file are broken: the rest is not read"
            yield Broken(place=item.place, reason=reason)
            return
        yield item


def frame_at(file: BinaryIO, place: Place) -> Frame | None:
    """The record at a place that was a Frame's; None if it cannot be reached or is no longer there."""
    stream = Stream(file)
    try:
        if not stream.go(place):
            return None
        line = _line(stream)
        found = _head(stream, line) if line else None
    except DamagedError:
        return None
    return found if isinstance(found, Frame) else None


class _Cutter:
    """The loop of `frames`. _ahead: a record's first line that was read already."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._ahead: _Line | None = None
        self._is_over = False

    def run(self) -> Iterator[Frame | Broken]:
        while not self._is_over:
            try:
                line = self._ahead or _line(self._stream)
                self._ahead = None
                item = _head(self._stream, line) if line else None
                if isinstance(item, Broken):
                    self._ahead = _next_record(self._stream)
                    self._is_over = self._ahead is None
            except DamagedError as error:
                item = self._damaged(Place(self._stream.start), error, spoils=False)
            if item is None:
                return
            if isinstance(item, Broken):
                yield item
                continue
            block = item.place if self._stream.packed else self._stream.place
            yield item
            behind = self._behind(item, block)
            if behind:
                yield behind

    def _behind(self, frame: Frame, block: Place) -> Broken | None:
        """After a frame: what shows that it, or what follows, is broken; then reading goes on behind that."""
        stream = self._stream
        start = None
        try:
            whole = frame.end()
            start = stream.start
            line = _line(stream)
            if whole and (line is None or line.text.startswith(RECORD) or line.blanks >= _BLANKS_BEHIND):
                self._ahead, self._is_over = line, line is None
                return None
            if line is None or not line.text.startswith(RECORD):
                if not stream.packed:
                    stream.go(block)  # a length that is too great may have swallowed the next records
                line = _next_record(stream)
            self._ahead, self._is_over = line, line is None
        except DamagedError as error:
            if start is None:
                return self._damaged(frame.place, error, spoils=True)
            return self._damaged(Place(stream.start), error, spoils=stream.start == start)
        return Broken(place=frame.place, reason="its block is not as long as its Content-Length says", spoils=True)

    def _damaged(self, place: Place, error: DamagedError, *, spoils: bool) -> Broken:
        self._is_over = not self._stream.next_member()
        return Broken(place=place, reason=str(error), spoils=spoils)


def _line(stream: Stream) -> _Line | None:
    """The next line that is not blank, and where it begins; None at the end."""
    blanks = 0
    while True:
        place = stream.place
        line = stream.readline()
        if not line:
            return None
        if line.strip():
            return _Line(place, line, blanks)
        blanks += 1


def _next_record(stream: Stream) -> _Line | None:
    """The next line with which a record may begin."""
    while (found := _line(stream)) and not found.text.startswith(RECORD):
        pass
    return found


def _head(stream: Stream, first: _Line) -> Frame | Broken:
    """The record that begins with a line."""
    place, line = first.place, first.text
    if not line.startswith(RECORD):
        return Broken(place=place, reason=NO_RECORD)
    lines, size = [line], len(line)
    while (line := stream.readline()).strip():
        lines.append(line)
        size += len(line)
        if size > limits.MAX_HEAD:
            return Broken(place=place, reason="its headers are too long")
    if not line:
        return Broken(place=place, reason="the file ends in the middle of it")
    headers = _HEADERS.parse(BytesIO(b"".join(lines) + b"\r\n"))
    length = (headers.get_header("Content-Length") or "").strip()
    if not (length.isascii() and length.isdecimal() and len(length) < 19):
        return Broken(place=place, reason="it has no Content-Length")
    return Frame(place=place, headers=headers, length=int(length), _stream=stream)
