"""People in order: by given name, then family name, then middle names, each in the Vietnamese order of letters.

The order of letters and of tones is that of the country's dictionaries: đ behind d, ă and â behind a; of two syllables
with the same letters the tones decide: level, huyền, hỏi, ngã, sắc, nặng.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from extractors.text.language import fold

_WORD = re.compile(r"\w+")
_TONES = {"\N{COMBINING GRAVE ACCENT}": 1, "\N{COMBINING HOOK ABOVE}": 2, "\N{COMBINING TILDE}": 3,
          "\N{COMBINING ACUTE ACCENT}": 4, "\N{COMBINING DOT BELOW}": 5}  # fmt: skip
_SHAPES = {"\N{COMBINING BREVE}": "1", "\N{COMBINING CIRCUMFLEX ACCENT}": "2", "\N{COMBINING HORN}": "3"}
_STROKE = "đ"


@lru_cache(maxsize=65_536)
def syllable_key(syllable: str) -> str:
    """What a syllable is sorted by: its letters, each with the rank of its shape, then its tone."""
    letters, tone = "", 0
    for sign in unicodedata.normalize("NFD", fold(syllable)):
        if sign in _TONES:
            tone = _TONES[sign]
        elif sign in _SHAPES:
            letters = letters[:-1] + _SHAPES[sign]
        elif sign == _STROKE:
            letters += "d1"
        else:
            letters += sign + "0"
    return f"{letters}.{tone}"


def name_sort_key(name: str) -> str:
    """What a person's name is sorted by, as plain text: `Nguyễn Văn Đức` is sorted under Đức, then Nguyễn, then Văn."""
    words = [syllable_key(word) for word in _WORD.findall(unicodedata.normalize("NFC", name))]
    return " ".join([*words[-1:], *words[:-1]])
