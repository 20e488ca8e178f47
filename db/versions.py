"""Versions: what an article's page said before it was changed, and what it says elsewhere under the same address.

Every page that gave an article stands in `version_pages`, also when its file was overwritten since; pages with the same
text are one version. The article's own row holds the version that counts (see `load`), and the facts are those of that
one only; the others keep their text here. The same bytes are one page: when a newer cleaner reads them, its text takes
the old one's place and is no new version. A source whose page is another article by now gives up what it said before.

Where nothing says when pages were fetched, those of one file stand in the order in which they overwrote each other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from corpus.article import Article
from corpus.assemble import canonical_url


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A text that an article had. latest: whether it is the one that counts, whose facts the archive holds.

    fetched_first, fetched_last: when pages with this text were fetched (ISO 8601), if known. sources: their inputs.
    digests: of their bytes (SHA-256).
    """

    id: str
    latest: bool
    title: str | None
    published: str | None
    fetched_first: str | None
    fetched_last: str | None
    sources: tuple[str, ...]
    digests: tuple[str, ...]
    text: str

    def to_json(self) -> dict[str, Any]:
        """As plain values."""
        return asdict(self)


def version_id(text: str) -> str:
    """A version's id: from its text, so that two articles may have the same."""
    return f"v-{sha256(text.encode()).hexdigest()[:16]}"


def set_aside(connection: sqlite3.Connection, article: str) -> None:
    """Before an article's row is replaced: keep its text as the version that it was."""
    connection.execute(
        "UPDATE versions SET text = (SELECT text FROM articles WHERE id = versions.article) "
        "WHERE article = ? AND text IS NULL",
        (article,),
    )


def keep(connection: sqlite3.Connection, article: Article, fetched: str | None) -> None:
    """Take in what a page says, whether it counts or not."""
    source, version = article.source, version_id(article.text)
    connection.execute("DELETE FROM version_pages WHERE source = ? AND article <> ?", (source, article.id))
    connection.execute("INSERT OR IGNORE INTO versions (article, id, text) VALUES (?, ?, ?)",
                       (article.id, version, article.text))  # fmt: skip
    known = connection.execute(
        "SELECT digest, turn FROM version_pages WHERE source = ? ORDER BY turn DESC", (source,)
    ).fetchall()
    turn = 1 if not known else known[0][1] + (known[0][0] != article.digest)
    published = article.published.isoformat() if article.published else None
    connection.execute(
        "INSERT OR REPLACE INTO version_pages (article, source, digest, version, title, published, fetched, turn) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (article.id, source, article.digest, version, article.title, published, fetched, turn),
    )
    connection.execute(
        "UPDATE version_pages SET version = ?, title = ?, published = ? WHERE article = ? AND digest = ?",
        (version, article.title, published, article.id, article.digest),
    )


def settle(connection: sqlite3.Connection, article: str) -> None:
    """Make an article's versions fit its row: that one's text stands there only; a version without a page goes."""
    row = connection.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        connection.execute("DELETE FROM version_pages WHERE article = ?", (article,))
        connection.execute("DELETE FROM versions WHERE article = ?", (article,))
        return
    connection.execute(
        "DELETE FROM versions WHERE article = :article AND id NOT IN "
        "(SELECT version FROM version_pages WHERE article = :article)",
        {"article": article},
    )
    latest = (article, version_id(row[0]))
    connection.execute("UPDATE versions SET text = NULL WHERE article = ? AND id = ?", latest)


def find_articles(connection: sqlite3.Connection, named: str) -> list[str]:
    """The ids of the articles that are meant by an id, an address (as it was passed on), or an input's name; by id."""
    query = (
        "SELECT id FROM articles WHERE id = :named OR url = :named OR rtrim(url, '/') = rtrim(:address, '/') "
        "UNION SELECT article FROM sources WHERE source = :named "
        "UNION SELECT article FROM version_pages WHERE source = :named ORDER BY 1"
    )
    return [row[0] for row in connection.execute(query, {"named": named, "address": canonical_url(named) or named})]


_PAGES = """
SELECT p.version, p.title, p.published, p.fetched, p.source, p.digest, p.turn FROM version_pages p WHERE p.article = ?
ORDER BY coalesce(p.fetched, ''), p.turn, p.digest, p.source
"""


def versions_of(connection: sqlite3.Connection, article: str) -> list[Version]:
    """An article's versions, the oldest first and the one that counts last; [] if there is no such article."""
    row = connection.execute("SELECT title, published, text FROM articles WHERE id = ?", (article,)).fetchone()
    if row is None:
        return []
    latest, texts = version_id(row[2]), dict(
        connection.execute("SELECT id, text FROM versions WHERE article = ?", (article,)).fetchall()
    )  # fmt: skip
    pages: dict[str, list[tuple[Any, ...]]] = {}
    for version, *page in connection.execute(_PAGES, (article,)):
        pages.setdefault(version, []).append(tuple(page))
    found = [
        _version(version, latest == version, texts[version] if texts[version] is not None else row[2], of)
        for version, of in sorted(pages.items(), key=lambda item: (item[0] == latest, _turn(item[1]), item[0]))
    ]
    return found


def _turn(pages: list[tuple[Any, ...]]) -> tuple[str, int]:
    return max((page[2] or "", page[5]) for page in pages)


def _version(version: str, latest: bool, text: str, pages: Iterable[tuple[Any, ...]]) -> Version:
    pages = list(pages)
    fetched = sorted(page[2] for page in pages if page[2])
    return Version(
        id=version,
        latest=latest,
        title=pages[-1][0],
        published=pages[-1][1],
        fetched_first=fetched[0] if fetched else None,
        fetched_last=fetched[-1] if fetched else None,
        sources=tuple(sorted({page[3] for page in pages})),
        digests=tuple(sorted({page[4] for page in pages})),
        text=text,
    )
