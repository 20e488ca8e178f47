"""The guards see what they are there for: pages that commit one fault each, put in the place of the website's own."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.checks import OF_COLOURS, axe, no_sideways_scroll, open_sentences, vnu
from browser.images import screenshot
from browser.views import DARK, DESKTOP, NO_SCRIPT, PHONES, PRINTED, NewPage, View
from browser.watch import Watch

_LOOKS = 40  # what scripts begin may take a moment
_POLICY = "default-src 'none'; style-src 'self'; connect-src 'self'"
_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>
<meta name="viewport" content="width=device-width, initial-scale=1">{head}</head>
<body><main><h1>A page</h1>{body}</main></body></html>"""


def show(page: Page, body: str, head: str = "", policy: str | None = None) -> Page:
    """Opens a page of the site's address that is not the site's."""
    headers = {"content-security-policy": policy} if policy else {}
    html = _PAGE.format(head=head, body=body)
    page.route("**/made-up", lambda route: route.fulfill(body=html, content_type="text/html", headers=headers))
    page.goto("/made-up")
    return page


def faults(watches: list[Watch]) -> list[str]:
    """What was seen, taken away so that the test does not fail by it."""
    (watch,) = watches
    found = list(watch.settle())
    watch.faults.clear()
    return found


@pytest.mark.parametrize(
    ("body", "policy", "seen"),
    [
        ("<p>Nothing</p>", None, None),
        ("<p>Nothing</p>", _POLICY, None),
        (
            '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7">',
            None,
            None,
        ),
        ('<a href="https://songlam.example/">elsewhere</a>', None, None),
        ('<img alt="" src="https://songlam.example/a.png">', None, "asked for https://songlam.example/a.png"),
        ('<img alt="" src="http://127.0.0.1:9/a.png">', None, "asked for http://127.0.0.1:9/a.png"),
        ("<script>fetch('http://192.0.2.7/').catch(() => 0)</script>", None, "asked for http://192.0.2.7/"),
        ("<script>new WebSocket('ws://songlam.example/')</script>", None, "a socket was opened"),
        ('<img alt="" src="/no-such-picture.png">', None, "404 for"),
        ("<script>console.error('it hurts')</script>", None, "it hurts"),
        ("<script>throw new Error('it broke')</script>", None, "it broke"),
        ("<script>Promise.reject(new Error('nobody cared'))</script>", None, "nobody cared"),
        ("<script>alert(1)</script>", None, "a dialog opened: 1"),
        ("<script>document.title = 'x'</script>", _POLICY, "content security policy: script-src"),
        ('<p style="color: red">x</p>', _POLICY, "content security policy: style-src"),
    ],
)
def test_the_watch_sees(page: Page, watches: list[Watch], body: str, policy: str | None, seen: str | None) -> None:
    show(page, body, policy=policy)
    for _ in range(_LOOKS):
        if seen is None or any(seen in fault for fault in watches[0].settle()):
            break
        page.wait_for_timeout(50)
    found = faults(watches)
    assert any(seen in fault for fault in found) if seen else found == []


def test_a_page_that_is_not_there_is_no_fault_of_itself(page: Page, watches: list[Watch]) -> None:
    answer = page.goto("/khong-co")
    assert answer is not None and answer.status == 404
    assert faults(watches) == []


@pytest.mark.parametrize(
    ("body", "rule"),
    [
        ("<p>Words</p>", None),
        ("<form><input></form>", "critical label"),
        ('<p style="color: #aaa; background: #fff">Words</p>', "serious color-contrast"),
        (
            '<details class="cite"><summary>x</summary><p style="color: #ddd">Words</p></details>',
            "serious color-contrast",
        ),
    ],
)
def test_axe_sees(page: Page, body: str, rule: str | None) -> None:
    open_sentences(show(page, body))
    found = axe(page)
    assert [one[: len(rule)] for one in found] == [rule] if rule else found == []


def test_axe_sees_the_dark(page: Page) -> None:
    style = "<style>@media (prefers-color-scheme: dark) { p { color: #aaa } }</style>"
    show(page, "<p>Words</p><form><input></form>", style)
    assert [fault.split(":")[0] for fault in axe(page)] == ["critical label"]
    page.emulate_media(color_scheme="dark")
    assert [fault.split(":")[0] for fault in axe(page, OF_COLOURS)] == ["serious color-contrast"]


def test_axe_runs_where_a_policy_forbids_scripts_and_is_no_fault_of_the_page(page: Page, watches: list[Watch]) -> None:
    show(page, "<form><input></form>", policy=_POLICY)
    assert len(axe(page)) == 1
    assert faults(watches) == []


@pytest.mark.usefixtures("machine")
def test_the_checker_sees_and_says_where() -> None:
    whole, twice = _PAGE.format(head="", body=""), _PAGE.format(head="", body="<p id=a></p><p id=a></p>")
    found = vnu({"whole": whole, "a/b ?#": twice, "again": whole})
    assert list(found) == ["whole", "a/b ?#", "again"]
    assert found["whole"] == found["again"] == []
    (error,) = found["a/b ?#"]
    assert "Duplicate ID" in error


_WIDE = '<table><tr><td style="min-width: 900px">x</td></tr></table>'


@pytest.mark.parametrize(
    ("body", "head", "fits"),
    [
        ("<p>Words</p>", "", True),
        (f'<div style="overflow-x: auto">{_WIDE}</div>', "", True),
        ('<p style="position: absolute; left: -9999px">read aloud only</p>', "", True),
        (_WIDE, "", False),
        (_WIDE, "<style>body { overflow-x: hidden }</style>", False),
        (f'<div style="overflow-x: auto; width: 600px">{_WIDE}</div>', "", False),
        ("<p>" + "x" * 300 + "</p>", "", False),
        ("<p>" + "x" * 300 + "</p>", "<style>p { overflow-wrap: anywhere }</style>", True),
    ],
)
@pytest.mark.parametrize("view", PHONES, ids=str)
def test_the_ruler_sees(page: Page, body: str, head: str, fits: bool) -> None:
    show(page, body, head)
    if fits:
        no_sideways_scroll(page)
    else:
        with pytest.raises(AssertionError, match=r"wider than 3[69]0 px"):
            no_sideways_scroll(page)


def test_views_are_what_their_names_say(new_page: NewPage) -> None:
    def has(view: View, media: str) -> bool:
        return bool(show(new_page(view), "").evaluate(f"matchMedia('{media}').matches"))

    assert has(DESKTOP, "screen and (prefers-color-scheme: light) and (width: 1280px)")
    assert has(DARK, "screen and (prefers-color-scheme: dark)")
    assert has(PRINTED, "print and (prefers-color-scheme: light)")
    assert [has(phone, f"(width: {phone.width}px) and (pointer: coarse)") for phone in PHONES] == [True, True]
    plain = show(new_page(NO_SCRIPT), "<script>document.title = 'a script ran'</script>")
    assert plain.title() == "A page"


def test_a_screenshot_is_small_and_always_the_same(page: Page, tmp_path: Path) -> None:
    show(page, "<p>Words</p>")
    first, second = (screenshot(page, name, tmp_path).read_bytes() for name in ("first", "second"))
    assert first == second and first[:4] == b"\x89PNG" and len(first) < 20_000
