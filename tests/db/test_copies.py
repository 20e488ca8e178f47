"""Copies: which articles are one, and which only look alike."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from copied_articles import Written, written
from db.copies import Candidate, Copy, find_copies
from db.same_article import compare, names_publisher, source_mark, text_of

CASES = tomllib.loads((Path(__file__).parent / "copies.toml").read_text(encoding="utf-8"))
CAPTION = "Ảnh: "
DAY = date(2024, 1, 2)


def passages(base: str) -> list[str]:
    return [passage for passage in CASES["base"][base].strip().split("\n\n") if passage]


def blocks(found: list[str]) -> list[tuple[str, str]]:
    return [
        ("caption" if passage.startswith(CAPTION) else "body", passage.removeprefix(CAPTION)) for passage in found
    ]


def second_text(pair: dict[str, Any]) -> list[str]:
    kept = [p for at, p in enumerate(passages(pair.get("other", pair["base"]))) if at not in pair.get("drop", [])]
    for old, new in pair.get("edits", []):
        kept = [passage.replace(old, new) for passage in kept]
    return [*pair.get("first", []), *kept, *pair.get("add", [])]


def test_there_are_pairs_enough() -> None:
    assert len(CASES["pair"]) >= 60
    assert all(pair["base"] in CASES["base"] for pair in CASES["pair"])


@pytest.mark.parametrize("pair", CASES["pair"], ids=lambda pair: f"{pair['base']}-{pair['why']}")
@pytest.mark.parametrize("turned", [False, True], ids=["", "turned"])
def test_pair(pair: dict[str, Any], turned: bool) -> None:
    one, other = text_of(blocks(passages(pair["base"]))), text_of(blocks(second_text(pair)))
    verdict = compare(other, one, pair.get("days", 0)) if turned else compare(one, other, pair.get("days", 0))
    assert verdict.is_copy is pair["same"], verdict
