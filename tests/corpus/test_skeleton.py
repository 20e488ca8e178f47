"""Skeletons of site files: they load, select what they should, and read the page as it was read before."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from corpus.article import Article, Page
from corpus.clean import decode
from corpus.errors import InputError
from corpus.layout import Site
from corpus.published import parse_day
from corpus.read import read
from corpus.selecting import is_doubtful, selectors_of
from corpus.sites import tried
from corpus.skeleton import skeleton
from corpus.skeleton_text import is_name, name_for, source_of
from corpus.tree import Tree, text_of
from corpus_pages import LAST, MORE, PARAGRAPH, blocks
from pages import FOLDER, expected, page
from plain_selectors import is_plain

STRUCTURES = ("hashed_classes", "plain_html5", "mixed_portal", "vietnamese_names")
WANTED = sorted(f"{path.parent.name}/{path.stem}" for s in STRUCTURES for path in (FOLDER / s).glob("*.json"))
PARTS = ("title", "lead", "body", "caption", "byline", "date", "drop")
TITLE = "Khối thi đua số 8 sơ kết quý I"


def loaded(folder: Path, source: str) -> Site:
    """The site of a file as Python loads it."""
    path = folder / "made.py"
    path.write_text(source, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("made", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    site: Site = module.SITE
    return site


def joined(text: str) -> str:
    """Letters and digits alone: between elements stands no blank, before the items of a list no dash."""
    return "".join(re.findall(r"\w", text))


def read_with(site: Site, saved: Page) -> Article:
    with tried(site):
        return read(saved)


@pytest.mark.parametrize("name", WANTED)
def test_a_skeleton_loads_and_reads_the_same(name: str, tmp_path: Path) -> None:
    saved, before = page(name), read(page(name))
    made = skeleton(saved, "made")
    site = loaded(tmp_path, source_of(made))
    after = read_with(site, saved)
    assert (made.same, after.site) == (True, "made")
    assert (after.text, after.blocks) == (before.text, before.blocks)
    assert (after.title, after.published, after.byline) == (before.title, before.published, before.byline)
    assert not any(missed.endswith((":body", ":title", ":date")) for missed in after.missed if made.family is None)
    for part in PARTS:
        assert [s for s in getattr(site.layouts[0], part) if not is_plain(s)] == []


@pytest.mark.parametrize("name", [name for name in WANTED if read(page(name)).site is None])
def test_its_selectors_select_what_they_should(name: str) -> None:
    """Title and day as a person wrote them down; every word of the body in the body's one element."""
    want, layout = expected(name), skeleton(page(name), "made").site.layouts[0]
    tree = Tree(decode(page(name).content, charset=None, markup=True))
    assert [text_of(e) for s in layout.title for e in tree.select(s)] in ([want.title], [])
    days = [parse_day(e.get("datetime") or text_of(e)) for s in layout.date for e in tree.select(s)]
    assert [day.isoformat() if day else None for day in days] in ([want.published], [])
    (body,) = (e for s in layout.body for e in tree.select(s))
    within = joined(text_of(body))
    assert [text for text in want.texts("body") if joined(text) not in within] == []
    captions = {joined(text) for text in want.texts("caption")}
    assert [t for s in layout.caption for e in tree.select(s) if joined(t := text_of(e)) not in captions] == []
    dropped = joined(" ".join(text_of(e) for s in layout.drop for e in tree.select(s)))
    assert [text for text in want.texts("lead", "body", "caption") if joined(text) in dropped] == []


def test_most_of_them_find_a_title() -> None:
    made = [skeleton(page(name), "made") for name in WANTED]
    guessed = [m for m in made if m.family is None]
    assert len(guessed) >= 18
    assert all(m.site.layouts[0].title for m in guessed)


def saved(body: str, head: str = "", url: str | None = "https://songlam.example/tin/1.html") -> Page:
    markup = f"<html><head><meta charset='utf-8'>{head}</head><body>{body}</body></html>"
    return Page(source="a.html", content=markup.encode(), media_type="text/html", url=url)


TEXT = f"<p>{PARAGRAPH}</p><p>{MORE}</p><p>{LAST}</p>"


def test_names_that_last_go_before_names_of_one_page_or_of_a_look() -> None:
    content = f'<div id="post-88123" class="col-md-8 css-1x2y3z than-bai-viet">{TEXT}</div>'
    made = skeleton(saved(f"<div class='row'><h1 class='mt-3'>{TITLE}</h1>{content}</div>"), "made")
    assert made.site.layouts[0].body == (".than-bai-viet",)
    assert made.site.layouts[0].title == ("h1",)


def test_what_a_page_says_is_no_code(tmp_path: Path) -> None:
    name = 'Báo "Sông" \\ Lam\u2028""" + evil() + """'
    head = f"<meta property='og:site_name' content='{name}'>"
    made = skeleton(saved(f'<h1>{TITLE}</h1><div class="than-bai-viet">{TEXT}</div>', head), "made")
    site = loaded(tmp_path, source_of(made))
    assert site.publisher == made.site.publisher and "evil()" in site.publisher


def test_classes_that_no_selector_can_name_are_passed_over() -> None:
    content = f"<div class='lg:w-2/3 1st &quot;] x,y'><div class=\"a'b\">{TEXT}</div></div>"
    made = skeleton(saved(f"<h1>{TITLE}</h1><main>{content}</main>"), "made")
    assert all(is_plain(selector) for selector in made.site.layouts[0].body)
    assert blocks(read_with(made.site, saved(f"<h1>{TITLE}</h1><main>{content}</main>")))[1:] == [
        PARAGRAPH.strip(),
        MORE,
        LAST,
    ]


def test_a_page_of_a_family_takes_its_selectors(tmp_path: Path) -> None:
    made = skeleton(page("nukeviet/01"), "made")
    assert made.family == "nukeviet" and "layouts=(nukeviet.FAMILY.layout,)" in source_of(made)
    assert read_with(loaded(tmp_path, source_of(made)), page("nukeviet/01")).text == read(page("nukeviet/01")).text


@pytest.mark.parametrize("url", [None, "http://localhost/tin/1.html", "http://127.0.0.1/tin/1.html"])
def test_a_page_without_a_host_has_no_site_file(url: str | None) -> None:
    with pytest.raises(InputError, match="--url"):
        skeleton(saved(f"<h1>{TITLE}</h1><div class='x'>{TEXT}</div>", url=url), "made")


@pytest.mark.parametrize(
    ("selector", "doubtful"),
    [
        (".than-bai-viet", False),
        ("main > article", False),
        ('[itemprop="articleBody"]', False),
        ("#detail .col-md-8", False),
        ("td > table > tr > td", True),
        (".css-1x2y3z", True),
        (".col-md-8", True),
        ("#post-88123", True),
        (".MsoNormal b", True),
        (".box-related", False),
    ],
)
def test_doubtful_selectors(selector: str, doubtful: bool) -> None:
    assert is_doubtful(selector) is doubtful


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("songlam.example", "songlam"),
        ("songlam.gov.example", "songlam_gov"),
        ("bao.song-lam.com.example", "bao_song_lam"),
        ("24gio.example", "site_24gio"),
        ("class.example", "site_class"),
        ("a" * 60 + ".example", "a" * 40),
    ],
)
def test_names_of_files(host: str, name: str) -> None:
    assert name_for(host) == name and is_name(name)


@pytest.mark.parametrize("name", ["", "../x", "Song", "a-b", "class", "1a", "a" * 41, "a.b", "a\n"])
def test_what_is_no_name(name: str) -> None:
    assert not is_name(name)


def test_hostile_names_cost_no_time() -> None:
    body = f"<div class='{'a' * 50_000} {'col-' * 5_000} {'box_1' * 5_000}! {' '.join(map('c{}'.format, range(5_000)))}' id='{'x1' * 20_000}'>{TEXT}</div>"
    tree = Tree(f"<html><body>{body}</body></html>")
    assert all(len(selector) < 200 for element in tree.select("div") for selector in selectors_of(element))
