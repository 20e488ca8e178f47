"""How likely two profiles of one name are of one person.

As in probabilistic record linkage (Fellegi and Sunter): how many bearers of the name would be expected by chance among
those whom the closest tie leaves (the same post, unit, place, branch, or nobody knows what), against how much better
what is said fits one person than two. The sizes and factors were set on tests/db/pairs, where their effect is measured.

A tie is needed for two profiles to be one; without it they are at most possibly the same. A rank that falls, the lead
of two units at one time and the like speak for two people: such profiles are never joined by themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from db.names import letters_key
from db.people.profiles import Held, Profile
from db.people.unit_facts import Relation, UnitFacts, merged_provinces
from extractors.people.name_shares import share_of
from extractors.text.language import plain
from extractors.units.branches import CIVIL, UNIFORMED

YEAR = 365.25


class Tie(IntEnum):
    """What two profiles have in common, the closest first."""

    POST = 0
    UNIT = 1
    BECAME = 2
    PART = 3
    PLACE = 4
    SIBLING = 5  # parts of one unit
    BLOC = 6
    SERVICE = 7  # one province and one branch
    RELATIVE = 8  # a unit that may be the same, its place not stated
    PROVINCE = 9
    BRANCH = 10
    NONE = 11


# Among how many people the tie leaves a namesake may be; of leading posts (a head's, a deputy's) there are fewer.
_CROWD = {
    Tie.POST: (2.0, 40.0),
    Tie.UNIT: (8.0, 120.0),
    Tie.PART: (15.0, 200.0),
    Tie.BECAME: (25.0, 250.0),
    Tie.PLACE: (20.0, 300.0),
    Tie.SIBLING: (150.0, 2_000.0),
    Tie.BLOC: (150.0, 400.0),
    Tie.SERVICE: (300.0, 3_000.0),
    Tie.RELATIVE: (200.0, 2_000.0),
    Tie.PROVINCE: (2_000.0, 12_000.0),
    Tie.BRANCH: (6_000.0, 60_000.0),
    Tie.NONE: (90_000.0, 200_000.0),
}
LINKED_FROM = 0.35  # probability
# From which probability two profiles are one: the looser the tie, the surer the rest must be.
JOINED_FROM = {
    Tie.POST: 0.85,
    Tie.UNIT: 0.9,
    Tie.PART: 0.9,
    Tie.BECAME: 0.85,
    Tie.PLACE: 0.9,
    Tie.SIBLING: 0.9,
    Tie.BLOC: 0.95,
    Tie.SERVICE: 0.87,
    Tie.RELATIVE: 0.99,
    Tie.PROVINCE: 0.84,
    Tie.BRANCH: 0.89,
}
_SAID = {
    Tie.POST: "the same post",
    Tie.UNIT: "the same unit",
    Tie.PART: "a unit and its part",
    Tie.BECAME: "one unit became the other",
    Tie.PLACE: "units of one place",
    Tie.SIBLING: "parts of one unit",
    Tie.BLOC: "meetings of one bloc",
    Tie.SERVICE: "one province and one service",
    Tie.RELATIVE: "a unit that may be the same",
    Tie.PROVINCE: "one province",
    Tie.BRANCH: "one service",
    Tie.NONE: "nothing in common but the name",
}
_DEGREES = ("ths", "ts", "pgs", "gs")
_MAY_BE_ALL_THE_SAME = frozenset({"two units within a year"})
_RULING = frozenset({"party", "council"})  # whose posts one person holds together with others of the place
_AFTER = frozenset({"mass"})  # where those who left office go on
_GOVERNING = frozenset({"party", "council", "mass", "youth", CIVIL})  # among which people change as a rule
_ONE_TIME = 0.4  # years within which nobody changes from one unit's lead to another's
_AGAINST = 0.11  # a factor that low speaks against joining, however rare the name
_RAREST = 2e-5  # the share of the rarest names: how rare they are cannot be known better
_OVER_A_STEP = 10  # grades between two ranks that follow each other


class Comparison(NamedTuple):
    """probability: that two profiles are of one person. conflict: why they may not be joined by themselves, if so.

    hopeless: whether what speaks against them is such that they are not even linked.
    """

    probability: float
    tie: Tie
    conflict: str | None
    reasons: tuple[str, ...]

    @property
    def hopeless(self) -> bool:
        """Whether what speaks against two profiles is such that they are not even linked."""
        return _is_hopeless(self.conflict)

    @property
    def reason(self) -> str:
        """What speaks for and against, in a line."""
        return "; ".join((_SAID[self.tie], *((self.conflict,) if self.conflict else ()), *self.reasons))


def compare(one: Profile, other: Profile, facts: UnitFacts) -> Comparison:
    """How likely two profiles, whose names agree but for spelling, are of one person; 0 as soon as nothing more that is
    said could make them one or link them."""
    a, b = (one, other) if _order(one) <= _order(other) else (other, one)
    tie, leading = closest_tie(a, b, facts)
    crowd = _CROWD[tie][0 if leading else 1] * max(share_of(a.key), _RAREST)
    # In one post even those are linked against whom something speaks.
    least = 0.0 if tie is Tie.POST else crowd * LINKED_FROM / (1 - LINKED_FROM)
    ratio, conflict = 1.0, rank_falls(a, b)
    reasons: list[str] = []
    for factor_of, still in _FACTORS:
        if ratio * still < least or (tie is not Tie.POST and _is_hopeless(conflict)):
            return Comparison(0.0, tie, conflict, ())
        factor, reason = factor_of(a, b, tie, facts)
        ratio *= factor
        if reason and factor <= _AGAINST:
            conflict = conflict or reason
        elif reason:
            reasons.append(reason)
    if tie > Tie.PLACE:
        conflict = conflict or _undated(a, b)
    return Comparison(ratio / (ratio + crowd), tie, conflict, tuple(reasons))


def _is_hopeless(conflict: str | None) -> bool:
    return conflict is not None and conflict not in _MAY_BE_ALL_THE_SAME


def _order(profile: Profile) -> tuple[int, str]:
    return (profile.first if profile.first is not None else 0, profile.id)


def closest_tie(a: Profile, b: Profile, facts: UnitFacts) -> tuple[Tie, bool]:
    """The closest tie, and whether it binds leading posts of both."""
    leading = bool(a.seat and b.seat)
    if not a.units.isdisjoint(b.units):
        same_post = [x for x in a.posts for y in b.posts if x.unit and x.unit == y.unit and x.title == y.title]
        if same_post:
            return Tie.POST, any(post.standing.seat for post in same_post)
        return Tie.UNIT, leading
    if _read_as_one(a, b, facts):
        return Tie.UNIT, leading
    relation = min((facts.relation(u, v) for u in a.units for v in b.units), default=Relation.NONE)
    if b.last is not None and any(facts.became(u, v, b.last) for u in a.units for v in b.units):
        return Tie.BECAME, leading
    if relation is Relation.PART:
        return Tie.PART, leading
    if relation is Relation.PLACE and not (a.provinces and b.provinces and not share_a_province(a, b)):
        return Tie.PLACE, leading
    if relation is Relation.SIBLING:
        return Tie.SIBLING, leading
    if a.blocs & b.blocs:
        return Tie.BLOC, leading
    branch = bool(a.branches & b.branches)
    if share_a_province(a, b):
        return (Tie.SERVICE if branch else Tie.PROVINCE), leading
    if relation is Relation.RELATIVE:
        return Tie.RELATIVE, leading
    return (Tie.BRANCH if branch else Tie.NONE), leading


def _read_as_one(a: Profile, b: Profile, facts: UnitFacts) -> bool:
    """Whether one article has no diacritics, and its unit is the other's but for that."""
    bare = a.key != b.key and may_be_read_as(a.key, b.key)
    return bare and any(facts.reads_as(u, v) for u in a.units for v in b.units)


def share_a_province(a: Profile, b: Profile) -> bool:
    """Whether two profiles, the earlier first, name one province, also one that was merged into the other's."""
    if a.provinces & b.provinces:
        return True
    if b.last is None:
        return False
    merged = (merged_provinces().get(province) for province in a.provinces)
    return any(found and found[0] <= b.last and found[1] in b.provinces for found in merged)


_Factor = tuple[float, str | None]
_SAYS_NOTHING: _Factor = (1.0, None)


def _names(a: Profile, b: Profile, _tie: Tie, _facts: UnitFacts) -> _Factor:
    if a.key == b.key:
        return _SAYS_NOTHING
    if letters_key(a.key) == letters_key(b.key):
        return 0.7, "the name is spelt in two ways"
    if may_be_read_as(a.key, b.key):
        return 0.2, "the name is written without diacritics"
    return 0.0, "two names"


def may_be_read_as(one: str, other: str) -> bool:
    """Whether one of two keys, whose letters agree, is written without any diacritic."""
    return plain(one) == one or plain(other) == other


def is_spelling(one: str, other: str) -> bool:
    """Whether two keys differ, if at all, in spelling only, so that their bearers may be joined."""
    return letters_key(one) == letters_key(other)


def _gap(a: Profile, b: Profile) -> float | None:
    """Years from the last day of the earlier to the first of the later; 0 where they overlap."""
    if a.last is None or b.first is None:
        return None
    return max(0.0, (b.first - a.last) / YEAR)


def rank_falls(a: Profile, b: Profile) -> str | None:
    """A rank that falls says that there are two people."""
    if a.grade is None or b.grade is None or a.grade == b.grade:
        return None
    low, high = (a, b) if a.grade < b.grade else (b, a)
    if low.last is None or high.first is None or low.last <= high.first:
        return None
    return "the rank falls"


def _ranks(a: Profile, b: Profile, _tie: Tie, _facts: UnitFacts) -> _Factor:
    gap = _gap(a, b)
    if a.grade is None or b.grade is None:
        return _SAYS_NOTHING
    branches = {a.rank_branch, b.rank_branch}
    if "police" in branches and branches & {"army", "navy"}:
        return 0.05, "ranks of two services"
    if a.grade == b.grade:
        return (2.0, None) if gap is None or gap <= 6 else (1.0, None)
    if gap is None:
        return 0.5, None
    if b.grade < a.grade:
        return 0.2, None
    # From the last day in one rank to the first in another lie all ranks between them, of three years or more each.
    least = 3.0 * (abs(b.grade - a.grade) / _OVER_A_STEP - 1)
    if gap >= least:
        return 2.0, None
    return (0.3, None) if gap >= 0.7 * least else (0.01, "the rank rises too fast")


def _branches(a: Profile, b: Profile, tie: Tie, _facts: UnitFacts) -> _Factor:
    if tie <= Tie.UNIT or not a.branches or not b.branches or a.branches & b.branches:
        return _SAYS_NOTHING
    uniformed = [profile.branches & UNIFORMED for profile in (a, b)]
    if all(uniformed):
        return 0.02, "two services"
    if any(uniformed):
        if a.grade and b.grade:
            return _SAYS_NOTHING
        civil = b if uniformed[0] else a
        return (0.2 if civil.branches & _GOVERNING - {CIVIL} else 0.1), "in uniform here, not there"
    return (1.0, None) if a.branches & _GOVERNING and b.branches & _GOVERNING else (0.15, None)


def _provinces(a: Profile, b: Profile, tie: Tie, _facts: UnitFacts) -> _Factor:
    if not a.provinces or not b.provinces or tie is Tie.BECAME or share_a_province(a, b):
        return _SAYS_NOTHING
    # Officers are sent from province to province; others seldom go.
    return (0.3 if a.branches & b.branches & UNIFORMED else 0.12), "two provinces"


def _rise(a: Profile, b: Profile, tie: Tie, facts: UnitFacts) -> _Factor:
    """Posts that rise with time fit one person; posts that fall, or rise too far too fast, do not."""
    if tie is Tie.POST:
        return _SAYS_NOTHING
    if tie not in (Tie.UNIT, Tie.PART) and _came_from_elsewhere(a, b, facts):
        return 0.1, "another post before"
    if a.retired and b.height is not None and not b.branches & _AFTER:
        return 0.1, "in office after leaving it"
    if a.height is None or b.height is None or (tie <= Tie.PART and (a.in_committees or b.in_committees)):
        return _SAYS_NOTHING
    rise, gap = b.height - a.height, _gap(a, b)
    if gap is None:
        return _SAYS_NOTHING
    seats = a.seat, b.seat
    if seats[0] and not seats[1]:
        return 0.02, "no leading post later"
    if seats[1] and not seats[0] and gap < 3:
        return 0.05, "a leading post soon"
    promoted = a.grade is not None and b.grade is not None and b.grade > a.grade
    if "youth" in b.branches and "youth" not in a.branches and seats[0]:
        return 0.1, "a post of the young later"
    if promoted or tie is Tie.BECAME or _had_to_go(a, b, facts, dissolved=True):
        pass
    elif (tie is Tie.UNIT and _steps_down(a, b)) or (tie is Tie.PART and rise < -1 and _goes_into_a_part(a, b, facts)):
        return 0.1, "a lower post of the same unit later"
    elif rise <= -5:
        return 0.1, "a much lower post later"
    if rise < -1:
        return 0.5, None
    if rise > 9 and gap < 3:
        return 0.1, "a much higher post soon"
    return 1.5, None


def _had_to_go(a: Profile, b: Profile, facts: UnitFacts, *, dissolved: bool = False) -> bool:
    """Whether a unit of the earlier profile ended before the later one, so that its people went somewhere. dissolved:
    whether it did so without a successor in which they would have a like post."""
    if a.first is None or b.last is None:
        return False
    return any(facts.ended(unit, a.first, b.last, dissolved=dissolved) for unit in a.units)


def _steps_down(a: Profile, b: Profile) -> bool:
    """Whether somebody who headed a unit is its deputy head later."""
    headed = {p.unit for p in a.posts if _heads_whole(p)}
    return any(p.unit in headed for p in b.posts) and not any(p.unit in headed and _heads_whole(p) for p in b.posts)


def _goes_into_a_part(a: Profile, b: Profile, facts: UnitFacts) -> bool:
    """Whether what the later profile names are parts of what the earlier one names, and not the other way round."""
    return not any(facts.is_part(u, v) for u in a.units for v in b.units)


def _heads_whole(post: Held) -> bool:
    return bool(post.unit) and post.standing.seat > 1 and not post.standing.part and not post.former


def _came_from_elsewhere(a: Profile, b: Profile, facts: UnitFacts) -> bool:
    """Whether the later article names former posts, and none of them in a unit of the earlier one's."""
    former = [p.unit for p in b.posts if p.former and p.unit and not p.left]
    return bool(former and a.units) and all(facts.relation(u, v) is Relation.NONE for u in former for v in a.units)


def _may_be_in_one_unit(a: Profile, b: Profile, facts: UnitFacts) -> bool:
    """Whether both name a unit that may be the same, its place or body not stated by one of them."""
    return any(facts.relation(u, v) is Relation.RELATIVE for u in a.units for v in b.units)


def _change(a: Profile, b: Profile, tie: Tie, facts: UnitFacts) -> _Factor:
    """Someone seldom changes to a unit that has nothing to do with theirs: the shorter the time, the less likely."""
    related = tie < Tie.PLACE or (tie is Tie.PLACE and bool((a.branches | b.branches) & _RULING))
    if related or a.first is None or b.first is None:
        return _SAYS_NOTHING
    if not all(any(p.unit and not p.former for p in profile.posts) for profile in (a, b)):
        return _SAYS_NOTHING
    if _had_to_go(a, b, facts) or _may_be_in_one_unit(a, b, facts):
        return _SAYS_NOTHING
    apart = _days_apart(a, b) / YEAR
    if apart < 1 and a.seat and b.seat:
        return (0.05, "two units at one time") if apart < _ONE_TIME else (0.1, "two units within a year")
    return (1.0, None) if apart >= 3 else (max(0.02, apart / 3), "a change of unit in a short time")


def _academic(a: Profile, b: Profile, _tie: Tie, _facts: UnitFacts) -> _Factor:
    if not a.academic or not b.academic:
        return _SAYS_NOTHING
    if _degree(b.academic) < _degree(a.academic):
        return 0.1, "a lower degree later"
    return (4.0, None) if a.academic == b.academic else _SAYS_NOTHING


def _degree(academic: str) -> int:
    return max((_DEGREES.index(word) for word in academic.split() if word in _DEGREES), default=-1)


# What is said, in the order in which it is looked at, and the most by which that and all behind it can multiply.
_FACTORS: tuple[tuple[Callable[[Profile, Profile, Tie, UnitFacts], _Factor], float], ...] = (
    (_names, 12.0),
    (_ranks, 12.0),
    (_branches, 6.0),
    (_provinces, 6.0),
    (_rise, 6.0),
    (_change, 4.0),
    (_academic, 4.0),
)


def _undated(a: Profile, b: Profile) -> str | None:
    """Without days nothing but a unit tells that two are one."""
    return "no day is known" if a.first is None or b.first is None else None


def _days_apart(a: Profile, b: Profile) -> int:
    assert a.first is not None and b.first is not None and a.last is not None and b.last is not None
    return max(0, max(a.first, b.first) - min(a.last, b.last))
