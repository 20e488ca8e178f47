"""Comparing profiles: that it stops early changes nothing, held against a comparison that never does."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from itertools import combinations, groupby, pairwise
from math import prod

import pytest

from career_articles import fill
from db import archive, resolve
from db.people import evidence
from db.people.citations import Citations
from db.people.evidence import LINKED_FROM, Tie, compare
from db.people.profiles import Profile, Profiles
from db.people.unit_facts import UnitFacts

MENTIONS = 1_500


@pytest.fixture(scope="module")
def blocks() -> Iterator[tuple[UnitFacts, list[list[Profile]]]]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    archive.create(connection)
    fill(connection, MENTIONS)
    resolve.resolve(connection)
    facts = UnitFacts(connection)
    citations = Citations(connection)
    profiles = Profiles(connection, facts)
    found = [profiles.of(list(block), ()) for _, block in groupby(citations, key=lambda c: c.spelling)]
    yield facts, found
    connection.close()


def in_time(one: Profile, other: Profile) -> tuple[Profile, Profile]:
    first, second = sorted((one, other), key=lambda p: (p.first or 0, p.id))
    return first, second


def test_what_is_left_to_be_said_never_outweighs_its_bound(blocks: tuple[UnitFacts, list[list[Profile]]]) -> None:
    facts, found = blocks
    bounds = [still for _, still in evidence._FACTORS]
    most = [still / after for still, after in pairwise([*bounds, 1.0])]
    seen = [0.0] * len(most)
    for block in found:
        for one, other in combinations(block, 2):
            a, b = in_time(one, other)
            tie, _ = evidence.closest_tie(a, b, facts)
            factors = [factor_of(a, b, tie, facts)[0] for factor_of, _ in evidence._FACTORS]
            seen = [max(pair) for pair in zip(seen, factors, strict=True)]
    assert all(highest <= bound for highest, bound in zip(seen, most, strict=True)), (seen, most)
    assert max(seen) > 1


def test_a_comparison_that_stopped_early_could_not_have_made_a_link(
    blocks: tuple[UnitFacts, list[list[Profile]]],
) -> None:
    facts, found = blocks
    stopped = whole = 0
    for block in found:
        for one, other in combinations(block, 2):
            a, b = in_time(one, other)
            tie, leading = evidence.closest_tie(a, b, facts)
            said = [factor_of(a, b, tie, facts) for factor_of, _ in evidence._FACTORS]
            crowd = evidence._CROWD[tie][0 if leading else 1] * max(evidence.share_of(a.key), evidence._RAREST)
            ratio = prod(factor for factor, _ in said)
            against = [reason for factor, reason in said if reason and factor <= evidence._AGAINST]
            undated = evidence._undated(a, b) if tie > Tie.PLACE else None
            conflict = next(filter(None, [evidence.rank_falls(a, b), *against, undated]), None)
            result = compare(one, other, facts)
            assert result == compare(other, one, facts) and result.tie is tie
            if result.probability == 0 and ratio > 0:
                stopped += 1
                conflict = next(filter(None, [evidence.rank_falls(a, b), *against]), None)
                hopeless = conflict is not None and conflict not in evidence._MAY_BE_ALL_THE_SAME
                assert tie is not Tie.POST and (ratio / (ratio + crowd) < LINKED_FROM or hopeless)
            else:
                whole += 1
                assert result.probability == pytest.approx(ratio / (ratio + crowd))
                assert result.conflict == conflict
                assert result.reasons == tuple(r for factor, r in said if r and factor > evidence._AGAINST)
    assert stopped > 20 and whole > 20
