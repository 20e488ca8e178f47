"""Page → Article: the one way in."""

from __future__ import annotations

from corpus.article import Article, Page
from corpus.errors import UnreadableError
from corpus.html import read_html
from corpus.inputs.limits import MAX_BYTES
from corpus.text import read_text

MAX_CHARACTERS = 1_200_000


def read(page: Page) -> Article:
    """The article on a page: cleaned, told apart into blocks, with what the page says of it.

    A pure function of the page: no clock, no network. Raises UnreadableError where there is no article in it
    (`empty`, `binary`, `encoding`, `too_large`, `no_text`), and nothing else.
    """
    if len(page.content) > MAX_BYTES:
        raise UnreadableError("too_large", f"larger than {MAX_BYTES // 1024 // 1024} MB: no article is that long")
    article = read_html(page) if page.media_type == "text/html" else read_text(page)
    if len(article.text) > MAX_CHARACTERS:
        raise UnreadableError("too_large", f"longer than {MAX_CHARACTERS:,} characters: no article is that long")
    return article
