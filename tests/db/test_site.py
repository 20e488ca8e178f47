"""The website, asked through Datasette's own client: pages, stored queries, search, and that all text is escaped."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

from db.archive import open_archive
from db.load import Loader
from db.site.app import application
from db.site.metadata import NAME, metadata
from db.site.pages import highlights
from db.site.queries import stored_queries
from stories import article, bloc, extraction, official, role, story

EVIL = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("site ?#") / "kho.db"
    name = f"Khối thi đua {EVIL}"
    text = article(
        f"Tựa {EVIL}",
        f"Sở {EVIL} là Khối trưởng {name} của Bộ {EVIL}. Ông Lò {EVIL} dự.",
        url=f"https://songlam.example/?{EVIL}",
        publisher=EVIL,
        byline=[EVIL],
        source=f"x/{EVIL}.html",
        published="2020-01-01",
    )
    with Loader(path, "1") as loader:
        for one in story():
            loader.add(one)
        loader.add(
            extraction(
                text,
                bloc(name, name, f"Bộ {EVIL}", [f"Sở {EVIL}", "Sở B"]),
                role(f"Sở {EVIL} là Khối trưởng", name, 2020, f"Sở {EVIL}", f"Lò {EVIL}"),
                official(f"Ông Lò {EVIL}", f"Lò {EVIL}", (f"Trưởng {EVIL}", f"Sở {EVIL}"), rank=EVIL),
            )
        )
        loader.fail(f"{EVIL}.pdf", "unknown_type", f"not read {EVIL}")
        loader.finish()
    return path


@pytest.fixture(scope="module")
def get(path: Path) -> Any:
    site = application(path)

    def page(address: str) -> Any:
        return asyncio.run(site.client.get(address))

    return page


ROW_TABLES = ("articles", "blocs", "people", "units", "claims", "ledger")


def all_pages(path: Path) -> list[str]:
    connection = open_archive(path)
    names = connection.execute(
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'search%'"
    )
    pages = ["/", f"/{NAME}", f"/{NAME}?sql=select+*+from+who_led", f"/{NAME}/tim-kiem?q=script"]
    pages += [f"/{NAME}/{name}" for (name,) in names]
    pages += [f"/{NAME}/{slug}" for slug in stored_queries()]
    for table in ROW_TABLES:
        pages += [f"/{NAME}/{table}/{row_id}" for (row_id,) in connection.execute(f"SELECT id FROM {table}")]
    connection.close()
    return pages


def test_every_page_opens_and_escapes_all_text(path: Path, get: Any) -> None:
    for address in all_pages(path):
        response = get(address)
        assert response.status_code == 200, address
        assert EVIL not in response.text, address
        assert "Error" not in response.text, address
        assert 'lang="vi"' in response.text


def test_no_page_loads_anything_from_outside(path: Path, get: Any) -> None:
    outside = re.compile(
        r"""(?:src|href|action)=["'](?:https?:)?//(?!songlam\.example|localhost/)[^"']*|@import|url\("""
    )
    for address in all_pages(path):
        assert outside.findall(get(address).text) == [], address
    assert not outside.search(get("/sovang/sovang.css").text)


def test_the_home_page_says_what_this_is(path: Path, get: Any) -> None:
    text = get("/").text
    assert "Emulation blocs" in text and 'name="q"' in text and f"/{NAME}/tim-kiem" in text
    things = highlights(open_archive(path))
    assert len(things) == 3
    for thing in things:
        assert get(thing.path).status_code == 200
        assert "zero-results" not in get(thing.path).text


@pytest.mark.parametrize("year", ["2021", ""])
def test_who_led_in_both_languages(get: Any, year: str) -> None:
    for slug, heading in (("ai-lam-truong", "Đơn vị"), ("who-led", "Unit")):
        text = get(f"/{NAME}/{slug}?bloc=khoi+thi+dua+so+2+song+lam&year={year}").text
        assert "Cục Bờ bãi" in text and heading in text
        assert "Cục Ánh sáng" not in text
        assert ("Cục Thủy văn</a>" in text) is (year == "")
        assert '<q class="quote" lang="vi">Cục Đo đạc nhận cờ Khối trưởng năm 2021 từ Cục Thủy văn.</q>' in text


def test_a_year_that_is_no_number_finds_nothing(get: Any) -> None:
    assert "zero-results" in get(f"/{NAME}/who-led?bloc=&year=abc").text


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("hoa van duc", "Hoà Văn Đức", "Viện Nghiên cứu Mưa</a>"),
        ("Hoá", "Không thấy gì", "Hoà"),
        ('"*', "Không thấy gì", "Error"),
    ],
)
def test_search(get: Any, query: str, there: str, not_there: str) -> None:
    response = get(f"/{NAME}/tim-kiem?q={query}")
    assert response.status_code == 200
    main = response.text[response.text.index("<main") :]
    assert there in main and not_there not in main


def test_datasette_knows_the_index(get: Any) -> None:
    text = get(f"/{NAME}/search_entries?_search=duc").text
    assert 'name="_search"' in text and "Hoà Văn Đức" in text and "Cục Thủy văn</td>" not in text


def test_an_article_shows_its_paragraphs_and_what_was_read(get: Any) -> None:
    first = story()[0].article
    text = get(f"/{NAME}/articles/{first.id}").text
    assert text.count('<p class="body">') == 2
    assert "<mark>Đại tá Hoà Văn Đức</mark>" in text
    assert "vai trò trong khối, cụm · bloc roles" in text


def test_an_article_shows_the_posts_that_a_claim_lists(get: Any) -> None:
    """Posts and members stand beside a claim's fields, under headings in both languages."""
    text = get(f"/{NAME}/articles/{story()[0].article.id}").text
    assert "Chức vụ · posts: Cục trưởng" in text
    assert "Trang chủ · home" in text
    assert "Nguyên văn · quotation" in text


def test_names_lead_to_their_pages(get: Any) -> None:
    text = get(f"/{NAME}/who_led").text
    for table in ("blocs", "units", "articles"):
        (link, *_) = re.findall(rf"/{NAME}/{table}/[a-z0-9-]+", text)
        assert get(link).status_code == 200


def test_facets_stand_on_indexed_columns_only(path: Path) -> None:
    connection = open_archive(path)
    for table, described in metadata()["databases"][NAME]["tables"].items():
        indexes = [row[1] for row in connection.execute(f"PRAGMA index_list({table})")]
        first = {connection.execute(f"PRAGMA index_info({i})").fetchone()[2] for i in indexes}
        assert set(described.get("facets", [])) <= first, table


def test_described_tables_and_columns_exist(path: Path) -> None:
    connection = open_archive(path)
    for table, described in metadata()["databases"][NAME]["tables"].items():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        named = {described[key] for key in ("label_column", "sort", "sort_desc") if key in described}
        assert columns and named <= columns, table


def test_no_stored_query_hides_a_table(path: Path) -> None:
    names = {name for (name,) in open_archive(path).execute("SELECT name FROM sqlite_master")}
    assert not names & set(stored_queries())


def test_nothing_can_be_written(get: Any) -> None:
    assert get(f"/{NAME}?sql=delete+from+articles").status_code == 400
    assert get("/_memory").status_code == 404


@pytest.mark.parametrize("query", ["select+'http://['+as+source", "select+1+as+found_id,+'x'+as+name", "select+null"])
def test_a_query_of_ones_own_may_name_its_columns_as_it_likes(get: Any, query: str) -> None:
    assert get(f"/{NAME}?sql={query}").status_code == 200


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nope", 404),
        (f"/{NAME}/nope", 404),
        (f"/{NAME}/nope.json", 404),
        (f"/{NAME}/blocs/nope", 404),
        (f"/{NAME}?sql=delete+from+blocs", 400),
        (f"/{NAME}/blocs?_sort=nope%1b[31m%0a{EVIL}", 500),
    ],
)
def test_an_error_is_a_page_for_the_visitor_and_a_line_for_the_server(
    get: Any, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, address: str, status: int
) -> None:
    answer = get(address)
    assert answer.status_code == status and EVIL not in answer.text
    assert ('"error"' if ".json" in address else "</html>") in answer.text
    assert capfd.readouterr() == ("", "")  # no traceback, no local variables
    (line,) = [r.getMessage() for r in caplog.records if r.name == "sovang"]
    assert line.startswith(f"{status} /") and line.isprintable() and len(line) < 400
