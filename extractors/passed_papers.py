"""The day on which a resolution or a law was passed, as its own last words say.

Nghị quyết này được Hội đồng nhân dân tỉnh X khóa N, kỳ họp thứ M(,) thông qua ngày D · Luật này đã được Quốc hội …
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from .records import Span
from .times.days import DateMention, find_dates

_PASSED = "thông qua ngày "
_FORMULA = re.compile(
    r"(?<!\w)(?P<kind>nghị quyết|luật|bộ luật|pháp lệnh) này (?:đã )?được [^;]{3,180}?(?<!\w)thông qua (?=ngày )", re.I
)
_LONGEST_DAY = 40  # characters


def passed_day(text: str, kind: str, meant: Callable[[DateMention], date | None]) -> tuple[date, Span] | None:
    """The day on which the article's paper of a kind was passed, and where it says so."""
    if _PASSED not in text:
        return None
    for match in _FORMULA.finditer(text):
        if match["kind"].lower() == kind.lower():
            mention = next((m for m in find_dates(text[match.end() : match.end() + _LONGEST_DAY]) if m.day), None)
            day = meant(mention) if mention else None
            if mention and day:
                return day, Span(start=match.start(), end=match.end() + mention.end)
    return None
