"""What keeps visitors of the website safe: nothing foreign is let in, whoever asks by another name is refused, and the
archive is only ever read."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import pytest

from db.site.paths import NAME
from site_words import TEMPLATES
from stories import article, extraction
from visitors import EVIL, LANGUAGES, Visitor, build, connect, evil_archive, links, text_of, tree

ASKED = quote(EVIL, safe="")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return evil_archive(tmp_path_factory.mktemp("safety"))


@pytest.fixture(scope="module")
def site(path: Path) -> Visitor:
    return Visitor(path)


@pytest.fixture(scope="module")
def row(path: Path) -> dict[str, str]:
    """The path of a row of each kind."""
    connection = connect(path)
    return {
        table: f"/{NAME}/{table}/{connection.execute(f'SELECT min(id) FROM {table}').fetchone()[0]}"
        for table in ("articles", "blocs", "people", "units", "claims")
    }


def asked(
    site: Visitor, target: bytes, host: bytes | None = b"localhost", method: str = "GET", **more: Any
) -> tuple[int, dict[str, str], str]:
    """(status, headers, body) of a request whose line is exactly this: no client tidies it up on the way."""
    raw, _, query = target.partition(b"?")
    scope = {
        "type": "http", "http_version": "1.1", "method": method, "scheme": "http", "path": _decoded(raw),
        "raw_path": target, "query_string": query, "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
        "headers": [(b"host", host)] if host is not None else [],
    } | more  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    asyncio.run(site.site.app()({key: value for key, value in scope.items() if value is not None}, receive, send))
    assert sent[0]["type"] == "http.response.start"
    headers = {key.decode().lower(): value.decode("latin-1") for key, value in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], headers, body.decode("utf-8", "replace")


def _decoded(raw: bytes) -> str:
    return re.sub(rb"%([0-9A-Fa-f]{2})", lambda m: bytes.fromhex(m[1].decode()), raw).decode("utf-8", "replace")


# --- headers ---------------------------------------------------------------------------------------------------------

ANSWERS = [
    ("/", 200), ("/ledger", 200), ("/search?q=duc", 200), ("/about", 200), ("/contradictions", 200), ("/register", 200),
    ("/unread", 200), (f"/{NAME}", 200), (f"/{NAME}/who_led", 200), (f"/{NAME}/who-led", 200),
    (f"/{NAME}/who_led.json", 200), (f"/{NAME}/who_led.csv", 200), (f"/{NAME}/who_led.csv?_stream=on", 200),
    (f"/{NAME}/who-led.json", 200), (f"/{NAME}.json", 200), ("/.json", 200), (f"/{NAME}.db", 200),
    ("/search/suggest?q=duc", 200), ("/sovang/base.css", 200), ("/sovang/sovang.js", 200), ("/sovang/icon.svg", 200),
    ("/sovang/nope.css", 404), ("/-/static/app.css", 200), ("/-/versions", 200), ("/-/metadata.json", 200),
    ("/nope", 404), (f"/{NAME}/blocs/nope", 404), (f"/{NAME}/blocs/nope.json", 404), ("/-/patterns", 404),
    (f"/{NAME}?sql=select+1", 403), (f"/{NAME}/blocs?_size=x", 400), ("/?_lang=en", 303), (f"/{NAME}/", 302),
    (f"/{NAME}/blocs/%2e", 302), ("/edit", 404), ("/reconcile", 200), ("/favicon.ico", 200),
]  # fmt: skip


def sources(policy: str) -> dict[str, set[str]]:
    parts = [part.split() for part in policy.split(";")]
    return {name: set(allowed) for name, *allowed in parts}


@pytest.mark.parametrize(("address", "status"), ANSWERS)
def test_every_answer_lets_nothing_foreign_in(site: Visitor, address: str, status: int) -> None:
    answer = site.get(address)
    assert answer.status_code == status
    guarded(answer.headers)


def guarded(headers: Any) -> None:
    policy = sources(headers["content-security-policy"])
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == {"'none'"}
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == {"'self'"}
    assert set().union(*policy.values()) == {"'self'", "'none'"}
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "cookie" in headers["vary"].lower()
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize("method", ["POST", "HEAD", "OPTIONS", "PUT", "DELETE"])
@pytest.mark.parametrize(
    "target", [b"/", b"/search", b"/archive", b"/archive/blocs", b"/archive.json", b"/edit", b"/nope"]
)
def test_other_methods_are_answered_under_the_same_policy(site: Visitor, method: str, target: bytes) -> None:
    status, headers, _ = asked(site, target, method=method)
    guarded(headers)
    assert status < 500
    writes = method in ("POST", "PUT", "DELETE")
    assert status == 405 or not (writes and target.startswith(b"/archive"))


def test_a_refused_host_is_answered_under_the_same_policy(site: Visitor) -> None:
    status, headers, body = asked(site, b"/", host=b"evil.example")
    assert status == 421 and headers["content-type"].startswith("text/plain") and "127.0.0.1" in body
    guarded(headers)


def test_only_pages_of_this_machine_frame_a_preview(site: Visitor, row: dict[str, str]) -> None:
    unit = row["units"].rpartition("/")[2]
    answer = site.get(f"/reconcile/preview?id={unit}")
    assert answer.status_code == 200
    policy = sources(answer.headers["content-security-policy"])
    assert policy.pop("frame-ancestors") == {"http://127.0.0.1:*", "http://localhost:*", "http://[::1]:*"}
    assert set().union(*policy.values()) == {"'self'", "'none'"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_needs_what_the_policy_forbids(template: Path) -> None:
    source = re.sub(r"\{[#%].*?[#%]\}", "", template.read_text(encoding="utf-8"), flags=re.S)
    assert not re.search(r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<iframe|<object|<embed|<base\b", source, re.I)
    assert [tag for tag in re.findall(r"<script[^>]*>", source) if " src=" not in tag] == []
    assert not re.search(r"\|\s*safe\b|autoescape|Markup", source)
    assert not re.search(r"(?:src|href|action)=[\"']?(?:https?:)?//", source)


# --- whose name is asked for -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1:8001",
        "127.0.0.1:65535",
        "localhost",
        "localhost:80",
        "LocalHost:8001",
        "[::1]",
        "[::1]:8001",
    ],
)
def test_this_machine_is_served_by_its_names(site: Visitor, host: str) -> None:
    assert asked(site, b"/about", host=host.encode())[0] == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "evil.example:8001", "", ":8001", "127.0.0.1.evil.example", "localhost.evil.example:8001",
        "evil.example:127.0.0.1", "[::1].evil.example", "[::1]evil", "::1", "127.0.0.1@evil.example", "127.0.0.2", "0.0.0.0",
        "127.1", "localhost@evil.example:8001", "evil-localhost", "xn--localhost", "192.168.1.7:8001", None,
    ],
)  # fmt: skip
def test_no_other_name_is_served_on_loopback(path: Path, site: Visitor, host: str | None) -> None:
    name = None if host is None else host.encode()
    for target in (
        b"/about",
        b"/sovang/base.css",
        b"/archive/blocs.json",
        b"/reconcile",
        b"/?_lang=en",
        b"/archive.db",
    ):
        assert asked(site, target, host=name)[0] == 421
    if host:
        assert asked(Visitor(path, loopback=False), b"/about", host=name)[0] == 200


# --- the language ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked_for", "leads_to"),
    [
        ("/?_lang=en", "/"),
        ("/about?_lang=vi", "/about"),
        ("/search?q=a+b&_lang=en&kind=person", "/search?q=a+b&kind=person"),
        ("/search?_lang=en&q=%C4%91%E1%BB%99i&q=2&bloc=", "/search?q=%C4%91%E1%BB%99i&q=2&bloc="),
        ("/search?q=%26_lang%3Den&_lang=en", "/search?q=%26_lang%3Den"),
        ("/search?_lang=de&_lang=en", "/search"),
        (f"/{NAME}/ai-lam-truong?_lang=en", f"/{NAME}/ai-lam-truong"),
        ("/a%2Fb%3Fc?_lang=en", "/a%2Fb%3Fc"),
    ],
)
def test_a_language_is_kept_and_the_address_cleaned(site: Visitor, asked_for: str, leads_to: str) -> None:
    status, headers, body = asked(site, asked_for.encode())
    assert (status, headers["location"], body) == (303, leads_to, "")
    cookie = headers["set-cookie"]
    assert re.match(rf"sovang_lang={re.findall('_lang=(vi|en)$|_lang=(en|vi)', asked_for)[-1][0] or 'en'};", cookie)
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie and "Path=/" in cookie
    assert headers["cache-control"] == "no-store"


HOSTILE = [
    b"//evil.example/", b"///evil.example", b"////evil.example/x", b"/\\evil.example/", b"/\\/evil.example",
    b"\\\\evil.example", b"//evil.example%2F..", b"/%2F%2Fevil.example/", b"/%5Cevil.example", b"/%5C%5Cevil.example",
    b"/%09/evil.example", b"/\t/evil.example", b"/%0d%0aset-cookie:a=b", b"/%0D%0A%0D%0Ahi", b"/.//evil.example",
    b"/..//evil.example", b"//evil.example:80@localhost/", b"/http://evil.example/", b"/;@evil.example",
]  # fmt: skip


def leads_nowhere_else(location: str) -> None:
    assert location.startswith("/") and not re.match(r"/[\s/\\]", location), location
    assert not re.search(r"[\x00-\x20\x7f\\]", location), location
    assert urlsplit(urljoin("http://localhost/x", location)).netloc == "localhost", location


@pytest.mark.parametrize("target", HOSTILE)
def test_choosing_a_language_leads_nowhere_else(site: Visitor, target: bytes) -> None:
    for query in (b"?_lang=en", b"?_lang=en&q=%0d%0aset-cookie:a=b", b"?//evil.example&_lang=vi"):
        status, headers, _ = asked(site, target + query)
        assert status == 303
        leads_nowhere_else(headers["location"])
        # Also where a server hands on the path decoded only.
        status, headers, _ = asked(site, target + query, raw_path=None)
        assert status == 303
        leads_nowhere_else(headers["location"])


@pytest.mark.parametrize("target", HOSTILE)
def test_no_page_and_no_redirect_leads_elsewhere_by_its_own_address(site: Visitor, target: bytes) -> None:
    status, headers, body = asked(site, target)
    assert status in (302, 404)
    if status == 302:
        leads_nowhere_else(headers["location"])
        return
    for element in tree(Answer(body)).iter("a", "form"):  # type: ignore[arg-type]
        address = element.get("href") or element.get("action")
        assert urlsplit(urljoin("http://localhost/x", address)).netloc == "localhost", address
        assert not re.match(r"[\s/\\]{2}", address), address


class Answer:
    """What `tree` reads."""

    def __init__(self, text: str) -> None:
        self.text = text


@pytest.mark.parametrize(
    "query",
    ["_lang=de", "_lang=", "_lang=EN", "_lang=en%00", "_lang=en&_lang=de", "x_lang=en", "q=_lang%3Den", "_langs=en"],
)
def test_other_languages_are_ignored(site: Visitor, query: str) -> None:
    status, headers, body = asked(site, f"/about?{query}".encode())
    assert status == 200 and "set-cookie" not in headers and '<html lang="vi">' in body
    assert "_lang=de" not in body and "_lang=en" in body


@pytest.mark.parametrize("cookie", ["de", "", "en;", '"en"', "en' onload=x", "vi,en", "../en"])
def test_other_cookies_are_ignored(site: Visitor, cookie: str) -> None:
    page = site.get("/about", headers={"cookie": f"sovang_lang={cookie}"})
    assert page.status_code == 200 and tree(page).get("lang") in LANGUAGES


def test_a_form_is_not_led_elsewhere(site: Visitor) -> None:
    assert asked(site, b"/about?_lang=en", method="POST")[0] != 303


# --- the archive is read ---------------------------------------------------------------------------------------------

WRITES = ("DELETE FROM articles", "UPDATE blocs SET name = ''", "CREATE TABLE x (a)", "DROP VIEW who_led",
          "INSERT INTO unread VALUES ('a', 'b', 'c')", "PRAGMA user_version = 9", "VACUUM", "REINDEX")  # fmt: skip


@pytest.mark.parametrize("write", WRITES)
def test_a_connection_cannot_write(path: Path, site: Visitor, write: str) -> None:
    database = site.site.get_database(NAME)
    before = path.read_bytes(), sorted(os.listdir(path.parent))
    for first in ("SELECT 1", "PRAGMA query_only = 0", "PRAGMA journal_mode = WAL", "PRAGMA writable_schema = 1"):
        connection = database.connect()
        connection.execute(first)
        with pytest.raises(sqlite3.Error):
            connection.execute(write)
            connection.commit()
        connection.close()
    with pytest.raises(sqlite3.OperationalError, match="read-only"):
        database.connect(write=True)
    with pytest.raises((sqlite3.OperationalError, AssertionError)):
        asyncio.run(database.execute_write(write))
    assert (path.read_bytes(), sorted(os.listdir(path.parent))) == before


def one_article(path: Path, title: str) -> Path:
    return build(path, [extraction(article(title, f"Một bài về {title.lower()}.", published="2021-01-01"))])


def test_a_replaced_file_is_read_from_the_next_request_on(tmp_path: Path) -> None:
    served = one_article(tmp_path / "a.db", "Nắng lên")
    visitor = Visitor(served)
    pages = ("/", "/unread", f"/{NAME}/articles", "/search?q=len+ve", f"/{NAME}/tim-kiem?q=bai", f"/{NAME}", "/about")
    before = visitor.get_all(pages)
    assert "Nắng lên" in before["/"].text and "Nắng lên" in before[f"/{NAME}/articles"].text
    other = tmp_path / "other.db"
    build(other, [extraction(article(t, f"Một bài về {t}.", published="2021-02-02")) for t in ("Mưa về", "Gió về")])
    os.replace(other, served)
    after = visitor.get_all(pages)
    for address in ("/", "/unread", f"/{NAME}/articles", f"/{NAME}/tim-kiem?q=bai"):
        assert "Mưa về" in after[address].text and "Nắng lên" not in after[address].text, address
    counts = {text_of(one) for one in tree(after[f"/{NAME}"]).iter("li")}
    assert any(re.search(r"\barticles 2$", one) for one in counts)
    served.unlink()
    assert "Mưa về" in visitor.get("/").text, "what is open goes on"
    one_article(served, "Sương tan")
    assert "Sương tan" in visitor.get("/").text


def test_rows_of_a_replaced_file_are_not_remembered_anywhere(tmp_path: Path) -> None:
    served = one_article(tmp_path / "a.db", "Nắng lên")
    visitor = Visitor(served)
    old = connect(served).execute("SELECT id FROM articles").fetchone()[0]
    assert visitor.get(f"/{NAME}/articles/{old}").status_code == 200
    os.replace(one_article(tmp_path / "b.db", "Mưa về"), served)
    assert visitor.get(f"/{NAME}/articles/{old}").status_code == 404
    assert visitor.get(f"/{NAME}/articles/{old}.json").status_code == 404


# --- text is data ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/search?q={}", "q"), ("/search?bloc={}+x", "bloc"), ("/search?publisher={}", "publisher"), ("/ledger?q={}", "q"),
        ("/register?q={}", "q"), ("/contradictions?about={}", "about"), (f"/{NAME}/who-led?bloc={{}}", "bloc"),
        (f"/{NAME}/blocs?name={{}}", "_filter_value_1"), (f"/{NAME}/search_entries?_search={{}}", "_search"),
        (f"/{NAME}/blocs?name__contains={{}}&_sort=name", "_filter_value_1"),
    ],
)  # fmt: skip
def test_what_was_typed_stands_in_its_field_as_it_was_typed(site: Visitor, address: str, field: str) -> None:
    for language in LANGUAGES:
        answer = site.get(address.format(ASKED), language)
        assert answer.status_code == 200
        values = [one.get("value") for one in tree(answer).iter("input") if one.get("name") == field]
        assert any(value in (EVIL, f"{EVIL} x") for value in values)


def test_titles_and_links_hold_the_text_as_text(path: Path, site: Visitor, row: dict[str, str]) -> None:
    connection = connect(path)
    tables = {"blocs": "name", "people": "name", "units": "name", "articles": "title"}
    seen = 0
    for table, column in tables.items():
        query = f"SELECT id, {column} FROM {table} WHERE {column} LIKE '%<script>%'"
        for one, said in connection.execute(query):
            page = tree(site.get(f"/{NAME}/{table}/{one}"))
            assert text_of(page.find(".//title")).startswith(" ".join(said.split())), table
            assert text_of(page.find(".//h1")) == " ".join(said.split())
            seen += 1
    assert seen > 5
    names = [one.get("title") for one in tree(site.get("/ledger")).iter("a") if "alert" in (one.get("title") or "")]
    assert f"Lò {EVIL}" in names


def test_filters_of_a_page_keep_what_was_typed(site: Visitor) -> None:
    page = tree(site.get(f"/search?q=script&publisher={ASKED}"))
    for link in links(page, "/search"):
        assert "<" not in link and '"' not in link and "'" not in link


def test_suggestions_are_json_and_nothing_else(site: Visitor) -> None:
    for language, kind in (("vi", "Người"), ("en", "Person")):
        answer = site.get("/search/suggest?q=lo+script", language)
        assert answer.headers["content-type"].startswith("application/json")
        found = json.loads(answer.text)["suggestions"]
        assert [one["name"] for one in found if one["kind"] == kind] == [f"Lò {EVIL}"]
        for one in found:
            assert set(one) == {"name", "kind", "detail", "path"}
            assert re.fullmatch(rf"/{NAME}/(people|units|blocs|articles)/[\w-]+", one["path"])
    assert json.loads(site.get(f"/search/suggest?q={ASKED}").text)["suggestions"] is not None
    for nothing in ("", "?q=", "?q=%00", "?q=%20", "?q=%22", "?q=" + "a" * 5000):
        assert json.loads(site.get(f"/search/suggest{nothing}").text) == {"suggestions": []}
