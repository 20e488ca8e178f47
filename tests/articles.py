"""Articles made of paragraphs, for tests that do not care where an article came from."""

from __future__ import annotations

from datetime import date

from corpus.article import Article, BlockKind, compose


def article_of(
    *paragraphs: str, title: str | None = None, published: date | str | None = None, name: str = "bai-viet"
) -> Article:
    """The article of a title, if one is given, and body paragraphs. name: the end of its address."""
    parts = [(BlockKind.TITLE, title)] if title else []
    text, blocks = compose([*parts, *((BlockKind.BODY, p) for p in paragraphs)])
    return Article(
        source=f"test:{name}",
        title=title,
        published=date.fromisoformat(published) if isinstance(published, str) else published,
        byline=(),
        publisher=None,
        url=f"https://example.org/{name}",
        text=text,
        blocks=blocks,
        digest="0" * 64,
    )
