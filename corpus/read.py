"""Page → Article: the one way in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.article import Article, Page
from corpus.errors import UnreadableError
from corpus.html import read_html
from corpus.published import latest_day
from corpus.sources import MAX_BYTES
from corpus.text import read_text

MAX_CHARACTERS = 1_200_000


def read(page: Page, *, today: date | None = None) -> Article:
    """The article on a page: cleaned, told apart into blocks, with what the page says of it.

    today: a day of publication after it is none, nor one after the page was fetched. A pure function of its arguments:
    no clock, no network. Raises UnreadableError where there is no article in it
    (`empty`, `binary`, `encoding`, `too_large`, `no_text`), and nothing else.
    """
    if len(page.content) > MAX_BYTES:
        raise UnreadableError("too_large", f"larger than {MAX_BYTES // 1024 // 1024} MB: no article is that long")
    article = read_html(page) if page.media_type == "text/html" else read_text(page)
    if len(article.text) > MAX_CHARACTERS:
        raise UnreadableError("too_large", f"longer than {MAX_CHARACTERS:,} characters: no article is that long")
    latest = latest_day(page.fetched) or today
    if article.published is not None and latest is not None and article.published > latest:
        article = replace(article, published=None)
    return article
