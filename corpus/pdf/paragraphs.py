"""The lines of a PDF's columns → the paragraphs, headlines and captions that they are parts of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.encodings import mend_passage
from corpus.lines import Line, ends_sentence
from corpus.pdf.order import Column, columns_of
from corpus.pdf.process import Piece, Sheet

HEADLINE = 1.2  # times the size of the body's letters
_SMALL = 0.93
_INDENT = 0.6  # times the size of the letters
_LETTER = 0.5  # times the size: how wide a letter is
_SET_APART = 0.45  # times the size, beyond the usual distance of lines
_NEAR = 45.0  # points between a picture and its caption
_HYPHENS = "-\u00ad\u2010\u2011"  # a soft one goes when the text is cleaned


Box = tuple[float, float, float, float]


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; the first of them says where it stands and how it is set."""

    sheet: Sheet
    lines: list[Piece] = field(default_factory=list)
    caption: bool = False
    after_image: bool = False

    @property
    def first(self) -> Piece:
        """Its first line."""
        return self.lines[0]

    @property
    def text(self) -> str:
        """Its text in one line; hyphens at the ends of lines stay, soft ones do not: Vietnamese is not hyphenated."""
        text = ""
        for line in self.lines:
            own = line.text.strip()
            if len(text) > 1 and text[-1] in _HYPHENS and text[-2].isalnum():
                text += own
            else:
                text = f"{text} {own}" if text else own
        return text


def body_size(sheets: Iterable[Sheet]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for sheet in sheets:
        for piece in sheet.pieces:
            sizes[piece.size] += len(piece.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def paragraphs_of(sheets: Sequence[Sheet]) -> list[Paragraph]:
    """The paragraphs of all pages in reading order, captions marked; one that a page's end cuts is whole again."""
    usual = body_size(sheets)
    found: list[Paragraph] = []
    for sheet in sheets:
        bare = list(sheet.pictures)
        for column in columns_of([_in_unicode(piece) for piece in sheet.pieces]):
            for paragraph in _in_column(sheet, column):
                _mark_caption(paragraph, usual, bare)
                before = _unfinished(found, paragraph)
                if before is None:
                    found.append(paragraph)
                else:
                    before.lines.extend(paragraph.lines)
    return found


def as_line(paragraph: Paragraph, usual: float) -> Line:
    """A paragraph as a line of the article; usual: the body's size."""
    first = paragraph.first
    heading = first.size >= HEADLINE * usual and not paragraph.caption
    return Line(
        text=paragraph.text,
        caption=paragraph.caption,
        heading=heading,
        after_image=paragraph.after_image,
        bold=all(line.bold for line in paragraph.lines),
        italic=all(line.italic for line in paragraph.lines),
    )


def _in_unicode(piece: Piece) -> Piece:
    """A piece set in a font of a legacy encoding, in Unicode."""
    mended = mend_passage(piece.text, font=piece.font) if piece.font else None
    return piece if mended is None else replace(piece, text=mended)


def _in_column(sheet: Sheet, column: Column) -> list[Paragraph]:
    lines = column.lines
    lefts: dict[float, Counter[int]] = {}
    rights: dict[float, float] = {}
    for line in lines:
        lefts.setdefault(line.size, Counter())[round(line.x0)] += 1
        rights[line.size] = max(line.x1, rights.get(line.size, 0.0))
    apart = [a.y0 - b.y1 for a, b in pairwise(lines) if _alike(a, b)]
    usual = median(apart) if apart else 0.0
    found: list[Paragraph] = []
    for at, line in enumerate(lines):
        before = lines[at - 1] if at else None
        left, right = lefts[line.size].most_common(1)[0][0], rights[line.size]
        if before is not None and _goes_on(before, line, left=left, right=right, usual=usual):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph(sheet=sheet, lines=[line]))
    return found


def _goes_on(before: Piece, line: Piece, *, left: float, right: float, usual: float) -> bool:
    """Does a line go on with the paragraph of the line above it?"""
    if not _alike(before, line) or before.y0 - line.y1 > usual + _SET_APART * line.size:
        return False
    if line.y1 > before.y1 - 1:
        return False  # beside it
    ended = ends_sentence(before.text) or before.text.endswith((":", ";"))
    indented = line.x0 > left + _INDENT * line.size and line.x0 > before.x0 + _INDENT * line.size
    word = line.text.partition(" ")[0]
    room = right - before.x1 - _LETTER * line.size  # a blank
    short = room > len(word) * _LETTER * line.size  # the next word would have found room
    return not (ended and (short or indented)) and not (indented and before.x1 > right - line.size)


def _alike(a: Piece, b: Piece) -> bool:
    return abs(a.size - b.size) <= 0.08 * max(a.size, b.size) and a.bold == b.bold


def _unfinished(found: list[Paragraph], paragraph: Paragraph) -> Paragraph | None:
    """The paragraph, at the end of an earlier column or page, that a paragraph goes on with; captions between."""
    if paragraph.caption or not paragraph.first.text[:1].islower():
        return None
    for before in reversed(found):
        if before.caption or not _alike(before.lines[-1], paragraph.first):
            continue
        ended = ends_sentence(before.text) or before.text.endswith((":", ";"))
        return None if ended else before
    return None


def _mark_caption(paragraph: Paragraph, usual: float, bare: list[Box]) -> None:
    """A paragraph right below a picture, or above or beside it in small letters or italics, is its caption.

    bare: the pictures of its page below which nothing stood so far.
    """
    first, last = paragraph.first, paragraph.lines[-1]
    small = first.size <= _SMALL * usual or first.italic
    for x0, y0, x1, y1 in tuple(bare):
        across = min(first.x1, x1) - max(first.x0, x0)
        if across < 0.5 * min(first.x1 - first.x0, x1 - x0):
            continue
        if -5 <= y0 - first.y1 <= _NEAR:
            paragraph.caption, paragraph.after_image = small, True
            bare.remove((x0, y0, x1, y1))
            return
        if small and -5 <= last.y0 - y1 <= _NEAR / 2:
            paragraph.caption = True
            return


def is_garbled(texts: Iterable[str]) -> bool:
    """Whether more than a fifth of the letters have no Unicode."""
    whole = "".join(texts)
    lost = len(re.findall("[\ufffd\ue000-\uf8ff]", whole))
    return lost > 0.2 * max(1, len(re.sub(r"\s", "", whole)))
