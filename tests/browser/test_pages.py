"""What holds for every page of the website, whatever it shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.checks import OF_COLOURS, axe, no_sideways_scroll, open_sentences, vnu
from browser.kinds import KINDS, Kind
from browser.serving import Site
from browser.views import DESKTOP, NO_SCRIPT, PHONES, PRINTED, NewPage, context_of
from db.site.texts import LANGUAGES

of_every_kind = pytest.mark.parametrize("kind", KINDS, ids=str)
in_every_language = pytest.mark.parametrize("language", LANGUAGES)

# What of the hostile pages would have become part of the page, had it not been kept as text.
_BECAME_MARKUP = """() => [...document.querySelectorAll('*')].filter(e =>
    e.hasAttribute('onerror') || (e.localName === 'script' && e.textContent.includes('alert(1)'))).length"""
_ONLY_FOR_THE_SCREEN = """() => [...document.querySelectorAll('nav, form, button')]
    .filter(e => e.checkVisibility()).map(e => e.cloneNode(false).outerHTML)"""
_COLOURS = """() => [document.documentElement, document.body].map(e => getComputedStyle(e).backgroundColor)"""
_LIGHT = {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}


def opened(page: Page, kind: Kind, site: Site) -> Page:
    answer = page.goto(kind.path_on(site))
    status = answer and answer.status
    assert status == kind.status, page.url
    return page


def links_of(page: Page) -> set[str]:
    """Where the page's text leads to; not the places within it, which are what scripts open."""
    found = page.locator("main a[href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    return {address for address in found if not address.startswith("#")}


def nothing_in(found: list[str]) -> None:
    assert not found, "\n".join(found)


@of_every_kind
@in_every_language
def test_it_opens(page: Page, kind: Kind, language: str, site: Site) -> None:
    opened(page, kind, site)
    assert page.title().strip()
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    expect(page.locator("h1")).to_be_visible()
    assert page.locator("h1").inner_text().strip()
    assert page.locator("main").count() == 1
    assert page.evaluate(_BECAME_MARKUP) == 0
    page.evaluate("scrollTo(0, document.body.scrollHeight)")  # what is loaded late is asked for as well


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.name in ("article-markup", "claim-markup")], ids=str)
def test_markup_is_shown_as_the_text_that_it_was(page: Page, kind: Kind, site: Site) -> None:
    assert "<script>alert(1)</script>" in opened(page, kind, site).locator("main").inner_text()


@of_every_kind
def test_nobody_is_shut_out(page: Page, kind: Kind, site: Site) -> None:
    opened(page, kind, site)
    open_sentences(page)
    found = [f"by day: {fault}" for fault in axe(page)]
    page.emulate_media(color_scheme="dark")
    nothing_in(found + [f"in the dark: {fault}" for fault in axe(page, OF_COLOURS)])


@of_every_kind
@pytest.mark.parametrize("view", PHONES[:1], ids=str)
def test_it_fits_phones(page: Page, kind: Kind, site: Site) -> None:
    opened(page, kind, site)
    no_sideways_scroll(page)
    open_sentences(page)
    for phone in PHONES:
        page.set_viewport_size({"width": phone.width, "height": phone.height})
        no_sideways_scroll(page)


@of_every_kind
@pytest.mark.parametrize("view", [PRINTED], ids=str)
def test_it_can_be_printed(page: Page, kind: Kind, site: Site) -> None:
    opened(page, kind, site)
    expect(page.locator("h1")).to_be_visible()
    nothing_in(page.evaluate(_ONLY_FOR_THE_SCREEN))
    no_sideways_scroll(page)
    page.emulate_media(media="print", color_scheme="dark")
    assert set(page.evaluate(_COLOURS)) <= _LIGHT


@of_every_kind
def test_it_needs_no_script(new_page: NewPage, kind: Kind, site: Site) -> None:
    plain = opened(new_page(NO_SCRIPT), kind, site)
    expect(plain.locator("h1")).to_be_visible()
    assert links_of(opened(new_page(DESKTOP), kind, site)) <= links_of(plain)
    sentence = plain.locator("details.cite").first
    if sentence.count():
        sentence.locator("summary").click()
        expect(sentence.locator("mark").first).to_be_visible()


@pytest.fixture(scope="module")
def errors_of_html(browser: Browser, site: Site) -> dict[str, list[str]]:
    """What the W3C's checker says of each kind of page in each language."""
    documents = {}
    for language in LANGUAGES:
        reader = context_of(browser, site, DESKTOP.speaking(language))
        for kind in KINDS:
            documents[f"{kind}-{language}"] = reader.request.get(kind.path_on(site)).text()
        reader.close()
    return vnu(documents)


@of_every_kind
@in_every_language
def test_its_html_is_valid(errors_of_html: dict[str, list[str]], kind: Kind, language: str) -> None:
    nothing_in(errors_of_html[f"{kind}-{language}"])
