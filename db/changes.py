"""What changed between two texts, paragraph by paragraph and word by word, for the terminal and the website alike."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Literal

from corpus.article import BLOCK_BREAK

Tag = Literal["same", "removed", "added"]
Change = tuple[Tag, str]  # a piece of a paragraph
Paragraph = tuple[Change, ...]

_WORDS = re.compile(r"\S+\s*")
# Comparing costs the product of both lengths: what is longer is shown as left out and put in.
_MOST_PARAGRAPHS = 400
_MOST_WORDS = 1500
_ALIKE = 0.4  # of their words: below that, two paragraphs are two


def changes(old: str, new: str) -> list[Paragraph]:
    """The paragraphs of both texts in their order; of one that was changed, the pieces that stayed, went and came.

    The pieces that are not `added` make up the old text, those that are not `removed` the new one.
    """
    return list(_paragraphs(old.split(BLOCK_BREAK), new.split(BLOCK_BREAK)))


def _paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[Paragraph]:
    for tag, left, right in _steps(old, new, _MOST_PARAGRAPHS):
        if tag == "equal":
            yield from ((("same", passage),) for passage in left)
            continue
        for before, after in zip_longest(left, right):
            words = _words(before, after) if before is not None and after is not None else None
            if words:
                yield words
                continue
            if before is not None:
                yield (("removed", before),)
            if after is not None:
                yield (("added", after),)


def _words(before: str, after: str) -> Paragraph | None:
    """A paragraph's changes; None where little of it stayed."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    pieces: list[Change] = []
    same = 0
    for tag, left, right in _steps(old, new, _MOST_WORDS):
        if tag == "equal":
            pieces.append(("same", "".join(left)))
            same += len(left)
            continue
        if left:
            pieces.append(("removed", "".join(left)))
        if right:
            pieces.append(("added", "".join(right)))
    return tuple(pieces) if same >= _ALIKE * max(len(old), len(new)) else None


def _steps(old: Sequence[str], new: Sequence[str], most: int) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """(`equal` or another word, old items, new items), in order. What both begin and end with is cut off first."""
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    tail = next((at for at in range(shorter - head) if old[-1 - at] != new[-1 - at]), shorter - head)
    if head:
        yield "equal", old[:head], new[:head]
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    if max(len(left), len(right)) > most:
        yield "replace", left, right
    else:
        for tag, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
            yield tag, left[a:b], right[c:d]
    if tail:
        yield "equal", old[len(old) - tail :], new[len(new) - tail :]
