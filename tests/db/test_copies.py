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
    return [("caption" if passage.startswith(CAPTION) else "body", passage.removeprefix(CAPTION)) for passage in found]


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


# --- a thousand articles -----------------------------------------------------------------------------------------


def candidate(of: Written) -> Candidate:
    told = [("title", of.title), *(("body", passage) for passage in of.body)]
    return Candidate(
        id=of.key,
        passages=(*told, *(("caption", passage) for passage in of.captions)),
        published=of.published.isoformat(),
        publisher=of.publisher,
    )


def roots(articles: list[Written], copies: list[Copy]) -> dict[str, str]:
    original_of = {copy.article: copy.original for copy in copies}
    return {one.key: original_of.get(one.key, one.key) for one in articles}


def misses(articles: list[Written], copies: list[Copy]) -> tuple[list[Written], list[str]]:
    """The planted copies that do not stand with their original, and the originals that stand with another one."""
    root_of = roots(articles, copies)
    missed = [one for one in articles if one.original and root_of[one.key] != root_of[one.original]]
    first: dict[str, str] = {}
    joined = [
        one.key for one in articles if not one.original and first.setdefault(root_of[one.key], one.key) != one.key
    ]
    joined += [
        copy.article
        for copy in copies
        if (one := next(a for a in articles if a.key == copy.article)).original and one in missed
    ]
    return missed, joined


@pytest.mark.parametrize("seed", [4, 5, 6])
def test_of_a_thousand_articles_300_copies_are_found_and_no_others(seed: int) -> None:
    articles = written(1000, 300, seed)
    missed, joined = misses(articles, find_copies(map(candidate, articles)))
    assert len(missed) <= 5, [one.edits for one in missed]
    assert len(joined) <= 2


def test_neither_order_nor_what_else_there_is_counts() -> None:
    articles = written(200, 60)
    found = find_copies(map(candidate, articles))
    assert find_copies(map(candidate, reversed(articles))) == found
    groups = set(roots(articles, found).items())
    more = [*articles, *written(150, 0, seed=99)]
    assert groups <= set(roots(more, find_copies(map(candidate, more))).items())
