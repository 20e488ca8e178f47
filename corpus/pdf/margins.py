"""What stands in the margins of a paper's pages: its name, the day, page numbers. No article's text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from corpus.lines import ends_sentence
from corpus.pdf.process import Piece, Sheet
from corpus.published import parse_day

_MARGIN = 0.09  # of a page's height
_LONGEST = 120  # code points of a line that gives the day
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(?:(?:trang|tr\.|page)\s*)?\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*", re.I)


def without_margins(sheets: Sequence[Sheet]) -> tuple[list[Sheet], date | None]:
    """(the pages without headers, footers and page numbers, the day that one of these gives).

    In the margins, what is said on several pages is dropped, and page numbers and a paper's day on any.
    """
    counted = Counter(key for sheet in sheets for key in {_key(p) for p in sheet.pieces if _is_outside(p, sheet)})
    days: list[date] = []
    kept: list[Sheet] = []
    for sheet in sheets:
        pieces = []
        for piece in sheet.pieces:
            day = _day(piece) if _is_outside(piece, sheet) else None
            if day is not None:
                days.append(day)
            elif not (_is_outside(piece, sheet) and (counted[_key(piece)] > 1 or _PAGE_NUMBER.fullmatch(piece.text))):
                pieces.append(piece)
        kept.append(replace(sheet, pieces=tuple(pieces)))
    return kept, Counter(days).most_common(1)[0][0] if days else None


def _is_outside(piece: Piece, sheet: Sheet) -> bool:
    return piece.y0 >= sheet.height * (1 - _MARGIN) or piece.y1 <= sheet.height * _MARGIN


def _key(piece: Piece) -> str:
    return _DIGITS.sub("#", piece.text.casefold())


def _day(piece: Piece) -> date | None:
    short = len(piece.text) <= _LONGEST and not ends_sentence(piece.text)
    return parse_day(piece.text) if short else None
