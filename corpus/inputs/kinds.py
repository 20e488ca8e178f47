"""The kinds of files that are read: the one list of them. A reader is loaded when its first file comes.

A new kind is a module with `read(path, shown, options)`, an `items.Reader`, and its line here.
"""

from __future__ import annotations

import os
from importlib import import_module
from typing import cast

from corpus.inputs.items import Reader

# Of the programs that make pages: a file of that name is a page if it begins as one.
_PROGRAMS = (".aspx", ".asp", ".php", ".jsp", ".shtml", ".xhtml")
PAGE_SUFFIXES = (".html", ".htm", *_PROGRAMS)

# Suffix, of up to two parts → module of this package.
KINDS = {
    ".html": "plain",
    ".htm": "plain",
    ".txt": "plain",
    ".html.gz": "plain",
    ".htm.gz": "plain",
    ".txt.gz": "plain",
    **dict.fromkeys(_PROGRAMS, "plain"),
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".warc": "warc",
    ".warc.gz": "warc",
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
}


def known() -> str:
    """The suffixes in words, for messages."""
    names = [suffix for suffix in KINDS if suffix.count(".") == 1 and suffix not in _PROGRAMS]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def suffix_of(path: str) -> str | None:
    """The suffix, in small letters, by which a file's kind is known; None if it is of no kind that is read."""
    stem, last = os.path.splitext(os.path.basename(path).lower())
    double = os.path.splitext(stem)[1] + last
    return next((suffix for suffix in (double, last) if suffix in KINDS), None)


def is_plain(path: str) -> bool:
    """Whether a file is one page as it is, as far as its name says: also if that says nothing."""
    suffix = suffix_of(path)
    return suffix is None or KINDS[suffix] == "plain"


def reader_of(path: str) -> Reader | None:
    """The reader of a file, by its name; None if it is of no kind that is read."""
    suffix = suffix_of(path)
    if suffix is None:
        return None
    return cast(Reader, import_module(f"corpus.inputs.{KINDS[suffix]}").read)
