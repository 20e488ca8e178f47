"""The way in: the bytes of a PDF → Article."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.article import Article, Page
from corpus.errors import UnreadableError
from corpus.lines import Line, is_paragraph
from corpus.pdf.margins import without_margins
from corpus.pdf.paragraphs import HEADLINE, Paragraph, as_line, body_size, is_garbled, paragraphs_of
from corpus.pdf.process import Sheet, sheets_of
from corpus.set_lines import mended, with_title
from corpus.text import read_lines

_SCANNED = 60  # letters a page, and no more, beside a picture that fills it: a stamp, a page number
_FILLS = 0.5  # of the page
_FEWEST_WORDS = 3  # of a headline; fewer are a paper's name or a section's


def read_pdf(page: Page) -> Article:
    """A PDF as one article: its headline is what stands in the largest letters above the text.

    Raises UnreadableError: `needs_ocr` (a scan), `no_unicode` (letters that its fonts do not name), `encrypted`,
    `damaged`, `too_large`, `too_slow`, `encoding`, `no_text`.
    """
    if b"%PDF-" not in page.content[:1024]:
        raise UnreadableError("damaged", "not a PDF: it does not begin as one")
    sheets = sheets_of(page.content)
    _check(sheets)
    inner, day = without_margins(sheets)
    usual = body_size(inner)
    paragraphs = paragraphs_of(inner)
    lines = mended([as_line(paragraph, usual) for paragraph in paragraphs])
    headline = _headline(paragraphs, lines, usual)
    lines, title = with_title([line for line in lines if line.text], headline)
    return read_lines(page, lines, title=title, day=day)


def _check(sheets: Sequence[Sheet]) -> None:
    texts = [piece.text for sheet in sheets for piece in sheet.pieces]
    letters = sum(c.isalnum() or c == "\ufffd" for text in texts for c in text)
    if letters <= _SCANNED * len(sheets) and any(_is_scan(sheet) for sheet in sheets):
        raise UnreadableError(
            "needs_ocr", "a scan without text: run OCR on it (ocrmypdf -l vie) and read what that gives"
        )
    if not letters:
        raise UnreadableError("no_text", "there is no text in the PDF")
    if is_garbled(texts):
        reason = "its fonts do not say which letters they show: run OCR on it (ocrmypdf --force-ocr -l vie)"
        raise UnreadableError("no_unicode", reason)


def _is_scan(sheet: Sheet) -> bool:
    area = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in sheet.pictures)
    return area >= _FILLS * sheet.width * sheet.height


def _headline(paragraphs: Sequence[Paragraph], lines: Sequence[Line], usual: float) -> str | None:
    """The text in the largest letters above the first paragraph of running text, or None."""
    best: tuple[float, str] | None = None
    for paragraph, line in zip(paragraphs, lines, strict=True):
        size = paragraph.first.size
        if size < HEADLINE * usual and is_paragraph(line.text):
            break
        long_enough = len(line.text.split()) >= _FEWEST_WORDS
        if size >= HEADLINE * usual and long_enough and (best is None or size > best[0]):
            best = size, line.text
    return best[1] if best else None
