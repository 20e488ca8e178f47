"""What underthesea thinks of a doubtful name: a hint where the grammar cannot settle, never the main road.

Its tagger costs tens of milliseconds a sentence and a second to load, so that it is loaded on the first doubt and asked
about that sentence only. It rewrites its tokens; they are compared folded, never by offset. Nothing is downloaded: the
model is part of the installed package.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from ..text.language import fold

_PERSON = ("B-PER", "I-PER")


@cache
def _tagger() -> Any:
    """underthesea's named-entity tagger; its import takes a second and is put off until it is needed."""
    from underthesea import ner  # the late import is the point

    return ner


@lru_cache(maxsize=1_024)
def is_person(sentence: str, name: str) -> bool:
    """Does underthesea read `name` in `sentence` as a person? Both as plain text; compared folded."""
    wanted = fold(name).split()
    tagged = [
        (syllable, label)
        for word, *_, label in _tagger()(sentence)
        for syllable in fold(word).replace("_", " ").split()
    ]
    words = [word for word, _ in tagged]
    for start in range(len(words) - len(wanted) + 1):
        if words[start : start + len(wanted)] == wanted:
            return all(label in _PERSON for _, label in tagged[start : start + len(wanted)])
    return False
