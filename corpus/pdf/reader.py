"""The way in: the bytes of a PDF → Article."""

from __future__ import annotations

from corpus.article import Article, Page
from corpus.errors import UnreadableError
from corpus.pdf.process import laid_out
from corpus.set_lines import mended, with_title
from corpus.text import read_lines


def read_pdf(page: Page) -> Article:
    """A PDF as one article: its headline is what stands in the largest letters above the text.

    Raises UnreadableError: `needs_ocr` (a scan), `no_unicode` (letters that its fonts do not name), `encrypted`,
    `damaged`, `too_large`, `too_slow`, `encoding`, `no_text`.
    """
    if b"%PDF-" not in page.content[:1024]:
        raise UnreadableError("damaged", "not a PDF: it does not begin as one")
    laid = laid_out(page.content)
    lines = mended(list(laid.lines))
    headline = None if laid.headline is None else lines[laid.headline].text
    lines, title = with_title([line for line in lines if line.text], headline)
    return read_lines(page, lines, title=title, day=laid.day)
