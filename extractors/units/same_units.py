"""Whether two names are one unit's."""

from __future__ import annotations

import re

from ..text.language import fold

_COMMITTEE = re.compile(r"^(?:ủy ban nhân dân|ubnd) (?=(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu) )")
_FEWEST = 3  # words of a name that leaves others out


def same_unit(left: str | None, right: str | None) -> bool:
    """Do two names mean one unit, where one of them may leave out words (`Công ty Cơ khí 43`, `Công an X`)?

    A place and the committee that acts for it (`huyện X`, `UBND huyện X`) are one here.
    """
    if not left or not right:
        return False
    short, full = sorted((_COMMITTEE.sub("", fold(left)).split(), _COMMITTEE.sub("", fold(right)).split()), key=len)
    if short == full:
        return True
    words = iter(full)
    return len(short) >= _FEWEST and short[0] == full[0] and short[-1] == full[-1] and all(w in words for w in short)
