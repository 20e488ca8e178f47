"""When two spellings count as one: names of people, names of units and awards, codes.

Strict on what tells people apart (`Hùng` is not `Hưng`), blind to what only spelling leaves open.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from extractors.text.language import fold as fold_spelling

_EDGES = " .,;:-–"
_CENTRAL = re.compile(r"\bT\.?Ư\b")
CENTRAL = "trung ương"
_QUOTES = re.compile("[“”\"'‘’`]")
_COMRADE = re.compile(r"\b(đồng chí|đ/c)\b")
_PAIRED = re.compile(r"\b(gd|kh)[&-](đt|cn)\b")  # `GD&ĐT`, `KH-CN`: one abbreviation, whatever joins it
_REGION = re.compile(r"\bqk ?(\d)")
REGION = r"quân khu \1"
BORDER_COMMAND = re.compile(r"\bbch bđbp\b"), "bộ chỉ huy bđbp"
COMMITTEE_MEMBER = re.compile(r"\b(tỉnh|thành|huyện|thị|quận|đảng|chi|xã) ủy viên\b"), r"ủy viên \1 ủy"
_UNSAID = frozenset({"số", "và"})
_LONGEST_REPEAT = 4  # words


@cache
def _abbreviations() -> dict[str, tuple[str, ...]]:
    with (files(__package__) / "abbreviations.csv").open(encoding="utf-8") as lines:
        return {row["short"]: tuple(row["full"].split()) for row in csv.DictReader(lines)}


def fold_name(text: str) -> str:
    """A person's name: composition, case, the place of tone marks and blanks do not count; every syllable does."""
    return " ".join(fold_spelling(text).strip(_EDGES).split())


def fold_title(text: str) -> str:
    """The name of a unit, post, award or place: as `fold_name`, without punctuation, abbreviations written out.

    A kind named twice is named once: `Chánh Văn phòng Văn phòng X` is `Chánh Văn phòng X`.
    """
    text = _QUOTES.sub("", fold_name(_CENTRAL.sub(CENTRAL, text)))
    text = _PAIRED.sub(r"\1\2", _COMRADE.sub(" ", text)).replace("&", " ")
    text = BORDER_COMMAND[0].sub(BORDER_COMMAND[1], _REGION.sub(REGION, text))
    text = COMMITTEE_MEMBER[0].sub(COMMITTEE_MEMBER[1], re.sub(r"[^\w]+", " ", text))
    known = _abbreviations()
    out: list[str] = []
    for word in (full for short in text.split() for full in known.get(short, (short,))):
        if word not in _UNSAID:
            out.append(word)
            _drop_repeat(out)
    return " ".join(out)


def _drop_repeat(words: list[str]) -> None:
    """Drop the last words where they repeat those right before them; a number may well stand twice."""
    for size in range(_LONGEST_REPEAT, 0, -1):
        repeated = len(words) >= 2 * size and words[-size:] == words[-2 * size : -size]
        if repeated and (size > 1 or not words[-1].isdigit()):
            del words[-size:]


def fold_code(value: object) -> str:
    """A date, a year, a code of the record format, the number of a document."""
    return str(value).strip().casefold()
