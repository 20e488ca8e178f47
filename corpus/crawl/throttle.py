"""Scrapy's AutoThrottle, that never goes below a host's own Crawl-delay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scrapy import Request, Spider
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


class Throttle(AutoThrottle):
    """The delay of a host follows the time that its answers take, within its bounds."""

    def __init__(self, crawler: Crawler) -> None:
        """crawler: whose downloader's slots it sets."""
        super().__init__(crawler)
        self._least: dict[str, float] = {}

    def keep(self, host: str, delay: float) -> None:
        """From now on, at least `delay` seconds between two requests to a host."""
        self._least[host] = delay
        self._raise(host)

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        self._raise(request.meta.get("download_slot") or "")

    def _raise(self, host: str) -> None:
        slot: Any = self.crawler.engine.downloader.slots.get(host)
        if slot is not None and host in self._least:
            slot.delay = max(slot.delay, self._least[host])
