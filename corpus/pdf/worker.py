"""Run as a process, with its seconds: a PDF on the standard input → its paragraphs as JSON.

pdfminer walks whatever a file says, for as long as it takes: loops, decompression bombs and cycles of objects are
stopped by the limits that the system sets for this process, which checks in between pages could not do.
"""

from __future__ import annotations

import io
import json
import re
import resource
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pdfminer.encodingdb import EncodingDB
from pdfminer.high_level import extract_pages
from pdfminer.layout import LAParams, LTChar, LTComponent, LTContainer, LTImage, LTPage, LTTextLineHorizontal
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from corpus.errors import UnreadableError
from corpus.pdf.layout import lay_out
from corpus.pdf.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_PAGES, MEMORY
from corpus.pdf.sheets import Piece, Sheet, without_doubles

# Lines end at gaps narrower than pdfminer's usual: between a newspaper's columns there is little room. Pieces of one
# line are put together in `order`. boxes_flow=None: its own order of boxes, quadratic, is not asked for.
_LAYOUT = LAParams(char_margin=1.2, boxes_flow=None, all_texts=True)
# WinAnsi's 173 is a soft hyphen, and ư in a font in TCVN3; pdfminer takes it for a blank.
EncodingDB.encodings["WinAnsiEncoding"][173] = "\u00ad"
_CID = re.compile(r"\(cid:\d+\)")
_BOLD = re.compile(r"bold|black|heavy|-bd\b|,bd\b|\bVn\w+H\b", re.I)
_ITALIC = re.compile(r"italic|oblique|-it\b", re.I)
_SUBSET = re.compile(r"^[A-Z]{6}\+")


def main() -> None:
    """Read, answer, end."""
    _limit(resource.RLIMIT_CPU, int(sys.argv[1]))
    _limit(resource.RLIMIT_AS, MEMORY)
    answer = _answer(sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


def _limit(kind: int, most: int) -> None:
    _, hard = resource.getrlimit(kind)
    resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _answer(content: bytes) -> dict[str, Any]:
    try:
        laid = lay_out(_sheets(content))
    except UnreadableError as error:
        return _error(error.code, error.reason)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return _error("encrypted", "the PDF is locked with a password: save it without one")
    except (MemoryError, RecursionError):
        return _error("too_large", "reading the PDF takes more memory than an article's may")
    except Exception as error:  # a parser of files that anyone may have made fails in every way there is
        return _error("damaged", f"not a whole PDF ({type(error).__name__}): save it anew")
    day = laid.day.isoformat() if laid.day else None
    return {"lines": [line._asdict() for line in laid.lines], "headline": laid.headline, "day": day}


def _error(code: str, reason: str) -> dict[str, Any]:
    return {"error": [code, reason]}


def _sheets(content: bytes) -> list[Sheet]:
    sheets: list[Sheet] = []
    characters = 0
    for number, layout in enumerate(extract_pages(io.BytesIO(content), laparams=_LAYOUT), 1):
        if number > MAX_PAGES:
            raise UnreadableError("too_large", f"more than {MAX_PAGES} pages: name a PDF of the article's own pages")
        sheets.append(_sheet(layout))
        characters += sum(len(piece.text) for piece in sheets[-1].pieces)
        if characters > MAX_CHARACTERS:
            reason = f"longer than {MAX_CHARACTERS:,} characters: no article is that long"
            raise UnreadableError("too_large", reason)
    if not sheets:
        raise UnreadableError("damaged", "there is no page in the PDF, or it is not a whole one: save it anew")
    return sheets


def _sheet(layout: LTPage) -> Sheet:
    items = list(_items(layout, 0))
    pieces = (_piece(item) for item in items if isinstance(item, LTTextLineHorizontal))
    return Sheet(
        width=layout.width,
        height=layout.height,
        pieces=without_doubles(piece for piece in pieces if piece is not None),
        pictures=tuple(item.bbox for item in items if isinstance(item, LTImage)),
    )


def _items(container: Any, depth: int) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTTextLineHorizontal | LTImage):
            yield item
        elif isinstance(item, LTContainer) and depth < MAX_DEPTH:
            yield from _items(item, depth + 1)


def _piece(line: LTTextLineHorizontal) -> Piece | None:
    characters = [c for c in line if isinstance(c, LTChar) and c.upright and c.get_text().strip()]
    if not characters:
        return None
    font = Counter(c.fontname for c in characters).most_common(1)[0][0]
    x0, y0, x1, y1 = (round(value, 1) for value in line.bbox)
    return Piece(
        x0=x0,
        y0=y0,
        x1=x1,
        y1=y1,
        text=_CID.sub("\ufffd", line.get_text()).strip(),
        size=Counter(round(c.size * 2) / 2 for c in characters).most_common(1)[0][0],
        bold=bool(_BOLD.search(font)),
        italic=bool(_ITALIC.search(font)),
        font=_SUBSET.sub("", font)[:80],
    )


if __name__ == "__main__":
    main()
