"""The crawl on Scrapy: its scheduler is our frontier, its answers go to our work. No decision is made here."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.core.scheduler import BaseScheduler
from scrapy.http import Headers, Response

from corpus.crawl.content import Content, content_of
from corpus.crawl.failures import failure_of
from corpus.crawl.guard import refuse_private
from corpus.crawl.journal import Entry, now
from corpus.crawl.outcomes import Outcome
from corpus.crawl.warc import Exchange
from corpus.crawl.work import Work

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from twisted.python.failure import Failure


_UNPACKED_BY_ALL = {"gzip", "x-gzip", "deflate", "identity"}
_WAS = "X-Archive-Orig-"  # how archives name the headers that they took away
_CONTROL = re.compile(r"[\x00-\x1f\x7f]+")


class NewsSpider(Spider):
    """Turns entries into requests, and answers into what `Work` takes."""

    name = "sovang"

    def __init__(self, work: Work, **named: Any) -> None:
        """work: what decides."""
        super().__init__(**named)
        self.work = work

    async def start(self) -> AsyncIterator[Any]:
        """Nothing: everything comes from the scheduler."""
        nothing: tuple[Any, ...] = ()
        for item in nothing:
            yield item

    def request_for(self, entry: Entry) -> Request:
        """The request for an address, with what makes it conditional."""
        return Request(
            entry.address,
            callback=self.answered,
            errback=self.failed,
            headers=self.work.conditions(entry),
            meta={"entry": entry},
            dont_filter=True,
        )

    def answered(self, response: Response) -> None:
        """An answer of any status has come."""
        entry: Entry = response.meta["entry"]
        try:
            self.work.answered(entry, _exchange(response, entry), _content(response))
        except OSError as error:  # the disk: nothing can be kept any more
            self._give_up(error)
        except Exception as error:  # a page that we stumble over costs that page, and its row says so
            self._stumbled(entry, error)

    def failed(self, failure: Failure) -> None:
        """No answer has come, or none that may be kept."""
        request: Any = failure.request  # type: ignore[attr-defined]
        entry: Entry = request.meta["entry"]
        outcome, note, transient = failure_of(failure.value or RuntimeError("no reason given"))
        try:
            self.work.failed(entry, outcome, note, transient=transient)
        except OSError as error:
            self._give_up(error)

    def _stumbled(self, entry: Entry, error: Exception) -> None:
        try:
            self.work.failed(entry, Outcome.FAILED, f"{type(error).__name__}: {error}"[:300])
        except OSError as worse:
            self._give_up(worse)

    def _give_up(self, error: OSError) -> None:
        self.work.fatal = self.work.fatal or error
        self.work.stop("failed")


class Schedule(BaseScheduler):
    """Scrapy's scheduler, with our frontier behind it: one address of a host at a time."""

    spider: NewsSpider

    def open(self, spider: Spider) -> None:
        """Scrapy's hook."""
        assert isinstance(spider, NewsSpider)
        self.spider = spider

    def has_pending_requests(self) -> bool:
        """Scrapy's hook."""
        return not self.spider.work.stopped and not self.spider.work.frontier.is_empty()

    def enqueue_request(self, request: Request) -> bool:
        """Scrapy's hook; requests come from the frontier alone."""
        return False

    def next_request(self) -> Request | None:
        """Scrapy's hook."""
        work = self.spider.work
        while not work.stopped and (entry := work.frontier.take()) is not None:
            try:
                return self.spider.request_for(entry)
            except ValueError as error:  # an address that Scrapy does not take costs that address
                work.failed(entry, Outcome.FAILED, str(error))
        return None


class Gate:
    """A downloader middleware: holds back what a busy host asked us to, and refuses private addresses at once."""

    def __init__(self, crawler: Crawler) -> None:
        """crawler: with the spider that has the work."""
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Gate:
        """How Scrapy makes one."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Wait, or raise PrivateAddressError."""
        spider = self._crawler.spider
        assert isinstance(spider, NewsSpider)
        work = spider.work
        parts = urlsplit(request.url)
        if not work.plan.allow_private:
            port = parts.port or {"http": 80}.get(parts.scheme, 443)
            refuse_private(parts.hostname or "", port, allowed=work.bounds.allowed_peers)
        while (wait := work.frontier.wait_of(request.url)) > 0:
            await asyncio.sleep(wait)


class KeepRaw:
    """A downloader middleware: keeps an answer as it was sent, for the archive, before others unpack it."""

    def process_response(self, request: Request, response: Response) -> Response:
        """The same response; its headers and body in the request's meta."""
        request.meta["raw"] = (_pairs(response.headers), response.body, now())
        return response


def _exchange(response: Response, entry: Entry) -> Exchange:
    assert response.request is not None
    headers, body, time = response.meta["raw"]
    coding = ", ".join(value for name, value in headers if name.lower() == "content-encoding").lower()
    if (
        coding
        and not set(re.split(r"[,\s]+", coding)) <= _UNPACKED_BY_ALL
        and not response.headers.get("Content-Encoding")
    ):
        # Sent though we did not ask for it, and readers of WARC stumble over it: kept unpacked, and the header says so.
        body = response.body
        headers = tuple((_WAS + name if name.lower() == "content-encoding" else name, value) for name, value in headers)
    return Exchange(
        address=entry.address,
        time=time,
        status=response.status,
        protocol=response.protocol or "HTTP/1.1",
        headers=headers,
        body=body,
        request_headers=_pairs(response.request.headers),
        ip=str(response.ip_address) if response.ip_address else None,
    )


def _content(response: Response) -> Content:
    return content_of(response.body, (response.headers.get("Content-Type") or b"").decode("latin-1"))


def _pairs(headers: Headers) -> tuple[tuple[str, str], ...]:
    """Names and values as text; without control characters, which a value may hold on the wire and no reader takes."""
    pairs = ((name.decode("latin-1"), value.decode("latin-1")) for name in headers for value in headers.getlist(name))
    return tuple((name, _CONTROL.sub(" ", value)) for name, value in pairs)
