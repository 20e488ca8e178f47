"""What pdfminer sees on the pages of a PDF: lines with their places."""

from __future__ import annotations

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
