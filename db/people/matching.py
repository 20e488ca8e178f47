"""Matching: which profiles are one person, and which may be.

Profiles are compared only where they can be one: names that agree but for spelling, and among those the neighbours in
time under each thing that they have in common, so that the work grows with the number of profiles and not with its
square. The likeliest pairs are joined first, as long as nothing speaks against the whole; what is likely but not joined
becomes a link. All of it depends on what the profiles say, never on their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from db.groups import Groups
from db.names import letters_key
from db.people.evidence import JOINED_FROM, LINKED_FROM, Comparison, Tie, compare, is_spelling
from db.people.profiles import Profile
from db.people.unit_facts import Relation, UnitFacts

_NEIGHBOURS = 2  # in time, under each thing in common
_ALL_PAIRS = 10  # profiles of a name that are all compared with each other
_OPEN = 0.5  # probability
_MOST_LINKS = 3  # of one person, the best first
_MOST_POSTS = 12  # of a person, that are looked at for posts at one time


@dataclass(frozen=True, slots=True)
class Link:
    """Two people (numbers of groups) who may be one."""

    first: int
    second: int
    score: float
    reason: str


@dataclass(slots=True)
class Decided:
    """What a person decided about profiles, as pairs of their numbers. alike: profiles that would be one without it."""

    same: list[tuple[int, int]] = field(default_factory=list)
    different: list[tuple[int, int]] = field(default_factory=list)
    alike: list[tuple[int, int]] = field(default_factory=list)


def match(profiles: Sequence[Profile], facts: UnitFacts, decided: Decided) -> tuple[list[list[int]], list[Link]]:
    """The people, each as the numbers of their profiles, and the links between people who may be one."""
    state = _State(profiles, facts, decided)
    blocks: dict[str, list[int]] = defaultdict(list)
    for number, profile in enumerate(profiles):
        blocks[profile.spelling].append(number)
    open_pairs: list[tuple[int, int, Comparison]] = []
    for _, block in sorted(blocks.items()):
        if len(block) < 2:
            continue
        pairs = sorted({(min(pair), max(pair)) for pair in _candidates(profiles, block)})
        compared = [(i, j, compare(profiles[i], profiles[j], facts)) for i, j in pairs]
        compared.sort(key=lambda c: (-c[2].probability, profiles[c[0]].id, profiles[c[1]].id))
        for i, j, found in compared:
            if not state.join(i, j, found) and _may_be_one(found):
                open_pairs.append((i, j, found))
    people: dict[int, list[int]] = defaultdict(list)
    for number in range(len(profiles)):
        people[state.groups.find(number)].append(number)
    groups = sorted(people.values(), key=lambda numbers: min(profiles[n].id for n in numbers))
    person_of = {n: at for at, numbers in enumerate(groups) for n in numbers}
    return groups, _links(open_pairs, person_of, state)


def _may_be_one(found: Comparison) -> bool:
    """Whether two who are not joined are worth a link; in one post even where something speaks against it."""
    if found.tie is Tie.POST:
        return found.probability > 0
    return found.probability >= LINKED_FROM and not found.hopeless


def _candidates(profiles: Sequence[Profile], block: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of a block that are worth comparing, some of them more than once."""
    by_letters: dict[str, list[int]] = defaultdict(list)
    for number in block:
        by_letters[letters_key(profiles[number].key)].append(number)
    bare = [n for letters, numbers in by_letters.items() if letters == profiles[numbers[0]].spelling for n in numbers]
    for letters, numbers in by_letters.items():
        # A name without diacritics may be any of the block's; of two names with them, none is the other.
        alike = numbers if letters == profiles[numbers[0]].spelling else numbers + bare
        if len(alike) > 1:
            yield from _pairs(profiles, alike)


def _pairs(profiles: Sequence[Profile], alike: list[int]) -> Iterator[tuple[int, int]]:
    """Of profiles whose names may be one: all pairs where they are few, else neighbours in time."""
    if len(alike) <= _ALL_PAIRS:
        yield from ((i, j) for at, i in enumerate(alike) for j in alike[at + 1 :])
        return
    in_common: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number in alike:
        for anchor in _anchors(profiles[number]):
            in_common[anchor].append(number)
    for numbers in in_common.values():
        numbers.sort(key=lambda n: (profiles[n].first or 0, profiles[n].id))
        for at, number in enumerate(numbers):
            yield from ((number, other) for other in numbers[at + 1 : at + 1 + _NEIGHBOURS])


def _anchors(profile: Profile) -> Iterator[tuple[str, str]]:
    for held in profile.posts:
        if held.unit:
            yield "post", f"{held.title} {held.unit}"
    for unit in profile.units:
        yield "unit", unit
    for bloc in profile.blocs:
        yield "bloc", bloc
    for branch in profile.branches:
        for province in profile.provinces:
            yield "service", f"{branch} {province}"
    for province in profile.provinces:
        yield "province", province
    yield "name", ""


class _State:
    """The groups as they grow, with what must stay apart."""

    def __init__(self, profiles: Sequence[Profile], facts: UnitFacts, decided: Decided) -> None:
        self._facts = facts
        self.groups: Groups[int] = Groups(range(len(profiles)))
        self._sums = {n: _Sum.of(profile) for n, profile in enumerate(profiles)}
        self._profiles = profiles
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in decided.different:
            self._apart[one].add(other)
            self._apart[other].add(one)
        for one, other in decided.same:
            self._unite(one, other)
        for one, other in decided.alike:
            if not self.kept_apart(one, other):
                self._unite(one, other)

    def kept_apart(self, one: int, other: int) -> bool:
        """Whether a person said that two are not the same."""
        one, other = self.groups.find(one), self.groups.find(other)
        return any(self.groups.find(n) == other for n in self._apart.get(one, ()))

    def join(self, one: int, other: int, found: Comparison) -> bool:
        """Join two profiles' groups if they are likely one and nothing speaks against it; whether they are one now."""
        a, b = self.groups.find(one), self.groups.find(other)
        if a == b:
            return True
        if found.conflict or found.probability < JOINED_FROM.get(found.tie, 2.0):
            return False
        if not is_spelling(self._profiles[one].key, self._profiles[other].key) or self.kept_apart(a, b):
            return False
        if self._sums[a].conflicts(self._sums[b], self._facts):
            return False
        self._unite(a, b)
        return True

    def _unite(self, one: int, other: int) -> None:
        a, b = self.groups.find(one), self.groups.find(other)
        if a == b:
            return
        self.groups.join(a, b)
        stays = self.groups.find(a)
        goes = b if stays == a else a
        self._sums[stays].add(self._sums.pop(goes))
        self._apart[stays] |= self._apart.pop(goes, set())


@dataclass(slots=True)
class _Sum:
    """What a group says as a whole: the days of each grade, and of each head's post."""

    grades: dict[int, tuple[int, int]]
    posts: dict[str, tuple[int, int]]

    @classmethod
    def of(cls, profile: Profile) -> _Sum:
        days = None if profile.first is None or profile.last is None else (profile.first, profile.last)
        grades = {profile.grade: days} if days and profile.grade is not None else {}
        heads = {p.unit for p in profile.posts if p.standing.single and p.unit and not p.former}
        return cls(grades, dict.fromkeys(heads, days) if days else {})

    def add(self, other: _Sum) -> None:
        for ours, theirs in ((self.grades, other.grades), (self.posts, other.posts)):
            _widen(ours, theirs)  # type: ignore[arg-type]

    def conflicts(self, other: _Sum, facts: UnitFacts) -> bool:
        """Whether a rank would fall, or somebody lead one unit in the midst of leading another."""
        for low, (_, last) in self.grades.items():
            if any(high > low and first < last for high, (first, _) in other.grades.items()):
                return True
        for high, (first, _) in self.grades.items():
            if any(low < high and last > first for low, (_, last) in other.grades.items()):
                return True
        return self._in_the_midst(other, facts) or other._in_the_midst(self, facts)

    def _in_the_midst(self, other: _Sum, facts: UnitFacts) -> bool:
        ours = sorted(self.posts.items())[:_MOST_POSTS]
        theirs = sorted(other.posts.items())[:_MOST_POSTS]
        return any(
            first < start and end < last and facts.relation(unit, elsewhere) is Relation.NONE
            for unit, (first, last) in ours
            for elsewhere, (start, end) in theirs
        )


def _widen(ours: dict[int | str, tuple[int, int]], theirs: dict[int | str, tuple[int, int]]) -> None:
    for key, (first, last) in theirs.items():
        known = ours.get(key, (first, last))
        ours[key] = (min(first, known[0]), max(last, known[1]))


def _links(pairs: Iterable[tuple[int, int, Comparison]], person_of: dict[int, int], state: _State) -> list[Link]:
    """The links between people, of each pair the likeliest, few and best first."""
    best: dict[tuple[int, int], tuple[float, Comparison]] = {}
    for i, j, found in pairs:
        one, other = sorted((person_of[i], person_of[j]))
        if one == other or state.kept_apart(i, j):
            continue
        known = best.get((one, other))
        # What speaks against two who seem one leaves it open: a rank that falls says namesakes first.
        score = min(found.probability, _OPEN) if found.conflict else found.probability
        if known is None or (score, found.reason) > (known[0], known[1].reason):
            best[one, other] = (score, found)
    links: list[Link] = []
    count: dict[int, int] = defaultdict(int)
    for (one, other), (score, found) in sorted(best.items(), key=lambda b: (-b[1][0], b[0])):
        if count[one] < _MOST_LINKS and count[other] < _MOST_LINKS:
            count[one] += 1
            count[other] += 1
            links.append(Link(one, other, round(score, 3), found.reason))
    return sorted(links, key=lambda link: (link.first, link.second))
