"""The website for everybody, walked through to its last page: what it shows, and what stands on none of its pages."""

from __future__ import annotations

import asyncio
import html
import json
import re
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode, urljoin, urlsplit

import httpx
import pytest

from db.archive import open_archive
from db.names import folded_words, plain_words
from db.public_copy import public_copy
from db.redaction import MASK
from db.site.app import application
from db.site.options import Options
from db.site.queries import stored_queries
from db.site.texts import LANGUAGES, text
from decided import rows
from extractors.text.language import plain
from public_desk import GONE, WHO, WHY, build, desk, spellings, texts_hidden, texts_of
from visiting import HERE, posting

NOTES = (WHO, WHY, "báo nhầm người")
PATHS = ("kho-rieng", "/nha/an", "ban-lam-viec", "hong.pdf")
PARTS = ("khoát", "khoat", "thị hoà", "thi hoa", "khoat-thi", "Khoát Thị", "hoa vien mua", "giọng cười")
"""What somebody might type who looks for her; none of it her whole name."""
_LINK = re.compile(r"""(?:href|src|action)=["']([^"']+)["']""")
# Rows of tables that have no page of ours: all of a row stands in the table's JSON.
_ROWS = re.compile(r"/archive/(?!(?:articles|claims|people|units|blocs)/)[^/]+/[^/]+")
_DATA = re.compile(r"\.(?:json|csv|blob)(?:\?|$)|^/reconcile")
_SORTS = re.compile(r"_sort|_next=|_facet|_searchmode|_nosuggest|_nofacet|_hide_sql|_size=max|page=|_filter")


@dataclass(frozen=True)
class Served:
    """The desk's archive, the copy that is served, and the website on it."""

    path: Path
    copy: Path
    client: httpx.AsyncClient = field(repr=False)

    async def get(self, address: str) -> Any:
        """The answer to a GET."""
        return await self.client.get(address)


@asynccontextmanager
async def served(path: Path, **options: Any) -> AsyncIterator[Served]:
    with public_copy(path) as copy:
        site = application(copy, Options(archive=path, public=True, **options))
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app=site.app()), base_url=HERE)
        yield Served(path, copy, client)
        await client.aclose()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("ban cua An") / "a.db", *desk())


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_archive(path)
    try:
        yield connection
    finally:
        connection.close()


def start(connection: sqlite3.Connection) -> list[str]:
    """Where the walk begins, beside what is linked: each table and view in each form, each query, each service."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
    found = ["/", "/nowhere", "/edit", "/archive.json", "/archive/nowhere.json", "/favicon.ico", "/.json"]
    for name in [*names, *stored_queries()]:
        found += [f"/archive/{name}", f"/archive/{name}.json?_shape=array&_size=max", f"/archive/{name}.csv"]
    found += [f"/archive/{name}.csv?_stream=1" for name in names]
    for name in ("metadata", "versions", "plugins", "settings", "threads", "databases", "actor", "messages", "config"):
        found += [f"/-/{name}", f"/-/{name}.json"]
    for table in ("articles", "claims", "people", "units", "blocs"):
        for (row_id,) in connection.execute(f"SELECT id FROM {table}"):
            found += [f"/archive/{table}/{row_id}", f"/archive/{table}/{row_id}.json?_shape=array"]
    found += [f"/archive/claims/{claim}?part=1" for (claim,) in connection.execute("SELECT id FROM claims")]
    for column in ("text", "title", "byline", "url", "source"):
        found += [f"/archive/articles.json?_col={column}&_shape=array&_size=max"]
    for part in PARTS:
        asked = quote(part)
        found += [f"/search?q={asked}", f"/search/suggest?q={asked}", f"/ledger?q={asked}", f"/register?q={asked}"]
        found += [f"/archive/search_entries.json?_search={asked}", f"/archive/articles.json?text__contains={asked}"]
        found += [
            f"/archive/{slug}.json?q={asked}&bloc={asked}&name={asked}&person={asked}" for slug in stored_queries()
        ]
        found += [f"/reconcile/suggest/entity?prefix={asked}", f"/reconcile/preview?id={asked}"]
        query = json.dumps({"q0": {"query": part, "limit": 20}})
        found += ["/reconcile?" + urlencode({"queries": query})]
    return found


async def walked(served: Served, *, data: bool) -> dict[str, tuple[int, str]]:
    """Every page that can be reached: its address, status, and text with its headers. data: JSON and CSV, too."""
    with opened(served.path) as connection:
        waiting = start(connection)
    seen: dict[str, tuple[int, str]] = {}
    while waiting:
        address = waiting.pop()
        if address in seen or (_DATA.search(address) and not data):
            continue
        answer = await served.get(address)
        headers = "\n".join(f"{key}: {value}" for key, value in answer.headers.items())
        seen[address] = answer.status_code, f"{headers}\n\n{answer.content.decode(errors='replace')}"
        if "text/html" in answer.headers.get("content-type", "") or "location" in answer.headers:
            links = [html.unescape(link) for link in _LINK.findall(answer.text)]
            links += [answer.headers["location"]] if "location" in answer.headers else []
            for link in links:
                place = urlsplit(urljoin(HERE + address, link))
                ours = f"{place.scheme}://{place.netloc}" == HERE
                if ours and not _SORTS.search(place.query) and not _ROWS.fullmatch(place.path):
                    waiting.append(place.path + (f"?{place.query}" if place.query else ""))
        assert len(seen) < 6000
    return seen


@pytest.fixture(scope="module", params=LANGUAGES)
def pages(path: Path, request: pytest.FixtureRequest) -> dict[str, tuple[int, str]]:
    async def run() -> dict[str, tuple[int, str]]:
        async with served(path) as site:
            site.client.cookies.set("sovang_lang", request.param)
            return await walked(site, data=request.param == LANGUAGES[0])  # which has no language

    return asyncio.run(run())


def forms(content: str) -> list[str]:
    """A page's text as it is sent, as it is read, and without what percent signs hide."""
    read = html.unescape(content)
    return [
        content,
        read,
        unquote(read),
        read.encode().decode("unicode_escape", errors="replace") if "\\u" in read else "",
    ]


def test_the_walk_came_everywhere(pages: dict[str, tuple[int, str]], path: Path) -> None:
    """So that what follows does not hold because nothing was looked at."""
    assert len(pages) > 300
    good = {address.partition("?")[0] for address, (status, _) in pages.items() if status == 200}
    with opened(path) as connection:
        for table in ("articles", "people", "units", "blocs"):
            ids = {row_id for (row_id,) in connection.execute(f"SELECT id FROM {table}")}
            assert {f"/archive/{table}/{row_id}" for row_id in ids} <= good, table
    for address in ("/", "/ledger", "/search", "/contradictions", "/register", "/unread", "/about", "/archive"):
        assert address in good
    assert not {address: status for address, (status, _) in pages.items() if status >= 500}
    everything = "\n".join(content for _, content in pages.values())
    assert "Hoà Văn Đức" in everything and MASK in everything


def test_no_page_has_her_name(pages: dict[str, tuple[int, str]]) -> None:
    names = spellings(GONE) | spellings("Khoát Thị Hòa") | {"khoat+thi+hoa", "khoat_thi_hoa", "KHOAT THI HOA"}
    for address, (_, content) in pages.items():
        for form in forms(content):
            assert not [name for name in names if name in form], address
            assert "khoat thi hoa" not in re.sub(r"[\W_]+", " ", plain(form)), address


def test_no_page_has_a_note_or_a_path_of_the_desk(pages: dict[str, tuple[int, str]], path: Path) -> None:
    for address, (_, content) in pages.items():
        for form in forms(content):
            for told in (*NOTES, *PATHS, str(path), str(path.parent), path.parent.name, "sovang-public"):
                assert told not in form, (address, told)


def test_no_page_has_a_sentence_that_nothing_rests_on(pages: dict[str, tuple[int, str]], path: Path) -> None:
    with public_copy(path) as copy, opened(copy) as public, opened(path) as archive:
        legible = texts_of(public)
        hidden = [text for text in texts_hidden(archive) if text not in legible]
    assert len(hidden) > 5
    everything = "\n".join(html.unescape(content) for _, content in pages.values())
    for sentence in hidden:
        for form in {sentence, folded_words(sentence), plain_words(sentence), sentence[: max(12, len(sentence) // 2)]}:
            assert form not in everything or form in legible, sentence


def test_no_page_lets_anybody_decide(pages: dict[str, tuple[int, str]]) -> None:
    for address, (_, content) in pages.items():
        assert posting(content) == [] and "/archive.db" not in content, address
        assert 'href="/edit' not in content or address.startswith("/edit"), address  # the same page in another language


def test_an_article_says_that_these_are_excerpts_and_leads_to_its_paper(
    pages: dict[str, tuple[int, str]], path: Path
) -> None:
    said = [text("article.excerpts", language) for language in LANGUAGES]
    with opened(path) as connection:
        articles = rows(connection, "SELECT id, url FROM articles")
    assert sum(url is not None for _, url in articles) > 2
    for article_id, url in articles:
        _, content = pages[f"/archive/articles/{article_id}"]
        assert any(one in html.unescape(content) for one in said)
        if url and "khoat" not in url:
            assert f'href="{html.escape(url)}"' in content
        assert "Chuyện bên lề" not in content


def test_a_suppressed_person_has_no_page(path: Path, tmp_path: Path) -> None:
    """By no id that she ever had."""
    found, _ = desk()
    with opened(build(tmp_path / "b.db", found, [])) as connection:
        (gone,) = {one for (one,) in rows(connection, "SELECT id FROM people WHERE name LIKE 'Khoát Th_ Ho_'")}

    async def run() -> None:
        async with served(path) as site:
            for address in (f"/archive/people/{gone}", f"/archive/people/{gone}.json", f"/reconcile/preview?id={gone}",
                            f"/reconcile/view?id={gone}", f"/contradictions?about={gone}"):  # fmt: skip
                answer = await site.get(address)
                assert answer.status_code == 404 or address.startswith("/contradictions"), address
                assert "Khoát" not in answer.text.replace("Lò Văn Khoát", ""), address
            extend = json.dumps({"ids": [gone], "properties": [{"id": "names"}, {"id": "unit"}]})
            answer = await site.get("/reconcile?" + urlencode({"extend": extend}))
            values = answer.json()["rows"].get(gone, {})
            assert not any(values.values()), values

    asyncio.run(run())


@pytest.mark.parametrize(
    "address",
    ["/archive.db", "/archive.db?_dl=1", "/archive.db?sql=select+1", "/archive%2edb", "/archive~2Edb",
     "/sovang/../archive.db", "/sovang/%2e%2e/%2e%2e/archive.db", "/-/static/..%2f..%2farchive.db", "/_internal",
     "/_internal.db", "/_memory", "/:memory:"],
)  # fmt: skip
def test_the_file_is_not_given_away(path: Path, address: str) -> None:
    async def run() -> None:
        async with served(path) as site:
            answer = await site.get(address)
            while "location" in answer.headers:
                answer = await site.get(answer.headers["location"])
            assert answer.status_code in (400, 403, 404)
            assert not answer.content.startswith(b"SQLite format 3")

    asyncio.run(run())


ASKED = [
    "/archive?sql=select+1",
    "/archive.json?sql=select+1",
    "/archive.csv?sql=select+1",
    "/archive?sql=select+*+from+decisions",
    "/archive/people.json?_where=1%3D1",
    "/archive/people?_where=id+in+(select+1)",
    "/archive/articles.json?_facet=text",
    "/archive/articles.json?_facet_array=byline",
]


@pytest.mark.parametrize("address", ASKED)
def test_nobody_asks_questions_of_their_own_unless_allowed(path: Path, address: str) -> None:
    async def run() -> None:
        async with served(path) as site:
            assert (await site.get(address)).status_code in (400, 403)

    asyncio.run(run())


@pytest.mark.parametrize(
    "sql",
    ["select * from decisions", "select * from sources", "select * from versions", "select * from unread",
     "select * from suppressed_names", "select * from version_pages"],
)  # fmt: skip
def test_also_whoever_may_ask_sql_finds_nothing_of_the_desk(path: Path, sql: str) -> None:
    async def run() -> None:
        async with served(path, sql=True) as site:
            answer = await site.get("/archive.json?" + urlencode({"sql": sql, "_shape": "array"}))
            assert answer.status_code == 200 and answer.json() == []

    asyncio.run(run())


@pytest.mark.parametrize(
    "sql",
    ["attach database '{path}' as desk", "select * from pragma_database_list; select 1", "update articles set text = ''",
     "select readfile('{path}')", "select load_extension('x')", "vacuum into '/tmp/x'", "pragma query_only = 0",
     "with x as (select 1) insert into articles select * from x", "create table x (y)", "drop table articles"],
)  # fmt: skip
def test_sql_reads_this_copy_and_nothing_else(path: Path, sql: str) -> None:
    async def run() -> None:
        async with served(path, sql=True) as site:
            before = site.copy.read_bytes()
            answer = await site.get("/archive.json?" + urlencode({"sql": sql.format(path=path), "_shape": "array"}))
            assert answer.status_code == 400, answer.text
            assert site.copy.read_bytes() == before

    asyncio.run(run())


def test_sql_does_not_say_where_the_file_lies(path: Path) -> None:
    async def run() -> None:
        async with served(path, sql=True) as site:
            for sql in ("select * from pragma_database_list", "select file from pragma_database_list"):
                answer = await site.get("/archive.json?" + urlencode({"sql": sql, "_shape": "array"}))
                assert str(site.copy.parent) not in answer.text and str(path) not in answer.text

    asyncio.run(run())


def test_a_build_changes_nothing_of_a_copy_that_is_served(tmp_path: Path) -> None:
    found, decisions = desk()
    path = build(tmp_path / "a.db", found[:-1], decisions)

    async def run() -> None:
        async with served(path) as site:
            before = (await site.get("/about")).text
            build(path, found, [])
            assert (await site.get("/about")).text == before
            assert "Khoát Thị H" not in (await site.get("/archive/people.json?_shape=array&_size=max")).text

    asyncio.run(run())
