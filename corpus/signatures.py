"""Signatures that a page runs into the text: they stand on no line of their own.

… toàn thắng. Tin, ảnh: LÊ BẢO · … toàn thắng./. Lê Bảo (TTXVN)      (behind the last sentence of the article)
Lê Bảo/VOV Sáng 5-4, khối tổ chức …                                    (before the lead, said again at the end)
Lê Bảo | 16:45 28/07/2024                                              (the last line: who and when)
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.byline import is_labelled, is_photo_credit, read_byline
from corpus.lines import Line
from corpus.published import DateLine, parse_line

_LONGEST = 80  # code points of a signature
_SHORTEST_TEXT = 60  # … of what stands before it
_REPEATED = 25  # … of a caption that says a line again
_LAST = 8  # lines from the end in which what says a line again is looked for
_LEAD = 4  # lines from the start of which one is said again
_MOST = 2  # people who sign without a label
_FEWEST_WORDS, _MOST_WORDS = 2, 4  # of a name without a label
_SENTENCE_END = r"(?:[.!?…]|\./)[\"”’»)\]]*"
_BEHIND = re.compile(rf"(?P<text>.*{_SENTENCE_END})\s+(?P<signature>[^\s.!?…(][^.!?…]*)\.?")
# What a full stop behind it does not end: `TP. Hồ Chí Minh`, `TS. Lê Bảo`, `M. Bảo`.
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:T[Px]|TX|TT|P?GS|TS|Th[sS]|BS|KS|LS|NS[NƯ][DT]|[^\W\d_])\.$", re.I)
_FROM = re.compile(r"(?:theo|nguồn|ảnh)\b", re.I)  # no writer's own name: `Theo VGP`, `Ảnh Lê Bảo`
_RANKED = re.compile(r"(?:(?:đại|trung|thượng|thiếu) (?:tướng|tá|úy)|đồng chí|ông|bà)\b", re.I)  # whom a line tells of
_BRACKETED = re.compile(r"\s*\([^()]*\)$")


def set_apart(lines: Sequence[Line]) -> list[Line]:
    """The lines with such signatures on lines of their own, those without a label marked as `signed`."""
    return [part for at, line in enumerate(lines) for part in _parts(lines, at, line)]


def dated_signature(lines: Sequence[Line]) -> DateLine | None:
    """The last line where it says who wrote the article and when (`Lê Bảo | 16:45 28/07/2024`)."""
    found = parse_line(lines[-1].text) if len(lines) > 1 else None
    if found is None or found.day is None or "|" not in lines[-1].text:
        return None
    return found if _are_names(read_byline(found.rest, signed=True)) else None


def _parts(lines: Sequence[Line], at: int, line: Line) -> list[Line]:
    """A line, or the two that it is made of."""
    last = at == len(lines) - 1
    if not line.caption and len(line.text) > _SHORTEST_TEXT and (last or ":" in line.text[-_LONGEST:]):
        found = _BEHIND.fullmatch(line.text)
        if found and len(found["text"]) >= _SHORTEST_TEXT and len(found["signature"]) <= _LONGEST:
            labelled = is_labelled(found["signature"])
            behind = line.text[found.start("signature") :]  # with its full stop, which ends a sentence about someone
            if labelled or (last and _signs(found["text"], behind)):
                return [line._replace(text=found["text"]), Line(text=found["signature"], signed=not labelled)]
    if at >= len(lines) - _LAST:
        for other in lines[: min(_LEAD, at)]:
            name = line.text.removesuffix(other.text).strip() if len(other.text) >= _REPEATED else ""
            if name and name != line.text and not _RANKED.match(name) and _are_names(read_byline(name, signed=True)):
                return [Line(text=name, signed=True), line._replace(text=other.text)]
    return [line]


def _signs(before: str, signature: str) -> bool:
    """Is what stands alone behind the last sentence of an article who wrote it?"""
    if _FROM.match(signature) or _ABBREVIATED.search(before) or is_photo_credit(signature):
        return False
    words = _BRACKETED.sub("", signature).split()
    return len(words) >= _FEWEST_WORDS and _are_names(read_byline(signature, signed=True))


def _are_names(names: tuple[str, ...] | None) -> bool:
    """Are they one or two names of people, each of several words?"""
    return 0 < len(names or ()) <= _MOST and all(
        _FEWEST_WORDS <= len(name.split()) <= _MOST_WORDS for name in names or ()
    )
