"""The sentence tables in `tests/cases/*.toml`: how a case reads, and how it is compared with what was extracted.

A case is a `[[case]]` with
  id, comment   its name, and the phenomenon that it stands for
  text          paragraphs parted by blank lines; optionally `title` and `published` (a date)
  expect        key of the record format → records that must be found; only the fields that are given are compared
  exact         keys under which nothing beyond `expect` may be found
  none          keys under which nothing may be found; `all` stands for every key
  absent        records that must not be found: `{ key = …, field = … }`
  hard          true where the reader still fails (reported as xfail, never counted as passed; drop it once it passes)
A string may give alternatives apart by ` | `; "" is null. `kinds` must be among those found; `members` and `posts` must
be those found (in any order; a post in a bloc may stand beside them); `posts_any` must be among the posts found.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import articles
from corpus.article import Article
from extractors.records import KINDS
from pipeline.evaluation.evidence import proofs
from pipeline.evaluation.folding import fold_name, fold_title

FOLDER = Path(__file__).parent / "cases"
POSTS_IN_BLOCS = {"khối trưởng", "cụm trưởng", "trưởng khối", "trưởng cụm", "khối phó", "cụm phó", "phó trưởng khối"}
PLAIN = {"number", "date", "period", "status", "role", "basis", "part", "recipient_kind"}


def load(path: Path) -> list[dict[str, Any]]:
    """The cases of a table."""
    return list(tomllib.loads(path.read_text(encoding="utf-8"))["case"])


def tables() -> dict[str, list[dict[str, Any]]]:
    """Every table by its name."""
    return {path.stem: load(path) for path in sorted(FOLDER.glob("*.toml"))}


def article_of(case: dict[str, Any]) -> Article:
    """The article that a case stands for."""
    paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", case["text"].strip())]
    title = case.get("title")
    published = case.get("published")
    assert published is None or isinstance(published, date)
    return articles.article_of(*paragraphs, title=title, published=published, name=case["id"])


def faults(case: dict[str, Any], found: dict[str, list[dict[str, Any]]]) -> list[str]:
    """What is wrong with the records found (as `extraction_to_json` writes them), a line each."""
    lines = []
    for key, wanted in case.get("expect", {}).items():
        left = list(found[key])
        for record in wanted:
            hit = next((f for f in left if fits(key, record, f)), None)
            if hit is None:
                lines.append(f"missed {key}: {record}")
            else:
                left.remove(hit)
        if key in case.get("exact", ()):
            lines += [f"too many {key}: {_short(f)}" for f in left]
    none = case.get("none", ())
    for key in KINDS if "all" in none else none:
        lines += [f"must be none, {key}: {_short(f)}" for f in found[key]]
    for record in case.get("absent", ()):
        fields = {k: v for k, v in record.items() if k != "key"}
        lines += [
            f"must be absent, {record['key']}: {_short(f)}"
            for f in found[record["key"]]
            if fits(record["key"], fields, f)
        ]
    return lines


def fits(key: str, wanted: dict[str, Any], found: dict[str, Any]) -> bool:
    """Does a found record have every field that is wanted?"""
    return all(_same(key, field, value, found) for field, value in wanted.items())


def _same(key: str, field: str, wanted: Any, found: dict[str, Any]) -> bool:
    if field in ("posts", "posts_any"):
        return _same_posts(wanted, found["posts"], only=field == "posts")
    value = found[field]
    if field == "kinds":
        return set(wanted) <= set(value)
    if isinstance(wanted, list):
        left = [fold_title(v) for v in value]
        for item in wanted:
            hit = next((v for v in left if v in _accepted(key, field, item)), None)
            if hit is None:
                return False
            left.remove(hit)
        return not left
    if isinstance(wanted, str):
        return (None if value is None else _folded(key, field, str(value))) in _accepted(key, field, wanted)
    return bool(value == wanted)


def _folded(key: str, field: str, text: str) -> str:
    if field in PLAIN or (key in ("handovers", "documents") and field == "kind"):
        return text.casefold()
    return fold_name(text) if (key, field) == ("officials", "name") else fold_title(text)


def _accepted(key: str, field: str, wanted: str) -> set[str | None]:
    return {_folded(key, field, w) if w else None for w in wanted.split(" | ")}


def _same_posts(wanted: list[dict[str, Any]], found: list[dict[str, Any]], *, only: bool) -> bool:
    left = [p for p in found if fold_title(p["title"]) not in POSTS_IN_BLOCS]
    for post in wanted:
        forms = {fold_title(f"{t} {u}") for t in post["title"].split(" | ") for u in post.get("unit", "").split(" | ")}
        former = post.get("former", False)
        hit = next(
            (p for p in left if fold_title(f"{p['title']} {p['unit'] or ''}") in forms and p["former"] == former), None
        )
        if hit is None:
            return False
        left.remove(hit)
    return not (only and left)


def evidence_faults(article: Article, found: dict[str, Any]) -> list[str]:
    """Records whose evidence is empty, leaves its block, or does not hold what the record names, a line each."""
    lines = [f"evidence proves no {key}: {_short(found[key][i])}" for key, i, good in proofs(found) if not good]
    for key in KINDS:
        for record in found[key]:
            spans = [(s["start"], s["end"]) for s in record["evidence"]]
            if not all(any(b.start <= s < e <= b.end for b in article.blocks) for s, e in spans):
                lines.append(f"evidence outside a block, {key}: {_short(record)} {spans}")
    return lines


def _short(record: dict[str, Any]) -> dict[str, Any]:
    return {
        k: v for k, v in record.items() if k not in ("id", "evidence", "confidence", "rule") and v not in (None, [])
    }
