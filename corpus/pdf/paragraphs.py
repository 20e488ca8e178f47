"""The lines of a PDF's columns → the paragraphs, headlines and captions that they are parts of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from corpus.byline import is_photo_credit
from corpus.encodings import mend_passage
from corpus.lines import Line, ends_sentence
from corpus.pdf.order import Column, columns_of
from corpus.pdf.sheets import Piece, Sheet

HEADLINE = 1.2  # times the size of the body's letters
_SMALL = 0.93
_INDENT = 0.6  # times the size of the letters
_TELLING = 3  # lines that show where a column ends
_RAGGED = 2.0  # times the size: room that a line of a list leaves, and of running text not
_LETTER = 0.5  # times the size: how wide a letter is
_SET_APART = 0.45  # times the size, beyond the usual distance of lines
_LABEL = re.compile(r"\b(?:ảnh|tin|bài|nguồn)\s*:$", re.I)
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
    indented: bool = False  # its first line
    full: bool = False  # its last line, up to the column's edge

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
            for paragraph in _in_column(sheet, column, usual):
                before = _unfinished(found, paragraph, usual)
                if before is None:
                    _mark_caption(paragraph, usual, bare)
                    found.append(paragraph)
                else:
                    before.lines.extend(paragraph.lines)
                    before.full = paragraph.full
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


def _in_column(sheet: Sheet, column: Column, body: float) -> list[Paragraph]:
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
        left, right = _edge(lefts[line.size]), rights[line.size]
        if before is not None and _goes_on(
            before, line, left=left, right=right, usual=usual, heading=line.size >= HEADLINE * body
        ):
            found[-1].lines.append(line)
        else:
            found.append(Paragraph(sheet=sheet, lines=[line], indented=line.x0 > left + _INDENT * line.size))
        found[-1].full = line.x1 > right - line.size and lefts[line.size].total() >= _TELLING
    return found


def _edge(starts: Counter[int]) -> int:
    """Where a column's lines begin that are not indented: leftmost where several do."""
    return min((x for x, count in starts.items() if count > 1), default=min(starts))


def _goes_on(before: Piece, line: Piece, *, left: float, right: float, usual: float, heading: bool) -> bool:
    """Does a line go on with the paragraph of the line above it?"""
    if not _alike(before, line) or before.y0 - line.y1 > usual + _SET_APART * line.size:
        return False
    if line.y1 > before.y1 - 1:
        return False  # beside it
    if heading:
        return True  # its lines end where they read well
    if before.italic and line.italic and is_photo_credit(line.text):
        return True
    ended = _has_ended(before.text)
    word = line.text.partition(" ")[0]
    room = right - before.x1 - (len(word) + 1) * _LETTER * line.size  # had the next word been set in the line above
    indent = _INDENT * line.size
    if not ended and abs(before.x0 - line.x0) > 1 and abs(before.x0 + before.x1 - line.x0 - line.x1) < indent:
        return True  # centred
    if line.x0 > left + indent and (line.x0 > before.x0 + indent or room > _RAGGED * line.size):
        return False
    if ended:
        return room <= 0
    around = abs(before.x1 - line.x1) < line.size  # both end where a picture begins
    return room <= _RAGGED * line.size or around


def _alike(a: Piece, b: Piece) -> bool:
    return abs(a.size - b.size) <= 0.08 * max(a.size, b.size) and a.bold == b.bold


def _has_ended(text: str) -> bool:
    return ends_sentence(text) or (text.endswith((":", ";")) and not _LABEL.search(text))


def _unfinished(found: list[Paragraph], paragraph: Paragraph, usual: float) -> Paragraph | None:
    """The paragraph that one goes on with: at the end of an earlier column or page, with captions between."""
    first = paragraph.first
    if first.size >= HEADLINE * usual:  # the second line of a headline, shorter than the gutter is far
        above = found[-1] if found else None
        near = above is not None and above.sheet is paragraph.sheet and _alike(above.lines[-1], first)
        return above if above and near and 0 <= above.lines[-1].y0 - first.y1 + first.size / 2 < first.size else None
    if _is_small(first, usual) or paragraph.indented:
        return None
    for before in reversed(found):
        last = before.lines[-1]
        if before.caption or (last.size, last.font) != (first.size, first.font):
            continue
        goes_on = first.text[:1].islower() or (before.full and before.first.size < HEADLINE * usual)
        return before if goes_on and not (ends_sentence(before.text) or before.text.endswith(":")) else None
    return None


def _is_small(line: Piece, usual: float) -> bool:
    return line.size <= _SMALL * usual or line.italic


def _mark_caption(paragraph: Paragraph, usual: float, bare: list[Box]) -> None:
    """A paragraph right below a picture, or above or beside it in small letters or italics, is its caption.

    bare: the pictures of its page below which nothing stood so far.
    """
    first, last = paragraph.first, paragraph.lines[-1]
    small = _is_small(first, usual)
    apart = small or first.bold or (len(paragraph.lines) <= 2 and not paragraph.indented)
    for x0, y0, x1, y1 in tuple(bare):
        across = min(first.x1, x1) - max(first.x0, x0)
        if across < 0.5 * min(first.x1 - first.x0, x1 - x0):
            continue
        if -5 <= y0 - first.y1 <= _NEAR:
            paragraph.caption, paragraph.after_image = small, apart
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
