"""What pdfminer sees on the pages of a PDF: lines with their places."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A line of a page, or a part of one: its place in points from the lower left corner, its text, how it is set."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str
    size: float
    bold: bool = False
    italic: bool = False
    font: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page of a PDF: its size in points, its lines as they came, the places of its pictures (x0, y0, x1, y1)."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    pictures: tuple[tuple[float, float, float, float], ...]


_DOUBLE = 2.0  # points between two prints of one line


def without_doubles(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The lines, each once: some programs print a line twice, a little apart, to make it bold or to shade it."""
    printed: dict[str, list[Piece]] = {}
    kept: list[Piece] = []
    for piece in pieces:
        same = printed.setdefault(piece.text, [])
        if not any(abs(p.x0 - piece.x0) <= _DOUBLE and abs(p.y0 - piece.y0) <= _DOUBLE for p in same):
            same.append(piece)
            kept.append(piece)
    return tuple(kept)
