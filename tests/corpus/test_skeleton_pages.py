"""The skeleton of a site file: made from one page of an invented paper, it must read the paper's other pages."""

from __future__ import annotations

import ast
import re
from dataclasses import replace
from datetime import date
from html import escape
from itertools import product

import pytest

import pages
from corpus.article import Article, BlockKind, Page
from corpus.errors import InputError
from corpus.layout import Site
from corpus.read import read
from corpus.sites import site_of, tried
from corpus.skeleton import Skeleton, skeleton
from corpus.skeleton_text import source_of

LONGEST_SITE_FILE = 80
PARTS = ("title", "lead", "body", "caption", "byline", "date", "drop", "day_first")
LONG = (
    "Cụm thi đua số {n} gồm sáu xã ven sông, năm qua đạt 112 % kế hoạch sản lượng, {more}.",
    "Ông {chair}, Chủ tịch UBND xã Bãi Dâu, thay mặt Cụm trưởng báo cáo: không còn nhà tạm, {more}, đường làng sạch.",
    "Năm sau xã Gò Sậy làm Cụm trưởng, {more}. Các thành viên trong cụm cùng ký kết thi đua và hẹn gặp lại vào mùa xuân.",
)


def saved(
    number: int,
    *,
    chair: str = "Lò Văn Sáu",
    day: str = "12/03/2024",
    author: str = "Mạc Thị Lụa",
    host: str = "baosonglam.example",
    publisher: str = "Báo Sông Lam",
    body_class: str = "noi-dung-bai",
) -> Page:
    """A page of an invented paper; no family knows its classes."""
    more = f"mở {number} lớp học cho bà con"
    body = "".join(f"<p>{text.format(n=number, chair=chair, more=more)}</p>" for text in LONG)
    url = f"https://{host}/tin/{number}.html"
    teasers = "".join(
        f"<li><a href='/tin/{at}.html'>Nước sông lên, bà con xóm {at} dời nhà lên đồi cao</a></li>" for at in range(8)
    )
    return Page(
        source=f"{number}.html",
        url=url,
        media_type="text/html",
        content=f"""<!DOCTYPE html><html><head><title>Cụm thi đua số {number} tổng kết một năm</title>
        <meta property="og:site_name" content="{escape(publisher)}"><link rel="canonical" href="{escape(url)}"></head>
        <body><div class="dau-trang"><span class="ngay-hom-nay">Thứ Hai, 29/07/2024</span><ul>{teasers}</ul></div>
        <div class="khung-bai"><h1 class="tieu-de-bai">Cụm thi đua số {number} tổng kết một năm</h1>
        <div class="ngay-dang">{day}</div>
        <h2 class="mo-dau">Ngày {day[:5]}, tại hội trường xã Bãi Dâu, Cụm thi đua số {number} họp tổng kết.</h2>
        <div class="{escape(body_class)}">{body}<div class="anh"><img src="{number}.jpg" width="600">
        <div class="chu-anh">Ông {chair} trao cờ cho đơn vị dẫn đầu số {number}.</div></div>
        <div class="nguoi-viet">{author}</div></div></div>
        <div class="tin-khac"><h3>Tin khác</h3><ul>{teasers}</ul></div></body></html>""".encode(),
    )


def site_from(made: Skeleton) -> Site:
    """What the text of the file defines, as Python runs it."""
    names: dict[str, object] = {}
    exec(compile(source_of(made), "skeleton", "exec"), names)
    site = names["SITE"]
    assert isinstance(site, Site)
    return site


def texts(article: Article, kind: BlockKind) -> list[str]:
    return [article.text[b.start : b.end] for b in article.blocks if b.kind is kind]


FIRST = saved(3)
SECOND = saved(71, chair="Giàng A Chứ", day="28/11/2023", author="Thân Đức Cường")


def test_a_page_is_read_with_its_own_skeleton() -> None:
    made = skeleton(FIRST, "baosonglam")
    assert made.same and made.family is None and made.left_out == ()
    assert site_from(made) == made.site
    assert made.site.hosts == ("baosonglam.example",)
    assert made.site.publisher == "Báo Sông Lam"
    with tried(made.site):
        assert read(FIRST).text == made.article.text


def test_the_parts_are_found_by_their_own_names() -> None:
    (layout,) = skeleton(FIRST, "baosonglam").site.layouts
    assert layout.body == (".noi-dung-bai",)
    assert layout.title == (".tieu-de-bai",)
    assert layout.lead == (".mo-dau",)
    assert layout.date == (".ngay-dang",)
    assert layout.caption == (".chu-anh",)


def test_the_paper_s_other_page_is_read_with_it() -> None:
    with tried(site_from(skeleton(FIRST, "baosonglam"))):
        other = read(SECOND)
    assert (other.site, other.missed) == ("baosonglam", ())
    assert other.title == "Cụm thi đua số 71 tổng kết một năm"
    assert other.published == date(2023, 11, 28)
    assert other.byline == ("Thân Đức Cường",)
    assert texts(other, BlockKind.CAPTION) == ["Ông Giàng A Chứ trao cờ cho đơn vị dẫn đầu số 71."]
    assert len(texts(other, BlockKind.LEAD)) == 1
    assert len(texts(other, BlockKind.BODY)) == 3
    assert "dời nhà" not in other.text


def test_a_new_design_is_missed_by_it() -> None:
    with tried(skeleton(FIRST, "baosonglam").site):
        assert read(saved(5, body_class="than-bai")).missed[:1] == ("baosonglam:body",)


def test_a_trial_ends() -> None:
    with tried(skeleton(FIRST, "baosonglam").site):
        assert site_of("m.baosonglam.example") is not None
    assert site_of("baosonglam.example") is None


@pytest.mark.parametrize(
    "publisher",
    [
        'Báo "Sông Lam"',
        "Báo 'Sông' \"Lam\"",
        "Sông\\Lam\\",
        "Sông {Lam} %s",
        '"""',
        "'''",
        "Sông\u202eLam",
        "\\N{DASH}",
    ],
)
def test_what_a_page_says_is_a_string_in_the_file(publisher: str) -> None:
    made = skeleton(saved(3, publisher=publisher), "baosonglam")
    assert site_from(made) == made.site
    calls = [ast.unparse(n.func) for n in ast.walk(ast.parse(source_of(made))) if isinstance(n, ast.Call)]
    assert sorted(calls) == ["Layout", "Site"]


@pytest.mark.parametrize(
    "host",
    [
        'a"""+print(1)+"""b.example',
        "a'+print(1)+'b.example",
        "a\\.example",
        "a b.example",
        "192.0.2.7",
        "localhost",
        "-a.example",
        "a..example",
        "sông.example",
    ],
)
def test_what_is_no_host_s_name_is_never_written_into_a_file(host: str) -> None:
    with pytest.raises(InputError):
        skeleton(saved(3, host=host), "baosonglam")


def test_a_page_full_of_names_of_its_own_makes_no_long_file() -> None:
    """200 captions and 200 lists, each with a class that no other has."""
    names = [f"{first}{second}" for first, second in product("abcdefghijklmnopqrst", "abcdefghij")]
    many = "".join(
        f"<div><img src='{name}.jpg' width='600'><div class='anh-{name}'>Ông Sáu trao cờ cho đơn vị {name}.</div></div>"
        f"<div class='xem-{name}'><a href='/{name}'>Nước sông lên, bà con xóm {name} dời nhà lên đồi cao</a></div>"
        for name in names
    )
    content = FIRST.content.replace(b'<div class="anh">', many.encode() + b'<div class="anh">')
    source = source_of(skeleton(replace(FIRST, content=content), "baosonglam"))
    assert len(source.splitlines()) < LONGEST_SITE_FILE


@pytest.mark.parametrize("name", pages.NAMES)
def test_every_page_gives_a_file_or_one_line_that_says_why_not(name: str) -> None:
    page = replace(pages.page(name), source=name)
    try:
        made = skeleton(page, "probe")
    except InputError as error:
        assert re.fullmatch(rf"{re.escape(name)}: [^\n]+", str(error))
        return
    site = site_from(made)
    parts = [{part: getattr(of.layouts[0], part) for part in PARTS} for of in (site, made.site)]
    assert parts[0] == parts[1]
    if made.same:
        with tried(site):
            again = read(page)
        assert (again.text, again.site, again.published) == (made.article.text, "probe", made.article.published)
