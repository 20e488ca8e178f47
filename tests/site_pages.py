"""What tests compare pages of the website with, and how they find it on them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from db.site.paths import NAME
from extractors.records import Extraction
from visitors import Visitor, build, text_of, tree

UNREAD = (
    ("a/x.pdf", "needs_ocr", "it is a picture"),
    ("a/y.html", "no_text", "there is no article on the page"),
    ("a/z.html", "no_text", "there is no article on the page"),
)


def samples(folder: Path, readings: Iterable[Extraction]) -> Path:
    """The archive of the bundled pages and of a few inputs that could not be read."""
    return build(folder / "samples.db", readings, UNREAD)


def rows(connection: sqlite3.Connection, query: str, *values: object) -> list[Any]:
    return connection.execute(query, values).fetchall()


def pages_of(site: Visitor, connection: sqlite3.Connection, table: str) -> list[tuple[str, Any]]:
    """(id, page) of every row of a table."""
    found = [one for (one,) in rows(connection, f"SELECT id FROM {table} ORDER BY id")]
    answers = site.get_all(f"/{NAME}/{table}/{one}" for one in found)
    return [(one, tree(answers[f"/{NAME}/{table}/{one}"])) for one in found]


def section(page: Any, name: str) -> Any:
    """The section of a page that is named by a heading."""
    found = page.xpath(f"//section[@aria-labelledby='{name}']")
    return found[0] if found else None


def facts(part: Any) -> list[Any]:
    """The lines of the tables of a part of a page, but for headings."""
    return [] if part is None else part.xpath(".//table[contains(@class, 'facts')]/tbody/tr")


def cells(line: Any) -> list[str]:
    """The words of a line's cells without the sentences that open in them."""
    return [" ".join(" ".join(cell.xpath(".//text()[not(ancestor::details)]")).split()) for cell in line.xpath("./td")]


def marked_in(part: Any) -> list[str]:
    """For each sentence that opens in a part of a page: the marked words."""
    return ["|".join(text_of(mark) for mark in quote.iter("mark")) for quote in part.xpath(".//blockquote")]


def evidence_of(connection: sqlite3.Connection, claim: str) -> str:
    """The words of a claim, overlapping passages as one, as marked_in gives them."""
    spans: list[tuple[int, int]] = []
    for start, end in rows(connection, 'SELECT "start", "end" FROM evidence WHERE claim = ? ORDER BY 1, 2', claim):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    ((whole,),) = rows(
        connection, "SELECT a.text FROM articles a JOIN claims c ON c.article = a.id WHERE c.id = ?", claim
    )
    return "|".join(" ".join(whole[start:end].split()) for start, end in spans)


def leafed(site: Visitor, address: str) -> list[Any]:
    """The pages of a list, from the first to the last."""
    pages = [tree(site.get(address))]
    while following := pages[-1].xpath("//a[@rel='next']/@href"):
        assert len(pages) < 30
        pages.append(tree(site.get(following[0])))
    return pages
