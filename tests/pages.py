"""The pages of `tests/pages`, what should be read from them, and how much of it a cleaner gets.

Every page lies beside a `.json` of its own: what the perfect cleaner would give (`blocks` in page order, without the
title) and `absent`, words of menus, related links, most-read lists, comments that must not get in.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from corpus.article import Article, BlockKind, Page
from corpus.clean import clean_line
from corpus.read import read

FOLDER = Path(__file__).parent / "pages"
NAMES = sorted(path.relative_to(FOLDER).with_suffix("").as_posix() for path in FOLDER.rglob("*.json"))
SITES = "sites"  # the folder of pages that have a site file; each other folder is a structure
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What should be read from a page."""

    title: str
    published: str | None
    byline: tuple[str, ...]
    publisher: str | None
    url: str | None
    blocks: tuple[tuple[str, str], ...]
    absent: tuple[str, ...]

    def texts(self, *kinds: str) -> list[str]:
        """The blocks of some kinds."""
        return [text for kind, text in self.blocks if kind in kinds]


def page(name: str) -> Page:
    """A page as if it had been fetched from its address."""
    content = (FOLDER / f"{name}.html").read_bytes()
    address = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["address"]
    return Page(source=f"{name}.html", content=content, media_type="text/html", url=address)


def expected(name: str) -> Expected:
    """What should be read from it."""
    said = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return Expected(
        title=said["title"],
        published=said["published"],
        byline=tuple(said["byline"]),
        publisher=said["publisher"],
        url=said["url"],
        blocks=tuple((kind, text) for kind, text in said["blocks"]),
        absent=tuple(said["absent"]),
    )


def words(texts: Iterable[str]) -> Counter[str]:
    """The words of some texts, counted, in lower case."""
    return Counter(word for text in texts for word in _WORD.findall(clean_line(text).lower()))


@dataclass(slots=True)
class Score:
    """Words of the body (lead included; captions count neither for nor against), captions kept, foreign pieces let in."""

    right: int = 0
    found: int = 0
    wanted: int = 0
    captions: int = 0
    captions_wanted: int = 0
    let_in: int = 0
    absent: int = 0

    def add(self, text: str, want: Expected) -> None:
        """Count what a cleaner got from a page; text: all of it, titles and captions included."""
        got, captions, body = words([text]), words(want.texts("caption")), words(want.texts("lead", "body"))
        title = words([want.title])
        self.right += sum((got & body).values())
        self.wanted += sum(body.values())
        # A caption or the headline said twice is no noise of the body's, nor are words that the byline holds.
        free = captions + captions + title + title + words(want.byline)
        self.found += sum((got & body).values()) + sum((got - body - free).values())
        said = key(text)
        self.captions += sum(key(caption) in said for caption in want.texts("caption"))
        self.captions_wanted += len(want.texts("caption"))
        self.let_in += sum(key(piece) in said for piece in want.absent)
        self.absent += len(want.absent)

    @property
    def precision(self) -> float:
        """Of the words that a cleaner got, those of the body."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the words of the body, those that it got."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def kept(self) -> float:
        """Of the captions, those that it got whole."""
        return self.captions / self.captions_wanted if self.captions_wanted else 1.0


def article(name: str) -> Article:
    """The page as our cleaner reads it."""
    return read(page(name))


def body_text(article: Article) -> str:
    """All blocks but the title, on lines of their own."""
    return "\n".join(article.text[b.start : b.end] for b in article.blocks if b.kind is not BlockKind.TITLE)


def key(text: str) -> str:
    """A text's words in lower case, one blank between them: by which pieces are looked for in it."""
    return " ".join(_WORD.findall(clean_line(text).lower()))
