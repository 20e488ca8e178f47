"""Deciding on the pages: a merge made and undone, a record corrected, and nothing to press for whoever may not."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.checks import axe, no_sideways_scroll, vnu
from browser.serving import Site, served
from browser.views import DESKTOP, NO_SCRIPT, PHONES, View, context_of
from browser.watch import Watch


@pytest.fixture(scope="module")
def desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A website of the same archive on which one may decide."""
    db = tmp_path_factory.mktemp("desk") / "archive.db"
    shutil.copy(site.db, db)
    with served(db, "--edit", "--who", "An") as found:
        yield found


def decided(desk: Site) -> str:
    path = desk.db.with_name("archive.decisions.jsonl")
    return path.read_text(encoding="utf-8") if path.exists() else ""


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [line for line in connection.iterdump() if "derived_by" not in line]
    finally:
        connection.close()


@pytest.fixture(params=[DESKTOP, NO_SCRIPT, PHONES[0]], ids=str)
def editor(request: pytest.FixtureRequest, browser: Browser, desk: Site, watches: list[Watch]) -> Iterator[Page]:
    """A page of whoever opened the address with the token."""
    view: View = request.param
    context = context_of(browser, desk, view)
    watches.append(Watch(context, desk.address))
    page = context.new_page()
    page.goto(desk.letting_in)
    assert "token" not in page.url
    yield page
    context.close()


def pair(desk: Site) -> tuple[str, str]:
    query = "SELECT first, second FROM possibly_same WHERE kind = 'person' ORDER BY 1 LIMIT 1"
    connection = sqlite3.connect(desk.db)
    first, second = connection.execute(query).fetchone()
    connection.close()
    return first, second


def test_a_merge_is_made_and_undone(editor: Page, desk: Site) -> None:
    first, second = pair(desk)
    before = dump(desk.db)
    editor.goto(f"/archive/people/{first}")
    expect(editor.locator(".alike")).to_be_visible()
    editor.locator(".alike button").first.click()
    expect(editor.locator(".message")).to_contain_text("2 mục thành 1")
    assert '"decision": "same"' in decided(desk) and '"who": "An"' in decided(desk)
    expect(editor.locator(".alike")).to_have_count(0)
    editor.goto(f"/archive/people/{second}")  # its id leads to where it is now
    expect(editor.locator(".undo-bar")).to_be_visible()
    editor.locator(".undo-bar button").click()
    expect(editor.locator(".message")).to_contain_text("1 mục thành 2")
    assert decided(desk) == "" and dump(desk.db) == before


def test_a_record_is_corrected_and_the_list_undoes_it(editor: Page, desk: Site) -> None:
    connection = sqlite3.connect(desk.db)
    query = (
        "SELECT l.claim, l.bloc FROM ledger l WHERE l.role = 'head' AND l.sources = 1 AND l.year = 2022 ORDER BY l.id"
    )
    claim, bloc = connection.execute(query).fetchone()
    connection.close()
    before = dump(desk.db)
    editor.goto(f"/archive/claims/{claim}")
    editor.fill('[name="set.year"]', "2017")
    editor.locator("#alter button[type=submit]").click()
    expect(editor.locator(".message")).to_contain_text("2017")
    expect(editor.locator(".fields").first).to_contain_text("đọc được: 2022")
    editor.goto(f"/archive/blocs/{bloc}")
    expect(editor.locator("#y2017")).to_be_visible()
    editor.goto("/edit")
    editor.locator("table button").first.click()
    expect(editor.locator(".empty")).to_be_visible()
    assert decided(desk) == "" and dump(desk.db) == before


def test_what_cannot_be_decided_is_said(editor: Page, desk: Site) -> None:
    first, _ = pair(desk)
    editor.goto(f"/archive/people/{first}")
    editor.locator(".edit-box > summary").first.click()
    editor.fill("#other", "người nào đó <script>")
    editor.locator(".edit-box form").first.locator("button").click()
    expect(editor.locator(".message")).to_contain_text("người nào đó <script>")
    assert decided(desk) == ""


def test_the_forms_shut_nobody_out(browser: Browser, desk: Site) -> None:
    context = context_of(browser, desk, DESKTOP)
    page = context.new_page()
    page.goto(desk.letting_in)
    first, _ = pair(desk)
    connection = sqlite3.connect(desk.db)
    (claim,) = connection.execute("SELECT claim FROM claim_officials ORDER BY 1").fetchone()
    (article,) = connection.execute("SELECT id FROM articles ORDER BY facts DESC LIMIT 1").fetchone()
    connection.close()
    paths = [
        "/edit",
        f"/archive/people/{first}",
        f"/archive/claims/{claim}",
        f"/archive/articles/{article}",
        "/contradictions",
    ]
    documents = {}
    for path in paths:
        page.goto(path)
        for box in page.locator("details.edit-box").all():
            box.evaluate(
                "box => { box.open = true; for (const one of box.querySelectorAll('details')) one.open = true }"
            )
        assert axe(page) == [], path
        page.set_viewport_size({"width": PHONES[0].width, "height": PHONES[0].height})
        no_sideways_scroll(page)
        page.set_viewport_size({"width": DESKTOP.width, "height": DESKTOP.height})
        documents[path] = context.request.get(path).text()
    context.close()
    assert {path: faults for path, faults in vnu(documents).items() if faults} == {}


def test_a_reader_without_the_token_has_nothing_to_press(browser: Browser, desk: Site) -> None:
    first, _ = pair(desk)
    context = context_of(browser, desk, DESKTOP)
    page = context.new_page()
    page.goto(f"/archive/people/{first}")
    expect(page.locator("form[method=post]")).to_have_count(0)
    answer = page.goto("/edit")
    assert answer is not None and answer.status == 403
    context.close()
