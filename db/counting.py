"""Numbers in sentences that people read."""

from __future__ import annotations


def counted(count: int, what: str) -> str:
    """`1 mention`, `1,200 mentions`. what: an English noun whose plural takes an s."""
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
