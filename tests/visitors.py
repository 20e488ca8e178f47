"""Visitors of the website, for its tests: what they ask, without a network, and what the answers' HTML holds."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import httpx
from lxml import etree
from lxml import html as parser

from db.load import Loader
from db.site.app import application
from db.site.options import Options
from db.site.paths import NAME
from db.site.queries import stored_queries
from extractors.records import AwardStatus, Extraction, HandoverKind, RecipientKind
from stories import article, award, bloc, document, extraction, handover, meeting, official, role, story, unit

LANGUAGES = ("vi", "en")
EVIL = "\"'><script>alert(1)</script>"
"""Breaks out of a text, of an attribute in either kind of quotes, and of a script."""
ROW_TABLES = ("articles", "blocs", "people", "units", "claims", "ledger", "tenures", "documents", "contradictions")
OWN_PAGES = ("/", "/ledger", "/search", "/contradictions", "/register", "/unread", "/about", f"/{NAME}")


class Visitor:
    """Somebody who asks a site for pages; told: how it is served, but for its file."""

    def __init__(self, path: Path, **told: Any) -> None:
        self.site = application(path, Options(archive=path, **told))

    def get(self, address: str, language: str = "vi", **more: Any) -> httpx.Response:
        """The answer to one request."""
        return asyncio.run(self._asked("GET", address, language, more))

    def post(self, address: str, **more: Any) -> httpx.Response:
        """The answer to a form."""
        return asyncio.run(self._asked("POST", address, "vi", more))

    def get_all(self, addresses: Iterable[str], language: str = "vi") -> dict[str, httpx.Response]:
        """The answers to several requests, by their addresses."""

        async def all_of_them() -> dict[str, httpx.Response]:
            return {address: await self._asked("GET", address, language, {}) for address in addresses}

        return asyncio.run(all_of_them())

    async def _asked(self, method: str, address: str, language: str, more: dict[str, Any]) -> httpx.Response:
        headers = {"cookie": f"sovang_lang={language}", **more.pop("headers", {})}
        answer: httpx.Response = await self.site.client.request(method, address, headers=headers, **more)
        return answer


def evil_extractions() -> list[Extraction]:
    """Articles in which every text holds HTML, with a record of each kind, two heads, a copy and an odd address."""
    name, body, home = f"Khối thi đua {EVIL}", f"Bộ {EVIL}", f"Sở {EVIL}"
    first = article(
        f"Tựa {EVIL}",
        f"{home} là Khối trưởng {name} của {body}. Ông Lò {EVIL} dự. {home} thuộc {body}. Tặng Cờ {EVIL}.",
        f"Quyết định 7/QĐ-{EVIL} thành lập khối. {home} nhận cờ từ Sở B {EVIL}. Ông Lò {EVIL} thay ông Pờ {EVIL}.",
        url=f"https://songlam.example/?{EVIL}",
        publisher=EVIL,
        byline=[EVIL],
        source=f"x/{EVIL}.html",
        published="2020-01-01",
    )
    second = article(
        f"Bài khác {EVIL}",
        f"Sở B {EVIL} là Khối trưởng năm 2020 {name} của {body}.",
        url="javascript:alert(1)",
        publisher=f"Báo {EVIL}",
        source=f"y/{EVIL}.html",
        published="2020-02-01",
    )
    given = award(f"Tặng Cờ {EVIL}", f"Cờ {EVIL}", home, RecipientKind.UNIT, AwardStatus.AWARDED)
    given[2].update(grantor=body)
    founded = document(f"Quyết định 7/QĐ-{EVIL}", f"7/QĐ-{EVIL}")
    founded[2].update(issuer=body, kind=f"Quyết định {EVIL}")
    held = meeting(f"Tựa {EVIL}", name, "2020-01-01")
    held[2].update(place=EVIL, period=EVIL)
    return [
        extraction(
            first,
            held,
            bloc(name, name, body, [home, f"Sở B {EVIL}"]),
            role(f"{home} là Khối trưởng", name, 2020, home, f"Lò {EVIL}"),
            official(f"Ông Lò {EVIL}", f"Lò {EVIL}", (f"Trưởng {EVIL}", home), rank=EVIL),
            unit(f"{home} thuộc {body}", home, body),
            given,
            founded,
            handover(f"{home} nhận cờ", name, f"Sở B {EVIL}", home, 2020),
            handover(f"thay ông Pờ {EVIL}", home, f"Pờ {EVIL}", f"Lò {EVIL}", kind=HandoverKind.POST, post=EVIL),
        ),
        extraction(second, bloc(name, name, body), role(f"Sở B {EVIL} là Khối trưởng", name, 2020, f"Sở B {EVIL}")),
    ]


def build(path: Path, extractions: Iterable[Extraction], unread: Iterable[tuple[str, str, str]] = ()) -> Path:
    """An archive of extractions; unread: (source, code, reason)."""
    with Loader(path, "1") as loader:
        for one in extractions:
            loader.add(one)
        for source, code, reason in unread:
            loader.fail(source, code, reason)
        loader.finish()
    return path


def evil_archive(folder: Path) -> Path:
    """The archive of the story and of the articles that hold HTML, under a name with signs of addresses."""
    folder.mkdir(exist_ok=True)
    unread = [(f"{EVIL}.pdf", "unknown_type", f"not read {EVIL}"), (f"{EVIL}.bin", EVIL, EVIL)]
    return build(folder / "kho ?#.db", [*story(), *evil_extractions()], unread)


def connect(path: Path) -> sqlite3.Connection:
    """The archive, for what the tests compare pages with."""
    return sqlite3.connect(path)


def path_of(connection: sqlite3.Connection) -> Path:
    """The file of an archive that is open."""
    return Path(next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main"))


def tables_and_views(connection: sqlite3.Connection) -> list[str]:
    """The tables and views of an archive, but for those that the full-text index is made of."""
    found = connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view') ORDER BY name")
    return [name for (name,) in found if not name.startswith(("search_", "search", "sqlite_")) or name in SEARCHED]


SEARCHED = ("search_entries", "search_words")


def every_page(path: Path) -> list[str]:
    """The addresses of all our pages, of every table, view and stored query, and of every row with a page."""
    connection = connect(path)
    pages = [*OWN_PAGES, "/search?q=script", "/search?kind=article&year=2020", "/ledger?q=khoi&until=2020"]
    pages += [f"/contradictions?kind=bloc_head&about={one}" for one in _ids(connection, "blocs")[:2]]
    pages += ["/register?q=qd", "/unread?code=unknown_type", "/-/versions", "/-/metadata", "/-/settings"]
    pages += [f"/{NAME}/{name}" for name in tables_and_views(connection)]
    pages += [f"/{NAME}/{slug}" for slug in stored_queries()]
    pages += [f"/{NAME}/{slug}?q=script&_show_sql=1" for slug in ("tim-kiem", "find")]
    for table in ROW_TABLES:
        pages += [f"/{NAME}/{table}/{row}" for row in _ids(connection, table)]
    pages += [f"/{NAME}/claims/{row}?part=1" for row in _ids(connection, "claims")]
    connection.close()
    return pages


def _ids(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row for (row,) in connection.execute(f"SELECT id FROM {table} ORDER BY id")]


# --- what an answer holds --------------------------------------------------------------------------------------------


def tree(answer: httpx.Response) -> parser.HtmlElement:
    """The elements of a page, or of a part of one."""
    return parser.document_fromstring(answer.text)


def text_of(element: Any) -> str:
    """The words of an element, one blank between them."""
    return " ".join(element.text_content().split())


_LEADS = ("href", "src", "action", "formaction", "data", "poster", "srcset")


def loaded_from(page: parser.HtmlElement) -> list[str]:
    """The addresses that a page loads something from, or sends a form to."""
    found = [one.get(name) for name in _LEADS[1:] for one in page.iter(etree.Element) if one.get(name) is not None]
    return found + [element.get("href") for element in page.iter("link", "base", "image", "use")]


def dangers(page: parser.HtmlElement) -> list[str]:
    """What runs or draws by the page's own words: scripts, styles, handlers, addresses that are code."""
    found = []
    for element in page.iter(etree.Element):
        if element.tag in ("style", "iframe", "object", "embed") or (
            element.tag == "script" and not element.get("src")
        ):
            found.append(element.tag)
        for name, value in element.attrib.items():
            leads = name in _LEADS and re.match(r"\s*(javascript|data|vbscript):", value, re.I)
            if name.startswith("on") or name == "style" or leads:
                found.append(f"{element.tag} {name}={value}")
    return found


def links(page: parser.HtmlElement, address: str) -> set[str]:
    """Where a page's links within the site lead, as paths with arguments and anchors."""
    here = f"http://localhost{address}"
    found = set()
    for element in page.iter("a"):
        if element.get("href") is None:
            continue
        parts = urlsplit(urljoin(here, element.get("href")))
        if parts.scheme in ("http", "https") and parts.netloc == "localhost":
            query = f"?{parts.query}" if parts.query else ""
            found.add(f"{parts.path}{query}#{unquote(parts.fragment)}".removesuffix("#"))
    return found


def ids(page: parser.HtmlElement) -> list[str]:
    """The ids of its elements, which must be different."""
    return [element.get("id") for element in page.iter(etree.Element) if element.get("id")]
