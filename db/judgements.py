"""What the decisions of a person mean for the claims of an archive: which mentions they name, which of them count."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from db.decisions import ABOUT_CLAIMS, Decision, Ref
from db.groups import Groups
from db.mentions import Mention

APPLIED, UNMATCHED, OVERRULED = "applied", "unmatched", "overruled"


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


class Judgements:
    """The decisions as one archive takes them. `of_kind` is asked for each kind of entity; then `write` says what came
    of each line."""

    def __init__(self, decisions: Sequence[Decision] = ()) -> None:
        self._decisions = list(decisions)
        self._status: dict[int, tuple[str, str | None]] = {}

    def judge_claims(self, connection: sqlite3.Connection) -> None:
        """Fill judged_claims: of several lines on one claim the last counts. Before any mention is looked at."""
        judged: dict[str, tuple[str, Decision]] = {}
        for decision in self._decisions:
            if decision.decision not in ABOUT_CLAIMS:
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

    def of_kind(self, kind: str, mentions: Iterable[Mention]) -> Judged:
        """What is decided about the mentions of one kind of entity (person, unit, bloc); those are all of the kind."""
        by_place: dict[tuple[str, str], list[Mention]] = defaultdict(list)
        claims = {ref.claim for d in self._decisions for ref in d.mentions}
        for mention in mentions:
            if mention.claim in claims:
                by_place[mention.claim, mention.field].append(mention)
        judged = Judged()
        groups: Groups[Mention] = Groups()
        for decision in reversed(self._decisions):  # the later counts
            if decision.decision in ABOUT_CLAIMS:
                continue
            found = [_mention(ref, by_place) for ref in decision.mentions]
            if any(m is None for m in found):
                if any(m is not None for m in found):
                    missing = [str(r) for r, m in zip(decision.mentions, found, strict=True) if m is None]
                    self._set(decision, UNMATCHED, f"no {kind} is named at {', '.join(missing)}")
                continue
            if decision.decision == "suppressed" and kind != "person":
                self._set(decision, UNMATCHED, f"a {kind} is named there; only people are suppressed")
                continue
            self._apply(decision, [m for m in found if m is not None], judged, groups)
        judged.same.sort(key=_pair_key)
        judged.different.sort(key=_pair_key)
        return judged

    def _apply(self, decision: Decision, named: list[Mention], judged: Judged, groups: Groups[Mention]) -> None:
        if decision.decision == "same":
            against = self._against(named, judged, groups)
            if against is None:
                judged.same += [(named[0], other) for other in named[1:]]
                for other in named[1:]:
                    groups.join(named[0], other)
        elif decision.decision == "different":
            pairs = [(one, other) for at, one in enumerate(named) for other in named[at + 1 :]]
            against = next((p for p in pairs if groups.find(p[0]) == groups.find(p[1])), None)
            if against is None:
                judged.different += pairs
        else:
            against = None
            if decision.decision == "alias":
                judged.aliases.setdefault(named[0], []).append(decision.name or "")
            else:
                judged.suppressed += named
        self._set(decision, *((OVERRULED, "a later line says the contrary") if against else (APPLIED, None)))

    @staticmethod
    def _against(named: list[Mention], judged: Judged, groups: Groups[Mention]) -> tuple[Mention, Mention] | None:
        """A later `different` that would not hold if all the named were one."""
        joined = {groups.find(m) for m in named}
        return next((p for p in judged.different if {groups.find(p[0]), groups.find(p[1])} <= joined), None)

    def _set(self, decision: Decision, status: str, note: str | None) -> None:
        self._status[decision.line] = (status, note)

    def write(self, connection: sqlite3.Connection) -> None:
        """Fill the table of decisions; those about mentions that no kind of entity has are unmatched."""
        rows = []
        for d in self._decisions:
            status, note = self._status.get(d.line, (UNMATCHED, _gone([str(ref) for ref in d.mentions])))
            refs = json.dumps([str(ref) for ref in d.mentions], ensure_ascii=False)
            rows.append((d.line, d.decision, refs, d.name, d.who, d.when, d.why, status, note))
        connection.executemany(
            "INSERT INTO decisions (line, decision, mentions, name, who, decided, why, status, note) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )


def grouped(
    identities: Sequence[Hashable], node_of: Mapping[Mention, int], judged: Judged
) -> tuple[list[list[int]], set[int]]:
    """Nodes (what single articles say of an entity, by number) as groups, and the nodes that stand by themselves
    because a person said so.

    Nodes of one identity are one, but for the second of two mentions that are not the same: its node leaves.
    """
    leaving = {
        node_of[other] for one, other in judged.different if identities[node_of[one]] == identities[node_of[other]]
        and node_of[one] != node_of[other]
    }  # fmt: skip
    groups: Groups[int] = Groups(range(len(identities)))
    first: dict[Hashable, int] = {}
    for node, identity in enumerate(identities):
        if node not in leaving:
            groups.join(first.setdefault(identity, node), node)
    for one, other in judged.same:
        groups.join(node_of[one], node_of[other])
    parts: dict[int, list[int]] = defaultdict(list)
    for node in range(len(identities)):
        parts[groups.find(node)].append(node)
    return list(parts.values()), leaving


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
