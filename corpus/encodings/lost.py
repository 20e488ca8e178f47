"""Text whose letters are gone: `T?ng k?t`, `T\\ufffdng k\\ufffdt`. Nothing brings them back."""

from __future__ import annotations

import re

from corpus.encodings.scopes import text_nodes

_QUESTION = re.compile(r"\?(?<=[A-Za-z]\?)(?=[A-Za-z])")
_ADDRESS = ("://", "www.", "=")
_WORD = re.compile(r"\w+")
_MAX_SHARE = 0.05  # of the words
_FEW = 3
_GLANCE = 400  # characters: tags are shorter


def lost_share(text: str, *, markup: bool) -> float:
    """The share of the words that have lost a letter to `?` or U+FFFD; 0 where these are few."""
    broken = text.count("\ufffd")
    if broken < _FEW and (text.count("?") < _FEW or _in_text(text) < _FEW):
        return 0.0
    pieces = (piece for piece, _, is_text in text_nodes(text) if is_text) if markup else [text]
    tokens = " ".join(pieces).split()
    plain = " ".join(token for token in tokens if not any(mark in token for mark in _ADDRESS))
    lost = len(_QUESTION.findall(plain)) + plain.count("\ufffd")
    return lost / max(1, len(_WORD.findall(plain))) if lost >= _FEW else 0.0


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
