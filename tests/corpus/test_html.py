"""HTML → Article."""

import json
from dataclasses import replace
from datetime import date

import pytest
from bs4 import BeautifulSoup

from corpus.article import BlockKind, Page
from corpus.errors import UnreadableError
from corpus.families import FAMILIES
from corpus.layout import Family
from corpus.read import read
from corpus.tree import tree_of
from corpus_pages import LAST, MORE, PARAGRAPH, blocks, html

TITLE = "Khối thi đua số 8 sơ kết quý I"
P = "".join(f"<p>{p}</p>" for p in (PARAGRAPH, MORE, LAST))
PARTS = [PARAGRAPH.strip(), MORE, LAST]
NOISE = (
    '<div class="top">Thứ năm, 30/11/2023</div><nav><a href="/">Trang chủ</a></nav><ul class="menu"><li><a>Đại tá Vũ Cự'
    "</a></li></ul>"
)
RELATED = (
    '<div class="box"><h3>Tin liên quan</h3><ul><li><a href="#">Thiếu tướng Vũ Cự làm Tư lệnh Quân khu</a></li>'
    '<li><a href="#">Vũ Cự nhận cờ Khối trưởng Khối thi đua số 9</a></li></ul></div>'
)
FOOTER = "<footer>Tổng Biên tập: Vũ Cự</footer>"


def whole(body: str, head: str = "") -> str:
    return (
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{head}</head><body>{NOISE}{body}{RELATED}{FOOTER}'
        "</body></html>"
    )


# One page of each known structure, and some of none.
STRUCTURES = {
    "wordpress": '<article><h1 class="entry-title">{t}</h1><div class="entry-meta"><time datetime="2024-04-10T08:00:00'
    '+07:00">10/04</time></div><div class="entry-content">{b}</div></article>',
    "tagdiv": '<article><h1 class="entry-title">{t}</h1><time class="entry-date" datetime="2024-04-10">10/04</time>'
    '<div class="td-post-content">{b}</div></article>',
    "nukeviet": '<div class="news_column"><h1 class="title margin-bottom-lg">{t}</h1><span class="h5">Thứ tư - 10/04/2024'
    ' 08:00</span><div id="news-bodyhtml" class="bodytext">{b}</div></div>',
    "dotnetnuke": '<div id="dnn_ContentPane"><span id="dnn_ctr1_lblTitle">{t}</span><div class="ArticleHeader">Đăng bởi:'
    ' <b>quantri</b> Lúc: 4/10/2024 4:55:00 PM</div><div id="dnn_ctr1_lblArticle">{b}</div></div>',
    "drupal": '<h1 id="page-title">{t}</h1><div class="submitted"><span>Submitted by x on T4, 04/10/2024 - 10:27</span>'
    '</div><div class="field-name-body">{b}</div>',
    "portal": '<table><tr><td class="TieuDe"><b>{t}</b></td></tr><tr><td class="NgayDang">Cập nhật: 10/04/2024</td></tr>'
    '<tr><td class="NoiDung">{b}</td></tr></table>',
    "fck_detail": '<span class="date">Thứ tư, 10/4/2024, 16:40 (GMT+7)</span><h1 class="title-detail">{t}</h1>'
    '<article class="fck_detail">{b}</article>',
    "qdnd": '<h1 class="post-title">{t}</h1><span class="post-subinfo">Thứ Tư, 10/04/2024, 08:00 (GMT+7)</span>'
    '<div class="post-content">{b}</div>',
    "zcms": '<h1 class="article__title cms-title">{t}</h1><div class="article__meta"><time datetime="2024-04-10">x</time>'
    '</div><div class="article__body cms-body">{b}</div>',
    "vccorp": '<h1 data-role="title">{t}</h1><div data-role="publishdate">10/04/2024 08:00</div><div data-role="content">'
    "{b}</div>",
    "no classes": "<div><h1>{t}</h1><div>10/04/2024 08:00</div><div>{b}</div></div>",
    "tables": '<table><tr><td width="200"><a>Đại tá Vũ Cự</a></td><td><table><tr><td><b class="title">{t}</b></td></tr>'
    "<tr><td>10/04/2024 - 08:00</td></tr><tr><td>{b}</td></tr></table></td></tr></table>",
}


@pytest.mark.parametrize("name", STRUCTURES)
def test_page_structures(name: str) -> None:
    host = {"qdnd": "https://www.qdnd.vn/a-1"}.get(name, "https://bao.example/a-1")
    head = f'<title>{TITLE} - Báo Sông</title><link rel="canonical" href="{host}">'
    article = html(whole(STRUCTURES[name].format(t=TITLE, b=P), head))
    assert blocks(article) == [TITLE, *PARTS]
    assert article.title == TITLE
    assert article.published == date(2024, 4, 10)
    # A paper with a site file goes by the name that stands there.
    publisher = {"qdnd": "Báo Quân đội nhân dân"}.get(name, "Báo Sông")
    assert (article.publisher, article.url) == (publisher, host)


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_selectors_find_what_another_library_finds(family: Family) -> None:
    page = "".join(whole(structure.format(t=TITLE, b=P)) for structure in STRUCTURES.values())
    tree = tree_of(Page(source="p", content=page.encode(), media_type="text/html"))
    soup = BeautifulSoup(page, "lxml")
    layout = family.layout
    for selectors in (family.marks, layout.body, layout.title, layout.lead, layout.caption, layout.byline, layout.date):
        for selector in selectors:
            found = ["".join(e.itertext()) for e in tree.select(selector)]
            assert found == [e.get_text() for e in soup.select(selector)]


@pytest.mark.parametrize("name", STRUCTURES)
def test_the_signature_is_found_in_every_structure(name: str) -> None:
    for signature in (
        '<p style="text-align: right"><strong>Hồ Hải</strong></p>',
        '<p align="right"><b>Bài, ảnh: HỒ HẢI</b></p>',
        '<p class="author">Hồ Hải</p>',
        "<p><strong>Hồ Hải</strong></p>",
        "<div>Tin, ảnh: Hồ Hải</div>",
    ):
        article = html(whole(STRUCTURES[name].format(t=TITLE, b=P + signature)))
        assert article.byline == ("Hồ Hải",), signature
        assert "Hồ Hải" not in article.text


CAPTION = "Đại tá Lê Bá Tước trao cờ cho đơn vị bạn"
IMAGE = '<img src="a.jpg" alt="x">'


@pytest.mark.parametrize(
    "markup",
    [
        f"<figure>{IMAGE}<figcaption>{CAPTION}</figcaption></figure>",
        f"<figure>{IMAGE}<figcaption><p class='Image'>{CAPTION}</p></figcaption></figure>",
        f'<div class="wp-caption">{IMAGE}<p class="wp-caption-text">{CAPTION}</p></div>',
        f'<table class="picBox"><tr><td>{IMAGE}</td></tr><tr><td class="caption">{CAPTION}</td></tr></table>',
        f"<table><tr><td>{IMAGE}</td></tr><tr><td><i>{CAPTION}</i></td></tr></table>",
        f'<table class="image center"><tr><td>{IMAGE}</td></tr><tr><td class="image_desc">{CAPTION}</td></tr></table>',
        f"<div>{IMAGE}<br><i>{CAPTION}</i></div>",
        f"<p>{IMAGE}</p><p><em>{CAPTION}</em></p>",
        f'<p style="text-align:center">{IMAGE}</p><p style="text-align: center">{CAPTION}</p>',
        f'<p>{IMAGE}</p><p class="imgalt">{CAPTION}</p>',
        f'<div class="im">{IMAGE}<div class="cp">{CAPTION}</div></div>',
        f'<div class="PhotoCMS_Caption">{CAPTION}</div>',
        f"<p>(Chú thích ảnh) {CAPTION}</p>",
    ],
)
@pytest.mark.parametrize("name", ["wordpress", "no classes", "tables"])
def test_captions_of_every_make(markup: str, name: str) -> None:
    body = f"<p>{PARAGRAPH}</p>{markup}<p>{MORE}</p><p>{LAST}</p>"
    article = html(whole(STRUCTURES[name].format(t=TITLE, b=body)))
    assert blocks(article, BlockKind.CAPTION) == [CAPTION]
    assert blocks(article, BlockKind.BODY) == PARTS


def test_text_beside_an_image_is_no_caption() -> None:
    body = f"<p>{PARAGRAPH}</p><p>{IMAGE}</p><p>{MORE}</p><p>{LAST}{IMAGE}</p>"
    article = html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=body)))
    assert blocks(article, BlockKind.CAPTION) == []


@pytest.mark.parametrize(
    "inside",
    [
        '<div class="related-posts"><a href="#">Thiếu tướng Vũ Cự làm Tư lệnh Quân khu</a></div>',
        '<div class="tags">Từ khóa: <a>Vũ Cự</a></div>',
        '<div class="x"><b>Tin liên quan</b><ul><li><a>Vũ Cự làm Tư lệnh</a></li><li><a>Vũ Cự nghỉ hưu</a></li></ul></div>',
        "<p><a href='#'>Thiếu tướng Vũ Cự làm Tư lệnh Quân khu</a></p>",
        "<p>&gt;&gt; Xem thêm: <a href='#'>Vũ Cự làm Tư lệnh</a></p>",
        "<script>var a='Vũ Cự'</script><style>.b{content:'Vũ Cự'}</style><noscript>Vũ Cự</noscript>",
        "<!-- Vũ Cự --><div style='display:none'>Vũ Cự</div><p hidden>Vũ Cự</p>",
        '<div class="share-box">Chia sẻ Vũ Cự</div><iframe>Vũ Cự</iframe><aside>Vũ Cự</aside>',
        '<div class="author-box">Vũ Cự là phóng viên của báo từ năm 2010.</div>',
        '<div id="comments"><p>Vũ Cự: Chúc mừng các đồng chí trong khối thi đua của chúng ta nhé mọi người.</p></div>',
    ],
)
def test_the_sites_own_inside_the_body_is_left_out(inside: str) -> None:
    body = f"<p>{PARAGRAPH}</p><p>{MORE}</p>{inside}<p>{LAST}</p>"
    article = html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=body)))
    assert blocks(article) == [TITLE, *PARTS]


def test_a_frame_that_a_page_builder_calls_a_widget_is_no_waste() -> None:
    body = f'<div class="elementor-widget widget"><div class="widget">{P}</div></div>'
    assert blocks(html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=body))))[1:] == PARTS


def test_lists_and_broken_lines() -> None:
    body = (
        f"<p>{PARAGRAPH}</p><p>Khối gồm các đơn vị:</p><ul><li>Lữ đoàn 900</li><li>Lữ đoàn <b>901</b></li></ul>"
        f"<p>Bầu:<br>- Lữ đoàn 900 làm Khối trưởng<br/>- Lữ đoàn 901 làm Khối phó</p><p>{MORE}</p>"
        "<p>Hội nghị thống nhất<br>sớm hoàn thành kế hoạch.</p>"
    )
    assert blocks(html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=body))))[2:] == [
        "Khối gồm các đơn vị:\nLữ đoàn 900\nLữ đoàn 901",
        "Bầu:\n- Lữ đoàn 900 làm Khối trưởng\n- Lữ đoàn 901 làm Khối phó",
        MORE,
        "Hội nghị thống nhất sớm hoàn thành kế hoạch.",
    ]


def test_words_in_elements_of_their_own_are_not_torn_apart_or_glued() -> None:
    body = f"<p>Thư<b>ợng</b> tá <span>Lê Bá</span>&nbsp;<i>Tước</i></p><p>{PARAGRAPH}</p><p>{MORE}</p>"
    assert blocks(html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=body))))[1] == "Thượng tá Lê Bá Tước"


def test_a_lead_between_headline_and_body() -> None:
    for lead in (
        f"<div class='sapo'>{MORE}</div>",
        f"<p class='description'>{MORE}</p>",
        f"<div class='t3'>{MORE}</div>",
    ):
        page = whole(
            f"<div><h1>{TITLE}</h1><div>10/04/2024</div>{lead}<div><p>{PARAGRAPH}</p><p>{LAST}</p></div></div>"
        )
        article = html(page)
        assert blocks(article) == [TITLE, MORE, PARTS[0], LAST]
        if "t3" not in lead:
            assert blocks(article, BlockKind.LEAD) == [MORE]


def test_a_dateline_that_a_style_sheet_sets_off_is_not_glued_to_the_lead() -> None:
    page = STRUCTURES["fck_detail"].replace(
        "</h1>", f'</h1><p class="description"><span class="location-stamp">Lào Cai</span>{MORE}</p>'
    )
    assert blocks(html(whole(page.format(t=TITLE, b=P))), BlockKind.LEAD) == ["Lào Cai", MORE]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2024-04-10"}</script>', 10),
        ('<script type="application/ld+json">[{"@graph":[{"@type":["Article"],"datePublished":"2024-04-10T23:30:00Z"}]}]'
         "</script>", 11),
        ('<script type="application/ld+json">{broken</script><meta name="pubdate" content="2024-04-10T07:00+07:00">', 10),
        ('<meta property="article:published_time" content="2024-04-10T07:00:00+07:00">', 10),
        ('<meta itemprop="datePublished" content="2024-04-10">', 10),
        ('<meta property="article:published_time" content="0001-01-01"><meta name="pubdate" content="2024-04-10">', 10),
        ('<meta property="article:modified_time" content="2024-04-12T07:00:00+07:00">', None),
        ('<script type="application/ld+json">{"@type":"Organization","datePublished":"2024-04-12"}</script>', None),
        ("", None),
    ],
)  # fmt: skip
def test_the_day_in_the_head(head: str, day: int | None) -> None:
    article = html(whole(f"<article><h1>{TITLE}</h1><div class='content'>{P}</div></article>", head))
    assert article.published == (date(2024, 4, day) if day else None)


def test_days_that_are_not_the_articles() -> None:
    body = (
        f"<div><h1>{TITLE}</h1><div>{P}</div></div><div id='comments'><time datetime='2024-05-01'>1/5</time></div>"
        "<div class='related'><time datetime='2024-05-02'>2/5</time></div><div>Cập nhật: 03/05/2024</div>"
    )
    assert html(whole(body)).published is None


def test_who_wrote_it_says_the_page_before_its_head() -> None:
    ld = {"@type": "NewsArticle", "headline": TITLE, "author": {"@type": "Person", "name": "Hồ Hải"}}
    head = f'<script type="application/ld+json">{json.dumps(ld)}</script>'
    assert html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=P), head)).byline == ("Hồ Hải",)
    signed = STRUCTURES["wordpress"].format(t=TITLE, b=P + "<p><b>Mai Sơn</b></p>")
    assert html(whole(signed, head)).byline == ("Mai Sơn",)
    department = STRUCTURES["wordpress"].format(t=TITLE, b=P + "<p><b>P.V</b></p>")
    assert html(whole(department, head.replace("H\\u1ed3 H\\u1ea3i", "admin"))).byline == ()


def test_a_headline_with_a_script_in_it() -> None:
    article = html(
        whole(f"<article><h1>{TITLE}<script>alert(1)</script></h1><div class='entry-content'>{P}</div></article>")
    )
    assert article.title == TITLE
    page = whole(f"<div class='entry-content'>{P}</div>", "<title>&lt;script&gt;alert(1)&lt;/script&gt; là gì</title>")
    assert html(page).title == "<script>alert(1)</script> là gì"  # text is data: it stays as the page shows it


def test_a_headline_that_only_the_head_knows() -> None:
    head = f'<meta property="og:title" content="{TITLE}"><title>{TITLE} | Báo Sông</title>'
    for shown in (f"<div class='q'>{TITLE}</div>", ""):
        article = html(whole(f"<div><div>{shown}</div><div>{P}</div></div>", head))
        assert blocks(article) == [TITLE, *PARTS]


@pytest.mark.parametrize(
    ("declared", "fetched", "url"),
    [
        ("https://bao.example/a-1", None, "https://bao.example/a-1"),
        ("https://bao.example/a-1", "https://m.bao.example/a-1?utm_source=x", "https://bao.example/a-1"),
        ("https://bao.example/a-1", "http://www.bao.example/a-1", "https://bao.example/a-1"),
        ("https://bao.com.vn/a-1", "https://diemtin.example/c/9.epi", "https://diemtin.example/c/9.epi"),
        ("https://bao.com.vn/a-1", "https://khac.com.vn/c/9", "https://khac.com.vn/c/9"),
        ("https://tinh.gov.vn/a-1", "https://so.tinh.gov.vn/a-1", "https://tinh.gov.vn/a-1"),
        (
            "https://bao.example/a-1",
            "https://web.luutru.example/2020/https://bao.example/a-1",
            "https://bao.example/a-1",
        ),
        ("https://bao.example/a-1", "https://luutru.example/", "https://bao.example/a-1"),
    ],
)
def test_a_reprint_has_an_address_of_its_own(declared: str, fetched: str | None, url: str) -> None:
    head = f'<link rel="canonical" href="{declared}">'
    page = Page(
        source="a.html", content=whole(f"<h1>{TITLE}</h1><div>{P}</div>", head).encode(), media_type="text/html"
    )
    assert read(replace(page, url=fetched)).url == url


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("https://Bao.example/a-1.html?utm_source=fb&id=2#top", "https://bao.example/a-1.html?id=2"),
        (f"https://{'user:word'}@bao.example:8080/a-1.html", "https://bao.example:8080/a-1.html"),
        ("https://bao.example/a-1.html?mc_eid=1&igshid=2&_gl=3&gl=4", "https://bao.example/a-1.html?gl=4"),
        ("https://bao.example/", None),  # a front page is no article's address
        ("javascript:alert(1)", None),
        ("/a-1.html", None),
        ("http://[bad/a", None),
        ("https://bao.example/?p=12", "https://bao.example/?p=12"),
    ],
)
def test_addresses(address: str, url: str | None) -> None:
    page = whole(STRUCTURES["wordpress"].format(t=TITLE, b=P), f'<link rel="canonical" href="{address}">')
    assert html(page).url == url
    assert (
        html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=P)), url="https://b.example/x").url
        == "https://b.example/x"
    )


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    page = whole(STRUCTURES["wordpress"].format(t=TITLE, b=P))
    assert html(page.encode(encoding)).text == html(page).text


@pytest.mark.parametrize(
    "page",
    [
        f"<h1>{TITLE}<div class=entry-content><p>{PARAGRAPH}<p>{MORE}<p>{LAST}",
        f"<?xml version='1.0' encoding='utf-8'?><html><h1>{TITLE}</h1><div class=entry-content><p>{PARAGRAPH}</b><p>{MORE}"
        f"</i></p></span><p>{LAST}</div></div></p>",
        f"<h1>{TITLE}</h1><table><div class='entry-content'><tr><p>{PARAGRAPH}<td>{MORE}</td><li>{LAST}",
    ],
)
def test_broken_markup_loses_no_text(page: str) -> None:
    article = html(page)
    assert all(part in article.text for part in PARTS)


def test_deep_nesting() -> None:
    deep = "<div>" * 500 + P + "</div>" * 500
    assert html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=deep))).text.endswith(LAST)
    assert LAST in html(whole(f"<h1>{TITLE}</h1>" + deep)).text
    with pytest.raises(UnreadableError) as caught:
        html(whole("<div><b><i>" * 5000 + P))
    assert caught.value.code == "too_deep"


def test_a_page_of_some_megabytes() -> None:
    many = "".join(f"<p>{MORE} Lần thứ {i}.</p>" for i in range(3000))
    article = html(whole(STRUCTURES["wordpress"].format(t=TITLE, b=many)))
    assert len(blocks(article)) == 3001
    assert "Lần thứ 2999." in html(whole(f"<div>{many}</div>")).text


@pytest.mark.parametrize(
    "page",
    [
        "<html></html>",
        "http:",
        "a.html",
        "<",
        "<!--",
        "<p> &nbsp; </p>",
        "<title>Chỉ có tiêu đề</title>",
        "<nav>a</nav>",
    ],
)
def test_a_page_without_an_article_is_unreadable(page: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        html(page)
    assert caught.value.code == "no_text"
