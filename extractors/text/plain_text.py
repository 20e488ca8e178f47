"""Plain text: its sentences, good enough to keep cues, days and periods together; and where words stand in it.

Offsets count code points, ends are exclusive. The grammar's sentences are those of the Doc, see `language`.

Python finds a word in a text many times faster than `re` does. So who looks for a pattern looks for words first without
which it cannot match (`has_any`), or tries it only where it may begin (`offsets`, `matches_at`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from corpus.article import Article, Block

_LETTERS = [chr(c) for c in range(ord("A"), 0x1EFA) if chr(c).isalpha()]
UPPER = "".join(c for c in _LETTERS if c.isupper())  # for classes of characters: the ranges of Unicode mix the cases
LOWER = "".join(c for c in _LETTERS if c.islower())
# A set of marks first, so that `re` looks at nothing else; then what tells a full stop from a short form's.
_STOP = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)(?=\s+[\"“(]?["
    + UPPER
    + r"])(?<!\bTP.)(?<!\bTS.)(?<!\bGS.)(?<!\bSỹ.)(?<!\bS.)(?<!\bQ.)(?<!\bThS.)(?<!\bT.))"
)
LAST_ARTICLES = 64  # of which what several extractors ask for is remembered: more than are read together

Spans = Sequence[tuple[int, int]]


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """(start, end) of each sentence of `text[start:end]`."""
    end = len(text) if end is None else end
    at = start
    for stop in _STOP.finditer(text, start, end):
        if text[at : stop.end()].strip():
            yield at, stop.end()
        at = stop.end()
    if text[at:end].strip():
        yield at, end


@lru_cache(maxsize=LAST_ARTICLES)
def sentences_by_block(article: Article) -> Sequence[tuple[Block, Spans]]:
    """The blocks of an article, in order, each with its sentences."""
    return [(block, list(sentences(article.text, block.start, block.end))) for block in article.blocks]


def sentence_at(text: str, offset: int, reach: int = 600) -> tuple[int, int]:
    """(start, end) of the sentence that holds the offset, as far as `reach` code points to either side of it."""
    first, last = max(0, offset - reach), min(len(text), offset + reach)
    start, end = first, last
    for stop in _STOP.finditer(text, first, last):
        if stop.end() <= offset:
            start = stop.end()
        else:
            end = stop.end()
            break
    return start, end


def lowered(text: str) -> str:
    """A text in lower case, letter for letter: offsets stay."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join([c if len(c.lower()) > 1 else c.lower() for c in text])


@lru_cache(maxsize=LAST_ARTICLES)
def lowered_text(article: Article) -> str:
    """An article's text in lower case, see `lowered`."""
    return lowered(article.text)


def has_any(text: str, words: Sequence[str]) -> bool:
    """Does one of some words or pieces of words stand in a text?"""
    return any(map(text.__contains__, words))


def offsets(text: str, *words: str) -> list[int]:
    """Where some words or pieces of words begin in a text, in order."""
    found: list[int] = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            found.append(at)
            at = text.find(word, at + 1)
    return sorted(found)


def matches_at(pattern: re.Pattern[str], text: str, starts: Sequence[int]) -> Iterator[re.Match[str]]:
    """The matches that begin at one of these offsets, without overlaps: as `finditer`, which tries every offset."""
    free = 0
    for start in starts:
        if start >= free and (match := pattern.match(text, start)):
            free = match.end()
            yield match
