"""Every extractor on its table of sentences that must and must not match (see `case_tables`)."""

from __future__ import annotations

from typing import Any

import pytest

from case_tables import article_of, evidence_faults, faults, tables
from extractors.reader import Reader
from extractors.records import KINDS, extraction_to_json

TABLES = tables()
FIELDS = {"id", "comment", "text", "title", "published", "expect", "exact", "none", "absent", "hard"}


def _params() -> list[Any]:
    hard = pytest.mark.xfail(reason="hard", strict=True)
    return [
        pytest.param(case, id=f"{name}-{case['id']}", marks=[hard] if case.get("hard") else [])
        for name, cases in TABLES.items()
        for case in cases
    ]


@pytest.fixture(scope="session")
def reader() -> Reader:
    """One reader for all cases: its gazetteers load once."""
    return Reader()


@pytest.mark.parametrize("case", _params())
def test_case(case: dict[str, Any], reader: Reader) -> None:
    found = extraction_to_json(reader.read(article_of(case)))
    assert not faults(case, found)


@pytest.mark.parametrize("name", TABLES)
def test_evidence_of_every_case(name: str, reader: Reader) -> None:
    """The property that holds whatever is found, hard cases included."""
    wrong = []
    for case in TABLES[name]:
        article = article_of(case)
        found = extraction_to_json(reader.read(article))
        wrong += [f"{case['id']}: {line}" for line in evidence_faults(article, found)]
    assert not wrong


@pytest.mark.parametrize("key", KINDS)
def test_every_extractor_has_its_table(key: str) -> None:
    """At least twenty cases that must match and ten that must not; few of them hard."""
    cases = TABLES[key]
    assert sum(bool(c.get("expect", {}).get(key)) for c in cases) >= 20
    assert sum(bool(c.get("none") or c.get("absent")) for c in cases) >= 10
    assert sum(bool(c.get("hard")) for c in cases) <= len(cases) * 0.15


def test_cases_are_well_formed() -> None:
    for name, cases in TABLES.items():
        assert len({c["id"] for c in cases}) == len(cases), name
        for case in cases:
            assert not set(case) - FIELDS, (name, case["id"])
            assert case["comment"], (name, case["id"])
            assert case.get("expect") or case.get("none") or case.get("absent"), (name, case["id"])
            assert set(case.get("exact", ())) <= set(case.get("expect", {})), (name, case["id"])
            keys = {*case.get("expect", {}), *case.get("none", ()), *(a["key"] for a in case.get("absent", ()))}
            assert keys <= {*KINDS, "all"}, (name, case["id"])
