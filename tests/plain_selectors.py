"""Which selectors a site file may have."""

from __future__ import annotations

import re

import soupsieve
from cssselect import HTMLTranslator, SelectorSyntaxError

# A tag, then classes, ids and attributes; ancestors before it by a space or `>`. No pseudo-class, no sibling, no list.
_ATTRIBUTE = r"\[[\w-]+(?:[~|^$*]?=(?:\"[^\"]*\"|[\w-]+))?\]"
_COMPOUND = rf"(?:[a-z][a-z0-9]*(?:[.#][\w-]+|{_ATTRIBUTE})*|(?:[.#][\w-]+|{_ATTRIBUTE})+)"
PLAIN = re.compile(rf"{_COMPOUND}(?:(?: | > ){_COMPOUND})*")


def is_plain(selector: str) -> bool:
    """Whether an index of tags, classes, ids and attributes can answer the selector, and both libraries read it."""
    if not PLAIN.fullmatch(selector):
        return False
    try:
        HTMLTranslator().css_to_xpath(selector)
        soupsieve.compile(selector)
    except (SelectorSyntaxError, soupsieve.SelectorSyntaxError):
        return False
    return True
