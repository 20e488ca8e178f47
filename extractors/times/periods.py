"""Periods as articles write them: năm 2023, 6 tháng đầu năm, quý III, giai đoạn 2021-2025.

Pure functions of text; offsets count code points, ends are exclusive.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..text.plain_text import has_any, lowered, matches_at, offsets, sentence_at

_YEAR = r"(?:19|20)\d\d"


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodMention:
    """`text[start:end]` names a period, `value` as the record format writes it.

    kind: `year`, `half`, `quarter`, `months`, `span` (giai đoạn), `term` (nhiệm kỳ) or `school_year`.
    """

    start: int
    end: int
    value: str
    kind: str


_ROMAN = {"I": "1", "II": "2", "III": "3", "IV": "4"}
_OF_YEAR = rf"(?:\s*(?:/|-|,)?\s*(?:của\s+)?(?:năm\s+)?(?P<{{}}>{_YEAR})(?!\d|\s?[/.-]\s?\d))?"
_TO = r"\s*(?:-|–|đến(?: năm)?)\s*(?:năm\s+)?"
# `đánh giá tình hình kinh tế - xã hội 9 tháng, …`: months without more, behind what is looked back on.
_ALONE = (
    r"(?:(?<=xã hội . tháng)|(?<=công tác . tháng)|(?<=hoạt động . tháng)|(?<=nhiệm vụ . tháng)|"
    r"(?<=phong trào . tháng))"
    r"(?=\s*[,;.]|\s+và\b)"
)
_PERIOD = re.compile(
    r"(?<!\w)(?:"
    rf"(?P<span>giai đoạn|thời kỳ|trong (?:5|năm) năm)\s*\(?(?:từ\s+)?(?:năm\s+)?(?P<s1>{_YEAR})"
    rf"{_TO}(?P<s2>{_YEAR})"
    rf"|(?P<term>nhiệm kỳ|nhiệm kì|khóa|khoá)\s*\(?(?P<t1>{_YEAR}){_TO}(?P<t2>{_YEAR})"
    rf"|(?P<school>năm học)\s*\(?(?P<n1>{_YEAR})\s*[-–/]\s*(?P<n2>{_YEAR})"
    rf"|(?P<half>(?:6|06|sáu) tháng(?:\s+(?P<which>đầu|cuối)(?: của)?(?: năm)?| năm|{_ALONE})|"
    r"nửa\s+(?P<which2>đầu|cuối)\s+năm)"
    + _OF_YEAR.format("hy")
    + r"|(?P<quarter>quý)\s+(?P<q>IV|III|II|I|[1-4])(?!\w)"
    + _OF_YEAR.format("qy")
    + r"|(?P<months>(?:9|09|chín) tháng(?:\s+đầu(?: năm)?| năm|"
    + _ALONE
    + r"))"
    + _OF_YEAR.format("my")
    + rf"|(?P<years>năm)\s+(?P<a1>{_YEAR})\s*[-–]\s*(?P<a2>{_YEAR})"
    rf"|(?P<year>(?:cả\s+)?năm(?:\s+(?:thi đua|công tác))?)\s+(?P<y>{_YEAR}))(?!\d)",
    re.I,
)
# How a period begins.
_BEGINNINGS = (
    "giai đoạn", "thời kỳ", "trong 5 năm", "trong năm năm", "nhiệm k", "khóa", "khoá", "năm", "cả", "nửa", "quý",
    "6 tháng", "06 tháng", "sáu tháng", "9 tháng", "09 tháng", "chín tháng",
)  # fmt: skip
_SECOND_HALF = "cuối"  # (tháng) cuối năm; the first one is meant where neither is said
# What may be of a year that is not said with it; one of these, or a year, stands in every period.
_PARTS_OF_YEAR = ("tháng", "quý", "nửa")
_SIGNS = ("20", "19", *_PARTS_OF_YEAR)
_NAMED_YEAR = re.compile(rf"(?<!học )(?<!\w)năm\s+(?P<y>{_YEAR})(?!\d|\s*[-–]\s*\d)", re.I)
_LAW = re.compile(r"(?:\bLuật(?! gia| sư)|\bBộ luật|\bHiến pháp|\bPháp lệnh)\b[^.;:()]{0,60}$")


def find_periods(text: str, year: int | None = None) -> list[PeriodMention]:
    """Every period that the text names, in order.

    A half, a quarter or nine months without a year take the year that the same sentence names next (else before
    it), else `year`, the year that the caller knows of; where there is none they are left out.
    """
    found: list[PeriodMention] = []
    lower = lowered(text)
    if not has_any(lower, _SIGNS):
        return found
    for match in matches_at(_PERIOD, text, offsets(lower, *_BEGINNINGS)):
        if not (match["year"] and _LAW.search(text[max(0, match.start() - 90) : match.start()])):
            value = _period_value(text, match, year)
            if value:
                found.append(PeriodMention(start=match.start(), end=match.end(), value=value[0], kind=value[1]))
    return found


def may_leave_year_out(text: str) -> bool:
    """May the text name a part of a year without the year, so that `find_periods` asks for one?"""
    return has_any(lowered(text), _PARTS_OF_YEAR)


def _period_value(text: str, match: re.Match[str], year: int | None) -> tuple[str, str] | None:
    for kind, word, first, last in (
        ("span", "span", "s1", "s2"), ("term", "term", "t1", "t2"), ("school_year", "school", "n1", "n2"),
        ("span", "years", "a1", "a2"),
    ):  # fmt: skip
        if match[word]:
            if int(match[first]) >= int(match[last]):
                return None
            if kind == "span" and word == "years" and int(match[last]) - int(match[first]) == 1:
                return None  # `năm 2023-2024` may be a school year or two years
            return f"{match[first]}/{match[last]}", kind
    if match["year"]:
        return match["y"], "year"
    own = match["hy"] or match["qy"] or match["my"] or _year_nearby(text, match) or (str(year) if year else None)
    if own is None:
        return None
    if match["half"]:
        which = (match["which"] or match["which2"] or "").casefold()
        return f"{own}-H{2 if which == _SECOND_HALF else 1}", "half"
    if match["quarter"]:
        return f"{own}-Q{_ROMAN.get(match['q'].upper(), match['q'])}", "quarter"
    return f"{own}-9M", "months"


def _year_nearby(text: str, match: re.Match[str]) -> str | None:
    """The year that the rest of the sentence names, else the last one before it in the sentence."""
    start, end = sentence_at(text, match.start())
    after = _NAMED_YEAR.search(text, match.end(), end)
    if after:
        return after["y"]
    before = list(_NAMED_YEAR.finditer(text, start, match.start()))
    return before[-1]["y"] if before else None
