"""Whose a role in brackets is, behind an item of a list that leaves out what its items share.

Công an các tỉnh A, B (Cụm trưởng), C và D (Cụm phó) · VKSND các tỉnh: A (đơn vị Cụm trưởng), B (đơn vị Cụm phó), C
Hội Nông dân tỉnh A (Cụm trưởng), B (Cụm phó)
"""

from __future__ import annotations

from ..chunks import Kind, Row, is_word
from ..text.words import AND
from ..units.elided_items import Stem, elided_at, stem_of, stem_of_name
from .holders import Holder, RoleSentence

_SEPARATORS = (",", ";", AND)
_ITEM = frozenset({Kind.WORD, Kind.PLACE, Kind.NAME})
_LIST = frozenset({Kind.UNIT, Kind.UNITS})
_LONGEST_ITEM = 6  # chunks


def listed_holder(here: RoleSentence, k: int) -> Holder | None:
    """The unit of a list behind which the role at chunk k stands in brackets; None where its name is all there."""
    row = here.row
    if k < 2 or row[k - 1].text != "(":
        return None
    last = row[k - 2]
    if last.kind is Kind.UNITS and last.units and last.units.units:
        unit = last.units.units[-1]
        return Holder(here.reading.names.expand(unit.name), None, here.reading.span(last.a, last.b))
    first = _item_start(row, k - 1)
    listed = _list_before(here, first) if first else None
    stem = _shared(here, listed) if listed is not None else None
    if listed is None or stem is None:
        return None
    items, end = elided_at(here.reading.tokens, row[first].start, stem)
    if len(items) != 1 or end != row[k - 1].start:
        return None
    return Holder(here.reading.names.expand(items[0][0]), None, here.reading.span(row[listed].a, row[k - 2].b))


def _item_start(row: Row, bracket: int) -> int:
    """`…), | B (`: the first chunk of the item before a bracket, behind a separator; 0 where there is none."""
    for j in range(bracket - 1, max(bracket - 1 - _LONGEST_ITEM, 0), -1):
        if is_word(row[j], *_SEPARATORS):
            return j + 1 if j + 1 < bracket else 0
        if row[j].kind not in _ITEM:
            return 0
    return 0


def _shared(here: RoleSentence, listed: int) -> Stem | None:
    """What the units at chunk `listed` share with the items behind them in the same list."""
    chunk = here.row[listed]
    if chunk.units:
        return stem_of_name(chunk.units.units[-1].name) if chunk.units.units else None
    return stem_of(here.reading.tokens, chunk.unit) if chunk.unit else None


def _list_before(here: RoleSentence, first: int) -> int | None:
    """The chunk of the units before chunk `first` in the same list."""
    for j in range(first - 1, -1, -1):
        chunk = here.row[j]
        if chunk.kind in _LIST:
            return j
        if chunk.kind not in _ITEM and chunk.kind not in (Kind.ROLE, Kind.MARK):
            return None
        if chunk.kind is Kind.WORD and chunk.text.islower() and not is_word(chunk, AND):
            return None
    return None
