"""The website of the samples and of hostile pages, in a real browser that is watched.

`page` is a page of a reader; a test that asks for another `view` or `language` is parametrised with it. Whatever the
website does that it must not do (watch.py) fails the test that saw it.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import hostile, needs
from browser.serving import SAMPLES, Site, build, served
from browser.views import DESKTOP, NewPage, View, chromium, context_of
from browser.watch import Watch


@pytest.fixture(scope="session")
def machine() -> None:
    """Skips where the machine lacks what these tests need, or fails where it must not."""
    commands = needs.missing()
    if commands:
        lacking = needs.complaint(commands)
    elif not needs.READY.exists():
        lacking = "what npm installs is not there: make test-browser"
    else:
        return
    if needs.is_required():
        pytest.fail(lacking, pytrace=False)
    pytest.skip(lacking)


# Of the package, not of the session: no event loop of the browser's driver may run in the tests of others.


@pytest.fixture(scope="package")
def site(machine: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The website of the samples and of hostile pages."""
    folder = tmp_path_factory.mktemp("browser")
    (folder / "pages").mkdir()
    hostile.write(folder / "pages")
    build(folder / "archive.db", SAMPLES, folder / "pages")
    with served(folder / "archive.db") as found:
        yield found


@pytest.fixture(scope="package")
def browser(site: Site) -> Iterator[Browser]:
    """Chromium, one for all tests."""
    with chromium() as started:
        yield started


@pytest.fixture
def watches() -> list[Watch]:
    """Those of every reader of the test."""
    return []


@pytest.fixture
def new_page(browser: Browser, site: Site, watches: list[Watch]) -> Iterator[NewPage]:
    """Makes a page of a reader of its own, looked at in some way."""
    contexts = []

    def made(view: View = DESKTOP) -> Page:
        context = context_of(browser, site, view)
        contexts.append(context)
        watches.append(Watch(context, site.address))
        return context.new_page()

    yield made
    for context in contexts:
        context.close()


@pytest.fixture
def view() -> View:
    """How `page` is looked at."""
    return DESKTOP


@pytest.fixture
def language() -> str | None:
    """The language that the reader of `page` chose."""
    return None


@pytest.fixture
def page(new_page: NewPage, view: View, language: str | None) -> Page:
    """A page that is watched."""
    return new_page(view.speaking(language))


@pytest.hookimpl(wrapper=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> Generator[None, object, object]:
    """A test that went well in itself fails by what the website did meanwhile."""

    def told() -> str:
        faults = [fault for watch in pyfuncitem.funcargs.get("watches", []) for fault in watch.settle()]
        return "\n".join(["the website did what it must not:", *faults]) if faults else ""

    try:
        done = yield
    except AssertionError as error:
        if said := told():
            error.add_note(said)
        raise
    if said := told():
        pytest.fail(said, pytrace=False)
    return done
