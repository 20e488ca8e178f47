"""Who may decide on the website, and who may not: tokens, cookies, forged forms, forms that are no forms."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from db.decisions import decisions_path
from decided import APART, TOGETHER, built
from stories import story
from visiting import FORM, HERE, TOKEN, Browser, posting, serving

FOUND = [*story(), *APART["people"], *TOGETHER["units"]]
EVERY_PAGE = (
    "/", "/ledger", "/search?q=lo+van+buoi", "/contradictions", "/register", "/unread", "/about", "/archive",
    "/archive/people", "/archive/who_led", "/archive/tim-kiem?q=buoi",
)  # fmt: skip
TOOLS = ("metadata", "versions", "plugins", "settings", "threads", "databases", "actor", "messages", "permissions",
         "allow-debug", "patterns", "auth-token", "logout", "config")  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("made") / "a.db"
    built(path, FOUND).close()
    return path.read_bytes()


@pytest.fixture
def path(made: bytes, tmp_path: Path) -> Path:
    path = tmp_path / "a.db"
    path.write_bytes(made)
    return path


def visit(path: Path, course: Callable[[Browser], Awaitable[None]], **options: Any) -> None:
    """A course of events in a browser that was let in, if anybody can be."""

    async def run() -> None:
        browser = Browser(serving(path, **options))
        if browser.site.options.edit_token:
            await browser.let_in()
        await course(browser)

    asyncio.run(run())


def visit_as_stranger(path: Path, course: Callable[[Browser], Awaitable[None]], **options: Any) -> None:
    """The same in a browser that was not let in."""
    asyncio.run(_stranger(path, course, options))


async def _stranger(path: Path, course: Callable[[Browser], Awaitable[None]], options: dict[str, Any]) -> None:
    await course(Browser(serving(path, **options)))


def untouched(path: Path, made: bytes) -> bool:
    """Whether nothing was written."""
    return path.read_bytes() == made and sorted(p.name for p in path.parent.iterdir()) == ["a.db"]


async def rows_of(browser: Browser) -> list[str]:
    """A page of each kind of row."""
    found = []
    for table in ("people", "units", "blocs", "articles", "claims"):
        listed = await browser.get(f"/archive/{table}.json?_shape=array&_size=1")
        found.append(f"/archive/{table}/{listed.json()[0]['id']}")
    return found


# --- without --edit --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("public", [False, True])
def test_where_nobody_decides_there_is_nothing_to_decide_with(path: Path, made: bytes, public: bool) -> None:
    async def course(browser: Browser) -> None:
        for address in ("/edit", "/edit/decide", "/edit/undo", f"/edit?token={TOKEN}", "/edit?token="):
            assert (await browser.get(address)).status_code == 404, address
            answer = await browser.post(address, {"kind": "right", "ref": "claim-1", "csrftoken": ""})
            assert answer.status_code == 404, address
        for address in (*EVERY_PAGE, *await rows_of(browser), *(f"/-/{tool}" for tool in TOOLS)):
            answer = await browser.get(address)
            assert posting(answer.text) == [], address
            assert "/edit" not in answer.text, address
        assert "sovang_edit" not in browser.cookies

    visit(path, course, edit=False, public=public)
    assert untouched(path, made)


@pytest.mark.parametrize("tool", ["messages", "patterns", "permissions", "allow-debug", "auth-token", "logout",
                                  "threads", "databases"])  # fmt: skip
def test_tools_for_those_who_make_datasette_are_closed(path: Path, tool: str) -> None:
    async def course(browser: Browser) -> None:
        for address in (f"/-/{tool}", f"/-/{tool}.json"):
            answer = await browser.get(address)
            assert answer.status_code == 404, address
            assert str(path) not in answer.text
        assert (await browser.post(f"/-/{tool}", {"message": "x", "message_type": "INFO"})).status_code in (403, 404)

    visit(path, course)


# --- the token -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "%ff", "%00", "é", "\ud800", "a" * 5000]
)
def test_a_wrong_token_lets_nobody_in(path: Path, token: str) -> None:
    async def course(browser: Browser) -> None:
        answer = await browser.get("/edit?" + urlencode({"token": token}, errors="surrogatepass"))
        assert answer.status_code == 403
        assert "set-cookie" not in answer.headers or "sovang_edit" not in answer.headers["set-cookie"]
        assert (await browser.get("/edit")).status_code == 403

    visit_as_stranger(path, course)


def test_the_right_token_is_shown_once(path: Path) -> None:
    async def course(browser: Browser) -> None:
        answer = await browser.get(f"/edit?token={TOKEN}")
        assert answer.status_code in (302, 303) and answer.headers["location"] == "/edit"
        (cookie,) = [c for c in answer.headers.get_list("set-cookie") if c.startswith("sovang_edit=")]
        said = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"httponly", "samesite=strict", "path=/"} <= said
        assert TOKEN not in cookie
        assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer")
        assert "no-store" in answer.headers["cache-control"]
        assert (await browser.get("/edit")).status_code == 200

    visit_as_stranger(path, course)


def test_nobody_is_told_the_token(
    path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)

    async def course(browser: Browser) -> None:
        addresses = [*EVERY_PAGE, *await rows_of(browser), "/edit", "/nowhere", "/edit/decide", "/edit/undo", "/.json"]
        addresses += [f"/-/{tool}{form}" for tool in TOOLS for form in ("", ".json")]
        addresses += ["/archive.json", "/archive/people.json", "/archive?_context=1", "/?_trace=1", "/?_context=1"]
        secret = browser.cookies["sovang_edit"]
        for address in addresses:
            answer = await browser.get(address)
            for text in (answer.text, str(answer.headers)):
                assert TOKEN not in text and secret not in text, address
            assert answer.headers["referrer-policy"] in ("same-origin", "no-referrer"), address

    visit(path, course)
    told = caplog.text.replace(f"/edit?token={TOKEN}", "", 1)  # what the tests' own client says that it asked
    logged = "\n".join(record.getMessage() for record in caplog.records if not record.name.startswith("httpx"))
    out, errors = capfd.readouterr()
    assert TOKEN not in logged + out + errors and told.count(TOKEN) == 0


COOKIES = [
    None,
    "",
    "sovang_edit=",
    f"sovang_edit={TOKEN}",
    "sovang_edit=" + "0" * 64,
    "sovang_edit=%C3%A9",
    "other=1; sovang_edit",
]


@pytest.mark.parametrize("cookie", COOKIES)
def test_without_the_cookie_nobody_decides(path: Path, made: bytes, cookie: str | None) -> None:
    async def course(browser: Browser) -> None:
        headers = {} if cookie is None else {"cookie": cookie}
        assert (await browser.get("/edit", headers=headers)).status_code == 403
        claim = (await browser.get("/archive/claims.json?_shape=array&_size=1")).json()[0]["id"]
        for address in ("/edit/decide", "/edit/undo"):
            answer = await browser.post(address, {"kind": "wrong", "ref": claim}, headers=headers)
            assert answer.status_code == 403
        for address in (*EVERY_PAGE, *await rows_of(browser)):
            page = await browser.get(address, headers=headers)
            assert posting(page.text) == [] and 'href="/edit"' not in page.text

    visit_as_stranger(path, course)
    assert untouched(path, made)


def test_the_cookie_of_another_serving_lets_nobody_in(path: Path) -> None:
    async def run() -> None:
        first = await Browser(serving(path)).let_in()
        other = Browser(serving(path))
        other.site.options = type(other.site.options)(archive=path, edit_token="mot-token-khac", fingerprint="1")
        answer = await other.get("/edit", headers={"cookie": f"sovang_edit={first.cookies['sovang_edit']}"})
        assert answer.status_code == 403

    asyncio.run(run())


# --- forged forms ----------------------------------------------------------------------------------------------------

FOREIGN = [
    "null",
    "https://elsewhere.example",
    "http://127.0.0.1:9999",
    "http://localhost:9999",
    "https://localhost",
    "http://localhost.elsewhere.example",
    "http://127.0.0.1",  # the same machine under another name is another site
    "http://localhost http://localhost",
    "",
]


@pytest.mark.parametrize("origin", FOREIGN)
def test_a_form_of_another_page_is_refused(path: Path, made: bytes, origin: str) -> None:
    async def course(browser: Browser) -> None:
        token = await browser.token_for_forms()
        claim = (await browser.some_page_with_a_form()).rsplit("/", 1)[1]
        for address in ("/edit/decide", "/edit/undo"):
            fields = {"kind": "wrong", "ref": claim, "csrftoken": token, "next": "/"}
            answer = await browser.post(address, fields, headers={"origin": origin})
            assert answer.status_code == 403, address

    visit(path, course)
    assert untouched(path, made)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_form_that_the_browser_calls_another_site_s_is_refused(path: Path, made: bytes, site: str) -> None:
    async def course(browser: Browser) -> None:
        token = await browser.token_for_forms()
        claim = (await browser.some_page_with_a_form()).rsplit("/", 1)[1]
        fields = urlencode({"kind": "wrong", "ref": claim, "csrftoken": token}).encode()
        answer = await browser.raw("/edit/decide", fields, {**FORM, "sec-fetch-site": site})
        assert answer.status_code == 403

    visit(path, course)
    assert untouched(path, made)


@pytest.mark.parametrize("token", [None, "", "x", "é", "\ud800"])
@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer x"}, {"x-csrftoken": "x"}])
def test_a_form_without_its_token_writes_nothing(
    path: Path, made: bytes, token: str | None, headers: dict[str, str]
) -> None:
    async def course(browser: Browser) -> None:
        claim = (await browser.some_page_with_a_form()).rsplit("/", 1)[1]
        fields = {"kind": "wrong", "ref": claim} | ({} if token is None else {"csrftoken": token})
        for address in ("/edit/decide", "/edit/undo"):
            answer = await browser.post(address, fields, headers=headers)
            assert answer.status_code in (400, 403), address
            assert "Traceback" not in answer.text

    visit(path, course)
    assert untouched(path, made)


def test_the_right_form_is_taken(path: Path) -> None:
    """So that the tests above do not pass because nothing is ever taken."""

    async def course(browser: Browser) -> None:
        page = await browser.some_page_with_a_form()
        form = posting(await browser.page(page))[0]
        for headers in ({}, {"sec-fetch-site": "same-origin"}):
            answer = await browser.post(form.action, form.fields, headers=headers)
            assert answer.status_code == 303 and answer.headers["location"] == page

    visit(path, course)
    assert decisions_path(path).exists()


# --- what is no form -------------------------------------------------------------------------------------------------

MULTIPART = "multipart/form-data"
BROKEN: list[tuple[str, dict[str, str | bytes], bytes]] = [
    ("bytes that are no UTF-8", FORM, b"kind=right&ref=\xff\xfe&csrftoken=%s"),
    ("percent-encoded bytes that are none", FORM, b"csrftoken=%s&kind=alias&name=%%ff%%fe&ref=x"),
    ("half a character", FORM, b"csrftoken=%s&kind=alias&name=%%ed%%a0%%80&ref=x"),
    ("too many fields", FORM, b"csrftoken=%s&kind=right" + b"&ref=a" * 6000),
    ("too large", FORM, b"csrftoken=%s&kind=right&why=" + b"a" * 400_000),
    ("far too large", FORM, b"csrftoken=%s&kind=right&why=" + b"a" * 5_000_000),
    ("no form", {"content-type": "text/plain"}, b"csrftoken=%s&kind=right"),
    ("no type", {}, b"csrftoken=%s&kind=right"),
    ("JSON", {"content-type": "application/json"}, b'{"csrftoken": "%s", "kind": "right"}'),
    ("parts without a boundary", {"content-type": MULTIPART}, b"csrftoken=%s"),
    ("parts", {"content-type": MULTIPART + "; boundary=x"}, b"--x\r\nbroken %s"),
    ("a header of other letters", {**FORM, "x-csrftoken": "é".encode()}, b"csrftoken=%s&kind=right"),
    ("a zero byte", FORM, b"csrftoken=%s&kind=right&ref=%%00"),
    ("nothing", FORM, b""),
]  # fmt: skip


@pytest.mark.parametrize(("headers", "content"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
@pytest.mark.parametrize("address", ["/edit/decide", "/edit/undo"])
def test_what_is_no_form_writes_nothing(
    path: Path,
    made: bytes,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    address: str,
    headers: dict[str, str | bytes],
    content: bytes,
) -> None:
    async def course(browser: Browser) -> None:
        token = (await browser.token_for_forms()).encode()
        sent = content.replace(b"%s", token).replace(b"%%", b"%")
        answer = await browser.raw(address, sent, {"origin": HERE, **headers})
        if answer.status_code in (302, 303):  # it was read, and the next page says what was wrong with it
            assert 'class="message message-3"' in await browser.page(answer.headers["location"])
        else:
            assert answer.status_code in (400, 403, 413), answer.text
        assert "Traceback" not in answer.text and "500" not in answer.text
        assert (await browser.get("/")).status_code == 200

    visit(path, course)
    assert untouched(path, made)
    assert not any(record.exc_info for record in caplog.records)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "cookie", [b"a=\xff", b"\xff\xfe", b"a b=c; sovang_edit=\xc3\xa9", b"=;=;", b"sovang_lang=\xed\xa0\x80"]
)
def test_a_broken_cookie_is_no_fault_of_the_server(path: Path, caplog: pytest.LogCaptureFixture, cookie: bytes) -> None:
    async def course(browser: Browser) -> None:
        answer = await browser.get("/", headers={"cookie": cookie})
        assert answer.status_code in (200, 400) and "Traceback" not in answer.text
        answer = await browser.raw("/edit/decide", b"kind=right", {**FORM, "cookie": cookie})
        assert answer.status_code in (400, 403)

    visit_as_stranger(path, course)
    assert not any(record.exc_info for record in caplog.records)


@pytest.mark.parametrize("address", ["/edit/decide", "/edit/undo"])
def test_looking_at_the_address_of_a_form_decides_nothing(path: Path, made: bytes, address: str) -> None:
    async def course(browser: Browser) -> None:
        page = await browser.some_page_with_a_form()
        form = posting(await browser.page(page))[0]
        asked = f"{address}?{urlencode(form.fields)}"
        for method in ("GET", "HEAD", "OPTIONS", "PUT", "DELETE", "PATCH"):
            answer = await browser._client.request(method, asked, headers={"origin": HERE})
            assert answer.status_code in (403, 404, 405), method

    visit(path, course)
    assert untouched(path, made)


# --- where a form leads back -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/archive/people?x=1", "/archive/people?x=1"),
        ("/search?q=B%C6%B0%E1%BB%9Fi", "/search?q=B%C6%B0%E1%BB%9Fi"),
        ("https://elsewhere.example/", "/edit"),
        ("//elsewhere.example/", "/edit"),
        ("///elsewhere.example/", "/edit"),
        ("/\\elsewhere.example", "/edit"),
        ("\\\\elsewhere.example", "/edit"),
        ("/\t/elsewhere.example", "/edit"),
        ("/\r\nset-cookie: a=b", "/edit"),
        ("javascript:alert(1)", "/edit"),
        ("elsewhere.example", "/edit"),
        ("", "/edit"),
        ("/" + "a" * 3000, "/edit"),
    ],
)
@pytest.mark.parametrize("address", ["/edit/decide", "/edit/undo"])
def test_a_form_leads_back_to_this_website(path: Path, address: str, asked: str, led: str) -> None:
    async def course(browser: Browser) -> None:
        fields = {"kind": "unknown", "csrftoken": await browser.token_for_forms(), "next": asked}
        answer = await browser.post(address, fields)
        assert answer.status_code == 303 and answer.headers["location"] == led

    visit(path, course)


@pytest.mark.parametrize("name", ["elsewhere.example", "127.0.0.1.elsewhere.example", "localhost.elsewhere.example:80"])
def test_another_name_of_this_machine_is_refused(path: Path, name: str) -> None:
    async def course(browser: Browser) -> None:
        assert (await browser.get("/edit", headers={"host": name})).status_code == 421
        answer = await browser.post("/edit/decide", {}, headers={"host": name, "origin": f"http://{name}"})
        assert answer.status_code == 421

    visit(path, course)
