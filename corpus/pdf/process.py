"""The worker's process: started with a PDF, stopped in time, its answer checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UnreadableError
from corpus.pdf.limits import CPU_SECONDS, WALL_SECONDS

_ROOT = Path(__file__).parents[2]


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


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """The pages of a PDF.

    Raises UnreadableError: `encrypted`, `damaged`, `too_large`, `too_slow` (it took more than its time, counted in
    seconds of the processor, so that a busy machine changes nothing).
    """
    # -P: what lies in the working folder is not imported.
    command = [sys.executable, "-P", "-m", "corpus.pdf.worker", str(CPU_SECONDS)]
    path = os.pathsep.join([str(_ROOT), *filter(None, sys.path)])
    try:
        done = subprocess.run(
            command,
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            env={**os.environ, "PYTHONPATH": path},
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_slow() from None
    if done.returncode < 0 and not done.stdout:
        raise _too_slow()  # SIGXCPU or SIGKILL
    try:
        answer = json.loads(done.stdout)
    except ValueError:
        raise UnreadableError("damaged", "the PDF could not be read to its end: save it anew") from None
    if "error" in answer:
        raise UnreadableError(*answer["error"])
    return tuple(_sheet(page) for page in answer["pages"])


def _too_slow() -> UnreadableError:
    return UnreadableError("too_slow", f"the PDF takes more than {CPU_SECONDS} s to read: print its pages to a new one")


def _sheet(page: dict[str, Any]) -> Sheet:
    pieces = []
    for line in page["lines"]:
        x0, y0, x1, y1 = line.pop("box")
        pieces.append(Piece(x0=x0, y0=y0, x1=x1, y1=y1, **line))
    pictures = tuple(tuple(box) for box in page["pictures"])
    return Sheet(width=page["width"], height=page["height"], pieces=tuple(pieces), pictures=pictures)
