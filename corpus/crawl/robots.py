"""robots.txt (RFC 9309): read once a day for every host, before its first page; the Crawl-delay too."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser

from corpus.crawl.addresses import clean_address
from corpus.crawl.failures import RefusedError, failure_of
from corpus.crawl.outcomes import Outcome
from corpus.crawl.retry import RETRIED, wait_of
from corpus.crawl.throttle import Throttle

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

    from corpus.crawl.work import Work

_A_DAY = 86_400.0
_MOST_REDIRECTS = 5  # RFC 9309, 2.3.1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rules:
    """parser: None: everything is allowed. refused: why nothing is, whatever the rules."""

    read_at: float
    parser: ProtegoRobotParser | None = None
    refused: RefusedError | None = None


class Robots:
    """A downloader middleware: lets pass what robots.txt allows to our name."""

    def __init__(self, crawler: Crawler) -> None:
        """crawler: with the spider that has the work."""
        self._crawler = crawler
        self._rules: dict[str, _Rules] = {}
        self._name: str = crawler.settings["ROBOTSTXT_USER_AGENT"]

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Robots:
        """How Scrapy makes one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raise RefusedError for what is not allowed, or where the rules cannot be read."""
        if request.meta.get("robots"):
            return
        parts = urlsplit(request.url)
        site = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules.get(site)
        if rules is None or monotonic() - rules.read_at > _A_DAY:
            rules = self._rules[site] = await self._read(site)
        if rules.refused is not None:
            raise rules.refused
        if rules.parser is None:
            return
        if not rules.parser.allowed(request.url, self._name):
            raise RefusedError(Outcome.ROBOTS)
        self._keep_delay(rules.parser, request)

    def _keep_delay(self, parser: ProtegoRobotParser, request: Request) -> None:
        delay = parser.rp.crawl_delay(self._name)
        if delay is None:
            return
        if delay > self._work.bounds.longest_crawl_delay:
            raise RefusedError(Outcome.CRAWL_DELAY, f"robots.txt asks for {delay:,.0f} s between two pages")
        throttle = self._crawler.get_extension(Throttle)
        if throttle is not None:
            throttle.keep(urlsplit(request.url).hostname or "", float(delay))

    async def _read(self, site: str) -> _Rules:
        address = f"{site}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                response = await self._fetch(address)
            except Exception as error:  # whatever keeps its rules from us keeps the host from us: a row says so
                outcome, note, _ = failure_of(error)
                return _Rules(read_at=monotonic(), refused=RefusedError(outcome, f"robots.txt: {note or outcome}"))
            target = clean_address((response.headers.get("Location") or b"").decode("latin-1"), address)
            if not 300 <= response.status < 400 or target is None:
                return self._rules_of(response)
            address = target
        return _Rules(read_at=monotonic())  # RFC 9309: more redirects than five may be taken as unavailable, so allowed

    def _rules_of(self, response: Response) -> _Rules:
        if response.status in RETRIED or response.status >= 500:
            refused = RefusedError(Outcome.ROBOTS_UNREACHABLE, f"robots.txt: HTTP {response.status}")
            return _Rules(read_at=monotonic(), refused=refused)
        if response.status != 200:
            return _Rules(read_at=monotonic())
        body = response.body[: self._work.bounds.robots_size]
        return _Rules(read_at=monotonic(), parser=ProtegoRobotParser(body, self._crawler.spider))

    async def _fetch(self, address: str) -> Response:
        """The answer; asked for again while the server is busy or cannot be reached."""
        attempt = 0
        while True:
            attempt += 1
            header = None
            try:
                request = Request(address, meta={"robots": True}, callback=NO_CALLBACK, dont_filter=True)
                response: Response = await self._crawler.engine.download_async(request)
                if response.status not in RETRIED or attempt > self._work.plan.retries:
                    return response
                header = (response.headers.get("Retry-After") or b"").decode("latin-1")
            except Exception as error:  # raised on, unless it may pass
                if not failure_of(error)[2] or attempt > self._work.plan.retries:
                    raise
            bounds = self._work.bounds
            at = datetime.now(UTC)
            await asyncio.sleep(wait_of(header, at=at, attempt=attempt, least=bounds.retry_wait, most=bounds.retry_cap))

    @property
    def _work(self) -> Work:
        spider: Any = self._crawler.spider
        work: Work = spider.work
        return work
