"""Drawings over years, as numbers that a template draws: places in per cent, so that they fit any width."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

_MOST_TICKS = 12
_THINNEST = 0.9  # per cent: what can still be seen


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from x over a width (per cent). kind: its class. title: what it stands for. starts, ends: known ones.

    href: where it leads, None: nowhere.
    """

    x: float
    width: float
    kind: str
    title: str
    href: str | None = None
    starts: bool = False
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a drawing: what it is about, where that leads, and its bars."""

    label: str
    path: str | None
    bars: list[Bar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scale:
    """Years from the first to the last, both drawn whole."""

    first: int
    last: int

    @classmethod
    def of(cls, days: Iterable[str | int | None]) -> Scale | None:
        """The scale on which days (ISO 8601, also months or years) fit; None where there are none."""
        years = [int(str(day)[:4]) for day in days if day]
        return cls(min(years), max(years)) if years else None

    @property
    def years(self) -> list[int]:
        """Its years."""
        return list(range(self.first, self.last + 1))

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """(place of its middle, year) of the years that are written at the top, not too many."""
        step = -(-len(self.years) // _MOST_TICKS)
        return [(self.x(year) + self.year_width / 2, year) for year in self.years[::step]]

    @property
    def rules(self) -> list[float]:
        """Where years begin."""
        return [self.x(year) for year in self.years]

    @property
    def year_width(self) -> float:
        """How wide a year is."""
        return round(100 / len(self.years), 3)

    def x(self, day: str | int) -> float:
        """Where a day begins: `2021`, `2021-06` and `2021-06-30` are all fine."""
        year, month, date = [*(int(part) for part in str(day).split("-")), 1, 1][:3]
        within = (month - 1) / 12 + (date - 1) / 366
        return round(100 * (year - self.first + within) / len(self.years), 3)

    def bar(self, first: str, last: str, kind: str, title: str, *, href: str | None = None, starts: bool = False,
            ends: bool = False) -> Bar:  # fmt: skip
        """A bar from one day to another; it is never too thin to be seen."""
        x = min(self.x(first), 100 - _THINNEST)
        width = max(self.x(last) - x, _THINNEST)
        return Bar(x, round(width, 3), kind, title, href, starts, ends)

    def year_bar(self, year: int, kind: str, title: str, *, href: str | None = None) -> Bar:
        """A bar over a year, with a little room on both sides."""
        room = self.year_width * 0.04
        return Bar(round(self.x(year) + room, 3), round(self.year_width - 2 * room, 3), kind, title, href)


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: its scale and its lines."""

    scale: Scale
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a ladder: from x to its own end, dashed on to `until`; y counts from the top in pixels."""

    x: float
    end: float
    until: float
    y: int
    label: str


STEP_HEIGHT = 22


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps, the highest at the top. height: in pixels."""

    steps: list[Step]
    height: int


def ladder(scale: Scale, held: Iterable[tuple[str, int, str, str]]) -> Ladder | None:
    """A ladder of (name, grade, first day, last day), in the order of days; None where nothing is dated."""
    known = sorted(held, key=lambda one: (one[2], one[1]))
    if not known:
        return None
    grades = sorted({grade for _, grade, _, _ in known}, reverse=True)
    steps = []
    for at, (name, grade, first, last) in enumerate(known):
        x = min(scale.x(first), 100 - _THINNEST)
        end = round(max(scale.x(last), x + _THINNEST), 3)
        until = max(end, scale.x(known[at + 1][2])) if at + 1 < len(known) else end
        steps.append(Step(x, end, until, STEP_HEIGHT * (grades.index(grade) + 1), name))
    return Ladder(steps, STEP_HEIGHT * len(grades) + 10)
