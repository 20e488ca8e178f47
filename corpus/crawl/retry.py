"""When a server that is busy may be asked again."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Timeouts of caches and gateways beside the usual ones.
RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 524})


def seconds_of(header: str | None, *, at: datetime) -> float | None:
    """What a `Retry-After` asks for, in seconds from `at` (with a time zone), or None where it says nothing.

    RFC 9110, 10.2.3: a number of seconds or a date; a date that is past is 0.
    """
    text = (header or "").strip()
    if re.fullmatch(r"\d{1,10}", text):
        return float(text)
    try:
        then = parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError):
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    return max(0.0, (then - at).total_seconds())


def wait_of(header: str | None, *, at: datetime, attempt: int, least: float, most: float) -> float:
    """The seconds to wait before the next attempt: what the server asks for, else longer each time.

    attempt: of those made, from 1. least: the first wait. most: the longest, whatever is asked.
    """
    asked = seconds_of(header, at=at)
    return min(most, least * 2 ** (attempt - 1) if asked is None else asked)
