"""The pages beside site files (`tests/pages/sites/NAME.html` for `corpus/sites/NAME.py`): each is read by its file.

`NAME-2.html` is another one, of another design.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.article import Article, BlockKind
from corpus.read import read
from corpus.skeleton import skeleton
from corpus.skeleton_text import expected_of
from pages import FOLDER, Expected, body_text, expected, page

SITE_PAGES = sorted(path.stem for path in (FOLDER / "sites").glob("*.json"))


def faults(article: Article, want: Expected, site: str) -> list[str]:
    """What was read otherwise than it should have been."""
    blocks = ((b.kind.value, article.text[b.start : b.end]) for b in article.blocks if b.kind is not BlockKind.TITLE)
    published = article.published.isoformat() if article.published else None
    wanted = {
        "title": (article.title, want.title),
        "published": (published, want.published),
        "byline": (article.byline, want.byline),
        "publisher": (article.publisher, want.publisher),
        "url": (article.url, want.url),
        "blocks": (tuple(blocks), want.blocks),
        "site": (article.site, site),
    }
    let_in = [f"let in: {piece}" for piece in want.absent if piece in body_text(article)]
    return [f"{part}: {got!r}, not {right!r}" for part, (got, right) in wanted.items() if got != right] + let_in


def test_every_page_beside_a_site_file_is_read_by_it() -> None:
    found = {
        name: faults(read(page(f"sites/{name}")), expected(f"sites/{name}"), name.partition("-")[0])
        for name in SITE_PAGES
    }
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_what_nobody_has_reviewed_fails(tmp_path: Path) -> None:
    saved = page("mixed_portal/02")
    (tmp_path / "a.html").write_bytes(saved.content)
    said = expected_of(skeleton(saved, "a"), saved.url)
    (tmp_path / "a.json").write_text(said, encoding="utf-8")
    with pytest.raises(AssertionError, match="reviewed"):
        expected("a", tmp_path)
    reviewed = {key: value for key, value in json.loads(said).items() if key != "reviewed"}
    (tmp_path / "a.json").write_text(json.dumps(reviewed), encoding="utf-8")
    article = read(page("a", tmp_path))
    assert [fault.partition(":")[0] for fault in faults(article, expected("a", tmp_path), "a")] == ["site"]


@pytest.mark.parametrize(
    ("part", "value"), [("title", "X"), ("published", None), ("blocks", []), ("absent", ["bổ nhiệm"])]
)
def test_the_guard_sees(tmp_path: Path, part: str, value: object) -> None:
    saved = page("mixed_portal/02")
    (tmp_path / "a.html").write_bytes(saved.content)
    said = json.loads(expected_of(skeleton(saved, "a"), saved.url)) | {part: value}
    (tmp_path / "a.json").write_text(json.dumps({k: v for k, v in said.items() if k != "reviewed"}), encoding="utf-8")
    assert len(faults(read(page("a", tmp_path)), expected("a", tmp_path), "a")) == 2  # and no file reads it yet
