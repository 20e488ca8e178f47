"""Run as a process, with its seconds: a PDF on the standard input → its lines and their places, as JSON.

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
from pdfminer.layout import LAParams, LTChar, LTComponent, LTContainer, LTImage, LTPage, LTTextLineHorizontal
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from corpus.pdf.limits import MAX_CHARACTERS, MAX_DEPTH, MAX_PAGES, MEMORY

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
        return _pages(content)
    except (PDFPasswordIncorrect, PDFEncryptionError):
        return _error("encrypted", "the PDF is locked with a password: save it without one")
    except (MemoryError, RecursionError):
        return _error("too_large", "reading the PDF takes more memory than an article's may")
    except Exception as error:  # a parser of files that anyone may have made fails in every way there is
        return _error("damaged", f"not a whole PDF ({type(error).__name__}): save it anew")


def _pages(content: bytes) -> dict[str, Any]:
    from pdfminer.high_level import extract_pages

    pages: list[dict[str, Any]] = []
    characters = 0
    for number, layout in enumerate(extract_pages(io.BytesIO(content), laparams=_LAYOUT), 1):
        if number > MAX_PAGES:
            return _error("too_large", f"more than {MAX_PAGES} pages: name a PDF of the article's own pages")
        page = _page(layout)
        characters += sum(len(line["text"]) for line in page["lines"])
        if characters > MAX_CHARACTERS:
            return _error("too_large", f"longer than {MAX_CHARACTERS:,} characters: no article is that long")
        pages.append(page)
    if not pages:
        return _error("damaged", "there is no page in the PDF, or it is not a whole one: save it anew")
    return {"pages": pages}


def _error(code: str, reason: str) -> dict[str, Any]:
    return {"error": [code, reason]}


def _page(layout: LTPage) -> dict[str, Any]:
    lines, pictures = [], []
    for item in _items(layout, 0):
        if isinstance(item, LTImage):
            pictures.append([round(value, 1) for value in item.bbox])
        elif isinstance(item, LTTextLineHorizontal) and (line := _line(item)) is not None:
            lines.append(line)
    return {"width": layout.width, "height": layout.height, "lines": lines, "pictures": pictures}


def _items(container: Any, depth: int) -> Iterator[LTComponent]:
    for item in container:
        if isinstance(item, LTTextLineHorizontal | LTImage):
            yield item
        elif isinstance(item, LTContainer) and depth < MAX_DEPTH:
            yield from _items(item, depth + 1)


def _line(line: LTTextLineHorizontal) -> dict[str, Any] | None:
    characters = [c for c in line if isinstance(c, LTChar) and c.upright and c.get_text().strip()]
    if not characters:
        return None
    text = line.get_text()
    font = Counter(c.fontname for c in characters).most_common(1)[0][0]
    size = Counter(round(c.size * 2) / 2 for c in characters).most_common(1)[0][0]
    return {
        "box": [round(value, 1) for value in line.bbox],
        "text": _CID.sub("\ufffd", text).strip(),
        "size": size,
        "bold": bool(_BOLD.search(font)),
        "italic": bool(_ITALIC.search(font)),
        "font": _SUBSET.sub("", font)[:80],
    }


if __name__ == "__main__":
    main()
