"""When two names of units may be of one."""

from __future__ import annotations

import re
from functools import lru_cache

from ..text.language import fold
from .long_forms import long_forms, written_out

_PLACE_KINDS = re.compile(r" (?:tỉnh|thành phố) ")
_A_CITY = "thành phố "
_SHORT = "hcm"
_LONG = "hồ chí minh"
_CITY = re.compile(r"(?<!\S)tp(?:\.\s*|\s+|(?=hcm))")
# `Q. 1`, `P.7`, `H. Mỹ Tú`
_KINDS = {"q": "quận", "p": "phường", "h": "huyện", "x": "xã", "tx": "thị xã", "tt": "thị trấn"}
_LETTER = re.compile(r"(?<!\S)(q|p|h|x|tx|tt)\.\s*(?=\w)")
_JOINS = re.compile(r"\s+(?:và|-|–|&)\s+|,\s*|\s*[-–&]\s*")


@lru_cache(maxsize=8_192)
def spelling(name: str) -> str:
    """What the spellings of a name share: `UBND TPHCM` and `UBND TP. Hồ Chí Minh`, `Sở Y - Dược` and `Sở Y và Dược`."""
    folded = _CITY.sub(_A_CITY, fold(written_out(name, long_forms()))).replace(_SHORT, _LONG)
    folded = _LETTER.sub(lambda m: f"{_KINDS[m[1]]} ", folded)
    return " ".join(_JOINS.sub(" ", _PLACE_KINDS.sub(" ", folded)).split())


def alike(left: str | None, right: str | None) -> bool:
    """Does the name of one unit begin with the other's, or is one left out? `Công an (tỉnh) Trà Vinh` is one."""
    a, b = (_PLACE_KINDS.sub(" ", fold(name or "")) for name in (left, right))
    return a.startswith(b) or b.startswith(a)
