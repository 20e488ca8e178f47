"""The pages of a PDF → its paragraphs in reading order, or why there are none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corpus.errors import UnreadableError
from corpus.lines import Line, is_paragraph
from corpus.pdf.margins import without_margins
from corpus.pdf.paragraphs import HEADLINE, Paragraph, as_line, body_size, is_garbled, paragraphs_of
from corpus.pdf.sheets import Sheet

_SCANNED = 60  # letters a page, and no more, beside a picture that fills it: a stamp, a page number
_FILLS = 0.5  # of the page
_FEWEST_WORDS = 3  # of a headline; fewer are a paper's name or a section's


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """What a PDF says: its lines, each a paragraph; which of them is the headline; the day in its margins."""

    lines: tuple[Line, ...]
    headline: int | None
    day: date | None


def lay_out(sheets: Sequence[Sheet]) -> Laid:
    """The paragraphs of the pages. Raises UnreadableError: `needs_ocr`, `no_unicode`, `no_text`."""
    _check(sheets)
    inner, day = without_margins(sheets)
    usual = body_size(inner)
    paragraphs = paragraphs_of(inner)
    lines = [as_line(paragraph, usual) for paragraph in paragraphs]
    return Laid(lines=tuple(lines), headline=_headline(paragraphs, lines, usual), day=day)


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


def _headline(paragraphs: Sequence[Paragraph], lines: Sequence[Line], usual: float) -> int | None:
    """Which of them has the largest letters above the first paragraph of running text, or None."""
    best: tuple[float, int] | None = None
    for at, (paragraph, line) in enumerate(zip(paragraphs, lines, strict=True)):
        size = paragraph.first.size
        if size < HEADLINE * usual and is_paragraph(line.text):
            break
        long_enough = len(line.text.split()) >= _FEWEST_WORDS
        if size >= HEADLINE * usual and long_enough and (best is None or size > best[0]):
            best = size, at
    return best[1] if best else None
