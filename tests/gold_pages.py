"""The articles that were marked by hand, where they are at hand beside the checkout, and whether they are read so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corpus.article import Article, Page
from corpus.inputs.plain import MEDIA_TYPES
from corpus.read import read

GOLD = Path(__file__).parents[2] / "shared" / "gold"
NAMES = sorted(p.stem for p in GOLD.glob("*.json")) if GOLD.is_dir() else []
HTML = [name for name in NAMES if (GOLD / f"{name}.html").exists()]
PARTS = ("title", "published", "byline")


def load(name: str) -> tuple[Article, dict[str, Any]]:
    """(the article as it is read, what was marked by hand)."""
    path = next(p for p in GOLD.glob(f"{name}.*") if p.suffix in MEDIA_TYPES)
    page = Page(source=path.name, content=path.read_bytes(), media_type=MEDIA_TYPES[path.suffix])
    gold: dict[str, Any] = json.loads((GOLD / f"{name}.json").read_text(encoding="utf-8"))["article"]
    return read(page), gold


def right(article: Article, gold: dict[str, Any]) -> dict[str, bool]:
    """Whether each of PARTS that was marked is read so; of some titles there are two forms, parted by a bar."""
    found = {
        "title": lambda: article.title in str(gold["title"]).split(" | "),
        "published": lambda: (article.published.isoformat() if article.published else None) == gold["published"],
        "byline": lambda: [n.lower() for n in article.byline] == [str(n).lower() for n in gold["byline"]],
    }
    return {part: found[part]() for part in PARTS if part in gold}
