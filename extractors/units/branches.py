"""The branch of a unit: army, police, justice … ; by the words of its name that stand in `data/unit_branches.csv`."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ..text.gazetteer import load
from ..text.language import fold

CIVIL = "government"  # what no word tells
UNIFORMED = frozenset({"army", "police"})
_WORD = re.compile(r"\w+")
_LONGEST = 6  # words


@lru_cache(maxsize=65_536)
def branch_of(name: str) -> str:
    """The branch to which a unit belongs; CIVIL where its name tells none.

    Of several the words that stand last tell it, as they name the superior (`Bệnh viện Công an tỉnh`), and of words
    that overlap the longer ones (`Cảnh sát biển`).
    """
    words = _WORD.findall(fold(name))
    found, i = CIVIL, 0
    while i < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[i : i + n]) in _branches()), 0)
        if length:
            branch = _branches()[" ".join(words[i : i + length])]
            # A school or a hospital of the army is the army's, whatever stands first.
            if branch in UNIFORMED or found not in UNIFORMED:
                found = branch
        i += max(length, 1)
    return found


@cache
def _branches() -> dict[str, str]:
    return {
        " ".join(_WORD.findall(fold(form))): e.fields["branch"] for e in load("unit_branches") for form in e.forms()
    }
