"""HTML → Article: which of the things that look alike on pages are the headline, the day, the signature, a caption."""

import json
import unicodedata
from datetime import date

import pytest

from corpus import naming
from corpus.article import Article, BlockKind
from corpus.naming import said_by_data, said_by_names
from corpus_pages import LAST, MORE, PARAGRAPH, blocks, html

TITLE = "Khối thi đua số 8 sơ kết quý I"
SITE = "Trang tin xã Bãi Vàng"
IMAGE = '<img src="a.jpg" alt="">'
P = f"<p>{PARAGRAPH}</p><p>{MORE}</p><p>{LAST}</p>"
PARTS = [PARAGRAPH.strip(), MORE, LAST]


def page(body: str, *, title: str | None = TITLE, head: str = "") -> Article:
    """A page of no known software; title: its h1, None: it has none."""
    shown = f"<h1>{title}</h1>" if title is not None else ""
    return html(
        f'<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">{head}</head><body><div id="w">{shown}{body}</div>'
        "</body></html>"
    )


def named(*, og: str | None = None, title: str | None = None) -> str:
    """A page's head that names the article."""
    return (f'<meta property="og:title" content="{og}">' if og else "") + (f"<title>{title}</title>" if title else "")


# --- the headline ------------------------------------------------------------------------------------------------

BELOW = f'<div class="c"><h3>{TITLE}</h3><div>{P}</div></div>'


@pytest.mark.parametrize(
    "head",
    [
        named(og=TITLE, title=f"{SITE}: {TITLE}"),
        named(og=TITLE, title=f"{SITE} - {TITLE}"),
        named(og=TITLE, title=f"{SITE} | {TITLE}"),
        named(title=f"{SITE}: {TITLE}"),
        f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": TITLE})}</script>'
        f"<title>{SITE}: {TITLE}</title>",
    ],
)
def test_the_sites_name_in_the_only_h1_is_no_headline(head: str) -> None:
    article = page(f"<p>Quê hương năm tấn, thêm mười năm nữa cũng vẫn năm tấn.</p>{BELOW}", title=SITE, head=head)
    assert blocks(article) == [TITLE, *PARTS]


def test_a_headline_that_begins_with_the_sites_name() -> None:
    headline = f"{SITE}: Tổng kết phong trào thi đua"
    head = named(og=headline, title=f"{SITE}: {headline}")
    article = page(f"<div><h3>{headline}</h3><div>{P}</div></div>", title=SITE, head=head)
    assert article.title == headline


@pytest.mark.parametrize(
    ("head", "below"),
    [
        (named(title=f"{TITLE} - {SITE}"), ""),
        (named(title=f"{TITLE} - {SITE}"), f"<div>{SITE}</div>"),
        (named(og=SITE, title=f"{TITLE} - {SITE}"), ""),
        (named(title=f"{TITLE}: Nhiều điểm sáng"), ""),
        (named(og=f"{TITLE}: Nhiều điểm sáng", title=f"{TITLE}: Nhiều điểm sáng"), ""),
        (named(og="Sơ kết quý I", title=f"{TITLE} - {SITE}"), "<div>Sơ kết quý I</div>"),
    ],
)
def test_a_headline_that_begins_the_pages_title(head: str, below: str) -> None:
    assert page(f"<div>{P}</div>{below}", head=head).title == TITLE


QUOTED = "Giám đốc bệnh viện: “Thi đua không phải để treo cờ”"


@pytest.mark.parametrize(
    "said",
    ['Giám đốc bệnh viện: "Thi đua không phải để treo cờ"', "GIÁM ĐỐC BỆNH VIỆN - Thi đua không phải để treo cờ"],
)
@pytest.mark.parametrize("tag", ["h1", "h2", "div"])
def test_the_head_may_write_other_quotes_and_dashes_than_the_page(said: str, tag: str) -> None:
    head = named(og=said.replace('"', "&quot;"), title=f"{SITE} | Trang chủ")
    article = page(f"<div>Trò chuyện</div><{tag}>{QUOTED}</{tag}><div>{P}</div>", title=None, head=head)
    assert blocks(article) == [QUOTED, *PARTS]


def test_a_headline_that_begins_with_a_quotation_mark() -> None:
    head = named(og="'Thi đua không phải để treo cờ'", title=SITE)
    article = page(
        f"<div>Trò chuyện</div><h2>“Thi đua không phải để treo cờ”</h2><div>{P}</div>", title=None, head=head
    )
    assert blocks(article) == ["“Thi đua không phải để treo cờ”", *PARTS]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("headline", ["Ổn định bộ máy, giữ vững phong trào", "“Đội trưởng” của khối thi đua số 8"])
def test_a_headline_that_begins_with_a_letter_with_marks(headline: str, form: str) -> None:
    shown = unicodedata.normalize(form, headline)
    body = f"<div><b>Ông Vũ Cự nghỉ hưu</b></div><h2>{shown}</h2><p>Đội của ông Vũ Cự</p><div>{P}</div>"
    assert blocks(page(body, title=None, head=named(og=headline)))[0:2] == [headline, PARTS[0]]


def test_the_headline_itself_goes_before_one_with_a_mark_behind_it() -> None:
    ticker = f"<div><span>{TITLE} •</span></div>"
    article = page(f"{ticker}<h2>{TITLE}</h2><div>{P}</div>", title=None, head=named(og=TITLE, title=SITE))
    assert article.title == TITLE


@pytest.mark.parametrize("mark", ["·", "•", "-", "|"])
def test_the_mark_before_the_sites_name_is_none_of_the_headline(mark: str) -> None:
    head = named(title=f"{TITLE} {mark} Báo Sông")
    article = page(f"<h2>{TITLE}</h2><div>{P}</div>", title=None, head=head)
    assert (article.title, article.publisher) == (TITLE, "Báo Sông")


def test_the_publisher_beside_a_headline_in_other_quotes() -> None:
    said = QUOTED.replace("“", "&quot;").replace("”", "&quot;")
    assert page(f"<div>{P}</div>", title=QUOTED, head=named(title=f"{said} | Báo Sông")).publisher == "Báo Sông"
    assert page(f"<div>{P}</div>", title=QUOTED, head=named(title=f"Báo Sông – {said}")).publisher == "Báo Sông"


def test_other_words_are_another_headline() -> None:
    head = named(og="Thi đua không phải để treo cờ", title=SITE)
    article = page(f"<h2>Thi đua phải để treo cờ</h2><div>{P}</div>", title=None, head=head)
    assert article.title == "Thi đua không phải để treo cờ"


@pytest.mark.parametrize("box", ["LIÊN KẾT WEBSITE", "Tin tức liên quan", "Gửi bình luận của bạn", "Thống kê truy cập"])
def test_the_name_of_a_box_is_no_headline(box: str) -> None:
    body = f'<div class="box-title">{box}</div><div class="news-title">{TITLE}</div><div>{P}</div>'
    assert page(body, title=None, head=named(title=SITE)).title == TITLE


# --- the day -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("marked", "day"),
    [
        ('<abbr itemprop="datePublished" title="2024-04-10T15:22:00+07:00">15:22</abbr>', 10),
        ('<abbr itemprop="datePublished" title="2024-04-10T20:00:00Z">lúc 03:00</abbr>', 11),
        ('<span itemprop="datePublished" content="2024-04-10T08:00:00+07:00">Hôm qua</span>', 10),
        ('<time itemprop="datePublished" datetime="2024-04-10" title="2024-04-12">12/4</time>', 10),
        ('<span itemprop="datePublished" title="Ngày đăng">10/04/2024</span>', 10),
        ('<span itemprop="datePublished" title="Tin của ngày 12/04/2024">10/04/2024</span>', 10),
        ('<abbr itemprop="datePublished" title="Thứ năm">15:22</abbr>', None),
    ],
)
def test_the_day_in_an_attribute(marked: str, day: int | None) -> None:
    article = page(f'<div>{marked}</div><div itemprop="articleBody">{P}</div>')
    assert article.published == (date(2024, 4, day) if day else None)


# --- who wrote it ------------------------------------------------------------------------------------------------

AUTHOR = '<a rel="author" href="/u">Hồ Hải</a>'


def test_a_linked_author_beside_a_linked_day_is_no_list_of_links() -> None:
    line = f'<div>Bởi {AUTHOR} - <a href="#"><time datetime="2024-04-10">tháng 4 10, 2024</time></a></div>'
    article = page(f"{line}<div>{P}</div>")
    assert (article.byline, article.published) == (("Hồ Hải",), date(2024, 4, 10))
    assert blocks(article) == [TITLE, *PARTS]


@pytest.mark.parametrize(
    "links",
    [
        '<div><a href="#">Vũ Cự làm Tư lệnh Quân khu</a> <a href="#"><time datetime="2024-04-10">10/4</time></a></div>',
        f'<ul><li><a href="#">Vũ Cự làm Tư lệnh Quân khu</a> {AUTHOR}</li><li><a href="#">Vũ Cự nghỉ hưu ở quê</a></li></ul>',
    ],
)
def test_a_list_of_links_stays_one_with_days_and_authors_in_it(links: str) -> None:
    assert "Vũ Cự" not in page(f"<div><p>{PARAGRAPH}</p><p>{MORE}</p>{links}<p>{LAST}</p></div>").text


CARD = '<div {0}><img src="u.jpg"><div><p>{1}</p><p>Phóng viên mảng giáo dục từ năm 2016</p></div></div>'


@pytest.mark.parametrize("mark", ['class="author-card"', 'class="author-info-box"', 'data-component="AuthorCard"'])
@pytest.mark.parametrize("inside", [True, False])
def test_whom_a_card_behind_the_text_shows_wrote_it_if_nobody_else_signs(mark: str, inside: bool) -> None:
    for name, signed, byline in (
        ("Hồ Hải", "", ("Hồ Hải",)),
        ("Hồ Hải", "<p><b>Mai Sơn</b></p>", ("Mai Sơn",)),
        ("Hồ Hải", "<p><b>P.V</b></p>", ()),
        ("Ban Biên tập", "", ()),
        ("Về Tác Giả", "", ()),
        ("About The Author", "", ()),
        ("Giới Thiệu Tác Giả</p><p>Hồ Hải", "", ("Hồ Hải",)),
    ):
        card = CARD.format(mark, name)
        article = page(f"<div><div>{P}{signed}{card if inside else ''}</div>{'' if inside else card}</div>")
        assert article.byline == byline, (name, signed)
        assert blocks(article) == [TITLE, *PARTS]


def test_a_card_above_the_text_shows_who_wrote_it() -> None:
    card = CARD.format('class="author-card"', "Hồ Hải")
    article = page(f"<div>{card}<div>{P}</div></div>")
    assert (article.byline, blocks(article)) == (("Hồ Hải",), [TITLE, *PARTS])


def test_a_name_beside_its_picture_is_no_caption() -> None:
    signed = f'<div class="author">{IMAGE}<span>Hồ Hải</span></div>'
    article = page(f"<div>{P}{signed}</div>")
    assert (article.byline, blocks(article, BlockKind.CAPTION)) == (("Hồ Hải",), [])


@pytest.mark.parametrize("name", ["text-right", "text-end", "has-text-align-right"])
def test_classes_that_set_a_name_to_the_right(name: str) -> None:
    assert page(f'<div>{P}<p class="{name}">Hồ Hải</p></div>').byline == ("Hồ Hải",)


@pytest.mark.parametrize(
    ("last", "kept"),
    [
        ("<p><b>(Phòng Tuyên truyền)</b></p>", False),
        ("<p>(Văn phòng Đảng ủy Khối)</p>", False),
        ("<p>Văn phòng Đảng ủy Khối</p>", True),
        ("<p><b>Hội thi còn kéo dài đến hết tháng, các đơn vị dự thi.</b></p>", True),
        (f'<p>{IMAGE}</p><p style="text-align:center"><b>Phòng truyền thống của lữ đoàn</b></p>', True),
    ],
)
@pytest.mark.parametrize("signed", ["<p>Tin, ảnh: Hồ Hải</p>", ""])
def test_an_office_below_the_text_is_no_text_whoever_else_signs(signed: str, last: str, kept: bool) -> None:
    assert (len(blocks(page(f"<div>{P}{signed}{last}</div>"))) == 5) is kept


# --- what is not the article's -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        "<div>Quảng cáo</div>",
        "<div><b>QUẢNG CÁO</b></div>",
        "<amp-ad><div placeholder>Quảng cáo Vũ Cự</div></amp-ad>",
        "<amp-sidebar><p>Vũ Cự làm Tư lệnh</p></amp-sidebar><amp-list><div>Vũ Cự</div></amp-list>",
        "<amp-video><div fallback><p>Vũ Cự không xem được phim này.</p></div></amp-video>",
        "<amp-embed><p>Vũ Cự</p></amp-embed><amp-social-share>Vũ Cự</amp-social-share>",
        '<section data-component="RelatedStories"><p>Vũ Cự làm Tư lệnh Quân khu từ tháng tám.</p></section>',
        '<div data-testid="share-bar">Vũ Cự</div>',
    ],
)
def test_an_advertisement_ends_no_article(inside: str) -> None:
    assert blocks(page(f"<div><p>{PARAGRAPH}</p><p>{MORE}</p>{inside}<p>{LAST}</p></div>")) == [TITLE, *PARTS]


# --- leads and captions ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "says"),
    [
        *((name, naming.LEAD) for name in ("sapo", "lblSapo", "ctl00_uc_lblSapo", "txtTomTat", "divSapo", "mota")),
        *((name, naming.LEAD) for name in ("lblMoTa", "mo-ta", "trichdan", "lblTrichDan", "news-lead", "ltrSapo")),
        *((name, naming.CHROME) for name in ("author-card", "author-box", "author-info-box", "author_card_2")),
        *((name, 0) for name in ("mo-ta-anh", "mota_hinh", "motaanh", "leader", "lblTieuDe", "card", "cap", "spanner")),
        *((name, naming.SIGNED) for name in ("text-end", "has-text-align-right", "author-name")),
        *((name, 0) for name in ("text-ending", "text-start", "row-end")),
    ],
)
def test_what_names_say(name: str, says: int) -> None:
    mask = naming.LEAD | (naming.CHROME if says != naming.SIGNED else naming.SIGNED)
    assert said_by_names(name, "") & mask == says == said_by_names("", name) & mask


@pytest.mark.parametrize(
    ("attrs", "says"),
    [
        ({"data-component": "AuthorCard"}, naming.CHROME | naming.CARD | naming.SIGNED),
        ({"data-component": "RelatedStories"}, naming.CHROME),
        ({"data-block": "lead"}, naming.LEAD),
        ({"data-field": "imageCaption"}, naming.CAPTION),
        ({"data-testid": "article-body", "data-slot": "card"}, 0),
        ({"data-block": "paragraph"}, 0),
        ({"data-src": "related.jpg", "data-title": "Tin liên quan"}, 0),
        ({"data-slot": "/1/amp-mid"}, 0),
        ({"data-testid": "related " * 10}, 0),  # no name is that long
    ],
)
def test_what_attributes_that_name_parts_say(attrs: dict[str, str], says: int) -> None:
    assert said_by_data(attrs) == says


SHOWN = "Nhà truyền thống của lữ đoàn nhìn từ sân cờ"


@pytest.mark.parametrize(
    "markup",
    [
        f"{IMAGE}<p>{SHOWN}</p>",
        f"<p>{IMAGE}</p><p>{SHOWN}</p>",
        f"{IMAGE}<small>{SHOWN}</small>",
        f'<p style="text-align:center">{SHOWN}<br>{IMAGE}</p>',
        f'<p align="center">{SHOWN}{IMAGE}</p>',
        f"<amp-img src='a.jpg' width='640'></amp-img><p>{SHOWN}</p>",
        f"<figure><amp-img src='a.jpg'></amp-img></figure><p>{SHOWN}</p>",
    ],
)
def test_an_unended_line_beside_a_picture_is_its_caption(markup: str) -> None:
    article = page(f"<div><p>{PARAGRAPH}</p>{markup}<p>{MORE}</p><p>{LAST}</p></div>")
    assert (blocks(article, BlockKind.CAPTION), blocks(article, BlockKind.BODY)) == ([SHOWN], PARTS)


@pytest.mark.parametrize(
    "markup",
    [
        f"<p>{SHOWN}</p>",
        f"<p>{IMAGE}</p><p><b>{SHOWN}</b></p>",
        f"<p>{IMAGE}</p><h4>{SHOWN}</h4>",
        f"<p>{IMAGE}</p><ul><li>{SHOWN}</li></ul>",
        f"<p>{IMAGE}</p><p>- {SHOWN}</p>",
        f"<p>{IMAGE}</p><p>{SHOWN}.</p>",
        f"<p>{IMAGE}</p><p>{SHOWN}:</p>",
        f"<p>{IMAGE}</p><p>Nhà truyền thống</p>",
        f"<p>{IMAGE}</p><p>Sáng cùng ngày, đoàn đến thăm nhà truyền thống</p>",
        f"<p>{IMAGE}</p><p>Nhà truyền thống của lữ đoàn đã mở cửa trở lại</p>",
        f"<p><img src='bullet.gif' width='12' height='12'> {SHOWN}</p>",
        f'<p style="text-align:center">{SHOWN}</p><p>{IMAGE}</p>',
        f'<p style="text-align:center"><b>{SHOWN}</b><br>{IMAGE}</p>',
        f"<p>{SHOWN}<br>{IMAGE}</p>",
    ],
)
def test_other_lines_beside_a_picture_are_the_articles(markup: str) -> None:
    article = page(f"<div><p>{PARAGRAPH}</p>{markup}<p>{MORE}</p><p>{LAST}</p></div>")
    assert (len(blocks(article, BlockKind.BODY)), blocks(article, BlockKind.CAPTION)) == (4, [])


def test_a_long_name_below_the_last_picture_signs() -> None:
    article = page(f"<div>{P}<p>{IMAGE}</p><p>Hoàng Nguyễn Thu Trang</p></div>")
    assert blocks(article, BlockKind.CAPTION) == []


# --- Blogger -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("author", ["Hồ Hải", "Unknown", "Anonymous", "Nặc danh"])
@pytest.mark.parametrize(
    "marks", ['<meta content="blogger" name="generator">', '<link href="https://www.blogblog.example/a.css">']
)
def test_blogger(author: str, marks: str) -> None:
    article = html(
        f"<html><head>{marks}<title>{SITE}: {TITLE}</title></head><body><div class='widget Header'><h1 class='title'>"
        f"<a href='/'>{SITE}</a></h1><p class='description'><span>Quê hương năm tấn, mười năm vẫn vậy cả.</span></p></div>"
        "<div class='blog-posts hfeed'><div class='date-outer'><h2 class='date-header'>Thứ Tư, 10 tháng 4, 2024</h2><div "
        f"class='post hentry'><h3 class='post-title entry-title'>{TITLE}</h3><div class='post-body entry-content'>{P}</div>"
        f"<div class='post-footer'><span class='post-author vcard'>Người đăng: <span class='fn'>{author}</span></span>"
        "<span class='post-timestamp'>vào lúc <abbr class='published' title='2024-04-10T15:22:00+07:00'>15:22</abbr></span>"
        "</div><div id='related-posts'><h4>Bài viết cùng chủ đề:</h4></div></div></div></div></body></html>"
    )
    assert (article.site, article.publisher, article.published) == ("blogger", SITE, date(2024, 4, 10))
    assert article.byline == (("Hồ Hải",) if author == "Hồ Hải" else ())
    assert blocks(article) == [TITLE, *PARTS]


def test_the_sites_name_beside_a_bloggers_picture() -> None:
    header = f"<div id='header-inner'><a href='https://b.example/'><img alt='{SITE}' id='Header1_headerimg'></a></div>"
    post = (
        f"<div class='blog-posts'><h3 class='post-title entry-title'>{TITLE}</h3><div class='post-body'>{P}</div></div>"
    )
    article = html(f"<title>{SITE}: {TITLE}</title><body>{header}{post}</body>")
    assert (article.site, article.publisher, article.title) == ("blogger", SITE, TITLE)


# --- the publisher -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("banner", "site", "publisher"),
    [
        ("Trường THPT Bãi Vàng 2", "Trường THPT Bãi Vàng 2", "Trường THPT Bãi Vàng 2"),
        ("TRƯỜNG THPT BÃI VÀNG 2", "Trường THPT Bãi Vàng 2", "Trường THPT Bãi Vàng 2"),
        ("Sữa Non Bò Vàng", "Trường THPT Bãi Vàng 2", None),
        ("", "Trường THPT Bãi Vàng 2", None),
    ],
)
def test_a_page_title_that_the_banner_says_as_well_is_the_sites_name(
    banner: str, site: str, publisher: str | None
) -> None:
    headline = "Trường THPT Bãi Vàng 2 tiếp đoàn kiểm tra chéo Khối thi đua số 3"
    body = f'<img src="b.jpg" alt="{banner}"><h3 class="tieude">{headline}</h3><div>{P}</div>'
    article = page(body, title=None, head=named(title=site))
    assert (article.title, article.publisher) == (headline, publisher)
