"""Text whose letters are gone: `T?ng k?t`, `T\\ufffdng k\\ufffdt`. Nothing brings them back."""

from __future__ import annotations

import re
from itertools import islice

from corpus.encodings.scopes import text_nodes

_QUESTION = re.compile(r"\?(?<=[A-Za-z]\?)(?=[A-Za-z])")
_ADDRESS = ("://", "www.", "=")
_WORD = re.compile(r"\w+")
_FRAGILE = re.compile("[\u1ea0-\u1ef9\u0103\u0111\u01a1\u01b0]")  # in no encoding of Western Europe
_SURVIVORS = 4  # to one that may be lost
_MAX_SHARE = 0.05  # of the words
_FEW = 3
_GLANCE = 400  # characters: tags are shorter


def lost_share(text: str, *, markup: bool) -> float:
    """The share of the words that have lost a letter to `?` or U+FFFD; 0 where these are few."""
    broken = text.count("\ufffd")
    asked = 0 if broken >= _FEW or text.count("?") < _FEW else _in_text(text)
    if broken + asked < _FEW or _has_survivors(text, _SURVIVORS * (broken + asked)):
        return 0.0
    pieces = (piece for piece, _, is_text in text_nodes(text) if is_text) if markup else [text]
    tokens = " ".join(pieces).split()
    plain = " ".join(token for token in tokens if not any(mark in token for mark in _ADDRESS))
    lost = len(_QUESTION.findall(plain)) + plain.count("\ufffd")
    return lost / max(1, len(_WORD.findall(plain))) if lost >= _FEW else 0.0


def _has_survivors(text: str, enough: int) -> bool:
    """Cheap: whether many letters are there that go first, so that a question mark here and there is one."""
    return sum(1 for _ in islice(_FRAGILE.finditer(text), enough)) == enough


def _in_text(text: str) -> int:
    """Cheap: the question marks between letters that stand in no tag, as far as a glance back tells."""
    found = 0
    for match in _QUESTION.finditer(text):
        at = match.start()
        back = max(0, at - _GLANCE)
        found += text.rfind("<", back, at) <= text.rfind(">", back, at)
    return found


def is_lost(text: str, *, markup: bool) -> bool:
    """Whether too many letters are gone for an article."""
    return lost_share(text, markup=markup) > _MAX_SHARE
