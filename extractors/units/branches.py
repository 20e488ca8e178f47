"""The branches of a unit, army, police, justice …, by the words of its name that stand in `data/unit_branches.csv`."""

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
def branches_of(name: str) -> frozenset[str]:
    """The branches to which a unit belongs; CIVIL where its name tells none.

    Of several the words that stand last tell them, as they name the superior (`Bệnh viện Công an tỉnh`), and of words
    that overlap the longer ones (`Cảnh sát biển`). A school or a hospital of the army is the army's, whatever is first.
    """
    words = _WORD.findall(fold(name))
    found, i = frozenset({CIVIL}), 0
    while i < len(words):
        length = next((n for n in range(_LONGEST, 0, -1) if " ".join(words[i : i + n]) in _branches()), 0)
        if length:
            branches = _branches()[" ".join(words[i : i + length])]
            if branches & UNIFORMED or not found & UNIFORMED:
                found = branches
        i += max(length, 1)
    return found


@cache
def _branches() -> dict[str, frozenset[str]]:
    rows = ((form, entry.fields["branch"]) for entry in load("unit_branches") for form in entry.forms())
    return {" ".join(_WORD.findall(fold(form))): frozenset(branches.split()) for form, branches in rows}
