"""What readers do: search, follow from the grid to a marked sentence, change the language, cite, read an article."""

from __future__ import annotations

import json
import random
import re
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.serving import Site
from browser.views import DESKTOP, NO_SCRIPT, NewPage

DRAWN = 20  # answers
BLOC = "Khối thi đua số 4"


def ask(site: Site, query: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(site.db)
    try:
        return connection.execute(query, values).fetchall()
    finally:
        connection.close()


def mark_of(page: Page, claim: object) -> Locator:
    """The mark that opens the sentence of a claim."""
    return page.locator("details.cite", has=page.locator(f'a[href="/archive/claims/{claim}"]')).first


def sentence_is_marked(page: Page, site: Site, claim: object, opened: Locator) -> None:
    """The words that the claim rests on are there, marked, within its sentence."""
    quotes = [str(quote) for (quote,) in ask(site, "SELECT quote FROM evidence WHERE claim = ?", claim)]
    first = opened.locator(".sentence").first
    expect(first.locator("mark").first).to_be_visible()
    marked = " ".join("".join(first.locator("mark").all_inner_texts()).split())
    assert all(" ".join(quote.split()) in marked for quote in quotes) or marked in " ".join(" ".join(quotes).split())


# --- searching -------------------------------------------------------------------------------------------------------


def test_suggestions_come_while_one_types_and_lead_to_a_page(page: Page) -> None:
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("khoi thi dua so 4")
    first = page.get_by_role("option").first
    expect(first).to_contain_text(BLOC)
    page.keyboard.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(BLOC)


def test_escape_closes_suggestions_and_enter_searches(page: Page) -> None:
    page.goto("/about")
    box = page.get_by_role("combobox")
    box.press_sequentially("le xuan thuy")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("option").first).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(".results .name").first).to_contain_text("Lê Xuân Thủy")


@pytest.mark.parametrize("view", [DESKTOP, NO_SCRIPT], ids=str)
def test_a_search_is_narrowed_to_a_kind_and_a_year(page: Page) -> None:
    page.goto("/")
    page.fill("#q", "khoi thi dua")
    page.keyboard.press("Enter")
    found = page.locator(".results > li")
    expect(found.first).to_be_visible()
    everything = found.count()
    page.select_option("#kind", "article")
    page.fill("#year", "2021")
    page.locator(".search-form button").click()
    expect(page.locator("#year")).to_have_value("2021")
    expect(found.first).to_be_visible()
    assert 0 < found.count() < everything
    assert all("2021" in text for text in page.locator(".results .small").all_inner_texts())
    expect(page.locator(".snippet mark").first).to_be_visible()


def test_accents_are_meant_where_they_are_typed(page: Page) -> None:
    page.goto("/search?q=Thúy")
    accented = page.locator(".results .name").all_inner_texts()
    assert not any("Thủy" in name for name in accented)
    page.goto("/search?q=thuy")
    assert any("Thủy" in name for name in page.locator(".results .name").all_inner_texts())


# --- from an answer to its sentence ----------------------------------------------------------------------------------


def test_a_cell_of_the_grid_opens_its_sentence_in_place(page: Page, site: Site) -> None:
    page.goto("/")
    mark = page.locator("a.far-mark").first
    claim = (mark.get_attribute("href") or "").rpartition("/")[2]
    mark.click()
    sheet = page.get_by_role("dialog")
    sentence_is_marked(page, site, claim, sheet)
    assert page.url == f"{site.address}/"
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(mark).to_be_focused()


@pytest.mark.parametrize("view", [DESKTOP, NO_SCRIPT], ids=str)
def test_from_the_grid_to_a_marked_sentence_in_two_clicks(page: Page, site: Site) -> None:
    page.goto("/ledger")
    holder = page.locator(".grid .held > a").first
    year = re.search(r"#y(\d+)", holder.get_attribute("href") or "")
    holder.click()
    assert year is not None
    expect(page.locator(f"#y{year[1]}")).to_be_in_viewport()
    mark = page.locator(f"#y{year[1]} details.cite").first
    mark.locator("summary").click()
    expect(mark.locator(".sentence mark").first).to_be_visible()
    expect(mark.locator(".to-copy").first).to_contain_text(site_name())


def site_name() -> str:
    return "Sổ Vàng"


def answers(site: Site) -> Iterator[tuple[str, str, str]]:
    """(what to search for, the path of the page that answers, the claim) of everything that the archive answers."""
    for table, query in {
        "blocs": "SELECT b.name || ' ' || coalesce(b.scope, ''), b.id, l.claim FROM ledger l JOIN blocs b ON b.id = l.bloc",
        "people": "SELECT p.name, p.id, t.claim FROM tenures t JOIN people p ON p.id = t.person",
        "units": "SELECT u.name, u.id, coalesce(w.awarded_claim, w.proposed_claim) FROM award_paths w "
        "JOIN units u ON u.id = w.unit",
    }.items():
        for name, entity, claim in ask(site, query):
            yield str(name), f"/archive/{table}/{entity}", str(claim)


def test_answers_drawn_at_random_lead_to_their_sentence_in_two_clicks(page: Page, site: Site) -> None:
    drawn = random.Random(2026).sample(sorted(answers(site)), DRAWN)
    for name, path, claim in drawn:
        page.goto("/search")
        page.fill("#q", f'"{name}"' if path.startswith("/archive/people") else name)
        page.keyboard.press("Enter")
        page.locator(f'.results a[href="{path}"]').click()  # one
        mark = mark_of(page, claim)
        mark.locator("summary").click()  # two
        sentence_is_marked(page, site, claim, mark)


def test_one_sentence_is_open_at_a_time_and_escape_closes_it(page: Page, site: Site) -> None:
    (bloc,) = ask(site, "SELECT id FROM blocs WHERE name = ? ORDER BY mentions DESC LIMIT 1", BLOC)[0]
    page.goto(f"/archive/blocs/{bloc}")
    marks = page.locator("#years ~ table details.cite, .facts details.cite")
    first, second = marks.first, marks.last  # what is open lies over the lines below it
    first.locator("summary").click()
    second.locator("summary").click()
    expect(first).not_to_have_attribute("open", re.compile(".*"))
    page.keyboard.press("Escape")
    expect(second).not_to_have_attribute("open", re.compile(".*"))
    expect(second.locator("summary")).to_be_focused()


def test_a_citation_is_copied(new_page: NewPage, site: Site) -> None:
    page = new_page(DESKTOP)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.address)
    (claim,) = ask(site, "SELECT claim FROM ledger ORDER BY id LIMIT 1")[0]
    page.goto(f"/archive/claims/{claim}")
    button = page.locator("button.copy").first
    button.click()
    expect(button).to_have_text("Đã sao chép")
    copied = page.evaluate("navigator.clipboard.readText()")
    (quote, title) = ask(site, "SELECT quote, article_title FROM claim_quotes WHERE claim = ?", claim)[0]
    assert f"“{quote}” {title}" in copied and str(claim) in copied


# --- the language ----------------------------------------------------------------------------------------------------


def test_the_language_is_switched_and_kept(page: Page, site: Site) -> None:
    (bloc,) = ask(site, "SELECT id FROM blocs WHERE name = ? ORDER BY mentions DESC LIMIT 1", BLOC)[0]
    page.goto(f"/archive/blocs/{bloc}?x=1")
    expect(page.locator("html")).to_have_attribute("lang", "vi")
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    assert page.url == f"{site.address}/archive/blocs/{bloc}?x=1"
    expect(page.locator("h2").first).to_have_text("Heads and deputies over the years")
    page.goto("/about")
    expect(page.locator("h1")).to_have_text("About the data")
    page.get_by_role("link", name="Tiếng Việt").click()
    expect(page.locator("h1")).to_have_text("Về dữ liệu")


# --- an article ------------------------------------------------------------------------------------------------------


def test_words_of_an_article_lead_to_their_record_and_back(page: Page, site: Site) -> None:
    (article,) = ask(site, "SELECT id FROM articles ORDER BY facts DESC, id LIMIT 1")[0]
    page.goto(f"/archive/articles/{article}")
    words = page.locator(".words[data-records]").first
    number = (words.get_attribute("data-records") or "").split()[-1]
    record = page.locator(f'[data-record="{number}"]')
    words.hover()
    expect(record).to_have_class(re.compile(r"\bhot\b"))
    words.locator("a").click()
    expect(record).to_be_in_viewport()
    assert page.url.endswith(f"#{record.get_attribute('id')}")
    record.locator("a.back").click()
    expect(page.locator(f"#w{number}")).to_be_in_viewport()


def test_the_article_that_a_sentence_is_of_opens_at_its_record(page: Page, site: Site) -> None:
    (claim,) = ask(site, "SELECT claim FROM ledger ORDER BY id LIMIT 1")[0]
    page.goto(f"/archive/claims/{claim}")
    page.locator(".source cite a").click()
    expect(page.locator(f"#{claim}")).to_be_in_viewport()


def test_what_the_pages_answer_to_programs(page: Page) -> None:
    answer = page.request.get("/search/suggest?q=khoi+thi")
    told = json.loads(answer.text())
    assert told["suggestions"] and {"name", "kind", "detail", "path"} == set(told["suggestions"][0])
