"""The kinds of files that are read: the one list of them. A reader is loaded when its first file comes.

A new kind is a module with `read(path, shown, options)`, an `items.Reader`, and its line here.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import cast

from corpus.inputs.items import Reader

# Suffix, of up to two parts → module of this package.
KINDS = {
    ".html": "plain",
    ".htm": "plain",
    ".txt": "plain",
    ".jsonl": "dumps",
    ".jsonl.gz": "dumps",
    ".ndjson": "dumps",
    ".ndjson.gz": "dumps",
    ".csv": "dumps",
    ".csv.gz": "dumps",
    ".tsv": "dumps",
    ".tsv.gz": "dumps",
    ".docx": "office",
    ".doc": "office",
    ".pdf": "office",
    ".warc": "warc",
    ".warc.gz": "warc",
}


def known() -> str:
    """The suffixes in words, for messages."""
    names = [suffix for suffix in KINDS if suffix.count(".") == 1]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def suffix_of(path: str) -> str | None:
    """The suffix, in small letters, by which a file's kind is known; None if it is of no kind that is read."""
    stem, last = os.path.splitext(os.path.basename(path).lower())
    double = os.path.splitext(stem)[1] + last
    return next((suffix for suffix in (double, last) if suffix in KINDS), None)


def reader_of(path: str) -> Reader | None:
    """The reader of a file, by its name; None if it is of no kind that is read."""
    suffix = suffix_of(path)
    if suffix is None:
        return None
    return cast(Reader, import_module(f"corpus.inputs.{KINDS[suffix]}").read)
