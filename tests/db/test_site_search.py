"""The search page: what it finds, what narrows it, how it is leafed through, and what is suggested while typing."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from urllib.parse import quote

import pytest

from db.search import Query, search
from db.site.pages.search import KINDS, hit_path, search_page
from db.site.paths import NAME
from db.site.texts import text
from site_pages import leafed, rows
from stories import article, extraction
from visitors import Visitor, build, text_of, tree


def hits(site: Visitor, address: str, language: str = "vi") -> list[str]:
    """The paths of what a page shows."""
    page = tree(site.get(address, language))
    return page.xpath("//ol[@class='results']//p[@class='name']/a/@href")  # type: ignore[no-any-return]


@pytest.mark.parametrize("typed", ["khoi thi dua", "le xuan thuy", "Lê Xuân Thủy", "QK4", '"bàn giao"', "lữ đoàn"])
def test_all_that_is_found_is_shown_page_by_page(site: Visitor, archived: sqlite3.Connection, typed: str) -> None:
    known = [hit_path(hit.kind, hit.id) for hit in search(archived, Query(typed, limit=200)).hits]
    assert known
    pages = leafed(site, f"/search?q={quote(typed)}")
    assert [link for page in pages for link in page.xpath("//ol[@class='results']//p[@class='name']/a/@href")] == known
    assert len(pages) == -(-len(known) // 20)
    assert text("search.found", "vi", n=len(known)) in text_of(pages[0].xpath("//p[@role='status']")[0])
    for number, page in enumerate(pages, start=1):
        said = page.xpath("//nav[@class='paging']/span")
        assert [text_of(one) for one in said] == (
            [text("site.page_of", "vi", page=number, pages=len(pages))] if len(pages) > 1 else []
        )


@pytest.mark.parametrize(("page", "shown"), [(0, 1), (1, 1), (2, 2), (999, 3), (999999999, 3)])
def test_beyond_the_last_page_stands_the_last_one(site: Visitor, page: int, shown: int) -> None:
    assert hits(site, f"/search?q=khoi&page={page}") == hits(site, f"/search?q=khoi&page={shown}") != []


@pytest.mark.parametrize("narrowed", ["q=khoi", "q=khoi&kind=article&year=2021", "q=zzzz", "q=&bloc=khoi+thi+dua+so+4"])
def test_what_is_found_is_there_as_json_and_csv(site: Visitor, narrowed: str) -> None:
    found = site.get(f"/search.json?{narrowed}").json()
    assert [hit["path"] for hit in found][:20] == hits(site, f"/search?{narrowed}")
    lines = list(csv.DictReader(io.StringIO(site.get(f"/search.csv?{narrowed}").text)))
    assert [line["id"] for line in lines] == [hit["id"] for hit in found]


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_narrows_what_is_found(site: Visitor, archived: sqlite3.Connection, kind: str) -> None:
    found = hits(site, f"/search?q=khoi&kind={kind}")
    assert found == [hit_path(hit.kind, hit.id) for hit in search(archived, Query("khoi", kind=kind)).hits]
    page = tree(site.get(f"/search?q=khoi&kind={kind}"))
    (chosen,) = page.xpath("//select[@name='kind']/option[@selected]/@value")
    assert chosen == kind
    counts = {text_of(one) for one in page.xpath("//ul[@class='kinds']/li")}
    assert len(counts) > 2, "the other kinds are still there to be chosen"


@pytest.mark.parametrize("kind", ["claim", "x'", "PERSON", "%00"])
def test_an_unknown_kind_narrows_nothing(site: Visitor, kind: str) -> None:
    assert hits(site, f"/search?q=khoi&kind={kind}") == hits(site, "/search?q=khoi")


def test_years_and_papers_narrow_what_is_found(site: Visitor, archived: sqlite3.Connection) -> None:
    paper, year = rows(archived, "SELECT publisher, substr(published, 1, 4) FROM articles WHERE publisher IS NOT NULL "
                                 "GROUP BY 1, 2 ORDER BY count(*) DESC, 1, 2")[0]  # fmt: skip
    of_both = {f"/{NAME}/articles/{one}" for (one,) in rows(
        archived, "SELECT id FROM articles WHERE publisher = ? AND substr(published, 1, 4) = ?", paper, year)}  # fmt: skip
    pages = leafed(site, f"/search?kind=article&year={year}&publisher={quote(paper)}")
    assert {
        link for page in pages for link in page.xpath("//ol[@class='results']//p[@class='name']/a/@href")
    } == of_both
    assert pages[0].xpath("//input[@name='year']/@value") == [year]
    assert pages[0].xpath("//input[@name='publisher']/@value") == [paper]
    assert hits(site, "/search?q=khoi&year=1950") == [] and hits(site, "/search?q=khoi&publisher=nobody") == []
    for year in ("abc", "-1", "20.21", "²", ""):
        assert hits(site, f"/search?q=khoi&year={quote(year)}") == hits(site, "/search?q=khoi"), year


def test_a_bloc_is_named_by_its_name_or_its_id(site: Visitor, archived: sqlite3.Connection) -> None:
    for bloc, name, scope in rows(archived, "SELECT id, name, scope FROM blocs"):
        by_id = tree(site.get(f"/search?q=hoi+nghi&bloc={bloc}"))
        assert text_of(by_id.xpath("//p[@class='found']")[0]).startswith(
            text("search.within", "vi", bloc=f"{name} ({scope})" if scope else name)
        )
        shown = by_id.xpath("//input[@name='bloc']/@value")
        assert shown == [f"{name} {scope}" if scope else name]
        same = tree(site.get(f"/search?q=hoi+nghi&bloc={quote(shown[0])}"))
        others = same.xpath("//p[@class='found']//a/@href")
        assert by_id.xpath("//ol[@class='results']//a/@href") == same.xpath("//ol[@class='results']//a/@href") or others
    many = search_page(archived, Query("hoi nghi"), "khoi thi dua")
    assert many.bloc is not None and many.also_blocs and not many.unknown_bloc
    page = tree(site.get("/search?q=hoi+nghi&bloc=khoi+thi+dua"))
    also = page.xpath("//p[@class='found']//a/@href")
    assert len(also) == len(many.also_blocs) and all("bloc=bloc-" in link for link in also)


def test_an_unknown_bloc_is_told_and_nothing_else_is_found(site: Visitor) -> None:
    for language in ("vi", "en"):
        page = tree(site.get("/search?q=khoi&bloc=nothing+of+the+kind", language))
        assert text("search.unknown_bloc", language) in text_of(page) and not page.xpath("//ol[@class='results']")
        assert page.xpath("//input[@name='bloc']/@value") == ["nothing of the kind"]


def test_nothing_asked_and_nothing_found_are_told_apart(site: Visitor) -> None:
    assert text("search.start", "en") in site.get("/search", "en").text
    assert text("search.start", "en") in site.get("/search?q=+&year=&kind=", "en").text
    for typed in ("zzzz", '"*', "()", "-", "NEAR(", "' OR 1=1"):
        answer = site.get(f"/search?q={quote(typed)}", "en")
        assert answer.status_code == 200 and text("search.none", "en") in answer.text, typed


def test_words_that_were_found_are_marked_and_abbreviations_are_told(site: Visitor) -> None:
    page = tree(site.get("/search?q=le+xuan+thuy"))
    marks = {text_of(mark).lower() for mark in page.xpath("//ol[@class='results']//mark")}
    assert "lê xuân thủy" in marks and not marks & {"đại tá"}
    assert "Quân khu 4" in text_of(tree(site.get("/search?q=QK4"))).replace("quân khu 4", "Quân khu 4")


def test_diacritics_count_where_they_are_typed(site: Visitor) -> None:
    assert set(hits(site, "/search?q=L%C3%AA+Xu%C3%A2n+Th%E1%BB%A7y")) <= set(hits(site, "/search?q=le+xuan+thuy"))
    assert hits(site, "/search?q=L%C3%AA+Xu%C3%A2n+Th%C3%BAy&kind=person") == []


@pytest.mark.parametrize("typed", ["le xu", "Lê Xuân", "khoi thi dua so", "lu doan", "QK4"])
def test_suggestions_begin_so_and_lead_to_pages(site: Visitor, typed: str) -> None:
    found = json.loads(site.get(f"/search/suggest?q={quote(typed)}").text)["suggestions"]
    assert 0 < len(found) <= 8
    for one in found:
        assert site.get(one["path"]).status_code == 200
        assert set(one) == {"name", "kind", "detail", "path"} and one["name"]


def test_more_hits_than_are_counted_are_said_to_be_more(tmp_path: Path) -> None:
    many = [
        extraction(article(f"Bài {n}", f"Chuyện mưa số {n} ở nơi {n * 7}.", published="2021-01-01"))
        for n in range(1003)
    ]
    visitor = Visitor(build(tmp_path / "a.db", many))
    for language, said in (("vi", "hơn 1.000 kết quả"), ("en", "more than 1,000 results")):
        assert said in visitor.get("/search?q=mua", language).text
    assert hits(visitor, "/search?q=mua&page=11")
