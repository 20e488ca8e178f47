"""Page → Article: the one way in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from corpus.article import PDF, WORD, Article, Page
from corpus.errors import UnreadableError
from corpus.html import read_html
from corpus.inputs.limits import MAX_BYTES, MAX_FILE, MB
from corpus.published import latest_day
from corpus.text import read_text

MAX_CHARACTERS = 1_200_000


def read(page: Page, *, today: date | None = None) -> Article:
    """The article on a page: cleaned, told apart into blocks, with what the page says of it.

    today: a day of publication after it is none, nor one after the page was fetched. A pure function of its arguments:
    no clock, no network. Raises UnreadableError where there is no article in it (`empty`, `binary`, `encoding`,
    `too_large`, `no_text`, and what the readers of Word files and PDF have), and nothing else.
    """
    most = MAX_FILE if page.media_type in (PDF, WORD) else MAX_BYTES
    if len(page.content) > most:
        raise UnreadableError("too_large", f"larger than {most // MB} MB: no article is that long")
    article = _reader_of(page.media_type)(page)
    if len(article.text) > MAX_CHARACTERS:
        raise UnreadableError("too_large", f"longer than {MAX_CHARACTERS:,} characters: no article is that long")
    latest = latest_day(page.fetched) or today
    if article.published is not None and latest is not None and article.published > latest:
        article = replace(article, published=None)
    return article


def _reader_of(media_type: str) -> Callable[[Page], Article]:
    """The reader of a type; those of office files load large libraries, so only when the first one comes."""
    if media_type == WORD:
        from corpus.word import read_word

        return read_word
    if media_type == PDF:
        from corpus.pdf import read_pdf

        return read_pdf
    return read_html if media_type == "text/html" else read_text
