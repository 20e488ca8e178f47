"""Lists that are shown page by page."""

from __future__ import annotations


def last_page(total: int, size: int) -> int:
    """The number of the last page of so many things, so many a page; 1 where there are none."""
    return max(1, -(-total // size))


def page_within(page: int, total: int, size: int) -> int:
    """A page that exists: the one asked for, else the nearest."""
    return min(max(page, 1), last_page(total, size))
