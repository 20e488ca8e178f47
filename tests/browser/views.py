"""Chromium, and the ways in which a reader may look at a page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache

from playwright.sync_api import Browser, BrowserContext, Page, StorageState, sync_playwright

from browser.serving import Site

# What Chromium would otherwise ask of the network by itself; letters drawn alike whatever the machine's settings.
_SWITCHES = (
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
)
# Nothing listens there: whatever does not go to loopback comes to nothing.
_NOWHERE = "http://127.0.0.1:9"


@dataclass(frozen=True)
class View:
    """How a page is looked at. language: None leaves the choice to the website."""

    name: str
    width: int = 1280
    height: int = 900
    phone: bool = False
    dark: bool = False
    printed: bool = False
    script: bool = True
    language: str | None = None

    def __str__(self) -> str:
        return self.name

    def speaking(self, language: str | None) -> View:
        """The same in a language."""
        return replace(self, language=language)


NewPage = Callable[[View], Page]
"""What the fixture `new_page` is: a page of a reader of its own, looked at in some way."""

DESKTOP = View("desktop")
DARK = View("dark", dark=True)
PRINTED = View("printed", width=718, height=1047, printed=True)  # A4 between margins of a centimetre
NO_SCRIPT = View("no-script", script=False)
PHONES = (View("phone-360", 360, 740, phone=True), View("phone-390", 390, 844, phone=True))


@contextmanager
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, while the context lasts."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=list(_SWITCHES),
            proxy={"server": _NOWHERE, "bypass": "127.0.0.1"},
        )
        try:
            yield browser
        finally:
            browser.close()


def context_of(browser: Browser, site: Site, view: View) -> BrowserContext:
    """Cookies and settings of one reader. Paths that its pages go to are those of the site."""
    context = browser.new_context(
        base_url=site.address,
        storage_state=_chosen(browser, site, view.language) if view.language else None,
        viewport={"width": view.width, "height": view.height},
        device_scale_factor=1,
        is_mobile=view.phone,
        has_touch=view.phone,
        color_scheme="dark" if view.dark else "light",
        reduced_motion="reduce",
        java_script_enabled=view.script,
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    context.set_default_timeout(15_000)
    if view.printed:
        context.on("page", lambda page: page.emulate_media(media="print"))
    return context


@cache
def _chosen(browser: Browser, site: Site, language: str) -> StorageState:
    """The cookies that the website gives to a reader who chooses a language."""
    context = browser.new_context(base_url=site.address)
    context.request.get("/", params={"_lang": language})
    state = context.storage_state()
    context.close()
    return state
