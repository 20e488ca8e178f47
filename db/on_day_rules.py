"""Who held a post on a day, by the signs of it: the rules, on plain values.

- Someone *holds* on the days that show them in the post, and between two such days that follow one another, unless
  something says that they were gone between (an end, a former post, a start, a post elsewhere that excludes this one).
- *Possible* is also who was shown last before the day or first after it, at most `TERM_YEARS` away, as long as nothing
  says that they were gone: nobody else shown in a post that one person holds, no start of somebody else behind the
  sign, no end of somebody else before it.
- *Sure* is who holds where nobody else may have: in a post of one holder, nobody else is shown within the two days, and
  nobody else is possible on the day. On the day of a handover the taker is, not the giver.

A post that somebody is cited in shortly after their end (or after they took a post that excludes it), or before their
start, is doubtful: such a day makes nobody sure and proves nothing about others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from enum import StrEnum

from db.post_signs import HELD, Shows, Sign
from db.tenures import years_after

TERM_YEARS = 5  # the usual term of office: of Party congresses, People's Councils and leading posts
_LATE_YEARS = 1  # a citation so soon after the end of a tenure, or before its start, contradicts that


class Why(StrEnum):
    """On what a candidate rests; the signs say the days."""

    ON_THE_DAY = "on_the_day"
    BETWEEN = "between"
    AFTER_LAST = "after_last"
    BEFORE_FIRST = "before_first"
    IN_TERM = "in_term"  # of a bloc's head: from the first to the last day of its year, as blocs count


@dataclass(frozen=True, slots=True)
class Hold:
    """That someone may hold a post on a day. days: the one or two that it rests on."""

    person: str
    why: Why
    days: tuple[str, ...]


class Line:
    """The signs of one post of one unit.

    single: whether one person holds it at a time. away: by person the days on which they took a post elsewhere that
    excludes this one. closed: days from which on the unit was no more.
    """

    def __init__(
        self,
        signs: Iterable[Sign],
        *,
        single: bool,
        away: Mapping[str, Set[str]] | None = None,
        closed: Iterable[str] = (),
    ) -> None:
        self.single = single
        self.signs = [sign for sign in signs if sign.day]
        self._away = away or {}
        self._closed = sorted(closed)
        self._days: dict[tuple[str, Shows], list[str]] = defaultdict(list)
        held: dict[str, set[str]] = defaultdict(set)
        for sign in self.signs:
            if sign.day:
                self._days[sign.person, sign.shows].append(sign.day)
                if sign.shows in HELD:
                    held[sign.person].add(sign.day)
        for days in self._days.values():
            days.sort()
        self.people = sorted({sign.person for sign in self.signs})
        self.held = {person: sorted(days) for person, days in held.items()}
        self._doubtful = {(p, day) for p, days in self.held.items() for day in days if self._is_doubtful(p, day)}

    def has(self, person: str, shows: Shows, first: str, last: str) -> bool:
        """Whether a person has such a sign from one day to another, both inclusive."""
        days = self._days.get((person, shows), ())
        at = bisect_left(days, first)
        return at < len(days) and days[at] <= last

    def on(self, day: str) -> dict[str, Hold]:
        """Whoever may hold the post on a day, by person."""
        found = {person: hold for person in self.people if (hold := self._hold(person, day))}
        takers = [person for person in found if self.has(person, Shows.STARTED, day, day)]
        if self.single and len(takers) == 1:
            gone = {p for p in found if p != takers[0] and self._gives_up(p, day)}
            found = {person: hold for person, hold in found.items() if person not in gone}
        return found

    def is_sure(self, person: str, day: str, found: Mapping[str, Hold]) -> bool:
        """Whether a person surely holds the post on a day. found: what `on` gives for it."""
        hold = found[person]
        if hold.why is Why.ON_THE_DAY:
            sure = self._is_firm(person, day)
        elif hold.why is Why.BETWEEN:
            first, last = hold.days
            sure = self._is_firm(person, first) and self._is_firm(person, last)
            sure = sure and (not self.single or not self._is_contested(person, first, last))
        else:
            sure = False
        return sure and (not self.single or len(found) == 1)

    def nearest(self, day: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """(person, day) of whoever is shown in the post last before a day, and first after it."""
        before = max((d for days in self.held.values() for d in days if d < day), default=None)
        after = min((d for days in self.held.values() for d in days if d > day), default=None)
        return self._shown_on(before), self._shown_on(after)

    def bars(self, person: str, shown: str, day: str) -> bool:
        """Whether this line says that a person who is shown elsewhere in this post was not there on another day."""
        if shown <= day:
            gone = any(self.has(person, s, shown, day) for s in (Shows.ENDED, Shows.FORMER, Shows.LEFT))
            return gone or any(self._others(person, shown, day, above=True))
        return self.has(person, Shows.STARTED, day, shown) or any(self._others(person, day, shown, below=True))

    def _shown_on(self, day: str | None) -> list[tuple[str, str]]:
        return [(person, day) for person in self.people if day and day in self.held.get(person, ())]

    def _hold(self, person: str, day: str) -> Hold | None:
        days = self.held.get(person, [])
        at = bisect_left(days, day)
        if at < len(days) and days[at] == day:
            return Hold(person, Why.ON_THE_DAY, (day,))
        if 0 < at < len(days) and not self._is_broken(person, days[at - 1], days[at]):
            return Hold(person, Why.BETWEEN, (days[at - 1], days[at]))
        if at > 0 and self._may_go_on(person, days[at - 1], day):
            return Hold(person, Why.AFTER_LAST, (days[at - 1],))
        left = [d for d in self._days.get((person, Shows.LEFT), ()) if d >= day]
        first = min([*days[at:], *left], default=None)
        if first is not None and self._may_have_been(person, first, day):
            return Hold(person, Why.BEFORE_FIRST, (first,))
        return None

    def _is_broken(self, person: str, first: str, last: str) -> bool:
        """Whether something says that a person was gone between two days that follow one another in their signs."""
        return (
            self.has(person, Shows.ENDED, first, first)
            or self.has(person, Shows.STARTED, last, last)
            or self._was_former(person, first, last, ended=last)
            or any(first <= d < last for d in self._days.get((person, Shows.LEFT), ()))
            or any(self._moved(person, first, last))
        )

    def _was_former(self, person: str, first: str, last: str, *, ended: str) -> bool:
        """ended: a day on which an article that calls the post a former one may tell of its end."""
        own_end = self.has(person, Shows.ENDED, ended, ended) or self.has(person, Shows.LEFT, ended, ended)
        former = self._days.get((person, Shows.FORMER), ())
        return any(first <= d <= last and not (d == ended and own_end) for d in former)

    def _moved(self, person: str, first: str, until: str) -> Iterator[str]:
        """The days on which they took another post, up to a day; one taken together with this post excludes nothing."""
        for day in self._away.get(person, ()):
            if first <= day < until and not self.has(person, Shows.STARTED, day, day):
                yield day

    def _may_go_on(self, person: str, shown: str, day: str) -> bool:
        if day > years_after(shown, TERM_YEARS) or any(end <= day for end in self._closed):
            return False
        gone = self.has(person, Shows.ENDED, shown, day) or self.has(person, Shows.FORMER, shown, day)
        gone = gone or any(shown <= d < day for d in self._days.get((person, Shows.LEFT), ()))
        gone = gone or any(self._moved(person, shown, f"{day}~"))  # the day itself too
        return not gone and not (self.single and any(self._others(person, shown, day, above=True)))

    def _may_have_been(self, person: str, shown: str, day: str) -> bool:
        if shown > years_after(day, TERM_YEARS) or self.has(person, Shows.STARTED, f"{day}~", shown):
            return False
        if any(day <= d < shown for d in self._days.get((person, Shows.FORMER), ())):
            return False
        if any(d > day for d in self._moved(person, day, shown)):
            return False
        return not (self.single and any(self._others(person, day, shown, below=True)))

    def _others(
        self, person: str, first: str, last: str, *, above: bool = False, below: bool = False
    ) -> Iterator[tuple[str, str]]:
        """(person, day) of others that are shown in the post, each day without doubt.

        above: behind `first` up to `last`, and those who started on `first`. below: from `first` on up to before
        `last`, and those who ended on `last`, unless the person did so too.
        """
        for other, days in self.held.items():
            if other == person:
                continue
            for day in days[bisect_left(days, first) : bisect_right(days, last)]:
                at_edge = (above and day == first and not self.has(other, Shows.STARTED, day, day)) or (
                    below
                    and day == last
                    and (not self.has(other, Shows.ENDED, day, day) or self._gives_up(person, day))
                )
                if not at_edge and (other, day) not in self._doubtful:
                    yield other, day

    def _gives_up(self, person: str, day: str) -> bool:
        return self.has(person, Shows.ENDED, day, day) or self.has(person, Shows.LEFT, day, day)

    def _is_contested(self, person: str, first: str, last: str) -> bool:
        """Whether somebody else is shown within two days of a person; not who gave the post up on the first or took it
        on the last."""
        for other, days in self.held.items():
            if other == person:
                continue
            for day in days[bisect_left(days, first) : bisect_right(days, last)]:
                before = day == first and (self._gives_up(other, day) or self.has(person, Shows.STARTED, day, day))
                after = day == last and (self.has(other, Shows.STARTED, day, day) or self._gives_up(person, day))
                if not (before or after):
                    return True
        return False

    def _is_firm(self, person: str, day: str) -> bool:
        """Whether a day shows a person in the post without doubt."""
        if (person, day) in self._doubtful:
            return False
        over = self.has(person, Shows.FORMER, day, day) or self.has(person, Shows.LEFT, day, day)
        return not over or self.has(person, Shows.ENDED, day, day)

    def _is_doubtful(self, person: str, day: str) -> bool:
        """Whether a day on which someone is cited lies shortly after their end or a post elsewhere that excludes this
        one (often the appointment itself, which the article's later day follows), or shortly before their start."""
        if self.has(person, Shows.STARTED, day, day) or self.has(person, Shows.ENDED, day, day):
            return False
        since, until = years_after(day, -_LATE_YEARS), years_after(day, _LATE_YEARS)
        over = [
            d
            for shows in (Shows.ENDED, Shows.FORMER, Shows.LEFT)
            for d in self._days.get((person, shows), ())
            if since <= d < day
        ]
        over += self._moved(person, since, day)
        starts = self._days.get((person, Shows.STARTED), ())
        if over and not any(max(over) <= d <= day for d in starts):
            return True
        later = [d for d in starts if day < d <= until]
        return bool(later) and not self.has(person, Shows.ENDED, day, min(later))
