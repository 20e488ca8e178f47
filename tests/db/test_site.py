"""The website, asked through Datasette's own client: every page opens in both languages, and all text is escaped."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from db.site.metadata import metadata, settings
from db.site.options import Options
from db.site.pages.home import highlights
from db.site.paths import NAME, TABLE_OF
from db.site.queries import stored_queries
from stories import story
from visitors import (
    EVIL,
    LANGUAGES,
    Visitor,
    build,
    connect,
    dangers,
    every_page,
    evil_archive,
    ids,
    links,
    loaded_from,
    tables_and_views,
    text_of,
    tree,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return evil_archive(tmp_path_factory.mktemp("site ?#"))


@pytest.fixture(scope="module")
def site(path: Path) -> Visitor:
    return Visitor(path)


@pytest.fixture(scope="module")
def answers(path: Path, site: Visitor) -> dict[str, dict[str, Any]]:
    """The answers of every page, by language and address."""
    return {language: site.get_all(every_page(path), language) for language in LANGUAGES}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_opens_and_escapes_all_text(answers: dict[str, dict[str, Any]], language: str) -> None:
    seen = 0
    for address, answer in answers[language].items():
        assert answer.status_code == 200, address
        assert answer.headers["content-type"].startswith("text/html"), address
        assert "<script>alert" not in answer.text, address
        assert "&amp;lt;" not in answer.text and "&amp;#" not in answer.text, f"{address}: escaped twice"
        page = tree(answer)
        assert dangers(page) == [], address
        assert len(ids(page)) == len(set(ids(page))), f"{address}: an id stands twice"
        if "part=1" not in address:
            assert page.get("lang") == language, address
            assert text_of(page.find(".//title")).strip(" ·"), address
            assert len(page.findall(".//h1")) == 1 and text_of(page.find(".//h1")), address
            assert len(page.findall(".//main")) == 1, address
        seen += "<script>alert" in page.text_content()
    assert seen > 40  # pages that show the text as text


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_loads_anything_from_outside(answers: dict[str, dict[str, Any]], language: str) -> None:
    for address, answer in answers[language].items():
        for source in loaded_from(tree(answer)):
            assert re.match(r"/(?!/)|http://localhost/", source), f"{address}: {source}"


@pytest.mark.parametrize("name", ["base.css", "parts.css", "drawings.css", "print.css", "sovang.js", "icon.svg"])
def test_what_pages_load_is_there_and_loads_nothing_itself(site: Visitor, name: str) -> None:
    answer = site.get(f"/sovang/{name}")
    assert answer.status_code == 200
    assert not re.search(r"@import|url\(\s*[\"']?(?:https?:)?//|import\s*\(|from\s+[\"']http", answer.text)


def test_links_to_elsewhere_are_those_of_articles(answers: dict[str, dict[str, Any]]) -> None:
    for address, answer in answers["vi"].items():
        for link in tree(answer).iter("a"):
            if re.match(r"(?:[a-z]+:)?//", link.get("href") or ""):
                assert re.match(r"https://songlam\.example/|http://localhost/", link.get("href")), address
                assert link.get("target") is None, address


def test_every_page_has_its_data_as_json_and_csv(site: Visitor, answers: dict[str, dict[str, Any]]) -> None:
    data: set[str] = set()
    for address, answer in answers["vi"].items():
        here = {link for link in links(tree(answer), address) if re.search(r"\.(json|csv)(\?|$)", link)}
        own = address.startswith(("/-/", "/?")) or address in ("/", "/about", f"/{NAME}") or "part=1" in address
        empty = 'class="empty"' in answer.text
        assert here or own or empty, address
        data |= here
    assert len(data) > 150
    for address, answer in site.get_all(sorted(data)).items():
        assert answer.status_code == 200, address
        if ".json" in address:
            assert answer.headers["content-type"].startswith("application/json"), address
            json.loads(answer.text)
        else:
            assert answer.headers["content-type"].startswith("text/plain"), address
            assert "," in answer.text.splitlines()[0] or answer.text.splitlines()[0], address


def test_the_home_page_says_what_this_is(path: Path, site: Visitor) -> None:
    assert "Khối, cụm thi đua qua báo chí" in site.get("/").text
    english = site.get("/", "en").text
    assert "Emulation blocs" in english and 'name="q"' in english and f"/{NAME}" in english
    things = highlights(connect(path))
    assert len(things) == 3
    for thing in things:
        assert site.get(thing.path).status_code == 200 and f'href="{thing.path}"' in english


def test_an_empty_archive_opens_too(tmp_path: Path) -> None:
    path = build(tmp_path / "empty.db", [])
    for language in LANGUAGES:
        for address, answer in Visitor(path).get_all(every_page(path), language).items():
            assert answer.status_code == 200, address
    assert len(highlights(connect(path))) == 3


@pytest.mark.parametrize("year", ["2021", ""])
def test_who_led_in_both_languages(site: Visitor, year: str) -> None:
    for slug, heading, language in (("ai-lam-truong", "Đơn vị", "vi"), ("who-led", "Unit", "en")):
        text = site.get(f"/{NAME}/{slug}?bloc=khoi+thi+dua+so+2+song+lam&year={year}", language).text
        assert "Cục Bờ bãi" in text and f">{heading}</th>" in text
        assert "Cục Ánh sáng" not in text
        assert ("Cục Thủy văn</a>" in text) is (year == "")
        assert '<q class="quote" lang="vi">Cục Đo đạc nhận cờ Khối trưởng năm 2021 từ Cục Thủy văn.</q>' in text


def test_a_query_in_the_other_language_is_one_link_away(site: Visitor) -> None:
    for language, slug, other, there in (
        ("vi", "ai-lam-truong", "who-led", "en"),
        ("en", "who-led", "ai-lam-truong", "vi"),
    ):
        assert f'href="/{NAME}/{other}?_lang={there}"' in site.get(f"/{NAME}/{slug}", language).text


@pytest.mark.parametrize("year", ["abc", "1", "99999"])
def test_a_year_that_is_none_finds_nothing(site: Visitor, year: str) -> None:
    assert 'class="empty"' in site.get(f"/{NAME}/who-led?bloc=&year={year}").text


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("hoa van duc", "Hoà Văn Đức", "Viện Nghiên cứu Mưa</a>"),
        ("Hoá", "Không thấy gì", "Hoà Văn"),
        ('"*', "Không thấy gì", "Error"),
        ("", "Không thấy gì", "Hoà Văn"),
    ],
)
def test_search_as_a_table(site: Visitor, query: str, there: str, not_there: str) -> None:
    response = site.get(f"/{NAME}/tim-kiem?q={query}")
    assert response.status_code == 200
    main = response.text[response.text.index("<main") :]
    assert there in main and not_there not in main


def test_datasette_knows_the_index(site: Visitor) -> None:
    text = site.get(f"/{NAME}/search_entries?_search=duc").text
    assert 'name="_search"' in text and "Hoà Văn Đức" in text and "Cục Thủy văn</td>" not in text


def test_names_lead_to_their_pages(site: Visitor) -> None:
    text = site.get(f"/{NAME}/who_led").text
    for table in ("blocs", "units", "articles", "claims"):
        link, *_ = re.findall(rf"/{NAME}/{table}/[a-z0-9-]+", text)
        assert site.get(link).status_code == 200


def test_codes_in_tables_are_words(site: Visitor) -> None:
    """A table says in the visitor's words what the archive holds as codes; its data stays as it is."""
    cases = [
        ("claims", "bloc_roles", "Vai trò trong khối, cụm", "Role in a bloc"),
        ("claim_handovers", "bloc_head", "trưởng khối, cụm", "headship of a bloc"),
        ("contradictions", "bloc_head", "hai trưởng khối, cụm", "two heads"),
        ("ledger", "handover", "nhận bàn giao", "by handover"),
        ("unread", "unknown_type", "không rõ loại tệp", "of no known type"),
    ]
    for table, code, vi, en in cases:
        for language, word in (("vi", vi), ("en", en)):
            cells = {text_of(cell) for cell in tree(site.get(f"/{NAME}/{table}", language)).iter("td")}
            assert word in cells and code not in cells, (table, language)
        assert code in site.get(f"/{NAME}/{table}.csv").text


# --- ids -------------------------------------------------------------------------------------------------------------


def test_an_id_that_went_leads_to_the_page_of_what_it_became(path: Path, site: Visitor) -> None:
    led = connect(path).execute("SELECT id, kind, entity FROM redirects").fetchall()
    assert led, "two mentions of one person leave an id that leads to the other"
    for old, kind, new in led:
        for form in ("", ".json"):
            answer = site.get(f"/{NAME}/{TABLE_OF[kind]}/{old}{form}")
            assert answer.status_code == 302 and answer.headers["location"] == f"/{NAME}/{TABLE_OF[kind]}/{new}{form}"
            assert site.get(answer.headers["location"]).status_code == 200
        assert site.get(f"/{NAME}/articles/{old}").status_code == 404


@pytest.mark.parametrize("table", ["articles", "blocs", "people", "units", "claims", "ledger", "documents"])
@pytest.mark.parametrize("row", ["nope", "bloc-0000000000000000", "a-1", "%2e%2e", "x'--", "%F0%9F%A6%8A"])
def test_an_unknown_id_is_not_found(site: Visitor, table: str, row: str) -> None:
    for language in LANGUAGES:
        answer = site.get(f"/{NAME}/{table}/{row}", language, follow_redirects=True)
        assert answer.status_code == 404 and "</html>" in answer.text


# --- what Datasette is told ------------------------------------------------------------------------------------------


def test_facets_stand_on_indexed_columns_only(path: Path) -> None:
    connection = connect(path)
    for table, described in metadata()["databases"][NAME]["tables"].items():
        indexes = [row[1] for row in connection.execute(f"PRAGMA index_list([{table}])")]
        first = {connection.execute(f"PRAGMA index_info({i})").fetchone()[2] for i in indexes}
        assert set(described.get("facets", [])) <= first, table


def test_described_tables_and_columns_exist(path: Path) -> None:
    connection = connect(path)
    there = set(tables_and_views(connection))
    for table, described in metadata()["databases"][NAME]["tables"].items():
        columns = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        named = {described[key] for key in ("label_column", "sort", "sort_desc") if key in described}
        assert table in there and named <= columns and set(described.get("columns", {})) <= columns, table


def test_no_stored_query_hides_a_table(path: Path) -> None:
    names = {name for (name,) in connect(path).execute("SELECT name FROM sqlite_master")}
    assert not names & set(stored_queries())
    assert len(stored_queries()) == 14


def test_limits_are_set() -> None:
    told = settings(Options(archive=Path("a.db")))
    assert told["sql_time_limit_ms"] <= 5000 and told["max_returned_rows"] <= 1000  # type: ignore[operator]
    assert told["allow_facet"] is False and told["suggest_facets"] is False and told["default_allow_sql"] is False
    assert told["default_cache_ttl"] == 0 and told["allow_download"] is True
    assert settings(Options(archive=Path("a.db"), public=True))["allow_download"] is False
    assert settings(Options(archive=Path("a.db"), sql=True))["default_allow_sql"] is True


# --- what visitors may not ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/{NAME}?sql=select+1", 403),
        (f"/{NAME}.json?sql=select+1", 403),
        (f"/{NAME}.csv?sql=select+1", 403),
        (f"/{NAME}/blocs?_where=1", 403),
        (f"/{NAME}/blocs.json?_where=1", 403),
        (f"/{NAME}/articles?_facet=title", 400),
        (f"/{NAME}/articles?_facet_date=published", 400),
        (f"/{NAME}/articles?_facet_array=byline", 400),
        ("/_memory", 404),
        ("/_internal", 403),
        ("/_memory.json?sql=select+1", 404),
    ],
)
def test_what_costs_or_tells_too_much_is_refused(site: Visitor, address: str, status: int) -> None:
    assert site.get(address).status_code == status


DEBUGGING = ("patterns", "messages", "allow-debug", "permissions", "logout", "auth-token", "threads", "plugins", "actor",
             "databases")  # fmt: skip


@pytest.mark.parametrize("name", DEBUGGING)
def test_pages_for_debugging_are_not_there(site: Visitor, name: str) -> None:
    for form in ("", ".json", "?_x=1", "/"):
        assert site.get(f"/-/{name}{form}", follow_redirects=True).status_code == 404, form
    assert site.post(f"/-/{name}", data={"message": "x"}).status_code in (403, 404)


@pytest.mark.parametrize("name", ["metadata", "settings", "versions"])
def test_what_is_served_how_may_be_known(path: Path, site: Visitor, name: str) -> None:
    for form in ("", ".json"):
        answer = site.get(f"/-/{name}{form}")
        assert answer.status_code == 200 and str(path.parent) not in answer.text


def test_nothing_can_be_written(path: Path) -> None:
    visitor = Visitor(path, sql=True)
    before = path.read_bytes()
    for sql in ("delete+from+articles", "update+blocs+set+name=1", "pragma+query_only=0", "attach+'x.db'+as+x",
                "with+x+as+(select+1)+delete+from+blocs"):  # fmt: skip
        assert visitor.get(f"/{NAME}?sql={sql}").status_code == 400, sql
    for address in (f"/{NAME}/articles", f"/{NAME}/who-led", "/search", f"/{NAME}", f"/{NAME}/-/insert"):
        assert (
            visitor.post(address, data={"sql": "delete from articles"}).status_code in (403, 405)
            or address == "/search"
        ), address
    assert path.read_bytes() == before


@pytest.mark.parametrize("query", ["select+'http://['+as+source", "select+1+as+found_id,+'x'+as+name", "select+null"])
def test_a_query_of_ones_own_may_name_its_columns_as_it_likes(path: Path, query: str) -> None:
    visitor = Visitor(path, sql=True)
    for language in LANGUAGES:
        assert visitor.get(f"/{NAME}?sql={query}", language).status_code == 200
    assert 'name="sql"' in visitor.get(f"/{NAME}").text
    assert 'name="sql"' not in Visitor(path).get(f"/{NAME}").text


# --- errors ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/nope", 404),
        (f"/{NAME}/nope", 404),
        (f"/{NAME}/nope.json", 404),
        (f"/{NAME}/blocs/nope", 404),
        (f"/{NAME}/blocs/{EVIL}", 404),
        (f"/{NAME}?sql=delete+from+blocs", 400),
        (f"/{NAME}/blocs?_sort=nope%1b[31m%0a{EVIL}", 400),
        (f"/{NAME}/blocs?_size=many", 400),
        (f"/{NAME}/blocs?_next=%00", 200),
        ("/search?page=999999999&year=999999999", 200),
        ("/ledger?until=0&page=0", 200),
        ("/contradictions?about=bloc-x'&page=-1&kind=%00", 200),
        ("/search?q=%00%ff%F0%9F%A6%8A&bloc=%00", 200),
        ("/search/suggest?q=%00", 200),
    ],
)
def test_a_wrong_address_is_answered_with_a_page_and_one_line(
    site: Visitor, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture, address: str, status: int
) -> None:
    answer = site.get(address, follow_redirects=True)
    assert answer.status_code == status and "<script>alert" not in answer.text
    if ".json" in address:
        assert set(json.loads(answer.text)) >= {"ok", "error", "status"}
    elif "suggest" not in address:
        assert "</html>" in answer.text
    assert capfd.readouterr() == ("", "")  # no traceback, no local variables
    lines = [r.getMessage() for r in caplog.records if r.name == "sovang"]
    assert len(lines) == (status != 200)
    for line in lines:
        assert line.startswith(f"{status} /") and line.isprintable() and len(line) < 400


@pytest.mark.parametrize(("language", "word"), [("vi", "Không tìm thấy"), ("en", "Not found")])
def test_an_error_is_told_in_the_visitors_language(site: Visitor, language: str, word: str) -> None:
    page = tree(site.get(f"/{NAME}/blocs/nope", language))
    assert page.get("lang") == language and text_of(page.find(".//h1")) == word
    assert page.findall(".//form[@role='search']")


def test_the_story_is_whole(path: Path) -> None:
    """What the other tests of the site rest on: the archive holds all kinds of records, and what follows."""
    connection = connect(path)
    for table in ("ledger", "tenures", "documents", "contradictions", "handovers_by_date", "award_paths", "superiors",
                  "meetings_held", "bloc_members", "not_read", "possibly_same", "articles_without_facts"):  # fmt: skip
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0], table
    assert len(story()) + 2 == connection.execute("SELECT count(*) FROM articles").fetchone()[0]
