"""A browser for the tests of the website: it keeps cookies, reads forms out of pages and sends them, in one process."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx

from db.site.app import Site, application
from db.site.options import Options

TOKEN = "vung-oi-mo-ra-0123456789"
HERE = "http://localhost"
FORM = {"content-type": "application/x-www-form-urlencoded"}
Fields = list[tuple[str, str]]


@dataclass
class PageForm:
    """A form of a page: where it goes, how, and its fields as the browser would send them, nothing ticked."""

    action: str
    method: str
    fields: Fields = field(default_factory=list)
    boxes: Fields = field(default_factory=list)

    def one(self, name: str) -> str:
        """The value of a field, '' if there is none."""
        return next((value for key, value in self.fields if key == name), "")


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[PageForm] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.found.append(PageForm(said.get("action", ""), said.get("method", "get").lower()))
            self._open = True
        elif tag == "input" and self._open and said.get("name"):
            pair = (said["name"], said.get("value", ""))
            boxed = said.get("type") == "checkbox"
            (self.found[-1].boxes if boxed else self.found[-1].fields).append(pair)

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "form"


def forms_of(page: str) -> list[PageForm]:
    """The forms of a page."""
    reader = _Forms()
    reader.feed(page)
    return reader.found


def posting(page: str) -> list[PageForm]:
    """The forms of a page that send something."""
    return [form for form in forms_of(page) if form.method == "post"]


def form_of(page: str, kind: str, among: int = 0, **fields: str) -> PageForm:
    """The form of a page that takes a decision of a kind; of several the one at a place, or the one with some fields."""
    fitting = [
        form
        for form in posting(page)
        if form.one("kind") == kind and all(form.one(name) == value for name, value in fields.items())
    ]
    return fitting[among]


def undo_form(page: str, line: int | None = None) -> PageForm:
    """The form that undoes what was taken last, or a line of the list."""
    said = "" if line is None else str(line)
    (found,) = [f for f in posting(page) if f.action.endswith("/edit/undo") and f.one("line") == said]
    return found


class Browser:
    """One browser at a website; use it in one event loop."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=site.app()), base_url=HERE, follow_redirects=False
        )

    @property
    def cookies(self) -> Any:
        """What it keeps."""
        return self._client.cookies

    async def get(self, address: str, **how: Any) -> Any:
        """The answer to a GET."""
        return await self._client.get(address, **how)

    async def page(self, address: str) -> str:
        """The text of a page that must be there."""
        answer = await self.get(address)
        assert answer.status_code == 200, f"{address}: {answer.status_code} {answer.text[-600:]}"
        return str(answer.text)

    async def let_in(self, token: str = TOKEN) -> Browser:
        """Open the address with the token."""
        answer = await self.get(f"/edit?token={token}")
        assert answer.status_code in (302, 303), answer.text
        return self

    async def post(self, address: str, fields: Fields | Mapping[str, str], **how: Any) -> Any:
        """The answer to a form that is sent."""
        pairs = list(fields.items()) if isinstance(fields, Mapping) else fields
        headers = {**FORM, "origin": HERE, **how.pop("headers", {})}
        return await self._client.post(address, content=urlencode(pairs, errors="surrogatepass"), headers=headers)

    async def raw(self, address: str, content: bytes, headers: Mapping[str, str | bytes]) -> Any:
        """The answer to a POST of any bytes."""
        return await self._client.post(address, content=content, headers=dict(headers))  # type: ignore[arg-type]

    async def send(self, form: PageForm, ticked: Sequence[str] = (), **values: str) -> Any:
        """Fill in a form and send it."""
        fields = [(name, values.pop(name, value)) for name, value in form.fields]
        assert not values, f"the form has no {sorted(values)}"
        fields += [(name, value) for name, value in form.boxes if value in ticked]
        return await self.post(form.action, fields)

    async def token_for_forms(self) -> str:
        """The token against forged forms, of a page that has one."""
        return posting(await self.page(await self.some_page_with_a_form()))[0].one("csrftoken")

    async def some_page_with_a_form(self) -> str:
        """The page of some record, on which it can be judged."""
        found = await self.get("/archive/claims.json?_shape=array&_size=1")
        return f"/archive/claims/{found.json()[0]['id']}"

    async def message_after(self, answer: Any) -> str:
        """Follow a form's answer; the page that it leads to."""
        for _ in range(2):  # a page may have moved by what was decided on it
            assert answer.status_code in (302, 303), answer.text[-600:]
            answer = await self.get(answer.headers["location"])
            if answer.status_code == 200:
                break
        assert answer.status_code == 200, answer.text[-600:]
        return str(answer.text)


def serving(path: Path, *, edit: bool = True, **options: Any) -> Site:
    """A website on an archive that the tests built."""
    token = TOKEN if edit else None
    return application(path, Options(archive=path, edit_token=token, decided_by="Ân", fingerprint="1", **options))
