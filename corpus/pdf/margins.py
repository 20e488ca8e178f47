"""What stands in the margins of a paper's pages: its name, the day, page numbers. No article's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.lines import ends_sentence
from corpus.pdf.sheets import Piece, Sheet
from corpus.published import parse_line

_MARGIN = 0.08  # of a page's height
_ROW = 3.0  # points between lines beside each other
_LONGEST = 120  # code points of a line that gives the day
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|tr\.|page)\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.I)


def without_margins(sheets: Sequence[Sheet]) -> tuple[list[Sheet], date | None]:
    """(the pages without headers, footers and page numbers, the day that one of these gives).

    In the margins, what is said on several pages is dropped, and page numbers, a paper's day and what stands beside
    these on any.
    """
    counted = Counter(key for sheet in sheets for key in {_key(p) for p in sheet.pieces if _is_outside(p, sheet)})
    days: list[date] = []
    kept: list[Sheet] = []
    for sheet in sheets:
        outside = [piece for piece in sheet.pieces if _is_outside(piece, sheet)]
        days.extend(day for piece in outside if (day := _day(piece)))
        dropped = [p for p in outside if _day(p) or counted[_key(p)] > 1 or _PAGE_NUMBER.fullmatch(p.text)]
        rows = [piece.y0 for piece in dropped]
        dropped += [p for p in outside if _is_short(p) and any(abs(p.y0 - row) <= _ROW for row in rows)]
        gone = {id(piece) for piece in dropped}
        kept.append(replace(sheet, pieces=tuple(p for p in sheet.pieces if id(p) not in gone)))
    return kept, Counter(days).most_common(1)[0][0] if days else None


def _is_outside(piece: Piece, sheet: Sheet) -> bool:
    return piece.y0 >= sheet.height * (1 - _MARGIN) or piece.y1 <= sheet.height * _MARGIN


def _key(piece: Piece) -> str:
    return _DIGITS.sub("#", piece.text.casefold())


def _is_short(piece: Piece) -> bool:
    return len(piece.text) <= _LONGEST and not ends_sentence(piece.text)


def _day(piece: Piece) -> date | None:
    found = parse_line(piece.text) if _is_short(piece) else None
    return found.day if found else None
