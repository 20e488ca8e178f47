"""When two names of units may be of one."""

from __future__ import annotations

import re

from .language import fold

_PLACE_KINDS = re.compile(r" (?:tỉnh|thành phố) ")


def alike(left: str | None, right: str | None) -> bool:
    """Does the name of one unit begin with the other's, or is one left out? `Công an (tỉnh) Trà Vinh` is one."""
    a, b = (_PLACE_KINDS.sub(" ", fold(name or "")) for name in (left, right))
    return a.startswith(b) or b.startswith(a)
