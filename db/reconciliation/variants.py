"""The keys that are one spelling error away from a name's: a letter too many, one missing, another one, two exchanged.

They are made from what was typed and looked up, so the work grows with the length of the name and not with the archive.
Numbers are no spelling: `Lữ đoàn 614` is never `Lữ đoàn 615`.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator

_LETTERS = string.ascii_lowercase
_NUMBER = re.compile(r"\d|^[ivx]+$")
SHORTEST, LONGEST = 6, 80
"""Of keys that are varied, in characters: a short name is one letter away from too many others."""


def variants(key: str) -> set[str]:
    """The keys one error away from a key (lower-case words without diacritics); none of a very short or long one."""
    if not SHORTEST <= len(key) <= LONGEST:
        return set()
    words = key.split()
    found = set()
    for at, word in enumerate(words):
        if _NUMBER.search(word):
            continue
        before, behind = words[:at], words[at + 1 :]
        found |= {" ".join([*before, other, *behind]) for other in _words(word) if not _NUMBER.search(other)}
        if at + 1 < len(words) and not _NUMBER.search(words[at + 1]):  # a blank that is missing
            found.add(" ".join([*before, word + words[at + 1], *words[at + 2 :]]))
    return found - {key}


def _words(word: str) -> Iterator[str]:
    """A word with one error; a blank too many is one."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail and len(word) > 1:
            yield head + tail[1:]
        if head and tail:
            yield f"{head} {tail}"
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _LETTERS:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]
