"""Suppressed people: their names, blacked out in what leaves the archive.

`suppressed_names` says how such a person is spelt in each article. In every text of that article each letter of the
name becomes █, so that offsets hold; a namesake in another article keeps the name.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from extractors.text.language import fold, plain

MASK = "█"
ANYWHERE = ""
"""In place of an article's id: for texts of no article. What is suppressed in any is blacked out."""
Mask = Callable[[str, str], str]
"""(id of an article, a text of it) → the text with what is suppressed in that article blacked out."""

_MARKS = "\u0300-\u036f"  # combining ones: text that is not composed
_WORD = re.compile(rf"(?:[^\W_]|[{_MARKS}])+")
# What may stand between the words of a name: blanks (also invisible ones), hyphens, full stops, apostrophes.
_BETWEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff_.\-‐‑'’ʼ·]*")
_NOT_BLANK = re.compile(r"\S")
# In addresses and paths: words may be percent-encoded.
_ADDRESS_WORD = re.compile(rf"(?:%[89A-Fa-f][0-9A-Fa-f]|(?<!%)(?<!%.)[^\W_]|[{_MARKS}])+")
_ADDRESS_BETWEEN = re.compile(r"(?:[\s_.+\-]|%20)*")

_Names = dict[str, list[tuple[str, ...]]]  # first word → names, as words, longest first


def masking(connection: sqlite3.Connection) -> Mask:
    """The function that blacks out suppressed names in texts: case, tone placement and composition do not count.

    It reads `suppressed_names` once, now.
    """
    names = _names(connection, _words)
    return lambda article, text: _masked(text, names.get(article), _WORD, _BETWEEN, fold)


def masking_addresses(connection: sqlite3.Connection) -> Mask:
    """As `masking`, for addresses, paths and keys without diacritics, where a name stands as `hoa-van-duc`, too."""
    names = _names(connection, _plain_words)
    return lambda article, text: _masked(text, names.get(article), _ADDRESS_WORD, _ADDRESS_BETWEEN, _plain_word)


def suppressed_articles(connection: sqlite3.Connection) -> list[str]:
    """The ids of the articles that name a suppressed person, in order."""
    return [article for (article,) in connection.execute("SELECT DISTINCT article FROM suppressed_names ORDER BY 1")]


def _names(connection: sqlite3.Connection, words: Callable[[str], Iterable[tuple[str, ...]]]) -> dict[str, _Names]:
    found: dict[str, dict[str, set[tuple[str, ...]]]] = defaultdict(lambda: defaultdict(set))
    for article, name in connection.execute("SELECT article, name FROM suppressed_names"):
        for form in words(name):
            for place in (article, ANYWHERE):
                found[place][form[0]].add(form)
    return {
        place: {first: sorted(forms, key=lambda form: (-len(form), form)) for first, forms in names.items()}
        for place, names in found.items()
    }


def _words(name: str) -> list[tuple[str, ...]]:
    form = tuple(fold(word) for word in _WORD.findall(name))
    return [form] if form else []


def _plain_words(name: str) -> list[tuple[str, ...]]:
    form = tuple(plain(word) for word in _WORD.findall(name))
    return [form, ("".join(form),)] if len(form) > 1 else []


def _plain_word(word: str) -> str:
    return plain(unquote(word))


def _masked(
    text: str,
    names: _Names | None,
    word: re.Pattern[str],
    between: re.Pattern[str],
    folded: Callable[[str], str],
) -> str:
    if not names or not text:
        return text
    spans = [match.span() for match in word.finditer(text)]
    words = [folded(text[start:end]) for start, end in spans]
    pieces, done, at = [], 0, 0
    while at < len(words):
        length = next((len(n) for n in names.get(words[at], ()) if _stands(n, text, words, spans, at, between)), 0)
        if length:
            start, end = spans[at][0], spans[at + length - 1][1]
            pieces += [text[done:start], _NOT_BLANK.sub(MASK, text[start:end])]
            done = end
        at += length or 1
    return "".join([*pieces, text[done:]])


def _stands(
    name: tuple[str, ...],
    text: str,
    words: list[str],
    spans: list[tuple[int, int]],
    at: int,
    between: re.Pattern[str],
) -> bool:
    if tuple(words[at : at + len(name)]) != name:
        return False
    ends = range(at, at + len(name) - 1)
    return all(between.fullmatch(text, spans[i][1], spans[i + 1][0]) for i in ends)
