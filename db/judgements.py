"""What the decisions of a person mean for the claims of an archive: which mentions they name, which of them count."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Container, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from db.alterations import alter
from db.decisions import ABOUT_CLAIMS, APPLIED, JUDGEMENTS, OVERRULED, UNMATCHED, Decision, Ref
from db.groups import Groups, PartedGroups
from db.mentions import Mention


@dataclass(slots=True)
class Judged:
    """The decisions about mentions of one kind. different: of each pair the second leaves where both were one."""

    same: list[tuple[Mention, Mention]] = field(default_factory=list)
    different: list[tuple[Mention, Mention]] = field(default_factory=list)
    aliases: dict[Mention, list[str]] = field(default_factory=dict)
    suppressed: list[Mention] = field(default_factory=list)

    @property
    def named(self) -> frozenset[Mention]:
        """The mentions that any decision names."""
        pairs = {m for pair in (*self.same, *self.different) for m in pair}
        return frozenset({*pairs, *self.aliases, *self.suppressed})

    def within(self, mentions: Container[Mention]) -> Judged:
        """The decisions about some mentions; those about one of them must be about no others."""
        return Judged(
            same=[pair for pair in self.same if pair[0] in mentions],
            different=[pair for pair in self.different if pair[0] in mentions],
            aliases={m: names for m, names in self.aliases.items() if m in mentions},
            suppressed=[m for m in self.suppressed if m in mentions],
        )


class Judgements:
    """The decisions as one archive takes them. `of_kind` is asked for each kind of entity; then `write` says what came
    of each line. claims: those that any decision names. read_as: what altered columns of claims were read as, by claim
    and column."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self._decisions = list(decisions)
        self.claims = frozenset(ref.claim for decision in self._decisions for ref in decision.mentions)
        self.read_as: dict[tuple[str, str], str] = {}
        self._status: dict[int, tuple[str, str | None]] = {}
        self._wrong: dict[str, int] = {}  # by claim the line that says so

    def take_over(self, known: Mapping[int, tuple[str, str | None]]) -> None:
        """Start from what came of lines (status, note) before: it stays where it is not looked at again."""
        self._status |= known

    def judge_claims(self, connection: sqlite3.Connection) -> None:
        """Fill judged_claims: of several lines on one claim the last counts. Before any mention is looked at."""
        judged: dict[str, tuple[str, Decision]] = {}
        for decision in self._decisions:
            if decision.decision not in JUDGEMENTS:
                continue
            known = [ref.claim for ref in decision.mentions if _is_claim(connection, ref.claim)]
            missing = [ref.claim for ref in decision.mentions if ref.claim not in known]
            self._set(decision, APPLIED if not missing else UNMATCHED, _gone(missing))
            for claim in known:
                earlier = judged.get(claim)
                if earlier and earlier[0] != decision.decision:
                    self._set(earlier[1], OVERRULED, f"line {decision.line} says the contrary")
                judged[claim] = (decision.decision, decision)
        rows = sorted((claim, judgement) for claim, (judgement, _) in judged.items())
        connection.executemany("INSERT INTO judged_claims (claim, judgement) VALUES (?, ?)", rows)
        self._wrong = {claim: decision.line for claim, (judgement, decision) in judged.items() if judgement == "wrong"}

    def alter_claims(self, connection: sqlite3.Connection) -> None:
        """Alter the claims of which a person says that fields were misread. After judge_claims, before any mention is
        looked at."""
        self._status |= alter(connection, self._decisions, self._wrong)
        rows = connection.execute("SELECT claim, field, was FROM alterations WHERE was IS NOT NULL")
        self.read_as = {(claim, name): was for claim, name, was in rows}

    def of_kind(self, kind: str, node_of: Mapping[Mention, Hashable]) -> Judged:
        """What is decided about the mentions of one kind of entity (person, unit, bloc).

        node_of: the mentions of that kind, at least those in `claims`; those of one node (a name in one article) are
        one entity whatever is said.
        """
        by_place: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        for mention in node_of:
            by_place[mention.claim, mention.field].append(mention)
        judged = Judged()
        groups: PartedGroups[Hashable] = PartedGroups()
        for decision in reversed(self._decisions):  # the later counts
            if decision.decision in ABOUT_CLAIMS:
                continue
            found = [_mention(self._as_now(decision, ref), by_place) for ref in decision.mentions]
            named = [m for m in found if m is not None]
            if len(named) < len(found):
                if named:
                    missing = [str(r) for r, m in zip(decision.mentions, found, strict=True) if m is None]
                    self._set(decision, UNMATCHED, f"no {kind} is named at {', '.join(missing)}")
            elif decision.decision == "suppressed" and kind != "person":
                self._set(decision, UNMATCHED, f"a {kind} is named there; only people are suppressed")
            elif decision.decision == "different" and len({node_of[m] for m in named}) < len(named):
                self._set(decision, UNMATCHED, f"one article names two of them by one name, so they are one {kind}")
            else:
                self._apply(decision, named, [node_of[m] for m in named], judged, groups)
        judged.same.sort(key=_pair_key)
        judged.different.sort(key=_pair_key)
        return judged

    def _as_now(self, decision: Decision, ref: Ref) -> Ref:
        """A suppressed person whose name was altered since stays suppressed: an old name brings nobody back."""
        is_old = ref.name is not None and self.read_as.get((ref.claim, ref.field or "")) == ref.name
        return ref._replace(name=None) if is_old and decision.decision == "suppressed" else ref

    def _apply(
        self,
        decision: Decision,
        named: list[Mention],
        nodes: list[Hashable],
        judged: Judged,
        groups: PartedGroups[Hashable],
    ) -> None:
        """Take a decision in, unless a later one says the contrary."""
        pairs = list(combinations(range(len(named)), 2))
        contrary = False
        if decision.decision == "same":
            contrary = any(groups.apart(nodes[i], nodes[j]) for i, j in pairs)
            if not contrary:
                judged.same += [(named[0], other) for other in named[1:]]
                for node in nodes[1:]:
                    groups.join(nodes[0], node)
        elif decision.decision == "different":
            contrary = any(groups.find(nodes[i]) == groups.find(nodes[j]) for i, j in pairs)
            if not contrary:
                judged.different += [(named[i], named[j]) for i, j in pairs]
                for i, j in pairs:
                    groups.keep_apart(nodes[i], nodes[j])
        elif decision.decision == "alias":
            judged.aliases.setdefault(named[0], []).append(decision.name or "")
        else:
            judged.suppressed += named
        self._set(decision, *((OVERRULED, "a later line says the contrary") if contrary else (APPLIED, None)))

    def _set(self, decision: Decision, status: str, note: str | None) -> None:
        self._status[decision.line] = (status, note)

    def write(self, connection: sqlite3.Connection) -> None:
        """Fill the table of decisions; those about mentions that no kind of entity has are unmatched."""
        rows = []
        for d in self._decisions:
            status, note = self._status.get(d.line, (UNMATCHED, _gone([str(ref) for ref in d.mentions])))
            refs = json.dumps([str(ref) for ref in d.mentions], ensure_ascii=False)
            fields = json.dumps(dict(d.fields), ensure_ascii=False) if d.fields else None
            rows.append((d.line, d.decision, refs, d.name, fields, d.who, d.when, d.why, status, note))
        connection.executemany(
            "INSERT INTO decisions (line, decision, mentions, name, fields, who, decided, why, status, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def grouped(
    identities: Sequence[Hashable], node_of: Mapping[Mention, int], judged: Judged
) -> tuple[list[list[int]], set[int]]:
    """Nodes (what single articles say of an entity, by number) as groups, and the nodes that stand by themselves
    because a person said so. node_of: of the mentions that decisions name.

    Nodes of one identity are one, but for the second of two mentions that are not the same: its node leaves, and with
    it what is the same by a person's word.
    """
    groups: PartedGroups[int] = PartedGroups(range(len(identities)))
    for one, other in judged.same:
        groups.join(node_of[one], node_of[other])
    for one, other in judged.different:
        groups.keep_apart(node_of[one], node_of[other])
    leaving = set()
    for first, node in alike(identities, node_of, judged, groups):
        if groups.apart(first, node):
            leaving.add(node)
        else:
            groups.join(first, node)
    parts: dict[int, list[int]] = defaultdict(list)
    for node in range(len(identities)):
        parts[groups.find(node)].append(node)
    return list(parts.values()), leaving


def alike(
    identities: Sequence[Hashable], node_of: Mapping[Mention, int], judged: Judged, groups: Groups[int]
) -> list[tuple[int, int]]:
    """Of each identity its first node, with each of the others; those whom a decision tells from others come last.

    groups: what a person called the same is one in it.
    """
    seconds = {groups.find(node_of[other]) for _, other in judged.different}
    in_order = sorted(range(len(identities)), key=lambda node: (groups.find(node) in seconds, node))
    first: dict[Hashable, int] = {}
    pairs = ((first.setdefault(identities[node], node), node) for node in in_order)
    return [(one, node) for one, node in pairs if one != node]


def decided_apart(judged: Judged, entity_of: Mapping[Mention, str]) -> set[frozenset[str]]:
    """The pairs of entities of which a person said that they are not the same."""
    return {frozenset((entity_of[one], entity_of[other])) for one, other in judged.different}


def _is_claim(connection: sqlite3.Connection, claim: str) -> bool:
    return connection.execute("SELECT 1 FROM claims WHERE id = ?", (claim,)).fetchone() is not None


def _gone(missing: list[str]) -> str | None:
    return f"not in this archive (any more), or called wrong: {', '.join(missing)}" if missing else None


def _mention(ref: Ref, by_place: dict[tuple[str, str], list[Mention]]) -> Mention | None:
    """The one mention that is meant; None if there is none, or several."""
    found = by_place.get((ref.claim, ref.field or ""), [])
    named = [m for m in found if ref.name in (None, m.name)]
    return named[0] if len({m.name for m in named}) == 1 else None


def _pair_key(pair: tuple[Mention, Mention]) -> tuple[str, ...]:
    return tuple(part for m in pair for part in (m.claim, m.field, m.name))
