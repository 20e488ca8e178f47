"""HTML cut into tags and text, each text with the font that it stands in; joined, the pieces are the page again."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEGACY = r"""(\.Vn\w*(?:\ \w+)?|VNI-[\w-]+)"""
_FACE = re.compile(
    rf"""(?:\bface\s*=|font-family\s*:|\bfont\s*:)(?:\s|["'&;]|quot){{0,12}}(?:{_LEGACY})?""", re.I | re.X
)
_CLASS = re.compile(r"""\bclass\s*=\s*["']?([\w -]{1,200})""", re.I)
_RULE = re.compile(rf"""font-family\s{{0,9}}:[\s"']{{0,9}}{_LEGACY}""", re.I | re.X)
_SELECTED = re.compile(r"\.([\w-]{1,60})")
_MAX_SELECTOR = 300
_NAME = re.compile(r"</?([A-Za-z][\w:-]{0,40})")
_RAW = ("script", "style", "textarea", "noscript")
_VOID = set("area base br col embed hr img input link meta param source track wbr".split())
_SELF_CLOSING = {"p", "li", "td", "th", "tr", "dd", "dt", "option"}


def text_nodes(page: str) -> Iterator[tuple[str, str | None, bool]]:
    """(piece, font, whether it is text to read) in order. Linear in the page; what never closes runs to the end."""
    classes = _classes(page)
    scopes: list[tuple[str, str | None]] = []
    open_names: dict[str, int] = {}
    at = 0
    while at < len(page):
        start = page.find("<", at)
        if start != at:
            end = len(page) if start < 0 else start
            yield page[at:end], scopes[-1][1] if scopes else None, True
            at = end
            continue
        named = _NAME.match(page, at, at + 50)
        if page.startswith("<!--", at):
            end = _after(page, "-->", at)
        elif named is None and page[at + 1 : at + 2] not in ("!", "?", "/"):
            end = at + 1
        else:
            end = _after(page, ">", at)
        name = named[1].lower() if named else ""
        tag = page[at:end]
        if named and tag.startswith("</"):
            _close(scopes, open_names, name)
        elif name in _RAW:
            end = _after(page, ">", max(end, _find_close(page, name, end)))
        elif name and name not in _VOID and not tag.endswith("/>"):
            if name in _SELF_CLOSING and scopes and scopes[-1][0] == name:
                _close(scopes, open_names, name)
            scopes.append((name, _font(tag, classes, scopes[-1][1] if scopes else None)))
            open_names[name] = open_names.get(name, 0) + 1
        yield page[at:end], None, False
        at = end


def _classes(page: str) -> dict[str, str]:
    """Class → legacy font, of the rules for classes that the page itself holds."""
    found: dict[str, str] = {}
    if ".Vn" not in page and "VNI-" not in page:
        return found
    for rule in page.split("}"):
        selector, brace, body = rule.rpartition("{")
        if brace and (font := _RULE.search(body)):
            found |= {name.lower(): font[1] for name in _SELECTED.findall(selector[-_MAX_SELECTOR:])}
    return found


def _after(page: str, mark: str, at: int) -> int:
    found = page.find(mark, at)
    return len(page) if found < 0 else found + len(mark)


def _find_close(page: str, name: str, at: int) -> int:
    found = re.compile(f"</{name}", re.I).search(page, at)
    return len(page) if found is None else found.start()


def _close(scopes: list[tuple[str, str | None]], open_names: dict[str, int], name: str) -> None:
    if not open_names.get(name):
        return  # closes nothing
    while scopes:
        closed, _ = scopes.pop()
        open_names[closed] -= 1
        if closed == name:
            return


def _font(tag: str, classes: dict[str, str], inherited: str | None) -> str | None:
    named = _FACE.search(tag)
    if named:
        return named[1]
    if classes and (given := _CLASS.search(tag)):
        for name in given[1].lower().split():
            if name in classes:
                return classes[name]
    return inherited
