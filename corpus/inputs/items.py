"""What every reader of inputs takes and gives beside Pages: its options, and the rows for what it could not read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from corpus.article import Page
from corpus.inputs import limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An input that could not be read.

    source: its path, as a Page's source. code: short and machine-readable. reason: one line of English.
    """

    source: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What the user said about the inputs.

    fields: part of a page (`text`, `url`, …) → name of the field that holds it in a dump (JSON Lines, CSV).
    listed: paths from a list, read after the inputs that were named.
    """

    fields: Mapping[str, str] = field(default_factory=dict)
    listed: tuple[str, ...] = ()


Reader = Callable[[str, str, Options], Iterator[Page | Unread]]
"""A reader of one kind of file: (its path, its name as a source, the options) → what is in it.

It raises nothing that a file can cause, and yields a row instead; a broken record costs that record only. A page that
is the whole file has the file's source; one of many has `source#what`, which does not depend on the others, and
`file=source`.
"""


def empty(source: str) -> Unread:
    """The row for a file without a byte."""
    return Unread(source=source, code="empty", reason="the file is empty")


def too_large(source: str) -> Unread:
    """The row for what is longer than any page."""
    reason = f"larger than {limits.MAX_BYTES // limits.MB} MB: no article is that long"
    return Unread(source=source, code="too_large", reason=reason)
