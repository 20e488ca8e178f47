"""What a crawl never exceeds, whatever a server sends: the numbers in one place."""

from __future__ import annotations

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bounds that are no choice of a plan.

    redirects: steps from one address to the next, of one page. retry_wait: seconds before the first retry, doubled each
    time. retry_cap: the longest that a server may make us wait (`Retry-After`). longest_crawl_delay: a host that asks
    for more between two pages is not crawled.
    warc_size: bytes after which the next WARC file begins. robots_size: what is read of robots.txt (RFC 9309: at least
    500 KiB). headers_size: of one answer. outlinks: addresses that a page's metadata record names at most.
    allowed_peers: (address, port) that may be reached though they are private; the tests' own server, no option.
    """

    redirects: int = 10
    retry_wait: float = 1.0
    retry_cap: float = 300.0
    longest_crawl_delay: float = 300.0
    warc_size: int = 1024 * MB
    robots_size: int = 512 * 1024
    headers_size: int = MB
    outlinks: int = 1_000
    allowed_peers: frozenset[tuple[str, int]] = frozenset()
