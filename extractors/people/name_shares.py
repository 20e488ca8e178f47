"""How common a person's name is: what two people who bear it by chance may be told from.

The shares of family, middle and given names among the living, per ten thousand, stand in `data/`; they are rounded, as
what follows from them is a rough expectation. A name that is in no list is taken for a rare one.
"""

from __future__ import annotations

from functools import cache, lru_cache

from ..text.gazetteer import load
from ..text.language import fold

_WHOLE = 10_000
_UNLISTED = {"family": 3.0, "middle": 15.0, "given": 5.0}  # per ten thousand
_NO_MIDDLE_NAME = 500.0


@lru_cache(maxsize=65_536)
def share_of(name: str) -> float:
    """The share (0..1) of people who bear a name, as if its parts were chosen one by one.

    name: folded or not. A single word is taken for a given name.
    """
    words = fold(name).split()
    if not words:
        return 1.0
    share = _share("given", words[-1])
    if len(words) == 1:
        return share
    share *= _share("family", words[0])
    middles = words[1:-1]
    if not middles:
        return share * _NO_MIDDLE_NAME / _WHOLE
    # Of two middle names the second hangs on the first: it is counted half.
    share *= _share("middle", middles[0])
    for middle in middles[1:]:
        share *= min(1.0, 2 * _share("middle", middle))
    return share


def _share(part: str, word: str) -> float:
    return _shares(part).get(word, _UNLISTED[part]) / _WHOLE


@cache
def _shares(part: str) -> dict[str, float]:
    return {fold(entry.name): float(entry.fields["share"]) for entry in load(f"{part}_shares")}
