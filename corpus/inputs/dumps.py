"""Dumps of articles with named fields: JSON Lines and CSV, one record after the other, however large the file is."""

from __future__ import annotations

import csv
import gzip
import io
import itertools
import json
import os
import zlib
from collections.abc import Iterator, Mapping
from typing import IO, Any, BinaryIO, cast

from corpus.article import Page
from corpus.errors import UnreadableError
from corpus.inputs import limits
from corpus.inputs.fields import Records, unknown_fields
from corpus.inputs.files import opened, unreadable
from corpus.inputs.items import Options, Unread

_SAMPLE = 20  # records among which one must have a field that is known to hold the text
_MOST_ROWS = 1000  # bad records of a file that get a row each, before the rest is told in one
_DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))

Record = tuple[int, Mapping[str, Any] | UnreadableError]


def read(path: str, shown: str, options: Options) -> Iterator[Page | Unread]:
    """The pages of a dump: JSON Lines (one object a line) or CSV (the first row names the fields), packed or not.

    path: where it is; shown: its name in sources. A page with an address is `shown#address` (`@` and when it was
    fetched, if that is known), another one `shown#line-17`. A bad record is a row `shown#line-17`, the rest is read.
    """
    file = opened(path, shown)
    if isinstance(file, Unread):
        yield file
        return
    with file:
        try:
            records = _records(_unpacked(file), path.lower().removesuffix(".gz"))
            yield from _pages(records, Records(shown, options.fields))
        except UnreadableError as error:
            yield Unread(source=shown, code=error.code, reason=error.reason)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield Unread(source=shown, code="damaged", reason=f"what is packed in it is damaged or cut short: {error}")
        except OSError as error:
            yield unreadable(shown, error)


def _records(file: io.BufferedReader, name: str) -> Iterator[Record]:
    if name.endswith((".csv", ".tsv")):
        return _csv_records(file, tabbed=name.endswith(".tsv"))
    return _json_records(file)


def _pages(found: Iterator[Record], records: Records) -> Iterator[Page | Unread]:
    """What the records are; raises UnreadableError where there is none, or none has a field known to hold text."""
    sample: list[Record] = []
    for number, (line, record) in enumerate(found, 1):
        sample.append((line, record))
        if number == _SAMPLE or (not isinstance(record, UnreadableError) and records.has_article(record)):
            break
    if not sample:
        raise UnreadableError("empty", "there is no record in it")
    objects = [record for _, record in sample if not isinstance(record, UnreadableError)]
    if objects and not records.has_article(objects[-1]):
        raise unknown_fields(list(dict.fromkeys(name for record in objects for name in record)))
    bad = 0
    for line, record in itertools.chain(sample, found):
        try:
            if isinstance(record, UnreadableError):
                raise record
            yield records.page(record, line)
        except UnreadableError as error:
            bad += 1
            if bad <= _MOST_ROWS:
                yield Unread(source=f"{records.shown}#line-{line}", code=error.code, reason=error.reason)
    if bad > _MOST_ROWS:
        reason = f"{bad - _MOST_ROWS:,} more records cannot be read"
        yield Unread(source=f"{records.shown}#more", code="bad_record", reason=reason)


# --- files --------------------------------------------------------------------------------------------------


def _unpacked(file: BinaryIO) -> io.BufferedReader:
    """The file, unpacked where it is packed with gzip, whatever its name says."""
    packed = file.read(2) == b"\x1f\x8b"
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    if not packed:
        return cast(io.BufferedReader, file)
    return io.BufferedReader(_Unpacked(file, max(limits.LEAST_UNPACKED, size * limits.MOST_PACKED)))


class _Unpacked(io.RawIOBase):
    """A gzip file that raises UnreadableError where it unpacks to more than `most` bytes."""

    def __init__(self, file: IO[bytes], most: int) -> None:
        self._file, self._left = gzip.GzipFile(fileobj=file, mode="rb"), most

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._file.read(len(buffer))
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError("bomb", f"it unpacks to more than {limits.MOST_PACKED} times its size")
        buffer[: len(data)] = data
        return len(data)


# --- JSON Lines ---------------------------------------------------------------------------------------------


def _json_records(file: io.BufferedReader) -> Iterator[Record]:
    if file.peek(4)[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise UnreadableError("encoding", "JSON Lines are UTF-8, and this is UTF-16: save it as UTF-8")
    for number in itertools.count(1):
        line = file.readline(limits.MAX_RECORD + 1)
        if not line:
            return
        if len(line) > limits.MAX_RECORD:
            while line and not line.endswith(b"\n"):
                line = file.readline(limits.MAX_RECORD)
            yield number, UnreadableError("too_large", f"a record of more than {limits.MAX_RECORD // limits.MB} MB")
        elif stripped := (line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line).strip():
            yield number, _json_object(stripped)


def _json_object(line: bytes) -> Mapping[str, Any] | UnreadableError:
    try:
        value = json.loads(line.decode("utf-8", "surrogateescape"))
    except (ValueError, RecursionError) as error:
        why = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deep or a number too long"
        return UnreadableError("bad_record", f"not JSON: {why}")
    if not isinstance(value, dict):
        return UnreadableError("bad_record", "not a JSON object with named fields")
    return value


# --- CSV ----------------------------------------------------------------------------------------------------


def _csv_records(file: io.BufferedReader, *, tabbed: bool) -> Iterator[Record]:
    start = file.peek(4)[:4]
    encoding = next((name for bom, name in _BOMS if start.startswith(bom)), "utf-8")
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    text = io.TextIOWrapper(file, encoding, errors, newline="")
    try:
        csv.field_size_limit(limits.MAX_RECORD)
        lines = iter(lambda: text.readline(limits.MAX_RECORD), "")
        for blank, header in enumerate(lines):
            if header.strip():
                delimiter = "\t" if tabbed else _delimiter(header)
                yield from _rows(csv.reader(itertools.chain([header], lines), delimiter=delimiter), blank)
    finally:
        text.detach()  # the file is its owner's to close


def _delimiter(header: str) -> str:
    """That which cuts the first row into most fields."""
    return max(_DELIMITERS, key=lambda d: len(next(csv.reader([header], delimiter=d), [])))


def _rows(rows: Any, before: int) -> Iterator[Record]:
    """The records; before: how many lines stand above the header."""
    names: list[str] | None = None
    while True:
        line = before + rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield line, UnreadableError("bad_record", f"not a row of CSV: {error}")
            continue
        if not any(cell.strip() for cell in row):
            continue
        if names is None:
            names = [name.strip() for name in row]
        elif any(cell.strip() for cell in row[len(names) :]):
            reason = f"the row has {len(row)} fields, the header {len(names)}"
            yield line, UnreadableError("bad_record", reason)
        else:
            yield line, dict(zip(names, row, strict=False))
