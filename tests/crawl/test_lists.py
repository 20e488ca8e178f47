"""Listings, feeds and sitemaps → what they say of their articles."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.crawl.content import content_of, recognized
from corpus.crawl.feeds import read_feed
from corpus.crawl.listing import Listing, read_listing, says_article
from corpus.crawl.plan import Kind

BASE = "https://bao.example/thi-dua"


def listing(body: str, **named: object) -> Listing:
    given: dict[str, object] = {"charset": None, "address": BASE, "articles": None, "next_page": None, "page": 1}
    return read_listing(f"<html><meta charset=utf-8><body>{body}</body></html>".encode(), **(given | named))  # type: ignore[arg-type]


CARD = """<div class=card><a href="/khoi-thi-dua-so-3-hop-123456.html"><img src=a.jpg alt="Ảnh"></a>
<div><h3><a href="/khoi-thi-dua-so-3-hop-123456.html#top">Khối thi đua số 3 họp tổng kết</a></h3>
<p class=meta><a href="/thi-dua">Thi đua</a> {day}</p><p>{lead}</p></div></div>"""
OTHER = (
    '<div class=card><h3><a href="/mua-lu-ve-som-tren-song-lam-123457.html">Mùa lũ về sớm trên sông Lam</a></h3></div>'
)
LEAD = "Sáng nay, các đơn vị trong khối đã họp bàn việc cả năm."


def test_a_card_says_title_lead_and_day() -> None:
    first, second = listing(CARD.format(day="<time>10/12/2024</time>", lead=LEAD) + OTHER).articles
    assert first.address == "https://bao.example/khoi-thi-dua-so-3-hop-123456.html"
    assert (first.title, first.lead, first.whole_lead) == ("Khối thi đua số 3 họp tổng kết", LEAD, True)
    assert first.published == date(2024, 12, 10)
    assert (second.title, second.lead, second.published) == ("Mùa lũ về sớm trên sông Lam", None, None)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        ('<time datetime="2024-12-10T06:00:00+07:00">2 giờ trước</time>', date(2024, 12, 10)),
        ("<span>Thứ ba, 10/12/2024 08:30</span>", date(2024, 12, 10)),
        ("<span>10-12-2024 | 08:30</span>", date(2024, 12, 10)),
        ("<span>2 giờ trước</span>", None),
        ("<span>Họp ngày 3/2/2021 tại huyện, các đơn vị đã bàn về mùa vụ</span>", None),  # a day that is told of
    ],
)
def test_the_day_of_a_card(day: str, found: date | None) -> None:
    assert listing(CARD.format(day=day, lead=LEAD) + OTHER).articles[0].published == found


@pytest.mark.parametrize("lead", [LEAD[:-1] + "…", LEAD + " ...", "Ngắn quá thôi nhé."])
def test_a_lead_that_is_cut_off_says_nothing_certain(lead: str) -> None:
    assert not listing(CARD.format(day="", lead=lead) + OTHER).articles[0].whole_lead


def test_menus_and_other_sites_are_no_articles() -> None:
    found = listing(
        OTHER
        + '<a href="/thoi-su">Thời sự trong ngày hôm nay</a><a href="https://khac.example/tin-cua-bao-khac-hom-nay-123456.html">Tin của báo khác hôm nay</a>'
        '<a href="/lien-he-quang-cao-voi-bao-cua-chung-toi.html">Quảng cáo</a><a href="mailto:a@b.example">Thư cho tòa soạn nhé</a>'
        '<a href="/anh/anh-dep-cua-song-lam-123456.jpg">Ảnh đẹp của sông Lam</a>'
    )
    assert [teaser.address for teaser in found.articles] == [
        "https://bao.example/mua-lu-ve-som-tren-song-lam-123457.html"
    ]
    assert "https://bao.example/thoi-su" in found.sections


def test_a_pattern_says_what_articles_are() -> None:
    found = listing(
        '<a href="/x/1">A</a><a href="/y/2">B</a><a href="https://khac.example/x/3">C</a>', articles=r"/x/\d$"
    )
    assert [teaser.address for teaser in found.articles] == ["https://bao.example/x/1", "https://khac.example/x/3"]


@pytest.mark.parametrize(
    ("body", "named", "following"),
    [
        ('<link rel=next href="/thi-dua/2">', {}, "/thi-dua/2"),
        ('<a rel="nofollow next" href="?p=2">→</a>', {}, "/thi-dua?p=2"),
        ('<a href="/thi-dua/2">Trang sau</a>', {}, "/thi-dua/2"),
        ('<a href="/thi-dua/2">»</a>', {}, "/thi-dua/2"),
        ('<b>1</b> <a href="/p2">2</a> <a href="/p3">3</a>', {}, "/p2"),
        ('<ul><li>1</li><li><a href="/p2">2</a></li></ul>', {}, "/p2"),
        ('<a href="/p1">1</a> <b>2</b> <a href="/p3">3</a>', {"page": 2}, "/p3"),
        ('<a class="btn-page next-page" href="/thi-dua-p2"><i></i></a>', {}, "/thi-dua-p2"),
        ('<ul><li class="pager-next"><a href="?page=1">2</a></li></ul>', {}, "/thi-dua?page=1"),
        ('<a class="carousel-control-next" href="#anh"></a>', {}, None),
        ('<a class="nextgen-gallery" href="/anh">Ảnh</a>', {}, None),
        ('<p><a href="/phong-2">2</a></p>', {}, None),
        ('<a href="https://khac.example/2">Trang sau</a>', {}, None),
        ('<a href="/thi-dua">Trang sau</a>', {}, None),
        ('<a href="javascript:more()">Xem thêm</a>', {}, None),
        ('<a class="btn ke" href="/n">…</a>', {"next_page": "a.ke"}, "/n"),
        ('<a href="/n">Trang sau</a>', {"next_page": "a.ke"}, None),
        ("", {"next_page": "/thi-dua/trang-{page}.html"}, "/thi-dua/trang-2.html"),
        ("", {"next_page": "/thi-dua/trang-{page}.html", "page": 9}, "/thi-dua/trang-10.html"),
        ("", {}, None),
    ],
)
def test_where_a_section_goes_on(body: str, named: dict[str, object], following: str | None) -> None:
    assert listing(OTHER + body, **named).next == (f"https://bao.example{following}" if following else None)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02" * 50, b"<" * 1000, b"<a href=" * 500, b"<div>" * 20_000])
def test_what_is_no_page_lists_nothing(content: bytes) -> None:
    assert read_listing(content, charset="klingon", address=BASE, articles=None, next_page=None, page=1).articles == ()


def test_many_links_take_no_time_without_end() -> None:
    body = "".join(
        f'<div><a href="/bai-viet-so-{n}-cua-bao-{100000 + n}.html">Bài viết số {n} của báo</a></div>'
        for n in range(20_000)
    )
    assert len(listing(body).articles) == 5_000


@pytest.mark.parametrize(
    ("head", "article"),
    [
        ('<meta property="og:type" content="article">', True),
        ('<meta property="og:type" content="website">', False),
        ('<script type="application/ld+json">{"@type": "NewsArticle"}</script>', True),
        ('<script type="application/ld+json">{"@type": "WebSite"}</script>', None),
        (
            '<script type="application/ld+json">{"@type":["NewsArticle"]}</script><meta property="og:type" content="website">',
            True,
        ),
        ("", None),
    ],
)
def test_what_says_that_it_is_an_article(head: str, article: bool | None) -> None:
    assert says_article(f"<html><head>{head}</head><body><p>x</p></body></html>".encode(), None) is article


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("/hoat-dong-cua-cac-khoi-thi-dua", '<meta property="og:type" content="website">', Kind.SECTION),
        ("/hoat-dong-cua-cac-khoi-thi-dua", '<meta property="og:type" content="article">', Kind.ARTICLE),
        ("/khoi-thi-dua-so-3-ky-ket-giao-uoc.html", "", Kind.ARTICLE),
        ("/khoi-thi-dua-123456.html", '<meta property="og:type" content="website">', Kind.ARTICLE),
        ("/thi-dua", "", Kind.SECTION),
    ],
)
def test_what_a_page_is_that_nobody_named(path: str, head: str, kind: Kind) -> None:
    content = content_of(f"<html><head>{head}</head><body><p>x</p></body></html>".encode(), "text/html")
    assert recognized(content, address="https://bao.example" + path, wanted=None, most=1000).kind == kind


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Khối thi đua</title>
<link rel="edit" href="/e"/><link href="/a1"/><published>2024-05-01T23:30:00Z</published><updated>2024-06-01T00:00:00Z</updated>
<summary type="html">&lt;b&gt;Lời&lt;/b&gt; dẫn&amp;nbsp;đây …</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item><title>Tin</title><link>https://bao.example/a2</link><dc:date>2024-05-03</dc:date></item></rdf:RDF>"""
NEWS = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://bao.example/a3 </loc><news:news><news:publication><news:name>Báo</news:name></news:publication>
<news:publication_date>2024-05-04T08:00:00+07:00</news:publication_date><news:title>Tin ba</news:title></news:news></url>
<url><loc>mailto:x</loc></url></urlset>"""


def test_feeds() -> None:
    atom = read_feed(ATOM.encode(), BASE)
    assert atom is not None and not atom.is_sitemap
    (entry,) = atom.items
    assert (entry.address, entry.title, entry.lead) == ("https://bao.example/a1", "Khối thi đua", "Lời dẫn đây …")
    # Half past eleven at night in Greenwich is the next morning in Vietnam.
    assert (entry.published, entry.modified, entry.whole_lead) == (date(2024, 5, 2), date(2024, 6, 1), False)
    rdf = read_feed(RDF.encode(), BASE)
    assert rdf is not None and [(i.address, i.published) for i in rdf.items] == [
        ("https://bao.example/a2", date(2024, 5, 3))
    ]
    news = read_feed(NEWS.encode(), BASE)
    assert news is not None and news.is_sitemap
    assert [(i.address, i.title, i.published) for i in news.items] == [
        ("https://bao.example/a3", "Tin ba", date(2024, 5, 4))
    ]


@pytest.mark.parametrize(
    "content", [b"", b"x", b"<html><body/></html>", b"<?xml version='1.0'?>", b"\x00" * 100, b"<rss" * 1000]
)
def test_what_is_no_feed(content: bytes) -> None:
    feed = read_feed(content, BASE)
    assert feed is None or feed.items == ()


@pytest.mark.parametrize(
    ("written", "address", "title"),
    [
        # as feeds write it that nobody put through a parser of XML
        ("<title>A & B</title><link>/tin.aspx?muc=1&id=2</link>", "/tin.aspx?muc=1&id=2", "A & B"),
        ("<title>H&ocirc;m nay &ndash; t&#7893;ng k&#x1EBF;t</title><link>/a1</link>", "/a1", "Hôm nay – tổng kết"),
        ("<title>A &lt; B &khongco; C</title><link>/a?x=1&copy=2&#</link>", "/a?x=1&copy=2&", "A < B &khongco; C"),
        # as it should be
        ("<title>A &amp; B</title><link>/a?x=1&amp;y=2</link>", "/a?x=1&y=2", "A & B"),
        ("<title><![CDATA[H&ocirc;m & nay]]></title><link><![CDATA[/a?x=1&y=2]]></link>", "/a?x=1&y=2", "Hôm & nay"),
        ("<title><![CDATA[A]]> &eacute;</title><link>/a1</link><x><![CDATA[", "/a1", "A é"),
    ],
)
def test_signs_that_xml_does_not_know_cost_nothing(written: str, address: str, title: str) -> None:
    feed = read_feed(f"<rss><channel><item>{written}</item></channel></rss>".encode(), BASE)
    assert feed is not None
    (item,) = feed.items
    assert (item.address, item.title) == (f"https://bao.example{address}", title)


def test_a_feed_in_utf_16() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><rss><item><title>Một &amp; hai</title><link>/a</link></item></rss>'
    feed = read_feed(text.encode("utf-16"), BASE)
    assert feed is not None and [item.title for item in feed.items] == ["Một & hai"]


def test_parts_of_a_feed_that_never_end_take_no_time_without_end() -> None:
    assert read_feed(b"<rss><channel><item><link>/a</link></item>" + b"<![CDATA[&" * 200_000, BASE) is not None
    content = content_of(b"<!---->" * 100_000, "text/html")
    assert recognized(content, address=BASE, wanted=None, most=1000).kind == Kind.SECTION


@pytest.mark.parametrize("header", ["text/html, text/html; charset=utf-8", "text/html charset=utf-8", "html", ""])
def test_a_page_whose_type_is_badly_said_is_a_page(header: str) -> None:
    content = content_of("<p>Khối thi đua họp".encode(), header)
    assert recognized(content, address=BASE, wanted=Kind.ARTICLE, most=1000).is_right


@pytest.mark.parametrize("before", [b"", b"\xef\xbb\xbf", b"\r\n ", b"\xef\xbb\xbf\n<!-- made by hand -->\n"])
def test_a_feed_that_nobody_named_is_known_by_how_it_begins(before: bytes) -> None:
    content = content_of(before + b"<rss><channel><item><link>/a</link></item></channel></rss>", "text/html")
    assert recognized(content, address=BASE, wanted=None, most=1000).kind == Kind.FEED


def test_a_feed_that_breaks_off_gives_what_stands_before() -> None:
    feed = read_feed(b"<rss><channel><item><link>/a</link></item><item><link>/b", BASE)
    assert feed is not None and feed.items[0].address == "https://bao.example/a"


def test_entities_are_not_looked_up() -> None:
    bomb = b"""<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
    <rss><channel><item><title>&b;&f;</title><link>/a</link></item></channel></rss>"""
    feed = read_feed(bomb, BASE)
    assert feed is not None
    (item,) = feed.items
    assert "aa" not in (item.title or "") and "root" not in (item.title or "")
