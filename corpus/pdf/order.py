"""The reading order of a page: columns from left to right, what stands across them between, above or below.

A gutter is a strip that no line crosses, with lines on both sides next to each other. Lines that do cross it (a
headline, a lead over all columns) cut the page into what stands above and below them. Inside each part the same is
looked for again, until there is only one column.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.pdf.sheets import Piece

_GUTTER = 5.0  # points, the narrowest
_FEWEST = 2  # lines on each side of a gutter, next to each other
_MOST_CANDIDATES = 80
_MOST_PIECES = 6000  # of a page; more are read as one column
_ALIGNED = 2  # lines that begin at one place
_SAME_LINE = 0.5  # of the lower line's height in which two pieces overlap
_BLANK = 0.9  # times the size of the letters: no gutter is as narrow
_WORD_GAP = 2.5  # times the size of the letters: farther apart are two lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """Lines below each other, from the top."""

    lines: tuple[Piece, ...]


def columns_of(pieces: Sequence[Piece]) -> list[Column]:
    """The columns of a page, in reading order; every piece is in one of them."""
    if len(pieces) > _MOST_PIECES:
        return [Column(lines=_in_lines(pieces))]
    columns: list[Column] = []
    pending = [_with_gaps_closed(pieces)]
    while pending:
        part = pending.pop()
        parts = _split(part)
        if parts is None:
            columns.append(Column(lines=_in_lines(part)))
        else:
            pending.extend(reversed(parts))
    return columns


def _with_gaps_closed(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, those put together between which a justified line only has a wide blank.

    What begins a column begins where other lines do; what goes on after a blank begins anywhere.
    """
    starts = Counter(round(p.x0) for p in pieces)
    edges = [x for x in starts if starts[x - 1] + starts[x] + starts[x + 1] >= _ALIGNED]
    ends = Counter(round(p.x1) for p in pieces)
    rows: dict[tuple[float, float, str], list[Piece]] = {}
    for piece in pieces:
        rows.setdefault((round(piece.y0), piece.size, piece.font), []).append(piece)
    closed: list[Piece] = []
    for row in rows.values():
        row.sort(key=lambda p: p.x0)
        line = row[0]
        for piece in row[1:]:
            ended = sum(ends[round(line.x1) + off] for off in (-1, 0, 1)) > _ALIGNED
            begins = ended or any(line.x1 < edge <= piece.x0 + 1 for edge in edges)
            gap = piece.x0 - line.x1
            if gap > _BLANK * piece.size and (begins or gap > _WORD_GAP * piece.size):
                closed.append(line)
                line = piece
            else:
                line = _joined(line, piece)
        closed.append(line)
    return closed


def _split(pieces: list[Piece]) -> list[list[Piece]] | None:
    """The parts of an area in reading order, each smaller than the whole; None: it is one column."""
    best: tuple[int, float, list[list[Piece]]] | None = None
    for left, right in _candidates(pieces):
        parts, parted = _parted(pieces, (left + right) / 2)
        if parted and (best is None or (parted, right - left) > best[:2]):
            best = parted, right - left, parts
    return best[2] if best else None


def _candidates(pieces: list[Piece]) -> list[tuple[float, float]]:
    """Strips in which a gutter may lie: from where some lines end to where the next begin, the likeliest first."""
    ends, starts = sorted({round(p.x1) for p in pieces}), sorted({round(p.x0) for p in pieces})
    found: dict[tuple[float, float], int] = {}
    for start in starts:
        end = max((e for e in ends if e <= start - _GUTTER + 1), default=None)
        if end is not None:
            count = sum(abs(p.x0 - start) <= 1.5 for p in pieces)
            found[(end, start)] = count
    return sorted(found, key=lambda strip: -found[strip])[:_MOST_CANDIDATES]


def _parted(pieces: list[Piece], x: float) -> tuple[list[list[Piece]], int]:
    """(the area cut at a gutter and at the lines that cross it, how many lines stand beside the gutter)."""
    crossing = sorted((p for p in pieces if p.x0 < x < p.x1), key=lambda p: -_middle(p))
    heights = [-_middle(p) for p in crossing]
    strips: list[list[Piece]] = [[] for _ in range(len(crossing) + 1)]
    across: list[list[Piece]] = [[line] for line in crossing]
    for piece in pieces:
        if not piece.x0 < x < piece.x1:
            at = bisect_left(heights, -_middle(piece))
            beside = next(
                (i for i in (at - 1, at) if 0 <= i < len(crossing) and _is_same_line(crossing[i], piece)), None
            )
            (strips[at] if beside is None else across[beside]).append(piece)
    parts: list[list[Piece]] = []
    rest: list[Piece] = []
    parted = 0
    for strip, line in zip(strips, [*across, []], strict=True):
        left, right = [p for p in strip if p.x1 <= x], [p for p in strip if p.x0 >= x]
        if _are_beside(left, right):
            parts.extend(part for part in (rest, left, right) if part)
            rest = []
            parted += len(strip)
        else:
            rest = rest + strip
        rest = rest + line
    if rest:
        parts.append(rest)
    return parts, parted


def _are_beside(left: list[Piece], right: list[Piece]) -> bool:
    """Do lines on both sides of a gutter stand next to each other?"""
    if min(_rows(left), _rows(right)) < _FEWEST:
        return False
    low = max(min(p.y0 for p in left), min(p.y0 for p in right))
    high = min(max(p.y1 for p in left), max(p.y1 for p in right))
    return low < high


def _rows(pieces: list[Piece]) -> int:
    return len({round(_middle(p)) for p in pieces})


def _middle(piece: Piece) -> float:
    return (piece.y0 + piece.y1) / 2


def _in_lines(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The lines of one column from the top, those put together that are pieces of one."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: (-_middle(p), p.x0)):
        if rows and _is_same_line(rows[-1][0], piece):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    lines: list[Piece] = []
    for row in rows:
        row.sort(key=lambda p: p.x0)
        line = row[0]
        for piece in row[1:]:
            if piece.x0 - line.x1 <= _WORD_GAP * max(line.size, piece.size) and abs(piece.size - line.size) < 1:
                line = _joined(line, piece)
            else:
                lines.append(line)
                line = piece
        lines.append(line)
    return tuple(lines)


def _is_same_line(above: Piece, piece: Piece) -> bool:
    overlap = min(above.y1, piece.y1) - max(above.y0, piece.y0)
    return overlap > _SAME_LINE * min(above.y1 - above.y0, piece.y1 - piece.y0)


def _joined(line: Piece, piece: Piece) -> Piece:
    longer = line if len(line.text) >= len(piece.text) else piece
    return replace(
        longer,
        x0=min(line.x0, piece.x0),
        y0=min(line.y0, piece.y0),
        x1=max(line.x1, piece.x1),
        y1=max(line.y1, piece.y1),
        text=f"{line.text} {piece.text}",
    )
