"""What lists lead to, and what is passed over: sections below sections, other sites, traps, sitemaps in sitemaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.crawl.content import content_of, recognized
from corpus.crawl.journal import Entry
from corpus.crawl.lists import led_by
from corpus.crawl.plan import Kind, Plan, Source, plan_of

BASE = "https://bao.example"
PLAN = plan_of((BASE + "/",), {})
SECTION = """<html><body><a href="/thoi-su">Thời sự</a> <a href="/thi-dua/">Thi đua</a> <a href="/thi-dua/p2" rel=next>2</a>
<a href="/a/b/a/b/a/b/a/b/">Vòng</a> <a href="/mua-lu-ve-som-tren-song-lam-123457.html">Mùa lũ về sớm trên sông Lam</a></body></html>"""


def led(text: str, entry: Entry, plan: Plan = PLAN) -> tuple[list[str], dict[str, str]]:
    """(addresses to fetch, address → why it is not)."""
    content = content_of(
        text.encode(), "text/xml" if "<url" in text or "<site" in text or "<rss" in text else "text/html"
    )
    wanted = Kind(entry.kind) if entry.kind else None
    found = led_by(plan, entry, recognized(content, address=entry.address, wanted=wanted, most=10**6), lambda _: True)
    return [e.address.removeprefix(BASE) for e in found.entries], {
        t.address.removeprefix(BASE): str(o) for o, t in found.passed
    }


SEED = Entry(address=BASE + "/", kind="section", source=0)


@pytest.mark.parametrize(
    ("depth", "at", "below"),
    [(0, 0, []), (1, 0, ["/thoi-su", "/thi-dua/"]), (1, 1, []), (2, 1, ["/thoi-su", "/thi-dua/"])],
)
def test_sections_below_a_section(depth: int, at: int, below: list[str]) -> None:
    plan = Plan(sources=(Source(url=SEED.address, depth=depth),))
    found, _ = led(SECTION, replace(SEED, depth=at), plan)
    assert found == ["/mua-lu-ve-som-tren-song-lam-123457.html", "/thi-dua/p2", *below]


@pytest.mark.parametrize(("page", "goes_on"), [(1, True), (9, True), (10, False)])
def test_a_section_has_so_many_pages_at_most(page: int, goes_on: bool) -> None:
    assert ("/thi-dua/p2" in led(SECTION, replace(SEED, page=page))[0]) is goes_on


def test_a_page_without_anything_new_is_the_last() -> None:
    content = recognized(
        content_of(SECTION.encode(), "text/html"), address=SEED.address, wanted=Kind.SECTION, most=1000
    )
    found = led_by(PLAN, SEED, content, lambda _: False)
    assert [e.address for e in found.entries] == [BASE + "/mua-lu-ve-som-tren-song-lam-123457.html"]


SITEMAP = """<urlset><url><loc>/a-1.html</loc></url><url><loc>https://khac.example/b</loc></url>
<url><loc>/x/y/x/y/x/y/x/y</loc></url><url><loc>https://tin.bao.example/c</loc></url></urlset>"""
INDEX = "<sitemapindex><sitemap><loc>/s2.xml</loc></sitemap><sitemap><loc>https://khac.example/s.xml</loc></sitemap></sitemapindex>"
MAP = Entry(address=BASE + "/sitemap.xml", kind=None, source=0)


def test_a_sitemap_speaks_for_its_own_site() -> None:
    assert led(SITEMAP, MAP) == (
        ["/a-1.html", "https://tin.bao.example/c"],
        {"https://khac.example/b": "other_site", "/x/y/x/y/x/y/x/y": "trap"},
    )


@pytest.mark.parametrize(("depth", "found"), [(0, ["/s2.xml"]), (2, ["/s2.xml"]), (3, [])])
def test_sitemaps_in_sitemaps_have_a_bottom(depth: int, found: list[str]) -> None:
    assert led(INDEX, replace(MAP, depth=depth))[0] == found


def test_a_feed_may_name_other_sites() -> None:
    feed = "<rss><channel><item><link>https://khac.example/b</link></item><item><link>/a</link></item></channel></rss>"
    assert led(feed, MAP)[0] == ["https://khac.example/b", "/a"]


def test_a_pattern_chooses_among_what_a_feed_names() -> None:
    plan = Plan(sources=(Source(url=MAP.address, articles="/a-"),))
    assert led(SITEMAP, MAP, plan)[0] == ["/a-1.html"]


def test_an_article_leads_to_nothing() -> None:
    assert led(SECTION, replace(SEED, kind="article")) == ([], {})
