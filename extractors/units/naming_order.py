"""Which of an article's units of one kind is meant: the one that it mostly names, or the one that it named last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from ..text.language import fold


class NamedUnits:
    """Units of one kind that an article names in full, as (offset, name), in the order in which it does."""

    def __init__(self, found: Sequence[tuple[int, str]]) -> None:
        self._found = found

    @cached_property
    def _by_offset(self) -> tuple[list[int], list[int]]:
        """The offsets, in order; for each of them the last number up to there."""
        found = self._found
        by_offset = sorted(range(len(found)), key=lambda number: found[number][0])
        return [found[number][0] for number in by_offset], list(accumulate(by_offset, max))

    @cached_property
    def _most_named(self) -> tuple[str, bool]:
        """(the one that most mentions name, as it first stands; whether others are named nearly as often)."""
        counts = Counter([fold(name) for _, name in self._found])
        best, count = counts.most_common(1)[0]
        spelt = next(name for _, name in self._found if fold(name) == best)
        return spelt, len(counts) > 1 and count < 2 * len(self._found) / 3

    def last_before(self, offset: int) -> tuple[int, str] | None:
        """The last one before an offset."""
        return self._at(bisect_left(self._by_offset[0], offset)) if self._found else None

    def best(self, offset: int) -> str | None:
        """The one that most mentions name, else the last one up to an offset, else the first after it."""
        if not self._found:
            return None
        best, doubtful = self._most_named
        before = self._at(bisect_right(self._by_offset[0], offset)) if doubtful else None
        return before[1] if before else best

    def _at(self, place: int) -> tuple[int, str] | None:
        return self._found[self._by_offset[1][place - 1]] if place else None
