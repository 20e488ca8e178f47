"""What a page becomes: `Page` (bytes as they came) and `Article` (text told apart into blocks).

Offsets everywhere count code points into `Article.text`; ends are exclusive. `Article.text` is Unicode NFC and is
never rewritten after it was made: `article.text[start:end]` is a quotation.
"""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

BLOCK_BREAK = "\n\n"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class BlockKind(StrEnum):
    """What a block of an article's text is."""

    TITLE = "title"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a carrier (a record of a dump) says about its page: it fills in what the page itself does not say."""

    title: str | None = None
    published: date | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it was read: nothing decoded, nothing cleaned.

    source: the path or URL that the user named (or under which it was met in a folder), as text.
    content: the bytes.
    media_type: `text/html`, `text/plain`, PDF or WORD.
    charset: the encoding that the carrier declares (an HTTP header), else None.
    url: the address that it was fetched from, else None.
    fetched: when it was fetched, else None.
    file: the file that it was read from; None: `source` itself. A record of a collection (WARC, JSON Lines) has a
        source of its own, `file#what`, so that every page of an archive has one name.
    known: what the carrier says about it (a record of a dump), else None.
    """

    source: str
    content: bytes
    media_type: str
    charset: str | None = None
    url: str | None = None
    fetched: datetime | None = None
    file: str | None = None
    known: Known | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes and of what is known about them, in hexadecimal."""
        hashed = hashlib.sha256(self.content)
        if self.known is not None:
            hashed.update(repr(astuple(self.known)).encode("utf-8", "backslashreplace"))
        return hashed.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A passage of `Article.text`: `text[start:end]`, without a blank line in it."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article: its text, its blocks in page order, and what its page says about it.

    text: title, lead, body and captions in page order, parted by one blank line; the byline is not in it.
    published: the day of publication, or None (never guessed from the clock).
    byline: the authors' (and photographers') names, as spelt, in order.
    publisher: the paper or site, or None. url: the canonical address, or None.
    digest: SHA-256 of the page's bytes.
    site: the site file or family by whose selectors it was read (`qdnd`, `wordpress`), None: the general path.
    missed: parts for which that site's selectors, or those of the host's own site file, found nothing (`qdnd:body`).
    """

    source: str
    title: str | None
    published: date | None
    byline: tuple[str, ...]
    publisher: str | None
    url: str | None
    text: str
    blocks: tuple[Block, ...]
    digest: str
    site: str | None = None
    missed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Check that the blocks are the text: raises ValueError where they are not."""
        if BLOCK_BREAK.join(self.text[b.start : b.end] for b in self.blocks) != self.text:
            raise ValueError(f"{self.source}: blocks do not make up the text")
        if any(BLOCK_BREAK in self.text[b.start : b.end] for b in self.blocks):
            raise ValueError(f"{self.source}: a block holds a blank line")

    def __hash__(self) -> int:
        """That of the text, which keeps its own: what is remembered by article would else hash every block anew."""
        return hash(self.text)

    @property
    def id(self) -> str:
        """A stable id: from the canonical address, else from title and text; never from a path."""
        return _id_of(self.url or "", self.title or "", self.text)

    def block_at(self, offset: int) -> Block:
        """The block that holds the offset (its end included); raises ValueError outside every block."""
        for block in self.blocks:
            if block.start <= offset <= block.end:
                return block
        raise ValueError(f"{self.source}: no block at offset {offset}")


@lru_cache(maxsize=64)  # every record asks for its article's, of those that are read together
def _id_of(url: str, title: str, text: str) -> str:
    seed = url or f"{title}\n{text}"
    return "a-" + hashlib.sha256(seed.encode()).hexdigest()[:16]


def compose(parts: list[tuple[BlockKind, str]]) -> tuple[str, tuple[Block, ...]]:
    """Join (kind, text) parts into one text and its blocks. Parts must be clean, not empty, without a blank line."""
    blocks, chunks, at = [], [], 0
    for kind, chunk in parts:
        blocks.append(Block(kind=kind, start=at, end=at + len(chunk)))
        chunks.append(chunk)
        at += len(chunk) + len(BLOCK_BREAK)
    return BLOCK_BREAK.join(chunks), tuple(blocks)
