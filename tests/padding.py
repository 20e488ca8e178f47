"""Test pages as large as news pages are: menus, lists of other articles and scripts of our own making around them."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterator
from itertools import count

from corpus.article import Page
from corpus.byline import fold_signature

SIZE = 76_000  # bytes; a news page of ordinary length
_LIST = 24  # links in one list
_WHO = "Chủ tịch xã|Bí thư Huyện ủy|Giám đốc Sở|Đội văn nghệ|Hợp tác xã|Trường tiểu học|Công an xã|Hội Nông dân".split(
    "|"
)
_DOES = (
    "thăm vườn ươm|khai giảng lớp mới|trồng hai nghìn cây|tặng quà hộ nghèo|sửa cầu tạm|thi nấu cơm|gieo mạ sớm".split(
        "|"
    )
)
_WHERE = "ở Đồng Sậy|tại Khe Nứa|giữa chợ phiên Bãi Dâu|bên hồ Suối Mơ|ở bản Nà Lềm|tại thôn Đông Trà".split("|")
_SECTIONS = "Nhịp sống|Đồng quê|Thể thao phố|Ẩm thực|Sách hay|Nhà đẹp|Xe cộ|Thời tiết|Chợ phiên|Lễ hội".split("|")


def padded(page: Page, size: int = SIZE) -> Page:
    """The page with as much around its body as makes it `size` bytes, a third of that scripts, else lists of links.

    So it is on published pages of that size, which have been looked at; larger ones are larger by styles and scripts.

    Raises ValueError where the page is no UTF-8, or has no body.
    """
    markup = page.content.decode("utf-8")
    missing = size - len(page.content)
    if missing <= 0:
        return page
    opened = markup.index(">", markup.lower().index("<body")) + 1
    closed = markup.lower().rfind("</body")
    if closed < opened:
        raise ValueError(f"{page.source}: its body does not end")
    some = random.Random(page.source)
    above, below = _lists(some, missing // 3), _lists(some, missing // 3)
    first, second = _scripts(some, missing // 6), _scripts(some, missing // 6)
    made = f"{markup[:opened]}{first}{above}{markup[opened:closed]}{below}{second}{markup[closed:]}"
    return dataclasses.replace(page, content=made.encode())


def _filled(pieces: Iterator[str], size: int) -> str:
    """As many pieces as `size` bytes hold."""
    made: list[str] = []
    for piece in pieces:
        size -= len(piece.encode())
        if size < 0:
            break
        made.append(piece)
    return "".join(made)


def _lists(some: random.Random, size: int) -> str:
    """Menus, with and without menus in them, and columns of other articles, as lists and as boxes with summaries."""
    made: list[str] = []
    for number in count():
        entry = (_item, _entry, _box, _menu)[number % 4]
        items = _filled((entry(some) for _ in range(_LIST)), size)
        tag = "div" if entry is _box else "ul"
        made.append(f'<div class="box box-{number} clearfix"><{tag} class="list-{number}">\n{items}</{tag}></div>\n')
        size -= len(made[-1].encode())
        if size <= 0:
            return "".join(made)
    raise AssertionError("lists never end")


def _entry(some: random.Random) -> str:
    name = some.choice(_SECTIONS)
    return f'<li class="menu-item"><a class="menu-link" href="https://bao.example{_path(name)}" title="{name}">{name}</a></li>\n'


def _menu(some: random.Random) -> str:
    entries = "".join(_entry(some) for _ in range(3))
    name = some.choice(_SECTIONS)
    return (
        f'<li class="menu-item has-sub"><a href="{_path(name)}">{name}</a>\n<ul class="sub-menu">{entries}</ul></li>\n'
    )


def _item(some: random.Random) -> str:
    said, picture, link = _other_article(some)
    return f'<li class="item"><a class="thumb" {link}>{picture}</a><a class="name" {link}>{said}</a></li>\n'


def _box(some: random.Random) -> str:
    said, picture, link = _other_article(some)
    summary = f'<div class="summary"><p>{said}, theo tin của {some.choice(_SECTIONS)}.</p></div>'
    heading = f'<h3 class="name"><a {link}>{said}</a></h3>'
    return f'<article class="story"><figure><a {link}>{picture}</a></figure>{heading}{summary}</article>\n'


def _other_article(some: random.Random) -> tuple[str, str, str]:
    """The headline of an article that there is not, its picture, and the attributes of a link to it."""
    said = " ".join(some.choice(part) for part in (_WHO, _DOES, _WHERE))
    path = f"{_path(said)}-{some.randrange(100_000, 999_999)}"
    picture = f'<img class="lazy" src="https://anh.bao.example/thumb{path}_170x110.jpg" width="170" height="110">'
    return said, picture, f'href="https://bao.example{path}.html" title="{said}"'


def _path(said: str) -> str:
    return "/" + "-".join(fold_signature(said).split())


def _scripts(some: random.Random, size: int) -> str:
    """A script as pages carry them: settings, counters, advertisements' slots."""
    lines = (
        f'window.slot{some.randrange(999)}=function(a){{if(a<{some.randrange(99)}){{return a+"px"}}'
        f'load("/ads/{some.randrange(10**8)}.js")}};\n'
        for _ in count()
    )
    return f'<script type="text/javascript">\n{_filled(lines, size)}</script>\n'
