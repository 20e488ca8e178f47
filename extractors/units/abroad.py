"""Is what an article opens with told of bodies at home, or of those of other countries?

Thủ tướng Nhật Bản · Quốc hội Lào · lễ trao giải Oscar · Đài Loan … (abroad); Đại sứ quán Việt Nam tại Lào (home)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..chunks import Chunk, Kind
from ..people.names import run_end
from ..reading import Reading
from ..text.gazetteer import load
from ..text.language import fold
from ..text.tokens import Tokens

_BODIES = frozenset({Kind.UNIT, Kind.UNITS, Kind.POST, Kind.BLOC, Kind.PLACE})
_HOME = "việt nam"
_EMULATION = "thi đua"  # nobody abroad has it
_LONGEST = 4  # syllables of a country's name


@cache
def _countries() -> frozenset[str]:
    return frozenset(fold(form) for e in load("abroad") for form in e.forms())


@cache
def _first_syllables() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _countries())


def is_at_home(reading: Reading, lead: Sequence[int]) -> bool:
    """Do the rows of a lead name more bodies and offices at home than abroad, or only tell of emulation?

    Where they name none of either, a place at home does (`diễn ra sáng 29-11 tại Hà Nội`).

    A body is one with a capital; one that a country's name stands in or behind is abroad.
    """
    home = abroad = places = 0
    for number in lead:
        if not reading.has(number, *_BODIES):
            continue
        for chunk in reading.rows[number]:
            if chunk.kind not in _BODIES:
                continue
            if _is_abroad(reading.tokens, chunk):
                abroad += 1
            elif chunk.text[0].isupper() or _HOME in chunk.norm:
                home += chunk.kind is not Kind.PLACE
                places += chunk.kind is Kind.PLACE
    if not home and not abroad and places:
        return True
    return home > abroad or (home == abroad and any(_EMULATION in reading.words(n) for n in lead))


def _is_abroad(tokens: Tokens, chunk: Chunk) -> bool:
    """Does a country's name stand in a body's, or right behind it?"""
    if _HOME in chunk.norm:
        return False
    end = min(chunk.end + 1, len(tokens))
    if _first_syllables().isdisjoint(tokens.norm[chunk.start : end]):
        return False
    return any(_country_at(tokens, i) for i in range(chunk.start, end))


def _country_at(tokens: Tokens, i: int) -> bool:
    """Does a country's name stand at token i? One of one syllable (`Anh`) must stand alone, or it is part of a name."""
    if not tokens.cap[i] or tokens.norm[i] not in _first_syllables():
        return False
    if tokens.norm[i] in _countries():
        return run_end(tokens, i) == i + 1 and (i == 0 or not tokens.cap[i - 1])
    return any(" ".join(tokens.norm[i : i + n]) in _countries() for n in range(2, _LONGEST + 1))
