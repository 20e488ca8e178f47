"""A unit as it stands in a text, and the words with which one begins."""

from __future__ import annotations

from typing import NamedTuple

from ..text.gazetteer import Match
from ..text.tokens import Tokens

# What ends a unit's name where it starts in capitals.
STOPPING = ("ranks", "posts", "bloc_roles", "honorifics", "awards")


class UnitParse(NamedTuple):
    """Tokens `start` to `end` name a unit.

    name: as written, without passed-over brackets. kind: the folded kind. bare: nothing but the kind (`Quân khu`).
    open_place: ends with a kind of place that is not named (`UBND tỉnh`). above: the unit that is stated above it.
    """

    start: int
    end: int
    name: str
    kind: str
    bare: bool
    open_place: bool
    above: UnitParse | None = None

    @property
    def last(self) -> int:
        """The end of the whole chain, units above included."""
        return max(self.end, self.above.last) if self.above else self.end


def head_at(tokens: Tokens, i: int) -> Match | None:
    """The kind or fixed name of a unit at token i, the longer of both."""
    at = tokens.at[i]
    name, kind = at.get("named_units"), at.get("unit_kinds")
    if name is None or kind is None:
        return name or kind
    return name if name.end >= kind.end else kind
