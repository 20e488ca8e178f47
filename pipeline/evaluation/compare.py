"""One article's found record against its annotated one: what is right, wrong, missed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from .facts import COMPARED, Fact, Origin, facts_of, texts, values_of
from .folding import fold_name, fold_title

MEETING = "meeting"  # counted as a whole: one record for each meeting
INFERRED = "bloc_role_inferred"  # roles that only a chair suggests: reported apart, no part of the total
_CHAIRED = "chaired"
# The lists of the format, with the types of facts that their records give.
_TYPES: Mapping[str, tuple[str, ...]] = {
    "blocs": ("bloc",),
    "bloc_roles": ("bloc_role",),
    "units": ("unit_parent",),
    "awards": ("award",),
    "handovers": ("handover",),
    "documents": ("document",),
    "officials": tuple(type_ for type_ in COMPARED if type_.startswith("official")),
}


class Fault(NamedTuple):
    """A fact that is `missed` or `wrong`, with the fields as they are written."""

    what: str
    type: str
    said: Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """How many facts of a type are right, wrong and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Count another tally in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed


@dataclass(slots=True)
class Comparison:
    """What came of one article. judged: for each found record with a compared fact, whether no fact of it is wrong."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    faults: list[Fault] = field(default_factory=list)
    judged: dict[Origin, bool] = field(default_factory=dict)


def compare(gold: Mapping[str, Any], found: Mapping[str, Any]) -> Comparison:
    """Compare a found record with an annotated one, both as the record format writes them."""
    out = Comparison()
    is_ignored = _unasked(gold)
    people = frozenset(fold_name(n) for o in gold.get("officials") or [] for n in texts(o.get("name")))
    wanted, left = _by_type(gold, raw=True), _by_type(found, raw=False)
    for type_ in sorted({*wanted, *left}):
        rest = left.get(type_, [])
        inferred = [f for f in rest if f.inferred]
        rest = [f for f in rest if not f.inferred]
        for fact in inferred:
            if type_ in wanted or not is_ignored(fact):
                right = any(_fits(g, fact, people, inference_too=True) for g in wanted.get(type_, []))
                _judge(out, INFERRED, fact, right=right)
        for fact in sorted(wanted.get(type_, []), key=lambda f: f.optional):
            hits = [f for f in rest if _fits(fact, f, people)]
            if fact.optional:
                rest = [f for f in rest if f not in hits]
            elif hits:
                _judge(out, type_, hits[0], right=True)
                rest = [f for f in rest if f is not hits[0]]
            elif not fact.inferred:
                out.tallies[type_].missed += 1
                out.faults.append(Fault("missed", type_, fact.said))
        for fact in rest:
            if not is_ignored(fact):
                _judge(out, type_, fact, right=False)
                out.faults.append(Fault("wrong", type_, fact.said))
    _count_meetings(out, gold, found)
    return out


def _judge(out: Comparison, type_: str, fact: Fact, *, right: bool) -> None:
    out.tallies[type_].add(Tally(right=int(right), wrong=int(not right)))
    out.judged[fact.origin] = out.judged.get(fact.origin, True) and right


def _by_type(record: Mapping[str, Any], *, raw: bool) -> dict[str, list[Fact]]:
    """The facts by type, each once. raw: told apart by how they are written, since alternatives may overlap."""
    grouped: defaultdict[str, list[Fact]] = defaultdict(list)
    known: set[object] = set()
    for fact in facts_of(record):
        key = repr((fact.type, sorted(fact.said.items()))) if raw else fact.key()
        if key not in known:
            known.add(key)
            grouped[fact.type].append(fact)
    return grouped


def _fits(gold: Fact, found: Fact, people: frozenset[str], *, inference_too: bool = False) -> bool:
    """Does a found fact equal an annotated one in every field that the latter has?

    people: the folded names that the article gives; the person of a role may be left open, but is then one of them.
    """
    nobody = frozenset([None])
    for name in COMPARED[gold.type]:
        value = found.values.get(name, nobody)
        if name in gold.values:
            if len(value) != 1 or not value <= gold.values[name]:
                return False
        elif gold.type == "bloc_role" and name == "person" and not value <= people | nobody:
            return False
    if gold.type == "bloc_role":
        if found.said.get("unit") is None and found.said.get("person") is None:
            return False
        if gold.inferred and not found.inferred and not inference_too:
            return False  # an inference must say that it is one
    return True


def _unasked(gold: Mapping[str, Any]) -> Callable[[Fact], bool]:
    """Does a found fact stand in a field that the annotation leaves out? null and [] are no such fields."""
    silent = _silent_types(gold)
    partly: list[tuple[tuple[str, ...], frozenset[str | None]]] = []
    for official in gold.get("officials") or []:
        names = values_of(official.get("name"), fold_name)
        for name, types in (
            ("rank", ("official_rank",)),
            ("academic", ("official_academic",)),
            ("posts", ("official_post", "official_unit")),
            ("part", ("official_part",)),
        ):
            if name not in official or official.get("optional"):
                partly.append((types, names))
    taken = _taken_posts(gold)

    def is_ignored(fact: Fact) -> bool:
        if fact.type in silent:
            return True
        person = next(iter(fact.values.get("person", [None])))
        if fact.type in ("official_post", "official_unit"):
            form = next(iter(fact.values[fact.type.removeprefix("official_")]))
            if (person, form) in taken:
                return True
        return any(fact.type in types and person in names for types, names in partly)

    return is_ignored


def _silent_types(gold: Mapping[str, Any]) -> set[str]:
    """The types of facts that the annotation says nothing about."""
    article, meetings, blocs = gold.get("article") or {}, gold.get("meetings"), gold.get("blocs")
    silent = {f"article_{name}" for name in ("title", "published", "byline") if name not in article}
    for name in ("kinds", "bloc", "date", "place", "period"):
        if meetings is None or any(name not in m for m in meetings):
            silent.add("meeting_kind" if name == "kinds" else f"meeting_{name}")
    for name, type_ in (("scope", "bloc_scope"), ("members", "bloc_member")):
        if blocs is None or any(name not in b for b in blocs):
            silent.add(type_)
    for key, types in _TYPES.items():
        if key not in gold:
            silent.update(types)
    return silent


def _taken_posts(gold: Mapping[str, Any]) -> set[tuple[str | None, str | None]]:
    """(person, unit or post with unit) of the posts that pass on: they may stand among someone's posts or not."""
    taken: set[tuple[str | None, str | None]] = set()
    for handover in gold.get("handovers") or []:
        for unit in texts(handover.get("organization")):
            for name in texts(handover.get("to")) + texts(handover.get("from")):
                taken.add((fold_name(name), fold_title(unit)))
                taken.update((fold_name(name), fold_title(f"{p} {unit}")) for p in texts(handover.get("post")))
    return taken


def _count_meetings(out: Comparison, gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    meetings = gold.get("meetings")
    if meetings is None:
        return
    needed, number = sum(not m.get("optional") for m in meetings), len(found.get("meetings") or [])
    out.tallies[MEETING] = Tally(min(needed, number), max(0, number - len(meetings)), max(0, needed - number))
    for i in range(number):
        out.judged[("meetings", i)] = out.judged.get(("meetings", i), True) and i < len(meetings)
