"""Whether two names are one unit's."""

from __future__ import annotations

from .language import fold

_FEWEST = 3  # words of a name that leaves others out


def same_unit(left: str | None, right: str | None) -> bool:
    """Do two names mean one unit, where one of them may leave out words (`Công ty Cơ khí 43`, `Công an X`)?"""
    if not left or not right:
        return False
    short, full = sorted((fold(left).split(), fold(right).split()), key=len)
    if short == full:
        return True
    words = iter(full)
    return len(short) >= _FEWEST and short[0] == full[0] and short[-1] == full[-1] and all(w in words for w in short)
