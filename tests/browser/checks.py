"""What a page is checked with: axe-core, the W3C's checker of HTML, and a ruler."""

from __future__ import annotations

import json
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

from browser.needs import MODULES

_GRAVE = ("serious", "critical")
_RUN_AXE = """rules => axe.run(document, {
    resultTypes: ['violations'], ...(rules.length ? {runOnly: {type: 'rule', values: rules}} : {})})"""
OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core that may find something else where only the colours are other ones."""
_OPEN_SENTENCES = """most => [...document.querySelectorAll('details')].slice(0, most).forEach(d => { d.open = true })"""
# The elements that reach beyond the screen, and lie in nothing that scrolls or cuts off by itself.
_BEYOND = """width => {
    const contained = element => {
        for (let e = element.parentElement; e && e !== document.body; e = e.parentElement)
            if (getComputedStyle(e).overflowX !== 'visible' && e.getBoundingClientRect().right <= width + 1) return true;
        return false;
    };
    const beyond = [...document.body.querySelectorAll('*')].filter(e => {
        const box = e.getBoundingClientRect();
        return box.width > 0 && box.height > 0 && box.right > width + 1 && !contained(e);
    }).map(e => `${Math.round(e.getBoundingClientRect().right)} px: ${e.cloneNode(false).outerHTML.slice(0, 160)}`);
    const whole = Math.max(document.documentElement.scrollWidth, document.body.scrollWidth);
    return whole > width + 1 ? [`the page is ${whole} px wide`, ...beyond] : beyond;
}"""


def axe(page: Page, rules: Sequence[str] = ()) -> list[str]:
    """The serious and critical faults of accessibility that axe-core finds in a page as it stands now, by all its rules
    or by some."""
    page.evaluate(_axe_source())
    found = page.evaluate(_RUN_AXE, list(rules))
    return [_violation(rule) for rule in found["violations"] if rule["impact"] in _GRAVE]


@cache
def _axe_source() -> str:
    return (MODULES / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def _violation(rule: dict[str, Any]) -> str:
    places = [
        f"    {' '.join(map(str, node['target']))}: {node['html'][:160]}\n"
        f"        {' '.join(node.get('failureSummary', '').split())[:240]}"
        for node in rule["nodes"][:3]
    ]
    return "\n".join([f"{rule['impact']} {rule['id']}: {rule['help']} ({len(rule['nodes'])} places)", *places])


def vnu(pages: dict[str, str]) -> dict[str, list[str]]:
    """The errors that the W3C's checker finds in HTML documents, by their names: one start of Java for all."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    with tempfile.TemporaryDirectory() as folder:
        files = {Path(folder, f"{number}.html"): name for number, name in enumerate(pages)}
        for file, name in files.items():
            file.write_text(pages[name], encoding="utf-8")
        command = ["java", "-jar", jar, "--format", "json", "--stdout", "--exit-zero-always", *files]
        done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        found: dict[str, list[str]] = {name: [] for name in pages}
        for message in json.loads(done.stdout)["messages"]:
            if message["type"] != "info":
                name = files[Path(message["url"].removeprefix("file:"))]
                found[name].append(f"line {message.get('lastLine')}: {message['message']} {message.get('extract', '')}")
    return found


def open_sentences(page: Page, most: int = 20) -> None:
    """Opens the first sentences that the page's marks would show."""
    page.evaluate(_OPEN_SENTENCES, most)


def no_sideways_scroll(page: Page) -> None:
    """Fails where a page is wider than its screen, naming the outermost elements that are."""
    assert page.viewport_size is not None
    beyond = page.evaluate(_BEYOND, page.viewport_size["width"])
    assert beyond == [], "wider than {} px:\n{}".format(page.viewport_size["width"], "\n".join(beyond[:6]))
