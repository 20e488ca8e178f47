"""The pages beside site files are read by these: `tests/pages/sites/NAME.html` by `corpus/sites/NAME.py`.

`NAME-2.html` is another one, of another design. That they are read right is tested with all other pages.
"""

from __future__ import annotations

import pytest

import pages
from corpus.article import Article
from corpus.read import read
from corpus.sites import tried
from corpus.skeleton import skeleton

BESIDE = [name for name in pages.NAMES if name.startswith(f"{pages.SITES}/")]


def fault(name: str, article: Article) -> str | None:
    """What is wrong with how a page beside a site file was read. name: `sites/NAME` or `sites/NAME-2`."""
    site = name.partition("/")[2].partition("-")[0]
    return None if article.site == site else f"{name}: read by {article.site or 'the general path'}, not by {site}"


def test_every_page_beside_a_site_file_is_read_by_it() -> None:
    found = [fault(name, pages.article(name)) for name in BESIDE]
    assert [wrong for wrong in found if wrong] == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [("sites/songlam", False), ("sites/songlam-2", False), ("sites/camle", True), ("sites/song", True)],
)
def test_the_guard_sees(name: str, wrong: bool) -> None:
    page = pages.page("mixed_portal/02")
    with tried(skeleton(page, "songlam").site):
        article = read(page)
    assert (fault(name, article) is not None) is wrong
    assert fault(name, read(page)) is not None
