"""A crawl from its plan to its end: Scrapy's settings in one place, its reactor, limits of time, signals."""

from __future__ import annotations

import asyncio
import logging
import re
import signal
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus.crawl.bounds import Bounds
from corpus.crawl.journal import FINISHED, Journal
from corpus.crawl.listing import check_next
from corpus.crawl.outcomes import GOT
from corpus.crawl.plan import Plan
from corpus.crawl.warc import Archive
from corpus.crawl.work import Work
from corpus.errors import InputError

INTERRUPTED = "interrupted"
INCOMPLETE = "incomplete"  # Scrapy ended before its work did; the notes in the log say why
_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
_MUTED = ("scrapy", "twisted", "asyncio", "protego", "filelock", "hpack")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How a crawl ended. ended: `finished`, `max_pages`, `max_bytes`, `max_time`, `interrupted` or `incomplete`.

    outcomes: how many addresses came to what, in this run of the command. size: bytes of bodies. left: addresses that
    wait for the next one. seconds: that it took.
    """

    ended: str
    outcomes: dict[str, int]
    size: int
    left: int
    seconds: float

    @property
    def got(self) -> int:
        """How many pages were fetched, or found to be as they were."""
        return sum(self.outcomes.get(outcome, 0) for outcome in GOT)


def crawl(
    plan: Plan, folder: Path, *, bounds: Bounds | None = None, on_row: Callable[[dict[str, Any]], None] | None = None
) -> Summary:
    """Crawl until there is nothing more, a limit is reached, or SIGINT or SIGTERM ends it. Once in a process.

    folder: made where it is missing; a crawl that was cut short there goes on. on_row: told of every row of the log.
    Raises InputError where the plan or the folder cannot be used, OSError where it cannot be written to any more.
    """
    bounds, began = bounds or Bounds(), time.monotonic()
    for source in plan.sources:
        try:
            check_next(source.next or "{page}")
        except ValueError as error:
            raise InputError(f"{source.url}: next: {error}") from None
    journal = Journal(folder)
    try:
        about = {"software": agent_of(plan), "format": "WARC File Format 1.1", "robots": "classic"}
        archive = Archive(journal, bounds=bounds, about=about)
        try:
            work = Work(plan, journal, archive, bounds=bounds, on_row=on_row)
            if not work.frontier.is_empty() and not work.stopped:
                _run(work)
            if work.fatal is not None:
                raise work.fatal
            ended = work.stopped or (INCOMPLETE if work.frontier.waiting() else FINISHED)
            left = work.end(ended)
        finally:
            archive.close()
    finally:
        journal.close()
    took = time.monotonic() - began
    return Summary(ended=ended, outcomes=dict(work.counts), size=work.size, left=left, seconds=took)


def agent_of(plan: Plan) -> str:
    """What we call ourselves: `sovang/1.0 (+archive@library.example)`."""
    try:
        name = f"sovang/{version('sovang')}"
    except PackageNotFoundError:
        name = "sovang"
    name = plan.user_agent or name
    return f"{name} (+{plan.contact})" if plan.contact else name


def settings_of(plan: Plan) -> dict[str, Any]:
    """Everything that Scrapy is told; what is not named here is off or as Scrapy has it."""
    agent = agent_of(plan)
    http = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"
    return {
        "TWISTED_REACTOR": _REACTOR,
        "USER_AGENT": agent,
        "ROBOTSTXT_USER_AGENT": re.split(r"[/\s]", agent)[0] or "sovang",
        # One request at a time for a host, the delay as long as its answers take; never in bursts.
        "CONCURRENT_REQUESTS": 16,
        "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
        "AUTOTHROTTLE_ENABLED": True,
        "AUTOTHROTTLE_START_DELAY": plan.delay,
        "DOWNLOAD_DELAY": plan.delay,
        "DOWNLOAD_DELAY_JITTER": 0,
        # Bounds of one answer; the size holds for what was sent and for what it unpacks to.
        "DOWNLOAD_TIMEOUT": plan.timeout,
        "DOWNLOAD_MAXSIZE": plan.max_response,
        "DOWNLOAD_WARNSIZE": 0,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Language": "vi,en;q=0.3",
            "Accept-Encoding": "gzip, deflate",  # what every reader of WARC unpacks
        },
        # Redirects, retries and repeats are ours: each is a record or a row of its own.
        "SCHEDULER": "corpus.crawl.spider.Schedule",
        "DOWNLOAD_HANDLERS_BASE": {"http": http, "https": http},
        "DOWNLOADER_MIDDLEWARES_BASE": {
            "corpus.crawl.spider.Gate": 50,
            "corpus.crawl.robots.Robots": 100,
            "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
            "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
            "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
            "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
            "corpus.crawl.spider.KeepRaw": 800,
        },
        # No cookies, no referer, no proxy of the environment, no telnet, no statistics on the terminal.
        "SPIDER_MIDDLEWARES_BASE": {},
        "EXTENSIONS_BASE": {"corpus.crawl.throttle.Throttle": 0},
        "TELNETCONSOLE_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": False,
        "STATS_DUMP": False,
        "LOG_ENABLED": False,
    }


class _Notes(logging.Handler):
    """What Scrapy itself complains of becomes a row; nothing of it reaches the terminal."""

    def __init__(self, work: Work) -> None:
        super().__init__(level=logging.ERROR)
        self.work: Work | None = work

    def emit(self, record: logging.LogRecord) -> None:
        """A row with the first line of what is wrong; nothing once the log is closed."""
        if self.work is None:
            return
        error = record.exc_info[1] if record.exc_info else None
        text = record.getMessage().strip().partition("\n")[0]
        with suppress(OSError):
            self.work.note(f"{record.name}: {text}" + (f" ({type(error).__name__}: {error})" if error else ""))


def _run(work: Work) -> None:
    """Run the reactor until the spider has ended or the work is stopped."""
    # Loaded here: whoever does not crawl need not wait for Scrapy, and the reactor must be installed before it is met.
    from scrapy.crawler import CrawlerRunner
    from scrapy.resolver import CachingHostnameResolver
    from scrapy.utils.reactor import install_reactor

    install_reactor(_REACTOR)
    from twisted.internet import reactor as installed
    from twisted.python import log

    from corpus.crawl.guard import guard
    from corpus.crawl.spider import NewsSpider

    reactor: Any = installed
    handler = _Notes(work)
    for name in _MUTED:
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
    log.PythonLoggingObserver("twisted").start()
    most = work.plan.max_response + work.bounds.headers_size
    # Names are resolved in threads that nothing can stop: one that hangs must not hold up the end.
    reactor.getThreadPool().threadFactory = partial(threading.Thread, daemon=True)
    guard(reactor, allow_private=work.plan.allow_private, allowed=work.bounds.allowed_peers, most=most)
    CachingHostnameResolver(reactor, 1_000).install_on_reactor()
    # Nothing is waited for: a page under way has no row yet, so the next run fetches it.
    work.on_stop = reactor.crash
    if work.plan.max_time is not None:
        reactor.callLater(work.plan.max_time, work.stop, "max_time")
    reactor.callLater(0, _end_on_signals, work)
    failures: list[BaseException] = []
    crawling: Any = CrawlerRunner(settings_of(work.plan)).crawl(NewsSpider, work=work)
    crawling.addErrback(lambda failure: failures.append(failure.value))
    crawling.addBoth(lambda _: reactor.running and reactor.crash())
    if not crawling.called:
        reactor.run(installSignalHandlers=False)
    handler.work = None
    if failures:
        raise failures[0]


def _end_on_signals(work: Work) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, work.stop, INTERRUPTED)
